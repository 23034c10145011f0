// A person in their calendar: makes events, answers invitations, moves, deletes, invites. Triggers of every calendar hear of it.

import { askedAgain, eventsOf, isRoom, keep, roomsAnswer } from '../calendar/book.ts';
import { Refused } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { eventIn, isGone, type Answer, type CalendarEvent, type Guest } from '../store/events.ts';

export interface NewEvent {
  title: string;
  /** Epoch ms, end exclusive. */
  from: number;
  until: number;
  /** Addresses of people and rooms. */
  guests?: readonly string[];
  description?: string;
}

export function calendarActs(runtime: Runtime, who: string) {
  const me = who.toLowerCase();
  const found = (id: string): CalendarEvent => {
    const event = eventIn(eventsOf(runtime), me, id);
    if (!event || isGone(event, me)) throw new Refused(`no event ${id} in the calendar of ${me}`);
    return event;
  };
  const mine = (event: CalendarEvent): CalendarEvent => {
    if (event.organizer !== me && !event.guestsCanModify) throw new Refused('only its organiser may change it');
    return event;
  };
  const ordered = (from: number, until: number): void => {
    if (!(from < until)) throw new Refused('an event ends after it begins');
  };
  const guest = (email: string): Guest => ({
    email: email.toLowerCase(),
    answer: email.toLowerCase() === me ? 'accepted' : 'needsAction',
    ...(isRoom(runtime, email.toLowerCase()) ? { resource: true } : {}),
  });
  const answered = (event: CalendarEvent, answer: Answer, comment?: string): Guest[] =>
    event.guests.map((one) => (one.email === me ? { ...one, answer, ...(comment ? { comment } : {}) } : one));
  const kept = (event: CalendarEvent, tell: 'invitation' | 'update'): CalendarEvent =>
    roomsAnswer(runtime, keep(runtime, event, { byScript: false, tell }), false);

  return {
    create({ title, from, until, guests = [], description }: NewEvent): string {
      ordered(from, until);
      const id = `p${runtime.store.nextSerial().toString(32)}`.padEnd(6, '0');
      const asked = [...new Set(guests)].map(guest);
      // Who invites others is a guest of it too, and comes.
      const all = asked.length > 0 && !asked.some((one) => one.email === me) ? [guest(me), ...asked] : asked;
      kept(
        {
          id,
          iCalUID: `${id}@google.com`,
          organizer: me,
          creator: me,
          status: 'confirmed',
          summary: title,
          ...(description ? { description } : {}),
          from,
          until,
          guests: all,
          more: {},
          free: false,
          guestsCanModify: false,
          created: runtime.now,
          updated: runtime.now,
          sequence: 0,
          change: 0,
          left: [],
          notices: [],
        },
        'invitation',
      );
      return id;
    },
    respond(id: string, answer: Answer, comment?: string): void {
      const event = found(id);
      if (!event.guests.some((one) => one.email === me)) throw new Refused(`${me} is no guest of ${event.summary}`);
      keep(runtime, { ...event, guests: answered(event, answer, comment) }, { byScript: false });
    },
    move(id: string, from: number, until?: number): void {
      const event = mine(found(id));
      const end = until ?? from + (event.until - event.from);
      ordered(from, end);
      const { date: _date, ...timed } = event;
      const moved = { ...timed, from, until: end, sequence: event.sequence + 1 };
      kept({ ...moved, guests: askedAgain(runtime, moved) }, 'update');
    },
    remove(id: string): void {
      const event = found(id);
      if (event.organizer === me) {
        const gone: CalendarEvent = { ...event, status: 'cancelled', sequence: event.sequence + 1 };
        keep(runtime, gone, { byScript: false, tell: 'cancellation' });
        return;
      }
      const guests = answered(event, 'declined');
      keep(runtime, { ...event, guests, left: [...event.left, me] }, { byScript: false });
    },
    invite(id: string, email: string): void {
      const event = mine(found(id));
      if (event.guests.some((one) => one.email === email.toLowerCase()))
        throw new Refused(`${email} is a guest of ${event.summary} already`);
      const left = event.left.filter((one) => one !== email.toLowerCase());
      kept({ ...event, left, guests: [...event.guests, guest(email)] }, 'invitation');
    },
  };
}
