/**
 * A register from a pattern: one row of 登記簿 and its rows of 欄位 as the source nodes of a register, so that the readers and
 * checks of templates answer at the cell something was written in. The same laying-over serves a template that writes
 * `pattern: log` and `uses: [log]`. Pure.
 */
import { makeFault } from './faults';
import { neededFields, without } from './expand-needs';
import { usable } from './reading';
import { child, nodeOf, plain, type MapEntry, type MapNode, type SourceNode } from './source';
import type { Fault, Label } from './types';

/** Who may send the form of a register: nobody, everybody, or the holders of a role (its key). */
export type FormFor = string;

/** One row of tab 登記簿. `where(part)` is the place of the cell that holds that part, e.g. 「登記簿!C3」. */
export interface RegisterRow {
  /** `x_…`, made once. */
  key: string;
  name: Label;
  /** Key of a pattern; `ledger` and what nobody knows bring nothing. */
  pattern: string;
  number: string;
  /** How one record is called, e.g. `{visitor} {company}`; '' = as the pattern says. */
  called: string;
  /** Key of a role. */
  accountable: string;
  /** Key of a workbook. */
  workbook: string;
  /** `none`, `everyone`, `heads`, `anyone-with-the-link` or the key of a role. */
  form: FormFor;
  /** Days a closed row stays in sight; null = as the pattern or the office says. */
  keep: number | null;
  where(part: keyof Omit<RegisterRow, 'where'>): string;
}

/** One row of tab 欄位 about a register made by rows. Parts are keys as the tab's cells were understood, or what was typed. */
export interface FieldRow {
  key: string;
  label: Label;
  type: string;
  list?: string;
  to?: string;
  required?: boolean;
  help?: Label;
  default?: string | number | boolean;
  /** Is it a question of the form? */
  asked: boolean;
  /** Place among the columns and questions. */
  order: number;
  where(part: keyof Omit<FieldRow, 'where'>): string;
}

/** Parts a pattern brings that are tables of named things; a register's own entry of the same name takes its place. */
export const PATTERN_PARTS = ['states', 'actions', 'approvals', 'clocks', 'checks', 'rules', 'metrics'] as const;
/** Single words of a pattern, where the register does not say them itself. */
const PATTERN_WORDS = ['called', 'enters', 'keep-open'] as const;
/** Every word a pattern may have. */
export const PATTERN_KEYS = [
  'pattern',
  'labels',
  'label',
  'help',
  'fields',
  'form',
  ...PATTERN_PARTS,
  ...PATTERN_WORDS,
];

/** Words of a pattern's field a row of 欄位 does not show; kept while the row keeps its type. */
const KEPT_WORDS = ['role', 'owner', 'from', 'is', 'by', 'where', 'personal', 'no-column', 'unique'];

/** The rows of 欄位 a new register of this pattern gets, in order; without `where`, since they stand nowhere yet. */
export function proposedFields(pattern: unknown): Omit<FieldRow, 'where'>[] {
  const tree = treeOf(pattern, '');
  const asks = tree ? words(childMap(tree, 'form'), 'asks') : [];
  return entriesOf(tree, 'fields')
    .filter(({ node }) => wordOf(node, 'by') !== 'system')
    .map(({ key, node }, i) => {
      const help = labelOf(node, 'help');
      return {
        key,
        label: labelOf(node, 'label') ?? {},
        type: String(wordOf(node, 'type') ?? 'text'),
        ...pickWords(node, ['list', 'to', 'required', 'default']),
        ...(help ? { help } : {}),
        asked: asks.includes(key),
        order: i + 1,
      };
    });
}

/**
 * The register as source nodes. Fields are the rows, in order; the pattern adds to a row of its own what the tab does not show
 * (whose people are offered, where a value comes from), its system fields, and any field its parts cannot do without, so that
 * `rowFaults` alone speaks of a missing one. `pattern` = the tree of `Model.patterns`, or nothing.
 */
export function registerSource(pattern: unknown, row: RegisterRow, fields: readonly FieldRow[]): MapNode {
  const scalar = (part: keyof Omit<RegisterRow, 'where'>, value: string | number): SourceNode => ({
    kind: 'scalar',
    value,
    where: row.where(part),
  });
  const entry = (key: string, part: keyof Omit<RegisterRow, 'where'>, node: SourceNode): MapEntry => ({
    key,
    where: row.where(part),
    node,
  });
  const bare = treeOf(pattern, row.where('pattern'));
  const tree = bare && (filled(bare, filling(row.accountable, row.key, row.where('accountable'))) as MapNode);
  const needs = neededFields(tree);
  const sorted = inOrder(fields);
  const named: MapEntry[] = sorted.map((field) => ({
    key: field.key,
    where: field.where('key'),
    node: fieldNode(field, entriesOf(tree, 'fields').find(({ key }) => key === field.key)?.node, needs.has(field.key)),
  }));
  for (const theirs of entriesOf(tree, 'fields'))
    if (!named.some(({ key }) => key === theirs.key))
      if (needs.has(theirs.key) || wordOf(theirs.node, 'by') === 'system') named.push(optional(theirs));
  const entries: MapEntry[] = [
    entry('register', 'key', scalar('key', row.key)),
    entry('name', 'name', nodeOf(row.name, row.where('name'))),
    entry('pattern', 'pattern', scalar('pattern', row.pattern)),
    entry('workbook', 'workbook', scalar('workbook', row.workbook)),
    entry('accountable', 'accountable', scalar('accountable', row.accountable)),
    entry('number', 'number', scalar('number', row.number)),
  ];
  const called = row.called === '' ? calledBy(tree, named) : row.called;
  if (called !== '') entries.push(entry('called', 'called', scalar('called', called)));
  if (row.keep !== null) entries.push(entry('keep-open', 'keep', scalar('keep', row.keep)));
  entries.push({
    key: 'fields',
    where: row.where('key'),
    node: { kind: 'map', entries: named, where: row.where('key') },
  });
  if (row.form !== 'none') entries.push(entry('form', 'form', formNode(tree, row, sorted)));
  const there = new Set(named.map(({ key }) => key));
  const gone = entriesOf(tree, 'fields').filter(({ key }) => !there.has(key));
  const rest = tree && without(tree, new Set(gone.map(({ key }) => key)));
  return withPattern(rest, { kind: 'map', entries, where: row.where('key') }, row.form === 'none');
}

/** How a record is called, by the fields that are there: as the pattern says, else by the first. */
function calledBy(tree: MapNode | null, fields: readonly MapEntry[]): string {
  const there = (key: string): boolean => fields.some((field) => field.key === key);
  const called = String((tree && wordOf(tree, 'called')) ?? '');
  const kept = called
    .replace(/\{(\w+)\}/g, (hole, key: string) => (there(key) ? hole : ''))
    .replace(/\s+/g, ' ')
    .trim();
  return kept !== '' || !fields[0] ? kept : `{${fields[0].key}}`;
}

/** A register's own nodes with what its pattern brings. `noForm`: not the pattern's form either. */
export function withPattern(pattern: MapNode | null, root: MapNode, noForm = false): MapNode {
  if (!pattern) return root;
  const accountable = String(wordOf(root, 'accountable') ?? '');
  const register = String(wordOf(root, 'register') ?? '');
  const at = child(root, 'accountable')?.where ?? root.where;
  const theirs = filled(pattern, filling(accountable, register, at)) as MapNode;
  const entries = [...root.entries];
  const take = (key: string): void => {
    const found = theirs.entries.find((entry) => entry.key === key);
    if (found && !child(root, key)) entries.push(found);
  };
  for (const word of PATTERN_WORDS) take(word);
  take('fields');
  const fields = childMap(root, 'fields');
  if (fields)
    entries[entries.findIndex(({ key }) => key === 'fields')] = {
      key: 'fields',
      where: fields.where,
      node: { ...fields, entries: fields.entries.map((entry) => completed(entry, childMap(theirs, 'fields'))) },
    };
  if (!noForm) take('form');
  for (const part of PATTERN_PARTS) {
    const own = child(root, part);
    const node = child(theirs, part);
    if (!own || !node) take(part);
    else if (own.kind === 'map' && node.kind === 'map')
      entries[entries.findIndex(({ key }) => key === part)] = {
        key: part,
        where: own.where,
        node: laidOver(node, own),
      };
  }
  return { ...root, entries };
}

/** What only the rows together can tell: a key twice, a field the pattern lives by that is gone or of another type. */
export function rowFaults(pattern: unknown, row: RegisterRow, fields: readonly FieldRow[]): Fault[] {
  const faults: Fault[] = [];
  const tree = treeOf(pattern, row.where('pattern'));
  const seen = new Set<string>();
  for (const field of inOrder(fields)) {
    if (seen.has(field.key)) faults.push(makeFault('twice-key', field.where('key'), { key: field.key }));
    seen.add(field.key);
  }
  const proposed = proposedFields(pattern);
  for (const [key, users] of neededFields(tree)) {
    const shipped = proposed.find((field) => field.key === key);
    if (!shipped) continue;
    const mine = fields.find((field) => field.key === key);
    const params = {
      key,
      label: shipped.label['zh-TW'] ?? key,
      label_cn: shipped.label['zh-CN'] ?? key,
      label_en: shipped.label.en ?? key,
      type: shipped.type,
      users: users.join(', '),
      pattern: row.pattern,
    };
    if (!mine) faults.push(makeFault('pattern-field', row.where('pattern'), params));
    else if (mine.type !== shipped.type) faults.push(makeFault('pattern-type', mine.where('type'), params));
  }
  return faults;
}

/** A key nobody has yet for what an office adds: `x_` and the English words of its label, else a number. */
export function freshKey(label: Label, taken: ReadonlySet<string>): string {
  const plainWords = (label.en ?? Object.values(label)[0] ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 30);
  const base = `x_${plainWords || 'n'}`;
  if (plainWords && !taken.has(base)) return base;
  for (let n = plainWords ? 2 : 1; ; n++) if (!taken.has(`${base}_${n}`)) return `${base}_${n}`;
}

// ---- nodes -------------------------------------------------------------------------------------------

/** The pattern's tree as nodes, all at one place. */
export function treeOf(pattern: unknown, where: string): MapNode | null {
  const node = pattern === undefined || pattern === null ? null : nodeOf(pattern, where);
  return node?.kind === 'map' ? node : null;
}

/** A field put back for the sake of the flow asks nobody for anything. */
function optional(entry: MapEntry): MapEntry {
  if (entry.node.kind !== 'map') return entry;
  return { ...entry, node: { ...entry.node, entries: entry.node.entries.filter(({ key }) => key !== 'required') } };
}

function fieldNode(field: FieldRow, theirs: SourceNode | undefined, needed: boolean): MapNode {
  const at = field.where('key');
  const entries: MapEntry[] = [];
  const put = (key: string, part: keyof Omit<FieldRow, 'where'>, value: unknown): void => {
    const where = field.where(part);
    if (value !== undefined && value !== '') entries.push({ key, where, node: nodeOf(value, where) });
  };
  const type = wordOf(theirs, 'type');
  const same = type === field.type;
  // A type the pattern's parts cannot work with is answered by `rowFaults`; the flow stays whole meanwhile.
  const keeps = theirs?.kind === 'map' && (same || needed);
  put('label', 'label', field.label);
  put('type', 'type', keeps ? type : field.type);
  put('list', 'list', keeps && !same ? wordOf(theirs, 'list') : field.list);
  put('to', 'to', keeps && !same ? wordOf(theirs, 'to') : field.to);
  put('required', 'required', field.required || undefined);
  if (field.help && Object.keys(field.help).length > 0) put('help', 'help', field.help);
  put('default', 'default', keeps && !same ? wordOf(theirs, 'default') : field.default);
  if (keeps)
    for (const theirEntry of theirs.entries)
      if (KEPT_WORDS.includes(theirEntry.key)) entries.push({ ...theirEntry, where: at });
  return { kind: 'map', entries, where: at };
}

function formNode(tree: MapNode | null, row: RegisterRow, fields: readonly FieldRow[]): MapNode {
  const theirs = tree ? childMap(tree, 'form') : null;
  const where = row.where('form');
  // A key that cannot be used, or stands twice, is answered at its row; the form does not speak of it again.
  const asks = fields.filter(
    (field, i) => field.asked && usable(field.key) && fields.findIndex(({ key }) => key === field.key) === i,
  );
  const prefill = words(theirs, 'prefill').filter((key) => asks.some((field) => field.key === key));
  const description = theirs && child(theirs, 'description');
  const tile = theirs && child(theirs, 'tile');
  return {
    kind: 'map',
    where,
    entries: [
      { key: 'title', where, node: nodeOf(row.name, row.where('name')) },
      ...(description ? [{ key: 'description', where, node: description }] : []),
      { key: 'who', where, node: { kind: 'scalar', value: row.form, where } },
      ...(tile ? [{ key: 'tile', where, node: tile }] : []),
      {
        key: 'asks',
        where,
        node: {
          kind: 'list',
          where,
          items: asks.map((field) => ({ kind: 'scalar', value: field.key, where: field.where('asked') })),
        },
      },
      ...(prefill.length > 0 ? [{ key: 'prefill', where, node: nodeOf(prefill, where) }] : []),
    ],
  };
}

/** `visitor: {}` of a template: a field without a type takes from the pattern's field of that name what it does not say. */
function completed(entry: MapEntry, theirs: MapNode | null): MapEntry {
  const { node } = entry;
  const like = theirs && child(theirs, entry.key);
  if (node.kind !== 'map' || child(node, 'type') || like?.kind !== 'map') return entry;
  const more = like.entries.filter(({ key }) => !child(node, key)).map((part) => ({ ...part, where: entry.where }));
  return { ...entry, node: { ...node, entries: [...node.entries, ...more] } };
}

/** The pattern's entries in their order, own ones in their place, what is new at the end. */
function laidOver(theirs: MapNode, own: MapNode): MapNode {
  const entries = theirs.entries.map((entry) => own.entries.find(({ key }) => key === entry.key) ?? entry);
  return {
    ...own,
    entries: [...entries, ...own.entries.filter(({ key }) => !theirs.entries.some((entry) => entry.key === key))],
  };
}

/** `{accountable}` and `{register}` of a pattern, in values and in names; what is wrong with them is said where they stand. */
function filled(node: SourceNode, fill: Filling): SourceNode {
  if (node.kind === 'scalar') {
    if (typeof node.value !== 'string') return node;
    const value = fill.text(node.value);
    return value === node.value ? node : { ...node, value, where: fill.where };
  }
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => filled(item, fill)) };
  const entries = node.entries.map((entry) => {
    const key = fill.text(entry.key);
    const value = filled(entry.node, fill);
    return { key, where: key === entry.key && value.where !== fill.where ? entry.where : fill.where, node: value };
  });
  return { ...node, entries };
}

interface Filling {
  text(written: string): string;
  where: string;
}

function filling(accountable: string, register: string, where: string): Filling {
  const values: Record<string, string> = { accountable, register };
  return {
    text: (written) => written.replace(/\{(accountable|register)\}/g, (_, name: string) => values[name]!),
    where,
  };
}

const inOrder = (fields: readonly FieldRow[]): FieldRow[] => [...fields].sort((a, b) => a.order - b.order);

function entriesOf(tree: MapNode | null, part: string): MapEntry[] {
  return (tree && childMap(tree, part)?.entries) || [];
}

function childMap(map: MapNode, key: string): MapNode | null {
  const node = child(map, key);
  return node?.kind === 'map' ? node : null;
}

function wordOf(node: SourceNode | undefined, key: string): string | number | boolean | undefined {
  const word = node?.kind === 'map' ? child(node, key) : undefined;
  return word?.kind === 'scalar' ? (word.value ?? undefined) : undefined;
}

function words(map: MapNode | null, key: string): string[] {
  const value = map && child(map, key);
  if (!value) return [];
  const plainValue = plain(value);
  return (Array.isArray(plainValue) ? plainValue : [plainValue]).map(String);
}

function pickWords(node: SourceNode, keys: readonly string[]): Record<string, never> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = wordOf(node, key);
      return value === undefined ? [] : [[key, value as never]];
    }),
  );
}

/** A pattern's labels are written in the order zh-TW, zh-CN, en, as its template says. */
function labelOf(node: SourceNode, key: string): Label | undefined {
  const label = node.kind === 'map' ? child(node, key) : undefined;
  if (!label) return undefined;
  const value = plain(label);
  const [zhTW, zhCN, en] = Array.isArray(value) ? value.map(String) : [String(value)];
  return { 'zh-TW': zhTW, ...(zhCN ? { 'zh-CN': zhCN } : {}), ...(en ? { en } : {}) };
}
