// Counts what an act costs: locks, Sheets API reads and writes, cells moved, virtual and real time of the executions it caused.
import type { Execution, Runtime } from '../../runtime/index.ts';

export interface Cost {
  executions: number;
  locks: number;
  reads: number;
  writes: number;
  cellsRead: number;
  cellsWritten: number;
  /** All service calls that leave the script's process. */
  calls: number;
  virtualMs: number;
  realMs: number;
  errors: string[];
}

/** Runs `act`, lets its events fire, and counts. Time triggers must not fall into `afterMs`. */
export function costOf(runtime: Runtime, act: () => void, afterMs = 4000): Cost {
  const before = runtime.calls.snapshot();
  const last = runtime.executions.at(-1);
  const began = performance.now();
  act();
  if (afterMs > 0) runtime.wait(afterMs);
  const realMs = performance.now() - began;
  const delta = runtime.calls.since(before);
  const executions = runtime.executions.slice(last ? runtime.executions.lastIndexOf(last) + 1 : 0);
  return {
    executions: executions.length,
    locks: locksOf(executions),
    reads: delta.reads,
    writes: delta.writes,
    cellsRead: delta.cellsRead,
    cellsWritten: delta.cellsWritten,
    calls: executions.reduce((sum, x) => sum + x.calls.filter((call) => !call.free).length, 0),
    virtualMs: Math.round(executions.reduce((sum, x) => sum + (x.endedAt ?? x.clock) - x.startedAt, 0)),
    realMs: Math.round(realMs),
    errors: executions.filter((x) => x.error).map((x) => `${x.fn}: ${x.error!.message}`),
  };
}

function locksOf(executions: readonly Execution[]): number {
  return executions.reduce(
    (sum, x) =>
      sum + x.calls.filter((call) => call.service === 'Lock' && /^(tryLock|waitLock)$/.test(call.method)).length,
    0,
  );
}

/** Reads and writes of the busiest sliding minute among these executions' Sheets API calls. */
export function busiestMinute(executions: readonly Execution[]): { reads: number; writes: number } {
  const calls = executions.flatMap((x) => x.calls.filter((call) => call.service.startsWith('Sheets.')));
  const busiest = (write: boolean): number => {
    const times = calls
      .filter((call) => call.write === write)
      .map((call) => call.at)
      .sort((a, b) => a - b);
    let most = 0;
    for (let from = 0, to = 0; to < times.length; to++) {
      while (times[to]! - times[from]! >= 60_000) from++;
      most = Math.max(most, to - from + 1);
    }
    return most;
  };
  return { reads: busiest(false), writes: busiest(true) };
}
