// A freshly set-up office as a file: a run of many test processes sets the demo office up once and the others read it.
// The folder lives as long as the run (build/jest-setup.mjs), so that no office outlasts the sources that made it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallCounter, type CallHistory } from './runtime/calls.ts';
import { Runtime, type RuntimeOptions } from './runtime/index.ts';
import { pack, unpack } from './runtime/store/packed.ts';

interface Kept {
  options: RuntimeOptions;
  calls: CallHistory;
  state: string;
}

const folder = (): string | undefined => process.env.CHANCERY_OFFICES;
const fileOf = (key: string): string => join(folder()!, `${createHash('sha1').update(key).digest('hex')}.json`);

/** An office with all its state, as text. */
export function packedOffice(runtime: Runtime): string {
  const kept: Kept = { options: runtime.options, calls: runtime.calls.history(), state: pack(runtime.store.state) };
  return JSON.stringify(kept);
}

/** The office of such a text; it has no script yet. */
export function keptOffice(text: string): Runtime {
  const { options, calls, state } = JSON.parse(text) as Kept;
  const runtime = new Runtime(options, unpack(state));
  runtime.calls = CallCounter.of(calls);
  return runtime;
}

/** The office another process of this run set up under this key; null when there is none, or no folder for them. */
export function bootedElsewhere(key: string): Runtime | null {
  if (!folder() || !existsSync(fileOf(key))) return null;
  return keptOffice(readFileSync(fileOf(key), 'utf8'));
}

/** Leaves an office for the other processes of this run. Written aside: nobody ever reads half of one. */
export function leaveBooted(key: string, runtime: Runtime): void {
  if (!folder()) return;
  const aside = `${fileOf(key)}.${process.pid}`;
  writeFileSync(aside, packedOffice(runtime));
  renameSync(aside, fileOf(key));
}
