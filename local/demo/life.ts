// Three months of the demo office, lived by its rehearsal: the state it ends in is kept as a file, and moved into as it is.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { keptOffice, packedOffice } from '../booted.ts';
import { act } from '../rehearsal/acts.ts';
import { expectAll } from '../rehearsal/expect.ts';
import { stageOf } from '../rehearsal/run.ts';
import { readScenario } from '../rehearsal/scenario.ts';
import { bundleFiles, modelOf, OWNER, view, type LocalOffice } from '../office.ts';

export const LIFE = 'scenarios/demo/three-months.yaml';
export const LIVED = '.office/lived.json';

/** Digest of what the life is told from. A newer script does not end it: an office that was kept takes a new script. */
export function lifeDigest(life = LIFE, opening = 'local/demo'): string {
  const hash = createHash('sha256').update(readFileSync(life));
  for (const name of readdirSync(opening).sort()) hash.update(name).update(readFileSync(join(opening, name)));
  return hash.digest('hex');
}

/** Was it lived, and is it still told the same way? */
export function isLived(file = LIVED, digest = lifeDigest()): boolean {
  if (!existsSync(file)) return false;
  const open = openSync(file, 'r');
  try {
    const head = Buffer.alloc(digest.length);
    readSync(open, head);
    return head.toString() === digest;
  } finally {
    closeSync(open);
  }
}

/** The lived office under the script of `bundle`, which sets itself up there as in any office it comes to. Throws when it cannot. */
export function livedOffice(file = LIVED, bundle = 'dist/engine'): LocalOffice {
  const text = readFileSync(file, 'utf8');
  const files = bundleFiles(bundle);
  const runtime = keptOffice(text.slice(text.indexOf('\n') + 1));
  runtime.install('engine', files);
  const { error } = runtime.run('setup', [], { active: OWNER, effective: OWNER });
  if (error) throw new Error(`the lived office does not take the script: ${error.name}: ${error.message}`);
  return view(runtime, modelOf(files));
}

/**
 * Lives the office through its rehearsal and keeps the end of it in `file`. Throws where an expectation is not met.
 * @param tell hears the office's time (epoch ms) after each step
 */
export function liveOffice(
  tell: (now: number, done: number, of: number) => void,
  file = LIVED,
  life = LIFE,
  bundle = 'dist/engine',
): void {
  const scenario = readScenario(life);
  const stage = stageOf(scenario, bundle);
  scenario.steps.forEach((step, i) => {
    if (step.verb === 'expect') expectAll(stage, step);
    else act(stage, step);
    tell(stage.office.runtime.now, i + 1, scenario.steps.length);
  });
  mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, `${lifeDigest(life)}\n${packedOffice(stage.office.runtime)}`);
  renameSync(aside, file);
}
