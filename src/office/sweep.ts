/**
 * A register looked at whole: live rows beside their mirror. For nightly, for a bell whose rows show no difference (somebody
 * sorted in between), for 首頁's "put the fields back". What differs is judged like any edit (I3); missing rows are deleted or
 * come back (register sheet: Mistakes).
 */
import { keyOf, notice, say, touch, type Draft } from '../engine/draft';
import { differs, editRow } from '../engine/edit-row';
import { project } from '../engine/project';
import { isScrambled, type TouchedRow } from '../engine/scramble';
import { parseNumber } from '../engine/number';
import { moveTallies } from '../engine/tallies';
import { takenAmong } from '../engine/edit-row';
import { sameCell } from '../engine/values';
import type { Register } from '../model/types';
import type { Cell, Rec } from '../engine/types';
import { freshRows } from './fresh-rows';
import { freeze } from './moved-rows';
import { cellsOf, judgeRows } from './rows';
import { linksOf, readFar, readMore, type First } from './book';
import { finder } from './links';
import { MIRROR_COLUMNS } from './layout';
import type { Area, Block, Ports, Write } from './ports';
import { choicesOf, pushCells, put, wholeRow, type Also } from './write';
import { recOf } from './mirror';

type More = Omit<Also, 'chainKey' | 'webUrl'>;
export interface Sweep {
  by: string | null;
  also: More;
  how: 'look' | 'adopt' | 'restore' | 'columns' | 'rows';
  ids?: string[];
  /** judge at most so many differing rows in this commit */ limit?: number;
  /** `wholeAreas` as already read under the same lock */ blocks?: Block[] | undefined;
}

/** All that a sweep looks at: the live sheet, and the mirror of so many records. */
export const wholeAreas = (place: { live: number; mirror: number }, rows: number): [Area, Area] => [
  { sheet: place.live, row: 0 },
  { sheet: place.mirror, row: 1, rows: Math.max(rows, 1), col: 0, cols: MIRROR_COLUMNS },
];

/** Returns the number of differing rows left for another commit. */
export function sweep(ports: Ports, first: First, draft: Draft, register: Register, s: Sweep): number {
  const place = first.book.registers[register.key]!;
  const columns = first.columns[register.key];
  const now = ports.now();
  if (!columns || columns.at.$number === undefined) return 0;
  const rows = draft.meta.counters[register.key]?.rows ?? 0;
  const [live, mirror] = s.blocks ?? ports.books.read(first.book.id, wholeAreas(place, rows));
  const recs = new Map<string, Rec>();
  for (const m of mirror!.cells) {
    if (!m[0]) continue;
    const rec = recOf(m);
    recs.set(rec.id, rec);
    const key = keyOf(register.key, rec.id);
    if (!draft.records.has(key)) {
      first.records[key] = rec;
      draft.facts.records[key] = rec;
    }
  }
  const seen = new Map<string, number[]>();
  const fresh: { row: number; raw: Cell[] }[] = [];
  live!.cells.forEach((raw, i) => {
    if (i <= columns.headerRow) return;
    const id = String(raw[columns.at.$number!] ?? '');
    if (id && parseNumber(register.number, id)) seen.set(id, [...(seen.get(id) ?? []), i]);
    else if (raw.some((c) => c !== '')) fresh.push({ row: i + 1, raw });
  });
  const memory = draft.meta.registers[register.key];
  if (memory) memory.last = live!.cells.length;
  if (s.how === 'columns') {
    writeColumns(first, draft, register, recs, seen, live!.cells, s.also);
    return 0;
  }
  if (s.how === 'restore') {
    restoreRows(ports, first, draft, register, recs, seen, live!.cells, s.also);
    return 0;
  }
  if (s.how === 'rows') {
    const back = (s.ids ?? []).flatMap((id) => (recs.get(id) ? [recs.get(id)!] : []));
    readParents(ports, first, draft, register, back);
    bringBack(draft, register, back, s.by, now);
    return 0;
  }

  const differing: { rec: Rec; row: number; raw: Cell[] }[] = [];
  for (const [id, at] of seen) {
    const rec = recs.get(id);
    if (!rec || rec.deleted || rec.archived || draft.records.has(keyOf(register.key, id))) continue;
    if (at.length > 1) continue; // copies go the ordinary way below
    const raw = live!.cells[at[0]!]!;
    const cells = cellsOf(columns.at, raw);
    if (differs(register, rec, cells, draft).some((k) => k !== '$due' && k !== '$updated' && k !== '$files'))
      differing.push({ rec, row: at[0]! + 1, raw });
    else if (rec.row !== at[0]! + 1) {
      rec.row = at[0]! + 1;
    }
  }
  const twins = [...seen].filter(([id, at]) => at.length > 1 && recs.has(id));
  if (s.how === 'look') {
    const looked: TouchedRow[] = differing.map((d) => ({
      id: d.rec.id,
      shows: Object.fromEntries(Object.entries(project(register, d.rec, first.ref, now)).map(([k, v]) => [k, v.value])),
      holds: cellsOf(columns.at, d.raw),
      changed: differs(register, d.rec, cellsOf(columns.at, d.raw), draft),
    }));
    if (isScrambled(looked, recs.size)) {
      freeze(draft, register, s.by, looked.length, now);
      return 0;
    }
  }
  const links = finder(first, draft, {});
  links.taken = takenAmong(register, recs.values());
  const limit = s.limit ?? 200;
  readMore(
    ports,
    first,
    differing
      .slice(0, limit)
      .flatMap((d) =>
        register.fields
          .filter((f) => f.to && d.rec.values[f.key])
          .map((f) => ({ register: f.to!, id: String(d.rec.values[f.key]) })),
      ),
  );
  readFar(ports, first);
  Object.assign(draft.facts.records, first.records);
  const touchedRows = differing.slice(0, limit).map((d) => ({
    register: register.key,
    row: d.row,
    raw: d.raw,
    by: s.by,
    at: now,
    rows: 1,
    cells: cellsOf(columns.at, d.raw),
  }));
  const twinRows = twins.flatMap(([, at]) =>
    at.map((i) => ({
      register: register.key,
      row: i + 1,
      raw: live!.cells[i]!,
      by: s.by,
      at: now,
      rows: 1,
      cells: cellsOf(columns.at, live!.cells[i]!),
    })),
  );
  if (s.how === 'adopt') {
    for (const t of touchedRows) {
      s.also.live!.set(keyOf(register.key, String(t.cells.$number)), { row: t.row, cells: t.raw });
      editRow(draft, register, String(t.cells.$number), t.cells, s.by, links);
    }
    if (twinRows.length > 0) judgeRows(ports, first, draft, twinRows, s.also);
  } else if (touchedRows.length + twinRows.length > 0)
    judgeRows(ports, first, draft, [...touchedRows, ...twinRows], s.also);
  freshRows(
    first,
    draft,
    register,
    fresh.map((f) => ({
      register: register.key,
      row: f.row,
      raw: f.raw,
      by: s.by,
      at: now,
      rows: 1,
      cells: cellsOf(columns.at, f.raw),
    })),
    links,
    s.also,
    now,
  );
  const gone = [...recs.values()].filter(
    (r) => !r.deleted && !r.archived && !seen.has(r.id) && !draft.records.has(keyOf(register.key, r.id)),
  );
  readParents(ports, first, draft, register, gone);
  deletedRows(draft, register, gone, s.by, now);
  return Math.max(0, differing.length - limit);
}

/** What counts these records is read with them, so that counts move in the same commit. */
function readParents(ports: Ports, first: First, draft: Draft, register: Register, recs: Rec[]): void {
  readMore(
    ports,
    first,
    recs.flatMap((rec) => linksOf(register, rec)),
  );
  Object.assign(draft.facts.records, first.records);
}

/** Rows that are gone: with approvals or documents they come back, others go to the bin and can be restored from 首頁. */
function deletedRows(draft: Draft, register: Register, gone: Rec[], by: string | null, now: number): void {
  const kept: string[] = [];
  for (const old of gone) {
    const rec = touch(draft, register.key, old.id);
    const bound =
      !!rec.approval ||
      (rec.path.length > 0 &&
        draft.facts.registers[register.key]!.approvals.length > 0 &&
        rec.check.some((l) => l.words.code.startsWith('approval.')));
    if (bound) {
      rec.row = 0;
      say(rec, { sign: '✗', words: { code: 'row.kept' }, at: now, by });
      draft.before.set(keyOf(register.key, rec.id), null);
      draft.journal.push({
        register: register.key,
        id: rec.id,
        rev: rec.rev,
        action: 'row-back',
        actor: by,
        before: {},
        after: {},
      });
      continue;
    }
    rec.deleted = { at: now, by };
    rec.row = 0;
    moveTallies(draft, register, old, rec);
    kept.push(rec.id);
    draft.journal.push({
      register: register.key,
      id: rec.id,
      rev: rec.rev,
      action: 'delete',
      actor: by,
      before: {},
      after: { $deleted: true },
    });
  }
  if (kept.length > 0)
    notice(draft, {
      key: `deleted:${register.key}:${kept[0]}`,
      at: now,
      words: {
        code: 'notice.deleted',
        params: { register: register.name, n: kept.length, days: Number(draft.facts.ref.settings['bin.days'] ?? 90) },
      },
      action: { kind: 'restore-row', register: register.key, ids: kept },
      action2: { kind: 'dismiss' },
    });
}

function bringBack(draft: Draft, register: Register, recs: Rec[], by: string | null, now: number): void {
  for (const old of recs) {
    if (!old.deleted) continue;
    const rec = touch(draft, register.key, old.id);
    rec.deleted = null;
    rec.row = 0;
    moveTallies(draft, register, old, rec);
    draft.before.set(keyOf(register.key, rec.id), null); // a new live row at the bottom
    say(rec, { sign: '✓', words: { code: 'row.restored' }, at: now, by });
    draft.journal.push({
      register: register.key,
      id: rec.id,
      rev: rec.rev,
      action: 'restore',
      actor: by,
      before: { $deleted: true },
      after: {},
    });
  }
}

/** After a partial sort: every field goes back to its number; the rows themselves stay where people put them. */
function restoreRows(
  ports: Ports,
  first: First,
  draft: Draft,
  register: Register,
  recs: Map<string, Rec>,
  seen: Map<string, number[]>,
  live: Cell[][],
  also: More,
): void {
  const place = first.book.registers[register.key]!;
  for (const [id, at] of seen) {
    const rec = recs.get(id);
    if (!rec) continue;
    const raw = live[at[0]!]!;
    const cells = wholeRow(first, rec, ports.now(), ports.webUrl()).filter(
      (c) => !sameCell(raw[c.col] ?? '', c.put.value),
    );
    if (cells.length > 0) pushCells(also.writes as Write[], place.live, at[0]!, cells);
  }
}

/** A deleted field column comes back with its values, left of 更新. */
function writeColumns(
  first: First,
  draft: Draft,
  register: Register,
  recs: Map<string, Rec>,
  seen: Map<string, number[]>,
  live: Cell[][],
  also: More,
): void {
  const place = first.book.registers[register.key]!;
  const columns = first.columns[register.key]!;
  // Left of 更新, never in between (register sheet: Anatomy); at the end where that column is gone too.
  let next = columns.at.$updated ?? Math.max(...live.map((r) => r.length), 0);
  const memory = draft.meta.registers[register.key]!;
  for (const key of columns.missing) {
    const text = memory.known[key]?.[0] ?? register.fields.find((f) => f.key === key)?.label[first.ref.language] ?? key;
    const col = next++;
    if (columns.at.$updated !== undefined) {
      also.writes!.push({ do: 'insert', sheet: place.live, col });
      for (const other of Object.keys(columns.at)) if (columns.at[other]! >= col) columns.at[other]! += 1;
    }
    columns.at[key] = col;
    also.writes!.push({
      do: 'cells',
      sheet: place.live,
      row: columns.headerRow,
      col,
      rows: [[{ kind: 'text', value: text }]],
    });
    for (const [id, at] of seen) {
      const rec = recs.get(id);
      const shown = rec && project(register, rec, first.ref, draft.facts.now)[key];
      if (shown) also.writes!.push({ do: 'cells', sheet: place.live, row: at[0]!, col, rows: [[put(shown)]] });
      if (rec && key === '$next')
        also.writes!.push({
          do: 'choices',
          sheet: place.live,
          row: at[0]!,
          col,
          options: choicesOf(register, rec, draft.facts.now, first.ref.language),
        });
    }
  }
  draft.journal.push({
    register: register.key,
    id: '',
    rev: 0,
    action: 'columns-back',
    actor: null,
    before: {},
    after: { columns: columns.missing },
  });
  columns.missing = [];
}
