/**
 * The high-water mark of a workbook, kept outside it: a restored older version is below it, numbers never fall, and the next
 * read knows where machine rows end (reliability: What people do to the sheet). At most 8 KB a workbook.
 */
import type { Counter, Meta } from '../engine/meta';
import { fingerprint } from '../engine/digest';
import { PROP } from './layout';
import type { Ports } from './ports';

export interface Mark {
  n: number;
  /** Last commit before an alarm; n itself when all is well. */
  good: number;
  at: number;
  journal: number;
  head: string;
  counters: Record<string, Counter>;
  patterns: Record<string, string>;
  sizes: Meta['sizes'];
  /** Last commits: number, time, what, short keys of effects confirmed. */
  tail: { n: number; at: number; what: string; sent?: string[] }[];
}

const EMPTY: Mark = {
  n: 0,
  good: 0,
  at: 0,
  journal: 0,
  head: '',
  counters: {},
  patterns: {},
  sizes: { journal: 0, head: '', outbox: [1, 1], clocks: [1, 1], intake: 0 },
  tail: [],
};
const TAIL = 100;
const BYTES = 8000;

export function readMark(ports: Ports, book: string): Mark {
  const text = ports.props.get(PROP.mark + book);
  return text ? (JSON.parse(text) as Mark) : { ...EMPTY };
}

/** Stores what the workbook now holds. `what` names the commit for people ("TKT-2026-00017 結案"). */
export function writeMark(
  ports: Ports,
  book: string,
  mark: Mark,
  meta: Meta,
  patterns: Record<string, string>,
  what: string,
  sent: string[],
): Mark {
  const tail = [
    ...mark.tail,
    {
      n: meta.commit.n,
      at: meta.commit.at,
      what: what.slice(0, 60),
      ...(sent.length > 0 ? { sent: sent.map(short) } : {}),
    },
  ].slice(-TAIL);
  let next: Mark = {
    n: meta.commit.n,
    good: meta.held ? mark.good : meta.commit.n,
    at: meta.commit.at,
    journal: meta.sizes.journal,
    head: meta.sizes.head,
    counters: meta.counters,
    patterns: { ...mark.patterns, ...patterns },
    sizes: meta.sizes,
    tail,
  };
  let text = JSON.stringify(next);
  while (text.length > BYTES && next.tail.length > 5) {
    next = { ...next, tail: next.tail.slice(Math.ceil(next.tail.length / 4)) };
    text = JSON.stringify(next);
  }
  ports.props.set(PROP.mark + book, text);
  return next;
}

export const short = (key: string): string => fingerprint(key).slice(0, 10);

/** Was an effect with this key confirmed in a commit the mark remembers? Asked after a restore (I5). */
export const wasSent = (mark: Mark, key: string): boolean => mark.tail.some((t) => t.sent?.includes(short(key)));

/** Counters never fall: the greater of what the workbook says and what the mark remembers. */
export function raiseCounters(meta: Meta, mark: Mark): void {
  for (const [register, known] of Object.entries(mark.counters)) {
    const mine = (meta.counters[register] ??= { rows: 0, series: {} });
    mine.rows = Math.max(mine.rows, known.rows);
    for (const [series, s] of Object.entries(known.series)) {
      const have = mine.series[series];
      if (!have || have.next < s.next) mine.series[series] = JSON.parse(JSON.stringify(s)) as typeof s;
    }
  }
}
