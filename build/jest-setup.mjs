// Before any test: bring dist up to date once, so that tests run the very files that ship.
// A bundle that does not build must not stop the tests of single modules; tests that load dist then say it is missing.
// And a folder for the demo office: the first test file that sets it up leaves it there for all others (local/booted.ts).
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function setup() {
  if (!process.env.CHANCERY_OFFICES) {
    const folder = mkdtempSync(join(tmpdir(), 'chancery-offices-'));
    process.env.CHANCERY_OFFICES = folder;
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
  // Once a run as well, and only when its sources changed: the desk's tests would each compile megabytes.
  await (await import('./desk.mjs')).buildGridIfStale();
  if (process.env.CHANCERY_BUILT || !existsSync('build/bundle.mjs')) return;
  const { buildIfStale, forgetBuild } = await import('./bundle.mjs');
  try {
    await buildIfStale();
  } catch (error) {
    forgetBuild();
    console.error(`The bundle does not build; tests that load dist/ will fail.\n${error.message}`);
  }
}
