/**
 * Jobs under way, one fenced commit a turn, at least four seconds apart, the lock released between them, so that the office works
 * on. The property only says where to look; how far a job got stands in its record. What is left the next tick takes up.
 */
import { besideRows, doSome, jobOf, nextRows } from '../engine/jobs';
import { keyOf, openDraft } from '../engine/draft';
import { stateOf } from '../engine/record-clocks';
import type { Rec } from '../engine/types';
import { allBooks, factsOf, linksOf, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { APART } from './edits';
import { MIRROR_COLUMNS, PROP, type BookMap } from './layout';
import { readMark } from './mark';
import { recsOf } from './mirror';
import type { Area, Ports } from './ports';
import { restored } from './restored';

/** Works until `end` (epoch ms) on every job the properties name. */
export function jobs(ports: Ports, props: Record<string, string>, end: number): void {
  for (const key of Object.keys(props).filter((one) => one.startsWith(PROP.job))) {
    const [name, register, ...rest] = key.slice(PROP.job.length).split(':');
    const book = allBooks(ports, props).find((one) => one.key === name);
    if (!book?.registers[register!]) ports.props.remove(key);
    else run(ports, book, { register: register!, id: rest.join(':') }, key, end);
  }
}

function run(ports: Ports, book: BookMap, at: { register: string; id: string }, key: string, end: number): void {
  while (ports.now() < end) {
    // Apart from the commit before, outside the lock: others work meanwhile.
    const wait = readMark(ports, book.key).at + APART - ports.now();
    if (wait > 0) ports.sleep(Math.min(wait, APART));
    const answer = deciding(ports, 20_000, () => turn(ports, book, at));
    if (answer === 'done') ports.props.remove(key);
    if (answer !== 'more') return;
  }
}

/** One commit. `done`: there is no such job any more. `held`: not now. */
function turn(ports: Ports, book: BookMap, at: { register: string; id: string }): 'more' | 'done' | 'held' {
  const first = readFirst(ports, book, { registers: Object.keys(book.registers), ids: [at] });
  if (restored(ports, first, [])) return 'held';
  readMore(ports, first, [at]);
  const rec = first.records[keyOf(at.register, at.id)];
  const register = first.registers[at.register];
  if (!rec?.job || !register || rec.deleted || stateOf(register, rec.state)?.kind === 'void') return 'done';
  const job = jobOf(rec.job);
  if (!job) return 'done';
  const names = Object.keys(rec.job.stood);
  // Switched off, or the tab is being put back: it waits.
  if (names.some((name) => !first.registers[name] || first.meta.registers[name]?.frozen)) return 'held';
  const draft = openDraft(
    factsOf(first, ports.now(), `job:${keyOf(at.register, at.id)}:${rec.job.part}:${rec.job.next}`),
  );
  const [rows, beside] = read(ports, first, [nextRows(rec.job), besideRows(first.meta, rec.job)]);
  readMore(
    ports,
    first,
    [rec, ...rows!.recs]
      .flatMap((one) => linksOf(first.registers[one.register]!, one))
      .filter((l) => names.includes(l.register)),
  );
  doSome(draft, register, at.id, rows!.recs, beside!.recs, rows!.count);
  commit(ports, first, draft, {});
  return draft.records.get(keyOf(at.register, at.id))?.job ? 'more' : 'done';
}

type Rows = { over: string; from: number; rows: number } | null;

/** Whole mirror rows in one call, kept as read. */
function read(ports: Ports, first: First, wanted: Rows[]): { recs: Rec[]; count: number }[] {
  const areas = wanted.flatMap((one): Area[] =>
    one
      ? [{ sheet: first.book.registers[one.over]!.mirror, row: one.from, rows: one.rows, col: 0, cols: MIRROR_COLUMNS }]
      : [],
  );
  const blocks = areas.length > 0 ? readMore(ports, first, [], areas) : [];
  let next = 0;
  return wanted.map((one) => {
    if (!one) return { recs: [], count: 0 };
    const recs = recsOf(blocks[next++]!);
    for (const rec of recs) first.records[keyOf(rec.register, rec.id)] ??= rec;
    return { recs, count: one.rows };
  });
}

/** Before the commit that begins a job: where to look. A commit that did not stand leaves a key that the tick takes away. */
export function askJobs(
  ports: Ports,
  book: BookMap,
  records: Iterable<Rec>,
  before: (key: string) => Rec | null,
): void {
  for (const rec of records)
    if (rec.job && !before(keyOf(rec.register, rec.id))?.job)
      ports.props.set(`${PROP.job}${book.key}:${rec.register}:${rec.id}`, '');
}
