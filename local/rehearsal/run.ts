// Runs one scenario against a fork of the demo office and says where it stopped.
import type { CallHook } from '../runtime/index.ts';
import { openDemo, ZONE, type LocalOffice } from '../office.ts';
import { act } from './acts.ts';
import { expectAll, failed } from './expect.ts';
import { failAround } from './faults/throwing.ts';
import { applyModules } from './modules.ts';
import { applySettings } from './settings.ts';
import { StepFailure, type Stage } from './stage.ts';
import { momentOf } from './when.ts';
import type { Scenario, Step } from './scenario.ts';

const HOUR = 3_600_000;

export interface Failure {
  line: number;
  step: string;
  message: string;
  expected?: unknown;
  found?: unknown;
  /** Check cell of the record the step was about, and the last executions that failed. */
  check?: string;
  errors: string[];
}
export interface ScenarioResult {
  file: string;
  title: string;
  covers: string[];
  passed: boolean;
  ms: number;
  virtualMs: number;
  steps: number;
  failure?: Failure;
}

/** A stage over an office as it stands: nothing remembered, nothing opened yet. */
export function stageOver(office: LocalOffice, scenario: Scenario): Stage {
  return {
    office,
    scenario,
    zone: ZONE,
    memory: {},
    page: null,
    answer: null,
    callsBefore: office.runtime.calls.snapshot(),
    mailsBefore: 0,
    executionsBefore: '',
    snapshots: {},
    together: false,
    faults: [],
  };
}

/** A stage for a scenario: a fork of the office at the scenario's start, with its numbers set. */
export function stageOf(scenario: Scenario, bundle?: string): Stage {
  const start = momentOf(scenario.start, ZONE);
  // Offices boot an hour before the scenario begins, so that its first moment is an ordinary one; two when modules come on first.
  const before = scenario.modules.length > 0 ? 2 * HOUR : HOUR;
  const office = openDemo({ start: new Date(start - before).toISOString(), ...(bundle ? { bundle } : {}) }).fork();
  const stage = stageOver(office, scenario);
  office.runtime.hook(faulty(stage));
  applyModules(stage, scenario.modules);
  applySettings(stage, scenario.settings);
  office.runtime.wait(Math.max(0, start - office.runtime.now));
  return stage;
}

/** @param bundle folder of the built engine, when it is not dist/engine */
export function runScenario(scenario: Scenario, bundle?: string): ScenarioResult {
  const began = Date.now();
  const result = (failure: Failure | undefined, stage?: Stage): ScenarioResult => ({
    file: scenario.file,
    title: scenario.title,
    covers: scenario.covers,
    passed: !failure,
    ms: Date.now() - began,
    virtualMs: stage ? stage.office.runtime.now - momentOf(scenario.start, ZONE) : 0,
    steps: scenario.steps.length,
    ...(failure ? { failure } : {}),
  });
  let stage: Stage;
  try {
    stage = stageOf(scenario, bundle);
  } catch (error) {
    return result({ line: 1, step: 'boot', message: (error as Error).stack ?? String(error), errors: [] });
  }
  for (const step of scenario.steps) {
    try {
      if (step.verb === 'expect') expectAll(stage, step);
      else act(stage, step);
    } catch (error) {
      return result(failureOf(stage, step, error as Error), stage);
    }
  }
  return result(undefined, stage);
}

function failureOf(stage: Stage, step: Step, error: Error): Failure {
  const known = error instanceof StepFailure;
  return {
    line: step.line,
    step: step.verb,
    message: known ? error.message : (error.stack ?? String(error)),
    ...(known && error.expected !== undefined ? { expected: error.expected } : {}),
    ...(known && error.found !== undefined ? { found: error.found } : {}),
    ...checkOf(stage.office, known ? error.about : undefined),
    errors: failed(stage).slice(-3),
  };
}

function checkOf(office: LocalOffice, about: { register: string; id: string } | undefined): { check?: string } {
  if (!about) return {};
  try {
    return { check: office.cell(about.register, about.id, '$check') };
  } catch {
    return {};
  }
}

/** The hook behind `fault`: throws or kills at the call a scenario named. */
function faulty(stage: Stage): CallHook {
  return (call, proceed) => {
    const name = `${call.service}.${call.method}`;
    const due = stage.faults.find((fault) => (fault.at === name || name.endsWith(`.${fault.at}`)) && --fault.nth === 0);
    if (!due) return proceed();
    return failAround(due.kind, call, proceed);
  };
}
