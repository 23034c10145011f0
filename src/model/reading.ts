/**
 * Reading one source: typed access to its nodes that reports what cannot be used, remembers where everything was written,
 * and finds the labels of each part in every language.
 */
import { makeFault, type FaultCode, type FaultParams } from './faults';
import { nearest } from './near';
import { child, type MapEntry, type MapNode, type SourceNode } from './source';
import { LANGS, type Fault, type Label, type Lang } from './types';

const KEY = /^[a-z][a-z0-9_]*$/;
/** Settings and mails are grouped by a dot: `ticket.solve_hours`. */
const DOTTED_KEY = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/;
const YAML_WORDS = new Set(['on', 'off', 'yes', 'no', 'y', 'n', 'true', 'false', 'null']);

/** Can this be the key of something? */
export const usable = (key: string): boolean => KEY.test(key) && !YAML_WORDS.has(key.toLowerCase());

/** Words for one part by language, from `labels.<lang>.csv`. */
export type LabelBook = Map<string, { lang: Lang; text: string; where: string; used: boolean }[]>;

export interface ReadingOptions {
  /** Turns zh-TW into zh-CN where a label is missing; the build gives a converter, Apps Script has none. */
  derive?: (zhTW: string) => string;
}

export class Reading {
  readonly faults: Fault[] = [];
  /** Order of languages in a label list of the file being read. */
  languages: readonly Lang[] = LANGS;
  /** Every path that was asked for a label: the names a row of `labels.<lang>.csv` may have. */
  readonly labelPaths = new Set<string>();
  private readonly places = new Map<string, string>();

  constructor(
    readonly book: LabelBook = new Map(),
    readonly options: ReadingOptions = {},
  ) {}

  fault(code: FaultCode, where: string, params?: FaultParams, severity?: Fault['severity']): void {
    this.faults.push(makeFault(code, where, params, severity));
  }

  /** Reports at the place where a part was written, e.g. `tickets.actions.solve.asks`; falls back to the part above it. */
  faultAt(code: FaultCode, path: string, params?: FaultParams, severity?: Fault['severity']): void {
    this.fault(code, this.where(path), params, severity);
  }

  /** A name that should be one of the known; says so with the nearest when it is not. */
  known(code: FaultCode, path: string, name: string, known: Iterable<string>, params: FaultParams = {}): boolean {
    const names = [...known];
    if (names.includes(name)) return true;
    this.faultAt(code, path, { name, near: nearest(name, names), ...params });
    return false;
  }

  place(path: string, where: string): void {
    this.places.set(path, where);
  }

  /** Was this very part written somewhere we were told of? Parts of a pack that is compiled already were not. */
  placed(path: string): boolean {
    return this.places.has(path);
  }

  where(path: string): string {
    for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const where = this.places.get(at);
      if (where) return where;
    }
    return path;
  }

  /** The node as a map, each key of it one of the allowed; remembers where each stood. */
  map(node: SourceNode | undefined, path: string, allowed?: readonly string[]): MapNode | null {
    if (!node) return null;
    this.place(path, node.where);
    if (node.kind !== 'map') {
      this.fault('not-a-map', node.where, { key: lastOf(path) });
      return null;
    }
    for (const entry of node.entries) {
      this.place(`${path}.${entry.key}`, entry.where);
      if (allowed && !allowed.includes(entry.key))
        this.fault('unknown-key', entry.where, { key: entry.key, near: nearest(entry.key, allowed) });
    }
    return node;
  }

  /** The entries of a map whose keys are our own names (fields, states …). Unusable keys are reported and left out. */
  named(node: SourceNode | undefined, path: string, dotted = false): MapEntry[] {
    const map = this.map(node, path);
    return map ? map.entries.filter((entry) => this.usableKey(entry, dotted)) : [];
  }

  usableKey({ key, where }: { key: string; where: string }, dotted = false): boolean {
    const example = exampleKey(key);
    if (YAML_WORDS.has(key.toLowerCase())) this.fault('yaml-word', where, { key, example: `is_${key.toLowerCase()}` });
    else if (!(dotted ? DOTTED_KEY : KEY).test(key)) this.fault('unusable-key', where, { key, example });
    else return true;
    return false;
  }

  text(map: MapNode | null, key: string): string | undefined {
    const node = map && child(map, key);
    if (!node) return undefined;
    if (node.kind === 'scalar' && node.value !== null && typeof node.value !== 'boolean') return String(node.value);
    this.fault('not-a-text', node.where, { key });
    return undefined;
  }

  number(map: MapNode | null, key: string): number | undefined {
    const node = map && child(map, key);
    if (!node) return undefined;
    if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isFinite(node.value)) return node.value;
    this.fault('not-a-number', node.where, { key });
    return undefined;
  }

  flag(map: MapNode | null, key: string): boolean | undefined {
    const node = map && child(map, key);
    if (!node) return undefined;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    this.fault('not-a-boolean', node.where, { key });
    return undefined;
  }

  /** One word or a list of words, as a list. */
  words(map: MapNode | null, key: string): string[] {
    const node = map && child(map, key);
    if (!node) return [];
    const items: SourceNode[] = node.kind === 'list' ? node.items : [node];
    return items.flatMap((item) => {
      if (item.kind === 'scalar' && item.value !== null && typeof item.value !== 'boolean') return [String(item.value)];
      this.fault('not-a-list', item.where, { key });
      return [];
    });
  }

  oneOf<T extends string>(map: MapNode | null, key: string, known: readonly T[]): T | undefined {
    const value = this.text(map, key);
    if (value === undefined) return undefined;
    if ((known as readonly string[]).includes(value)) return value as T;
    const where = map ? child(map, key)!.where : '';
    this.fault('not-one-of', where, { key, value, known: known.join(', '), near: nearest(value, known) });
    return undefined;
  }

  required<T>(value: T | undefined, path: string, key: string): T | undefined {
    if (value === undefined) this.faultAt('missing', path, { what: path, key });
    return value;
  }

  /** Flat map of literals: `sets: { handler: me }`. */
  literals(map: MapNode | null, key: string, path: string): Record<string, string | number | boolean | null> {
    const node = map && child(map, key);
    const literals: Record<string, string | number | boolean | null> = {};
    for (const entry of this.map(node ?? undefined, `${path}.${key}`)?.entries ?? []) {
      if (entry.node.kind === 'scalar') literals[entry.key] = entry.node.value;
      else this.fault('not-a-text', entry.node.where, { key: entry.key });
    }
    return literals;
  }

  /** `labels: [zh-TW, en]` of a file: the order of the languages in each of its label lists. */
  readLanguages(map: MapNode): void {
    const given = this.words(map, 'labels');
    const known = given.filter((name): name is Lang => (LANGS as readonly string[]).includes(name));
    for (const value of given)
      if (!(known as string[]).includes(value))
        this.fault('unknown-language', child(map, 'labels')!.where, {
          value,
          known: LANGS.join(', '),
          near: nearest(value, LANGS),
        });
    this.languages = known.length > 0 ? known : LANGS;
  }

  /**
   * The label of a part: what stands in the file, then `labels.<lang>.csv`, then zh-CN derived from zh-TW. A part without
   * any label shows its key made readable, with a warning. `optional` parts may go without.
   */
  label(node: SourceNode | undefined, path: string, optional?: 'optional'): Label {
    this.labelPaths.add(path);
    const label = node ? this.written(node, path) : {};
    for (const word of this.book.get(path) ?? []) {
      word.used = true;
      label[word.lang] ??= word.text;
    }
    if (Object.keys(label).length === 0) {
      if (optional) return label;
      const shown = readable(lastOf(path));
      this.faultAt('label-missing', path, { key: path, shown }, 'warning');
      return Object.fromEntries(LANGS.map((lang) => [lang, shown]));
    }
    const source = label['zh-TW'];
    if (label['zh-CN'] === undefined && source !== undefined && this.options.derive) {
      label['zh-CN'] = this.options.derive(source);
      this.faultAt('label-derived', path, { key: path, shown: label['zh-CN'] }, 'warning');
    }
    for (const language of LANGS)
      if (label[language] === undefined)
        this.faultAt('label-language-missing', path, { key: path, language }, 'warning');
    return label;
  }

  private written(node: SourceNode, path: string): Label {
    this.place(path, node.where);
    if (node.kind === 'map') {
      const label: Label = {};
      for (const { key, where, node: text } of node.entries) {
        if (!(LANGS as readonly string[]).includes(key))
          this.fault('unknown-language', where, { value: key, known: LANGS.join(', '), near: nearest(key, LANGS) });
        else if (text.kind !== 'scalar' || text.value === null) this.fault('not-a-text', text.where, { key });
        else label[key as Lang] = String(text.value).trimEnd();
      }
      return label;
    }
    const items = node.kind === 'list' ? node.items : [node];
    if (items.length > this.languages.length)
      this.fault('label-comma', node.where, { count: items.length, languages: this.languages.length });
    const label: Label = {};
    items.slice(0, this.languages.length).forEach((item, i) => {
      if (item.kind === 'scalar' && item.value !== null) label[this.languages[i]!] = String(item.value).trimEnd();
      else this.fault('not-a-text', item.where, { key: lastOf(path) });
    });
    return label;
  }
}

export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

export function listItems(node: SourceNode | undefined): SourceNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** `wake_on` -> "Wake on". */
function readable(key: string): string {
  const words = key.replace(/_/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function exampleKey(key: string): string {
  const plain = key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  return plain || 'first_response';
}
