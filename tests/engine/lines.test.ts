// Records that point at one: what they add up to, what they do together with it, and what it gives to what it points at.
import { templateFiles } from '../../build/pack.mjs';
import { tryAction, type Answer } from '../../src/engine/act';
import { nextAlert } from '../../src/engine/alerts';
import { touch } from '../../src/engine/draft';
import { fallDue } from '../../src/engine/due';
import { editRow } from '../../src/engine/edit-row';
import { moments } from '../../src/engine/record-clocks';
import { compileTemplates } from '../../src/model/pack-build';
import type { Model } from '../../src/model/types';
import { at } from './builders';
import { CHOU, DAY, LIN, Office, WU } from './case';

const head = (key: string, number: string): string => `
register: ${key}
labels: [zh-TW, zh-CN, en]
name: [${key}, ${key}, ${key}]
workbook: facilities
accountable: asset_keeper
number: ${number}
called: "{what}"
`;
const TEMPLATES = [
  `${head('shelves', 'SHF-{000}')}pattern: ledger
fields:
  what:    { label: [品名, 品名, What], type: text, required: true }
  least:   { label: [安全量, 安全量, Least], type: number, default: 5 }
  on_hand: { label: [現有量, 现有量, On hand], type: number, is: 'sumIn("moves", "shelf", "quantity")' }
  makers:  { label: [來源數, 来源数, Makers], type: number, is: 'distinctIn("moves", "shelf", "maker")' }
  low:     { label: [低, 低, Low], type: yes-no }
rules:
  low: { if: 'least != null && sumIn("moves", "shelf", "quantity") <= least', opens: orders, with: { what: what }, each-time: true }
`,
  `${head('moves', 'MOV-{0000}')}pattern: ledger
fields:
  what:     { label: [事由, 事由, Why], type: text }
  shelf:    { label: [品項, 品项, Shelf], type: link, to: shelves }
  quantity: { label: [數量, 数量, Quantity], type: number }
  maker:    { label: [廠牌, 厂牌, Maker], type: text }
`,
  `${head('orders', 'ORD-{000}')}pattern: ledger
fields:
  what: { label: [品名, 品名, What], type: text }
`,
  `${head('removals', 'RMV-{000}')}pattern: ledger
fields:
  what:   { label: [名稱, 名称, What], type: text }
  first:  { label: [第一人, 第一人, First], type: person }
  second: { label: [第二人, 第二人, Second], type: person }
states:
  planned: { label: [規劃, 规划, Planned], kind: todo }
  seen:    { label: [已看, 已看, Seen], kind: active }
  moved:   { label: [搬完, 搬完, Moved], kind: closed }
actions:
  see:  { label: [看過, 看过, Seen], from: planned, to: seen, who: facilities, sets: { first: me } }
  move: { label: [搬, 搬, Move], from: seen, to: moved, who: facilities, sets: { second: me }, and: { "places_moved.removal": carry_out } }
checks:
  two: { at: move, need: 'actor != first', say: [要兩個人, 要两个人, It takes two] }
  any: { at: move, need: 'countIn("places_moved", "removal", "waiting") >= 1', say: [沒有要搬的, 没有要搬的, Nothing to move] }
`,
  `${head('places_moved', 'PLM-{000}')}pattern: ledger
fields:
  what:    { label: [名稱, 名称, What], type: text }
  removal: { label: [搬遷, 搬迁, Removal], type: link, to: removals }
  thing:   { label: [東西, 东西, Thing], type: link, to: guarded }
  user:    { label: [新使用人, 新使用人, New user], type: person }
states:
  waiting: { label: [待搬, 待搬, Waiting], kind: todo }
  done:    { label: [已搬, 已搬, Done], kind: closed }
actions:
  carry_out: { label: [搬好, 搬好, Done], from: waiting, to: done, who: facilities, gives: { thing: { user: user, what: 'what + "!"' } } }
`,
  `${head('guarded', 'GRD-{000}')}pattern: ledger
fields:
  what:  { label: [名稱, 名称, What], type: text }
  user:  { label: [使用人, 使用人, User], type: person, through: removals }
  until: { label: [保固, 质保, Until], type: date }
  price: { label: [價格, 价格, Price], type: money }
  from:  { label: [驗收, 验收, From], type: date }
  worth: { label: [帳面, 账面, Worth], type: money, is: 'straightLine(price, from, 5, today())' }
alerts:
  warranty: { label: [保固到期, 质保到期, Warranty ends], date: until, lead: "30, 7, 0", tells: { facilities: ticket_late } }
`,
];

let compiled: Model | null = null;
function model(): Model {
  if (compiled) return compiled;
  const files = TEMPLATES.map((text, i) => ({ path: `own/${i}.yaml`, text: text.trim() }));
  const { model: made, faults } = compileTemplates([...templateFiles(), ...files]);
  const wrong = faults.filter((fault) => fault.severity === 'error' && fault.where.startsWith('own'));
  expect(wrong.map((fault) => `${fault.where} ${fault.code}`)).toEqual([]);
  return (compiled = made);
}
const office = (): Office => new Office((one) => void Object.assign(one, model()));
const quiet = { source: { kind: 'import' } as const, quiet: true, by: null };
const shelf = (on: Office): string => on.make('shelves', { what: '影印紙' }, quiet).id;
const move = (on: Office, to: string, quantity: number, maker = '甲') =>
  on.make('moves', { shelf: to, quantity, maker }, { ...quiet, source: { kind: 'typed' } as never }).id;
const values = (on: Office, register: string) =>
  Object.values(on.records)
    .filter((rec) => rec.register === register)
    .map((rec) => rec.values);
const verb = (on: Office, register: string, id: string, action: string, by: string): Answer => {
  let answer!: Answer;
  on.decide((draft) => {
    const one = on.register(register);
    answer = tryAction(
      draft,
      one,
      touch(draft, register, id),
      one.actions.find((a) => a.key === action)!,
      { by, via: 'cell' },
    );
  });
  return answer;
};

describe('sums', () => {
  test('what stands there is what went in and out, however a line is corrected or becomes void', () => {
    const on = office();
    const id = shelf(on);
    move(on, id, 20);
    const out = move(on, id, -3.5, '乙');
    expect(on.rec(id, 'shelves').values).toMatchObject({ on_hand: 16.5, makers: 2 });
    on.decide((d) => void editRow(d, on.register('moves'), out, { quantity: '-2' }, WU, on.links));
    expect(on.rec(id, 'shelves').values.on_hand).toBe(18);
    on.decide((d) => void editRow(d, on.register('moves'), out, { $next: '作廢：打錯' }, CHOU, on.links));
    expect(on.rec(id, 'shelves').values).toMatchObject({ on_hand: 20, makers: 1 });
  });

  test('each time it runs low one order is opened, and none while it stays low', () => {
    const on = office();
    const id = shelf(on);
    move(on, id, 10);
    expect(values(on, 'orders')).toHaveLength(0);
    move(on, id, -6);
    move(on, id, -1);
    expect(values(on, 'orders')).toHaveLength(1);
    move(on, id, 20);
    move(on, id, -19);
    expect(values(on, 'orders').map((one) => one.what)).toEqual(['影印紙', '影印紙']);
  });
});

describe('what is done together', () => {
  function removal(on: Office): { id: string; things: string[] } {
    const { id } = on.make('removals', { what: '三樓' }, quiet);
    const things = ['椅', '桌'].map((what) => on.make('guarded', { what, user: LIN }, quiet).id);
    things.forEach((thing, i) => on.make('places_moved', { removal: id, thing, user: WU, what: `線${i}` }, quiet));
    return { id, things };
  }

  test('one action carries every line out, and what the lines point at gets its values with a trace', () => {
    const on = office();
    const { id, things } = removal(on);
    expect(verb(on, 'removals', id, 'see', WU)).toEqual({ done: true });
    expect(verb(on, 'removals', id, 'move', CHOU)).toEqual({ done: true });
    expect(
      Object.values(on.records)
        .filter((rec) => rec.register === 'places_moved')
        .map((rec) => rec.state),
    ).toEqual(['done', 'done']);
    expect(things.map((thing) => on.rec(thing, 'guarded').values)).toEqual([
      expect.objectContaining({ user: WU, what: '線0!' }),
      expect.objectContaining({ user: WU, what: '線1!' }),
    ]);
    // Without a line that waits there is nothing to do.
    expect(on.rec(id, 'removals').tallies['places_moved.removal.all.waiting']).toBeUndefined();
  });

  test('two people: whoever did the first half is not taken for the second', () => {
    const on = office();
    const { id } = removal(on);
    verb(on, 'removals', id, 'see', WU);
    expect(verb(on, 'removals', id, 'move', WU)).toMatchObject({ done: false });
    expect(on.check(id, 'removals')).toContain('要兩個人');
    expect(verb(on, 'removals', id, 'move', CHOU)).toEqual({ done: true });
  });

  test('a field that changes through another register is put back when somebody types over it, and may be filled when blank', () => {
    const on = office();
    const { id } = on.make('guarded', { what: '燈' }, quiet);
    const type = (text: string) =>
      on.decide((d) => void editRow(d, on.register('guarded'), id, { user: text }, WU, on.links));
    type('林小華');
    expect(on.rec(id, 'guarded').values.user).toBe(LIN);
    type('吳國華');
    expect(on.rec(id, 'guarded').values.user).toBe(LIN);
    expect(on.check(id, 'guarded')).toContain('removals');
  });
});

describe('dates people hear of beforehand', () => {
  const due = (on: Office, id: string) =>
    nextAlert(on.register('guarded'), on.rec(id, 'guarded'), on.register('guarded').alerts![0]!, on.ref);
  const pass = (on: Office, id: string, days: number): number => {
    on.now += days * DAY;
    return on.decide((d) => void fallDue(d, on.register('guarded'), id)).effects.length;
  };

  test('each lead once, then the date stands in Due; of what was slept through only the nearest', () => {
    const on = office();
    const { id } = on.make('guarded', { what: '燈', until: '2026-04-20' }, quiet);
    expect(due(on, id)).toEqual({ due: at('2026-03-21 08:30'), days: 30 });
    expect(moments(on.register('guarded'), on.rec(id, 'guarded'), on.ref)).toContainEqual(
      expect.objectContaining({ clock: '!warranty' }),
    );
    expect(pass(on, id, 18)).toBe(0);
    expect(pass(on, id, 2)).toBe(2);
    expect(on.check(id, 'guarded')).toContain('保固到期');
    expect(pass(on, id, 0)).toBe(0);
    // Seven days and the day itself have gone by: one word.
    expect(pass(on, id, 40)).toBe(2);
    expect(due(on, id)).toBeNull();
    expect(pass(on, id, 1)).toBe(0);
    // Another date is another matter.
    on.decide((d) => void editRow(d, on.register('guarded'), id, { until: '2026/12/31' }, WU, on.links));
    expect(due(on, id)).toMatchObject({ days: 30 });
  });

  test('a date that was over when the record came in is no news', () => {
    const on = office();
    const { id } = on.make('guarded', { what: '燈', until: '2025-12-31' }, quiet);
    expect(due(on, id)).toBeNull();
  });
});

test('book value falls by whole months, is the price before the first and nothing after the last', () => {
  const on = office();
  const worth = (from: string) => on.make('guarded', { price: 60000, from }, quiet).values.worth;
  expect(worth('2026-03-01')).toBe(60000);
  expect(worth('2025-03-02')).toBe(48000);
  expect(worth('2025-03-03')).toBe(49000);
  expect(worth('2019-01-01')).toBe(0);
});
