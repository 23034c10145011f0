/**
 * How people are shown in cells: by name, and where two share one by what tells them apart: 「陳怡君(業務)」. Unique by construction. A
 * name that is not shown any more stays understood, so that old cells keep reading right.
 */
import { foldText } from './spelling';
import type { Rec } from './types';

/** Where a person's record keeps the name the system gave last, and those it gave before. */
const GIVEN = '$display';
const FORMER = '$former';
const KEPT = 5;

export interface Named {
  id: string;
  name: string;
  /** What the office fixed; null = the system finds one. */
  fixed: string | null;
  /** What tells namesakes apart, best first; blanks are skipped. */
  marks: (string | undefined)[];
}

/** A display name a person, by id. No two fold alike. */
export function displayNames(people: readonly Named[]): Map<string, string> {
  const out = new Map<string, string>();
  const taken = new Set<string>();
  const give = (one: Named, shown: string): void => {
    let unique = shown;
    for (let n = 2; taken.has(foldText(unique)); n++) unique = `${shown}${n}`;
    taken.add(foldText(unique));
    out.set(one.id, unique);
  };
  for (const one of people) if (one.fixed) give(one, one.fixed);
  const open = people.filter((one) => !one.fixed);
  const levels = Math.max(0, ...open.map((one) => one.marks.length));
  const shownAt = (one: Named, level: number): string => {
    // Whoever has no such mark takes her next one: nobody of several is shown by the bare name.
    const mark = one.marks.slice(level).find(Boolean);
    return mark ? `${one.name}(${mark})` : one.name;
  };
  for (const group of groups(open)) {
    if (group.length === 1 && !taken.has(foldText(group[0]!.name))) {
      give(group[0]!, group[0]!.name);
      continue;
    }
    // The first mark that tells every one of them apart; else the last, with a number behind what is still alike.
    let level = 0;
    while (
      level < levels - 1 &&
      !apart(
        group.map((one) => shownAt(one, level)),
        taken,
      )
    )
      level += 1;
    for (const one of group) give(one, shownAt(one, level));
  }
  return out;
}

function groups(people: readonly Named[]): Named[][] {
  const by = new Map<string, Named[]>();
  for (const one of people) by.set(foldText(one.name), [...(by.get(foldText(one.name)) ?? []), one]);
  return [...by.values()];
}

const apart = (shown: string[], taken: ReadonlySet<string>): boolean =>
  new Set(shown.map(foldText)).size === shown.length && !shown.some((s) => taken.has(foldText(s)));

/** The name the office fixed for this record: one that stands there and was not given by the system. */
export function fixedName(rec: Rec): string | null {
  const shown = rec.values.display;
  return typeof shown === 'string' && shown !== '' && rec.extra[GIVEN]?.value !== shown ? shown : null;
}

export const formerNames = (rec: Rec): string[] => {
  const kept = rec.extra[FORMER];
  return kept ? (JSON.parse(kept.value) as string[]) : [];
};

/** Gives a record its display name; the one before stays understood. False when it has it already. */
export function giveName(rec: Rec, shown: string): boolean {
  const was = rec.values.display;
  if (was === shown) return false;
  if (typeof was === 'string' && was !== '') {
    const former = [...formerNames(rec).filter((n) => n !== was && n !== shown), was].slice(-KEPT);
    rec.extra[FORMER] = { title: 'former', value: JSON.stringify(former) };
  }
  rec.values.display = shown;
  rec.extra[GIVEN] = { title: 'display', value: shown };
  return true;
}
