// An event resource as Calendar v3 writes it, to and from the event that is kept.

import { apiError, notImplemented } from '../errors.ts';
import { isGone, type Answer, type CalendarEvent, type Guest, type Span } from '../store/events.ts';
import { civilAt, epochOf, offsetAt } from '../zones.ts';

export interface Moment {
  dateTime?: string;
  date?: string;
  timeZone?: string;
}
interface Attendee {
  email?: string;
  displayName?: string;
  responseStatus?: Answer;
  comment?: string;
  optional?: boolean;
  resource?: boolean;
}
export interface Resource {
  id?: string;
  iCalUID?: string;
  status?: CalendarEvent['status'];
  summary?: string;
  description?: string;
  location?: string;
  start?: Moment;
  end?: Moment;
  attendees?: Attendee[];
  extendedProperties?: CalendarEvent['extendedProperties'];
  transparency?: string;
  guestsCanModify?: boolean;
  recurrence?: string[];
  [more: string]: unknown;
}

/** Kept and given back as they came. */
const KEPT = [
  'visibility',
  'colorId',
  'reminders',
  'source',
  'attachments',
  'guestsCanInviteOthers',
  'guestsCanSeeOtherGuests',
  'anyoneCanAddSelf',
  'eventType',
];
/** Answered, and passed over when they are sent back. */
const ANSWERED = ['kind', 'etag', 'created', 'updated', 'htmlLink', 'creator', 'organizer', 'sequence', 'hangoutLink'];
const READ = [
  ...['id', 'iCalUID', 'status', 'summary', 'description', 'location', 'start', 'end', 'attendees'],
  ...['extendedProperties', 'transparency', 'guestsCanModify', 'recurrence'],
];
const ANSWERS: readonly string[] = ['needsAction', 'accepted', 'declined', 'tentative'];

/** Throws for what this runtime does not do, by name, instead of leaving it out. */
export function checkMembers(method: string, resource: Resource): void {
  if (resource.recurrence?.length) throw notImplemented(`calendar.events.${method}: recurrence`);
  const unknown = Object.keys(resource).find((name) => ![...READ, ...KEPT, ...ANSWERED].includes(name));
  if (unknown !== undefined) throw notImplemented(`calendar.events.${method}: ${unknown}`);
}

/** Start and end of a resource as a span; 400 in Calendar's words when they make none. */
export function spanOf(method: string, resource: Resource, zone: string): Span {
  const bad = (message: string) => apiError(`calendar.events.${method}`, 400, message);
  const { start, end } = resource;
  if ((start?.date && start.dateTime) || (end?.date && end.dateTime)) throw bad('Invalid start time.');
  if (!start || (!start.date && !start.dateTime)) throw bad('Start time missing.');
  if (!end || (!end.date && !end.dateTime)) throw bad('Missing end time.');
  if (Boolean(start.date) !== Boolean(end.date)) throw bad('Invalid start time.');
  const span: Span = {
    from: epochOfMoment(bad, start, zone),
    until: epochOfMoment(bad, end, zone),
    ...(start.timeZone ? { zone: start.timeZone } : {}),
    ...(start.date ? { date: [start.date, end.date!] as const } : {}),
  };
  if (span.until < span.from || (span.date && span.until === span.from))
    throw bad('The specified time range is empty.');
  return span;
}

function epochOfMoment(bad: (message: string) => Error, moment: Moment, zone: string): number {
  if (moment.date !== undefined) return epochOfDay(bad, moment.date, zone);
  const text = moment.dateTime!;
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (!parts) throw bad('Bad Request');
  if (parts[7]) return Date.parse(text);
  if (!moment.timeZone) throw bad('Missing time zone definition for start time.');
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, ...number[]];
  try {
    return epochOf(moment.timeZone, { year, month: month!, day: day!, hour: hour!, minute: minute!, second: second! });
  } catch {
    throw bad('Invalid time zone definition for start time.');
  }
}

function epochOfDay(bad: (message: string) => Error, date: string, zone: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (!parts || Number.isNaN(Date.parse(date))) throw bad('Invalid value for: Invalid format');
  return epochOf(zone, { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) });
}

/** Guests of a resource; `before` are those it had, when answers not sent stay as they were. */
export function guestsOf(
  method: string,
  attendees: readonly Attendee[],
  isRoom: (email: string) => boolean,
  before: readonly Guest[],
): Guest[] {
  const out = new Map<string, Guest>();
  for (const { email: written, displayName, responseStatus, comment, optional } of attendees) {
    const email = written?.toLowerCase();
    if (!email || !/^[^\s@<>,]+@[^\s@<>,]+$/.test(email))
      throw apiError(`calendar.events.${method}`, 400, 'Invalid attendee email.');
    if (responseStatus !== undefined && !ANSWERS.includes(responseStatus))
      throw apiError(`calendar.events.${method}`, 400, 'Bad Request');
    out.set(email, {
      email,
      answer: responseStatus ?? before.find((guest) => guest.email === email)?.answer ?? 'needsAction',
      ...(displayName ? { name: displayName } : {}),
      ...(comment ? { comment } : {}),
      ...(optional ? { optional } : {}),
      ...(isRoom(email) ? { resource: true } : {}),
    });
  }
  return [...out.values()];
}

export const keptOf = (resource: Resource): Record<string, unknown> =>
  Object.fromEntries(Object.entries(resource).filter(([name]) => KEPT.includes(name)));

/** RFC 3339 in a zone, to the second. */
export function stamp(zone: string, at: number): string {
  const offset = Math.round(offsetAt(zone, at) / 60_000);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const c = civilAt(zone, at);
  const wall = `${String(c.year).padStart(4, '0')}-${two(c.month)}-${two(c.day)}T${two(c.hour)}:${two(c.minute)}:${two(c.second)}`;
  if (offset === 0) return `${wall}Z`;
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

/** The event as a calendar shows it: with the organiser's private marks in the organiser's alone. */
export function resourceOf(event: CalendarEvent, calendar: string, zone: string): Resource {
  const own = event.organizer === calendar;
  const { shared, private: secret } = event.extendedProperties ?? {};
  const some = (marks: object | undefined): boolean => Object.keys(marks ?? {}).length > 0;
  const marks = { ...(own && some(secret) ? { private: secret } : {}), ...(some(shared) ? { shared } : {}) };
  return {
    kind: 'calendar#event',
    etag: etagOf(event),
    id: event.id,
    status: isGone(event, calendar) ? 'cancelled' : event.status,
    htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(`${event.id} ${calendar}`).toString('base64url')}`,
    created: new Date(event.created).toISOString(),
    updated: new Date(event.updated).toISOString(),
    ...(event.summary ? { summary: event.summary } : {}),
    ...(event.description === undefined ? {} : { description: event.description }),
    ...(event.location === undefined ? {} : { location: event.location }),
    creator: { email: event.creator, ...(event.creator === calendar ? { self: true } : {}) },
    organizer: { email: event.organizer, ...(own ? { self: true } : {}) },
    ...momentsOf(event, zone),
    ...(event.free ? { transparency: 'transparent' } : {}),
    iCalUID: event.iCalUID,
    sequence: event.sequence,
    ...(event.guests.length > 0
      ? {
          attendees: event.guests.map((guest) => ({
            email: guest.email,
            ...(guest.name ? { displayName: guest.name } : {}),
            ...(guest.email === event.organizer ? { organizer: true } : {}),
            ...(guest.email === calendar ? { self: true } : {}),
            ...(guest.resource ? { resource: true } : {}),
            ...(guest.optional ? { optional: true } : {}),
            responseStatus: guest.answer,
            ...(guest.comment ? { comment: guest.comment } : {}),
          })),
        }
      : {}),
    ...(event.guestsCanModify ? { guestsCanModify: true } : {}),
    ...(some(marks) ? { extendedProperties: marks } : {}),
    reminders: { useDefault: true },
    eventType: 'default',
    ...event.more,
  };
}

export function momentsOf(event: Span, zone: string): { start: Moment; end: Moment } {
  if (event.date) return { start: { date: event.date[0] }, end: { date: event.date[1] } };
  const of = (at: number): Moment => ({ dateTime: stamp(zone, at), timeZone: event.zone ?? zone });
  return { start: of(event.from), end: of(event.until) };
}

export const etagOf = (event: CalendarEvent): string => `"${event.change}"`;
