// What people do to sheets: typing, pasting, sorting, structure, versions; what the interface refuses.

import { Refused } from '../../../local/runtime';
import { officeWith, OWNER, script, workbook } from './helpers';

type Values = (string | number | boolean | null)[][];

function desk(
  values: Values = [],
  options = {},
): {
  rt: ReturnType<typeof officeWith>;
  id: string;
  lin: ReturnType<ReturnType<typeof officeWith>['person']>;
  at: (row: number, col: number) => unknown;
  grid: (rows: number, cols: number) => unknown[][];
} {
  const rt = officeWith('', { latency: false, ...options });
  const id = workbook(rt, values);
  return {
    rt,
    id,
    lin: rt.person('lin@demo.example'),
    at: (row, col) => rt.store.cell(id, 7, row, col),
    grid: (rows, cols) =>
      Array.from({ length: rows }, (_, r) =>
        Array.from({ length: cols }, (_, c) => rt.store.cell(id, 7, r + 1, c + 1).v),
      ),
  };
}

function batch(rt: ReturnType<typeof officeWith>, id: string, ...requests: unknown[]): void {
  script(rt, `Sheets.Spreadsheets.batchUpdate({ requests: args[1] }, args[0])`, id, requests);
}

test.each([
  ['007', { v: 7 }],
  ["'007", { v: '007' }],
  ['1,234.5', { v: 1234.5, nf: '#,##0.00' }],
  ['12%', { v: 0.12, nf: '0%' }],
  ['1e5', { v: 100000, nf: '0.00E+00' }],
  ['1E400', { v: '1E400' }],
  ['-0', { v: 0 }],
  ['0x10', { v: '0x10' }],
  ['NaN', { v: 'NaN' }],
  ['TRUE', { v: true }],
  ['+8613800000000', { v: 8613800000000 }],
  ['110101199003078888', { v: 110101199003079000 }],
  ['1/2', { v: 46024, nf: 'yyyy/m/d' }],
  ['1-2', { v: 46024, nf: 'yyyy/m/d' }],
  ['3/4', { v: 46085, nf: 'yyyy/m/d' }],
  ['2026年3月5日', { v: 46086, nf: 'yyyy/m/d' }],
  ['2026-03-05', { v: 46086, nf: 'yyyy-mm-dd' }],
  ['2026-02-30', { v: '2026-02-30' }],
  ['2026/3/5 14:30', { v: 46086.6041666667, nf: 'yyyy/m/d h:mm:ss' }],
  ['12:30', { v: 0.5208333333, nf: 'h:mm' }],
  ['下午 2:30', { v: 0.6041666667, nf: 'h:mm' }],
  ['=1+2', { v: 3, f: '=1+2' }],
  ['=NOSUCH(1)', { v: '#NAME?', f: '=NOSUCH(1)' }],
  ['=1/0', { v: '#DIV/0!', f: '=1/0' }],
  ['#REF!', { v: '#REF!' }],
  ['@lin', { v: '@lin' }],
  ['-- none', { v: '-- none' }],
  ['', { v: null }],
])('typed %j becomes what Sheets makes of it (VAL-2)', (text, cell) => {
  const { lin, id, at } = desk();
  lin.edit(id, 7, 1, 1, text);
  expect(at(1, 1)).toEqual(cell);
});

test('days come before months where the locale says so', () => {
  const { rt, lin, id, at } = desk();
  rt.store.putSpreadsheet({ ...rt.store.spreadsheet(id), locale: 'en_GB' });
  lin.edit(id, 7, 1, 1, '3/4/2026');
  expect(at(1, 1)).toEqual({ v: 46115, nf: 'dd/mm/yyyy' });
});

test('a text cell keeps what is typed (VAL-2)', () => {
  const { lin, id, at } = desk();
  lin.setNumberFormat(id, 7, { row: 1, col: 1, rows: 2, cols: 1 }, '@');
  lin.edit(id, 7, 1, 1, '007');
  lin.paste(id, 7, 2, 1, [['1/2']]);
  expect([at(1, 1), at(2, 1)]).toEqual([
    { v: '007', nf: '@' },
    { v: '1/2', nf: '@' },
  ]);
});

test('strict validation refuses, another only marks; boxes take TRUE and FALSE', () => {
  const { rt, lin, id, at } = desk([['x']]);
  const range = (col: number): object => ({
    sheetId: 7,
    startRowIndex: 0,
    endRowIndex: 1,
    startColumnIndex: col,
    endColumnIndex: col + 1,
  });
  const list = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: '甲' }, { userEnteredValue: '乙' }] } };
  batch(
    rt,
    id,
    { setDataValidation: { range: range(0), rule: { ...list, strict: true } } },
    { setDataValidation: { range: range(1), rule: list } },
    { setDataValidation: { range: range(2), rule: { condition: { type: 'BOOLEAN' } } } },
  );
  expect(() => lin.edit(id, 7, 1, 1, '丙')).toThrow(Refused);
  expect(at(1, 1)).toMatchObject({ v: 'x' });
  lin.edit(id, 7, 1, 1, '乙');
  lin.edit(id, 7, 1, 2, '丙');
  lin.edit(id, 7, 1, 3, 'TRUE');
  expect([at(1, 1), at(1, 2), at(1, 3)]).toEqual([
    expect.objectContaining({ v: '乙' }),
    expect.objectContaining({ v: '丙' }),
    expect.objectContaining({ v: true }),
  ]);
  lin.clear(id, 7, { row: 1, col: 1, rows: 1, cols: 3 });
  expect([at(1, 1), at(1, 3)]).toEqual([expect.objectContaining({ v: null }), expect.objectContaining({ v: false })]);
});

test('hard protection refuses edits, pastes, inserts and deletes whole, not the owner’s; warning-only stops nobody (PRT-1)', () => {
  const { rt, lin, id, at } = desk([['a', 'b']]);
  const column = { sheetId: 7, startColumnIndex: 1, endColumnIndex: 2 };
  batch(rt, id, {
    addProtectedRange: { protectedRange: { protectedRangeId: 1, range: column, editors: { users: [OWNER] } } },
  });
  for (const act of [
    () => lin.edit(id, 7, 1, 2, 'x'),
    () => lin.paste(id, 7, 1, 1, [['x', 'y']]),
    () => lin.insertRows(id, 7, 1, 1),
    () => lin.deleteRows(id, 7, 1, 1),
    () => lin.sort(id, 7, { row: 1, col: 1, rows: 2, cols: 2 }, 1, true),
  ]) {
    expect(act).toThrow('You are trying to edit a protected cell or object.');
  }
  expect([at(1, 1), at(1, 2)]).toEqual([{ v: 'a' }, { v: 'b' }]);
  rt.person(OWNER).edit(id, 7, 1, 2, 'y');
  batch(rt, id, {
    updateProtectedRange: { protectedRange: { protectedRangeId: 1, warningOnly: true }, fields: 'warningOnly' },
  });
  lin.edit(id, 7, 1, 2, 'z');
  expect(at(1, 2)).toEqual({ v: 'z' });
});

test('sort moves the columns it is given and leaves the others; validations stay (PRT-2)', () => {
  const { rt, lin, id, grid, at } = desk([
    ['b', 1],
    ['a', 2],
    [null, 3],
    ['c', 4],
  ]);
  lin.setNote(id, 7, 1, 1, 'note of b');
  batch(rt, id, {
    setDataValidation: {
      range: { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 },
      rule: { condition: { type: 'TEXT_IS_EMAIL' } },
    },
  });
  lin.sort(id, 7, { row: 1, col: 1, rows: 4, cols: 1 }, 1, true);
  expect(grid(4, 2)).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    [null, 4],
  ]);
  expect([at(1, 1), at(2, 1)]).toEqual([
    { v: 'a', dv: expect.anything() },
    { v: 'b', note: 'note of b' },
  ]);
});

test('columns are moved, inserted and deleted; a row is copied; a series is filled', () => {
  const { lin, id, grid } = desk([
    ['a', 'b', 'c'],
    ['TKT-001', 1, 5],
    [null, 3, 6],
  ]);
  lin.moveColumns(id, 7, 3, 1, 1);
  expect(grid(1, 3)).toEqual([['c', 'a', 'b']]);
  lin.moveColumns(id, 7, 1, 1, 4);
  lin.fill(id, 7, { row: 2, col: 1, rows: 1, cols: 1 }, 2);
  lin.fill(id, 7, { row: 2, col: 2, rows: 2, cols: 1 }, 2);
  expect(grid(5, 2)).toEqual([
    ['a', 'b'],
    ['TKT-001', 1],
    ['TKT-002', 3],
    ['TKT-003', 5],
    [null, 7],
  ]);
  lin.copyRow(id, 7, 2, 6);
  lin.insertColumns(id, 7, 1, 1);
  lin.deleteColumns(id, 7, 3, 1);
  expect(grid(6, 3).at(-1)).toEqual([null, 'TKT-001', 5]);
});

test('undo takes back the act, over what was written since', () => {
  const { lin, id, grid, rt } = desk([['a'], ['b'], ['c']]);
  lin.edit(id, 7, 1, 1, 'x');
  rt.person('wu@demo.example').edit(id, 7, 1, 1, 'wu');
  lin.undo(id);
  expect(grid(3, 1)).toEqual([['a'], ['b'], ['c']]);
  lin.deleteRows(id, 7, 2, 1);
  lin.undo(id);
  lin.moveRows(id, 7, 3, 1, 1);
  expect(grid(3, 1)).toEqual([['c'], ['a'], ['b']]);
  lin.undo(id);
  expect(grid(3, 1)).toEqual([['a'], ['b'], ['c']]);
  expect(() => lin.undo(id)).toThrow('nothing to undo');
});

test('a version brings the whole file back and leaves properties alone (VER-1)', () => {
  const { rt, lin, id, at } = desk([['a']]);
  lin.edit(id, 7, 1, 1, 'kept');
  const then = rt.now;
  rt.wait(60_000);
  batch(
    rt,
    id,
    { addSheet: { properties: { sheetId: 8, title: '_meta', hidden: true } } },
    { addFilterView: { filter: { filterViewId: 3, range: { sheetId: 8 } } } },
  );
  script(rt, `PropertiesService.getScriptProperties().setProperty('mark', '3')`);
  lin.edit(id, 7, 1, 1, 'later');
  lin.restoreVersion(id, then);
  expect(at(1, 1)).toEqual({ v: 'kept' });
  expect(rt.store.spreadsheet(id).sheets.map((s) => s.sheetId)).toEqual([7]);
  expect(rt.store.state.scriptProperties).toEqual({ mark: '3' });
  lin.restoreVersion(id, rt.store.state.versions[id]!.at(-2)!.id);
  expect([at(1, 1), rt.store.spreadsheet(id).sheets.length]).toEqual([{ v: 'later' }, 2]);
});

test('a duplicated tab has an id of its own and carries formats, validations and protections (TAB-1)', () => {
  const { rt, lin, id } = desk([['a']]);
  batch(rt, id, {
    addProtectedRange: {
      protectedRange: {
        protectedRangeId: 1,
        range: { sheetId: 7, startRowIndex: 0, endRowIndex: 1 },
        warningOnly: true,
      },
    },
  });
  lin.setNumberFormat(id, 7, { row: 1, col: 1, rows: 1, cols: 1 }, '0.0');
  const copy = lin.duplicateSheet(id, 7);
  const sheet = rt.store.sheet(id, copy);
  expect([sheet.title, rt.store.cell(id, copy, 1, 1)]).toEqual(['「登記」的副本', { v: 'a', nf: '0.0' }]);
  expect(Object.values(sheet.protectedRanges)).toEqual([
    expect.objectContaining({ range: { sheetId: copy, startRowIndex: 0, endRowIndex: 1 } }),
  ]);
  lin.edit(id, copy, 1, 1, '2');
  expect(rt.store.cell(id, 7, 1, 1).v).toBe('a');
});

test('merge, find and replace, duplicates, cut, copy with formats (VAL-8)', () => {
  const { lin, id, grid, at } = desk([
    ['a', 'b'],
    ['a', 'b'],
    ['xa', 5],
  ]);
  lin.removeDuplicates(id, 7, { row: 1, col: 1, rows: 3, cols: 2 });
  expect(grid(3, 2)).toEqual([
    ['a', 'b'],
    ['xa', 5],
    [null, null],
  ]);
  expect(lin.replaceAll(id, 'a', '1')).toBe(2);
  expect(grid(2, 2)).toEqual([
    [1, 'b'],
    ['x1', 5],
  ]);
  lin.setNumberFormat(id, 7, { row: 2, col: 2, rows: 1, cols: 1 }, '0.0');
  lin.copy(id, { sheetId: 7, row: 2, col: 2, rows: 1, cols: 1 }, { sheetId: 7, row: 4, col: 1 });
  expect(at(4, 1)).toEqual({ v: 5, nf: '0.0' });
  lin.cut(id, 7, { row: 1, col: 1, rows: 2, cols: 1 }, { row: 1, col: 3 });
  expect(grid(2, 3)).toEqual([
    [null, 'b', 1],
    [null, 5, 'x1'],
  ]);
  lin.merge(id, 7, { row: 1, col: 2, rows: 1, cols: 2 });
  expect(grid(1, 3)).toEqual([[null, 'b', null]]);
});

test('listeners hear which rows changed', () => {
  const { rt, lin, id } = desk(Array.from({ length: 300 }, (_, i) => [i]));
  const heard: unknown[] = [];
  const stop = rt.onChange((c) => heard.push(c));
  lin.edit(id, 7, 200, 1, 'x');
  stop();
  lin.edit(id, 7, 1, 1, 'y');
  expect(heard.filter((c) => (c as { kind: string }).kind === 'sheet')).toEqual([
    { kind: 'sheet', id, sheetId: 7, rows: [199, 200] },
  ]);
});
