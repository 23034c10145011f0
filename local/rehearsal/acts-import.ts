// What people do at the tab 匯入: paste a ledger, choose a field, correct a cell, tick.
import { person, typed, type Act } from './hands.ts';
import { importTab, ledgerOf, TAB } from './import-tab.ts';
import { details, need, StepFailure, type Stage } from './stage.ts';
import { said } from './typing.ts';
import { SHEET } from '../../src/office/layout';

export const importActs: Record<string, Act> = {
  /** Chooses the register and pastes a CSV file lying beside the scenario, its own headers first: `import: { book, register, file }`. */
  import(stage, step) {
    const d = details(stage, step);
    const id = bookOf(stage, d);
    const register = stage.office.model.registers[need(d, 'register')];
    if (!register) throw new StepFailure('there is no such register', d.register);
    const rows = Array.isArray(d.rows)
      ? (d.rows as unknown[][]).map((row) => row.map(String))
      : ledgerOf(stage.scenario.file, need(d, 'file'));
    const hands = person(stage, step);
    hands.edit(id, SHEET.import, TAB.register, 2, said(register.name, stage.office.language(register.key)));
    hands.paste(id, SHEET.import, TAB.head, TAB.data, rows);
  },
  /** Another field for a column, by its header: `import-field: { book, header, to }`; `to` is typed as it stands. */
  'import-field'(stage, step) {
    const d = details(stage, step);
    person(stage, step).edit(bookOf(stage, d), SHEET.import, TAB.fields, columnOf(stage, d), need(d, 'to'));
  },
  /** Corrects cells of pasted rows: `import-edit: { book, cells: [{ where: {header: text}, set: {header: text} }] }`. */
  'import-edit'(stage, step) {
    const d = details(stage, step);
    const book = bookOf(stage, d);
    for (const one of (d.cells ?? []) as { row: number; set: Record<string, unknown> }[])
      for (const [header, value] of Object.entries(one.set))
        person(stage, step).edit(book, SHEET.import, one.row, columnOf(stage, { ...d, header }), typed(value));
  },
  'import-sort'(stage, step) {
    const d = details(stage, step);
    const tab = importTab(stage.office, need(d, 'book'));
    const range = { row: TAB.first, col: 1, rows: tab.rows.at(-1)!.row - TAB.head, cols: tab.headers.length + 1 };
    person(stage, step).sort(bookOf(stage, d), SHEET.import, range, columnOf(stage, d), d.descending !== true);
  },
  'tick-import'(stage, step) {
    const d = details(stage, step);
    person(stage, step).edit(bookOf(stage, d), SHEET.import, TAB.go, 2, d.off !== true);
  },
};

function bookOf(stage: Stage, d: Record<string, unknown>): string {
  const id = stage.office.books[need(d, 'book')];
  if (!id) throw new StepFailure('there is no such workbook', d.book, Object.keys(stage.office.books).join(', '));
  return id;
}

/** Column of the sheet (from 1) by the pasted header. */
function columnOf(stage: Stage, d: Record<string, unknown>): number {
  const { headers } = importTab(stage.office, need(d, 'book'));
  const at = headers.indexOf(need(d, 'header'));
  if (at < 0) throw new StepFailure('no pasted column has this header', d.header, headers.join(', '));
  return at + TAB.data;
}
