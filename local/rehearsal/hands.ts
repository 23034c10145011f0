// A person's hands on a sheet: who, which row, what is typed.
import { need, StepFailure, type Stage } from './stage.ts';
import type { Step } from './scenario.ts';

export type Act = (stage: Stage, step: Step) => void;

export function person(stage: Stage, step: Step) {
  if (!step.as) throw new StepFailure('who does it? Write "as: someone@demo.example"');
  return stage.office.runtime.person(step.as);
}

/** Live row by `id`, or by `row`: a 1-based number, or `new` for the first blank one. */
export function rowOf(stage: Stage, register: string, d: Record<string, unknown>): number {
  if (d.row === 'new') return stage.office.endRow(register);
  if (d.row !== undefined) return Number(d.row);
  const id = need(d, 'id');
  const row = stage.office.row(register, id);
  if (row === null) throw new StepFailure(`no row of "${register}" shows ${id}`);
  return row;
}

export function typeIn(
  stage: Stage,
  step: Step,
  register: string,
  row: number,
  field: string,
  text: string | boolean | null,
): void {
  const { spreadsheetId, live } = stage.office.sheet(register);
  person(stage, step).edit(spreadsheetId, live, row, stage.office.col(register, field), text);
}

export function typed(value: unknown): string | boolean | null {
  return value === null ? null : typeof value === 'boolean' ? value : String(value);
}

/** Column (1-based) with this text in the register's header row. */
export function ownColumn(stage: Stage, register: string, header: string): number {
  const { spreadsheetId, live } = stage.office.sheet(register);
  const width = stage.office.runtime.store.sheet(spreadsheetId, live).colCount;
  const row = stage.office.headerRow(register);
  for (let col = 1; col <= width; col++) if (stage.office.text(register, row, col) === header) return col;
  throw new StepFailure(`no column of "${register}" is headed "${header}"`);
}
