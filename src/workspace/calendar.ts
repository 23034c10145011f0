/**
 * The office account's calendar over the Calendar advanced service, by ids of our own. An id once deleted is never free again: insert
 * answers 409 then, too, so that only a look at the event says how it stands (reliability: failures 32, 38).
 */
import { toCivil } from '../engine/civil';
import { startOf, type Seen } from '../engine/events';
import type { Calendar, CalendarEvent } from '../office/ports';
import { retrying } from './books';

type Event = GoogleAppsScript.Calendar.Schema.Event;
type Attendee = GoogleAppsScript.Calendar.Schema.EventAttendee;
interface Events {
  insert(resource: Event, calendar: string, options?: object): Event;
  get(calendar: string, id: string): Event;
  patch(resource: Event, calendar: string, id: string, options?: object): Event;
  remove(calendar: string, id: string, options?: object): void;
  list(calendar: string, options: object): { items?: Event[]; nextPageToken?: string; nextSyncToken?: string };
}

const OWN = 'primary';
/** Google itself invites, tells of changes and of what is called off. */
const TELL = { sendUpdates: 'all' };

function api(): Events {
  const found = typeof Calendar === 'undefined' ? undefined : Calendar?.Events;
  if (!found) throw new Error('The Calendar service is not enabled for this project');
  return found;
}

/** Google's answers, told apart by their words: the advanced service throws plain errors. */
const says = (error: unknown, pattern: RegExp): boolean => pattern.test(String((error as Error)?.message ?? error));
const MISSING = /\b404\b|not found/i;
const GONE = /\b410\b|has been deleted/i;
const TAKEN = /\b409\b|already exists|duplicate/i;
/** A token too old, or of a calendar that was cleared: everything is read once more. */
const STALE = /\b410\b|sync token|full sync/i;

export function calendar(sleep: (ms: number) => void): Calendar {
  const call = <T>(work: () => T): T => retrying(sleep, work);

  const look = (id: string): Event | null => {
    try {
      return call(() => api().get(OWN, id));
    } catch (error) {
      if (says(error, MISSING) || says(error, GONE)) return null;
      throw error;
    }
  };

  /** Title of what has the room at that time: another event of ours there, or anything in the room's own calendar. */
  const holder = (event: CalendarEvent, standing: Event | null): string | null => {
    if (!event.room) return null;
    const [from, until] = [startOf(event), startOf({ ...event.end, zone: event.zone })];
    const span = { timeMin: new Date(from).toISOString(), timeMax: new Date(until).toISOString() };
    const ours = call(() =>
      api().list(OWN, { ...span, singleEvents: true, privateExtendedProperty: `room=${event.room!.id}` }),
    ).items;
    const other = ours?.find((one) => one.id !== event.id && one.status !== 'cancelled');
    if (other) return other.summary ?? '';
    const { address } = event.room;
    if (address === null) return null;
    const busy = call(() => Calendar!.Freebusy.query({ ...span, items: [{ id: address }] })).calendars as
      Record<string, { busy?: { start?: string; end?: string }[] }> | undefined;
    const booked = standing?.attendees?.some((guest) => guest.email === address && guest.responseStatus !== 'declined');
    const own = booked ? [momentOf(standing?.start), momentOf(standing?.end)] : [0, 0];
    const foreign = busy?.[address]?.busy?.some(
      (one) => Date.parse(one.start ?? '') < own[0]! || Date.parse(one.end ?? '') > own[1]!,
    );
    return foreign ? '' : null;
  };

  return {
    put(event) {
      let there = event.known ? look(event.id) : null;
      const taken = there?.status === 'cancelled' ? null : holder(event, there);
      if (!there) {
        try {
          // Not tried again here: an answer that got lost is found by the id.
          const made = api().insert(resourceOf(event, taken, []), OWN, TELL);
          return { url: made.htmlLink ?? '', taken };
        } catch (error) {
          if (!says(error, TAKEN)) throw error;
          there = look(event.id);
        }
      }
      if (!there || there.status === 'cancelled') return 'deleted';
      const resource = resourceOf(event, taken, there.attendees ?? []);
      const put = call(() => api().patch(resource, OWN, event.id, TELL));
      return { url: put.htmlLink ?? there.htmlLink ?? '', taken };
    },

    remove(id) {
      try {
        call(() => {
          api().remove(OWN, id, TELL);
        });
      } catch (error) {
        if (!says(error, MISSING) && !says(error, GONE)) throw error;
      }
    },

    changes(token, zone) {
      const events: Seen[] = [];
      let pageToken: string | undefined;
      for (;;) {
        let page: ReturnType<Events['list']>;
        try {
          const where = { ...(token === null ? {} : { syncToken: token }), ...(pageToken ? { pageToken } : {}) };
          page = call(() => api().list(OWN, { showDeleted: true, maxResults: 250, ...where }));
        } catch (error) {
          if (token === null || !says(error, STALE)) throw error;
          token = null;
          pageToken = undefined;
          events.length = 0;
          continue;
        }
        for (const item of page.items ?? []) events.push(seenOf(item, zone));
        pageToken = page.nextPageToken;
        if (!pageToken) return { events, token: page.nextSyncToken ?? '' };
      }
    },
  };
}

/** Who is invited: ours as wanted, with the answers they gave; whom people invited stays. The room only where it is free. */
function resourceOf(event: CalendarEvent, taken: string | null, there: Attendee[]): Event {
  const mine = new Set([...event.ours, ...(event.room?.address ? [event.room.address] : [])]);
  const wanted = [...event.guests, ...(event.room?.address && taken === null ? [event.room.address] : [])];
  const answered = new Map(there.map((guest) => [(guest.email ?? '').toLowerCase(), guest]));
  const others = there.filter((guest) => {
    const address = (guest.email ?? '').toLowerCase();
    return !mine.has(address) && !wanted.includes(address) && guest.resource !== true;
  });
  return {
    id: event.id,
    summary: event.title,
    description: event.text,
    location: event.room && taken === null ? event.room.name : '',
    start: { dateTime: `${event.day}T${event.time}:00`, timeZone: event.zone },
    end: { dateTime: `${event.end.day}T${event.end.time}:00`, timeZone: event.zone },
    attendees: [
      ...others,
      ...wanted.map(
        (email): Attendee =>
          answered.get(email) ?? { email, ...(email === event.room?.address ? { resource: true } : {}) },
      ),
    ],
    extendedProperties: { private: { room: event.room && taken === null ? event.room.id : '' } },
  };
}

type When = Event['start'];
const momentOf = (when: When): number => Date.parse(when?.dateTime ?? (when?.date ? `${when.date}T00:00:00Z` : ''));

const ANSWERS = { accepted: 'accepted', declined: 'declined', tentative: 'tentative' } as const;

/** A whole day somebody made of it is its midnight and as many days. */
function seenOf(item: Event, zone: string): Seen {
  const deleted = item.status === 'cancelled';
  const start = momentOf(item.start);
  const minutes = Math.round((momentOf(item.end) - start) / 60_000);
  const civil = Number.isFinite(start) ? toCivil(start, zone) : { date: '', time: '' };
  return {
    id: item.id ?? '',
    deleted,
    day: item.start?.date ?? civil.date,
    time: item.start?.date ? '00:00' : civil.time,
    minutes,
    answers: (item.attendees ?? []).map((guest) => ({
      who: (guest.email ?? '').toLowerCase(),
      says: ANSWERS[guest.responseStatus as keyof typeof ANSWERS] ?? 'open',
    })),
  };
}
