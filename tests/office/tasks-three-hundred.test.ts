// 300 open tasks of 20 owners: Monday is one mail each, whatever dies on the way; the page answers many of them in one commit.
import type { LocalOffice } from '../../local/office';
import { busiestMinute } from '../../local/rehearsal/bench/measure';
import { failAround, FAULT_KINDS, strikeNth, type FaultKind } from '../../local/rehearsal/faults/throwing';
import { applyModules } from '../../local/rehearsal/modules';
import type { Stage } from '../../local/rehearsal/stage';
import { call, CHEN, HOUR, LIN, MANAGER, MINUTE, morning, OWNER, TICK, WU } from './hands';

const OWNERS = Array.from({ length: 20 }, (_, i) => `owner${String(i + 1).padStart(2, '0')}@demo.example`);
const SIZE = 300;
const ASKED = '請說一下進度';

function paste(office: LocalOffice, register: string, rows: Record<string, string>[]): void {
  const { spreadsheetId, live } = office.sheet(register);
  const fields = Object.keys(rows[0]!).map((key) => ({ key, col: office.col(register, key) }));
  const [first, last] = [Math.min(...fields.map((f) => f.col)), Math.max(...fields.map((f) => f.col))];
  const block = rows.map((row) => {
    const cells = new Array<string>(last - first + 1).fill('');
    for (const { key, col } of fields) cells[col - first] = row[key]!;
    return cells;
  });
  office.runtime.person(MANAGER).paste(spreadsheetId, live, office.endRow(register), first, block);
  office.runtime.wait(2 * TICK);
}

/** On the Sunday before: twenty more people, fifteen tasks each, every fifth one past its day. */
function sunday(): LocalOffice {
  const office = morning();
  applyModules({ office } as Stage, ['matters']);
  paste(
    office,
    'people',
    OWNERS.map((email, i) => ({ name: `負責人${i + 1}`, email, department: '業務部' })),
  );
  for (let from = 0; from < SIZE; from += 100)
    paste(
      office,
      'tasks',
      Array.from({ length: 100 }, (_, i) => from + i).map((n) => ({
        what: `第 ${n + 1} 件事`,
        owner: OWNERS[n % 20]!,
        due: n % 5 === 0 ? '2026/3/5' : '2026/3/27',
        importance: n % 3 === 0 ? '重要' : '一般',
      })),
    );
  const sunday = Date.parse('2026-03-08T22:00+08:00');
  office.runtime.wait(sunday - office.runtime.now);
  return office;
}

const asked = (office: LocalOffice) => office.mails({ about: ASKED }).flatMap((mail) => mail.to);

let ready: LocalOffice;
beforeAll(() => {
  ready = sunday();
}, 300_000);

test('20 owners get 20 mails, each with all that is theirs, the pressing first', () => {
  const office = ready.fork();
  const { runtime } = office;
  expect(office.records('tasks').filter((rec) => rec.state === 'open')).toHaveLength(SIZE);
  const before = runtime.executions.length;
  runtime.wait(11 * HOUR + 12 * MINUTE);
  expect(asked(office).sort()).toEqual(OWNERS);
  const mine = office.mails({ about: ASKED }).find((mail) => mail.to.includes(OWNERS[0]!))!;
  expect(mine.subject).toBe('您手上有 15 件，請說一下進度；15 件已過期');
  expect(mine.body.match(/TSK-2026-\d+ /g)).toHaveLength(15);
  const first = office.record('tasks', mine.body.match(/TSK-2026-\d+/)![0])!;
  expect(first.values.quadrant).toBe('important');
  const runs = runtime.executions.slice(before);
  expect(runs.filter((run) => run.error)).toEqual([]);
  const { reads, writes } = busiestMinute(runs);
  expect(Math.max(reads, writes)).toBeLessThanOrEqual(60);
  expect(Math.max(...runs.map((run) => (run.endedAt ?? run.clock) - run.startedAt))).toBeLessThan(4.5 * MINUTE);
  // The page: all fifteen in one commit.
  const commits = office.meta('matters').commit.n;
  const own = office.records('tasks').filter((rec) => rec.values.owner === OWNERS[0]);
  const params = Object.fromEntries(own.map((rec) => [`do.tasks/${rec.id}`, 'track']));
  expect(call(office, OWNERS[0]!, 'work', params)).toMatchObject({ ok: true, words: '收到了：15 件' });
  expect(office.meta('matters').commit.n).toBe(commits + 1);
  expect(own.every((rec) => office.record('tasks', rec.id)!.state === 'doing')).toBe(true);
  // A week later: none for who is done with everything.
  runtime.wait(7 * 24 * HOUR);
  expect(asked(office)).toHaveLength(40);
}, 300_000);

test('where mails run out the rest waits for more, and nobody gets two', () => {
  const office = ready.fork();
  const { runtime } = office;
  const used = Object.entries(runtime.store.state.quotaUse)
    .filter(([name]) => name.startsWith('mail'))
    .reduce((sum, [, use]) => sum + use.used, 0);
  runtime.wait(10 * HOUR);
  runtime.quotas.mailRecipientsPerDay = used + 12;
  runtime.wait(HOUR + 12 * MINUTE);
  const some = asked(office).length;
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThanOrEqual(12);
  runtime.quotas.mailRecipientsPerDay = 1500;
  runtime.wait(HOUR);
  expect(asked(office).sort()).toEqual(OWNERS);
}, 300_000);

test.each<FaultKind>(FAULT_KINDS as FaultKind[])(
  'a week has one mail a person, whatever dies (%s)',
  (kind) => {
    const base = morning();
    applyModules({ office: base } as Stage, ['matters']);
    const owners = [LIN, CHEN, WU];
    paste(
      base,
      'tasks',
      owners.map((owner) => ({ what: '寫一件事', owner, due: '2026/3/27' })),
    );
    base.runtime.wait(Date.parse('2026-03-09T08:58+08:00') - base.runtime.now);
    base.runtime.wait(3 * MINUTE - 1000);
    const early = asked(base);
    let points = 0;
    for (let n = 1 + FAULT_KINDS.indexOf(kind); n < 150; n += 4) {
      const office = base.fork();
      expect(early).toEqual([]);
      const struck = strikeNth(
        office,
        n,
        (hooked, proceed) => failAround(kind, hooked, proceed),
        () => void office.runtime.run('tick_', [{}], { active: OWNER, effective: OWNER }),
      );
      if (struck === '') break;
      points += 1;
      office.runtime.wait(3 * TICK);
      const got = asked(office);
      // At most the one that was on its way is of unknown outcome: never repeated, and said on 首頁.
      const unknown = office.notices('matters').filter((one) => one.key.startsWith('unknown:')).length;
      const lost = owners.filter((owner) => !got.includes(owner)).length;
      expect([n, struck, new Set(got).size === got.length, lost <= Math.min(unknown, 1)]).toEqual([
        n,
        struck,
        true,
        true,
      ]);
    }
    expect(points).toBeGreaterThan(5);
  },
  600_000,
);
