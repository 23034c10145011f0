// A state as one text and back: what is alike is written once and comes back as one object, as a state's parts never change.
// A demo office holds a million dressed blank cells of a few kinds: packed so it is small to read and small in memory.

import { Log } from './log.ts';
import type { State } from './state.ts';

/** In a node: [n] is node n, [] is undefined, everything else stands for itself. */
type Packed = string | number | boolean | null | [] | [number];
type Node = { o: Record<string, Packed> } | { a: Packed[] } | { log: Packed[] };

/** Throws on what JSON cannot carry: functions, and numbers that are none. */
export function pack(state: State): string {
  const nodes: string[] = [];
  const known = new Map<object, number>();
  const alike = new Map<string, number>();
  const packed = (value: unknown): Packed => {
    if (value === undefined) return [];
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value !== 'object') throw new Error(`a state holds ${String(value)}`);
    let id = known.get(value);
    if (id === undefined) known.set(value, (id = place(value)));
    return [id];
  };
  const place = (value: object): number => {
    const text = JSON.stringify(nodeOf(value));
    // Two logs that are alike now each go their own way: they append in place.
    const twin = value instanceof Log ? undefined : alike.get(text);
    if (twin !== undefined) return twin;
    alike.set(text, nodes.length);
    return nodes.push(text) - 1;
  };
  const nodeOf = (value: object): Node => {
    if (value instanceof Log) return { log: value.list().map(packed) };
    if (Array.isArray(value)) return { a: Array.from(value, packed) };
    return { o: Object.fromEntries(Object.entries(value).map(([key, x]) => [key, packed(x)])) };
  };
  packed(state);
  return `[${nodes.join(',\n')}]`;
}

/** The state of a packed text. */
export function unpack(text: string): State {
  const nodes = JSON.parse(text) as Node[];
  const made: unknown[] = [];
  const back = (value: Packed): unknown => (Array.isArray(value) ? made[value[0] ?? -1] : value);
  // Parts come before what holds them; the state itself is last.
  for (const node of nodes) {
    if ('log' in node) made.push(Log.of(node.log.map(back)));
    else if ('a' in node) made.push(node.a.map(back));
    else {
      const own: Record<string, unknown> = node.o;
      for (const key of Object.keys(own)) own[key] = back(own[key] as Packed);
      made.push(own);
    }
  }
  return made.at(-1) as State;
}
