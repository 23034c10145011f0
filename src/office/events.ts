/**
 * Events leave like documents: leased in the tick's commit, put into the calendar outside the lock, confirmed in one write (reliability:
 * Effects). Their ids follow from their records, so that a run that died finds what it made.
 */
import { eventContent, isPast, noteEvent, placeOf, type EventContent, type Outcome } from '../engine/events';
import { keyOf, openDraft, type Draft } from '../engine/draft';
import { childIds } from '../engine/tallies';
import type { EventPayload, Standing } from '../engine/types';
import { sha256, utf8 } from '../engine/digest';
import { hex } from '../model/canonical';
import { SETUP } from '../model/derived';
import { bookMap, factsOf, linksOf, readFar, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { leaseCell, nameless, type OutRow } from './effects';
import { PROP, type BookMap } from './layout';
import type { CalendarEvent, Ports, Write } from './ports';
import { pageUrl } from './letters';

/** Events of one run, and the time they may take (ms): each is one to three slow calls. */
const MANY = 40;
const BUDGET = 100_000;

interface Order {
  row: OutRow;
  register: string;
  id: string;
  payload: EventPayload;
}
export interface Leased {
  order: Order;
  standing: Standing;
  /** As it should stand; null: it is called off. */
  event: CalendarEvent | null;
}

export const isEvent = (row: OutRow): boolean => row.kind === 'event';
export const eventOrder = (row: OutRow): Order => ({ ...(JSON.parse(row.body) as Omit<Order, 'row'>), row });

/** Of the office, the workbook, the register, the record, its event, and how often it was made anew. Letters a-v and digits (Calendar's rule). */
export function eventId(office: string, path: readonly [string, string, string, string], turn: number): string {
  return `${officeMark(office)}${hex(utf8([...path, turn].join('\n')))}`;
}
export interface EventPath {
  book: string;
  register: string;
  id: string;
  event: string;
}
/** Null: no event of this office. */
export function pathOf(office: string, id: string): EventPath | null {
  const mark = officeMark(office);
  if (!id.startsWith(mark)) return null;
  const [book, register, record, event] = fromHex(id.slice(mark.length)).split('\n');
  return book && register && record && event ? { book, register, id: record, event } : null;
}
const fromHex = (text: string): string => {
  try {
    return decodeURIComponent(text.replace(/../g, '%$&'));
  } catch {
    return '';
  }
};
const officeMark = (office: string): string => `d${sha256(office).slice(0, 12)}`;

/** Reads what these events say: rooms, and the lines whose people are guests. */
export function readForEvents(ports: Ports, first: First, orders: readonly { register: string; id: string }[]): void {
  const of = orders.flatMap(({ register, id }) => {
    const rec = first.records[keyOf(register, id)];
    const model = first.registers[register];
    return rec && model ? [...linksOf(model, rec), ...childIds(model, rec)] : [];
  });
  if (of.length > 0) readMore(ports, first, of);
}

/** In the tick's commit: of several looks at one event the last is taken; what is to be done is complete, nothing is read any more. */
export function leaseEvents(
  ports: Ports,
  first: First,
  draft: Draft,
  orders: Order[],
  writes: Write[],
  until: number,
): Leased[] {
  const out: Leased[] = [];
  const last = new Map(orders.map((order) => [`${order.register}/${order.id}/${order.payload.event}`, order]));
  const office = orders.length > 0 ? bookMap(ports, SETUP).id : '';
  for (const order of orders) {
    const close = (why: string): void => {
      writes.push(leaseCell(order.row.seq, `done|${why}`, order.row.tries));
    };
    if (last.get(`${order.register}/${order.id}/${order.payload.event}`) !== order) {
      close('newer');
      continue;
    }
    const wanted = wantedOf(ports, first, draft, order, office);
    if (typeof wanted === 'string') {
      close(wanted);
      continue;
    }
    if (out.length >= MANY) continue;
    writes.push(leaseCell(order.row.seq, `${until}|${draft.facts.cause}`, order.row.tries + 1));
    out.push(wanted);
  }
  return out;
}

/** What brings the calendar to the record, or why nothing does. */
function wantedOf(ports: Ports, first: First, draft: Draft, order: Order, office: string): Leased | string {
  const key = keyOf(order.register, order.id);
  const rec = draft.records.get(key) ?? first.records[key] ?? null;
  const register = first.registers[order.register];
  const spec = register?.events?.find((one) => one.key === order.payload.event);
  if (!register || !spec || !rec) return 'not-wanted';
  const standing = rec.events?.[spec.key];
  const place = placeOf(register, spec, rec);
  if (place === 'left') return 'left';
  if (place === 'off')
    return standing && !standing.off ? { order, standing: { ...standing, off: true }, event: null } : 'not-wanted';
  const content = eventContent(draft, register, rec, spec);
  if (!content) return 'incomplete';
  if (!standing && isPast(content, draft.facts.now)) return 'past';
  const known = standing !== undefined && !standing.off;
  if (known && standing.digest === content.digest) return 'same';
  const turn = standing ? standing.turn + (known ? 0 : 1) : 0;
  const id = eventId(office, [first.book.key, register.key, rec.id, spec.key], turn);
  const { day, time, minutes, guests, digest } = content;
  return {
    order,
    standing: { id, turn, digest, day, time, minutes, guests, at: draft.facts.now },
    event: eventOf(ports, content, id, order, known ? standing.guests : [], known),
  };
}

function eventOf(
  ports: Ports,
  content: EventContent,
  id: string,
  order: Order,
  ours: string[],
  known: boolean,
): CalendarEvent {
  const { title, lines, day, time, end, zone, guests, room } = content;
  const url = pageUrl(ports, order.register, order.id);
  return { id, title, text: [...lines, url].join('\n'), day, time, end, zone, guests, ours, room, known };
}

/** Left before anything is tried, so that a run that dies, or finds the lock taken, is made good by the tick. */
export function calendarRang(ports: Ports): void {
  ports.props.set(PROP.calendarBell, String(ports.now()));
}

/** Puts what this run has leased, then confirms all of it in one write. What fails is tried again by a later tick. */
export function deliverEvents(ports: Ports, book: BookMap, leased: Leased[]): void {
  if (leased.length === 0) return;
  const end = ports.now() + BUDGET;
  const done: { order: Order; outcome: Outcome }[] = [];
  for (const { order, standing, event } of leased) {
    if (ports.now() > end) break;
    try {
      if (event === null) {
        ports.calendar.remove(standing.id);
        done.push({ order, outcome: { is: 'off', standing } });
        continue;
      }
      const put = ports.calendar.put(event);
      done.push({
        order,
        outcome:
          put === 'deleted'
            ? { is: 'deleted', standing: { ...standing, off: true } }
            : { is: 'on', standing: { ...standing, url: put.url }, taken: put.taken },
      });
    } catch (error) {
      ports.log('event-failed', { id: order.id, why: nameless(String((error as Error).message)) });
    }
  }
  // From the first event on, what people do with it is followed.
  if (ports.props.get(PROP.calendar) === null) calendarRang(ports);
  confirmEvents(ports, book, done);
}

function confirmEvents(ports: Ports, book: BookMap, done: { order: Order; outcome: Outcome }[]): void {
  if (done.length === 0) return;
  const ids = done.map(({ order }) => ({ register: order.register, id: order.id }));
  // Busy: the events stand, and the next tick finds them by their ids.
  deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: [...new Set(ids.map((one) => one.register))], ids });
    readMore(ports, first, ids);
    readFar(ports, first);
    const draft = openDraft(factsOf(first, ports.now(), `events:${done[0]!.order.row.key}`));
    const writes: Write[] = [];
    for (const { order, outcome } of done) {
      const register = first.registers[order.register];
      const spec = register?.events?.find((one) => one.key === order.payload.event);
      writes.push(leaseCell(order.row.seq, `done|${first.meta.commit.n + 1}`, order.row.tries + 1));
      if (register && spec) noteEvent(draft, register, order.id, spec, outcome);
    }
    commit(ports, first, draft, { writes, sentKeys: done.map(({ order }) => order.row.key) });
    return true;
  });
}
