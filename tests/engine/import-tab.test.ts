// The tab as cells: where its frame lies, and which rows are in, whatever people do to their order and to the marks.
import fc from 'fast-check';
import { frameOf, marked, markOf, printOf, rowsOf, settled, standing, UNDONE } from '../../src/engine/import-tab';
import { demoModel } from '../model/office-model';

const assets = demoModel().registers.assets!;
const LABELS = ['① 登記簿', '④ 匯入', '合計', '③ 對應欄位', '② 表頭貼在 B5 →'];
const frame = LABELS.map((label) => [label]);

test('the frame is found where rows were put above it, in any language, and not guessed', () => {
  expect(frameOf(frame)).toEqual({ top: 0, bare: false, shifted: false });
  expect(frameOf([[], ['x'], ...frame])).toMatchObject({ top: 2 });
  expect(frameOf(['① Register', '④ Import', 'Totals', '③ Fields', '② Paste at B5 →'].map((l) => [l]))).toMatchObject({
    top: 0,
  });
  expect(frameOf([])).toMatchObject({ top: 0, bare: true });
  expect(frameOf([...frame.slice(0, 4), ['財產編號']])).toMatchObject({ shifted: true });
  expect(frameOf([...frame.slice(0, 4), []])).toMatchObject({ shifted: false, bare: true });
  expect(frameOf([['a'], ['b'], ...frame.slice(2)])).toBeNull();
});

const tab = (lines: [string, ...string[]][]) => rowsOf(lines, 5);

test('content tells rows apart, not kind or trailing blanks', () => {
  expect(printOf(['a', 12000, ''])).toBe(printOf(['a', '12000']));
  expect(printOf(['a', 'b'])).not.toBe(printOf(['ab']));
  expect(
    tab([
      ['✓ x', ''],
      ['', 'a'],
      ['', ''],
    ]).map((r) => [r.row, r.print !== '']),
  ).toEqual([
    [5, false],
    [6, true],
  ]);
});

test('marks are numbers of this register', () => {
  expect(marked(assets, markOf('ASSET-00042'))).toBe('ASSET-00042');
  for (const text of ['✓ 可匯入', 'ASSET-00042', '✓ TKT-2026-0001', '✓ ASSET-00042 x'])
    expect(marked(assets, text)).toBeNull();
});

const entry = (cells: string[], id: string) => ({ batch: 'b', print: printOf(cells), id });

test('a row that is in keeps its mark; equal rows are in as often as the ledger says; an undone batch is out', () => {
  const ledger = standing([entry(['a'], 'ASSET-00001'), entry(['c'], 'ASSET-00002'), entry(['c'], 'ASSET-00003')]);
  const rows = tab([
    ['✓ ASSET-00003', 'c'],
    ['', 'c'],
    ['', 'c'],
    ['✓ ASSET-00001', 'b'],
    ['', 'a'],
  ]);
  expect(Object.fromEntries([...settled(assets, rows, ledger)].map(([row, one]) => [row, one.id]))).toEqual({
    5: 'ASSET-00003',
    6: 'ASSET-00002',
    9: 'ASSET-00001',
  });
  const gone = standing([entry(['a'], 'ASSET-00001'), { batch: 'b', print: UNDONE, id: 'ASSET-00001' }]);
  expect(settled(assets, rows, gone).size).toBe(0);
});

test('an imported row somebody edits is known by its mark; another ledger beside old marks is new', () => {
  const ledger = standing([entry(['a'], 'ASSET-00001'), entry(['b'], 'ASSET-00002'), entry(['c'], 'ASSET-00003')]);
  const edited = tab([
    ['✓ ASSET-00001', 'a'],
    ['✓ ASSET-00002', 'b'],
    ['✓ ASSET-00003', 'C!'],
  ]);
  expect(settled(assets, edited, ledger).get(7)).toEqual({ id: 'ASSET-00003', edited: true });
  const other = tab([
    ['✓ ASSET-00001', 'x'],
    ['✓ ASSET-00002', 'y'],
    ['✓ ASSET-00003', 'z'],
  ]);
  expect(settled(assets, other, ledger).size).toBe(0);
});

test('however rows are sorted and marks mixed, as many are in as the ledger holds, each number once', () => {
  const content = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(
      fc.array(content, { maxLength: 12 }),
      fc.array(content, { maxLength: 12 }),
      fc.array(fc.nat(14)),
      (inside, there, marks) => {
        const ledger = standing(inside.map((c, i) => entry([c], `ASSET-${String(i + 1).padStart(5, '0')}`)));
        const rows = tab(there.map((c, i) => [marks[i] ? `✓ ASSET-${String(marks[i]).padStart(5, '0')}` : '', c]));
        const found = [...settled(assets, rows, ledger).values()].filter((one) => !one.edited);
        const expected = ['a', 'b', 'c', 'd'].reduce(
          (sum, c) => sum + Math.min(inside.filter((x) => x === c).length, there.filter((x) => x === c).length),
          0,
        );
        expect(found).toHaveLength(expected);
        expect(new Set(found.map((one) => one.id)).size).toBe(found.length);
      },
    ),
  );
});
