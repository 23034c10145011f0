// Numbers of the office changed the way an office manager does it: in the setup workbook, before the scenario starts.
import { StepFailure, type Stage } from './stage.ts';

const MANAGER = 'manager@demo.example';

/** Types each value into 「你的值」 of its row in 數字 and waits until the tick has taken it to the other workbooks. */
export function applySettings(stage: Stage, settings: Record<string, unknown>): void {
  const entries = Object.entries(settings);
  if (entries.length === 0) return;
  const { office } = stage;
  for (const [key, value] of entries) {
    const record = office.records('numbers').find((rec) => rec.values.key === key);
    if (!record) throw new StepFailure(`the office has no number "${key}"`);
    const row = office.row('numbers', record.id);
    if (row === null) throw new StepFailure(`no row of "numbers" shows ${record.id}`);
    const { spreadsheetId, live } = office.sheet('numbers');
    office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('numbers', 'value'), String(value));
    office.runtime.wait(5000);
  }
  office.runtime.wait(21 * 60_000);
}
