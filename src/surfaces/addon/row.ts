// The record of the row chosen in the open sheet: its number is a link to its page, wherever people moved that column.
import { recordPage } from './address';

/** Columns looked through for the link. */
const COLUMNS = 60;

/** Number and page of the chosen row; null where the row has none. */
export function chosenRow(): { number: string; url: string } | null {
  const sheet = SpreadsheetApp.getActiveSheet();
  const row = sheet.getCurrentCell()?.getRow() ?? 0;
  const last = Math.min(sheet.getLastColumn(), COLUMNS);
  if (row < 1 || last < 1) return null;
  for (const value of sheet.getRange(row, 1, 1, last).getRichTextValues()[0] ?? []) {
    const url = recordPage(value?.getLinkUrl() ?? null);
    if (value && url) return { number: value.getText(), url };
  }
  return null;
}
