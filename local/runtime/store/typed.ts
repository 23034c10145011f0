// What a typed text becomes (VAL-2): number, date, boolean, formula or text, by the spreadsheet's locale.
// setValue(s), appendRow and people's typing share it.

import { serialOfCivil } from '../zones.ts';
import { slotOf, withValue, cellOf, type Slot, type Value } from './cells.ts';
import { defaultPatterns, isDatePattern } from './display.ts';

export interface Typed {
  v: Value;
  f?: string;
  /** Format the content brings along when the cell has none of its own. */
  nf?: string;
}

export interface TypingRules {
  locale: string;
  /** Year of dates typed without one. */
  year: number;
  signStartsFormula: boolean;
  formulaStaysTextInTextCell: boolean;
  /** Result of a formula text, for the cell it is typed into. */
  evaluate: (formula: string) => Value;
}

/** Reads a text as if typed into a cell whose number format is `nf`. */
export function parseTyped(text: string, nf: string | undefined, rules: TypingRules): Typed {
  if (text === '') return { v: null };
  if (text.startsWith("'")) return { v: text.slice(1) };
  const isText = nf === '@';
  const startsFormula = text.length > 1 && text.startsWith('=');
  if (startsFormula && !(isText && rules.formulaStaysTextInTextCell)) return formula(text, rules);
  if (isText) return { v: text };
  const trimmedText = text.trim();
  if (/^(true|false)$/i.test(trimmedText)) return { v: /^true$/i.test(trimmedText) };
  const number = parseNumber(trimmedText);
  if (number) return number;
  const date = parseDate(trimmedText, rules);
  if (date) return date;
  if (rules.signStartsFormula && /^[+-]./.test(text)) {
    const v = rules.evaluate(`=${text}`);
    if (!(typeof v === 'string' && v.startsWith('#'))) return formula(`=${text}`, rules);
  }
  return { v: text };
}

function formula(text: string, rules: TypingRules): Typed {
  return { v: rules.evaluate(text), f: text };
}

function parseNumber(text: string): Typed | undefined {
  const match =
    /^([+-]?)\s*([$€£¥]|NT\$|HK\$|US\$)?\s*([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*(%?)$/i.exec(
      text,
    );
  if (!match) return undefined;
  const [, sign1, currency, sign2, digits, exponent, percent] = match;
  let v = Number(digits!.replace(/,/g, '') + (exponent ?? ''));
  if (!Number.isFinite(v)) return undefined;
  if (sign1 === '-' || sign2 === '-') v = -v;
  // A cell keeps 15 digits: an 18-digit identity number loses its end.
  v = Number(v.toPrecision(15));
  if (percent) return { v: v / 100, nf: digits!.includes('.') ? '0.00%' : '0%' };
  if (currency) return { v, nf: `"${currency}"#,##0${digits!.includes('.') ? '.00' : ''}` };
  if (exponent) return { v, nf: '0.00E+00' };
  if (digits!.includes(',')) return { v, nf: digits!.includes('.') ? '#,##0.00' : '#,##0' };
  return { v: Object.is(v, -0) ? 0 : v };
}

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm|上午|下午)?$/i;

function parseTime(text: string): { fraction: number; seconds: boolean } | undefined {
  const before = /^(上午|下午)\s*(.*)$/.exec(text);
  const match = TIME.exec(before ? before[2]! : text);
  if (!match) return undefined;
  let hour = Number(match[1]);
  const half = before?.[1] ?? match[4];
  if (half && /pm|下午/i.test(half) && hour < 12) hour += 12;
  if (half && /am|上午/i.test(half) && hour === 12) hour = 0;
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  if (minute > 59 || second > 59) return undefined;
  return { fraction: (hour * 3600 + minute * 60 + second) / 86400, seconds: match[3] !== undefined };
}

/** Dates as people write them; day before month where the locale has it so, month before day where not. */
function parseDate(text: string, rules: TypingRules): Typed | undefined {
  const patterns = defaultPatterns(rules.locale);
  const time = parseTime(text);
  if (time) return { v: round(time.fraction), nf: time.seconds ? 'h:mm:ss' : 'h:mm' };
  const [, datePart, timePart] = /^(.*?)(?:[T\s]+(\d{1,2}:.*|[上下]午.*))?$/s.exec(text)!;
  const day = parseDay(datePart!.trim(), rules);
  if (day === undefined) return undefined;
  if (timePart === undefined) return { v: day.serial, nf: day.iso ? 'yyyy-mm-dd' : patterns.date };
  const clock = parseTime(timePart.trim());
  if (!clock) return undefined;
  return { v: round(day.serial + clock.fraction), nf: day.iso ? 'yyyy-mm-dd h:mm:ss' : patterns.dateTime };
}

function parseDay(text: string, { locale, year: thisYear }: TypingRules): { serial: number; iso: boolean } | undefined {
  const full = /^(\d{4})([-/.]|年)(\d{1,2})([-/.]|月)(\d{1,2})日?$/.exec(text);
  if (full) return civil(Number(full[1]), Number(full[3]), Number(full[5]), full[2] === '-');
  const monthDay = /^(\d{1,2})月(\d{1,2})日$/.exec(text);
  if (monthDay) return civil(thisYear, Number(monthDay[1]), Number(monthDay[2]), false);
  const short = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{2}|\d{4}))?$/.exec(text);
  if (!short) return undefined;
  const [, a, separator, b, y] = short;
  if (separator === '.' && !/^(de|ru|pl|cs)/.test(locale)) return undefined;
  const year = y === undefined ? thisYear : y.length === 2 ? 2000 + Number(y) : Number(y);
  const dayFirst = !/^(zh|ja|ko)|en_US/.test(locale);
  return dayFirst ? civil(year, Number(b), Number(a), false) : civil(year, Number(a), Number(b), false);
}

function civil(year: number, month: number, day: number, iso: boolean): { serial: number; iso: boolean } | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1900 || year > 9999) return undefined;
  const check = new Date(Date.UTC(year, month - 1, day));
  if (check.getUTCDate() !== day) return undefined;
  return { serial: serialOfCivil({ year, month, day }), iso };
}

function round(serial: number): number {
  return Math.round(serial * 1e10) / 1e10;
}

/** A slot with typed content. A cell that has a number format keeps it, unless a date lands in a plain number cell. */
export function typeInto(slot: Slot, text: string | boolean | number | null, rules: TypingRules): Slot {
  const cell = cellOf(slot);
  const typed: Typed =
    text === null ? { v: null } : typeof text === 'string' ? parseTyped(text, cell.nf, rules) : { v: text };
  const next = withValue(slot, typed.v, typed.f);
  const wanted = typed.nf;
  if (!wanted || cell.nf === wanted) return next;
  if (cell.nf && !(isDatePattern(wanted) && !isDatePattern(cell.nf))) return next;
  return slotOf({ ...cellOf(next), nf: wanted });
}
