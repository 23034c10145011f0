// Numbers of records: offices' own ways of writing them, there and back.
import fc from 'fast-check';
import { formatNumber, numberIn, parseNumber, seriesOf } from '../../src/engine/number';

const parts = { date: '2026-03-02', dept: 'ADM' };

test.each([
  ['TKT-{year}-{00000}', 17, 'TKT-2026-00017', 'TKT-2026-{00000}'],
  ['DSP-{roc}-{000}', 1, 'DSP-115-001', 'DSP-115-{000}'],
  ['財字第{000}號', 12, '財字第012號', '財字第{000}號'],
  ['{roc}{month}{000}', 1000, '115031000', '11503{000}'],
  ['{dept}-{year}{month}-{00}', 7, 'ADM-202603-07', 'ADM-202603-{00}'],
  ['({roc})行字第{0000}號', 3, '(115)行字第0003號', '(115)行字第{0000}號'],
  ['ASSET-{00000}', 123456, 'ASSET-123456', 'ASSET-{00000}'],
])('%s, number %d is %s', (pattern, n, id, series) => {
  expect(formatNumber(pattern, parts, n)).toBe(id);
  expect(seriesOf(pattern, parts)).toBe(series);
  expect(parseNumber(pattern, id)).toEqual({ series, n });
});

test('what is no number of the pattern', () => {
  const read = (id: string) => parseNumber('TKT-{year}-{0000}', id);
  expect(
    ['', 'TKT-2026-17', 'TKT-26-0017', 'XTKT-2026-0017', 'TKT-2026-0017x', 'TKT-2026-0017 3F', 'TKT-2026-00017'].map(
      read,
    ),
  ).toEqual(Array(7).fill(null));
});

test('a new year is a new series', () => {
  expect(seriesOf('TKT-{year}-{0000}', { date: '2027-01-01' })).not.toBe(seriesOf('TKT-{year}-{0000}', parts));
  expect(seriesOf('ASSET-{0000}', { date: '2027-01-01' })).toBe(seriesOf('ASSET-{0000}', parts));
});

test('a pattern without a counter is refused', () => {
  expect(() => formatNumber('TKT-{year}', parts, 1)).toThrow(expect.objectContaining({ code: 'number.no-counter' }));
});

test('there and back, whatever stands around the counter', () => {
  const plain = fc.string({ maxLength: 4 }).map((s) => s.replace(/[{}\d]/g, ''));
  const head = fc.array(fc.constantFrom('{year}', '{roc}', '{month}'), { maxLength: 2 });
  fc.assert(
    fc.property(
      plain,
      head,
      fc.constantFrom('-', '/', '第'),
      fc.integer({ min: 1, max: 6 }),
      plain,
      fc.integer({ min: 1, max: 9_999_999 }),
      (a, b, dash, zeros, c, n) => {
        const pattern = `${a}${b.join(dash)}${dash}{${'0'.repeat(zeros)}}${c}`;
        const series = seriesOf(pattern, parts);
        expect(parseNumber(pattern, numberIn(series, n))).toEqual({ series, n });
      },
    ),
  );
});
