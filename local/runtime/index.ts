// The local Apps Script runtime: everything a test, a scenario, a bench or the desk needs.

export { createRuntime, Runtime, type RuntimeOptions } from './runtime.ts';
export { Person } from './person.ts';
export { Execution, type Call, type CallHook, type HookCall, type TriggerKind } from './execution.ts';
export { kill, Kill, Refused, serviceError, ServiceError } from './errors.ts';
export { CallCounter, type CallSnapshot } from './calls.ts';
export { CONSUMER, WORKSPACE, type Quotas } from './quotas.ts';
export { SWITCHES, type Switches } from './switches.ts';
export type { Change } from './changes.ts';
export { Store } from './store/store.ts';
export {
  cellOf,
  formulaOf,
  isBlank,
  valueOf,
  type Cell,
  type Format,
  type Row,
  type Run,
  type Slot,
  type Validation,
  type Value,
} from './store/cells.ts';
export { rowAt, rowsBetween, type Grid } from './store/grid.ts';
export type * from './store/state.ts';
export { civilAt, civilOfSerial, epochOf, epochOfSerial, offsetAt, serialOf, serialOfCivil } from './zones.ts';
