// Event objects of triggers in their documented shapes.

import { clockEvent } from './clock.ts';
import type { Execution } from './execution.ts';
import type { EventPayload, Trigger } from './store/state.ts';

/** First argument of a trigger's handler; undefined for a blank event. */
export function eventArgument(x: Execution, trigger: Trigger, payload: EventPayload | undefined, at: number): unknown {
  if (!payload) return clockEvent(x.project.timeZone ?? x.runtime.zone, at, trigger.id);
  return undefined;
}
