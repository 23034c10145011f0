/** Rows of the approval matrix as the engine takes them: which fit a case, and how they make steps. Pure. */
import type { ChainRow } from './types';

/** Who decides where neither template nor matrix says so: a leader, the highest role the pack knows. */
export const LAST_RESORT = 'leader';

/** The manager of whoever the record names as its requester; otherwise of who asked. */
export const REQUESTER_MANAGER = 'requester.manager';
/** The head of that person's department. */
export const REQUESTER_HEAD = 'requester.department';
/** Deciders that depend on the record, beside roles and people. */
export const RELATIVE: readonly string[] = [REQUESTER_MANAGER, REQUESTER_HEAD];

/** Rows that fit an amount (null = blank or none: counts as the highest) and whose condition `holds`. */
export function fitting(rows: readonly ChainRow[], amount: number | null, holds: (cel: string) => boolean): ChainRow[] {
  const value = amount ?? Infinity;
  const endsHere = rows.some((r) => r.to === value && (r.from ?? -Infinity) < value);
  return rows.filter((row) => {
    const from = row.from ?? -Infinity;
    const within = from < value || (from === value && (!endsHere || row.to === value));
    return within && value <= (row.to ?? Infinity) && (row.if === undefined || holds(row.if));
  });
}

/** Rows by step, in order; those of one step stand side by side. */
export function grouped(rows: readonly ChainRow[]): ChainRow[][] {
  const numbers = [...new Set(rows.map((r) => r.step))].sort((a, b) => a - b);
  return numbers.map((n) => rows.filter((r) => r.step === n));
}
