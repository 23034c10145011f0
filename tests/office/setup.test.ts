// Setting up is plan and apply: a second run changes nothing (design: Templates and the office layer).
import { openingRows } from '../../local/demo/numbered';
import { readOpening } from '../../local/demo/opening';
import { expectUnmoved, morning, OWNER, standing, submit, TICK, WU } from './hands';

const setup = (office: ReturnType<typeof morning>, options: object = {}, as = OWNER) =>
  office.runtime.run('setup', [options], { active: as, effective: as });

test('run again it writes nothing, neither with nor without the opening rows', () => {
  const office = morning();
  submit(office);
  const before = standing(office);
  for (const options of [{}, { opening: openingRows(readOpening(), office.model) }]) {
    const run = setup(office, options);
    expect(run.error).toBeUndefined();
    expect(run.result).toMatchObject({ ok: true, done: [] });
    const writes = run.calls.filter((c) => c.write && /Sheets|Spreadsheet|Form|Trigger|Script/.test(c.service));
    expect(writes.map((c) => `${c.service}.${c.method}`)).toEqual([]);
    expectUnmoved(office, before);
  }
});

test('a trigger somebody deleted comes back alone', () => {
  const office = morning();
  const { triggers } = office.runtime.store.state;
  office.runtime.store.set({ triggers: triggers.filter((t) => t.handler !== 'tick_') });
  expect(setup(office).result).toMatchObject({ ok: true });
  const names = (list: typeof triggers) => list.map((t) => `${t.handler} ${t.sourceId}`).sort();
  expect(names(office.runtime.store.state.triggers)).toEqual(names(triggers));
});

test('by another account it is refused before it reads or writes anything', () => {
  const office = morning();
  const before = standing(office);
  const run = setup(office, {}, WU);
  expect(run.error!.message).toContain('wrong-account');
  expectUnmoved(office, before);
});

test('rows people added or renamed since stay theirs', () => {
  for (const rows of [0, 1]) {
    const office = morning();
    if (rows) submit(office);
    const { spreadsheetId, live } = office.sheet('tickets');
    office.runtime.person(WU).edit(spreadsheetId, live, 1, office.col('tickets', 'fault'), '哪裡壞了');
    office.runtime.wait(TICK);
    expect(setup(office).result).toMatchObject({ ok: true, done: [] });
    expect(office.text('tickets', 1, office.col('tickets', 'fault'))).toBe('哪裡壞了');
    expect(office.notices('facilities')).toEqual([]);
    submit(office, { fault: '燈不亮' });
    const { id } = office.records('tickets').at(-1)!;
    expect(office.cell('tickets', id, 'fault')).toBe('燈不亮');
  }
});
