// The office calendar: weekly hours, and what one row of 行事曆 changes.
import { isWorking, nextWorking, parseHours, workingBetween, workSpans } from '../../src/engine/calendar';
import { toCivil } from '../../src/engine/civil';
import type { RefDay } from '../../src/engine/types';
import { at, makeRef, OFFICE_WEEK } from './builders';

const day = (date: string, more: Partial<RefDay>): RefDay => ({
  date,
  open: false,
  hours: null,
  place: '',
  name: '',
  ...more,
});
const hours = (date: string, ref = makeRef(), place = ''): string =>
  workSpans(date, ref, place)
    .map(([a, b]) => `${toCivil(a, ref.zone).time}-${toCivil(b, ref.zone).time}`)
    .join(' ');

test('a plain week: lunch parts the day, the weekend has no hours', () => {
  expect(hours('2026-03-02')).toBe('08:30-12:00 13:00-17:30');
  expect(hours('2026-03-07')).toBe('');
});

test('a holiday, a make-up Saturday, half a day in both ways of writing', () => {
  const ref = makeRef({
    days: [
      day('2026-02-27', { name: '和平紀念日補假' }),
      day('2026-03-07', { open: true, name: '補班' }),
      day('2026-03-03', { open: true, hours: '08:30-12:00', name: '尾牙' }),
      day('2026-03-04', { open: false, hours: '14:00-17:30', name: '停電' }),
    ],
  });
  expect(hours('2026-02-27', ref)).toBe('');
  expect(hours('2026-03-07', ref)).toBe('08:30-12:00 13:00-17:30');
  expect(hours('2026-03-03', ref)).toBe('08:30-12:00');
  expect(hours('2026-03-04', ref)).toBe('08:30-12:00 13:00-14:00');
});

test('a row for one place stands before one for everywhere, and touches no other place', () => {
  const ref = makeRef({
    days: [
      day('2026-03-02', { place: 'warehouse', name: '盤點' }),
      day('2026-03-03', { name: '颱風' }),
      day('2026-03-03', { place: 'warehouse', open: true, name: '留守' }),
    ],
  });
  expect([hours('2026-03-02', ref, 'warehouse'), hours('2026-03-02', ref)]).toEqual(['', '08:30-12:00 13:00-17:30']);
  expect([hours('2026-03-03', ref, 'warehouse'), hours('2026-03-03', ref)]).toEqual(['08:30-12:00 13:00-17:30', '']);
});

test('closed tomorrow is one more row, also over a make-up day', () => {
  const ref = makeRef({ days: [day('2026-03-07', { open: true }), day('2026-03-07', { name: '颱風' })] });
  expect(hours('2026-03-07', ref)).toBe('');
});

test('next working moment: lunch, evening, weekend, and a moment that is worked already', () => {
  const ref = makeRef();
  expect(nextWorking(at('2026-03-02 12:30'), ref)).toBe(at('2026-03-02 13:00'));
  expect(nextWorking(at('2026-03-06 18:00'), ref)).toBe(at('2026-03-09 08:30'));
  expect(nextWorking(at('2026-03-02 10:00'), ref)).toBe(at('2026-03-02 10:00'));
  expect([isWorking(at('2026-03-02 08:30'), ref), isWorking(at('2026-03-02 12:00'), ref)]).toEqual([true, false]);
});

test('a calendar without hours is refused, not searched for ever', () => {
  const ref = makeRef({ week: [[], [], [], [], [], [], []] });
  expect(() => nextWorking(at('2026-03-02 10:00'), ref)).toThrow(
    expect.objectContaining({ code: 'calendar.no-hours' }),
  );
});

test('a night shift reaches past midnight', () => {
  const ref = makeRef({ week: OFFICE_WEEK.map(() => [['22:00', '06:00']]) });
  expect(isWorking(at('2026-03-03 02:00'), ref)).toBe(true);
  expect(nextWorking(at('2026-03-03 02:00'), ref)).toBe(at('2026-03-03 02:00'));
  expect(workingBetween(at('2026-03-03 00:00'), at('2026-03-04 00:00'), ref)).toBe(8 * 3_600_000);
});

test('hours as people write them', () => {
  expect(parseHours('08:30-12:00, 13:00–17:30')).toEqual([
    [510, 720],
    [780, 1050],
  ]);
  expect(parseHours('13:00~17:30、08:30~13:00')).toEqual([[510, 1050]]);
  expect(parseHours('整天')).toEqual([]);
});
