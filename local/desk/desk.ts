// The desk's one running office: who may look at it, how acts reach it, how time passes, and who is told of changes.

import type { LocalOffice } from '../office.ts';
import type { Life } from './life.ts';
import type { Execution } from '../runtime/index.ts';

export type News =
  | { kind: 'change'; now: number }
  | { kind: 'progress'; done: number; total: number; now: number }
  | { kind: 'stopped'; now: number };

export interface Moves {
  lived(): LocalOffice;
  fresh(): LocalOffice;
}

/** What an act set in motion: executions that ran because of it, and the modelled ms until the last one ended. */
export interface Outcome<T> {
  value: T;
  runs: number;
  ms: number;
  /** First error of those executions, in words. */
  trouble: string | null;
}

/** One step of passing time: the tick's own interval, so that nothing is skipped and the page can follow. */
const STEP = 10 * 60_000;

export class Desk {
  office: LocalOffice | null = null;
  problem: string | null = null;
  passing: { done: number; total: number } | null = null;
  /** The moment of the office (epoch ms) at which this visitor came: what is older was there. */
  since = 0;
  /** Three months on their way, where the desk lives them. */
  life: Life | null = null;
  /** How to move into another office; null where the desk has but one. */
  moves: Moves | null = null;
  private readonly listeners = new Set<(news: News) => void>();
  private stopAsked = false;
  private told: ReturnType<typeof setTimeout> | null = null;

  /** Opens the office once. The page shows progress until `office` is there; a failure is kept in `problem`. */
  async boot(open: () => LocalOffice | Promise<LocalOffice>, since?: () => number): Promise<void> {
    try {
      this.take(await open(), since?.());
    } catch (error) {
      this.problem = (error as Error).message;
    }
  }

  take(office: LocalOffice, since = office.runtime.now): void {
    this.office = office;
    this.since = since;
    office.runtime.onChange(() => this.changed());
  }

  /** Moves into the lived or into a new office. Throws when there is none, or time is passing. */
  move(which: 'lived' | 'fresh'): void {
    if (!this.moves || this.passing) throw new Error('the office cannot be changed now');
    this.take(this.moves[which]());
    this.tell({ kind: 'stopped', now: this.since });
  }

  /** Pages that show how far the life has come look again. */
  tellLife(): void {
    if (this.office) this.tell({ kind: 'change', now: this.office.runtime.now });
  }

  listen(fn: (news: News) => void): () => void {
    this.listeners.add(fn);
    return () => this.listeners.delete(fn);
  }

  private tell(news: News): void {
    for (const fn of this.listeners) fn(news);
  }

  /** Many changes of one execution become one piece of news. */
  private changed(): void {
    if (this.told || this.passing) return;
    this.told = setTimeout(() => {
      this.told = null;
      if (this.office) this.tell({ kind: 'change', now: this.office.runtime.now });
    }, 30);
    this.told.unref?.();
  }

  /** A person's act, and what the office does about it before anybody looks again. */
  act<T>(fn: (office: LocalOffice) => T): Outcome<T> {
    const office = this.office;
    if (!office) throw new Error('the office is not open yet');
    const { runtime } = office;
    const at = runtime.now;
    const last = runtime.executions.at(-1);
    const value = fn(office);
    runtime.settle();
    const since = (): Execution[] => runtime.executions.slice(last ? runtime.executions.lastIndexOf(last) + 1 : 0);
    // The person looks at the answer before doing more: the clock goes on to where the last of these runs ended.
    const end = Math.max(at, ...since().map((run) => run.endedAt ?? run.startedAt));
    if (end > runtime.now) runtime.wait(end - runtime.now);
    const runs = since();
    const failed = runs.find((run) => run.error);
    this.changed();
    return {
      value,
      runs: runs.length,
      ms: end - at,
      trouble: failed?.error ? `${failed.fn}: ${failed.error.message}` : null,
    };
  }

  stop(): void {
    this.stopAsked = true;
  }

  /** Lets the clock run to `until` (epoch ms) in small steps, so that pages stay alive and can stop it. */
  async pass(until: number): Promise<void> {
    const office = this.office;
    if (!office || this.passing) return;
    const { runtime } = office;
    const start = runtime.now;
    const total = Math.max(0, until - start);
    this.passing = { done: 0, total };
    this.stopAsked = false;
    let shown = 0;
    try {
      while (runtime.now < until && !this.stopAsked) {
        runtime.wait(Math.min(STEP, until - runtime.now));
        this.passing.done = Math.min(total, runtime.now - start);
        if (Date.now() - shown > 150) {
          shown = Date.now();
          this.tell({ kind: 'progress', done: this.passing.done, total, now: runtime.now });
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    } finally {
      this.passing = null;
      this.tell({ kind: 'stopped', now: runtime.now });
    }
  }
}
