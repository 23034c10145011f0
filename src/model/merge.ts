/**
 * The effective model: pack, then what the office changed. Blank means shipped; a wrong row never breaks the office, the
 * value before it stays in force and the row gets its fault.
 */
import { makeFault } from './faults';
import { nearest } from './near';
import { child, plain, type MapNode, type SourceFile, type SourceNode } from './source';
import { layEntry, regionFault, regionKey, REGION } from './regions';
import { LANGS, type Fault, type Label, type Lang, type Model } from './types';
import { versionOf } from './version';

/** What an office changed, however it was written: rows of the setup tabs or `offices/<office>/*.yaml`. */
export interface OfficeLayer {
  /** `value` null or '' = shipped. */
  numbers: { key: string; value: string | number | boolean | null; where: string }[];
  lists: OfficeListRow[];
  /** Path of a label (`tickets.fields.place`) and its words. */
  labels: { path: string; label: Label; where: string }[];
}
export interface OfficeListRow {
  list: string;
  key: string;
  label: Label;
  order?: number;
  on?: boolean;
  aliases?: string[];
  colour?: string;
  where: string;
}

export const NO_OFFICE_LAYER: OfficeLayer = { numbers: [], lists: [], labels: [] };

/**
 * Lays the office's values over the pack. `last` is the model in force: a row that cannot be used keeps its value from
 * there, or the shipped one when there is none.
 */
export function mergeOffice(pack: Model, layer: OfficeLayer, last?: Model): { model: Model; faults: Fault[] } {
  const model = JSON.parse(JSON.stringify(pack)) as Model;
  const faults: Fault[] = [];
  for (const row of layer.numbers) mergeNumber(model, row, last, faults);
  for (const row of layer.lists) mergeEntry(model, row, faults);
  for (const row of layer.labels) mergeLabel(model, row, faults);
  for (const list of Object.values(model.lists)) list.entries.sort((a, b) => a.order - b.order);
  return { model: { ...model, version: versionOf(model) }, faults };
}

function mergeNumber(
  model: Model,
  row: OfficeLayer['numbers'][number],
  last: Model | undefined,
  faults: Fault[],
): void {
  const setting = model.settings[row.key];
  if (!setting) {
    faults.push(
      makeFault('unknown-setting', row.where, { name: row.key, near: nearest(row.key, Object.keys(model.settings)) }),
    );
    return;
  }
  if (row.value === null || row.value === '' || typeof row.value === 'boolean') return;
  const kept = last?.settings[row.key]?.value ?? setting.value;
  if (row.key === REGION && regionKey(model, String(row.value)) === undefined) {
    faults.push(regionFault(model, row.where, String(row.value)));
    return;
  }
  if (typeof setting.value === 'string') {
    setting.value = String(row.value);
    return;
  }
  const value = typeof row.value === 'number' ? row.value : Number(row.value.normalize('NFKC').replace(/,/g, ''));
  const low = setting.min ?? 0;
  const high = setting.max ?? Number.MAX_SAFE_INTEGER;
  if (!Number.isFinite(value)) faults.push(makeFault('office-number', row.where, { name: row.key, kept }));
  else if (value < low || value > high)
    faults.push(makeFault('out-of-range', row.where, { name: row.key, min: low, max: setting.max ?? '∞', kept }));
  setting.value = Number.isFinite(value) && value >= low && value <= high ? value : kept;
}

/** Adds, relabels or hides; an entry the pack made is never taken away, so old records stay readable. */
function mergeEntry(model: Model, row: OfficeListRow, faults: Fault[]): void {
  const list = model.lists[row.list];
  if (!list) {
    faults.push(
      makeFault('unknown-list', row.where, { name: row.list, near: nearest(row.list, Object.keys(model.lists)) }),
    );
    return;
  }
  const known = list.entries.find((entry) => entry.key === row.key);
  if (!known && !/^[a-z][a-z0-9_]*$/.test(row.key)) {
    faults.push(makeFault('entry-key-locked', row.where, { list: row.list, name: row.key }));
    return;
  }
  layEntry(list, row);
}

function mergeLabel(model: Model, row: OfficeLayer['labels'][number], faults: Fault[]): void {
  const [key, part, name] = row.path.split('.');
  const register = model.registers[key ?? ''];
  const parts = {
    fields: register?.fields,
    states: register?.states,
    actions: register?.actions,
    clocks: register?.clocks,
  };
  const label =
    part === undefined ? register?.name : parts[part as keyof typeof parts]?.find((item) => item.key === name)?.label;
  if (label) Object.assign(label, row.label);
  else faults.push(makeFault('label-unused', row.where, { key: row.path }));
}

/** `offices/<office>/*.yaml` (settings, lists) and label tables as a layer. Unknown parts are answered by `mergeOffice`. */
export function readOfficeLayer(files: readonly SourceFile[]): OfficeLayer {
  const layer: OfficeLayer = { numbers: [], lists: [], labels: [] };
  for (const { root, lang } of files) {
    if (root.kind !== 'map') continue;
    if (lang) {
      for (const { key, where, node } of root.entries)
        layer.labels.push({ path: key, label: { [lang]: String(plain(node)) }, where });
      continue;
    }
    for (const { key, where, node } of entriesOf(root, 'settings')) {
      const value = node.kind === 'map' ? child(node, 'value') : node;
      layer.numbers.push({ key, value: value?.kind === 'scalar' ? value.value : null, where });
    }
    for (const list of entriesOf(root, 'lists')) {
      const entries = list.node.kind === 'map' ? (child(list.node, 'entries') ?? list.node) : list.node;
      for (const { key, where, node } of entries.kind === 'map' ? entries.entries : [])
        layer.lists.push(officeEntry(list.key, key, where, node));
    }
  }
  return layer;
}

function officeEntry(list: string, key: string, where: string, node: SourceNode): OfficeListRow {
  const map = node.kind === 'map' ? node : null;
  const label = map ? child(map, 'label') : node;
  const words = label ? plain(label) : undefined;
  const spoken: Label = {};
  if (Array.isArray(words)) words.forEach((text, i) => (spoken[LANGS[i] as Lang] = String(text)));
  else if (words !== null && typeof words === 'object') Object.assign(spoken, words);
  const value = (name: string): unknown => {
    const item = map ? child(map, name) : undefined;
    return item ? plain(item) : undefined;
  };
  return {
    list,
    key,
    where,
    label: spoken,
    order: value('order') as number | undefined,
    on: value('shown') as boolean | undefined,
    aliases: value('aliases') as string[] | undefined,
    colour: value('colour') as string | undefined,
  };
}

function entriesOf(root: MapNode, key: string): MapNode['entries'] {
  const node = child(root, key);
  return node?.kind === 'map' ? node.entries : [];
}
