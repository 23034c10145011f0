// Work over whole registers: what a stocktake's book holds, how far it got, and what becomes of it when it is stopped.
import { tryAction } from '../../src/engine/act';
import { look, touch, type Draft } from '../../src/engine/draft';
import { besideRows, doSome, nextRows } from '../../src/engine/jobs';
import type { Rec, Value } from '../../src/engine/types';
import { CHOU, LIN, Office, WU } from './case';

const quiet = { source: { kind: 'import' } as const, quiet: true, by: null };
const thing = (on: Office, values: Record<string, Value> = {}, state = 'in_use'): Rec =>
  on.make(
    'assets',
    { name: '筆電', category: 'computer', place: 'office_3f', price: 100, ...values },
    { ...quiet, state },
  );

function frozen(on: Office, values: Record<string, Value> = {}): string {
  const typed = { source: { kind: 'typed' } as const, quiet: true, by: CHOU };
  const { id } = on.make('stocktakes', { planned_on: '2026-03-02', due_on: '2026-03-06', ...values }, typed);
  on.decide((draft) => void act(on, draft, id, 'freeze'));
  return id;
}
function act(on: Office, draft: Draft, id: string, verb: string) {
  const register = on.register('stocktakes');
  const action = register.actions.find((one) => one.key === verb || one.standing === verb)!;
  return tryAction(draft, register, touch(draft, 'stocktakes', id), action, { by: CHOU, via: 'cell', reason: '重來' });
}
const all = (on: Office, register: string): Rec[] =>
  Object.values(on.records).filter((rec) => rec.register === register);

/** One commit of the job, as the office would read it. */
function turn(on: Office, id: string): boolean {
  const { job } = on.rec(id, 'stocktakes');
  if (!job) return false;
  const part = (at: ReturnType<typeof nextRows>): Rec[] =>
    at ? all(on, at.over).slice(at.from - 1, at.from - 1 + at.rows) : [];
  const rows = nextRows(job);
  const beside = besideRows(on.meta, job);
  on.decide((draft) => doSome(draft, on.register('stocktakes'), id, part(rows), part(beside), rows?.rows ?? 0));
  return true;
}
const finish = (on: Office, id: string): number => {
  let turns = 0;
  while (turn(on, id)) turns++;
  return turns;
};

test('what is in the book is counted once, whoever holds things has one sheet over all commits', () => {
  const on = new Office();
  for (let i = 0; i < 120; i++) thing(on, i % 10 === 0 ? { user: i % 20 === 0 ? LIN : WU } : {});
  thing(on, {}, 'disposed');
  const id = frozen(on);
  thing(on, { name: '之後才來的' });
  expect(finish(on, id)).toBe(4);
  const counts = all(on, 'counts');
  expect(counts).toHaveLength(120);
  expect(new Set(counts.map((rec) => rec.values.asset)).size).toBe(120);
  expect(all(on, 'count_sheets').map((rec) => [rec.values.holder, rec.state, rec.values.things])).toEqual([
    [LIN, 'waiting', 6],
    [WU, 'waiting', 6],
  ]);
  expect(on.rec(id, 'stocktakes')).toMatchObject({
    state: 'counting',
    job: null,
    values: { book: 120, book_value: 12000 },
  });
});

test('one mail a holder, and only when the sheet is complete', () => {
  const on = new Office();
  for (let i = 0; i < 60; i++) thing(on, { user: LIN });
  const id = frozen(on);
  const sent: number[] = [];
  const decide = on.decide.bind(on);
  on.decide = (work) => {
    const draft = decide(work);
    sent.push(draft.effects.filter((effect) => effect.key.includes('stocktake_confirm')).length);
    return draft;
  };
  finish(on, id);
  expect(sent).toEqual([0, 0, 1]);
});

test('only the places it is about', () => {
  const on = new Office();
  thing(on);
  const there = thing(on, { place: 'warehouse' });
  const id = frozen(on, { places: ['warehouse'] });
  finish(on, id);
  expect(all(on, 'counts').map((rec) => rec.values.asset)).toEqual([there.id]);
});

test('an empty book is frozen too; while the job runs nothing else is done, and voiding ends it', () => {
  const on = new Office();
  const empty = frozen(on);
  expect(finish(on, empty)).toBe(1);
  expect(on.rec(empty, 'stocktakes')).toMatchObject({ state: 'counting', values: { variance: 0 } });
  thing(on);
  const id = frozen(on);
  expect(on.rec(id, 'stocktakes').undo).toBeNull();
  on.decide((draft) => expect(act(on, draft, id, 'begin')).toMatchObject({ done: false, waits: false }));
  on.decide((draft) => expect(act(on, draft, id, 'void')).toEqual({ done: true }));
  expect(on.rec(id, 'stocktakes')).toMatchObject({ state: 'void', job: null });
  expect(look(on.open(), 'stocktakes', id)!.job).toBeNull();
});
