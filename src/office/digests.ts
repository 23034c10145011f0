/**
 * Digests of a workbook, looked at by the tick when one may be due: one read of the registers they list, one commit that queues the
 * mails and remembers the day together. The same tick sends them; what a day's mails do not reach goes later, after everything else.
 */
import { digestTime, queueDigest, type Lot } from '../engine/digests';
import { openDraft } from '../engine/draft';
import { closure, factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { PROP, type BookMap } from './layout';
import { wholeMirror } from './mirror';
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
    for (const lot of mine) lot.recs = recsOf(ports, first, lot);
    queued += queueDigest(draft, mine, time.day);
    told[mail] = time.day;
  }
  commit(ports, first, draft, {});
  return { queued, next };
}

/** A register's records, with what they link to beside them: a condition may ask for it. */
function recsOf(ports: Ports, first: First, { register }: Lot): Lot['recs'] {
  for (const key of closure(first.book, [register.key]).filter((one) => first.registers[one]))
    for (const rec of wholeMirror(ports, first.book, key, first.meta.counters[key]?.rows ?? 0))
      first.records[`${key}/${rec.id}`] ??= rec;
  return Object.values(first.records).filter((rec) => rec.register === register.key);
}
