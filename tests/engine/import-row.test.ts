// A pasted row is judged like any cell, explained by its own column, and enters in mid-life: no approval, no mail, no clock.
import { goOnAfter, importRow, judgeImport, totalsOf, type Twin } from '../../src/engine/import-row';
import { mapColumns } from '../../src/engine/import-map';
import { moments } from '../../src/engine/record-clocks';
import { mirrorRow } from '../../src/engine/meta';
import type { Cell } from '../../src/engine/types';
import { at } from './builders';
import { CHOU, LIN, Office } from './case';

const once: Twin = () => null;

function judge(office: Office, register: string, headers: string[], cells: Cell[], twin = once) {
  const { columns } = mapColumns(office.register(register), headers, [], {});
  return judgeImport(office.open(), office.register(register), columns, cells, office.links, twin);
}

const ASSET = ['名稱', '類別', '機號', '保管人', '使用狀況', '取得日期', '單價'];

test('a whole row: Republic year, name, state by label, thousands', () => {
  const got = judge(new Office(), 'assets', ASSET, [
    '筆電',
    'printer',
    'X-1',
    '林小華',
    '使用中',
    '115/3/2',
    'NT$12,000',
  ]);
  expect(got).toMatchObject({
    kind: 'ready',
    check: '✓ 可匯入',
    state: 'in_use',
    values: { name: '筆電', category: 'printer', serial: 'X-1', user: LIN, accepted: '2026-03-02', price: 12000 },
  });
});

test('what is wrong is told by the column as its owner counts it, all of it at once', () => {
  const got = judge(new Office(), 'assets', ASSET, ['', 'printer', '', '陳怡君', '壞了', '115/2/30', 'US$5']);
  expect(got.kind).toBe('wrong');
  expect(got.check).toContain('✗ 第 4 欄「保管人」：有兩位陳怡君');
  expect(got.check).toContain('✗ 第 5 欄「使用狀況」：找不到「壞了」');
  expect(got.check).toContain('✗ 第 6 欄「取得日期」：「115/2/30」不是日期');
  expect(got.check).toContain('✗ 第 7 欄「單價」：「US$5」幣別不同');
  expect(got.check).toContain('✗ 還缺：名稱');
});

test('blank rows are nothing, rows without a required value are their owner’s, void cannot be entered', () => {
  const office = new Office();
  expect(judge(office, 'assets', ASSET, ['', ' ', '']).kind).toBe('blank');
  expect(judge(office, 'assets', ASSET, ['', '', '合計', '', '', '', '88,000'])).toMatchObject({
    kind: 'own',
    check: '（略過：名稱、類別都空白）',
  });
  expect(judge(office, 'assets', ASSET, ['a', 'printer', '', '', '已作廢']).kind).toBe('wrong');
});

test('a unique value that another record or an earlier row holds, and the error of a formula', () => {
  const office = new Office();
  const device = office.device({ serial: 'SN-1' });
  office.links.taken = (register, field, value) =>
    register === 'assets' && field === 'serial' && value === 'SN-1' ? device.id : null;
  expect(judge(office, 'assets', ASSET, ['a', 'printer', 'SN-1']).check).toBe(
    `✗ 第 3 欄「機號」：「SN-1」和 ${device.id} 重複`,
  );
  expect(judge(office, 'assets', ASSET, ['a', 'printer', 'SN-2'], () => 7).check).toBe(
    '✗ 第 3 欄「機號」：「SN-2」和這裡第 7 列重複',
  );
  expect(judge(office, 'assets', ASSET, ['#N/A', 'printer']).check).toContain('「#N/A」是試算表的錯誤');
});

test('an old case goes in as it stands: its day, no clock, no mail, no rule, and its number goes on from now', () => {
  const office = new Office();
  const asset = office.device();
  const row = ['報修日', '設備', '地點', '類別', '故障描述', '狀態', '報修人'];
  const cells = ['113/5/6', asset.id, '倉庫', 'printer', '卡紙', '已修復', '林小華'];
  const judged = judge(office, 'tickets', row, cells);
  expect(judged).toMatchObject({ kind: 'ready', created: '2024-05-06', state: 'solved' });
  let id = '';
  const draft = office.decide((d) => {
    id = importRow(d, office.register('tickets'), judged, 'tickets-7', CHOU).id;
  });
  const rec = office.rec(id);
  expect(rec).toMatchObject({
    id: 'TKT-2026-0001',
    state: 'solved',
    clocks: {},
    approval: null,
    source: { kind: 'import', ref: 'tickets-7' },
    created: { at: at('2024-05-06 00:00'), by: CHOU },
  });
  expect(draft.effects).toEqual([]);
  expect(draft.journal.map((e) => [e.action, e.actor, e.why])).toEqual([['import', CHOU, 'tickets-7']]);
  // It counts in the month it began, and nothing falls due before now.
  expect(office.rec(asset.id, 'assets').tallies).toMatchObject({ 'tickets.asset.month:2024-05': 1 });
  expect(moments(office.register('tickets'), rec, office.ref).every((m) => m.due > office.now)).toBe(true);
  expect(office.check(id)).toMatch(/^✓ 10:00 匯入$/);
});

test('who imports is nobody’s requester', () => {
  const office = new Office();
  const judged = judge(office, 'tickets', ['地點', '類別', '故障描述'], ['倉庫', 'printer', '卡紙']);
  let id = '';
  office.decide((d) => (id = importRow(d, office.register('tickets'), judged, 'b', CHOU).id));
  expect(office.rec(id).values.requester).toBeNull();
});

test('many imported repairs of one device open no proposal', () => {
  const office = new Office();
  const asset = office.device();
  const draft = office.decide((d) => {
    for (let i = 0; i < 12; i++) {
      const judged = judgeImport(
        d,
        office.register('tickets'),
        mapColumns(office.register('tickets'), ['設備', '地點', '類別', '故障描述'], [], {}).columns,
        [asset.id, '倉庫', 'printer', `卡紙 ${i}`],
        office.links,
        once,
      );
      importRow(d, office.register('tickets'), judged, 'b', CHOU);
    }
  });
  expect([...draft.records.values()].filter((r) => r.register === 'replacement_proposals')).toEqual([]);
  expect(draft.effects).toEqual([]);
});

test('numbering goes on after the highest old number, and every record is still found by arithmetic', () => {
  const office = new Office();
  const before = office.device();
  const ids: string[] = [];
  const draft = office.decide((d) => {
    goOnAfter(d, office.register('assets'), ['ASSET-00120', '財-0913-022', 'asset-00300 ', 'ASSET-77']);
    for (const name of ['a', 'b']) {
      const judged = judge(office, 'assets', ASSET, [name, 'printer']);
      ids.push(importRow(d, office.register('assets'), judged, 'b', null).id);
    }
  });
  expect(ids).toEqual(['ASSET-00301', 'ASSET-00302']);
  const pattern = office.register('assets').number;
  expect([before.id, ...ids].map((id) => mirrorRow(draft.meta, 'assets', pattern, id))).toEqual([1, 2, 3]);
});

test('totals of money over what can go in', () => {
  const office = new Office();
  const rows = ['1,000', '2000元'].map((price) =>
    judge(office, 'assets', ['名稱', '類別', '單價'], ['a', 'printer', price]),
  );
  expect(totalsOf(office.register('assets'), rows)).toEqual({ price: 3000 });
});
