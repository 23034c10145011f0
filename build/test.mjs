// `npm test`: checks, then Jest, then every scenario, counted together. Its last line is the count.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { runNode } from './checks/command.mjs';
import { compileLocal } from './local.mjs';
import { step } from './progress.mjs';

const cache = 'node_modules/.cache/chancery';
const runner = 'local/rehearsal/main.ts';

/** @returns {Promise<number>} exit code; the count is the last line of stdout */
export async function test(args) {
  // Whoever sets the demo office up first leaves it here for the run's other processes (local/booted.ts).
  const offices = mkdtempSync(join(tmpdir(), 'chancery-offices-'));
  process.env.CHANCERY_OFFICES = offices;
  const parts = [];
  try {
    for (const part of [runChecks, () => runJest(args), runScenarios]) parts.push(await counted(part));
  } finally {
    rmSync(offices, { recursive: true, force: true });
  }
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

/** Scenarios dealt out to as many processes as there are cores; every one of them is run and counted once. */
async function runScenarios() {
  const files = existsSync('scenarios')
    ? readdirSync('scenarios', { recursive: true })
        .filter((file) => /\.ya?ml$/.test(file))
        .map((file) => join('scenarios', file))
        .sort()
    : [];
  if (!existsSync(runner)) {
    console.error(files.length ? `✗ scenarios: nothing runs them, ${runner} is missing` : '  no scenarios yet');
    return { passed: 0, failed: files.length ? 1 : 0 };
  }
  return step('scenarios', async () => {
    const compiled = await compileLocal(runner);
    const hands = Math.max(1, Math.min(availableParallelism(), files.length));
    const dealt = Array.from({ length: hands }, (_, hand) => files.filter((_file, i) => i % hands === hand));
    const parts = await Promise.all(dealt.map((some) => rehearse(compiled, some)));
    const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
    return { passed: sum('passed'), failed: sum('failed') };
  });
}

/** The rehearsal's --json answer carries {passed, failed}, counted in scenarios, and what failed. */
async function rehearse(compiled, files) {
  const { code, stdout } = await runNode([compiled, ...files, '--json'], { passStderr: true });
  const report = readReport(stdout);
  if (!report) {
    console.error(`The rehearsal gave no report (exit ${code}).\n${stdout.slice(0, 2000)}`);
    return { passed: 0, failed: 1 };
  }
  for (const one of report.scenarios ?? []) if (one.passed === false) console.error(JSON.stringify(one, null, 2));
  return { passed: report.passed, failed: code === 0 ? report.failed : Math.max(report.failed, 1) };
}

function readReport(stdout) {
  try {
    const report = JSON.parse(stdout);
    return Number.isInteger(report.passed) && Number.isInteger(report.failed) ? report : undefined;
  } catch {
    return undefined;
  }
}
