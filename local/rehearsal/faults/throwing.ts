// Faults as Google throws them, put before or after a service call.
import type { LocalOffice } from '../../office.ts';
import { kill, ServiceError, type HookCall } from '../../runtime/index.ts';

/** before, after: an error around the call · kill, kill-after: the run ends there, nothing catches it. */
export type FaultKind = 'before' | 'after' | 'kill' | 'kill-after';
export const FAULT_KINDS: readonly FaultKind[] = ['before', 'after', 'kill', 'kill-after'];

/** Does the call with the fault around it. Never returns. */
export function failAround(kind: FaultKind, call: Pick<HookCall, 'service' | 'method'>, proceed: () => unknown): never {
  if (kind === 'after' || kind === 'kill-after') proceed();
  if (kind === 'kill' || kind === 'kill-after') return kill(`killed at ${call.service}.${call.method}`);
  if (call.service.startsWith('Sheets')) {
    const method = `sheets.${call.service.slice('Sheets.'.length).toLowerCase()}.${call.method}`;
    throw new ServiceError(
      `API call to ${method} failed with error: The service is currently unavailable.`,
      'GoogleJsonResponseException',
      { code: 503, message: 'The service is currently unavailable.' },
    );
  }
  throw new ServiceError(
    `We're sorry, a server error occurred. Please wait a bit and try again. (${call.service}.${call.method})`,
  );
}

/** Does the work with the n-th call that leaves the script struck. The call's name; '' when the work made fewer. */
export function strikeNth(
  office: LocalOffice,
  n: number,
  strike: (call: HookCall, proceed: () => unknown) => unknown,
  work: () => void,
): string {
  let count = 0;
  let struck = '';
  office.runtime.hook((call, proceed) => {
    if (call.free || ++count !== n) return proceed();
    struck = `${call.service}.${call.method}`;
    return strike(call, proceed);
  });
  work();
  office.runtime.hook(null);
  return struck;
}
