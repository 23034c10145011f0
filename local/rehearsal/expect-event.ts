// Expectations on calendars: one event with its times, guests and status, or how many there are.
import { isGone, type CalendarEvent } from '../runtime/store/events.ts';
import { eventsLike, listed, oneEvent } from './acts-calendar.ts';
import { containsAll, countMatches, subsetMiss } from './match.ts';
import { StepFailure, type Stage } from './stage.ts';
import { civilText, momentOf } from './when.ts';

type Fields = Record<string, unknown>;

const calendarOf = (stage: Stage, w: Fields): string => String(w.on ?? stage.office.runtime.owner);

/**
 * `event: { title, on?, says?, none? }`: the event with this title (or `/pattern/`, or `id`) in the calendar of `on`, the
 * office's when left out; cancelled ones too. Beside it `has: { start, end, status, place, guests: { address: answer }, … }`.
 * Times are civil (`2026-03-10T10:00`) or with an offset; days are dates, their end exclusive. `told` counts Calendar's mails.
 */
export function expectEvent(stage: Stage, wanted: unknown, all: Fields): void {
  const w = wanted as Fields;
  const calendar = calendarOf(stage, w);
  const name = w.id ?? w.title;
  if (w.none === true) {
    if (eventsLike(stage, calendar, name).length > 0)
      throw new StepFailure(`event ${String(name)} in the calendar of ${calendar}`, 'none', listed(stage, calendar));
    return;
  }
  const standing = eventsLike(stage, calendar, name);
  const event = standing.length === 1 ? standing[0]! : oneEvent(stage, calendar, name, standing.length === 0);
  const miss = all.has === undefined ? null : subsetMiss(civil(stage, all.has as Fields), flat(stage, event, calendar));
  if (miss) throw new StepFailure(`event "${event.summary}": ${miss.path}`, miss.expected, miss.found);
  const says = event.description ?? '';
  const missing = w.says === undefined ? null : containsAll(w.says, says);
  if (missing !== null) throw new StepFailure(`event "${event.summary}" does not say`, missing, says);
}

/** `events: 2`, or `events: { on?, title?, from?, until?, status?, count }`; those that stand, unless a status is asked for. */
export function expectEvents(stage: Stage, wanted: unknown): void {
  const w: Fields = typeof wanted === 'number' ? { count: wanted } : (wanted as Fields);
  const calendar = calendarOf(stage, w);
  const bound = (key: string, otherwise: number): number =>
    w[key] === undefined ? otherwise : momentOf(String(w[key]), stage.zone);
  const [from, until] = [bound('from', -Infinity), bound('until', Infinity)];
  const found = eventsLike(stage, calendar, w.title, w.status !== undefined).filter(
    (event) =>
      event.from < until && event.until > from && (w.status === undefined || statusOf(event, calendar) === w.status),
  );
  if (!countMatches(w.count ?? { gte: 1 }, found.length))
    throw new StepFailure(
      `events in the calendar of ${calendar} ${JSON.stringify({ ...w, count: undefined })}`,
      w.count ?? 'at least 1',
      `${found.length}; ${listed(stage, calendar)}`,
    );
}

const statusOf = (event: CalendarEvent, calendar: string): string =>
  isGone(event, calendar) ? 'cancelled' : event.status;

function flat(stage: Stage, event: CalendarEvent, calendar: string): Fields {
  return {
    id: event.id,
    title: event.summary,
    start: event.date?.[0] ?? civilText(event.from, stage.zone),
    end: event.date?.[1] ?? civilText(event.until, stage.zone),
    status: statusOf(event, calendar),
    place: event.location ?? '',
    organizer: event.organizer,
    guests: Object.fromEntries(event.guests.map((guest) => [guest.email, guest.answer])),
    comments: Object.fromEntries(event.guests.map((guest) => [guest.email, guest.comment ?? ''])),
    marks: event.extendedProperties?.private ?? {},
    told: event.notices.length,
    free: event.free,
  };
}

/** Times of an expectation as the office's clock shows them. */
function civil(stage: Stage, has: Fields): Fields {
  const shown = (value: unknown): unknown =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
      ? civilText(momentOf(value, stage.zone), stage.zone)
      : value;
  return Object.fromEntries(
    Object.entries(has).map(([key, value]) => [key, key === 'start' || key === 'end' ? shown(value) : value]),
  );
}
