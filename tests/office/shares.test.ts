// Shared slices as they stand in Google: who may look, what they see, what a fault or a lost file leaves behind.
import { failAround, strikeNth, type FaultKind } from '../../local/rehearsal/faults/throwing';
import type { LocalOffice } from '../../local/office';
import { valueOf } from '../../local/runtime/store/cells';
import { rowsBetween } from '../../local/runtime/store/grid';
import { CHEN, MANAGER, morning, submit, TICK, type, WU } from './hands';
import { ServiceError } from '../../local/runtime/index';
import { probe, withProbe } from './probe';

const VENDOR = 'service@vendor.example';
const SECOND = 'second@vendor.example';

/** An office with two tickets, one of them the vendor's, and a line that shares them; not yet looked at. */
function lined(values: Record<string, string> = {}): { office: LocalOffice; ids: string[] } {
  const office = morning();
  const ids = [submit(office), submit(office, { fault: '燈不亮' }, CHEN)];
  type(office, ids[0]!, 'vendor', 'VEN-001');
  const { spreadsheetId, live } = office.sheet('shares');
  const all = {
    name: '給廠商',
    source: '報修單',
    columns: '編號、故障描述、狀態',
    field: '廠商',
    value: 'VEN-001',
    readers: VENDOR,
    ...values,
  };
  const row = office.endRow('shares');
  for (const [key, text] of Object.entries(all))
    office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('shares', key), text);
  office.runtime.wait(4000);
  return {
    office: withProbe(
      office,
      `import { shareOut } from './src/office/shares';`,
      `shareOut(ports, ports.props.all(), !!arg, ports.now() + 200000);`,
    ),
    ids,
  };
}
const standing = (office: LocalOffice) =>
  JSON.parse(office.property('share:SHR-001') ?? 'null') as { file: string; n: number; rev: number } | null;
const fileOf = (office: LocalOffice) => office.runtime.store.spreadsheets[standing(office)?.file ?? ''];
function table(office: LocalOffice): string[] {
  const file = fileOf(office);
  if (!file) return [];
  const { grid } = file.sheets[0]!;
  return rowsBetween(grid, 0, grid.length)
    .map((row) => Array.from(row, valueOf).join('|'))
    .filter((line) => /[^|]/.test(line));
}
const viewers = (office: LocalOffice) => [...(fileOf(office)?.viewers ?? [])].sort();
const reads = (office: LocalOffice, work: () => void): number => {
  const before = office.runtime.calls.snapshot();
  work();
  const { methods } = office.runtime.calls.since(before);
  return Object.entries(methods).reduce((n, [m, count]) => n + (m.startsWith('Sheets.') ? count : 0), 0);
};

test('a slice holds values of its rows alone, and a tick in which nothing moved reads no workbook for it', () => {
  const { office, ids } = lined();
  office.runtime.wait(3 * TICK);
  expect(table(office)).toEqual(['編號|故障描述|狀態', `${ids[0]}|卡紙|待回應`]);
  expect(viewers(office)).toEqual([VENDOR]);
  expect(fileOf(office)!.editors ?? []).toEqual([]);
  expect(reads(office, () => void probe(office, false))).toBe(0);
  type(office, ids[1]!, 'why', '廠商看不到');
  expect(reads(office, () => void probe(office, false))).toBeGreaterThan(0);
  expect(table(office)).toHaveLength(2);
});

test('who is taken off the line is shut out; a line that is wrong leaves what stands as it was', () => {
  const { office, ids } = lined({ readers: `${VENDOR}、${SECOND}` });
  office.runtime.wait(3 * TICK);
  expect(viewers(office)).toEqual([SECOND, VENDOR]);
  type(office, 'SHR-001', 'readers', SECOND, MANAGER, 'shares');
  office.runtime.wait(TICK);
  expect(viewers(office)).toEqual([SECOND]);
  type(office, 'SHR-001', 'columns', '編號、電話號碼', MANAGER, 'shares');
  office.runtime.wait(TICK);
  expect(office.cell('shares', 'SHR-001', '$check')).toMatch(/^✗ 登記簿裡沒有「電話號碼」這一欄/);
  expect(table(office)).toEqual(['編號|故障描述|狀態', `${ids[0]}|卡紙|待回應`]);
  expect(viewers(office)).toEqual([SECOND]);
  // Fewer columns: what stood to the right is gone.
  type(office, 'SHR-001', 'columns', '編號', MANAGER, 'shares');
  office.runtime.wait(TICK);
  expect(table(office)).toEqual(['編號', ids[0]]);
  expect(office.cell('shares', 'SHR-001', '$check')).toMatch(/已分享 1 列/);
});

test('ended by hand it is empty and nobody looks; shared again it is the same file', () => {
  const { office, ids } = lined();
  office.runtime.wait(3 * TICK);
  const { file } = standing(office)!;
  type(office, 'SHR-001', '$next', '收回', MANAGER, 'shares');
  office.runtime.wait(TICK);
  expect([table(office), viewers(office)]).toEqual([[], []]);
  type(office, 'SHR-001', '$next', '再分享', MANAGER, 'shares');
  office.runtime.wait(TICK);
  expect(standing(office)!.file).toBe(file);
  expect(table(office)).toEqual(['編號|故障描述|狀態', `${ids[0]}|卡紙|待回應`]);
  expect(viewers(office)).toEqual([VENDOR]);
});

test('an address Google refuses is answered in its line and stops no other one', () => {
  const { office, ids } = lined({ readers: 'nobody@refused.example' });
  office.runtime.hook((call, proceed) => {
    if (call.method === 'addViewer' && String(call.args[0]).endsWith('@refused.example'))
      throw new ServiceError('Your organization does not allow sharing with nobody@refused.example.');
    return proceed();
  });
  office.runtime.wait(2 * TICK);
  const { spreadsheetId, live } = office.sheet('shares');
  const row = office.endRow('shares');
  for (const [key, text] of Object.entries({ name: '二', source: '報修單', readers: VENDOR }))
    office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('shares', key), text);
  office.runtime.wait(3 * TICK);
  expect(office.cell('shares', 'SHR-001', '$check')).toMatch(/^✗ Google 不肯分享，下一輪再試：Your organization/);
  expect(office.cell('shares', 'SHR-002', '$check')).toMatch(/已分享 2 列/);
  expect(table(office)).toEqual(['…']);
  office.runtime.hook(null);
  office.runtime.wait(TICK);
  expect(table(office)).toEqual(['編號|故障描述|狀態', `${ids[0]}|卡紙|待回應`]);
  expect(office.cell('shares', 'SHR-001', '$check')).toMatch(/已分享 1 列/);
});

test('people of the office and roles are never shared', () => {
  for (const source of ['人員', '角色']) {
    const { office } = lined({ source, columns: '', field: '', value: '' });
    office.runtime.wait(3 * TICK);
    expect(office.cell('shares', 'SHR-001', '$check')).toMatch(new RegExp(`^✗ 「${source}」不能給外人看`));
    expect(standing(office)).toBeNull();
  }
});

test('a file somebody threw away is made anew and said', () => {
  const { office, ids } = lined();
  office.runtime.wait(3 * TICK);
  const { file } = standing(office)!;
  const { [file]: _gone, ...rest } = office.runtime.store.spreadsheets;
  office.runtime.store.set({ spreadsheets: rest });
  type(office, ids[0]!, '$next', '開始處理', WU);
  office.runtime.wait(TICK);
  expect(office.cell('shares', 'SHR-001', '$check')).toMatch(/檔案不見了/);
  office.runtime.wait(2 * TICK);
  expect(standing(office)!.file).not.toBe(file);
  expect(table(office)).toEqual(['編號|故障描述|狀態', `${ids[0]}|卡紙|處理中`]);
});

test.each<FaultKind>(['before', 'after', 'kill', 'kill-after'])(
  'a fault of kind %s at every call of a share ends with the slice as it must be',
  (kind) => {
    const { office: base, ids } = lined();
    base.runtime.wait(150_000); // the row has rested
    base.runtime.run('tick_', [{}], {});
    let points = 0;
    for (let n = 1; n < 200; n++) {
      const office = base.fork();
      // A new reader and a changed ticket: the next run has both to bring over.
      type(office, 'SHR-001', 'readers', SECOND, MANAGER, 'shares');
      type(office, ids[0]!, '$next', '開始處理', WU);
      const struck = strikeNth(
        office,
        n,
        (call, proceed) => failAround(kind, call, proceed),
        () =>
          void office.runtime.run('probe_', [false], {
            active: 'office@demo.example',
            effective: 'office@demo.example',
          }),
      );
      if (struck === '') break;
      points++;
      office.runtime.wait(2 * TICK);
      expect([n, struck, viewers(office)]).toEqual([n, struck, [SECOND]]);
      expect([n, struck, table(office)]).toEqual([n, struck, ['編號|故障描述|狀態', `${ids[0]}|卡紙|處理中`]]);
      expect(office.cell('shares', 'SHR-001', '$check')).toMatch(/已分享 1 列/);
    }
    expect(points).toBeGreaterThan(12);
  },
  300_000,
);
