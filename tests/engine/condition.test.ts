// Conditions over blank cells: configuration.md 8 as a table, and what the language can and cannot do.
import fc from 'fast-check';
import type { FieldType } from '../../src/model/types';
import { evaluate, type Facts } from '../../src/engine/condition';
import type { Value } from '../../src/engine/types';
import { at, ZONE } from './builders';

const TYPES: Record<string, FieldType> = {
  repair_cost: 'money',
  residual: 'money',
  exception: 'long text',
  cost: 'money',
  score: 'number',
  place: 'choice',
  vouchers: 'files',
  parts: 'choices',
  signed: 'file',
  wake_on: 'date',
  urgent: 'yes-no',
  handler: 'person',
  asset: 'link',
  'asset.book_value': 'money',
  'asset.model': 'text',
  'requester.department': 'department',
  starts: 'time',
};
const facts = (values: Record<string, Value> = {}, more: Partial<Facts> = {}): Facts => ({
  field: (path) => ({
    type: Object.hasOwn(TYPES, path) ? TYPES[path]! : 'text',
    value: Object.hasOwn(values, path) ? values[path]! : null,
  }),
  at: (state) =>
    (({ new: at('2026-03-02 09:00'), solved: at('2026-03-02 13:30') }) as Record<string, number>)[state] ?? null,
  setting: (key) =>
    (({ 'ticket.low_score': 2, 'asset.repairs': '5', blank: '' }) as Record<string, number | string>)[key] ?? 0,
  tally: (name, args) =>
    name === 'openCount' && args.join() === 'tickets,asset'
      ? 1
      : name === 'countSame' && args.join() === 'asset,month'
        ? 5
        : 0,
  now: at('2026-03-10 09:00'),
  zone: ZONE,
  ...more,
});
const answer = (text: string, values: Record<string, Value> = {}): unknown => {
  const result = evaluate(text, facts(values));
  return 'value' in result ? result.value : { missing: result.undecidable };
};

describe('the table of configuration.md 8', () => {
  const text = 'repair_cost >= residual || exception != ""';
  test.each<[Value, Value, Value, unknown]>([
    [500, null, null, { missing: ['residual'] }],
    [500, null, '老舊', true],
    [900, 800, null, true],
    [500, 800, null, false],
  ])('%p, %p, %p', (repair_cost, residual, exception, expected) => {
    expect(answer(text, { repair_cost, residual, exception })).toEqual(expected);
  });
});

describe('blank cells', () => {
  test.each<[string, unknown]>([
    ['exception != ""', false],
    ['exception == ""', true],
    ['place == ""', true],
    ['requester.department == ""', true],
    ['signed != ""', false],
    ['size(vouchers) >= 1', false],
    ['size(vouchers) == 0', true],
    ['"toner" in parts', false],
    ['parts == []', true],
    ['cost == 0', { missing: ['cost'] }],
    ['cost != 0', { missing: ['cost'] }],
    ['cost >= 3', { missing: ['cost'] }],
    ['cost + 1 > 0', { missing: ['cost'] }],
    ['-cost < 0', { missing: ['cost'] }],
    ['cost == null', true],
    ['cost != null', false],
    ['null == cost', true],
    ['wake_on == null', true],
    ['handler != null', false],
    ['asset == null', true],
    ['urgent', { missing: ['urgent'] }],
    ['!urgent', { missing: ['urgent'] }],
    ['urgent == true', { missing: ['urgent'] }],
    ['urgent ? 1 : 2', { missing: ['urgent'] }],
    ['wake_on < today()', { missing: ['wake_on'] }],
    ['asset.book_value > 1', { missing: ['asset.book_value'] }],
    ['asset.model == ""', true],
    ['cost in [1, 2]', { missing: ['cost'] }],
    ['repair_cost >= residual', { missing: ['repair_cost', 'residual'] }],
    ['hoursBetween(at.new, at.closed) > 1', { missing: ['at.closed'] }],
    ['at.closed == null', true],
    ['setting("blank") > 1', { missing: ['setting("blank")'] }],
    ['score != null && score <= setting("ticket.low_score")', false],
    ['(cost > 1) == (residual > 1)', { missing: ['cost', 'residual'] }],
    ['(cost == null) == true', true],
  ])('%s', (text, expected) => expect(answer(text)).toEqual(expected));

  test.each<[string, unknown]>([
    ['true || cost > 1', true],
    ['cost > 1 || true', true],
    ['false || cost > 1', { missing: ['cost'] }],
    ['false && cost > 1', false],
    ['cost > 1 && false', false],
    ['true && cost > 1', { missing: ['cost'] }],
    ['!(cost > 1 || true)', false],
    ['cost > 1 || residual > 1', { missing: ['cost', 'residual'] }],
    ['(cost > 1 || exception == "") && place == ""', true],
  ])('%s', (text, expected) => expect(answer(text)).toEqual(expected));

  test('Kleene: and, or and not agree with the three-valued tables in any nesting', () => {
    type Tree = { text: string; value: boolean | null };
    const leaf = fc.constantFrom<Tree>(
      { text: 'true', value: true },
      { text: 'false', value: false },
      { text: 'cost > 1', value: null },
      { text: 'exception == ""', value: true },
    );
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
          text: `(${a.text}) && (${b.text})`,
          value: a.value === false || b.value === false ? false : a.value === null || b.value === null ? null : true,
        })),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
          text: `(${a.text}) || (${b.text})`,
          value: a.value === true || b.value === true ? true : a.value === null || b.value === null ? null : false,
        })),
        tie('tree').map((a) => ({ text: `!(${a.text})`, value: a.value === null ? null : !a.value })),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        expect(answer(text)).toEqual(value === null ? { missing: ['cost'] } : value);
      }),
      { numRuns: 300 },
    );
  });
});

describe('values', () => {
  const values = {
    cost: 7,
    score: 2,
    place: 'warehouse',
    parts: ['toner', 'jam'],
    vouchers: ['f1'],
    wake_on: '2026-03-09',
    exception: 'a老b',
    urgent: true,
    starts: '2026-03-02T10:30',
    asset: 'ASSET-00001',
  };
  test.each<[string, unknown]>([
    ['cost / 2', 3.5],
    ['cost + 1', 8],
    ['cost % 2', 1],
    ['cost * 0.5 >= 3', true],
    ['(cost - 1) * 2 == 12', true],
    ['1 + 2', 3],
    ['size(parts)', 2],
    ['size(exception)', 3],
    ['parts.size() == 2', true],
    ['cost in [1, 7]', true],
    ['place in ["warehouse", "office"]', true],
    ['"toner" in parts', true],
    ['parts.all(p, p != "ink")', true],
    ['parts.exists(p, p == place || p == "jam")', true],
    ['parts.exists(p, size(p) == 5)', true],
    ['parts[0] == "toner"', true],
    ['exception.contains("老")', true],
    ['place.startsWith("ware")', true],
    ['wake_on < today()', true],
    ['daysBetween(wake_on, today())', 1],
    ['daysBetween(at.new, wake_on)', 7],
    ['hoursBetween(at.new, at.solved)', 4.5],
    ['hoursBetween(at.new, starts)', 1.5],
    ['urgent ? cost : 0', 7],
    ['1 + (urgent ? cost : 0)', 8],
    ['urgent && cost == 7', true],
    ['score <= setting("ticket.low_score")', true],
    ['countSame("asset", "month") >= setting("asset.repairs")', true],
    ['openCount("tickets", asset) == 0 && openCount("loans", asset) == 0', false],
    ['openCount("loans", asset) == 0', true],
    ['"x\\"y\\n" != exception', true],
    ['at.new < at.solved', true],
  ])('%s', (text, expected) => expect(answer(text, values)).toEqual(expected));

  test('whole results are numbers, never BigInt', () => {
    expect(typeof answer('1 + 2')).toBe('number');
    expect(typeof answer('size(parts) + 1', values)).toBe('number');
  });

  test('what cannot be compared or divided is not decidable, with a fault, and stops nothing', () => {
    expect(evaluate('cost > place', facts(values))).toEqual({
      undecidable: ['cost', 'place'],
      fault: expect.any(String),
    });
    expect(evaluate('cost / 0', facts(values))).toEqual({ undecidable: [], fault: 'not a finite number' });
    expect(evaluate('cost && urgent', facts(values))).toEqual({ undecidable: [], fault: 'not a yes or no' });
    expect(evaluate('daysBetween(place, today())', facts(values))).toMatchObject({ undecidable: ['place'] });
  });
});

describe('what is refused', () => {
  test.each([
    'exception.matches("(a+)+$")',
    'cost >',
    'eval("1")',
    'toString.constructor("return 1")()',
    `${'('.repeat(500)}1${')'.repeat(500)}`,
    Array(2000).fill('cost').join(' + '),
  ])('%.40s', (text) => {
    expect(() => evaluate(text, facts())).toThrow(expect.objectContaining({ code: 'condition.unreadable' }));
  });
  test('names of JavaScript are paths like others, blank, or not read at all', () => {
    expect(answer('constructor == "" && toString == "" && a.constructor == ""')).toBe(true);
    expect(() => evaluate('__proto__ == ""', facts())).toThrow(
      expect.objectContaining({ code: 'condition.unreadable' }),
    );
  });
});

test('compiled once, a condition is cheap', () => {
  const f = facts({ repair_cost: 500, residual: 800 });
  const start = performance.now();
  for (let i = 0; i < 20_000; i++) evaluate('repair_cost >= residual || exception != ""', f);
  expect(performance.now() - start).toBeLessThan(2000);
});
