/**
 * Two runs of the bundle that interfere at every service call. The runtime is one thread, so a run that waits is killed at its call and
 * later run anew: the answers it had until then are given again without touching anything, then it goes on live.
 */
import type { LocalOffice } from '../../local/office';
import { kill } from '../../local/runtime';
import type { CallHook } from '../../local/runtime/execution';

/** An answer a run had from a service; calls that never leave the script's process are made again instead. */
type Had = { name: string } & ({ result: unknown } | { error: Error });
/** Whether a run sleeps depends on the time it is, and that goes on while it waits. */
const SLEEP = 'Utilities.sleep';

/** A run that can be stopped in front of its nth call and taken up again, as often as one likes. */
export class Run {
  private had: Had[] = [];
  done = false;
  answer: unknown;
  error: string | undefined;

  constructor(
    private readonly office: LocalOffice,
    private readonly act: () => unknown,
    /** `open`: every lock is granted at once, so that only the fence keeps the runs apart. */
    private readonly lock: 'kept' | 'open',
  ) {}

  /** How many calls were made up to the first of this name. */
  callsUntil(name: string): number {
    return this.had.findIndex((had) => had.name === name) + 1;
  }

  /** Goes on until `calls` calls have been made in all (Infinity: to its end). */
  until(calls: number): void {
    if (this.done) return;
    let n = 0;
    let stopped = false;
    const hook: CallHook = (call, proceed) => {
      if (call.free) return proceed();
      const name = `${call.service}.${call.method}`;
      while (this.had[n] && this.had[n]!.name === SLEEP && name !== SLEEP) n += 1;
      if (name === SLEEP && this.had[n] && this.had[n]!.name !== SLEEP) return proceed();
      const at = n++;
      const had = this.had[at];
      if (had) {
        if (had.name !== name) throw new Error(`not the same run: ${name} where ${had.name} was`);
        if ('error' in had) throw had.error;
        return had.result; // crosses into the script's realm as a copy
      }
      if (stopped || at >= calls) {
        stopped = true;
        return kill();
      }
      try {
        const locks = this.lock === 'open' && call.service === 'Lock';
        const result = locks ? (call.method === 'tryLock' ? true : undefined) : proceed();
        this.had.push({ name, result });
        return result;
      } catch (error) {
        this.had.push({ name, error: error as Error });
        throw error;
      }
    };
    const { runtime } = this.office;
    const outer = runtime.currentHook;
    runtime.hook(hook);
    try {
      this.answer = this.act();
    } catch (error) {
      if (!stopped) this.error = (error as Error).message;
    } finally {
      runtime.hook(outer);
    }
    this.done = !stopped;
  }
}

/** Lets `intruder` run whole in front of each call of `host`, one after another: `host` waits inside that call. */
export function inFrontOf(
  office: LocalOffice,
  n: number,
  host: () => unknown,
  intruder: () => unknown,
): [unknown, unknown] | null {
  let seen = 0;
  let other: unknown = null;
  let met = false;
  office.runtime.hook((call, proceed) => {
    if (call.free) return proceed();
    if (++seen === n) {
      met = true;
      const hook = office.runtime.currentHook;
      office.runtime.hook(null);
      other = intruder();
      office.runtime.hook(hook);
    }
    return proceed();
  });
  try {
    const mine = host();
    return met ? [mine, other] : null;
  } finally {
    office.runtime.hook(null);
  }
}
