// The office layer over the pack: only differences are stored, blank means shipped, a wrong row never breaks the office.
import { compile } from '../../src/model/compile';
import { mergeOffice, NO_OFFICE_LAYER } from '../../src/model/merge';
import { nodeOf } from '../../src/model/source';
import type { Model } from '../../src/model/types';
import { readTemplates } from '../../src/model/yaml-source';
import { compileFiles, SMALL_OFFICE } from './builders';

const pack = (): Model => compileFiles(SMALL_OFFICE).model;
const number = (value: string | number | null, key = 'loan.days') => ({
  ...NO_OFFICE_LAYER,
  numbers: [{ key, value, where: '數字!B4' }],
});

test.each([
  ['a number', 9, 9],
  ['a number typed in full width', '１２', 12],
  ['blank', '', 5],
  ['nothing', null, 5],
])('%s in 數字 gives %s days as %s', (_name, typed, days) => {
  const { model, faults } = mergeOffice(pack(), number(typed));
  expect(model.settings['loan.days']!.value).toBe(days);
  expect(faults).toEqual([]);
});

test.each([
  ['text', 'soon', 'office-number'],
  ['too much', 31, 'out-of-range'],
  ['too little', 0, 'out-of-range'],
])('%s keeps the last good value and names the cell', (_name, typed, code) => {
  const last = mergeOffice(pack(), number(9)).model;
  const { model, faults } = mergeOffice(pack(), number(typed), last);
  expect(model.settings['loan.days']!.value).toBe(9);
  expect(faults).toMatchObject([{ where: '數字!B4', code }]);
  expect(mergeOffice(pack(), number(typed)).model.settings['loan.days']!.value).toBe(5);
});

test('an unknown number is answered with the nearest one', () => {
  const { faults } = mergeOffice(pack(), number(1, 'loan.day'));
  expect(faults[0]!.words.en).toContain('Did you mean "loan.days"?');
});

test('an entry is renamed, hidden and added; its old words stay understood', () => {
  const row = { list: 'places', where: '清單!A2' };
  const { model, faults } = mergeOffice(pack(), {
    ...NO_OFFICE_LAYER,
    lists: [
      { ...row, key: 'hall', label: { 'zh-TW': '前廳' } },
      { ...row, key: 'attic', label: {}, on: false },
      { ...row, key: 'garden', label: { 'zh-TW': '花園', 'zh-CN': '花园', en: 'Garden' }, order: 0 },
    ],
  });
  expect(faults).toEqual([]);
  const [garden, hall, attic] = model.lists.places!.entries;
  expect(garden).toMatchObject({ key: 'garden', on: true });
  expect(hall).toMatchObject({ label: { 'zh-TW': '前廳', en: 'Hall' }, aliases: ['大廳'] });
  expect(attic).toMatchObject({ key: 'attic', on: false, label: { en: 'Attic' } });
  expect(model.version).not.toBe(pack().version);
});

test('the pack itself is never changed by a merge', () => {
  const before = pack();
  const copy = JSON.parse(JSON.stringify(before)) as Model;
  mergeOffice(before, number(9));
  expect(before).toEqual(copy);
});

test('the same differences as YAML: settings, lists and labels of an office', () => {
  const { sources } = readTemplates(Object.entries(SMALL_OFFICE).map(([path, text]) => ({ path, text })));
  const office = readTemplates([
    {
      path: 'offices/demo/office.yaml',
      text: 'settings: { loan.days: 7 }\nlists: { places: { hall: { shown: false }, yard: [院子, 院子, Yard] } }\n',
    },
    { path: 'offices/demo/labels.en.csv', text: 'key,label\nloans.fields.thing,Item\nloans.fields.thingy,Item\n' },
  ]).sources;
  const { model, faults } = compile(sources, office);
  expect(model.settings['loan.days']!.value).toBe(7);
  expect(model.lists.places!.entries.map((entry) => [entry.key, entry.on])).toEqual([
    ['hall', false],
    ['attic', true],
    ['yard', true],
  ]);
  expect(model.registers.loans!.fields[1]!.label.en).toBe('Item');
  expect(faults).toMatchObject([{ where: 'offices/demo/labels.en.csv:3', code: 'label-unused' }]);
});

test('a source may come from a setup tab: faults name its cell', () => {
  const { sources } = readTemplates([{ path: 'office.yaml', text: SMALL_OFFICE['office.yaml']! }]);
  const tab = {
    path: '登記簿',
    root: nodeOf(
      { register: 'visits', workbook: 'desk', accountable: 'keper', number: 'VIS-{000}', pattern: 'log' },
      '登記簿!A7',
    ),
  };
  const { faults } = compile([...sources, tab]);
  expect(faults.find((fault) => fault.code === 'unknown-role')).toMatchObject({ where: '登記簿!A7' });
});
