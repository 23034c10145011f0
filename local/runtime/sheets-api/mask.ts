// Field masks of the Sheets API: "sheets(properties.sheetId,data.rowData),namedRanges".

import { ServiceError } from '../errors.ts';

/** true: everything below; else the members asked for. */
export type Mask = true | { [field: string]: Mask };

const read = new Map<string, Mask>();

/** Reads a mask, each text once. '*' or nothing is everything. Throws for text that is no mask. */
export function parseMask(text: string | undefined): Mask {
  if (text === undefined || text.trim() === '' || text.trim() === '*') return true;
  let mask = read.get(text);
  if (mask === undefined) read.set(text, (mask = parsed(text)));
  return mask;
}

function parsed(text: string): Mask {
  let i = 0;
  const list = (): { [field: string]: Mask } => {
    const out: { [field: string]: Mask } = {};
    for (;;) {
      path(out);
      if (text[i] !== ',') return out;
      i++;
    }
  };
  const path = (into: { [field: string]: Mask }): void => {
    const match = /^\s*([A-Za-z0-9_]+|\*)\s*/.exec(text.slice(i));
    if (!match) throw new ServiceError(`Invalid field mask: ${text}`);
    i += match[0].length;
    const name = match[1]!;
    let sub: Mask = true;
    if (text[i] === '.' || text[i] === '/') {
      i++;
      const inner: { [field: string]: Mask } = {};
      path(inner);
      sub = inner;
    } else if (text[i] === '(') {
      i++;
      sub = list();
      if (text[i] !== ')') throw new ServiceError(`Invalid field mask: ${text}`);
      i++;
    }
    into[name] = merge(into[name], sub);
  };
  const mask = list();
  if (i < text.length) throw new ServiceError(`Invalid field mask: ${text}`);
  return mask['*'] === true ? true : mask;
}

function merge(a: Mask | undefined, b: Mask): Mask {
  if (a === undefined) return b;
  if (a === true || b === true) return true;
  const out = { ...a };
  for (const [key, value] of Object.entries(b)) out[key] = merge(out[key], value);
  return out;
}

/** The part of the mask below a member; undefined when the member is not asked for. */
export function below(mask: Mask, field: string): Mask | undefined {
  return mask === true ? true : (mask[field] ?? mask['*']);
}

export function wants(mask: Mask, field: string): boolean {
  return below(mask, field) !== undefined;
}

/** Parts of an answer that hold nothing but what was asked for: they are not gone through again. */
const ready = new WeakSet<object>();

/** Marks what was already projected by the mask that is asked of it. */
export function asAsked<T extends object>(value: T): T {
  ready.add(value);
  return value;
}

/** The members of a value a mask asks for; arrays member by member. */
export function project(value: unknown, mask: Mask): unknown {
  if (mask === true || value === null || typeof value !== 'object' || ready.has(value)) return value;
  if (Array.isArray(value)) return value.map((entry) => project(entry, mask));
  const out: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    const sub = below(mask, key);
    if (sub !== undefined && entry !== undefined) out[key] = project(entry, sub);
  }
  return out;
}

/** Throws when the mask names a field outside `known`: a misspelt mask must not pass as "nothing to do". */
export function checkMask(mask: Mask, known: readonly string[]): void {
  if (mask === true) return;
  for (const field of Object.keys(mask)) {
    if (field !== '*' && !known.includes(field)) throw new ServiceError(`Invalid field: ${field}`);
  }
}
