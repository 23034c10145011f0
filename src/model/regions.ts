/**
 * Region packs between pack and office: other numbers, words and entries where offices of a region differ (configuration: Layers and
 * the merge). What a region changes is as good as shipped: the office's own values stand above it. Pure.
 */
import { makeFault } from './faults';
import { nearest } from './near';
import { named, wordsOf } from './office/rows';
import { LANGS, type Fault, type Lang, type LaidEntry, type List, type Model } from './types';

/** The number that chooses the region; blank = the pack alone. */
export const REGION = 'office.region';

/** The region somebody wrote, by key or name in any language; '' = none, undefined = there is no such region. */
export function regionKey(pack: Model, written: string): string | undefined {
  if (written.trim() === '') return '';
  return named(regionsOf(pack), written)?.key;
}

/** What is wrong with a region nobody knows, and which was meant. `lang`: of people; absent = of files, which say keys. */
export function regionFault(pack: Model, where: string, name: string, lang?: Lang): Fault {
  const regions = regionsOf(pack);
  const keys = regions.map((one) => one.key);
  const words = lang ? wordsOf(regions, lang) : keys;
  const near = nearest(name, [...words, ...keys, ...regions.flatMap((one) => one.aliases)]);
  return makeFault('unknown-region', where, { name, known: words.join(lang === 'en' || !lang ? ', ' : '、'), near });
}

const regionsOf = (pack: Model) =>
  Object.values(pack.regions ?? {}).map(({ key, name, aliases }) => ({ key, label: name, aliases }));

/**
 * The pack as it is shipped in a region. Entries of the other regions are there and not offered, so that records from before an
 * office moved stay readable and their words understood. An unknown region or '' gives the pack itself.
 */
export function withRegion(pack: Model, key: string): Model {
  const region = pack.regions?.[key];
  if (!region) return pack;
  const model = JSON.parse(JSON.stringify(pack)) as Model;
  for (const [name, value] of Object.entries(region.settings)) {
    const setting = model.settings[name];
    if (setting) setting.value = value;
  }
  const all = Object.values(pack.regions!);
  // A list that regions bring may be here from a region left before: it begins anew.
  for (const one of all)
    for (const [list, { label }] of Object.entries(one.lists))
      if (label) model.lists[list] = { key: list, label: region.lists[list]?.label ?? label, entries: [] };
  for (const other of all.filter((one) => one !== region))
    for (const [list, { entries }] of Object.entries(other.lists))
      for (const entry of entries) layOther(model.lists[list], entry);
  for (const [list, { entries }] of Object.entries(region.lists)) {
    const known = model.lists[list];
    if (known) for (const entry of entries) layEntry(known, { on: true, ...entry });
  }
  for (const list of Object.values(model.lists)) if (!list.fixed) list.entries.sort((a, b) => a.order - b.order);
  return { ...model, region: key, version: `${pack.version}+${key}` };
}

/** Last among the entries, whatever its place is in its own region. */
const LAST = 100;

function layOther(list: List | undefined, entry: LaidEntry): void {
  if (!list || list.entries.some((one) => one.key === entry.key)) return;
  layEntry(list, { ...entry, order: LAST + list.entries.length, on: false });
}

/** Adds, relabels or hides; nothing the list had is taken away, so old records stay readable. */
export function layEntry(list: List, row: LaidEntry): void {
  const known = list.entries.find((one) => one.key === row.key);
  const entry = known ?? { key: row.key, label: {}, order: list.entries.length + 1, on: true, aliases: [] };
  if (!known) list.entries.push(entry);
  // The old words stay understood: a cell pasted from last year's sheet still means this entry.
  for (const lang of LANGS) {
    const before = entry.label[lang];
    const now = row.label[lang];
    if (now === undefined || now === '' || now === before) continue;
    if (before !== undefined && !entry.aliases.includes(before)) entry.aliases.push(before);
    entry.label[lang] = now;
  }
  if (row.order !== undefined) entry.order = row.order;
  if (row.on !== undefined) entry.on = row.on;
  if (row.colour !== undefined) entry.colour = row.colour;
  for (const alias of row.aliases ?? []) if (!entry.aliases.includes(alias)) entry.aliases.push(alias);
}
