/**
 * A word of a dropdown, a department or a person was changed: cells that show the old word get the new one, in commits of their own,
 * and that is no edit (register sheet: What a cell holds). What somebody typed since is left for its own bell.
 */
import { openDraft } from '../engine/draft';
import { project } from '../engine/project';
import type { Rec, Ref } from '../engine/types';
import { sameCell } from '../engine/values';
import type { Register } from '../model/types';
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

export function relabel(ports: Ports, key: string, was: Ref, is: Ref): void {
  const book = bookMap(ports, key);
  const moved = movedWords(was, is);
  if (moved.size === 0) return;
  for (const register of Object.keys(book.registers)) {
    for (let round = 0; round < 20; round++) {
      const more = deciding(ports, 20_000, () => once(ports, key, register, was, moved));
      if (more !== true) break;
    }
  }
}

/** Lists, `person` and `department` whose shown words changed. */
function movedWords(was: Ref, is: Ref): Set<string> {
  const out = new Set<string>();
  const words = (ref: Ref, list: string): string =>
    JSON.stringify((ref.lists[list] ?? []).map((e) => [e.key, e.label]).sort());
  for (const list of Object.keys(was.lists)) if (words(was, list) !== words(is, list)) out.add(`list:${list}`);
  const shown = (people: Ref['people']): string => JSON.stringify(people.map((p) => [p.email, p.display]).sort());
  if (
    shown(was.people.filter((p) => is.people.some((q) => q.email === p.email))) !==
    shown(is.people.filter((p) => was.people.some((q) => q.email === p.email)))
  )
    out.add('person');
  if (
    JSON.stringify(was.departments.map((d) => [d.key, d.label])) !==
    JSON.stringify(is.departments.map((d) => [d.key, d.label]))
  )
    out.add('department');
  return out;
}

const touches = (register: Register, moved: Set<string>): string[] =>
  register.fields
    .filter((f) => !f.noColumn && (moved.has(f.type) || (f.list !== undefined && moved.has(`list:${f.list}`))))
    .map((f) => f.key);

function once(ports: Ports, key: string, register: string, was: Ref, moved: Set<string>): boolean {
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
