// Counts on the parent's row: they move in the child's commit and always equal a count by hand (design section 10).
import fc from 'fast-check';
import { enter } from '../../src/engine/act';
import { clone, touch } from '../../src/engine/draft';
import { follow, moveTallies, readTally } from '../../src/engine/tallies';
import { editRow } from '../../src/engine/edit-row';
import { CHOU, Office, WU } from './case';

const NAME = 'tickets.asset.month';
function two(office: Office): [string, string] {
  const model = office.make('models', { name: 'C2560', category: 'printer' }, { source: { kind: 'import' }, by: null });
  return [office.device({ model: model.id }).id, office.device({ model: model.id }).id];
}
const tally = (office: Office, id: string, name = `${NAME}:2026-03`) => office.rec(id, 'assets').tallies[name] ?? 0;
const edit = (office: Office, id: string, cells: Record<string, string>, by = WU) =>
  office.decide((d) => void editRow(d, office.register('tickets'), id, cells, by, office.links));

test('a ticket counts on its device and on the device’s model, in the month it was made', () => {
  const office = new Office();
  const [a] = two(office);
  office.ticket({ asset: a });
  office.ticket({ asset: a });
  expect(tally(office, a)).toBe(2);
  expect(office.rec('MOD-001', 'models').tallies).toEqual({ 'tickets.model.month:2026-03': 2 });
});

test('it moves to another device and comes back with undo', () => {
  const office = new Office();
  const [a, b] = two(office);
  const { id } = office.ticket({ asset: a });
  edit(office, id, { asset: b });
  expect([tally(office, a), tally(office, b)]).toEqual([0, 1]);
  edit(office, id, { $next: '復原' });
  expect([tally(office, a), tally(office, b)]).toEqual([1, 0]);
  expect(office.rec(b, 'assets').tallies).toEqual({});
});

test('void and cancelled tickets do not count; undone, they do again', () => {
  const office = new Office();
  const [a] = two(office);
  const { id } = office.ticket({ asset: a });
  edit(office, id, { $next: '作廢：重複' });
  expect(tally(office, a)).toBe(0);
  edit(office, id, { $next: '復原' });
  expect(tally(office, a)).toBe(1);
  edit(office, id, { why: '好了', $next: '取消' }, CHOU);
  expect(tally(office, a)).toBe(0);
});

test('a change that moves nothing touches no parent', () => {
  const office = new Office();
  const [a] = two(office);
  const { id } = office.ticket({ asset: a });
  const draft = edit(office, id, { why: '看過' });
  expect([...draft.records.keys()]).toEqual([`tickets/${id}`]);
});

test('a parent that was not read is left for the night, a blank link counts nowhere', () => {
  const office = new Office();
  const [a] = two(office);
  const { id } = office.ticket({ asset: a });
  delete office.records[`assets/${a}`];
  delete office.records['models/MOD-001'];
  const draft = office.open();
  const rec = touch(draft, 'tickets', id);
  moveTallies(draft, office.register('tickets'), clone(rec), { ...rec, state: 'void' });
  expect([...draft.records.keys()]).toEqual([`tickets/${id}`]);
  expect(follow(draft, office.register('tickets'), { ...rec, values: {} }, 'asset')).toBeNull();
  expect(readTally(draft, office.register('tickets'), { ...rec, values: {} }, NAME, 'asset', 'month')).toBe(0);
});

test('whatever happens to tickets, each count equals the tickets that stand', () => {
  const act = fc.tuple(fc.constantFrom('make', 'a', 'b', 'none', 'void', 'undo', 'back'), fc.nat(3));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
      const office = new Office();
      const [a, b] = two(office);
      const ids: string[] = [];
      for (const [what, which] of acts) {
        const id = ids[which % Math.max(1, ids.length)];
        if (what === 'make' || !id) ids.push(office.ticket({ asset: which % 2 ? a : b }).id);
        else if (what === 'void') edit(office, id, { $next: '作廢：x' });
        else if (what === 'undo') edit(office, id, { $next: '復原' });
        else if (what === 'back')
          office.decide((d) => {
            const rec = touch(d, 'tickets', id);
            const before = clone(rec);
            enter(d, office.register('tickets'), rec, 'working', null);
            moveTallies(d, office.register('tickets'), before, rec);
          });
        else edit(office, id, { asset: what === 'a' ? a : what === 'b' ? b : '' });
      }
      const stand = ids.map((id) => office.rec(id)).filter((r) => !['void', 'cancelled'].includes(r.state));
      for (const device of [a, b])
        expect(tally(office, device)).toBe(stand.filter((r) => r.values.asset === device).length);
    }),
    { numRuns: 60 },
  );
});
