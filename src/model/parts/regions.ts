/** `regions/<region>.yaml`: what a region ships otherwise. It may choose and add; what is fixed in the pack is refused in its place. */
import { checkListLabels } from '../checks/labels';
import { withRegion } from '../regions';
import type { Reading } from '../reading';
import { child, type MapEntry, type MapNode } from '../source';
import type { LaidEntry, Model, Region, RegionList } from '../types';

/** Words a region file may say; every other word of the vocabulary is fixed as shipped. */
const WORDS = ['region', 'labels', 'name', 'aliases', 'settings', 'lists'];

export function readRegion(reading: Reading, root: MapNode): Region | null {
  const at = (part: string): string => `regions.${key}.${part}`;
  const key = reading.text(root, 'region') ?? '';
  if (!reading.usableKey({ key, where: root.where })) return null;
  choose(reading, root, `regions.${key}`, WORDS);
  const region: Region = {
    key,
    name: reading.label(child(root, 'name'), at('name')),
    aliases: reading.words(root, 'aliases'),
    settings: {},
    lists: {},
  };
  for (const entry of reading.named(child(root, 'settings'), at('settings'), true)) {
    const map = entry.node.kind === 'map' ? choose(reading, entry.node, at(`settings.${entry.key}`), ['value']) : null;
    const value = map ? child(map, 'value') : entry.node;
    if (value?.kind === 'scalar' && (typeof value.value === 'string' || typeof value.value === 'number'))
      region.settings[entry.key] = value.value;
    else reading.fault('not-a-text', entry.where, { key: entry.key });
  }
  for (const entry of reading.named(child(root, 'lists'), at('lists')))
    region.lists[entry.key] = readList(reading, entry, at(`lists.${entry.key}`));
  return region;
}

function readList(reading: Reading, { node }: MapEntry, at: string): RegionList {
  const map = reading.map(node, at);
  if (!map) return { entries: [] };
  choose(reading, map, at, ['label', 'entries']);
  const label = child(map, 'label');
  const entries = reading.named(child(map, 'entries'), at);
  return {
    ...(label ? { label: reading.label(label, at) } : {}),
    // A list of the region's own has its own order; entries beside those of the pack come after them.
    entries: entries.map((entry, i) => ({ ...(label ? { order: i + 1 } : {}), ...readEntry(reading, entry, at) })),
  };
}

/** `fast: [速件, 速件, Fast]`, or the long form with label, aliases, colour, order and `shown: false`. */
function readEntry(reading: Reading, { key, node }: MapEntry, list: string): LaidEntry {
  const at = `${list}.${key}`;
  const long = node.kind === 'map' && !node.entries.some((entry) => /^(zh-TW|zh-CN|en)$/.test(entry.key));
  const map = long ? choose(reading, node, at, ['label', 'aliases', 'colour', 'order', 'shown']) : null;
  const entry: LaidEntry = { key, label: reading.label(map ? child(map, 'label') : node, at, 'optional') };
  const aliases = reading.words(map, 'aliases');
  const [order, on, colour] = [reading.number(map, 'order'), reading.flag(map, 'shown'), reading.text(map, 'colour')];
  return {
    ...entry,
    ...(aliases.length > 0 ? { aliases } : {}),
    ...(order === undefined ? {} : { order }),
    ...(on === undefined ? {} : { on }),
    ...(colour === undefined ? {} : { colour }),
  };
}

/** The map, with every word that is not a region's to say answered where it stands. */
function choose(reading: Reading, map: MapNode, at: string, words: readonly string[]): MapNode {
  reading.map(map, at);
  for (const entry of map.entries)
    if (!words.includes(entry.key)) reading.fault('office-fixed', entry.where, { key: entry.key });
  return map;
}

/** Regions against the whole pack, once every table is read. */
export function checkRegions(reading: Reading, pack: Model): void {
  for (const region of Object.values(pack.regions ?? {})) {
    const at = `regions.${region.key}`;
    for (const [key, value] of Object.entries(region.settings)) {
      const where = `${at}.settings.${key}`;
      if (!reading.known('unknown-setting', where, key, Object.keys(pack.settings))) continue;
      const setting = pack.settings[key]!;
      const [low, high] = [setting.min ?? 0, setting.max ?? Number.MAX_SAFE_INTEGER];
      if (typeof value !== typeof setting.value) reading.faultAt('office-fixed', where, { key });
      else if (typeof value === 'number' && (value < low || value > high))
        reading.faultAt('out-of-range', where, { name: key, min: low, max: setting.max ?? '∞', kept: setting.value });
    }
    for (const [key, list] of Object.entries(region.lists)) checkList(reading, pack, region.key, key, list);
  }
}

function checkList(reading: Reading, pack: Model, region: string, key: string, list: RegionList): void {
  const where = `regions.${region}.lists.${key}`;
  const shipped = pack.lists[key];
  if (shipped && (shipped.fixed || list.label)) reading.faultAt('office-fixed', where, { key });
  if (!shipped && !list.label) {
    reading.known('unknown-list', where, key, Object.keys(pack.lists));
    return;
  }
  for (const entry of list.entries) {
    const at = `${where}.${entry.key}`;
    const known = shipped?.entries.some((one) => one.key === entry.key);
    if (!known && Object.keys(entry.label).length === 0)
      reading.faultAt('missing', at, { what: entry.key, key: 'label' });
    reading.place(`lists.${key}.${entry.key}`, reading.where(at));
  }
  // What another region says beside these words is answered there.
  const worded = list.entries.filter((one) => Object.keys(one.label).length > 0 || one.aliases);
  const laid = withRegion(pack, region).lists[key]!;
  checkListLabels(reading, laid, new Set(worded.map((one) => one.key)));
}
