// Fills the ticket register to any size without thousands of forms: real tickets are made once, their mirror and live rows
// are then repeated under new numbers, and the workbook's counters move as if they had been given out.
import { fingerprint } from '../../../src/engine/digest';
import { META_ROW, PROP, SHEET } from '../../../src/office/layout';
import type { Meta } from '../../../src/engine/meta';
import type { Rec } from '../../../src/engine/types';
import { rowsBetween } from '../../runtime/store/grid.ts';
import { valueOf, type Value } from '../../runtime/store/cells.ts';
import type { LocalOffice } from '../../office.ts';
import { repairAnswers } from './ours.ts';

const REGISTER = 'tickets';

/** A fork that holds `size` tickets, all closed but the last `open` ones, which are in work. */
export function crowded(office: LocalOffice, size: number, open = 50): LocalOffice {
  const next = office.fork();
  const { closed, working } = templates(next);
  const { spreadsheetId, live, mirror, book } = next.sheet(REGISTER);
  const { store } = next.runtime;
  const meta = next.meta(book);
  const counter = meta.counters[REGISTER]!;
  const [series, state] = Object.entries(counter.series)[0]!;
  const first = state.next;
  const count = size - (first - 1);
  const firstLive = next.endRow(REGISTER);
  const liveRows: Value[][] = [];
  const mirrorRows: Value[][] = [];
  for (let i = 0; i < count; i++) {
    const from = i < count - open ? closed : working;
    const id = numbered(from.rec.id, first + i);
    liveRows.push(from.live.map((cell) => (cell === from.rec.id ? id : cell)));
    const rec = { ...from.rec, id, row: firstLive + i, undo: null };
    mirrorRows.push([id, rec.rev, from.print(id), rec.row, JSON.stringify(rec)]);
  }
  store.putRows(spreadsheetId, live, firstLive, liveRows);
  store.putRows(spreadsheetId, mirror, counter.rows + 2, mirrorRows);
  // Sheets are never full to their last row for long: making room is another story than an act's own cost.
  for (const id of [live, mirror]) {
    const sheet = store.sheet(spreadsheetId, id);
    store.putSheet(spreadsheetId, { ...sheet, rowCount: sheet.rowCount + 1000 });
  }
  state.next = first + count;
  counter.rows += count;
  counter.series[series] = state;
  store.putRows(spreadsheetId, SHEET.meta, META_ROW.counters + 1, [['counters', JSON.stringify(meta.counters)]]);
  keepMark(next, book, meta);
  return next;
}

interface Template {
  rec: Rec;
  live: Value[];
  print: (id: string) => string;
}

/** A closed ticket and one in work, made by people on the sheet, quiet for a week. */
function templates(office: LocalOffice): { closed: Template; working: Template } {
  const { runtime } = office;
  const wu = runtime.person('wu@demo.example');
  const submit = (): string => {
    const { formId, answers } = repairAnswers(office, '卡紙，第二紙匣');
    runtime.person('lin@demo.example').submit(formId, answers);
    runtime.wait(6000);
    return office.records(REGISTER).at(-1)!.id;
  };
  const { spreadsheetId, live } = office.sheet(REGISTER);
  const type = (id: string, key: string, text: string): void => {
    wu.edit(spreadsheetId, live, office.row(REGISTER, id)!, office.col(REGISTER, key), text);
    runtime.wait(6000);
  };
  const a = submit();
  type(a, '$next', '開始處理');
  type(a, 'solution', '換碳粉匣');
  type(a, 'cost', '1200');
  type(a, '$next', '修好了');
  type(a, '$next', '結案');
  const b = submit();
  type(b, '$next', '開始處理');
  runtime.wait(30 * 60_000);
  return { closed: template(office, a, 'closed'), working: template(office, b, 'working') };
}

function template(office: LocalOffice, id: string, state: string): Template {
  const rec = office.record(REGISTER, id);
  if (rec?.state !== state)
    throw new Error(
      `the bench's model ticket ${id} is ${rec?.state ?? 'missing'}, not ${state}: ${office.cell(REGISTER, id, '$check')}`,
    );
  const { spreadsheetId, live } = office.sheet(REGISTER);
  const row = office.row(REGISTER, id)!;
  const cells = Array.from(
    rowsBetween(office.runtime.store.sheet(spreadsheetId, live).grid, row - 1, row)[0]!,
    valueOf,
  );
  const keys = [
    '$number',
    '$state',
    '$next',
    '$files',
    ...office.model.registers[REGISTER]!.fields.filter((field) => !field.noColumn).map((field) => field.key),
  ].sort();
  const shown = new Map(keys.map((key) => [key, cells[office.col(REGISTER, key) - 1] ?? '']));
  return {
    rec,
    live: cells,
    print: (as) =>
      fingerprint(keys.map((key) => `${key}=${key === '$number' ? as : String(shown.get(key))}`).join('\u0001')),
  };
}

/** The same number series with another number: the digits at the end are replaced, never fewer than before. */
function numbered(id: string, n: number): string {
  const digits = /\d+$/.exec(id)![0];
  return id.slice(0, -digits.length) + String(n).padStart(digits.length, '0');
}

/** The high-water mark outside the workbook knows the counters, too. */
function keepMark(office: LocalOffice, book: string, meta: Meta): void {
  const { store } = office.runtime;
  const key = PROP.mark + book;
  const mark = JSON.parse(store.state.scriptProperties[key] ?? '{}') as Record<string, unknown>;
  store.set({
    scriptProperties: { ...store.state.scriptProperties, [key]: JSON.stringify({ ...mark, counters: meta.counters }) },
  });
}
