/**
 * A register's tab written back from the mirror: header in the words people gave it, every record with its state and values, each
 * row with its own next steps (register sheet: Real acts). In commits of a few hundred rows under a mark that outlives the run; until
 * the last one the register is frozen, so that rows not yet back are not taken for deleted ones.
 */
import { birthOrder, columnLabel, type Columns } from '../engine/columns';
import { dropNotice, openDraft } from '../engine/draft';
import { pick } from '../engine/project';
import type { Cell, Rec } from '../engine/types';
import { factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { MIRROR_COLUMNS, PROP, type BookMap } from './layout';
import type { Ports, Put, SheetSpec, Write } from './ports';
import { restored } from './restored';
import { registerSpec } from './specs';
import { choicesOf, num, text, wholeRow } from './write';
import { recOf } from './mirror';

/** Rows a commit brings back: well under 2 MB. */
const ROWS = 300;
const BUDGET = 200_000;

/** Orders the tab back; who asked is journalled. The order stands until it is done, whatever happens to this run. */
export function orderRebuild(ports: Ports, book: BookMap, register: string, by: string | null): void {
  ports.props.set(`${PROP.rebuild}${book.key}:${register}`, by ?? '');
}

/** Carries out what was ordered, for this workbook or all; goes on next time where it stopped. Outside the lock. */
export function rebuildOrdered(ports: Ports, books: BookMap[], props = ports.props.all()): void {
  const end = ports.now() + BUDGET;
  for (const [key, by] of Object.entries(props)) {
    if (!key.startsWith(PROP.rebuild)) continue;
    const [book, register] = key.slice(PROP.rebuild.length).split(':') as [string, string];
    const map = books.find((b) => b.key === book);
    if (!map?.registers[register]) continue;
    let answer: number | 'busy' = 1;
    while (ports.now() < end && answer !== 'busy' && answer > 0)
      answer = deciding(ports, 20_000, () => some(ports, map, register, by || null));
    if (answer === 0) ports.props.remove(key);
  }
}

/** Brings back the next rows in one commit. Returns how many are still missing. */
function some(ports: Ports, book: BookMap, key: string, by: string | null): number {
  const first = readFirst(ports, book, { registers: [key] });
  if (restored(ports, first, [])) return 1;
  const draft = openDraft(factsOf(first, ports.now(), `rebuild:${key}:${first.meta.commit.n}`));
  const register = first.registers[key]!;
  const place = book.registers[key]!;
  const memory = (draft.meta.registers[key] ??= { headerRow: 0, known: {}, order: [], frozen: null });
  const writes: Write[] = [];
  let live: Cell[][] = [];
  if (first.gone.includes(key)) {
    const spec = named(registerSpec(register, place, first.ref), register, memory.known, first);
    writes.push({ do: 'sheet', sheet: place.live, spec, owner: ports.runsAs() });
    Object.assign(memory, { headerRow: 0, order: birthOrder(register), last: 1 });
    first.columns[key] = born(register);
    first.gone = first.gone.filter((k) => k !== key);
    // What was typed there without a number yet went with the tab.
    draft.meta.pending = draft.meta.pending.filter((p) => p.register !== key);
    draft.journal.push({ register: key, id: '', rev: 0, action: 'tab-back', actor: by, before: {}, after: {} });
  } else live = ports.books.read(book.id, [{ sheet: place.live, row: 0 }])[0]!.cells;
  const columns = first.columns[key];
  if (!columns || columns.at.$number === undefined) return 0;
  const there = new Set(live.map((r) => String(r[columns.at.$number!] ?? '')));
  const missing = mirror(ports, first, key).filter(({ rec }) => !rec.deleted && !rec.archived && !there.has(rec.id));
  const now = missing.slice(0, ROWS);
  const top = Math.max(live.length, columns.headerRow + 1);
  const rows = now.map(({ rec }, i) => {
    rec.row = top + i + 1;
    const cells: (Put | null)[] = Array.from({ length: Math.max(...Object.values(columns.at)) + 1 }, () => null);
    for (const { col, put } of wholeRow(first, rec, ports.now(), ports.webUrl())) cells[col] = put;
    return cells;
  });
  if (rows.length > 0) writes.push({ do: 'append', sheet: place.live, rows });
  for (const { rec, at } of now) {
    const options = choicesOf(register, rec, ports.now(), first.ref.language);
    if (columns.at.$next !== undefined && options.length > 0)
      writes.push({ do: 'choices', sheet: place.live, row: rec.row - 1, col: columns.at.$next, options });
    writes.push({
      do: 'cells',
      sheet: place.mirror,
      row: at,
      col: 3,
      rows: [[num(rec.row), text(JSON.stringify(rec))]],
    });
  }
  memory.last = top + now.length;
  const left = missing.length - now.length;
  memory.frozen = left > 0 ? { at: ports.now(), by, rows: left } : null;
  if (left === 0) dropNotice(draft, `health:tab:${key}`);
  commit(ports, first, draft, { writes });
  return left;
}

/** Records with the row of the mirror (0-based) they lie in. */
function mirror(ports: Ports, first: First, key: string): { rec: Rec; at: number }[] {
  const rows = first.meta.counters[key]?.rows ?? 0;
  if (rows === 0) return [];
  const area = { sheet: first.book.registers[key]!.mirror, row: 1, rows, col: 0, cols: MIRROR_COLUMNS };
  return ports.books
    .read(first.book.id, [area])[0]!
    .cells.flatMap((c, i) => (c[0] ? [{ rec: recOf(c), at: i + 1 }] : []));
}

/** Columns as a new sheet has them. */
export function born(register: First['registers'][string]): Columns {
  return {
    headerRow: 0,
    at: Object.fromEntries(birthOrder(register).map((k, i) => [k, i])),
    foreign: [],
    missing: [],
    doubled: [],
  };
}

/** Headers in the words people last gave them. */
function named(
  spec: SheetSpec,
  register: First['registers'][string],
  known: Record<string, string[]>,
  first: First,
): SheetSpec {
  return {
    ...spec,
    header: birthOrder(register).map((k, i) => ({
      ...spec.header[i]!,
      text: known[k]?.[0] ?? (pick(columnLabel(register, k), first.ref.language) || k),
    })),
  };
}
