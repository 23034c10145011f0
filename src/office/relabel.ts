/**
 * A word of a dropdown, a department or a person was changed: cells that show the old word get the new one, in commits of their own,
 * and that is no edit (register sheet: What a cell holds). What somebody typed since is left for its own bell.
 */
import { openDraft } from '../engine/draft';
import { pick, project } from '../engine/project';
import type { Rec, Ref } from '../engine/types';
import { sameCell } from '../engine/values';
import type { Label, Register } from '../model/types';
import { bookMap, factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import { MIRROR_COLUMNS } from './layout';
import type { Ports, Write } from './ports';
import { pushCells, put } from './write';
import { recOf } from './mirror';

/** Rows one look takes; a longer register follows in the night, row by row. */
const ROWS = 5000;
/** Cells a commit carries. */
const CELLS = 4000;

/** Words by what shows them, as they were: of lists and departments by key, null = there was none; of people by address. */
export interface OldWords {
  lists: Record<string, Record<string, string | null>>;
  departments: Record<string, string | null>;
  people: Record<string, string>;
}
type Word = { key: string; label: Label };

/** The words that are others in the new snapshot; null = none. */
export function oldWords(was: Ref, is: Ref): OldWords | null {
  const moved = (old: Word[], now: Word[]): Record<string, string | null> => {
    const word = (words: Word[], key: string): string | null => {
      const one = words.find((w) => w.key === key);
      return one ? pick(one.label, is.language) : null;
    };
    const keys = [...new Set([...old, ...now].map((one) => one.key))].filter(
      (key) => word(old, key) !== word(now, key),
    );
    return Object.fromEntries(keys.map((key) => [key, word(old, key)]));
  };
  const lists = Object.keys(was.lists).map((list) => [list, moved(was.lists[list]!, is.lists[list] ?? [])] as const);
  const people = was.people.filter((p) => is.people.some((q) => q.email === p.email && q.display !== p.display));
  const out: OldWords = {
    lists: Object.fromEntries(lists.filter(([, words]) => Object.keys(words).length > 0)),
    departments: moved(was.departments, is.departments),
    people: Object.fromEntries(people.map((p) => [p.email, p.display])),
  };
  return Object.values(out).some((words) => Object.keys(words as object).length > 0) ? out : null;
}

/** The snapshot with the words it had. */
function asWas(ref: Ref, old: OldWords): Ref {
  const back = <T extends Word>(words: Record<string, string | null> = {}, now: T[], blank: (word: Word) => T): T[] => {
    const label = (key: string): Label => ({ 'zh-TW': words[key]!, 'zh-CN': words[key]!, en: words[key]! });
    const gone = Object.keys(words).filter((key) => words[key] !== null && !now.some((one) => one.key === key));
    return [
      ...now.flatMap((one) => (one.key in words ? (words[one.key] ? [{ ...one, label: label(one.key) }] : []) : [one])),
      ...gone.map((key) => blank({ key, label: label(key) })),
    ];
  };
  const lists = Object.keys({ ...ref.lists, ...old.lists }).map((list) => [
    list,
    back(old.lists[list], ref.lists[list] ?? [], (word) => ({ ...word, order: 0, on: false, aliases: [] })),
  ]);
  return {
    ...ref,
    lists: Object.fromEntries(lists) as Ref['lists'],
    departments: back(old.departments, ref.departments, (word) => ({
      ...word,
      aliases: [],
      head: null,
      active: false,
    })),
    people: ref.people.map((p) => ({ ...p, display: old.people[p.email] ?? p.display })),
  };
}

/** Cells follow the words as they are now. False: somebody holds the lock; what was done need not be done again. */
export function relabel(ports: Ports, key: string, old: OldWords): boolean {
  const moved = new Set([
    ...Object.keys(old.lists).map((list) => `list:${list}`),
    ...(Object.keys(old.people).length > 0 ? ['person'] : []),
    ...(Object.keys(old.departments).length > 0 ? ['department'] : []),
  ]);
  for (const register of Object.keys(bookMap(ports, key).registers)) {
    for (let round = 0; round < 20; round++) {
      const more = deciding(ports, 20_000, () => once(ports, key, register, old, moved));
      if (more === 'busy') return false;
      if (!more) break;
    }
  }
  return true;
}

const touches = (register: Register, moved: Set<string>): string[] =>
  register.fields
    .filter((f) => !f.noColumn && (moved.has(f.type) || (f.list !== undefined && moved.has(`list:${f.list}`))))
    .map((f) => f.key);

function once(ports: Ports, key: string, register: string, words: OldWords, moved: Set<string>): boolean {
  const book = bookMap(ports, key);
  const first = readFirst(ports, book, { registers: [register] });
  const model = first.registers[register];
  const columns = first.columns[register];
  const keys = model ? touches(model, moved) : [];
  const rows = first.meta.counters[register]?.rows ?? 0;
  if (!model || !columns || columns.at.$number === undefined || keys.length === 0 || rows === 0 || rows > ROWS)
    return false;
  if (first.meta.registers[register]?.frozen) return false;
  const place = book.registers[register]!;
  const [live, mirror] = ports.books.read(book.id, [
    { sheet: place.live, row: 0 },
    { sheet: place.mirror, row: 1, rows, col: 0, cols: MIRROR_COLUMNS },
  ]);
  const recs = new Map<string, Rec>();
  for (const cells of mirror!.cells) if (cells[0]) recs.set(String(cells[0]), recOf(cells));
  const was = asWas(first.ref, words);
  const writes: Write[] = [];
  let cells = 0;
  for (const [i, raw] of live!.cells.entries()) {
    const rec = i > columns.headerRow ? recs.get(String(raw[columns.at.$number] ?? '')) : undefined;
    if (!rec || rec.deleted) continue;
    const old = project(model, rec, was, ports.now());
    const now = project(model, rec, first.ref, ports.now());
    const changed = keys
      .filter((k) => columns.at[k] !== undefined && now[k] && old[k] && !sameCell(old[k].value, now[k].value))
      .filter((k) => sameCell(raw[columns.at[k]!] ?? '', old[k]!.value))
      .map((k) => ({ col: columns.at[k]!, put: put(now[k]!) }));
    cells += changed.length;
    pushCells(writes, place.live, i, changed);
    if (cells > CELLS) break;
  }
  if (writes.length === 0) return false;
  const draft = openDraft(factsOf(first, ports.now(), `relabel:${register}:${first.meta.commit.n}`));
  draft.journal.push({ register, id: '', rev: 0, action: 'relabel', actor: null, before: {}, after: { cells } });
  commit(ports, first, draft, { writes });
  return cells > CELLS;
}
