// The text of a document as blocks: what is written becomes structure, what was filled in never does.
import fc from 'fast-check';
import { parsePaper, protect, saidBy, SIGNATURES, type Block } from '../../src/engine/paper';

const kinds = (text: string): string[] => parsePaper(text, []).map((b) => b.kind);

test('headings, lines, lists, page ends', () => {
  expect(parsePaper('# 單\n## 一\n\n甲\n乙\n> 右\n\n- 一\n  - 二\n1. 三\n---\n', [])).toMatchObject([
    { kind: 'heading', level: 1 },
    { kind: 'heading', level: 2 },
    { kind: 'line', tight: false },
    { kind: 'line', tight: true },
    { kind: 'line', side: 'right', tight: true },
    { kind: 'item', ordered: false, depth: 0 },
    { kind: 'item', ordered: false, depth: 1 },
    { kind: 'item', ordered: true, depth: 0 },
    { kind: 'page' },
  ]);
});

test('a table has names, sides and widths from its row of dashes', () => {
  const [named] = parsePaper('| 品名 | 數量 |\n|------|--:|\n| 紙 | 2 |', []);
  expect(named).toMatchObject({ kind: 'table', head: true, sides: ['left', 'right'], widths: [6, 2] });
  const [bare] = parsePaper('|--|----|\n| **編號** | A1 |\n| **備註** |', []);
  expect(bare).toMatchObject({
    head: false,
    widths: [2, 4],
    rows: [
      [{ label: true }, { lines: [[{ text: 'A1' }]] }],
      [{ label: true }, { lines: [[]] }],
    ],
  });
});

test('boxes: a row of blank ones, and one for each who signed, at most four side by side', () => {
  const five = Array.from({ length: 5 }, (_x, i) => ({ label: `關${i}`, name: '', when: '', verdict: '' }));
  const blocks = parsePaper(`□ 移出人 □ 移入人\n\n${SIGNATURES}`, five) as Extract<Block, { kind: 'boxes' }>[];
  expect(blocks.map((b) => b.boxes.map((x) => x.label))).toEqual([
    ['移出人', '移入人'],
    ['關0', '關1', '關2'],
    ['關3', '關4'],
  ]);
  expect(parsePaper(SIGNATURES, [])).toEqual([]);
});

test('a backslash makes a plain letter of a sign', () => {
  expect(kinds('\\# 一\n\\- 二')).toEqual(['line', 'line']);
  expect(saidBy(parsePaper('| a\\|b |', []))).toBe('a|b');
});

test('a value’s lines stay lines of its place', () => {
  expect(parsePaper(`甲：${protect('一\n二')}`, [])).toMatchObject([{ tight: false }, { tight: true }]);
  const [table] = parsePaper(`| ${protect('一\r\n二')} |`, []);
  expect(table).toMatchObject({ rows: [[{ lines: [[{ text: '一' }], [{ text: '二' }]] }]] });
});

test('no value becomes structure, and every letter of it is kept', () => {
  const signs = fc.constantFrom(
    '#',
    '|',
    '-',
    '*',
    '**',
    '□',
    '>',
    '1.',
    '---',
    '{{signatures}}',
    '\\',
    '甲',
    ' x',
    '\ue0ff',
  );
  fc.assert(
    fc.property(fc.array(signs, { minLength: 1, maxLength: 12 }), (parts) => {
      const value = parts.join('').trim();
      const blocks = parsePaper(`值：${protect(value)}。\n\n| ${protect(value)} | z |`, [
        { label: '關', name: '', when: '', verdict: '' },
      ]);
      expect(blocks.map((b) => b.kind)).toEqual(['line', 'table']);
      const kept = value.replace(/\ue0ff/g, '').trim();
      expect(saidBy(blocks.slice(0, 1))).toBe(`值：${value.replace(/\ue0ff/g, '')}。`);
      expect(saidBy(blocks.slice(1)).split(' | z')[0]!.trim()).toBe(kept);
    }),
  );
});

test('a value alone in its line begins nothing either', () => {
  for (const value of ['# 標題', '- 項目', '1. 項目', '| 格 |', '□ 章', '---', '> 右'])
    expect([value, kinds(protect(value))]).toEqual([value, ['line']]);
});
