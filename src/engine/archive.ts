/** Which closed records may leave the sheet for their year's archive, and which came back into it (register sheet 13, 18). Pure. */
import type { Register } from '../model/types';
import { addDays, dateAt } from './civil';
import { setting } from './draft';
import { moments, stateOf } from './record-clocks';
import type { Rec, Ref } from './types';

/** Days a closed row stays on the sheet; null = for ever: a ledger lists what there is, unless its template says otherwise. */
export function keepDays(register: Register, ref: Ref): number | null {
  if (register.keepOpen !== undefined) return register.keepOpen;
  return register.pattern === 'ledger' ? null : setting(ref, 'register.keep_open_days', 60);
}

export const isClosed = (register: Register, state: string): boolean =>
  ['closed', 'void'].includes(stateOf(register, state)?.kind ?? '');

/**
 * The year whose archive takes the record, by the day it was closed; null when it stays: open, closed too short a time, or
 * somebody or something still waits for it.
 */
export function archiveYear(register: Register, rec: Rec, ref: Ref, now: number): number | null {
  const days = keepDays(register, ref);
  if (days === null || rec.deleted || rec.archived || !isClosed(register, rec.state)) return null;
  if (rec.approval || rec.waiting || Object.keys(rec.held).length > 0) return null;
  if (moments(register, rec, ref).length > 0) return null;
  const closed = dateAt(rec.at[rec.state] ?? rec.updated.at, ref.zone);
  return addDays(closed, days) < dateAt(now, ref.zone) ? Number(closed.slice(0, 4)) : null;
}

/** Is an archived record other than its archived row says? Then the row belongs on the sheet again. */
export const livesAgain = (was: Rec | undefined, is: Rec): boolean =>
  !!was?.archived &&
  !!is.archived &&
  JSON.stringify([was.state, was.values, was.deleted]) !== JSON.stringify([is.state, is.values, is.deleted]);

/**
 * Columns of a sheet matched with those its archive has: by text, of equal texts the first with the first. A renamed field finds
 * its earlier texts in `names`; what the archive lacks goes to its right end. `header` = the archive's first row as it then reads.
 */
export function matchColumns(
  live: { text: string; names: string[] }[],
  archived: string[],
): { at: number[]; header: string[] } {
  const header = [...archived];
  const taken = new Set<number>();
  const find = (text: string): number => header.findIndex((h, i) => h === text && !taken.has(i));
  const at = live.map(({ text, names }) => {
    const hits = [text, ...names].map(find).filter((i) => i >= 0);
    const i = hits[0] ?? header.length;
    taken.add(i);
    header[i] = text;
    return i;
  });
  return { at, header };
}
