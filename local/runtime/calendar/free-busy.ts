// `Freebusy.query`: when calendars are taken, without saying by what.

import { apiError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { isBusy } from '../store/events.ts';
import { eventsOf, hasCalendar } from './book.ts';
import { stamp } from './resource.ts';

export interface FreeBusyQuery {
  timeMin?: string;
  timeMax?: string;
  timeZone?: string;
  items?: { id: string }[];
}

/** At most so many calendars in one query. */
const MOST = 50;

/** Everybody of the domain and every room may be asked for; any other calendar is not found. */
export function freeBusy(runtime: Runtime, me: string, query: FreeBusyQuery): Record<string, unknown> {
  const bad = (message: string) => apiError('calendar.freebusy.query', 400, message);
  const min = Date.parse(query.timeMin ?? '');
  const max = Date.parse(query.timeMax ?? '');
  if (Number.isNaN(min) || Number.isNaN(max)) throw bad('Bad Request');
  if (max <= min) throw bad('The specified time range is empty.');
  const items = query.items ?? [];
  if (items.length > MOST) throw bad('The number of requested calendars is too large.');
  const zone = query.timeZone ?? 'UTC';
  const calendars = items.map(({ id }) => {
    const calendar = id === 'primary' ? me : id.toLowerCase();
    if (!hasCalendar(runtime, calendar)) return [id, { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] }];
    const spans = busySpans(runtime, calendar, min, max);
    return [id, { busy: spans.map(([from, until]) => ({ start: stamp(zone, from), end: stamp(zone, until) })) }];
  });
  return {
    kind: 'calendar#freeBusy',
    timeMin: new Date(min).toISOString(),
    timeMax: new Date(max).toISOString(),
    calendars: Object.fromEntries(calendars) as unknown,
  };
}

/** Spans [from, until) in epoch ms in which a calendar is taken, in order, those that touch made one. */
export function busySpans(runtime: Runtime, calendar: string, min: number, max: number): [number, number][] {
  const out: [number, number][] = [];
  const spans = Object.values(eventsOf(runtime))
    .filter((event) => isBusy(event, calendar) && event.from < max && event.until > min)
    .map((event): [number, number] => [Math.max(event.from, min), Math.min(event.until, max)])
    .sort((a, b) => a[0] - b[0]);
  for (const [from, until] of spans) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else out.push([from, until]);
  }
  return out;
}
