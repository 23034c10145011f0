// A register from a pattern: two tabs' rows become the same register a template would.
import { freshKey, proposedFields } from '../../src/model/expand';
import { effective, shippedModules } from '../../src/model/modules';
import { demoModel } from './office-model';
import { fieldCell, fromRows, makeField, makeRow, proposedRows, registerCell } from './rows';

const LOG = ['visitor', 'company', 'whom', 'purpose', 'time_in', 'time_out'];

test('a visitor log before lunch: six proposed rows, one of the office’s own, and no fault', () => {
  const model = demoModel();
  const fields = proposedRows(model);
  expect(fields.map((field) => field.key)).toEqual(LOG);
  expect(fields.filter((field) => field.asked).map((field) => field.key)).toEqual(LOG.slice(0, 4));
  const { register, faults } = fromRows(makeRow(), [...fields, makeField(6, {})], model);
  expect(faults).toEqual([]);
  expect(register).toMatchObject({
    key: 'x_visitors',
    pattern: 'log',
    keepOpen: 90,
    duty: 'resources',
    called: '{visitor} {company}',
    form: { who: 'anyone-with-the-link', asks: [...LOG.slice(0, 4), 'x_plate'], title: { en: 'Guests' } },
  });
  expect(register!.fields.find((field) => field.key === 'visitor')).toMatchObject({ personal: true, required: true });
  expect(register!.states.map((state) => state.key)).toEqual(['inside', 'gone', 'void']);
  expect(register!.clocks[0]!.late!.tells).toEqual([{ who: 'facilities', mail: 'log_still_inside' }]);
});

test('rows follow their order, not their place; a removed row that nothing uses is simply gone', () => {
  const model = demoModel();
  const rows = proposedRows(model).filter((field) => field.key !== 'company');
  const { register, faults } = fromRows(makeRow(), [...rows, makeField(6, { order: 0, asked: true })], model);
  expect(faults).toEqual([]);
  expect(register!.called).toBe('{visitor}');
  expect(register!.fields.map((field) => field.key)).toEqual(['x_plate', ...LOG.filter((key) => key !== 'company')]);
  expect(register!.form!.asks[0]).toBe('x_plate');
});

test('a removed field that the pattern lives by is answered at the register, once, with what to write', () => {
  const model = demoModel();
  const rows = proposedRows(model).filter((field) => field.key !== 'time_out');
  const { faults } = fromRows(makeRow(), rows, model);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ code: 'pattern-field', where: registerCell('pattern') });
  expect(faults[0]!.words.en).toContain('key time_out, type time');
  expect(faults[0]!.words['zh-TW']).toContain('離開時間');
});

test('a field of the pattern with another type is answered at its type', () => {
  const model = demoModel();
  const rows = proposedRows(model).map((field) => (field.key === 'time_out' ? { ...field, type: 'text' } : field));
  const { faults } = fromRows(makeRow(), rows, model);
  expect(faults).toMatchObject([{ code: 'pattern-type', where: fieldCell(5, 'type') }]);
});

test('no form: none of the pattern either', () => {
  const model = demoModel();
  expect(fromRows(makeRow({ form: 'none' }), proposedRows(model), model).register!.form).toBeUndefined();
});

test('a ledger is a register of its fields and nothing else', () => {
  expect(proposedFields(undefined)).toEqual([]);
  const { register, faults } = fromRows(makeRow({ pattern: 'ledger', called: '{x_plate}' }), [makeField(0, {})]);
  expect(faults).toEqual([]);
  expect(register!.states.map((state) => state.key)).toEqual(['active', 'void']);
});

test.each([
  [{ en: 'Plate number' }, [], 'x_plate_number'],
  [{ en: 'Plate number' }, ['x_plate_number'], 'x_plate_number_2'],
  [{ 'zh-TW': '車號' }, [], 'x_n_1'],
  [{ 'zh-TW': '車號' }, ['x_n_1'], 'x_n_2'],
])('%j gets a key nobody has', (label, taken, key) => {
  expect(freshKey(label, new Set(taken))).toBe(key);
});

test('registers of a module that is off are not in the effective model, and count nothing', () => {
  const pack = demoModel();
  expect(shippedModules(pack)).toEqual(['repairs']);
  const off = effective(pack, []);
  expect(Object.keys(off.registers)).toEqual(Object.keys(pack.registers).filter((key) => !pack.registers[key]!.module));
  expect(off.registers.tickets).toBeUndefined();
  expect(off.version).not.toBe(pack.version);
  // Mails go with the registers that send them, but for those a pattern would send.
  expect(Object.keys(off.mails)).toEqual(expect.arrayContaining(['received', 'log_arrived', 'loan_due']));
  for (const mail of ['ticket_late', 'parcel_arrived', 'key_lost']) expect(off.mails[mail]).toBeUndefined();
  expect(effective(pack, ['repairs', 'nobody']).registers).toEqual(effective(pack).registers);
});

test.each(['log', 'request', 'approval', 'loan', 'round', 'campaign'])(
  'the pattern %s as it is makes a register without a fault',
  (pattern) => {
    const model = demoModel();
    const rows = proposedRows(model, pattern);
    const { register, faults } = fromRows(
      makeRow({ pattern, form: pattern === 'campaign' ? 'none' : 'everyone' }),
      rows,
      model,
    );
    expect(faults).toEqual([]);
    expect(JSON.stringify(register)).not.toContain('{accountable}');
    expect(register!.metrics.length).toBeGreaterThan(0);
    const names = [...register!.states, ...register!.actions].map((part) => part.key);
    // A name that is a field and a state would make a state look as if it needed the field.
    expect(names.filter((name) => rows.some((row) => row.key === name))).toEqual([]);
  },
);

test('a field that only groups figures or is only shown to an approver may go', () => {
  const model = demoModel();
  const rows = proposedRows(model, 'approval').filter((field) => field.key !== 'why' && field.key !== 'requester');
  const { register, faults } = fromRows(makeRow({ pattern: 'approval' }), rows, model);
  expect(faults).toEqual([]);
  expect(register!.approvals[0]!.shows).toEqual(['what', 'amount']);
  expect(register!.metrics[0]!.by).toEqual([]);
});
