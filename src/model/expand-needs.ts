/** Which of its fields a pattern cannot do without: what its actions, clocks, approvals, rules, checks and metrics name. */
import { parseCondition } from './conditions';
import { child, type MapNode, type SourceNode } from './source';

const READS_FIELDS = ['actions', 'approvals', 'clocks', 'checks', 'rules', 'metrics'] as const;
/** Words whose text is a condition. */
const CONDITIONS = ['if', 'need', 'count'];
/** Words that hold no names of fields, or names a part can do without. */
const NO_FIELDS = ['label', 'say', 'to', 'starts', 'stops', 'who', 'by', 'shows'];

/** Field key -> the parts that use it, `actions.sign_out`. */
export function neededFields(pattern: MapNode | null): Map<string, string[]> {
  const needed = new Map<string, string[]>();
  const fields = pattern && child(pattern, 'fields');
  if (!pattern || fields?.kind !== 'map') return needed;
  const known = new Set(fields.entries.map(({ key }) => key));
  const use = (name: string, part: string): void => {
    const key = name.split('.')[0]!;
    if (!known.has(key)) return;
    const users = needed.get(key) ?? [];
    if (!users.includes(part)) needed.set(key, [...users, part]);
  };
  const walk = (node: SourceNode, part: string, condition: boolean): void => {
    if (node.kind === 'list') node.items.forEach((item) => walk(item, part, condition));
    else if (node.kind === 'map') {
      for (const { key, node: value } of node.entries) {
        if (NO_FIELDS.includes(key)) continue;
        use(key, part);
        walk(value, part, CONDITIONS.includes(key));
      }
    } else if (typeof node.value === 'string') {
      const read = condition ? parseCondition(node.value) : null;
      if (read?.ok) read.paths.forEach((path) => use(path, part));
      else use(node.value, part);
    }
  };
  for (const name of READS_FIELDS) {
    const part = child(pattern, name);
    if (part?.kind !== 'map') continue;
    for (const { key, node } of part.entries) walk(node, `${name}.${key}`, false);
  }
  return needed;
}

/** The pattern without what a part can do without: groups of a metric and facts of an approval whose field is not there. */
export function without(pattern: MapNode, gone: ReadonlySet<string>): MapNode {
  if (gone.size === 0) return pattern;
  const prune = (node: SourceNode, lists: boolean): SourceNode => {
    if (node.kind === 'list' && lists)
      return { ...node, items: node.items.filter((item) => !(item.kind === 'scalar' && gone.has(headOf(item.value)))) };
    if (node.kind !== 'map') return node;
    return {
      ...node,
      entries: node.entries.map((entry) => ({
        ...entry,
        node: prune(entry.node, entry.key === 'by' || entry.key === 'shows'),
      })),
    };
  };
  const parts = ['metrics', 'approvals'];
  return {
    ...pattern,
    entries: pattern.entries.map((entry) =>
      parts.includes(entry.key) ? { ...entry, node: prune(entry.node, false) } : entry,
    ),
  };
}

const headOf = (path: unknown): string => String(path).split('.')[0]!;
