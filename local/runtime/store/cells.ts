// One cell, one row: the smallest immutable pieces of a sheet. A cell that is only a value is stored bare.

export type Value = string | number | boolean | null;

/** Look of a cell; colours are '#rrggbb'. Interned, so equal formats are one object. */
export interface Format {
  bg?: string;
  color?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strikethrough?: boolean;
  size?: number;
  font?: string;
  wrap?: string;
  h?: string;
  v?: string;
}

/** Rich text: `start` is the first UTF-16 unit the run covers. */
export interface Run {
  start: number;
  format?: Format;
  link?: string;
}

/** Data validation in the words of the Sheets API. */
export interface Validation {
  condition: { type: string; values?: { userEnteredValue?: string; relativeDate?: string }[] };
  strict?: boolean;
  showCustomUi?: boolean;
  inputMessage?: string;
}

export interface Cell {
  /** What the cell is worth; a formula's last result. Dates are serials of the sheet's zone (DAT-2). */
  v: Value;
  /** Formula text with its '='. */
  f?: string;
  /** Number format pattern; '@' is text. */
  nf?: string;
  fmt?: Format;
  note?: string;
  link?: string;
  runs?: readonly Run[];
  dv?: Validation;
}

/** As stored: bare when there is nothing but a value, so that 100,000 plain rows stay small. */
export type Slot = string | number | boolean | Cell | undefined;
export type Row = readonly Slot[];

export const EMPTY_ROW: Row = Object.freeze([]);
const BLANK: Cell = Object.freeze({ v: null });

/** The cell of a slot; a missing one is a blank cell. */
export function cellOf(slot: Slot): Cell {
  if (slot === undefined) return BLANK;
  return typeof slot === 'object' ? slot : { v: slot };
}

export function valueOf(slot: Slot): Value {
  if (slot === undefined) return null;
  return typeof slot === 'object' ? slot.v : slot;
}

export function formulaOf(slot: Slot): string | undefined {
  return typeof slot === 'object' ? slot.f : undefined;
}

/** Nothing to see and no formula: what "last row with content" skips. FALSE of a checkbox is content (VAL-6). */
export function isBlank(slot: Slot): boolean {
  if (slot === undefined) return true;
  if (typeof slot !== 'object') return slot === '';
  return (slot.v === null || slot.v === '') && slot.f === undefined && slot.dv?.condition.type !== 'BOOLEAN';
}

/** Store form of a cell: undefined members dropped, bare value where nothing else is left. */
export function slotOf(cell: Cell): Slot {
  const value = cell.v === '' && cell.f === undefined ? null : cell.v;
  const fmt = cell.fmt && internFormat(cell.fmt);
  if (!cell.f && !cell.nf && !fmt && !cell.note && !cell.link && !cell.runs?.length && !cell.dv)
    return value === null ? undefined : value;
  const out: Cell = { v: value };
  if (cell.f !== undefined) out.f = cell.f;
  if (cell.nf) out.nf = cell.nf;
  if (fmt) out.fmt = fmt;
  if (cell.note) out.note = cell.note;
  if (cell.link) out.link = cell.link;
  if (cell.runs?.length) out.runs = cell.runs;
  if (cell.dv) out.dv = cell.dv;
  return out;
}

/** Same cell with another content; format, validation and note stay, rich text goes with the old text. */
export function withValue(slot: Slot, v: Value, f?: string): Slot {
  if (typeof slot !== 'object' && f === undefined) return v === null || v === '' ? undefined : v;
  const { runs: _runs, link: _link, f: _f, ...rest } = cellOf(slot);
  return slotOf({ ...rest, v, ...(f === undefined ? {} : { f }) });
}

const formats = new Map<string, Format>();

/** One object per distinct format, undefined for an empty one. */
export function internFormat(format: Format): Format | undefined {
  const entries = Object.entries(format)
    .filter(([, x]) => x !== undefined && x !== false && x !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  const key = JSON.stringify(entries);
  let known = formats.get(key);
  if (!known) formats.set(key, (known = Object.freeze(Object.fromEntries(entries)) as Format));
  return known;
}

/** Row with one slot replaced; trailing missing cells are cut. */
export function withSlot(row: Row, col: number, slot: Slot): Row {
  if (row[col] === slot && col < row.length) return row;
  const next = row.slice();
  while (next.length < col) next.push(undefined);
  next[col] = slot;
  return trimmed(next);
}

export function trimmed(row: Slot[]): Row {
  let n = row.length;
  while (n > 0 && row[n - 1] === undefined) n--;
  row.length = n;
  return row;
}
