/**
 * Tallies: for every `countSame` and `openCount` of a condition, the count that must be kept on the counted record's own
 * mirror row, so that no decision ever scans a register.
 *
 * `countSame("asset", "month")` in tickets keeps `tickets.asset.month` on assets. `countSame("asset.model", "month")` keeps
 * `tickets.asset.model.month` on models, the register `assets.model` points at: a ticket moves it over its asset's model.
 * `openCount("tickets", asset)` anywhere keeps `tickets.asset.open` on assets, by the link of tickets that leads there.
 */
import { conditionsOf } from './checks/conditions';
import { parseCondition, type ConditionCall } from './conditions';
import { resolvePath } from './paths';
import type { Reading } from './reading';
import type { Field, Model, Register, Tally } from './types';

export function addTallies(reading: Reading, model: Model): void {
  for (const register of Object.values(model.registers)) {
    for (const { text, path } of conditionsOf(register)) {
      const condition = parseCondition(text);
      if (!condition.ok) continue;
      for (const call of condition.calls) {
        if (call.name === 'countSame') countSame(model, register, call);
        if (call.name === 'openCount') openCount(reading, model, register, call, path);
      }
    }
  }
}

/** The name of the tally a call reads; undefined when the call could not be compiled. Evaluation asks by this name. */
export function tallyNameOf(model: Model, register: Register, call: ConditionCall): string | undefined {
  const [first, second] = call.args;
  if (call.name === 'countSame' && typeof first === 'string') return `${register.key}.${first}.month`;
  if (call.name !== 'openCount' || typeof first !== 'string' || !isPath(second)) return undefined;
  const link = linkBack(model, register, first, second.path);
  return typeof link === 'object' ? `${first}.${link.key}.open` : undefined;
}

function countSame(model: Model, register: Register, call: ConditionCall): void {
  const [link] = call.args;
  const found = typeof link === 'string' ? resolvePath(model, register, link) : undefined;
  if (!found?.ok || found.type !== 'link') return;
  keep(model, found.field?.to, { name: `${register.key}.${String(link)}.month`, register: register.key, link: String(link), count: 'month' });
}

function openCount(reading: Reading, model: Model, register: Register, call: ConditionCall, at: string): void {
  const [child, over] = call.args;
  if (typeof child !== 'string' || !model.registers[child]) return;
  if (!isPath(over)) {
    reading.faultAt('literal-call', at, { name: call.name, n: 2 });
    return;
  }
  const target = targetOf(model, register, over.path);
  if (target === undefined) return;
  const link = linkBack(model, register, child, over.path);
  if (link === 'none') reading.faultAt('no-link-back', at, { register: child, target });
  else if (link === 'many') reading.faultAt('two-links-back', at, { register: child, target });
  else keep(model, target, { name: `${child}.${link.key}.open`, register: child, link: link.key, count: 'open' });
}

/** The link of the counted register that leads to the record asked about; of several the one of the same name. */
function linkBack(model: Model, register: Register, child: string, over: string): Field | 'none' | 'many' {
  const target = targetOf(model, register, over);
  const links = (model.registers[child]?.fields ?? []).filter((field) => field.type === 'link' && field.to === target);
  const same = links.find((field) => field.key === over.slice(over.lastIndexOf('.') + 1));
  return same ?? (links.length > 1 ? 'many' : (links[0] ?? 'none'));
}

function targetOf(model: Model, register: Register, path: string): string | undefined {
  if (path === 'id') return register.key;
  const found = resolvePath(model, register, path);
  return found.ok && found.type === 'link' ? found.field?.to : undefined;
}

function keep(model: Model, target: string | undefined, tally: Tally): void {
  const tallies = model.registers[target ?? '']?.tallies;
  if (tallies && !tallies.some((known) => known.name === tally.name)) tallies.push(tally);
}

function isPath(value: ConditionCall['args'][number] | undefined): value is { path: string } {
  return typeof value === 'object' && value !== null && typeof value.path === 'string';
}
