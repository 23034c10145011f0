// Region packs: office above region above pack; what a region may say, and that nothing is lost when an office moves.
import { compile, type Compiled } from '../../src/model/compile';
import { exportOffice } from '../../src/model/export';
import { effectiveModel, regionHeld, wantedRegion } from '../../src/model/office/effective';
import type { SetupRows } from '../../src/model/office/rows';
import { compileTemplates } from '../../src/model/pack-build';
import { regionKey, withRegion } from '../../src/model/regions';
import type { Model } from '../../src/model/types';
import { readTemplates } from '../../src/model/yaml-source';
import { SMALL_OFFICE } from './builders';
import { demoModel, templateFiles } from './office-model';

const NORTH = `region: north
labels: [zh-TW, zh-CN, en]
name: [北區, 北区, North]
settings: { loan.days: 9 }
lists:
  places:
    entries:
      hall: [門廳, 门厅, Lobby]
      attic: { shown: false }
      igloo: [冰屋, 冰屋, Igloo]
  speeds:
    label: [速別, 速别, Speed]
    entries: { fast: [快, 快, Fast], slow: [慢, 慢, Slow] }
`;
const SOUTH = `region: south
labels: [zh-TW, zh-CN, en]
name: [南區, 南区, South]
lists:
  speeds:
    label: [緩急, 缓急, Haste]
    entries: { fast: [急, 急, Hasty], lazy: [緩, 缓, Lazy] }
`;
const REGION_SETTING = '  office.region: { label: [地區, 地区, Region], value: "", status: ours }\n';

const small = (files: Record<string, string> = {}): Compiled => {
  const office = SMALL_OFFICE['office.yaml']!.replace('settings:\n', `settings:\n${REGION_SETTING}`);
  const all = { ...SMALL_OFFICE, 'office.yaml': office, 'north.yaml': NORTH, 'south.yaml': SOUTH, ...files };
  return compileTemplates(Object.entries(all).map(([path, text]) => ({ path, text })));
};
const errorsOf = ({ faults }: Compiled): string[] =>
  faults.filter((one) => one.severity === 'error').map((one) => `${one.where} ${one.code}`);
const entries = (model: Model, list: string): unknown[] =>
  model.lists[list]!.entries.map(({ key, label, on }) => [key, label.en, on]);

test('the pack alone has nothing of any region; its own version and values stay', () => {
  const { model } = small();
  expect(model.settings['loan.days']!.value).toBe(5);
  expect(model.lists.speeds).toBeUndefined();
  for (const key of ['', 'west']) expect(withRegion(model, key)).toBe(model);
});

test('a region lays numbers, words, entries and lists over the pack, which stays as it was', () => {
  const { model } = small();
  const before = JSON.stringify(model);
  const north = withRegion(model, 'north');
  expect(JSON.stringify(model)).toBe(before);
  expect(north).toMatchObject({ region: 'north', version: `${model.version}+north` });
  expect(north.settings['loan.days']!.value).toBe(9);
  expect(entries(north, 'places')).toEqual([
    ['hall', 'Lobby', true],
    ['attic', 'Attic', false],
    ['igloo', 'Igloo', true],
  ]);
  // The old words stay understood.
  expect(north.lists.places!.entries[0]!.aliases).toEqual(expect.arrayContaining(['大廳', 'Hall']));
  expect(withRegion(model, 'north')).toEqual(north);
});

test('entries of another region are there and not offered; words of both are understood', () => {
  const { model } = small();
  const south = withRegion(model, 'south');
  expect(south.lists.speeds!.label.en).toBe('Haste');
  expect(entries(south, 'speeds')).toEqual([
    ['fast', 'Hasty', true],
    ['lazy', 'Lazy', true],
    ['slow', 'Slow', false],
  ]);
  expect(south.lists.speeds!.entries[0]!.aliases).toContain('快');
  expect(entries(south, 'places')).toContainEqual(['igloo', 'Igloo', false]);
  expect(south.settings['loan.days']!.value).toBe(5);
});

test('a list kept from a region left before begins anew with the next one', () => {
  const { model } = small();
  const kept = { ...model, lists: { ...model.lists, speeds: withRegion(model, 'north').lists.speeds! } };
  expect(withRegion(kept, 'south').lists).toEqual(withRegion(model, 'south').lists);
});

test.each([
  ['', ''],
  ['  ', ''],
  ['north', 'north'],
  ['北區', 'north'],
  ['ＳＯＵＴＨ', 'south'],
  ['nord', undefined],
])('the region written 「%s」', (written, key) => {
  expect(regionKey(small().model, written)).toBe(key);
});

const rows = (value: string | null, more: Record<string, string> = {}): SetupRows => ({
  numbers: [{ id: 'N-1', state: 'active', values: { key: 'office.region', value, ...more } }],
});

test('the office wants what its row says; an unknown word leaves the last one in force', () => {
  const { model } = small();
  expect(wantedRegion(model, rows('南區'), rows('north'))).toBe('south');
  expect(wantedRegion(model, rows('sooth'), rows('north'))).toBe('north');
  expect(wantedRegion(model, rows('sooth'), null)).toBe('');
  expect(wantedRegion(model, rows(null), rows('north'))).toBe('');
  const { faults, rows: counting } = effectiveModel(model, rows('sooth'), rows('north'), 'zh-TW');
  expect(faults).toMatchObject([{ where: '@numbers/N-1/value', code: 'unknown-region' }]);
  expect(faults[0]!.words['zh-TW']).toContain('是不是「south」');
  expect(counting.numbers![0]!.values.value).toBe('north');
});

test('another region waits: until it is applied the row counts as it last did', () => {
  expect(regionHeld(rows('south', { in_force: 'south' }), rows('north')).numbers![0]!.values).toEqual({
    key: 'office.region',
    value: 'north',
    in_force: 'north',
  });
  const same = rows('north');
  expect(regionHeld(same, rows('north')).numbers![0]).toBe(same.numbers![0]);
  expect(regionHeld(rows('south'), null).numbers![0]!.values).toEqual({ key: 'office.region' });
});

test('rows of the office stand above the region', () => {
  const north = withRegion(small().model, 'north');
  const row = (key: string, en: string, shown: boolean) => ({
    id: key,
    state: 'active',
    values: { list: 'places', key, zh_tw: en, zh_cn: en, en, order: 1, shown, aliases: null },
  });
  const { model, faults } = effectiveModel(north, { lists: [row('hall', 'Foyer', true)] }, null, 'zh-TW');
  expect(faults).toEqual([]);
  expect(entries(model, 'places')).toEqual([['hall', 'Foyer', true]]);
  expect(model.lists.speeds).toEqual(north.lists.speeds);
});

// ---- files of an office -------------------------------------------------------------------------------

function withOffice(text: string): Compiled {
  const office = SMALL_OFFICE['office.yaml']!.replace('settings:\n', `settings:\n${REGION_SETTING}`);
  const all = { ...SMALL_OFFICE, 'office.yaml': office, 'north.yaml': NORTH, 'south.yaml': SOUTH };
  const { sources } = readTemplates(Object.entries(all).map(([path, one]) => ({ path, text: one })));
  return compile(sources, readTemplates([{ path: 'offices/demo/a.yaml', text }]).sources);
}

test('as files: office wins over region wins over pack', () => {
  const north = withOffice('settings: { office.region: north }\n');
  expect(errorsOf(north)).toEqual([]);
  expect(north.model).toMatchObject({ region: 'north' });
  expect(north.model.settings['loan.days']!.value).toBe(9);
  const own = withOffice(
    'settings: { office.region: north, loan.days: 12 }\nlists: { speeds: { slow: { shown: false } } }\n',
  );
  expect(errorsOf(own)).toEqual([]);
  expect(own.model.settings['loan.days']!.value).toBe(12);
  expect(entries(own.model, 'speeds')).toContainEqual(['slow', 'Slow', false]);
});

test('as files: an unknown region is answered at its line, and the pack stands', () => {
  const wrong = withOffice('settings:\n  office.region: nort\n');
  expect(wrong.faults.filter(({ severity }) => severity === 'error')).toMatchObject([
    { where: 'offices/demo/a.yaml:2', code: 'unknown-region' },
  ]);
  expect(wrong.model.settings['loan.days']!.value).toBe(5);
});

test('an office in a region is written as files and read back; what the region has is not repeated', () => {
  const pack = demoModel();
  const model = withRegion(pack, 'mainland');
  model.settings['ticket.solve_hours']!.value = 12;
  model.lists.speeds!.entries[0]!.on = false;
  const files = exportOffice(pack, model);
  expect(files.map(({ path }) => path)).toEqual(['settings.yaml', 'lists.yaml']);
  expect(files[0]!.text).not.toContain('money.currency');
  const { sources } = readTemplates(templateFiles());
  const layer = readTemplates(files.map(({ path, text }) => ({ path: `offices/demo/${path}`, text })));
  const back = compile(sources, layer.sources);
  expect(errorsOf(back)).toEqual([]);
  expect(back.model.lists).toEqual(model.lists);
  const { 'office.region': region, ...settings } = back.model.settings;
  expect(region!.value).toBe('mainland');
  expect(settings).toEqual(Object.fromEntries(Object.entries(model.settings).filter(([k]) => k !== 'office.region')));
});

// ---- what a region may not say --------------------------------------------------------------------------

const HEAD = 'region: west\nlabels: [zh-TW, zh-CN, en]\nname: [西區, 西区, West]\n';
test.each([
  ['a field', 'fields: { place: { type: text } }', 'west.yaml:4 office-fixed'],
  ['a table of the pack', 'workbooks: { desk: { editors: [leader] } }', 'west.yaml:4 office-fixed'],
  ['limits of a number', 'settings: { loan.days: { value: 3, max: 99 } }', 'west.yaml:4 office-fixed'],
  ['a number nobody knows', 'settings: { loan.dayz: 3 }', 'west.yaml:4 unknown-setting'],
  ['a text for a number', 'settings: { loan.days: three }', 'west.yaml:4 office-fixed'],
  ['more than the pack allows', 'settings: { loan.days: 31 }', 'west.yaml:4 out-of-range'],
  ['a list nobody knows', 'lists: { placez: { entries: { hall: { shown: false } } } }', 'west.yaml:4 unknown-list'],
  ['a list of the pack anew', 'lists: { places: { label: [地, 地, Site], entries: {} } }', 'west.yaml:4 office-fixed'],
  ['a fixed list', 'lists: { places: { fixed: true, entries: {} } }', 'west.yaml:4 office-fixed'],
  ['a new entry without words', 'lists: { places: { entries: { yard: { order: 3 } } } }', 'west.yaml:4 missing'],
  [
    'the name of another entry',
    'lists: { places: { entries: { yard: [閣樓, 阁楼, Loft] } } }',
    'west.yaml:4 label-twice',
  ],
  ['a region twice', 'aliases: [w]\n', ''],
])('%s in a region file', (name, text, says) => {
  const twice = name === 'a region twice';
  const files: Record<string, string> = { 'west.yaml': `${HEAD}${text}\n` };
  if (twice) files['west2.yaml'] = HEAD;
  expect(errorsOf(small(files))).toEqual(twice ? ['west2.yaml:1 twice-key'] : [says]);
});

test('the shipped regions: money, hours and the three marks of a document', () => {
  const pack = demoModel();
  const [taiwan, mainland] = ['taiwan', 'mainland'].map((key) => withRegion(pack, key)) as [Model, Model];
  const offered = (model: Model, list: string, lang: 'zh-TW' | 'zh-CN'): string[] =>
    model.lists[list]!.entries.filter((one) => one.on).map((one) => one.label[lang]!);
  expect([taiwan, mainland].map((one) => one.settings['money.currency']!.value)).toEqual(['TWD', 'CNY']);
  expect(offered(taiwan, 'secrecy', 'zh-TW')).toEqual(['普通', '密', '機密', '極機密', '絕對機密']);
  expect(offered(mainland, 'secrecy', 'zh-CN')).toEqual(['普通', '秘密', '机密', '绝密']);
  expect(offered(mainland, 'speeds', 'zh-CN')).toEqual(['特急', '加急', '普通']);
  expect(taiwan.lists.retention!.entries.map(({ key }) => key)).toEqual(
    expect.arrayContaining(mainland.lists.retention!.entries.map(({ key }) => key)),
  );
});
