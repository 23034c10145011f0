// Events of people's acts on their way to the triggers that wait for them.

import type { Runtime } from '../runtime.ts';
import type { Box } from '../store/ranges.ts';
import type { EventPayload, Trigger } from '../store/state.ts';

/** Queues an event for every trigger of this kind on a file. People who cannot view the script raise none (B.2). */
export function raise(runtime: Runtime, event: Trigger['event'], sourceId: string, payload: EventPayload): void {
  if (!runtime.switches.editorsSeeScript && payload.kind !== 'sheetSubmit' && payload.kind !== 'formSubmit') return;
  for (const trigger of runtime.store.state.triggers) {
    if (trigger.event === event && trigger.sourceId === sourceId && !trigger.disabled)
      runtime.enqueue(trigger.id, payload);
  }
}

/** An edit of cells: edit triggers with the range, change triggers without (EDT-4). */
export function raiseEdit(
  runtime: Runtime,
  user: string,
  spreadsheetId: string,
  sheetId: number,
  box: Box,
  values: { value?: string; oldValue?: string } = {},
): void {
  raise(runtime, 'ON_EDIT', spreadsheetId, {
    kind: 'edit',
    spreadsheetId,
    sheetId,
    range: [box.top, box.left, box.bottom, box.right],
    user,
    ...values,
  });
  raiseChange(runtime, user, spreadsheetId, 'EDIT');
}

/** A change of structure: change triggers only. */
export function raiseChange(runtime: Runtime, user: string, spreadsheetId: string, changeType: string): void {
  raise(runtime, 'ON_CHANGE', spreadsheetId, { kind: 'change', spreadsheetId, changeType, user });
}
