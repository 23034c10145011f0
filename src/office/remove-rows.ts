/**
 * Live rows of given records leave a register's sheet, though somebody may sort, insert or type at any moment between read and
 * write. The commit that marks the records copies the rows it is about to cut into the hidden sheet `_cut`, in the same batch, so
 * what was cut is known and not guessed. Under the same lock it is looked after: rows that were not meant, and rows somebody
 * typed in meanwhile, go back whole with their private columns and formulas; rows that were meant and still stand are cut again.
 */
import { clone, keyOf, openDraft, touch, type Draft } from '../engine/draft';
import { mirrorRow } from '../engine/meta';
import { stateOf } from '../engine/record-clocks';
import { moveTallies } from '../engine/tallies';
import type { Cell, Rec } from '../engine/types';
import { bellsOf } from './bells';
import { bookMap, factsOf, linksOf, readFirst, readMore, type First } from './book';
import { Again, commit, deciding } from './commit';
import { PROP, SHEET } from './layout';
import { liveSheet, typedIn, type LiveSheet } from './live-sheet';
import type { Ports, Write } from './ports';
import { restored } from './restored';
import { num, rowAfter, text, type Also, type Sealed } from './write';

type More = Omit<Also, 'chainKey' | 'webUrl' | 'leaving' | 'beside'>;

/**
 * Commits the draft, in which the records are already marked (`deleted` or `archived`), and cuts their rows out. Ids that do not
 * stand on the sheet are passed over. Throws `Again` like any commit. Only under the lock.
 */
export function removeRows(
  ports: Ports,
  first: First,
  draft: Draft,
  also: More,
  sheet: LiveSheet,
  ids: string[],
): Sealed | null {
  const { register } = sheet;
  if (settleHere(ports, first)) throw new Again();
  const meant = ids
    .flatMap((id) => (sheet.at.has(id) ? [{ id, row: sheet.at.get(id)! }] : []))
    .sort((a, b) => a.row - b.row);
  for (const { id } of meant) {
    const rec = draft.records.get(keyOf(register, id));
    if (rec) rec.row = 0;
  }
  if (meant.length === 0) return commit(ports, first, draft, also);
  const rows = meant.map((m) => m.row);
  const { live } = first.book.registers[register]!;
  const width = Math.max(...sheet.cells.map((r) => r.length));
  const runs = runsOf(rows);
  const headerRow = first.columns[register]!.headerRow;
  const memory = (draft.meta.registers[register] ??= { headerRow, known: {}, order: [], frozen: null });
  memory.cut = meant;
  memory.last = sheet.cells.length;
  const writes: Write[] = [
    ...(also.writes ?? []),
    ...hints(first, draft, sheet, rows),
    { do: 'add-sheet', sheet: SHEET.cut, title: '_cut', rows: rows[rows.length - 1]! + 1, cols: width },
    ...runs.map((run): Write => ({ do: 'copy-rows', sheet: live, ...run, cols: width, to: SHEET.cut, toRow: run.row })),
    ...[...runs].reverse().map((run): Write => ({ do: 'delete-rows', sheet: live, ...run })),
  ];
  // Left first, so that a run that dies behind the commit leaves the next tick something to find.
  ports.props.set(PROP.cut + first.book.key, register);
  const sealed = commit(ports, first, draft, { ...also, writes, leaving: { register, rows } });
  settle(ports, after(first, draft), register, sheet);
  return sealed;
}

/** Neighbouring rows go together. */
function runsOf(rows: number[]): { row: number; rows: number }[] {
  const runs: { row: number; rows: number }[] = [];
  for (const row of rows) {
    const last = runs[runs.length - 1];
    if (last && last.row + last.rows === row) last.rows++;
    else runs.push({ row, rows: 1 });
  }
  return runs;
}

/** Open records at hand are found where they stand afterwards: clocks and ticks write by the hint. */
function hints(first: First, draft: Draft, { register, at }: LiveSheet, cut: number[]): Write[] {
  const model = first.registers[register]!;
  return Object.values(first.records).flatMap((rec): Write[] => {
    const stands = rec.register === register ? at.get(rec.id) : undefined;
    if (stands === undefined || draft.records.has(keyOf(register, rec.id)) || rec.deleted || rec.archived) return [];
    if (['closed', 'void'].includes(stateOf(model, rec.state)?.kind ?? '')) return [];
    const row = rowAfter(cut, stands + 1);
    return row === rec.row ? [] : hint(first, draft, { ...rec, row });
  });
}

function hint(first: First, draft: Draft, rec: Rec): Write[] {
  const row = mirrorRow(draft.meta, rec.register, first.registers[rec.register]!.number, rec.id);
  if (row === null) return [];
  const rows = [[num(rec.row), text(JSON.stringify(rec))]];
  return [{ do: 'cells', sheet: first.book.registers[rec.register]!.mirror, row, col: 3, rows }];
}

/** The state behind a commit, for the next one under the same lock. */
function after(first: First, draft: Draft): First {
  const records = { ...first.records };
  for (const [key, rec] of draft.records) records[key] = rec;
  return { ...first, meta: clone(draft.meta), records };
}

/** A workbook whose last cut nobody looked after: a run died there. Called by the tick. */
export function resumeCut(ports: Ports, key: string): void {
  const book = bookMap(ports, key);
  const answer = deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
    if (restored(ports, first, [])) return 'held';
    settleHere(ports, first);
    return 'done';
  });
  if (answer === 'done') ports.props.remove(PROP.cut + key);
}

/** True when there was something to look after: what was read before is old then. */
function settleHere(ports: Ports, first: First): boolean {
  const open = Object.keys(first.registers).filter((k) => first.meta.registers[k]?.cut);
  for (const register of open) settle(ports, first, register, null);
  return open.length > 0;
}

/**
 * What was really cut? One read when all went well, then one write that removes `_cut`. `was`: the sheet as it was read before;
 * null when another run read it, then only the fields of a row tell whether somebody typed in it.
 */
function settle(ports: Ports, first: First, register: string, was: LiveSheet | null): void {
  const { live } = first.book.registers[register]!;
  const number = first.columns[register]!.at.$number!;
  const meant = first.meta.registers[register]!.cut!;
  // Formulas as text: their values may be others in `_cut`.
  const [cut, left] = ports.books.read(
    first.book.id,
    [
      { sheet: SHEET.cut, row: 0 },
      { sheet: live, row: 0, col: number, cols: 1 },
    ],
    'formulas',
  );
  const ids = new Set(meant.map((m) => m.id));
  const taken = meant.map(({ row }) => ({ row, cells: cut!.cells[row] ?? [] }));
  const numberOf = (cells: Cell[]): string => String(cells[number] ?? '');
  readMore(
    ports,
    first,
    taken.filter((t) => numberOf(t.cells) !== '').map((t) => ({ register, id: numberOf(t.cells) })),
  );
  const draft = openDraft(factsOf(first, ports.now(), `cut:${register}:${first.meta.commit.n}`));
  const changed = ({ cells }: { cells: Cell[] }): boolean => {
    const rec = first.records[keyOf(register, numberOf(cells))];
    if (was) return !sameRow(was.typed[was.at.get(numberOf(cells))!] ?? [], cells);
    return !!rec && typedIn(first, draft, register, rec, cells);
  };
  const back = taken.filter((t) => t.cells.some((c) => c !== '') && (!ids.has(numberOf(t.cells)) || changed(t)));
  readMore(
    ports,
    first,
    back.flatMap((t) => {
      const rec = first.records[keyOf(register, numberOf(t.cells))];
      return rec ? linksOf(first.registers[register]!, rec) : [];
    }),
  );
  Object.assign(draft.facts.records, first.records);
  const writes: Write[] = [];
  let end = left!.cells.length;
  for (const t of back) {
    // A blank row and its content in one batch: nothing anybody types meanwhile can be written over.
    const row = Math.max(first.columns[register]!.headerRow + 1, Math.min(t.row, end++));
    const cols = Math.max(...cut!.cells.map((c) => c.length));
    writes.push({ do: 'insert-rows', sheet: live, row, rows: 1 });
    writes.push({ do: 'copy-rows', sheet: SHEET.cut, row: t.row, rows: 1, cols, to: live, toRow: row });
    draft.meta.pending = draft.meta.pending.map((p) =>
      p.register === register && p.row > row ? { ...p, row: p.row + 1 } : p,
    );
    returned(first, draft, register, numberOf(t.cells), row + 1, ids, writes);
  }
  writes.push({ do: 'drop-sheet', sheet: SHEET.cut });
  const memory = draft.meta.registers[register]!;
  delete memory.cut;
  memory.last = end;
  commit(ports, first, draft, { writes });
  // A bell rung before the cut names a row that moved.
  const rung = bellsOf(ports, first.book.id).some((b) => b.sheet === live);
  if (back.length > 0 || rung) ports.props.set(`${PROP.look}${first.book.key}:${register}`, '');
  const gone = new Set(taken.map((t) => numberOf(t.cells)));
  const standing = meant.map((m) => m.id).filter((id) => !gone.has(id) && left!.cells.some((c) => c[0] === id));
  const next = after(first, draft);
  const again = standing.length > 0 ? liveSheet(ports, next, register) : null;
  if (again) removeRows(ports, next, openDraft(factsOf(next, ports.now(), 'cut-again')), {}, again, standing);
  else ports.props.remove(PROP.cut + first.book.key);
}

/** The record of a row that went back: one that was meant to leave is no longer marked, since somebody typed in it. */
function returned(
  first: First,
  draft: Draft,
  register: string,
  id: string,
  row: number,
  meant: Set<string>,
  writes: Write[],
): void {
  const old = first.records[keyOf(register, id)];
  if (!old) return;
  if (!meant.has(id)) {
    writes.push(...hint(first, draft, { ...old, row }));
    return;
  }
  const rec = touch(draft, register, id);
  rec.deleted = null;
  rec.archived = null;
  rec.row = row;
  moveTallies(draft, first.registers[register]!, old, rec);
  const entry = { register, id, rev: rec.rev, action: 'row-back', actor: null };
  draft.journal.push({ ...entry, before: {}, after: {} });
}

/** Equal as read; trailing blanks do not count. */
function sameRow(a: Cell[], b: Cell[]): boolean {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if ((a[i] ?? '') !== (b[i] ?? '')) return false;
  return true;
}
