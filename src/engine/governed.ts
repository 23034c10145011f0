/**
 * Governed fields (`confirms` in a template): who holds a role, who is whose manager, who stands in for somebody else. A change waits
 * until a second office manager confirms it on the page; nobody confirms what concerns herself, and until then the snapshot that
 * workbooks decide on knows what was confirmed last (S19).
 */
import type { Action, Register } from '../model/types';
import type { Draft } from './draft';
import { holders, sameMail } from './people';
import { mailTo } from './tell';
import type { Rec, Words } from './types';

/** Where a record that waits keeps what was confirmed last. */
const CONFIRMED = '$confirmed';

/** The values that count now; null = the record waits and has never been confirmed. */
export function valuesInForce(rec: Rec): Rec['values'] | null {
  if (!rec.values.pending) return rec.values;
  const kept = rec.extra[CONFIRMED];
  return kept ? { ...rec.values, ...(JSON.parse(kept.value) as Rec['values']) } : null;
}

const governed = (register: Register): string[] => register.fields.filter((f) => f.confirms).map((f) => f.key);

/** Everybody whom a governed value names, whose row it is, and who takes over from her. */
function concerned(register: Register, rec: Rec): string[] {
  const named = register.fields.filter((f) => f.confirms && f.type === 'person').map((f) => rec.values[f.key]);
  const mine = register.key === 'people' ? [rec.values.email, rec.values.successor] : [];
  return [...named, ...mine].filter((e): e is string => typeof e === 'string');
}

/** Two managers must be in force before a second one can be asked: the first rows of a new office count at once. */
export const secondManager = (draft: Draft): boolean => holders(draft.facts.ref, 'office_manager').length >= 2;

/**
 * Marks a record whose governed fields a person made or changed as waiting, and tells those it concerns. `keys`: the fields that were
 * changed; `before`: the values until then, absent for a new record; `by` null = Google did not say who.
 */
export function awaitConfirmation(
  draft: Draft,
  register: Register,
  rec: Rec,
  keys: string[],
  by: string | null,
  before?: Rec['values'],
): void {
  const mine = governed(register);
  if (!keys.some((key) => mine.includes(key)) || !secondManager(draft)) return;
  // What somebody enters for herself alone counts at once: who stands in for me.
  const own = register.fields.find((f) => f.confirms === 'others');
  const rows = [rec.values, ...(before ? [before] : [])];
  if (own && rows.every((v) => sameMail(v[own.key] as string | null, by)) && !before?.pending) return;
  // What was confirmed last stays in force until the change is.
  if (before && !before.pending) {
    const kept = Object.fromEntries(mine.map((key) => [key, before[key] ?? null]));
    rec.extra[CONFIRMED] = { title: 'confirmed', value: JSON.stringify(kept) };
  }
  askSecond(draft, register, rec, by);
}

/** Leaves the record waiting for a second manager, and mails the managers and those concerned. */
export function askSecond(draft: Draft, register: Register, rec: Rec, by: string | null): void {
  rec.values.pending = by ?? '?';
  rec.values.confirmed = null;
  const readers = [...holders(draft.facts.ref, 'office_manager'), ...concerned(register, rec)];
  for (const email of new Set(readers.map((e) => e.toLowerCase())))
    mailTo(draft, rec, 'change_waits', { email }, { by, cause: `waits@${draft.facts.cause}`, params: { actor: by } });
}

/** Why this person may not confirm here, or null. */
export function confirmationRefused(
  register: Register,
  rec: Rec,
  action: Action,
  by: string | null,
  via: string,
): Words | null {
  if (action.key !== 'confirm' || governed(register).length === 0) return null;
  if (via !== 'page') return { code: 'act.on-page', params: { action: action.label } };
  if (!rec.values.pending) return { code: 'act.nothing-waits', params: { action: action.label } };
  const mine = [rec.values.pending as string, ...concerned(register, rec)].some((email) => sameMail(email, by));
  return mine ? { code: 'act.own-confirm', params: { action: action.label } } : null;
}
