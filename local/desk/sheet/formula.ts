// The small part of the spreadsheet formula language that conditional formats of registers use: references, texts, numbers,
// comparison, arithmetic, & and a dozen functions. Anything else throws Unknown, and the rule is left out.

export type Scalar = string | number | boolean | null;
/** Reads a cell by 0-based row and column. */
export type Look = (row: number, col: number) => Scalar;

export class Unknown extends Error {}

interface Node {
  (look: Look, dRow: number, dCol: number): Scalar;
}

const TOKEN =
  /\s*(?:("(?:[^"]|"")*")|(\d+(?:\.\d+)?)|(\$?[A-Za-z]{1,3}\$?\d+)(?![\w(])|([A-Za-z][\w.]*)|(<>|<=|>=|[-+*/&=<>(),;]))/y;

interface Token {
  kind: 'text' | 'number' | 'ref' | 'name' | 'op' | 'end';
  text: string;
}

function tokens(source: string): Token[] {
  const out: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const m = TOKEN.exec(source);
    if (!m) throw new Unknown(`${source.slice(at)}`);
    const kind =
      m[1] !== undefined
        ? 'text'
        : m[2] !== undefined
          ? 'number'
          : m[3] !== undefined
            ? 'ref'
            : m[4] !== undefined
              ? 'name'
              : 'op';
    out.push({ kind, text: m[1] ?? m[2] ?? m[3] ?? m[4] ?? m[5]! });
  }
  return [...out, { kind: 'end', text: '' }];
}

/** 0-based column of its letters: A = 0, AA = 26. */
export function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
}

/** Letters of a 0-based column. */
export function lettersOf(column: number): string {
  let out = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
  return out;
}

const num = (v: Scalar): number =>
  typeof v === 'number' ? v : v === null || v === '' ? 0 : v === true ? 1 : v === false ? 0 : Number(v);
const str = (v: Scalar): string => (v === null ? '' : typeof v === 'boolean' ? (v ? 'TRUE' : 'FALSE') : String(v));
export const truth = (v: Scalar): boolean => (typeof v === 'string' ? v.toUpperCase() === 'TRUE' : Boolean(v));

function order(a: Scalar, b: Scalar): number {
  if (typeof a === 'number' || typeof b === 'number') {
    if (typeof a === 'string' && a !== '') return 1;
    if (typeof b === 'string' && b !== '') return -1;
    return num(a) - num(b);
  }
  const x = str(a).toLowerCase();
  const y = str(b).toLowerCase();
  return x < y ? -1 : x > y ? 1 : 0;
}

class Failed extends Error {}
/** One for all: a stack for every cell where SEARCH finds nothing was most of what painting a large sheet cost. */
const FAILED = new Failed('#VALUE!');

const FUNCTIONS: Record<string, (args: (() => Scalar)[]) => Scalar> = {
  AND: (a) => a.every((x) => truth(x())),
  OR: (a) => a.some((x) => truth(x())),
  NOT: (a) => !truth(a[0]!()),
  IF: (a) => (truth(a[0]!()) ? a[1]!() : (a[2]?.() ?? false)),
  ISBLANK: (a) => a[0]!() === null,
  LEN: (a) => str(a[0]!()).length,
  LEFT: (a) => str(a[0]!()).slice(0, a[1] ? num(a[1]()) : 1),
  RIGHT: (a) => str(a[0]!()).slice(-(a[1] ? num(a[1]()) : 1)),
  MID: (a) => str(a[0]!()).substr(num(a[1]!()) - 1, num(a[2]!())),
  TRIM: (a) => str(a[0]!()).trim(),
  EXACT: (a) => str(a[0]!()) === str(a[1]!()),
  SEARCH: (a) => found(str(a[1]!()).toLowerCase().indexOf(str(a[0]!()).toLowerCase())),
  FIND: (a) => found(str(a[1]!()).indexOf(str(a[0]!()))),
  REGEXMATCH: (a) => new RegExp(str(a[1]!())).test(str(a[0]!())),
  ISNUMBER: (a) => attempt(() => typeof a[0]!() === 'number', false),
  ISTEXT: (a) => attempt(() => typeof a[0]!() === 'string', false),
  ISERROR: (a) => attempt(() => (a[0]!(), false), true),
  IFERROR: (a) => attempt(a[0]!, undefined) ?? a[1]?.() ?? '',
  MOD: (a) => num(a[0]!()) % num(a[1]!()),
};

function found(index: number): number {
  if (index < 0) throw FAILED;
  return index + 1;
}

function attempt<T>(fn: () => T, otherwise: T): T {
  try {
    return fn();
  } catch (error) {
    if (error instanceof Failed) return otherwise;
    throw error;
  }
}

class Parser {
  private at = 0;
  private readonly list: Token[];
  constructor(
    source: string,
    private readonly now: number,
  ) {
    this.list = tokens(source);
  }
  private get token(): Token {
    return this.list[this.at]!;
  }
  private take(text: string): boolean {
    if (this.token.kind !== 'op' || this.token.text !== text) return false;
    this.at++;
    return true;
  }
  whole(): Node {
    const node = this.comparison();
    if (this.token.kind !== 'end') throw new Unknown(this.token.text);
    return node;
  }
  private binary(next: () => Node, ops: Record<string, (a: Scalar, b: Scalar) => Scalar>): Node {
    let left = next();
    for (;;) {
      const op = this.token.kind === 'op' ? ops[this.token.text] : undefined;
      if (!op) return left;
      this.at++;
      const [a, b] = [left, next()];
      left = (...x) => op(a(...x), b(...x));
    }
  }
  private comparison(): Node {
    return this.binary(() => this.joined(), {
      '=': (a, b) => order(a, b) === 0,
      '<>': (a, b) => order(a, b) !== 0,
      '<': (a, b) => order(a, b) < 0,
      '<=': (a, b) => order(a, b) <= 0,
      '>': (a, b) => order(a, b) > 0,
      '>=': (a, b) => order(a, b) >= 0,
    });
  }
  private joined(): Node {
    return this.binary(() => this.sum(), { '&': (a, b) => str(a) + str(b) });
  }
  private sum(): Node {
    return this.binary(() => this.product(), { '+': (a, b) => num(a) + num(b), '-': (a, b) => num(a) - num(b) });
  }
  private product(): Node {
    return this.binary(() => this.single(), { '*': (a, b) => num(a) * num(b), '/': (a, b) => num(a) / num(b) });
  }
  private single(): Node {
    if (this.take('-')) {
      const inner = this.single();
      return (...x) => -num(inner(...x));
    }
    if (this.take('(')) {
      const inner = this.comparison();
      if (!this.take(')')) throw new Unknown('missing )');
      return inner;
    }
    const { kind, text } = this.token;
    this.at++;
    if (kind === 'text') return () => text.slice(1, -1).replace(/""/g, '"');
    if (kind === 'number') return () => Number(text);
    if (kind === 'ref') return reference(text);
    if (kind !== 'name') throw new Unknown(text);
    return this.named(text.toUpperCase());
  }
  private named(name: string): Node {
    if (!this.take('(')) {
      if (name === 'TRUE' || name === 'FALSE') return () => name === 'TRUE';
      throw new Unknown(name);
    }
    const args: Node[] = [];
    if (!this.take(')')) {
      do args.push(this.comparison());
      while (this.take(',') || this.take(';'));
      if (!this.take(')')) throw new Unknown('missing )');
    }
    if (name === 'NOW') return () => this.now;
    if (name === 'TODAY') return () => Math.floor(this.now);
    if (name === 'TRUE' || name === 'FALSE') return () => name === 'TRUE';
    const fn = FUNCTIONS[name];
    if (!fn) throw new Unknown(name);
    return (...x) => fn(args.map((arg) => () => arg(...x)));
  }
}

function reference(text: string): Node {
  const [, colFixed, letters, rowFixed, digits] = /^(\$?)([A-Za-z]+)(\$?)(\d+)$/.exec(text)!;
  const col = columnOf(letters!);
  const row = Number(digits) - 1;
  return (look, dRow, dCol) => look(rowFixed ? row : row + dRow, colFixed ? col : col + dCol);
}

/**
 * Compiles a formula. `now` is the sheet's serial of the present. The result is called with the distance from the rule's
 * top left cell; an error value counts as not true. Throws Unknown for what is not supported.
 */
export function compileFormula(source: string, now: number): (look: Look, dRow: number, dCol: number) => Scalar {
  const node = new Parser(source.replace(/^=/, ''), now).whole();
  return (look, dRow, dCol) => attempt(() => node(look, dRow, dCol), false);
}
