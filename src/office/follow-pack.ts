/** Brings the setup tabs to what a pack ships: rows made, changed, voided in one draft; what both changed is said in the row (R003). */
import { computeFields } from '../engine/computed';
import { createRecord } from '../engine/create';
import { enter } from '../engine/act';
import { say, step, touch, type Draft } from '../engine/draft';
import type { Rec, Value } from '../engine/types';
import { REGION } from '../model/regions';
import type { Model } from '../model/types';
import { briefly } from './shown-text';
import { follow, shippedTabs, type Both } from './shipped';
import { shippedModules, withNeeded } from '../model/modules';

/** Keys of the modules that are on by these records of 模組; as shipped where there are none yet. */
export function modulesOn(pack: Model, recs: Record<string, Rec[]>): string[] {
  const rows = (recs.modules ?? []).filter((rec) => !rec.deleted && rec.state !== 'void');
  if (rows.length === 0) return shippedModules(pack);
  return withNeeded(
    pack.modules,
    rows.filter((rec) => rec.values.enabled === true).map((rec) => String(rec.values.key)),
  );
}

/** Everything the tabs need to follow `next`, in the draft. Returns what both sides changed. */
export function followPack(draft: Draft, base: Model | null, next: Model, recs: Record<string, Rec[]>): Both[] {
  const { language } = draft.facts.ref;
  const on = modulesOn(next, recs);
  const plan = follow(base && shippedTabs(base, on, language), shippedTabs(next, on, language), recs);
  for (const { register, values } of plan.make) {
    const model = draft.facts.registers[register];
    if (!model) continue;
    const known: Record<string, Value> = {};
    for (const field of model.fields) known[field.key] = values[field.key] ?? null;
    const rec = createRecord(draft, model, known, {
      source: { kind: 'setup', ref: 'pack' },
      by: null,
      quiet: true,
      state: model.states[0]!.key,
    });
    rec.check = [{ sign: '✓', words: { code: 'new.registered' }, at: draft.facts.now }];
  }
  for (const { register, id, values } of plan.change) {
    const rec = touch(draft, register, id);
    step(draft, rec, { action: 'pack', actor: null }, () => {
      Object.assign(rec.values, values);
      computeFields(draft, draft.facts.registers[register]!, rec);
    });
    rec.updated = { at: draft.facts.now, by: null };
  }
  for (const { register, id } of plan.drop) {
    const rec = touch(draft, register, id);
    step(draft, rec, { action: 'void', actor: null, why: 'pack' }, () =>
      enter(draft, draft.facts.registers[register]!, rec, 'void', null),
    );
  }
  for (const both of plan.both) {
    const rec = touch(draft, both.register, both.id);
    say(rec, {
      sign: '✎',
      words: { code: 'setup.both', params: { theirs: shown(both.theirs), ours: shown(both.ours) } },
      at: draft.facts.now,
    });
  }
  return plan.both;
}

/** Writes the region into its row of the tab 數字, as a person would. */
export function chooseRegion(draft: Draft, numbers: readonly Rec[], region: string): void {
  const row = numbers.find((one) => one.values.key === REGION && !one.deleted && one.state !== 'void');
  const value = region || null;
  if (!row || (row.values.value ?? null) === value) return;
  const rec = touch(draft, 'numbers', row.id);
  step(draft, rec, { action: 'pack', actor: null }, () => {
    rec.values.value = value;
    computeFields(draft, draft.facts.registers.numbers!, rec);
  });
  rec.updated = { at: draft.facts.now, by: null };
}

export const shown = (value: Value): string => (value === null ? '—' : briefly(String(value)));
