// The approval matrix: which rows fit an amount, and each way to get it wrong, answered at its row.
import { checkChains, fitting, grouped, rangeText } from '../../src/model/chains';
import type { ChainRow } from '../../src/model/types';
import { demoModel } from './office-model';

const row = (more: Partial<ChainRow>): ChainRow => ({ step: 1, who: 'leader', all: false, days: 2, ...more });
const always = (): boolean => true;

test('rows fit by amount, both ends included; a shared edge belongs to the row that ends there', () => {
  const rows = [
    row({ who: 'facilities_head', to: 10_000 }),
    row({ who: 'office_manager', from: 10_000, to: 50_000 }),
    row({ who: 'leader', from: 50_001 }),
    row({ step: 2, who: 'finance', from: 20_000 }),
  ];
  const who = (amount: number | null): string[] => fitting(rows, amount, always).map((r) => r.who);
  expect(who(0)).toEqual(['facilities_head']);
  expect(who(10_000)).toEqual(['facilities_head']);
  expect(who(10_001)).toEqual(['office_manager']);
  expect(who(20_000)).toEqual(['office_manager', 'finance']);
  expect(who(50_001)).toEqual(['leader', 'finance']);
  expect(who(null)).toEqual(['leader', 'finance']);
  expect(grouped(fitting(rows, 60_000, always)).map((g) => g.map((r) => r.who))).toEqual([['leader'], ['finance']]);
});

test('a condition leaves its row out only when it does not hold', () => {
  const rows = [row({}), row({ step: 2, who: 'finance', if: 'tier == "third"' })];
  expect(fitting(rows, 5, () => false)).toHaveLength(1);
  expect(fitting(rows, 5, (cel) => cel === 'tier == "third"')).toHaveLength(2);
});

const PEOPLE = [
  { email: 'gm@demo.example', active: true },
  { email: 'head@demo.example', active: true },
  { email: 'gone@demo.example', active: false },
];
const ROLES = [
  { role: 'leader', email: 'gm@demo.example' },
  { role: 'facilities_head', email: 'head@demo.example' },
  { role: 'legal', email: 'gone@demo.example' },
];
const faults = (rows: ChainRow[], matter = 'outside_repair', roles = ROLES): string[] =>
  checkChains({ [matter]: rows.map((r, i) => ({ ...r, where: `核決權限!${i + 2}` })) }, demoModel(), {
    people: PEOPLE,
    roles,
  }).map((f) => `${f.where} ${f.code} ${f.words['zh-TW']}`);

test('a good matrix has no fault', () => {
  expect(
    faults([
      row({ who: 'facilities_head', to: 10_000 }),
      row({ who: 'requester.manager', from: 10_001, to: 20_000 }),
      row({ who: 'gm@demo.example', from: 20_001 }),
      row({ step: 2, who: 'leader', from: 100_000 }),
      row({ step: 2, who: 'leader', if: 'tier == "third"' }),
    ]),
  ).toEqual([]);
});

const WRONG: [name: string, rows: ChainRow[], says: string][] = [
  [
    'a gap between two rows',
    [row({ to: 10_000 }), row({ from: 20_000 })],
    '核決權限!3 chain-gap 10,000–20,000 沒有人核，請補一列或改金額',
  ],
  ['a gap below', [row({ from: 5_000 })], '核決權限!2 chain-gap 0–5,000 沒有人核，請補一列或改金額'],
  [
    'a gap above',
    [row({ to: 5_000 }), row({ from: 5_000, to: 9_000 })],
    '核決權限!3 chain-gap ≥ 9,000 沒有人核，請補一列或改金額',
  ],
  ['covered under a condition only', [row({ if: 'cost > 3' })], '核決權限!2 chain-gap 0–∞ 沒有人核，請補一列或改金額'],
  [
    'two rows of one step across each other',
    [row({ to: 10_000 }), row({ who: 'facilities_head', from: 8_000 })],
    '核決權限!3 chain-overlap 8,000–10,000 第 1 關和「0–10,000」重疊，請改金額',
  ],
  ['from above to', [row({}), row({ step: 2, from: 9, to: 3 })], '核決權限!3 chain-order 金額「從」比「到」大'],
  [
    'an unknown role',
    [row({ who: 'leadr' })],
    '核決權限!2 chain-who 不認得「leadr」：寫角色、人員，或「申請人主管」，是不是「leader」？',
  ],
  ['an unknown stand-in', [row({ late: 'bos' })], '核決權限!2 chain-who 不認得「bos」：寫角色、人員，或「申請人主管」'],
  [
    'somebody who left',
    [row({ who: 'gone@demo.example' })],
    '核決權限!2 chain-left 第 1 關「gone@demo.example」已離職或不在「人員」裡',
  ],
  [
    'somebody unknown',
    [row({ who: 'who@demo.example' })],
    '核決權限!2 chain-left 第 1 關「who@demo.example」已離職或不在「人員」裡',
  ],
  ['steps that jump', [row({}), row({ step: 3 })], '核決權限!3 chain-jump 關次跳號：沒有第 2 關'],
  ['steps that begin late', [row({ step: 2 })], '核決權限!2 chain-jump 關次跳號：沒有第 1 關'],
  [
    'all and any in one step',
    [row({ all: true }), row({ who: 'facilities_head' })],
    '核決權限!3 chain-mixed 第 1 關有的列寫「全部」、有的寫「任一」，請寫成一樣',
  ],
  ['a condition that cannot be read', [row({}), row({ if: 'cost >' })], '核決權限!3 condition-syntax'],
  ['a condition over an unknown field', [row({}), row({ if: 'price > 3' })], '核決權限!3 unknown-path'],
];
test.each(WRONG)('%s is answered at its row', (_name, rows, says) => {
  expect(faults(rows).join('\n')).toContain(says);
});

test('a role nobody holds is named, unless somebody above it or its stand-in can decide', () => {
  const nobody = [{ role: 'legal', email: 'gone@demo.example' }];
  expect(faults([row({ who: 'legal' })], 'outside_repair', nobody)[0]).toContain('chain-nobody');
  expect(faults([row({ who: 'legal' })])).toEqual([]); // its escalation, the leader, is here
  expect(faults([row({ who: 'legal', late: 'gm@demo.example' })], 'outside_repair', nobody)).toEqual([]);
});

test('a matter no register asks for, and an amount where there is none to compare', () => {
  expect(faults([row({})], 'outside_repairs')[0]).toContain('是不是「outside_repair」？');
  const model = demoModel();
  for (const approval of model.registers.tickets!.approvals) delete approval.amount;
  const found = checkChains({ outside_repair: [row({}), row({ step: 2, from: 10 })] }, model, {
    people: PEOPLE,
    roles: ROLES,
  });
  expect(found.map((f) => `${f.where} ${f.code}`)).toEqual(['outside_repair:2 chain-amount']);
});

test('ranges read as people write them', () => {
  expect([rangeText(0, 10_000), rangeText(20_000, Infinity), rangeText(0, Infinity)]).toEqual([
    '0–10,000',
    '≥ 20,000',
    '0–∞',
  ]);
});
