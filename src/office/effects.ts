/**
 * What is to be done outside: leased in a commit, sent with a `sent:` mark around each, confirmed in one write (reliability:
 * Effects). After a crash at most one mail of the run is of unknown outcome, and it is resolved or reported.
 */
import { askedSince } from '../engine/approval-steps';
import { sameMail } from '../engine/people';
import { sameDigest } from '../engine/digest';
import { keyOf, notice, openDraft, registerOf, type Draft } from '../engine/draft';
import type { Cell, Effect, MailPayload, Rec } from '../engine/types';
import { factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { chainKey } from './keys';
import { OUTBOX_COLUMNS, PROP, SHEET, type BookMap } from './layout';
import { bundle, letter, type Letter, type Links } from './letters';
import { short, wasSent } from './mark';
import type { Ports, Write } from './ports';
import { outMac } from './write';

export const LEASE = 7 * 60_000;
const MANY = 80;

export interface OutRow {
  seq: number;
  key: string;
  kind: string;
  notBefore: number;
  lease: string;
  tries: number;
  body: string;
  mac: string;
}
interface Body {
  register: string;
  id: string;
  rev: number;
  payload: MailPayload;
}

export function outRows(cells: Cell[][], firstRow: number): OutRow[] {
  return cells
    .map((c, i) => ({
      seq: firstRow + i,
      key: String(c[1] ?? ''),
      kind: String(c[2] ?? ''),
      notBefore: Number(c[3] ?? 0),
      lease: String(c[4] ?? ''),
      tries: Number(c[5] ?? 0),
      body: String(c[6] ?? ''),
      mac: String(c[7] ?? ''),
    }))
    .filter((r) => r.key !== '');
}

export const bodyOf = (row: OutRow): Body => JSON.parse(row.body) as Body;

/** Open rows that may go now: not finished, not leased to somebody else, MAC valid. Forged ones are reported, never delivered (S18). */
export function openRows(rows: OutRow[], now: number, key: string): { ready: OutRow[]; forged: OutRow[] } {
  const ready: OutRow[] = [];
  const forged: OutRow[] = [];
  for (const r of rows) {
    if (r.lease.startsWith('done')) continue;
    if (!Number.isFinite(r.notBefore) || !sameDigest(r.mac, outMac(key, r))) {
      forged.push(r);
      continue;
    }
    if (r.notBefore > now) continue;
    const until = Number(r.lease.split('|')[0] || 0);
    if (until > now) continue;
    ready.push(r);
  }
  return { ready, forged };
}

/** Is it still wanted? An undo took it back, the clock was stopped or moved, somebody took the case, the record is gone. */
export function stillWanted(rec: Rec | null, body: Body, key: string): boolean {
  if (!rec || rec.deleted) return false;
  if (rec.cancelled.includes(key)) return false;
  const w = body.payload.wanted;
  if (w?.clock) {
    const clock = rec.clocks[w.clock];
    if (!clock || clock.stopped !== null || clock.due !== w.due) return false;
  }
  if (w?.untaken !== undefined && rec.values[w.untaken] != null) return false;
  // Asked to decide: only while that step runs and she still has a say in it.
  if (w?.asked !== undefined)
    return askedSince(rec) === w.asked && !!rec.approval?.waitingFor.some((e) => sameMail(e, body.payload.to));
  return true;
}

export interface Leased {
  row: OutRow;
  letter: Letter;
  rank: number;
  bundle: boolean;
}

/** In the tick's commit: chooses what goes, writes leases and closes what is no longer wanted. */
export function lease(
  ports: Ports,
  first: First,
  draft: Draft,
  rows: OutRow[],
  writes: Write[],
  links: Links,
): Leased[] {
  const now = draft.facts.now;
  const { ready, forged } = openRows(rows, now, chainKey(ports));
  for (const f of forged) {
    writes.push(closeForged(draft, f));
    notice(draft, {
      key: `forged:${f.seq}`,
      at: now,
      words: { code: 'notice.mac', params: { n: 1 } },
      action: { kind: 'dismiss' },
    });
  }
  const out: Leased[] = [];
  const left = ports.mailer.left();
  const reserve = Math.floor(left * 0.2);
  const byRank = ready
    .filter((row) => row.kind === 'mail')
    .map((row) => ({ row, body: bodyOf(row) }))
    .sort((a, b) => a.body.payload.rank - b.body.payload.rank || a.row.notBefore - b.row.notBefore);
  const readers = new Set<string>();
  let spent = 0;
  for (const { row, body } of byRank) {
    const rec =
      draft.records.get(keyOf(body.register, body.id)) ?? first.records[keyOf(body.register, body.id)] ?? null;
    if (wasSent(first.mark, row.key) || !stillWanted(rec, body, row.key)) {
      writes.push(leaseCell(row.seq, 'done|not-wanted', row.tries));
      continue;
    }
    const register = registerOf(draft, body.register);
    const text = draft.facts.shared.mails[body.payload.text];
    if (!text) {
      writes.push(leaseCell(row.seq, 'done|no-text', row.tries));
      continue;
    }
    const shared = body.payload.bundle && readers.has(body.payload.to);
    if (!shared) {
      const limit = body.payload.rank === 0 ? left : left - (left > 10 ? reserve : 0);
      if (spent + 1 > limit || out.length >= MANY) continue; // stays queued, order kept
      spent += 1;
      if (body.payload.bundle) readers.add(body.payload.to);
    }
    const before = ports.props.get(PROP.sent + short(row.key));
    if (before === 'done') {
      writes.push(leaseCell(row.seq, 'done', row.tries));
      ports.props.remove(PROP.sent + short(row.key));
      continue;
    }
    if (before === 'begun' && body.payload.rank !== 0) {
      // The one unknown outcome after a crash: a reminder is not repeated, it is reported.
      writes.push(leaseCell(row.seq, 'done|unknown', row.tries));
      notice(draft, {
        key: `unknown:${row.seq}`,
        at: now,
        words: { code: 'notice.mail-unknown', params: { about: body.id } },
        action: { kind: 'dismiss' },
      });
      ports.props.remove(PROP.sent + short(row.key));
      continue;
    }
    writes.push(leaseCell(row.seq, `${now + LEASE}|${draft.facts.cause}`, row.tries + 1));
    out.push({
      row,
      letter: letter(draft, register, rec!, text, body.payload, links),
      rank: body.payload.rank,
      bundle: body.payload.bundle,
    });
  }
  return out;
}

/** Effects this run has just committed as leased to itself: the same letters, without a second commit. */
export function leaseNew(draft: Draft, effects: (Effect & { seq: number })[], links: Links): Leased[] {
  return effects.flatMap((e): Leased[] => {
    const payload = e.payload as MailPayload;
    const rec = draft.records.get(keyOf(e.register, e.id));
    const text = draft.facts.shared.mails[payload.text];
    if (e.kind !== 'mail' || e.notBefore > draft.facts.now || payload.bundle || !rec || !text) return [];
    const body = JSON.stringify({ register: e.register, id: e.id, rev: e.rev, payload });
    const row: OutRow = {
      seq: e.seq,
      key: e.key,
      kind: e.kind,
      notBefore: e.notBefore,
      lease: '',
      tries: 0,
      body,
      mac: '',
    };
    return [
      {
        row,
        letter: letter(draft, registerOf(draft, e.register), rec, text, payload, links),
        rank: payload.rank,
        bundle: false,
      },
    ];
  });
}

/**
 * A forged row is closed where it stands. Where the next effect would stand, that one goes below it: closing must not close what
 * this commit queues.
 */
function closeForged(draft: Draft, f: OutRow): Write {
  const [from, next] = draft.meta.sizes.outbox;
  if (f.seq >= next + MANY) return { do: 'clear', sheet: SHEET.outbox, row: f.seq, rows: 1, cols: OUTBOX_COLUMNS };
  if (f.seq >= next) draft.meta.sizes.outbox = [from, f.seq + 1];
  return leaseCell(f.seq, 'done|forged', Number.isFinite(f.tries) ? f.tries : 0);
}

export const leaseCell = (seq: number, lease_: string, tries: number): Write => ({
  do: 'cells',
  sheet: SHEET.outbox,
  row: seq,
  col: 4,
  rows: [
    [
      { kind: 'text', value: lease_ },
      { kind: 'number', value: tries },
    ],
  ],
});

/** Sends what this run has leased, after the lock was released, then confirms all of it in one write. */
export function deliver(
  ports: Ports,
  book: BookMap,
  leased: Leased[],
  send: (letter: Letter) => void,
  links: Links,
): void {
  if (leased.length === 0) return;
  const done: Leased[] = [];
  const bundles = new Map<string, Leased[]>();
  for (const l of leased) {
    if (l.bundle) bundles.set(l.letter.to, [...(bundles.get(l.letter.to) ?? []), l]);
    else bundles.set(l.row.key, [l]);
  }
  for (const group of bundles.values()) {
    try {
      for (const l of group) ports.props.set(PROP.sent + short(l.row.key), 'begun');
      send(
        bundle(
          group.map((g) => g.letter),
          links,
        ),
      );
      for (const l of group) ports.props.set(PROP.sent + short(l.row.key), 'done');
      done.push(...group);
    } catch (error) {
      ports.log('mail-failed', { n: group.length, why: nameless(String((error as Error).message)) });
    }
  }
  confirm(ports, book, done);
}

/** A service's complaint without the addresses it quotes: a log may be read by whoever sees the project. */
export const nameless = (message: string): string =>
  message.replace(/[^\s"'<>(),:;]+@[^\s"'<>(),:;]+/g, '…').slice(0, 80);

/** One confirmation write for the run; keys and rows only, no personal data in the journal. */
export function confirm(ports: Ports, book: BookMap, done: Leased[]): void {
  if (done.length === 0) return;
  const told = deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: [] });
    const draft = openDraft(factsOf(first, ports.now(), `sent:${done[0]!.row.key}`));
    const writes: Write[] = done.map((d) => leaseCell(d.row.seq, `done|${first.meta.commit.n + 1}`, d.row.tries + 1));
    for (const d of done) {
      const body = bodyOf(d.row);
      draft.journal.push({
        register: body.register,
        id: body.id,
        rev: body.rev,
        action: 'sent',
        actor: null,
        before: {},
        after: { mail: body.payload.text, effect: short(d.row.key) },
      });
    }
    commit(ports, first, draft, { writes, sentKeys: done.map((d) => d.row.key) });
    return true;
  });
  // Busy: the marks stay, and the next tick confirms by them without sending again.
  if (told !== true) return;
  for (const d of done) ports.props.remove(PROP.sent + short(d.row.key));
}
