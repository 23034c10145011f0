// Events of Calendar as they are kept: one record an event, seen by its organiser and by every guest in a calendar of their own.

export type Answer = 'needsAction' | 'accepted' | 'declined' | 'tentative';

export interface Guest {
  email: string;
  answer: Answer;
  name?: string;
  comment?: string;
  optional?: boolean;
  /** A room or another thing that is booked. */
  resource?: boolean;
}

/** Epoch ms, end exclusive. All-day events have `date`s too, in civil days, and span them in the calendar's zone. */
export interface Span {
  from: number;
  until: number;
  zone?: string;
  date?: readonly [string, string];
}

/** What Calendar told whom by its own mail; MailApp knows nothing of it. */
export interface Notice {
  at: number;
  kind: 'invitation' | 'update' | 'cancellation';
  to: readonly string[];
}

export interface CalendarEvent extends Span {
  id: string;
  iCalUID: string;
  /** Calendar it was made in, by address: its organiser's. */
  organizer: string;
  creator: string;
  status: 'confirmed' | 'tentative' | 'cancelled';
  summary: string;
  description?: string;
  location?: string;
  guests: readonly Guest[];
  /** `private` is the organiser's copy's alone. */
  extendedProperties?: {
    private?: Readonly<Record<string, string>>;
    shared?: Readonly<Record<string, string>>;
  };
  /** Members that are kept and given back as they came: reminders, visibility, colorId … */
  more: Readonly<Record<string, unknown>>;
  free: boolean;
  guestsCanModify: boolean;
  created: number;
  updated: number;
  /** Counts what guests must hear of. */
  sequence: number;
  /** Number of its last change, rising over the office: etags and sync tokens come from it. */
  change: number;
  /** Calendars it was in and is not any more. */
  left: readonly string[];
  notices: readonly Notice[];
}

export interface Room {
  email: string;
  name: string;
  capacity?: number;
}

export type Events = Readonly<Record<string, CalendarEvent>>;

export const keyOf = (event: Pick<CalendarEvent, 'organizer' | 'id'>): string => `${event.organizer} ${event.id}`;

/** Whether a calendar holds it, or held it: what is gone is cancelled there. */
export const isIn = (event: CalendarEvent, calendar: string): boolean =>
  event.organizer === calendar || event.left.includes(calendar) || event.guests.some((g) => g.email === calendar);

export const isGone = (event: CalendarEvent, calendar: string): boolean =>
  event.status === 'cancelled' || event.left.includes(calendar);

/** An event of a calendar by its id, gone ones too. */
export function eventIn(events: Events, calendar: string, id: string): CalendarEvent | undefined {
  return events[`${calendar} ${id}`] ?? Object.values(events).find((event) => event.id === id && isIn(event, calendar));
}

/** What takes up a calendar's time: not free, not gone, not declined; a room is taken by what it accepted. */
export function isBusy(event: CalendarEvent, calendar: string): boolean {
  if (event.free || isGone(event, calendar)) return false;
  const guest = event.guests.find((g) => g.email === calendar);
  if (!guest) return event.organizer === calendar;
  return guest.resource ? guest.answer === 'accepted' : guest.answer !== 'declined';
}

export const overlap = (a: Span, b: Span): boolean => a.from < b.until && b.from < a.until;
