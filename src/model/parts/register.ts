/** One register, put together from its parts, its fragments and the verbs every register has. */
import type { Reading } from '../reading';
import { child, type MapNode, type SourceNode } from '../source';
import type { Pattern, Register, Workbook } from '../types';
import { withStanding } from '../patterns';
import { readActions, readStates } from './actions';
import { readApprovals } from './approvals';
import { readClocks } from './clocks';
import { readEvents } from './events';
import { readFields } from './fields';
import { readForm } from './forms';
import { readAlerts, readChecks, readDigests, readDocuments, readMetrics, readRules } from './rules';
import { DUTIES } from './tables';

export const PATTERNS: readonly Pattern[] = ['log', 'request', 'approval', 'loan', 'round', 'campaign', 'ledger'];

const SHIPPED: readonly NonNullable<Register['shipped']>[] = [
  'settings',
  'lists',
  'roles',
  'fields',
  'mails',
  'clocks',
  'modules',
  'forms',
  'registers',
];

export const REGISTER_WORDS = [
  'register',
  'labels',
  'name',
  'pattern',
  'uses',
  'workbook',
  'duty',
  'accountable',
  'covers',
  'number',
  'called',
  'enters',
  'keep-open',
  'fields',
  'states',
  'actions',
  'approvals',
  'form',
  'clocks',
  'alerts',
  'digests',
  'checks',
  'rules',
  'documents',
  'events',
  'metrics',
  'hidden',
  'shared',
  'shipped',
] as const;
/** Parts a fragment may bring: everything that is a table of named things. */
export const FRAGMENT_PARTS = [
  'fields',
  'actions',
  'states',
  'clocks',
  'alerts',
  'checks',
  'rules',
  'metrics',
] as const;

export interface RegisterContext {
  fragments: ReadonlyMap<string, MapNode>;
  workbooks: ReadonlyMap<string, Workbook>;
  roles: ReadonlySet<string>;
}

/** Null when the file is no register at all; a register with faults is still returned, so that others can be checked. */
export function readRegister(reading: Reading, root: MapNode, context: RegisterContext): Register | null {
  const key = reading.text(root, 'register');
  const keyNode = child(root, 'register')!;
  if (key === undefined || !reading.usableKey({ key, where: keyNode.where })) return null;
  reading.place(key, keyNode.where);
  reading.map(root, key, REGISTER_WORDS);
  reading.place(key, keyNode.where);
  reading.readLanguages(root);
  const name = reading.label(child(root, 'name'), `${key}.name`);
  const workbook = reading.required(reading.text(root, 'workbook'), key, 'workbook') ?? '';
  const part = (word: (typeof FRAGMENT_PARTS)[number]): SourceNode | undefined =>
    withFragments(reading, root, word, key, context.fragments);
  const register: Register = {
    key,
    name,
    pattern: readPattern(reading, root, key),
    workbook,
    duty: reading.oneOf(root, 'duty', DUTIES) ?? context.workbooks.get(workbook)?.duty ?? 'office',
    accountable: reading.required(reading.text(root, 'accountable'), key, 'accountable') ?? '',
    covers: coveredIds(reading.words(root, 'covers')),
    number: reading.required(reading.text(root, 'number'), key, 'number') ?? '',
    called: reading.text(root, 'called') ?? '',
    enters: reading.oneOf(root, 'enters', ['opening-balance']),
    keepOpen: reading.number(root, 'keep-open'),
    fields: readFields(reading, part('fields'), `${key}.fields`),
    states: readStates(reading, part('states'), `${key}.states`),
    actions: readActions(reading, part('actions'), `${key}.actions`),
    clocks: readClocks(reading, part('clocks'), `${key}.clocks`),
    alerts: readAlerts(reading, part('alerts'), `${key}.alerts`),
    digests: readDigests(reading, child(root, 'digests'), `${key}.digests`),
    checks: readChecks(reading, part('checks'), `${key}.checks`),
    rules: readRules(reading, part('rules'), `${key}.rules`),
    approvals: readApprovals(reading, child(root, 'approvals'), `${key}.approvals`, key),
    form: readForm(reading, child(root, 'form'), key),
    metrics: readMetrics(reading, part('metrics'), `${key}.metrics`),
    tallies: [],
    hidden: reading.flag(root, 'hidden') || undefined,
    shared: reading.flag(root, 'shared') || undefined,
    shipped: reading.oneOf(root, 'shipped', SHIPPED),
    documents: readDocuments(reading, child(root, 'documents'), `${key}.documents`),
    events: readEvents(reading, child(root, 'events'), `${key}.events`),
  };
  return withStanding(register, context.roles);
}

/** One answer for a wrong one: it is not missing as well. */
function readPattern(reading: Reading, root: MapNode, key: string): Pattern {
  const pattern = reading.oneOf(root, 'pattern', PATTERNS);
  if (!child(root, 'pattern')) reading.required(pattern, key, 'pattern');
  return pattern ?? 'ledger';
}

/** The register with its fragments in it, and no word of them any more. */
export function complete(
  reading: Reading,
  root: MapNode,
  key: string,
  fragments: RegisterContext['fragments'],
): MapNode {
  const parts = FRAGMENT_PARTS.flatMap((word) => {
    const node = withFragments(reading, root, word, key, fragments);
    return node ? [{ key: word, where: node.where, node }] : [];
  });
  const rest = root.entries.filter((entry) => entry.key !== 'uses' && !parts.some((part) => part.key === entry.key));
  return { ...root, entries: [...rest, ...parts] };
}

/** The register's own part followed by what its fragments add; what the register writes itself wins. */
function withFragments(
  reading: Reading,
  root: MapNode,
  word: string,
  path: string,
  fragments: ReadonlyMap<string, MapNode>,
): SourceNode | undefined {
  const own = child(root, word);
  const entries = own?.kind === 'map' ? [...own.entries] : [];
  for (const name of reading.words(root, 'uses')) {
    const fragment = fragments.get(name);
    if (!fragment) {
      if (word === 'fields') reading.known('unknown-fragment', `${path}.uses`, name, fragments.keys());
      continue;
    }
    const part = child(fragment, word);
    if (part?.kind !== 'map') continue;
    for (const entry of part.entries) if (!entries.some((mine) => mine.key === entry.key)) entries.push(entry);
  }
  if (own && own.kind !== 'map') return own;
  return entries.length > 0 ? { kind: 'map', entries, where: own?.where ?? root.where } : undefined;
}

/** `R090-R100` -> each id; a requirement is looked up one by one. */
export function coveredIds(ranges: readonly string[]): string[] {
  return ranges.flatMap((range) => {
    const ends = /^R(\d+)-R?(\d+)$/.exec(range);
    if (!ends) return [range];
    const [from, to] = [Number(ends[1]), Number(ends[2])];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `R${String(from + i).padStart(3, '0')}`);
  });
}
