// A large ledger pasted into the tab 匯入 and ticked, while somebody reports a fault: what it costs, and whether all of it is in once.
import type { LocalOffice } from '../../office.ts';
import { importTab, TAB } from '../import-tab.ts';
import { busiestMinute } from './measure.ts';
import { afterTick, repairAnswers } from './ours.ts';
import { SHEET } from '../../../src/office/layout';

const HEADERS = ['舊編號', '品名', '分類', '機號', '地點', '使用狀況', '取得日期', '單價'];
const line = (i: number): string[] => [
  `舊-${String(i).padStart(6, '0')}`,
  `椅子 ${i}`,
  '桌椅家具',
  `CH-${i}`,
  '倉庫',
  i % 5 === 0 ? '閒置' : '使用中',
  `${100 + (i % 15)}/${1 + (i % 12)}/${1 + (i % 28)}`,
  `NT$${(1000 + (i % 700)).toLocaleString('en-US')}`,
];

export interface ManyRows {
  rows: number;
  /** Records made, and different serial numbers among them. */
  records: number;
  different: number;
  /** Rows of the tab that carry a number. */
  marked: number;
  /** The fault reported meanwhile became a ticket. */
  ticket: boolean;
  /** Virtual minutes from the tick to the end. */
  minutes: number;
  /** Sheets API calls of the busiest minute. */
  reads: number;
  writes: number;
  commits: number;
  /** Longest run in virtual minutes; largest request in bytes. */
  longest: number;
  largest: number;
  errors: string[];
  realMs: number;
}

export function manyRows(office: LocalOffice, rows: number): ManyRows {
  const fork = office.fork();
  const { runtime } = fork;
  afterTick(fork);
  const before = fork.records('assets').length;
  const tickets = fork.records('tickets').length;
  const last = runtime.executions.at(-1);
  const began = performance.now();
  let largest = 0;
  runtime.hook((call, proceed) => {
    if (call.method === 'batchUpdate') largest = Math.max(largest, Buffer.byteLength(JSON.stringify(call.args[0])));
    return proceed();
  });
  const id = fork.books.facilities!;
  const chou = runtime.person('chou@demo.example');
  chou.edit(id, SHEET.import, TAB.register, 2, '財產清冊');
  chou.paste(id, SHEET.import, TAB.head, TAB.data, [HEADERS, ...Array.from({ length: rows }, (_, i) => line(i + 1))]);
  runtime.wait(3 * 60_000);
  const commits = fork.meta('facilities').commit.n;
  const ticked = runtime.now;
  chou.edit(id, SHEET.import, TAB.go, 2, true);
  runtime.wait(60_000);
  const { formId, answers } = repairAnswers(fork);
  runtime.person('lin@demo.example').submit(formId, answers, { email: 'lin@demo.example' });
  while (importTab(fork, 'facilities').ticked && runtime.now - ticked < 6 * 3_600_000) runtime.wait(60_000);
  const minutes = Math.round((runtime.now - ticked) / 60_000);
  runtime.wait(15 * 60_000);
  runtime.hook(null);
  const mine = runtime.executions.slice(last ? runtime.executions.lastIndexOf(last) + 1 : 0);
  const made = fork.records('assets').slice(before);
  return {
    rows,
    records: made.length,
    different: new Set(made.map((rec) => rec.values.serial)).size,
    marked: importTab(fork, 'facilities').rows.filter((r) => /^✓ ASSET-\d+$/.test(r.check)).length,
    ticket: fork.records('tickets').length === tickets + 1,
    minutes,
    ...busiestMinute(mine),
    commits: fork.meta('facilities').commit.n - commits,
    longest: Math.max(...mine.map((x) => (x.endedAt ?? x.clock) - x.startedAt)) / 60_000,
    largest,
    errors: mine.filter((x) => x.error).map((x) => `${x.fn}: ${x.error!.message}`),
    realMs: Math.round(performance.now() - began),
  };
}

/** What must hold of it, with what was found. */
export function claimsOfMany(m: ManyRows): { claim: string; holds: boolean; found: string }[] {
  return [
    {
      claim: `${m.rows} imported rows: all in, none twice, others answered meanwhile`,
      holds: m.records === m.rows && m.different === m.rows && m.marked === m.rows && m.ticket && !m.errors.length,
      found: `${m.records} records, ${m.different} serial numbers, ${m.marked} marks${m.errors.length ? `, ${m.errors.join('; ')}` : ''}`,
    },
    {
      claim: `${m.rows} imported rows: never over 60 reads or 60 writes a minute`,
      holds: m.reads <= 60 && m.writes <= 60,
      found: `${m.reads} reads, ${m.writes} writes, ${m.commits} commits, largest ${Math.round(m.largest / 1000)} KB`,
    },
    {
      claim: `${m.rows} imported rows: every run under 4.5 minutes, every request under 1.5 MB`,
      holds: m.longest <= 4.5 && m.largest <= 1_500_000,
      found: `longest ${m.longest.toFixed(1)} minutes, done ${m.minutes} minutes after the tick`,
    },
  ];
}
