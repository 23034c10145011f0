// A scenario file as data: YAML read into steps that remember their line, so that a failure can point at it.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';

/** One step. `verb` is the first key that is not one of the common words; the rest of the map is kept in `all`. */
export interface Step {
  verb: string;
  what: unknown;
  as: string | undefined;
  remember: Record<string, string>;
  all: Record<string, unknown>;
  line: number;
  /** Steps of a `together` or `repeat`. */
  steps: Step[];
}

export interface Scenario {
  file: string;
  title: string;
  covers: string[];
  office: string;
  start: string;
  pace: string;
  settings: Record<string, unknown>;
  /** Keys of modules switched on before the first step. */
  modules: string[];
  steps: Step[];
}

/** A scenario that cannot be read, with its place. */
export class ScenarioFault extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    message: string,
  ) {
    super(`${file}:${line}: ${message}`);
    this.name = 'ScenarioFault';
  }
}

const COMMON = new Set(['as', 'remember', 'note', 'with', 'raw', 'has', 'check', 'cells', 'times', 'steps', 'count']);
const TOP = new Set(['scenario', 'covers', 'office', 'start', 'pace', 'settings', 'modules', 'steps', 'note']);

/** Scenario files under the given files and folders, sorted. Throws when a path does not exist. */
export function scenarioFiles(paths: readonly string[]): string[] {
  return paths
    .flatMap((path) =>
      statSync(path).isDirectory()
        ? readdirSync(path, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
            .map((entry) => join(entry.parentPath, entry.name))
        : [path],
    )
    .sort();
}

/** Reads one file. Throws ScenarioFault with file and line. */
export function readScenario(file: string, text = readFileSync(file, 'utf8')): Scenario {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines });
  const lineOf = (node: Node | null | undefined): number => (node?.range ? lines.linePos(node.range[0]).line : 1);
  const fault = (node: Node | null | undefined, message: string) => new ScenarioFault(file, lineOf(node), message);
  const broken = doc.errors[0];
  if (broken) throw new ScenarioFault(file, lines.linePos(broken.pos[0]).line, broken.message);
  if (!isMap(doc.contents))
    throw fault(doc.contents as Node, 'a scenario is a map with scenario, covers, start and steps');
  for (const pair of doc.contents.items) {
    if (!TOP.has(String(pair.key)))
      throw fault(pair.key as Node, `unknown word "${String(pair.key)}"; a scenario has ${[...TOP].join(', ')}`);
  }
  const top = doc.contents.toJSON() as Record<string, unknown>;
  if (typeof top.scenario !== 'string') throw fault(doc.contents, 'a scenario needs a title: "scenario: …"');

  const readSteps = (node: unknown): Step[] => {
    if (!isSeq(node)) throw fault(node as Node, 'steps is a list');
    return node.items.map((item) => {
      if (!isMap(item)) throw fault(item as Node, 'a step is a map such as "- wait: PT90M"');
      return readStep(item);
    });
  };
  const readStep = (map: YAMLMap): Step => {
    const all = map.toJSON() as Record<string, unknown>;
    const verb = Object.keys(all).find((key) => !COMMON.has(key));
    if (!verb) throw fault(map, 'this step has no verb');
    const inner = map.get('steps', true) ?? (verb === 'together' ? map.get('together', true) : undefined);
    return {
      verb,
      what: all[verb],
      as: all.as as string | undefined,
      remember: (all.remember ?? {}) as Record<string, string>,
      all,
      line: lineOf(map),
      steps: isSeq(inner) ? readSteps(inner) : [],
    };
  };

  return {
    file,
    title: top.scenario,
    covers: ((top.covers ?? []) as unknown[]).map(String),
    office: String(top.office ?? 'demo'),
    start: String(top.start ?? '2026-03-02T09:00+08:00'),
    pace: String(top.pace ?? 'PT5S'),
    settings: (top.settings ?? {}) as Record<string, unknown>,
    modules: ((top.modules ?? []) as unknown[]).map(String),
    steps: readSteps(doc.contents.get('steps', true)),
  };
}
