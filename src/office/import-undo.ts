/**
 * A batch taken back: records nobody acted on since leave the register, the others stay and are listed. Two passes over the batch's
 * mirror rows, a few hundred at a time: records are taken away, and what is really gone then is written in the ledger, so that its
 * rows of the tab may go in again. A run that dies anywhere does the same rows again and changes nothing twice.
 */
import { UNDONE, type Entry } from '../engine/import-tab';
import { keyOf, notice, openDraft, step, touch, type Draft } from '../engine/draft';
import { moveTallies } from '../engine/tallies';
import type { Cell, Rec } from '../engine/types';
import type { Register } from '../model/types';
import { factsOf, linksOf, readFirst, readMore, type First } from './book';
import { commit } from './commit';
import { ledgerWrites } from './import-run';
import { askImport, readState, writeState, type Undoing } from './import-state';
import { MIRROR_COLUMNS, type BookMap } from './layout';
import { idIn } from './links';
import { liveSheet, unseen, type LiveSheet } from './live-sheet';
import type { Area, Ports } from './ports';
import { removeRows } from './remove-rows';
import { restored } from './restored';
import { recOf } from './mirror';

/** Mirror rows looked at in one commit. */
const ROWS = 350;
/** Numbers of kept records that 首頁 names. */
const NAMED = 5;

/** One commit of the first batch that is being taken back. `wait`: the register is frozen or has no number column. Under the lock. */
export function undoSome(ports: Ports, book: BookMap): 'more' | 'done' | 'held' | 'wait' {
  const undo = readState(ports, book).undo[0];
  if (!undo) return 'done';
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  if (restored(ports, first, [])) return 'held';
  const register = first.registers[undo.register];
  if (!register) return dropped(ports, book, undo);
  const sheet = liveSheet(ports, first, register.key);
  if (!sheet) return 'wait';
  const end = Math.min(undo.next + ROWS - 1, undo.to);
  const pointing = linkAreas(first, register);
  const [mirror, ...columns] = readMore(
    ports,
    first,
    [],
    [
      {
        sheet: book.registers[register.key]!.mirror,
        row: undo.told,
        rows: end - undo.told + 1,
        col: 0,
        cols: MIRROR_COLUMNS,
      },
      ...pointing,
    ],
  );
  const recs = mirror!.cells.map((cells) => recordIn(cells, undo));
  const draft = openDraft(factsOf(first, ports.now(), `undo:${undo.batch}:${first.meta.commit.n}`));
  const told = tell(undo, recs.slice(0, undo.next - undo.told));
  const used = new Set(columns.flatMap((c) => c.cells.flatMap((row) => idIn(register, row[0]) ?? [])));
  const fresh = recs.slice(undo.next - undo.told).flatMap((rec) => (rec ? [rec] : []));
  for (const rec of fresh) first.records[keyOf(register.key, rec.id)] = rec;
  const away = fresh.filter((rec) => !rec.deleted && untouched(first, draft, sheet, rec, used));
  take(ports, first, draft, register, away, undo);
  const writes = ledgerWrites(draft, told.entries);
  const next: Undoing = { ...told.undo, told: undo.next, next: end + 1 };
  const over = undo.next > undo.to;
  if (over) sayUndone(draft, register, next);
  if (away.length > 0)
    removeRows(
      ports,
      first,
      draft,
      { writes },
      sheet,
      away.map((rec) => rec.id),
    );
  else commit(ports, first, draft, { writes });
  // Asked for first: a run that dies here undoes nothing more, and the tab is looked at all the same.
  if (over) askImport(ports, book, []);
  const state = readState(ports, book);
  writeState(ports, book, {
    ...state,
    undo: state.undo.flatMap((u) => (u.batch !== undo.batch ? [u] : over ? [] : [next])),
  });
  return 'more';
}

function dropped(ports: Ports, book: BookMap, undo: Undoing): 'more' {
  const state = readState(ports, book);
  writeState(ports, book, { ...state, undo: state.undo.filter((u) => u.batch !== undo.batch) });
  return 'more';
}

function recordIn(cells: Cell[], undo: Undoing): Rec | null {
  if (!cells[0]) return null;
  const rec = recOf(cells);
  return rec.source.kind === 'import' && rec.source.ref === undo.batch ? rec : null;
}

/** What became of the rows of the pass before: gone ones are told to the ledger, the others are counted and named. */
function tell(undo: Undoing, recs: (Rec | null)[]): { undo: Undoing; entries: Entry[] } {
  const mine = recs.flatMap((rec) => (rec ? [rec] : []));
  const gone = mine.filter((rec) => rec.deleted);
  const kept = mine.filter((rec) => !rec.deleted);
  return {
    undo: {
      ...undo,
      gone: undo.gone + gone.length,
      kept: undo.kept + kept.length,
      list: [...undo.list, ...kept.map((rec) => rec.id)].slice(0, NAMED),
    },
    entries: gone.map((rec) => ({ batch: undo.batch, print: UNDONE, id: rec.id })),
  };
}

/** Columns of all sheets in which records of this register are named. */
function linkAreas(first: First, register: Register): Area[] {
  return Object.values(first.registers).flatMap((other) =>
    other.fields.flatMap((field): Area[] => {
      const columns = first.columns[other.key];
      const col = field.to === register.key ? columns?.at[field.key] : undefined;
      if (col === undefined) return [];
      return [{ sheet: first.book.registers[other.key]!.live, row: columns!.headerRow + 1, col, cols: 1 }];
    }),
  );
}

/** All that happened since is that a date of it was told beforehand. */
const onlyTold = (rec: Rec): boolean =>
  rec.updated.at === rec.created.at && rec.fired.some((mark) => mark.startsWith('alert.'));

/** Nobody acted on it since, nothing is typed in its row, and no other record points at it. */
const untouched = (first: First, draft: Draft, sheet: LiveSheet, rec: Rec, used: Set<string>): boolean =>
  (rec.rev === 1 || onlyTold(rec)) && !rec.archived && !used.has(rec.id) && !unseen(first, draft, sheet, rec);

function take(ports: Ports, first: First, draft: Draft, register: Register, recs: Rec[], undo: Undoing): void {
  const counted = recs.flatMap((rec) =>
    linksOf(register, rec).filter((l) => first.registers[l.register]?.tallies.some((t) => t.register === register.key)),
  );
  readMore(ports, first, counted);
  Object.assign(draft.facts.records, first.records);
  for (const old of recs) {
    const rec = touch(draft, register.key, old.id);
    step(draft, rec, { action: 'undo-import', actor: undo.by, why: undo.batch }, () => {
      rec.deleted = { at: draft.facts.now, by: undo.by };
    });
    rec.row = 0;
    moveTallies(draft, register, old, rec);
  }
}

function sayUndone(draft: Draft, register: Register, undo: Undoing): void {
  const named = undo.list.join('、') + (undo.kept > NAMED ? '…' : '');
  const kept: Record<string, string | number> = undo.kept > 0 ? { kept: undo.kept, list: named } : {};
  notice(draft, {
    key: `unimport:${undo.batch}`,
    at: draft.facts.now,
    words: { code: 'notice.imported.undone', params: { register: register.name, n: undo.gone, ...kept } },
    action: { kind: 'dismiss' },
  });
}
