// The desk's words and times in the reader's language.

import { en } from './words/en.ts';
import { zhCN } from './words/zh-CN.ts';
import { zhTW, type WordKey } from './words/zh-TW.ts';

export type Lang = 'zh-TW' | 'zh-CN' | 'en';
export const LANGS: readonly { key: Lang; name: string }[] = [
  { key: 'zh-TW', name: '繁體中文' },
  { key: 'zh-CN', name: '简体中文' },
  { key: 'en', name: 'English' },
];
export type { WordKey };

const DICTIONARY: Record<Lang, Record<WordKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en };

/** A reader's words: `t('rowsShown', {from: 1, to: 20, total: 80})`. */
export type Say = (key: WordKey, params?: Record<string, string | number>) => string;

export function isLang(text: unknown): text is Lang {
  return text === 'zh-TW' || text === 'zh-CN' || text === 'en';
}

export function sayIn(lang: Lang): Say {
  const words = DICTIONARY[lang];
  return (key, params = {}) => words[key].replace(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));
}

export function hasWord(key: string): key is WordKey {
  return Object.hasOwn(zhTW, key);
}

/** Times of the office in its own zone, whatever the zone of this machine. */
export interface Times {
  /** 2026/3/2（一）09:30 */
  long(epoch: number): string;
  /** 3/2 09:30 */
  short(epoch: number): string;
  /** 1 h 20 min */
  span(ms: number): string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(lang: Lang, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([lang, zone, options]);
  let known = formats.get(key);
  if (!known) {
    formats.set(key, (known = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...options, timeZone: zone })));
  }
  return known;
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export function timesIn(lang: Lang, zone: string): Times {
  // 02/03 is February to some readers of English.
  const monthAs = lang === 'en' ? 'short' : 'numeric';
  return {
    long(epoch) {
      const day = format(lang, zone, { year: 'numeric', month: monthAs, day: 'numeric', weekday: 'short' }).format(
        epoch,
      );
      return `${day} ${format(lang, zone, CLOCK).format(epoch)}`;
    },
    short(epoch) {
      const day = format(lang, zone, { month: monthAs, day: 'numeric' }).format(epoch);
      return `${day} ${format(lang, zone, CLOCK).format(epoch)}`;
    },
    span(ms) {
      const t = sayIn(lang);
      if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
      const minutes = Math.round(ms / 60_000);
      const parts = [
        Math.floor(minutes / 60) ? `${Math.floor(minutes / 60)} ${t('hours')}` : '',
        minutes % 60 ? `${minutes % 60} ${t('minutes')}` : '',
      ];
      return parts.filter(Boolean).join(' ') || `0 ${t('minutes')}`;
    },
  };
}
