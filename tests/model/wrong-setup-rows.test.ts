// Wrong entries in the setup tabs: each answered once, in the cell where it was written, and the office goes on as before.
import { editRow } from '../../src/engine/edit-row';
import { effectiveModel } from '../../src/model/office/effective';
import type { RowValue, SetupRows } from '../../src/model/office/rows';
import { shippedTabs } from '../../src/office/shipped';
import { shippedModules } from '../../src/model/modules';
import { proposedFields } from '../../src/model/expand';
import { typeKey } from '../../src/model/office/fields';
import { MANAGER, Office } from '../engine/case';
import { demoModel } from './office-model';
import { boundText } from './wrong-words';

type Values = Record<string, RowValue>;
/** One row of a tab: a new one, or with `is` a shipped one; `beside`: right rows it stands among. */
interface Entry {
  tab: string;
  is?: string;
  values: Values;
  beside?: [tab: string, values: Values][];
}
/** The row, the code of the answer, the column it stands in, words that must be in it. */
type Wrong = [name: string, entry: Entry, code: string, field: string, says: string];

const pack = demoModel();
const PEOPLE: [email: string, name: string, state?: string][] = [
  ['wu@demo.example', '吳國華'],
  ['head@demo.example', '王淑芬'],
  ['kevin@demo.example', '陳志明'],
  ['gone@demo.example', '林離職', 'left'],
];
const ROLES: [role: string, person: string][] = [
  ['facilities', 'wu@demo.example'],
  ['facilities_head', 'head@demo.example'],
  ['office_manager', 'head@demo.example'],
];

const idOf = (is: string): string => is.replace('/', '-');

/** The shipped rows as an office has them, its people and who holds which role. */
function office(): SetupRows {
  const rows: SetupRows = {};
  for (const { register, rows: shipped } of shippedTabs(pack, shippedModules(pack), 'zh-TW'))
    rows[register] = shipped.map(({ is, values }) => ({ id: idOf(is), state: 'active', values: values as Values }));
  rows.people = PEOPLE.map(([email, name, state = 'active'], i) => ({ id: `P-${i}`, state, values: { email, name } }));
  rows.roles = ROLES.map(([role, person], i) => ({ id: `RH-${i}`, state: 'active', values: { role, person } }));
  rows.departments = [
    { id: 'D-1', state: 'active', values: { key: 'sales', zh_tw: '業務部', zh_cn: '业务部', en: 'Sales' } },
  ];
  return rows;
}

const limit = (values: Values): Entry => ({
  tab: 'time_limits',
  values: { register: 'tickets', clock: '回應期限', ...values },
});
const shippedLimit = (values: Values): Entry => ({ tab: 'time_limits', is: 'tickets/response', values });
const check = (values: Values): Entry => ({
  tab: 'office_checks',
  values: { register: 'tickets', at: '修好了', field: '費用', is: 'more_than', value: '0', say: '請填費用', ...values },
});
const step = (values: Values): Entry => ({
  tab: 'approval_matrix',
  values: { matter: 'outside_repair', step: 1, who: '總務主管', ...values },
});
const steps = (values: Values, ...beside: Values[]): Entry => ({
  ...step(values),
  beside: beside.map((one) => ['approval_matrix', step(one).values]),
});
const figure = (values: Values): Entry => ({
  tab: 'office_metrics',
  values: { name: '外修費', register: 'tickets', kind: 'sum', of: '費用', ...values },
});
const mail = (values: Values): Entry => ({
  tab: 'mail_texts',
  is: 'received',
  values: { seen: '2026-03-02', ...values },
});
const paper = (values: Values): Entry => ({
  tab: 'document_texts',
  values: { name: '外修單', register: 'tickets', language: 'zh_tw', text: '{{編號}}', ...values },
});
const field = (values: Values): Entry => ({
  tab: 'office_fields',
  values: { register: 'tickets', zh_tw: '車號', type: 'text', origin: 'office', key: 'x_plate', ...values },
});
const shippedField = (is: string, values: Values): Entry => ({ tab: 'office_fields', is, values });
const proposed = proposedFields(pack.patterns.log).map((f, i): [string, Values] => [
  'office_fields',
  {
    register: 'x_guests',
    zh_tw: f.label['zh-TW']!,
    zh_cn: f.label['zh-CN']!,
    en: f.label.en!,
    type: typeKey(f.type),
    list: f.list ?? f.to ?? null,
    required: f.required ?? false,
    asked: f.asked,
    order: i,
    origin: 'pattern',
    key: f.key,
  },
]);
const register = (values: Values): Entry => ({
  tab: 'office_registers',
  beside: proposed,
  values: {
    zh_tw: '來賓登記',
    pattern: 'log',
    pattern_no: 'XV-{year}-{000}',
    accountable: 'facilities',
    book: 'facilities',
    form_for: 'nobody',
    key: 'x_guests',
    ...values,
  },
});
const entry = (values: Values): Entry => ({
  tab: 'lists',
  values: { list: 'places', key: 'x_roof', zh_tw: '屋頂', ...values },
});

const WRONG: Wrong[] = [
  // ---- time limits
  ['a clock nobody knows', limit({ clock: '回應期現', hours: 2 }), 'unknown-clock', 'clock', '是不是「回應期限」？'],
  [
    'a clock of another register',
    limit({ clock: '領取期限', hours: 2 }),
    'unknown-clock',
    'clock',
    '沒有期限「領取期限」',
  ],
  ['no hours at all', limit({ hours: 0 }), 'out-of-range', 'hours', '要在 0.25 到 2000 之間，維持 1'],
  ['hours below nothing, in a shipped row', shippedLimit({ hours: -4 }), 'out-of-range', 'hours', '維持 1'],
  ['more hours than a year has', shippedLimit({ hours: 20000 }), 'out-of-range', 'hours', '到 2000 之間'],
  [
    'a warning before the start',
    shippedLimit({ warn_pct: 0 }),
    'out-of-range',
    'warn_pct',
    '要在 1 到 100 之間，維持 75',
  ],
  ['a warning after the end', limit({ warn_pct: 120 }), 'out-of-range', 'warn_pct', '「提醒於百分之」'],
  [
    'a case of a field nobody knows',
    limit({ field: '地點點', is: '倉庫', hours: 2 }),
    'unknown-field',
    'field',
    '是不是「地點」？',
  ],
  [
    'a case of an entry nobody knows',
    limit({ field: '地點', is: '倉厙', hours: 2 }),
    'unknown-entry',
    'is',
    '清單「地點」沒有「倉厙」，是不是「倉庫」？',
  ],
  ['a case without its value', limit({ field: '地點', hours: 2 }), 'missing', 'is', '少了「是這個值」'],
  ['a case without its field', limit({ is: '倉庫', hours: 2 }), 'missing', 'field', '少了「當欄位」'],
  ['a case of an amount in words', limit({ field: '費用', is: '很多', hours: 2 }), 'not-a-number', 'is', '要寫數字'],
  [
    'a case of a day in words',
    limit({ field: '等到哪天', is: '下週三', hours: 2 }),
    'wrong-type',
    'is',
    '這裡要日期 2026-03-02',
  ],
  [
    'a case of a mistyped person',
    limit({ field: '承辦人', is: '吳果華', hours: 2 }),
    'unknown-entry',
    'is',
    '是不是「吳國華」？',
  ],
  // ---- approval matrix
  ['an approver nobody knows', step({ who: '總務主菅' }), 'chain-who', 'who', '寫角色、人員，或「申請人主管」'],
  ['nobody to approve', step({ who: null }), 'missing', 'who', '少了「誰核」'],
  ['an approver who has left', step({ who: '林離職' }), 'chain-left', 'who', '已離職或不在「人員」裡'],
  ['an address that is not in the office', step({ who: 'nobody@demo.example' }), 'chain-left', 'who', '不在「人員」裡'],
  ['a role nobody holds', step({ who: '財務' }), 'chain-nobody', 'who', '請到「角色」補人或改這一列'],
  [
    'an amount that begins above its end',
    steps({ from: 50000, to: 10000 }, {}),
    'chain-order',
    'to',
    '「從」比「到」大',
  ],
  ['small amounts nobody approves', step({ from: 10001 }), 'chain-gap', 'from', '0–10,001 沒有人核，請補一列或改金額'],
  ['large amounts nobody approves', step({ to: 10000 }), 'chain-gap', 'to', '≥ 10,000 沒有人核'],
  ['amounts that cross', steps({ from: 5000, to: 20000 }, {}), 'chain-overlap', 'to', '請改金額'],
  ['an amount below nothing', step({ from: -1 }), 'out-of-range', 'from', '要在 0 到'],
  ['no days to decide', step({ days: 0 }), 'out-of-range', 'days', '「天數」要在 1 到'],
  ['a step that jumps', steps({ step: 3 }, {}), 'chain-jump', 'step', '沒有第 2 關'],
  ['all in one row, any in the other', steps({ all: true }, { who: '王淑芬' }), 'chain-mixed', 'all', '請寫成一樣'],
  [
    'a condition on a field nobody knows',
    steps({ when: '費 > 1000' }, {}),
    'unknown-field',
    'when',
    '是不是「費用」？',
  ],
  [
    'a condition on an entry nobody knows',
    steps({ when: '地點 是 倉厙' }, {}),
    'unknown-entry',
    'when',
    '是不是「倉庫」？',
  ],
  [
    'a quote that is not closed',
    steps({ when: 'place == "warehouse' }, {}),
    'unknown-entry',
    'when',
    '沒有「"warehouse」',
  ],
  ['a path that goes nowhere', steps({ when: 'asset.prize > 100' }, {}), 'unknown-path', 'when', '是不是「price」？'],
  [
    'a condition in words of one’s own',
    steps({ when: '很貴的時候' }, {}),
    'condition-syntax',
    'when',
    '條件讀不懂（第 1 個字）',
  ],
  [
    'a comma for 且',
    steps({ when: '費用 > 1000，地點 是 倉庫' }, {}),
    'unknown-field',
    'when',
    '沒有欄位「費用 > 1000,地點」',
  ],
  ['a full-width sign before a word', steps({ when: '費用 ＞ 很多' }, {}), 'not-a-number', 'when', '「很多」要寫數字'],
  ['a blank text asked as null', steps({ when: 'place == null' }, {}), 'blank-null', 'when', '請寫 place == ""'],
  [
    'a number of the office nobody knows',
    steps({ when: 'cost > setting("ticket.low_scor")' }, {}),
    'unknown-setting',
    'when',
    '是不是「ticket.low_score」？',
  ],
  // ---- checks
  ['an action nobody knows', check({ at: '修好' }), 'unknown-action', 'at', '是不是「修好了」？'],
  ['a state for an action', check({ at: '已修復' }), 'unknown-action', 'at', '沒有動作「已修復」'],
  ['a field nobody knows', check({ field: '費' }), 'unknown-field', 'field', '是不是「費用」？'],
  ['no comparison', check({ is: null }), 'missing', 'is', '少了「要」'],
  ['nothing to compare with', check({ value: null }), 'missing', 'value', '少了「值」'],
  ['nothing to say', check({ say: null }), 'missing', 'say', '少了「不符合時說」'],
  ['an amount in words', check({ value: '一千' }), 'not-a-number', 'value', '「一千」要寫數字'],
  [
    'two amounts with a comma between',
    check({ value: '1000，2000' }),
    'not-a-number',
    'value',
    '「1000，2000」要寫數字',
  ],
  ['a formula for an amount', check({ value: '=cost*2' }), 'not-a-number', 'value', '要寫數字'],
  ['more than a text', check({ field: '原因', value: '5' }), 'comparison-type', 'is', '可用：是、不是、有填、空白'],
  ['more than an entry', check({ field: '地點', value: '倉庫' }), 'comparison-type', 'is', '「大於」不能用在單選欄位'],
  ['more than a person', check({ field: '承辦人', value: '吳國華' }), 'comparison-type', 'is', '可用：是、不是'],
  [
    'days after an amount',
    check({ field: '費用', is: 'days_after', value: '3' }),
    'comparison-type',
    'is',
    '「幾天後」不能用在金額欄位',
  ],
  [
    'days in words',
    check({ field: '等到哪天', is: 'days_after', value: '三天' }),
    'not-a-number',
    'value',
    '「三天」要寫數字',
  ],
  ['a mistyped entry', check({ field: '地點', is: 'is', value: '倉厙' }), 'unknown-entry', 'value', '是不是「倉庫」？'],
  [
    'a day the calendar does not have',
    check({ field: '等到哪天', is: 'at_least', value: '2026-02-31' }),
    'wrong-type',
    'value',
    '這裡要日期 2026-03-02',
  ],
  [
    'perhaps for yes or no',
    {
      ...check({ field: '已付款', is: 'is', value: '或許' }),
      beside: [['office_fields', field({ key: 'x_paid', zh_tw: '已付款', type: 'yes_no' }).values]],
    },
    'wrong-type',
    'value',
    '這裡要是／否',
  ],
  // ---- figures
  ['a figure of a field nobody knows', figure({ of: '費' }), 'unknown-field', 'of', '是不是「費用」？'],
  ['the sum of a text', figure({ of: '原因' }), 'wrong-type', 'of', '這裡要數字 / 金額'],
  ['the average of a text', figure({ kind: 'average', of: '原因' }), 'wrong-type', 'of', '「原因」是文字'],
  ['a sum of nothing', figure({ of: null }), 'missing', 'of', '少了「欄位名稱」'],
  ['no kind of figure', figure({ kind: null }), 'missing', 'kind', '少了「算法」'],
  [
    'the share of a clock nobody knows',
    figure({ kind: 'share', of: '回應期現' }),
    'unknown-clock',
    'of',
    '是不是「回應期限」？',
  ],
  ['the share of a field', figure({ kind: 'share', of: '費用' }), 'unknown-clock', 'of', '沒有期限「費用」'],
  ['a target in words', figure({ target: '九成五' }), 'bad-target', 'target', '例：>= 95%'],
  ['a target from and to', figure({ target: '90-95%' }), 'bad-target', 'target', '例：>= 95%'],
  ['a target’s sign turned round', figure({ target: '＝＞ 95％' }), 'bad-target', 'target', '例：>= 95%'],
  ['a group nobody knows', figure({ by: '類別、樓層' }), 'unknown-field', 'by', '沒有欄位「樓層」'],
  ['groups with a slash between', figure({ by: '承辦人/類別' }), 'unknown-field', 'by', '沒有欄位「承辦人/類別」'],
  [
    'a condition that is not closed',
    figure({ kind: 'count', of: null, when: 'size(cost' }),
    'condition-syntax',
    'when',
    '條件讀不懂（第 10 個字）',
  ],
  // ---- mails and documents
  [
    'a word nobody knows in a mail',
    mail({ answer_tw: '{{編碼}} 收到了' }),
    'mail-placeholder',
    'answer_tw',
    '是不是「編號」？',
  ],
  [
    'a mistyped word in the English body',
    mail({ body_en: 'Dear {{Readr}}' }),
    'mail-placeholder',
    'body_en',
    '是不是「Reader」？',
  ],
  [
    'a key nobody knows',
    mail({ body_tw: '{{fields.costs}}' }),
    'mail-placeholder',
    'body_tw',
    '不認得的 {{fields.costs}}',
  ],
  [
    'braces never closed',
    mail({ answer_tw: '{{編號 收到了' }),
    'open-placeholder',
    'answer_tw',
    '兩邊各寫兩個，例：{{編號}}',
  ],
  ['one brace short', mail({ answer_tw: '{{編號} 收到了' }), 'open-placeholder', 'answer_tw', '例：{{編號}}'],
  ['single braces', mail({ answer_tw: '{編號} 收到了' }), 'open-placeholder', 'answer_tw', '「{編號}」的括號不成對'],
  ['braces around nothing', mail({ body_tw: '{{}} 好' }), 'open-placeholder', 'body_tw', '括號不成對'],
  ['a part never closed', mail({ body_tw: '{{#結果}}好' }), 'open-section', 'body_tw', '請在後面寫「{{/結果}}」'],
  [
    'a part closed by another word',
    mail({ body_tw: '{{#結果}}好{{/理由}}' }),
    'open-section',
    'body_tw',
    '請在後面寫「{{/結果}}」',
  ],
  ['a mistyped field in a document', paper({ text: '{{設被}}' }), 'mail-placeholder', 'text', '是不是「設備」？'],
  [
    'a field of another register in a document',
    paper({ text: '{{訪客}}' }),
    'mail-placeholder',
    'text',
    '不認得的 {{訪客}}',
  ],
  ['a document’s braces never closed', paper({ text: '{{設備' }), 'open-placeholder', 'text', '括號不成對'],
  ['a document without text', paper({ text: null }), 'missing', 'text', '少了「內容」'],
  // ---- fields
  [
    'a shipped field that is required no more',
    shippedField('tickets/fault', { required: false }),
    'office-fixed',
    'required',
    '改嚴',
  ],
  [
    'a shipped field required that no form asks',
    shippedField('tickets/cost', { required: true }),
    'form-misses',
    'required',
    '表單沒有問',
  ],
  [
    'a shipped field with the name of another',
    shippedField('tickets/asset', { zh_tw: '地點' }),
    'label-twice',
    'zh_tw',
    '「地點」用了兩次',
  ],
  [
    'a shipped field with the name of an engine column',
    shippedField('tickets/cost', { zh_tw: '下一步' }),
    'label-engine',
    'zh_tw',
    '請換一個',
  ],
  ['a name that is taken', field({ zh_tw: '地點' }), 'label-twice', 'zh_tw', '「地點」用了兩次'],
  ['the name of an engine column', field({ zh_tw: '編號' }), 'label-engine', 'zh_tw', '請換一個'],
  ['no name', field({ zh_tw: null }), 'missing', 'zh_tw', '少了「名稱（繁）」'],
  ['a choice without a list', field({ type: 'choice' }), 'missing', 'list', '少了「清單或登記簿」'],
  [
    'a choice from a list nobody knows',
    field({ type: 'choice', list: '地點點' }),
    'unknown-list',
    'list',
    '是不是「地點」？',
  ],
  ['a link without a register', field({ type: 'link' }), 'missing', 'list', '少了「清單或登記簿」'],
  [
    'a link to a register nobody knows',
    field({ type: 'link', list: '報修箪' }),
    'unknown-register',
    'list',
    '是不是「報修單」？',
  ],
  [
    'a link into another workbook',
    field({ type: 'link', list: '人員' }),
    'other-workbook',
    'list',
    '只能在同一個試算表',
  ],
  ['a list beside a text', field({ list: '地點' }), 'not-for-type', 'list', '不能用在文字欄位'],
  [
    'a number that begins as a word',
    field({ type: 'number', default: '兩個' }),
    'wrong-type',
    'default',
    '這裡要number',
  ],
  [
    'yes or no that begins as perhaps',
    field({ type: 'yes_no', default: '可能' }),
    'wrong-type',
    'default',
    '這裡要true / false',
  ],
  [
    'a mistyped entry to begin with',
    field({ type: 'choice', list: '地點', default: '倉厙' }),
    'unknown-entry',
    'default',
    '沒有「倉厙」',
  ],
  ['required, and no form asks', field({ required: true, asked: false }), 'form-misses', 'required', '表單沒有問'],
  // ---- numbers, lists and registers
  [
    'a region nobody knows',
    { tab: 'numbers', is: 'office.region', values: { value: 'taiwen' } },
    'unknown-region',
    'value',
    '可用：中國大陸、臺灣；空白就是不分地區，是不是「taiwan」？',
  ],
  [
    'a mistyped name of a region',
    { tab: 'numbers', is: 'office.region', values: { value: '中國大路' } },
    'unknown-region',
    'value',
    '是不是「中國大陸」？',
  ],
  ['an entry of a list nobody knows', entry({ list: 'placs' }), 'unknown-list', 'list', '是不是「places」？'],
  ['an entry of a fixed list', entry({ list: 'field_types' }), 'unknown-list', 'list', '沒有清單「field_types」'],
  ['an entry twice', entry({ zh_tw: '倉庫' }), 'label-twice', 'zh_tw', '「倉庫」用了兩次'],
  ['an entry also called as another', entry({ aliases: '倉庫' }), 'label-twice', 'zh_tw', '「倉庫」用了兩次'],
  [
    'a shipped entry with the name of a later one',
    { tab: 'lists', is: 'places/lobby_1f', values: { zh_tw: '倉庫' } },
    'label-twice',
    'zh_tw',
    '「倉庫」用了兩次',
  ],
  [
    'a number with an unknown part',
    register({ pattern_no: 'XV-{jahr}-{000}' }),
    'bad-number',
    'pattern_no',
    '例：TKT-{year}-{0000}',
  ],
  [
    'a role nobody knows',
    register({ accountable: 'facilites' }),
    'unknown-role',
    'accountable',
    '是不是「facilities」？',
  ],
  ['a register with the name of another', register({ zh_tw: '報修單' }), 'label-twice', 'zh_tw', '「報修單」用了兩次'],
  ['days to keep below nothing', register({ keep_days: -5 }), 'out-of-range', 'keep_days', '要在 1 到 3650 之間'],
];

/** The tabs with the wrong row, and without what is wrong in it. */
function place({ tab, is, values, beside = [] }: Entry): { rows: SetupRows; without: SetupRows; id: string } {
  const without = office();
  beside.forEach(([other, more], i) => (without[other] ??= []).push({ id: `B-${i}`, state: 'active', values: more }));
  const id = is === undefined ? 'N-001' : idOf(is);
  const there = without[tab] ?? [];
  const rows = { ...without };
  rows[tab] =
    is === undefined
      ? [...there, { id, state: 'active', values }]
      : there.map((row) => (row.id === id ? { ...row, values: { ...row.values, ...values } } : row));
  return { rows, without, id };
}

const AS_IT_WAS = new Map<string, string>();
/** The model of rows with nothing wrong in them; most cases share it. */
function rightModel(rows: SetupRows): string {
  const key = JSON.stringify(rows);
  if (!AS_IT_WAS.has(key)) {
    const { model, faults } = effectiveModel(pack, rows, null, 'zh-TW');
    expect(faults).toEqual([]);
    AS_IT_WAS.set(key, JSON.stringify(model));
  }
  return AS_IT_WAS.get(key)!;
}

test.each(WRONG)('%s', (_name, wrong, code, column, says) => {
  const { rows, without, id } = place(wrong);
  const { model, faults } = effectiveModel(pack, rows, without, 'zh-TW');
  expect(faults.map((fault) => [fault.where, fault.code])).toEqual([[`@${wrong.tab}/${id}/${column}`, code]]);
  const { words } = faults[0]!;
  expect(words['zh-TW']).toContain(says);
  expect(Object.keys(words).sort()).toEqual(['en', 'zh-CN', 'zh-TW']);
  for (const said of Object.values(words)) {
    // What somebody typed between braces is quoted as typed.
    expect(boundText(said.replace(/\{\{.*?\}\}/g, ''))).toBe(true);
    expect(said).not.toMatch(/undefined|「」|“”|""\?/);
  }
  expect(JSON.stringify(model)).toBe(rightModel(without));
});

describe('the others of a chain hear nothing when one row of it is wrong', () => {
  const chain = (who: string): SetupRows => ({
    ...office(),
    approval_matrix: [
      { id: 'AM-1', state: 'active', values: step({ who, to: 10000 }).values },
      { id: 'AM-2', state: 'active', values: step({ from: 10000 }).values },
    ],
  });
  test('a chain that never counted', () => {
    const { faults } = effectiveModel(pack, chain('總務主菅'), null, 'zh-TW');
    expect(faults.map((fault) => [fault.where, fault.code])).toEqual([['@approval_matrix/AM-1/who', 'chain-who']]);
  });
  test('one whose wrong row is no row at all', () => {
    const rows = chain('王淑芬');
    rows.approval_matrix![0]!.values.days = 0;
    const { faults } = effectiveModel(pack, rows, null, 'zh-TW');
    expect(faults.map((fault) => [fault.where, fault.code])).toEqual([['@approval_matrix/AM-1/days', 'out-of-range']]);
  });
  test('a chain that did', () => {
    const before = chain('王淑芬');
    const { model, faults } = effectiveModel(pack, chain('總務主菅'), before, 'zh-TW');
    expect(faults.map((fault) => fault.where)).toEqual(['@approval_matrix/AM-1/who']);
    expect(JSON.stringify(model)).toBe(rightModel(before));
  });
  test('and what was typed rightly beside it waits with it: a chain counts whole', () => {
    const before = chain('王淑芬');
    const rows = chain('總務主菅');
    rows.approval_matrix![0]!.values.to = 20000;
    Object.assign(rows.approval_matrix![1]!.values, { from: 20000, to: 50000 });
    rows.approval_matrix!.push({ id: 'AM-3', state: 'active', values: step({ from: 50000 }).values });
    const { model, faults } = effectiveModel(pack, rows, before, 'zh-TW');
    expect(faults.map((fault) => fault.where)).toEqual(['@approval_matrix/AM-1/who']);
    expect(JSON.stringify(model)).toBe(rightModel(before));
  });
});

/** A new row as it was last right, and as somebody spoilt it since. */
const SPOILT: [name: string, right: Entry, wrong: Entry][] = [
  ['a time limit', limit({ hours: 2 }), limit({ hours: 0 })],
  [
    'a time limit of a case',
    limit({ field: '地點', is: '倉庫', hours: 2 }),
    limit({ field: '地點', is: '倉厙', hours: 3 }),
  ],
  ['a check', check({ value: '100' }), check({ value: '一百' })],
  ['a figure', figure({}), figure({ of: '原因' })],
  ['a mail', mail({ answer_tw: '{{編號}} 收到了' }), mail({ answer_tw: '{{編號 收到了' })],
  ['a document', paper({}), paper({ text: '{{編碼}}' })],
  ['a field', field({}), field({ type: 'choice' })],
  ['a step', step({}), step({ who: '總務主菅' })],
  ['a register', register({}), register({ accountable: 'facilites' })],
];
test.each(SPOILT)('%s that was right before stays in force as it was', (_name, right, wrong) => {
  const before = place(right).rows;
  const { model, faults } = effectiveModel(pack, place(wrong).rows, before, 'zh-TW');
  expect(faults).toHaveLength(1);
  expect(JSON.stringify(model)).toBe(rightModel(before));
});

/** What reads like a mistake and is none. */
const RIGHT: [name: string, entry: Entry][] = [
  ['a full-width sign and figures', steps({ when: '費用 ＞ １，０００' }, {})],
  ['a quote inside a text', check({ field: '原因', is: 'is', value: '他說"好"' })],
  ['thousands with commas', check({ value: 'NT$1,000' })],
  ['a number of the office', steps({ when: 'cost > setting("ticket.low_score")' }, {})],
  ['full-width braces', mail({ answer_tw: '｛｛編號｝｝ 收到了' })],
  ['a part that is closed', mail({ body_tw: '{{#結果}}好{{/結果}}' })],
  ['an entry to begin with, by its name', field({ type: 'choice', list: '地點', default: '倉庫' })],
];
test.each(RIGHT)('%s is no mistake', (_name, entry) => {
  expect(effectiveModel(pack, place(entry).rows, null, 'zh-TW').faults).toEqual([]);
});

/** Cells that are judged where they are typed: the register, its record, the column and what was typed; what Check says. */
const TYPED: [name: string, tab: string, values: Values, column: string, typed: string, says: string][] = [
  ['a number above its limit', 'numbers', { key: 'ticket.first_response_hours' }, 'value', '500', '不在 0.25～80 之間'],
  ['a number below its limit', 'numbers', { key: 'ticket.solve_hours' }, 'value', '0', '不在 1～400 之間'],
  ['a number in words', 'numbers', { key: 'ticket.solve_hours' }, 'value', '兩天', '不是數字，例：12'],
  ['hours in words', 'time_limits', { register: 'tickets', clock: '回應期限' }, 'hours', '兩天', '不是數字，例：12'],
  ['a per cent in words', 'time_limits', { register: 'tickets', clock: '回應期限' }, 'warn_pct', '一半', '不是數字'],
  [
    'a matter nobody knows',
    'approval_matrix',
    { step: 1, who: 'facilities' },
    'matter',
    '報修單 轉第四方',
    '找不到「報修單 轉第四方」',
  ],
  ['an amount in words', 'approval_matrix', { step: 1, who: 'facilities' }, 'from', '一萬多', '不是金額，例：1200'],
  ['a register nobody knows', 'office_checks', { at: '修好了' }, 'register', '報修箪', '報修單'],
  ['a comparison nobody knows', 'office_checks', { register: 'tickets' }, 'is', '大概', '找不到「大概」'],
  ['a kind of figure nobody knows', 'office_metrics', { register: 'tickets' }, 'kind', '中位數', '找不到「中位數」'],
  ['a type nobody knows', 'office_fields', { register: 'tickets', origin: 'office' }, 'type', '下拉', '找不到「下拉」'],
  ['an entry without a name', 'lists', { list: 'places', key: 'x', zh_tw: '屋頂' }, 'zh_tw', '', '不能空白'],
];
test.each(TYPED)('as it is typed: %s', (_name, tab, values, column, typed, says) => {
  const desk = new Office();
  const rec = desk.make(tab, values, { by: MANAGER });
  const before = rec.values[column];
  desk.decide((draft) => void editRow(draft, desk.register(tab), rec.id, { [column]: typed }, MANAGER, desk.links));
  expect(desk.check(rec.id, tab)).toContain(says);
  expect(desk.rec(rec.id, tab).held[column]).toMatchObject({ typed });
  expect(desk.rec(rec.id, tab).values[column]).toEqual(before);
});

/** What a pack ships is put back, not held. */
const FIXED: [name: string, tab: string, values: Values, column: string, typed: string][] = [
  [
    'the type of a shipped field',
    'office_fields',
    { register: 'tickets', key: 'cost', origin: 'shipped', type: 'money' },
    'type',
    '文字',
  ],
  [
    'the clock of a shipped time limit',
    'time_limits',
    { register: 'tickets', clock: '回應期限', clock_key: 'response' },
    'clock',
    '修復期限',
  ],
  ['the list of an entry', 'lists', { list: 'places', key: 'x', zh_tw: '屋頂' }, 'list', '急迫性'],
];
test.each(FIXED)('put back: %s', (_name, tab, values, column, typed) => {
  const desk = new Office();
  const rec = desk.make(tab, values, { by: MANAGER });
  desk.decide((draft) => void editRow(draft, desk.register(tab), rec.id, { [column]: typed }, MANAGER, desk.links));
  expect(desk.rec(rec.id, tab)).toMatchObject({ held: {}, values: { [column]: values[column] } });
  expect(desk.check(rec.id, tab)).toContain(typed);
});
