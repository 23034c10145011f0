/**
 * What 首頁 counts of each register with clocks: open, late, unanswered, held (✗) and waiting for cells (✎). Moved with every
 * commit, derived anew each night, so that the line equals a count over the sheet's own rows.
 */
import type { Register } from '../model/types';
import { stateOf } from './record-clocks';
import type { Meta } from './meta';
import type { Rec } from './types';

export interface Counts {
  open: number;
  late: number;
  unanswered: number;
  held: number;
  waits: number;
}

const NOTHING: Counts = { open: 0, late: 0, unanswered: 0, held: 0, waits: 0 };

/** Where one record counts: zeros and ones. Done, closed, void and deleted records count nowhere. */
export function standing(register: Register, rec: Rec | null): Counts {
  const kind = rec && !rec.deleted ? stateOf(register, rec.state)?.kind : undefined;
  if (!rec || !kind || !['todo', 'active', 'paused'].includes(kind)) return NOTHING;
  return {
    open: 1,
    late: Object.values(rec.clocks).some((c) => c.stopped === null && c.breached) ? 1 : 0,
    unanswered: kind === 'todo' ? 1 : 0,
    held: Object.keys(rec.held).length > 0 ? 1 : 0,
    waits: rec.waiting ? 1 : 0,
  };
}

export const plus = (a: Counts, b: Counts, sign: 1 | -1): Counts => ({
  open: a.open + sign * b.open,
  late: a.late + sign * b.late,
  unanswered: a.unanswered + sign * b.unanswered,
  held: a.held + sign * b.held,
  waits: a.waits + sign * b.waits,
});

/** Moves a register's counts by one record's change. */
export function moveCounts(meta: Meta, register: Register, before: Rec | null, after: Rec | null): void {
  if (register.clocks.length === 0) return;
  const counts = (meta.counts ??= {});
  counts[register.key] = plus(
    plus(counts[register.key] ?? NOTHING, standing(register, before), -1),
    standing(register, after),
    1,
  );
}

/** The counts of whole registers, for the night. */
export const countAll = (register: Register, recs: Rec[]): Counts =>
  recs.reduce((sum, rec) => plus(sum, standing(register, rec), 1), NOTHING);
