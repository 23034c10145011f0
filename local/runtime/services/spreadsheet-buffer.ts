// SpreadsheetApp's write cache: writes wait until a read, a flush or the end of the run (BUF-1, BUF-2).

import type { Buffer } from '../execution.ts';
import type { Execution } from '../execution.ts';
import { nextRandom } from '../random.ts';

const FLUSH_COST = 600;

export class SpreadsheetBuffer implements Buffer {
  private waiting: (() => void)[] = [];

  private constructor(private readonly x: Execution) {
    x.buffers.push(this);
  }

  private static readonly all = new WeakMap<Execution, SpreadsheetBuffer>();

  /** The one buffer of an execution. */
  static of(x: Execution): SpreadsheetBuffer {
    let buffer = this.all.get(x);
    if (!buffer) this.all.set(x, (buffer = new SpreadsheetBuffer(x)));
    return buffer;
  }

  add(write: () => void): void {
    this.waiting.push(write);
  }

  /** Applies what waits; a read that forces it pays for the round trip. */
  flush(): void {
    if (this.waiting.length === 0) return;
    if (this.x.runtime.latency) this.x.charge(FLUSH_COST);
    const writes = this.waiting;
    this.waiting = [];
    for (const write of writes) write();
  }

  abandon(): void {
    const { killKeepsBuffered } = this.x.runtime.switches;
    const share = killKeepsBuffered === 'all' ? 1 : killKeepsBuffered === 'none' ? 0 : nextRandom(this.x.random);
    const kept = this.waiting.slice(0, Math.floor(this.waiting.length * share));
    this.waiting = [];
    for (const write of kept) write();
  }
}
