// The Calendar advanced service (v3): events with guests and rooms, free and busy, sync tokens. No series, no Meet links.

import { Api } from '../api.ts';
import { JSON_TEXT } from '../bridge.ts';
import { askedAgain, calendarZone, eventsOf, hasCalendar, isRoom, keep, roomsAnswer } from '../calendar/book.ts';
import { freeBusy, type FreeBusyQuery } from '../calendar/free-busy.ts';
import { listPage, type ListOptions } from '../calendar/listing.ts';
import { checkMembers, etagOf, guestsOf, keptOf, resourceOf, spanOf, type Resource } from '../calendar/resource.ts';
import { apiError, badSignature, notImplemented } from '../errors.ts';
import { usedOf, take } from '../quotas.ts';
import { nextRandom } from '../random.ts';
import { eventIn, isGone, type CalendarEvent, type Guest } from '../store/events.ts';

type Answer = { [JSON_TEXT]: string };
interface Options {
  sendUpdates?: string;
  [more: string]: unknown;
}
interface Headers {
  'If-Match'?: string;
}

const OPTIONS = ['sendUpdates', 'sendNotifications', 'conferenceDataVersion', 'maxAttendees', 'fields'];
const ID = /^[a-v0-9]{5,1024}$/;
const json = (value: unknown): Answer => ({ [JSON_TEXT]: JSON.stringify(value) });

/** The calendar an id means: the running account's own, or one it may look into. 404 for any other. */
abstract class OfCalendars extends Api {
  protected calendar(method: string, id: unknown, write = false): string {
    if (typeof id !== 'string') throw badSignature(`Calendar.${method}`, [id]);
    const { effective, runtime } = this._x;
    const calendar = id === 'primary' ? effective : id.toLowerCase();
    if (calendar === effective) return calendar;
    if (!hasCalendar(runtime, calendar) || !runtime.switches.calendarsShared)
      throw apiError(`calendar.${method}`, 404, 'Not Found');
    if (write) throw apiError(`calendar.${method}`, 403, 'You need to have writer access to this calendar.');
    return calendar;
  }
}

class Events extends OfCalendars {
  readonly _class = 'Calendar.Events';

  insert(resource: Resource, calendarId: string, options: Options = {}): Answer {
    const { runtime, effective, clock, random } = this._x;
    const calendar = this.calendar('events.insert', calendarId, true);
    this.check('insert', resource, options);
    const id = resource.id ?? ownId(random);
    if (!ID.test(id)) throw apiError('calendar.events.insert', 400, 'Invalid resource id value.');
    if (eventIn(eventsOf(runtime), calendar, id))
      throw apiError('calendar.events.insert', 409, 'The requested identifier already exists.');
    const quota = `events:${effective}`;
    if (usedOf(runtime.store, quota, clock) >= runtime.quotas.eventsPerDay)
      throw apiError('calendar.events.insert', 403, 'Calendar usage limits exceeded.');
    take(runtime.store, quota, 'calendar', runtime.quotas.eventsPerDay, 1, clock);
    const event: CalendarEvent = {
      ...this.read('insert', resource, []),
      id,
      iCalUID: resource.iCalUID ?? `${id}@google.com`,
      organizer: calendar,
      creator: effective,
      created: clock,
      updated: clock,
      sequence: 0,
      change: 0,
      left: [],
      notices: [],
    };
    return this.kept(event, calendar, options, 'invitation');
  }

  get(calendarId: string, eventId: string): Answer {
    const calendar = this.calendar('events.get', calendarId);
    const event = this.found('get', calendar, eventId);
    if (isGone(event, calendar) && this._x.runtime.switches.deletedEventGet === 'gone')
      throw apiError('calendar.events.get', 410, 'Resource has been deleted');
    return this.told(event, calendar);
  }

  list(calendarId: string, options: ListOptions = {}): Answer {
    return json(listPage(this._x.runtime, this.calendar('events.list', calendarId), options));
  }

  patch(resource: Resource, calendarId: string, eventId: string, options: Options = {}, headers: Headers = {}): Answer {
    const calendar = this.calendar('events.patch', calendarId, true);
    const event = this.found('patch', calendar, eventId, headers);
    const { runtime } = this._x;
    const before = resourceOf(event, calendar, calendarZone(runtime));
    // Members that are null are taken away; marks are put beside those that are there.
    const merged = without({ ...before, ...resource });
    const marks = (kind: 'private' | 'shared') =>
      without({ ...before.extendedProperties?.[kind], ...resource.extendedProperties?.[kind] });
    for (const side of ['start', 'end'] as const)
      if (resource[side]) merged[side] = without({ ...before[side], ...resource[side] });
    if (resource.extendedProperties) merged.extendedProperties = { private: marks('private'), shared: marks('shared') };
    return this.change('patch', event, { sent: resource, whole: merged }, calendar, options);
  }

  /** The whole event anew: what is not sent is gone. */
  update(
    resource: Resource,
    calendarId: string,
    eventId: string,
    options: Options = {},
    headers: Headers = {},
  ): Answer {
    const calendar = this.calendar('events.update', calendarId, true);
    const event = this.found('update', calendar, eventId, headers);
    return this.change('update', event, { sent: resource, whole: resource }, calendar, options);
  }

  remove(calendarId: string, eventId: string, options: Options = {}): undefined {
    const calendar = this.calendar('events.delete', calendarId, true);
    const event = this.found('delete', calendar, eventId);
    this.check('delete', {}, options);
    if (isGone(event, calendar)) throw apiError('calendar.events.delete', 410, 'Resource has been deleted');
    const gone: CalendarEvent =
      event.organizer === calendar
        ? { ...event, status: 'cancelled', sequence: event.sequence + 1 }
        : { ...event, left: [...event.left, calendar], guests: declinedBy(event, calendar) };
    const tell = options.sendUpdates === 'all' && event.organizer === calendar ? 'cancellation' : undefined;
    keep(this._x.runtime, gone, { byScript: true, tell });
    return undefined;
  }

  private change(
    method: string,
    event: CalendarEvent,
    { sent, whole }: { sent: Resource; whole: Resource },
    calendar: string,
    options: Options,
  ): Answer {
    this.check(method, sent, options);
    const { runtime } = this._x;
    if (isGone(event, calendar) && !(runtime.switches.deletedEventPatch === 'revives' && sent.status === 'confirmed'))
      throw apiError(`calendar.events.${method}`, 403, 'Forbidden');
    if (event.organizer !== calendar) return this.answered(method, event, sent, calendar);
    const read = this.read(method, whole, runtime.switches.patchKeepsAnswers ? event.guests : []);
    const moved = read.from !== event.from || read.until !== event.until;
    const staying = new Set(read.guests.map((guest) => guest.email));
    const went = event.guests.map((guest) => guest.email).filter((email) => !staying.has(email));
    const { id, iCalUID, organizer, creator, created, updated, change, notices } = event;
    const next: CalendarEvent = {
      ...{ id, iCalUID, organizer, creator, created, updated, change, notices },
      ...read,
      left: [...event.left.filter((email) => !staying.has(email)), ...went],
      sequence: event.sequence + (moved || went.length > 0 ? 1 : 0),
    };
    return this.kept(moved ? { ...next, guests: askedAgain(runtime, next) } : next, calendar, options, 'update');
  }

  /** A guest's own copy: of what is everybody's only the own answer may be changed. */
  private answered(method: string, event: CalendarEvent, sent: Resource, calendar: string): Answer {
    const own = sent.attendees?.find((one) => one.email?.toLowerCase() === calendar);
    if (Object.keys(sent).some((name) => name !== 'attendees') || !own?.responseStatus)
      throw apiError(`calendar.events.${method}`, 403, 'Forbidden');
    const guests = event.guests.map((guest) =>
      guest.email === calendar ? { ...guest, answer: own.responseStatus! } : guest,
    );
    return this.told(keep(this._x.runtime, { ...event, guests }, { byScript: true }), calendar);
  }

  /** Keeps it and answers with what was kept: rooms answer a moment later. */
  private kept(event: CalendarEvent, calendar: string, options: Options, tell: 'invitation' | 'update'): Answer {
    const kept = keep(this._x.runtime, event, {
      byScript: true,
      tell: options.sendUpdates === 'all' ? tell : undefined,
    });
    const answer = this.told(kept, calendar);
    roomsAnswer(this._x.runtime, kept, true);
    return answer;
  }

  private read(method: string, resource: Resource, answers: readonly Guest[]) {
    const { runtime } = this._x;
    const { description, location, extendedProperties } = resource;
    return {
      ...spanOf(method, resource, calendarZone(runtime)),
      status: resource.status ?? 'confirmed',
      summary: resource.summary ?? '',
      ...(description === undefined ? {} : { description }),
      ...(location === undefined ? {} : { location }),
      guests: guestsOf(method, resource.attendees ?? [], (email) => isRoom(runtime, email), answers),
      ...(extendedProperties === undefined ? {} : { extendedProperties }),
      free: resource.transparency === 'transparent',
      guestsCanModify: resource.guestsCanModify === true,
      more: keptOf(resource),
    };
  }

  private check(method: string, resource: Resource, options: Options): void {
    checkMembers(method, resource);
    const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
    if (unknown !== undefined) throw notImplemented(`calendar.events.${method}: ${unknown}`);
  }

  private found(method: string, calendar: string, id: string, headers: Headers = {}): CalendarEvent {
    const event = eventIn(eventsOf(this._x.runtime), calendar, id);
    if (!event) throw apiError(`calendar.events.${method}`, 404, 'Not Found');
    const match = headers['If-Match'];
    if (match !== undefined && match !== etagOf(event))
      throw apiError(`calendar.events.${method}`, 412, 'Precondition Failed');
    return event;
  }

  private told(event: CalendarEvent, calendar: string): Answer {
    return json(resourceOf(event, calendar, calendarZone(this._x.runtime)));
  }
}

export const declinedBy = (event: CalendarEvent, email: string): Guest[] =>
  event.guests.map((guest) => (guest.email === email ? { ...guest, answer: 'declined' } : guest));

const without = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as T;

function ownId(random: { seed: number }): string {
  let id = '';
  for (let i = 0; i < 26; i++) id += Math.floor(nextRandom(random) * 32).toString(32);
  return id;
}

class Freebusy extends Api {
  readonly _class = 'Calendar.Freebusy';
  query(query: FreeBusyQuery): Answer {
    return json(freeBusy(this._x.runtime, this._x.effective, query));
  }
}

class Calendars extends OfCalendars {
  readonly _class: string = 'Calendar.Calendars';
  get(calendarId: string): Answer {
    return json(this.shown('calendars', calendarId));
  }
  protected shown(what: string, calendarId: string): Record<string, unknown> {
    const id = this.calendar(`${what}.get`, calendarId);
    return { kind: 'calendar#calendar', etag: '"0"', id, summary: id, timeZone: calendarZone(this._x.runtime) };
  }
}

class CalendarList extends Calendars {
  override readonly _class = 'Calendar.CalendarList';
  override get(calendarId: string): Answer {
    const shown = this.shown('calendarList', calendarId);
    const own = shown['id'] === this._x.effective;
    return json({
      ...shown,
      kind: 'calendar#calendarListEntry',
      accessRole: own ? 'owner' : 'reader',
      ...(own ? { primary: true } : {}),
    });
  }
}

/** Global `Calendar`, when the manifest switches the advanced service on. */
export class CalendarService extends Api {
  readonly _class = 'Calendar';
  readonly Events = new Events(this._x);
  readonly Freebusy = new Freebusy(this._x);
  readonly Calendars = new Calendars(this._x);
  readonly CalendarList = new CalendarList(this._x);
}
