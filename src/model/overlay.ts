/**
 * Files of an office laid over the templates, by key (configuration: Layers and the merge). What is shipped may be called otherwise,
 * made stricter or given another number; its key, type and flow are fixed. What is new is added. Nodes in, nodes out.
 */
import { makeFault } from './faults';
import { child, plain, type MapEntry, type MapNode, type SourceFile, type SourceNode } from './source';
import { LANGS, type Fault, type Lang } from './types';

/** Words of a shipped part that an office may write itself; `''` stands for the register's own words. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  '': ['name', 'called', 'keep-open', 'hidden'],
  fields: ['label', 'help', 'required'],
  states: ['label'],
  actions: ['label'],
  clocks: ['label', 'within', 'until', 'hours', 'cases', 'warn', 'late'],
  checks: ['need', 'say'],
  metrics: ['label', 'by', 'target', 'better'],
  form: ['title', 'description', 'who', 'tile', 'asks', 'prefill'],
};
/** Tables that are laid over by key; numbers and entries of shipped lists are merged with their limits elsewhere. */
const TABLES = ['mails', 'modules', 'chains', 'texts', 'lists'] as const;
const LABEL_WORDS = ['name', 'label', 'title', 'description', 'help', 'say', 'answer', 'body', 'why'];
/** Written anew as a whole, never mixed with what is shipped. */
const WHOLE = ['tells'];

export interface Overlaid {
  /** Templates and the office's new things. */
  sources: SourceFile[];
  /** What the office wrote about shipped registers, to be laid over each once its pattern and fragments are in it. */
  registers: Map<string, MapNode[]>;
  faults: Fault[];
  /** Paths of what is the office's own: `x_visitors`, `tickets.x_floor`. */
  own: Set<string>;
}

export function overlaid(sources: readonly SourceFile[], office: readonly SourceFile[]): Overlaid {
  const out: Overlaid = { sources: [...sources], registers: new Map(), faults: [], own: new Set() };
  for (const file of office) {
    if (file.lang || file.root.kind !== 'map') continue;
    const root = inLanguages(file.root);
    const key = wordOf(root, 'register');
    if (key === undefined) {
      for (const table of TABLES) layTable(out, { ...file, root }, table);
    } else if (sources.some(({ root: theirs }) => theirs.kind === 'map' && wordOf(theirs, 'register') === key)) {
      out.registers.set(key, [...(out.registers.get(key) ?? []), root]);
    } else {
      out.own.add(key);
      out.sources.push({ ...file, root });
    }
  }
  return out;
}

/** A shipped register, complete, with what the office wrote about it. */
export function layRegister(out: Overlaid, shippedRoot: MapNode, own: MapNode): MapNode {
  const base = inLanguages(shippedRoot);
  const key = wordOf(base, 'register') ?? '';
  const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of own.entries) {
    if (['register', 'labels'].includes(entry.key)) continue;
    const shipped = entries.get(entry.key);
    if (CHOICES['']!.includes(entry.key)) entries.set(entry.key, entry);
    else if (entry.key === 'form' && shipped)
      entries.set('form', { ...shipped, node: layPart(out, shipped.node, entry.node, 'form') });
    else if (shipped && !(entry.key in CHOICES)) fixed(out, entry);
    else entries.set(entry.key, { ...entry, node: layNamed(out, shipped?.node, entry.node, entry.key, key) });
  }
  return { ...base, entries: [...entries.values()] };
}

/** A table of named things of one register: what is there is changed, what is new is added at the end. */
function layNamed(
  out: Overlaid,
  base: SourceNode | undefined,
  own: SourceNode,
  part: string,
  register: string,
): SourceNode {
  if (own.kind !== 'map') return own;
  const entries = new Map((base?.kind === 'map' ? base.entries : []).map((entry) => [entry.key, entry]));
  for (const entry of own.entries) {
    const shipped = entries.get(entry.key);
    if (!shipped && part === 'fields') out.own.add(`${register}.${entry.key}`);
    entries.set(entry.key, shipped ? { ...shipped, node: layPart(out, shipped.node, entry.node, part) } : entry);
  }
  return { ...own, entries: [...entries.values()] };
}

/** One shipped thing with the words the office may write; the others are answered where they stand. */
function layPart(out: Overlaid, base: SourceNode, own: SourceNode, part: string): SourceNode {
  if (base.kind !== 'map' || own.kind !== 'map') return own;
  const allowed = own.entries.filter((entry) => {
    const looser = entry.key === 'required' && entry.node.kind === 'scalar' && entry.node.value !== true;
    const may = CHOICES[part]!.includes(entry.key) && !looser;
    if (!may) fixed(out, entry);
    return may;
  });
  // Hours take the place of a time of day, which runs by the wall clock, and the other way round.
  const other = { within: 'until', until: 'within' };
  const gone = allowed.map(({ key }) => other[key as 'within']).filter(Boolean);
  const kept = base.entries.filter(({ key }) => !gone.includes(key));
  if (child(base, 'until') && gone.includes('until'))
    kept.push({ key: 'hours', where: own.where, node: { kind: 'scalar', value: 'wall', where: own.where } });
  return laid({ ...base, entries: kept }, { ...own, entries: allowed });
}

function layTable(out: Overlaid, file: SourceFile & { root: MapNode }, table: (typeof TABLES)[number]): void {
  const own = child(file.root, table);
  if (own?.kind !== 'map') return;
  const fresh: MapEntry[] = [];
  for (const entry of own.entries) {
    const at = out.sources.findIndex(({ root }) => tableOf(root, table)?.entries.some(({ key }) => key === entry.key));
    if (at < 0) fresh.push(entry);
    if (at < 0 || table === 'lists') continue;
    const root = inLanguages(out.sources[at]!.root as MapNode);
    const entries = root.entries.map((one) =>
      one.key === table ? { ...one, node: laid(one.node as MapNode, { ...own, entries: [entry] }) } : one,
    );
    out.sources[at] = { ...out.sources[at]!, root: { ...root, entries } };
  }
  if (fresh.length === 0) return;
  const root: MapNode = { ...file.root, entries: [{ key: table, where: own.where, node: { ...own, entries: fresh } }] };
  out.sources.push({ ...file, root });
}

/** Maps word by word; lists, single values and what stands for itself as a whole. */
function laid(base: MapNode, own: MapNode): MapNode {
  const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of own.entries) {
    const shipped = entries.get(entry.key);
    const both = shipped?.node.kind === 'map' && entry.node.kind === 'map' && !WHOLE.includes(entry.key);
    entries.set(entry.key, both ? { ...shipped, node: laid(shipped.node as MapNode, entry.node as MapNode) } : entry);
  }
  return { ...base, entries: [...entries.values()] };
}

/** Labels in the languages of their own file, whatever order the file they are laid over has. */
function spoken(node: SourceNode, languages: readonly Lang[]): SourceNode {
  if (node.kind !== 'map') return node;
  return {
    ...node,
    entries: node.entries.map((entry) => {
      const { key, node: value } = entry;
      const label = LABEL_WORDS.includes(key) && value.kind === 'list' && value.items.length <= languages.length;
      if (!label) return { ...entry, node: spoken(value, languages) };
      const entries = value.items.map((item, i) => ({ key: languages[i]!, where: item.where, node: item }));
      return { ...entry, node: { kind: 'map', entries, where: value.where } };
    }),
  };
}

const inLanguages = (root: MapNode): MapNode => spoken(root, languagesOf(root)) as MapNode;

function languagesOf(root: MapNode): readonly Lang[] {
  const given = child(root, 'labels');
  return given?.kind === 'list' ? (plain(given) as Lang[]) : LANGS;
}

function fixed(out: Overlaid, entry: MapEntry): void {
  out.faults.push(makeFault('office-fixed', entry.where, { key: entry.key }));
}

function tableOf(root: SourceNode, table: string): MapNode | null {
  const node = root.kind === 'map' ? child(root, table) : undefined;
  return node?.kind === 'map' ? node : null;
}

function wordOf(root: MapNode, key: string): string | undefined {
  const node = child(root, key);
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}
