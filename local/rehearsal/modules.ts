// Modules switched on the way an office manager does it: a yes in 「啟用」 and the box 套用, before the scenario starts.
import { sheetActs } from './acts-sheet.ts';
import { StepFailure, type Stage } from './stage.ts';
import type { Step } from './scenario.ts';

const MANAGER = 'manager@demo.example';
const MINUTE = 60_000;
const FIRST_WAIT = 11 * MINUTE;
const LAST_WAIT = 45 * MINUTE;

/** Ticks each module and waits until its registers are there. Takes about half an hour of the office's time. */
export function applyModules(stage: Stage, modules: readonly string[]): void {
  if (modules.length === 0) return;
  const { office } = stage;
  for (const key of modules) {
    const record = office.records('modules').find((rec) => rec.values.key === key);
    if (!record) throw new StepFailure(`the office has no module "${key}"`);
    const row = office.row('modules', record.id);
    if (row === null) throw new StepFailure(`no row of "modules" shows ${record.id}`);
    const { spreadsheetId, live } = office.sheet('modules');
    office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('modules', 'enabled'), '是');
    office.runtime.wait(5000);
  }
  office.runtime.wait(FIRST_WAIT);
  const all = { book: 'setup', under: '等套用', words: '套用' };
  const step: Step = { verb: 'tick', what: undefined, as: MANAGER, remember: {}, all, line: 1, steps: [] };
  sheetActs.tick!(stage, step);
  const missing = (): string[] =>
    modules
      .flatMap((key) => office.model.modules[key]?.registers ?? [])
      .filter((register) => !office.model.registers[register]);
  for (let waited = 0; missing().length > 0; waited += 5 * MINUTE) {
    if (waited >= LAST_WAIT) throw new StepFailure('these modules did not come on', modules, missing());
    office.runtime.wait(5 * MINUTE);
  }
  // The tick after the registers came draws their tabs and forms.
  office.runtime.wait(10 * MINUTE);
}
