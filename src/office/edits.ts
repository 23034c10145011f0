/**
 * What people did to a workbook's sheets: all bells of it in one commit, then look again (design: The commit). Two reads; a
 * third only when a header is in doubt, a row moved, or a link was typed in words.
 */
import { birthOrder, readHeader, settleColumns, type Sample } from '../engine/columns';
import { keyOf, notice, openDraft, say, type Draft } from '../engine/draft';
import { differs, editRow, type RowCells } from '../engine/edit-row';
import { copiedRow, isData, newRow, type NewRow } from '../engine/new-rows';
import { project } from '../engine/project';
import { isScrambled, type TouchedRow } from '../engine/scramble';
import { parseNumber } from '../engine/number';
import { sameCell } from '../engine/values';
import { checkCell } from '../engine/words';
import type { Register } from '../model/types';
import type { Cell, Rec } from '../engine/types';
import { bellsOf, silence, type Bell } from './bells';
import { factsOf, missingLinks, readFirst, readMore, type First } from './book';
import { again, commit } from './commit';
import { MACHINE_TITLES, PROP, SHEET, type BookMap } from './layout';
import { finder, linkIds, nameAreas, wordy } from './links';
import type { Area, Block, Ports } from './ports';
import { restored } from './restored';
import { tickHome } from './home-act';
import type { Also, LiveRows } from './write';

/** Commits of one workbook start at least this far apart, so that typing is gathered (ms). */
export const APART = 4000;
const BUDGET = 270_000;

/** Drains a workbook's bells under the lock, looks again after releasing. `busy` when somebody else holds it. */
export function drainBells(ports: Ports, book: BookMap, waitMs: number): 'done' | 'busy' {
  const end = ports.now() + BUDGET;
  for (let round = 0; round < 40 && ports.now() < end; round++) {
    const bells = bellsOf(ports, book.id);
    if (bells.length === 0) return 'done';
    const answer = ports.locked(waitMs, () => {
      spread(ports, book);
      const all = bellsOf(ports, book.id);
      if (all.length === 0) return 'done' as const;
      return editCycle(ports, book, all);
    });
    if (answer === 'busy') return 'busy';
    if (answer === 'held') return 'done';
  }
  return 'done';
}

/** Waits until the last commit is APART ago: what people type meanwhile comes along. */
export function spread(ports: Ports, book: BookMap): void {
  const mark = ports.props.get(`mark:${book.key}`);
  const at = mark ? Number((JSON.parse(mark) as { at: number }).at) : 0;
  const wait = at + APART - ports.now();
  if (wait > 0) ports.sleep(Math.min(wait, APART));
}

export function editCycle(ports: Ports, book: BookMap, bells: Bell[]): 'done' | 'held' {
  const answer = again(() => judge(ports, book, bells)) ?? 'held';
  if (answer !== 'held') silence(ports, bells);
  return answer;
}

interface Touched {
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

/** Registers by live sheet id. */
export const bySheet = (book: BookMap): Record<number, string> =>
  Object.fromEntries(Object.entries(book.registers).map(([k, p]) => [p.live, k]));

/** Sheets nobody but the engine writes: `_meta` to `_intake`, and the mirrors. */
const isMachine = (book: BookMap, sheet: number): boolean =>
  Object.keys(MACHINE_TITLES).some((key) => SHEET[key as keyof typeof MACHINE_TITLES] === sheet) ||
  Object.values(book.registers).some((place) => place.mirror === sheet);

function judge(ports: Ports, book: BookMap, bells: Bell[]): 'done' | 'held' {
  const registers = bySheet(book);
  const mine = bells.filter((b) => registers[b.sheet]);
  const home = bells.filter((b) => b.sheet === SHEET.home);
  const machine = bells.filter((b) => isMachine(book, b.sheet));
  if (mine.length === 0 && home.length === 0 && machine.length === 0) return 'done';
  const areas: Area[] = mine.map((b) => ({ sheet: b.sheet, row: b.r0 - 1, rows: Math.min(b.r1 - b.r0 + 1, 2000) }));
  if (home.length > 0) areas.push({ sheet: SHEET.home, row: 0, rows: 70, col: 0, cols: 2 });
  const keys = [...new Set(mine.map((b) => registers[b.sheet]!))];
  const first = readFirst(ports, book, {
    registers: home.length > 0 ? Object.keys(book.registers) : keys,
    extra: areas,
  });
  const held = restored(ports, first, home);
  if (held) return held === 'held' ? 'held' : 'done';
  const draft = openDraft(factsOf(first, ports.now(), `b:${bells.map((b) => b.key.slice(-8)).join(',')}`));
  if (machine.length > 0)
    notice(draft, {
      key: 'machine',
      at: ports.now(),
      words: { code: 'notice.machine-sheet', params: { who: machine[0]!.who ?? '' } },
      action: { kind: 'dismiss' },
    });
  const live: LiveRows = new Map();
  const also: Omit<Also, 'chainKey' | 'webUrl'> = { live, checks: [], writes: [] };

  settleHeaders(
    ports,
    first,
    draft,
    mine
      .filter((b) => b.r0 <= (first.columns[registers[b.sheet]!]?.headerRow ?? 0) + 1)
      .map((b) => registers[b.sheet]!),
  );
  const touched: Touched[] = [];
  mine.forEach((b, i) => {
    const register = registers[b.sheet]!;
    const columns = first.columns[register];
    const block = first.extra[i]!;
    if (!columns || columns.at.$number === undefined) {
      stopped(draft, register, ports.now());
      return;
    }
    for (let k = 0; k <= b.r1 - b.r0; k++) {
      const row = b.r0 + k;
      if (row - 1 <= columns.headerRow) continue;
      const raw = block.cells[k] ?? [];
      const last = touched.find((t) => t.register === register && t.row === row);
      const part = { by: b.who, from: b.c0 - 1, to: b.c1 - 1, at: b.at };
      if (last) {
        last.parts!.push(part);
        last.by = b.who ?? last.by;
        last.at = b.at;
        continue;
      }
      const rows = b.r1 - b.r0 + 1;
      touched.push({ register, row, raw, by: b.who, at: b.at, rows, cells: cellsOf(columns.at, raw), parts: [part] });
    }
  });
  judgeRows(ports, first, draft, touched, also);
  missed(
    ports,
    first,
    draft,
    touched,
    mine.map((b) => ({ ...b, register: registers[b.sheet]! })),
  );
  if (home.length > 0) tickHome(ports, first, draft, first.extra[areas.length - 1]!.cells, home[0]!.who, also);
  commit(ports, first, draft, also);
  return 'done';
}

/**
 * A bell whose rows show nothing: somebody sorted between the edit and this look, so the edit stands in another row. The register
 * is looked at whole by the next tick, in the name of who rang (I3). A row judged after the bell was left answers it.
 */
function missed(
  ports: Ports,
  first: First,
  draft: Draft,
  touched: Touched[],
  bells: (Bell & { register: string })[],
): void {
  for (const bell of bells) {
    const rows = touched.filter((t) => t.register === bell.register && t.row >= bell.r0 && t.row <= bell.r1);
    if (rows.length === 0 || first.meta.registers[bell.register]?.frozen) continue;
    const answered = rows.some((t) => {
      const id = String(t.cells.$number ?? '');
      const rec = first.records[keyOf(bell.register, id)];
      return !id || !rec || draft.records.has(keyOf(bell.register, id)) || rec.updated.at >= bell.at;
    });
    if (!answered) ports.props.set(`${PROP.look}${first.book.key}:${bell.register}`, bell.who ?? '');
  }
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
  }
  const targets = [...new Set(words)];
  const areas = targets.flatMap((t) => nameAreas(first, t));
  const blocks = readMore(ports, first, ids, areas);
  const more = missingLinks(first).filter((l) => needed(first, l.register));
  if (more.length > 0) readMore(ports, first, more);
  const read: Record<string, Block[]> = {};
  let from = 0;
  for (const t of targets) {
    const n = nameAreas(first, t).length;
    read[t] = blocks.slice(from, from + n);
    from += n;
  }
  const links = finder(first, draft, read);
  // A text that names a record brings the record in (one more read, only when somebody typed words).
  const named = touched.flatMap((t) =>
    first.registers[t.register]!.fields.filter((f) => f.type === 'link' && f.to && targets.includes(f.to)).flatMap(
      (f) => {
        const hits = links(f.to!, String(t.cells[f.key] ?? ''));
        return hits.length === 1 ? [{ register: f.to!, id: hits[0]!.id }] : [];
      },
    ),
  );
  if (named.length > 0) {
    readMore(ports, first, named);
    const far = missingLinks(first).filter((l) => needed(first, l.register));
    if (far.length > 0) readMore(ports, first, far);
  }
  Object.assign(draft.facts.records, first.records);

  // Rows whose record was last seen elsewhere: moved, or copied?
  const elsewhere = touched.filter((t) => {
    const rec = first.records[keyOf(t.register, String(t.cells.$number))];
    return rec && !rec.deleted && rec.row > 0 && rec.row !== t.row;
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
      if (!rec || rec.deleted) {
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

/**
 * Rows that carry a number which is no record, or one whose record stands elsewhere: which record stood here before? Asked of the
 * mirror's row hints, only when such a row is there (one more read). Key = `register:row`.
 */
function displacedRecords(ports: Ports, first: First, touched: Touched[]): Map<string, Rec> {
  const out = new Map<string, Rec>();
  for (const register of new Set(touched.map((t) => t.register))) {
    const model = first.registers[register]!;
    const odd = touched.filter((t) => {
      const id = String(t.cells.$number ?? '');
      if (t.register !== register || !id) return false;
      const rec = first.records[keyOf(register, id)];
      return !rec || (rec.row > 0 && rec.row !== t.row && !rec.deleted);
    });
    const count = first.meta.counters[register]?.rows ?? 0;
    if (odd.length === 0 || count === 0) continue;
    const hints = ports.books.read(first.book.id, [
      { sheet: first.book.registers[register]!.mirror, row: 1, rows: count, col: 0, cols: 4 },
    ])[0]!.cells;
    const present = new Set(touched.filter((t) => t.register === register).map((t) => String(t.cells.$number ?? '')));
    const wanted = odd.flatMap((t) =>
      hints.filter((h) => Number(h[3]) === t.row && !present.has(String(h[0]))).map((h) => ({ t, id: String(h[0]) })),
    );
    readMore(
      ports,
      first,
      wanted.map((w) => ({ register, id: w.id })),
    );
    for (const { t, id } of wanted) {
      const rec = first.records[keyOf(register, id)];
      // Only where the rest of the row is still that record: a sorted row is not.
      if (
        rec &&
        !rec.deleted &&
        model.fields
          .filter((f) => f.required && !f.noColumn)
          .every((f) => sameCell(project(model, rec, first.ref, ports.now())[f.key]?.value ?? '', t.cells[f.key] ?? ''))
      )
        out.set(`${register}:${t.row}`, rec);
    }
  }
  return out;
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

function scrambled(first: First, draft: Draft, register: Register, rows: Touched[], now: number): boolean {
  const seen: TouchedRow[] = [];
  for (const t of rows) {
    const rec = first.records[keyOf(register.key, String(t.cells.$number ?? ''))];
    if (!rec) continue;
    const shown = project(register, rec, first.ref, now);
    seen.push({
      id: rec.id,
      shows: Object.fromEntries(Object.entries(shown).map(([k, s]) => [k, s.value])),
      holds: t.cells,
      changed: differs(register, rec, t.cells, draft),
    });
  }
  if (!isScrambled(seen, draft.meta.counters[register.key]?.rows ?? 0)) return false;
  freeze(draft, register, rows[0]?.by ?? null, seen.length, now);
  return true;
}

export function freeze(draft: Draft, register: Register, by: string | null, rows: number, now: number): void {
  const memory = (draft.meta.registers[register.key] ??= { headerRow: 0, known: {}, order: [], frozen: null });
  memory.frozen = { at: now, by, rows };
  notice(draft, {
    key: `frozen:${register.key}`,
    at: now,
    words: { code: 'notice.scramble', params: { register: register.name, n: rows } },
    action: { kind: 'put-back', register: register.key },
    action2: { kind: 'accept', register: register.key },
  });
}

/** A number that is no record of this register: typed over, or dragged by the fill handle. */
function foreignNumber(
  first: First,
  draft: Draft,
  register: Register,
  t: Touched,
  rows: Touched[],
  links: ReturnType<typeof finder>,
  also: Omit<Also, 'chainKey' | 'webUrl'>,
): void {
  const place = first.book.registers[register.key]!;
  const columns = first.columns[register.key]!;
  const by = Object.values(first.records).find(
    (r) => r.register === register.key && r.row === t.row && !rows.some((o) => String(o.cells.$number) === r.id),
  );
  if (by) {
    also.live!.set(keyOf(register.key, by.id), { row: t.row, cells: t.raw });
    editRow(draft, register, by.id, t.cells, t.by, links);
    return;
  }
  if (isData(register, { ...t.cells, $number: '' })) {
    copied(first, draft, register, t, String(t.cells.$number), links, also);
    return;
  }
  also.writes!.push({
    do: 'cells',
    sheet: place.live,
    row: t.row - 1,
    col: columns.at.$number!,
    rows: [[{ kind: 'blank', value: '' }]],
  });
}

function copied(
  first: First,
  draft: Draft,
  register: Register,
  t: Touched,
  from: string,
  links: ReturnType<typeof finder>,
  also: Omit<Also, 'chainKey' | 'webUrl'>,
): void {
  const rec = copiedRow(draft, register, from, { row: t.row, cells: t.cells, by: t.by, since: t.at }, links);
  say(rec, { sign: '✓', words: { code: 'new.copied', params: { from } }, at: t.at, by: t.by });
  also.live!.set(keyOf(register.key, rec.id), { row: t.row, cells: t.raw });
}

/** Unnumbered rows: they rest in `_meta.pending`, or become records. */
export function freshRows(
  first: First,
  draft: Draft,
  register: Register,
  rows: Touched[],
  links: ReturnType<typeof finder>,
  also: Omit<Also, 'chainKey' | 'webUrl'>,
  now: number,
): void {
  const batch =
    rows.length >= 2 && rows.some((r) => r.rows >= 2) ? `${register.key}-${draft.facts.meta.commit.n + 1}` : undefined;
  const made: string[] = [];
  let batchOfMade: string | undefined;
  for (const t of rows) {
    const known = draft.meta.pending.find((p) => p.register === register.key && p.row === t.row);
    const row: NewRow = {
      row: t.row,
      cells: t.cells,
      by: t.by ?? known?.by ?? null,
      since: t.at,
      ...((known?.batch ?? batch) ? { batch: known?.batch ?? batch } : {}),
    };
    const answer = newRow(draft, register, row, links);
    draft.meta.pending = draft.meta.pending.filter((p) => !(p.register === register.key && p.row === t.row));
    if (answer.kind === 'own') continue;
    if (answer.kind === 'rests') {
      const resting = answer.until > 0;
      draft.meta.pending.push({
        register: register.key,
        row: t.row,
        since: resting ? answer.until : now + 3_600_000 * 24,
        by: row.by,
        ...(row.batch ? { batch: row.batch } : {}),
      });
      const line = checkCell([{ sign: '✎', words: answer.check, at: now }], first.ref.language, first.ref.zone);
      if (line !== String(t.cells.$check ?? '') && !resting)
        also.checks!.push({ register: register.key, row: t.row, text: line });
      continue;
    }
    also.live!.set(keyOf(register.key, answer.rec.id), { row: t.row, cells: t.raw });
    if (row.batch) {
      made.push(answer.rec.id);
      batchOfMade = row.batch;
    }
  }
  if (made.length > 0) {
    notice(draft, {
      key: `batch:${batchOfMade}`,
      at: now,
      words: { code: 'notice.batch', params: { register: register.name, n: made.length } },
      action: { kind: 'send-batch', register: register.key, batch: batchOfMade!, ids: made },
      action2: { kind: 'undo-batch', register: register.key, batch: batchOfMade!, ids: made },
    });
  }
}

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

function stopped(draft: Draft, register: string, now: number): void {
  notice(draft, {
    key: `header:${register}`,
    at: now,
    words: { code: 'notice.number-missing', params: { register: draft.facts.registers[register]?.name ?? {} } },
    action: { kind: 'repair', register },
  });
}

/**
 * Headers people changed: renamed texts are learned, a deleted field column is written back from the mirror, a shifted header
 * is used. The mirror's values decide in doubt (I13).
 */
export function settleHeaders(ports: Ports, first: First, draft: Draft, touchedHeaders: string[]): void {
  for (const key of Object.keys(first.registers)) {
    const register = first.registers[key]!;
    let columns = first.columns[key];
    const memory = (draft.meta.registers[key] ??= { headerRow: 0, known: {}, order: [], frozen: null });
    if (!columns) continue;
    const doubt = columns.missing.length > 0 || columns.doubled.length > 0;
    if (!doubt && !touchedHeaders.includes(key)) continue;
    const place = first.book.registers[key]!;
    const header = ports.books.read(first.book.id, [{ sheet: place.live, row: 0, rows: columns.headerRow + 31 }])[0]!
      .cells;
    columns = readHeader(register, draft.meta.registers[key], header) ?? columns;
    const rows = header.slice(columns.headerRow + 1);
    const number = columns.at.$number;
    if (doubt && number !== undefined) {
      const ids = rows.map((r) => String(r[number] ?? '')).filter((id) => parseNumber(register.number, id));
      readMore(
        ports,
        first,
        ids.map((id) => ({ register: key, id })),
      );
      Object.assign(draft.facts.records, first.records);
      const samples: Sample[] = rows.flatMap((cells) => {
        const rec = first.records[keyOf(key, String(cells[number] ?? ''))];
        return rec
          ? [
              {
                cells,
                shows: Object.fromEntries(
                  Object.entries(project(register, rec, first.ref, ports.now())).map(([k, s]) => [k, s.value]),
                ),
              },
            ]
          : [];
      });
      const order = memory.order.length > 0 ? memory.order : birthOrder(register);
      const settled = settleColumns(columns, samples, sameCell, order);
      columns = settled.columns;
      if (settled.undecided.length > 0) {
        notice(draft, {
          key: `header:${key}`,
          at: ports.now(),
          words: {
            code: 'notice.column-doubled',
            params: {
              register: register.name,
              column: register.fields.find((f) => f.key === settled.undecided[0])?.label ?? {},
            },
          },
          action: { kind: 'repair', register: key },
        });
        first.columns[key] = null;
        continue;
      }
    }
    const texts = header[columns.headerRow] ?? [];
    for (const [k, index] of Object.entries(columns.at)) {
      const text = String(texts[index] ?? '');
      const known = memory.known[k] ?? [];
      if (text && known[0] !== text) memory.known[k] = [text, ...known.filter((t) => t !== text)].slice(0, 6);
    }
    if (memory.headerRow !== columns.headerRow) {
      memory.headerRow = columns.headerRow;
      if (columns.headerRow > 0)
        notice(draft, {
          key: `shifted:${key}`,
          at: ports.now(),
          words: { code: 'notice.header-shifted', params: { register: register.name, n: columns.headerRow } },
          action: { kind: 'dismiss' },
        });
    }
    if (columns.missing.length > 0 && number !== undefined)
      draft.meta.notices = draft.meta.notices
        .filter((n) => n.key !== `lost:${key}`)
        .concat({
          key: `lost:${key}`,
          at: ports.now(),
          words: { code: 'notice.column-lost', params: { register: register.name } },
          action: { kind: 'repair', register: key },
        });
    first.columns[key] = columns;
    memory.order = texts.map((_, i) => Object.entries(columns.at).find(([, at]) => at === i)?.[0] ?? '');
  }
}
