// How far a button of the clock leads: fixed spans, a month, or the next morning on which the office works.

import type { LocalOffice } from '../office.ts';
import { civilAt, epochOf } from '../runtime/index.ts';

const MINUTE = 60_000;
const SPANS: Record<string, number> = {
  '10m': 10 * MINUTE,
  '1h': 60 * MINUTE,
  '1d': 1440 * MINUTE,
  '1w': 7 * 1440 * MINUTE,
};

/** Epoch ms the clock should run to. Throws for a word that is no button. */
export function untilOf(office: LocalOffice, by: string): number {
  const { now } = office.runtime;
  const span = SPANS[by];
  if (span !== undefined) return now + span;
  if (by === '1mo') return monthLater(office);
  if (by === 'morning') return nextMorning(office);
  throw new Error(`no such step of the clock: ${by}`);
}

/** The same hour of the same day a month later, or of that month's last day. */
function monthLater(office: LocalOffice): number {
  const { zone, now } = office.runtime;
  const at = civilAt(zone, now);
  const last = new Date(Date.UTC(at.year, at.month + 1, 0)).getUTCDate();
  const [year, month] = at.month === 12 ? [at.year + 1, 1] : [at.year, at.month + 1];
  return epochOf(zone, { ...at, year, month, day: Math.min(at.day, last) });
}

/** 09:00 of the next day that is open: weekdays but holidays, and make-up days of the office calendar. */
function nextMorning(office: LocalOffice): number {
  const { zone, now } = office.runtime;
  const days = new Map(
    office
      .records('calendar')
      .filter((r) => !r.deleted && !r.values['place'])
      .map((r) => [String(r.values['date']), r.values['open'] === true]),
  );
  for (let ahead = 0; ahead < 30; ahead++) {
    const { year, month, day } = civilAt(zone, now + ahead * 1440 * MINUTE);
    const at = epochOf(zone, { year, month, day, hour: 9, minute: 0, second: 0, ms: 0 });
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
    const open = days.get(date) ?? (weekday > 0 && weekday < 6);
    if (open && at > now) return at;
  }
  return now + 1440 * MINUTE;
}
