// Whose calendar is looked at: one's own, the office's, or a room's; and what stands in it.

import { eventsOf } from '../../runtime/calendar/book.ts';
import { isGone, isIn, type CalendarEvent } from '../../runtime/store/events.ts';
import type { Rec } from '../../../src/engine/types';
import type { Visit } from '../visit.ts';

export interface Whose {
  email: string;
  name: string;
  kind: 'mine' | 'office' | 'room';
}

/** Calendars one may look at here, one's own first. Rooms are those of the register and those the calendar knows. */
export function calendarsOf(v: Visit): Whose[] {
  const { office, t } = v;
  const rooms = new Map((office.runtime.store.state.rooms ?? []).map((room) => [room.email, room.name]));
  for (const { values, deleted } of roomRecords(v)) {
    const { calendar, name } = values;
    if (!deleted && typeof calendar === 'string' && calendar)
      rooms.set(calendar, typeof name === 'string' ? name : calendar);
  }
  for (const event of Object.values(eventsOf(office.runtime)))
    for (const guest of event.guests)
      if (guest.resource && !rooms.has(guest.email)) rooms.set(guest.email, guest.name ?? guest.email.split('@')[0]!);
  return [
    ...(v.me ? [{ email: v.me.email, name: t('calMine', { name: v.me.name }), kind: 'mine' as const }] : []),
    { email: office.runtime.owner, name: t('calOffice'), kind: 'office' },
    ...[...rooms].map(([email, name]) => ({ email, name, kind: 'room' as const })),
  ];
}

function roomRecords(v: Visit): Rec[] {
  try {
    return v.office.records('rooms');
  } catch {
    return []; // An office without that register has the rooms its events name.
  }
}

/** Events that stand in a calendar, by their start. */
export function standingIn(v: Visit, calendar: string): CalendarEvent[] {
  return Object.values(eventsOf(v.office.runtime))
    .filter((event) => isIn(event, calendar) && !isGone(event, calendar))
    .sort((a, b) => a.from - b.from || b.until - a.until);
}

/** Invitations of a person that wait for an answer and are not over. */
export function unanswered(v: Visit): number {
  const me = v.me?.email ?? '';
  return standingIn(v, me).filter(
    (event) =>
      event.until > v.office.runtime.now && event.guests.some((g) => g.email === me && g.answer === 'needsAction'),
  ).length;
}
