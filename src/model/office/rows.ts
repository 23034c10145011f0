/**
 * Rows of the setup tabs as the model reads them: values by field key (keys of lists, e-mails, ids), as the records of the setup
 * workbook hold them. A fault names the cell as `@register/id/field`; whoever shows it turns that into 「欄位!C14」.
 */
import { makeFault, type FaultCode, type FaultParams } from '../faults';
import type { Fault, Lang, Label, ListEntry, Model, Register } from '../types';
import type { Reading } from '../reading';

export type RowValue = string | number | boolean | string[] | null;
export interface SetupRow {
  id: string;
  state: string;
  values: Record<string, RowValue>;
}
/** By register of the setup workbook; void and deleted rows are left out. */
export type SetupRows = Record<string, SetupRow[]>;

export const placeOf = (register: string, row: SetupRow, field: string): string => `@${register}/${row.id}/${field}`;

/** Register, row and field of a place; null when a fault points elsewhere. */
export function readPlace(where: string): { register: string; id: string; field: string } | null {
  const [, register, id, field] = /^@([^/]+)\/([^/]+)\/(.*)$/.exec(where) ?? [];
  return register === undefined ? null : { register, id: id!, field: field! };
}

export const text = (value: RowValue | undefined): string =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join('、') : String(value).trim();

export const numberOf = (value: RowValue | undefined): number | undefined => {
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
};

/** Words of a row in three languages; what is blank falls back to Traditional. */
export function labelOf(
  row: SetupRow,
  keys: { tw: string; cn: string; en: string } = { tw: 'zh_tw', cn: 'zh_cn', en: 'en' },
): Label {
  const tw = text(row.values[keys.tw]);
  return {
    'zh-TW': tw,
    'zh-CN': text(row.values[keys.cn]) || tw,
    en: text(row.values[keys.en]) || tw,
  };
}

/** As people compare words: full and half width alike, capitals and spaces aside. */
export const fold = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** What a merge of one tab works on. */
export interface Merging {
  model: Model;
  reading: Reading;
  rows: SetupRows;
  /** Sheet language of the setup workbook: in it people write. */
  lang: Lang;
  faults: Fault[];
}

export function faultIn(
  on: Merging,
  register: string,
  row: SetupRow,
  field: string,
  code: FaultCode,
  params?: FaultParams,
): void {
  on.faults.push(makeFault(code, placeOf(register, row, field), params));
}

export interface Named {
  key: string;
  label: Label;
  aliases?: string[];
}

/** The one thing of this name, in any language, by alias or key. */
export function named<T extends Named>(things: readonly T[], word: string): T | undefined {
  const wanted = fold(word);
  if (wanted === '') return undefined;
  return (
    things.find((one) => fold(one.key) === wanted) ??
    things.find((one) => Object.values<string | undefined>(one.label).some((label) => fold(label ?? '') === wanted)) ??
    things.find((one) => one.aliases?.some((alias) => fold(alias) === wanted))
  );
}

/** Words a person may have meant, in the sheet's language. */
export const wordsOf = (things: readonly Named[], lang: Lang): string[] =>
  things.map((one) => one.label[lang] ?? one.label['zh-TW'] ?? one.key);

/** Entries of a list as the office has them now: rows of 清單 where there are any, otherwise the model's. */
export function entriesOf(on: Pick<Merging, 'model' | 'rows'>, list: string): ListEntry[] {
  const mine = (on.rows.lists ?? []).filter((row) => text(row.values.list) === list);
  const shipped = on.model.lists[list]?.entries ?? [];
  if (mine.length === 0) return shipped;
  return mine.map((row) => ({
    key: text(row.values.key),
    label: labelOf(row),
    order: numberOf(row.values.order) ?? 999,
    on: row.values.shown !== false,
    aliases: text(row.values.aliases)
      .split(/[、,，;；]/)
      .filter(Boolean),
    ...keptOf(shipped, text(row.values.key)),
  }));
}

/** What 清單 has no column for stays as shipped. */
function keptOf(shipped: readonly ListEntry[], key: string): Pick<ListEntry, 'colour'> {
  const colour = shipped.find((entry) => entry.key === key)?.colour;
  return colour === undefined ? {} : { colour };
}

/** How an entry of a list is called in the sheet's language. */
export const entryWord = (on: Pick<Merging, 'model' | 'lang'>, list: string, key: string): string =>
  on.model.lists[list]?.entries.find((one) => one.key === key)?.label[on.lang] ?? key;

/** How a column of a setup tab is called in the sheet's language. */
export const columnWord = (on: Pick<Merging, 'model' | 'lang'>, tab: string, field: string): string =>
  on.model.registers[tab]?.fields.find((one) => one.key === field)?.label[on.lang] ?? field;

export const registerNamed = (on: Pick<Merging, 'model'>, row: SetupRow): Register | undefined =>
  on.model.registers[text(row.values.register)];
