// Reading glasses over a running office: registers, mirrors, journal, outbox, notices and mails straight from the store,
// without a service call, so that looking never changes what is measured.
import { readHeader } from '../src/engine/columns';
import type { Meta } from '../src/engine/meta';
import type { Rec } from '../src/engine/types';
import type { Lang, Model, Register } from '../src/model/types';
import { META_ROW, PROP, SHEET, TABS_COL, type BookMap, type FormMap } from '../src/office/layout';
import type { Mail, Runtime } from './runtime/index.ts';
import { valueOf } from './runtime/store/cells.ts';
import { rowsBetween } from './runtime/store/grid.ts';
import { shownText } from './shown.ts';
import type { LocalOffice, MailFilter } from './office.ts';

export type { BookMap, FormMap };

/** One journal row as it lies in `_journal`. `what` = register|id|rev|action. */
export interface JournalRow {
  n: number;
  at: number;
  commit: string;
  digest: string;
  register: string;
  id: string;
  rev: number;
  action: string;
  actor: string;
  payload: Record<string, unknown> | null;
  salt: string;
  raw: unknown[];
}
/** One outbox row as it lies in `_outbox`; blank rows are left out. */
export interface OutboxRow {
  seq: number;
  key: string;
  kind: string;
  notBefore: number;
  lease: string | number | null;
  tries: number;
  payload: Record<string, unknown> | null;
  mac: string;
  /** Delivered, reported or no longer wanted. */
  done: boolean;
  row: number;
}
/** One row of 首頁 with content: its texts, and the column (1-based) of each tick box. */
export interface HomeRow {
  row: number;
  texts: string[];
  boxes: number[];
}

type Glasses = Omit<LocalOffice, 'fork'>;

export function bookView(runtime: Runtime, model: Model): Glasses {
  const store = runtime.store;
  const properties = () => store.state.scriptProperties;
  const property = (key: string): string | null => properties()[key] ?? null;
  const maps = (): Record<string, BookMap> => mapsOf<BookMap>(properties(), PROP.book, (map) => map.key);
  const cells = (spreadsheetId: string, sheetId: number, row: number): unknown[] =>
    rows(spreadsheetId, sheetId, row, row)[0] ?? [];

  /** Plain values of rows from…to (1-based, inclusive). */
  function rows(
    spreadsheetId: string,
    sheetId: number,
    from: number,
    to: number,
  ): (string | number | boolean | null)[][] {
    return rowsBetween(store.sheet(spreadsheetId, sheetId).grid, from - 1, to).map((row) => Array.from(row, valueOf));
  }
  function lastRow(spreadsheetId: string, sheetId: number): number {
    const { grid } = store.sheet(spreadsheetId, sheetId);
    const kept = rowsBetween(grid, 0, grid.length);
    return kept.findLastIndex((row) => row.some((slot) => valueOf(slot) !== null && valueOf(slot) !== '')) + 1;
  }

  function sheet(register: string) {
    for (const map of Object.values(maps())) {
      const place = map.registers[register];
      if (place) return { book: map.key, spreadsheetId: map.id, live: place.live, mirror: place.mirror };
    }
    throw new Error(`no workbook of this office holds the register "${register}"`);
  }
  const bookId = (book: string): string => {
    const map = maps()[book];
    if (!map) throw new Error(`this office has no workbook "${book}"; it has ${Object.keys(maps()).join(', ')}`);
    return map.id;
  };
  function meta(book: string): Meta {
    const id = bookId(book);
    const out: Record<string, unknown> = {};
    for (const [key, row] of Object.entries(META_ROW)) out[key] = joined(cells(id, SHEET.meta, row + 1).slice(1));
    return out as unknown as Meta;
  }
  function columns(register: string) {
    const { book, spreadsheetId, live } = sheet(register);
    const definition = registers()[register];
    if (!definition) throw new Error(`the model has no register "${register}"`);
    const top = rows(spreadsheetId, live, 1, 5).map((row) => row.map((cell) => cell ?? ''));
    const found = readHeader(definition, meta(book).registers?.[register], top);
    if (!found) throw new Error(`the sheet of "${register}" shows no header in its first five rows`);
    return found;
  }
  function col(register: string, key: string): number {
    const at = columns(register).at[key];
    if (at === undefined) throw new Error(`the sheet of "${register}" has no column for "${key}"`);
    return at + 1;
  }
  function row(register: string, id: string): number | null {
    const { spreadsheetId, live } = sheet(register);
    const number = col(register, '$number') - 1;
    const found = rows(spreadsheetId, live, 1, lastRow(spreadsheetId, live)).findIndex((cells) => cells[number] === id);
    return found < 0 ? null : found + 1;
  }
  const text = (register: string, atRow: number, atCol: number): string => {
    const { spreadsheetId, live } = sheet(register);
    return shownText(store.cell(spreadsheetId, live, atRow, atCol));
  };
  function records(register: string): Rec[] {
    const { spreadsheetId, mirror } = sheet(register);
    return rows(spreadsheetId, mirror, 2, lastRow(spreadsheetId, mirror))
      .filter((cells) => typeof cells[4] === 'string' && cells[4] !== '')
      .map((cells) => JSON.parse(String(cells[4])) as Rec);
  }
  function journal(book: string): JournalRow[] {
    const id = bookId(book);
    return rows(id, SHEET.journal, 1, lastRow(id, SHEET.journal))
      .filter((cells) => typeof cells[0] === 'number')
      .map((raw) => {
        const [register, recordId, rev, action] = String(raw[4] ?? '').split('|');
        return {
          n: Number(raw[0]),
          at: Number(raw[1]),
          commit: String(raw[2] ?? ''),
          digest: String(raw[3] ?? ''),
          register: register ?? '',
          id: recordId ?? '',
          rev: Number(rev),
          action: action ?? '',
          actor: String(raw[5] ?? ''),
          payload: parsed(raw[6]),
          salt: String(raw[7] ?? ''),
          raw,
        };
      });
  }
  function outbox(book: string): OutboxRow[] {
    const id = bookId(book);
    return rows(id, SHEET.outbox, 1, lastRow(id, SHEET.outbox))
      .map((raw, i) => ({
        seq: Number(raw[0]),
        key: String(raw[1] ?? ''),
        kind: String(raw[2] ?? ''),
        notBefore: Number(raw[3]),
        lease: (raw[4] ?? null) as string | number | null,
        tries: Number(raw[5] ?? 0),
        payload: parsed(raw[6]),
        mac: String(raw[7] ?? ''),
        done: String(raw[4] ?? '').startsWith('done'),
        row: i + 1,
      }))
      .filter((entry) => entry.key !== '' && Number.isFinite(entry.seq));
  }
  function home(book: string) {
    const id = bookId(book);
    const last = lastRow(id, SHEET.home);
    // What is to be told stands left, the boxes of hidden tabs to the right: two columns of lines, read one after the other.
    const band = (from: number, to: number): HomeRow[] => {
      const out: HomeRow[] = [];
      for (let r = 1; r <= last; r++) {
        const width = Math.min(to, cells(id, SHEET.home, r).length);
        const texts: string[] = [];
        const boxes: number[] = [];
        for (let c = from; c <= width; c++) {
          const cell = store.cell(id, SHEET.home, r, c);
          texts.push(shownText(cell));
          if (typeof cell.v === 'boolean' || cell.dv?.condition.type === 'BOOLEAN') boxes.push(c);
        }
        if (texts.some((t) => t !== '')) out.push({ row: r, texts, boxes });
      }
      return out;
    };
    return [...band(1, TABS_COL), ...band(TABS_COL + 1, Infinity)];
  }
  function mails(filter: MailFilter = {}): Mail[] {
    return store.mails
      .list()
      .filter(
        (mail) =>
          (filter.to === undefined || mail.to.includes(filter.to)) &&
          (filter.since === undefined || mail.at >= filter.since) &&
          (filter.about === undefined || `${mail.subject}\n${mail.body}\n${mail.htmlBody}`.includes(filter.about)),
      );
  }
  function form(key: string): FormMap {
    const forms = Object.values(mapsOf<FormMap>(properties(), PROP.form, (map) => map.id));
    const found =
      forms.find((map) => map.key === key) ?? forms.find((map) => map.register === key && map.kind === 'intake');
    if (!found) throw new Error(`this office has no form "${key}"; it has ${forms.map((map) => map.key).join(', ')}`);
    return found;
  }

  /** The registers every workbook was last told of, by their text, so that looking twice reads JSON once. */
  const read = new Map<string, Register>();
  function registers(): Record<string, Register> {
    const out: Record<string, Register> = {};
    for (const map of Object.values(maps()))
      for (const [key, place] of Object.entries(map.registers)) {
        const text = cells(map.id, SHEET.model, place.model + 1)
          .slice(2)
          .join('');
        if (text === '') continue;
        if (!read.has(text)) read.set(text, JSON.parse(text) as Register);
        out[key] = read.get(text)!;
      }
    return out;
  }

  return {
    runtime,
    get model() {
      return { ...model, registers: registers() };
    },
    get books() {
      return Object.fromEntries(Object.values(maps()).map((map) => [map.key, map.id]));
    },
    sheet,
    language: (register) => meta(sheet(register).book).office?.language ?? ('zh-TW' as Lang),
    records,
    row,
    col,
    text,
    journal,
    outbox,
    meta,
    home,
    mails,
    form,
    property,
    record: (register, id) => records(register).findLast((rec) => rec.id === id) ?? null,
    headerRow: (register) => columns(register).headerRow + 1,
    cell: (register, id, key) => {
      const at = row(register, id);
      if (at === null) throw new Error(`no row of "${register}" shows ${id}`);
      return text(register, at, col(register, key));
    },
    endRow: (register) => {
      const { spreadsheetId, live } = sheet(register);
      return lastRow(spreadsheetId, live) + 1;
    },
    notices: (book) => meta(book).notices ?? [],
  };
}

function mapsOf<T>(
  properties: Readonly<Record<string, string>>,
  prefix: string,
  key: (map: T) => string,
): Record<string, T> {
  const out: Record<string, T> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (!name.startsWith(prefix)) continue;
    const map = JSON.parse(value) as T;
    out[key(map)] = map;
  }
  return out;
}

/** JSON that may be cut over several cells. */
function joined(cells: unknown[]): unknown {
  const text = cells.filter((cell) => typeof cell === 'string').join('');
  return text === '' ? null : JSON.parse(text);
}

function parsed(cell: unknown): Record<string, unknown> | null {
  if (typeof cell !== 'string' || cell === '') return null;
  try {
    return JSON.parse(cell) as Record<string, unknown>;
  } catch {
    return null;
  }
}
