// What people do to the sheet itself: pastes, sorts, columns, rows, ticks on the home sheet, version history.
import { person, rowOf, typed, type Act } from './hands.ts';
import { details, need, StepFailure, type Stage } from './stage.ts';
import { actionWords } from './typing.ts';
import { momentOf } from './when.ts';
import { SHEET } from '../../src/office/layout';

export const sheetActs: Record<string, Act> = {
  /**
   * One paste. `new: [{ place: …, fault: … }]` (or `new: {…}` with `times`) puts rows below the last one;
   * `ids` with `field` and `value` (or `action`) puts one column into neighbouring rows.
   */
  paste(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    if (d.new) {
      const given = Array.isArray(d.new)
        ? (d.new as Record<string, unknown>[])
        : Array.from({ length: Number(d.times ?? 1) }, () => d.new as Record<string, unknown>);
      const fields = [...new Set(given.flatMap((row) => Object.keys(row)))].map((field) => ({
        field,
        col: stage.office.col(register, field),
      }));
      const first = Math.min(...fields.map((one) => one.col));
      const last = Math.max(...fields.map((one) => one.col));
      const block = given.map((row) => {
        const cells = new Array<string | null>(last - first + 1).fill('');
        for (const { field, col } of fields) if (row[field] !== undefined) cells[col - first] = String(row[field]);
        return cells;
      });
      person(stage, step).paste(spreadsheetId, live, stage.office.endRow(register), first, block);
      return;
    }
    const rows = chosenRows(stage, register, d);
    const text = d.action === undefined ? typed(d.value) : actionWords(stage.office, register, String(d.action));
    const field = d.action === undefined ? need(d, 'field') : '$next';
    const values = Array.isArray(d.values)
      ? d.values.map((value) => String(value))
      : rows.map(() => (text === null ? null : String(text)));
    const shift = Number(d.shift ?? 0);
    person(stage, step).paste(
      spreadsheetId,
      live,
      rows[0]! + shift,
      stage.office.col(register, field),
      values.map((value) => [value]),
    );
  },
  /** `by` a field, all columns unless `from` and `to` name the first and last one sorted. */
  sort(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    const top = stage.office.headerRow(register) + 1;
    const from = d.from === undefined ? 1 : stage.office.col(register, String(d.from));
    const to = d.to === undefined ? width(stage, register) : stage.office.col(register, String(d.to));
    const range = { row: top, col: from, rows: stage.office.endRow(register) - top, cols: to - from + 1 };
    person(stage, step).sort(
      spreadsheetId,
      live,
      range,
      stage.office.col(register, need(d, 'by')),
      d.descending !== true,
    );
  },
  /** Types another text into a header. */
  rename(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    person(stage, step).edit(
      spreadsheetId,
      live,
      stage.office.headerRow(register),
      stage.office.col(register, need(d, 'field')),
      need(d, 'to'),
    );
  },
  /** Drags a column to stand before another field's. */
  move(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    person(stage, step).moveColumns(
      spreadsheetId,
      live,
      stage.office.col(register, need(d, 'field')),
      1,
      stage.office.col(register, need(d, 'before')),
    );
  },
  'delete-column'(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    person(stage, step).deleteColumns(spreadsheetId, live, stage.office.col(register, need(d, 'field')), 1);
  },
  /** A private column left of a field, with its header text. */
  'insert-column'(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    const at = stage.office.col(register, need(d, 'before'));
    person(stage, step).insertColumns(spreadsheetId, live, at, 1);
    person(stage, step).edit(spreadsheetId, live, stage.office.headerRow(register), at, need(d, 'header'));
  },
  'delete-row'(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    person(stage, step).deleteRows(spreadsheetId, live, rowOf(stage, register, d), 1);
  },
  'insert-row'(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    person(stage, step).insertRows(spreadsheetId, live, rowOf(stage, register, d), 1);
  },
  /** Copies a whole row below the last one. */
  'copy-row'(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    person(stage, step).copyRow(spreadsheetId, live, rowOf(stage, register, d), stage.office.endRow(register));
  },
  /** Drags the fill handle of a field from the row of `id` over `count` rows below. */
  fill(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    person(stage, step).fill(
      spreadsheetId,
      live,
      { row: rowOf(stage, register, d), col: stage.office.col(register, need(d, 'field')), rows: 1, cols: 1 },
      Number(d.count ?? 1),
    );
  },
  /** Ticks a box on the home sheet: the row that holds `words`, the first below one that says `under`; `box` counts its boxes from 1. */
  tick(stage, step) {
    const d = details(stage, step);
    const book = need(d, 'book');
    const words = need(d, 'words');
    const rows = stage.office.home(book);
    const says = (row: { texts: string[] }, part: string): boolean => row.texts.some((text) => text.includes(part));
    const under = typeof d.under === 'string' ? rows.findIndex((row) => says(row, d.under as string)) : 0;
    const found = under < 0 ? undefined : rows.slice(under).find((row) => says(row, words) && row.boxes.length > 0);
    const col = found?.boxes[Number(d.box ?? 1) - 1];
    if (!found || !col)
      throw new StepFailure(
        `the home sheet of "${book}" has no row with a box that says so`,
        words,
        rows.map((row) => row.texts.join(' ')).join('\n'),
      );
    person(stage, step).edit(stage.office.books[book]!, SHEET.home, found.row, col, true);
  },
  /** Ctrl-Z of that person. */
  undo(stage, step) {
    const d = details(stage, step);
    const { spreadsheetId } = stage.office.sheet(need(d, 'register'));
    person(stage, step).undo(spreadsheetId);
  },
  /** File > Version history > Restore, to a snapshot's name or a civil time. */
  restore(stage, step) {
    const d = details(stage, step);
    const to = need(d, 'to');
    const book = stage.office.books[need(d, 'book')];
    if (!book) throw new StepFailure('there is no such workbook', d.book, Object.keys(stage.office.books).join(', '));
    person(stage, step).restoreVersion(book, stage.snapshots[to]?.[book] ?? momentOf(to, stage.zone));
  },
};

/** Neighbouring live rows by their numbers, or by `state`. Throws when other rows lie between them. */
function chosenRows(stage: Stage, register: string, d: Record<string, unknown>): number[] {
  const ids = Array.isArray(d.ids)
    ? d.ids.map(String)
    : stage.office
        .records(register)
        .filter((rec) => rec.state === d.state && !rec.deleted)
        .map((rec) => rec.id);
  const rows = ids.map((id) => rowOf(stage, register, { id })).sort((a, b) => a - b);
  if (rows.length === 0) throw new StepFailure(`no row of "${register}" was chosen`);
  if (rows.at(-1)! - rows[0]! !== rows.length - 1)
    throw new StepFailure('the chosen rows do not lie together', rows.length, rows.join(', '));
  return rows;
}

function width(stage: Stage, register: string): number {
  const { spreadsheetId, live } = stage.office.sheet(register);
  return stage.office.runtime.store.sheet(spreadsheetId, live).colCount;
}
