// A new record: number, values, first clocks, first mails.
import { createRecord } from '../../src/engine/create';
import type { MailPayload } from '../../src/engine/types';
import { at } from './builders';
import { CHOU, LIN, MONDAY, Office, WU } from './case';

const mails = (draft: { effects: { payload: unknown }[] }) =>
  draft.effects.map((e) => e.payload as MailPayload).map((p) => `${p.text} ${p.to}`);

test('numbers are taken one by one; series of a year begin anew, rows of the mirror go on', () => {
  const office = new Office();
  const first = office.ticket();
  const second = office.ticket();
  office.now = at('2027-01-04 09:00');
  const third = office.ticket();
  expect([first.id, second.id, third.id]).toEqual(['TKT-2026-0001', 'TKT-2026-0002', 'TKT-2027-0001']);
  expect(office.meta.counters.tickets!.rows).toBe(3);
  office.now = at('2026-12-31 18:00');
  expect(office.ticket().id).toBe('TKT-2026-0003');
});

test('the number’s date is the office’s, not the server’s', () => {
  const office = new Office();
  office.now = at('2027-01-01 00:30');
  expect(new Date(office.now).getUTCFullYear()).toBe(2026);
  expect(office.ticket().id).toBe('TKT-2027-0001');
});

test('blank fields come from the sender, the linked record, its linked record, the default', () => {
  const office = new Office();
  const model = office.make('models', { name: 'C2560', category: 'printer' }, { source: { kind: 'import' }, by: null });
  const device = office.device({ model: model.id, place: 'print_corner_3f' });
  const rec = office.ticket({ place: null, category: null, asset: device.id });
  expect(rec.values).toMatchObject({
    requester: LIN,
    place: 'print_corner_3f',
    category: 'printer',
    model: model.id,
    urgency: 'normal',
    tier: 'self',
    cost: null,
  });
  expect(rec.path).toEqual([{ at: MONDAY, state: 'new', tier: 'self' }]);
});

test('an unverified sender is nobody: not the requester, and mailed nothing', () => {
  const office = new Office();
  const draft = office.decide((d) => {
    createRecord(
      d,
      office.register('tickets'),
      { place: 'warehouse', category: 'printer', fault: 'x' },
      {
        source: { kind: 'form', ref: 'r:f:1', unverified: true },
        by: LIN,
        quiet: false,
      },
    );
  });
  expect([...draft.records.values()][0]!.values.requester).toBeNull();
  expect(mails(draft).filter((m) => m.startsWith('received'))).toEqual([]);
});

test('the sender is told the number, the team gets it on its list; with something held the sender is asked', () => {
  const office = new Office();
  const make = (held = {}) =>
    mails(
      office.decide((d) => {
        createRecord(
          d,
          office.register('tickets'),
          { place: 'warehouse', category: 'printer', fault: 'x' },
          {
            source: { kind: 'form', ref: `r:f:${Object.keys(office.records).length}` },
            by: LIN,
            quiet: false,
            held,
          },
        );
      }),
    ).sort();
  expect(make()).toEqual([`handler_list ${CHOU}`, `handler_list ${WU}`, `received ${LIN}`].sort());
  expect(make({ photo: { typed: 'x', words: { code: 'value.not-file' } } })).toContain(`needs_you ${LIN}`);
});

test('an answer counts from when it was sent, not from when it was taken in', () => {
  const office = new Office();
  const rec = office.ticket({}, { at: MONDAY - 30 * 60_000 });
  expect(rec.created.at).toBe(MONDAY - 30 * 60_000);
  expect(rec.clocks.response!.started).toBe(MONDAY - 30 * 60_000);
  expect(rec.clocks.response!.due).toBe(at('2026-03-02 10:30'));
});

test('an opening balance enters in its state, without clocks and mails', () => {
  const office = new Office();
  const draft = office.decide((d) => {
    createRecord(
      d,
      office.register('assets'),
      { name: '影印機', category: 'printer' },
      {
        source: { kind: 'import', ref: 'opening-balance' },
        by: null,
        quiet: true,
        state: 'in_use',
      },
    );
  });
  const [rec] = [...draft.records.values()];
  expect(rec).toMatchObject({ state: 'in_use', clocks: {}, at: { in_use: MONDAY } });
  expect(draft.effects).toEqual([]);
  expect(draft.journal).toMatchObject([{ action: 'import', why: 'opening-balance', actor: null }]);
});

test('the journal of a birth tells every value, so that the mirror is its fold', () => {
  const office = new Office();
  const draft = office.decide((d) => {
    createRecord(
      d,
      office.register('tickets'),
      { place: 'warehouse', category: 'printer', fault: 'x' },
      {
        source: { kind: 'form', ref: 'r:f:1' },
        by: LIN,
        quiet: true,
      },
    );
  });
  expect(draft.journal[0]).toMatchObject({ action: 'submit', actor: LIN, rev: 1 });
  expect(draft.journal[0]!.after).toMatchObject({ $state: 'new', place: 'warehouse', requester: LIN, tier: 'self' });
});
