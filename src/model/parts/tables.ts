/** The tables beside the registers: lists, roles, numbers (settings) and workbooks. */
import { lastOf, listItems, type Reading } from '../reading';
import { child, type MapEntry, type SourceNode } from '../source';
import type {
  ChainRow,
  DocumentText,
  Label,
  List,
  ListEntry,
  Module,
  Register,
  Role,
  Setting,
  Workbook,
} from '../types';
import { LANGS } from '../types';

export const DUTIES: readonly Register['duty'][] = [
  'coordination',
  'policy',
  'resources',
  'risk',
  'advancement',
  'office',
];
export const SETTING_STATUS: readonly Setting['status'][] = ['rule', 'example', 'unset', 'ours'];

export function readWorkbooks(reading: Reading, node: SourceNode): Workbook[] {
  return reading.named(node, 'workbooks').flatMap(({ key, node: spec }) => {
    const at = `workbooks.${key}`;
    const map = reading.map(spec, at, ['name', 'editors', 'duty', 'tabs']);
    if (!map) return [];
    return [
      {
        key,
        name: reading.label(child(map, 'name'), at),
        editors: reading.words(map, 'editors'),
        duty: reading.oneOf(map, 'duty', DUTIES) ?? 'office',
        tabs: reading.words(map, 'tabs'),
      },
    ];
  });
}

export function readLists(reading: Reading, node: SourceNode): List[] {
  return reading.named(node, 'lists').flatMap(({ key, node: spec }) => {
    const at = `lists.${key}`;
    const map = reading.map(spec, at, ['label', 'fixed', 'entries']);
    if (!map) return [];
    // Choices an office wrote in the cell of a field are kept as they are called, whatever letters that takes.
    const written = child(map, 'entries');
    const own = key.startsWith('x_') && written?.kind === 'map';
    const entries = (own ? written.entries : reading.named(written, at)).map((entry, i) =>
      readEntry(reading, entry, at, i + 1),
    );
    const fixed = reading.flag(map, 'fixed');
    return [{ key, label: reading.label(child(map, 'label'), at), entries, ...(fixed ? { fixed } : {}) }];
  });
}

/** `normal: [一般, 一般, Normal]` is enough; the long form adds aliases, colour, order and `shown: false`. */
function readEntry(reading: Reading, { key, node }: MapEntry, list: string, order: number): ListEntry {
  const at = `${list}.${key}`;
  const long = node.kind === 'map' && !node.entries.some((entry) => /^(zh-TW|zh-CN|en)$/.test(entry.key));
  const map = long ? reading.map(node, at, ['label', 'aliases', 'colour', 'order', 'shown']) : null;
  return {
    key,
    label: reading.label(long ? (map ? child(map, 'label') : undefined) : node, at),
    order: reading.number(map, 'order') ?? order,
    on: reading.flag(map, 'shown') ?? true,
    aliases: reading.words(map, 'aliases'),
    colour: reading.text(map, 'colour'),
  };
}

export function readRoles(reading: Reading, node: SourceNode): Role[] {
  return reading.named(node, 'roles').flatMap(({ key, node: spec }) => {
    const at = `roles.${key}`;
    const map = reading.map(spec, at, ['label', 'escalates']);
    if (!map) return [];
    return [{ key, label: reading.label(child(map, 'label'), at), escalates: reading.text(map, 'escalates') }];
  });
}

export function readSettings(reading: Reading, node: SourceNode): Setting[] {
  const words = ['label', 'help', 'value', 'unit', 'status', 'covers', 'min', 'max'];
  return reading.named(node, 'settings', true).flatMap(({ key, node: spec }) => {
    const at = `settings.${key}`;
    const map = reading.map(spec, at, words);
    if (!map) return [];
    const value = child(map, 'value');
    if (value?.kind !== 'scalar' || value.value === null || typeof value.value === 'boolean')
      reading.faultAt('missing', at, { what: lastOf(at), key: 'value' });
    const help = child(map, 'help');
    return [
      {
        key,
        label: reading.label(child(map, 'label'), at),
        help: help ? reading.label(help, `${at}.help`) : undefined,
        value:
          value?.kind === 'scalar' && typeof value.value === 'number'
            ? value.value
            : (reading.text(map, 'value') ?? ''),
        unit: reading.label(child(map, 'unit'), `${at}.unit`, 'optional'),
        status: reading.required(reading.oneOf(map, 'status', SETTING_STATUS), at, 'status') ?? 'ours',
        covers: reading.words(map, 'covers'),
        min: reading.number(map, 'min'),
        max: reading.number(map, 'max'),
      },
    ];
  });
}

export function readModules(reading: Reading, node: SourceNode): Module[] {
  return reading.named(node, 'modules').flatMap(({ key, node: spec }) => {
    const at = `modules.${key}`;
    const map = reading.map(spec, at, ['label', 'help', 'registers', 'needs', 'first']);
    if (!map) return [];
    const help = child(map, 'help');
    const needs = reading.words(map, 'needs');
    return [
      {
        key,
        label: reading.label(child(map, 'label'), at),
        help: help ? reading.label(help, `${at}.help`) : undefined,
        registers: reading.words(map, 'registers'),
        needs: needs.length > 0 ? needs : undefined,
        on: reading.flag(map, 'first') ?? false,
      },
    ];
  });
}

/** `chains: { outside_repair: [{ step: 1, who: facilities_head, all: false, days: 1, to: 10000 }] }`. */
export function readChains(reading: Reading, node: SourceNode): Record<string, ChainRow[]> {
  const chains: Record<string, ChainRow[]> = {};
  for (const { key, node: rows } of reading.named(node, 'chains')) {
    if (rows.kind !== 'list') reading.fault('not-a-list', rows.where, { key });
    chains[key] = listItems(rows).flatMap((item, i): ChainRow[] => {
      const at = `chains.${key}.${i + 1}`;
      const map = reading.map(item, at, ['step', 'who', 'all', 'days', 'late', 'from', 'to', 'if', 'label']);
      if (!map) return [];
      const label = child(map, 'label');
      return [
        {
          step: reading.number(map, 'step') ?? i + 1,
          who: reading.required(reading.text(map, 'who'), at, 'who') ?? '',
          all: reading.flag(map, 'all') ?? false,
          days: reading.number(map, 'days') ?? 2,
          late: reading.text(map, 'late'),
          from: reading.number(map, 'from'),
          to: reading.number(map, 'to'),
          if: reading.text(map, 'if'),
          label: label ? reading.label(label, `${at}.label`) : undefined,
        },
      ];
    });
  }
  return chains;
}

/** Texts of documents: `seal_request: { register: seal_use, zh-TW: … }`; an office's own also says which document it is for. */
export function readTexts(reading: Reading, node: SourceNode): DocumentText[] {
  return reading.named(node, 'texts').flatMap(({ key, node: spec }) => {
    const at = `texts.${key}`;
    const map = reading.map(spec, at, ['name', 'register', ...LANGS]);
    if (!map) return [];
    const words: Label = {};
    for (const lang of LANGS) {
      const text = reading.text(map, lang);
      if (text !== undefined) words[lang] = text;
    }
    const name = reading.text(map, 'name');
    const register = reading.required(reading.text(map, 'register'), at, 'register') ?? '';
    return [{ key, ...(name === undefined ? {} : { name }), register, words }];
  });
}
