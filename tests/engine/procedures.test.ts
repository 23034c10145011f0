// What an action runs in its own commit: a record for each line of a list, and records that point here laid side by side.
import { tryAction, type Answer } from '../../src/engine/act';
import { touch } from '../../src/engine/draft';
import { linesOf } from '../../src/engine/procedures/record-per-line';
import type { Rec, Value } from '../../src/engine/types';
import { CHOU, HOUR, LIN, Office, WU } from './case';

const quiet = { source: { kind: 'import' } as const, quiet: true, by: null };

/** A purchase that was delivered and accepted by the department. */
function delivered(on: Office, serials: string, more: Record<string, Value> = {}): Rec {
  const values = {
    item: '筆電',
    category: 'computer',
    quantity: 2,
    specification: 'i7',
    department: 'sales3',
    unit_price: 7600,
    warranty_years: 1,
    return_days: 7,
    delivered_on: '2026-03-01',
    spec_checked: true,
    accepted_by_user: LIN,
    serials,
    ...more,
  };
  return on.make('purchases', values, { ...quiet, state: 'delivered' });
}
function act(
  on: Office,
  register: string,
  id: string,
  key: string,
  by: string,
  taken?: Record<string, string>,
): Answer {
  let answer!: Answer;
  on.decide((draft) => {
    if (taken) draft.facts.taken = (_register, _field, value) => taken[value] ?? null;
    const one = on.register(register);
    const action = one.actions.find((a) => a.key === key)!;
    answer = tryAction(draft, one, touch(draft, register, id), action, { by, via: 'cell' });
  });
  return answer;
}
const assets = (on: Office): Rec[] => Object.values(on.records).filter((rec) => rec.register === 'assets');
const words = (answer: Answer) => (answer.done ? null : answer.words);

test('lines are read without blanks around them and after the last one', () => {
  expect(linesOf(' A \r\n\nB\n\n')).toEqual(['A', '', 'B']);
  expect(linesOf(null)).toEqual([]);
});

describe('a record for each line', () => {
  test('takes its values from the record, and a computed date with them', () => {
    const on = new Office();
    const { id } = delivered(on, 'N-1\nN-2');
    expect(act(on, 'purchases', id, 'take_in', CHOU).done).toBe(true);
    expect(on.rec(id, 'purchases')).toMatchObject({
      state: 'accepted',
      values: {
        accepted_by_admin: CHOU,
        accepted_on: '2026-03-02',
        warranty_end: '2027-03-02',
        return_by: '2026-03-08',
      },
    });
    expect(assets(on).map((rec) => rec.values.serial)).toEqual(['N-1', 'N-2']);
    expect(assets(on)[0]).toMatchObject({
      state: 'in_stock',
      values: { purchase: id, price: 7600, warranty_end: '2027-03-02', accepted_by_user: LIN, accepted_by_admin: CHOU },
    });
  });

  test.each([
    ['N-1\n\nN-2', 'lines.blank', { line: 2 }],
    ['N-1\nｎ-1', 'lines.twice', { line: 2, other: 1 }],
    ['N-1', 'lines.count', { n: 1, wanted: 2 }],
    ['N-1\nOLD-7', 'lines.taken', { line: 2, id: 'ASSET-00007' }],
  ])('%j makes nothing and says why', (serials, code, params) => {
    const on = new Office();
    const { id } = delivered(on, serials);
    const answer = act(on, 'purchases', id, 'take_in', CHOU, { 'OLD-7': 'ASSET-00007' });
    expect(words(answer)).toMatchObject({ code, params });
    expect(assets(on)).toHaveLength(0);
    expect(on.rec(id, 'purchases').state).toBe('delivered');
  });

  test('one undo takes all of them back and frees their serials; numbers are not given again', () => {
    const on = new Office();
    const { id } = delivered(on, 'N-1\nN-2');
    act(on, 'purchases', id, 'take_in', CHOU);
    act(on, 'purchases', id, 'undo', CHOU);
    expect(assets(on).map(({ state, values }) => [state, values.serial])).toEqual([
      ['void', null],
      ['void', null],
    ]);
    expect(act(on, 'purchases', id, 'take_in', CHOU).done).toBe(true);
    expect(assets(on).map((rec) => rec.state)).toEqual(['void', 'void', 'in_stock', 'in_stock']);
    expect(new Set(assets(on).map((rec) => rec.id)).size).toBe(4);
  });

  test('undone too late it stays', () => {
    const on = new Office();
    const { id } = delivered(on, 'N-1\nN-2');
    act(on, 'purchases', id, 'take_in', CHOU);
    on.now += HOUR;
    expect(act(on, 'purchases', id, 'undo', CHOU).done).toBe(false);
    expect(assets(on).every((rec) => rec.state === 'in_stock')).toBe(true);
  });

  test('one side alone, or one person for both, takes nothing in', () => {
    const on = new Office();
    const alone = delivered(on, 'N-1\nN-2', { accepted_by_user: null });
    const same = delivered(on, 'N-3\nN-4', { accepted_by_user: CHOU });
    expect(act(on, 'purchases', alone.id, 'take_in', CHOU).done).toBe(false);
    expect(act(on, 'purchases', same.id, 'take_in', CHOU).done).toBe(false);
    expect(assets(on)).toHaveLength(0);
    expect(act(on, 'purchases', same.id, 'take_in', WU).done).toBe(true);
  });
});

test('quotes side by side: cheapest first and marked, what is held last; a quote above the cap holds itself', () => {
  const on = new Office();
  const { id } = on.make('purchases', { item: '筆電', quantity: 10, unit_cap: 8000 }, { ...quiet, state: 'budgeted' });
  const vendors = ['甲', '乙', '丙', '丁'].map((name) => on.make('vendors', { name }, quiet).id);
  [7900, 8600, 7600, 8000].forEach((unit_price, i) =>
    on.make(
      'quotes',
      { purchase: id, vendor: vendors[i]!, unit_price, meets_spec: true },
      { ...quiet, source: { kind: 'typed' } },
    ),
  );
  expect(Object.values(on.records).filter((rec) => rec.state === 'held')).toHaveLength(1);
  expect(act(on, 'purchases', id, 'compare', CHOU).done).toBe(true);
  const lines = String(on.rec(id, 'purchases').values.comparison).split('\n');
  expect(lines.map((line) => /單價 ([\d,]+)/.exec(line)?.[1])).toEqual(['7,600', '7,900', '8,000', '8,600']);
  expect(lines.filter((line) => line.startsWith('✓'))).toHaveLength(1);
  expect(lines[0]).toMatch(/^✓ .*丙.*7,600.*76,000/);
  expect(lines[3]).toContain('暫停');
});
