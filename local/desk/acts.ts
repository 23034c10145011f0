// What a person can do in a sheet, from the browser's words to the runtime's acts. Rows and columns are 1-based.

import type { LocalOffice } from '../office.ts';
import { lastRow } from './sheet/paint.ts';

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
      return person.edit(book, sheet, row, col, a.text ?? null);
    case 'clear':
      return person.clear(book, sheet, { row, col, rows: a.rows ?? 1, cols: a.cols ?? 1 });
    case 'paste':
      return person.paste(book, sheet, row, col, a.texts ?? []);
    case 'insertRow':
      return person.insertRows(book, sheet, row, 1);
    case 'deleteRow':
      return person.deleteRows(book, sheet, row, 1);
    case 'copyRow':
      person.insertRows(book, sheet, row + 1, 1);
      return person.copyRow(book, sheet, row, row + 1);
    case 'insertColumn':
      return person.insertColumns(book, sheet, col, 1);
    case 'deleteColumn':
      return person.deleteColumns(book, sheet, col, 1);
    case 'moveColumn':
      return person.moveColumns(book, sheet, col, 1, a.cols ?? col);
    case 'sortAz':
    case 'sortZa': {
      const whole = office.runtime.store.sheet(book, sheet);
      const top = whole.frozenRows;
      const range = { row: top + 1, col: 1, rows: Math.max(1, lastRow(whole) - top), cols: whole.colCount };
      return person.sort(book, sheet, range, col, a.act === 'sortAz');
    }
    case 'restore':
      return person.restoreVersion(book, a.version ?? '');
    case 'undo':
      return person.undo(book);
    default:
      throw new Error(`no such act: ${a.act}`);
  }
}
