/**
 * Closed rows go out of sight (register sheet 13, 18): first into the archive of their year with everything people wrote beside
 * them, only then off the sheet. The mirror keeps the record, so pages, numbers, counts and figures know it as before. A run
 * that dies anywhere writes the same archive rows again. Cut by time; what the night leaves, the tick takes.
 */
import { archiveYear, isClosed, keepDays } from '../engine/archive';
import { dateAt } from '../engine/civil';
import { dropNotice, keyOf, notice, openDraft, say, step, touch, type Draft } from '../engine/draft';
import { mirrorRow } from '../engine/meta';
import { pick } from '../engine/project';
import type { Rec } from '../engine/types';
import { archiveFile, archives, writeArchive } from './archive-sheet';
import { factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { bodyOf, outRows } from './effects';
import { MIRROR_COLUMNS, OUTBOX_COLUMNS, PROP, SHEET, type BookMap } from './layout';
import { readMark } from './mark';
import type { Ports } from './ports';
import { liveSheet, unseen, type LiveSheet } from './live-sheet';
import { removeRows } from './remove-rows';
import { restored } from './restored';
import { recOf } from './mirror';

/** Rows that leave in one commit, and mirror rows read in one call. */
const ROWS = 150;
const READ = 1000;

/** Every register of a workbook, until nothing more may leave or the time is over. Two reads when nothing is closed. */
export function archiveBook(ports: Ports, book: BookMap, end: number): void {
  if (book.key === 'setup' || book.key === 'intake') return;
  for (const register of withClosed(ports, book))
    for (;;) {
      if (ports.now() > end) return;
      if (deciding(ports, 20_000, () => archiveSome(ports, book, register)) !== 'more') break;
    }
  ports.props.remove(PROP.archiving + book.key);
}

/** Registers whose sheet shows a closed row and whose closed rows do not stay for ever. */
function withClosed(ports: Ports, book: BookMap): string[] {
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  const some = Object.values(first.registers).filter(
    (r) =>
      keepDays(r, first.ref) !== null &&
      (first.meta.counters[r.key]?.rows ?? 0) > 0 &&
      first.columns[r.key]?.at.$state !== undefined,
  );
  if (some.length === 0) return [];
  const blocks = ports.books.read(
    book.id,
    some.map((r) => ({ sheet: book.registers[r.key]!.live, row: 0, col: first.columns[r.key]!.at.$state!, cols: 1 })),
  );
  return some
    .filter((r, i) => blocks[i]!.cells.some((cells) => closedWords(first, r.key).has(String(cells[0] ?? ''))))
    .map((r) => r.key);
}

/** The words of closed states as the sheet shows them. */
function closedWords(first: First, register: string): Set<string> {
  const model = first.registers[register]!;
  const closed = model.states.filter((s) => isClosed(model, s.key));
  return new Set(closed.map((s) => pick(s.label, first.ref.language)));
}

/** One commit of one register; `more` when there may be others. */
function archiveSome(ports: Ports, book: BookMap, register: string): 'more' | 'done' {
  const outFrom = readMark(ports, book.key).sizes.outbox[0];
  const first = readFirst(ports, book, {
    registers: [register],
    extra: [{ sheet: SHEET.outbox, row: outFrom, col: 0, cols: OUTBOX_COLUMNS }],
  });
  if (restored(ports, first, []) || keepDays(first.registers[register]!, first.ref) === null) return 'done';
  const sheet = liveSheet(ports, first, register);
  if (!sheet) return 'done';
  const waiting = new Set(
    outRows(first.extra[0]!.cells, outFrom)
      .filter((row) => !row.lease.startsWith('done'))
      .map((row) => keyOf(bodyOf(row).register, bodyOf(row).id)),
  );
  const draft = openDraft(factsOf(first, ports.now(), `archive:${register}:${first.meta.commit.n}`));
  const { year, recs } = leaving(ports, first, draft, sheet, waiting);
  if (year === null) return 'done';
  const file = kept(ports, first, draft, sheet, year, recs);
  if (!file) return 'done';
  for (const rec of recs) mark(draft, rec, year);
  if (file.fresh)
    notice(draft, {
      key: `archive:${register}:${year}`,
      at: ports.now(),
      words: {
        code: 'notice.archive',
        params: {
          register: first.registers[register]!.name,
          days: keepDays(first.registers[register]!, first.ref)!,
          url: fileUrl(file.id),
        },
      },
      action: { kind: 'dismiss' },
    });
  removeRows(
    ports,
    first,
    draft,
    {},
    sheet,
    recs.map((rec) => rec.id),
  );
  return 'more';
}

/** Puts the rows into the archive first. Null when its file cannot be opened: rows stay, and 首頁 says so. */
function kept(
  ports: Ports,
  first: First,
  draft: Draft,
  sheet: LiveSheet,
  year: number,
  recs: Rec[],
): ReturnType<typeof archiveFile> | null {
  const key = `archive-lost:${year}`;
  try {
    const file = archiveFile(ports, first, sheet, year);
    writeArchive(ports, first, file.id, sheet, recs);
    dropNotice(draft, key);
    return file;
  } catch (error) {
    if (!/not found|is missing|permission/i.test(String((error as Error)?.message ?? error))) throw error;
    const url = fileUrl(archives(ports, first.book.key)[year] ?? '');
    const words = { code: 'notice.archive-lost', params: { url } };
    if (!draft.meta.notices.some((n) => n.key === key)) notice(draft, { key, at: ports.now(), words });
    commit(ports, first, draft, {});
    return null;
  }
}

const fileUrl = (id: string): string => `https://docs.google.com/spreadsheets/d/${id}/edit`;

function mark(draft: Draft, seen: Rec, year: number): void {
  const rec = touch(draft, seen.register, seen.id);
  step(draft, rec, { action: 'archive', actor: null }, () => {
    rec.archived = { at: draft.facts.now, year };
  });
  say(rec, { sign: '✓', words: { code: 'archive.gone', params: { year } }, at: draft.facts.now });
}

/** The records that may leave now, all of one year, oldest rows first. Their states are read off the sheet, so open ones cost nothing. */
function leaving(
  ports: Ports,
  first: First,
  draft: Draft,
  sheet: LiveSheet,
  waiting: Set<string>,
): { year: number | null; recs: Rec[] } {
  const model = first.registers[sheet.register]!;
  const state = first.columns[sheet.register]!.at.$state;
  const closed = closedWords(first, sheet.register);
  const ids = [...sheet.at]
    .filter(([, row]) => state === undefined || closed.has(String(sheet.cells[row]?.[state] ?? '')))
    .sort((a, b) => a[1] - b[1])
    .map(([id]) => id);
  const recs: Rec[] = [];
  let year: number | null = null;
  for (let from = 0; from < ids.length && recs.length < ROWS; from += READ)
    for (const rec of mirrored(ports, first, sheet.register, ids.slice(from, from + READ))) {
      const its = archiveYear(model, rec, first.ref, draft.facts.now);
      if (its === null || recs.length >= ROWS || waiting.has(keyOf(rec.register, rec.id))) continue;
      if ((year ??= its) !== its || unseen(first, draft, sheet, rec)) continue;
      recs.push(rec);
    }
  return recs.length > 0 ? { year, recs } : { year: null, recs };
}

/** Records by number, neighbouring mirror rows in one range; in the order asked. */
function mirrored(ports: Ports, first: First, register: string, ids: string[]): Rec[] {
  const { mirror } = first.book.registers[register]!;
  const rows = ids
    .map((id) => mirrorRow(first.meta, register, first.registers[register]!.number, id))
    .filter((row) => row !== null)
    .sort((a, b) => a - b);
  const runs: { row: number; rows: number }[] = [];
  for (const row of rows) {
    const last = runs[runs.length - 1];
    if (last && row - (last.row + last.rows) < 20) last.rows = row - last.row + 1;
    else runs.push({ row, rows: 1 });
  }
  if (runs.length === 0) return [];
  const blocks = ports.books.read(
    first.book.id,
    runs.map((run) => ({ sheet: mirror, ...run, col: 0, cols: MIRROR_COLUMNS })),
  );
  const found = new Map<string, Rec>();
  for (const block of blocks) for (const cells of block.cells) if (cells[0]) found.set(String(cells[0]), recOf(cells));
  for (const [id, rec] of found) first.records[keyOf(register, id)] ??= rec;
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** What the night did not finish; the tick calls this with the properties it has read. */
export function resumeArchive(ports: Ports, book: BookMap, props: Record<string, string>, end: number): void {
  const from = props[PROP.archiving + book.key];
  if (from !== undefined && Number(from) <= ports.now()) archiveBook(ports, book, end);
}

/** Whether a day's offers to restore deleted rows are over (`bin.days`). */
export const binOver = (at: number, now: number, days: number, zone: string): boolean =>
  dateAt(at + days * 86_400_000, zone) < dateAt(now, zone);
