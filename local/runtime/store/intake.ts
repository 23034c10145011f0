// A form's answers on their way into the response store and the tab of the destination spreadsheet.

import { randomId, type RandomState } from '../random.ts';
import type { Runtime } from '../runtime.ts';
import { serialOf } from '../zones.ts';
import { isBlank, slotOf, withSlot, type Row, type Slot } from './cells.ts';
import { defaultPatterns } from './display.ts';
import { spliceRows, updateRows } from './grid.ts';
import type { Form, FormAnswer, FormItem, FormResponse, Sheet } from './state.ts';
import { newSheet } from './store.ts';
import { lastRow } from './structure.ts';
import { parseTyped } from './typed.ts';
import { typingRules } from './typing.ts';

const NOT_ASKED = ['PAGE_BREAK', 'SECTION_HEADER', 'IMAGE', 'VIDEO'];

export function isQuestion(item: FormItem): boolean {
  return !NOT_ASKED.includes(item.type);
}

function words(locale: string): { at: string; email: string; tab: string } {
  if (locale === 'zh_TW' || locale === 'zh_HK') return { at: '時間戳記', email: '電子郵件地址', tab: '表單回應' };
  if (/^zh/.test(locale)) return { at: '时间戳记', email: '电子邮件地址', tab: '表单回复' };
  return { at: 'Timestamp', email: 'Email Address', tab: 'Form Responses' };
}

/** Gives the form a new tab in a spreadsheet, with its header row; answers already there are not copied. */
export function destinationSheet(runtime: Runtime, formId: string, spreadsheetId: string): void {
  const { store } = runtime;
  const file = store.spreadsheet(spreadsheetId);
  const form = store.forms[formId]!;
  const { tab } = words(file.locale);
  let n = 1;
  while (file.sheets.some((s) => s.title === `${tab} ${n}`)) n++;
  const sheet: Sheet = { ...newSheet(1_000_000_000 + store.nextSerial(), `${tab} ${n}`, 100), frozenRows: 1, formId };
  store.putSpreadsheet({ ...file, sheets: [sheet, ...file.sheets] });
  store.putForm({ ...form, destination: { spreadsheetId, sheetId: sheet.sheetId, columns: [] } });
  answerColumns(runtime, formId);
}

/** Columns of the form's tab; questions added since the last answer get a new one at the end, renamed ones a new header. */
function answerColumns(runtime: Runtime, formId: string): void {
  const { store } = runtime;
  const form = store.forms[formId]!;
  const destination = form.destination;
  if (!destination) return;
  const file = store.spreadsheet(destination.spreadsheetId);
  const sheet = store.sheet(destination.spreadsheetId, destination.sheetId);
  const label = words(file.locale);
  const columns = destination.columns.slice();
  if (columns.length === 0) columns.push('at');
  if (form.emailCollection !== 'DO_NOT_COLLECT' && !columns.includes('email')) columns.push('email');
  for (const item of form.items) if (isQuestion(item) && !columns.includes(item.id)) columns.push(item.id);
  const grid = updateRows(sheet.grid, 0, 1, (row) => {
    let next: Row = row;
    columns.forEach((column, i) => {
      const title =
        column === 'at'
          ? label.at
          : column === 'email'
            ? label.email
            : form.items.find((item) => item.id === column)?.title;
      if (title !== undefined) next = withSlot(next, i, title === '' ? undefined : title);
    });
    return next;
  });
  if (grid !== sheet.grid)
    store.putSheet(file.id, { ...sheet, grid, colCount: Math.max(sheet.colCount, columns.length) });
  store.putForm({ ...form, destination: { ...destination, columns } });
}

/** An answer as one text: several choices joined as Forms joins them. */
export function answerText(response: FormAnswer['response']): string {
  return typeof response === 'string'
    ? response
    : response.map((part) => (typeof part === 'string' ? part : part.join(', '))).join(', ');
}

/** Stores a response, and its row in the destination's tab. `row` is 1-based, missing when there is no destination. */
export function answerRow(
  runtime: Runtime,
  formId: string,
  sent: { answers: readonly FormAnswer[]; email: string; at: number },
): { response: FormResponse; form: Form; row?: number } {
  const { store } = runtime;
  answerColumns(runtime, formId);
  const form = store.forms[formId]!;
  const random: RandomState = { seed: store.state.seed };
  const response: FormResponse = {
    id: `2_ABaOnu${randomId(random, 40)}`,
    editToken: `2_${randomId(random, 40)}`,
    ...sent,
  };
  store.set({ seed: random.seed });
  store.putForm({ ...form, responses: form.responses.add(response) });
  const destination = form.destination;
  const there =
    destination && store.spreadsheets[destination.spreadsheetId]?.sheets.some((s) => s.sheetId === destination.sheetId);
  if (!destination || !there) return { response, form };
  const file = store.spreadsheet(destination.spreadsheetId);
  const sheet = store.sheet(file.id, destination.sheetId);
  const at = lastRow(sheet, isBlank);
  const stamp = slotOf({ v: serialOf(file.zone, sent.at), nf: defaultPatterns(file.locale).dateTime });
  const cells: Slot[] = destination.columns.map((column, col) => {
    if (column === 'at') return stamp;
    if (column === 'email') return sent.email || undefined;
    const answer = sent.answers.find((a) => a.itemId === column);
    return answer ? answerSlot(runtime, file.id, sheet, at, col, answerText(answer.response)) : undefined;
  });
  let row: Row = [];
  cells.forEach((slot, col) => (row = withSlot(row, col, slot)));
  store.putSheet(file.id, {
    ...sheet,
    grid: spliceRows(sheet.grid, at, 1, [row]),
    rowCount: Math.max(sheet.rowCount, at + 1),
  });
  return { response, form, row: at + 1 };
}

/** Forms writes as if typed, but for formulas, which stay text unless the switch says otherwise (SUB-4). */
function answerSlot(
  runtime: Runtime,
  spreadsheetId: string,
  sheet: Sheet,
  row: number,
  col: number,
  text: string,
): Slot {
  if (text.startsWith('=') && !runtime.switches.formsWriteFormulas) return text;
  const rules = typingRules(runtime.store.spreadsheet(spreadsheetId), sheet, row, col, runtime.now, runtime.switches);
  const typed = parseTyped(text, undefined, { ...rules, signStartsFormula: false });
  return slotOf({ v: typed.v, ...(typed.f ? { f: typed.f } : {}), ...(typed.nf ? { nf: typed.nf } : {}) });
}
