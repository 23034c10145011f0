/**
 * Conditions as office people write them (「費用 > 1000 且 地點 是 倉庫」) to CEL over keys. Words of fields, entries and comparisons
 * are understood in every language; what is already CEL passes as it is.
 */
import type { Field, Register } from '../types';
import { entriesOf, fold, named, wordsOf, type Merging } from './rows';
import { nearest } from '../near';

export type Comparing =
  'is' | 'is_not' | 'more_than' | 'at_least' | 'less_than' | 'at_most' | 'filled' | 'empty' | 'days_after';

const SIGNS: Partial<Record<Comparing, string>> = {
  is: '==',
  is_not: '!=',
  more_than: '>',
  at_least: '>=',
  less_than: '<',
  at_most: '<=',
};
/** Longest first, so that 不是 is not read as 是. */
const WORDS: [string, Comparing][] = [
  ['不等於', 'is_not'],
  ['不等于', 'is_not'],
  ['is not', 'is_not'],
  ['不是', 'is_not'],
  ['!=', 'is_not'],
  ['>=', 'at_least'],
  ['<=', 'at_most'],
  ['==', 'is'],
  ['at least', 'at_least'],
  ['at most', 'at_most'],
  ['more than', 'more_than'],
  ['less than', 'less_than'],
  ['至少', 'at_least'],
  ['至多', 'at_most'],
  ['大於', 'more_than'],
  ['大于', 'more_than'],
  ['小於', 'less_than'],
  ['小于', 'less_than'],
  ['等於', 'is'],
  ['等于', 'is'],
  ['有填', 'filled'],
  ['is filled', 'filled'],
  ['空白', 'empty'],
  ['is empty', 'empty'],
  ['是', 'is'],
  ['is', 'is'],
  ['>', 'more_than'],
  ['<', 'less_than'],
  ['=', 'is'],
];

export type Written =
  | { ok: true; cel: string }
  | {
      ok: false;
      code: 'unknown-field' | 'unknown-entry' | 'not-a-number' | 'not-for-type' | 'missing';
      params: Record<string, string>;
      part: 'field' | 'is' | 'value';
    };

const TEXTS = ['text', 'long text', 'choice', 'department', 'file'];

/** `field op value` as CEL; a value is a label, a number, a date or a yes in any spelling. */
export function comparison(
  on: Pick<Merging, 'model' | 'rows' | 'lang'>,
  register: Register,
  word: string,
  op: Comparing,
  typed: string,
): Written {
  const field = fieldNamed(register, word);
  if (!field)
    return {
      ok: false,
      code: 'unknown-field',
      part: 'field',
      params: { name: word, near: nearest(word, [...wordsOf(register.fields, on.lang)]) ?? '' },
    };
  const many = field.type === 'choices' || field.type === 'files';
  if (op === 'filled' || op === 'empty') {
    const sign = op === 'filled' ? '!=' : '==';
    if (many) return { ok: true, cel: op === 'filled' ? `size(${field.key}) > 0` : `size(${field.key}) == 0` };
    return { ok: true, cel: `${field.key} ${sign} ${TEXTS.includes(field.type) ? '""' : 'null'}` };
  }
  if (typed === '') return { ok: false, code: 'missing', part: 'value', params: { what: word, key: 'value' } };
  if (op === 'days_after') {
    if (field.type !== 'date') return wrongType(field, 'days_after');
    const days = Number(typed.normalize('NFKC'));
    if (!Number.isFinite(days)) return { ok: false, code: 'not-a-number', part: 'value', params: { key: typed } };
    return { ok: true, cel: `daysBetween(today(), ${field.key}) >= ${days}` };
  }
  const value = literal(on, field, typed);
  if (!value.ok) return value;
  if (many) {
    if (op !== 'is' && op !== 'is_not') return wrongType(field, op);
    return { ok: true, cel: `${op === 'is' ? '' : '!'}(${field.key}.exists(x, x == ${value.cel}))` };
  }
  if (TEXTS.includes(field.type) && op !== 'is' && op !== 'is_not') return wrongType(field, op);
  return { ok: true, cel: `${field.key} ${SIGNS[op]!} ${value.cel}` };
}

const wrongType = (field: Field, op: string): Written => ({
  ok: false,
  code: 'not-for-type',
  part: 'is',
  params: { key: op, type: field.type },
});

/** The field of this name; by a name it had in an earlier pack only where none has it now. */
export const fieldNamed = (register: Register, word: string): Field | undefined =>
  named(register.fields, word) ??
  register.fields.find((field) => field.former?.some((was) => fold(was) === fold(word)));

function literal(on: Pick<Merging, 'model' | 'rows' | 'lang'>, field: Field, typed: string): Written {
  const plain = typed.normalize('NFKC').trim();
  switch (field.type) {
    case 'number':
    case 'money': {
      const number = Number(plain.replace(/[,\s元$]/g, '').replace(/^NT/i, ''));
      return Number.isFinite(number)
        ? { ok: true, cel: String(number) }
        : { ok: false, code: 'not-a-number', part: 'value', params: { key: typed } };
    }
    case 'yes-no':
      return { ok: true, cel: /^(是|有|y|yes|true|v|✓)$/i.test(plain) ? 'true' : 'false' };
    case 'choice':
    case 'choices': {
      const entries = entriesOf(on, field.list ?? '');
      const entry = named(entries, plain);
      return entry
        ? { ok: true, cel: JSON.stringify(entry.key) }
        : {
            ok: false,
            code: 'unknown-entry',
            part: 'value',
            params: { list: field.list ?? '', name: plain, near: nearest(plain, wordsOf(entries, on.lang)) ?? '' },
          };
    }
    case 'department': {
      const found = named(
        (on.rows.departments ?? []).map((row) => ({
          key: String(row.values.key ?? ''),
          label: {
            'zh-TW': String(row.values.zh_tw ?? ''),
            'zh-CN': String(row.values.zh_cn ?? ''),
            en: String(row.values.en ?? ''),
          },
        })),
        plain,
      );
      return { ok: true, cel: JSON.stringify(found?.key ?? plain) };
    }
    case 'person': {
      const found = (on.rows.people ?? []).find((row) =>
        [row.values.email, row.values.name, row.values.display].some(
          (word) => fold(String(word ?? '')) === fold(plain),
        ),
      );
      return { ok: true, cel: JSON.stringify(String(found?.values.email ?? plain)) };
    }
    case 'date': {
      const [, y, m, d] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(plain) ?? [];
      return { ok: true, cel: JSON.stringify(y ? `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}` : plain) };
    }
    default:
      return { ok: true, cel: JSON.stringify(typed) };
  }
}

/** A whole condition. Sentences of `field op value` joined by 且/或 are translated; anything else is taken as CEL. */
export function condition(on: Pick<Merging, 'model' | 'rows' | 'lang'>, register: Register, typed: string): Written {
  const plain = typed.normalize('NFKC').trim();
  const parts = plain.split(/\s*(並且|且|或者|或|&&|\|\||\sand\s|\sor\s)\s*/i);
  const out: string[] = [];
  for (const [i, part] of parts.entries()) {
    if (i % 2 === 1) {
      out.push(/^(或|或者|\|\||or)$/i.test(part.trim()) ? '||' : '&&');
      continue;
    }
    const said = sentence(on, register, part);
    if (said === null) return { ok: true, cel: plain };
    if (!said.ok) return said;
    out.push(said.cel);
  }
  return { ok: true, cel: out.join(' ') };
}

/** Null: not a sentence of office words. */
function sentence(on: Pick<Merging, 'model' | 'rows' | 'lang'>, register: Register, part: string): Written | null {
  for (const [word, op] of WORDS) {
    const at = part.toLowerCase().indexOf(word);
    if (at <= 0) continue;
    const left = part.slice(0, at).trim();
    const right = part
      .slice(at + word.length)
      .trim()
      .replace(/^["「“](.*)["」”]$/, '$1');
    const field = fieldNamed(register, left);
    // What stands before the sign may be CEL of its own (asset.price > 100): left alone.
    if (!field && /[.("]/.test(left)) return null;
    if (right === 'null' || right === '""') return null;
    return comparison(on, register, left, op, right);
  }
  return null;
}
