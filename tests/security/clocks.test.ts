// A clock row is a hint: forged, moved or doubled it acts at the derived moment or not at all, and stops nobody's tick (S18).
import { SHEET } from '../../src/office/layout';
import type { LocalOffice } from '../../local/office';
import { HEAD, HOUR, MINUTE, morning, submit, TICK, type } from '../office/hands';

function plant(office: LocalOffice, at: number, rows: (string | number)[][]): void {
  const { store } = office.runtime;
  store.putRows(office.books.facilities!, SHEET.clocks, at, rows);
  store.set({ scriptProperties: { ...store.state.scriptProperties, 'next:facilities': String(office.runtime.now) } });
}
const end = (office: LocalOffice) => office.meta('facilities').sizes.clocks[1] + 1;
const errors = (office: LocalOffice) =>
  office.runtime.executions.filter((x) => x.error).map((x) => `${x.fn} ${x.error!.message}`);
const breached = (office: LocalOffice, id: string) =>
  office.journal('facilities').filter((j) => j.id === id && j.action.startsWith('clock:'));

test.each([
  ['late long before it is', (id: string, rev: number) => [1, 'tickets', id, rev, 'response', 'late']],
  ['of a revision to come', (id: string) => [1, 'tickets', id, 99, 'response', 'late']],
  ['for an action by itself', (id: string, rev: number) => [1, 'tickets', id, rev, '@close', 'act']],
  ['for an action that is none', (id: string, rev: number) => [1, 'tickets', id, rev, '@void', 'act']],
  ['of a record that is none', () => [1, 'tickets', 'TKT-2026-9999', 1, 'response', 'late']],
  ['of a register that is none', (id: string) => [1, 'salaries', id, 1, 'response', 'late']],
  ['of a word every object knows', (id: string) => [1, 'constructor', id, 1, '__proto__', 'late']],
  [
    'with such a word beside it',
    (id: string, rev: number) => [1, 'tickets', id, rev, 'response', 'late|constructor/x|__proto__/y|/|z'],
  ],
  ['with words for a time', (id: string) => ['soon', 'tickets', id, 1, 'response', 'late']],
])('a row %s', (_name, make) => {
  const office = morning();
  const id = submit(office);
  const { rev, state } = office.record('tickets', id)!;
  plant(office, end(office), [make(id, rev)]);
  office.runtime.wait(2 * TICK);
  expect(errors(office)).toEqual([]);
  expect(breached(office, id)).toEqual([]);
  expect(office.record('tickets', id)!.state).toBe(state);
  expect(office.mails({ to: HEAD })).toEqual([]);
  // The true moments come as before.
  office.runtime.wait(HOUR);
  expect(breached(office, id).map((j) => j.action)).toEqual(['clock:response.warn', 'clock:response.late']);
  expect(errors(office)).toEqual([]);
});

test('the true rows doubled: each moment once', () => {
  const office = morning();
  const id = submit(office);
  const rows = [1, 2].map((r) =>
    [1, 2, 3, 4, 5, 6].map(
      (c) => office.runtime.store.cell(office.books.facilities!, SHEET.clocks, r + 1, c).v as string,
    ),
  );
  plant(office, end(office), [...rows, ...rows, ...rows]);
  office.runtime.wait(90 * MINUTE);
  expect(breached(office, id).map((j) => j.action)).toEqual(['clock:response.warn', 'clock:response.late']);
  expect(office.mails({ to: HEAD })).toHaveLength(1);
});

test('moved to next year: not at all, until the night writes what the records say', () => {
  const office = morning();
  const id = submit(office);
  const far = office.runtime.now + 300 * 24 * HOUR;
  plant(office, 2, [[far], [far]]);
  office.runtime.wait(90 * MINUTE);
  expect(breached(office, id)).toEqual([]);
  office.runtime.wait(24 * HOUR);
  expect(breached(office, id).map((j) => j.action)).toContain('clock:response.late');
});

test('a cell changed while a clock runs makes no other moment true', () => {
  const office = morning();
  const id = submit(office);
  type(office, id, '$due', '2026/3/2 9:05');
  office.runtime.wait(2 * TICK);
  expect(breached(office, id)).toEqual([]);
});
