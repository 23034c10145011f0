/**
 * The company's directory beside 人員: who is missing here, who is not in the directory any more. People are told apart by address;
 * nobody is ever removed by it.
 */
import { createRecord } from './create';
import type { Draft } from './draft';
import { parseContext, readCell, takenAmong, type LinkFinder } from './edit-row';
import type { Rec, Value } from './types';

/** What the directory says of a person; '' = nothing. */
export interface Listed {
  email: string;
  name: string;
  department: string;
  employee: string;
  phone: string;
}

export interface Difference {
  /** In the directory, not here in any state: somebody who left and is listed still is no new person. */
  add: Listed[];
  /** Working here, not in the directory. Empty when the directory is: an empty answer says nothing about anybody. */
  gone: Rec[];
}

/** `own`: the office's account, which is nobody's. */
export function compareDirectory(people: readonly Rec[], listed: readonly Listed[], own: string): Difference {
  const mail = (rec: Rec): string => String(rec.values.email ?? '').toLowerCase();
  const here = people.filter((r) => !r.deleted && r.state !== 'void');
  const known = new Set(here.map(mail));
  const there = new Set(listed.map((one) => one.email.toLowerCase()));
  const add = listed.filter(
    (one, i) =>
      !known.has(one.email.toLowerCase()) &&
      one.email.toLowerCase() !== own.toLowerCase() &&
      listed.findIndex((other) => other.email.toLowerCase() === one.email.toLowerCase()) === i,
  );
  const gone = listed.length === 0 ? [] : here.filter((r) => r.state === 'active' && mail(r) && !there.has(mail(r)));
  return { add, gone };
}

/** New rows of 人員; what the directory says and this office cannot read (a department it does not know) stays blank. */
export function addListed(draft: Draft, listed: readonly Listed[], by: string): number {
  const register = draft.facts.registers.people!;
  const links: LinkFinder = () => [];
  links.taken = takenAmong(
    register,
    Object.values(draft.facts.records).filter((rec) => rec.register === register.key),
  );
  const ctx = parseContext(draft, links);
  let n = 0;
  for (const one of listed) {
    const values: Record<string, Value> = {};
    for (const field of register.fields) {
      const said = field.key in one ? one[field.key as keyof Listed] : '';
      if (said === '') continue;
      const parsed = readCell(draft, register, field, said, ctx);
      if (parsed.ok) values[field.key] = parsed.value;
    }
    if (!values.email || !values.name) continue;
    createRecord(draft, register, values, { source: { kind: 'import', ref: 'directory' }, by, quiet: true });
    n += 1;
  }
  return n;
}
