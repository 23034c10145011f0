// A hook that breaks one call of the Calendar service before or after it did its work.

import { serviceError, type CallHook } from '../../../local/runtime';

export function hookedCall(method: string, when: 'before' | 'after'): CallHook {
  return (call, proceed) => {
    if (call.service !== 'Calendar.Events' || call.method !== method) return proceed();
    if (when === 'after') proceed();
    throw serviceError('Backend Error');
  };
}
