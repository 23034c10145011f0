/** What a condition may ask of a record: its fields, linked records' fields, people, moments, settings and tallies. */
import { COUNTS_IN } from '../model/conditions';
import type { Field, FieldType, Register } from '../model/types';
import { evaluate, type Facts as ConditionFacts } from './condition';
import { look, registerOf, setting, type Draft } from './draft';
import { personOf } from './people';
import { readCountIn, readTally } from './tallies';
import type { Rec, Value } from './types';

interface Seen {
  type: FieldType;
  value: Value;
}

/** A part of a person: `department`, `manager`, `name`; the person itself without one. */
function personPart(draft: Draft, email: string | null, part: string | undefined): Seen {
  if (part === undefined) return { type: 'person', value: email };
  const person = personOf(draft.facts.ref, email);
  const key = part as 'department' | 'manager' | 'name';
  return {
    type: key === 'department' ? 'department' : key === 'manager' ? 'person' : 'text',
    value: person ? (person[key] ?? null) : null,
  };
}

/** `head`, `headcount` of a department. */
function departmentPart(draft: Draft, key: string, part: string): Seen {
  const { departments, people } = draft.facts.ref;
  const one = departments.find((d) => d.key === key);
  if (part === 'head') return { type: 'person', value: one?.head ?? null };
  const has = people.filter((p) => p.active && p.department === key).length;
  return { type: 'number', value: one ? (one.headcount ?? has) : null };
}

/** Walks `asset.place`, `requester.department`; null type when there is no such path (the compiler refuses those). */
export function valueAt(draft: Draft, register: Register, rec: Rec, path: string): Seen {
  const [head, ...rest] = path.split('.');
  if (head === 'state') return { type: 'choice', value: rec.state };
  if (head === 'id') return { type: 'text', value: rec.id };
  const field = register.fields.find((f) => f.key === head);
  if (!field) return { type: 'text', value: null };
  const value =
    field.is && /\btoday\(/.test(field.is) ? todays(draft, register, rec, field) : (rec.values[field.key] ?? null);
  if (rest.length === 0) return { type: field.type, value };
  if (field.type === 'person') return personPart(draft, value as string | null, rest[0]);
  if (field.type === 'department' && typeof value === 'string') return departmentPart(draft, value, rest[0]!);
  if (field.type === 'link' && field.to && typeof value === 'string') {
    const linked = look(draft, field.to, value);
    if (linked) return valueAt(draft, registerOf(draft, field.to), linked, rest.join('.'));
  }
  const target = field.to ? draft.facts.registers[field.to]?.fields.find((f) => f.key === rest[0]) : undefined;
  return { type: target?.type ?? 'text', value: null };
}

/** A value that a template gives another record: a path (`vendor.name`) or CEL over this one; blank where it cannot be decided. */
export function given(draft: Draft, register: Register, rec: Rec, text: string): Value {
  if (/^[a-z_]+(\.[a-z_]+)*$/.test(text)) return valueAt(draft, register, rec, text).value;
  const answer = evaluate(text, conditionFacts(draft, register, rec));
  return 'value' in answer ? (answer.value as Value) : null;
}

/** What a computed field that looks at today is worth now; its cell shows what it was worth when the record last changed. */
function todays(draft: Draft, register: Register, rec: Rec, field: Field): Value {
  const answer = evaluate(field.is!, conditionFacts(draft, register, rec));
  return 'value' in answer ? (answer.value as Value) : null;
}

/** `actor`: who acts, in checks (`actor.department`); null when nobody is known. */
export function conditionFacts(
  draft: Draft,
  register: Register,
  rec: Rec,
  actor: string | null = null,
): ConditionFacts {
  const ref = draft.facts.ref;
  return {
    field: (path) =>
      path === 'actor' || path.startsWith('actor.')
        ? personPart(draft, actor, path.split('.')[1])
        : valueAt(draft, register, rec, path),
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
      if (COUNTS_IN.includes(name)) return readCountIn(rec, name, args);
      return readTally(draft, register, rec, `${args[0]}.${args[1]}.open`, String(args[1]), 'open');
    },
    now: draft.facts.now,
    zone: ref.zone,
  };
}
