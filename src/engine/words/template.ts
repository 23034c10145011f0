/**
 * Sentences with places in them. `{name}` is a parameter; `{at:time}`, `{at:moment}`, `{at:date}` a moment in epoch ms;
 * `{n:number}` with thousands, `{n:count}` as Chinese says it (兩位); `{n|row|rows}` English one and many; `[[…]]` is left
 * out when a parameter inside is blank.
 */
import type { Label, Lang } from '../../model/types';
import { dateAt, formatDate, formatMoment, toCivil } from '../civil';
import { labelIn } from '../spelling';
import type { Words } from '../types';
import { quoted } from '../values-fault';

/** zh-TW, zh-CN, English. */
export type Catalogue = Readonly<Record<string, readonly [string, string, string]>>;

/** Turns a key with a kind (`person`, `field`, `state` …) into a word; undefined = unknown, the key is shown. */
export type Names = (kind: string, key: string) => string | undefined;

/** Zone and present of the reader: `{at:moment}` says the year only when it is another one. */
export interface Times {
  zone: string;
  now: number;
}

/** Marks a parameter as a key of a kind, to be named in the reader's language: `naming('person', mail)`. */
export const naming = (kind: string, key: string): string => `\u2063${kind}\u2063${key}`;

const PLACE = /\{(\w+)(?::(time|moment|date|number|count)|\|([^{}|]*)\|([^{}|]*))?\}/g;
const CHINESE = ['零', '一', '兩', '三', '四', '五', '六', '七', '八', '九', '十'];
/** Parameters that a person typed: quoted short and on one line. */
const TYPED = new Set(['typed', 'reason']);

export function fillTemplate(
  template: string,
  params: NonNullable<Words['params']>,
  lang: Lang,
  names?: Names,
  times?: Times,
): string {
  const sections = template.includes('[[')
    ? template.replace(/\[\[(.*?)\]\]/g, (_, inner: string) => (isFilled(inner, params) ? inner : ''))
    : template;
  return sections.replace(PLACE, (_, name: string, format?: string, one?: string, many?: string) => {
    const value = params[name];
    if (one !== undefined) return value === 1 ? one : many!;
    if (value === undefined) return '';
    if (typeof value === 'object') return labelIn(value, lang);
    if (typeof value === 'number') return formatNumber(value, format, lang, times);
    if (value.startsWith('\u2063')) {
      const [, kind, key] = value.split('\u2063');
      return names?.(kind!, key!) ?? key!;
    }
    return TYPED.has(name) ? quoted(value) : value;
  });
}

function isFilled(inner: string, params: Record<string, string | number | Label>): boolean {
  return [...inner.matchAll(PLACE)].every(([, name]) => {
    const value = params[name!];
    return (
      value !== undefined && value !== '' && !(typeof value === 'object' && Object.values(value).every((word) => !word))
    );
  });
}

function formatNumber(value: number, format: string | undefined, lang: Lang, times?: Times): string {
  switch (format) {
    case 'number':
      return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
    case 'count':
      return lang === 'en'
        ? String(value)
        : ((lang === 'zh-CN' && value === 2 ? '两' : CHINESE[value]) ?? ` ${value} `);
    case 'time':
      return times ? toCivil(value, times.zone).time : '';
    case 'date':
      return times ? formatDate(dateAt(value, times.zone), lang, dateAt(times.now, times.zone)) : '';
    case 'moment':
      return times ? formatMoment(value, times.zone, lang, times.now) : '';
    default:
      return String(value);
  }
}
