/** Which of its fields a pattern cannot do without: what its actions, clocks, approvals, rules, checks and metrics name. */
import { parseCondition } from './conditions';
import { child, type MapNode, type SourceNode } from './source';

const READS_FIELDS = ['actions', 'approvals', 'clocks', 'checks', 'rules', 'metrics'] as const;
/** Words whose text is a condition. */
const CONDITIONS = ['if', 'need', 'count'];
/** Words that hold no names of fields. */
const NO_FIELDS = ['label', 'say', 'to', 'starts', 'stops', 'who'];

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
