// When a mail may leave: grace, working hours, bundles, emergencies.
import fc from 'fast-check';
import { isWorking } from '../../src/engine/calendar';
import { deliverAt, readSlots, type MailHow } from '../../src/engine/mail-times';
import { at, makeRef } from './builders';

const mail = (more: Partial<MailHow> = {}): MailHow => ({ reader: 'handler', when: 'at once', ...more });
const ref = makeRef();
const typhoon = { date: '2026-03-03', open: false, hours: null, place: '', name: '颱風' };

test.each<[string, MailHow, string, string, boolean]>([
  ['three minutes of grace', mail(), '2026-03-02 10:00', '2026-03-02 10:03', false],
  ['a due clock has none', mail({ clock: true }), '2026-03-02 10:00', '2026-03-02 10:00', false],
  ['evening waits for the morning', mail(), '2026-03-02 17:29', '2026-03-03 08:30', false],
  ['a due clock at dawn waits too', mail({ clock: true }), '2026-03-07 03:00', '2026-03-09 08:30', false],
  ['an emergency leaves at night', mail({ emergency: true }), '2026-03-07 03:00', '2026-03-07 03:00', false],
  [
    'an emergency is never bundled',
    mail({ emergency: true, when: 'bundled' }),
    '2026-03-02 10:00',
    '2026-03-02 10:00',
    false,
  ],
  ['handler: the next of two lists', mail({ when: 'bundled' }), '2026-03-02 10:00', '2026-03-02 13:30', true],
  ['handler: after the last one, tomorrow', mail({ when: 'bundled' }), '2026-03-02 13:28', '2026-03-03 09:00', true],
  ['head: 17:00', mail({ reader: 'head', when: 'bundled' }), '2026-03-02 10:00', '2026-03-02 17:00', true],
  ['leader: three times', mail({ reader: 'leader', when: 'bundled' }), '2026-03-02 14:30', '2026-03-02 16:30', true],
  [
    'everyone: once a week',
    mail({ reader: 'everyone', when: 'bundled' }),
    '2026-03-03 10:00',
    '2026-03-09 09:00',
    true,
  ],
  ['a bundle over the weekend', mail({ when: 'bundled' }), '2026-03-06 16:00', '2026-03-09 09:00', true],
])('%s', (_, how, now, due, bundle) => {
  expect(deliverAt(how, at(now), ref)).toEqual({ at: at(due), bundle });
});

test('closed tomorrow: neither single mails nor bundles', () => {
  const closed = makeRef({ days: [typhoon] });
  expect(deliverAt(mail(), at('2026-03-02 20:00'), closed).at).toBe(at('2026-03-04 08:30'));
  expect(deliverAt(mail({ when: 'bundled' }), at('2026-03-02 20:00'), closed).at).toBe(at('2026-03-04 09:00'));
});

test('half a day has no 17:00 list; a holiday moves the weekly notice to the next day worked', () => {
  const half = makeRef({
    days: [
      { ...typhoon, date: '2026-03-02', open: true, hours: '08:30-12:00' },
      { ...typhoon, date: '2026-03-09' },
    ],
  });
  expect(deliverAt(mail({ reader: 'head', when: 'bundled' }), at('2026-03-02 09:00'), half).at).toBe(
    at('2026-03-03 17:00'),
  );
  expect(deliverAt(mail({ reader: 'everyone', when: 'bundled' }), at('2026-03-04 09:00'), half).at).toBe(
    at('2026-03-10 09:00'),
  );
});

test("the office's own numbers", () => {
  const own = makeRef({
    settings: { 'mail.grace_minutes': 10, 'mail.times.handler': '11:00', 'mail.times.approvals': '10:00' },
  });
  expect(deliverAt(mail(), at('2026-03-02 10:00'), own).at).toBe(at('2026-03-02 10:10'));
  expect(deliverAt(mail({ when: 'bundled' }), at('2026-03-02 09:00'), own).at).toBe(at('2026-03-02 11:00'));
  expect(deliverAt(mail({ reader: 'leader', when: 'bundled' }), at('2026-03-02 09:00'), own).at).toBe(
    at('2026-03-02 10:00'),
  );
  const broken = makeRef({ settings: { 'mail.grace_minutes': 'soon', 'mail.times.handler': '每天' } });
  expect(deliverAt(mail({ when: 'bundled' }), at('2026-03-02 10:00'), broken).at).toBe(at('2026-03-02 13:30'));
});

test('times as people write them', () => {
  expect(readSlots('13:30、09:00')).toEqual([
    { minutes: 540, weekday: null },
    { minutes: 810, weekday: null },
  ]);
  expect(readSlots('週五 16:00')).toEqual([{ minutes: 960, weekday: 4 }]);
  expect(readSlots('Monday 9:00')).toEqual([{ minutes: 540, weekday: 0 }]);
});

test('never before the grace is over, never outside working hours', () => {
  const moment = fc.integer({ min: at('2026-01-01 00:00'), max: at('2027-01-01 00:00') });
  const how = fc.record({
    reader: fc.constantFrom<MailHow['reader']>('sender', 'handler', 'head', 'leader', 'everyone', 'outsider'),
    when: fc.constantFrom<MailHow['when']>('at once', 'bundled'),
    clock: fc.boolean(),
  });
  fc.assert(
    fc.property(moment, how, (now, m) => {
      const { at: leaves } = deliverAt(m, now, ref);
      expect(leaves).toBeGreaterThanOrEqual(now + (m.clock ? 0 : 180_000));
      expect(isWorking(leaves, ref)).toBe(true);
    }),
  );
});
