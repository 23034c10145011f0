/**
 * Digests of a workbook, looked at by the tick when one may be due: one read of the registers they list, one commit that queues the
 * mails and remembers the day together. The same tick sends them; what a day's mails do not reach goes later, after everything else.
 */
import { digestTime, queueDigest, type Lot } from '../engine/digests';
import { keyOf, openDraft } from '../engine/draft';
import type { Rec } from '../engine/types';
import { closure, factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { PROP, type BookMap } from './layout';
import { wholeMirrors } from './mirror';
import type { Ports } from './ports';
import { restored } from './restored';

/** Numbers may change meanwhile: looked at again after a day at the latest. */
const DAY = 86_400_000;

/** True when mails were queued that may leave now. One property looked at when it is not the time. */
export function digests(ports: Ports, book: BookMap, props: Record<string, string>): boolean {
  if (book.key === 'setup' || Number(props[PROP.digest + book.key] ?? 0) > ports.now()) return false;
  const answer = deciding(ports, 20_000, () => inBook(ports, book));
  if (answer === 'busy') return false;
  ports.props.set(PROP.digest + book.key, String(Math.min(answer.next, ports.now() + DAY)));
  return answer.queued > 0;
}

function inBook(ports: Ports, book: BookMap): { queued: number; next: number } {
  const now = ports.now();
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  const lots = Object.values(first.registers).flatMap((register) =>
    (register.digests ?? []).map((digest): Lot => ({ register, digest, recs: [] })),
  );
  if (lots.length === 0) return { queued: 0, next: Infinity };
  if (restored(ports, first, [])) return { queued: 0, next: now };
  const draft = openDraft(factsOf(first, now, `digest:${now}`));
  const told = (draft.meta.digests ??= {});
  let [queued, next] = [0, Infinity];
  for (const mail of [...new Set(lots.map(({ digest }) => digest.mail))]) {
    const mine = lots.filter(({ digest }) => digest.mail === mail);
    const time = digestTime(mine[0]!.digest, told[mail], now, first.ref);
    next = Math.min(next, time.next);
    if (time.begins !== null) told[mail] = time.begins;
    if (time.day === null) continue;
    readWhole(
      ports,
      first,
      mine.map(({ register }) => register.key),
    );
    for (const lot of mine) lot.recs = recordsOf(first, lot.register.key);
    queued += queueDigest(draft, mine, time.day);
    told[mail] = time.day;
  }
  commit(ports, first, draft, {});
  return { queued, next };
}

/** The records of these registers and of what they link to, which a condition may ask for: one read. */
export function readWhole(ports: Ports, first: First, registers: string[]): void {
  const keys = closure(first.book, registers).filter((key) => first.registers[key]);
  const rows = Object.fromEntries(keys.map((key) => [key, first.meta.counters[key]?.rows ?? 0]));
  for (const rec of wholeMirrors(ports, first.book, rows)) first.records[keyOf(rec.register, rec.id)] ??= rec;
}

/** Those of one register, as read. */
export const recordsOf = (first: First, register: string): Rec[] =>
  Object.values(first.records).filter((rec) => rec.register === register);
