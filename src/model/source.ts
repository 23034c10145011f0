/**
 * The source-neutral input of the compiler: values with the place they were written in, whether that is `tickets.yaml:23`
 * or 「欄位!C14」. Readers of YAML and of setup tabs both make these nodes; nothing below knows which.
 */
import type { Lang } from './types';

export type Scalar = string | number | boolean | null;

export interface ScalarNode {
  kind: 'scalar';
  value: Scalar;
  where: string;
}
export interface ListNode {
  kind: 'list';
  items: SourceNode[];
  where: string;
}
export interface MapEntry {
  key: string;
  /** Place of the key, which is where people look for a wrong one. */
  where: string;
  node: SourceNode;
}
export interface MapNode {
  kind: 'map';
  entries: MapEntry[];
  where: string;
}
export type SourceNode = ScalarNode | ListNode | MapNode;

/** One file or one setup tab. With `lang` it is a table of labels: path of the label -> its words in that language. */
export interface SourceFile {
  path: string;
  root: SourceNode;
  lang?: Lang;
}

/** Makes nodes of a plain value, all at one place: for rows of a tab and for tests. */
export function nodeOf(value: unknown, where: string): SourceNode {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => nodeOf(item, where)), where };
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(([key, item]) => ({ key, where, node: nodeOf(item, where) }));
    return { kind: 'map', entries, where };
  }
  return { kind: 'scalar', value: value as Scalar, where };
}

/** The value under a key, or nothing. */
export function child(map: MapNode, key: string): SourceNode | undefined {
  return map.entries.find((entry) => entry.key === key)?.node;
}

/** The plain value of a node, without places. */
export function plain(node: SourceNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.node)]));
}
