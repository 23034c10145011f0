// `npm test`: checks, then Jest, then every scenario, counted together. Its last line is the count.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { runChecks } from './check.mjs';
import { runNode } from './checks/command.mjs';
import { compileLocal } from './local.mjs';
import { step } from './progress.mjs';

const cache = 'node_modules/.cache/chancery';
const runner = 'local/rehearsal/main.ts';

/** @returns {Promise<number>} exit code; the count is the last line of stdout */
export async function test(args) {
  const parts = [];
  for (const part of [runChecks, () => runJest(args), runScenarios]) parts.push(await counted(part));
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  console.log(`tests: ${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') > 0 ? 1 : 0;
}

/** One part that breaks off counts as one failure and stops nothing else. */
async function counted(part) {
  try {
    return await part();
  } catch (error) {
    console.error(error.hint ? error.message : error.stack);
    return { passed: 0, failed: 1 };
  }
}

/** A test file that does not even load counts as one failure. */
async function runJest(args) {
  mkdirSync(cache, { recursive: true });
  const report = `${cache}/jest.json`;
  rmSync(report, { force: true });
  console.error('… unit tests');
  await runNode(['node_modules/jest/bin/jest.js', '--ci', '--json', `--outputFile=${report}`, ...args], {
    env: { CHANCERY_BUILT: '1' },
    passStderr: true,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, success } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: success ? failed : Math.max(failed, 1) };
}

/** The rehearsal's --json answer carries {passed, failed}, counted in scenarios, and what failed. */
async function runScenarios() {
  const hasScenarios =
    existsSync('scenarios') && readdirSync('scenarios', { recursive: true }).some((f) => /\.ya?ml$/.test(f));
  if (!existsSync(runner)) {
    console.error(hasScenarios ? `✗ scenarios: nothing runs them, ${runner} is missing` : '  no scenarios yet');
    return { passed: 0, failed: hasScenarios ? 1 : 0 };
  }
  return step('scenarios', async () => {
    const { code, stdout } = await runNode([await compileLocal(runner), 'scenarios', '--json'], { passStderr: true });
    const report = readReport(stdout);
    if (!report) {
      console.error(`The rehearsal gave no report (exit ${code}).\n${stdout.slice(0, 2000)}`);
      return { passed: 0, failed: 1 };
    }
    for (const one of report.scenarios ?? []) if (one.passed === false) console.error(JSON.stringify(one, null, 2));
    return { passed: report.passed, failed: code === 0 ? report.failed : Math.max(report.failed, 1) };
  });
}

function readReport(stdout) {
  try {
    const report = JSON.parse(stdout);
    return Number.isInteger(report.passed) && Number.isInteger(report.failed) ? report : undefined;
  } catch {
    return undefined;
  }
}
