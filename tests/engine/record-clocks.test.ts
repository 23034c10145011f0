// A record's clocks as its states move: start, stop, pause, wake, reopening, and what the Due column shows (R094).
import { enter } from '../../src/engine/act';
import { touch } from '../../src/engine/draft';
import { byItselfAt, moments, nearestDue, replanRecord } from '../../src/engine/record-clocks';
import { at } from './builders';
import { DAY, HOUR, MINUTE, Office } from './case';

const tickets = (office: Office) => office.register('tickets');
function move(office: Office, id: string, to: string, time: string): void {
  office.now = at(time);
  office.decide((d) => enter(d, tickets(office), touch(d, 'tickets', id), to, null));
}

test('entering a state starts its clocks; the numbers are the office’s', () => {
  const office = new Office();
  office.ref.settings['ticket.first_response_hours'] = 2;
  const { clocks } = office.ticket();
  expect(clocks.response).toMatchObject({ allowed: 2 * HOUR, due: at('2026-03-02 12:00'), stopped: null });
  expect(clocks.response!.rule).toBe('ticket.first_response_hours = 2');
  expect(clocks.solve!.due).toBe(at('2026-03-04 10:00'));
});

test('a number that is blank or zero starts no clock', () => {
  const office = new Office();
  office.ref.settings['ticket.first_response_hours'] = 0;
  office.ref.settings['ticket.solve_hours'] = '';
  expect(office.ticket().clocks).toEqual({});
});

test('each stops at its own state, later states do not stop it again', () => {
  const office = new Office();
  const { id } = office.ticket();
  move(office, id, 'working', '2026-03-02 10:50');
  expect(office.rec(id).clocks).toMatchObject({
    response: { stopped: at('2026-03-02 10:50'), met: true },
    solve: { stopped: null },
  });
  move(office, id, 'solved', '2026-03-04 10:01');
  expect(office.rec(id).clocks).toMatchObject({
    response: { stopped: at('2026-03-02 10:50') },
    solve: { stopped: at('2026-03-04 10:01'), met: false },
  });
});

test('a state skipped stops what it would have stopped', () => {
  const office = new Office();
  const { id } = office.ticket();
  move(office, id, 'closed', '2026-03-02 10:30');
  for (const clock of Object.values(office.rec(id).clocks)) expect(clock).toMatchObject({ met: true });
});

test('the paused hours do not count, the ledger says so', () => {
  const office = new Office();
  const { id } = office.ticket();
  move(office, id, 'working', '2026-03-02 10:30');
  move(office, id, 'waiting', '2026-03-02 11:00');
  expect(office.rec(id).clocks.solve).toMatchObject({ due: null, warn: null });
  expect(nearestDue(tickets(office), office.rec(id))).toBe('paused');
  move(office, id, 'working', '2026-03-03 11:00');
  const { due, ledger } = office.rec(id).clocks.solve!;
  // 1 h used on Monday, 15 h left from Tuesday 11:00 on, eight hours a day.
  expect(due).toBe(at('2026-03-05 10:00'));
  expect(ledger.some((s) => s.why === 'paused')).toBe(true);
});

test('reopened: the time it stood solved is a pause, what was used stays used', () => {
  const office = new Office();
  const { id } = office.ticket();
  move(office, id, 'working', '2026-03-02 10:10');
  move(office, id, 'solved', '2026-03-02 11:00');
  move(office, id, 'working', '2026-03-03 11:00');
  const { solve, response } = office.rec(id).clocks;
  expect(solve).toMatchObject({ stopped: null, met: null, due: at('2026-03-05 10:00') });
  expect(response!.stopped).toBe(at('2026-03-02 10:10'));
});

test('void stops without a judgement', () => {
  const office = new Office();
  const { id } = office.ticket();
  move(office, id, 'cancelled', '2026-03-09 10:00');
  for (const clock of Object.values(office.rec(id).clocks)) expect(clock).toMatchObject({ met: null });
});

test('“closed tomorrow” moves open clocks; the allowed time of an open case stays', () => {
  const office = new Office();
  const { id } = office.ticket();
  const rec = office.rec(id);
  const days = [{ date: '2026-03-03', open: false, hours: null, place: '', name: '颱風' }];
  office.ref = { ...office.ref, days, settings: { ...office.ref.settings, 'ticket.solve_hours': 99 } };
  expect(replanRecord(tickets(office), rec, office.ref, office.now)).toBe(true);
  expect(rec.clocks.solve).toMatchObject({ due: at('2026-03-05 10:00'), allowed: 16 * HOUR });
  expect(rec.clocks.response!.due).toBe(at('2026-03-02 11:00'));
  expect(replanRecord(tickets(office), rec, office.ref, office.now)).toBe(false);
});

describe('moments: what the record waits for, soonest first', () => {
  test('warnings and breaches of what runs', () => {
    const office = new Office();
    const { id } = office.ticket();
    expect(moments(tickets(office), office.rec(id), office.ref)).toEqual([
      { due: at('2026-03-02 10:45'), clock: 'response', moment: 'warn' },
      { due: at('2026-03-03 15:00'), clock: 'solve', moment: 'warn' },
    ]);
    move(office, id, 'closed', '2026-03-02 10:30');
    expect(moments(tickets(office), office.rec(id), office.ref)).toEqual([]);
  });

  test('what happens by itself; not in the bin, not while a cell is asked or held', () => {
    const office = new Office();
    office.ref.settings['ticket.auto_close_days'] = 3;
    const { id } = office.ticket();
    move(office, id, 'solved', '2026-03-02 11:00');
    const rec = office.rec(id);
    const own = () => moments(tickets(office), rec, office.ref).filter((m) => m.clock.startsWith('@'));
    expect(own()).toEqual([{ due: at('2026-03-05 11:00'), clock: '@close', moment: 'act' }]);
    rec.held = { cost: { typed: 'x', words: { code: 'value.not-money' } } };
    expect(own()).toEqual([]);
    rec.held = {};
    rec.deleted = { at: office.now, by: null };
    expect(moments(tickets(office), rec, office.ref)).toEqual([]);
  });

  test('a date means the first working minute of that day; days are civil, over summer time too', () => {
    const office = new Office();
    const { id } = office.ticket();
    const rec = office.rec(id);
    rec.values.wake_on = '2026-03-05';
    expect(byItselfAt({ at: 'wake_on' }, rec, office.ref)).toBe(at('2026-03-05 08:30'));
    rec.values.wake_on = null;
    expect(byItselfAt({ at: 'wake_on' }, rec, office.ref)).toBeNull();
    const berlin = { ...office.ref, zone: 'Europe/Berlin', settings: { days: 1 } };
    rec.at.new = at('2026-03-28 12:00', 'Europe/Berlin');
    expect(byItselfAt({ after: 'days' }, rec, berlin)).toBe(at('2026-03-29 12:00', 'Europe/Berlin'));
    expect(byItselfAt({ after: 'days' }, rec, berlin)! - rec.at.new).toBe(DAY - HOUR);
    expect(byItselfAt({ after: 'no such number' }, rec, berlin)).toBeNull();
  });
});

test('Due shows the nearest running clock, and that it is late', () => {
  const office = new Office();
  const { id } = office.ticket();
  const rec = office.rec(id);
  expect(nearestDue(tickets(office), rec)).toEqual({
    due: at('2026-03-02 11:00'),
    warn: at('2026-03-02 10:45'),
    late: false,
  });
  rec.clocks.response!.breached = true;
  expect(nearestDue(tickets(office), rec)).toMatchObject({ late: true });
  rec.clocks.response!.stopped = office.now + MINUTE;
  expect(nearestDue(tickets(office), rec)).toMatchObject({ due: at('2026-03-04 10:00') });
});
