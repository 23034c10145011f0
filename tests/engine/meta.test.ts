// From a number to its mirror row by arithmetic, over years, several series and rows in between.
import fc from 'fast-check';
import { mirrorRow, takeNumber, type Counter } from '../../src/engine/meta';
import { formatNumber, seriesOf } from '../../src/engine/number';
import { makeMeta } from './case';

const PATTERN = 'TKT-{year}-{0000}';
const counter = (): Counter => ({ rows: 0, series: {} });
const metaOf = (tickets: Counter) => makeMeta({ counters: { tickets } });
const take = (c: Counter, date: string): { id: string; row: number } => {
  const parts = { date, dept: '' };
  const { n, row } = takeNumber(c, seriesOf(PATTERN, parts));
  return { id: formatNumber(PATTERN, parts, n), row };
};

test('a series in a row is one extent; a year’s turn begins another', () => {
  const c = counter();
  const ids = ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'].map((d) => take(c, d));
  expect(ids).toEqual([
    { id: 'TKT-2026-0001', row: 1 },
    { id: 'TKT-2026-0002', row: 2 },
    { id: 'TKT-2027-0001', row: 3 },
    { id: 'TKT-2027-0002', row: 4 },
  ]);
  expect(Object.values(c.series).map((s) => s.extents)).toEqual([[[1, 0]], [[1, 2]]]);
  for (const { id, row } of ids) expect(mirrorRow(metaOf(c), 'tickets', PATTERN, id)).toBe(row);
});

test('a late row of the old year opens an extent of its own', () => {
  const c = counter();
  take(c, '2026-12-31');
  take(c, '2027-01-01');
  expect(take(c, '2026-12-31')).toEqual({ id: 'TKT-2026-0002', row: 3 });
  expect(mirrorRow(metaOf(c), 'tickets', PATTERN, 'TKT-2026-0001')).toBe(1);
  expect(mirrorRow(metaOf(c), 'tickets', PATTERN, 'TKT-2026-0002')).toBe(3);
  expect(mirrorRow(metaOf(c), 'tickets', PATTERN, 'TKT-2027-0001')).toBe(2);
});

test('numbers never given, of other series, registers or shapes have no row', () => {
  const c = counter();
  take(c, '2026-03-02');
  for (const id of [
    'TKT-2026-0002',
    'TKT-2026-0000',
    'TKT-2027-0001',
    'TKT-2026-',
    'ASSET-00001',
    '',
    'TKT-2026-1e9',
    'constructor',
  ])
    expect(mirrorRow(metaOf(c), 'tickets', PATTERN, id)).toBeNull();
  expect(mirrorRow(metaOf(c), 'assets', PATTERN, 'TKT-2026-0001')).toBeNull();
});

test('whatever the order of dates: no number twice, no row twice, and every number finds its row', () => {
  const dates = fc.array(fc.constantFrom('2025-12-31', '2026-01-01', '2026-06-30', '2027-01-01'), { maxLength: 60 });
  fc.assert(
    fc.property(dates, (list) => {
      const c = counter();
      const given = list.map((d) => take(c, d));
      expect(new Set(given.map((g) => g.id)).size).toBe(given.length);
      expect(given.map((g) => g.row)).toEqual(given.map((_, i) => i + 1));
      for (const { id, row } of given) expect(mirrorRow(metaOf(c), 'tickets', PATTERN, id)).toBe(row);
    }),
  );
});
