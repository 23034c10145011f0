/**
 * A change of who holds a role waits until a second office manager confirms it on the page; nobody confirms for herself, and until
 * then the snapshot other workbooks decide on does not know it (S19).
 */
import type { Action, Register } from '../model/types';
import { holders, sameMail } from './people';
import type { Rec, Ref, Words } from './types';

/** Where a holding that waits keeps what was confirmed last. */
const CONFIRMED = '$confirmed';

/** The values of a holding that count now; null = it has never been confirmed. */
export function holdingInForce(rec: Rec): Rec['values'] | null {
  if (!rec.values.pending) return rec.values;
  const kept = rec.extra[CONFIRMED];
  return kept ? { ...rec.values, ...(JSON.parse(kept.value) as Rec['values']) } : null;
}

const GOVERNED = ['role', 'person', 'only_place'];

/** Marks a role holding that a person made or changed as waiting. `by` null = Google did not say who. */
export function awaitConfirmation(
  ref: Ref,
  register: Register,
  rec: Rec,
  keys: string[],
  by: string | null,
  before?: Rec['values'],
): void {
  if (register.shipped !== 'roles' || !keys.some((key) => GOVERNED.includes(key))) return;
  // Until two managers are in force there is no second one to ask: the first rows of a new office count at once.
  if (holders(ref, 'office_manager').length < 2) return;
  // What was confirmed last stays in force until the change is.
  if (before && !before.pending) {
    const kept = Object.fromEntries(GOVERNED.map((key) => [key, before[key] ?? null]));
    rec.extra[CONFIRMED] = { title: 'confirmed', value: JSON.stringify(kept) };
  }
  rec.values.pending = by ?? '?';
  rec.values.confirmed = null;
}

/** Why this person may not confirm here, or null. */
export function confirmationRefused(
  register: Register,
  rec: Rec,
  action: Action,
  by: string | null,
  via: string,
): Words | null {
  if (register.shipped !== 'roles' || action.key !== 'confirm') return null;
  if (via !== 'page') return { code: 'act.on-page', params: { action: action.label } };
  if (!rec.values.pending) return { code: 'act.nothing-waits', params: { action: action.label } };
  const mine = sameMail(rec.values.pending as string | null, by) || sameMail(rec.values.person as string | null, by);
  return mine ? { code: 'act.own-confirm', params: { action: action.label } } : null;
}
