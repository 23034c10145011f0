/**
 * Display names written into 人員 when somebody new, renamed or of the same name makes another one necessary; the name before stays
 * understood (`former`).
 */
import { giveName } from '../engine/display-names';
import { keyOf, openDraft, step, touch } from '../engine/draft';
import type { Rec, Ref } from '../engine/types';
import { bookMap, factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import { displaysOf } from './ref';
import { restored } from './restored';
import { mirrorPiece, PIECE } from './mirror';
import type { Ports } from './ports';

/** People named in one commit. */
const BATCH = 300;
const PEOPLE = 'people';

/** True when a name was given. `seen`: the people as just read; nothing is asked of the workbook when all of them are named. */
export function giveNames(ports: Ports, ref: Ref, seen: Rec[]): boolean {
  const wanting = (people: Rec[]): [Rec, string][] => {
    const here = people.filter((r) => !r.deleted && r.state !== 'void');
    return [...displaysOf(here, ref.departments, ref.language)].filter(([r, shown]) => r.values.display !== shown);
  };
  if (wanting(seen).length === 0) return false;
  const book = bookMap(ports, 'setup');
  const answer = deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: [PEOPLE] });
    if (restored(ports, first, [])) return false;
    const rows = first.meta.counters[PEOPLE]?.rows ?? 0;
    const people: Rec[] = [];
    for (let from = 1; from <= rows; from += PIECE) people.push(...mirrorPiece(ports, book, PEOPLE, from, rows));
    const draft = openDraft(factsOf(first, ports.now(), `names:${first.meta.commit.n}`));
    for (const [{ id }, shown] of wanting(people).slice(0, BATCH)) {
      draft.facts.records[keyOf(PEOPLE, id)] = people.find((r) => r.id === id)!;
      const rec = touch(draft, PEOPLE, id);
      step(draft, rec, { action: 'name', actor: null }, () => giveName(rec, shown));
    }
    commit(ports, first, draft, {});
    return draft.records.size > 0;
  });
  return answer === true;
}
