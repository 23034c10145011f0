/**
 * One fenced commit and what follows it under the lock: outcome settled, struck rows repaired, mark stored (reliability: One
 * event; Fence). The lock is economy, the fence is the proof.
 */
import type { Draft } from '../engine/draft';
import { mirrorRow } from '../engine/meta';
import { queueEvents } from '../engine/events';
import { keepSeals } from '../engine/seal';
import type { Cell, Rec } from '../engine/types';
import { comingBack, tellArchive } from './archive-back';
import { readMeta, type First } from './book';
import { dressNew } from './dress';
import { tellTab } from './gone';
import { askJobs } from './jobs';
import { chainKey } from './keys';
import { META_ROWS, MIRROR_COLUMNS, SHEET, PROP } from './layout';
import { writeMark } from './mark';
import { Gone, Taken, Unsure, type Ports, type Write } from './ports';
import { fenceViews, lowerNext, metaWrites, pushCells, seal, wholeRow, type Also, type Sealed } from './write';
import { recOf } from './mirror';

/** Another commit was faster, or the state read is gone: read again and decide again. */
export class Again extends Error {
  constructor() {
    super('decide again');
    this.name = 'Again';
  }
}

/**
 * Runs work under the lock; when another commit was faster it reads and decides again, up to four times. `busy`: somebody else
 * holds the lock, or every try came too late; nothing was changed, and what waits is taken by the next tick.
 */
export function deciding<T>(ports: Ports, waitMs: number, work: () => T): T | 'busy' {
  return again(() => ports.locked(waitMs, work), 'busy');
}

/** The same inside a lock that is held already; `late` when every try came too late. */
export function again<T, L>(work: () => T, late: L): T | L {
  for (let tries = 0; tries < 4; tries++) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Again)) throw error;
    }
  }
  return late;
}

/** Commits the draft. Returns what was sealed; null when the draft says nothing. Throws `Again`. */
export function commit(
  ports: Ports,
  first: First,
  draft: Draft,
  also: Omit<Also, 'chainKey' | 'webUrl' | 'beside'>,
): Sealed | null {
  for (const key of first.gone) tellTab(draft, key);
  const nothing =
    draft.records.size === 0 &&
    draft.journal.length === 0 &&
    draft.effects.length === 0 &&
    !also.checks?.length &&
    !also.writes?.length &&
    !also.intake?.length &&
    JSON.stringify(draft.meta) === JSON.stringify(draft.facts.meta);
  if (nothing) {
    catchUp(ports, first);
    return null;
  }
  keepSeals(draft);
  queueEvents(draft);
  const n = Math.max(first.meta.commit.n, first.mark.n) + 1;
  const { back, beside } = comingBack(ports, first, draft);
  const sealed = seal(first, draft, n, { ...also, beside, chainKey: chainKey(ports), webUrl: ports.webUrl() });
  askJobs(ports, first.book, draft.records.values(), (key) => draft.before.get(key) ?? null);
  const answer = skipping(ports, first, n, () => settled(ports, first, sealed));
  const sent = also.sentKeys ?? [];
  // Before the mark: a run that dies between the two is known by the mark, and what it owes is looked for then.
  lowerNext(ports, first.book.key, sealed.nextDue);
  let mark = writeMark(ports, first.book.key, first.mark, draft.meta, patternsOf(first), sealed.what, sent);
  const struck = answer
    ? sealed.written.filter((key, i) => answer[i] !== draft.records.get(key)!.id)
    : lookBack(ports, first, sealed, draft);
  if (struck.length > 0) mark = repair(ports, { ...first, mark }, draft, struck) ?? mark;
  first.mark = mark;
  tellArchive(ports, first, back);
  dressNew(ports, first.book, also.writes ?? []);
  return sealed;
}

/**
 * A run died between its commit and the mark: the mark is brought to the workbook, so that whoever goes by it sees what moved, and the
 * next tick looks what that commit left to be done, its mails first.
 */
function catchUp(ports: Ports, first: First): void {
  if (first.meta.commit.n <= first.mark.n) return;
  lowerNext(ports, first.book.key, ports.now());
  first.mark = writeMark(ports, first.book.key, first.mark, first.meta, patternsOf(first), 'mark', []);
}

const patternsOf = (first: First): Record<string, string> =>
  Object.fromEntries(Object.entries(first.registers).map(([key, register]) => [key, register.number]));

/** A stray filter view owns the number: it is skipped, and recorded as skipped (reliability: Fence). */
function skipping<T>(ports: Ports, first: First, n: number, send: () => T): T {
  try {
    return send();
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
    ports.props.set(PROP.mark + first.book.key, JSON.stringify({ ...first.mark, n, good: first.meta.commit.n }));
    throw new Again();
  }
}

/** Sends the batch and settles an unknown outcome by the key in `_meta`. */
function settled(ports: Ports, first: First, sealed: Sealed): Cell[] | null {
  const { id } = first.book;
  for (let tries = 0; ; tries++) {
    try {
      return ports.books.commit(id, sealed.batch);
    } catch (error) {
      // A tab deleted between read and write: the record is decided again, without its row.
      if (error instanceof Gone && Object.values(first.book.registers).some((p) => p.live === error.id))
        throw new Again();
      if (!(error instanceof Unsure) && !(error instanceof Taken)) throw error;
      const meta = readMeta(
        ports.books.read(id, [{ sheet: SHEET.meta, row: 0, rows: META_ROWS, col: 0, cols: 2 }])[0]!,
      );
      if (meta.commit.key === sealed.key && meta.commit.n === sealed.batch.fence) return null;
      if (meta.commit.n !== first.meta.commit.n) throw new Again();
      if (error instanceof Taken) throw error; // a stray view owns the number
      if (tries >= 3) throw error;
      ports.sleep(1000 * 2 ** tries);
    }
  }
}

/** The answer carried no cells: one read-back of the id cells. Returns the keys whose row moved. */
function lookBack(ports: Ports, first: First, sealed: Sealed, draft: Draft): string[] {
  if (sealed.written.length === 0) return [];
  const blocks = ports.books.read(
    first.book.id,
    sealed.batch.check.map((c) => ({ sheet: c.sheet, row: c.row, rows: 1, col: c.col, cols: 1 })),
  );
  return sealed.written.filter((key, i) => blocks[i]!.cells[0]?.[0] !== draft.records.get(key)!.id);
}

/**
 * A person sorted, inserted or deleted between read and write: the rows struck and the rows meant are written whole from their
 * records, before the lock is released (I4). What does not belong to any record at the struck place is emptied again.
 */
function repair(ports: Ports, first: First, draft: Draft, struck: string[]): ReturnType<typeof writeMark> | null {
  const registers = [...new Set(struck.map((k) => draft.records.get(k)!.register))];
  const writes: Write[] = [];
  const now = draft.facts.now;
  for (const register of registers) {
    const place = first.book.registers[register]!;
    const column = first.columns[register]?.at.$number;
    if (column === undefined) continue;
    const numbers = ports.books
      .read(first.book.id, [{ sheet: place.live, row: 0, col: column, cols: 1 }])[0]!
      .cells.map((r) => String(r[0] ?? ''));
    const victims: { id: string; row: number }[] = [];
    const moved: { rec: Rec; row: number }[] = [];
    for (const key of struck.filter((k) => draft.records.get(k)!.register === register)) {
      const rec = draft.records.get(key)!;
      const struckRow = rec.row - 1;
      const at = numbers.indexOf(rec.id);
      if (at === struckRow) continue; // the person's sort was undone meanwhile
      if (at >= 0) moved.push({ rec, row: at });
      const other = numbers[struckRow] ?? '';
      if (other) victims.push({ id: other, row: struckRow });
      else
        for (const c of wholeRow(first, rec, now, ports.webUrl()))
          writes.push({
            do: 'cells',
            sheet: place.live,
            row: struckRow,
            col: c.col,
            rows: [[{ kind: 'blank', value: '' }]],
          });
    }
    const areas = victims
      .map((v) => ({ ...v, at: mirrorRow(draft.meta, register, first.registers[register]!.number, v.id) }))
      .filter((v) => v.at !== null);
    const blocks =
      areas.length > 0
        ? ports.books.read(
            first.book.id,
            areas.map((v) => ({ sheet: place.mirror, row: v.at!, rows: 1, col: 0, cols: MIRROR_COLUMNS })),
          )
        : [];
    areas.forEach((v, i) => {
      const cells = blocks[i]!.cells[0];
      if (!cells || cells[0] !== v.id) return;
      pushCells(writes, place.live, v.row, wholeRow(first, recOf(cells), now, ports.webUrl()));
    });
    for (const m of moved) {
      m.rec.row = m.row + 1;
      pushCells(writes, place.live, m.row, wholeRow(first, m.rec, now, ports.webUrl()));
      const at = mirrorRow(draft.meta, register, first.registers[register]!.number, m.rec.id);
      if (at !== null)
        writes.push({
          do: 'cells',
          sheet: place.mirror,
          row: at,
          col: 3,
          rows: [
            [
              { kind: 'number', value: m.rec.row },
              { kind: 'text', value: JSON.stringify(m.rec) },
            ],
          ],
        });
    }
  }
  if (writes.length === 0) return null;
  const before = { ...first, meta: JSON.parse(JSON.stringify(draft.meta)) as First['meta'] };
  const n = draft.meta.commit.n + 1;
  const { views, drop } = fenceViews(draft.meta, n);
  draft.meta.commit = {
    ...draft.meta.commit,
    n,
    key: `repair:${draft.meta.commit.key}`.slice(0, 40),
    at: ports.now(),
    views,
  };
  writes.push(...metaWrites(before, draft));
  settled(ports, before, {
    batch: { fence: n, drop, writes, check: [] },
    key: draft.meta.commit.key,
    written: [],
    effects: [],
    nextDue: Infinity,
    what: 'repair',
  });
  return writeMark(ports, first.book.key, first.mark, draft.meta, {}, 'repair', []);
}
