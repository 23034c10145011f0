// SpreadsheetApp: spreadsheets by id, with buffered writes; the bundle's own writes go through the Sheets API instead.

import { Api, EnumType } from '../api.ts';
import { badSignature, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { take } from '../quotas.ts';
import { randomId } from '../random.ts';
import { rangeOfA1 } from '../sheets-api/render.ts';
import { boxOf } from '../store/ranges.ts';
import type { Spreadsheet as FileState } from '../store/state.ts';
import { newSheet } from '../store/store.ts';
import { Range } from './range.ts';
import { User } from './session.ts';
import { Sheet } from './sheet.ts';
import { SpreadsheetBuffer } from './spreadsheet-buffer.ts';

export class Spreadsheet extends Api {
  readonly _class = 'Spreadsheet';
  constructor(
    x: Execution,
    private readonly id: string,
  ) {
    super(x);
  }

  get _state(): FileState {
    const found = this._x.runtime.store.spreadsheets[this.id];
    if (!found)
      throw new ServiceError(`Document ${this.id} is missing (perhaps it was deleted, or you don't have read access?)`);
    return found;
  }
  private put(change: Partial<FileState>): void {
    this._x.runtime.store.putSpreadsheet({ ...this._state, ...change });
  }

  getId(): string {
    return this.id;
  }
  getName(): string {
    return this._state.name;
  }
  rename(name: string): undefined {
    this.put({ name });
    return undefined;
  }
  getUrl(): string {
    return `https://docs.google.com/spreadsheets/d/${this.id}/edit`;
  }
  getSpreadsheetTimeZone(): string {
    return this._state.zone;
  }
  setSpreadsheetTimeZone(zone: string): undefined {
    this.put({ zone });
    return undefined;
  }
  getSpreadsheetLocale(): string {
    return this._state.locale;
  }
  setSpreadsheetLocale(locale: string): undefined {
    this.put({ locale });
    return undefined;
  }
  /** The owner first, then who may edit; viewers are who may only look. */
  getEditors(): User[] {
    return [this._state.owner, ...(this._state.editors ?? [])].map((email) => new User(this._x, email));
  }
  getViewers(): User[] {
    return (this._state.viewers ?? []).map((email) => new User(this._x, email));
  }
  addEditor(who: unknown): this {
    const email = mailOf('addEditor', who);
    const viewers = (this._state.viewers ?? []).filter((v) => v !== email);
    this.put({ viewers, editors: added(this._state.editors, email) });
    return this;
  }
  /** Who may edit already stays an editor. */
  addViewer(who: unknown): this {
    const email = mailOf('addViewer', who);
    if (email !== this._state.owner && !this._state.editors?.includes(email))
      this.put({ viewers: added(this._state.viewers, email) });
    return this;
  }
  removeViewer(who: unknown): this {
    const email = mailOf('removeViewer', who);
    this.put({ viewers: (this._state.viewers ?? []).filter((v) => v !== email) });
    return this;
  }
  getFormUrl(): string | null {
    return (
      this.getSheets()
        .map((s) => s.getFormUrl())
        .find((url) => url !== null) ?? null
    );
  }
  getNumSheets(): number {
    return this._state.sheets.length;
  }
  getSheets(): Sheet[] {
    return this._state.sheets.map((s) => new Sheet(this._x, this, s.sheetId));
  }
  getSheetByName(name: string): Sheet | null {
    const found = this._state.sheets.find((s) => s.title === name);
    return found ? new Sheet(this._x, this, found.sheetId) : null;
  }
  getSheetById(sheetId: number): Sheet | null {
    return this._state.sheets.some((s) => s.sheetId === sheetId) ? new Sheet(this._x, this, sheetId) : null;
  }
  getActiveSheet(): Sheet {
    return this.getSheets()[0]!;
  }
  insertSheet(name?: string): Sheet {
    SpreadsheetBuffer.of(this._x).flush();
    const title = name ?? `Sheet${this._state.sheets.length + 1}`;
    if (this.getSheetByName(title))
      throw new ServiceError(`A sheet with the name "${title}" already exists. Please enter another name.`);
    const sheet = newSheet(1_000_000_000 + this._x.runtime.store.nextSerial(), title);
    this.put({ sheets: [...this._state.sheets, sheet] });
    return new Sheet(this._x, this, sheet.sheetId);
  }
  deleteSheet(sheet: Sheet): undefined {
    SpreadsheetBuffer.of(this._x).flush();
    if (this._state.sheets.length === 1) throw new ServiceError("You can't remove all the sheets in a document.");
    this.put({ sheets: this._state.sheets.filter((s) => s.sheetId !== sheet.getSheetId()) });
    return undefined;
  }
  getRange(a1: string): Range {
    const range = rangeOfA1(this._state, a1);
    const sheet = this.getSheetById(range.sheetId)!;
    return new Range(this._x, sheet, boxOf(range, sheet._state));
  }
  getRangeByName(name: string): Range | null {
    const named = Object.values(this._state.namedRanges).find((n) => n.name === name);
    return named ? this.getRange(name) : null;
  }
  getDataRange(): Range {
    return this.getActiveSheet().getDataRange();
  }
  getLastRow(): number {
    return this.getActiveSheet().getLastRow();
  }
  appendRow(contents: unknown[]): Sheet {
    return this.getActiveSheet().appendRow(contents);
  }
}

const added = (list: readonly string[] | undefined, email: string): string[] => [...new Set([...(list ?? []), email])];

function mailOf(method: string, who: unknown): string {
  const text = typeof who === 'string' ? who : who instanceof User ? who.getEmail() : null;
  if (text === null) throw badSignature(`SpreadsheetApp.Spreadsheet.${method}`, [who]);
  if (!/^[^\s@]+@[^\s@]+$/.test(text)) throw new ServiceError(`Invalid email: ${text}`);
  return text.toLowerCase();
}

export class SpreadsheetApp extends Api {
  readonly _class = 'SpreadsheetApp';
  readonly Dimension = new EnumType('Dimension', ['COLUMNS', 'ROWS']);

  openById(id: unknown): Spreadsheet {
    if (typeof id !== 'string') throw badSignature('SpreadsheetApp.openById', [id]);
    const file = new Spreadsheet(this._x, id);
    void file._state;
    return file;
  }

  openByUrl(url: string): Spreadsheet {
    const id = /\/d\/([\w-]+)/.exec(url)?.[1];
    if (!id) throw new ServiceError(`Invalid argument: url`);
    return this.openById(id);
  }

  create(name: string, rows: number = 1000, columns: number = 26): Spreadsheet {
    const { runtime, random, effective, clock } = this._x;
    take(
      runtime.store,
      `spreadsheets:${effective}`,
      'spreadsheets create',
      runtime.quotas.spreadsheetsPerDay,
      1,
      clock,
    );
    const id = randomId(random, 44);
    runtime.store.putSpreadsheet({
      id,
      name,
      locale: runtime.locale,
      zone: runtime.zone,
      sheets: [newSheet(0, 'Sheet1', rows, columns)],
      namedRanges: {},
      owner: effective,
      created: clock,
      modified: clock,
    });
    return new Spreadsheet(this._x, id);
  }

  /** Null: the project is standalone. */
  getActiveSpreadsheet(): null {
    return null;
  }
  getActive(): null {
    return null;
  }

  flush(): undefined {
    SpreadsheetBuffer.of(this._x).flush();
    return undefined;
  }

  getUi(): never {
    throw new ServiceError('Cannot call SpreadsheetApp.getUi() from this context.');
  }
}
