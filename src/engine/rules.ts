/**
 * Rules: if … then opens / tells / sets, once per what the template says. A once-per that names a linked record is remembered
 * there, so that the fifth and sixth repair of one device open one proposal (R099), not two.
 */
import type { Register, Rule } from '../model/types';
import { toCivil } from './civil';
import { evaluate } from './condition';
import { conditionFacts, given } from './condition-facts';
import { computeFields } from './computed';
import { createRecord } from './create';
import { look, step, touch, type Draft } from './draft';
import { applySets, perform } from './act';
import { follow } from './tallies';
import { tell } from './tell';
import type { Rec, Value } from './types';

/** `quiet`: what a rule does is done, whom it tells is not told. */
export function applyRules(draft: Draft, register: Register, rec: Rec, quiet = false): void {
  for (const rule of register.rules) {
    const held = holds(draft, register, rec, rule);
    if (!held && rule.eachTime) rec.fired = rec.fired.filter((one) => one !== `${register.key}.${rule.key}`);
    if (!held) continue;
    const mark = `${register.key}.${rule.key}${rule.oncePer.includes('month') ? `:${toCivil(rec.created.at, draft.facts.ref.zone).date.slice(0, 7)}` : ''}`;
    const owner = memory(draft, register, rec, rule);
    if (owner.fired.includes(mark)) continue;
    owner.fired = [...owner.fired, mark];
    fire(draft, register, rec, rule, quiet);
  }
}

const holds = (draft: Draft, register: Register, rec: Rec, rule: Rule): boolean => {
  const result = evaluate(rule.if, conditionFacts(draft, register, rec));
  return !('undecidable' in result) && result.value === true;
};

/**
 * A batch was confirmed: what rules of each record alone would have told at its birth, as far as they still hold. Keys make it
 * one mail each.
 */
export function tellRules(draft: Draft, register: Register, rec: Rec): void {
  for (const rule of register.rules)
    if (rule.oncePer.length === 0 && holds(draft, register, rec, rule)) tellRule(draft, register, rec, rule);
}

/** Would anybody hear of a new record by mail? Where nobody would, a batch of them has no mails to wait for. */
export const tellsAtBirth = (register: Register): boolean =>
  register.pattern === 'request' || register.rules.some((rule) => rule.oncePer.length === 0 && rule.tells.length > 0);

const tellRule = (draft: Draft, register: Register, rec: Rec, rule: Rule): void =>
  void tell(draft, register, rec, rule.tells, {
    by: null,
    // What comes again is another mail each time.
    cause: `rule:${rule.key}${rule.eachTime ? `@${draft.facts.cause}` : ''}`,
  });

/** The record that remembers that the rule fired: the linked one a once-per names, else the record itself. */
function memory(draft: Draft, register: Register, rec: Rec, rule: Rule): Rec {
  for (const path of rule.oncePer) {
    if (path === 'month') continue;
    const at = follow(draft, register, rec, path);
    if (at && look(draft, at.register, at.id)) return touch(draft, at.register, at.id);
  }
  return rec;
}

function fire(draft: Draft, register: Register, rec: Rec, rule: Rule, quiet: boolean): void {
  if (Object.keys(rule.sets).length > 0) {
    step(draft, rec, { action: `rule:${rule.key}`, actor: null }, () => {
      applySets(draft, rec, rule.sets, null);
      computeFields(draft, register, rec);
    });
  }
  const does = register.actions.find((action) => action.key === rule.does);
  // Whoever made the record asked for it: an approval must know whom it may not ask.
  if (does?.from.includes(rec.state) && !rec.approval)
    perform(draft, register, rec, does, { by: rec.created.by, via: 'link', quiet });
  if (!quiet) tellRule(draft, register, rec, rule);
  const target = rule.opens ? draft.facts.registers[rule.opens] : undefined;
  if (!target) return;
  const values: Record<string, Value> = {};
  for (const [field, text] of Object.entries(rule.with ?? {})) values[field] = given(draft, register, rec, text);
  createRecord(draft, target, values, {
    source: { kind: 'rule', ref: `${register.key}/${rec.id}:${rule.key}` },
    by: null,
    quiet: false,
  });
}
