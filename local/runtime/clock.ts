// When time triggers fire: next due times in the script's zone, with the seeded spread Google gives them (CLK-1).

import { draw, nextRandom, type RandomState } from './random.ts';
import type { Schedule } from './store/state.ts';
import { civilAt, epochOf } from './zones.ts';

const MINUTE = 60_000;

/** First due time after creation, epoch ms; undefined for a schedule that asks for nothing. */
export function firstDue(s: Schedule, now: number, random: RandomState): number | undefined {
  if (s.once !== undefined) return Math.max(s.once, now) + draw(random, 0, MINUTE);
  if (s.everyMinutes !== undefined) return now + nextRandom(random) * s.everyMinutes * MINUTE;
  if (s.everyHours !== undefined) return now + nextRandom(random) * s.everyHours * 60 * MINUTE;
  return nextDay(s, now, random);
}

/** Due time after the one that just fired; undefined for a one-shot, which stays listed (CLK-3). */
export function followingDue(s: Schedule, last: number, random: RandomState): number | undefined {
  if (s.once !== undefined) return undefined;
  const spread = draw(random, -2000, 2000);
  if (s.everyMinutes !== undefined) return last + s.everyMinutes * MINUTE + spread;
  if (s.everyHours !== undefined) return last + s.everyHours * 60 * MINUTE + spread;
  return nextDay(s, last + 60 * MINUTE, random, last);
}

/** Days, weeks and months: in the wanted hour of the next fitting day; `minute` within 15 minutes of the wish. */
function nextDay(s: Schedule, after: number, random: RandomState, last?: number): number | undefined {
  if (s.everyDays === undefined && s.everyWeeks === undefined && s.weekDay === undefined && s.monthDay === undefined)
    return undefined;
  const start = civilAt(s.zone, after);
  const lastDay = last === undefined ? undefined : civilAt(s.zone, last);
  const every = s.everyDays ?? (s.everyWeeks ?? 1) * 7;
  for (let ahead = 0; ahead < 400; ahead++) {
    const at = epochOf(s.zone, { year: start.year, month: start.month, day: start.day + ahead, hour: 12 });
    const day = civilAt(s.zone, at);
    if (s.monthDay !== undefined && day.day !== s.monthDay) continue;
    if (s.weekDay !== undefined && isoWeekDay(day) !== s.weekDay) continue;
    if (lastDay && s.monthDay === undefined) {
      const gap = Math.round((epochOf('UTC', day) - epochOf('UTC', { ...lastDay, hour: 12 })) / 86_400_000);
      if (gap < every) continue;
    }
    const due = epochOf(s.zone, { year: day.year, month: day.month, day: day.day, ...timeOfDay(s, random) });
    if (due > after) return due;
  }
  return undefined;
}

function timeOfDay(s: Schedule, random: RandomState): { hour: number; minute: number; second: number } {
  const second = Math.floor(nextRandom(random) * 60);
  if (s.hour === undefined)
    return { hour: Math.floor(nextRandom(random) * 24), minute: Math.floor(nextRandom(random) * 60), second };
  if (s.minute === undefined) return { hour: s.hour, minute: Math.floor(nextRandom(random) * 60), second };
  return { hour: s.hour, minute: s.minute + Math.round(draw(random, -15, 15)), second };
}

/** Monday = 1 … Sunday = 7. */
export function isoWeekDay(c: { year: number; month?: number; day?: number }): number {
  const day = new Date(epochOf('UTC', { year: c.year, month: c.month ?? 1, day: c.day ?? 1 })).getUTCDay();
  return day === 0 ? 7 : day;
}

/** Event object of a time trigger (CLK-2): numbers under hyphenated keys, in the script's zone. */
export function clockEvent(zone: string, at: number, triggerUid: string): Record<string, unknown> {
  const c = civilAt(zone, at);
  const jan1 = epochOf('UTC', { year: c.year });
  const today = epochOf('UTC', { year: c.year, month: c.month, day: c.day });
  const dayOfYear = Math.round((today - jan1) / 86_400_000);
  const firstWeekDay = isoWeekDay({ year: c.year });
  return {
    authMode: 'FULL',
    'day-of-month': c.day,
    'day-of-week': isoWeekDay(c),
    hour: c.hour,
    minute: c.minute,
    month: c.month,
    second: c.second,
    timezone: zone,
    triggerUid,
    'week-of-year': Math.floor((dayOfYear + firstWeekDay - 1) / 7) + 1,
    year: c.year,
  };
}
