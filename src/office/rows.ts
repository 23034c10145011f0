/**
 * The touched rows of a workbook, judged: the second read brings what they name, then copies, moved numbers, the scramble guard and
 * each row by itself. A third read only when a row moved or a link was typed in words (design: The commit).
 */
import { keyOf, notice, type Draft } from '../engine/draft';
import { differs, editRow, type RowCells } from '../engine/edit-row';
import { parseNumber } from '../engine/number';
import { checkCell } from '../engine/words';
import type { Register } from '../model/types';
import type { Cell } from '../engine/types';
import { readFar, readMore, type First } from './book';
import { finder, hasUnique, linkIds, namedIn, nameAreas, namesRead, opened, wordy } from './links';
import type { Ports } from './ports';
import type { Also } from './write';
import { copied, foreignNumber, freshRows } from './fresh-rows';
import { displacedRecords, scrambled } from './moved-rows';

export interface Touched {
  register: string;
  row: number;
  cells: RowCells;
  raw: Cell[];
  by: string | null;
  at: number;
  rows: number;
  /** Who was at which columns (0-based), oldest first; absent = the whole row is theirs. */
  parts?: { by: string | null; from: number; to: number; at: number }[];
}

export const cellsOf = (at: Record<string, number>, raw: Cell[]): RowCells =>
  Object.fromEntries(Object.entries(at).map(([k, i]) => [k, raw[i] ?? '']));

/** Everything a set of touched rows needs: second read, copies, new rows, scramble guard, then row by row. */
export function judgeRows(
  ports: Ports,
  first: First,
  draft: Draft,
  touched: Touched[],
  also: Omit<Also, 'chainKey' | 'webUrl'>,
): void {
  const ids: { register: string; id: string }[] = [];
  const words: string[] = [];
  for (const t of touched) {
    const register = first.registers[t.register]!;
    const id = String(t.cells.$number ?? '');
    if (id && parseNumber(register.number, id)) ids.push({ register: t.register, id });
    ids.push(...linkIds(first, register, t.cells));
    words.push(...wordy(first, register, t.cells));
    if (touchesUnique(first, register, t)) words.push(t.register);
    if ((t.cells.$next ?? '') !== '') words.push(...opened(register));
  }
  const targets = [...new Set(words)];
  const areas = targets.flatMap((t) => nameAreas(first, t));
  const blocks = readMore(ports, first, ids, areas);
  readFar(ports, first, (register) => needed(first, register));
  const links = finder(first, draft, namesRead(first, targets, blocks));
  draft.facts.taken = links.taken;
  // A text that names a record brings the record in (one more read, only when somebody typed words).
  const named = touched
    .flatMap((t) => namedIn(first.registers[t.register]!, t.cells, links))
    .filter((one) => targets.includes(one.register));
  if (named.length > 0) {
    readMore(ports, first, named);
    readFar(ports, first, (register) => needed(first, register));
  }
  Object.assign(draft.facts.records, first.records);

  // Rows whose record was last seen elsewhere: moved, or copied?
  const elsewhere = touched.filter((t) => {
    const rec = first.records[keyOf(t.register, String(t.cells.$number))];
    return rec && !rec.deleted && !rec.archived && rec.row > 0 && rec.row !== t.row;
  });
  const seenAt = new Map<string, Cell[]>();
  if (elsewhere.length > 0) {
    const asked = elsewhere.map((t) => ({ t, row: first.records[keyOf(t.register, String(t.cells.$number))]!.row }));
    const answers = ports.books.read(
      first.book.id,
      asked.map((a) => ({ sheet: first.book.registers[a.t.register]!.live, row: a.row - 1, rows: 1 })),
    );
    asked.forEach((a, i) => seenAt.set(`${a.t.register}:${a.row}`, answers[i]!.cells[0] ?? []));
  }

  const displaced = displacedRecords(ports, first, touched);
  Object.assign(draft.facts.records, first.records);

  for (const register of new Set(touched.map((t) => t.register))) {
    const rows = touched.filter((t) => t.register === register);
    const model = first.registers[register]!;
    const memory = draft.meta.registers[register];
    if (memory?.frozen) {
      for (const t of rows.slice(0, 50))
        also.checks!.push({
          register,
          row: t.row,
          text: checkCell(
            [{ sign: '⏸', words: { code: 'row.frozen' }, at: ports.now() }],
            first.ref.language,
            first.ref.zone,
          ),
        });
      continue;
    }
    if (scrambled(first, draft, model, rows, ports.now())) continue;
    const fresh: Touched[] = [];
    const claimed = new Set<string>();
    for (const t of rows) {
      const id = String(t.cells.$number ?? '');
      const key = keyOf(register, id);
      const rec = first.records[key];
      if (!id) {
        fresh.push(t);
        continue;
      }
      const was = displaced.get(`${register}:${t.row}`);
      if (was && was.id !== id) {
        // The number was typed over or dragged: the row is still the record that stood here.
        claimed.add(was.id);
        also.live!.set(keyOf(register, was.id), { row: t.row, cells: t.raw });
        editParts(draft, model, was.id, t, first.columns[register]!.at, links);
        continue;
      }
      if (!rec || rec.deleted || rec.archived) {
        foreignNumber(first, draft, model, t, rows, links, also);
        continue;
      }
      const other = rec.row > 0 && rec.row !== t.row ? seenAt.get(`${register}:${rec.row}`) : undefined;
      const twin = (other && String(other[first.columns[register]!.at.$number!] ?? '') === id) || claimed.has(id);
      if (twin) {
        // The one equal to the record keeps the number.
        const here = differs(model, rec, t.cells, draft).length;
        const there = other ? differs(model, rec, cellsOf(first.columns[register]!.at, other), draft).length : 0;
        const claimedHere = claimed.has(id);
        if (claimedHere || here >= there) {
          copied(first, draft, model, t, id, links, also);
          continue;
        }
      }
      claimed.add(id);
      rec.row = t.row;
      also.live!.set(key, { row: t.row, cells: t.raw });
      editParts(draft, model, id, t, first.columns[register]!.at, links);
    }
    freshRows(first, draft, model, fresh, links, also, ports.now());
    tellBatch(draft, model, rows, ports.now());
  }
}

/** A unique value may be new here: somebody was at its column, or the whole row is new to us. */
function touchesUnique(first: First, register: Register, t: Touched): boolean {
  const at = first.columns[t.register]?.at ?? {};
  const there = register.fields.filter((f) => f.unique && at[f.key] !== undefined && hasUnique(register, t.cells));
  const parts = String(t.cells.$number ?? '') === '' ? undefined : t.parts;
  return there.some((f) => !parts || parts.some((p) => at[f.key]! >= p.from && at[f.key]! <= p.to));
}

/** One row, typed into by one or several people before this look: each cell keeps its own author. */
function editParts(
  draft: Draft,
  register: Register,
  id: string,
  t: Touched,
  at: Record<string, number>,
  links: ReturnType<typeof finder>,
): void {
  const parts = t.parts ?? [];
  if (new Set(parts.map((p) => p.by)).size <= 1) {
    editRow(draft, register, id, t.cells, t.by, links);
    return;
  }
  const left = { ...t.cells };
  const owner = new Map<string, string | null>();
  for (const part of parts)
    for (const [key, index] of Object.entries(at)) if (index >= part.from && index <= part.to) owner.set(key, part.by);
  for (const by of [...new Set(parts.map((p) => p.by))]) {
    const mine: RowCells = {};
    for (const [key, who] of owner) if (who === by && key in left) mine[key] = left[key]!;
    for (const key of Object.keys(mine)) delete left[key];
    editRow(draft, register, id, mine, by, links);
  }
  for (const key of ['$check', '$due', '$updated', '$files']) delete left[key];
  editRow(draft, register, id, left, null, links);
}

/** Second links matter where some register keeps tallies or rules about them. */
const needed = (first: First, register: string): boolean => (first.registers[register]?.tallies.length ?? 0) > 0;

/** Many rows in one act: 首頁 says how it went. */
function tellBatch(draft: Draft, register: Register, rows: Touched[], now: number): void {
  const verbs = rows.filter((t) => String(t.cells.$next ?? '') !== '' && String(t.cells.$number ?? '') !== '');
  if (verbs.length >= 2) {
    const recs = verbs
      .map((t) => draft.records.get(keyOf(register.key, String(t.cells.$number))))
      .filter((r) => r !== undefined);
    const waiting = recs.filter((r) => r.waiting || r.check.some((l) => l.sign === '✗')).length;
    notice(draft, {
      key: `verbs:${register.key}`,
      at: now,
      words: {
        code: 'notice.many',
        params: {
          register: register.name,
          action: String(verbs[0]!.cells.$next),
          n: recs.length - waiting,
          ...(waiting > 0 ? { waits: waiting } : {}),
        },
      },
      action: { kind: 'dismiss' },
    });
    return;
  }
  const edited = rows.filter((t) => draft.records.has(keyOf(register.key, String(t.cells.$number ?? ''))));
  if (edited.length > 10) {
    const ids = edited.map((t) => String(t.cells.$number));
    notice(draft, {
      key: `edits:${register.key}:${draft.facts.meta.commit.n + 1}`,
      at: now,
      words: { code: 'notice.bulk-edit', params: { register: register.name, n: ids.length } },
      action: { kind: 'undo-batch', register: register.key, batch: '', ids },
      action2: { kind: 'dismiss' },
    });
  }
}
