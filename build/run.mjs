// The one door behind every npm script: `node build/run.mjs <command> [arguments]`.
// Only Node's own modules may be imported at the top of this file and of install.mjs, install-lock.mjs and progress.mjs:
// on a fresh clone they run before any package is installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMissing } from './install.mjs';
import { step } from './progress.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const commands = {
  /** The desk on localhost; PORT says where, --reset begins anew. */
  start: async (args) => {
    await build();
    await buildGrid();
    const { compileLocal } = await import('./local.mjs');
    return runLocal('local/desk/main.ts', args, { CHANCERY_LIFE: await compileLocal('local/demo/main.ts') });
  },
  /** Checks, unit tests and every scenario; ends with "tests: N passed, N failed". */
  test: async (args) => (await import('./test.mjs')).test(args),
  check: async (args) => (await import('./check.mjs')).checkAll(args),
  format: async (args) => (await import('./check.mjs')).format(args),
  /** dist/, what clasp pushes; --office <folder> lays what an office exported over the templates. */
  build: async ([flag, folder]) => {
    if (flag === '--office') {
      if (!folder || !existsSync(folder)) {
        console.error('--office needs the folder of files that setup({export: true}) gave.');
        return 2;
      }
      process.env.CHANCERY_OFFICE = folder;
    }
    await build();
    return 0;
  },
  /** Scenario files or folders against the built bundle; --json for machines. */
  rehearse: async (args) => {
    await build();
    return runLocal('local/rehearsal/main.ts', args);
  },
  /** docs/pictures, taken from the lived office; names of views may follow. */
  pictures: async (args) => {
    await build();
    await buildGrid();
    return runLocal('local/pictures/main.ts', args);
  },
  /** What things cost; the bench finds the bundles' own numbers in CHANCERY_BUNDLES: {project, bytes, loadMs}[]. */
  bench: async (args) => {
    await build();
    await buildGrid();
    const { measureBundles } = await import('./checks/bundle.mjs');
    return runLocal('local/rehearsal/bench.ts', args, { CHANCERY_BUNDLES: JSON.stringify(measureBundles()) });
  },
};

async function build() {
  const { buildIfStale } = await import('./bundle.mjs');
  await step('build', () => buildIfStale(), { quietUnder: 300 });
}

async function buildGrid() {
  const { buildGridIfStale } = await import('./desk.mjs');
  await step('grid', () => buildGridIfStale(), { quietUnder: 300 });
}

/** Runs one TypeScript entry of the local office in a Node process of its own; resolves to its exit code. */
async function runLocal(entry, args, env = {}) {
  if (!existsSync(`${root}/${entry}`)) {
    console.error(`This command needs ${entry}, which does not exist yet.`);
    return 2;
  }
  const { compileLocal } = await import('./local.mjs');
  const file = await compileLocal(entry);
  const child = spawn(process.execPath, ['--enable-source-maps', '--max-semi-space-size=32', file, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ? 1 : code)));
}

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
if (!command) {
  console.error(`Usage: node build/run.mjs ${Object.keys(commands).join('|')} [arguments]`);
  process.exitCode = 2;
} else {
  process.chdir(root);
  try {
    await installMissing(root);
    process.exitCode = await command(args);
  } catch (error) {
    console.error(error.hint ? error.message : (error.stack ?? error));
    process.exitCode = 1;
  }
}
