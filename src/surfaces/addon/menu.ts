// The menu 典簿 of a spreadsheet: the office's pages, and the page of the chosen row.
import { page } from './address';
import { chosenRow } from './row';
import { wordsFor, type Words } from './words';

const words = (): Words => wordsFor(SpreadsheetApp.getActiveSpreadsheet()?.getSpreadsheetLocale());

/** Puts the entries into the file's Extensions menu. Runs before anybody agreed to anything: it reads no file. */
export function addMenu(): void {
  const said = wordsFor();
  SpreadsheetApp.getUi()
    .createAddonMenu()
    .addItem(said.open, 'openOffice')
    .addItem(said.record, 'openRecord')
    .addToUi();
}

/** A script cannot open a tab by itself: it shows the link. */
export function showOffice(): void {
  show(words().open, page(''));
}

export function showRow(): void {
  const row = chosenRow();
  show(row ? `${words().record}：${row.number}` : words().noRow, row?.url ?? '');
}

function show(text: string, url: string): void {
  const said = text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  const to = encodeURI(url).replace(/&/g, '&amp;');
  const unknown = page('') ? said : words().unknown;
  const html = url ? `<a href="${to}" target="_blank" rel="noopener">${said}</a>` : unknown;
  const out = HtmlService.createHtmlOutput(html).setWidth(360).setHeight(90);
  SpreadsheetApp.getUi().showModalDialog(out, words().menu);
}
