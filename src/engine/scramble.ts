/**
 * Scramble guard: when many rows at once hold each other's values (a sort of half the columns, a shifted paste) nothing is
 * adopted (register sheet: Real acts; failure 35). A fill-down of one value is no scramble: it permutes nothing.
 */
import type { Cell } from './types';

export interface TouchedRow {
  id: string;
  shows: Record<string, Cell>;
  holds: Record<string, Cell>;
  changed: string[];
}

/** `total` = records in the register. More than ten rows or 5 % differ, and most changed cells are a permutation of old ones. */
export function isScrambled(rows: TouchedRow[], total: number): boolean {
  const differing = rows.filter((r) => r.changed.some((k) => !k.startsWith('$') || k === '$state'));
  if (differing.length < 3) return false;
  if (differing.length <= 10 && differing.length <= total * 0.05) return false;
  let cells = 0;
  let moved = 0;
  const columns = new Set(differing.flatMap((r) => r.changed));
  for (const column of columns) {
    if (column === '$next' || column === '$check') continue;
    const old = new Map<string, number>();
    const was = differing.filter((r) => r.changed.includes(column));
    for (const r of was) {
      const v = String(r.shows[column] ?? '');
      old.set(v, (old.get(v) ?? 0) + 1);
    }
    for (const r of was) {
      const v = String(r.holds[column] ?? '');
      cells++;
      const left = old.get(v) ?? 0;
      if (v !== '' && left > 0) {
        moved++;
        old.set(v, left - 1);
      }
    }
  }
  return cells > 0 && moved / cells > 0.5;
}
