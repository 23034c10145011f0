// The plan says in sentences what an apply would change, changes nothing, and has nothing to say after the apply.
import { bundleFiles, openDemo, OWNER, type LocalOffice } from '../../local/office';
import { planRegisters } from '../../src/office/plan';
import { demoModel } from '../model/office-model';
import type { Model } from '../../src/model/types';

const setup = (office: LocalOffice, options: object): string[] => {
  const run = office.runtime.run('setup', [options], { active: OWNER, effective: OWNER });
  if (run.error) throw new Error(run.error.message);
  return (run.result as { done: string[] }).done;
};

/** The demo office with a bundle whose tickets ask for the floor. */
function withFloor(office: LocalOffice, more: (model: Model) => void = () => undefined): void {
  const files = bundleFiles();
  const model = JSON.parse(files['pack-office.html']!) as Model;
  const tickets = model.registers.tickets!;
  tickets.fields.splice(3, 0, { key: 'floor', label: { 'zh-TW': '樓層', 'zh-CN': '楼层', en: 'Floor' }, type: 'text' });
  tickets.form!.asks.push('floor');
  more(model);
  model.version = 'with-floor';
  office.runtime.install('engine', { ...files, 'pack-office.html': JSON.stringify(model) });
}

test('an office as it is: nothing would change, and nothing does', () => {
  const office = openDemo().fork();
  const before = office.runtime.calls.snapshot();
  expect(setup(office, { plan: true })).toEqual(['沒有要變的']);
  expect(office.runtime.calls.since(before).methods['Sheets.Spreadsheets.batchUpdate'] ?? 0).toBe(0);
});

test('a field and a question are announced, applied once, and then there is nothing to say', () => {
  const office = openDemo().fork();
  withFloor(office);
  expect(setup(office, { plan: true })).toEqual([
    '「報修單」多一欄「樓層」，加在「更新」左邊',
    '表單「我要報修」多一題「樓層」',
  ]);
  expect(office.form('tickets').items).not.toEqual(expect.objectContaining({ floor: expect.anything() as unknown }));
  setup(office, {});
  expect(Object.values(office.form('tickets').items)).toContain('floor');
  expect(setup(office, { plan: true })).toEqual(['沒有要變的']);
});

test('a field the pack calls otherwise keeps its column, under the name people know', () => {
  const office = openDemo().fork();
  const { colCount } = office.runtime.store.sheet(office.sheet('tickets').spreadsheetId, office.sheet('tickets').live);
  const at = office.col('tickets', 'category');
  withFloor(office, ({ registers }) => {
    const category = registers.tickets!.fields.find((field) => field.key === 'category')!;
    category.label = { 'zh-TW': '故障分類', 'zh-CN': '故障分类', en: 'Kind of fault' };
  });
  setup(office, {});
  const { spreadsheetId, live } = office.sheet('tickets');
  expect(office.col('tickets', 'category')).toBe(at);
  expect(office.text('tickets', office.headerRow('tickets'), at)).toBe('類別');
  // One column more: the floor.
  expect(office.runtime.store.sheet(spreadsheetId, live).colCount).toBe(colCount + 1);
  expect(setup(office, { plan: true })).toEqual(['沒有要變的']);
});

test('a field the pack drops stays the office’s own, and is said', () => {
  const model = demoModel();
  const wanted = structuredClone(model.registers.tickets!);
  wanted.fields = wanted.fields.filter((f) => f.key !== 'photo');
  const applied = { tickets: model.registers.tickets! };
  expect(planRegisters(applied, [wanted]).map((w) => w.code)).toEqual(['plan.field-gone']);
  expect(planRegisters(applied, [model.registers.tickets!])).toEqual([]);
  expect(planRegisters({}, [wanted])[0]!.code).toBe('plan.register');
});
