/** Who may open a file, through the spreadsheet service: it needs no scope beyond the one for spreadsheets. */
import type { Sharing } from '../office/ports';
import { retrying } from './books';

export function sharing(sleep: (ms: number) => void): Sharing {
  const file = (id: string): GoogleAppsScript.Spreadsheet.Spreadsheet => SpreadsheetApp.openById(id);
  const mails = (users: { getEmail(): string }[]): string[] => users.map((u) => u.getEmail()).filter((m) => m !== '');
  return {
    editors: (id) => retrying(sleep, () => mails(file(id).getEditors())),
    viewers: (id) => retrying(sleep, () => mails(file(id).getViewers())),
    addViewer: (id, email) => {
      retrying(sleep, () => file(id).addViewer(email));
    },
    removeViewer: (id, email) => {
      retrying(sleep, () => file(id).removeViewer(email));
    },
  };
}
