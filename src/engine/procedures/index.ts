/**
 * What an action runs beside what its template's words say, by the name the template gives. Pure like everything that decides; it
 * runs in the action's own commit, so one undo takes back all of it.
 */
import type { Register } from '../../model/types';
import type { Draft } from '../draft';
import type { Rec, Words } from '../types';
import { recordPerLine, linesRefused } from './record-per-line';
import { sideBySide } from './side-by-side';
import type { Procedure } from '../../model/procedures';

/** Why it cannot run, in words a person can act on; the verb waits then. */
export const procedureRefused = (draft: Draft, register: Register, rec: Rec, run: Procedure): Words | null =>
  run.name === 'record_per_line' ? linesRefused(draft, register, rec, run) : null;

export function runProcedure(draft: Draft, register: Register, rec: Rec, run: Procedure, by: string | null): void {
  if (run.name === 'side_by_side') sideBySide(draft, register, rec, run);
  else recordPerLine(draft, rec, register, run, by);
}
