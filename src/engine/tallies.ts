/**
 * Sums over rows without reading rows: a count kept on the linked record's mirror row, moved in the child's own commit and
 * re-derived every night (design section 10). Void records do not count (requirements A.14: cancelled and duplicate tickets).
 */
import type { Register, Tally } from '../model/types';
import { toCivil } from './civil';
import { look, registerOf, touch, type Draft } from './draft';
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

/** Record and key under which this record counts for a tally, or null when it does not count. */
export function countsAt(
  draft: Draft,
  register: Register,
  rec: Rec | null,
  tally: Tally,
): { owner: { register: string; id: string }; key: string } | null {
  if (!rec || rec.deleted) return null;
  const kind = kindOf(register, rec);
  if (kind === 'void') return null;
  if (tally.count === 'open' && (kind === 'closed' || kind === 'done')) return null;
  const owner = follow(draft, register, rec, tally.link);
  if (!owner) return null;
  const key =
    tally.count === 'month'
      ? `${tally.name}:${toCivil(rec.created.at, draft.facts.ref.zone).date.slice(0, 7)}`
      : tally.name;
  return { owner, key };
}

/** Moves every tally that counts this record from where it counted to where it counts now. */
export function moveTallies(draft: Draft, register: Register, before: Rec | null, after: Rec | null): void {
  for (const owner of Object.values(draft.facts.registers)) {
    for (const tally of owner.tallies) {
      if (tally.register !== register.key) continue;
      const from = countsAt(draft, register, before, tally);
      const to = countsAt(draft, register, after, tally);
      if (from && to && from.key === to.key && from.owner.id === to.owner.id) continue;
      if (from) add(draft, from, -1);
      if (to) add(draft, to, 1);
    }
  }
}

function add(draft: Draft, at: { owner: { register: string; id: string }; key: string }, by: number): void {
  if (!look(draft, at.owner.register, at.owner.id)) return; // not read: nightly re-derives it
  const rec = touch(draft, at.owner.register, at.owner.id);
  const value = (rec.tallies[at.key] ?? 0) + by;
  if (value === 0) delete rec.tallies[at.key];
  else rec.tallies[at.key] = value;
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
