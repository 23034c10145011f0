/** Circles: computed fields and sources that would wait for each other for ever, roles that escalate in a ring. */
import { parseCondition } from '../conditions';
import type { Reading } from '../reading';
import type { Model, Register } from '../types';

export function checkCycles(reading: Reading, model: Model): void {
  const edges = new Map<string, { to: string[]; path: string }>();
  for (const register of Object.values(model.registers))
    for (const field of register.fields) {
      const condition = field.is === undefined ? undefined : parseCondition(field.is);
      const read = condition?.ok ? condition.paths : field.from === undefined ? [] : [field.from];
      const word = field.is === undefined ? 'from' : 'is';
      edges.set(`${register.key}.${field.key}`, {
        to: read.flatMap((path) => fieldsOf(model, register, path)),
        path: `${register.key}.fields.${field.key}.${word}`,
      });
    }
  for (const role of Object.values(model.roles))
    edges.set(`roles.${role.key}`, {
      to: role.escalates === undefined ? [] : [`roles.${role.escalates}`],
      path: `roles.${role.key}.escalates`,
    });
  const done = new Set<string>();
  const visit = (node: string, trail: string[]): void => {
    const seen = trail.indexOf(node);
    if (seen >= 0) {
      const circle = [...trail.slice(seen), node];
      reading.faultAt('cycle', edges.get(node)!.path, { path: circle.join(' → ') });
      return;
    }
    if (done.has(node)) return;
    for (const next of edges.get(node)?.to ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of edges.keys()) visit(node, []);
}

/** Fields a path reads, one a step: `asset.model` reads `tickets.asset` and `assets.model`. */
function fieldsOf(model: Model, register: Register, path: string): string[] {
  const [head, ...rest] = path.split('.') as [string, ...string[]];
  const field = register.fields.find((candidate) => candidate.key === head);
  if (!field) return [];
  const own = `${register.key}.${head}`;
  const target = field.type === 'link' ? model.registers[field.to ?? ''] : undefined;
  return target && rest.length > 0 ? [own, ...fieldsOf(model, target, rest.join('.'))] : [own];
}
