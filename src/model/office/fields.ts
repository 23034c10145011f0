/**
 * Rows of 欄位 laid over the registers: a shipped field may be called otherwise or be made required, never the other way; the
 * office's own and those found in a form are added, before the engine's columns at the end.
 */
import { readFields } from '../parts/fields';
import { nodeOf, type MapEntry, type SourceNode } from '../source';
import { LANGS, type Field, type Register } from '../types';
import type { FieldRow } from '../expand';
import { nearest } from '../near';
import {
  columnWord,
  entriesOf,
  entryWord,
  faultIn,
  labelOf,
  named,
  numberOf,
  placeOf,
  registerNamed,
  text,
  wordsOf,
  type Merging,
  type SetupRow,
} from './rows';

const TAB = 'office_fields';

/** Keys of the tab's types to those of the vocabulary. */
export const typeOf = (key: string): string => ({ long_text: 'long text', yes_no: 'yes-no' })[key] ?? key;
export const typeKey = (type: string): string => ({ 'long text': 'long_text', 'yes-no': 'yes_no' })[type] ?? type;

/** A field as the cells of its row in 欄位 say it: what a shipped one and one proposed by a pattern have in common. */
export const fieldCells = (
  register: string,
  field: Pick<Field, 'key' | 'label' | 'list' | 'to' | 'required'> & { type: string },
): Record<string, string | boolean | null> => ({
  register,
  zh_tw: field.label['zh-TW'] ?? field.key,
  zh_cn: field.label['zh-CN'] ?? null,
  en: field.label.en ?? null,
  type: typeKey(field.type),
  list: field.list ?? field.to ?? null,
  required: field.required ?? false,
  key: field.key,
});

export function mergeFields(on: Merging): void {
  for (const row of on.rows[TAB] ?? []) {
    const register = registerNamed(on, row);
    // Registers of modules that are off, or made by rows, read their fields elsewhere or not at all.
    if (!register || register.office) continue;
    const known = register.fields.find((field) => field.key === text(row.values.key));
    if (known && !known.office) overlay(on, register, known, row);
    else if (row.state !== 'retired' && text(row.values.origin) !== 'shipped') add(on, register, row);
  }
}

/** A shipped field: other words, help, required. Everything else of it is fixed. */
function overlay(on: Merging, register: Register, field: Field, row: SetupRow): void {
  const label = labelOf(row);
  if (label['zh-TW']) {
    // Only words the office wrote can be its mistake; a row as shipped is never blamed for a name somebody else took.
    if (LANGS.some((lang) => field.label[lang] !== undefined && field.label[lang] !== label[lang]))
      on.reading.place(`${register.key}.fields.${field.key}`, placeOf(TAB, row, 'zh_tw'));
    field.label = { ...field.label, ...label };
  }
  const help = text(row.values.help);
  if (help && help !== field.help?.['zh-TW']) field.help = { 'zh-TW': help, 'zh-CN': help, en: help };
  if (field.required && (row.values.required === false || row.values.required === null))
    faultIn(on, TAB, row, 'required', 'office-fixed', { key: columnWord(on, TAB, 'required') });
  if (row.values.required === true && !field.required && unasked(register, field, row))
    faultIn(on, TAB, row, 'required', 'form-misses', { name: text(row.values.zh_tw) });
  else if (row.values.required === true && !field.system && !field.is) field.required = true;
  if (row.values.asked === true && register.form && askable(field) && !register.form.asks.includes(field.key))
    register.form.asks.push(field.key);
}

/** Required, and nobody could fill it: the form does not ask, and nothing else brings a value. */
const unasked = (register: Register, field: Field, row: SetupRow): boolean =>
  register.form !== undefined &&
  row.values.asked !== true &&
  !register.form.asks.includes(field.key) &&
  askable(field) &&
  field.from === undefined &&
  field.default === undefined;

const askable = (field: Field): boolean => !field.is && !field.system;

function add(on: Merging, register: Register, row: SetupRow): void {
  const path = `${register.key}.fields`;
  const key = text(row.values.key);
  const at = placeOf(TAB, row, 'zh_tw');
  const node: SourceNode = { kind: 'map', where: at, entries: [{ key, where: at, node: fieldNode(on, row) }] };
  const [field] = readFields(on.reading, node, path);
  if (!field) return;
  if (text(row.values.zh_tw) === '') {
    faultIn(on, TAB, row, 'zh_tw', 'missing', { what: row.id, key: columnWord(on, TAB, 'zh_tw') });
    return;
  }
  if (field.required && unasked(register, field, row)) {
    faultIn(on, TAB, row, 'required', 'form-misses', { name: text(row.values.zh_tw) });
    return;
  }
  on.reading.place(`${path}.${key}`, at);
  register.fields.push({
    ...field,
    office: true,
    ...(row.values.in_mails === true ? { inMails: true } : {}),
  });
  if (row.values.asked === true && register.form) register.form.asks.push(key);
  if (row.values.counted === true && (field.type === 'choice' || field.type === 'department'))
    for (const metric of register.metrics) if (metric.kind === 'count' && !metric.by.includes(key)) metric.by.push(key);
}

function fieldNode(on: Merging, row: SetupRow): SourceNode {
  const entries: MapEntry[] = [];
  const put = (word: string, field: string, value: unknown): void => {
    const where = placeOf(TAB, row, field);
    if (value !== undefined && value !== '' && value !== false)
      entries.push({ key: word, where, node: nodeOf(value, where) });
  };
  const type = typeOf(text(row.values.type) || 'text');
  put('label', 'zh_tw', labelOf(row));
  put('type', 'type', type);
  const target = targetOf(on, row, type);
  put(type === 'link' ? 'to' : 'list', 'list', target);
  put('required', 'required', row.values.required === true || undefined);
  const help = text(row.values.help);
  put('help', 'help', help ? { 'zh-TW': help, 'zh-CN': help, en: help } : undefined);
  put('default', 'default', defaultOf(on, row, type, target));
  return { kind: 'map', where: placeOf(TAB, row, 'zh_tw'), entries };
}

/** A list by name for choices, a register by name for links; what nobody knows is said with the nearest. */
function targetOf(on: Merging, row: SetupRow, type: string): string | undefined {
  const typed = text(row.values.list);
  if (typed === '') {
    if (['choice', 'choices', 'link'].includes(type))
      faultIn(on, TAB, row, 'list', 'missing', { what: text(row.values.zh_tw), key: columnWord(on, TAB, 'list') });
    return undefined;
  }
  if (!['choice', 'choices', 'link'].includes(type)) {
    faultIn(on, TAB, row, 'list', 'not-for-type', {
      key: columnWord(on, TAB, 'list'),
      type: entryWord(on, 'field_types', typeKey(type)),
    });
    return undefined;
  }
  const things =
    type === 'link'
      ? Object.values(on.model.registers).map(({ key, name }) => ({ key, label: name }))
      : Object.values(on.model.lists);
  const found = named(things, typed);
  if (found) return found.key;
  if (type !== 'link' && COMMAS.test(typed)) return ownList(on, row, typed);
  faultIn(on, TAB, row, 'list', type === 'link' ? 'unknown-register' : 'unknown-list', {
    name: typed,
    near: nearest(typed, wordsOf(things, on.lang)),
  });
  return undefined;
}

const COMMAS = /[、,，;；\n]/;

/** Choices written in the cell itself: a list of the field's own, whose entries are called as they are kept. */
function ownList(on: Merging, row: SetupRow, typed: string): string {
  const key = text(row.values.key).startsWith('x_') ? text(row.values.key) : `x_${text(row.values.key)}`;
  const words = [
    ...new Set(
      typed
        .split(COMMAS)
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ];
  on.model.lists[key] = {
    key,
    label: labelOf(row),
    entries: words.map((word, i) => ({
      key: word,
      label: { 'zh-TW': word, 'zh-CN': word, en: word },
      order: i + 1,
      on: true,
      aliases: [],
    })),
  };
  return key;
}

/** What cannot be read stays as typed, for the check of defaults to answer. */
function defaultOf(
  on: Merging,
  row: SetupRow,
  type: string,
  list: string | undefined,
): string | number | boolean | undefined {
  const typed = text(row.values.default);
  if (typed === '') return undefined;
  if (type === 'number' || type === 'money') return numberOf(typed.normalize('NFKC')) ?? typed;
  if (type === 'choice' && list !== undefined) return named(entriesOf(on, list), typed)?.key ?? typed;
  if (type !== 'yes-no') return typed;
  return /^(是|有|y|yes|true)$/i.test(typed) || (/^(否|沒有|没有|n|no|false)$/i.test(typed) ? false : typed);
}

/** Rows of 欄位 about a register that rows make, as its reader wants them. */
export function fieldRowsOf(on: Merging, register: string): FieldRow[] {
  return (on.rows[TAB] ?? [])
    .filter((row) => text(row.values.register) === register && row.state !== 'retired')
    .map((row, i) => {
      const type = typeOf(text(row.values.type) || 'text');
      const target = targetOf(on, row, type);
      const help = text(row.values.help);
      const initial = defaultOf(on, row, type, target);
      const columns: Record<string, string> = { key: 'zh_tw', label: 'zh_tw', to: 'list' };
      return {
        key: text(row.values.key),
        label: labelOf(row),
        type,
        ...(target === undefined ? {} : type === 'link' ? { to: target } : { list: target }),
        ...(row.values.required === true ? { required: true } : {}),
        ...(help ? { help: { 'zh-TW': help, 'zh-CN': help, en: help } } : {}),
        ...(initial === undefined ? {} : { default: initial }),
        asked: row.values.asked !== false,
        order: numberOf(row.values.order) ?? 1000 + i,
        where: (part) => placeOf(TAB, row, columns[part] ?? part),
      };
    });
}
