// What breaks an office by hand: tabs deleted or copied, protections taken off, triggers and forms deleted.
import { person, type Act } from './hands.ts';
import { details, need, StepFailure, type Stage } from './stage.ts';

/** A tab by its title in a workbook, or a register's own. */
function tabOf(stage: Stage, d: Record<string, unknown>): { spreadsheetId: string; sheetId: number } {
  if (d.register !== undefined) {
    const { spreadsheetId, live } = stage.office.sheet(need(d, 'register'));
    return { spreadsheetId, sheetId: live };
  }
  const spreadsheetId = stage.office.books[need(d, 'book')];
  const sheet = spreadsheetId && stage.office.runtime.store.sheetByTitle(spreadsheetId, need(d, 'tab'));
  if (!spreadsheetId || !sheet) throw new StepFailure('there is no such tab', d.tab, d.book);
  return { spreadsheetId, sheetId: sheet.sheetId };
}

export const brokenActs: Record<string, Act> = {
  /** `{ register }`, or `{ book, tab }` by its title. */
  'delete-tab'(stage, step) {
    const { spreadsheetId, sheetId } = tabOf(stage, details(stage, step));
    person(stage, step).deleteSheet(spreadsheetId, sheetId);
  },
  /** `{ register, title }`. */
  'copy-tab'(stage, step) {
    const d = details(stage, step);
    const { spreadsheetId, sheetId } = tabOf(stage, d);
    person(stage, step).duplicateSheet(spreadsheetId, sheetId, need(d, 'title'));
  },
  /** A basic filter over a register's first columns, or its end: `filter: { register, off: true }`. */
  filter(stage, step) {
    const d = details(stage, step);
    const { spreadsheetId, sheetId } = tabOf(stage, d);
    const block = { row: 1, col: 1, rows: stage.office.endRow(need(d, 'register')), cols: 5 };
    person(stage, step).filter(spreadsheetId, sheetId, d.off === true ? null : block);
  },
  /** The owner's Data > Protected sheets and ranges > delete. */
  unprotect(stage, step) {
    const { spreadsheetId, sheetId } = tabOf(stage, details(stage, step));
    const { store } = stage.office.runtime;
    store.putSheet(spreadsheetId, { ...store.sheet(spreadsheetId, sheetId), protectedRanges: {} });
  },
  /** `drop-trigger: tick_`, in the account's list of triggers. */
  'drop-trigger'(stage, step) {
    const { store } = stage.office.runtime;
    const kept = store.state.triggers.filter((t) => t.handler !== String(step.what));
    if (kept.length === store.state.triggers.length)
      throw new StepFailure(
        'no such trigger',
        step.what,
        kept.map((t) => t.handler),
      );
    store.set({ triggers: kept });
  },
  /** The form into the trash: `delete-form: tickets`. */
  'delete-form'(stage, step) {
    const { id } = stage.office.form(String(step.what));
    const { store } = stage.office.runtime;
    const { [id]: _gone, ...forms } = store.forms;
    store.set({ forms });
  },
};
