// What a cell shows: numbers and dates through their number format. The patterns offices use, not the whole grammar.

import { civilOfSerial } from '../zones.ts';
import { cellOf, type Slot, type Value } from './cells.ts';

/** Whether a pattern shows a date or time. */
export function isDatePattern(pattern: string | undefined): boolean {
  return (
    pattern !== undefined &&
    /[ymdhs]/i.test(pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')) &&
    !/[0#]/.test(pattern.replace(/"[^"]*"|0+(?=$|")/g, '').replace(/\.0+/g, ''))
  );
}

/** Pattern a locale gives to typed dates, times and both. */
export function defaultPatterns(locale: string): { date: string; time: string; dateTime: string } {
  const date = /^(zh|ja|ko)/.test(locale)
    ? 'yyyy/m/d'
    : locale === 'en_US'
      ? 'm/d/yyyy'
      : /^en/.test(locale)
        ? 'dd/mm/yyyy'
        : 'dd.mm.yyyy';
  return { date, time: 'h:mm:ss', dateTime: `${date} h:mm:ss` };
}

/** Text a cell shows. Blank is ''. */
export function displayOf(slot: Slot): string {
  const cell = cellOf(slot);
  return displayValue(cell.v, cell.nf);
}

export function displayValue(v: Value, nf: string | undefined): string {
  if (v === null) return '';
  if (typeof v === 'boolean') return v ? 'TRUE' : 'FALSE';
  if (typeof v === 'string') return v;
  if (!nf || nf === '@' || /^general$/i.test(nf)) return plainNumber(v);
  if (isDatePattern(nf)) return displayDate(v, nf);
  return displayNumber(v, nf);
}

function plainNumber(v: number): string {
  if (Number.isInteger(v) && Math.abs(v) < 1e15) return String(v);
  const text = String(Number(v.toPrecision(10)));
  return /e/i.test(text)
    ? v
        .toExponential()
        .replace(/e\+?(-?)(\d)$/, 'E$10$2')
        .replace(/e\+/, 'E+')
        .replace('e', 'E')
    : text;
}

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
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function displayDate(serial: number, pattern: string): string {
  const c = civilOfSerial(serial);
  const twelve = /am\/pm/i.test(pattern);
  const hour = twelve ? c.hour % 12 || 12 : c.hour;
  const weekDay = new Date(Date.UTC(c.year, c.month - 1, c.day)).getUTCDay();
  const pad = (n: number, width: number): string => String(n).padStart(Math.min(width, 2), '0');
  let afterHour = false;
  return pattern.replace(
    /"([^"]*)"|\\(.)|\[(h+)\]|\[[^\]]*\]|am\/pm|y+|m+|d+|h+|s+(?:\.0+)?/gi,
    (token: string, quoted?: string, escaped?: string, elapsed?: string) => {
      if (quoted !== undefined) return quoted;
      if (escaped !== undefined) return escaped;
      if (elapsed !== undefined) return String(Math.floor(serial * 24 + 1e-9)).padStart(elapsed.length, '0');
      if (token.startsWith('[')) return '';
      const n = token.length;
      switch (token[0]!.toLowerCase()) {
        case 'a':
          return c.hour < 12 ? 'AM' : 'PM';
        case 'y':
          return n <= 2 ? String(c.year).slice(-2) : String(c.year).padStart(4, '0');
        case 'd':
          return n === 3 ? DAYS[weekDay]!.slice(0, 3) : n >= 4 ? DAYS[weekDay]! : pad(c.day, n);
        case 'h':
          afterHour = true;
          return pad(hour, n);
        case 's':
          return pad(c.second, n);
        default:
          if (afterHour && n <= 2) {
            afterHour = false;
            return pad(c.minute, n);
          }
          return n === 3 ? MONTHS[c.month - 1]!.slice(0, 3) : n >= 4 ? MONTHS[c.month - 1]! : pad(c.month, n);
      }
    },
  );
}

function displayNumber(v: number, nf: string): string {
  const sections = nf.split(';');
  const section = v < 0 && sections[1] ? sections[1] : v === 0 && sections[2] ? sections[2] : sections[0]!;
  const clean = section.replace(/\[[^\]]*\]/g, '').replace(/_.|\*./g, '');
  const match = /[0#?][0#?,]*(?:\.[0#?]+)?/.exec(clean.replace(/"[^"]*"/g, (q) => '\u0000'.repeat(q.length)));
  if (!match) return unquoted(clean);
  const digits = match[0];
  const decimals = (digits.split('.')[1] ?? '').length;
  const wanted = (digits.split('.')[1] ?? '').replace(/[#?]+$/, '').length;
  const whole = (digits.split('.')[0]!.match(/0/g) ?? []).length;
  const percent = clean.includes('%');
  let text = Math.abs(percent ? v * 100 : v).toFixed(decimals);
  if (decimals > wanted) text = text.replace(new RegExp(`0{1,${decimals - wanted}}$`), '').replace(/\.$/, '');
  const [wholePart = '0', frac] = text.split('.');
  let int = wholePart.padStart(whole, '0');
  if (whole === 0 && int === '0') int = '';
  if (digits.includes(',')) int = int.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const sign = v < 0 && !sections[1] ? '-' : '';
  const body = frac === undefined ? int : `${int}.${frac}`;
  return sign + unquoted(clean.slice(0, match.index)) + body + unquoted(clean.slice(match.index + digits.length));
}

function unquoted(text: string): string {
  return text.replace(/"([^"]*)"/g, '$1').replace(/\\(.)/g, '$1');
}
