/**
 * Conditions as office people write them (「費用 > 1000 且 地點 是 倉庫」) to CEL over keys. Words of fields, entries and comparisons
 * are understood in every language; what is already CEL passes as it is.
 */
import type { Field, Register } from '../types';
import { columnWord, entriesOf, entryWord, fold, labelOf, named, text, wordsOf, type Merging } from './rows';
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
      code: 'unknown-field' | 'unknown-entry' | 'not-a-number' | 'wrong-type' | 'comparison-type' | 'missing';
      params: Record<string, string | undefined>;
      part: 'field' | 'is' | 'value';
    };

const TEXTS = ['text', 'long text', 'choice', 'department', 'file'];
/** What has an order: only there is one value more than another. */
const ORDERED = ['number', 'money', 'date', 'time'];

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
      params: { name: word, near: nearest(word, wordsOf(register.fields, on.lang)) },
    };
  const many = field.type === 'choices' || field.type === 'files';
  if (op === 'filled' || op === 'empty') {
    const sign = op === 'filled' ? '!=' : '==';
    if (many) return { ok: true, cel: op === 'filled' ? `size(${field.key}) > 0` : `size(${field.key}) == 0` };
    return { ok: true, cel: `${field.key} ${sign} ${TEXTS.includes(field.type) ? '""' : 'null'}` };
  }
  if (typed === '')
    return {
      ok: false,
      code: 'missing',
      part: 'value',
      params: { what: word, key: columnWord(on, 'office_checks', 'value') },
    };
  if (op === 'days_after') {
    if (field.type !== 'date') return wrongType(on, field, 'days_after');
    const days = Number(typed.normalize('NFKC'));
    if (!Number.isFinite(days)) return { ok: false, code: 'not-a-number', part: 'value', params: { key: typed } };
    return { ok: true, cel: `daysBetween(today(), ${field.key}) >= ${days}` };
  }
  const value = literal(on, field, typed);
  if (!value.ok) return value;
  if (many) {
    if (op !== 'is' && op !== 'is_not') return wrongType(on, field, op);
    return { ok: true, cel: `${op === 'is' ? '' : '!'}(${field.key}.exists(x, x == ${value.cel}))` };
  }
  if (!ORDERED.includes(field.type) && op !== 'is' && op !== 'is_not') return wrongType(on, field, op);
  return { ok: true, cel: `${field.key} ${SIGNS[op]!} ${value.cel}` };
}

const wrongType = (on: Pick<Merging, 'model' | 'lang'>, field: Field, op: Comparing): Written => ({
  ok: false,
  code: 'comparison-type',
  part: 'is',
  params: {
    op: entryWord(on, 'comparisons', op),
    type: entryWord(on, 'field_types', field.type.replace(/\W/, '_')),
    known: ['is', 'is_not', 'filled', 'empty', ...(ORDERED.includes(field.type) ? ['more_than', 'less_than'] : [])]
      .map((one) => entryWord(on, 'comparisons', one))
      .join('、'),
  },
});

const strange = (field: Field, on: Pick<Merging, 'lang'>, typed: string, need: string): Written => ({
  ok: false,
  code: 'wrong-type',
  part: 'value',
  params: { name: field.label[on.lang] ?? field.key, is: `「${typed}」`, need },
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
      const bare = plain.replace(/[\s元$]/g, '').replace(/^NT/i, '');
      // A comma between thousands belongs to the number; elsewhere it stands between two of them.
      const number = Number(/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replace(/,/g, '') : bare);
      return bare !== '' && Number.isFinite(number)
        ? { ok: true, cel: String(number) }
        : { ok: false, code: 'not-a-number', part: 'value', params: { key: typed } };
    }
    case 'yes-no':
      if (/^(是|有|y|yes|true|v|✓)$/i.test(plain)) return { ok: true, cel: 'true' };
      if (/^(否|不是|沒有|没有|無|无|n|no|false|x|✗)$/i.test(plain)) return { ok: true, cel: 'false' };
      return strange(field, on, typed, on.lang === 'en' ? 'Yes / No' : '是／否');
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
            params: {
              list: on.model.lists[field.list ?? '']?.label[on.lang] ?? field.list,
              name: plain,
              near: nearest(plain, wordsOf(entries, on.lang)),
            },
          };
    }
    case 'department': {
      const departments = (on.rows.departments ?? []).map((row) => ({
        key: String(row.values.key ?? ''),
        label: labelOf(row),
        aliases: text(row.values.aliases).split(/[、,，;；]/),
      }));
      const found = named(departments, plain);
      if (!found && departments.length > 0) return stranger(on, 'departments', plain, wordsOf(departments, on.lang));
      return { ok: true, cel: JSON.stringify(found?.key ?? plain) };
    }
    case 'person': {
      const found = (on.rows.people ?? []).find((row) =>
        [row.values.email, row.values.name, row.values.display].some(
          (word) => fold(String(word ?? '')) === fold(plain),
        ),
      );
      if (!found && on.rows.people?.length)
        return stranger(
          on,
          'people',
          plain,
          on.rows.people.map((row) => text(row.values.name)),
        );
      return { ok: true, cel: JSON.stringify(String(found?.values.email ?? plain)) };
    }
    case 'date': {
      const [, y, m, d] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(plain) ?? [];
      const day = y ? `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}` : '';
      const real = day !== '' && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
      return real
        ? { ok: true, cel: JSON.stringify(day) }
        : strange(field, on, typed, `${entryWord(on, 'field_types', 'date')} 2026-03-02`);
    }
    default:
      return { ok: true, cel: JSON.stringify(typed) };
  }
}

/** A name that is in none of the rows of a register of the setup workbook. */
const stranger = (on: Pick<Merging, 'model' | 'lang'>, tab: string, name: string, known: string[]): Written => ({
  ok: false,
  code: 'unknown-entry',
  part: 'value',
  params: { list: on.model.registers[tab]?.name[on.lang] ?? tab, name, near: nearest(name, known) },
});

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
    // So may what stands behind it: setting("…"), today().
    if (right === 'null' || right === '""' || /^[a-z]\w*\(.*\)$/i.test(right)) return null;
    return comparison(on, register, left, op, right);
  }
  return null;
}
