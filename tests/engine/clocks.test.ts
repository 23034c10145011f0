// Clocks over the office calendar: the arithmetic adds up, pauses shift by what was paused, and it explains itself.
import fc from 'fast-check';
import { workingBetween } from '../../src/engine/calendar';
import {
  addWall,
  addWorking,
  explainClock,
  nextMoment,
  pauseClock,
  replanClock,
  resumeClock,
  startClock,
  stopClock,
} from '../../src/engine/clocks';
import type { ClockPlan } from '../../src/engine/clocks';
import { toCivil } from '../../src/engine/civil';
import type { Ref } from '../../src/engine/types';
import { at, makeRef } from './builders';

const HOUR = 3_600_000;
const plan = (hours: number, more: Partial<ClockPlan> = {}): ClockPlan => ({
  allowed: hours * HOUR,
  hours: 'working',
  rule: `${hours} h`,
  ...more,
});
const peace = { date: '2026-03-03', open: false, hours: null, place: '', name: '和平紀念日' };

describe('days of the office', () => {
  const ref = makeRef();
  test.each([
    ['2026-03-02 10:00', 1, '2026-03-02 11:00'],
    ['2026-03-02 11:30', 1, '2026-03-02 13:30'],
    ['2026-03-02 17:10', 1, '2026-03-03 09:10'],
    ['2026-03-06 17:10', 1, '2026-03-09 09:10'],
    ['2026-03-07 12:00', 1, '2026-03-09 09:30'],
    ['2026-03-02 16:30', 1, '2026-03-02 17:30'],
    ['2026-03-02 08:30', 8, '2026-03-02 17:30'],
  ])('%s + %s working hours = %s', (start, hours, due) => {
    expect(addWorking(at(start), hours * HOUR, ref).due).toBe(at(due));
  });

  test('24 hours by the wall know no weekend', () => {
    expect(addWall(at('2026-03-06 17:00'), 24 * HOUR).due).toBe(at('2026-03-07 17:00'));
  });
});

describe('properties, in zones with and without summer time', () => {
  const zones = ['Asia/Taipei', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
  const refs: Ref[] = zones.map((zone) =>
    makeRef({ zone, days: [peace, { date: '2026-03-28', open: true, hours: null, place: '', name: '' }] }),
  );
  // A night shift stands over the hour that is missing or doubled.
  refs.push(...zones.map((zone) => makeRef({ zone, week: [0, 1, 2, 3, 4, 5, 6].map(() => [['22:00', '06:00']]) })));
  const ref = fc.constantFrom(...refs);
  const start = fc.integer({ min: Date.UTC(2026, 1, 25), max: Date.UTC(2026, 10, 10) });
  const allowed = fc.integer({ min: 1, max: 120 * HOUR });

  test('the ledger counts exactly the allowed time, without holes, and ends at due', () => {
    fc.assert(
      fc.property(ref, start, allowed, (r, from, ms) => {
        const { due, ledger } = addWorking(from, ms, r);
        expect(ledger.reduce((sum, span) => sum + span.counted, 0)).toBe(ms);
        expect(ledger[0]!.from).toBe(from);
        expect(ledger[ledger.length - 1]!.to).toBe(due);
        ledger.slice(1).forEach((span, i) => expect(span.from).toBe(ledger[i]!.to));
        expect(workingBetween(from, due!, r)).toBe(ms);
      }),
    );
  });

  test('due never moves back when the start or the time grows', () => {
    fc.assert(
      fc.property(ref, start, allowed, fc.nat(10 * HOUR), (r, from, ms, more) => {
        const due = addWorking(from, ms, r).due!;
        expect(addWorking(from, ms + more, r).due!).toBeGreaterThanOrEqual(due);
        expect(addWorking(from + more, ms, r).due!).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  test('a pause shifts the end by exactly the working time paused', () => {
    fc.assert(
      fc.property(
        ref,
        start,
        allowed,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(200 * HOUR),
        (r, from, ms, share, length) => {
          const free = addWorking(from, ms, r).due!;
          const pause = { from: Math.floor(from + (free - 1 - from) * share), to: 0 };
          pause.to = pause.from + length;
          const { due, ledger } = addWorking(from, ms, r, '', [pause]);
          expect(workingBetween(from, due!, r) - workingBetween(pause.from, pause.to, r)).toBe(ms);
          expect(ledger.reduce((sum, span) => sum + span.counted, 0)).toBe(ms);
        },
      ),
    );
  });

  test('by the wall a pause shifts by its length', () => {
    fc.assert(
      fc.property(
        start,
        allowed,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.nat(50 * HOUR),
        (from, ms, share, length) => {
          const pause = { from: Math.floor(from + ms * share), to: Math.floor(from + ms * share) + length };
          expect(addWall(from, ms, [pause]).due).toBe(from + ms + length);
        },
      ),
    );
  });
});

describe('the life of a clock', () => {
  const ref = makeRef();

  test('warns when the share of the time is used, then falls due', () => {
    const clock = startClock(plan(2, { warnPct: 75 }), at('2026-03-02 11:00'), ref);
    expect([clock.warn, clock.due]).toEqual([at('2026-03-02 13:30'), at('2026-03-02 14:00')]);
    expect(nextMoment(clock)).toEqual({ at: clock.warn, moment: 'warn' });
    expect(nextMoment({ ...clock, warned: true })).toEqual({ at: clock.due, moment: 'late' });
    expect(nextMoment({ ...clock, warned: true, breached: true })).toBeNull();
  });

  test('paused it has no due moment; resumed it goes on with what was left', () => {
    const p = plan(2, { warnPct: 75 });
    const started = startClock(p, at('2026-03-02 09:00'), ref);
    const paused = pauseClock(started, at('2026-03-02 10:00'), p, ref);
    expect([paused.due, paused.warn, nextMoment(paused)]).toEqual([null, null, null]);
    expect(pauseClock(paused, at('2026-03-02 10:30'), p, ref)).toBe(paused);
    const resumed = resumeClock(paused, at('2026-03-05 14:00'), p, ref);
    expect(resumed.due).toBe(at('2026-03-05 15:00'));
    expect(resumed.ledger.map((span) => span.why)).toEqual(['working', 'paused', 'working']);
  });

  test('stopped in time, late, and while paused', () => {
    const p = plan(1);
    const clock = startClock(p, at('2026-03-02 10:00'), ref);
    expect(stopClock(clock, at('2026-03-02 11:00'), p, ref).met).toBe(true);
    expect(stopClock(clock, at('2026-03-02 11:00') + 1, p, ref).met).toBe(false);
    const paused = pauseClock(clock, at('2026-03-02 10:30'), p, ref);
    expect(stopClock(paused, at('2026-03-09 10:00'), p, ref).met).toBe(true);
    const late = pauseClock(clock, at('2026-03-02 11:30'), p, ref);
    expect(stopClock(late, at('2026-03-09 10:00'), p, ref).met).toBe(false);
  });

  test('closed tomorrow moves the due moment, and a breach told before it stays told only if it still is one', () => {
    const p = plan(1);
    const clock = { ...startClock(p, at('2026-03-02 17:00'), ref), breached: true };
    const moved = replanClock(clock, p, makeRef({ days: [peace] }), at('2026-03-03 10:00'));
    expect(moved.due).toBe(at('2026-03-04 09:00'));
    expect(moved.breached).toBeUndefined();
    expect(replanClock(clock, p, ref, at('2026-03-03 10:00')).breached).toBe(true);
  });

  test('no hours at all is refused with its code', () => {
    const empty = makeRef({ week: [] });
    expect(() => startClock(plan(1), at('2026-03-02 17:00'), empty)).toThrow(
      expect.objectContaining({ code: 'calendar.no-hours' }),
    );
  });

  test('a long clock keeps a short ledger that still adds up', () => {
    const clock = startClock(plan(8 * 100), at('2026-03-02 08:30'), ref);
    expect(clock.ledger.length).toBeLessThan(70);
    expect(clock.ledger.reduce((sum, span) => sum + span.counted, 0)).toBe(800 * HOUR);
  });
});

describe('the explanation', () => {
  const ref = makeRef({ days: [peace] });
  const clock = startClock(plan(1), at('2026-03-02 17:10'), ref);

  test('in Chinese', () => {
    expect(explainClock(clock, ref.zone, 'zh-TW')).toEqual([
      '從 週一 3/2 17:10 起算，可用 1 小時',
      '週一 3/2 17:10–17:30 算 20 分',
      '週二 3/3 和平紀念日 不算',
      '週三 3/4 08:30–09:10 算 40 分',
      '到 週三 3/4 09:10 到期',
    ]);
  });

  test('in English, over a weekend and a pause', () => {
    const p = plan(2);
    const paused = resumeClock(
      pauseClock(startClock(p, at('2026-03-06 16:30'), ref), at('2026-03-06 17:00'), p, ref),
      at('2026-03-06 17:15'),
      p,
      ref,
    );
    expect(explainClock(stopClock(paused, at('2026-03-09 11:00'), p, ref), ref.zone, 'en')).toEqual([
      'Starts Fri 6 Mar 16:30, 2 h allowed',
      'Fri 6 Mar 16:30–17:00 counts 30 min',
      'Fri 6 Mar 17:00 to Fri 6 Mar 17:15 paused, not counted',
      'Fri 6 Mar 17:15–17:30 counts 15 min',
      'Sat 7 Mar to Sun 8 Mar weekend, not counted',
      'Mon 9 Mar 08:30–09:45 counts 1 h 15 min',
      'Due Mon 9 Mar 09:45',
      'Done Mon 9 Mar 11:00, late',
    ]);
  });

  test('every line names the due moment of a random clock', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2026-03-01 00:00'), max: at('2026-06-01 00:00') }),
        fc.integer({ min: 60_000, max: 300 * HOUR }),
        (from, ms) => {
          const c = startClock({ allowed: ms, hours: 'working', rule: '' }, from, ref);
          const lines = explainClock(c, ref.zone, 'zh-TW');
          expect(lines[lines.length - 1]).toContain(toCivil(c.due!, ref.zone).time);
        },
      ),
      { numRuns: 50 },
    );
  });
});
