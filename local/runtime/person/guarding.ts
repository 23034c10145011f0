// What the interface refuses a person: protected cells (PRT-1) and values a strict validation rejects.

import { Refused } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { mayEdit } from '../sheets-api/draft.ts';
import { rangeOfA1 } from '../sheets-api/render.ts';
import { valueOf, type Cell, type Slot } from '../store/cells.ts';
import { displayOf, isDatePattern } from '../store/display.ts';
import { rowsBetween } from '../store/grid.ts';
import { boxOf, type Box } from '../store/ranges.ts';
import type { Sheet, Spreadsheet } from '../store/state.ts';

/** Throws when the box touches a hard-protected cell this person may not edit. Warning-only stops nobody. */
export function guard(runtime: Runtime, user: string, spreadsheetId: string, sheetId: number, box: Box): void {
  const file = runtime.store.spreadsheet(spreadsheetId);
  const sheet = runtime.store.sheet(spreadsheetId, sheetId);
  if (!mayEdit(file, sheet, box, user)) {
    throw new Refused(
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    );
  }
}

/** Texts a dropdown offers; undefined when the cell has none. */
export function choicesOf(file: Spreadsheet, sheet: Sheet, cell: Cell): string[] | undefined {
  const condition = cell.dv?.condition;
  if (condition?.type === 'ONE_OF_LIST') return (condition.values ?? []).map((v) => v.userEnteredValue ?? '');
  if (condition?.type !== 'ONE_OF_RANGE') return undefined;
  const text = (condition.values?.[0]?.userEnteredValue ?? '').replace(/^=/, '');
  const range = rangeOfA1(
    file,
    text.includes('!') || file.sheets.some((s) => s.title === text)
      ? text
      : `'${sheet.title.replace(/'/g, "''")}'!${text}`,
  );
  const from = file.sheets.find((s) => s.sheetId === range.sheetId)!;
  const box = boxOf(range, from);
  return rowsBetween(from.grid, box.top, Math.min(box.bottom, Math.max(from.grid.length, box.top)))
    .flatMap((row) => row.slice(box.left, box.right).map(displayOf))
    .filter((text2) => text2 !== '');
}

/** Throws when a strict validation does not take the typed slot. Others only mark the cell. */
export function checkTyped(runtime: Runtime, spreadsheetId: string, sheetId: number, slot: Slot): void {
  if (typeof slot !== 'object' || !slot.dv?.strict) return;
  const v = valueOf(slot);
  if (v === null || v === '') return;
  const file = runtime.store.spreadsheet(spreadsheetId);
  const sheet = runtime.store.sheet(spreadsheetId, sheetId);
  const choices = choicesOf(file, sheet, slot);
  const ok = choices ? choices.includes(displayOf(slot)) : fits(slot);
  if (!ok)
    throw new Refused(
      `The data you entered in the cell violates the data validation rules set on this cell. ${slot.dv.inputMessage ?? ''}`.trim(),
    );
}

function fits(cell: Cell): boolean {
  const { type, values } = cell.dv!.condition;
  const bound = (i: number): number => Number(values?.[i]?.userEnteredValue);
  const n = typeof cell.v === 'number' ? cell.v : NaN;
  switch (type) {
    case 'BOOLEAN':
      return typeof cell.v === 'boolean';
    case 'DATE_IS_VALID':
      return typeof cell.v === 'number' && isDatePattern(cell.nf);
    case 'NUMBER_GREATER':
      return n > bound(0);
    case 'NUMBER_GREATER_THAN_EQ':
      return n >= bound(0);
    case 'NUMBER_LESS':
      return n < bound(0);
    case 'NUMBER_LESS_THAN_EQ':
      return n <= bound(0);
    case 'NUMBER_BETWEEN':
      return n >= bound(0) && n <= bound(1);
    case 'TEXT_IS_EMAIL':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(cell.v));
    default:
      return true;
  }
}
