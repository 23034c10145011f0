// Results of the few formulas people type into registers: arithmetic, references, a handful of functions.
// Everything else shows #NAME?, as a cell does whose function is unknown. Results are made when the formula is written.

import type { Value } from './cells.ts';
import { columnIndex } from './ranges.ts';

export interface FormulaContext {
  /** Value by 0-based row and column of the formula's own sheet. */
  at(row: number, col: number): Value;
  row: number;
  col: number;
  /** Serial of now in the sheet's zone. */
  now: number;
}

type Token =
  { kind: 'num'; v: number } | { kind: 'str'; v: string } | { kind: 'name'; v: string } | { kind: 'op'; v: string };

class FormulaError extends Error {}

/** Value of a formula text that begins with '='; an error shows as its text, e.g. '#DIV/0!'. */
export function evaluate(formula: string, context: FormulaContext): Value {
  try {
    const parser = new Parser(tokens(formula.slice(1)), context);
    return scalar(parser.all());
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
}

function tokens(text: string): Token[] {
  const out: Token[] = [];
  const pattern =
    /\s+|(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|"((?:[^"]|"")*)"|(\$?[A-Za-z_][\w.$]*)|(<>|<=|>=|[-+*/^&=<>(),;:%])/giy;
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw new FormulaError('#ERROR!');
    at = pattern.lastIndex;
    if (match[1] !== undefined) out.push({ kind: 'num', v: Number(match[1]) });
    else if (match[2] !== undefined) out.push({ kind: 'str', v: match[2].replace(/""/g, '"') });
    else if (match[3] !== undefined) out.push({ kind: 'name', v: match[3].replace(/\$/g, '') });
    else if (match[4] !== undefined) out.push({ kind: 'op', v: match[4] });
  }
  return out;
}

type Result = Value | Value[];

function scalar(value: Result): Value {
  return Array.isArray(value) ? (value[0] ?? null) : value;
}

function number(value: Result): number {
  const v = scalar(value);
  if (typeof v === 'number') return v;
  if (v === null || v === '') return 0;
  if (typeof v === 'boolean') return v ? 1 : 0;
  if (v.startsWith('#')) throw new FormulaError(v);
  const n = Number(v);
  if (Number.isNaN(n)) throw new FormulaError('#VALUE!');
  return n;
}

function text(value: Result): string {
  const v = scalar(value);
  return v === null ? '' : typeof v === 'boolean' ? (v ? 'TRUE' : 'FALSE') : String(v);
}

const FUNCTIONS: Record<string, (args: Result[], context: FormulaContext) => Value> = {
  SUM: (args) => args.flat().reduce<number>((sum, v) => sum + (typeof v === 'number' ? v : 0), 0),
  AVERAGE: (args) => {
    const all = args.flat().filter((v): v is number => typeof v === 'number');
    if (all.length === 0) throw new FormulaError('#DIV/0!');
    return all.reduce((a, b) => a + b, 0) / all.length;
  },
  MAX: (args) => Math.max(0, ...args.flat().filter((v): v is number => typeof v === 'number')),
  MIN: (args) => Math.min(...args.flat().filter((v): v is number => typeof v === 'number')),
  COUNT: (args) => args.flat().filter((v) => typeof v === 'number').length,
  COUNTA: (args) => args.flat().filter((v) => v !== null && v !== '').length,
  ROUND: (args) => Math.round(number(args[0] ?? 0) * 10 ** number(args[1] ?? 0)) / 10 ** number(args[1] ?? 0),
  CONCATENATE: (args) =>
    args
      .flat()
      .map((v) => text(v))
      .join(''),
  IF: (args) => scalar((scalar(args[0] ?? false) ? args[1] : args[2]) ?? false),
  HYPERLINK: (args) => scalar(args[1] ?? args[0] ?? ''),
  TODAY: (_args, context) => Math.floor(context.now),
  NOW: (_args, context) => context.now,
  ROW: (_args, context) => context.row + 1,
  COLUMN: (_args, context) => context.col + 1,
  TRUE: () => true,
  FALSE: () => false,
};

class Parser {
  private i = 0;
  constructor(
    private readonly list: Token[],
    private readonly context: FormulaContext,
  ) {}

  all(): Result {
    const value = this.comparison();
    if (this.i < this.list.length) throw new FormulaError('#ERROR!');
    return value;
  }

  private op(...wanted: string[]): string | undefined {
    const token = this.list[this.i];
    if (token?.kind !== 'op' || !wanted.includes(token.v)) return undefined;
    this.i++;
    return token.v;
  }

  private comparison(): Result {
    let left = this.joined();
    for (let op = this.op('=', '<>', '<', '>', '<=', '>='); op; op = this.op('=', '<>', '<', '>', '<=', '>=')) {
      const a = scalar(left);
      const b = scalar(this.joined());
      const c = typeof a === 'string' || typeof b === 'string' ? text(a).localeCompare(text(b)) : number(a) - number(b);
      left =
        op === '='
          ? c === 0
          : op === '<>'
            ? c !== 0
            : op === '<'
              ? c < 0
              : op === '>'
                ? c > 0
                : op === '<='
                  ? c <= 0
                  : c >= 0;
    }
    return left;
  }

  private joined(): Result {
    let left = this.sum();
    while (this.op('&')) left = text(left) + text(this.sum());
    return left;
  }

  private sum(): Result {
    let left = this.product();
    for (let op = this.op('+', '-'); op; op = this.op('+', '-')) {
      const right = number(this.product());
      left = op === '+' ? number(left) + right : number(left) - right;
    }
    return left;
  }

  private product(): Result {
    let left = this.power();
    for (let op = this.op('*', '/'); op; op = this.op('*', '/')) {
      const right = number(this.power());
      if (op === '/' && right === 0) throw new FormulaError('#DIV/0!');
      left = op === '*' ? number(left) * right : number(left) / right;
    }
    return left;
  }

  private power(): Result {
    const left = this.unary();
    if (!this.op('^')) return left;
    return number(left) ** number(this.power());
  }

  private unary(): Result {
    const sign = this.op('+', '-');
    if (sign) return sign === '-' ? -number(this.unary()) : this.unary();
    let value = this.primary();
    while (this.op('%')) value = number(value) / 100;
    return value;
  }

  private primary(): Result {
    const token = this.list[this.i++];
    if (!token) throw new FormulaError('#ERROR!');
    if (token.kind === 'num' || token.kind === 'str') return token.v;
    if (token.kind === 'op') {
      if (token.v !== '(') throw new FormulaError('#ERROR!');
      const value = this.comparison();
      if (!this.op(')')) throw new FormulaError('#ERROR!');
      return value;
    }
    if (this.op('(')) return this.call(token.v.toUpperCase());
    if (/^(true|false)$/i.test(token.v)) return /^true$/i.test(token.v);
    return this.reference(token.v);
  }

  private call(name: string): Result {
    const args: Result[] = [];
    if (!this.op(')')) {
      do args.push(this.comparison());
      while (this.op(',', ';'));
      if (!this.op(')')) throw new FormulaError('#ERROR!');
    }
    const fn = FUNCTIONS[name];
    if (!fn) throw new FormulaError('#NAME?');
    return fn(args, this.context);
  }

  private reference(name: string): Result {
    const from = cellRef(name);
    if (!this.op(':')) return this.context.at(from.row, from.col);
    const token = this.list[this.i++];
    if (token?.kind !== 'name') throw new FormulaError('#ERROR!');
    const to = cellRef(token.v);
    const out: Value[] = [];
    for (let row = from.row; row <= to.row; row++)
      for (let col = from.col; col <= to.col; col++) out.push(this.context.at(row, col));
    return out;
  }
}

function cellRef(name: string): { row: number; col: number } {
  const match = /^([A-Za-z]{1,3})(\d+)$/.exec(name);
  if (!match) throw new FormulaError('#NAME?');
  return { row: Number(match[2]) - 1, col: columnIndex(match[1]!) };
}
