/** A value that may stand once in its register: an address, an employee number, a serial number. */
import type { Field, Register } from '../model/types';
import { fold } from './columns';
import { look, type Draft } from './draft';
import type { Rec, Value } from './types';

/**
 * The id of another record that has this value of a unique field, or null. It looks at the records at hand and at `facts.taken`, the
 * sheet's own columns where somebody typed into one of them.
 */
export function takenBy(draft: Draft, register: Register, field: Field, value: Value, own?: string): string | null {
  if (!field.unique || value === null || Array.isArray(value)) return null;
  const wanted = fold(value);
  const has = (rec: Rec): boolean => {
    if (rec.register !== register.key || rec.id === own || rec.deleted || rec.state === 'void') return false;
    const theirs = rec.values[field.key] ?? null;
    return theirs !== null && !Array.isArray(theirs) && fold(theirs) === wanted;
  };
  for (const rec of draft.records.values()) if (has(rec)) return rec.id;
  for (const [key, rec] of Object.entries(draft.facts.records)) if (!draft.records.has(key) && has(rec)) return rec.id;
  const there = draft.facts.taken?.[`${register.key}.${field.key}`]?.[wanted];
  return there?.find((id) => id !== own && look(draft, register.key, id) === null) ?? null;
}
