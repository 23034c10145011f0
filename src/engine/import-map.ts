/**
 * Which column of a pasted ledger is which field: by label in any language, key, alias, header as the office renamed it, and a near
 * spelling last. What a person chose in the dropdown above the column stands before every guess.
 */
import type { Label, Lang, Register } from '../model/types';
import { editDistance } from '../model/near';
import { findKeys, foldText, labelIn, type Spelled } from './spelling';
import type { Cell } from './types';
import { IMPORT } from './words/import';

/** What a pasted column may be: a field's key, `$state`, or `$created` (the day a case of the old books began). */
export type Target = Spelled;

/** One pasted column. `nth` counts the pasted columns from 1; `key` null = left out. */
export interface ImportColumn {
  nth: number;
  header: string;
  key: string | null;
}
/** `unknown`: dropdown texts nobody knows; `twice`: labels that two columns claim. Either stops the import. */
export interface Mapping {
  columns: ImportColumn[];
  unknown: string[];
  twice: Label[];
}

const three = (code: string): Label => {
  const [tw, cn, en] = IMPORT[code]!;
  return { 'zh-TW': tw, 'zh-CN': cn, en };
};

/** The word of a column that is not imported. */
export const LEFT_OUT: Spelled = { key: '-', label: three('import.left-out') };

const STATE_ALIASES = ['使用狀態', '使用狀況', '狀況', '現況', '目前狀態', '使用状况', '现状'];
const CREATED_ALIASES = ['建立日期', '登記日', '登記日期', '申請日', '申請日期', '報修日', '報修日期', '创建日期'];

/** Everything a column of this register may be, in the order of its sheet. */
export function targetsOf(register: Register): Target[] {
  const fields = register.fields
    .filter((f) => !f.is && !f.system)
    .map((f): Target => ({ key: f.key, label: f.label, ...(f.aliases ? { aliases: f.aliases } : {}) }));
  const state: Target[] =
    register.states.length > 1 ? [{ key: '$state', label: three('import.state'), aliases: STATE_ALIASES }] : [];
  const created: Target[] =
    register.pattern === 'ledger'
      ? []
      : [{ key: '$created', label: three('import.created'), aliases: CREATED_ALIASES }];
  return [...state, ...fields, ...created];
}

/** Headers of engine columns in a pasted sheet of ours: numbers are kept as the former number, the rest is left out. */
const NUMBER_WORDS = ['編號', '編碼', '财产编号', '資產編號', '財產編號', '编号', 'No.', 'Number'].map(foldText);

/** `單價(元)` -> `單價`, `1. 名稱：` -> `名稱`: what people write around the word. */
function bare(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[([{【〔][^)\]}】〕]*[)\]}】〕]/g, '')
    .replace(/^\s*\d+\s*[.、]\s*/, '')
    .replace(/[*＊:：\s]+$/g, '')
    .replace(/^[*＊\s]+/g, '');
}

/**
 * Guesses the columns that have no choice yet. `known`: header texts remembered by field key. Of two columns with equal claim the
 * first is the field; the other is left out, where a person sees it.
 */
export function guess(
  register: Register,
  headers: readonly string[],
  known: Record<string, string[]>,
  taken: readonly string[] = [],
): (string | null)[] {
  const targets = targetsOf(register).map((t) => ({
    ...t,
    aliases: [...(t.aliases ?? []), ...(known[t.key] ?? [])],
  }));
  const out: (string | null)[] = headers.map(() => null);
  const free = new Set(targets.map((t) => t.key).filter((key) => !taken.includes(key)));
  const claim = (find: (header: string) => string | null): void => {
    headers.forEach((header, i) => {
      const key = out[i] === null && header.trim() !== '' ? find(header) : null;
      if (key === null || !free.has(key)) return;
      free.delete(key);
      out[i] = key;
    });
  };
  const only = (keys: string[]): string | null => (keys.length === 1 ? keys[0]! : null);
  claim((header) => only(findKeys(targets, header)));
  claim((header) => only(findKeys(targets, bare(header))));
  claim((header) =>
    NUMBER_WORDS.includes(foldText(bare(header))) && targets.some((t) => t.key === 'other_number')
      ? 'other_number'
      : null,
  );
  claim((header) =>
    near(
      targets.filter((t) => free.has(t.key)),
      bare(header),
    ),
  );
  return out;
}

/** A mistyped header: one letter in three may differ, and words of two letters are never near each other. */
function near(targets: readonly Target[], header: string): string | null {
  const wanted = foldText(header).slice(0, 40);
  let best: string | null = null;
  let least = 1 / 3;
  for (const target of targets)
    for (const word of [...Object.values(target.label), ...(target.aliases ?? [])]) {
      const folded = foldText(word ?? '').slice(0, 40);
      const longer = Math.max(folded.length, wanted.length);
      if (longer < 3 || Math.abs(folded.length - wanted.length) > longer / 3) continue;
      const share = editDistance(wanted, folded) / longer;
      if (share > least || (share === least && best !== null)) continue;
      least = share;
      best = target.key;
    }
  return best;
}

/**
 * The mapping as it stands: a chosen word decides, a blank one (or one whose header was just pasted anew, `again`) is guessed.
 * `headers` and `chosen` begin at the first pasted column.
 */
export function mapColumns(
  register: Register,
  headers: readonly Cell[],
  chosen: readonly Cell[],
  known: Record<string, string[]>,
  again: (index: number) => boolean = () => false,
): Mapping {
  const targets = targetsOf(register);
  const width = Math.max(headers.length, chosen.length);
  const texts = Array.from({ length: width }, (_, i) => String(headers[i] ?? '').trim());
  const unknown: string[] = [];
  const twice: Label[] = [];
  const keys: (string | null | undefined)[] = texts.map((header, i) => {
    const word = String(chosen[i] ?? '').trim();
    if (header === '' && word === '') return null;
    if (word === '' || (again(i) && header !== '')) return undefined;
    const [key, ...more] = findKeys([...targets, LEFT_OUT], word);
    if (key === undefined || more.length > 0) unknown.push(word);
    return key === undefined || more.length > 0 || key === LEFT_OUT.key ? null : key;
  });
  for (const target of targets) if (keys.filter((key) => key === target.key).length > 1) twice.push(target.label);
  const guessed = guess(
    register,
    texts.map((header, i) => (keys[i] === undefined ? header : '')),
    known,
    keys.filter((key): key is string => typeof key === 'string'),
  );
  return {
    columns: texts.map((header, i) => ({ nth: i + 1, header, key: keys[i] === undefined ? guessed[i]! : keys[i]! })),
    unknown,
    twice,
  };
}

/** What the dropdown above a column shows and offers. */
export function wordOf(register: Register, key: string | null, lang: Lang): string {
  const target = key === null ? LEFT_OUT : (targetsOf(register).find((t) => t.key === key) ?? LEFT_OUT);
  return labelIn(target.label, lang, target.key);
}
export const offered = (register: Register, lang: Lang): string[] =>
  [LEFT_OUT, ...targetsOf(register)].map((t) => labelIn(t.label, lang, t.key));
