// A person at the office's screens: what they do to sheets, forms and pages, as typed, with the events it raises.
// Rows and columns are 1-based, as the person sees them. A refusal of the interface throws Refused.

import { sheetActs, type Block } from './person/acts.ts';
import { formActs, type FormChange, type NewQuestion, type QuestionChange } from './person/designing.ts';
import { enterCell } from './person/entering.ts';
import { paperActs } from './person/filing.ts';
import { calendarActs, type NewEvent } from './person/meeting.ts';
import { raise } from './person/raising.ts';
import { restore, type VersionKey } from './person/restoring.ts';
import { submitForm } from './person/submitting.ts';
import type { Execution } from './execution.ts';
import { Kill, Refused } from './errors.ts';
import type { Runtime } from './runtime.ts';
import { HtmlOutput } from './services/html.ts';

export type { Block } from './person/acts.ts';

export class Person {
  constructor(
    readonly runtime: Runtime,
    readonly email: string,
  ) {}

  /** One act: its changes become a version, its events are on their way, listeners hear of it. */
  private act<T>(what: () => T): T {
    const before = this.runtime.store.state;
    try {
      return what();
    } catch (error) {
      // A refused act changes nothing.
      this.runtime.store.state = before;
      throw error;
    } finally {
      this.runtime.remember(before, this.email);
      this.runtime.emit();
    }
  }

  private get acts() {
    return sheetActs(this.runtime, this.email);
  }

  /** Opens a file; raises its open trigger. */
  open(spreadsheetId: string): void {
    this.act(() => raise(this.runtime, 'ON_OPEN', spreadsheetId, { kind: 'open', spreadsheetId, user: this.email }));
  }

  /** Types into one cell, ticks a box (boolean) or clears it (null). */
  edit(spreadsheetId: string, sheetId: number, row: number, col: number, text: string | boolean | null): void {
    this.act(() => enterCell(this.runtime, this.email, spreadsheetId, sheetId, row, col, text));
  }

  /** Pastes texts; null leaves a cell as it is. `formats` false is "paste values only". One edit event. */
  paste(
    spreadsheetId: string,
    sheetId: number,
    row: number,
    col: number,
    texts: readonly (readonly (string | null)[])[],
    options: { formats?: boolean } = {},
  ): void {
    this.act(() => this.acts.paste(spreadsheetId, sheetId, row, col, texts, options.formats ?? false));
  }

  /** Copies cells with their formats and validations over others (VAL-8), also from another sheet. */
  copy(
    spreadsheetId: string,
    from: { sheetId: number } & Block,
    to: { sheetId: number; row: number; col: number },
  ): void {
    this.act(() => this.acts.copy(spreadsheetId, from, to));
  }

  /** Cut and paste. */
  cut(spreadsheetId: string, sheetId: number, from: Block, to: { row: number; col: number }): void {
    this.act(() => this.acts.cut(spreadsheetId, sheetId, from, to));
  }

  clear(spreadsheetId: string, sheetId: number, range: Block): void {
    this.act(() => this.acts.clear(spreadsheetId, sheetId, range));
  }

  /** Sorts the rows of a range by a column of the sheet. */
  sort(spreadsheetId: string, sheetId: number, range: Block, byCol: number, ascending: boolean): void {
    this.act(() => this.acts.sort(spreadsheetId, sheetId, range, byCol, ascending));
  }

  insertRows(spreadsheetId: string, sheetId: number, row: number, count: number): void {
    this.act(() => this.acts.insert(spreadsheetId, sheetId, 'ROWS', row, count));
  }

  deleteRows(spreadsheetId: string, sheetId: number, row: number, count: number): void {
    this.act(() => this.acts.remove(spreadsheetId, sheetId, 'ROWS', row, count));
  }

  insertColumns(spreadsheetId: string, sheetId: number, col: number, count: number): void {
    this.act(() => this.acts.insert(spreadsheetId, sheetId, 'COLUMNS', col, count));
  }

  deleteColumns(spreadsheetId: string, sheetId: number, col: number, count: number): void {
    this.act(() => this.acts.remove(spreadsheetId, sheetId, 'COLUMNS', col, count));
  }

  /** Drags columns so that they stand before column `before` (of the order before the move). */
  moveColumns(spreadsheetId: string, sheetId: number, col: number, count: number, before: number): void {
    this.act(() => this.acts.move(spreadsheetId, sheetId, 'COLUMNS', col, count, before));
  }

  moveRows(spreadsheetId: string, sheetId: number, row: number, count: number, before: number): void {
    this.act(() => this.acts.move(spreadsheetId, sheetId, 'ROWS', row, count, before));
  }

  renameSheet(spreadsheetId: string, sheetId: number, title: string): void {
    this.act(() => this.acts.renameSheet(spreadsheetId, sheetId, title));
  }

  /** Gives the new sheet's id (TAB-1). */
  duplicateSheet(spreadsheetId: string, sheetId: number, title?: string): number {
    return this.act(() => this.acts.duplicateSheet(spreadsheetId, sheetId, title));
  }

  deleteSheet(spreadsheetId: string, sheetId: number): void {
    this.act(() => this.acts.deleteSheet(spreadsheetId, sheetId));
  }

  /** Copies a whole row over another one, content and look. */
  copyRow(spreadsheetId: string, sheetId: number, row: number, toRow: number): void {
    this.act(() => this.acts.copyRow(spreadsheetId, sheetId, row, toRow));
  }

  /** Drags the fill handle of a range over `count` rows below it. */
  fill(spreadsheetId: string, sheetId: number, range: Block, count: number): void {
    this.act(() => this.acts.fill(spreadsheetId, sheetId, range, count));
  }

  merge(spreadsheetId: string, sheetId: number, range: Block): void {
    this.act(() => this.acts.merge(spreadsheetId, sheetId, range));
  }

  /** Filter of the sheet on (with the values hidden by it per 1-based column) or off. Rows stay where they are. */
  filter(spreadsheetId: string, sheetId: number, range: Block | null): void {
    this.act(() => this.acts.filter(spreadsheetId, sheetId, range));
  }

  convertToTable(spreadsheetId: string, sheetId: number, range: Block): void {
    this.act(() => this.acts.convertToTable(spreadsheetId, sheetId, range));
  }

  /** Removes rows of a range that repeat an earlier one; the rest moves up within the range. */
  removeDuplicates(spreadsheetId: string, sheetId: number, range: Block): void {
    this.act(() => this.acts.removeDuplicates(spreadsheetId, sheetId, range));
  }

  /** Find and replace over all tabs; gives the number of cells changed. */
  replaceAll(spreadsheetId: string, find: string, replacement: string): number {
    return this.act(() => this.acts.replaceAll(spreadsheetId, find, replacement));
  }

  setNote(spreadsheetId: string, sheetId: number, row: number, col: number, note: string): void {
    this.act(() =>
      this.acts.look(spreadsheetId, sheetId, { row, col, rows: 1, cols: 1 }, (cell) => ({ ...cell, note })),
    );
  }

  setNumberFormat(spreadsheetId: string, sheetId: number, range: Block, pattern: string): void {
    this.act(() => this.acts.look(spreadsheetId, sheetId, range, (cell) => ({ ...cell, nf: pattern })));
  }

  /** File > Version history > Restore: to a version's id, or to the last one at or before a time (VER-1). */
  restoreVersion(spreadsheetId: string, version: VersionKey): void {
    this.act(() => restore(this.runtime, this.email, spreadsheetId, version));
  }

  /** Ctrl-Z: takes back this person's last act on the file, over whatever was written since. */
  undo(spreadsheetId: string): void {
    this.act(() => this.acts.undo(spreadsheetId));
  }

  /** In the form's editor: a new question, at a place (0-based) or at the end; gives its item id. No trigger hears of it. */
  addQuestion(formId: string, question: NewQuestion, at?: number): number {
    return this.act(() => formActs(this.runtime).add(formId, question, at));
  }
  /** Answers already sent keep what was said to it. */
  deleteQuestion(formId: string, itemId: number): void {
    this.act(() => formActs(this.runtime).remove(formId, itemId));
  }
  changeQuestion(formId: string, itemId: number, change: QuestionChange): void {
    this.act(() => formActs(this.runtime).change(formId, itemId, change));
  }
  moveQuestion(formId: string, itemId: number, to: number): void {
    this.act(() => formActs(this.runtime).move(formId, itemId, to));
  }
  /** Title, description, and whether it takes answers. */
  changeForm(formId: string, change: FormChange): void {
    this.act(() => formActs(this.runtime).form(formId, change));
  }
  /** Writes a line at the end of a document; refused where one may only look. */
  writeIn(documentId: string, text: string): void {
    this.act(() => paperActs(this.runtime, this.email).write(documentId, text));
  }
  /** Into the bin, or out of it. Only whose file it is. */
  binFile(fileId: string, binned = true): void {
    this.act(() => paperActs(this.runtime, this.email).bin(fileId, binned));
  }
  binForm(formId: string): void {
    this.act(() => formActs(this.runtime).form(formId, { binned: true }));
  }
  unbinForm(formId: string): void {
    this.act(() => formActs(this.runtime).form(formId, { binned: false }));
  }
  /** Deletes the form for good. */
  deleteForm(formId: string): void {
    this.act(() => formActs(this.runtime).gone(formId));
  }

  /** An event of one's own, with guests and rooms by address; gives its id. Its guests are told. */
  createEvent(event: NewEvent): string {
    return this.act(() => calendarActs(this.runtime, this.email).create(event));
  }
  /** Answers an invitation in one's own calendar. */
  respond(eventId: string, answer: 'accepted' | 'declined' | 'tentative', comment?: string): void {
    this.act(() => calendarActs(this.runtime, this.email).respond(eventId, answer, comment));
  }
  /** To another time, epoch ms; without an end it lasts as long as before. Guests only where they may. */
  moveEvent(eventId: string, from: number, until?: number): void {
    this.act(() => calendarActs(this.runtime, this.email).move(eventId, from, until));
  }
  /** One's own event for everybody, an invitation for oneself alone, which declines it. */
  deleteEvent(eventId: string): void {
    this.act(() => calendarActs(this.runtime, this.email).remove(eventId));
  }
  inviteGuest(eventId: string, email: string): void {
    this.act(() => calendarActs(this.runtime, this.email).invite(eventId, email));
  }

  /** Fills in and sends a form. Answers by item id or title; `email` is what is typed where an address is typed. */
  submit(
    formId: string,
    answers: Readonly<Record<string, unknown>>,
    options: { email?: string } = {},
  ): { responseId: string } {
    return this.act(() => ({ responseId: submitForm(this.runtime, this.email, formId, answers, options) }));
  }

  /** Opens the web app: doGet, run as its owner. Throws what the page would show as an error. */
  page(params: Record<string, string> = {}): { html: string; title: string } {
    const x = this.runtime.execute('doGet', [pageEvent(params)], {
      trigger: 'page',
      active: this.visible,
      effective: this.runtime.owner,
    });
    fail(x);
    if (!(x.result instanceof HtmlOutput)) throw new Error('The script completed but did not return anything.');
    return { html: x.result.getContent(), title: x.result.getTitle() };
  }

  /** google.script.run.<fn>(...args): globals without trailing underscore; values go through JSON (GLB-1). */
  call(fn: string, ...args: unknown[]): unknown {
    if (fn.endsWith('_')) throw new Refused(`google.script.run.${fn} is not a function`);
    const sent = JSON.parse(JSON.stringify(args)) as unknown[];
    const x = this.runtime.execute(fn, sent, { trigger: 'call', active: this.visible, effective: this.runtime.owner });
    fail(x);
    return x.result === undefined ? undefined : (JSON.parse(JSON.stringify(x.result)) as unknown);
  }

  /** What the script sees of who asks: people outside the domain stay blank in execute-as-owner pages (B.4). */
  private get visible(): string {
    return this.email.endsWith(`@${this.runtime.domain}`) ? this.email : '';
  }
}

function pageEvent(params: Record<string, string>): Record<string, unknown> {
  return {
    parameter: params,
    parameters: Object.fromEntries(Object.entries(params).map(([k, v]) => [k, [v]])),
    queryString: new URLSearchParams(params).toString(),
    contextPath: '',
    contentLength: -1,
  };
}

/** Throws the error of an execution as the page would get it. */
function fail(x: Execution): void {
  if (!x.error) return;
  if (x.killed) throw new Kill(x.error.message);
  const error = new Error(x.error.message);
  error.name = x.error.name;
  error.stack = x.error.stack || error.stack || '';
  throw error;
}
