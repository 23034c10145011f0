/**
 * A batch under way: rows that may go in become records, as many in one fenced commit as it can carry; the same commit writes the
 * ledger `_import` and the rows' marks. What went in is read from the ledger, so a run that died anywhere is finished by the next
 * one and nothing goes in twice. When no row is left the tab is read whole once more, marks are put right, and 首頁 offers the undo.
 */
import { notice, openDraft, type Draft } from '../engine/draft';
import { goOnAfter, importRow, type Judged } from '../engine/import-row';
import { ABOVE, FRAME, FRAME_ROWS, frameOf, markOf, printOf, type Entry, type TabRow } from '../engine/import-tab';
import { mirrorRow } from '../engine/meta';
import type { Cell, Rec } from '../engine/types';
import { render } from '../engine/words';
import type { Register } from '../model/types';
import { factsOf, readFirst, readMore, type First } from './book';
import { commit } from './commit';
import { settleHeaders } from './headers';
import { differing, judgeAll, standOf, standWrites } from './import-check';
import { cell, checkWrites, text } from './import-frame';
import {
  entriesOf,
  judged,
  ledgerArea,
  movedSince,
  namesWanted,
  readLinked,
  tabOf,
  twins,
  unclear,
  WHOLE,
  type Tab,
} from './import-read';
import { askImport, readState, writeState, type ImportState } from './import-state';
import { SHEET, type BookMap } from './layout';
import { finder, nameAreas, namesRead } from './links';
import type { Area, Block, Ports, Write } from './ports';
import { restored } from './restored';
import { num } from './write';

/** Characters one commit may carry, about; rows at most; rows of the tab read at once at most. */
const BYTES = 1_100_000;
const ROWS = 400;
const SPAN = 800;
/** What a record costs beside its JSON: its live row, its dropdown, its journal row. */
const REST = 1400;

/** What a run remembers between its commits: the tab as read whole, and which of its rows it has just written. */
export interface Memory {
  tab: Tab | null;
  entries: Entry[];
  /** Rows (0-based) written last, to be looked at again. */
  last: [number, number] | null;
  /** Rows (0-based) that cannot go in. */
  passed: Set<number>;
  /** Content refused at the last moment in this run, with its words. */
  refused: Map<string, string>;
  /** Rows of `_import` when it was read. */
  size: number;
}
export const noMemory = (): Memory => ({
  tab: null,
  entries: [],
  last: null,
  passed: new Set(),
  refused: new Map(),
  size: -1,
});

/** One commit of the batch. `done`: there is no batch any more. `wait`: nothing can go in now (frozen, no number column). Under the lock. */
export function runBatch(ports: Ports, book: BookMap, memory: Memory): 'more' | 'done' | 'held' | 'wait' {
  const state = readState(ports, book);
  if (!state.batch || !book.registers[state.register]) return 'done';
  const window = memory.tab ? todo(memory) : null;
  const first = readFirst(ports, book, { registers: [state.register], extra: windowAreas(memory, window) });
  if (restored(ports, first, [])) return 'held';
  const register = first.registers[state.register]!;
  const draft = openDraft(factsOf(first, ports.now(), `import:${state.batch.key}:${first.meta.commit.n}`));
  settleHeaders(ports, first, draft, []);
  if (first.meta.registers[register.key]?.frozen || first.columns[register.key]?.at.$number === undefined) {
    const words = { code: 'import.frozen', params: { register: register.name } };
    const { cells } = first.extra[0]!;
    const row = (frameOf(cells)?.top ?? 0) + FRAME.go;
    commit(ports, first, draft, { writes: cell(cells, row, 2, text(render(words, first.ref.language))) });
    return 'wait';
  }
  const known = memory.tab !== null && stillSo(first, memory, first.extra);
  const names = known ? namesWanted(register, memory.tab!.mapping.columns) : namesWanted(register, anyColumn(register));
  const areas = names.flatMap((n) => nameAreas(first, n));
  const blocks = readMore(ports, first, [], [...areas, ...(known ? [] : [WHOLE, ...ledgerArea(first, state.since)])]);
  if (!known) remember(first, memory, blocks.slice(areas.length));
  // A restored workbook has a shorter ledger: what is written next must not lie before what is read.
  const end = (first.meta.sizes.imported ?? 0) + 1;
  if (state.since > end) writeState(ports, book, { ...state, since: end });
  const { tab } = memory;
  if (!tab || tab.register?.key !== register.key || unclear(tab.mapping))
    return finish(ports, book, first, draft, memory, state, new Map());
  const links = finder(first, draft, namesRead(first, names, blocks.slice(0, areas.length)));
  if (!known) {
    goOnAfter(draft, register, formerNumbers(tab));
    const all = judgeAll(ports, first, draft, tab, links);
    for (const [row, check] of refusedRows(memory)) all.set(row, { ...all.get(row)!, kind: 'wrong', check });
    memory.passed = new Set([...all].filter(([, one]) => one.kind !== 'ready').map(([row]) => row));
    if (!tab.ticked || todo(memory).length === 0) return finish(ports, book, first, draft, memory, state, all);
  }
  const next = tab.ticked ? (known ? window! : todo(memory)) : [];
  if (next.length === 0) {
    // Nothing left as remembered: the tab is read whole once more.
    Object.assign(memory, { ...noMemory(), refused: memory.refused });
    return 'more';
  }
  readLinked(ports, first, draft, tab, next, links);
  const made = take(draft, tab, next, links, state.batch);
  write(ports, first, draft, memory, made);
  return 'more';
}

/** Columns that may be mapped, before the mapping is known: all. */
const anyColumn = (register: Register): Tab['mapping']['columns'] =>
  register.fields.map((f, i) => ({ nth: i + 1, header: '', key: f.key }));

function refusedRows(memory: Memory): [number, string][] {
  return memory.tab!.rows.flatMap((r): [number, string][] => {
    const check = memory.tab!.in.has(r.row) ? undefined : memory.refused.get(r.print);
    return check === undefined ? [] : [[r.row, check]];
  });
}

/** The next rows to look at, near each other. */
function todo(memory: Memory): TabRow[] {
  const { tab } = memory;
  if (!tab) return [];
  const open = tab.rows.filter((r) => r.print !== '' && !tab.in.has(r.row) && !memory.passed.has(r.row));
  return open.filter((r) => r.row < open[0]!.row + SPAN).slice(0, ROWS);
}

/** The frame, the rows to come and the rows just written: has anybody moved them? */
function windowAreas(memory: Memory, window: TabRow[] | null): Area[] {
  const rows = [...(window ?? []).map((r) => r.row), ...(memory.last ?? [])];
  const areas: Area[] = [{ sheet: SHEET.import, row: 0, rows: FRAME_ROWS + ABOVE }];
  if (!memory.tab || rows.length === 0) return areas;
  const from = Math.min(...rows);
  return [...areas, { sheet: SHEET.import, row: from, rows: Math.max(...rows) - from + 1 }];
}

function stillSo(first: First, memory: Memory, blocks: Block[]): boolean {
  const tab = memory.tab!;
  if ((first.meta.sizes.imported ?? 0) !== memory.size) return false;
  const line = (cells: Cell[]): string =>
    cells
      .slice(1)
      .map(String)
      .join('\u0001')
      .replace(/\u0001+$/, '');
  const frame = blocks[0]?.cells ?? [];
  for (const i of [FRAME.register, FRAME.fields, FRAME.head])
    if (line(frame[tab.top + i] ?? []) !== line(tab.cells[tab.top + i] ?? [])) return false;
  tab.ticked = frame[tab.top + FRAME.go]?.[1] === true;
  const area = windowAreas(memory, todo(memory))[1];
  const there = blocks[1]?.cells ?? [];
  return tab.rows
    .filter((r) => area !== undefined && r.row >= area.row && r.row < area.row + area.rows!)
    .every((r) => {
      const cells = there[r.row - area!.row] ?? [];
      return String(cells[0] ?? '') === r.check && (r.print === '' || printOf(cells.slice(1)) === r.print);
    });
}

function remember(first: First, memory: Memory, blocks: Block[]): void {
  memory.entries = entriesOf(blocks[1]?.cells ?? []);
  memory.tab = tabOf(first, blocks[0]!.cells, memory.entries);
  memory.size = first.meta.sizes.imported ?? 0;
  memory.last = null;
}

function formerNumbers(tab: Tab): string[] {
  const column = tab.mapping.columns.find((c) => c.key === 'other_number');
  return column ? tab.rows.map((r) => String(r.cells[column.nth - 1] ?? '')) : [];
}

interface Made {
  /** Row of the tab -> the record it became. */
  recs: Map<number, Rec>;
  entries: Entry[];
  /** Rows that stay, with their words. */
  passed: Map<number, string>;
  /** Last row looked at. */
  end: number;
  from: number;
}

/** As many rows as one commit carries. */
function take(
  draft: Draft,
  tab: Tab,
  rows: TabRow[],
  links: ReturnType<typeof finder>,
  batch: { key: string; by: string | null },
): Made {
  const made: Made = { recs: new Map(), entries: [], passed: new Map(), end: rows[0]!.row, from: rows[0]!.row };
  const twin = twins(tab);
  let size = 0;
  for (const row of rows) {
    if (size > BYTES) break;
    made.end = row.row;
    const one: Judged = judged(draft, tab, row, links, twin);
    if (one.kind !== 'ready') {
      made.passed.set(row.row, one.check);
      continue;
    }
    const rec = importRow(draft, tab.register!, one, batch.key, batch.by);
    made.recs.set(row.row, rec);
    made.entries.push({ batch: batch.key, print: row.print, id: rec.id });
    // The record stands in its mirror, in the journal and on the sheet; letters beyond Latin take three bytes.
    const json = JSON.stringify(rec);
    size += REST + json.length * 2 + json.replace(/[\u0000-\u007f]/g, '').length * 6;
  }
  return made;
}

function write(ports: Ports, first: First, draft: Draft, memory: Memory, made: Made): void {
  const tab = memory.tab!;
  const texts = new Map(
    [...made.passed].filter(([row, check]) => tab.rows.find((r) => r.row === row)?.check !== check),
  );
  for (const [row, rec] of made.recs) texts.set(row, markOf(rec.id));
  const done = tab.in.size + made.recs.size;
  const waiting = tab.rows.filter((r) => r.print !== '').length - done - memory.passed.size - made.passed.size;
  const words = { code: 'import.running', params: { done, ready: Math.max(0, waiting) } };
  const writes: Write[] = [
    ...ledgerWrites(draft, made.entries),
    ...checkWrites(texts),
    ...cell(tab.cells, tab.top + FRAME.go, 2, text(render(words, first.ref.language))),
  ];
  commit(ports, first, draft, { writes });
  memory.entries.push(...made.entries);
  memory.size = draft.meta.sizes.imported ?? 0;
  memory.last = [made.from, made.end];
  for (const row of tab.rows) {
    const check = made.passed.get(row.row);
    if (check !== undefined) {
      memory.passed.add(row.row);
      memory.refused.set(row.print, check);
    }
    row.check = texts.get(row.row) ?? row.check;
    const rec = made.recs.get(row.row);
    if (rec) tab.in.set(row.row, { id: rec.id, edited: false });
  }
}

/** Rows of the ledger, in the same commit as what they say. Changes `draft.meta`. */
export function ledgerWrites(draft: Draft, entries: readonly Entry[]): Write[] {
  if (entries.length === 0) return [];
  const from = (draft.meta.sizes.imported ?? 0) + 1;
  draft.meta.sizes.imported = from + entries.length - 1;
  const rows = entries.map((e) => [text(e.batch), text(e.print), text(e.id), num(draft.facts.now)]);
  return [{ do: 'cells', sheet: SHEET.imported, row: from, col: 0, rows }];
}

/** Marks put right, the rest explained anew, the tick taken back, and on 首頁 what went in, with the undo. */
function finish(
  ports: Ports,
  book: BookMap,
  first: First,
  draft: Draft,
  memory: Memory,
  state: ImportState,
  all: Map<number, Judged>,
): 'done' {
  const { tab } = memory;
  const batch = state.batch!;
  const ids = memory.entries.filter((e) => e.batch === batch.key).map((e) => e.id);
  const writes: Write[] = [];
  let wrong = 0;
  const texts = tab?.register ? differing(tab, all) : new Map<number, string>();
  if (tab?.register) {
    wrong = standOf(tab, all).wrong;
    writes.push(...checkWrites(texts), ...standWrites(first, tab, all, false));
  }
  if (ids.length > 0) {
    const register = first.registers[state.register]!;
    const rows = ids.map((id) => mirrorRow(draft.meta, register.key, register.number, id)!);
    notice(draft, {
      key: `import:${batch.key}`,
      at: ports.now(),
      words: {
        code: 'notice.imported',
        params: { register: register.name, n: ids.length, ...(wrong > 0 ? { wrong } : {}) },
      },
      action: {
        kind: 'undo-import',
        register: register.key,
        batch: batch.key,
        span: [Math.min(...rows), Math.max(...rows)],
      },
      action2: { kind: 'dismiss' },
    });
  }
  commit(ports, first, draft, { writes });
  if (tab && movedSince(ports, first, tab, texts.keys())) askImport(ports, book, []);
  const { batch: _done, ...rest } = readState(ports, book);
  writeState(ports, book, rest);
  return 'done';
}
