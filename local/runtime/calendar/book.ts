// The one way an event changes, whoever changes it: a number for the change, rooms that answer, triggers that hear of it.

import type { Runtime } from '../runtime.ts';
import { isBusy, isGone, keyOf, overlap, type CalendarEvent, type Events, type Guest } from '../store/events.ts';

export const eventsOf = (runtime: Runtime): Events => runtime.store.state.calendar ?? {};

/** Zone of every calendar of the office, unless somebody set another. */
export const calendarZone = (runtime: Runtime): string => runtime.store.state.calendarZone ?? runtime.zone;

/** Rooms have addresses of their own kind; others may be said to be rooms. */
export const isRoom = (runtime: Runtime, email: string): boolean =>
  email.endsWith(`@resource.${runtime.domain}`) ||
  email.endsWith('@resource.calendar.google.com') ||
  (runtime.store.state.rooms ?? []).some((room) => room.email === email);

/** Whether an address has a calendar here: people of the domain and rooms. */
export const hasCalendar = (runtime: Runtime, email: string): boolean =>
  email === runtime.owner ||
  email.endsWith(`@${runtime.domain}`) ||
  isRoom(runtime, email) ||
  runtime.store.state.people.some((one) => one.email === email);

/**
 * Keeps an event as changed now and gives it as kept. `byScript`: whether triggers hear of a script's own change is
 * unproven (switch). `tell` is what Calendar mails about, to all guests but the organiser and rooms.
 */
export function keep(
  runtime: Runtime,
  event: CalendarEvent,
  how: { byScript: boolean; tell?: 'invitation' | 'update' | 'cancellation' | undefined },
): CalendarEvent {
  const { store, now } = runtime;
  const before = eventsOf(runtime)[keyOf(event)];
  const to = event.guests.filter((g) => !g.resource && g.email !== event.organizer).map((g) => g.email);
  const kept: CalendarEvent = {
    ...event,
    updated: now,
    change: store.nextSerial(),
    notices: how.tell && to.length > 0 ? [...event.notices, { at: now, kind: how.tell, to }] : event.notices,
  };
  store.set({ calendar: { ...eventsOf(runtime), [keyOf(kept)]: kept } });
  if (!how.byScript || runtime.switches.scriptsFireCalendar) raise(runtime, before, kept);
  return kept;
}

/** Rooms take what they are asked for when they are free then, and decline what they cannot; they answer once. */
export function roomsAnswer(runtime: Runtime, event: CalendarEvent, byScript: boolean): CalendarEvent {
  if (!runtime.switches.roomsAnswer || event.status === 'cancelled') return event;
  const answer = (guest: Guest): Guest => {
    if (!isRoom(runtime, guest.email) || guest.answer !== 'needsAction') return guest;
    const taken = Object.values(eventsOf(runtime)).some(
      (other) => keyOf(other) !== keyOf(event) && isBusy(other, guest.email) && overlap(other, event),
    );
    return { ...guest, answer: taken ? 'declined' : 'accepted' };
  };
  const guests = event.guests.map(answer);
  const same = guests.every((guest, i) => guest.answer === event.guests[i]!.answer);
  return same ? event : keep(runtime, { ...event, guests }, { byScript });
}

/** Calendars that show something else now hear of it. */
function raise(runtime: Runtime, before: CalendarEvent | undefined, after: CalendarEvent): void {
  const calendars = new Set([
    after.organizer,
    ...after.guests.map((g) => g.email),
    ...(before?.guests ?? []).map((g) => g.email),
  ]);
  for (const calendar of calendars)
    if (before && isGone(before, calendar) && isGone(after, calendar)) calendars.delete(calendar);
  for (const trigger of runtime.store.state.triggers)
    if (trigger.event === 'ON_EVENT_UPDATED' && calendars.has(trigger.sourceId) && !trigger.disabled)
      runtime.enqueue(trigger.id, { kind: 'calendar', calendarId: trigger.sourceId });
}

/** Guests after a change of time: Calendar asks people again, rooms look again. */
export function askedAgain(runtime: Runtime, event: CalendarEvent): readonly Guest[] {
  return event.guests.map((guest) =>
    isRoom(runtime, guest.email) || (runtime.switches.moveAsksAgain && guest.email !== event.organizer)
      ? { ...guest, answer: 'needsAction' as const }
      : guest,
  );
}
