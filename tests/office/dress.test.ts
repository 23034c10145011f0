// Live columns dressed again: what a paste wiped or a new column lacks comes back at the columns where they now are, and what
// people gave themselves stays (register sheet: Real acts).
import type { LocalOffice } from '../../local/office';
import { applyBatch, type Request } from '../../local/runtime/sheets-api/batch';
import { cellOf, type Cell } from '../../local/runtime/store/cells';
import { rowAt } from '../../local/runtime/store/grid';
import type { Sheet } from '../../local/runtime/store/state';
import { HOUR, MANAGER, morning, submit, TICK, type, WU } from './hands';

const sheet = (office: LocalOffice): Sheet => {
  const { spreadsheetId, live } = office.sheet('tickets');
  return office.runtime.store.sheet(spreadsheetId, live);
};
const look = (office: LocalOffice, row: number, key: string): Cell =>
  cellOf(rowAt(sheet(office).grid, row - 1)[office.col('tickets', key) - 1]);

/** One night; what it sent to the tickets’ sheet, by name of request. */
function night(office: LocalOffice): string[] {
  const sent: Request[] = [];
  office.runtime.hook((call, proceed) => {
    if (call.method === 'batchUpdate') sent.push(...(call.args[0] as { requests: Request[] }).requests);
    return proceed();
  });
  const run = office.runtime.run('nightly_', [{}], {});
  office.runtime.hook(null);
  if (run.error) throw new Error(run.error.message);
  office.runtime.wait(HOUR);
  const { live } = office.sheet('tickets');
  return sent.filter((r) => JSON.stringify(r).includes(`"sheetId":${live}`)).map((r) => Object.keys(r)[0]!);
}

/** What a menu of Sheets leaves behind, by the requests it is made of. */
function change(office: LocalOffice, ...requests: Request[]): void {
  const { store, switches, quotas } = office.runtime;
  const file = store.spreadsheet(office.sheet('tickets').spreadsheetId);
  let id = 77;
  const options = { now: store.state.now, user: WU, switches, quotas, newId: () => id++ };
  store.putSpreadsheet(applyBatch(file, requests, options).file);
}
const column = (office: LocalOffice, key: string, row: number, rows: number): object => {
  const col = office.col('tickets', key) - 1;
  const { live } = office.sheet('tickets');
  return {
    sheetId: live,
    startRowIndex: row - 1,
    endRowIndex: row - 1 + rows,
    startColumnIndex: col,
    endColumnIndex: col + 1,
  };
};
/** The text colours paint one cell by, as the desk would show it. */
const rulesAt = (office: LocalOffice, key: string): string[] => {
  const col = office.col('tickets', key) - 1;
  return sheet(office)
    .conditionalFormats.filter((r) => r.ranges.some((x) => x.startColumnIndex === col))
    .map(
      (r) =>
        (r.booleanRule as { condition: { values: { userEnteredValue: string }[] } }).condition.values[0]!
          .userEnteredValue,
    );
};

test('a night over a sheet that lacks nothing sends nothing', () => {
  const office = morning();
  submit(office);
  expect(night(office)).toEqual([]);
});

test('formats, dropdowns and grounds that a paste wiped come back, in their cells alone', () => {
  const office = morning();
  const id = submit(office);
  const row = office.row('tickets', id)!;
  const before = ['$number', '$next', 'place', 'wake_on', '$due'].map((key) => look(office, row, key));
  change(
    office,
    ...['$number', '$next', 'place', 'wake_on', '$due'].map((key) => ({
      repeatCell: { range: column(office, key, row, 1), cell: {}, fields: 'userEnteredFormat,dataValidation' },
    })),
    // A person's own colour, beside it.
    {
      repeatCell: {
        range: column(office, '$number', row + 1, 1),
        cell: { userEnteredFormat: { backgroundColor: { red: 1, green: 1 } } },
        fields: 'userEnteredFormat.backgroundColor',
      },
    },
  );
  expect(look(office, row, 'place').dv).toBeUndefined();
  const sent = night(office);
  expect(sent).toContain('setDataValidation');
  const after = ['$number', '$next', 'place', 'wake_on', '$due'].map((key) => look(office, row, key));
  expect(after.map((c) => [c.nf, c.fmt?.bg, c.dv])).toEqual(before.map((c) => [c.nf, c.fmt?.bg, c.dv]));
  expect(look(office, row + 1, '$number').fmt?.bg).toBe('#ffff00');
  expect(night(office)).toEqual([]);
});

test('a date format a person chose for the column is the one that comes back', () => {
  const office = morning();
  const { spreadsheetId, live } = office.sheet('tickets');
  const col = office.col('tickets', 'wake_on');
  office.runtime.person(WU).setNumberFormat(spreadsheetId, live, { row: 2, col, rows: 900, cols: 1 }, 'yyyy-mm-dd');
  change(office, { repeatCell: { range: column(office, 'wake_on', 5, 3), cell: {}, fields: 'userEnteredFormat' } });
  night(office);
  expect(look(office, 6, 'wake_on').nf).toBe('yyyy-mm-dd');
});

test('moved columns and private ones between: colours and views follow, people’s own rules and views stay', () => {
  const office = morning();
  const id = submit(office);
  const { spreadsheetId, live } = office.sheet('tickets');
  const wu = office.runtime.person(WU);
  wu.insertColumns(spreadsheetId, live, 1, 1);
  wu.edit(spreadsheetId, live, 1, 1, '備註');
  wu.moveColumns(spreadsheetId, live, office.col('tickets', '$due'), 1, 3);
  const own = {
    ranges: [{ sheetId: live, startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 }],
    booleanRule: {
      condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: '急' }] },
      format: { backgroundColor: { red: 1 } },
    },
  };
  change(
    office,
    { addConditionalFormatRule: { index: 0, rule: own } },
    { addFilterView: { filter: { filterViewId: 900, title: '我的', range: { sheetId: live } } } },
  );
  office.runtime.wait(TICK);
  night(office);
  const check = `$${'ABCDEFG'[office.col('tickets', '$check') - 1]}2`;
  expect(rulesAt(office, 'fault').every((f) => f.includes(check))).toBe(true);
  const due = `$${'ABCDEFG'[office.col('tickets', '$due') - 1]}2`;
  expect(rulesAt(office, '$due')).toEqual([
    `=AND(ISNUMBER(${due}),${due}<NOW())`,
    `=AND(ISNUMBER(${due}),${due}<NOW()+1/24)`,
  ]);
  expect(sheet(office).conditionalFormats[0]).toEqual(own);
  expect(sheet(office).filterViews[900]).toMatchObject({ title: '我的' });
  const ours = Object.values(sheet(office).filterViews).filter((v) => v.filterViewId > 1_000_000_000);
  for (const v of ours)
    expect(v).toMatchObject({
      criteria: { [office.col('tickets', '$state') - 1]: {} },
      sortSpecs: [{ dimensionIndex: office.col('tickets', '$due') - 1 }],
    });
  expect(night(office)).toEqual([]);
  type(office, id, '$next', '開始處理');
  expect(office.cell('tickets', id, '$state')).toBe('處理中');
});

test('rules of ours that pastes tore apart or doubled are written anew; a view a person changed stays', () => {
  const office = morning();
  submit(office);
  const { live } = office.sheet('tickets');
  const count = sheet(office).conditionalFormats.length;
  const view = Object.values(sheet(office).filterViews)[0]!;
  const mine = { ...view, sortSpecs: [{ dimensionIndex: office.col('tickets', 'place') - 1, sortOrder: 'ASCENDING' }] };
  change(
    office,
    { addConditionalFormatRule: { index: 3, rule: sheet(office).conditionalFormats[0] } },
    { deleteConditionalFormatRule: { sheetId: live, index: 7 } },
    { updateFilterView: { filter: mine, fields: 'sortSpecs' } },
  );
  const rules = morning();
  expect(night(office)).toContain('addConditionalFormatRule');
  expect(sheet(office).conditionalFormats).toEqual(sheet(rules).conditionalFormats);
  expect(sheet(office).conditionalFormats).toHaveLength(count);
  expect(sheet(office).filterViews[view.filterViewId]).toMatchObject({ sortSpecs: mine.sortSpecs });
});

test('a field column that was deleted comes back with its dropdown, format and colours, before the night', () => {
  const office = morning();
  const id = submit(office);
  const before = look(office, office.row('tickets', id)!, 'place');
  const { spreadsheetId, live } = office.sheet('tickets');
  const wu = office.runtime.person(WU);
  wu.deleteColumns(spreadsheetId, live, office.col('tickets', 'place'), 1);
  wu.deleteColumns(spreadsheetId, live, office.col('tickets', 'wake_on'), 1);
  type(office, id, 'why', '看看');
  const box = office.home('facilities').find((h) => h.texts.some((t) => t.includes('修復')))!;
  const home = office.runtime.store.sheetByTitle(spreadsheetId, '首頁')!;
  wu.edit(spreadsheetId, home.sheetId, box.row, box.boxes[0]!, true);
  office.runtime.wait(TICK);
  const row = office.row('tickets', id)!;
  const place = look(office, row, 'place');
  expect([place.v, place.dv, place.nf, place.fmt?.bg]).toEqual([before.v, before.dv, before.nf, undefined]);
  expect(look(office, row + 30, 'place').dv).toEqual(before.dv);
  expect(look(office, row, 'wake_on').nf).toBe('yyyy/m/d');
  expect(look(office, 1, 'place')).toMatchObject({
    note: expect.stringContaining('必填') as string,
    fmt: { bold: true },
  });
  expect(rulesAt(office, 'place').some((f) => f.includes('地點'))).toBe(true);
  expect(look(office, row, '$updated').dv).toBeUndefined();
});

test('an office with cents sees cents: money columns follow its decimals, a pattern somebody chose stays', () => {
  const office = morning();
  const mine = submit(office);
  const yours = submit(office);
  type(office, yours, 'cost', '1200');
  const row = office.records('numbers').find((rec) => rec.values.key === 'money.decimals')!;
  type(office, row.id, 'value', '2', MANAGER, 'numbers');
  office.runtime.wait(2 * TICK);
  type(office, mine, 'cost', '12.5');
  night(office);
  const patterns = (): unknown[] => [mine, yours].map((id) => look(office, office.row('tickets', id)!, 'cost').nf);
  expect(patterns()).toEqual(['#,##0.00', '#,##0.00']);
  const own = { type: 'CURRENCY', pattern: '"NT$"#,##0.0' };
  change(office, {
    repeatCell: {
      range: column(office, 'cost', office.row('tickets', yours)!, 1),
      cell: { userEnteredFormat: { numberFormat: own } },
      fields: 'userEnteredFormat.numberFormat',
    },
  });
  night(office);
  expect(patterns()).toEqual(['#,##0.00', own.pattern]);
});
