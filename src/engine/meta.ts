/**
 * A workbook's `_meta`: commit number, counters, known headers, sizes, notices. And the arithmetic that finds a record's
 * mirror row from its number, at any size (design: Mirror and projection).
 */
import type { Lang } from '../model/types';
import type { Counts } from './counts';
import { parseNumber } from './number';
import type { Notice } from './types';

/** Numbers of one series. `extents`: from number n on, the mirror row is base + n (0-based rows). */
export interface Series {
  next: number;
  extents: [from: number, base: number][];
}
export interface Counter {
  rows: number;
  series: Record<string, Series>;
}

/** What is known of a register's live sheet. `known`: column key -> header texts, newest first. */
export interface HeaderMemory {
  headerRow: number;
  known: Record<string, string[]>;
  /** Column key by 0-based index at the last look; '' = a person's own column. */
  order: string[];
  frozen: { at: number; by: string | null; rows: number } | null;
  /** Rows cut out into `_cut` and not yet looked after: whose they were meant to be, and where they stood (0-based). */
  cut?: { id: string; row: number }[];
  /** Last row with content (1-based) as far as known: where an appended row is expected. A hint, verified like any other. */
  last?: number;
}

/** A row typed by hand that rests before it is registered (R019: nothing typed is lost). Rows are 1-based hints. */
export interface PendingRow {
  register: string;
  row: number;
  since: number;
  by: string | null;
  batch?: string;
}

export interface Meta {
  /** What 首頁 counts, by register. */
  counts?: Record<string, Counts> | null;
  /** Day of the last digest by its mail: in the commit that queues them, so that a week has one whatever dies. */
  digests?: Record<string, string> | null;
  /** `views`: ids of the filter views that stand as fence, oldest first; a restored workbook carries its own list. */
  commit: { n: number; key: string; digest: string; at: number; views?: number[] };
  counters: Record<string, Counter>;
  versions: { model: string; ref: number };
  registers: Record<string, HeaderMemory>;
  sizes: {
    journal: number;
    head: string;
    outbox: [first: number, next: number];
    clocks: [first: number, next: number];
    intake: number;
    /** Rows of `_import`; absent before the first import. */
    imported?: number;
  };
  notices: Notice[];
  pending: PendingRow[];
  /** The workbook is held: an older version was restored. `undone` lists the commits that are gone. */
  held: {
    kind: 'restored';
    at: number;
    to: number;
    from: number;
    toAt: number;
    undone: { n: number; at: number; what: string }[];
  } | null;
  office: { workbook: string; language: Lang; zone: string; secondLanguage?: Lang | null };
}

/** Mirror row (0-based) of a number, or null when the number was never issued here. */
export function mirrorRow(meta: Meta, register: string, pattern: string, id: string): number | null {
  const parsed = parseNumber(pattern, id);
  if (!parsed) return null;
  const series = meta.counters[register]?.series[parsed.series];
  if (!series || parsed.n >= series.next || parsed.n < 1) return null;
  for (let i = series.extents.length - 1; i >= 0; i--) {
    const extent = series.extents[i] as [number, number];
    if (parsed.n >= extent[0]) return extent[1] + parsed.n;
  }
  return null;
}

/** Takes the next number of a series and the mirror row it owns. Changes `counter`. Mirror row 0 is the header. */
export function takeNumber(counter: Counter, series: string): { n: number; row: number } {
  const row = counter.rows + 1;
  const known = (counter.series[series] ??= { next: 1, extents: [] });
  const n = known.next;
  const last = known.extents[known.extents.length - 1];
  if (!last || last[1] + n !== row) known.extents.push([n, row - n]);
  known.next = n + 1;
  counter.rows = row;
  return { n, row };
}
