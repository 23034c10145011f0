/**
 * Spellings: a label in any language, an old label, an alias, a key, in full or half width, traditional or simplified, is
 * the same word (register-sheet 4). Also "did you mean", and the word of a label in a reader's language.
 */
import type { Label, Lang } from '../model/types';
import { editDistance } from '../model/near';
import { foldCharacters } from './spelling-table';

/** The form in which spellings are compared: half width, lower case, simplified, without blanks and zero-width marks. */
export function foldText(text: string): string {
  return foldCharacters(text.normalize('NFKC').toLowerCase()).replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '');
}

const FALLBACK: Record<Lang, Lang[]> = {
  'zh-TW': ['zh-TW', 'zh-CN', 'en'],
  'zh-CN': ['zh-CN', 'zh-TW', 'en'],
  en: ['en', 'zh-TW', 'zh-CN'],
};

/** The word in the reader's language, or in the nearest one that has it; `fallback` (a key) when no language has. */
export function labelIn(label: Label, lang: Lang, fallback = ''): string {
  for (const one of FALLBACK[lang]) {
    const word = label[one];
    if (word) return word;
  }
  return fallback;
}

/** Anything that is spelled: a list's entry, a department, a state, an action. */
export interface Spelled {
  key: string;
  label: Label;
  aliases?: string[];
}

interface Index {
  labels: Map<string, string[]>;
  aliases: Map<string, string[]>;
}
const indexes = new WeakMap<readonly Spelled[], Index>();

function indexOf(spelled: readonly Spelled[]): Index {
  let index = indexes.get(spelled);
  if (!index) {
    index = { labels: new Map(), aliases: new Map() };
    for (const one of spelled) {
      for (const word of [one.key, ...Object.values(one.label)]) add(index.labels, word, one.key);
      for (const word of one.aliases ?? []) add(index.aliases, word, one.key);
    }
    indexes.set(spelled, index);
  }
  return index;
}

function add(map: Map<string, string[]>, word: string | undefined, key: string): void {
  const folded = word ? foldText(word) : '';
  if (!folded) return;
  const keys = map.get(folded);
  if (!keys) map.set(folded, [key]);
  else if (!keys.includes(key)) keys.push(key);
}

/**
 * Keys of all that are spelled like this; labels and keys stand before aliases. A cell in two languages on two lines is
 * read by its first known line. More than one key = the word is ambiguous. The list is remembered by identity.
 */
export function findKeys(spelled: readonly Spelled[], text: string): string[] {
  const { labels, aliases } = indexOf(spelled);
  for (const line of [text, ...(text.includes('\n') ? text.split('\n') : [])]) {
    const folded = foldText(line);
    const keys = labels.get(folded) ?? aliases.get(folded);
    if (keys) return keys;
  }
  return [];
}

/** The spelled thing whose word is nearest to the text, when it is near enough to be what was meant. */
export function nearestSpelled<T extends Spelled>(spelled: readonly T[], text: string): T | null {
  return nearestOf(spelled, text, (one) => [
    one.key,
    ...Object.values<string | undefined>(one.label).map((word) => word ?? ''),
    ...(one.aliases ?? []),
  ]);
}

/** The item with the nearest word: at most half of the longer word differs, and at least one character is shared. */
export function nearestOf<T>(items: readonly T[], text: string, wordsOf: (item: T) => string[]): T | null {
  const wanted = foldText(text).slice(0, 40);
  if (!wanted) return null;
  let best: T | null = null;
  let least = Infinity;
  for (const item of items) {
    for (const word of wordsOf(item)) {
      const folded = foldText(word).slice(0, 40);
      const longer = Math.max(folded.length, wanted.length);
      const room = longer / 2;
      // The difference in length alone may already be too much: no need to measure.
      if (!folded || Math.abs(folded.length - wanted.length) > room) continue;
      const distance = editDistance(wanted, folded);
      if (distance <= room && distance < longer && distance / longer < least) {
        least = distance / longer;
        best = item;
      }
    }
  }
  return best;
}
