/**
 * Tallies: for every `countSame` and `openCount` of a condition, the count that must be kept on the counted record's own
 * mirror row, so that no decision ever scans a register.
 *
 * `countSame("asset", "month")` in tickets keeps `tickets.asset.month` on assets. `countSame("asset.model", "month")` keeps
 * `tickets.asset.model.month` on models, the register `assets.model` points at: a ticket moves it over its asset's model.
 * `openCount("tickets", asset)` in any register keeps `tickets.asset.open` on assets, by the link of the same name in tickets.
 */
import { conditionsOf } from './checks/conditions';
import { fieldKnown } from './checks/flow';
import { childrenName, countInName, knownChildren } from './count-names';
import { COUNTS_IN, parseCondition, type ConditionCall } from './conditions';
import { resolvePath } from './paths';
import type { Reading } from './reading';
import type { Field, Model, Register, Tally } from './types';

export function addTallies(reading: Reading, model: Model): void {
  for (const register of Object.values(model.registers)) {
    for (const part of [...register.fields, ...register.actions])
      if (part.through !== undefined) part.throughName = model.registers[part.through]?.name;
    for (const { text, path } of conditionsOf(register)) {
      const condition = parseCondition(text);
      if (!condition.ok) continue;
      for (const call of condition.calls) {
        if (call.name === 'countSame') countSame(model, register, call);
        if (call.name === 'openCount') openCount(reading, model, register, call, path);
        if (COUNTS_IN.includes(call.name)) countIn(reading, model, register, call, path);
      }
    }
    for (const link of knownChildren(register)) {
      const [child, back] = link.split('.');
      if (back !== undefined && child !== undefined)
        keep(model, register.key, {
          name: childrenName(child, back),
          register: child,
          link: back,
          count: 'each',
          of: 'id',
        });
    }
  }
}

function countIn(reading: Reading, model: Model, register: Register, call: ConditionCall, at: string): void {
  const args = call.args.map((arg) => (isPath(arg) ? arg.path : arg)) as (string | number)[];
  const [child, back] = args as [string, string];
  const counted = model.registers[child];
  if (!counted) return;
  if (linkOf(counted, back)?.to !== register.key) {
    reading.faultAt('no-link-back', at, { register: child, link: back, target: register.key });
    return;
  }
  const [of, state] = (call.name === 'countIn' ? [undefined, args[2]] : [args[2], args[3]]) as (string | undefined)[];
  if (of !== undefined && of !== 'id' && !fieldKnown(reading, counted, of, at)) return;
  if (state !== undefined)
    reading.known(
      'unknown-state',
      at,
      state,
      counted.states.map(({ key }) => key),
    );
  const count = call.name === 'sumIn' ? 'sum' : call.name === 'distinctIn' ? 'each' : 'all';
  keep(model, register.key, { name: countInName(call.name, args), register: child, link: back, count, of, state });
}

function countSame(model: Model, register: Register, call: ConditionCall): void {
  const [link] = call.args;
  if (typeof link !== 'string') return;
  const found = resolvePath(model, register, link);
  if (!found.ok || found.type !== 'link') return;
  keep(model, found.field?.to, { name: `${register.key}.${link}.month`, register: register.key, link, count: 'month' });
}

function openCount(reading: Reading, model: Model, register: Register, call: ConditionCall, at: string): void {
  const [counted, over] = call.args;
  if (typeof counted !== 'string' || !model.registers[counted]) return;
  const own = isPath(over) ? linkOf(register, over.path) : undefined;
  if (!own) {
    reading.faultAt('open-count-link', at, { register: register.key });
    return;
  }
  // The tally is named by the link, so both registers must call it the same: what is read is then what is kept.
  const link = linkOf(model.registers[counted], own.key);
  if (link?.to === own.to)
    keep(model, own.to, { name: `${counted}.${own.key}.open`, register: counted, link: own.key, count: 'open' });
  else reading.faultAt('no-link-back', at, { register: counted, link: own.key, target: own.to });
}

function linkOf(register: Register, key: string): Field | undefined {
  return register.fields.find((field) => field.key === key && field.type === 'link');
}

function keep(model: Model, target: string | undefined, tally: Tally): void {
  const tallies = model.registers[target ?? '']?.tallies;
  if (tallies && !tallies.some((known) => known.name === tally.name)) tallies.push(tally);
}

function isPath(value: ConditionCall['args'][number] | undefined): value is { path: string } {
  return typeof value === 'object' && value !== null && typeof value.path === 'string';
}
