// What people do in their calendars, as somebody: `calendar: { respond: declined, event: <title, /pattern/ or id>, comment? }`,
// `{ move: <event>, to: 2026-03-10T10:00, until? }`, `{ delete: <event> }`, `{ invite: <address>, event: <event> }` and
// `{ busy: <title>, from, until, guests?: [address], room?: address }`, which makes an event of one's own.
import type { CalendarEvent } from '../runtime/store/events.ts';
import { isGone, isIn } from '../runtime/store/events.ts';
import { eventsOf } from '../runtime/calendar/book.ts';
import { person, type Act } from './hands.ts';
import { textMatches } from './match.ts';
import { details, need, StepFailure, type Stage } from './stage.ts';
import { civilText, momentOf } from './when.ts';

const DEEDS = ['respond', 'move', 'delete', 'invite', 'busy'];
const ANSWERS = ['accepted', 'declined', 'tentative'] as const;

/** Events of a calendar by title, pattern or id, in the order of their start; without `gone` only those that stand. */
export function eventsLike(stage: Stage, calendar: string, wanted: unknown, gone = false): CalendarEvent[] {
  return Object.values(eventsOf(stage.office.runtime))
    .filter((event) => isIn(event, calendar) && (gone || !isGone(event, calendar)))
    .filter((event) => wanted === undefined || event.id === wanted || textMatches(wanted, event.summary))
    .sort((a, b) => a.from - b.from || a.change - b.change);
}

/** What a calendar holds, for a failure. */
export function listed(stage: Stage, calendar: string): string {
  const lines = eventsLike(stage, calendar, undefined, true).map((event) => {
    const status = isGone(event, calendar) ? 'cancelled' : event.status;
    return `${civilText(event.from, stage.zone)} "${event.summary}" ${event.id} ${status}`;
  });
  return lines.length > 0 ? `there are\n${lines.join('\n')}` : 'there are none';
}

/** The one event that is meant. */
export function oneEvent(stage: Stage, calendar: string, wanted: unknown, gone = false): CalendarEvent {
  const found = eventsLike(stage, calendar, wanted, gone);
  if (found.length === 1) return found[0]!;
  throw new StepFailure(
    `${found.length === 0 ? 'no such event' : `${found.length} such events`} in the calendar of ${calendar}: ${String(wanted)}; ${listed(stage, calendar)}`,
  );
}

export const calendarActs: Record<string, Act> = {
  calendar(stage, step) {
    const d = details(stage, step);
    const somebody = person(stage, step);
    const me = somebody.email;
    const moment = (key: string): number => momentOf(need(d, key), stage.zone);
    const id = (wanted: unknown): string => oneEvent(stage, me, wanted).id;
    const deed = DEEDS.find((one) => d[one] !== undefined);
    if (d.respond !== undefined) {
      const answer = ANSWERS.find((one) => one === d.respond);
      if (!answer) throw new StepFailure(`nobody answers "${String(d.respond)}"; there are ${ANSWERS.join(', ')}`);
      somebody.respond(id(need(d, 'event')), answer, d.comment === undefined ? undefined : String(d.comment));
    } else if (d.move !== undefined)
      somebody.moveEvent(id(d.move), moment('to'), d.until === undefined ? undefined : moment('until'));
    else if (d.delete !== undefined) somebody.deleteEvent(id(d.delete));
    else if (d.invite !== undefined) somebody.inviteGuest(id(need(d, 'event')), String(d.invite));
    else if (d.busy !== undefined)
      somebody.createEvent({
        title: String(d.busy),
        from: moment('from'),
        until: moment('until'),
        guests: [d.guests ?? [], d.room ?? []].flat(2).map(String),
      });
    if (!deed) throw new StepFailure(`what is done in the calendar? There are ${DEEDS.join(', ')}`);
  },
  /** Rooms that have a calendar: `rooms: [{ email, name, capacity? }]`; addresses at `resource.` are rooms anyway. */
  rooms(stage, step) {
    const { store } = stage.office.runtime;
    store.set({ rooms: [...(store.state.rooms ?? []), ...(step.what as { email: string; name: string }[])] });
  },
};
