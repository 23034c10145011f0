/** The tab 匯入 as read: frame, register, mapping, pasted rows, and the ledger of what is in. Shared by the look at it and the batch. */
import type { Draft } from '../engine/draft';
import type { LinkFinder } from '../engine/edit-row';
import { mapColumns, type ImportColumn, type Mapping } from '../engine/import-map';
import { judgeImport, registerNamed, sameKey, type Judged, type Twin } from '../engine/import-row';
import {
  FRAME,
  FRAME_ROWS,
  frameOf,
  printOf,
  rowsOf,
  settled,
  standing,
  type Entry,
  type In,
  type TabRow,
} from '../engine/import-tab';
import type { Cell } from '../engine/types';
import { render } from '../engine/words';
import type { Register } from '../model/types';
import { readFar, readMore, type First } from './book';
import { importable } from './import-frame';
import { guessedAgain, type Ask } from './import-state';
import { IMPORTED_COLUMNS, SHEET } from './layout';
import { idIn, namedBy } from './links';
import type { Area, Ports } from './ports';

export interface Tab {
  /** First row of the frame, 0-based. */
  top: number;
  bare: boolean;
  shifted: boolean;
  cells: Cell[][];
  register: Register | null;
  ticked: boolean;
  mapping: Mapping;
  rows: TabRow[];
  /** Content of records that went in and stand -> their numbers. */
  ledger: Map<string, string[]>;
  /** Rows (0-based) that are in. */
  in: Map<number, In>;
}

export const WHOLE: Area = { sheet: SHEET.import, row: 0 };

/** Rows of `_import` that concern the tab; none before the first import. */
export const ledgerArea = (first: First, since: number): Area[] => {
  const rows = (first.meta.sizes.imported ?? 0) - since + 1;
  return rows > 0 ? [{ sheet: SHEET.imported, row: since, rows, col: 0, cols: IMPORTED_COLUMNS - 1 }] : [];
};

export const entriesOf = (cells: Cell[][]): Entry[] =>
  cells.filter((c) => c[2]).map((c) => ({ batch: String(c[0]), print: String(c[1]), id: String(c[2]) }));

/** Null when the frame cannot be told. */
export function tabOf(first: First, cells: Cell[][], entries: Entry[], ask: Ask | null = null): Tab | null {
  const frame = frameOf(cells);
  if (!frame) return null;
  const { top, bare, shifted } = frame;
  const again = guessedAgain(ask, top);
  const offered = importable(Object.values(first.registers));
  const typed = cells[top + FRAME.register]?.[1] ?? '';
  const register = registerNamed(offered, typed) ?? (typed === '' && offered.length === 1 ? offered[0]! : null);
  const pasted = (row: number): Cell[] => (cells[top + row] ?? []).slice(1);
  const known = register ? (first.meta.registers[register.key]?.known ?? {}) : {};
  const mapping = register
    ? mapColumns(register, pasted(FRAME.head), pasted(FRAME.fields), known, (index) => again(index + 1))
    : { columns: [], unknown: [], twice: [] };
  const rows = rowsOf(cells.slice(top + FRAME_ROWS), top + FRAME_ROWS);
  const ledger = standing(entries);
  return {
    top,
    bare,
    shifted,
    cells,
    register,
    ticked: cells[top + FRAME.go]?.[1] === true,
    mapping,
    rows,
    ledger,
    in: register ? settled(register, rows, ledger) : new Map<number, In>(),
  };
}

/** Registers whose name columns the mapped columns need: those they link to, and their own for unique values. */
export function namesWanted(register: Register, columns: readonly ImportColumn[]): string[] {
  const keys = new Set(columns.map((c) => c.key));
  return [...new Set(namedBy({ ...register, fields: register.fields.filter((f) => keys.has(f.key)) }))];
}

/** For each unique field the first row of the tab that holds a value: what comes later is a double. Rows that are in count as records. */
export function twins(tab: Tab): (row: number) => Twin {
  const columns = tab.mapping.columns.filter((c) => tab.register?.fields.some((f) => f.key === c.key && f.unique));
  const seen = new Map<string, number>();
  const keyFor = (field: string, cell: Cell): string => `${field}=${sameKey(cell)}`;
  if (columns.length > 0)
    for (const row of tab.rows) {
      if (tab.in.has(row.row)) continue;
      for (const c of columns) {
        const cell = row.cells[c.nth - 1] ?? '';
        const key = keyFor(c.key!, cell);
        if (cell !== '' && !seen.has(key)) seen.set(key, row.row);
      }
    }
  return (row) => (field, typed) => {
    const at = seen.get(keyFor(field, typed));
    return at !== undefined && at < row ? at + 1 : null;
  };
}

/** Judges one row as it stands; a row that is in says so. */
export function judged(draft: Draft, tab: Tab, row: TabRow, links: LinkFinder, twin: (row: number) => Twin): Judged {
  const register = tab.register!;
  const known = tab.in.get(row.row);
  if (!known) return judgeImport(draft, register, tab.mapping.columns, row.cells, links, twin(row.row));
  const blank = { values: {}, state: null, created: null };
  const words = { code: 'import.in-already', params: { id: known.id, register: register.name } };
  return known.edited
    ? { ...blank, kind: 'wrong', check: `✗ ${render(words, draft.facts.ref.language)}` }
    : { ...blank, kind: 'blank', check: `✓ ${known.id}` };
}

/** Records the rows link to: their names are shown, their counts move, values come from them. And what those link to. */
export function readLinked(
  ports: Ports,
  first: First,
  draft: Draft,
  tab: Tab,
  rows: readonly TabRow[],
  links: LinkFinder,
  most = Infinity,
): void {
  const register = tab.register!;
  const columns = tab.mapping.columns.flatMap((c) => {
    const field = register.fields.find((f) => f.key === c.key && f.type === 'link');
    return field?.to ? [{ nth: c.nth, to: field.to }] : [];
  });
  const ids = rows.flatMap((r) =>
    columns.flatMap(({ nth, to }) => {
      const typed = String(r.cells[nth - 1] ?? '').trim();
      const id = idIn(first.registers[to], typed);
      const hits = typed === '' ? [] : id ? [{ id }] : links(to, typed);
      return hits.length === 1 ? [{ register: to, id: hits[0]!.id }] : [];
    }),
  );
  if (new Set(ids.map((i) => `${i.register}/${i.id}`)).size > most) return;
  readMore(ports, first, ids);
  readFar(ports, first, (register) => (first.registers[register]?.tallies.length ?? 0) > 0);
  Object.assign(draft.facts.records, first.records);
}

/**
 * Did somebody sort, insert or delete between the read and the write that just stood? Then words stand beside other rows: they are
 * looked at again. One read of the rows written (0-based); none when nothing was.
 */
export function movedSince(ports: Ports, first: First, tab: Tab, written: Iterable<number>): boolean {
  const at = [...written];
  if (at.length === 0) return false;
  const from = at.reduce((a, b) => Math.min(a, b));
  const rows = at.reduce((a, b) => Math.max(a, b)) - from + 1;
  const there = ports.books.read(first.book.id, [{ sheet: SHEET.import, row: from, rows }])[0]!.cells;
  const prints = new Map(tab.rows.map((r) => [r.row, r.print]));
  return at.some((row) => {
    const cells = (there[row - from] ?? []).slice(1);
    return (cells.some((c) => c !== '') ? printOf(cells) : '') !== (prints.get(row) ?? '');
  });
}

/** The mapping is such that nothing may go in. */
export const unclear = (mapping: Mapping): boolean => mapping.unknown.length > 0 || mapping.twice.length > 0;
