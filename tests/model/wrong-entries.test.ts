// Wrong entries in the rows a register is made of: each answered in the cell where it was written, with what to write instead.
import { boundText } from './wrong-words';
import { effective } from '../../src/model/modules';
import { demoModel } from './office-model';
import { fieldCell, fromRows, makeField, makeRow, proposedRows, registerCell } from './rows';
import type { FieldRow, RegisterRow } from '../../src/model/expand';
import type { Model } from '../../src/model/types';

/** What a row says instead, the code of the answer, the cell it stands in, words that must be in it. */
type Wrong = [name: string, change: Change, code: string, where: string, says: string];
interface Change {
  row?: Partial<RegisterRow>;
  /** A field of the office's own, in the row after the proposed six. */
  own?: Partial<FieldRow>;
  /** Two more rows after it. */
  more?: Partial<FieldRow>[];
  /** One of the proposed rows, by key. */
  field?: [key: string, change: Partial<FieldRow>];
  gone?: string;
  model?: (model: Model) => void;
}

const OWN = 6;
const word = (en: string, tw = en, cn = tw): FieldRow['label'] => ({ 'zh-TW': tw, 'zh-CN': cn, en });
const own = (part: string, n = OWN): string => fieldCell(n, part);
const proposed = ['visitor', 'company', 'whom', 'purpose', 'time_in', 'time_out'];
const cell = (key: string, part: string): string => fieldCell(proposed.indexOf(key), part);
const at = registerCell;

const WRONG: Wrong[] = [
  // ---- the register's row
  ['a pattern nobody knows', { row: { pattern: 'logg' } }, 'not-one-of', at('pattern'), 'Did you mean "log"?'],
  [
    'a pattern in another language',
    { row: { pattern: '進出' } },
    'not-one-of',
    at('pattern'),
    'log, request, approval, loan',
  ],
  ['no pattern at all', { row: { pattern: '' } }, 'not-one-of', at('pattern'), 'log, request'],
  ['a number without zeros', { row: { number: 'VIS-{year}' } }, 'bad-number', at('number'), 'TKT-{year}-{0000}'],
  [
    'a number with two runs of zeros',
    { row: { number: 'V-{00}-{00}' } },
    'bad-number',
    at('number'),
    'one run of zeros',
  ],
  [
    'a number with an unknown part',
    { row: { number: 'V-{jahr}-{000}' } },
    'bad-number',
    at('number'),
    '{year} {roc} {month} {dept}',
  ],
  ['zeros without braces', { row: { number: 'VIS-0000' } }, 'bad-number', at('number'), '"VIS-0000"'],
  [
    'the number of another register',
    { row: { number: 'TKT-{year}-{000000}' } },
    'same-number',
    at('number'),
    '"tickets"',
  ],
  [
    'a role nobody knows',
    { row: { accountable: 'facilites' } },
    'unknown-role',
    at('accountable'),
    'Did you mean "facilities"?',
  ],
  [
    'a person where a role belongs',
    { row: { accountable: 'wu@demo.example' } },
    'unknown-role',
    at('accountable'),
    'There is no role',
  ],
  [
    'a workbook nobody knows',
    { row: { workbook: 'facilties' } },
    'unknown-workbook',
    at('workbook'),
    'Did you mean "facilities"?',
  ],
  ['a form for nobody we know', { row: { form: 'everybody' } }, 'unknown-role', at('form'), 'Did you mean "everyone"?'],
  [
    'a form for a mistyped role',
    { row: { form: 'facilities_hed' } },
    'unknown-role',
    at('form'),
    'Did you mean "facilities_head"?',
  ],
  [
    'called by a field that is not there',
    { row: { called: '{visiter}' } },
    'unknown-path',
    at('called'),
    'Did you mean "visitor"?',
  ],
  [
    'called by a path that goes nowhere',
    { row: { called: '{visitor.name}' } },
    'unknown-path',
    at('called'),
    'is no link',
  ],
  [
    'called by an unknown part of a person',
    { row: { called: '{whom.phone}' } },
    'unknown-path',
    at('called'),
    'a person has no "phone"',
  ],
  ['a key with capitals', { row: { key: 'Visitors' } }, 'unusable-key', at('key'), 'e.g. visitors'],
  ['a key with a hyphen', { row: { key: 'x-visitors' } }, 'unusable-key', at('key'), 'e.g. x_visitors'],
  ['a key that is a word of YAML', { row: { key: 'yes' } }, 'yaml-word', at('key'), 'is_yes'],
  // ---- fields of the pattern
  [
    'the field signing out fills is gone',
    { gone: 'time_out' },
    'pattern-field',
    at('pattern'),
    'key time_out, type time',
  ],
  ['the host the arrival mail goes to is gone', { gone: 'whom' }, 'pattern-field', at('pattern'), 'rules.arrived'],
  [
    'the field signing out fills is a text',
    { field: ['time_out', { type: 'text' }] },
    'pattern-type',
    cell('time_out', 'type'),
    'to be time',
  ],
  ['the host is a text', { field: ['whom', { type: 'text' }] }, 'pattern-type', cell('whom', 'type'), 'add a field'],
  [
    'the host is a number',
    { field: ['whom', { type: 'number' }] },
    'pattern-type',
    cell('whom', 'type'),
    'to be person',
  ],
  [
    'the host has a type nobody knows',
    { field: ['whom', { type: 'persn' }] },
    'pattern-type',
    cell('whom', 'type'),
    'to be person',
  ],
  [
    'the engine’s column as a name',
    { field: ['purpose', { label: word('Status', '狀態', '状态') }] },
    'label-engine',
    cell('purpose', 'label'),
    'choose another',
  ],
  [
    'two proposed fields of one name',
    { field: ['company', { label: word('Visitor', '訪客', '访客') }] },
    'label-twice',
    cell('company', 'label'),
    'visitor',
  ],
  [
    'a required field the form does not ask',
    { field: ['visitor', { asked: false }] },
    'form-misses',
    at('form'),
    '"visitor" is not asked',
  ],
  // ---- keys of fields
  ['a key with a blank', { own: { key: 'car plate' } }, 'unusable-key', own('key'), 'e.g. car_plate'],
  ['a key with a hyphen', { own: { key: 'car-plate' } }, 'unusable-key', own('key'), 'e.g. car_plate'],
  ['a key that begins with a digit', { own: { key: '2nd' } }, 'unusable-key', own('key'), 'small letters'],
  ['a key in Chinese', { own: { key: '車號' } }, 'unusable-key', own('key'), 'small letters'],
  ['a key that is a word of YAML', { own: { key: 'on' } }, 'yaml-word', own('key'), 'is_on'],
  ['a key in capitals that is a word of YAML', { own: { key: 'NO' } }, 'yaml-word', own('key'), 'is_no'],
  [
    'the same key twice',
    { own: {}, more: [{ label: word('Plate 2', '車號二', '车牌二') }] },
    'twice-key',
    own('key', 7),
    '"x_plate" is written twice',
  ],
  [
    'the key of a proposed field again',
    { own: { key: 'visitor', label: word('Guest', '來賓', '来宾') } },
    'twice-key',
    own('key'),
    '"visitor" is written twice',
  ],
  // ---- labels
  [
    'the name of the number column',
    { own: { label: word('No.', '編號', '编号') } },
    'label-engine',
    own('label'),
    'column of the system',
  ],
  [
    'the name of Check in one language only',
    { own: { label: word('Check', '檢查', '检查') } },
    'label-engine',
    own('label'),
    '"Check"',
  ],
  [
    'the name of Next step',
    { own: { label: word('What next', '下一步', '接下来') } },
    'label-engine',
    own('label'),
    '"下一步"',
  ],
  [
    'the name of Due in full width',
    { own: { label: word('Ｄｕｅ', '到期', '到期') } },
    'label-engine',
    own('label'),
    'choose another',
  ],
  [
    'the name of another field',
    { own: { label: word('Company', '車號', '车牌') } },
    'label-twice',
    own('label'),
    '"Company" is used twice',
  ],
  [
    'the name of another field in other capitals',
    { own: { label: word('  COMPANY ', '車號', '车牌') } },
    'label-twice',
    own('label'),
    'company',
  ],
  ['two own fields of one name', { own: {}, more: [{ key: 'x_two' }] }, 'label-twice', own('label', 7), 'x_plate'],
  // ---- types
  ['a type nobody knows', { own: { type: 'txt' } }, 'not-one-of', own('type'), 'Did you mean "text"?'],
  ['a type in other words', { own: { type: 'dropdown' } }, 'not-one-of', own('type'), 'choice, choices'],
  ['no type', { own: { type: '' } }, 'missing', own('key'), 'type'],
  ['a choice without a list', { own: { type: 'choice' } }, 'needs-list', own('label'), 'needs "list"'],
  ['several choices without a list', { own: { type: 'choices' } }, 'needs-list', own('label'), '"x_plate"'],
  [
    'a list nobody knows',
    { own: { type: 'choice', list: 'place' } },
    'unknown-list',
    own('list'),
    'Did you mean "places"?',
  ],
  ['a list beside a text', { own: { list: 'places' } }, 'not-for-type', own('list'), 'text field'],
  ['a list beside a date', { own: { type: 'date', list: 'places' } }, 'not-for-type', own('list'), 'date field'],
  ['a link to nowhere', { own: { type: 'link' } }, 'needs-to', own('label'), 'needs "to"'],
  [
    'a link to a register nobody knows',
    { own: { type: 'link', to: 'asset' } },
    'unknown-register',
    own('to'),
    'Did you mean "assets"?',
  ],
  [
    'a link into another workbook',
    { own: { type: 'link', to: 'people' } },
    'other-workbook',
    own('to'),
    'stays within one workbook',
  ],
  ['a target beside a person', { own: { type: 'person', to: 'assets' } }, 'not-for-type', own('to'), 'person field'],
  // ---- values of new rows
  [
    'a default that is no entry',
    { own: { type: 'choice', list: 'places', default: 'lobby' } },
    'unknown-entry',
    own('default'),
    'The list "places" has no entry "lobby"',
  ],
  [
    'a mistyped default',
    { own: { type: 'choice', list: 'urgency', default: 'urgnt' } },
    'unknown-entry',
    own('default'),
    'Did you mean "urgent"?',
  ],
  [
    'a word as the default of a number',
    { own: { type: 'number', default: 'two' } },
    'wrong-type',
    own('default'),
    'must be number',
  ],
  [
    'a word as the default of an amount',
    { own: { type: 'money', default: 'NT$' } },
    'wrong-type',
    own('default'),
    'must be number',
  ],
  [
    'a word as the default of yes-no',
    { own: { type: 'yes-no', default: 'maybe' } },
    'wrong-type',
    own('default'),
    'true / false',
  ],
  [
    'a weekday as the default of a date',
    { own: { type: 'date', default: '下週三' } },
    'wrong-type',
    own('default'),
    'today',
  ],
  ['a day as the default of a time', { own: { type: 'time', default: 'today' } }, 'wrong-type', own('default'), 'now'],
  // ---- what the pack has that the office turned round
  [
    'a mail the pattern sends is gone',
    { model: (m) => delete m.mails.log_arrived },
    'unknown-mail',
    at('pattern'),
    'log_arrived',
  ],
  [
    'the number the pattern’s clock names is gone',
    { model: (m) => delete m.settings['log.signed_out_by'] },
    'unknown-setting',
    at('pattern'),
    'log.signed_out_by',
  ],
  [
    'the time the pattern’s clock names is no time',
    { model: (m) => (m.settings['log.signed_out_by']!.value = '6 pm') },
    'not-a-time',
    at('pattern'),
    '"18:00"',
  ],
  [
    'a name another register has',
    { row: { key: 'x_visitors', name: word('Assets', '財產清冊', '资产台账') } },
    'label-twice',
    at('name'),
    'assets',
  ],
];

test.each(WRONG)('%s', (_name, change, code, where, says) => {
  const model = effective(demoModel());
  change.model?.(model);
  const row = makeRow(change.row);
  const fields = proposedRows(demoModel())
    .filter((field) => field.key !== change.gone)
    .map((field) => (field.key === change.field?.[0] ? { ...field, ...change.field[1] } : field));
  if (change.own) fields.push(makeField(OWN, change.own));
  change.more?.forEach((more, i) => fields.push(makeField(OWN + 1 + i, more)));
  const { faults } = fromRows(row, fields, model);
  const answers = faults.map((fault) => `${fault.where} ${fault.code} ${fault.words.en}`);
  expect(answers).toContainEqual(expect.stringContaining(`${where} ${code} `));
  const mine = faults.find((fault) => fault.where === where && fault.code === code)!;
  expect(mine.words.en).toContain(says);
  // Said in all three languages, and without a hole left open.
  for (const words of Object.values(mine.words)) expect(boundText(words)).toBe(true);
  // One mistake, one place: nobody has to read further to find it.
  expect(new Set(faults.map((fault) => fault.where))).toEqual(new Set([where]));
});

test('the rows as proposed have nothing wrong with them', () => {
  const model = demoModel();
  expect(fromRows(makeRow(), [...proposedRows(model), makeField(OWN, {})], model).faults).toEqual([]);
});
