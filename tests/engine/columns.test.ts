// Which column is which field: text first, the mirror's values in doubt, stopping only where two claim equally (I13).
import fc from 'fast-check';
import {
  birthOrder,
  columnLabel,
  readHeader,
  settleColumns,
  type Columns,
  type Sample,
} from '../../src/engine/columns';
import { project } from '../../src/engine/project';
import { sameCell } from '../../src/engine/values';
import type { HeaderMemory } from '../../src/engine/meta';
import type { Cell, Rec } from '../../src/engine/types';
import { Office } from './case';

const office = new Office();
const tickets = office.register('tickets');
const keys = birthOrder(tickets);
const born = keys.map((key) => columnLabel(tickets, key)['zh-TW']!);
const memory = (known: Record<string, string[]> = {}): HeaderMemory => ({
  headerRow: 0,
  known,
  order: [],
  frozen: null,
});
const recs: Rec[] = ['卡紙', '燈不亮', '漏水', '沒電'].map((fault, i) =>
  office.ticket({ fault, place: i % 2 ? 'warehouse' : 'print_corner_3f', why: `原因 ${i}` }),
);
const col = (key: string) => keys.indexOf(key);
const changed = (change: (header: string[]) => void): string[] => {
  const header = [...born];
  change(header);
  return header;
};
/** Live rows as they stand under a header whose columns were taken from birth positions `from`; -1 = empty. */
function samples(from: number[] = keys.map((_, i) => i)): Sample[] {
  return recs.map((rec) => {
    const row = project(tickets, rec, office.ref, office.now);
    const shows = Object.fromEntries(Object.entries(row).map(([k, s]) => [k, s.value]));
    return { shows, cells: from.map((i): Cell => (i < 0 ? '' : (shows[keys[i]!] ?? ''))) };
  });
}
const settled = (header: string[], rows: Sample[], known = memory()) =>
  settleColumns(readHeader(tickets, known, [header])!, rows, sameCell);

test('as born: every column is found, none is foreign', () => {
  const columns = readHeader(tickets, undefined, [born])!;
  expect(columns).toMatchObject({ headerRow: 0, foreign: [], missing: [], doubled: [] });
  keys.forEach((key, i) => expect(columns.at[key]).toBe(i));
});

test('in other languages, widths and with line breaks', () => {
  const header = changed((h) => {
    h[col('fault')] = 'What is\nWRONG';
    h[col('place')] = ' 地 點 ';
    h[col('cost')] = 'Ｃｏｓｔ';
  });
  expect(readHeader(tickets, memory(), [header])!.missing).toEqual([]);
});

test('a title row above, blank rows, and no header at all', () => {
  expect(readHeader(tickets, memory(), [['三月報修'], [], born])).toMatchObject({ headerRow: 2, missing: [] });
  expect(readHeader(tickets, memory(), [[], [], [], [], [], born])).toBeNull();
  expect(
    readHeader(tickets, memory(), [
      ['a', 'b'],
      [1, 2],
    ]),
  ).toBeNull();
  expect(readHeader(tickets, memory(), [])).toBeNull();
});

test('moved columns are where they are', () => {
  const order = keys.map((_, i) => i).reverse();
  const columns = readHeader(tickets, memory(), [order.map((i) => born[i]!)])!;
  keys.forEach((key, i) => expect(columns.at[key]).toBe(order.indexOf(i)));
});

test('renamed: the values say which it is; learned, the new text is known without them', () => {
  const header = changed((h) => (h[col('fault')] = '哪裡壞了'));
  const { columns, renamed, undecided } = settled(header, samples());
  expect(renamed).toEqual(['fault']);
  expect(undecided).toEqual([]);
  expect(columns.at.fault).toBe(col('fault'));
  expect(readHeader(tickets, memory({ fault: ['哪裡壞了', '故障描述'] }), [header])!.missing).toEqual([]);
});

test('what people called a column wins over the label of another', () => {
  const header = changed((h) => {
    h[col('why')] = '費用說明';
    h[col('cost')] = '原因';
  });
  const columns = readHeader(tickets, memory({ cost: ['原因'], why: ['費用說明'] }), [header])!;
  expect(columns.at).toMatchObject({ cost: col('cost'), why: col('why') });
});

test('a private column is nobody’s field, whatever it is called', () => {
  const header = [...born, '我的備註', 'constructor', '__proto__', 'toString', ''];
  const { columns, renamed } = settled(header, samples([...keys.map((_, i) => i), -1, -1, -1, -1, -1]));
  expect(renamed).toEqual([]);
  expect(columns.foreign).toEqual([born.length, born.length + 1, born.length + 2, born.length + 3]);
  expect(Object.keys(columns.at).sort()).toEqual([...keys].sort());
});

test('copied: the one whose values are the records’ is the field, the copy is foreign', () => {
  const header = [...born, born[col('fault')]!];
  const rows = samples([...keys.map((_, i) => i), -1]);
  const { columns, undecided } = settled(header, rows);
  expect(undecided).toEqual([]);
  expect(columns.at.fault).toBe(col('fault'));
  expect(columns.foreign).toContain(born.length);
  const swapped = samples([...keys.map((_, i) => (i === col('fault') ? -1 : i)), col('fault')]);
  expect(settled(header, swapped).columns.at.fault).toBe(born.length);
});

test('two equal claims are not decided', () => {
  const header = [...born, born[col('fault')]!];
  expect(settled(header, samples([...keys.map((_, i) => i), col('fault')])).undecided).toEqual(['fault']);
  const renamedTwice = changed((h) => (h[col('fault')] = '甲')).concat('乙');
  expect(settled(renamedTwice, samples([...keys.map((_, i) => i), col('fault')])).undecided).toEqual(['fault']);
});

test('deleted: the field is missing, and no other column is taken for it', () => {
  const header = born.filter((_, i) => i !== col('fault')).concat('我的備註');
  const { columns, renamed, undecided } = settled(
    header,
    samples(
      keys
        .map((_, i) => i)
        .filter((i) => i !== col('fault'))
        .concat(-1),
    ),
  );
  expect(columns.missing).toEqual(['fault']);
  expect([renamed, undecided]).toEqual([[], []]);
});

test('before there is any row a header is renamed in its place; moved as well, it is not guessed', () => {
  const header = changed((h) => (h[col('fault')] = '哪裡壞了'));
  const ask = (texts: string[]) => settleColumns(readHeader(tickets, memory(), [texts])!, [], sameCell, keys);
  expect(ask(header)).toMatchObject({ renamed: ['fault'], undecided: [], columns: { at: { fault: col('fault') } } });
  expect(ask([...header.filter((t) => t !== '哪裡壞了'), '哪裡壞了']).columns.missing).toEqual(['fault']);
  expect(ask([...born, '我的備註']).renamed).toEqual([]);
});

test('the number column renamed is found by its numbers, deleted it is missing', () => {
  const header = changed((h) => (h[0] = 'Nr'));
  expect(settled(header, samples()).columns.at.$number).toBe(0);
  expect(settled(born.slice(1), samples(keys.map((_, i) => i).slice(1))).columns.missing).toContain('$number');
});

test('any shuffle with private columns in between is read back to the same fields', () => {
  const some = fc.shuffledSubarray(
    keys.map((_, i) => i),
    { minLength: keys.length, maxLength: keys.length },
  );
  fc.assert(
    fc.property(some, fc.array(fc.nat(keys.length), { maxLength: 4 }), (order, gaps) => {
      const header: string[] = order.map((i) => born[i]!);
      for (const gap of gaps) header.splice(gap, 0, `我的 ${gap}`);
      const columns: Columns = readHeader(tickets, memory(), [header])!;
      keys.forEach((key, i) => expect(header[columns.at[key]!]).toBe(born[i]));
      expect(columns.foreign).toHaveLength(gaps.length);
    }),
    { numRuns: 100 },
  );
});
