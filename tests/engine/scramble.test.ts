// The guard against half a sort: rows that hold each other's values are not adopted; what people really do to many rows is.
import fc from 'fast-check';
import { isScrambled, type TouchedRow } from '../../src/engine/scramble';

const places = ['倉庫', '三樓', '大廳', '會議室', '機房'];
const record = (i: number) => ({
  $number: `TKT-2026-${String(i).padStart(4, '0')}`,
  $state: ['待回應', '處理中', '已修復'][i % 3]!,
  $next: '',
  place: places[(i * 7) % 5]!,
  fault: `故障 ${i}`,
  cost: i * 10,
});
type Shown = ReturnType<typeof record>;
const all = (n: number) => Array.from({ length: n }, (_, i) => record(i + 1));
/** Rows as the sheet holds them after an act, beside what their records show. */
const touched = (shown: Shown[], held: Shown[]): TouchedRow[] =>
  shown.map((shows, i) => ({
    id: shows.$number,
    shows,
    holds: held[i]!,
    changed: (Object.keys(shows) as (keyof Shown)[]).filter((k) => shows[k] !== held[i]![k]),
  }));
const set = (rows: Shown[], change: Partial<Shown>) => rows.map((r) => ({ ...r, ...change }));

test('a sort of everything but the number column', () => {
  const rows = all(30);
  const sorted = [...rows]
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map((r, i) => ({ ...r, $number: rows[i]!.$number }));
  expect(isScrambled(touched(rows, sorted), 30)).toBe(true);
});

test('a sort of two columns only', () => {
  const rows = all(30);
  const order = [...rows].reverse();
  const sorted = rows.map((r, i) => ({ ...r, fault: order[i]!.fault, cost: order[i]!.cost }));
  expect(isScrambled(touched(rows, sorted), 30)).toBe(true);
});

test('a block pasted one row too low', () => {
  const rows = all(20);
  const shifted = rows.map((r, i) => (i === 0 ? r : { ...rows[i - 1]!, $number: r.$number }));
  expect(isScrambled(touched(rows, shifted), 20)).toBe(true);
});

test('a sort with the number column differs in nothing', () => {
  const rows = [...all(30)].reverse();
  expect(isScrambled(touched(rows, rows), 30)).toBe(false);
});

test('thirty equal verbs', () => {
  const rows = all(30);
  expect(isScrambled(touched(rows, set(rows, { $next: '結案' })), 30)).toBe(false);
});

test('one value filled down, also one that many rows had', () => {
  const rows = all(30);
  expect(isScrambled(touched(rows, set(rows, { place: '倉庫' })), 30)).toBe(false);
  expect(isScrambled(touched(rows, set(rows, { fault: rows[0]!.fault })), 30)).toBe(false);
  expect(isScrambled(touched(rows, set(rows, { place: '' })), 30)).toBe(false);
});

test('find and replace, and new costs for all', () => {
  const rows = all(30);
  expect(
    isScrambled(
      touched(
        rows,
        rows.map((r) => ({ ...r, fault: r.fault.replace('故障', '損壞') })),
      ),
      30,
    ),
  ).toBe(false);
  expect(
    isScrambled(
      touched(
        rows,
        rows.map((r) => ({ ...r, cost: r.cost + 5 })),
      ),
      30,
    ),
  ).toBe(false);
});

test('two rows that swapped values are an edit, in a large register ten are as well', () => {
  const two = all(2);
  expect(isScrambled(touched(two, [two[1]!, two[0]!]), 2)).toBe(false);
  const ten = all(10);
  const reversed = [...ten].reverse().map((r, i) => ({ ...r, $number: ten[i]!.$number }));
  expect(isScrambled(touched(ten, reversed), 1000)).toBe(false);
  expect(isScrambled(touched(ten, reversed), 100)).toBe(true);
});

test('any real permutation of more than ten rows is caught, any overwriting by new texts is not', () => {
  const rows = all(16);
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: 16, maxLength: 16 }), (order) => {
      const held = order.map((r, i) => ({ ...r, $number: rows[i]!.$number }));
      const moved = touched(rows, held).filter((r) => r.changed.length > 0);
      fc.pre(moved.length > 10);
      expect(isScrambled(moved, 16)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 16, maxLength: 16 }), (texts) => {
      const held = rows.map((r, i) => ({ ...r, fault: `新 ${texts[i]!}` }));
      expect(isScrambled(touched(rows, held), 16)).toBe(false);
    }),
  );
});
