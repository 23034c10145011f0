// The one mutable pointer to the immutable office, and the small set of ways to move it.

import { Log } from './log.ts';
import { cellOf, trimmed, type Cell, type Row, type Slot, type Value } from './cells.ts';
import { EMPTY_GRID, rowAt, spliceRows } from './grid.ts';
import type { Sheet, Spreadsheet, State, Form } from './state.ts';

export function emptyState(now: number, seed: number): State {
  return {
    spreadsheets: {},
    forms: {},
    mails: Log.empty(),
    scriptProperties: {},
    userProperties: {},
    cache: {},
    triggers: [],
    pending: [],
    locks: {},
    versions: {},
    quotaUse: {},
    people: [],
    serial: 0,
    seed,
    now,
  };
}

export function newSheet(sheetId: number, title: string, rowCount = 1000, colCount = 26): Sheet {
  return {
    sheetId,
    title,
    hidden: false,
    frozenRows: 0,
    frozenCols: 0,
    rowCount,
    colCount,
    grid: EMPTY_GRID,
    cols: {},
    rows: {},
    filterViews: {},
    protectedRanges: {},
    conditionalFormats: [],
    merges: [],
  };
}

export class Store {
  constructor(public state: State) {}

  /** Members of the state replaced. */
  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
  }

  nextSerial(): number {
    const serial = this.state.serial + 1;
    this.set({ serial });
    return serial;
  }

  get spreadsheets(): Readonly<Record<string, Spreadsheet>> {
    return this.state.spreadsheets;
  }

  get forms(): Readonly<Record<string, Form>> {
    return this.state.forms;
  }

  get mails(): Log<State['mails'] extends Log<infer M> ? M : never> {
    return this.state.mails;
  }

  /** Files of the office, newest last: id, name and kind. */
  get files(): { id: string; name: string; kind: 'spreadsheet' | 'form' }[] {
    return [
      ...Object.values(this.state.spreadsheets).map(({ id, name }) => ({ id, name, kind: 'spreadsheet' as const })),
      ...Object.values(this.state.forms).map(({ id, name }) => ({ id, name, kind: 'form' as const })),
    ];
  }

  /** Throws when there is no such file. */
  spreadsheet(id: string): Spreadsheet {
    const found = this.state.spreadsheets[id];
    if (!found) throw new Error(`no spreadsheet ${id}`);
    return found;
  }

  sheet(spreadsheetId: string, sheetId: number): Sheet {
    const found = this.spreadsheet(spreadsheetId).sheets.find((s) => s.sheetId === sheetId);
    if (!found) throw new Error(`no sheet ${sheetId} in spreadsheet ${spreadsheetId}`);
    return found;
  }

  /** Sheet by its title, for tests and screens; code of the bundle goes by id. */
  sheetByTitle(spreadsheetId: string, title: string): Sheet | undefined {
    return this.spreadsheet(spreadsheetId).sheets.find((s) => s.title === title);
  }

  putSpreadsheet(next: Spreadsheet): void {
    this.set({ spreadsheets: { ...this.state.spreadsheets, [next.id]: next } });
  }

  putSheet(spreadsheetId: string, next: Sheet): void {
    const file = this.spreadsheet(spreadsheetId);
    this.putSpreadsheet({ ...file, sheets: file.sheets.map((s) => (s.sheetId === next.sheetId ? next : s)) });
  }

  putForm(next: Form): void {
    this.set({ forms: { ...this.state.forms, [next.id]: next } });
  }

  /** One cell by 1-based row and column. */
  cell(spreadsheetId: string, sheetId: number, row: number, col: number): Cell {
    return cellOf(rowAt(this.sheet(spreadsheetId, sheetId).grid, row - 1)[col - 1]);
  }

  /** Bulk path for large offices: plain values written at a 1-based row, over what is there, no event, no call. */
  putRows(spreadsheetId: string, sheetId: number, startRow: number, rows: readonly (readonly Value[])[]): void {
    const sheet = this.sheet(spreadsheetId, sheetId);
    const slots: Row[] = rows.map((row) => trimmed(row.map((v): Slot => (v === null || v === '' ? undefined : v))));
    const grid = spliceRows(sheet.grid, startRow - 1, rows.length, slots);
    const width = rows.reduce((max, row) => Math.max(max, row.length), 0);
    this.putSheet(spreadsheetId, {
      ...sheet,
      grid,
      rowCount: Math.max(sheet.rowCount, startRow - 1 + rows.length),
      colCount: Math.max(sheet.colCount, width),
    });
  }
}
