/** People in cells: e-mail, display name, employee number, name. The people of a snapshot are indexed once, by identity. */
import type { Field, Lang } from '../model/types';
import { foldText, labelIn, nearestOf } from './spelling';
import type { Cell, Ref, RefPerson } from './types';
import { fault, typedText } from './values-fault';
import { notFound, SEPARATOR } from './values-name';
import type { Parsed } from './values';

interface Index {
  mail: Map<string, RefPerson>;
  /** In the order in which they are asked: the first kind that hits decides. */
  kinds: Map<string, RefPerson[]>[];
}
const indexes = new WeakMap<readonly RefPerson[], Index>();

function indexOf(people: readonly RefPerson[]): Index {
  let index = indexes.get(people);
  if (!index) {
    const none = (): Map<string, RefPerson[]> => new Map<string, RefPerson[]>();
    index = { mail: new Map(), kinds: [none(), none(), none(), none()] };
    const put = (kind: number, word: string | undefined, one: RefPerson): void => {
      const folded = word ? foldText(word) : '';
      if (!folded) return;
      const hits = index!.kinds[kind]!.get(folded);
      if (!hits) index!.kinds[kind]!.set(folded, [one]);
      else if (!hits.includes(one)) hits.push(one);
    };
    for (const one of people) {
      index.mail.set(one.email.toLowerCase(), one);
      put(0, one.display, one);
      put(1, one.employee, one);
      put(2, one.name, one);
      put(2, one.english, one);
      for (const name of one.former ?? []) put(3, name, one);
    }
    indexes.set(people, index);
  }
  return index;
}

/** The person with this address, whatever its case. */
export function personByMail(people: readonly RefPerson[], email: string): RefPerson | undefined {
  return indexOf(people).mail.get(email.toLowerCase());
}

/** An e-mail address, in small letters: that is how it is compared everywhere. */
export function readAddress(field: Field, cell: Cell): Parsed {
  const text = typedText(cell).normalize('NFKC').trim().toLowerCase();
  const fine = /^[^\s@<>(),;:"]+@[^\s@<>(),;:".]+(\.[^\s@<>(),;:".]+)+$/.test(text);
  return fine ? { ok: true, value: text } : fault(field, 'value.not-email', cell);
}

/**
 * A person by e-mail, `Name <mail>`, display name, employee number, name or English name, a name shown before, in this order. Of several hits
 * those who still work here stand before those who left.
 */
export function readPerson(field: Field, cell: Cell, ref: Ref, lang: Lang): Parsed {
  const text = typedText(cell).trim();
  const byMail = personByMail(ref.people, /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text)?.[1] ?? text);
  if (byMail) return { ok: true, value: byMail.email };
  const folded = foldText(text);
  for (const kind of indexOf(ref.people).kinds) {
    const all = kind.get(folded) ?? [];
    const active = all.filter((one) => one.active);
    const hits = active.length ? active : all;
    // Display names are unique as written; two may still fold alike.
    const exact = hits.find((one) => one.display === text);
    if (hits.length === 1 || exact) return { ok: true, value: (exact ?? hits[0]!).email };
    if (hits.length > 1)
      return fault(field, 'value.two-people', cell, { n: hits.length, which: apart(hits, ref, lang) });
  }
  const here = ref.people.filter((one) => one.active);
  return notFound(field, cell, nearestOf(here, text, (one) => [one.name, one.display, one.english ?? ''])?.display);
}

/** What tells namesakes apart: their departments, or where those are equal their display names. */
function apart(people: RefPerson[], ref: Ref, lang: Lang): string {
  const names = people.map((one) => {
    const department = ref.departments.find((d) => d.key === one.department);
    return department ? labelIn(department.label, lang, department.key) : '';
  });
  const useful = names.every(Boolean) && new Set(names).size === names.length;
  return (useful ? names : people.map((one) => one.display)).slice(0, 5).join(SEPARATOR[lang]);
}
