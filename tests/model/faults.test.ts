// Wrong templates: each mistake is answered in the place where it was written, with what to write instead.
import { compileFiles, lineOf, SMALL_OFFICE, withChange } from './builders';

const errors = (files: Record<string, string>): string[] =>
  compileFiles(files)
    .faults.filter((fault) => fault.severity === 'error')
    .map((fault) => `${fault.where} ${fault.code} ${fault.words.en}`);

test('the small office itself has no fault', () => {
  expect(compileFiles(SMALL_OFFICE).faults).toEqual([]);
});

/** file, what stands there, what is written instead, code of the fault, words that must be in the answer. */
const MISTAKES: [name: string, file: string, from: string, to: string, code: string, says: string][] = [
  ['an unknown word of the vocabulary', 'loans.yaml', 'clocks:', 'clock:', 'unknown-key', 'Did you mean "clocks"?'],
  [
    'an unknown word of a field',
    'things.yaml',
    'type: money }',
    'type: money, requird: true }',
    'unknown-key',
    'Did you mean "required"?',
  ],
  ['an unknown type', 'things.yaml', 'type: money', 'type: mony', 'not-one-of', 'Did you mean "money"?'],
  ['a choice without a list', 'things.yaml', 'type: choice, list: places', 'type: choice', 'needs-list', '"place"'],
  ['a list on a text', 'things.yaml', 'type: money', 'type: text, list: places', 'not-for-type', 'text field'],
  ['an unknown list', 'things.yaml', 'list: places', 'list: place', 'unknown-list', 'Did you mean "places"?'],
  ['an unknown register', 'loans.yaml', 'to: things', 'to: thing', 'unknown-register', 'Did you mean "things"?'],
  [
    'an unknown default',
    'things.yaml',
    'list: places',
    'list: places, default: hal',
    'unknown-entry',
    'Did you mean "hall"?',
  ],
  [
    'an unknown role',
    'loans.yaml',
    'accountable: keeper',
    'accountable: keper',
    'unknown-role',
    'Did you mean "keeper"?',
  ],
  [
    'an unknown role of an action',
    'loans.yaml',
    'who: [keeper, requester]',
    'who: [keeper, requestor]',
    'unknown-role',
    'Did you mean "requester"?',
  ],
  ['an unknown workbook', 'loans.yaml', 'workbook: desk', 'workbook: dask', 'unknown-workbook', 'Did you mean "desk"?'],
  [
    'an unknown state',
    'loans.yaml',
    'from: asked, to: out',
    'from: asked, to: outt',
    'unknown-state',
    'Did you mean "out"?',
  ],
  [
    'a clock on an unknown state',
    'loans.yaml',
    'starts: asked',
    'starts: asket',
    'unknown-state',
    'Did you mean "asked"?',
  ],
  [
    'an unknown number',
    'loans.yaml',
    'within: loan.days',
    'within: loan.day',
    'unknown-setting',
    'Did you mean "loan.days"?',
  ],
  [
    'an unknown number in a condition',
    'loans.yaml',
    'setting("loan.days")',
    'setting("loan.dayz")',
    'unknown-setting',
    'Did you mean "loan.days"?',
  ],
  [
    'an unknown mail',
    'loans.yaml',
    'tells: { keeper: late } } }',
    'tells: { keeper: lete } } }',
    'unknown-mail',
    'Did you mean "late"?',
  ],
  [
    'an unknown reader',
    'loans.yaml',
    'tells: { keeper: late }, once-per',
    'tells: { keepr: late }, once-per',
    'unknown-who',
    'Did you mean "keeper"?',
  ],
  [
    'an unknown field asked for',
    'loans.yaml',
    'asks: [back_on]',
    'asks: [back_at]',
    'unknown-field',
    'Did you mean "back_on"?',
  ],
  ['a computed field asked for', 'loans.yaml', 'asks: [back_on]', 'asks: [hours]', 'not-typed', '"hours"'],
  [
    'a date that is none',
    'loans.yaml',
    'by-itself: { at: back_on }',
    'by-itself: { at: why }',
    'wrong-type',
    'must be date',
  ],
  ['a source of another type', 'loans.yaml', 'from: thing.place', 'from: thing.price', 'wrong-type', 'must be choice'],
  [
    'a source that is not there',
    'loans.yaml',
    'from: thing.place',
    'from: thing.plase',
    'unknown-path',
    'Did you mean "place"?',
  ],
  ['a hyphen in a key', 'loans.yaml', '  deposit: ', '  first-deposit: ', 'unusable-key', 'first_deposit'],
  ['a YAML word as key', 'loans.yaml', '  back:  {', '  on:  {', 'yaml-word', 'is_on'],
  ['a number without zeros', 'loans.yaml', 'LOAN-{year}-{0000}', 'LOAN-{year}', 'bad-number', 'run of zeros'],
  ['an unknown part of a number', 'loans.yaml', 'LOAN-{year}-{0000}', 'LOAN-{yaer}-{0000}', 'bad-number', '{year}'],
  ['the number of another register', 'loans.yaml', 'LOAN-{year}-{0000}', 'THG-{0000}', 'same-number', 'loans'],
  [
    'a comma inside a label',
    'things.yaml',
    '[價格, 价格, Price]',
    '[價格, 价格, Price, paid]',
    'label-comma',
    'needs quotes',
  ],
  ['a label written twice', 'things.yaml', '[價格, 价格, Price]', '[名稱, 价格, Price]', 'label-twice', 'title'],
  ['a label the engine uses', 'things.yaml', '[價格, 价格, Price]', '[狀態, 价格, Price]', 'label-engine', '狀態'],
  [
    'an unknown language',
    'things.yaml',
    'labels: [zh-TW, zh-CN, en]',
    'labels: [zh-TW, zh-CN, eng]',
    'unknown-language',
    'Did you mean "en"?',
  ],
  [
    'a condition that does not parse',
    'loans.yaml',
    'countSame("thing", "month") >=',
    'countSame("thing", "month") >= >=',
    'condition-syntax',
    'character 32',
  ],
  [
    'a condition over an unknown field',
    'loans.yaml',
    'openCount("loans", thing) <= 1',
    'depositt > 1',
    'unknown-path',
    'Did you mean "deposit"?',
  ],
  ['matches', 'loans.yaml', 'openCount("loans", thing) <= 1', 'why.matches("a")', 'condition-syntax', 'matches'],
  [
    'an unknown function',
    'loans.yaml',
    'openCount("loans", thing) <= 1',
    'openCuont("loans", thing) <= 1',
    'condition-syntax',
    'openCuont',
  ],
  [
    'a function with too few values',
    'loans.yaml',
    'openCount("loans", thing) <= 1',
    'openCount("loans") <= 1',
    'condition-syntax',
    'takes 2',
  ],
  ['null asked of a text', 'loans.yaml', 'openCount("loans", thing) <= 1', 'why != null', 'blank-null', 'why != ""'],
  [
    '"" asked of money',
    'loans.yaml',
    'openCount("loans", thing) <= 1',
    'deposit != ""',
    'blank-text',
    'deposit != null',
  ],
  [
    '"" asked of a linked price',
    'loans.yaml',
    'openCount("loans", thing) <= 1',
    '"" == thing.price',
    'blank-text',
    'thing.price == null',
  ],
  [
    'an unknown key compared',
    'loans.yaml',
    'openCount("loans", thing) <= 1',
    'thing.place in ["hall", "atic"]',
    'unknown-entry',
    'Did you mean "attic"?',
  ],
  [
    'an unknown moment',
    'loans.yaml',
    'hoursBetween(at.asked, at.back)',
    'hoursBetween(at.asked, at.bakc)',
    'unknown-path',
    'Did you mean "at.back"?',
  ],
  [
    'counting what is no link',
    'loans.yaml',
    'countSame("thing", "month")',
    'countSame("place", "month")',
    'count-link',
    '"place"',
  ],
  [
    'an unknown period',
    'loans.yaml',
    'countSame("thing", "month")',
    'countSame("thing", "week")',
    'count-period',
    'month',
  ],
  [
    'counting over a register without that link',
    'loans.yaml',
    'openCount("loans", thing) <= 1',
    'openCount("things", thing) <= 1',
    'no-link-back',
    '"things"',
  ],
  ['a check of an unknown action', 'loans.yaml', 'at: lend', 'at: lent', 'unknown-action', 'Did you mean "lend"?'],
  [
    'a required field nobody asks',
    'loans.yaml',
    'asks: [thing, place, why]',
    'asks: [place, why]',
    'form-misses',
    '"thing"',
  ],
  [
    'a prefilled question that is not asked',
    'loans.yaml',
    'prefill: [thing]',
    'prefill: [deposit]',
    'not-asked',
    '"deposit"',
  ],
  [
    'a metric by an unknown path',
    'loans.yaml',
    'requester.department',
    'requester.departement',
    'unknown-path',
    'Did you mean "department"?',
  ],
  [
    'an unknown part of a name',
    'loans.yaml',
    'called: "{thing}"',
    'called: "{think}"',
    'unknown-path',
    'Did you mean "thing"?',
  ],
  ['an action with the key of a standing verb', 'loans.yaml', '  lend:   {', '  void:   {', 'twice-key', '"void"'],
  ['a field called like the role that acts', 'loans.yaml', '  why:  ', '  keeper:  ', 'twice-key', '"keeper"'],
  ['a key written twice', 'loans.yaml', '  why:  ', '  place:  ', 'twice-key', '"place"'],
  ['a bare clock time', 'office.yaml', 'value: "08:30-12:30"', 'value: 13:30', 'yaml-difference', 'quotes'],
  ['a bare yes', 'loans.yaml', 'label: [原因, 原因, Why]', 'label: [原因, 原因, Yes]', 'yaml-difference', 'quotes'],
  ['YAML that cannot be read', 'things.yaml', 'type: money }', 'type: money', 'yaml-syntax', 'YAML'],
  [
    'a mail with an unknown placeholder',
    'office.yaml',
    'Received]',
    '"Received {{nummer}}"]',
    'mail-placeholder',
    '{{nummer}}',
  ],
  ['a mail text the engine needs', 'office.yaml', '  urged:', '  hurried:', 'standing-mail', '"urged"'],
  ['a file nobody understands', 'things.yaml', 'register: things', 'registre: things', 'unknown-file', 'register'],
];

test.each(MISTAKES)('%s', (_name, file, from, to, code, says) => {
  const files = withChange(file, from, to);
  const found = errors(files);
  const line = lineOf(SMALL_OFFICE[file]!, from);
  expect(found.filter((error) => error.includes(` ${code} `)).join('\n')).toContain(says);
  // Faults about a whole register or file point at its first line or at the part it concerns.
  const exact = ![
    'same-number',
    'standing-mail',
    'unknown-file',
    'yaml-syntax',
    'label-twice',
    'label-engine',
  ].includes(code);
  if (exact) expect(found.some((error) => error.startsWith(`${file}:${line} ${code} `))).toBe(true);
});

test('circles of computed fields and of sources are found, with their way round', () => {
  const computed = withChange(
    'loans.yaml',
    'label: [押金, 押金, Deposit], type: money',
    'label: [押金, 押金, Deposit], type: money, is: "hours * 2"',
  );
  const ring = {
    ...computed,
    'loans.yaml': computed['loans.yaml']!.replace('hoursBetween(at.asked, at.back)', 'deposit / 2'),
  };
  expect(errors(ring).join()).toMatch(/cycle A circle: loans\.deposit → loans\.hours → loans\.deposit/);
});

test('roles that escalate in a ring are found', () => {
  const one = withChange('office.yaml', '[主管, 负责人, Head] }', '[主管, 负责人, Head], escalates: leader }');
  const ring = {
    ...one,
    'office.yaml': one['office.yaml']!.replace(
      '[長官, 领导, Leader] }',
      '[長官, 领导, Leader], escalates: keeper_head }',
    ),
  };
  expect(errors(ring).join()).toContain('roles.keeper_head → roles.leader → roles.keeper_head');
});

test('a register written in two files is refused', () => {
  expect(errors({ ...SMALL_OFFICE, 'more/things.yaml': SMALL_OFFICE['things.yaml']! }).join()).toContain(
    'twice-register',
  );
});

test('a link does not leave its workbook', () => {
  const two = withChange(
    'office.yaml',
    'workbooks:',
    'workbooks:\n  other: { name: [別處, 别处, Elsewhere], editors: [keeper] }',
  );
  const files = { ...two, 'things.yaml': two['things.yaml']!.replace('workbook: desk', 'workbook: other') };
  expect(errors(files).join()).toContain('other-workbook');
});

test('every fault is said in all three languages', () => {
  const [fault] = compileFiles(withChange('loans.yaml', 'to: things', 'to: thing')).faults;
  expect(fault?.words).toMatchObject({
    'zh-TW': expect.stringContaining('是不是「things」？'),
    'zh-CN': expect.stringContaining('是不是“things”？'),
  });
});
