/**
 * Work over whole registers that one action begins and many commits carry out: how far it got stands in the record that asked, in
 * the same commit as what was done, so that a run that died anywhere is gone on with and nothing is done twice.
 */
import type { Register } from '../model/types';
import { perform } from './act';
import { step, touch, type Draft } from './draft';
import { freezeBook } from './jobs/freeze-book';
import type { Meta } from './meta';
import type { Rec } from './types';

/** A record's running job. Rows are mirror rows, 1-based (row 0 is the header). */
export interface RunningJob {
  name: string;
  /** Index of the part under way, its next row and its last one. */
  part: number;
  next: number;
  to: number;
  /** Last row of each of the job's registers when it began. */
  stood: Record<string, number>;
}

/** One part: goes over a register's rows in order, `span` of them a commit. */
export interface JobPart {
  over: string;
  span: number;
  /** Rows made since the job began, instead of those that stood then. */
  born?: boolean;
  /** Register whose rows made since the job began the work wants to see. */
  beside?: string;
  /** `rows`: the records to work on. `beside`: those of that register. Works in the draft alone. */
  work(draft: Draft, rec: Rec, rows: readonly Rec[], beside: readonly Rec[]): void;
}
export interface Job {
  parts: readonly JobPart[];
  /** Action of the record that follows when all is done. */
  then: string;
}

const JOBS: Readonly<Record<string, Job>> = { freeze_book: freezeBook };

export const jobOf = (running: RunningJob): Job | undefined =>
  Object.prototype.hasOwnProperty.call(JOBS, running.name) ? JOBS[running.name] : undefined;

const rowsIn = (meta: Meta, register: string): number => meta.counters[register]?.rows ?? 0;

/** The job as it begins: what stands now is what it is about. */
export function beginJob(meta: Meta, name: string, registers: readonly string[]): RunningJob | null {
  const job = JOBS[name];
  if (!job) return null;
  const stood = Object.fromEntries(registers.map((register) => [register, rowsIn(meta, register)]));
  return { name, part: 0, next: 1, to: stood[job.parts[0]!.over] ?? 0, stood };
}

/** The rows of the next commit: first and how many. Null when the part is through. */
export function nextRows(running: RunningJob): { over: string; from: number; rows: number } | null {
  const part = jobOf(running)?.parts[running.part];
  if (!part || running.next > running.to) return null;
  return { over: part.over, from: running.next, rows: Math.min(part.span, running.to - running.next + 1) };
}

/** Rows made beside since the job began: first and how many. */
export function besideRows(meta: Meta, running: RunningJob): { over: string; from: number; rows: number } | null {
  const beside = jobOf(running)?.parts[running.part]?.beside;
  const from = beside === undefined ? 0 : (running.stood[beside] ?? 0) + 1;
  const rows = beside === undefined ? 0 : rowsIn(meta, beside) - from + 1;
  return beside !== undefined && rows > 0 ? { over: beside, from, rows } : null;
}

/** One commit's work on `rows`, which begin at the job's next row and are `count` rows of the mirror. Moves the job on, or ends it. */
export function doSome(
  draft: Draft,
  register: Register,
  id: string,
  rows: readonly Rec[],
  beside: readonly Rec[],
  count: number,
): void {
  const rec = touch(draft, register.key, id);
  const running = rec.job;
  const job = running && jobOf(running);
  if (!running || !job) return;
  job.parts[running.part]!.work(draft, rec, rows, beside);
  running.next += count;
  while (running.next > running.to) {
    running.part += 1;
    const part = job.parts[running.part];
    if (!part) break;
    const stood = running.stood[part.over] ?? 0;
    running.next = part.born ? stood + 1 : 1;
    running.to = part.born ? rowsIn(draft.meta, part.over) : stood;
  }
  if (running.part < job.parts.length) return;
  step(draft, rec, { action: `job:${running.name}`, actor: null, why: 'done' }, () => {
    rec.job = null;
  });
  const then = register.actions.find((action) => action.key === job.then);
  if (then?.from.includes(rec.state)) perform(draft, register, rec, then, { by: null, via: 'link' });
}
