// The add-on beside an open file: its script run with the few services it may name, over what a person has open. It reads; it cannot write.

import vm from 'node:vm';
import esbuild from 'esbuild';
import type { LocalOffice } from '../office.ts';
import { CardService, faithful, type Card } from './cards.ts';

/** What is open, and where the cursor stands. */
export type Open =
  | { host: 'SHEETS'; spreadsheetId: string; sheetId: number; row: number }
  | { host: 'DOCS'; name: string }
  | { host: 'CALENDAR'; event?: string };

export interface Shown {
  card?: Card;
  /** Entries of the menu: words and function. */
  menu: { words: string; fn: string }[];
  /** The dialog's content. */
  dialog?: string;
}

const scripts = new Map<string, Promise<string>>();

/** The add-on's script for an office at this address, as the build puts it in. */
export function addonScript(url: string): Promise<string> {
  let known = scripts.get(url);
  if (!known) {
    known = esbuild
      .build({
        entryPoints: ['src/addon.ts'],
        bundle: true,
        write: false,
        format: 'iife',
        target: 'es2020',
        charset: 'utf8',
        define: { OFFICE_URL: JSON.stringify(url), global: 'globalThis' },
        logLevel: 'silent',
      })
      .then(({ outputFiles }) => outputFiles[0]!.text);
    scripts.set(url, known);
  }
  return known;
}

/** Calls a function of the script as Google does for this person's file. Throws what the script throws. */
export function callAddon(script: string, office: LocalOffice, fn: string, open: Open, locale: string): Shown {
  const shown: Shown = { menu: [] };
  const globals = {
    CardService,
    ...(open.host === 'SHEETS' ? { SpreadsheetApp: sheets(office, open, shown), HtmlService: html() } : {}),
    ...(open.host === 'DOCS'
      ? {
          DocumentApp: faithful('DocumentApp', {
            getActiveDocument: () => faithful('Document', { getName: () => open.name }),
          }),
        }
      : {}),
  };
  const context = vm.createContext(globals);
  new vm.Script(script, { filename: 'addon/Code.js' }).runInContext(context);
  const event = {
    commonEventObject: { userLocale: locale, hostApp: open.host },
    ...(open.host === 'CALENDAR' && open.event ? { calendar: { id: open.event, calendarId: 'primary' } } : {}),
  };
  const found = (context as Record<string, unknown>)[fn];
  if (typeof found !== 'function') throw new Error(`the add-on has no function ${fn}`);
  const answer = (found as (event: unknown) => unknown)(event) as Card | { card: Card | null } | undefined;
  if (answer) shown.card = 'card' in answer ? (answer.card ?? undefined)! : answer;
  return shown;
}

const html = (): object =>
  faithful('HtmlService', {
    createHtmlOutput: (content: string) => {
      const out: object = faithful('HtmlOutput', { content, setWidth: () => out, setHeight: () => out });
      return out;
    },
  });

function sheets(office: LocalOffice, open: Extract<Open, { host: 'SHEETS' }>, shown: Shown): object {
  const { store } = office.runtime;
  const file = store.spreadsheet(open.spreadsheetId);
  const width = (): number => store.sheet(file.id, open.sheetId).colCount;
  const rich = (row: number, col: number): object | null => {
    const cell = store.cell(file.id, open.sheetId, row, col);
    return cell.v === null || cell.v === undefined
      ? null
      : faithful('RichTextValue', {
          getText: () => String(cell.v),
          getLinkUrl: () => cell.link ?? cell.runs?.find((run) => run.link)?.link ?? null,
        });
  };
  const sheet = faithful('Sheet', {
    getCurrentCell: () => faithful('Range', { getRow: () => open.row }),
    getLastColumn: width,
    getRange: (row: number, col: number, rows: number, cols: number) =>
      faithful('Range', {
        getRichTextValues: () =>
          Array.from({ length: rows }, (_r, r) => Array.from({ length: cols }, (_c, c) => rich(row + r, col + c))),
      }),
  });
  const menu: object = faithful('Menu', {
    addItem: (words: string, fn: string) => {
      shown.menu.push({ words, fn });
      return menu;
    },
    addToUi: () => undefined,
  });
  return faithful('SpreadsheetApp', {
    getActiveSheet: () => sheet,
    getActiveSpreadsheet: () => faithful('Spreadsheet', { getSpreadsheetLocale: () => file.locale }),
    getUi: () =>
      faithful('Ui', {
        createAddonMenu: () => menu,
        showModalDialog: (out: { content: string }) => void (shown.dialog = out.content),
      }),
  });
}
