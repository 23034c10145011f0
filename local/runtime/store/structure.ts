// Rows, columns and blocks of a sheet inserted, deleted, moved, sorted or copied: shared by the API and by people's acts.

import { cellOf, slotOf, trimmed, valueOf, withSlot, type Row, type Slot, type Value } from './cells.ts';
import { mapRows, rowsBetween, spliceRows, updateRows } from './grid.ts';
import { afterDelete, afterInsert, afterMove, moveRanges, type Box, type Dimension } from './ranges.ts';
import type { DimensionProps, GridRange, NamedRange, Sheet, Spreadsheet } from './state.ts';

/** A sheet put back into its spreadsheet. */
export function withSheet(file: Spreadsheet, sheet: Sheet): Spreadsheet {
  return { ...file, sheets: file.sheets.map((s) => (s.sheetId === sheet.sheetId ? sheet : s)) };
}

function withNamedRanges(
  file: Spreadsheet,
  sheetId: number,
  move: (range: GridRange) => GridRange | undefined,
): Spreadsheet {
  const namedRanges: Record<string, NamedRange> = {};
  for (const [id, named] of Object.entries(file.namedRanges)) {
    const range = named.range.sheetId === sheetId ? move(named.range) : named.range;
    if (range) namedRanges[id] = range === named.range ? named : { ...named, range };
  }
  return { ...file, namedRanges };
}

function movedProps(
  all: Readonly<Record<number, DimensionProps>>,
  move: (index: number) => number | undefined,
): Record<number, DimensionProps> {
  const out: Record<number, DimensionProps> = {};
  for (const [index, props] of Object.entries(all)) {
    const to = move(Number(index));
    if (to !== undefined) out[to] = props;
  }
  return out;
}

/** Format and validation of a slot without its content: what an inserted row inherits. */
function lookOf(slot: Slot): Slot {
  if (typeof slot !== 'object') return undefined;
  const { nf, fmt, dv } = slot;
  return slotOf({ v: null, ...(nf ? { nf } : {}), ...(fmt ? { fmt } : {}), ...(dv ? { dv } : {}) });
}

/** Inserts `count` blank rows or columns at 0-based `at`; `inherit` says which neighbour gives the look. */
export function insertDimension(
  file: Spreadsheet,
  sheet: Sheet,
  dimension: Dimension,
  at: number,
  count: number,
  inherit: 'before' | 'after' | 'none' = 'before',
): Spreadsheet {
  const move = (range: GridRange): GridRange => afterInsert(range, dimension, at, count);
  const shift = (index: number): number => (index >= at ? index + count : index);
  let next = moveRanges(sheet, move);
  if (dimension === 'ROWS') {
    const model = inherit === 'none' ? -1 : inherit === 'before' ? at - 1 : at;
    const look = model < 0 ? [] : trimmed(rowsBetween(sheet.grid, model, model + 1)[0]!.map(lookOf));
    const beyond = at >= sheet.grid.length && look.length === 0;
    const grid = beyond ? sheet.grid : spliceRows(sheet.grid, at, 0, new Array<Row>(count).fill(look));
    next = { ...next, grid, rowCount: sheet.rowCount + count, rows: movedProps(sheet.rows, shift) };
    if (at < sheet.frozenRows) next.frozenRows += count;
  } else {
    const model = inherit === 'none' ? -1 : inherit === 'before' ? at - 1 : at;
    const grid = mapRows(sheet.grid, (row) => {
      if (row.length <= at && row.length <= model) return row;
      const copy: Slot[] = row.slice();
      while (copy.length < at) copy.push(undefined);
      copy.splice(at, 0, ...new Array<Slot>(count).fill(model < 0 ? undefined : lookOf(row[model])));
      return trimmed(copy);
    });
    next = { ...next, grid, colCount: sheet.colCount + count, cols: movedProps(sheet.cols, shift) };
    if (at < sheet.frozenCols) next.frozenCols += count;
  }
  return withNamedRanges(withSheet(file, next), sheet.sheetId, move);
}

/** Deletes rows or columns [from, to). */
export function deleteDimension(
  file: Spreadsheet,
  sheet: Sheet,
  dimension: Dimension,
  from: number,
  to: number,
): Spreadsheet {
  const move = (range: GridRange): GridRange | undefined => afterDelete(range, dimension, from, to);
  const shift = (index: number): number | undefined =>
    index < from ? index : index >= to ? index - (to - from) : undefined;
  let next = moveRanges(sheet, move);
  const inFrozen = (frozen: number): number => frozen - Math.max(0, Math.min(frozen, to) - from);
  if (dimension === 'ROWS') {
    const grid = from >= sheet.grid.length ? sheet.grid : spliceRows(sheet.grid, from, to - from, []);
    next = {
      ...next,
      grid,
      rowCount: sheet.rowCount - (to - from),
      rows: movedProps(sheet.rows, shift),
      frozenRows: inFrozen(sheet.frozenRows),
    };
  } else {
    const grid = mapRows(sheet.grid, (row) =>
      row.length <= from ? row : trimmed([...row.slice(0, from), ...row.slice(to)]),
    );
    next = {
      ...next,
      grid,
      colCount: sheet.colCount - (to - from),
      cols: movedProps(sheet.cols, shift),
      frozenCols: inFrozen(sheet.frozenCols),
    };
  }
  return withNamedRanges(withSheet(file, next), sheet.sheetId, move);
}

/** Moves rows or columns [from, to) before what stands at `destination` (an index of the order before the move). */
export function moveDimension(
  file: Spreadsheet,
  sheet: Sheet,
  dimension: Dimension,
  from: number,
  to: number,
  destination: number,
): Spreadsheet {
  if (destination >= from && destination <= to) return file;
  const count = to - from;
  const target = destination > from ? destination - count : destination;
  const move = (range: GridRange): GridRange => afterMove(range, dimension, from, to, destination);
  const shift = (index: number): number => {
    if (index >= from && index < to) return index - from + target;
    const cut = index >= to ? index - count : index;
    return cut >= target ? cut + count : cut;
  };
  let next = moveRanges(sheet, move);
  if (dimension === 'ROWS') {
    const moved = rowsBetween(sheet.grid, from, to);
    const without = from >= sheet.grid.length ? sheet.grid : spliceRows(sheet.grid, from, count, []);
    next = { ...next, grid: spliceRows(without, target, 0, moved), rows: movedProps(sheet.rows, shift) };
  } else {
    const grid = mapRows(sheet.grid, (row) => {
      const copy: Slot[] = row.slice();
      while (copy.length < Math.max(to, destination)) copy.push(undefined);
      const block = copy.splice(from, count);
      copy.splice(target, 0, ...block);
      return trimmed(copy);
    });
    next = { ...next, grid, cols: movedProps(sheet.cols, shift) };
  }
  return withNamedRanges(withSheet(file, next), sheet.sheetId, move);
}

/** Order of Sheets: numbers, texts, booleans; blanks last in both directions. */
function compare(a: Value, b: Value): number {
  const rank = (v: Value): number => (typeof v === 'number' ? 0 : typeof v === 'string' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string') return COLLATOR.compare(a, b as string);
  return Number(a) - Number(b);
}
const COLLATOR = new Intl.Collator('zh-Hant', { numeric: false, sensitivity: 'base' });

export interface SortOptions {
  keys: readonly { column: number; ascending: boolean }[];
  notes: boolean;
  validations: boolean;
}

/** Rows of a box in order of their keys. Content and look travel; notes and validations as the options say. */
export function sortBox(sheet: Sheet, box: Box, options: SortOptions): Sheet {
  const before = rowsBetween(sheet.grid, box.top, box.bottom);
  const order = before.map((_, i) => i);
  order.sort((x, y) => {
    for (const { column, ascending } of options.keys) {
      const a = valueOf(before[x]![column]);
      const b = valueOf(before[y]![column]);
      const blankA = a === null || a === '';
      const blankB = b === null || b === '';
      if (blankA || blankB) {
        if (blankA && blankB) continue;
        return blankA ? 1 : -1;
      }
      const c = compare(a, b);
      if (c !== 0) return ascending ? c : -c;
    }
    return x - y;
  });
  const grid = updateRows(sheet.grid, box.top, box.bottom, (row, index) => {
    const source = before[order[index - box.top]!]!;
    if (source === row) return row;
    const copy: Slot[] = row.slice();
    for (let col = box.left; col < box.right; col++) {
      if (col >= row.length && col >= source.length) break;
      while (copy.length <= col) copy.push(undefined);
      copy[col] = travelled(source[col], row[col], options);
    }
    return trimmed(copy);
  });
  return { ...sheet, grid };
}

function travelled(from: Slot, to: Slot, options: SortOptions): Slot {
  if (typeof from !== 'object' && typeof to !== 'object') return from;
  const a = cellOf(from);
  const b = cellOf(to);
  const { note: _n, dv: _d, ...content } = a;
  const note = options.notes ? a.note : b.note;
  const dv = options.validations ? a.dv : b.dv;
  return slotOf({ ...content, ...(note ? { note } : {}), ...(dv ? { dv } : {}) });
}

export type PasteType =
  | 'PASTE_NORMAL'
  | 'PASTE_VALUES'
  | 'PASTE_FORMAT'
  | 'PASTE_NO_BORDERS'
  | 'PASTE_FORMULA'
  | 'PASTE_DATA_VALIDATION'
  | 'PASTE_CONDITIONAL_FORMATTING';

/** One slot pasted over another (VAL-8: a normal paste brings the source's validation and format). */
export function pasted(from: Slot, to: Slot, type: PasteType): Slot {
  const a = cellOf(from);
  const b = cellOf(to);
  switch (type) {
    case 'PASTE_VALUES':
      return slotOf({ ...b, v: a.v, f: undefined });
    case 'PASTE_FORMULA':
      return slotOf({ ...b, v: a.v, f: a.f });
    case 'PASTE_FORMAT':
      return slotOf({ ...b, nf: a.nf, fmt: a.fmt });
    case 'PASTE_DATA_VALIDATION':
      return slotOf({ ...b, dv: a.dv });
    case 'PASTE_CONDITIONAL_FORMATTING':
      return to;
    default:
      return from;
  }
}

/** Copies a block over another, repeated when the target is a multiple of the source. */
export function copyBlock(from: Sheet, source: Box, to: Sheet, target: Box, type: PasteType): Sheet {
  const height = source.bottom - source.top;
  const width = source.right - source.left;
  const rows = Math.max(height, Math.floor((target.bottom - target.top) / height) * height);
  const cols = Math.max(width, Math.floor((target.right - target.left) / width) * width);
  const block = rowsBetween(from.grid, source.top, source.bottom);
  const grid = updateRows(to.grid, target.top, target.top + rows, (row, index) => {
    const model = block[(index - target.top) % height]!;
    let next = row;
    for (let c = 0; c < cols; c++) {
      const col = target.left + c;
      next = withSlot(next, col, pasted(model[source.left + (c % width)], row[col], type));
    }
    return next;
  });
  return { ...to, grid };
}

/** Cells of a box deleted; what is below them in the same columns moves up. */
export function removeCells(sheet: Sheet, box: Box): Sheet {
  const height = box.bottom - box.top;
  const end = Math.max(sheet.grid.length, box.bottom);
  const old = rowsBetween(sheet.grid, box.top, end + height);
  const grid = updateRows(sheet.grid, box.top, end, (row, index) => {
    let next: Row = row;
    for (let col = box.left; col < box.right; col++) next = withSlot(next, col, old[index - box.top + height]![col]);
    return next;
  });
  return { ...sheet, grid };
}

/** Last row with content, 1-based; 0 when there is none (VAL-5, VAL-6). */
export function lastRow(sheet: Sheet, blank: (slot: Slot) => boolean): number {
  for (let c = sheet.grid.chunks.length - 1, end = sheet.grid.length; c >= 0; c--) {
    const { rows } = sheet.grid.chunks[c]!;
    for (let i = rows.length - 1; i >= 0; i--) {
      if (rows[i]!.some((slot) => !blank(slot))) return end - rows.length + i + 1;
    }
    end -= rows.length;
  }
  return 0;
}

/** Last column with content, 1-based; 0 when there is none. */
export function lastColumn(sheet: Sheet, blank: (slot: Slot) => boolean): number {
  let last = 0;
  for (const chunk of sheet.grid.chunks) {
    for (const row of chunk.rows) {
      for (let i = row.length; i > last; i--) {
        if (!blank(row[i - 1])) {
          last = i;
          break;
        }
      }
    }
  }
  return last;
}
