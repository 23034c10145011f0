// A slice in words: what it shows, what it never shows, and what is answered to each wrong word.
import { isOver, readShare, sliceTable, type Source } from '../../src/engine/shares';
import type { Rec, Value } from '../../src/engine/types';
import { render } from '../../src/engine/words';
import { makeRec } from './builders';
import { CHOU, MONDAY, Office } from './case';

const office = new Office();
const vendor = office.vendor();
const sourceOf = (key: string, more: Partial<Source> = {}): Source => ({
  register: office.register(key),
  title: key === 'tickets' ? '我們的報修' : '',
  memory: undefined,
  restricted: ['people', 'roles'].includes(key),
  ref: office.ref,
  ...more,
});
const sources = [sourceOf('tickets'), sourceOf('assets'), sourceOf('people')];
const line = (values: Record<string, Value>): Rec =>
  makeRec({
    register: 'shares',
    state: 'active',
    values: { name: 'x', source: '報修單', readers: 'a@vendor.example', compares: 'is', ...values },
  });
const read = (values: Record<string, Value>, all = sources) => readShare(line(values), all, office.links);
const slice = (values: Record<string, Value>) => {
  const answer = read(values);
  if (!answer.ok) throw new Error(answer.words.code);
  return answer.slice;
};

test('registers and columns are known by every name they go by', () => {
  for (const source of ['報修單', '报修单', 'Repair tickets', 'repair tickets', 'tickets', '我們的報修'])
    expect(slice({ source }).register).toBe('tickets');
  expect(slice({ columns: '編號，狀態; Place、故障描述、編號' }).columns).toEqual([
    '$number',
    '$state',
    'place',
    'fault',
  ]);
  const memory = { headerRow: 0, known: { fault: ['出了什麼事'] }, order: [], frozen: null };
  const renamed = readShare(line({ columns: '出了什麼事' }), [sourceOf('tickets', { memory })], office.links);
  expect(renamed).toMatchObject({ ok: true, slice: { columns: ['fault'] } });
});

test.each<[Record<string, Value>, string, string]>([
  [{ source: '報修' }, 'source', '沒有「報修」這本登記簿，是不是「報修單」？'],
  [{ source: '人員' }, 'source', '「人員」不能給外人看；請選別的登記簿'],
  [{ columns: '編號、故障描術' }, 'columns', '登記簿裡沒有「故障描術」這一欄，是不是「故障描述」？'],
  [{ columns: '下一步' }, 'columns', '登記簿裡沒有「下一步」這一欄，是不是'],
  [{ field: '廠 牌', value: 'x' }, 'field', '登記簿裡沒有「廠 牌」這一欄，是不是'],
  [{ field: '狀態', value: '處理' }, 'value', '狀態沒有「處理」，是不是「處理中」？'],
  [{ field: '地點', value: '倉庫二' }, 'value', '倉庫'],
  [{ field: '廠商', value: '沒有這家' }, 'value', '廠商找不到「沒有這家」，請照登記簿裡的寫法或填編號'],
  [{ field: '', value: '倉庫' }, 'field', '登記簿裡沒有「」這一欄'],
  [{ readers: 'a@vendor.example、王先生' }, 'readers', '「王先生」不是電子郵件'],
])('%j is answered at %s', (values, field, words) => {
  const answer = read(values);
  if (answer.ok) throw new Error('taken');
  expect(answer.field).toBe(field);
  expect(render(answer.words, 'zh-TW')).toContain(words);
});

test('readers are addresses or people of the office', () => {
  expect(slice({ readers: 'A@Vendor.example, 周雅婷' }).readers).toEqual(['a@vendor.example', CHOU]);
});

const tickets = [
  makeRec({ id: 'T1', state: 'new', values: { place: 'warehouse', vendor: vendor.id, fault: '一', requester: CHOU } }),
  makeRec({ id: 'T2', state: 'working', values: { place: 'lobby_1f', fault: '二' } }),
  makeRec({ id: 'T3', state: 'closed', values: { place: 'warehouse', vendor: vendor.id, fault: '三' } }),
  makeRec({ id: 'T4', state: 'new', values: { place: 'warehouse', fault: '四' }, deleted: { at: 1, by: null } }),
];
const shown = (values: Record<string, Value>): string[] =>
  sliceTable(sources[0]!, slice({ columns: '編號', ...values }), tickets, MONDAY).rows.map((row) =>
    String(row[0]!.value),
  );

test('is, is not, states, links; closed rows only when asked for, deleted ones never', () => {
  expect(shown({})).toEqual(['T1', 'T2']);
  expect(shown({ closed: true })).toEqual(['T1', 'T2', 'T3']);
  expect(shown({ field: '地點', value: '倉庫' })).toEqual(['T1']);
  expect(shown({ field: '地點', value: '倉庫', compares: 'is_not' })).toEqual(['T2']);
  expect(shown({ field: '狀態', value: '處理中' })).toEqual(['T2']);
  expect(shown({ field: '廠商', value: '原廠', closed: true })).toEqual(['T1', 'T3']);
  expect(shown({ field: '廠商', value: '', closed: true })).toEqual(['T2']);
});

test('without columns named, all but personal ones are shown, and neither Next step nor Check', () => {
  const base = office.register('tickets');
  const register = {
    ...base,
    fields: base.fields.map((f) => (f.key === 'requester' ? { ...f, personal: true } : f)),
  };
  const source = sourceOf('tickets', { register });
  const all = readShare(line({}), [source], office.links);
  const named = readShare(line({ columns: '編號、報修人' }), [source], office.links);
  if (!all.ok || !named.ok) throw new Error('refused');
  expect(all.slice.columns).not.toEqual(expect.arrayContaining(['requester']));
  expect(all.slice.columns).not.toEqual(expect.arrayContaining(['$check']));
  expect(all.slice.columns).toContain('fault');
  const table = sliceTable(source, named.slice, tickets, MONDAY);
  expect(table.header).toEqual(['編號', '報修人']);
  expect(table.rows[0]!.map((s) => s.value)).toEqual(['T1', '周雅婷']);
});

test('over when ended, voided, deleted, or the day after its last one', () => {
  const open = line({ until: '2026-03-04' });
  expect(isOver(open, '2026-03-04')).toBe(false);
  expect(isOver(open, '2026-03-05')).toBe(true);
  expect(isOver({ ...open, state: 'ended' }, '2026-03-01')).toBe(true);
  expect(isOver({ ...open, state: 'void' }, '2026-03-01')).toBe(true);
  expect(isOver({ ...open, deleted: { at: 1, by: null } }, '2026-03-01')).toBe(true);
  expect(isOver(line({}), '2030-01-01')).toBe(false);
});
