// LockService: excludes other executions of the script, never a person (LCK-1 … LCK-4).

import { Api } from '../api.ts';
import { ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import type { LockState } from '../store/state.ts';

const FREE: LockState = { spans: [] };
const KEPT_SPANS = 64;

class Lock extends Api {
  readonly _class = 'Lock';
  constructor(
    x: Execution,
    private readonly name: string,
  ) {
    super(x);
  }

  private get state(): LockState {
    return this._x.runtime.store.state.locks[this.name] ?? FREE;
  }

  private put(next: LockState): void {
    const { store } = this._x.runtime;
    store.set({ locks: { ...store.state.locks, [this.name]: next } });
  }

  private countCall(): void {
    if (++this._x.lockCalls > this._x.runtime.quotas.lockCallsPerExecution)
      throw new ServiceError('There are too many LockService operations against the same script.');
  }

  hasLock(): boolean {
    return this.state.holder === this._x.id;
  }

  /**
   * Waits up to `timeoutInMillis` of this execution's time. Executions run ahead of each other, so a lock is taken
   * when one that is suspended holds it, and until the end of every hold that is already over: what was done under
   * a hold that begins later is done, so the lock cannot be had before it as well.
   */
  tryLock(timeoutInMillis: number): boolean {
    this.countCall();
    if (this.hasLock()) return true;
    const x = this._x;
    const deadline = x.clock + Math.max(0, Number(timeoutInMillis) || 0);
    for (;;) {
      const { holder, spans } = this.state;
      if (holder !== undefined) {
        // Its holder is suspended beneath this execution and cannot release before this one ends.
        x.charge(deadline - x.clock);
        if (this.state.holder !== undefined) return false;
      }
      const span = spans.find(([, to]) => x.clock < to);
      if (!span) break;
      if (span[1] > deadline) {
        x.charge(deadline - x.clock);
        return false;
      }
      x.charge(span[1] - x.clock);
    }
    this.put({ ...this.state, holder: x.id, since: x.clock });
    x.atEnd.push(() => this.release());
    return true;
  }

  waitLock(timeoutInMillis: number): undefined {
    if (!this.tryLock(timeoutInMillis))
      throw new ServiceError('Lock timeout: another process was holding the lock for too long.');
    return undefined;
  }

  releaseLock(): undefined {
    this.countCall();
    this.release();
    return undefined;
  }

  private release(): void {
    const { holder, since, spans } = this.state;
    if (holder !== this._x.id) return;
    this.put({ spans: [...spans.slice(-KEPT_SPANS + 1), [since ?? this._x.clock, this._x.clock] as const] });
  }
}

export class LockService extends Api {
  readonly _class = 'LockService';

  getScriptLock(): Lock {
    return new Lock(this._x, 'script');
  }

  getUserLock(): Lock {
    return new Lock(this._x, `user:${this._x.effective}`);
  }

  /** Null in a standalone project (LCK-1). */
  getDocumentLock(): null {
    return null;
  }
}
