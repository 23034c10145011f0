// Patterns and modules as templates: `uses` lays a register over its pattern, and what is wrong is answered in its own file.
import { effective } from '../../src/model/modules';
import { compileFiles, SMALL_OFFICE } from './builders';

const LOG = `pattern: log
labels: [zh-TW, zh-CN, en]
label: [進出, 进出, Log]
called: "{who}"
fields:
  who:  { label: [誰, 谁, Who], type: text, required: true }
  left: { label: [離開, 离开, Left], type: time }
states:
  inside: { label: [在內, 在内, Inside], kind: active }
  gone:   { label: [走了, 走了, Gone], kind: closed }
actions:
  sign_out: { label: [簽離, 签离, Sign out], from: inside, to: gone, who: "{accountable}", sets: { left: now } }
clocks:
  out_by: { label: [期限, 期限时, Out by], starts: inside, stops: gone, until: "18:00", late: { tells: { "{accountable}": late } } }
form:
  title: [登記, 登记表, Sign in]
  asks: [who]
`;
const GUESTS = `register: guests
labels: [zh-TW, zh-CN, en]
name: [訪客, 访客, Guests]
pattern: log
uses: [log]
workbook: desk
accountable: keeper
number: G-{000}
fields:
  who:  {}
  why:  { label: [事由, 事由, Why], type: text }
  left: { label: [離開時間, 离开时间, Left at] }
actions:
  call: { label: [通知, 通知, Call], from: inside }
`;
const MODULES = `labels: [zh-TW, zh-CN, en]
modules:
  lending: { label: [借用, 借用, Lending], registers: [things, loans], first: true }
  door:    { label: [門口, 门口, Door], registers: [guests] }
`;
const FILES = { ...SMALL_OFFICE, 'patterns/log.yaml': LOG, 'guests.yaml': GUESTS, 'modules.yaml': MODULES };

function wrong(file: keyof typeof FILES, from: string, to: string): string[] {
  const text = FILES[file];
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  const { faults } = compileFiles({ ...FILES, [file]: text.replace(from, to) });
  return faults.map((fault) => `${fault.where} ${fault.code} ${fault.words.en}`);
}

test('a register over its pattern: its own things in their place, the pattern’s around them', () => {
  const { model, faults } = compileFiles(FILES);
  expect(faults).toEqual([]);
  const guests = model.registers.guests!;
  expect(guests.called).toBe('{who}');
  expect(guests.fields.map(({ key, type, label }) => `${key} ${type} ${label.en}`)).toEqual([
    'who text Who',
    'why text Why',
    'left time Left at',
  ]);
  expect(guests.actions.filter((one) => !one.standing).map((one) => one.key)).toEqual(['sign_out', 'call']);
  expect(guests.actions[0]!.who).toEqual(['keeper']);
  expect(guests.clocks[0]).toMatchObject({ until: '18:00', within: 0, hours: 'wall' });
  expect(guests.form).toMatchObject({ key: 'guests', asks: ['who'], title: { en: 'Sign in' } });
});

test('without `uses` the pattern brings its verbs alone, as ever', () => {
  const { model } = compileFiles({
    ...FILES,
    'guests.yaml': GUESTS.replace('uses: [log]\n', '').replace('who:  {}', 'who: { label: [誰, 谁, Who], type: text }'),
  });
  expect(model.registers.guests!.clocks).toEqual([]);
  expect(model.registers.guests!.states.map((state) => state.key)).toEqual(['active', 'void']);
});

test('a module is a word about registers; what is off is not in the effective model', () => {
  const { model } = compileFiles(FILES);
  expect(model.registers.guests!.module).toBe('door');
  expect(Object.keys(effective(model).registers)).toEqual(['things', 'loans']);
  expect(Object.keys(effective(model, ['door']).registers)).toEqual(['guests']);
  expect(effective(model, ['door']).modules).toMatchObject({ door: { on: true }, lending: { on: false } });
});

test.each<[string, keyof typeof FILES, string, string, string]>([
  ['a mistyped word of a pattern', 'patterns/log.yaml', 'clocks:', 'clock:', 'patterns/log.yaml:13 unknown-key'],
  ['a pattern nobody knows', 'patterns/log.yaml', 'pattern: log', 'pattern: lgo', 'patterns/log.yaml:1 not-one-of'],
  [
    'a state the pattern does not have',
    'patterns/log.yaml',
    'to: gone',
    'to: gon',
    'patterns/log.yaml:12 unknown-state',
  ],
  [
    'hours and a time of day at once',
    'patterns/log.yaml',
    'until: "18:00"',
    'until: "18:00", within: 2',
    'patterns/log.yaml:14 one-span',
  ],
  ['a time of day that is none', 'patterns/log.yaml', '"18:00"', '"25:00"', 'patterns/log.yaml:14 not-a-time'],
  ['a setting that holds no time', 'patterns/log.yaml', '"18:00"', 'loan.days', 'patterns/log.yaml:14 not-a-time'],
  ['a setting nobody knows', 'patterns/log.yaml', '"18:00"', 'loan.dayz', 'patterns/log.yaml:14 unknown-setting'],
  [
    'a field the pattern lives by is not there',
    'guests.yaml',
    '  left: { label: [離開時間, 离开时间, Left at] }\n',
    '',
    'guests.yaml:4 unknown-field',
  ],
  ['a module of an unknown register', 'modules.yaml', '[guests]', '[gests]', 'modules.yaml:4 unknown-register'],
  ['one register in two modules', 'modules.yaml', '[guests]', '[guests, loans]', 'modules.yaml:4 other-module'],
  [
    'a condition that looks into another module',
    'guests.yaml',
    'pattern: log',
    `checks:\n  one: { at: sign_out, need: 'size(related("loans")) == 0', say: [甲, 甲, A] }\npattern: log`,
    'guests.yaml:5 other-module',
  ],
  [
    'a link into a module that could be off',
    'modules.yaml',
    '[things, loans]',
    '[things]',
    'loans.yaml:12 other-module',
  ],
])('%s is answered in its file', (_name, file, from, to, says) => {
  expect(wrong(file, from, to)).toContainEqual(expect.stringContaining(says));
});
