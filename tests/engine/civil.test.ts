// Civil time against Temporal as the judge, and the serial numbers of date cells.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import * as civil from '../../src/engine/civil';

const ZONES = [
  'Asia/Taipei',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/St_Johns',
];
// Since 2012 no zone here moves its clock at one minute past midnight, where the judges themselves differ.
const moment = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2040, 0, 1) });
const date = fc
  .date({ min: new Date('1901-01-01T00:00:00Z'), max: new Date('2300-01-01T00:00:00Z'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

describe('zones', () => {
  test.each(ZONES)('%s: moment to wall agrees with Temporal', (zone) => {
    fc.assert(
      fc.property(moment, (ms) => {
        const z = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
        expect(civil.toCivil(ms, zone)).toEqual({
          date: z.toPlainDate().toString(),
          time: z.toPlainTime().toString().slice(0, 5),
          minutes: z.hour * 60 + z.minute,
          weekday: z.dayOfWeek - 1,
        });
      }),
      { numRuns: 300 },
    );
  });

  test.each(ZONES)('%s: wall to moment agrees with Temporal, gaps and overlaps included', (zone) => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 1439 }), (ms, minutes) => {
        const day = civil.dateAt(ms, zone);
        const z = Temporal.PlainDateTime.from(`${day}T${civil.timeOf(minutes)}`).toZonedDateTime(zone);
        expect(civil.toEpoch(day, minutes, zone)).toBe(z.epochMilliseconds);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', '2026-10-25'],
    ['America/New_York', '2026-03-08', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-04-05'],
  ])('%s: every quarter hour of the two nights the clock moves', (zone, spring, autumn) => {
    for (const day of [spring, autumn])
      for (let minutes = 0; minutes < 360; minutes += 15) {
        const z = Temporal.PlainDateTime.from(`${day}T${civil.timeOf(minutes)}`).toZonedDateTime(zone);
        expect([day, minutes, civil.toEpoch(day, minutes, zone)]).toEqual([day, minutes, z.epochMilliseconds]);
        expect(civil.toCivil(z.epochMilliseconds, zone).time).toBe(z.toPlainTime().toString().slice(0, 5));
      }
  });

  test('minutes past midnight reach into the next day', () => {
    expect(civil.toEpoch('2026-03-02', 1440 + 90, 'Asia/Taipei')).toBe(civil.toEpoch('2026-03-03', 90, 'Asia/Taipei'));
  });

  test('an unknown zone is an error, not UTC', () => {
    expect(() => civil.toCivil(0, 'Asia/Nowhere')).toThrow(RangeError);
  });
});

describe('dates', () => {
  test('adding days and months agrees with Temporal', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -800, max: 800 }), (d, n) => {
        const plain = Temporal.PlainDate.from(d);
        expect(civil.addDays(d, n)).toBe(plain.add({ days: n }).toString());
        expect(civil.addMonths(d, n)).toBe(plain.add({ months: n }).toString());
        expect(civil.weekday(d)).toBe(plain.dayOfWeek - 1);
        expect(civil.daysBetween(d, civil.addDays(d, n))).toBe(n);
      }),
    );
  });
  test('days that do not exist', () => {
    expect(
      ['2026-02-29', '2028-02-29', '2026-13-01', '2026-04-31', '2026-00-10', '2026-4-1'].map(civil.isDate),
    ).toEqual([false, true, false, false, false, false]);
  });
  test('Republic years', () => expect(civil.rocYear('2026-03-02')).toBe(115));
});

describe('serials', () => {
  test('known cells', () => {
    expect(civil.serialOf('1899-12-31')).toBe(1);
    expect(civil.serialOf('2026-03-02')).toBe(46083);
    expect(civil.serialOf('2026-03-02T12:00')).toBe(46083.5);
    expect(civil.serialOf('06:00')).toBe(0.25);
    expect(civil.civilOfSerial(46083.75)).toBe('2026-03-02T18:00');
  });
  test('there and back', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 1439 }), (d, m) => {
        const full = `${d}T${civil.timeOf(m)}`;
        expect(civil.civilOfSerial(civil.serialOf(d))).toBe(d);
        expect(civil.civilOfSerial(civil.serialOf(full))).toBe(full);
        expect(civil.civilOfSerial(civil.serialOf(civil.timeOf(m)))).toBe(civil.timeOf(m));
      }),
    );
  });
  test('a moment shows the wall of its zone', () => {
    expect(civil.serialOfMoment(Date.UTC(2026, 2, 2, 4), 'Asia/Taipei')).toBe(46083.5);
  });
});

test('moments for people', () => {
  const now = Date.UTC(2026, 2, 3);
  const ms = Date.UTC(2026, 2, 2, 2, 32);
  expect(civil.formatMoment(ms, 'Asia/Taipei', 'zh-TW', now)).toBe('3/2 10:32');
  expect(civil.formatMoment(ms, 'Asia/Taipei', 'en', now)).toBe('2 Mar 10:32');
  expect(civil.formatMoment(ms - 366 * 86400000, 'Asia/Taipei', 'zh-CN', now)).toBe('2025/3/1 10:32');
});

test('a remembered zone is quick', () => {
  for (let i = 0; i < 1000; i++) civil.toCivil(i * 3_600_000, 'Asia/Taipei');
  // Its own time at work in µs: what runs beside it does not count.
  const start = process.cpuUsage();
  for (let i = 0; i < 50_000; i++) civil.toCivil((i % 1000) * 3_600_000, 'Asia/Taipei');
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 50_000).toBeLessThan(20); // four times the goal: cores share their caches
});
