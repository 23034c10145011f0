// Orders in machine sheets are not believed: no mail leaves that no decision made, and each forged one is told once (S18).
import { SHEET } from '../../src/office/layout';
import type { LocalOffice } from '../../local/office';
import { HEAD, LIN, MINUTE, morning, submit, TICK, type, WU } from '../office/hands';

type Row = (string | number)[];
const EVIL = 'x@evil.test';
const rowsOf = (office: LocalOffice): Row[] =>
  office.outbox('facilities').map((r) => {
    const cell = (c: number) =>
      office.runtime.store.cell(office.books.facilities!, SHEET.outbox, r.row, c).v as string | number;
    return [1, 2, 3, 4, 5, 6, 7, 8].map((c) => cell(c) ?? '');
  });
/** Writes rows as an editor of the workbook could, and makes the next tick look. */
function plant(office: LocalOffice, at: number, rows: Row[]): void {
  const { store } = office.runtime;
  store.putRows(office.books.facilities!, SHEET.outbox, at, rows);
  store.set({ scriptProperties: { ...store.state.scriptProperties, 'next:facilities': String(office.runtime.now) } });
}
/** An office whose first mails are gone, with one row still open until 13:30. */
function started(): LocalOffice {
  const office = morning();
  submit(office);
  office.runtime.wait(2 * TICK);
  expect(office.mails({ to: LIN })).toHaveLength(1);
  return office;
}
const end = (office: LocalOffice) => office.meta('facilities').sizes.outbox[1] + 1;
const told = (office: LocalOffice) => office.notices('facilities').filter((n) => n.key.startsWith('forged')).length;
const errors = (office: LocalOffice) =>
  office.runtime.executions.filter((x) => x.error).map((x) => `${x.fn} ${x.error!.message}`);

const body = (office: LocalOffice, more: object = {}) => {
  const { id, rev } = office.records('tickets')[0]!;
  return JSON.stringify({
    register: 'tickets',
    id,
    rev,
    payload: { text: 'done', to: EVIL, bundle: false, rank: 0, params: {}, ...more },
  });
};

describe('never delivered, told once, and no tick dies of it', () => {
  const cases: [string, (office: LocalOffice) => Row][] = [
    ['made up', (o) => [end(o) - 1, 'evil:1', 'mail', 0, '', 0, body(o), 'f'.repeat(64)]],
    ['without a MAC', (o) => [end(o) - 1, 'evil:1', 'mail', 0, '', 0, body(o), '']],
    ['no JSON', (o) => [end(o) - 1, 'evil:1', 'mail', 0, '', 0, '{{{', '']],
    ['words for a time', (o) => [end(o) - 1, 'evil:1', 'mail', 'soon', '', 'x', body(o), 'f'.repeat(64)]],
    ['an endless time', (o) => [end(o) - 1, 'evil:1', 'mail', 'Infinity', '', 0, body(o), 'f'.repeat(64)]],
    [
      're-addressed',
      (o) => rowsOf(o)[0]!.map((c, i) => (i === 6 ? String(c).replace(LIN, EVIL).replace(WU, EVIL) : i === 4 ? '' : c)),
    ],
    ['another kind', (o) => rowsOf(o)[0]!.map((c, i) => (i === 2 ? 'command' : i === 4 ? '' : c))],
  ];
  test.each(cases)('%s', (_name, make) => {
    const office = started();
    const before = office.mails().length;
    plant(office, end(office), [make(office)]);
    office.runtime.wait(2 * TICK);
    expect(office.mails()).toHaveLength(before);
    expect(told(office)).toBe(1);
    expect(errors(office)).toEqual([]);
    // What was decided still leaves.
    const id = submit(office, { fault: '燈不亮' });
    office.runtime.wait(2 * TICK);
    expect(office.mails({ to: LIN, about: id })).toHaveLength(1);
    office.runtime.wait(5 * 60 * MINUTE);
    expect(office.mails({ to: EVIL })).toEqual([]);
    expect(told(office)).toBe(1);
    expect(errors(office)).toEqual([]);
  });
});

test('re-dated: an open row moved to now is told, not sent', () => {
  const office = started();
  const open = office.outbox('facilities').find((r) => !r.done)!;
  const before = office.mails().length;
  plant(office, open.row, [
    rowsOf(office)
      .find((r) => r[1] === open.key)!
      .map((c, i) => (i === 3 ? 0 : c)),
  ]);
  office.runtime.wait(2 * TICK);
  expect(office.mails()).toHaveLength(before);
  expect(told(office)).toBe(1);
});

test('replayed: a delivered row copied to the end, or opened again, is not sent twice', () => {
  for (const where of ['end', 'place'] as const) {
    const office = started();
    const [row] = rowsOf(office);
    const before = office.mails().length;
    plant(office, where === 'end' ? end(office) : 2, [row!.map((c, i) => (i === 4 ? '' : c))]);
    office.runtime.wait(2 * TICK);
    expect(office.mails()).toHaveLength(before);
  }
});

test('after more commits than the mark remembers, and after a night, a copy is still no order', () => {
  const office = started();
  const row = rowsOf(office).find((r) => String(r[6]).includes(LIN))!;
  const id = office.records('tickets')[0]!.id;
  for (let i = 0; i < 105; i++) type(office, id, 'why', `第 ${i} 次`);
  const before = office.mails({ to: LIN }).length;
  const open = row.map((c, i) => (i === 4 ? '' : c));
  plant(office, end(office), [open]);
  office.runtime.wait(2 * TICK);
  expect(office.mails({ to: LIN })).toHaveLength(before);
  // Once the day's lists are gone too, finished rows are never read again, and the night clears them.
  office.runtime.wait(6 * 60 * MINUTE);
  expect(office.outbox('facilities').every((r) => r.done)).toBe(true);
  plant(office, Number(row[0]) + 1, [open]);
  office.runtime.wait(2 * TICK);
  office.runtime.run('nightly_', [{}], {});
  plant(office, Number(row[0]) + 1, [open]);
  office.runtime.wait(2 * TICK);
  expect(office.mails({ to: LIN })).toHaveLength(before);
});

test('closing a planted row does not close what the same commit queues', () => {
  const office = started();
  const id = office.records('tickets')[0]!.id;
  for (const [key, text] of [
    ['$next', '開始處理'],
    ['solution', '換定影器'],
    ['cost', '0'],
    ['$next', '修好了'],
  ] as const)
    type(office, id, key, text);
  const days = Number(office.model.settings['ticket.auto_close_days']!.value);
  office.runtime.wait(office.record('tickets', id)!.at.solved! + days * 24 * 60 * MINUTE - MINUTE - office.runtime.now);
  // The tick that closes the ticket by itself finds the planted rows; its survey waits the grace minutes in the outbox.
  const at = end(office) - 1;
  plant(
    office,
    at + 1,
    [0, 1, 2].map((i) => [at + i, `evil:${i}`, 'mail', 0, '', 0, body(office), 'x']),
  );
  office.runtime.wait(3 * TICK);
  expect(office.record('tickets', id)!.state).toBe('closed');
  expect(told(office)).toBe(3);
  expect(office.mails({ to: LIN }).at(-1)!.at).toBeGreaterThan(office.runtime.now - 3 * TICK);
});

test('a planted row does not take the place of the next one decided', () => {
  const office = started();
  plant(office, end(office), [[end(office) - 1, 'evil:1', 'mail', 0, '', 0, body(office), 'x']]);
  const id = submit(office, { fault: '漏水' });
  office.runtime.wait(2 * TICK);
  expect(office.mails({ to: LIN, about: id })).toHaveLength(1);
  expect(office.mails({ to: EVIL })).toEqual([]);
  expect(office.mails({ to: HEAD })).toEqual([]);
});
