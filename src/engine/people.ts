/** Who is who and who may what: role holders, deputies of a blank handler, permission for an action. Identity is an e-mail. */
import type { Register } from '../model/types';
import { look, type Draft } from './draft';
import type { Rec, Ref, RefPerson } from './types';

export const sameMail = (a: string | null | undefined, b: string | null | undefined): boolean =>
  !!a && !!b && a.trim().toLowerCase() === b.trim().toLowerCase();

export function personOf(ref: Ref, email: string | null | undefined): RefPerson | null {
  return email ? (ref.people.find((p) => sameMail(p.email, email)) ?? null) : null;
}

export function displayOf(ref: Ref, email: string | null | undefined): string {
  return personOf(ref, email)?.display ?? email ?? '';
}

/** Active holders of a role for this record (`gone`: also those who left); `only` limits a role to places or categories. */
export function holders(ref: Ref, role: string, rec?: Rec | null, gone = false): string[] {
  return ref.roles
    .filter((r) => r.role === role)
    .filter((r) =>
      Object.entries(r.only ?? {}).every(
        ([field, keys]) => keys.length === 0 || !rec || keys.includes(String(rec.values[field] ?? '')),
      ),
    )
    .map((r) => r.email)
    .filter((email) => gone || personOf(ref, email)?.active !== false);
}

/** Does this person hold the role that may change the office itself? */
export const manages = (ref: Ref, email: string | null): boolean =>
  holders(ref, 'office_manager').some((one) => sameMail(one, email));

/** True when this person may take an action with this `who` (register sheet: Next step, point 5). `null` = unknown person. */
export function may(ref: Ref, rec: Rec, who: string[], email: string | null): boolean {
  if (who.length === 0) return true;
  if (!email) return false;
  return who.some((w) => {
    if (w === 'everyone') return true;
    // A person field of the record: its requester, its owner.
    if (typeof rec.values[w] === 'string' && sameMail(rec.values[w], email)) return true;
    if (w === 'holder') return sameMail((rec.values.user ?? rec.values.holder) as string | null, email);
    return holders(ref, w, rec).some((h) => sameMail(h, email));
  });
}

/** Only roles named: an edit whose person is unknown never runs these. */
export const ownedByRole = (who: string[]): boolean => who.length > 0 && !who.includes('everyone');

/** The readers a `tells` names: a person field (blank: the field's role), a link to a vendor, a role, the requester. */
export function readers(
  draft: Draft,
  register: Register,
  rec: Rec,
  who: string,
): { email: string; outsider?: string }[] {
  const ref = draft.facts.ref;
  const field = register.fields.find((f) => f.key === who);
  if (field?.type === 'person') {
    const email = rec.values[who] as string | null;
    if (email) return [{ email }];
    return field.role ? ofRole(draft, field.role, rec) : [];
  }
  if (field?.type === 'link' && field.to) {
    const id = rec.values[who] as string | null;
    const linked = id ? look(draft, field.to, id) : null;
    const email = linked?.values.email as string | null | undefined;
    return email ? [{ email, outsider: who }] : [];
  }
  if (who === 'sender') return rec.created.by ? [{ email: rec.created.by }] : [];
  return ofRole(draft, who, rec);
}

/** Holders of a role, or of the one that answers when nobody holds it. */
function ofRole(draft: Draft, role: string, rec: Rec): { email: string }[] {
  const { ref } = draft.facts;
  const direct = holders(ref, role, rec);
  const up = draft.facts.shared.roles[role]?.escalates;
  return (direct.length > 0 || !up || up === role ? direct : holders(ref, up, rec)).map((email) => ({ email }));
}
