// `npm run check`: everything that can be told without running the product.
import { checkBundles } from './checks/bundle.mjs';
import { checkLayers } from './checks/layers.mjs';
import { checkPush } from './checks/push.mjs';
import { checkRepository } from './checks/repository.mjs';
import { checkFormat, checkLint, checkTypes, format as formatAll } from './checks/tools.mjs';
import { buildIfStale } from './bundle.mjs';
import { step } from './progress.mjs';

/** In order of how soon they tell. Each returns a note or nothing, or throws. */
const checks = [
  { name: 'build', run: async () => void (await buildIfStale()) },
  { name: 'layers', run: checkLayers },
  { name: 'bundles', run: checkBundles, needsBuild: true },
  { name: 'repository', run: checkRepository },
  { name: 'types', run: checkTypes },
  { name: 'format', run: checkFormat },
  { name: 'clasp push lists', run: checkPush, needsBuild: true },
  { name: 'lint', run: checkLint },
];

/**
 * Runs every check, also after one has failed.
 * @returns {Promise<{passed: number, failed: number}>}
 */
export async function runChecks() {
  const failed = [];
  for (const { name, run, needsBuild } of checks) {
    try {
      if (needsBuild && failed.includes('build')) throw Object.assign(new Error('nothing was built'), { hint: true });
      const note = await step(`check ${name}`, run);
      if (note) console.error(`  ${note}`);
    } catch (error) {
      failed.push(name);
      console.error(error.hint ? error.message : error.stack);
    }
  }
  return { passed: checks.length - failed.length, failed: failed.length };
}

/** The command: exit code 1 if any check failed. */
export async function checkAll() {
  const { passed, failed } = await runChecks();
  console.error(`checks: ${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** The command behind `npm run format`. */
export async function format(paths) {
  await formatAll(paths);
  return 0;
}
