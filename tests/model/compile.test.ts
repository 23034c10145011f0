// What the compiler makes of good templates: fragments, labels, approvals, documents, tallies, ranges of requirements.
import { parseCondition } from '../../src/model/conditions';
import { nearest } from '../../src/model/near';
import { compileFiles, SMALL_OFFICE, withChange } from './builders';

test('a range of requirements is each of them', () => {
  expect(compileFiles(SMALL_OFFICE).model.registers.loans!.covers).toEqual(['R001', 'R002', 'R003', 'R010']);
});

test('a register without states is active, and nothing else until it is void', () => {
  const { things } = compileFiles(SMALL_OFFICE).model.registers;
  expect(things!.states.map((state) => [state.key, state.kind])).toEqual([
    ['active', 'active'],
    ['void', 'void'],
  ]);
  expect(things!.duty).toBe('resources');
});

test('open loans of a thing and loans of a month are kept on the thing', () => {
  expect(
    compileFiles(SMALL_OFFICE)
      .model.registers.things!.tallies.map((tally) => tally.name)
      .sort(),
  ).toEqual(['loans.thing.month', 'loans.thing.open']);
});

test('a fragment brings its fields; what the register writes itself wins', () => {
  const files = {
    ...withChange('things.yaml', 'pattern: ledger', 'pattern: ledger\nuses: [old_number]'),
    'fragments/old_number.yaml':
      'fragment: old_number\nfields:\n  price: { label: [甲, 甲, A], type: text }\n  former: { label: [原編號, 原编号, Former number], type: text }\n',
  };
  const { model, faults } = compileFiles(files);
  expect(faults).toEqual([]);
  expect(model.registers.things!.fields.map((field) => `${field.key} ${field.type}`)).toEqual([
    'title text',
    'place choice',
    'price money',
    'former text',
  ]);
});

test('an unknown fragment is refused', () => {
  const { faults } = compileFiles(withChange('things.yaml', 'pattern: ledger', 'pattern: ledger\nuses: [old_number]'));
  expect(faults).toMatchObject([{ code: 'unknown-fragment', where: 'things.yaml:5' }]);
});

test('a field without a label shows its key made readable, with a warning', () => {
  const { model, faults } = compileFiles(
    withChange('things.yaml', 'price: { label: [價格, 价格, Price], type: money }', 'unit_price: { type: money }'),
  );
  expect(model.registers.things!.fields[2]!.label).toEqual({
    'zh-TW': 'Unit price',
    'zh-CN': 'Unit price',
    en: 'Unit price',
  });
  expect(faults).toMatchObject([{ code: 'label-missing', severity: 'warning', where: 'things.yaml:12' }]);
});

test('a missing language is a warning; a converter fills zh-CN and is listed', () => {
  const files = withChange('things.yaml', '[價格, 价格, Price]', '{ zh-TW: 價格, en: Price }');
  expect(compileFiles(files).faults).toMatchObject([{ code: 'label-language-missing', severity: 'warning' }]);
  const { model, faults } = compileFiles(files, { derive: (text) => `<${text}>` });
  expect(model.registers.things!.fields[2]!.label['zh-CN']).toBe('<價格>');
  expect(faults).toMatchObject([{ code: 'label-derived', severity: 'warning' }]);
});

test('a label table fills in, and a row nobody uses is answered with the nearest path', () => {
  const files = {
    ...withChange('things.yaml', '[價格, 价格, Price]', '{ zh-TW: 價格, en: Price }'),
    'labels.zh-CN.csv': 'key,label\nthings.fields.price,价钱\nthings.fields.prize,奖品\n',
  };
  const { model, faults } = compileFiles(files);
  expect(model.registers.things!.fields[2]!.label['zh-CN']).toBe('价钱');
  expect(faults).toMatchObject([{ where: 'labels.zh-CN.csv:3', code: 'label-unused' }]);
  expect(faults[0]!.words.en).toContain('things.fields.price');
});

// An approval in full: chains, documents, late steps and linked actions are kept although nothing runs them yet.
const APPROVAL = `register: scraps
labels: [zh-TW, zh-CN, en]
name: [報廢單, 报废单, Disposals]
pattern: approval
uses: []
workbook: desk
accountable: keeper
number: "DSP-{roc}-{000}"
called: "{thing}"
fields:
  requester: { label: [申請人, 申请人, Requester], type: person, from: sender }
  thing:     { label: [財產, 资产, Thing], type: link, to: things, where: 'thing.state in ["active"]', required: true }
  repair:    { label: [估價, 估价, Estimate], type: money, required: true }
  residual:  { label: [殘值, 残值, Residual], type: money }
  exception: { label: [例外理由, 例外理由, Exception], type: long text }
  vouchers:  { label: [憑證, 凭证, Vouchers], type: files }
states:
  draft:     { label: [草稿, 草稿, Draft], kind: todo }
  approving: { label: [簽核中, 审批中, In approval], kind: active }
  approved:  { label: [已核准, 已批准, Approved], kind: active }
  closed:    { label: [已結案, 已办结, Closed], kind: closed }
actions:
  submit: { label: [送簽, 送审, Submit], from: draft, to: approving, who: [holder, keeper], approval: scrap, and: { thing: undo } }
  close:  { label: [結案, 办结, Close], from: approved, to: closed, who: keeper, asks: [vouchers] }
approvals:
  scrap:
    shows: [thing, thing.price, repair]
    binds: [thing, repair]
    steps:
      technical: { label: [技術鑑定, 技术鉴定, Appraisal], who: keeper, asks: [residual], days: 3 }
      decide:    { label: [核決, 审批决定, Decision], chain: disposal, amount: thing.price, days: 2 }
    late:     { tells: { step: late }, then: deputy }
    passed:   { to: approved }
    returned: { to: draft }
    rejected: { to: closed, and: { thing: undo } }
checks:
  nothing_open:    { at: submit, need: 'openCount("loans", thing) == 0', say: [還有未結, 还有未办结, Still open] }
  repair_or_scrap: { at: decide, need: 'repair >= residual || exception != ""', say: [請改送修, 请改为送修, Repair it] }
  vouchers:        { at: close, need: 'size(vouchers) >= 1', say: [憑證不齊, 凭证不齐, Vouchers are incomplete] }
documents:
  form: { label: [核准單, 审批单, Approval form], at: approved, text: scrap_form, as: frozen, folder: "報廢/{roc}", signs: [technical, decide] }
metrics:
  total: { label: [估價合計, 估价合计, Estimates], sum: repair, per: year, by: [thing.place] }
`;

const SCRAP_FORM =
  'texts:\n  scrap_form: { register: scraps, zh-TW: "{{thing.place}}", zh-CN: "{{repair}}", en: "{{roc.approved}}" }\n';

test('an approval is kept in full: steps, chain, verdicts, documents, checks at a step', () => {
  const { model, faults } = compileFiles({ ...SMALL_OFFICE, 'scraps.yaml': APPROVAL, 'texts.yaml': SCRAP_FORM });
  expect(faults).toEqual([]);
  const { scraps } = model.registers;
  expect(scraps!.approvals[0]).toMatchObject({
    steps: [
      { key: 'technical', who: 'keeper', asks: ['residual'], days: 3 },
      { key: 'decide', who: 'leader', chain: 'disposal', amount: 'thing.price' },
    ],
    late: { tells: [{ who: 'step', mail: 'late' }], then: 'deputy' },
    rejected: { to: 'closed', and: [{ link: 'thing', action: 'undo' }] },
  });
  expect(scraps!.documents).toMatchObject([{ key: 'form', as: 'frozen', signs: ['technical', 'decide'] }]);
  expect(scraps!.actions.find((action) => action.key === 'withdraw')).toMatchObject({ from: ['approving'] });
});

test('an approval that names only its chain asks one leader until the matrix is written', () => {
  const short = APPROVAL.replace(/ {4}steps:\n.*\n.*\n/, '    chain: disposal\n')
    .replace('at: decide', 'at: close')
    .replace('signs: [technical, decide]', 'signs: [decide]');
  const { model, faults } = compileFiles({ ...SMALL_OFFICE, 'scraps.yaml': short, 'texts.yaml': SCRAP_FORM });
  expect(faults).toEqual([]);
  expect(model.registers.scraps!.approvals[0]).toMatchObject({
    chain: 'disposal',
    steps: [{ key: 'decide', who: 'leader' }],
  });
});

test('a condition tells what it reads and calls', () => {
  const condition = parseCondition(
    'cost > 5 && asset.model != null || countSame("asset", "month") >= setting("a.b") && openCount("loans", asset) == 0',
  );
  expect(condition).toMatchObject({ ok: true, paths: ['cost', 'asset.model', 'asset'] });
  expect(condition.ok && condition.calls.map(({ name, args }) => [name, ...args])).toEqual([
    ['countSame', 'asset', 'month'],
    ['setting', 'a.b'],
    ['openCount', 'loans', { path: 'asset' }],
  ]);
});

test('names bound by a macro are no fields', () => {
  expect(parseCondition('lines.all(line, line.amount > minimum)')).toMatchObject({
    ok: true,
    paths: ['lines', 'minimum'],
  });
});

test('a condition too long for an office is refused', () => {
  const long = Array.from({ length: 300 }, (_, i) => `a == ${i}`).join(' || ');
  expect(parseCondition(long)).toMatchObject({ ok: false });
});

test.each([
  ['requird', 'required'],
  ['form', 'from'],
  ['Tickets', 'tickets'],
])('"%s" was meant to be "%s"', (typed, meant) => {
  expect(nearest(typed, ['required', 'from', 'tickets', 'label'])).toBe(meant);
});

test('a word that is near nothing gets no suggestion', () => {
  expect(nearest('banana', ['required', 'from'])).toBeUndefined();
});

test('a link of the same name to another register does not count', () => {
  const other = SMALL_OFFICE['things.yaml']!.replace('register: things', 'register: rooms')
    .replace('THG-', 'ROOM-')
    .replace('[名稱, 名称, Title], type: text, required: true', '[名稱, 名称, Title], type: text')
    .replace('  price:', '  thing: { label: [借用, 借用, Loan], type: link, to: loans }\n  price:')
    .concat('checks:\n  free: { at: void, need: \'openCount("loans", thing) == 0\', say: [有, 有, Yes it is] }\n');
  const { faults } = compileFiles({ ...SMALL_OFFICE, 'rooms.yaml': other });
  expect(faults.map((fault) => fault.code)).toContain('no-link-back');
});
