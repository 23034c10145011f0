/** Rows of 登記簿: each a register of its own, made of its pattern and its rows of 欄位. */
import { registerSource, rowFaults, type RegisterRow } from '../expand';
import { readRegister } from '../parts/register';
import { fieldRowsOf } from './fields';
import { columnWord, faultIn, labelOf, numberOf, placeOf, text, type Merging, type SetupRow } from './rows';

const TAB = 'office_registers';
const AUDIENCE: Record<string, string> = {
  everyone: 'everyone',
  heads: 'heads',
  anyone: 'anyone-with-the-link',
  nobody: 'none',
};
const COLUMNS: Record<string, string> = {
  key: 'zh_tw',
  name: 'zh_tw',
  number: 'pattern_no',
  called: 'zh_tw',
  workbook: 'book',
  form: 'form_for',
  keep: 'keep_days',
};

export function mergeRegisters(on: Merging): void {
  for (const row of on.rows[TAB] ?? []) {
    if (row.state === 'retired') continue;
    const spec = registerRow(row);
    const pattern = on.model.patterns[spec.pattern];
    const fields = fieldRowsOf(on, spec.key);
    on.faults.push(...rowFaults(pattern, spec, fields));
    if (spec.keep !== null && spec.keep !== undefined && spec.keep < 1) {
      const name = columnWord(on, TAB, 'keep_days');
      faultIn(on, TAB, row, 'keep_days', 'out-of-range', { name, min: 1, max: 3650, kept: '—' });
    }
    const workbooks = new Map(
      Object.values(on.model.workbooks).map((book) => [book.key, { ...book, duty: book.duty ?? ('office' as const) }]),
    );
    const register = readRegister(on.reading, registerSource(pattern, spec, fields), {
      fragments: new Map(),
      workbooks,
      roles: new Set(Object.keys(on.model.roles)),
    });
    if (register) on.model.registers[register.key] = { ...register, office: true };
  }
}

export function registerRow(row: SetupRow): RegisterRow {
  return {
    key: text(row.values.key),
    name: labelOf(row),
    pattern: text(row.values.pattern),
    number: text(row.values.pattern_no),
    called: '',
    accountable: text(row.values.accountable),
    workbook: text(row.values.book) || 'facilities',
    form: AUDIENCE[text(row.values.form_for)] ?? 'everyone',
    keep: numberOf(row.values.keep_days) ?? null,
    where: (part) => placeOf(TAB, row, COLUMNS[part] ?? part),
  };
}
