/**
 * Numbers of records as offices write them: `TKT-{year}-{0000}`, `DSP-{roc}-{000}`, 「財字第{000}號」. The zeros are the
 * counter and the least number of its digits; it counts anew when another part of the pattern changes.
 */
import { Refusal } from './types';
import { rocYear } from './civil';

/** What the named parts are filled with. `date` is civil, `yyyy-MM-dd`. */
export interface NumberParts {
  date: string;
  dept?: string | null;
}

const COUNTER = /\{(0+)\}/;
const PART = /\{(year|roc|month|dept|0+)\}/g;

/** The pattern with its date and department filled in and the counter left: `TKT-2026-{0000}`. Key of the id counter. */
export function seriesOf(pattern: string, parts: NumberParts): string {
  if (!COUNTER.test(pattern))
    throw new Refusal('number.no-counter', { code: 'number.no-counter', params: { pattern } });
  return pattern.replace(PART, (whole, name: string) => {
    switch (name) {
      case 'year':
        return parts.date.slice(0, 4);
      case 'roc':
        return String(rocYear(parts.date));
      case 'month':
        return parts.date.slice(5, 7);
      case 'dept':
        return parts.dept ?? '';
      default:
        return whole;
    }
  });
}

/** The n-th number of its series: `TKT-2026-0017`. More digits than zeros are written in full. */
export function formatNumber(pattern: string, parts: NumberParts, n: number): string {
  return numberIn(seriesOf(pattern, parts), n);
}

/** The n-th number of a series made by `seriesOf`. */
export function numberIn(series: string, n: number): string {
  return series.replace(COUNTER, (_, zeros: string) => String(n).padStart(zeros.length, '0'));
}

/** Inverse of `formatNumber`; null when the text is no number of this pattern. */
export function parseNumber(pattern: string, id: string): { series: string; n: number } | null {
  const found = readerOf(pattern).exec(id);
  if (!found) return null;
  const n = Number(found[found.length - 1]);
  const series = found[1]! + COUNTER.exec(pattern)![0] + found[2]!;
  return Number.isSafeInteger(n) && numberIn(series, n) === id ? { series, n } : null;
}

const readers = new Map<string, RegExp>();

/** Groups: all before the counter, all after it, the counter's digits (by look-ahead, so that it comes last). */
function readerOf(pattern: string): RegExp {
  let reader = readers.get(pattern);
  if (!reader) {
    const counter = COUNTER.exec(pattern);
    if (!counter) throw new Refusal('number.no-counter', { code: 'number.no-counter', params: { pattern } });
    const before = sourceOf(pattern.slice(0, counter.index));
    const after = sourceOf(pattern.slice(counter.index + counter[0].length));
    const digits = `\\d{${counter[1]!.length},}`;
    reader = new RegExp(`^(?=(${before})${digits}(${after})$)${before}(${digits})${after}$`);
    readers.set(pattern, reader);
  }
  return reader;
}

function sourceOf(text: string): string {
  return text
    .split(PART)
    .map((part, i) => {
      if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      switch (part) {
        case 'year':
          return '\\d{4}';
        case 'roc':
          return '\\d{1,3}';
        case 'month':
          return '(?:0[1-9]|1[0-2])';
        default:
          return '[^\\s]*?';
      }
    })
    .join('');
}
