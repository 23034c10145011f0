/**
 * One decision to one atomic batch: mirror rows, the projection's changed cells, journal, outbox, clocks, counters, intake
 * ledger, fence (design: The commit). Pure but for the ports it is handed at the end in `commit`.
 */
import { canonicalJson, actorHash, chainDigest, fingerprint, macOf, payloadDigest, sha256 } from '../engine/digest';
import type { Draft } from '../engine/draft';
import { undoToFit } from '../engine/fit';
import { moveCounts } from '../engine/counts';
import { mirrorRow, type Meta } from '../engine/meta';
import { legalActions } from '../engine/act';
import { moments } from '../engine/record-clocks';
import { pick, project, rememberNames, rowText, type Row, type Shown } from '../engine/project';
import type { Cell, Effect, MailPayload, Rec } from '../engine/types';
import { sameCell } from '../engine/values';
import type { First } from './book';
import { countWrites, homeWrites } from './home';
import { META_ROW, PROP, SHEET } from './layout';
import type { Batch, Ports, Put, Write } from './ports';

export const DAYS_AHEAD = 40;
/** Longest journal payload in one cell. */
const PAYLOAD = 45_000;
const HORIZON = DAYS_AHEAD * 86_400_000;
export const text = (value: string): Put => ({ kind: 'text', value });
export const num = (value: number): Put => ({ kind: 'number', value });
export const blank: Put = { kind: 'blank', value: '' };

/** Cells of a live row as read, by column index, so that only what differs is written. Key = `register/id`. */
export type LiveRows = Map<string, { row: number; cells: Cell[] }>;

export interface Sealed {
  batch: Batch;
  key: string;
  /** Rows written by hint whose id must be verified: `register/id` in the order of batch.check. */
  written: string[];
  effects: (Effect & { seq: number })[];
  nextDue: number;
  what: string;
}

export interface Also {
  live?: LiveRows;
  /** Journal file's key and outbox MAC key. */
  chainKey: string;
  intake?: { form: string; response: string; hash: string; record: string }[];
  /** Live rows that are no records but get a word in Check (1-based). */
  checks?: { register: string; row: number; text: string; next?: string }[];
  /** Extra writes of the same commit (leases, ref, model). */
  writes?: Write[];
  /** What people had written beside records that get a new row, by `register/id`. */
  beside?: Map<string, { col: number; put: Put }[]>;
  /** Rows (0-based, ascending) this commit cuts out of a register; everything else names rows as they stand before. */
  leaving?: { register: string; rows: number[] };
  /** Effects are leased to this run at once when they may go now. */
  lease?: { until: number; run: string };
  sentKeys?: string[];
  webUrl: string;
}

/** What an outbox row's MAC is over: its own place too, so that a copy of a delivered row is no order (S18). */
export const outMac = (
  key: string,
  row: { seq: number; key: string; kind: string; notBefore: number; body: string },
): string => macOf(key, row.seq, row.key, row.kind, row.notBefore, row.body);

/** Turns the draft into the batch of commit n. Changes `draft.meta`. */
export function seal(first: First, draft: Draft, n: number, also: Also): Sealed {
  const { meta } = draft;
  const { now, ref } = draft.facts;
  const writes: Write[] = [];
  const check: Batch['check'] = [];
  const written: string[] = [];
  let nextDue = Infinity;
  const appended: Record<string, (Put | null)[][]> = {};

  const commitKey = sha256(
    canonicalJson([draft.facts.cause, [...draft.records.values()].map((r) => [r.register, r.id, r.rev, r.state])]),
  ).slice(0, 24);

  for (const [key, rec] of draft.records) {
    const place = first.book.registers[rec.register]!;
    const register = first.registers[rec.register]!;
    const before = draft.before.get(key) ?? null;
    moveCounts(meta, register, draft.facts.records[key] ?? null, rec);
    rememberNames(draft, register, rec);
    rec.cancelled = rec.cancelled.slice(-20);
    undoToFit(rec);
    const row = project(register, rec, ref, now);
    const columns = first.columns[rec.register] ?? null;
    const live = also.live?.get(key);
    const visible = columns && !rec.deleted && !rec.archived && !meta.registers[rec.register]?.frozen;
    if (visible && live) {
      rec.row = live.row;
      const memory = meta.registers[rec.register];
      if (memory) memory.last = Math.max(memory.last ?? 0, live.row);
      const cells = changedCells(row, columns.at, (k, i) => live.cells[i] ?? '', also.webUrl, rec);
      if (cells.length > 0) {
        pushCells(writes, place.live, live.row - 1, cells);
        check.push({
          sheet: place.live,
          title: first.titles[place.live] ?? '',
          row: live.row - 1,
          col: columns.at.$number ?? 0,
        });
        written.push(key);
      }
    } else if (visible && !before && rec.row === 0) {
      const width = Math.max(...Object.values(columns.at)) + 1;
      const cells: (Put | null)[] = Array.from({ length: width }, () => null);
      for (const [k, index] of Object.entries(columns.at))
        if (row[k]) cells[index] = put(row[k], linkOf(k, also.webUrl, rec));
      for (const { col, put: own } of also.beside?.get(key) ?? []) {
        while (cells.length <= col) cells.push(null);
        cells[col] = own;
      }
      (appended[rec.register] ??= []).push(cells);
      // appendCells gives no reply: the expected row is the hint, verified by id on the next look.
      const memory = (meta.registers[rec.register] ??= {
        headerRow: columns.headerRow,
        known: {},
        order: [],
        frozen: null,
      });
      rec.row = memory.last = Math.max(memory.last ?? columns.headerRow + 1, columns.headerRow + 1) + 1;
    } else if (visible && before && rec.row > 0) {
      const old = project(register, before, ref, now);
      const cells = changedCells(row, columns.at, (k) => old[k]?.value ?? '', also.webUrl, rec);
      if (cells.length > 0) {
        pushCells(writes, place.live, rec.row - 1, cells);
        check.push({
          sheet: place.live,
          title: first.titles[place.live] ?? '',
          row: rec.row - 1,
          col: columns.at.$number ?? 0,
        });
        written.push(key);
      }
    }
    if (
      visible &&
      columns.at.$next !== undefined &&
      rec.row > 0 &&
      (!before || before.state !== rec.state || !!before.approval !== !!rec.approval || !!before.undo !== !!rec.undo)
    ) {
      writes.push({
        do: 'choices',
        sheet: place.live,
        row: rec.row - 1,
        col: columns.at.$next,
        options: choicesOf(register, rec, now, ref.language),
      });
    }
    for (const moment of moments(register, rec, ref)) {
      nextDue = Math.min(nextDue, moment.due);
      if (moment.due - now > HORIZON) continue;
      const related = register.fields
        .filter((f) => f.type === 'link' && f.to && typeof rec.values[f.key] === 'string')
        .map((f) => `${f.to}/${rec.values[f.key] as string}`);
      writes.push({
        do: 'cells',
        sheet: SHEET.clocks,
        row: meta.sizes.clocks[1],
        col: 0,
        rows: [
          [
            num(moment.due),
            text(rec.register),
            text(rec.id),
            num(rec.rev),
            text(moment.clock),
            text([moment.moment, ...related].join('|')),
          ],
        ],
      });
      meta.sizes.clocks = [meta.sizes.clocks[0], meta.sizes.clocks[1] + 1];
    }
    if (rec.register === also.leaving?.register) rec.row = rowAfter(also.leaving.rows, rec.row);
    const mirrorAt = draft.mirrorRows.get(key) ?? mirrorRowOf(first, draft, rec);
    writes.push({
      do: 'cells',
      sheet: place.mirror,
      row: mirrorAt,
      col: 0,
      rows: [[text(rec.id), num(rec.rev), text(fingerprint(rowText(row))), num(rec.row), text(JSON.stringify(rec))]],
    });
  }
  for (const [register, rows] of Object.entries(appended))
    writes.push({ do: 'append', sheet: first.book.registers[register]!.live, rows });
  for (const c of also.checks ?? []) {
    const at = first.columns[c.register]?.at;
    if (at?.$check !== undefined)
      writes.push({
        do: 'cells',
        sheet: first.book.registers[c.register]!.live,
        row: c.row - 1,
        col: at.$check,
        rows: [[text(c.text)]],
      });
    if (at?.$next !== undefined && c.next !== undefined)
      writes.push({
        do: 'cells',
        sheet: first.book.registers[c.register]!.live,
        row: c.row - 1,
        col: at.$next,
        rows: [[text(c.next)]],
      });
  }

  // journal
  for (const entry of draft.journal) {
    const seq = meta.sizes.journal + 1;
    const salt = fingerprint(`${also.chainKey}:${seq}:${commitKey}`);
    const whole = {
      before: entry.before,
      after: entry.after,
      ...(entry.typed !== undefined ? { typed: entry.typed } : {}),
      ...(entry.why ? { why: entry.why } : {}),
      model: draft.facts.shared.version,
      ref: ref.version,
    };
    // A cell's limit: what does not fit is named by its hash, so that the chain still proves what stands here.
    const long = JSON.stringify(whole);
    const payload: object = long.length <= PAYLOAD ? whole : { long: sha256(long), model: whole.model, ref: whole.ref };
    const digest = chainDigest(also.chainKey, meta.sizes.head, {
      n: seq,
      at: now,
      commit: commitKey,
      register: entry.register,
      id: entry.id,
      rev: entry.rev,
      action: entry.action,
      actorHash: actorHash(salt, entry.actor),
      payloadDigest: payloadDigest(salt, payload),
    });
    writes.push({
      do: 'cells',
      sheet: SHEET.journal,
      row: seq,
      col: 0,
      rows: [
        [
          num(seq),
          num(now),
          text(commitKey),
          text(digest),
          text([entry.register, entry.id, entry.rev, entry.action].join('|')),
          text(entry.actor ?? ''),
          text(JSON.stringify(payload)),
          text(salt),
        ],
      ],
    });
    meta.sizes.journal = seq;
    meta.sizes.head = digest;
  }

  // outbox
  const effects: Sealed['effects'] = [];
  for (const effect of draft.effects) {
    const seq = meta.sizes.outbox[1];
    meta.sizes.outbox = [meta.sizes.outbox[0], seq + 1];
    const mine =
      also.lease && effect.kind === 'mail' && effect.notBefore <= now && !(effect.payload as MailPayload).bundle;
    if (!mine) nextDue = Math.min(nextDue, effect.notBefore);
    const body = JSON.stringify({ register: effect.register, id: effect.id, rev: effect.rev, payload: effect.payload });
    writes.push({
      do: 'cells',
      sheet: SHEET.outbox,
      row: seq,
      col: 0,
      rows: [
        [
          num(seq),
          text(effect.key),
          text(effect.kind),
          num(effect.notBefore),
          text(mine ? `${also.lease!.until}|${also.lease!.run}` : ''),
          num(0),
          text(body),
          text(outMac(also.chainKey, { seq, key: effect.key, kind: effect.kind, notBefore: effect.notBefore, body })),
        ],
      ],
    });
    effects.push({ ...effect, seq });
  }

  // intake ledger
  for (const entry of also.intake ?? []) {
    meta.sizes.intake += 1;
    writes.push({
      do: 'cells',
      sheet: SHEET.intake,
      row: meta.sizes.intake,
      col: 0,
      rows: [
        [
          num(meta.sizes.intake),
          text(entry.form),
          text(entry.response),
          text(entry.hash),
          text(entry.record),
          num(now),
        ],
      ],
    });
  }
  for (const p of meta.pending) nextDue = Math.min(nextDue, p.since);

  writes.push(...(also.writes ?? []));
  if (also.leaving) moveHints(first, meta, check, also.leaving);
  if (canonicalJson(meta.notices) !== canonicalJson(draft.facts.meta.notices)) writes.push(...homeWrites(meta, ref));
  if (canonicalJson(meta.counts ?? {}) !== canonicalJson(draft.facts.meta.counts ?? {}))
    writes.push(...countWrites(meta, ref.language, first.registers));

  const what =
    draft.journal.length > 0
      ? `${draft.journal[0]!.id} ${draft.journal[0]!.action}${draft.journal.length > 1 ? ` +${draft.journal.length - 1}` : ''}`
      : draft.facts.cause;
  const { views, drop } = fenceViews(meta, n);
  meta.commit = { n, key: commitKey, digest: meta.sizes.head.slice(0, 16), at: now, views };
  writes.push(...metaWrites(first, draft));
  return { batch: { fence: n, drop, writes, check }, key: commitKey, written, effects, nextDue, what };
}

/** Where a row (1-based) stands once rows above it are cut out. */
export const rowAfter = (cut: number[], row: number): number => row - cut.filter((r) => r < row - 1).length;

/** What names rows of a register that rows leave is named as they stand afterwards: the read-back, resting rows, the end. */
function moveHints(first: First, meta: Meta, check: Batch['check'], leaving: NonNullable<Also['leaving']>): void {
  const { live } = first.book.registers[leaving.register]!;
  for (const c of check) if (c.sheet === live) c.row = rowAfter(leaving.rows, c.row + 1) - 1;
  meta.pending = meta.pending.map((p) =>
    p.register === leaving.register ? { ...p, row: rowAfter(leaving.rows, p.row) } : p,
  );
  const memory = meta.registers[leaving.register];
  if (memory?.last) memory.last -= leaving.rows.length;
}

function mirrorRowOf(first: First, draft: Draft, rec: Rec): number {
  const row = mirrorRow(draft.meta, rec.register, first.registers[rec.register]!.number, rec.id);
  if (row === null) throw new Error(`no mirror row for ${rec.id}`);
  return row;
}

/** How many fence views stand at once. */
const FENCES = 50;

/** The fence views after commit n, and which one it removes: only one that this workbook's own list says is there. */
export function fenceViews(meta: Meta, n: number): { views: number[]; drop: number } {
  const views = [...(meta.commit.views ?? []), n];
  return { drop: views.length > FENCES ? views.shift()! : 0, views };
}

/** Rows of `_meta` that changed; the commit row always. */
export function metaWrites(first: First, draft: Draft): Write[] {
  const m = draft.meta;
  const old = first.meta;
  const parts: [keyof typeof META_ROW, unknown, unknown][] = [
    ['commit', m.commit, null],
    ['counters', m.counters, old.counters],
    ['versions', m.versions, old.versions],
    ['registers', m.registers, old.registers],
    ['sizes', m.sizes, old.sizes],
    ['notices', m.notices, old.notices],
    ['pending', m.pending, old.pending],
    ['held', m.held, old.held],
    ['office', m.office, old.office],
    ['counts', m.counts ?? {}, old.counts ?? {}],
    ['digests', m.digests ?? {}, old.digests ?? {}],
  ];
  return parts
    .filter(([, now, was]) => canonicalJson(now) !== canonicalJson(was))
    .map(([key, now]) => ({
      do: 'cells',
      sheet: SHEET.meta,
      row: META_ROW[key],
      col: 0,
      rows: [[text(key), text(JSON.stringify(now))]],
    }));
}

function changedCells(
  row: Row,
  at: Record<string, number>,
  current: (key: string, index: number) => Cell,
  webUrl: string,
  rec: Rec,
): { col: number; put: Put }[] {
  const out: { col: number; put: Put }[] = [];
  for (const [key, index] of Object.entries(at)) {
    const shown = row[key];
    if (!shown) continue;
    const is = current(key, index);
    if (sameShown(shown, is)) continue;
    out.push({ col: index, put: put(shown, linkOf(key, webUrl, rec)) });
  }
  return out;
}

/** Equal to the letter where it is text: `007` and 7 differ, a spelling is rewritten in the canonical one. */
function sameShown(shown: Shown, is: Cell): boolean {
  if (shown.kind === 'text' || shown.kind === 'boolean-word')
    return String(shown.value) === String(is) && (typeof is === 'string' || shown.value === is);
  return sameCell(shown.value, is) && typeof is === typeof shown.value;
}

function pushCells(writes: Write[], sheet: number, row: number, cells: { col: number; put: Put }[]): void {
  // Neighbouring cells go together: fewer requests in the batch.
  const sorted = [...cells].sort((a, b) => a.col - b.col);
  let run: { col: number; puts: Put[] } | null = null;
  for (const c of sorted) {
    if (run && c.col === run.col + run.puts.length) run.puts.push(c.put);
    else {
      if (run) writes.push({ do: 'cells', sheet, row, col: run.col, rows: [run.puts] });
      run = { col: c.col, puts: [c.put] };
    }
  }
  if (run) writes.push({ do: 'cells', sheet, row, col: run.col, rows: [run.puts] });
}

export function put(shown: Shown, url?: string): Put {
  if (shown.value === '' || shown.value === null || shown.value === undefined) return blank;
  if (shown.kind === 'number' && typeof shown.value === 'number') return num(shown.value);
  if ((shown.kind === 'date' || shown.kind === 'datetime' || shown.kind === 'time') && typeof shown.value === 'number')
    return { kind: shown.kind, value: shown.value };
  return { kind: 'text', value: String(shown.value), ...(url ? { link: url } : {}) };
}

/** The number leads to the record's page; its one document is opened from the sheet, several of them from that page. */
function linkOf(key: string, webUrl: string, rec: Rec): string | undefined {
  const files = Object.values(rec.documents ?? {});
  if (key === '$files' && files.length === 1) return files[0]!.url;
  return key === '$number' || (key === '$files' && files.length > 1) ? link(webUrl, rec) : undefined;
}

const link = (webUrl: string, rec: Rec): string =>
  webUrl ? `${webUrl}?p=record&r=${rec.register}&id=${encodeURIComponent(rec.id)}` : '';

/** Labels of the Next-step dropdown: legal actions, then the engine's own verbs. */
export function choicesOf(
  register: First['registers'][string],
  rec: Rec,
  now: number,
  lang: 'zh-TW' | 'zh-CN' | 'en',
): string[] {
  return legalActions(register, rec, now).map((a) => pick(a.label, lang));
}

/** Full live cells of a record, to write it whole (repair, restore, adoption of a row). */
export function wholeRow(first: First, rec: Rec, now: number, webUrl: string): { col: number; put: Put }[] {
  const columns = first.columns[rec.register];
  if (!columns) return [];
  const row = project(first.registers[rec.register]!, rec, first.ref, now);
  return Object.entries(columns.at)
    .filter(([k]) => row[k])
    .map(([k, col]) => ({ col, put: put(row[k]!, linkOf(k, webUrl, rec)) }));
}
export { pushCells };

/** The earliest moment this workbook must be looked at again; lower values only, the tick derives it anew. */
export function lowerNext(ports: Ports, book: string, at: number): void {
  if (!Number.isFinite(at)) return;
  const known = Number(ports.props.get(PROP.next + book) ?? 'Infinity');
  if (!(known <= at)) ports.props.set(PROP.next + book, String(at));
}
