// Words of a check that name values, an action a rule takes, and what an office uses up by head.
import { tryAction } from '../../src/engine/act';
import { touch } from '../../src/engine/draft';
import { figures } from '../../src/engine/metrics';
import { LIN, Office, WU } from './case';

const typed = { source: { kind: 'typed' } as const, quiet: true, by: WU };

function stocked(on: Office, quantity: number): string {
  const { id } = on.make('supplies', { name: '影印紙', unit: '包', price: 120 }, typed);
  on.make('stock_moves', { item: id, quantity, reason: 'opening' }, typed);
  return id;
}
const claim = (on: Office, item: string, quantity: number) => on.make('supply_claims', { item, quantity });
function issue(on: Office, id: string) {
  const register = on.register('supply_claims');
  const action = register.actions.find((one) => one.key === 'issue')!;
  on.decide(
    (draft) => void tryAction(draft, register, touch(draft, 'supply_claims', id), action, { by: WU, via: 'cell' }),
  );
  return on.rec(id, 'supply_claims');
}

test('the answer says what remains, in the words of the sheet', () => {
  const on = new Office();
  const item = stocked(on, 3);
  const { id } = claim(on, item, 4);
  expect(issue(on, id).state).toBe('submitted');
  expect(on.check(id, 'supply_claims')).toContain('影印紙 只剩 3 包，要領 4');
  // Filled up: the verb that waited for it runs.
  on.make('stock_moves', { item, quantity: 10, reason: 'bought' }, typed);
  expect(on.rec(item, 'supplies').values.on_hand).toBe(13);
});

test('above the limit the claim goes into approval by itself, and never to the one who asked', () => {
  const on = new Office();
  const item = stocked(on, 100);
  expect(claim(on, item, 10).approval).toBeNull();
  expect(claim(on, item, 11).approval).toMatchObject({ key: 'consent', by: LIN });
});

test('used up by department, and by head of the department and of the office', () => {
  const on = new Office();
  const item = stocked(on, 100);
  issue(on, claim(on, item, 5).id);
  const recs = Object.values(on.records).filter((rec) => rec.register === 'stock_moves');
  const found = figures(on.open(), on.register('stock_moves'), recs, '2026-03');
  const of = (label: string) => found.filter((one) => one.label === label).map((one) => [one.group, one.value]);
  expect(of('用品領用金額').slice(0, 2)).toEqual([
    ['', 600],
    ['業務三部', 600],
  ]);
  const heads = on.ref.people.filter((one) => one.active);
  const mine = heads.filter((one) => one.department === 'sales3').length;
  expect(mine).toBeGreaterThan(1);
  expect(of('每人用品金額')).toEqual([
    ['', Math.round((600 / heads.length) * 100) / 100],
    ['業務三部', 600 / mine],
  ]);
});
