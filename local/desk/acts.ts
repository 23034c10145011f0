// What a person can do in a sheet, from the browser's words to the runtime's acts. Rows and columns are 1-based.

import type { LocalOffice } from '../office.ts';
import { colCountOf, headerRows } from './sheet/extent.ts';

export interface ActRequest {
  act: string;
  book: string;
  sheet: number;
  row?: number;
  col?: number;
  rows?: number;
  cols?: number;
  text?: string | boolean | null;
  texts?: (string | null)[][];
  version?: string;
}

/** Does the act as this person. Throws with words when the runtime refuses (protected range, unknown place). */
export function perform(office: LocalOffice, who: string, a: ActRequest): void {
  const person = office.runtime.person(who);
  const { book, sheet } = a;
  const row = a.row ?? 1;
  const col = a.col ?? 1;
  switch (a.act) {
    case 'edit':
      return void person.edit(book, sheet, row, col, a.text ?? null);
    case 'clear':
      return void person.clear(book, sheet, { row, col, rows: a.rows ?? 1, cols: a.cols ?? 1 });
    case 'paste':
      return void person.paste(book, sheet, row, col, a.texts ?? []);
    case 'insertRow':
      return void person.insertRows(book, sheet, row, 1);
    case 'deleteRow':
      return void person.deleteRows(book, sheet, row, 1);
    case 'copyRow':
      return void person.copyRow(book, sheet, row, row + 1);
    case 'insertColumn':
      return void person.insertColumns(book, sheet, col, 1);
    case 'deleteColumn':
      return void person.deleteColumns(book, sheet, col, 1);
    case 'moveColumn':
      return void person.moveColumns(book, sheet, col, 1, a.cols ?? col);
    case 'sortAz':
    case 'sortZa': {
      const top = headerRows(office, book, sheet);
      const range = { row: top + 1, col: 1, rows: a.rows ?? 0, cols: colCountOf(office, book, sheet) };
      return void person.sort(book, sheet, range, col, a.act === 'sortAz');
    }
    case 'restore':
      return void person.restoreVersion(book, a.version ?? '');
    case 'undo':
      return void person.undo(book);
    default:
      throw new Error(`no such act: ${a.act}`);
  }
}
