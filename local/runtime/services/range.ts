// Range of SpreadsheetApp: values with coercion, formats, notes; 1-based (VAL-1 … VAL-7, DAT-1).

import { Api, enumName } from '../api.ts';
import { badSignature, notImplemented, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { cellOf, slotOf, valueOf, withSlot, withValue, type Cell, type Format, type Slot } from '../store/cells.ts';
import { defaultPatterns, displayOf, isDatePattern } from '../store/display.ts';
import { rowsBetween, updateRows } from '../store/grid.ts';
import { a1Of, type Box } from '../store/ranges.ts';
import type { Sheet as SheetState, Spreadsheet as FileState } from '../store/state.ts';
import { removeCells, sortBox } from '../store/structure.ts';
import { typeInto } from '../store/typed.ts';
import { typingRules } from '../store/typing.ts';
import { epochOfSerial, serialOf } from '../zones.ts';
import { SpreadsheetBuffer } from './spreadsheet-buffer.ts';
import type { Sheet } from './sheet.ts';

type ScriptValue = string | number | boolean | Date;

export class Range extends Api {
  readonly _class = 'Range';
  override readonly _fields = ['rowStart', 'rowEnd', 'columnStart', 'columnEnd'];
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly columnStart: number;
  readonly columnEnd: number;

  constructor(
    x: Execution,
    private readonly sheet: Sheet,
    readonly _box: Box,
  ) {
    super(x);
    this.rowStart = _box.top + 1;
    this.rowEnd = _box.bottom;
    this.columnStart = _box.left + 1;
    this.columnEnd = _box.right;
  }

  // --- place ---
  getRow(): number {
    return this.rowStart;
  }
  getColumn(): number {
    return this.columnStart;
  }
  getLastRow(): number {
    return this.rowEnd;
  }
  getLastColumn(): number {
    return this.columnEnd;
  }
  getNumRows(): number {
    return this._box.bottom - this._box.top;
  }
  getNumColumns(): number {
    return this._box.right - this._box.left;
  }
  getHeight(): number {
    return this.getNumRows();
  }
  getWidth(): number {
    return this.getNumColumns();
  }
  getRowIndex(): number {
    return this.rowStart;
  }
  getA1Notation(): string {
    return a1Of(this._box);
  }
  getSheet(): Sheet {
    return this.sheet;
  }
  getGridId(): number {
    return this.sheet.getSheetId();
  }
  getCell(row: number, column: number): Range {
    return this.part(row - 1, column - 1, 1, 1);
  }
  offset(
    rowOffset: number,
    columnOffset: number,
    numRows: number = this.getNumRows(),
    numColumns: number = this.getNumColumns(),
  ): Range {
    return this.part(rowOffset, columnOffset, numRows, numColumns);
  }
  private part(row: number, col: number, rows: number, cols: number): Range {
    return this.sheet.getRange(this.rowStart + row, this.columnStart + col, rows, cols);
  }

  // --- reading ---
  private read<T>(each: (slot: Slot, file: FileState) => T): T[][] {
    SpreadsheetBuffer.of(this._x).flush();
    const file = this.sheet._file;
    const { grid } = this.sheet._state;
    this._x.cells('read', this.getNumRows() * this.getNumColumns());
    return rowsBetween(grid, this._box.top, this._box.bottom).map((row) => {
      const out: T[] = [];
      for (let col = this._box.left; col < this._box.right; col++) out.push(each(row[col], file));
      return out;
    });
  }

  getValues(): ScriptValue[][] {
    return this.read(scriptValue);
  }
  getValue(): ScriptValue {
    return this.first().getValues()[0]![0]!;
  }
  getDisplayValues(): string[][] {
    return this.read(displayOf);
  }
  getDisplayValue(): string {
    return this.first().getDisplayValues()[0]![0]!;
  }
  getFormulas(): string[][] {
    return this.read((slot) => cellOf(slot).f ?? '');
  }
  getFormula(): string {
    return this.first().getFormulas()[0]![0]!;
  }
  getNotes(): string[][] {
    return this.read((slot) => cellOf(slot).note ?? '');
  }
  getNote(): string {
    return this.first().getNotes()[0]![0]!;
  }
  getNumberFormats(): string[][] {
    return this.read((slot) => cellOf(slot).nf ?? 'General');
  }
  getNumberFormat(): string {
    return this.first().getNumberFormats()[0]![0]!;
  }
  getBackgrounds(): string[][] {
    return this.read((slot) => cellOf(slot).fmt?.bg ?? '#ffffff');
  }
  getBackground(): string {
    return this.first().getBackgrounds()[0]![0]!;
  }
  isBlank(): boolean {
    return this.read((slot) => valueOf(slot) === null && cellOf(slot).f === undefined).every((row) =>
      row.every(Boolean),
    );
  }
  private first(): Range {
    return this.getNumRows() === 1 && this.getNumColumns() === 1 ? this : this.getCell(1, 1);
  }

  // --- writing ---
  /** Buffered: applied at the next read, flush or the end of the run, on the sheet as it is then. */
  private write(change: (slot: Slot, row: number, col: number, file: FileState, sheet: SheetState) => Slot): this {
    const { top, bottom, left, right } = this._box;
    this._x.cells('write', (bottom - top) * (right - left));
    SpreadsheetBuffer.of(this._x).add(() => {
      const file = this.sheet._file;
      const sheet = this.sheet._state;
      this.sheet._guard(this._box);
      const grid = updateRows(sheet.grid, top, bottom, (row, index) => {
        let next = row;
        for (let col = left; col < right; col++) next = withSlot(next, col, change(row[col], index, col, file, sheet));
        return next;
      });
      this.sheet._put({ ...sheet, grid });
    });
    return this;
  }

  setValues(values: unknown[][]): this {
    if (!Array.isArray(values) || !values.every(Array.isArray))
      throw badSignature('SpreadsheetApp.Range.setValues', [values]);
    const rows = this.getNumRows();
    const cols = this.getNumColumns();
    if (values.length !== rows) {
      throw new ServiceError(
        `The number of rows in the data does not match the number of rows in the range. The data has ${values.length} but the range has ${rows}.`,
      );
    }
    const odd = values.find((row) => row.length !== cols);
    if (odd) {
      throw new ServiceError(
        `The number of columns in the data does not match the number of columns in the range. The data has ${odd.length} but the range has ${cols}.`,
      );
    }
    return this.write((slot, row, col, file, sheet) =>
      this.entered(slot, values[row - this._box.top]![col - this._box.left], row, col, file, sheet),
    );
  }

  setValue(value: unknown): this {
    if (value === undefined) throw badSignature('SpreadsheetApp.Range.setValue', [value]);
    return this.write((slot, row, col, file, sheet) => this.entered(slot, value, row, col, file, sheet));
  }

  private entered(slot: Slot, value: unknown, row: number, col: number, file: FileState, sheet: SheetState): Slot {
    return enteredSlot(this._x, slot, value, row, col, file, sheet);
  }

  setFormula(formula: string): this {
    return this.setValue(formula.startsWith('=') ? formula : `=${formula}`);
  }
  clearContent(): this {
    return this.write((slot) => withValue(slot, null));
  }
  clear(): this {
    return this.write(() => undefined);
  }
  private look(change: (cell: Cell) => Cell): this {
    return this.write((slot) => slotOf(change(cellOf(slot))));
  }
  private format(part: Format): this {
    return this.look((cell) => ({ ...cell, fmt: { ...cell.fmt, ...part } }));
  }
  setNote(note: unknown): this {
    return this.look((cell) => ({ ...cell, note: noteText(note) }));
  }
  setNotes(notes: unknown[][]): this {
    return this.write((slot, row, col) =>
      slotOf({ ...cellOf(slot), note: noteText(notes[row - this._box.top]![col - this._box.left]) }),
    );
  }
  clearNote(): this {
    return this.look(({ note: _note, ...cell }) => cell);
  }
  setNumberFormat(format: string): this {
    return this.look((cell) => ({ ...cell, nf: format }));
  }
  /** A colour it does not understand changes nothing (VAL-7). */
  setBackground(color: string | null): this {
    if (color === null) return this.format({ bg: '' });
    return /^#[0-9a-f]{6}$/i.test(color) ? this.format({ bg: color.toLowerCase() }) : this;
  }
  setFontColor(color: string): this {
    return /^#[0-9a-f]{6}$/i.test(color) ? this.format({ color: color.toLowerCase() }) : this;
  }
  setFontWeight(weight: string | null): this {
    return this.format({ bold: weight === 'bold' });
  }
  setWrap(wrap: boolean): this {
    return this.format({ wrap: wrap ? 'WRAP' : 'OVERFLOW_CELL' });
  }
  setHorizontalAlignment(alignment: string): this {
    return this.format({ h: alignment.toUpperCase() });
  }

  /** The cells below move up; to the left is not implemented. */
  deleteCells(dimension: unknown): undefined {
    if (enumName(dimension) !== 'ROWS') throw notImplemented('Range.deleteCells(COLUMNS)');
    SpreadsheetBuffer.of(this._x).add(() => {
      this.sheet._guard(this._box);
      this.sheet._put(removeCells(this.sheet._state, this._box));
    });
    return undefined;
  }

  /** Column (1-based) or {column, ascending}; buffered like every write. */
  sort(spec: unknown): this {
    const specs = (Array.isArray(spec) ? spec : [spec]) as (number | { column: number; ascending?: boolean })[];
    const keys = specs.map((s) =>
      typeof s === 'number'
        ? { column: s - 1, ascending: true }
        : { column: s.column - 1, ascending: s.ascending ?? true },
    );
    SpreadsheetBuffer.of(this._x).add(() => {
      const { switches } = this._x.runtime;
      this.sheet._put(
        sortBox(this.sheet._state, this._box, {
          keys,
          notes: switches.sortMovesNotes,
          validations: switches.sortMovesValidations,
        }),
      );
    });
    return this;
  }
}

/** VAL-7: a number becomes "25.0". */
function noteText(note: unknown): string {
  if (typeof note === 'number') return Number.isInteger(note) ? note.toFixed(1) : String(note);
  return note === null || note === undefined ? '' : String(note);
}

/** VAL-1, DAT-1: blank is '', a date cell is a Date in the spreadsheet's zone. */
export function scriptValue(slot: Slot, file: FileState): ScriptValue {
  const v = valueOf(slot);
  if (v === null) return '';
  if (typeof v === 'number' && typeof slot === 'object' && isDatePattern(slot.nf))
    return new Date(epochOfSerial(file.zone, v));
  return v;
}

/** A slot after a script wrote a value into it: texts are parsed as if typed (VAL-2), Dates become date cells. */
export function enteredSlot(
  x: Execution,
  slot: Slot,
  value: unknown,
  row: number,
  col: number,
  file: FileState,
  sheet: SheetState,
): Slot {
  if (value === null || value === undefined || value === '') return withValue(slot, null);
  if (value instanceof Date) {
    const cell = cellOf(withValue(slot, serialOf(file.zone, value.getTime())));
    return slotOf(isDatePattern(cell.nf) ? cell : { ...cell, nf: defaultPatterns(file.locale).dateTime });
  }
  if (typeof value === 'object') return withValue(slot, objectText(value));
  return typeInto(
    slot,
    value as string | number | boolean,
    typingRules(file, sheet, row, col, x.clock, x.runtime.switches),
  );
}

/** VAL-4: how Google shows an object is unproven; arrays become '[Ljava.lang.Object;@…' there. */
function objectText(value: object): string {
  return Array.isArray(value)
    ? '[Ljava.lang.Object;@0'
    : `{${Object.entries(value)
        .map(([k, v]) => `${k}=${String(v)}`)
        .join(', ')}}`;
}
