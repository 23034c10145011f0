// Twenty thousand rows go in within the API's rate and the runs' time, nothing twice, while the office works on.
import { busiestMinute } from '../../local/rehearsal/bench/measure';
import { importTab, TAB } from '../../local/rehearsal/import-tab';
import { SHEET } from '../../src/office/layout';
import type { LocalOffice } from '../../local/office';
import { CHOU, MINUTE, morning, submit } from './hands';

const HEADERS = ['舊編號', '品名', '分類', '機號', '地點', '使用狀況', '取得日期', '單價'];
const row = (i: number): string[] => [
  `舊-${String(i).padStart(6, '0')}`,
  `椅子 ${i}`,
  '桌椅家具',
  `CH-${i}`,
  '倉庫',
  i % 5 === 0 ? '閒置' : '使用中',
  `${100 + (i % 15)}/${1 + (i % 12)}/${1 + (i % 28)}`,
  `NT$${(1000 + (i % 700)).toLocaleString('en-US')}`,
];

function pasted(office: LocalOffice, rows: string[][]): void {
  const id = office.books.facilities!;
  const chou = office.runtime.person(CHOU);
  chou.edit(id, SHEET.import, TAB.register, 2, '財產清冊');
  chou.paste(id, SHEET.import, TAB.head, TAB.data, [HEADERS, ...rows]);
  office.runtime.wait(MINUTE);
}

test.each([Number(process.env.IMPORT_ROWS ?? 20_000)])('%i rows', (n) => {
  const office = morning();
  const { runtime } = office;
  const before = office.records('assets').length;
  const seen = runtime.executions.length;
  let largest = 0;
  runtime.hook((call, proceed) => {
    if (call.method === 'batchUpdate') largest = Math.max(largest, Buffer.byteLength(JSON.stringify(call.args[0])));
    return proceed();
  });
  let at = performance.now();
  const lap = (what: string): void => {
    if (process.env.IMPORT_LAPS) console.log(what, Math.round(performance.now() - at));
    at = performance.now();
  };
  pasted(office, Array.from({ length: n }, (_, i) => row(i + 1)));
  lap('pasted');
  runtime.person(CHOU).edit(office.books.facilities!, SHEET.import, TAB.go, 2, true);
  runtime.wait(2 * MINUTE);
  lap('two minutes');
  // Somebody reports a fault meanwhile.
  submit(office);
  runtime.wait(48 * MINUTE);
  lap('all');
  const mine = runtime.executions.slice(seen);
  expect(mine.filter((x) => x.error).map((x) => `${x.fn}: ${x.error!.message}`)).toEqual([]);
  const records = office.records('assets').slice(before);
  expect(records).toHaveLength(n);
  expect(new Set(records.map((rec) => rec.values.serial)).size).toBe(n);
  expect(new Set(records.map((rec) => rec.id)).size).toBe(n);
  const tab = importTab(office, 'facilities');
  expect(tab.rows.filter((r) => /^✓ ASSET-\d+$/.test(r.check))).toHaveLength(n);
  expect(tab.ticked).toBe(false);
  const minute = busiestMinute(mine);
  const longest = Math.max(...mine.map((x) => (x.endedAt ?? x.clock) - x.startedAt));
  if (process.env.IMPORT_LAPS)
    console.log(minute, longest / 60_000, largest, mine.filter((x) => (x.endedAt ?? 0) - x.startedAt > 60_000).map((x) => `${x.fn} ${((x.endedAt ?? 0) - x.startedAt) / 1000}`));
  expect(minute.reads).toBeLessThanOrEqual(60);
  expect(minute.writes).toBeLessThanOrEqual(60);
  expect(longest).toBeLessThanOrEqual(4.5 * MINUTE);
  expect(largest).toBeLessThanOrEqual(1_500_000);
  lap('checked');
}, 600_000);
