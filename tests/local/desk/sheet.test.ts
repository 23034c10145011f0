// A tab as it is painted: formulas of conditional formats, colours, merges, choices and pages of rows.

import { createRuntime, type Sheet, type Slot, type Spreadsheet } from '../../../local/runtime/index.ts';
import { gridOf } from '../../../local/runtime/store/grid.ts';
import { newSheet } from '../../../local/runtime/store/store.ts';
import { compileFormula, truth, Unknown, type Scalar } from '../../../local/desk/sheet/formula.ts';
import { choicesOf, PAGE, paint } from '../../../local/desk/sheet/paint.ts';

const NOW = Date.parse('2026-03-02T09:00+08:00');

describe('formulas of conditional formats', () => {
  const cells: Record<string, Scalar> = {
    '1:3': '✎ 修好了 還缺：處理結果、費用',
    '2:3': '✓ 09:02 收件',
    '1:14': 46083.2,
  };
  const holds = (formula: string, row: number): boolean =>
    truth(compileFormula(formula, 46083.375)((r, c) => cells[`${r}:${c}`] ?? null, row - 1, 0));

  test.each([
    ['=ISNUMBER(SEARCH("還缺", $D2))', true, false],
    ['=AND(ISNUMBER(FIND("處理結果",$D2)), LEFT($D2,1)="✎")', true, false],
    ['=NOT(ISBLANK($D2))', true, true],
    ['=REGEXMATCH($D2, "^✓")', false, true],
    ['=AND($O2<>"",$O2<NOW())', true, false],
    ['=IFERROR(SEARCH("收件",$D2)>0,FALSE)', false, true],
    ['=LEN($D2)*0=1', false, false],
  ])('%s', (formula, second, third) => {
    expect([holds(formula, 1), holds(formula, 2)]).toEqual([second, third]);
  });

  test('what is not supported says so', () => {
    expect(() => compileFormula('=VLOOKUP(A1,B:C,2)', 0)).toThrow(Unknown);
    expect(() => compileFormula('=LET(x,1,x)', 0)).toThrow(Unknown);
  });
});

function fileOf(sheet: Sheet, ...more: Sheet[]): Spreadsheet {
  const { store } = createRuntime({
    start: '2026-03-02T09:00+08:00',
    zone: 'Asia/Taipei',
    owner: 'office@demo.example',
  });
  store.putSpreadsheet({
    id: 'S',
    name: 'S',
    locale: 'zh_TW',
    zone: 'Asia/Taipei',
    sheets: [sheet, ...more],
    namedRanges: {},
    owner: '',
    created: 0,
    modified: 0,
  });
  return store.spreadsheet('S');
}

const find = (p: ReturnType<typeof paint>, row: number, col: number) =>
  p.rows.find((r) => r.row === row)?.cells.find((c) => c.col === col);

test('a rule colours only the rows where it holds, over the cell’s own look, and the first rule wins', () => {
  const rule = (formula: string, red: number) => ({
    ranges: [{ sheetId: 1, startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }],
    booleanRule: {
      condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] },
      format: { backgroundColor: { red } },
    },
  });
  const sheet: Sheet = {
    ...newSheet(1, 'T', 50, 5),
    frozenRows: 1,
    grid: gridOf([
      ['a', 'b'],
      ['x', { v: 'own', fmt: { bg: '#00ff00', bold: true } }],
      ['y', 'plain'],
    ]),
    conditionalFormats: [rule('=$A2="x"', 1), rule('=TRUE', 0.2), rule('=NOSUCH(A1)', 0.9)],
  };
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const p = paint(fileOf(sheet), sheet, 1, NOW);
  expect(find(p, 2, 2)?.look).toEqual({ bg: '#ff0000', bold: true });
  expect(find(p, 3, 2)?.look.bg).toBe('#330000');
  expect(find(p, 3, 1)?.look.bg).toBeUndefined();
  paint(fileOf(sheet), sheet, 1, NOW);
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});

test('dates and money show through their formats; links, merges and check boxes are recognised', () => {
  const cells: Slot[] = [
    { v: 46083, nf: 'yyyy/m/d' },
    { v: 12000, nf: '#,##0' },
    { v: 'ab cd', runs: [{ start: 0, link: 'https://x' }, { start: 2 }] },
    { v: true, dv: { condition: { type: 'BOOLEAN' } } },
    'wide',
  ];
  const sheet: Sheet = {
    ...newSheet(1, 'T', 50, 6),
    grid: gridOf([cells]),
    merges: [{ sheetId: 1, startRowIndex: 0, endRowIndex: 2, startColumnIndex: 4, endColumnIndex: 6 }],
  };
  const p = paint(fileOf(sheet), sheet, 1, NOW);
  expect(find(p, 1, 1)?.text).toBe('2026/3/2');
  expect(find(p, 1, 2)?.text).toBe('12,000');
  expect(find(p, 1, 3)?.pieces).toEqual([
    { text: 'ab', link: 'https://x' },
    { text: ' cd', link: null },
  ]);
  expect(find(p, 1, 4)?.checkbox).toBe(true);
  expect(find(p, 1, 5)).toMatchObject({ colspan: 2, rowspan: 2 });
  expect(find(p, 1, 6)).toBeUndefined();
  expect(find(p, 2, 5)).toBeUndefined();
});

test('a long sheet opens at its newest rows and keeps its header', () => {
  const rows = [['No.'], ...Array.from({ length: 950 }, (_, i) => [`T-${i + 1}`])];
  const sheet: Sheet = { ...newSheet(1, 'T', 2000, 3), frozenRows: 1, grid: gridOf(rows) };
  const first = paint(fileOf(sheet), sheet, 1, NOW);
  expect(first.rows[0]?.cells[0]?.text).toBe('No.');
  expect([first.from, first.to, first.last]).toEqual([752, 951, 951]);
  const last = paint(fileOf(sheet), sheet, 99, NOW);
  expect([last.from, last.rows.at(-1)?.row]).toEqual([2, 151]);
  expect(first.rows.length).toBeLessThan(PAGE + 20);
});

test('choices come from a list or from a range of another sheet, blank ones left out', () => {
  const dv = (type: string, ...values: string[]): Slot => ({
    v: null,
    dv: { condition: { type, values: values.map((userEnteredValue) => ({ userEnteredValue })) }, inputMessage: 'help' },
  });
  const sheet: Sheet = {
    ...newSheet(1, 'T', 50, 5),
    grid: gridOf([
      [dv('ONE_OF_LIST', 'a', 'b', 'a'), dv('ONE_OF_RANGE', "='_ref'!$B$2:$B$9"), dv('ONE_OF_RANGE', '=_ref!$B$2:$B')],
    ]),
  };
  const ref: Sheet = {
    ...newSheet(2, '_ref'),
    hidden: true,
    grid: gridOf([
      ['x', 'head'],
      ['x', '王淑芬'],
      ['x', undefined],
      ['x', '林小華'],
    ]),
  };
  const file = fileOf(sheet, ref);
  expect(choicesOf(file, sheet, 1, 1)).toEqual({ entries: ['a', 'b'], help: 'help' });
  expect(choicesOf(file, sheet, 1, 2).entries).toEqual(['王淑芬', '林小華']);
  expect(choicesOf(file, sheet, 1, 3).entries).toEqual(['王淑芬', '林小華']);
  expect(choicesOf(file, sheet, 2, 1).entries).toEqual([]);
});
