/**
 * Dates and times as people type them (register-sheet 4): real date cells, Republic years, digits, month and day alone.
 * What may mean two days (03/04/2026, 26/3/2) is none: it is held and asked about.
 */
import type { Lang } from '../model/types';
import { addDays, civilOfSerial, dateAt, dateOf, isDate, SERIAL_LIMIT, timeOf } from './civil';

/** 1910-01-01. Below lie numbers that are no dates: a day, a year (`2026`), typed into a date column. */
const FIRST_SERIAL = 3654;

export interface DateContext {
  now: number;
  zone: string;
  lang: Lang;
}

/** `yyyy-MM-dd` of a cell, or null. A number is a serial from 1910 on, and digits from 200,000 on. */
export function readDate(typed: string | number, ctx: DateContext): string | null {
  if (typeof typed === 'number') {
    if (!Number.isFinite(typed) || typed < FIRST_SERIAL) return null;
    return typed < SERIAL_LIMIT
      ? civilOfSerial(Math.floor(typed))
      : Number.isInteger(typed)
        ? ofDigits(String(typed))
        : null;
  }
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/\s*([/.\-年月日])\s*/g, '$1')
    .replace(/^(民國|民国)\s+/, '$1');
  return ofDigits(text) ?? ofParts(text, ctx) ?? ofEnglish(text, ctx) ?? ofDay(text, ctx);
}

/**
 * `HH:mm` of a time of day, `yyyy-MM-ddTHH:mm` when a date stands before it, or null. A number is a serial or its
 * fraction.
 */
export function readTime(typed: string | number, ctx: DateContext): string | null {
  if (typeof typed === 'number') {
    if (!Number.isFinite(typed) || typed < 0) return null;
    if (typed < 1) return timeOf(Math.min(Math.round(typed * 1440), 1439));
    if (typed < FIRST_SERIAL || typed >= SERIAL_LIMIT) return null;
    const civil = civilOfSerial(typed);
    return civil.length > 10 ? civil : `${civil}T00:00`;
  }
  const text = typed.normalize('NFKC').trim();
  const alone = ofClock(text);
  if (alone) return alone;
  // The time is what follows the last blank that leaves a date before it; `T` of ISO counts as one.
  for (const cut of text.matchAll(/[T\s]+|(?<=日)/g)) {
    const date = readDate(text.slice(0, cut.index), ctx);
    const time = date && ofClock(text.slice(cut.index + cut[0].length));
    if (date && time) return `${date}T${time}`;
  }
  return null;
}

/** Between 1910 and the last year a serial can hold without looking like digits. */
function real(year: number, month: number, day: number): string | null {
  const date = dateOf(year, month, day);
  return year >= 1910 && year <= 2446 && isDate(date) ? date : null;
}

/** 20260302, 1150302. */
function ofDigits(text: string): string | null {
  const found = /^(?:(\d{4})|(\d{3}))(\d\d)(\d\d)$/.exec(text);
  if (!found) return null;
  return real(found[1] ? +found[1] : +found[2]! + 1911, +found[3]!, +found[4]!);
}

/** 2026/3/2, 115/3/2, 民國115年3月2日, 3/2, 3月2日, 25/12/2026 (only where day and month cannot be mixed up). */
function ofParts(text: string, ctx: DateContext): string | null {
  const found =
    /^(民國|民国)?(?:(\d{1,4})[年/.-])?(\d{1,2})[月/.-](\d{1,4})日?(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/.exec(text);
  if (!found) return null;
  const [, republic, first, second, third] = found;
  if (!first)
    return republic || third!.length > 2 || /^\d+[.-]/.test(text)
      ? null
      : real(+dateAt(ctx.now, ctx.zone).slice(0, 4), +second!, +third!);
  if (third!.length === 4 && !republic) {
    const [a, b] = [+first, +second!];
    return a > 12 ? real(+third!, b, a) : b > 12 || a === b ? real(+third!, a, b) : null;
  }
  if (third!.length > 2) return null;
  if (first.length === 4 && !republic) return real(+first, +second!, +third!);
  // Two digits of a year are Republic years where those are used, and only as far back as a ledger goes.
  const roc = republic || first.length === 3 || (first.length === 2 && +first >= 50 && ctx.lang === 'zh-TW');
  return roc && first.length < 4 ? real(+first + 1911, +second!, +third!) : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** 2 Mar 2026, Mar 2, 2026, 2 March. */
function ofEnglish(text: string, ctx: DateContext): string | null {
  const found =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?,?(?:[ -](\d{4}))?$/i.exec(text);
  if (!found || !!found[1] === !!found[3]) return null;
  const word = found[2]!.toLowerCase();
  const month = MONTHS.indexOf(word.slice(0, 3)) + 1;
  const full = [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ][month - 1];
  if (!month || !(full!.startsWith(word) || word === 'sept')) return null;
  return real(found[4] ? +found[4] : +dateAt(ctx.now, ctx.zone).slice(0, 4), month, +(found[1] ?? found[3])!);
}

// A Map: what is typed may be the name of something every object has.
const DAYS = new Map<string, number>([
  ['今天', 0],
  ['今日', 0],
  ['today', 0],
  ['明天', 1],
  ['明日', 1],
  ['tomorrow', 1],
  ['後天', 2],
  ['后天', 2],
  ['昨天', -1],
  ['昨日', -1],
  ['yesterday', -1],
]);

function ofDay(text: string, ctx: DateContext): string | null {
  const days = DAYS.get(text.toLowerCase());
  return days === undefined ? null : addDays(dateAt(ctx.now, ctx.zone), days);
}

/** 14:00, 14:00:30, 2:30 pm, 下午2點半, 14點30分, 14時. */
function ofClock(text: string): string | null {
  const found =
    /^(上午|早上|凌晨|中午|下午|晚上)?\s*(\d{1,2})\s*(?::(\d\d)(?::\d\d(?:\.\d+)?)?|[點点時时]\s*(?:(\d{1,2})\s*分?|(半))?|(?=\s*[ap]))\s*(a\.?m\.?|p\.?m\.?)?$/i.exec(
      text,
    );
  if (!found) return null;
  let hour = +found[2]!;
  const minute = found[5] ? 30 : +(found[3] ?? found[4] ?? 0);
  const half = found[1] ?? found[6]?.toLowerCase()[0];
  if (found[6] && (hour < 1 || hour > 12)) return null;
  if ((half === 'p' || half === '下午' || half === '晚上') && hour < 12) hour += 12;
  else if ((half === 'a' || half === '凌晨') && hour === 12) hour = 0;
  return hour < 24 && minute < 60 ? timeOf(hour * 60 + minute) : null;
}
