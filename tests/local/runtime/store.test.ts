// The store: chunked rows against plain arrays, forks, ranges that move, zones and serials.

import fc from 'fast-check';
import { createRuntime } from '../../../local/runtime';
import { displayValue } from '../../../local/runtime/store/display';
import { EMPTY_GRID, rowAt, rowsBetween, spliceRows, updateRows, type Grid } from '../../../local/runtime/store/grid';
import { Log } from '../../../local/runtime/store/log';
import { a1Of, afterDelete, afterInsert, afterMove, parseA1 } from '../../../local/runtime/store/ranges';
import { civilAt, civilOfSerial, epochOf, epochOfSerial, offsetAt, serialOf } from '../../../local/runtime/zones';

type Step = { splice: [number, number, number] } | { update: [number, number] };

test('chunked rows behave as one array, whatever is spliced and updated', () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ splice: fc.tuple(fc.nat(400), fc.nat(80), fc.nat(200)) }),
    fc.record({ update: fc.tuple(fc.nat(400), fc.nat(150)) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let grid: Grid = EMPTY_GRID;
      let plain: unknown[][] = [];
      let n = 0;
      for (const s of steps) {
        if ('splice' in s) {
          const [at, remove, insert] = s.splice;
          const rows = Array.from({ length: insert }, () => [n++]);
          if (at >= plain.length && insert === 0) continue;
          while (plain.length < at) plain.push([]);
          plain = [...plain.slice(0, at), ...rows, ...plain.slice(at + remove)];
          grid = spliceRows(grid, at, remove, rows);
        } else {
          const [start, size] = s.update;
          const mark = n++;
          grid = updateRows(grid, start, start + size, (row, i) => (i % 3 === 0 ? [mark] : row));
          for (let i = start; i < start + size; i++) {
            if (i % 3 !== 0) continue;
            while (plain.length <= i) plain.push([]);
            plain[i] = [mark];
          }
        }
        expect(rowsBetween(grid, 0, plain.length)).toEqual(plain);
        expect(grid.length).toBe(grid.chunks.reduce((sum, c) => sum + c.rows.length, 0));
        expect(rowAt(grid, 7)).toEqual(plain[7] ?? []);
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('an update copies the chunks it touches and shares the others', () => {
  const grid = spliceRows(
    EMPTY_GRID,
    0,
    0,
    Array.from({ length: 1000 }, (_, i) => [i]),
  );
  const next = updateRows(grid, 500, 501, () => ['x']);
  expect(next.chunks.filter((c, i) => c !== grid.chunks[i])).toHaveLength(1);
});

test('a list that two forks append to keeps them apart', () => {
  const base = Log.empty<string>().add('a');
  const [left, right] = [base.add('l'), base.add('r')];
  expect([base.list(), left.list(), right.add('s').list(), left.last]).toEqual([
    ['a'],
    ['a', 'l'],
    ['a', 'r', 's'],
    'l',
  ]);
});

test('a fork writes 100,000 rows apart from its origin', () => {
  const office = createRuntime({ start: '2026-03-02T09:00+08:00', zone: 'Asia/Taipei', owner: 'office@demo.example' });
  office.install('engine', {
    'Code.js': `function make() { return Sheets.Spreadsheets.create({ sheets: [{ properties: { sheetId: 7 } }] }).spreadsheetId; }`,
  });
  const id = office.run('make').result as string;
  office.store.putRows(
    id,
    7,
    1,
    Array.from({ length: 100_000 }, (_, i) => [i, `t${i}`]),
  );
  const fork = office.fork();
  fork.person('office@demo.example').edit(id, 7, 50_000, 1, 'x');
  expect([office.store.cell(id, 7, 50_000, 1).v, fork.store.cell(id, 7, 50_000, 1).v]).toEqual([49_999, 'x']);
  expect(fork.store.sheet(id, 7).rowCount).toBe(100_000);
});

test('ranges follow inserts, deletes and moves', () => {
  const range = { sheetId: 1, startRowIndex: 5, endRowIndex: 8 };
  const rows = (r: { startRowIndex?: number; endRowIndex?: number } | undefined): unknown =>
    r && [r.startRowIndex, r.endRowIndex];
  expect([0, 5, 6, 8].map((at) => rows(afterInsert(range, 'ROWS', at, 2)))).toEqual([
    [7, 10],
    [7, 10],
    [5, 10],
    [5, 8],
  ]);
  expect(
    [
      [0, 2],
      [4, 6],
      [5, 8],
      [7, 20],
      [8, 9],
    ].map(([a, b]) => rows(afterDelete(range, 'ROWS', a!, b!))),
  ).toEqual([[3, 6], [4, 6], undefined, [5, 7], [5, 8]]);
  expect(rows(afterMove(range, 'ROWS', 5, 8, 0))).toEqual([0, 3]);
  expect(rows(afterMove(range, 'ROWS', 0, 1, 20))).toEqual([4, 7]);
  expect(rows(afterMove(range, 'ROWS', 10, 12, 0))).toEqual([7, 10]);
});

test('A1 there and back', () => {
  expect(
    ['A1', 'Z9', 'AA10', 'B2:ZZ5'].map((text) => {
      const r = parseA1(text)!.range;
      return a1Of({
        top: r.startRowIndex!,
        left: r.startColumnIndex!,
        bottom: r.endRowIndex!,
        right: r.endColumnIndex!,
      });
    }),
  ).toEqual(['A1', 'Z9', 'AA10', 'B2:ZZ5']);
  expect(parseA1("'It''s 登記'!B2:C")).toEqual({
    title: "It's 登記",
    range: { startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 3 },
  });
  expect(parseA1('登記!')).toBeUndefined();
});

test('wall times in a gap are later, in an overlap the first; serials are local to the sheet (DAT-2, DAT-3)', () => {
  const berlin = (hour: number, month: number, day: number): string =>
    new Date(epochOf('Europe/Berlin', { year: 2026, month, day, hour, minute: 30 })).toISOString();
  expect([berlin(2, 3, 29), berlin(2, 10, 25), berlin(3, 10, 25)]).toEqual([
    '2026-03-29T01:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T02:30:00.000Z',
  ]);
  expect(offsetAt('Australia/Lord_Howe', Date.UTC(2026, 6, 1))).toBe(10.5 * 3_600_000);
  expect(serialOf('Asia/Taipei', Date.parse('1899-12-31T00:00+08:00'))).toBe(1);
  expect(serialOf('Asia/Taipei', Date.parse('2026-03-02T12:00+08:00'))).toBe(46083.5);
  expect(epochOfSerial('America/New_York', 46083.5)).toBe(Date.parse('2026-03-02T12:00-05:00'));
  expect(civilOfSerial(46083.5)).toMatchObject({ year: 2026, month: 3, day: 2, hour: 12 });
  expect(civilAt('Pacific/Apia', Date.parse('2011-12-30T09:59:59Z'))).toMatchObject({ day: 29, hour: 23 });
});

test.each([
  [46083.604, 'yyyy-mm-dd hh:mm', '2026-03-02 14:29'],
  [46083.604, 'm/d h:mm am/pm', '3/2 2:29 PM'],
  [46083, 'yyyy"年"m"月"d"日"', '2026年3月2日'],
  [46083, 'ddd d mmm yy', 'Mon 2 Mar 26'],
  [1234.567, '#,##0.00', '1,234.57'],
  [0.125, '0.0%', '12.5%'],
  [-5, '0;(0)', '(5)'],
  [7, '000', '007'],
  [1.5, '0.0##', '1.5'],
  [1234, '"NT$"#,##0', 'NT$1,234'],
  [0.1 + 0.2, undefined, '0.3'],
  [true, undefined, 'TRUE'],
  [null, undefined, ''],
])('%j through %j shows %j', (value, pattern, shown) => {
  expect(displayValue(value, pattern)).toBe(shown);
});
