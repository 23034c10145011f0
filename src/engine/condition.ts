/**
 * Evaluates conditions over a record, three-valued: a condition over a blank cell is *not decidable* and names what is
 * missing (configuration.md 8). `true || ?` is true, `false && ?` false, whichever side stands first.
 *
 * The model's parser gives the tree. Connectives and comparisons with null are decided here, on the tree; what lies
 * between them (comparisons, arithmetic, lists) goes to the CEL library with every path and call already replaced by its
 * value, so that the library never meets a blank. All numbers are doubles: 7 / 2 is 3.5.
 */
import type { Environment } from '@marcbachmann/cel-js';
import { celLibrary } from '../model/cel';
import { childrenOf, parseCondition, pathOf, type ASTNode } from '../model/conditions';
import type { FieldType } from '../model/types';
import { addDays, addMonths, dateAt, dayNumber, minutesOf, toEpoch } from './civil';
import { Refusal } from './types';
import type { Value } from './types';

/** What a condition may ask. Paths are `cost`, `asset.model`; `at` gives epoch ms; tallies get their arguments as written. */
export interface Facts {
  field(path: string): { type: FieldType; value: Value };
  at(state: string): number | null;
  setting(key: string): number | string;
  /** openCount, countSame, related; a path as argument is given as its text. */
  tally(name: string, args: (string | number)[]): number;
  now: number;
  zone: string;
}

/**
 * The answer, or the paths of the blank cells that keep it from being given (`setting("…")` for a number without a value).
 * `fault` tells what else went wrong: values that cannot be compared, a division by zero.
 */
export type Answer = { value: unknown } | { undecidable: string[]; fault?: string };

/** Evaluates a condition. Refuses with `condition.unreadable` for a text the model could not have been compiled with. */
export function evaluate(text: string, facts: Facts): Answer {
  let run = compiled.get(text);
  if (!run) {
    const parsed = parseCondition(text);
    if (!parsed.ok)
      throw new Refusal('condition.unreadable', {
        code: 'condition.unreadable',
        params: { text, message: parsed.message },
      });
    compiled.set(text, (run = compile(parsed.ast)));
  }
  const answer = run(facts);
  if ('value' in answer && typeof answer.value === 'number' && !Number.isFinite(answer.value))
    return { undecidable: [], fault: 'not a finite number' };
  return answer;
}

type Run = (facts: Facts) => Answer;
const compiled = new Map<string, Run>();

/** Blank of these is a value that can be asked (`exception != ""`); blank of all others is null. */
const BLANK: Partial<Record<FieldType, string | string[]>> = {
  text: '',
  'long text': '',
  choice: '',
  department: '',
  file: '',
  choices: [],
  files: [],
};

// ---- the tree ---------------------------------------------------------------------------------------

function compile(node: ASTNode): Run {
  switch (node.op) {
    case '&&':
      return connective(compile(node.args[0]), compile(node.args[1]), false);
    case '||':
      return connective(compile(node.args[0]), compile(node.args[1]), true);
    case '!_': {
      const run = compile(node.args);
      return (facts) => {
        const answer = run(facts);
        if (!('value' in answer)) return answer;
        return typeof answer.value === 'boolean' ? { value: !answer.value } : notYesNo();
      };
    }
    case '?:': {
      const [condition, yes, no] = node.args.map(compile) as [Run, Run, Run];
      return (facts) => {
        const answer = condition(facts);
        if (!('value' in answer)) return answer;
        return typeof answer.value === 'boolean' ? (answer.value ? yes : no)(facts) : notYesNo();
      };
    }
    case '==':
    case '!=': {
      const other = isNull(node.args[0]) ? node.args[1] : isNull(node.args[1]) ? node.args[0] : null;
      return other ? nullTest(other, node.op === '==') : atom(node);
    }
    case 'value':
      return constant(literal(node.args));
    case 'call':
      return call(node.args[0], node.args[1]);
    default: {
      const path = pathOf(node);
      return path === undefined ? atom(node) : read(path);
    }
  }
}

/** `decides` is the value that settles the whole: false for &&, true for ||. */
function connective(left: Run, right: Run, decides: boolean): Run {
  return (facts) => {
    const a = left(facts);
    if ('value' in a && a.value === decides) return a;
    const b = right(facts);
    if ('value' in b && b.value === decides) return b;
    if (!('value' in a) || !('value' in b)) return both([a, b]);
    return typeof a.value === 'boolean' && typeof b.value === 'boolean' ? { value: !decides } : notYesNo();
  };
}

function nullTest(node: ASTNode, wanted: boolean): Run {
  const path = pathOf(node);
  if (path === undefined) {
    const run = compile(node);
    return (facts) => {
      const answer = run(facts);
      return 'value' in answer ? { value: (answer.value === null) === wanted } : answer;
    };
  }
  return (facts) => ({ value: (valueOf(path, facts) === null) === wanted });
}

const constant =
  (value: unknown): Run =>
  () =>
    value === null ? { undecidable: [] } : { value };
const isNull = (node: ASTNode): boolean => node.op === 'value' && node.args === null;
const literal = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
const notYesNo = (): Answer => ({ undecidable: [], fault: 'not a yes or no' });

function both(answers: Answer[]): Answer {
  const missing = answers.flatMap((answer) => ('undecidable' in answer ? answer.undecidable : []));
  const fault = answers.map((answer) => ('fault' in answer ? answer.fault : undefined)).find(Boolean);
  return { undecidable: [...new Set(missing)], ...(fault ? { fault } : {}) };
}

// ---- paths and calls --------------------------------------------------------------------------------

function valueOf(path: string, facts: Facts): unknown {
  if (path.startsWith('at.')) return facts.at(path.slice(3));
  const { type, value } = facts.field(path);
  return value === null || value === '' || (Array.isArray(value) && value.length === 0) ? (BLANK[type] ?? null) : value;
}

const read =
  (path: string): Run =>
  (facts) => {
    const value = valueOf(path, facts);
    return value === null ? { undecidable: [path] } : { value };
  };

function call(name: string, args: ASTNode[]): Run {
  const runs = args.map(compile);
  const needs =
    (answer: (values: unknown[], facts: Facts) => unknown): Run =>
    (facts) => {
      const answers = runs.map((run) => run(facts));
      if (answers.some((one) => !('value' in one))) return both(answers);
      const value = answer(
        answers.map((one) => (one as { value: unknown }).value),
        facts,
      );
      return value === undefined
        ? { undecidable: args.map(pathOf).filter((path): path is string => !!path), fault: `${name} of such values` }
        : { value };
    };
  switch (name) {
    case 'today':
      return (facts) => ({ value: dateAt(facts.now, facts.zone) });
    case 'setting':
      return (facts) => {
        const key = String(literal(args[0]?.args));
        const value = facts.setting(key);
        if (value === '' || value === undefined || value === null) return { undecidable: [`setting("${key}")`] };
        return { value: typeof value === 'string' && Number.isFinite(Number(value)) ? Number(value) : value };
      };
    case 'size':
      return needs(([value]) =>
        Array.isArray(value) ? value.length : typeof value === 'string' ? [...value].length : undefined,
      );
    case 'hoursBetween':
      return needs(([a, b], facts) => difference(momentOf(a, facts.zone), momentOf(b, facts.zone), 3_600_000));
    case 'min':
      return needs(([a, b]) => (typeof a === 'number' && typeof b === 'number' ? Math.min(a, b) : undefined));
    case 'max':
      return needs(([a, b]) => (typeof a === 'number' && typeof b === 'number' ? Math.max(a, b) : undefined));
    case 'straightLine':
      return needs(([cost, from, years, at], facts) => {
        const [first, last] = [dayOf(from, facts.zone), dayOf(at, facts.zone)];
        if (typeof cost !== 'number' || typeof years !== 'number' || first === undefined || last === undefined) return;
        if (years <= 0 || last <= first) return cost;
        // Whole months used, as ledgers write it off.
        const used = monthsBetween(civil(from, facts.zone), civil(at, facts.zone));
        return Math.max(0, Math.round(cost * (1 - used / (years * 12)) * 100) / 100);
      });
    case 'addDays':
      return needs(([date, days]) => moved(date, days, addDays));
    case 'addMonths':
      return needs(([date, months]) => moved(date, months, addMonths));
    case 'daysBetween':
      return needs(([a, b], facts) => difference(dayOf(a, facts.zone), dayOf(b, facts.zone), 1));
    default: {
      // A tally is named by its arguments as written: openCount("tickets", asset) asks for the count kept on the asset.
      const written = args.map((arg) => pathOf(arg) ?? (literal(arg.args) as string | number));
      return (facts) => ({ value: facts.tally(name, written) });
    }
  }
}

const difference = (a: number | undefined, b: number | undefined, unit: number): number | undefined =>
  a === undefined || b === undefined ? undefined : (b - a) / unit;

/** Epoch ms of a moment, of a civil date (its midnight) or of a civil date with time. */
function momentOf(value: unknown, zone: string): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(value)) return undefined;
  return toEpoch(value.slice(0, 10), value.length > 10 ? minutesOf(value.slice(11)) : 0, zone);
}

/** A civil date that many days or months later. */
const moved = (date: unknown, by: unknown, add: (date: string, by: number) => string): string | undefined =>
  typeof date === 'string' && /^\d{4}-\d\d-\d\d/.test(date) && typeof by === 'number' && Number.isInteger(by)
    ? add(date.slice(0, 10), by)
    : undefined;

const civil = (value: unknown, zone: string): string =>
  typeof value === 'number' ? dateAt(value, zone) : String(value).slice(0, 10);

/** Whole months from one civil date to another. */
function monthsBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((date) => date.split('-').map(Number) as [number, number, number]) as [
    [number, number, number],
    [number, number, number],
  ];
  return (b[0] - a[0]) * 12 + b[1] - a[1] - (b[2] < a[2] ? 1 : 0);
}

function dayOf(value: unknown, zone: string): number | undefined {
  if (typeof value === 'number') return dayNumber(dateAt(value, zone));
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? dayNumber(value.slice(0, 10)) : undefined;
}

// ---- what the library evaluates ---------------------------------------------------------------------

let known: Environment | null = null;
/** Made when the first condition is evaluated (see model/conditions). */
const environment = (): Environment =>
  (known ??= new (celLibrary().Environment)({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 1000, maxDepth: 100, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 4 },
  }).registerOperator('double % double', (a: number, b: number) => a % b));

/** A tree without blanks: every path, call and nested decision becomes a variable that is decided first. */
function atom(node: ASTNode): Run {
  const slots: Run[] = [];
  const text = print(node, slots, new Set());
  const program = environment().parse(text);
  const paths = pathsIn(node);
  return (facts) => {
    const answers = slots.map((run) => run(facts));
    if (answers.some((one) => !('value' in one))) return both(answers);
    const context: Record<string, unknown> = {};
    answers.forEach((one, i) => {
      context[`v${i}`] = (one as { value: unknown }).value;
    });
    try {
      const value = program(context) as unknown;
      return { value: typeof value === 'bigint' ? Number(value) : value };
    } catch (error) {
      return { undecidable: paths, fault: (error as { summary?: string }).summary ?? String(error) };
    }
  };
}

/** The tree as CEL again, with variables v0, v1 … for what is decided before. `bound` are names of macros. */
function print(node: ASTNode, slots: Run[], bound: ReadonlySet<string>): string {
  const slot = (run: Run): string => `v${slots.push(run) - 1}`;
  const inner = (one: ASTNode): string => print(one, slots, bound);
  const usesBound = bound.size > 0 && namesIn(node).some((name) => bound.has(name));
  const path = pathOf(node);
  if (path !== undefined) return usesBound ? `b_${path}` : slot(read(path));
  switch (node.op) {
    case 'value':
      return number(node.args);
    case 'list':
      return `[${node.args.map(inner).join(', ')}]`;
    case '[]':
      return `${inner(node.args[0])}[${typeof node.args[1].args === 'bigint' ? String(node.args[1].args) : `int(${inner(node.args[1])})`}]`;
    case '!_':
      return `!(${inner(node.args)})`;
    case '-_':
      return `-(${inner(node.args)})`;
    case 'call':
      if (usesBound) return `double(size(${inner(node.args[1][0]!)}))`;
      return slot(call(node.args[0], node.args[1]));
    case 'rcall': {
      const [name, object, args] = node.args;
      const [first] = args;
      if (first?.op === 'id' && args.length > 1) {
        const within = new Set([...bound, first.args]);
        return `(${inner(object)}).${name}(b_${first.args}, ${args
          .slice(1)
          .map((arg) => print(arg, slots, within))
          .join(', ')})`;
      }
      const said = `(${inner(object)}).${name}(${args.map(inner).join(', ')})`;
      return name === 'size' ? `double(${said})` : said;
    }
    case '?:':
      return usesBound
        ? `((${inner(node.args[0])}) ? (${inner(node.args[1])}) : (${inner(node.args[2])}))`
        : slot(compile(node));
    case '&&':
    case '||':
      return usesBound ? `((${inner(node.args[0])}) ${node.op} (${inner(node.args[1])}))` : slot(compile(node));
    default: {
      const [left, right] = node.args as [ASTNode, ASTNode];
      if (!usesBound && (node.op === '==' || node.op === '!=') && (isNull(left) || isNull(right)))
        return slot(compile(node));
      return `((${inner(left)}) ${node.op} (${inner(right)}))`;
    }
  }
}

/** A literal as CEL text; whole numbers as doubles. */
function number(value: unknown): string {
  const plain = literal(value);
  if (typeof plain !== 'number') return JSON.stringify(plain);
  const text = String(plain);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function namesIn(node: ASTNode): string[] {
  const path = pathOf(node);
  if (path !== undefined) return [path.split('.')[0]!];
  if (node.op === 'call') return node.args[1].flatMap(namesIn);
  if (node.op === 'rcall') return [node.args[1], ...node.args[2]].flatMap(namesIn);
  return childrenOf(node).flatMap(namesIn);
}

function pathsIn(node: ASTNode): string[] {
  const path = pathOf(node);
  if (path !== undefined) return [path];
  if (node.op === 'call') return node.args[1].flatMap(pathsIn);
  if (node.op === 'rcall') return [node.args[1], ...node.args[2]].flatMap(pathsIn);
  return [...new Set(childrenOf(node).flatMap(pathsIn))];
}
