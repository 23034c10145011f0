// What a document's text is filled with: fields, links, people, both calendars, what belongs to the record, who signed.
import { parsePaper, saidBy } from '../../src/engine/paper';
import { boxesOf, fillPaper, namedRelated, type PaperFacts } from '../../src/office/paper-view';
import type { Decided } from '../../src/engine/types';
import type { DocumentSpec } from '../../src/model/types';
import { HEAD, MANAGER, MONDAY, Office } from '../engine/case';

const SPEC: DocumentSpec = {
  key: 'sheet',
  label: { 'zh-TW': '履歷', 'zh-CN': '履历', en: 'History' },
  at: 'solved',
  text: 'x',
  as: 'frozen',
  signs: [],
};

const office = new Office();
const device = office.device({ name: '影印機 A|3', place: 'warehouse', book_value: null });
const first = office.ticket({ asset: device.id, fault: '卡紙', cost: 1200 });
const second = office.ticket({ asset: device.id, fault: '漏粉', cost: 800 });
const facts = (of = first, register = 'tickets', more: Partial<PaperFacts> = {}): PaperFacts => ({
  draft: office.open(),
  register: office.register(register),
  rec: office.rec(of.id, register),
  spec: SPEC,
  related: {},
  lang: 'zh-TW',
  ...more,
});
const said = (text: string, f = facts()): string => saidBy(parsePaper(fillPaper(f, text), boxesOf(f)));

test('fields, what is linked, who asked', () => {
  expect(said('{{number}} {{fault}} {{fields.cost}} {{asset.name}} {{asset.number}}')).toBe(
    `${first.id} 卡紙 1,200 影印機 A|3 ${device.id}`,
  );
  expect(said('{{requester}}／{{requester.name}}／{{requester.employee}}')).toBe('林小華／林小華／');
  expect(said('{{state}} {{label}} {{register}}')).toBe('待回應 履歷 報修單');
  expect(said('{{#solution}}有{{/solution}}{{^solution}}無{{/solution}}')).toBe('無');
});

test('dates in both calendars and three languages', () => {
  expect(said('{{today}} {{roc}} {{at.new}} {{roc.new}}')).toBe(
    '2026年3月2日 中華民國115年3月2日 2026年3月2日 10:00 中華民國115年3月2日',
  );
  expect(said('{{today}} {{roc}}', facts(first, 'tickets', { lang: 'en' }))).toBe(
    '2 March 2026 2 March 2026 (ROC 115)',
  );
  expect(said('{{roc}}', facts(first, 'tickets', { lang: 'zh-CN' }))).toBe('中华民国115年3月2日');
});

test('records that belong to it: rows, sums, counts, by state', () => {
  const related = { tickets: [office.rec(first.id), office.rec(second.id)] };
  const f = facts(device, 'assets', { related });
  const text =
    '| # | 單 |\n|--|--|\n{{#related.tickets}}\n| {{i}} | {{number}} {{fault}} |\n{{/related.tickets}}\n\n共 {{count.tickets}} 件 {{sum.tickets.cost}} 元，待回應 {{count.tickets.new}}{{^related.tickets.closed}}，無結案{{/related.tickets.closed}}';
  expect(namedRelated(text)).toEqual(['tickets']);
  const [table, line] = parsePaper(fillPaper(f, text), []);
  expect(table).toMatchObject({ kind: 'table', head: true, rows: { length: 3 } });
  expect(saidBy([table!])).toContain(`2 | ${second.id} 漏粉`);
  expect(saidBy([line!])).toBe('共 2 件 2,000 元，待回應 2，無結案');
});

test('braces that would leave a value unprotected are the plain ones', () => {
  expect(said('{{{asset.name}}} {{& asset.name}}')).toBe('影印機 A|3 影印機 A|3');
});

test('boxes: who decided for whom, and blank ones where nobody has', () => {
  const saidIn = (step: string, label: string, verdict: Decided['verdict']): Decided => ({
    approval: 'outside',
    round: 2,
    step,
    label: { 'zh-TW': label },
    by: MANAGER,
    at: MONDAY,
    verdict,
    comment: '',
  });
  const rec = {
    ...office.rec(first.id),
    decided: [
      { ...saidIn('decide', '上一輪', 'return'), round: 1 },
      saidIn('decide', '主管', 'approve'),
      { ...saidIn('decide', '財務', 'reject'), for: [HEAD] },
      // What an edit took back fills no box, nor does an earlier round.
      { ...saidIn('finance', '財務', 'approve'), void: true as const },
    ],
  };
  const boxes = boxesOf(facts(first, 'tickets', { rec, spec: { ...SPEC, signs: ['decide', 'finance'] } }));
  expect(boxes).toEqual([
    { label: '主管', name: '許明德', when: '2026/03/02 10:00', verdict: '同意' },
    { label: '財務', name: '許明德（代 王淑芬）', when: '2026/03/02 10:00', verdict: '不同意' },
    { label: 'finance', name: '', when: '', verdict: '' },
  ]);
});
