// One cell typed into by a person.

import type { Runtime } from '../runtime.ts';
import { cellOf, valueOf, withSlot, type Slot } from '../store/cells.ts';
import { rowAt, updateRows } from '../store/grid.ts';
import { typeInto } from '../store/typed.ts';
import { typingRules } from '../store/typing.ts';
import { checkTyped, guard } from './guarding.ts';
import { raiseEdit } from './raising.ts';
import { remember } from './undoing.ts';

/** `e.value` and `e.oldValue`: strings, dates as serials, blank is missing (EDT-1, EDT-2). */
export function eventValue(slot: Slot): string | undefined {
  const v = valueOf(slot);
  if (v === null || v === '') return undefined;
  return typeof v === 'boolean' ? (v ? 'TRUE' : 'FALSE') : String(v);
}

/** A slot as typed by a person into a cell (0-based) of a sheet as it is now. */
export function typedSlot(
  runtime: Runtime,
  spreadsheetId: string,
  sheetId: number,
  row: number,
  col: number,
  slot: Slot,
  text: string | boolean | null,
): Slot {
  const file = runtime.store.spreadsheet(spreadsheetId);
  const sheet = runtime.store.sheet(spreadsheetId, sheetId);
  // A checkbox typed into by word takes TRUE and FALSE.
  const given =
    cellOf(slot).dv?.condition.type === 'BOOLEAN' && typeof text === 'string' && /^(true|false)$/i.test(text)
      ? /^true$/i.test(text)
      : text;
  const value = given === null && cellOf(slot).dv?.condition.type === 'BOOLEAN' ? false : given;
  return typeInto(slot, value, typingRules(file, sheet, row, col, runtime.now, runtime.switches));
}

/** Writes one slot (0-based), growing the sheet as typing at its edge does. */
export function putSlot(
  runtime: Runtime,
  spreadsheetId: string,
  sheetId: number,
  row: number,
  col: number,
  slot: Slot,
): void {
  const sheet = runtime.store.sheet(spreadsheetId, sheetId);
  const grid = updateRows(sheet.grid, row, row + 1, (old) => withSlot(old, col, slot));
  runtime.store.putSheet(spreadsheetId, {
    ...sheet,
    grid,
    rowCount: Math.max(sheet.rowCount, row + 1),
    colCount: Math.max(sheet.colCount, col + 1),
  });
}

export function enterCell(
  runtime: Runtime,
  user: string,
  spreadsheetId: string,
  sheetId: number,
  row: number,
  col: number,
  text: string | boolean | null,
): void {
  const box = { top: row - 1, left: col - 1, bottom: row, right: col };
  guard(runtime, user, spreadsheetId, sheetId, box);
  const old = rowAt(runtime.store.sheet(spreadsheetId, sheetId).grid, row - 1)[col - 1];
  const next = typedSlot(runtime, spreadsheetId, sheetId, row - 1, col - 1, old, text);
  checkTyped(runtime, spreadsheetId, sheetId, next);
  putSlot(runtime, spreadsheetId, sheetId, row - 1, col - 1, next);
  const value = eventValue(next);
  const oldValue = eventValue(old);
  remember(runtime, user, spreadsheetId, () => {
    putSlot(runtime, spreadsheetId, sheetId, row - 1, col - 1, old);
    if (runtime.switches.undoRaisesEdit) raiseEdit(runtime, user, spreadsheetId, sheetId, box);
  });
  raiseEdit(runtime, user, spreadsheetId, sheetId, box, {
    ...(value === undefined ? {} : { value }),
    ...(oldValue === undefined ? {} : { oldValue }),
  });
}
