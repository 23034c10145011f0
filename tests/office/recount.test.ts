// Counts on parents: right in the same commit where the parent was read, and by the next night in any case.
import type { LocalOffice } from '../../local/office';
import { MINUTE, morning, submit, WU } from './hands';

const KEY = 'tickets.asset.month:2026-03';
const count = (office: LocalOffice, id: string) => office.record('assets', id)!.tallies[KEY] ?? 0;
const night = (office: LocalOffice) => {
  const run = office.runtime.run('nightly_', [{}], {});
  if (run.error) throw new Error(run.error.message);
  office.runtime.wait(MINUTE);
};

test('a wrong count is counted anew, and a night with nothing wrong writes none', () => {
  const office = morning();
  const asset = 'ASSET-00001';
  submit(office, { asset });
  submit(office, { asset });
  const { spreadsheetId, mirror } = office.sheet('assets');
  const rec = { ...office.record('assets', asset)!, tallies: { [KEY]: 7, 'tickets.gone.month:2026-03': 1 } };
  const cells = [1, 2, 3, 4].map((c) => office.runtime.store.cell(spreadsheetId, mirror, 2, c).v);
  office.runtime.store.putRows(spreadsheetId, mirror, 2, [[...cells, JSON.stringify(rec)]]);
  night(office);
  expect(office.record('assets', asset)!.tallies).toEqual({ [KEY]: 2, 'tickets.asset.open': 2 });
  const { rev } = office.record('assets', asset)!;
  night(office);
  expect(office.record('assets', asset)!.rev).toBe(rev);
});

test('a deleted row no longer counts', () => {
  const office = morning();
  const id = submit(office, { asset: 'ASSET-00001' });
  submit(office, { asset: 'ASSET-00001' });
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime.person(WU).deleteRows(spreadsheetId, live, office.row('tickets', id)!, 1);
  night(office);
  expect(office.record('tickets', id)!.deleted).not.toBeNull();
  expect(count(office, 'ASSET-00001')).toBe(1);
});
