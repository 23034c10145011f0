// Builders for registers made by rows: a visitor log as the tabs 登記簿 and 欄位 hold it, each part in a cell of its own.
import { checkModel } from '../../src/model/checks/model';
import { proposedFields, registerSource, rowFaults, type FieldRow, type RegisterRow } from '../../src/model/expand';
import { readRegister } from '../../src/model/parts/register';
import { Reading } from '../../src/model/reading';
import { addTallies } from '../../src/model/tallies';
import type { Fault, Model, Register } from '../../src/model/types';
import { demoModel } from './office-model';

const REGISTER_CELLS = 'ABCDEFGHIJ';
const FIELD_CELLS = 'ABCDEFGHIJ';
const REGISTER_PARTS = ['key', 'name', 'pattern', 'number', 'called', 'accountable', 'workbook', 'form', 'keep'];
const FIELD_PARTS = ['key', 'label', 'type', 'list', 'to', 'required', 'help', 'default', 'asked', 'order'];

/** Cell of a part of the register's row: 「登記簿!D3」. */
export const registerCell = (part: string): string => `登記簿!${REGISTER_CELLS[REGISTER_PARTS.indexOf(part)]}3`;
/** Cell of a part of the n-th field row, from 0: 「欄位!C14」. */
export const fieldCell = (n: number, part: string): string => `欄位!${FIELD_CELLS[FIELD_PARTS.indexOf(part)]}${n + 12}`;

export function makeRow(more: Partial<RegisterRow> = {}): RegisterRow {
  return {
    key: 'x_visitors',
    name: { 'zh-TW': '來賓登記', 'zh-CN': '来宾登记', en: 'Guests' },
    pattern: 'log',
    number: 'XV-{year}{month}-{000}',
    called: '',
    accountable: 'facilities',
    workbook: 'facilities',
    form: 'anyone-with-the-link',
    keep: 90,
    where: registerCell,
    ...more,
  };
}

/** The rows the pattern proposes, each in a row of the tab. */
export function proposedRows(model: Model, pattern = 'log'): FieldRow[] {
  return proposedFields(model.patterns[pattern]).map((field, n) => ({ ...field, where: (part) => fieldCell(n, part) }));
}

export function makeField(n: number, more: Partial<FieldRow>): FieldRow {
  return {
    key: 'x_plate',
    label: { 'zh-TW': '車號', 'zh-CN': '车牌', en: 'Plate' },
    type: 'text',
    asked: true,
    order: n + 1,
    where: (part) => fieldCell(n, part),
    ...more,
  };
}

/** What the rows make in the demo office: the register, the model with it, and the errors in the places of the cells. */
export function fromRows(
  row: RegisterRow,
  fields: readonly FieldRow[],
  model: Model = demoModel(),
): { register: Register | null; model: Model; faults: Fault[] } {
  const reading = new Reading();
  const pattern = model.patterns[row.pattern];
  const register = readRegister(reading, registerSource(pattern, row, fields), {
    fragments: new Map(),
    workbooks: new Map(Object.entries(model.workbooks)),
    roles: new Set(Object.keys(model.roles)),
  });
  if (register) model.registers[register.key] = register;
  checkModel(reading, model);
  addTallies(reading, model);
  const faults = [...rowFaults(pattern, row, fields), ...reading.faults];
  return { register, model, faults: faults.filter((fault) => fault.severity === 'error') };
}
