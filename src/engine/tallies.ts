/**
 * Sums over rows without reading rows: a count kept on the linked record's mirror row, moved in the child's own commit and
 * re-derived every night (design section 10). Void records do not count (requirements A.14: cancelled and duplicate tickets).
 */
import { childrenName, knownChildren, countInName } from '../model/count-names';
import type { Register, Tally } from '../model/types';
import { tryAction } from './act';
import { toCivil } from './civil';
import { computeFields } from './computed';
import { look, registerOf, touch, type Draft } from './draft';
import { applyRules } from './rules';
import type { Rec } from './types';

/** Follows `asset` or `asset.model` from a record; the linked record's register and id, or null. */
export function follow(
  draft: Draft,
  register: Register,
  rec: Rec,
  path: string,
): { register: string; id: string } | null {
  let at: { register: Register; rec: Rec } = { register, rec };
  const parts = path.split('.');
  for (let i = 0; i < parts.length; i++) {
    const field = at.register.fields.find((f) => f.key === parts[i]);
    const id = field ? (at.rec.values[field.key] as string | null) : null;
    if (!field?.to || !id) return null;
    if (i === parts.length - 1) return { register: field.to, id };
    const next = look(draft, field.to, id);
    if (!next) return null;
    at = { register: registerOf(draft, field.to), rec: next };
  }
  return null;
}

const kindOf = (register: Register, rec: Rec): string =>
  register.states.find((s) => s.key === rec.state)?.kind ?? 'active';

/** Where a record counts and how much. */
export interface Counted {
  owner: { register: string; id: string };
  key: string;
  amount: number;
}

/** Record, key and amount under which this record counts for a tally, or null when it does not count. */
export function countsAt(draft: Draft, register: Register, rec: Rec | null, tally: Tally): Counted | null {
  if (!rec || rec.deleted) return null;
  const kind = kindOf(register, rec);
  if (kind === 'void') return null;
  if (tally.count === 'open' && (kind === 'closed' || kind === 'done')) return null;
  if (tally.state !== undefined && rec.state !== tally.state) return null;
  const owner = follow(draft, register, rec, tally.link);
  if (!owner) return null;
  if (tally.count === 'month')
    return {
      owner,
      key: `${tally.name}:${toCivil(rec.created.at, draft.facts.ref.zone).date.slice(0, 7)}`,
      amount: 1,
    };
  const of = tally.of === 'id' ? rec.id : tally.of === undefined ? null : (rec.values[tally.of] ?? null);
  if (tally.count === 'sum') return typeof of === 'number' && of !== 0 ? { owner, key: tally.name, amount: of } : null;
  if (tally.count === 'each')
    return of === null || of === '' ? null : { owner, key: `${tally.name}:${String(of)}`, amount: 1 };
  return { owner, key: tally.name, amount: 1 };
}

/**
 * Moves every tally that counts this record from where it counted to where it counts now. A record whose counts moved computes its
 * fields anew and its rules are asked: what was low is full, what was full is low.
 */
export function moveTallies(
  draft: Draft,
  register: Register,
  before: Rec | null,
  after: Rec | null,
  quiet = false,
): void {
  const moved = new Set<Rec>();
  for (const owner of Object.values(draft.facts.registers)) {
    for (const tally of owner.tallies) {
      if (tally.register !== register.key) continue;
      const from = countsAt(draft, register, before, tally);
      const to = countsAt(draft, register, after, tally);
      if (from && to && from.key === to.key && from.owner.id === to.owner.id && from.amount === to.amount) continue;
      for (const rec of [from && add(draft, from, -1), to && add(draft, to, 1)]) if (rec) moved.add(rec);
    }
  }
  for (const rec of moved)
    if (draft.gathering) draft.gathering.set(`${rec.register}/${rec.id}`, quiet);
    else ownerMoved(draft, registerOf(draft, rec.register), rec, quiet);
}

/**
 * One act that moves many records: what counts them is asked when all have moved, so that a desk that is cleared and filled again was
 * never empty.
 */
export function together(draft: Draft, work: () => void): void {
  if (draft.gathering) return work();
  draft.gathering = new Map();
  work();
  const moved = [...draft.gathering];
  delete draft.gathering;
  for (const [key, quiet] of moved) {
    const rec = draft.records.get(key);
    if (rec) ownerMoved(draft, registerOf(draft, rec.register), rec, quiet);
  }
}

function ownerMoved(draft: Draft, register: Register, rec: Rec, quiet: boolean): void {
  if (register.fields.some((field) => field.is)) computeFields(draft, register, rec);
  if (register.rules.length > 0 && kindOf(register, rec) !== 'void') applyRules(draft, register, rec, quiet);
  // A verb that waits for what is counted runs when the count is there, as it does with the last cell filled; not one that asks others
  // or stands for a signature: whoever chose it has not seen what it would now stand on.
  const { waiting } = rec;
  const action = register.actions.find((one) => one.key === waiting?.action);
  if (waiting && action && action.approval === undefined && !Object.values(action.sets).includes('me'))
    tryAction(draft, register, rec, action, {
      by: waiting.by,
      via: 'cell',
      ...(waiting.reason ? { reason: waiting.reason } : {}),
    });
}

/** `sign` 1 or -1. The owner, or null when it was not read: the night re-derives it. */
function add(draft: Draft, at: Counted, sign: number): Rec | null {
  if (!look(draft, at.owner.register, at.owner.id)) return null;
  const rec = touch(draft, at.owner.register, at.owner.id);
  const value = exact((rec.tallies[at.key] ?? 0) + sign * at.amount);
  if (value === 0) delete rec.tallies[at.key];
  else rec.tallies[at.key] = value;
  return rec;
}

/** Sums of amounts without the noise of binary fractions. */
export const exact = (value: number): number => Math.round(value * 1e6) / 1e6;

/** What `countIn`, `sumIn` and `distinctIn` tell of a record, by the name of their tally. */
export function readCountIn(rec: Rec, name: string, args: readonly (string | number)[]): number {
  const tally = countInName(name, args);
  if (name !== 'distinctIn') return rec.tallies[tally] ?? 0;
  return Object.keys(rec.tallies).filter((key) => key.startsWith(`${tally}:`)).length;
}

/** Numbers of the records that point at this one, where an action takes them along or an event invites them. */
export function childIds(
  register: Pick<Register, 'actions' | 'events'>,
  rec: Pick<Rec, 'tallies'>,
): { register: string; id: string }[] {
  return [...new Set(knownChildren(register))].flatMap((link) => {
    const [child, back] = link.split('.');
    if (child === undefined || back === undefined) return [];
    const prefix = `${childrenName(child, back)}:`;
    return Object.keys(rec.tallies)
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ register: child, id: key.slice(prefix.length) }));
  });
}

/** The number a condition sees, e.g. countSame("asset", "month"). 0 when the link is blank. */
export function readTally(
  draft: Draft,
  register: Register,
  rec: Rec,
  name: string,
  link: string,
  count: Tally['count'],
): number {
  const owner = follow(draft, register, rec, link);
  const parent = owner ? look(draft, owner.register, owner.id) : null;
  if (!parent) return 0;
  const key = count === 'month' ? `${name}:${toCivil(rec.created.at, draft.facts.ref.zone).date.slice(0, 7)}` : name;
  return parent.tallies[key] ?? 0;
}
