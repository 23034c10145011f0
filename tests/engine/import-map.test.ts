// Pasted headers to fields: labels in any language, aliases, units around the word, misspellings, and what a person chose.
import { guess, mapColumns, offered, targetsOf, wordOf } from '../../src/engine/import-map';
import { demoModel } from '../model/office-model';

const { assets, tickets, people } = demoModel().registers;

test.each([
  ['財產編號', 'other_number'],
  ['舊編號', 'other_number'],
  ['编号', 'other_number'],
  ['Former number', 'other_number'],
  ['財產名稱', 'name'],
  ['1. 名稱*', 'name'],
  ['Name', 'name'],
  ['NAME ', 'name'],
  ['保管人', 'user'],
  ['使用者', 'user'],
  ['單價(元)', 'price'],
  ['金額【新台幣】', 'price'],
  ['取得價格', 'price'],
  ['取得日期（民國）', 'accepted'],
  ['机号', 'serial'],
  ['序  號', 'serial'],
  ['使用狀況', '$state'],
  ['狀態', '$state'],
  ['Status', '$state'],
  ['warranty_end', 'warranty_end'],
  ['保固到期曰', 'warranty_end'],
  ['放置地址', 'place'],
])('%s is %s', (header, key) => {
  expect(guess(assets!, [header], {})).toEqual([key]);
});

test.each(['', '單位', '數量', '下一步', '檢核', '更新', '折舊', '備份'])('%j is left out', (header) => {
  expect(guess(assets!, [header], {})).toEqual([null]);
});

test('a header the office renamed is known; of two equal claims the first is the field, an exact one before a near one', () => {
  expect(guess(assets!, ['資產大名'], { name: ['資產大名'] })).toEqual(['name']);
  expect(guess(assets!, ['保管人', '使用人'], {})).toEqual(['user', null]);
  expect(guess(assets!, ['保固到期曰', '保固到期日'], {})).toEqual([null, 'warranty_end']);
});

test('cases have the day they began, ledgers do not; nothing computed or of the system is offered', () => {
  expect(guess(tickets!, ['報修日期', '故障描述'], {})).toEqual(['$created', 'fault']);
  expect(targetsOf(assets!).map((t) => t.key)).not.toContain('$created');
  expect(targetsOf(tickets!).map((t) => t.key)).not.toContain('down');
  expect(targetsOf(people!).map((t) => t.key)).not.toContain('display');
});

test('a choice decides, a blank is guessed, left out stays left out, new headers are guessed again', () => {
  const headers = ['品名', '說明', '保管人'];
  const chosen = ['', '（不匯入）', '備註'];
  const { columns } = mapColumns(assets!, headers, chosen, {});
  expect(columns.map((c) => c.key)).toEqual(['name', null, 'comment']);
  expect(mapColumns(assets!, headers, chosen, {}, () => true).columns.map((c) => c.key)).toEqual([
    'name',
    'comment',
    'user',
  ]);
  expect(mapColumns(assets!, headers, ['Name', '(left out)', 'user'], {}).columns.map((c) => c.key)).toEqual([
    'name',
    null,
    'user',
  ]);
});

test('words nobody knows and fields chosen twice are named, and a guess never doubles a choice', () => {
  const both = mapColumns(assets!, ['a', 'b', '品名'], ['名稱', '名稱', '奇怪'], {});
  expect(both.unknown).toEqual(['奇怪']);
  expect(both.twice).toEqual([assets!.fields.find((f) => f.key === 'name')!.label]);
  expect(mapColumns(assets!, ['品名', '物'], ['', '名稱'], {}).columns.map((c) => c.key)).toEqual([null, 'name']);
});

test('the dropdown offers every target in the language of the sheet, left out first', () => {
  expect(offered(assets!, 'en').slice(0, 4)).toEqual(['(left out)', 'Status', 'Name', 'Category']);
  expect(wordOf(assets!, 'user', 'zh-CN')).toBe('使用人');
  expect(wordOf(assets!, null, 'zh-TW')).toBe('（不匯入）');
});
