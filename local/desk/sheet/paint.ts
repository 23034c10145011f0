// One tab as a person sees it: which rows and columns are shown, and for each cell its words, look, note and choices.

import { cellOf, formulaOf, isBlank, type Cell, type Format, type Row } from '../../runtime/store/cells.ts';
import { rowAt, rowsBetween } from '../../runtime/store/grid.ts';
import type { Sheet, Spreadsheet } from '../../runtime/store/state.ts';
import { serialOf } from '../../runtime/zones.ts';
import { displayOf } from '../../runtime/store/display.ts';
import { choicesOf as offered } from '../../runtime/person/guarding.ts';
import { byColumn, painted, rulesOf } from './conditional.ts';

export interface PaintedCell {
  /** 1-based. */
  row: number;
  col: number;
  text: string;
  /** What the editor starts with: the formula, else the text. */
  edit: string;
  look: Format;
  note: string | null;
  link: string | null;
  /** Text cut into pieces with their own link. */
  pieces: { text: string; link: string | null }[];
  number: boolean;
  /** Offers a list of entries. */
  choices: boolean;
  checkbox: boolean | null;
  colspan: number;
  rowspan: number;
}

export interface Painting {
  title: string;
  frozenRows: number;
  frozenCols: number;
  /** Widths in px of the columns shown. */
  widths: number[];
  rows: { row: number; cells: PaintedCell[] }[];
  /** 1-based rows shown below the frozen ones, and rows with content in all. */
  from: number;
  to: number;
  last: number;
}

/** Rows painted at once: more would make typing slow; the rest is one click away. */
export const PAGE = 200;
/** Blank rows kept below the last one, for new data typed by hand. */
const SPARE = 12;

/** 1-based last row with content. */
export function lastRow(sheet: Sheet): number {
  for (let row = sheet.grid.length; row > 0; row--)
    if (rowAt(sheet.grid, row - 1).some((slot) => !isBlank(slot))) return row;
  return 0;
}

function lastColumn(sheet: Sheet, rows: readonly (readonly unknown[])[]): number {
  const used = rows.reduce((max, row) => Math.max(max, row.length), 0);
  return Math.min(sheet.colCount, Math.max(used + 1, 8));
}

/** `page`: 1 = the newest rows, at the bottom of the sheet, where new records go. `now` is epoch ms. */
export function paint(file: Spreadsheet, sheet: Sheet, page: number, now: number): Painting {
  const last = lastRow(sheet);
  const frozen = Math.min(sheet.frozenRows, 5);
  const body = Math.max(0, last - frozen);
  const pages = Math.max(1, Math.ceil(body / PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const from = frozen + Math.max(0, body - at * PAGE) + 1;
  const to = frozen + Math.max(0, body - (at - 1) * PAGE);
  const end = at === 1 ? Math.min(sheet.rowCount, Math.max(to + SPARE, 24)) : to;
  const shown = [...rowsBetween(sheet.grid, 0, frozen), ...rowsBetween(sheet.grid, from - 1, end)];
  const columns = lastColumn(sheet, shown);
  const rowNumber = (i: number): number => (i < frozen ? i + 1 : from + i - frozen);
  const rows = paintRows(file, sheet, shown, rowNumber, columns, now);
  return {
    title: sheet.title,
    frozenRows: frozen,
    frozenCols: Math.min(sheet.frozenCols, 3),
    widths: widthsOf(sheet, columns),
    rows,
    from,
    to,
    last,
  };
}

/** Every row of the sheet that holds anything, and every column. */
export function paintAll(file: Spreadsheet, sheet: Sheet, now: number): Painting {
  const rows = rowsBetween(sheet.grid, 0, Math.min(sheet.grid.length, sheet.rowCount));
  return {
    title: sheet.title,
    frozenRows: Math.min(sheet.frozenRows, 5),
    frozenCols: Math.min(sheet.frozenCols, 3),
    widths: widthsOf(sheet, sheet.colCount),
    rows: paintRows(file, sheet, rows, (i) => i + 1, sheet.colCount, now),
    from: 1,
    to: rows.length,
    last: lastRow(sheet),
  };
}

/** Widths in px; a hidden column has none. */
function widthsOf(sheet: Sheet, columns: number): number[] {
  return Array.from({ length: columns }, (_, c) => (sheet.cols[c]?.hidden ? 0 : (sheet.cols[c]?.pixelSize ?? 100)));
}

function paintRows(
  file: Spreadsheet,
  sheet: Sheet,
  shown: readonly Row[],
  rowNumber: (index: number) => number,
  columns: number,
  now: number,
): Painting['rows'] {
  const rules = byColumn(rulesOf(sheet, serialOf(file.zone, now)), columns);
  const covered = coveredBy(sheet);
  return shown.map((slots, i) => {
    const row = rowNumber(i);
    const cells: PaintedCell[] = [];
    for (let col = 1; col <= columns; col++) {
      const merge = covered.size > 0 ? covered.get(`${row}:${col}`) : undefined;
      if (merge === 'inside') continue;
      const cell = cellOf(slots[col - 1]);
      const look = painted(rules[col - 1]!, cell.fmt, row - 1, col - 1);
      cells.push(paintCell(cell, row, col, look, merge ?? [1, 1]));
    }
    return { row, cells };
  });
}

function paintCell(
  cell: Cell,
  row: number,
  col: number,
  look: Format,
  [rowspan, colspan]: [number, number],
): PaintedCell {
  const text = displayOf(cell);
  const kind = cell.dv?.condition.type;
  return {
    row,
    col,
    text,
    edit: formulaOf(cell) ?? text,
    look,
    note: cell.note ?? null,
    link: cell.link ?? null,
    pieces: piecesOf(cell, text),
    number: typeof cell.v === 'number',
    choices: kind === 'ONE_OF_LIST' || kind === 'ONE_OF_RANGE',
    checkbox: kind === 'BOOLEAN' ? cell.v === true : null,
    colspan,
    rowspan,
  };
}

function piecesOf(cell: Cell, text: string): PaintedCell['pieces'] {
  const runs = cell.runs ?? [];
  if (!runs.some((run) => run.link)) return [{ text, link: cell.link ?? null }];
  const marks = runs[0]?.start === 0 ? runs : [{ start: 0 }, ...runs];
  return marks.map((run, i) => ({
    text: text.slice(run.start, marks[i + 1]?.start),
    link: ('link' in run ? run.link : undefined) ?? null,
  }));
}

/** Top left cell of each merge with its span; every other cell of it is 'inside'. */
function coveredBy(sheet: Sheet): Map<string, [number, number] | 'inside'> {
  const out = new Map<string, [number, number] | 'inside'>();
  for (const m of sheet.merges) {
    const [r0, r1] = [m.startRowIndex ?? 0, m.endRowIndex ?? sheet.rowCount];
    const [c0, c1] = [m.startColumnIndex ?? 0, Math.min(m.endColumnIndex ?? sheet.colCount, sheet.colCount)];
    if ((r1 - r0) * (c1 - c0) > 10_000) continue;
    for (let r = r0; r < r1; r++) for (let c = c0; c < c1; c++) out.set(`${r + 1}:${c + 1}`, 'inside');
    out.set(`${r0 + 1}:${c0 + 1}`, [r1 - r0, c1 - c0]);
  }
  return out;
}

/** Entries a cell's dropdown offers, in order, each once; empty when it has none. Row and column are 1-based. */
export function choicesOf(
  file: Spreadsheet,
  sheet: Sheet,
  row: number,
  col: number,
): { entries: string[]; help: string } {
  const cell = cellOf(rowAt(sheet.grid, row - 1)[col - 1]);
  return { entries: [...new Set(offered(file, sheet, cell) ?? [])], help: cell.dv?.inputMessage ?? '' };
}
