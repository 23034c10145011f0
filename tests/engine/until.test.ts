// Due at a time of day (`until`), mails that go together, and fields that begin or end with the moment: a visitor log's day.
import { settle, tryAction } from '../../src/engine/act';
import { createRecord } from '../../src/engine/create';
import { touch } from '../../src/engine/draft';
import { fallDue } from '../../src/engine/due';
import { deliverAt } from '../../src/engine/mail-times';
import { moments, replanRecord } from '../../src/engine/record-clocks';
import { tellRules } from '../../src/engine/rules';
import type { MailPayload, Rec } from '../../src/engine/types';
import { fromRows, makeRow, proposedRows } from '../model/rows';
import { at, makeRef } from './builders';
import { CHOU, DAY, LIN, Office, WU } from './case';

const LOG = 'x_visitors';

/** The demo office with a visitor log; the visitor has come at `time`. */
function visit(time: string, change: (office: Office) => void = () => undefined): { office: Office; id: string } {
  const office = new Office((model) => void fromRows(makeRow(), proposedRows(model), model));
  office.now = at(time);
  change(office);
  const source = { kind: 'form', ref: 'r:f:1', unverified: true } as const;
  const { id } = office.make(LOG, { visitor: '訪客甲', whom: LIN }, { source, by: null });
  return { office, id };
}
const due = (rec: Rec): number | null => rec.clocks.sign_out_by?.due ?? null;
function act(office: Office, id: string, key: string): void {
  const register = office.register(LOG);
  const action = register.actions.find((one) => one.key === key)!;
  office.decide((d) => void tryAction(d, register, touch(d, LOG, id), action, { by: WU, via: 'cell' }));
}

test.each([
  ['in the morning: this evening', '2026-03-02 09:40', '2026-03-02 18:00'],
  ['at the minute itself: now', '2026-03-02 18:00', '2026-03-02 18:00'],
  ['after it: tomorrow', '2026-03-02 18:01', '2026-03-03 18:00'],
  ['on a Friday night: Saturday, by the wall clock', '2026-03-06 19:00', '2026-03-07 18:00'],
])('signed out by 18:00, come %s', (_name, came, until) => {
  const { office, id } = visit(came);
  expect(due(office.rec(id, LOG))).toBe(at(until));
  expect(office.rec(id, LOG).clocks.sign_out_by!.rule).toBe('log.signed_out_by = 18:00');
});

test('the time is the office’s number; one that is no time starts no clock', () => {
  const set = (value: string) => (office: Office) => void (office.ref.settings['log.signed_out_by'] = value);
  expect(due(visit('2026-03-02 09:40', set('17:15')).office.rec('XV-202603-001', LOG))).toBe(at('2026-03-02 17:15'));
  expect(visit('2026-03-02 09:40', set('')).office.rec('XV-202603-001', LOG).clocks).toEqual({});
});

test('a changed number counts for new cases only: a new calendar moves no time of day', () => {
  const { office, id } = visit('2026-03-02 09:40');
  office.ref = { ...office.ref, settings: { ...office.ref.settings, 'log.signed_out_by': '20:00' } };
  const rec = office.rec(id, LOG);
  expect(replanRecord(office.register(LOG), rec, office.ref, office.now)).toBe(false);
  expect(due(rec)).toBe(at('2026-03-02 18:00'));
});

test('a pause moves it to the next such time after the pause', () => {
  const { office, id } = visit('2026-03-02 09:40', (o) => {
    o.register(LOG).states.push({ key: 'away', label: { en: 'Away' }, kind: 'paused' });
    const to = (key: string, from: string, state: string) => ({
      ...o.register(LOG).actions[0]!,
      key,
      from: [from],
      to: state,
      sets: {},
    });
    o.register(LOG).actions.push(to('leave', 'inside', 'away'), to('back', 'away', 'inside'));
  });
  office.now = at('2026-03-02 12:00');
  act(office, id, 'leave');
  expect(due(office.rec(id, LOG))).toBeNull();
  office.now = at('2026-03-03 10:00');
  act(office, id, 'back');
  expect(due(office.rec(id, LOG))).toBe(at('2026-03-03 18:00'));
  office.now = at('2026-03-03 17:59');
  act(office, id, 'sign_out');
  expect(office.rec(id, LOG).clocks.sign_out_by).toMatchObject({ met: true });
});

test('the visitor came now and left now, to the minute; what is entered from an old ledger begins with nothing', () => {
  const { office, id } = visit('2026-03-02 09:40');
  expect(office.rec(id, LOG).values).toMatchObject({ time_in: '2026-03-02T09:40', time_out: null });
  office.now = at('2026-03-02 11:05');
  act(office, id, 'sign_out');
  expect(office.rec(id, LOG)).toMatchObject({ state: 'gone', values: { time_out: '2026-03-02T11:05' } });
  const old = office.make(LOG, { visitor: '乙', whom: LIN }, { source: { kind: 'import' }, quiet: true, by: null });
  expect(old.values.time_in).toBeNull();
});

test('an answer of the evening taken in the next morning began in the evening', () => {
  const { office } = visit('2026-03-03 09:40');
  const sent = { source: { kind: 'form', ref: 'r:f:2' } as const, at: at('2026-03-02 20:00') };
  expect(office.make(LOG, { visitor: '丙', whom: LIN }, sent).values.time_in).toBe('2026-03-02T20:00');
});

test('the host hears once, and only when it is known who that is', () => {
  const { office } = visit('2026-03-02 09:40');
  const { id } = office.make(LOG, { visitor: '丁' });
  const meet = (whom: string | null): string[] => {
    const draft = office.decide((d) => {
      const rec = touch(d, LOG, id);
      rec.values.whom = whom;
      settle(d, office.register(LOG), null, rec, null, { by: WU, via: 'cell' });
    });
    return draft.effects.map((e) => (e.payload as MailPayload).to);
  };
  expect(meet(null)).toEqual([]);
  expect(meet(LIN)).toEqual([LIN]);
  expect(meet(CHOU)).toEqual([]);
});

test('a batch tells nobody until it is confirmed, and then each once', () => {
  const { office } = visit('2026-03-02 09:40');
  const birth = { source: { kind: 'pasted', ref: 'b1' }, quiet: true, by: WU } as const;
  const made = office.decide((d) => {
    createRecord(d, office.register(LOG), { visitor: '戊', whom: LIN }, birth);
  });
  expect(made.effects).toEqual([]);
  const { id } = [...made.records.values()][0]!;
  const edited = office.decide((d) => {
    const rec = touch(d, LOG, id);
    settle(d, office.register(LOG), null, rec, null, { by: WU, via: 'cell' });
  });
  expect(edited.effects).toEqual([]);
  const told = office.decide((d) => {
    for (let i = 0; i < 2; i++) tellRules(d, office.register(LOG), touch(d, LOG, id));
  });
  expect(told.effects.map((e) => (e.payload as MailPayload).to)).toEqual([LIN]);
});

test('those not signed out: one mail a holder of the role, at the minute, whatever the hour, gathered with the others', () => {
  const { office, id } = visit('2026-03-02 09:40');
  office.now = at('2026-03-02 18:00');
  expect(moments(office.register(LOG), office.rec(id, LOG), office.ref)[0]).toMatchObject({ due: office.now });
  const draft = office.decide((d) => void fallDue(d, office.register(LOG), id));
  expect(
    draft.effects.map((e) => [(e.payload as MailPayload).text, (e.payload as MailPayload).to, e.notBefore]),
  ).toEqual([
    ['log_still_inside', WU, office.now],
    ['log_still_inside', CHOU, office.now],
  ]);
  for (const { payload } of draft.effects) expect(payload).toMatchObject({ bundle: true, rank: 2 });
  office.now += DAY;
  expect(office.decide((d) => void fallDue(d, office.register(LOG), id)).effects).toEqual([]);
});

test.each([
  ['a person’s act waits its grace, at night too', {}, '2026-03-07 03:00', '2026-03-07 03:03'],
  ['a due clock waits for nothing', { clock: true }, '2026-03-07 03:00', '2026-03-07 03:00'],
])('mails that go together: %s', (_name, more, now, leaves) => {
  const how = { reader: 'head', when: 'at once', together: true, ...more } as const;
  expect(deliverAt(how, at(now), makeRef())).toEqual({ at: at(leaves), bundle: true });
});

test('switched to "bundled" by the office it keeps to its reader’s times', () => {
  const how = { reader: 'head', when: 'bundled', together: true } as const;
  expect(deliverAt(how, at('2026-03-02 10:00'), makeRef()).at).toBe(at('2026-03-02 17:00'));
});
