// Changes that a second office manager confirms (S19): what counts until then, who may confirm, who hears of it.
import { tryAction } from '../../src/engine/act';
import { touch } from '../../src/engine/draft';
import { editRow } from '../../src/engine/edit-row';
import { valuesInForce } from '../../src/engine/governed';
import type { MailPayload, Value } from '../../src/engine/types';
import { person } from './builders';
import { CHOU, HEAD, LIN, MANAGER, Office, WU } from './case';

const SECOND = 'second@demo.example';

function office(): Office {
  const o = new Office();
  o.ref.people.push(person(SECOND, '張惠君'));
  o.ref.roles.push({ role: 'office_manager', email: SECOND });
  return o;
}
const made = (o: Office, register: string, values: Record<string, Value>) =>
  o.make(register, values, { source: { kind: 'import', ref: 'opening-balance' }, by: null, quiet: true });
const typed = (o: Office, register: string, id: string, cells: Record<string, string>, by: string) =>
  o.decide((d) => void editRow(d, o.register(register), id, { $number: id, ...cells }, by, o.links));
const confirm = (o: Office, register: string, id: string, by: string, via: 'page' | 'cell' = 'page') => {
  let words = 'done';
  o.decide((d) => {
    const model = o.register(register);
    const answer = tryAction(
      d,
      model,
      touch(d, register, id),
      model.actions.find((a) => a.key === 'confirm')!,
      { by, via },
    );
    if (!answer.done) words = answer.words.code;
  });
  return words;
};

test("a manager's change waits; the manager confirmed last stays in force; other fields count at once", () => {
  const o = office();
  const { id } = made(o, 'people', { name: '林小華', email: LIN, manager: HEAD });
  const draft = typed(o, 'people', id, { manager: '周雅婷', phone: '123' }, MANAGER);
  const rec = o.rec(id, 'people');
  expect(rec.values).toMatchObject({ manager: CHOU, phone: '123', pending: MANAGER });
  expect(valuesInForce(rec)).toMatchObject({ manager: HEAD, phone: '123' });
  const heard = draft.effects.map((e) => (e.payload as MailPayload).to).sort();
  expect(heard).toEqual([CHOU, LIN, MANAGER, SECOND].sort());
  expect(confirm(o, 'people', id, MANAGER)).toBe('act.own-confirm');
  expect(confirm(o, 'people', id, SECOND, 'cell')).toBe('act.on-page');
  expect(confirm(o, 'people', id, WU)).toBe('act.not-yours');
  expect(confirm(o, 'people', id, SECOND)).toBe('done');
  expect(valuesInForce(o.rec(id, 'people'))).toMatchObject({ manager: CHOU, pending: null, confirmed: SECOND });
  expect(confirm(o, 'people', id, SECOND)).toBe('act.nothing-waits');
});

test('a change on top of one that waits keeps what was confirmed, and the new one is what is confirmed', () => {
  const o = office();
  const { id } = made(o, 'people', { name: '林小華', email: LIN, manager: HEAD });
  typed(o, 'people', id, { manager: '周雅婷' }, MANAGER);
  typed(o, 'people', id, { manager: '吳國華' }, SECOND);
  expect(valuesInForce(o.rec(id, 'people'))).toMatchObject({ manager: HEAD });
  expect(confirm(o, 'people', id, SECOND)).toBe('act.own-confirm');
  expect(confirm(o, 'people', id, MANAGER)).toBe('done');
  expect(valuesInForce(o.rec(id, 'people'))).toMatchObject({ manager: WU });
});

test('who would become the manager, the deputy or the holder does not confirm it', () => {
  const o = office();
  const { id } = made(o, 'people', { name: '林小華', email: LIN, manager: HEAD });
  typed(o, 'people', id, { manager: '張惠君' }, MANAGER);
  expect(confirm(o, 'people', id, SECOND)).toBe('act.own-confirm');
  // Both managers are concerned: a leader may.
  o.ref.people.push(person('gm@demo.example', '總經理'));
  o.ref.roles.push({ role: 'leader', email: 'gm@demo.example' });
  expect(confirm(o, 'people', id, 'gm@demo.example')).toBe('done');
});

test('with one manager in force there is no second to ask: it counts at once', () => {
  const o = new Office();
  const { id } = made(o, 'people', { name: '林小華', email: LIN, manager: HEAD });
  typed(o, 'people', id, { manager: '周雅婷' }, MANAGER);
  expect(o.rec(id, 'people').values.pending ?? null).toBeNull();
});

test('a deputy entered for oneself counts at once, for somebody else it waits; so does turning one into the other', () => {
  const o = office();
  const values = { who: HEAD, deputy: CHOU, from: '2026-03-02', to: '2026-03-06' };
  const enter = (by: string) => o.make('deputies', values, { source: { kind: 'typed' }, by, quiet: true });
  expect(enter(HEAD).values.pending ?? null).toBeNull();
  const other = enter(MANAGER);
  expect(other.values.pending).toBe(MANAGER);
  expect(valuesInForce(other)).toBeNull();
  // Hers, but she makes it somebody else's absence.
  const mine = enter(HEAD);
  typed(o, 'deputies', mine.id, { who: '吳國華' }, HEAD);
  expect(o.rec(mine.id, 'deputies').values.pending).toBe(HEAD);
  // What somebody else entered and nobody confirmed does not count because she touched it.
  typed(o, 'deputies', other.id, { to: '2026/3/9' }, HEAD);
  expect(o.rec(other.id, 'deputies').values.pending).toBe(HEAD);
});
