// What a cell holds: every spelling of register-sheet 4 is understood, what cannot be taken is said, nothing is guessed.
import fc from 'fast-check';
import type { Field, FieldType } from '../../src/model/types';
import type { Cell, Value } from '../../src/engine/types';
import { addDays, timeOf } from '../../src/engine/civil';
import {
  cleanText,
  parseCell,
  sameCell,
  showCell,
  type CellContext,
  type LinkCandidate,
} from '../../src/engine/values';
import { at, entry, makeField, makeRef, person } from './builders';

const ref = makeRef();
const assets: LinkCandidate[] = [
  { id: 'ASSET-00042', name: '3F 影印機' },
  { id: 'ASSET-00007', name: '投影機' },
];
const ctx: CellContext = {
  ref,
  now: at('2026-03-10 09:00'),
  lang: 'zh-TW',
  links: (_register, text) =>
    text === '財-0913' ? assets : assets.filter((one) => one.id === text || one.name === text),
  linkName: (id) => assets.find((one) => one.id === id)?.name ?? null,
};
const field = (type: FieldType, more: Partial<Field> = {}): Field =>
  makeField(type, { list: 'fault_categories', to: 'assets', ...more });
const parse = (type: FieldType, cell: Cell, more: Partial<CellContext> = {}) =>
  parseCell(field(type), cell, { ...ctx, ...more });
const value = (type: FieldType, cell: Cell, more: Partial<CellContext> = {}): Value | string => {
  const parsed = parse(type, cell, more);
  return parsed.ok ? parsed.value : 'words' in parsed ? `! ${parsed.words.code}` : `? ${parsed.lookup.text}`;
};

describe('dates', () => {
  test.each<[Cell, string]>([
    ['2026/3/2', '2026-03-02'],
    ['2026-03-02', '2026-03-02'],
    ['2026.3.2', '2026-03-02'],
    ['2026年3月2日', '2026-03-02'],
    ['115/3/2', '2026-03-02'],
    ['１１５／３／２', '2026-03-02'],
    ['115年3月2日', '2026-03-02'],
    ['民國 115 年 3 月 2 日', '2026-03-02'],
    ['1150302', '2026-03-02'],
    [1150302, '2026-03-02'],
    ['20260302', '2026-03-02'],
    [20260302, '2026-03-02'],
    ['3/2', '2026-03-02'],
    ['3月2日', '2026-03-02'],
    [46083, '2026-03-02'],
    [46083.9, '2026-03-02'],
    ['99/3/2', '2010-03-02'],
    ['2 Mar 2026', '2026-03-02'],
    ['March 2, 2026', '2026-03-02'],
    ['25/12/2026', '2026-12-25'],
    ['2028/2/29', '2028-02-29'],
    ['明天', '2026-03-11'],
    ['2026-03-02T10:00', '2026-03-02'],
  ])('%p is %s', (cell, date) => expect(value('date', cell)).toBe(date));

  test.each<Cell>([
    '下週三',
    '2026/2/29',
    '3/32',
    '03/04/2026',
    '26/3/2',
    '260302',
    260302,
    2026,
    3,
    3.2,
    0,
    -1,
    '3-2',
    '1e5',
    true,
    '2026-03-02T23:00Z',
    '9999-12-31',
    '1899-12-30',
    '12:30',
    'Null',
    '2 Market',
    '__proto__',
    'constructor',
  ])('%p is held', (cell) => expect(value('date', cell)).toBe('! value.not-date'));

  test('two digits of a year are Republic years in zh-TW alone', () => {
    expect(value('date', '99/3/2', { lang: 'zh-CN' })).toBe('! value.not-date');
  });
});

describe('times', () => {
  test.each<[Cell, string]>([
    ['14:00', '14:00'],
    ['2:30 pm', '14:30'],
    ['下午2點半', '14:30'],
    ['14點30分', '14:30'],
    ['12:00 am', '00:00'],
    ['上午 9點', '09:00'],
    [0.25, '06:00'],
    [0.9999999, '23:59'],
    ['2026/3/2 10:30', '2026-03-02T10:30'],
    ['3/2 下午2點', '2026-03-02T14:00'],
    ['115年3月2日 14:00', '2026-03-02T14:00'],
    [46083.5, '2026-03-02T12:00'],
    [46083, '2026-03-02T00:00'],
  ])('%p is %s', (cell, time) => expect(value('time', cell)).toBe(time));
  test.each<Cell>(['25:00', '12:60', '下午', '3/2', '14', 'noon', 5])('%p is held', (cell) =>
    expect(value('time', cell)).toBe('! value.not-time'),
  );
});

describe('numbers and money', () => {
  test.each<[Cell, number]>([
    ['1,234', 1234],
    ['１２，０００', 12000],
    ['-3.5', -3.5],
    [7, 7],
    ['007', 7],
    ['-0', 0],
  ])('number %p', (cell, n) => expect(value('number', cell)).toBe(n));
  test.each<Cell>(['1,5', '1.234,5', '0x10', 'NaN', '1e5', '1E400', '12 000', '三', '110101199003078888', true, '85%'])(
    'number %p is held',
    (cell) => expect(value('number', cell)).toBe('! value.not-number'),
  );
  test.each<[Cell, number]>([
    ['NT$12,000', 12000],
    ['１２，０００元', 12000],
    ['NT$ 12,000 元', 12000],
    ['新台幣 500 元整', 500],
    ['$80', 80],
    ['1.2萬', 12000],
    ['-500', -500],
    ['-NT$500', -500],
    ['(500)', -500],
    [1260.0000000000002, 1260],
    ['12000.00', 12000],
  ])('money %p', (cell, n) => expect(value('money', cell)).toBe(n));
  test.each<[Cell, string]>([
    ['abc', 'not-money'],
    ['US$100', 'currency'],
    ['€1,5', 'not-money'],
    ['¥100', 'currency'],
    ['8333.33', 'no-decimals'],
    [true, 'not-money'],
    ['', ''],
  ])('money %p is held', (cell, code) => expect(value('money', cell)).toBe(code ? `! value.${code}` : null));
  test('another currency of the office', () => {
    const cny = { ref: makeRef({ settings: { 'money.currency': 'CNY' } }) };
    expect([value('money', '¥8,000.50', cny), value('money', 'NT$5', cny)]).toEqual([8000.5, '! value.currency']);
    const whole = { ref: makeRef({ settings: { 'money.currency': 'CNY', 'money.decimals': 0 } }) };
    expect(value('money', '8000.50', whole)).toBe('! value.no-decimals');
  });
});

test('yes and no', () => {
  expect(['TRUE', 'v', '✓', 'yes', '是', '有', true, 1].map((cell) => value('yes-no', cell))).toEqual(
    Array(8).fill(true),
  );
  expect(['FALSE', 'no', '否', '×', false, 0].map((cell) => value('yes-no', cell))).toEqual(Array(6).fill(false));
  expect(value('yes-no', '也許')).toBe('! value.not-yes-no');
});

describe('choices', () => {
  test.each([
    '印表機',
    '印表机',
    'Printer',
    'PRINTER',
    'printer',
    'Ｐｒｉｎｔｅｒ',
    ' 印 表 機 ',
    '列表機',
    '列表机',
    '印表機\nPrinter',
  ])('%s', (text) => expect(value('choice', text)).toBe('printer'));

  test('several, with commas of every kind', () => {
    for (const comma of [',', '，', '、', ';', '；', '\n', '/', ' 、 '])
      expect(value('choices', `碳粉匣${comma}Paper jam`)).toEqual(['toner', 'jam']);
    expect(value('choices', '碳粉匣、碳粉匣、')).toEqual(['toner']);
    expect(value('choices', '碳粉匣、不存在')).toBe('! value.not-found');
  });

  test('a label that holds a comma itself', () => {
    const lists = { fault_categories: [entry('a', '紙、墨', 'Paper, ink'), entry('b', '其他', 'Other')] };
    expect(value('choices', '紙、墨、其他', { ref: makeRef({ lists }) })).toEqual(['a', 'b']);
  });

  test('an entry that is off is still readable, one word for two things is asked about', () => {
    const lists = {
      fault_categories: [
        entry('a', '舊', 'Old', { on: false }),
        entry('b', '新', 'New', { aliases: ['甲'] }),
        entry('c', '丙', 'Third', { aliases: ['甲'] }),
      ],
    };
    expect(value('choice', '舊', { ref: makeRef({ lists }) })).toBe('a');
    expect(value('choice', '甲', { ref: makeRef({ lists }) })).toBe('! value.twice');
  });

  test('did you mean', () => {
    const parsed = parseCell(makeField('department', { label: { 'zh-TW': '部門' } }), '業三', ctx);
    expect(parsed).toEqual({
      ok: false,
      words: {
        code: 'value.not-found-near',
        params: { field: { 'zh-TW': '部門' }, typed: '業三', guess: ref.departments[0]!.label },
      },
    });
    expect(value('department', '董事會議室')).toBe('! value.not-found');
    expect(value('department', '总务')).toBe('admin');
  });

  test('__proto__ and constructor are words like others', () => {
    expect(['__proto__', 'constructor', 'toString'].map((text) => value('choice', text))).toEqual(
      Array(3).fill('! value.not-found'),
    );
  });
});

describe('people', () => {
  test.each([
    'kevin@demo.example',
    'Kevin@Demo.example',
    'Kevin Chen <kevin@demo.example>',
    'Kevin 陳志明',
    'kevin陈志明',
    '陳志明',
    'E003',
    'Kevin Chen',
  ])('%s', (text) => {
    expect(value('person', text)).toBe('kevin@demo.example');
  });

  test('namesakes are listed by department, full-width brackets tell them apart', () => {
    expect(parse('person', '陳怡君')).toMatchObject({
      words: { code: 'value.two-people', params: { n: 2, which: '業務三部、法務', typed: '陳怡君' } },
    });
    expect(value('person', '陳怡君（法務）')).toBe('chen.legal@demo.example');
  });

  test('of two namesakes the one who left is not meant; a stranger is not taken', () => {
    const people = [person('a@demo.example', '林小華', { active: false }), person('b@demo.example', '林小華')];
    expect(value('person', '林小華', { ref: makeRef({ people }) })).toBe('b@demo.example');
    expect(value('person', 'guest@elsewhere.example')).toBe('! value.not-found');
    expect(parse('person', '吳國樺')).toMatchObject({
      words: { code: 'value.not-found-near', params: { guess: '吳國華' } },
    });
  });
});

describe('links and files', () => {
  test('number, number with its name, name, two hits, none, not read yet', () => {
    expect(
      ['ASSET-00042', 'ASSET-00042 3F 影印機', 'ASSET-00042 舊名字', '投影機', '財-0913', '不存在'].map((text) =>
        value('link', text),
      ),
    ).toEqual(['ASSET-00042', 'ASSET-00042', 'ASSET-00042', 'ASSET-00007', '! value.twice', '! value.not-found']);
    const { links: _, ...unread } = ctx;
    expect(parseCell(field('link'), ' ASSET-1 ', unread)).toEqual({
      ok: false,
      lookup: { register: 'assets', text: 'ASSET-1' },
    });
  });

  test('Drive links become file ids, other addresses are held', () => {
    const id = '1aBcDeFgHiJkLmNoPqRsTuVwXyZ01234';
    expect(value('file', `https://drive.google.com/file/d/${id}/view?usp=sharing`)).toBe(id);
    expect(
      value('files', `https://drive.google.com/open?id=${id}\nhttps://drive.google.com/drive/folders/${id}x`),
    ).toEqual([id, `${id}x`]);
    for (const bad of [
      'http://169.254.169.254/',
      'file:///etc/passwd',
      `https://drive.google.com@evil.test/d/${id}`,
      `https://drive.google.com.evil.test/d/${id}`,
      'javascript:alert(1)',
    ])
      expect(value('file', bad)).toBe('! value.not-file');
    expect(value('file', `${id} ${id}x`)).toBe('! value.one-file');
  });
});

describe('text', () => {
  test.each<[Cell, string]>([
    ['007', '007'],
    ['=1+1', '=1+1'],
    ['+8613800000000', '+8613800000000'],
    [7, '7'],
    [true, 'TRUE'],
    ["'=1+1", "'=1+1"],
    ['a\r\nb', 'a\nb'],
    ['a\u0000b', 'ab'],
    ['\ud800x', '\ufffdx'],
  ])('%p', (cell, text) => {
    expect(value('text', cell)).toBe(text);
  });
  test('too long is held, the limit itself is taken; blanks are blank', () => {
    expect(value('long text', 'x'.repeat(45_000))).toBe('x'.repeat(45_000));
    expect(value('long text', 'x'.repeat(45_001))).toBe('! value.too-long');
    expect(value('text', '  \n ')).toBeNull();
    // A character nobody can see is no text, in whatever kind of field.
    expect([value('text', '\u0000'), value('long text', ' \u0007\n'), value('date', '\u007f')]).toEqual([
      null,
      null,
      null,
    ]);
  });
  test('what is quoted in Check is short and on one line', () => {
    const parsed = parse('date', 'a\n'.repeat(100));
    expect(parsed).toMatchObject({ words: { params: { typed: 'a a a a a a a a a a…' } } });
  });
});

describe('properties', () => {
  const date = fc.integer({ min: 0, max: 190_000 }).map((n) => addDays('1910-01-01', n));
  const time = fc.integer({ min: 0, max: 1439 }).map(timeOf);
  const values: [FieldType, fc.Arbitrary<Value>][] = [
    [
      'text',
      fc
        .string({ unit: 'binary', minLength: 1 })
        .map(cleanText)
        .filter((s) => s.trim() !== ''),
    ],
    ['number', fc.double({ noNaN: true, noDefaultInfinity: true })],
    ['money', fc.integer({ min: -1e12, max: 1e12 })],
    ['date', date],
    [
      'time',
      fc.oneof(
        time,
        fc.tuple(date, time).map(([d, t]) => `${d}T${t}`),
      ),
    ],
    ['yes-no', fc.boolean()],
    ['choice', fc.constantFrom('printer', 'toner', 'jam')],
    ['choices', fc.uniqueArray(fc.constantFrom('printer', 'toner', 'jam'), { minLength: 1 })],
    ['person', fc.constantFrom(...ref.people.map((one) => one.email))],
    ['department', fc.constantFrom(...ref.departments.map((one) => one.key))],
    ['link', fc.constantFrom('ASSET-00042', 'ASSET-00007')],
    ['file', fc.stringMatching(/^[\w-]{25,40}$/)],
    ['files', fc.uniqueArray(fc.stringMatching(/^[\w-]{25,40}$/), { minLength: 1, maxLength: 3 })],
  ];
  for (const lang of ['zh-TW', 'zh-CN', 'en'] as const) {
    test.each(values)(`what is shown is read back: %s in ${lang}`, (type, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, (v) => {
          const shown = showCell(field(type), v, { ...ctx, lang });
          expect(parseCell(field(type), shown.value, { ...ctx, lang })).toEqual({ ok: true, value: v });
        }),
        { numRuns: 60 },
      );
    });
  }
  test.each(values.map(([type]) => type))('any cell gets an answer: %s', (type) => {
    const cell = fc.oneof<fc.Arbitrary<Cell>[]>(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom('=1+1', '@SUM(1)', '３／２', '٣', 'İ', '__proto__', '\u0000', ' \u0000\r'),
    );
    fc.assert(
      fc.property(cell, (c) => {
        const parsed = parse(type, c);
        if (!parsed.ok) expect('words' in parsed || 'lookup' in parsed).toBe(true);
        // What was taken once is taken again as the same thing.
        else if (parsed.value !== null)
          expect(parse(type, showCell(field(type), parsed.value, ctx).value)).toEqual(parsed);
      }),
      { numRuns: 200 },
    );
  });
});

test('kinds of shown cells', () => {
  const kinds = (
    [
      ['date', '2026-03-02'],
      ['time', '10:30'],
      ['time', '2026-03-02T10:30'],
      ['yes-no', true],
      ['money', 5],
      ['choices', ['toner', 'jam']],
      ['link', 'ASSET-00042'],
      ['person', 'gone@demo.example'],
      ['text', null],
    ] as [FieldType, Value][]
  ).map(([type, v]) => showCell(field(type), v, ctx));
  expect(kinds).toEqual([
    { kind: 'date', value: 46083 },
    { kind: 'time', value: 0.4375 },
    { kind: 'datetime', value: 46083.4375 },
    { kind: 'boolean-word', value: '是' },
    { kind: 'number', value: 5 },
    { kind: 'text', value: '碳粉匣、卡紙' },
    { kind: 'text', value: 'ASSET-00042 3F 影印機' },
    { kind: 'text', value: 'gone@demo.example' },
    { kind: 'text', value: '' },
  ]);
});

test('same cell', () => {
  expect([
    sameCell('12', 12),
    sameCell('é', 'e\u0301'),
    sameCell(' a ', 'a'),
    sameCell('', null),
    sameCell(46083.4375, 46083.43750000001),
    sameCell('a\r\nb', 'a\nb'),
    sameCell(true, 'TRUE'),
  ]).toEqual(Array(7).fill(true));
  expect([
    sameCell('a', 'b'),
    sameCell(1, 2),
    sameCell('', 0),
    sameCell('007', 7),
    sameCell(46083.4375, 46083.438),
  ]).toEqual(Array(5).fill(false));
});
