/**
 * Tallies derived anew every night from the records they count (design section 10): a decision that did not read the parent, or a
 * row that vanished, leaves a count behind for a day at most.
 */
import { dateAt } from '../engine/civil';
import { openDraft, step, touch } from '../engine/draft';
import { computeFields } from '../engine/computed';
import { countsAt, exact } from '../engine/tallies';
import type { Rec } from '../engine/types';
import { factsOf, readFirst } from './book';
import { commit } from './commit';
import { askJobs } from './jobs';
import { MIRROR_COLUMNS, type BookMap } from './layout';
import type { Ports } from './ports';
import { restored } from './restored';
import { recsOf } from './mirror';

/** Above this many rows a register is not read whole in one night's run. */
const ROWS = 20_000;

export function recount(ports: Ports, book: BookMap): void {
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  if (restored(ports, first, [])) return;
  const owners = Object.values(first.registers).filter((r) => r.tallies.length > 0);
  const wanted = [...new Set(owners.flatMap((r) => [r.key, ...r.tallies.map((t) => t.register)]))];
  const rowsOf = (key: string): number => first.meta.counters[key]?.rows ?? 0;
  const keys = wanted.filter((key) => rowsOf(key) > 0);
  if (keys.length === 0 || keys.some((key) => rowsOf(key) > ROWS)) return;
  const blocks = ports.books.read(
    book.id,
    keys.map((key) => ({
      sheet: book.registers[key]!.mirror,
      row: 1,
      rows: rowsOf(key),
      col: 0,
      cols: MIRROR_COLUMNS,
    })),
  );
  const all: Rec[] = blocks.flatMap(recsOf);
  // A job whose property got lost is found again by its record.
  askJobs(ports, book, all, () => null);
  for (const rec of all) first.records[`${rec.register}/${rec.id}`] = rec;

  const draft = openDraft(factsOf(first, ports.now(), `recount:${dateAt(ports.now(), first.ref.zone)}`));
  const counted = new Map<string, Record<string, number>>();
  for (const owner of owners)
    for (const tally of owner.tallies)
      for (const rec of all.filter((r) => r.register === tally.register)) {
        const at = countsAt(draft, first.registers[tally.register]!, rec, tally);
        if (!at) continue;
        const key = `${at.owner.register}/${at.owner.id}`;
        const counts = counted.get(key) ?? {};
        counts[at.key] = exact((counts[at.key] ?? 0) + at.amount);
        counted.set(key, counts);
      }
  for (const rec of all) {
    if (!owners.some((o) => o.key === rec.register)) continue;
    const counts = counted.get(`${rec.register}/${rec.id}`) ?? {};
    const names = new Set([...Object.keys(rec.tallies), ...Object.keys(counts)]);
    if ([...names].every((name) => (rec.tallies[name] ?? 0) === (counts[name] ?? 0))) continue;
    const mine = touch(draft, rec.register, rec.id);
    step(draft, mine, { action: 'recount', actor: null }, () => {
      mine.tallies = Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0));
      computeFields(draft, first.registers[mine.register]!, mine);
    });
  }
  if (draft.records.size > 0) commit(ports, first, draft, {});
}
