// 1,000 things counted in one campaign with 12 differences: the gate holds at 1.2 % and opens at 0.9 % after recounts (R176).
import type { LocalOffice } from '../../local/office';
import { manyAssets } from '../../local/rehearsal/bench/many-assets';
import { busiestMinute } from '../../local/rehearsal/bench/measure';
import { applyModules } from '../../local/rehearsal/modules';
import type { Stage } from '../../local/rehearsal/stage';
import { call, CHOU, HEAD, MINUTE, morning, TICK, type, WU } from './hands';

const REGISTER = 'counts';
const SIZE = 1000;

function campaign(): { office: LocalOffice; id: string } {
  const small = morning();
  applyModules({ office: small } as Stage, ['assets_life']);
  const office = manyAssets(small, SIZE);
  const { spreadsheetId, live } = office.sheet('stocktakes');
  const row = office.endRow('stocktakes');
  const put = (key: string, text: string): void =>
    office.runtime.person(CHOU).edit(spreadsheetId, live, row, office.col('stocktakes', key), text);
  put('planned_on', '2026-03-02');
  put('due_on', '2026-03-20');
  put('$next', '登錄');
  office.runtime.wait(20_000);
  return { office, id: office.records('stocktakes')[0]!.id };
}

const take = (office: LocalOffice) => office.records('stocktakes')[0]!;

/** 「在」 pasted over every run of lines nobody has counted, but the last `left` of them; five runs at a time. */
function countAll(office: LocalOffice, left: number): string[] {
  const open = office.records(REGISTER).filter((rec) => rec.state === 'open');
  const mine = open.slice(0, open.length - left);
  const { spreadsheetId, live } = office.sheet(REGISTER);
  const runs: number[][] = [];
  for (const row of mine.map((rec) => rec.row).sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.at(-1) === row - 1 && last.length < 100) last.push(row);
    else runs.push([row]);
  }
  const col = office.col(REGISTER, '$next');
  runs.forEach((rows, i) => {
    office.runtime.person(WU).paste(
      spreadsheetId,
      live,
      rows[0]!,
      col,
      rows.map(() => ['在']),
    );
    if (i % 5 === 4) office.runtime.wait(MINUTE);
  });
  office.runtime.wait(2 * MINUTE);
  return open.slice(open.length - left).map((rec) => rec.id);
}

test('1,000 things, 12 differences, 9 after recounts', () => {
  const { office, id } = campaign();
  const { runtime } = office;
  const before = runtime.executions.length;
  type(office, id, '$next', '凍結帳面', CHOU, 'stocktakes');
  runtime.wait(2 * TICK);

  // Frozen: every thing once, in commits the API's rate and the runs' time allow; one mail a holder.
  const mine = runtime.executions.slice(before);
  const counts = office.records(REGISTER);
  expect(counts).toHaveLength(SIZE);
  expect(new Set(counts.map((rec) => rec.values.asset)).size).toBe(SIZE);
  expect(take(office)).toMatchObject({ state: 'counting', values: { book: SIZE, open: SIZE }, job: null });
  expect(take(office).values.book_value).toBe(
    office.records('assets').reduce((sum, rec) => sum + Number(rec.values.price ?? 0), 0),
  );
  const { reads, writes } = busiestMinute(mine);
  expect(Math.max(reads, writes)).toBeLessThanOrEqual(60);
  expect(Math.max(...mine.map((x) => (x.endedAt ?? x.clock) - x.startedAt))).toBeLessThan(4.5 * MINUTE);
  expect(mine.filter((x) => x.error)).toEqual([]);
  const sheets = office.records('count_sheets');
  const mails = office.mails({ about: 'CFM-' }).flatMap((mail) => mail.to);
  expect([...mails].sort()).toEqual(sheets.map((rec) => String(rec.values.holder)).sort());
  expect(new Set(mails).size).toBe(6);

  // Holders say once that all is here.
  for (const sheet of sheets)
    expect(
      call(office, String(sheet.values.holder), 'act', { register: 'count_sheets', id: sheet.id, action: 'all_here' }),
    ).toMatchObject({ ok: true });
  expect(office.records(REGISTER).filter((rec) => rec.state === 'found')).toHaveLength(
    sheets.reduce((sum, rec) => sum + Number(rec.values.things), 0),
  );
  const differing = countAll(office, 12);
  for (const one of differing) {
    type(office, one, '$next', '不在', WU, REGISTER);
    type(office, one, '$next', '複點不在', CHOU, REGISTER);
  }
  type(office, id, '$next', '核對差異', CHOU, 'stocktakes');
  expect(take(office)).toMatchObject({
    state: 'reconciling',
    values: { found: SIZE - 12, missing: 12, variance: 1.2 },
  });
  expect(office.records('count_actions').filter((rec) => rec.state === 'open')).toHaveLength(12);

  // 1.2 %: not signed, and the answer gives the rate.
  type(office, id, '$next', '簽署', HEAD, 'stocktakes');
  expect(take(office).state).toBe('reconciling');
  expect(office.cell('stocktakes', id, '$check')).toContain('差異率 1.2 %（12／1,000 件），超過上限 1 %');
  type(office, id, '$next', '', HEAD, 'stocktakes');

  // Three are there after all: 0.9 %.
  for (const one of differing.slice(0, 3)) {
    type(office, one, '$next', '再盤', CHOU, REGISTER);
    type(office, one, '$next', '複點相符', CHOU, REGISTER);
  }
  expect(take(office).values).toMatchObject({ missing: 9, variance: 0.9 });
  expect(office.records('count_actions').filter((rec) => rec.state === 'open')).toHaveLength(9);
  type(office, id, '$next', '簽署', HEAD, 'stocktakes');
  expect(take(office)).toMatchObject({ state: 'signed', values: { signed_by: HEAD } });
}, 300_000);
