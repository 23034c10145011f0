/** The tables beside the registers: lists, roles, numbers (settings) and workbooks. */
import { lastOf, type Reading } from '../reading';
import { child, type MapEntry, type SourceNode } from '../source';
import type { List, ListEntry, Module, Register, Role, Setting, Workbook } from '../types';

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
    const map = reading.map(spec, at, ['name', 'editors', 'duty']);
    if (!map) return [];
    return [
      {
        key,
        name: reading.label(child(map, 'name'), at),
        editors: reading.words(map, 'editors'),
        duty: reading.oneOf(map, 'duty', DUTIES) ?? 'office',
      },
    ];
  });
}

export function readLists(reading: Reading, node: SourceNode): List[] {
  return reading.named(node, 'lists').flatMap(({ key, node: spec }) => {
    const at = `lists.${key}`;
    const map = reading.map(spec, at, ['label', 'fixed', 'entries']);
    if (!map) return [];
    const entries = reading.named(child(map, 'entries'), at).map((entry, i) => readEntry(reading, entry, at, i + 1));
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
    const map = reading.map(spec, at, ['label', 'help', 'registers', 'first']);
    if (!map) return [];
    const help = child(map, 'help');
    return [
      {
        key,
        label: reading.label(child(map, 'label'), at),
        help: help ? reading.label(help, `${at}.help`) : undefined,
        registers: reading.words(map, 'registers'),
        on: reading.flag(map, 'first') ?? false,
      },
    ];
  });
}
