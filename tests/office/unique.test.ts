// A unique value that stands in another record is held wherever it is typed: in a row, in a new row, in a pasted block.
import { CHOU, MINUTE, morning, TICK, type as typeIn } from './hands';
import type { LocalOffice } from '../../local/office';

const SERIAL = 'CM33-20417'; // of ASSET-00001

const type = (office: LocalOffice, id: string, key: string, text: string | null): void =>
  typeIn(office, id, key, text, CHOU, 'assets');

function pasteRows(office: LocalOffice, rows: { name: string; serial: string }[]): void {
  const { spreadsheetId, live } = office.sheet('assets');
  const at = (key: string): number => office.col('assets', key);
  const first = at('name');
  const width = Math.max(at('serial'), at('category')) - first + 1;
  const block = rows.map((row) => {
    const cells = new Array<string>(width).fill('');
    cells[0] = row.name;
    cells[at('category') - first] = '桌椅家具';
    cells[at('serial') - first] = row.serial;
    return cells;
  });
  office.runtime.person(CHOU).paste(spreadsheetId, live, office.endRow('assets'), first, block);
  office.runtime.wait(TICK + 2 * MINUTE); // new rows rest two minutes, then the next tick takes them
}

test('typed into a row: held, named, and released when the other one changes and it is typed again', () => {
  const office = morning();
  type(office, 'ASSET-00003', 'serial', 'cm33－20417');
  expect(office.record('assets', 'ASSET-00003')!.values.serial).toBe('LP40-88121');
  expect(office.cell('assets', 'ASSET-00003', '$check')).toBe('✗ 序號：「cm33－20417」和 ASSET-00001 重複');
  type(office, 'ASSET-00001', 'serial', 'CM33-X');
  type(office, 'ASSET-00003', 'serial', SERIAL);
  expect(office.record('assets', 'ASSET-00003')).toMatchObject({ held: {}, values: { serial: SERIAL } });
  // Its own value is no double, and a blank is none.
  type(office, 'ASSET-00003', 'serial', ' CM33-20417');
  expect(office.record('assets', 'ASSET-00003')!.held).toEqual({});
  type(office, 'ASSET-00021', 'serial', 'x');
  type(office, 'ASSET-00021', 'serial', null);
  expect(office.record('assets', 'ASSET-00021')).toMatchObject({ held: {}, values: { serial: null } });
});

test('an edit of another column reads no more than before', () => {
  const office = morning();
  office.runtime.wait(MINUTE);
  const before = office.runtime.calls.snapshot();
  type(office, 'ASSET-00003', 'comment', 'x');
  const { cellsRead } = office.runtime.calls.since(before);
  const again = office.runtime.calls.snapshot();
  type(office, 'ASSET-00003', 'serial', 'LP40-9');
  expect(office.runtime.calls.since(again).cellsRead).toBeGreaterThan(cellsRead);
});

test('in new rows: against the register, and against each other', () => {
  const office = morning();
  pasteRows(office, [
    { name: '甲', serial: SERIAL },
    { name: '乙', serial: 'NEW-1' },
    { name: '丙', serial: 'new-1' },
  ]);
  const made = office.records('assets').slice(-3);
  expect(made.map((rec) => [rec.values.name, rec.values.serial ?? Object.keys(rec.held)])).toEqual([
    ['甲', ['serial']],
    ['乙', 'NEW-1'],
    ['丙', ['serial']],
  ]);
  expect(office.cell('assets', made[2]!.id, '$check')).toContain(`和 ${made[1]!.id} 重複`);
});
