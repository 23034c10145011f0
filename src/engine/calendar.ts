/**
 * The office calendar: which hours of a day are worked, from the weekly hours and the days of 行事曆 (holidays, make-up
 * days, half days, one place closed, "closed tomorrow"). Epoch milliseconds in, epoch milliseconds out; office zone.
 *
 * A snapshot (`Ref`) is never changed in place: what is worked out from it is remembered by its identity.
 */
import { Refusal } from './types';
import type { Ref, RefDay, Span } from './types';
import { addDays, dateAt, minutesOf, toEpoch, weekday } from './civil';

/** Nobody's deadline lies further ahead; a calendar without hours must not be searched for ever. */
export const MAX_DAYS = 400;

/** Why a stretch of a day is not worked: night, lunch, weekend, half-day, or `holiday:<name>`. */
export type Why = string;

export interface DayPlan {
  /** Worked spans, epoch ms, in order, not touching. */
  spans: [number, number][];
  start: number;
  end: number;
  /** Set when the whole day is off: `weekend` or `holiday:<name>`. */
  off: Why | null;
  /** Words of the row of 行事曆 in force, '' without one. */
  name: string;
  half: boolean;
}

const remembered = new WeakMap<Ref, Map<string, DayPlan>>();

/** Plan of one civil day at a place (key of the list of places; '' = the office as a whole). */
export function dayPlan(date: string, ref: Ref, place = ''): DayPlan {
  let plans = remembered.get(ref);
  if (!plans) remembered.set(ref, (plans = new Map<string, DayPlan>()));
  const key = `${date} ${place}`;
  let plan = plans.get(key);
  if (!plan) plans.set(key, (plan = makePlan(date, ref, place)));
  return plan;
}

/** Worked spans of one civil day, epoch ms. */
export function workSpans(date: string, ref: Ref, place = ''): [number, number][] {
  return dayPlan(date, ref, place).spans;
}

/** The moment lies in a worked span (its start counts, its end does not). */
export function isWorking(ms: number, ref: Ref, place = ''): boolean {
  // The day before is asked too: a night shift reaches past midnight.
  const date = dateAt(ms, ref.zone);
  return [addDays(date, -1), date].some((day) =>
    workSpans(day, ref, place).some(([from, to]) => from <= ms && ms < to),
  );
}

/** The first worked moment at or after `ms`. Refuses with `calendar.no-hours` after 400 days without one. */
export function nextWorking(ms: number, ref: Ref, place = ''): number {
  let date = addDays(dateAt(ms, ref.zone), -1);
  for (let i = 0; i <= MAX_DAYS; i++, date = addDays(date, 1)) {
    for (const [from, to] of workSpans(date, ref, place)) if (ms < to) return Math.max(ms, from);
  }
  throw noHours();
}

/** Worked milliseconds between two moments. */
export function workingBetween(from: number, to: number, ref: Ref, place = ''): number {
  let sum = 0;
  const last = dateAt(to, ref.zone);
  for (let date = addDays(dateAt(from, ref.zone), -1); date <= last; date = addDays(date, 1)) {
    for (const [a, b] of workSpans(date, ref, place)) sum += Math.max(0, Math.min(b, to) - Math.max(a, from));
  }
  return sum;
}

/**
 * The days of the office cut into stretches from a moment on: worked ones with `counted` = their length, the rest with
 * their reason. Adjacent stretches of one reason are one. Refuses with `calendar.no-hours` past 400 days.
 */
export function* stretches(start: number, ref: Ref, place = ''): Generator<Span> {
  let open: Span | null = null;
  let reached = start;
  let date = addDays(dateAt(start, ref.zone), -1);
  for (let i = 0; i <= MAX_DAYS; i++, date = addDays(date, 1)) {
    for (const piece of cut(dayPlan(date, ref, place))) {
      if (piece.to <= reached) continue;
      // A night shift has already covered the first hours of this day.
      const from = Math.max(piece.from, reached);
      if (open && open.why === piece.why) open.to = piece.to;
      else {
        if (open) yield counted(open);
        open = { from, to: piece.to, counted: 0, why: piece.why };
      }
      reached = piece.to;
    }
  }
  if (open) yield counted(open);
  throw noHours();
}

const counted = (span: Span): Span => ({ ...span, counted: span.why === 'working' ? span.to - span.from : 0 });

function noHours(): Refusal {
  return new Refusal('calendar.no-hours', { code: 'calendar.no-hours', params: { days: MAX_DAYS } });
}

function cut(plan: DayPlan): Span[] {
  if (plan.off) return [{ from: plan.start, to: plan.end, counted: 0, why: plan.off }];
  const out: Span[] = [];
  let at = plan.start;
  plan.spans.forEach(([from, to], i) => {
    if (from > at) out.push({ from: at, to: from, counted: 0, why: i === 0 ? 'night' : 'lunch' });
    out.push({ from, to, counted: 0, why: 'working' });
    at = to;
  });
  if (at < plan.end) out.push({ from: at, to: plan.end, counted: 0, why: plan.half ? 'half-day' : 'night' });
  return out;
}

function makePlan(date: string, ref: Ref, place: string): DayPlan {
  const start = toEpoch(date, 0, ref.zone);
  const end = toEpoch(date, 1440, ref.zone);
  const usual = parseSpans(ref.week[weekday(date)] ?? []);
  const row = rowOf(date, ref, place);
  let minutes = usual;
  let half = false;
  if (row) {
    const named = parseHours(row.hours);
    if (row.open) {
      // A make-up day without hours of its own is worked like the first working day of the week.
      minutes = named.length ? named : usual.length ? usual : parseSpans(ref.week.find((spans) => spans.length) ?? []);
      half = named.length > 0;
    } else {
      // "Closed" with hours closes those hours alone: an afternoon off.
      minutes = named.length ? without(usual, named) : [];
      half = named.length > 0 && minutes.length > 0;
    }
  }
  const spans = minutes
    .map(([a, b]): [number, number] => [toEpoch(date, a, ref.zone), toEpoch(date, b, ref.zone)])
    .filter(([a, b]) => a < b);
  const off = spans.length ? null : row ? `holiday:${row.name}` : 'weekend';
  return { spans, start, end, off, name: row?.name ?? '', half };
}

/** A row of the place stands before one for everywhere; of equal rows the later one, so "closed tomorrow" is one more row. */
function rowOf(date: string, ref: Ref, place: string): RefDay | null {
  let found: RefDay | null = null;
  for (const day of ref.days) {
    if (day.date !== date || (day.place !== '' && day.place !== place)) continue;
    if (!found || found.place === '' || day.place !== '') found = day;
  }
  return found;
}

type Minutes = [number, number];

/** '08:30-12:00' or several by commas -> minutes; what is no span is left out. */
export function parseHours(text: string | null): Minutes[] {
  if (!text) return [];
  return parseSpans(
    text.split(/[,，、;；]/).map((part): [string, string] => {
      const [from, to] = part.split(/[-–—~～]/);
      return [from ?? '', to ?? ''];
    }),
  );
}

/** Spans in order, joined where they touch; one that ends before it begins runs past midnight. */
function parseSpans(spans: [string, string][]): Minutes[] {
  const sorted = spans
    .map(([from, to]): Minutes => [minutesOf(from), minutesOf(to)])
    .filter(([from, to]) => !Number.isNaN(from) && !Number.isNaN(to) && from !== to)
    .map(([from, to]): Minutes => [from, to < from ? to + 1440 : to])
    .sort((a, b) => a[0] - b[0]);
  const out: Minutes[] = [];
  for (const span of sorted) {
    const last = out[out.length - 1];
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else out.push([...span]);
  }
  return out;
}

function without(spans: Minutes[], closed: Minutes[]): Minutes[] {
  return closed.reduce<Minutes[]>(
    (left, [from, to]) =>
      left.flatMap(([a, b]): Minutes[] =>
        [
          [a, Math.min(b, from)],
          [Math.max(a, to), b],
        ].filter((s): s is Minutes => s[0]! < s[1]!),
      ),
    spans,
  );
}
