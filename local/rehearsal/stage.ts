// What a running scenario knows: the office, what was remembered, the last page, and where counting began.
import type { CallSnapshot } from '../runtime/calls.ts';
import type { LocalOffice } from '../office.ts';
import type { CalendarEvent } from '../runtime/store/events.ts';
import type { FaultKind } from './faults/throwing.ts';
import type { Scenario, Step } from './scenario.ts';

export interface Stage {
  office: LocalOffice;
  scenario: Scenario;
  zone: string;
  memory: Record<string, string | number>;
  /** Last page or answer somebody opened. */
  page: { html: string; title: string } | null;
  answer: unknown;
  /** Calls and mails before the last act, for `expect: calls` and `mail … since: act`. */
  callsBefore: CallSnapshot;
  mailsBefore: number;
  executionsBefore: string;
  /** Named versions for `restore`: spreadsheet id -> version id. */
  snapshots: Record<string, Record<string, string>>;
  /** Set while a `together` runs: acts then happen at once and are settled afterwards. */
  together: boolean;
  /** Faults waiting for their call. */
  faults: { at: string; nth: number; kind: FaultKind }[];
}

/** An expectation that was not met, or an act that could not be done. */
export class StepFailure extends Error {
  constructor(
    message: string,
    readonly expected?: unknown,
    readonly found?: unknown,
    readonly about?: { register: string; id: string },
  ) {
    super(message);
    this.name = 'StepFailure';
  }
}

/** Parts of a number's pattern: no names. */
const PATTERN_PARTS = ['year', 'month', 'roc', 'dept'];

/** `{name}` replaced in every text of a value by what was remembered. Unknown names are an error, `{{` is left alone. */
export function filled<T>(stage: Stage, value: T): T {
  if (typeof value === 'string') {
    return value.replace(/(?<!\{)\{([a-z_][\w-]*)\}(?!\})/gi, (whole, name: string) => {
      const known = stage.memory[name];
      if (known === undefined && PATTERN_PARTS.includes(name)) return whole;
      if (known === undefined)
        throw new StepFailure(
          `nothing was remembered as {${name}}; known are ${Object.keys(stage.memory).join(', ') || 'none'}`,
        );
      return String(known);
    }) as T;
  }
  if (Array.isArray(value)) return value.map((item) => filled(stage, item) as unknown) as T;
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [filled(stage, key), filled(stage, item)]),
    ) as T;
  }
  return value;
}

/** The step's map for one verb, as an object: a plain text becomes `{ register: text }`. */
export function details(stage: Stage, step: Step): Record<string, unknown> {
  const what = filled(stage, step.what);
  const shared = filled(stage, step.all);
  if (what && typeof what === 'object' && !Array.isArray(what))
    return { ...shared, ...(what as Record<string, unknown>) };
  return { ...shared, register: what };
}

/** A text the step must have. */
export function need(from: Record<string, unknown>, key: string): string {
  const value = from[key];
  if (value === undefined || value === null) throw new StepFailure(`this step needs "${key}"`);
  return String(value);
}

/** Keeps what `remember` asks for: `tickets.last.id`, `tickets.first.values.cost`, `tickets.2.id`, `event.last.id`, `now`. */
export function remember(stage: Stage, wanted: Record<string, string>): void {
  for (const [name, path] of Object.entries(wanted)) {
    const value = lookUp(stage, filled(stage, path));
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new StepFailure(`"${path}" is nothing that can be remembered`, 'a text or a number', value);
    stage.memory[name] = value;
  }
}

/** Events of all calendars, the newest last. */
function eventsSoFar(stage: Stage): CalendarEvent[] {
  return Object.values(stage.office.runtime.store.state.calendar ?? {}).sort((a, b) => a.created - b.created);
}

function lookUp(stage: Stage, path: string): unknown {
  if (path === 'now') return stage.office.runtime.now;
  if (path === 'responseId' || path === 'item') return stage.memory[path];
  const [register = '', which = '', ...rest] = path.split('.');
  const records = register === 'event' ? eventsSoFar(stage) : stage.office.records(register);
  const record = which === 'last' ? records.at(-1) : which === 'first' ? records[0] : records[Number(which)];
  if (!record) throw new StepFailure(`"${path}": the register "${register}" holds ${records.length} records`);
  return rest.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], record);
}
