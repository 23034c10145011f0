// A calendar to look at: a meeting that waits for an answer and clashes with another, days away, and a room.

import type { LocalOffice } from '../../../local/office.ts';
import { eventsOf } from '../../../local/runtime/calendar/book.ts';
import type { CalendarEvent } from '../../../local/runtime/store/events.ts';

export const LIN = 'lin@demo.example';
export const CHEN = 'chen@demo.example';
const ROOM = 'meeting-3f@resource.demo.example';

export function named(office: LocalOffice, title: string): CalendarEvent {
  const found = Object.values(eventsOf(office.runtime)).find((event) => event.summary === title);
  if (!found) throw new Error(`no event ${title}`);
  return found;
}

/** In the first week of March 2026, Taipei. */
export function meetings(office: LocalOffice): LocalOffice {
  office.runtime.store.set({ rooms: [{ email: ROOM, name: '三樓會議室' }] });
  const at = (text: string): number => Date.parse(`${text}+08:00`);
  const put = (who: string, title: string, from: string, until: string, guests: string[] = []): string =>
    office.runtime.person(who).createEvent({ title, from: at(from), until: at(until), guests });
  put(CHEN, '報價檢討', '2026-03-03T10:00', '2026-03-03T11:00', [LIN, ROOM]);
  put(LIN, '準備報價', '2026-03-03T10:30', '2026-03-03T11:30');
  put(LIN, '出差', '2026-03-05T00:00', '2026-03-07T00:00');
  return office;
}
