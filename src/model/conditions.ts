/**
 * The condition language, as far as the model needs it: CEL text to a tree, the paths it reads, the functions it calls,
 * and how it asks for blank cells. Whoever evaluates conditions imports this; nothing is evaluated here.
 */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { celLibrary } from './cel';

export type { ASTNode };

/** Functions a condition may call, with the number of their arguments: exactly, or at least and at most. */
export const CONDITION_FUNCTIONS: Readonly<Record<string, number | readonly [number, number]>> = {
  setting: 1,
  hoursBetween: 2,
  daysBetween: 2,
  openCount: 2,
  countSame: 2,
  countIn: [2, 3],
  sumIn: [3, 4],
  distinctIn: [3, 4],
  related: 1,
  size: 1,
  today: 0,
  min: 2,
  max: 2,
  straightLine: 4,
  addDays: 2,
  addMonths: 2,
};
/** Counts of the records that point at this one: register, its link, and what is counted of it. */
export const COUNTS_IN: readonly string[] = ['countIn', 'sumIn', 'distinctIn'];

/** Methods on a value: text and list tests that cannot run away. `matches` is left out on purpose (regular expressions). */
export const CONDITION_METHODS: readonly string[] = [
  'all',
  'exists',
  'exists_one',
  'filter',
  'map',
  'size',
  'contains',
  'startsWith',
  'endsWith',
];

/** A literal, or the path that stands there, or `{}` for anything longer. */
export type CallArgument = string | number | boolean | null | { path?: string };
export interface ConditionCall {
  name: string;
  args: CallArgument[];
  /** Character position in the text, 0-based. */
  at: number;
}
export interface ParsedCondition {
  ok: true;
  ast: ASTNode;
  /** Every path read, without duplicates, in order: `cost`, `asset.model`, `at.solved`. Strings in calls are not paths. */
  paths: string[];
  calls: ConditionCall[];
}
export interface UnreadableCondition {
  ok: false;
  message: string;
  /** Character position in the text, 0-based. */
  at: number;
}

/** Limits of one condition: an office's check is a sentence, not a program. */
let known: Environment | null = null;
/** Made when the first condition is read: an execution that meets none (a quiet tick) does not pay for it. */
const environment = (): Environment =>
  (known ??= new (celLibrary().Environment)({
    unlistedVariablesAreDyn: true,
    limits: { maxAstNodes: 400, maxDepth: 24, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 4 },
  }));

const parsed = new Map<string, ParsedCondition | UnreadableCondition>();

/** Reads a condition; answers are kept, since every decision asks for the same few texts. Never throws. */
export function parseCondition(text: string): ParsedCondition | UnreadableCondition {
  let answer = parsed.get(text);
  if (!answer) {
    answer = read(text);
    parsed.set(text, answer);
  }
  return answer;
}

function read(text: string): ParsedCondition | UnreadableCondition {
  let ast: ASTNode;
  try {
    ast = environment().parse(text).ast;
  } catch (error) {
    const failure = error as { summary?: string; message: string; range?: { start: number } };
    return { ok: false, message: failure.summary ?? failure.message, at: failure.range?.start ?? 0 };
  }
  const paths: string[] = [];
  const calls: ConditionCall[] = [];
  let refused: UnreadableCondition | null = null;
  visit(ast, new Set(), {
    path(path) {
      if (!paths.includes(path)) paths.push(path);
    },
    call(name, args, node) {
      calls.push({ name, args: args.map(argument), at: node.start });
      const arity = CONDITION_FUNCTIONS[name];
      if (arity === undefined) refused ??= { ok: false, message: `unknown function ${name}`, at: node.start };
      else if (!takes(arity, args.length))
        refused ??= {
          ok: false,
          message: `${name} takes ${typeof arity === 'number' ? arity : arity.join(' to ')} values, not ${args.length}`,
          at: node.start,
        };
    },
    method(name, node) {
      if (!CONDITION_METHODS.includes(name))
        refused ??= { ok: false, message: `${name} is not allowed`, at: node.start };
    },
  });
  return refused ?? { ok: true, ast, paths, calls };
}

const takes = (arity: number | readonly [number, number], n: number): boolean =>
  typeof arity === 'number' ? n === arity : n >= arity[0] && n <= arity[1];

/** `asset.model` of a chain of names; undefined for anything else. */
export function pathOf(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const [object, name] = node.args;
  const head = pathOf(object);
  return head === undefined ? undefined : `${head}.${name}`;
}

function argument(node: ASTNode): CallArgument {
  if (node.op === 'value') return typeof node.args === 'bigint' ? Number(node.args) : (node.args as string | number);
  const path = pathOf(node);
  return path === undefined ? {} : { path };
}

interface Visitor {
  path(path: string, node: ASTNode): void;
  call(name: string, args: ASTNode[], node: ASTNode): void;
  method(name: string, node: ASTNode): void;
}

/** `bound` holds the names a macro introduces (`quotes.all(q, …)`): they are no fields. */
function visit(node: ASTNode, bound: ReadonlySet<string>, visitor: Visitor): void {
  const path = pathOf(node);
  if (path !== undefined) {
    if (!bound.has(path.split('.')[0]!)) visitor.path(path, node);
    return;
  }
  if (node.op === 'call') {
    const [name, args] = node.args;
    visitor.call(name, args, node);
    for (const arg of args) visit(arg, bound, visitor);
    return;
  }
  if (node.op === 'rcall') {
    const [name, object, args] = node.args;
    visitor.method(name, node);
    visit(object, bound, visitor);
    const [first] = args;
    const macro = first?.op === 'id' && args.length > 1;
    const inner = macro ? new Set([...bound, first.args]) : bound;
    for (const arg of macro ? args.slice(1) : args) visit(arg, inner, visitor);
    return;
  }
  for (const part of childrenOf(node)) visit(part, bound, visitor);
}

/** The operands of a node that is neither a name nor a call. */
export function childrenOf(node: ASTNode): ASTNode[] {
  if (node.op === 'value' || node.op === 'id') return [];
  const parts = (Array.isArray(node.args) ? node.args : [node.args]) as unknown[];
  return parts.flat().filter((part): part is ASTNode => typeof part === 'object' && part !== null && 'op' in part);
}

export interface Comparison {
  path: string;
  op: '==' | '!=' | 'in';
  /** The literals it is compared with; one but for `in`. */
  with: (string | number | boolean | null)[];
  at: number;
}

/** Comparisons of a path with literals by ==, != or in: what the blank rules and the check of keys look at. */
export function comparisons(ast: ASTNode): Comparison[] {
  const found: Comparison[] = [];
  const walk = (node: ASTNode): void => {
    if (node.op === '==' || node.op === '!=' || node.op === 'in') {
      const [left, right] = node.args;
      for (const [side, other] of [
        [left, right],
        [right, left],
      ] as const) {
        const path = pathOf(side);
        const literals = path === undefined ? undefined : literalsOf(other);
        if (path !== undefined && literals) found.push({ path, op: node.op, with: literals, at: node.start });
      }
    }
    if (node.op === 'call') node.args[1].forEach(walk);
    else if (node.op === 'rcall') [node.args[1], ...node.args[2]].forEach(walk);
    else if (pathOf(node) === undefined) childrenOf(node).forEach(walk);
  };
  walk(ast);
  return found;
}

function literalsOf(node: ASTNode): (string | number | boolean | null)[] | undefined {
  if (node.op === 'value') return [argument(node) as string | number | boolean | null];
  if (node.op !== 'list') return undefined;
  const values = node.args.map((item) => (item.op === 'value' ? argument(item) : undefined));
  return values.includes(undefined) ? undefined : (values as (string | number | boolean | null)[]);
}
