/**
 * Civil time: epoch milliseconds <-> dates and clock times in a zone, and the serial numbers of date cells.
 *
 * Dates are `yyyy-MM-dd`, times `HH:mm`, minutes count from midnight of the civil day. Serials count days since 1899-12-30
 * and carry no zone (apps-script F.2 DAT-2/3). Zones go through Intl once a UTC day and are remembered, because every
 * clock of every record asks.
 */
import type { Lang } from '../model/types';

export interface Civil {
  date: string;
  time: string;
  /** Minutes since midnight, 0..1439. */
  minutes: number;
  /** 0 = Monday … 6 = Sunday, as in Ref.week. */
  weekday: number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Days between 1970-01-01 and the serial epoch 1899-12-30. */
const SERIAL_EPOCH = -25_569;
/** Serials from here on are digits a person typed (register-sheet 4); the last date a cell can hold is the day before. */
export const SERIAL_LIMIT = 200_000;

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

// ---- civil dates as day numbers ---------------------------------------------------------------------

/** Days since 1970-01-01. The date must be valid: see `isDate`. */
export function dayNumber(date: string): number {
  return Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / DAY;
}

/** Inverse of `dayNumber`. */
export function dateOfDay(day: number): string {
  const d = new Date(day * DAY);
  return dateOf(d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate());
}

/** `yyyy-MM-dd` without asking whether the day exists. */
export function dateOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** A real day of the calendar, written `yyyy-MM-dd`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = +text.slice(8, 10);
  return day >= 1 && +text.slice(5, 7) >= 1 && day <= daysInMonth(+text.slice(0, 4), +text.slice(5, 7));
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month > 12 ? 0 : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function addDays(date: string, days: number): string {
  return dateOfDay(dayNumber(date) + days);
}

/** Same day of the month; a day the target month lacks becomes its last (31 Jan + 1 month = 28 or 29 Feb). */
export function addMonths(date: string, months: number): string {
  const total = +date.slice(0, 4) * 12 + (+date.slice(5, 7) - 1) + months;
  const year = Math.floor(total / 12);
  const month = (((total % 12) + 12) % 12) + 1;
  return dateOf(year, month, Math.min(+date.slice(8, 10), daysInMonth(year, month)));
}

/** Whole days from a to b; negative when b is earlier. */
export function daysBetween(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a);
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(date: string): number {
  return weekdayOfDay(dayNumber(date));
}

/** Year of the Republic (民國): 2026 -> 115. */
export function rocYear(date: string): number {
  return +date.slice(0, 4) - 1911;
}

// 1970-01-01 was a Thursday.
const weekdayOfDay = (day: number): number => (((day + 3) % 7) + 7) % 7;

// ---- clock times ------------------------------------------------------------------------------------

/** '08:30' -> 510; '24:00' -> 1440. NaN when it is no clock time. */
export function minutesOf(time: string): number {
  const m = /^(\d{1,2}):(\d\d)$/.exec(time.trim());
  if (!m) return NaN;
  const minutes = +m[1]! * 60 + +m[2]!;
  return +m[2]! < 60 && minutes <= 1440 ? minutes : NaN;
}

/** 510 -> '08:30'. */
export function timeOf(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

// ---- zones ------------------------------------------------------------------------------------------

interface Zone {
  format: Intl.DateTimeFormat;
  /** UTC day -> offset in ms; null = the offset changes within that day */ days: Map<number, number | null>;
  quarters: Map<number, number>;
}
const zones = new Map<string, Zone>();

function zoneOf(zone: string): Zone {
  let known = zones.get(zone);
  if (!known) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zones.set(zone, (known = { format, days: new Map(), quarters: new Map() }));
  }
  return known;
}

function askIntl(zone: Zone, ms: number): number {
  const whole = Math.floor(ms / 1000) * 1000;
  const part: Record<string, string> = {};
  for (const { type, value } of zone.format.formatToParts(whole)) part[type] = value;
  const year = part['era'] === 'BC' ? 1 - +part['year']! : +part['year']!;
  const local = new Date(0);
  local.setUTCFullYear(year, +part['month']! - 1, +part['day']!);
  local.setUTCHours(+part['hour']!, +part['minute']!, +part['second']!);
  return local.getTime() - whole;
}

/** Offset of the zone from UTC in ms at a moment. Throws RangeError for an unknown zone. */
export function offsetAt(ms: number, zone: string): number {
  const known = zoneOf(zone);
  const day = Math.floor(ms / DAY);
  let offset = known.days.get(day);
  if (offset === undefined) {
    const from = askIntl(known, day * DAY);
    offset = from === askIntl(known, (day + 1) * DAY) ? from : null;
    if (known.days.size > 4000) known.days.clear();
    known.days.set(day, offset);
  }
  if (offset !== null) return offset;
  // Zones change at full quarters of an hour.
  const quarter = Math.floor(ms / (15 * MINUTE));
  let exact = known.quarters.get(quarter);
  if (exact === undefined) known.quarters.set(quarter, (exact = askIntl(known, quarter * 15 * MINUTE)));
  return exact;
}

/** The civil moment in the zone. */
export function toCivil(ms: number, zone: string): Civil {
  const local = ms + offsetAt(ms, zone);
  const day = Math.floor(local / DAY);
  const minutes = Math.floor((local - day * DAY) / MINUTE);
  return { date: dateOfDay(day), time: timeOf(minutes), minutes, weekday: weekdayOfDay(day) };
}

/** The civil date in the zone. */
export function dateAt(ms: number, zone: string): string {
  return dateOfDay(Math.floor((ms + offsetAt(ms, zone)) / DAY));
}

/**
 * Epoch ms of a clock time on a civil day; minutes may be 1440 and more (next day). In the gap of spring the clock has
 * moved on (02:30 -> 03:30), in the overlap of autumn the earlier of both is taken, as Temporal's "compatible".
 */
export function toEpoch(date: string, minutes: number, zone: string): number {
  const local = dayNumber(date) * DAY + minutes * MINUTE;
  const before = offsetAt(local - DAY, zone);
  const after = offsetAt(local + DAY, zone);
  if (before === after) return local - before;
  const early = local - Math.max(before, after);
  const late = local - Math.min(before, after);
  if (offsetAt(early, zone) === local - early) return early;
  if (offsetAt(late, zone) === local - late) return late;
  return local - before;
}

// ---- serial numbers of date cells -------------------------------------------------------------------

/** `yyyy-MM-dd` -> whole serial; `yyyy-MM-ddTHH:mm` -> serial with fraction; `HH:mm` -> fraction. */
export function serialOf(civil: string): number {
  if (civil.length <= 5) return minutesOf(civil) / 1440;
  const day = dayNumber(civil) - SERIAL_EPOCH;
  return civil.length > 10 ? day + minutesOf(civil.slice(11, 16)) / 1440 : day;
}

/** Inverse of `serialOf`, to the nearest minute: below 1 `HH:mm`, whole `yyyy-MM-dd`, else `yyyy-MM-ddTHH:mm`. */
export function civilOfSerial(serial: number): string {
  const total = Math.round(serial * 1440);
  const day = Math.floor(total / 1440);
  const minutes = total - day * 1440;
  if (day === 0) return timeOf(minutes);
  const date = dateOfDay(day + SERIAL_EPOCH);
  return minutes === 0 ? date : `${date}T${timeOf(minutes)}`;
}

/** Serial of a moment as the zone's wall shows it, to the minute: for Due and Updated cells. */
export function serialOfMoment(ms: number, zone: string): number {
  const civil = toCivil(ms, zone);
  return serialOf(`${civil.date}T${civil.time}`);
}

// ---- moments for people -----------------------------------------------------------------------------

const WEEKDAYS: Record<Lang, string[]> = {
  'zh-TW': ['週一', '週二', '週三', '週四', '週五', '週六', '週日'],
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 週一, 周一, Mon. */
export function weekdayName(index: number, lang: Lang): string {
  return WEEKDAYS[lang][index]!;
}

/** 「3/2」, with the year when it is not this one: 「2025/3/2」; English "2 Mar", "2 Mar 2025". */
export function formatDate(date: string, lang: Lang, today: string): string {
  const year = date.slice(0, 4);
  const month = +date.slice(5, 7);
  const day = +date.slice(8, 10);
  const here = year === today.slice(0, 4);
  if (lang === 'en') return `${day} ${MONTHS[month - 1]}${here ? '' : ` ${year}`}`;
  return `${here ? '' : `${+year}/`}${month}/${day}`;
}

/** 「3/2 10:32」 in the zone; the year is said when it is not now's. */
export function formatMoment(ms: number, zone: string, lang: Lang, now: number): string {
  const civil = toCivil(ms, zone);
  return `${formatDate(civil.date, lang, dateAt(now, zone))} ${civil.time}`;
}
