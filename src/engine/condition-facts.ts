/** What a condition may ask of a record: its fields, linked records' fields, people, moments, settings and tallies. */
import type { FieldType, Register } from '../model/types';
import type { Facts as ConditionFacts } from './condition';
import { look, registerOf, setting, type Draft } from './draft';
import { personOf } from './people';
import { readTally } from './tallies';
import type { Rec, Value } from './types';

interface Seen {
  type: FieldType;
  value: Value;
}

/** Walks `asset.place`, `requester.department`; null type when there is no such path (the compiler refuses those). */
export function valueAt(draft: Draft, register: Register, rec: Rec, path: string): Seen {
  const [head, ...rest] = path.split('.');
  if (head === 'state') return { type: 'choice', value: rec.state };
  if (head === 'id') return { type: 'text', value: rec.id };
  const field = register.fields.find((f) => f.key === head);
  if (!field) return { type: 'text', value: null };
  const value = rec.values[field.key] ?? null;
  if (rest.length === 0) return { type: field.type, value };
  if (field.type === 'person') {
    const person = personOf(draft.facts.ref, value as string | null);
    const key = rest[0] as 'department' | 'manager' | 'name';
    return {
      type: key === 'department' ? 'department' : key === 'manager' ? 'person' : 'text',
      value: person ? (person[key] ?? null) : null,
    };
  }
  if (field.type === 'link' && field.to && typeof value === 'string') {
    const linked = look(draft, field.to, value);
    if (linked) return valueAt(draft, registerOf(draft, field.to), linked, rest.join('.'));
  }
  const target = field.to ? draft.facts.registers[field.to]?.fields.find((f) => f.key === rest[0]) : undefined;
  return { type: target?.type ?? 'text', value: null };
}

export function conditionFacts(draft: Draft, register: Register, rec: Rec): ConditionFacts {
  const ref = draft.facts.ref;
  return {
    field: (path) => valueAt(draft, register, rec, path),
    at: (state) => rec.at[state] ?? null,
    setting: (key) => ref.settings[key] ?? setting(ref, key, 0),
    tally: (name, args) => {
      if (name === 'countSame')
        return readTally(
          draft,
          register,
          rec,
          `${register.key}.${args[0]}.${args[1]}`,
          String(args[0]),
          args[1] === 'month' ? 'month' : 'all',
        );
      return readTally(draft, register, rec, `${args[0]}.${args[1]}.open`, String(args[1]), 'open');
    },
    now: draft.facts.now,
    zone: ref.zone,
  };
}
