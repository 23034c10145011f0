// A job that nobody knows of any more is found by night; a stocktake that became void is left alone.
import type { LocalOffice } from '../../local/office';
import { jobWorkflows } from '../../local/rehearsal/faults/jobs';
import { call, CHOU, morning, TICK, type } from './hands';

const take = (office: LocalOffice) => office.records('stocktakes')[0]!;
function asked(): LocalOffice {
  const office = morning();
  jobWorkflows[0]!.prepare!(office);
  return office;
}
const keys = (office: LocalOffice): string[] =>
  Object.keys(office.runtime.store.state.scriptProperties).filter((key) => key.startsWith('job:'));

test('its property is lost: the night finds the job by its record, the tick goes on', () => {
  const office = asked();
  expect(keys(office)).toEqual([`job:facilities:stocktakes:${take(office).id}`]);
  const { [keys(office)[0]!]: _lost, ...rest } = office.runtime.store.state.scriptProperties;
  office.runtime.store.set({ scriptProperties: rest });
  office.runtime.wait(2 * TICK);
  expect(take(office).state).toBe('frozen');
  const { owner } = office.runtime;
  office.runtime.run('nightly_', [{}], { active: owner, effective: owner });
  office.runtime.wait(2 * TICK);
  expect(take(office)).toMatchObject({ state: 'counting', values: { book: 120 } });
  expect(keys(office)).toEqual([]);
}, 120_000);

test('void before it began: nothing is counted and nobody is asked', () => {
  const office = asked();
  type(office, take(office).id, '$next', '作廢：日期錯', CHOU, 'stocktakes');
  office.runtime.wait(2 * TICK);
  expect(take(office)).toMatchObject({ state: 'void', job: null });
  expect(office.records('counts')).toEqual([]);
  expect(keys(office)).toEqual([]);
}, 120_000);

test('whoever holds nothing of it neither sees a sheet nor answers it', () => {
  const office = asked();
  office.runtime.wait(2 * TICK);
  const sheet = office.records('count_sheets').find((rec) => rec.values.holder === 'lin@demo.example')!;
  const page = (as: string): string =>
    office.runtime.person(as).page({ p: 'record', r: 'count_sheets', id: sheet.id }).html;
  expect(page('lin@demo.example')).toContain('其餘都在');
  expect(page('rd-head@demo.example')).not.toContain(String(sheet.values.holder));
  const params = { register: 'count_sheets', id: sheet.id, action: 'all_here' };
  expect(call(office, 'rd-head@demo.example', 'act', params)).toMatchObject({ ok: false });
  expect(call(office, 'lin@demo.example', 'act', params)).toMatchObject({ ok: true });
}, 120_000);
