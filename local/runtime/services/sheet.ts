// Sheet of SpreadsheetApp.

import { Api } from '../api.ts';
import { badSignature, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { mayEdit } from '../sheets-api/draft.ts';
import { isBlank, type Row, withSlot } from '../store/cells.ts';
import { EMPTY_GRID, updateRows } from '../store/grid.ts';
import { parseA1, type Box, type Dimension } from '../store/ranges.ts';
import type { Sheet as SheetState, Spreadsheet as FileState } from '../store/state.ts';
import { deleteDimension, insertDimension, lastColumn, lastRow } from '../store/structure.ts';
import { enteredSlot, Range } from './range.ts';
import type { Spreadsheet } from './spreadsheet-app.ts';
import { SpreadsheetBuffer } from './spreadsheet-buffer.ts';

export class Sheet extends Api {
  readonly _class = 'Sheet';
  constructor(
    x: Execution,
    private readonly parent: Spreadsheet,
    private readonly id: number,
  ) {
    super(x);
  }

  get _file(): FileState {
    return this.parent._state;
  }
  get _state(): SheetState {
    const found = this._file.sheets.find((s) => s.sheetId === this.id);
    if (!found) throw new ServiceError(`Sheet ${this.id} not found`);
    return found;
  }
  _put(next: SheetState): void {
    this._x.runtime.store.putSheet(this._file.id, next);
  }
  _guard(box: Box): void {
    if (!mayEdit(this._file, this._state, box, this._x.effective)) {
      throw new ServiceError(
        'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
      );
    }
  }
  private flushed(): SheetState {
    SpreadsheetBuffer.of(this._x).flush();
    return this._state;
  }
  private later(change: (sheet: SheetState) => SheetState): this {
    SpreadsheetBuffer.of(this._x).add(() => this._put(change(this._state)));
    return this;
  }

  getSheetId(): number {
    return this.id;
  }
  getName(): string {
    return this._state.title;
  }
  getSheetName(): string {
    return this._state.title;
  }
  setName(name: string): this {
    if (this._file.sheets.some((s) => s.title === name && s.sheetId !== this.id)) {
      throw new ServiceError(`A sheet with the name "${name}" already exists. Please enter another name.`);
    }
    return this.later((sheet) => ({ ...sheet, title: name }));
  }
  /** 1-based. */
  getIndex(): number {
    return this._file.sheets.findIndex((s) => s.sheetId === this.id) + 1;
  }
  getParent(): Spreadsheet {
    return this.parent;
  }
  getFormUrl(): string | null {
    const { formId } = this._state;
    return formId ? `https://docs.google.com/forms/d/${formId}/viewform` : null;
  }
  isSheetHidden(): boolean {
    return this._state.hidden;
  }
  hideSheet(): this {
    return this.later((sheet) => ({ ...sheet, hidden: true }));
  }
  showSheet(): this {
    return this.later((sheet) => ({ ...sheet, hidden: false }));
  }
  getFrozenRows(): number {
    return this._state.frozenRows;
  }
  setFrozenRows(rows: number): undefined {
    this.later((sheet) => ({ ...sheet, frozenRows: rows }));
    return undefined;
  }
  getMaxRows(): number {
    return this.flushed().rowCount;
  }
  getMaxColumns(): number {
    return this.flushed().colCount;
  }
  /** 0 on an empty sheet (VAL-5). */
  getLastRow(): number {
    return lastRow(this.flushed(), isBlank);
  }
  getLastColumn(): number {
    return lastColumn(this.flushed(), isBlank);
  }
  /** A1 on an empty sheet. */
  getDataRange(): Range {
    return new Range(this._x, this, {
      top: 0,
      left: 0,
      bottom: Math.max(1, this.getLastRow()),
      right: Math.max(1, this.getLastColumn()),
    });
  }

  /** getRange(a1) or (row, column, numRows, numColumns), 1-based. */
  getRange(first: unknown, column?: unknown, numRows: unknown = 1, numColumns: unknown = 1): Range {
    const { rowCount, colCount } = this._state;
    if (typeof first === 'string' && column === undefined) {
      const parsed = parseA1(first);
      if (!parsed) throw new ServiceError('Range not found');
      const r = parsed.range;
      return new Range(this._x, this, {
        top: r.startRowIndex ?? 0,
        left: r.startColumnIndex ?? 0,
        bottom: r.endRowIndex ?? rowCount,
        right: r.endColumnIndex ?? colCount,
      });
    }
    const numbers = [first, column, numRows, numColumns];
    if (!numbers.every((n) => typeof n === 'number')) throw badSignature('SpreadsheetApp.Sheet.getRange', numbers);
    const [row, col, rows, cols] = numbers as [number, number, number, number];
    if (row < 1) throw new ServiceError('The starting row of the range is too small.');
    if (col < 1) throw new ServiceError('The starting column of the range is too small.');
    if (rows < 1) throw new ServiceError('The number of rows in the range must be at least 1.');
    if (cols < 1) throw new ServiceError('The number of columns in the range must be at least 1.');
    if (row - 1 + rows > rowCount || col - 1 + cols > colCount)
      throw new ServiceError('The coordinates of the range are outside the dimensions of the sheet.');
    return new Range(this._x, this, { top: row - 1, left: col - 1, bottom: row - 1 + rows, right: col - 1 + cols });
  }

  getSheetValues(row: number, column: number, numRows: number, numColumns: number): unknown[][] {
    return this.getRange(row, column, numRows, numColumns).getValues();
  }

  /** After the last row with content; a round trip of its own (VAL-6). */
  appendRow(contents: unknown[]): this {
    if (!Array.isArray(contents)) throw badSignature('SpreadsheetApp.Sheet.appendRow', [contents]);
    const sheet = this.flushed();
    const at = lastRow(sheet, isBlank);
    this._guard({ top: at, bottom: at + 1, left: 0, right: Math.max(1, contents.length) });
    const file = this._file;
    const grid = updateRows(sheet.grid, at, at + 1, (row) => {
      let next: Row = row;
      contents.forEach(
        (value, col) => (next = withSlot(next, col, enteredSlot(this._x, row[col], value, at, col, file, sheet))),
      );
      return next;
    });
    this._put({
      ...sheet,
      grid,
      rowCount: Math.max(sheet.rowCount, at + 1),
      colCount: Math.max(sheet.colCount, contents.length),
    });
    this._x.cells('write', contents.length);
    return this;
  }

  private restructure(change: (file: FileState, sheet: SheetState) => FileState): void {
    SpreadsheetBuffer.of(this._x).add(() => this._x.runtime.store.putSpreadsheet(change(this._file, this._state)));
  }
  private remove(dimension: Dimension, at: number, count: number): void {
    this._guard(
      dimension === 'ROWS'
        ? { top: at - 1, bottom: at - 1 + count, left: 0, right: this._state.colCount }
        : { top: 0, bottom: this._state.rowCount, left: at - 1, right: at - 1 + count },
    );
    this.restructure((file, sheet) => deleteDimension(file, sheet, dimension, at - 1, at - 1 + count));
  }
  private insert(dimension: Dimension, at: number, count: number, inherit: 'before' | 'after'): void {
    this.restructure((file, sheet) => insertDimension(file, sheet, dimension, at, count, inherit));
  }
  deleteRow(row: number): this {
    this.remove('ROWS', row, 1);
    return this;
  }
  deleteRows(row: number, howMany: number): undefined {
    this.remove('ROWS', row, howMany);
    return undefined;
  }
  deleteColumn(column: number): this {
    this.remove('COLUMNS', column, 1);
    return this;
  }
  deleteColumns(column: number, howMany: number): undefined {
    this.remove('COLUMNS', column, howMany);
    return undefined;
  }
  insertRowBefore(row: number): this {
    return this.insertRowsBefore(row, 1);
  }
  insertRowsBefore(row: number, howMany: number): this {
    this.insert('ROWS', row - 1, howMany, 'after');
    return this;
  }
  insertRowAfter(row: number): this {
    return this.insertRowsAfter(row, 1);
  }
  insertRowsAfter(row: number, howMany: number): this {
    this.insert('ROWS', row, howMany, 'before');
    return this;
  }
  insertRows(row: number, howMany: number = 1): undefined {
    this.insert('ROWS', row - 1, howMany, 'after');
    return undefined;
  }
  insertColumnBefore(column: number): this {
    this.insert('COLUMNS', column - 1, 1, 'after');
    return this;
  }
  insertColumnAfter(column: number): this {
    this.insert('COLUMNS', column, 1, 'before');
    return this;
  }
  clear(): this {
    return this.later((sheet) => ({ ...sheet, grid: EMPTY_GRID }));
  }
  clearContents(): this {
    this.getRange(1, 1, this._state.rowCount, this._state.colCount).clearContent();
    return this;
  }
}
