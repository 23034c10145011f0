// Documents over their life: made once the doer can no longer take it back, written in, frozen at the action, found when a run died.
import { filesOf, finished, paperOffice } from '../../local/rehearsal/faults/papers';
import { failAround, FAULT_KINDS, strikeNth, type FaultKind } from '../../local/rehearsal/faults/throwing';
import type { LocalOffice } from '../../local/office';
import type { HookCall } from '../../local/runtime/index';
import { paperText } from '../../local/rehearsal/expect-document';
import { CHOU, HOUR, LIN, MINUTE, submit, TICK, type, WU } from './hands';

const papersOf = (office: LocalOffice, id: string) => office.record('tickets', id)!.documents ?? {};
const file = (office: LocalOffice, id: string, key: string) =>
  office.runtime.store.state.drive![papersOf(office, id)[key]!.id]!;
const errors = (office: LocalOffice) =>
  office.runtime.executions.filter((x) => x.error).map((x) => `${x.fn} ${x.error!.message}`);

function working(office: LocalOffice): string {
  const id = submit(office, { fault: '卡紙\n第二紙匣' });
  type(office, id, '$next', '開始處理');
  return id;
}

function solve(office: LocalOffice, id: string): void {
  type(office, id, 'solution', '換滾輪');
  type(office, id, 'cost', '1200');
  type(office, id, '$next', '修好了');
  expect(office.record('tickets', id)!.state).toBe('solved');
}

/** The workbook is shared with those who work in it. */
function withEditors(office: LocalOffice): LocalOffice {
  const { store } = office.runtime;
  store.putSpreadsheet({ ...store.spreadsheet(office.books.facilities!), editors: [WU, CHOU] });
  return office;
}

describe('a living document', () => {
  const office = withEditors(paperOffice());
  const id = working(office);

  test('waits as long as its cause can be undone, then is there for those who edit the workbook', () => {
    office.runtime.wait(8 * MINUTE);
    expect(finished(office)).toEqual([]);
    office.runtime.wait(2 * TICK);
    expect(finished(office)).toEqual([`doc ${id} 處理紀錄`]);
    expect(paperText(file(office, id, 'note'))).toContain('卡紙\n第二紙匣');
    expect(office.cell('tickets', id, '$files')).toBe('處理紀錄（編寫中）');
    office.runtime.person(WU).writeIn(file(office, id, 'note').id, '換了滾輪');
    expect(() => office.runtime.person(LIN).writeIn(file(office, id, 'note').id, 'x')).toThrow(/access/);
  });

  test('ends at its action: what people wrote is in the PDF, and nobody writes on', () => {
    solve(office, id);
    const before = papersOf(office, id).note!.id;
    office.runtime.wait(3 * TICK);
    expect(finished(office)).toEqual([`doc ${id} 處理紀錄`, `pdf ${id} 完修單.pdf`, `pdf ${id} 處理紀錄.pdf`]);
    const pdf = file(office, id, 'note');
    expect(paperText(pdf)).toContain('換了滾輪');
    expect([papersOf(office, id).note!.kind, pdf.readOnly]).toEqual(['pdf', true]);
    expect(papersOf(office, id).note!.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(() => office.runtime.person(WU).writeIn(before, '再補一句')).toThrow(/view only/);
    expect(office.cell('tickets', id, '$files')).toBe('處理紀錄 PDF · 完修單 PDF');
    expect(errors(office)).toEqual([]);
  });

  test('the work folder is empty, and another record files into the same folders', () => {
    expect(filesOf(office).filter((f) => f.appProperties.part === 'draft')).toEqual([]);
    const folders = filesOf(office).filter((f) => f.appProperties.folder !== undefined).length;
    working(office);
    office.runtime.wait(3 * TICK);
    expect(filesOf(office).filter((f) => f.appProperties.folder !== undefined)).toHaveLength(folders);
  });
});

test('what is undone is never made', () => {
  const office = paperOffice();
  const id = working(office);
  office.runtime.wait(2 * MINUTE);
  type(office, id, '$next', '復原');
  office.runtime.wait(4 * TICK);
  expect(office.record('tickets', id)!.state).toBe('new');
  expect(finished(office)).toEqual([]);
});

test('a living document deleted for good is told when it should end', () => {
  const office = paperOffice();
  const id = working(office);
  office.runtime.wait(3 * TICK);
  const { store } = office.runtime;
  const { [papersOf(office, id).note!.id]: _gone, ...drive } = store.state.drive!;
  store.set({ drive });
  solve(office, id);
  office.runtime.wait(3 * TICK);
  expect(finished(office)).toEqual([`pdf ${id} 完修單.pdf`]);
  const said = office
    .home('facilities')
    .map((row) => row.texts.join(' '))
    .join('\n');
  expect(said).toContain(`${id} 的「處理紀錄」已被永久刪除`);
});

test('a list of what belongs to a record is read when it is made', () => {
  const office = paperOffice();
  const { id: asset } = office.records('assets').find((rec) => rec.state === 'in_use')!;
  const id = submit(office, { fault: '漏粉' });
  type(office, id, 'asset', asset);
  submit(office, { fault: '別台' });
  type(office, asset, '$next', '送修', CHOU, 'assets');
  office.runtime.wait(3 * TICK);
  const link = office.record('assets', asset)!.documents!.history!;
  const text = paperText(office.runtime.store.state.drive![link.id]!);
  expect(text).toContain(`${id}\t漏粉`);
  expect(text).not.toContain('別台');
});

test('a folder in the bin is made anew; what was filed there stays where it is', () => {
  const office = paperOffice();
  working(office);
  office.runtime.wait(3 * TICK);
  const folder = filesOf(office).find((f) => f.name === '報修')!;
  office.runtime.person(office.runtime.owner).binFile(folder.id);
  const next = working(office);
  office.runtime.wait(3 * TICK);
  expect(finished(office)).toEqual([`doc ${next} 處理紀錄`]);
  expect(papersOf(office, next).note).toBeDefined();
});

test('what the office makes of its letterhead, later documents begin with; in the bin it is told and made anew', () => {
  const office = paperOffice();
  working(office);
  office.runtime.wait(3 * TICK);
  const letterhead = filesOf(office).find((f) => f.appProperties.part === 'letterhead')!;
  office.runtime.person(office.runtime.owner).writeIn(letterhead.id, '電話 02-1234-5678');
  const next = working(office);
  office.runtime.wait(3 * TICK);
  const text = paperText(file(office, next, 'note'));
  expect(text).toContain('電話 02-1234-5678');
  expect(text).toContain(`${next} 處理紀錄`);
  office.runtime.person(office.runtime.owner).binFile(letterhead.id);
  const last = working(office);
  office.runtime.wait(24 * HOUR);
  expect(paperText(file(office, last, 'note'))).not.toContain('電話');
  expect(
    office
      .home('setup')
      .map((row) => row.texts.join(' '))
      .join('\n'),
  ).toContain('文件「信紙」在垃圾桶');
});

test('several records of one morning are all made, each once', () => {
  const office = paperOffice();
  const ids = Array.from({ length: 5 }, () => working(office));
  office.runtime.wait(5 * TICK);
  expect(finished(office)).toEqual(ids.map((id) => `doc ${id} 處理紀錄`).sort());
});

/** CHANCERY_EVERY_CALL=1: at every call. */
const STRIDE = process.env.CHANCERY_EVERY_CALL ? 1 : 11;

/** Somebody sorts the register by the fault, up or down in turn. */
const sorted = (office: LocalOffice, n: number) => () => {
  const { spreadsheetId, live } = office.sheet('tickets');
  const top = office.headerRow('tickets') + 1;
  const { colCount } = office.runtime.store.sheet(spreadsheetId, live);
  const range = { row: top, col: 1, rows: office.endRow('tickets') - top, cols: colCount };
  office.runtime.person(CHOU).sort(spreadsheetId, live, range, office.col('tickets', 'fault'), n % 2 === 0);
};

describe('one cause is one file, wherever a run dies', () => {
  /** A ticket in work whose note waits, and whose end was typed just now: the next ticks make, freeze and print. */
  const ready = (): LocalOffice => {
    const office = paperOffice();
    const id = working(office);
    submit(office, { fault: '燈不亮' });
    office.runtime.wait(2 * TICK);
    solve(office, id);
    return office;
  };
  const base = ready();
  const id = base.records('tickets')[0]!.id;
  const wanted = [`doc ${id} 處理紀錄`, `pdf ${id} 完修單.pdf`, `pdf ${id} 處理紀錄.pdf`];

  test.each([...FAULT_KINDS, 'sort'])('%s', (kind) => {
    const found: string[] = [];
    let points = 0;
    for (let n = 1; n < 2000; n += STRIDE) {
      const office = base.fork();
      const sort = kind === 'sort' ? sorted(office, n) : null;
      const strike = (call: HookCall, proceed: () => unknown): unknown => {
        if (!sort) return failAround(kind as FaultKind, call, proceed);
        sort();
        return proceed();
      };
      const struck = strikeNth(office, n, strike, () => {
        office.runtime.wait(2 * TICK);
      });
      if (struck === '') break;
      points++;
      office.runtime.wait(4 * TICK);
      const now = finished(office);
      if (JSON.stringify(now) !== JSON.stringify(wanted)) found.push(`${n} ${struck}: ${now.join(', ')}`);
      if (office.cell('tickets', id, '$files') !== '處理紀錄 PDF · 完修單 PDF') found.push(`${n} ${struck}: the row`);
      const links = papersOf(office, id);
      for (const key of ['note', 'sheet']) {
        const linked = office.runtime.store.state.drive![links[key]?.id ?? ''];
        if (linked?.appProperties.part !== 'pdf' || !linked.readOnly)
          found.push(`${n} ${struck}: ${key} is not linked`);
      }
    }
    expect(found.slice(0, 8)).toEqual([]);
    expect(points * STRIDE).toBeGreaterThan(60);
  });
});
