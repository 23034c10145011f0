// A night looks at a workbook's registers together: it finds what no bell told in every one of them, and reads little for it.
import type { LocalOffice } from '../../local/office';
import { morning, submit, MANAGER, WU } from './hands';

/** A cell typed while no bell rings. */
function unheard(office: LocalOffice, register: string, id: string, key: string, text: string, as = WU): void {
  const { spreadsheetId, live } = office.sheet(register);
  office.runtime.person(as).edit(spreadsheetId, live, office.row(register, id)!, office.col(register, key), text);
  office.runtime.store.set({ pending: [] });
}

function night(office: LocalOffice): number {
  const before = office.runtime.calls.snapshot();
  const run = office.runtime.run('nightly_', [{}], {});
  expect(run.error).toBeUndefined();
  return office.runtime.calls.since(before).reads;
}

test('edits nobody heard of, in several registers of one workbook, are all judged in one night', () => {
  const office = morning();
  const [first, second] = [submit(office), submit(office, { fault: '燈不亮' })];
  unheard(office, 'tickets', first, 'solution', '換了紙匣');
  unheard(office, 'tickets', second, 'solution', '換了燈管');
  unheard(office, 'vendors', 'VEN-001', 'phone', '02-2345-6789');
  unheard(office, 'assets', 'ASSET-00001', 'name', '3F 影印機（左）');
  const person = office.records('people')[0]!.id;
  unheard(office, 'people', person, 'name', '改了名字', MANAGER);
  const limit = office.records('time_limits')[0]!;
  unheard(office, 'time_limits', limit.id, 'hours', '3', MANAGER);
  night(office);
  expect(office.record('tickets', first)!.values.solution).toBe('換了紙匣');
  expect(office.record('tickets', second)!.values.solution).toBe('換了燈管');
  expect(office.record('vendors', 'VEN-001')!.values.phone).toBe('02-2345-6789');
  expect(office.record('assets', 'ASSET-00001')!.values.name).toBe('3F 影印機（左）');
  expect(office.record('people', person)!.values.name).toBe('改了名字');
  expect(office.record('time_limits', limit.id)!.values.hours).toBe(3);
});

test('a quiet night reads each workbook a few times, however many tabs it has', () => {
  const office = morning();
  night(office);
  const books = Object.keys(office.books).filter((key) => key !== 'intake').length;
  expect(night(office)).toBeLessThanOrEqual(14 * books);
});
