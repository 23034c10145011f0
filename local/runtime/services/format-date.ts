// Utilities.formatDate: the letters of Java's SimpleDateFormat that Apps Script knows.

import { isoWeekDay } from '../clock.ts';
import { civilAt, epochOf, offsetAt } from '../zones.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Text of an instant in a zone. `zone` is a name or 'GMT+8' / 'GMT+08:00'. Throws RangeError for an unknown zone. */
export function formatDate(epoch: number, zone: string, pattern: string): string {
  const fixed = /^(?:GMT|UTC)([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  const offset = fixed
    ? (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000
    : offsetAt(zone, epoch);
  const c = civilAt('UTC', epoch + offset);
  const weekDay = isoWeekDay(c);
  const pad = (n: number, width: number): string => String(n).padStart(width, '0');
  const minutes = Math.abs(offset) / 60_000;
  const rfc = `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`;
  const dayOfYear =
    Math.round(
      (epochOf('UTC', { year: c.year, month: c.month, day: c.day }) - epochOf('UTC', { year: c.year })) / 86_400_000,
    ) + 1;
  return pattern.replace(/'([^']*)'|''|([A-Za-z])\2*/g, (token: string, quoted?: string, letter?: string) => {
    if (token === "''") return "'";
    if (quoted !== undefined) return quoted;
    const n = token.length;
    switch (letter) {
      case 'y':
        return n === 2 ? pad(c.year % 100, 2) : pad(c.year, n);
      case 'M':
        return n >= 4 ? MONTHS[c.month - 1]! : n === 3 ? MONTHS[c.month - 1]!.slice(0, 3) : pad(c.month, n);
      case 'd':
        return pad(c.day, n);
      case 'D':
        return pad(dayOfYear, n);
      case 'E':
        return n >= 4 ? DAYS[weekDay - 1]! : DAYS[weekDay - 1]!.slice(0, 3);
      case 'u':
        return pad(weekDay, n);
      case 'a':
        return c.hour < 12 ? 'AM' : 'PM';
      case 'H':
        return pad(c.hour, n);
      case 'k':
        return pad(c.hour || 24, n);
      case 'h':
        return pad(c.hour % 12 || 12, n);
      case 'K':
        return pad(c.hour % 12, n);
      case 'm':
        return pad(c.minute, n);
      case 's':
        return pad(c.second, n);
      case 'S':
        return pad(c.ms, n);
      case 'z':
        return offset === 0 ? 'GMT' : `GMT${rfc.slice(0, 3)}:${rfc.slice(3)}`;
      case 'Z':
        return rfc;
      case 'X':
        return offset === 0 ? 'Z' : n === 1 ? rfc.slice(0, 3) : n === 2 ? rfc : `${rfc.slice(0, 3)}:${rfc.slice(3)}`;
      case 'G':
        return 'AD';
      default:
        return token;
    }
  });
}
