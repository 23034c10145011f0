/**
 * Templates as files (Node only): YAML and label tables to source nodes with their line. Each YAML text is read as 1.1 and
 * as 1.2; where the two differ, `on`, `yes` or `13:30` would mean something else to another reader, and it is refused.
 */
import Papa from 'papaparse';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { makeFault } from './faults';
import type { MapEntry, Scalar, SourceFile, SourceNode } from './source';
import { LANGS, type Fault, type Lang } from './types';

export interface TemplateFile {
  /** Path as a person names it, with slashes: `facilities/tickets.yaml`. */
  path: string;
  text: string;
}

/** Reads every template and label table; other files (README.md) are left aside. */
export function readTemplates(files: readonly TemplateFile[]): { sources: SourceFile[]; faults: Fault[] } {
  const sources: SourceFile[] = [];
  const faults: Fault[] = [];
  for (const file of files) {
    if (/\.ya?ml$/.test(file.path)) sources.push(readYaml(file, faults));
    const lang = /(?:^|\/)labels\.([\w-]+)\.csv$/.exec(file.path)?.[1];
    if (lang !== undefined) readLabels(file, lang, sources, faults);
  }
  return { sources, faults };
}

function readYaml({ path, text }: TemplateFile, faults: Fault[]): SourceFile {
  const lines = new LineCounter();
  const where = (offset: number): string => `${path}:${Math.max(1, lines.linePos(offset).line)}`;
  const document = parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  for (const error of document.errors) {
    const at = where(error.pos[0]);
    if (error.code === 'DUPLICATE_KEY') faults.push(makeFault('twice-key', at, { key: wordAt(text, error.pos[0]) }));
    else faults.push(makeFault('yaml-syntax', at, { why: error.message }));
  }
  const older = parseDocument(text, { version: '1.1', prettyErrors: false, uniqueKeys: false });
  compareReadings(document, older, where, faults);
  return { path, root: nodeFrom(document.contents, where, `${path}:1`) };
}

function nodeFrom(node: unknown, where: (offset: number) => string, parent: string): SourceNode {
  const at = (one: unknown): string => {
    const range = (one as Node | null)?.range;
    return range ? where(range[0]) : parent;
  };
  const here = at(node);
  if (isMap(node)) {
    const entries = node.items.filter(isPair).map((pair): MapEntry => {
      const keyAt = at(pair.key);
      const key = String(isScalar(pair.key) ? (pair.key.source ?? pair.key.value) : pair.key);
      return { key, where: keyAt, node: nodeFrom(pair.value, where, keyAt) };
    });
    return { kind: 'map', entries, where: entries[0]?.where ?? here };
  }
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => nodeFrom(item, where, here)), where: here };
  const value = isScalar(node) ? (node.value as Scalar | undefined) : null;
  return { kind: 'scalar', value: value ?? null, where: here };
}

/** Both readings have the same shape; only plain scalars can differ. */
function compareReadings(
  document: Document,
  older: Document,
  where: (offset: number) => string,
  faults: Fault[],
): void {
  const walk = (a: unknown, b: unknown): void => {
    if (isMap(a) && isMap(b))
      a.items.forEach((pair, i) => {
        walk(pair.key, b.items[i]?.key);
        walk(pair.value, b.items[i]?.value);
      });
    else if (isSeq(a) && isSeq(b)) a.items.forEach((item, i) => walk(item, b.items[i]));
    else if (isScalar(a) && isScalar(b) && JSON.stringify(a.value) !== JSON.stringify(b.value))
      faults.push(
        makeFault('yaml-difference', where(a.range?.[0] ?? 0), { value: String(a.value), old: String(b.value) }),
      );
  };
  walk(document.contents, older.contents);
}

function readLabels({ path, text }: TemplateFile, lang: string, sources: SourceFile[], faults: Fault[]): void {
  if (!(LANGS as readonly string[]).includes(lang)) {
    faults.push(makeFault('unknown-language', `${path}:1`, { value: lang, known: LANGS.join(', ') }));
    return;
  }
  const entries: MapEntry[] = [];
  Papa.parse<string[]>(text, { skipEmptyLines: false }).data.forEach((row, i) => {
    const [key = '', label = '', ...more] = row.map((cell) => cell.trim());
    const where = `${path}:${i + 1}`;
    if (key === '' || (i === 0 && key === 'key')) return;
    if (more.some((cell) => cell !== ''))
      faults.push(makeFault('label-comma', where, { count: row.length - 1, languages: 1 }));
    if (entries.some((entry) => entry.key === key)) faults.push(makeFault('twice-key', where, { key }));
    entries.push({ key, where, node: { kind: 'scalar', value: label, where } });
  });
  sources.push({ path, lang: lang as Lang, root: { kind: 'map', entries, where: `${path}:1` } });
}

function wordAt(text: string, offset: number): string {
  return /^["']?([^"':\s,{}]+)/.exec(text.slice(offset))?.[1] ?? '';
}
