// `npm run rehearse -- PATH… [--json]`: runs scenarios against the built bundle; exit code 1 when an expectation fails.
import { failureText, lineOf } from './report.ts';
import { runScenario, type ScenarioResult } from './run.ts';
import { readScenario, scenarioFiles, ScenarioFault } from './scenario.ts';

function main(args: string[]): number {
  const json = args.includes('--json');
  const paths = args.filter((arg) => !arg.startsWith('--'));
  const results: ScenarioResult[] = [];
  for (const file of scenarioFiles(paths.length ? paths : ['scenarios'])) {
    const result = rehearse(file);
    results.push(result);
    if (json) continue;
    console.log(lineOf(result));
    if (!result.passed) console.log(failureText(result));
  }
  const passed = results.filter((result) => result.passed).length;
  const failed = results.length - passed;
  if (json) console.log(JSON.stringify({ passed, failed, scenarios: results }, null, 2));
  else console.log(`rehearse: ${passed} passed, ${failed} failed`);
  return failed > 0 || results.length === 0 ? 1 : 0;
}

function rehearse(file: string): ScenarioResult {
  try {
    return runScenario(readScenario(file));
  } catch (error) {
    if (!(error instanceof ScenarioFault)) throw error;
    return {
      file,
      title: 'cannot be read',
      covers: [],
      passed: false,
      ms: 0,
      virtualMs: 0,
      steps: 0,
      failure: { line: error.line, step: 'read', message: error.message, errors: [] },
    };
  }
}

process.exitCode = main(process.argv.slice(2));
