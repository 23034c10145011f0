/**
 * The tab 匯入 as a grid of cells: where its frame lies, which rows are pasted, and which of them are in already. A row is known by
 * its content, never by its place: people sort and delete here too. What went in is written in the ledger `_import` by the same
 * commit that made the record; the mark in the row's Check is only its picture (design: Mirror and projection).
 */
import type { Register } from '../model/types';
import { fingerprint } from './digest';
import { parseNumber } from './number';
import { foldText } from './spelling';
import type { Cell } from './types';
import { IMPORT } from './words/import';

/** Rows of the frame, counted from its first one; the pasted headers are its last. Column A is ours, B… the pasted columns. */
export const FRAME = { register: 0, go: 1, totals: 2, fields: 3, head: 4 } as const;
export const FRAME_ROWS = 5;
const LABELS = ['import.register', 'import.go', 'import.totals', 'import.fields', 'import.head'] as const;

/** A frame may have moved down by rows somebody put above it. */
export const ABOVE = 5;

export interface Frame {
  /** Row (0-based) of its first line. */
  top: number;
  /** Texts of column A are blank, some or all: they are written again. */
  bare: boolean;
  /** Something was pasted over the last label: one column too far left. */
  shifted: boolean;
}

const isLabel = (cell: Cell | undefined, code: string): boolean => {
  const text = foldText(String(cell ?? ''));
  return text !== '' && IMPORT[code]!.some((word) => foldText(word) === text);
};

/** Where the frame lies; null when it cannot be told: then nothing is written, because it could strike what people pasted. */
export function frameOf(cells: Cell[][]): Frame | null {
  const label = (top: number, i: number): boolean => isLabel(cells[top + i]?.[0], LABELS[i]!);
  const blank = (row: number): boolean => (cells[row]?.[0] ?? '') === '';
  for (let top = 0; top <= ABOVE; top++) {
    if (!LABELS.slice(0, FRAME.head).every((_, i) => label(top, i))) continue;
    const last = top + FRAME.head;
    return { top, bare: blank(last), shifted: !label(top, FRAME.head) && !blank(last) };
  }
  return LABELS.every((_, i) => blank(i)) ? { top: 0, bare: true, shifted: false } : null;
}

/** A pasted row. `row` is 0-based in the sheet; `cells` begin at the first pasted column. */
export interface TabRow {
  row: number;
  cells: Cell[];
  /** Digest of its content. */
  print: string;
  /** Its Check as it stands. */
  check: string;
}

const trimmed = (cells: readonly Cell[]): Cell[] => {
  let end = cells.length;
  while (end > 0 && (cells[end - 1] === '' || cells[end - 1] === undefined)) end--;
  return Array.from({ length: end }, (_, i) => cells[i] ?? '');
};

/** Rows from `from` (0-based row of `cells[0]`); rows without anything pasted come too when they still carry a Check. */
export function rowsOf(cells: Cell[][], from: number): TabRow[] {
  return cells.flatMap((line, i) => {
    const own = trimmed(line.slice(1));
    const check = String(line[0] ?? '');
    if (own.length === 0 && check === '') return [];
    return [{ row: from + i, cells: own, check, print: own.length === 0 ? '' : printOf(own) }];
  });
}

/** Digest of a row's content; kinds do not matter, so a re-formatted column is still the same row. */
export const printOf = (cells: readonly Cell[]): string => fingerprint(trimmed(cells).map(String).join('\u0001'));

/** What a ledger row says: this content became this record, in this batch; `undone` = the batch was taken back. */
export interface Entry {
  batch: string;
  print: string;
  id: string;
}
export const UNDONE = 'undone';

/** Records that went in and stand, by content. An entry of `UNDONE` takes the record with its id back. */
export function standing(entries: readonly Entry[]): Map<string, string[]> {
  const gone = new Set(entries.filter((e) => e.print === UNDONE).map((e) => e.id));
  const out = new Map<string, string[]>();
  for (const { print, id } of entries) {
    if (print === UNDONE || gone.has(id)) continue;
    const ids = out.get(print);
    if (ids) ids.push(id);
    else out.set(print, [id]);
  }
  return out;
}

export const markOf = (id: string): string => `✓ ${id}`;

/** The number in a row's mark, when it is one of this register. */
export function marked(register: Register, check: string): string | null {
  const id = /^✓ (\S+)$/.exec(check)?.[1];
  return id !== undefined && parseNumber(register.number, id) ? id : null;
}

/** A row that is in; `edited`: its content was changed afterwards, where that changes nothing any more. */
export interface In {
  id: string;
  edited: boolean;
}

/**
 * Which rows are in: as many of equal content as the ledger has records for. A row that carries the right mark keeps it; the
 * other numbers go to the first rows of that content. What is left of the marks stands beside content nobody imported: while most
 * rows are known, somebody edited those rows; when none is, another ledger was pasted beside old marks. By row (0-based).
 */
export function settled(
  register: Register,
  rows: readonly TabRow[],
  ledger: ReadonlyMap<string, string[]>,
): Map<number, In> {
  const out = new Map<number, In>();
  if (ledger.size === 0) return out;
  const left = new Map([...ledger].map(([print, ids]) => [print, new Set(ids)]));
  const same = rows.filter((r) => r.print !== '' && ledger.has(r.print));
  for (const row of same) {
    const id = marked(register, row.check);
    if (id !== null && left.get(row.print)!.delete(id)) out.set(row.row, { id, edited: false });
  }
  for (const row of same) {
    const ids = left.get(row.print)!;
    if (out.has(row.row) || ids.size === 0) continue;
    const id = ids.values().next().value!;
    ids.delete(id);
    out.set(row.row, { id, edited: false });
  }
  const open = new Set([...left.values()].flatMap((ids) => [...ids]));
  const edited = rows.flatMap((row): [number, In][] => {
    const id = out.has(row.row) || row.print === '' ? null : marked(register, row.check);
    return id !== null && open.delete(id) ? [[row.row, { id, edited: true }]] : [];
  });
  if (edited.length <= out.size) for (const [row, one] of edited) out.set(row, one);
  return out;
}
