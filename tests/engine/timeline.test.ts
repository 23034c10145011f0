import { barsOf, MARK, WEEKS, weeksAt } from '../../src/engine/timeline';
import type { Rec } from '../../src/engine/types';
import type { Register, Timeline } from '../../src/model/types';
import { at, makeRec, makeRef } from './builders';

const TIMELINE: Timeline = { label: {}, what: 'what', who: 'owner', from: 'start_on', to: 'due', progress: 'progress' };
const register = {
  key: 'tasks',
  states: [
    { key: 'doing', label: { 'zh-TW': '進行中' }, kind: 'active' },
    { key: 'done', label: { 'zh-TW': '已完成' }, kind: 'done' },
    { key: 'void', label: {}, kind: 'void' },
  ],
} as unknown as Register;
/** Wednesday 11 March 2026; the first week drawn begins on 26 January. */
const NOW = at('2026-03-11 10:00');

const task = (id: string, values: Rec['values'], state = 'doing'): Rec =>
  makeRec({ register: 'tasks', id, state, values: { what: id, owner: 'wu@demo.example', ...values } });
const drawn = (...recs: Rec[]): Record<string, string> =>
  Object.fromEntries(
    barsOf(register, TIMELINE, recs, makeRef(), NOW).map((bar) => [bar.id, bar.weeks.map((m) => m || '.').join('')]),
  );

test('26 weeks from Monday six weeks ago', () => {
  const weeks = weeksAt('2026-03-11');
  expect([weeks.length, weeks[0], weeks[6], weeks.at(-1)]).toEqual([WEEKS, '2026-01-26', '2026-03-09', '2026-07-20']);
});

test('a bar from its first week to its last; what is done is full, a week begun is half', () => {
  const quarter = { start_on: '2026-03-09', due: '2026-04-05', progress: 30 };
  expect(drawn(task('a', quarter)).a).toBe(`......${MARK.done}${MARK.doing}${MARK.planned.repeat(2)}................`);
  expect(drawn(task('a', quarter, 'done')).a).toBe(`......${MARK.done.repeat(4)}................`);
});

test('past its day and not done it goes on in red up to this week', () => {
  const late = { start_on: '2026-02-16', due: '2026-02-25', progress: 0 };
  expect(drawn(task('a', late)).a).toBe(`...${MARK.planned.repeat(2)}${MARK.late.repeat(2)}...................`);
});

test('without a first day it stands on its last; void, without a day, or over long ago it is left out', () => {
  expect(drawn(task('a', { due: '2026-03-20' })).a).toBe(`.......${MARK.planned}..................`);
  const gone = [
    task('void', { due: '2026-03-20' }, 'void'),
    task('no day', {}),
    task('long ago', { start_on: '2025-11-01', due: '2025-12-01' }, 'done'),
    task('far away', { start_on: '2026-09-01', due: '2026-10-01' }),
  ];
  expect(drawn(...gone)).toEqual({});
});

test('in the order of their days, with names as the sheet shows them', () => {
  const two = [
    task('b', { start_on: '2026-03-16', due: '2026-03-20' }),
    task('a', { start_on: '2026-03-09', due: '2026-03-20' }),
  ];
  const bars = barsOf(register, TIMELINE, two, makeRef(), NOW);
  expect(bars.map(({ id, who, due, state }) => [id, who, due, state])).toEqual([
    ['a', '吳國華', '2026-03-20', '進行中'],
    ['b', '吳國華', '2026-03-20', '進行中'],
  ]);
});
