// The year's archive end to end: what leaves is in it once whatever happens, what people wrote beside it too, the rest stays.
import { failAround, strikeNth, type FaultKind } from '../../local/rehearsal/faults/throwing';
import type { LocalOffice } from '../../local/office';
import { valueOf } from '../../local/runtime/store/cells';
import { rowsBetween } from '../../local/runtime/store/grid';
import { CHOU, inApproval, LIN, MANAGER, MINUTE, morning, submit, TICK, type, WU } from './hands';
import { probe, withProbe } from './probe';

const NOTE = 30;
const DAY = 86_400_000;

/** Days in which nothing happens and no trigger runs; afterwards ticks come every ten minutes and the night at its hour again. */
function sleep(office: LocalOffice, to: number): void {
  const { store } = office.runtime;
  const later = (handler: string, next: number): number =>
    handler === 'tick_' ? to + 5 * MINUTE : next + Math.ceil((to - next) / DAY) * DAY;
  const triggers = store.state.triggers.map((t) =>
    t.next !== undefined && t.next < to ? { ...t, next: later(t.handler, t.next) } : t,
  );
  store.set({ now: to, triggers });
}

interface Prepared {
  office: LocalOffice;
  ids: string[];
}
let prepared: Prepared | undefined;

/** The night of their eighth day: three tickets void with private notes, one open, one in approval. Made once. */
function eightDays(): Prepared {
  if (prepared) return { ...prepared, office: prepared.office.fork() };
  const office = morning();
  const keep = office.records('numbers').find((r) => r.values.key === 'register.keep_open_days')!;
  type(office, keep.id, 'value', '7', MANAGER, 'numbers');
  office.runtime.wait(2 * TICK);
  const ids = ['甲', '乙', '丙', '丁'].map((fault) => submit(office, { fault }));
  const { spreadsheetId, live } = office.sheet('tickets');
  const own = (row: number, col: number, text: string) =>
    office.runtime.person(CHOU).edit(spreadsheetId, live, row, col, text);
  own(1, NOTE, '備註');
  own(1, NOTE + 1, '叫修日');
  own(office.row('tickets', ids[0]!)!, NOTE, '房東付');
  own(office.row('tickets', ids[0]!)!, NOTE + 1, '2026/3/5');
  own(office.row('tickets', ids[1]!)!, NOTE, '=6*7');
  for (const id of ids.slice(0, 3)) type(office, id, '$next', '作廢：打錯');
  inApproval(office);
  // Past midnight of the day they may leave, before the night's run.
  office.runtime.wait(DAY); // what is to be mailed is mailed
  sleep(office, Date.parse('2026-03-10T00:30+08:00'));
  const probed = withProbe(
    office,
    `import { archiveBook } from './src/office/archive'; import { bookMap } from './src/office/book';`,
    `archiveBook(ports, bookMap(ports, 'facilities'), ports.now() + 200000);`,
  );
  prepared = { office: probed, ids };
  return { office: probed.fork(), ids };
}

function setProperty(office: LocalOffice, key: string, value: string): void {
  const { store } = office.runtime;
  store.set({ scriptProperties: { ...store.state.scriptProperties, [key]: value } });
}

/** The archive's rows as texts by header, in order. */
function archived(office: LocalOffice, year = 2026): Record<string, unknown>[] {
  // By the id the office remembers: a run that died while making the file leaves an empty one of that name behind.
  const known = JSON.parse(office.property('archive:facilities') ?? '{}') as Record<string, string>;
  const file = office.runtime.store.spreadsheets[known[year] ?? ''];
  if (!file) return [];
  expect(file.name).toBe(`總務與設備 ${year} 封存`);
  const { grid } = file.sheets.find((s) => s.title === '報修單')!;
  const [header, ...rows] = rowsBetween(grid, 0, grid.length).map((row) => Array.from(row, valueOf));
  return rows
    .filter((row) => row.some((v) => v !== null && v !== ''))
    .map((row) => Object.fromEntries(header!.map((h, i) => [String(h), row[i] ?? ''])));
}
const standing = (office: LocalOffice, ids: string[]) => ids.filter((id) => office.row('tickets', id) !== null);

test('void rows leave with their notes, a date stays a date, a formula leaves its value; the rest stays', () => {
  const { office, ids } = eightDays();
  const editors = Object.values(office.runtime.store.spreadsheets).find((f) => f.name === '總務與設備')!;
  office.runtime.store.putSpreadsheet({ ...editors, editors: [WU, CHOU], viewers: [LIN] });
  probe(office, null);
  const rows = archived(office);
  expect(rows.map((r) => r.編號)).toEqual(ids.slice(0, 3));
  expect(rows[0]).toMatchObject({ 狀態: '已作廢', 備註: '房東付', 叫修日: 46086, 故障描述: '甲' });
  expect(rows[1]).toMatchObject({ 備註: 42 });
  expect(standing(office, ids)).toEqual([ids[3]]);
  expect(office.record('tickets', ids[0]!)!.archived).toMatchObject({ year: 2026 });
  expect(office.records('tickets').filter((r) => r.approval)).toHaveLength(1);
  // Who works with the register looks at its archive, and only looks.
  const file = Object.values(office.runtime.store.spreadsheets).find((f) => f.name.endsWith('封存'))!;
  expect([...(file.viewers ?? [])].sort()).toEqual([CHOU, LIN, WU].sort());
  expect(file.editors ?? []).toEqual([]);
  // Nothing takes the rows for deleted.
  office.runtime.wait(DAY);
  expect(office.records('tickets').filter((r) => r.deleted)).toEqual([]);
  expect(office.notices('facilities').filter((n) => n.key.startsWith('deleted:'))).toEqual([]);
  expect(archived(office)).toHaveLength(3);
});

test('a row somebody typed in unseen is judged first and leaves later', () => {
  const { office, ids } = eightDays();
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime.switches.editorsSeeScript = false; // no bell rings
  const row = office.row('tickets', ids[1]!)!;
  office.runtime.person(WU).edit(spreadsheetId, live, row, office.col('tickets', 'cost'), '300');
  probe(office, null);
  expect(archived(office).map((r) => r.編號)).toEqual([ids[0], ids[2]]);
  office.runtime.run('nightly_', [{}], {});
  expect(office.record('tickets', ids[1]!)!.values.cost).toBe(300);
  expect(archived(office).map((r) => [r.編號, r.費用])).toEqual([
    [ids[0], ''],
    [ids[2], ''],
    [ids[1], 300],
  ]);
});

test('headers renamed and columns added since the first night find their place', () => {
  const { office, ids } = eightDays();
  probe(office, null);
  const { spreadsheetId, live } = office.sheet('tickets');
  const chou = office.runtime.person(CHOU);
  chou.edit(spreadsheetId, live, 1, office.col('tickets', 'fault'), '哪裡壞了');
  chou.edit(spreadsheetId, live, 1, NOTE + 2, '誰付');
  office.runtime.wait(TICK);
  chou.edit(spreadsheetId, live, office.row('tickets', ids[3]!)!, NOTE + 2, '公司');
  chou.edit(spreadsheetId, live, office.row('tickets', ids[3]!)!, NOTE, '最後');
  type(office, ids[3]!, '$next', '作廢：重複');
  office.runtime.wait(DAY);
  sleep(office, office.runtime.now + 8 * DAY);
  probe(office, null);
  const rows = archived(office);
  expect(rows.find((r) => r.編號 === ids[3])).toMatchObject({ 哪裡壞了: '丁', 誰付: '公司', 備註: '最後' });
  expect(rows.find((r) => r.編號 === ids[0])).toMatchObject({ 哪裡壞了: '甲', 誰付: '', 備註: '房東付' });
  expect(Object.keys(rows[0]!)).not.toContain('故障描述');
});

test('an archive that cannot be opened keeps the rows on the sheet and says so; put back, the night goes on', () => {
  const { office, ids } = eightDays();
  setProperty(office, 'archive:facilities', JSON.stringify({ 2026: 'gone' }));
  probe(office, null);
  expect(standing(office, ids)).toEqual(ids);
  expect(office.notices('facilities').map((n) => n.key)).toContain('archive-lost:2026');
  setProperty(office, 'archive:facilities', '{}');
  probe(office, null);
  expect(standing(office, ids)).toEqual([ids[3]]);
  expect(office.notices('facilities').map((n) => n.key)).not.toContain('archive-lost:2026');
});

test.each<FaultKind>(['before', 'after', 'kill', 'kill-after'])(
  'a fault of kind %s at every call of the archive loses and doubles nothing',
  (kind) => {
    const { office: base, ids } = eightDays();
    let points = 0;
    for (let n = 1; n < 200; n++) {
      const office = base.fork();
      const struck = strikeNth(
        office,
        n,
        (call, proceed) => failAround(kind, call, proceed),
        () =>
          void office.runtime.run('probe_', [null], {
            active: 'office@demo.example',
            effective: 'office@demo.example',
          }),
      );
      if (struck === '') break;
      points++;
      office.runtime.wait(TICK);
      probe(office, null);
      const rows = archived(office).map((r) => r.編號);
      expect([n, struck, [...rows].sort()]).toEqual([n, struck, ids.slice(0, 3)]);
      expect([n, struck, standing(office, ids)]).toEqual([n, struck, [ids[3]]]);
      expect(archived(office).find((r) => r.編號 === ids[0])).toMatchObject({ 備註: '房東付' });
      expect(office.records('tickets').filter((r) => r.deleted)).toEqual([]);
    }
    expect(points).toBeGreaterThan(15);
  },
  300_000,
);

test('a deleted row is offered back for ninety days, no longer', () => {
  const office = morning();
  const id = submit(office);
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime.person(WU).deleteRows(spreadsheetId, live, office.row('tickets', id)!, 1);
  office.runtime.wait(DAY);
  const offered = () => office.notices('facilities').some((n) => n.action?.kind === 'restore-row');
  expect(offered()).toBe(true);
  const bin = office.records('numbers').find((r) => r.values.key === 'bin.days')!;
  type(office, bin.id, 'value', '7', MANAGER, 'numbers');
  office.runtime.wait(TICK);
  const nightIn = (days: number): boolean => {
    sleep(office, office.runtime.now + days * DAY);
    office.runtime.run('nightly_', [{}], {});
    return offered();
  };
  expect(nightIn(5)).toBe(true);
  expect(nightIn(4)).toBe(false);
  expect(office.record('tickets', id)!.deleted).not.toBeNull();
});
