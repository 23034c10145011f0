// `Events.list`: filters, pages and sync tokens over what is kept.

import { apiError, notImplemented } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { isGone, isIn, type CalendarEvent } from '../store/events.ts';
import { calendarZone, eventsOf } from './book.ts';
import { etagOf, resourceOf, type Resource } from './resource.ts';

export interface ListOptions {
  syncToken?: string;
  pageToken?: string;
  updatedMin?: string;
  timeMin?: string;
  timeMax?: string;
  singleEvents?: boolean;
  showDeleted?: boolean;
  privateExtendedProperty?: string | string[];
  maxResults?: number;
  orderBy?: string;
  q?: string;
  iCalUID?: string;
  timeZone?: string;
}

const KNOWN = [
  ...['syncToken', 'pageToken', 'updatedMin', 'timeMin', 'timeMax', 'singleEvents', 'showDeleted'],
  ...['privateExtendedProperty', 'maxResults', 'orderBy', 'q', 'iCalUID', 'timeZone', 'fields'],
];
/** What cannot stand beside a sync token. */
const NOT_WITH_TOKEN = [
  ...['iCalUID', 'orderBy', 'privateExtendedProperty', 'q', 'timeMin', 'timeMax', 'updatedMin'],
] as const;
const DAY = 86_400_000;

const bad = (message: string) => apiError('calendar.events.list', 400, message);

/** One page of a calendar. A token holds the number of the last change it knows, and when it was given. */
export function listPage(runtime: Runtime, calendar: string, options: ListOptions): Record<string, unknown> {
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw notImplemented(`calendar.events.list: ${unknown}`);
  const since = options.syncToken === undefined ? undefined : tokenOf(runtime, calendar, options);
  const zone = options.timeZone ?? calendarZone(runtime);
  const all = Object.values(eventsOf(runtime)).filter((event) => isIn(event, calendar));
  const found = ordered(all.filter(filterOf(calendar, options, since)), options);
  const size = Math.min(options.maxResults ?? 250, 2500);
  const from = options.pageToken === undefined ? 0 : Number(options.pageToken);
  if (!Number.isInteger(from) || from < 0 || size < 1) throw bad('Invalid Value');
  const more = from + size < found.length;
  const synced = (['orderBy', 'privateExtendedProperty', 'q', 'updatedMin', 'iCalUID'] as const).every(
    (name) => options[name] === undefined,
  );
  const last = Math.max(0, ...all.map((event) => event.change));
  return {
    kind: 'calendar#events',
    etag: `"p${last}"`,
    summary: calendar,
    updated: new Date(Math.max(0, ...all.map((event) => event.updated))).toISOString(),
    timeZone: calendarZone(runtime),
    accessRole: 'owner',
    defaultReminders: [],
    items: found.slice(from, from + size).map((event) => shown(event, calendar, zone)),
    ...(more ? { nextPageToken: String(from + size) } : {}),
    ...(!more && synced ? { nextSyncToken: tokenFor(calendar, last, runtime.now) } : {}),
  };
}

/** Of an event that is gone only its id is sure. */
function shown(event: CalendarEvent, calendar: string, zone: string): Resource {
  if (!isGone(event, calendar)) return resourceOf(event, calendar, zone);
  return { kind: 'calendar#event', etag: etagOf(event), id: event.id, status: 'cancelled' };
}

function filterOf(calendar: string, options: ListOptions, since: number | undefined) {
  if (since !== undefined) return (event: CalendarEvent): boolean => event.change > since;
  const at = (text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) throw bad('Bad Request');
    return Date.parse(text);
  };
  const [min, max, changed] = [at(options.timeMin), at(options.timeMax), at(options.updatedMin)];
  if (min !== undefined && max !== undefined && max <= min) throw bad('The specified time range is empty.');
  const marks = [options.privateExtendedProperty ?? []].flat().map((text) => text.split(/=(.*)/s));
  const words = options.q?.toLowerCase();
  return (event: CalendarEvent): boolean =>
    (options.showDeleted === true || changed !== undefined || !isGone(event, calendar)) &&
    (changed === undefined || event.updated >= changed) &&
    (min === undefined || event.until > min) &&
    (max === undefined || event.from < max) &&
    (options.iCalUID === undefined || event.iCalUID === options.iCalUID) &&
    marks.every(
      ([name, value]) => event.organizer === calendar && event.extendedProperties?.private?.[name!] === (value ?? ''),
    ) &&
    (words === undefined ||
      [event.summary, event.description, event.location].some((text) => text?.toLowerCase().includes(words)));
}

function ordered(events: CalendarEvent[], options: ListOptions): CalendarEvent[] {
  if (options.orderBy === undefined) return events;
  if (options.orderBy === 'updated') return events.sort((a, b) => a.updated - b.updated || a.change - b.change);
  if (options.orderBy !== 'startTime') throw bad('Invalid Value');
  if (options.singleEvents !== true) throw bad('The requested ordering is not available for the particular query.');
  return events.sort((a, b) => a.from - b.from || a.change - b.change);
}

const tokenFor = (calendar: string, last: number, now: number): string =>
  Buffer.from(JSON.stringify([calendar, last, Math.floor(now)])).toString('base64url');

function tokenOf(runtime: Runtime, calendar: string, options: ListOptions): number {
  const beside = NOT_WITH_TOKEN.find((name) => options[name] !== undefined);
  if (beside !== undefined) throw bad(`Sync token cannot be used with ${beside}.`);
  const gone = () => apiError('calendar.events.list', 410, 'Sync token is no longer valid, a full sync is required.');
  try {
    const [whose, last, given] = JSON.parse(Buffer.from(options.syncToken!, 'base64url').toString()) as [
      string,
      number,
      number,
    ];
    if (whose === calendar && runtime.now - given <= runtime.switches.syncTokenDays * DAY) return last;
  } catch {
    // A token nobody gave is as good as an old one.
  }
  throw gone();
}
