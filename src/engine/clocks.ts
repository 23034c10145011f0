/**
 * Clocks: when something is due, and why then. Pure over `ClockState`; epoch milliseconds, allowed time in ms.
 *
 * The arithmetic is kept as a ledger beside the result, so that "why is it due Tuesday 10:20?" has an answer on screen
 * (design section 7). Working hours follow the office calendar of a place, wall hours run day and night; both stand
 * still while the record pauses.
 */
import type { ClockState, Ref, Span } from './types';
import { stretches } from './calendar';
import { addDays, dateAt, toEpoch } from './civil';

/** What a clock is started with: the template's clock with its number already looked up. */
export interface ClockPlan {
  /** Allowed time in ms. */
  allowed: number;
  hours: 'working' | 'wall';
  /** Instead of `allowed`: due at the next such minute of the day, at or after the start or the end of the last pause. */
  until?: number;
  /** Key of the place whose calendar counts; '' = the office. */
  place?: string;
  /** Per cent of the allowed time at which to warn. */
  warnPct?: number | null;
  /** Text of the number it comes from: "ticket.first_response_hours = 1". */
  rule: string;
}

export interface Pause {
  from: number;
  to: number | null;
}

/** Ledgers longer than this are shortened in the middle: a record is one cell. */
const LEDGER_LENGTH = 60;

/** Working time from `start` on until `ms` of it is used. `due` is null while the last pause is open. */
export function addWorking(
  start: number,
  ms: number,
  ref: Ref,
  place = '',
  pauses: Pause[] = [],
): { due: number | null; ledger: Span[] } {
  const { marks, ledger } = run(start, [ms], stretches(start, ref, place), pauses);
  return { due: marks[0]!, ledger };
}

/** The same by the wall clock. */
export function addWall(start: number, ms: number, pauses: Pause[] = []): { due: number | null; ledger: Span[] } {
  const { marks, ledger } = run(start, [ms], wall(start), pauses);
  return { due: marks[0]!, ledger };
}

/** A clock that starts at `at`. Refuses with `calendar.no-hours` when the calendar has no working time left. */
export function startClock(plan: ClockPlan, at: number, ref: Ref): ClockState {
  return computed(
    {
      started: at,
      stopped: null,
      due: null,
      warn: null,
      pauses: [],
      ledger: [],
      allowed: plan.allowed,
      met: null,
      rule: plan.rule,
    },
    plan,
    ref,
  );
}

/** Stands still from `at`: no due, no warning. A stopped or paused clock stays as it is. */
export function pauseClock(state: ClockState, at: number, plan: ClockPlan, ref: Ref): ClockState {
  if (state.stopped !== null || isPaused(state)) return state;
  return computed({ ...state, pauses: [...state.pauses, { from: Math.max(at, state.started), to: null }] }, plan, ref);
}

/** Runs on from `at`; the due moment moves by the working time that was paused. */
export function resumeClock(state: ClockState, at: number, plan: ClockPlan, ref: Ref): ClockState {
  if (state.stopped !== null || !isPaused(state)) return state;
  return computed({ ...state, pauses: closed(state.pauses, at) }, plan, ref);
}

/** Stops at `at`. `met` = not later than due; a clock stopped while paused is judged as if it resumed that moment. */
export function stopClock(state: ClockState, at: number, plan: ClockPlan, ref: Ref): ClockState {
  if (state.stopped !== null) return state;
  const resumed = isPaused(state) ? computed({ ...state, pauses: closed(state.pauses, at) }, plan, ref) : state;
  return { ...resumed, stopped: at, met: resumed.due === null ? null : at <= resumed.due };
}

/**
 * The clock under another calendar or another number (allowed and rule are taken from the plan). What has stopped stays.
 * A warning or breach already told stays told, unless the new moment lies after `now`.
 */
export function replanClock(state: ClockState, plan: ClockPlan, ref: Ref, now: number): ClockState {
  if (state.stopped !== null) return state;
  const next = computed({ ...state, allowed: plan.allowed, rule: plan.rule }, plan, ref);
  if (next.warn === null || next.warn > now) delete next.warned;
  if (next.due === null || next.due > now) delete next.breached;
  return next;
}

/** The next moment a tick must look at this clock, null when there is none. */
export function nextMoment(state: ClockState): { at: number; moment: 'warn' | 'late' } | null {
  if (state.stopped !== null || state.due === null || state.breached) return null;
  if (state.warn !== null && !state.warned && state.warn < state.due) return { at: state.warn, moment: 'warn' };
  return { at: state.due, moment: 'late' };
}

export function isPaused(state: ClockState): boolean {
  return state.pauses.some((pause) => pause.to === null);
}

// ---- arithmetic -------------------------------------------------------------------------------------

function computed(given: ClockState, plan: ClockPlan, ref: Ref): ClockState {
  const state = plan.until === undefined ? given : { ...given, allowed: allowedUntil(given, plan.until, ref) };
  const warnAt = plan.warnPct ? Math.round((state.allowed * Math.min(plan.warnPct, 100)) / 100) : null;
  const working = plan.hours === 'working' && plan.until === undefined;
  const source = working ? stretches(state.started, ref, plan.place ?? '') : wall(state.started);
  const { marks, ledger } = run(
    state.started,
    warnAt === null ? [state.allowed] : [state.allowed, warnAt],
    source,
    state.pauses,
  );
  // While it pauses nothing falls due, a warning neither, even one that was reached before.
  return { ...state, due: marks[0]!, warn: warnAt === null || marks[0] === null ? null : marks[1]!, ledger };
}

/** Time to run until a minute of the day, pauses left out, since they are added again. */
function allowedUntil(state: ClockState, minute: number, ref: Ref): number {
  const from = Math.max(state.started, ...state.pauses.map((pause) => pause.to ?? pause.from));
  const date = dateAt(from, ref.zone);
  const today = toEpoch(date, minute, ref.zone);
  const due = today >= from ? today : toEpoch(addDays(date, 1), minute, ref.zone);
  const paused = state.pauses.reduce((sum, pause) => sum + ((pause.to ?? pause.from) - pause.from), 0);
  return due - state.started - paused;
}

function* wall(start: number): Generator<Span> {
  yield { from: start, to: Infinity, counted: Infinity, why: 'wall' };
}

/**
 * Walks the stretches until the largest amount is used. Returns the moment at which each amount was used up (null when an
 * open pause comes first) and the ledger up to the end.
 */
function run(
  start: number,
  amounts: number[],
  source: Iterable<Span>,
  pauses: Pause[],
): { marks: (number | null)[]; ledger: Span[] } {
  const marks: (number | null)[] = amounts.map((amount) => (amount <= 0 ? start : null));
  const target = Math.max(...amounts);
  const ledger: Span[] = [];
  let used = 0;
  const put = (span: Span): void => {
    const last = ledger[ledger.length - 1];
    if (last && last.why === span.why && last.to === span.from) {
      last.to = span.to;
      last.counted += span.counted;
    } else ledger.push({ ...span });
  };
  if (used >= target) return { marks, ledger };
  for (const stretch of source) {
    for (const piece of split(stretch, pauses)) {
      if (piece.to === Infinity && piece.why === 'paused') return { marks, ledger: shortened(ledger) };
      const length = piece.counted > 0 ? piece.to - piece.from : 0;
      amounts.forEach((amount, i) => {
        if (marks[i] === null && length > 0 && used + length >= amount) marks[i] = piece.from + (amount - used);
      });
      const to = length > 0 ? Math.min(piece.to, piece.from + (target - used)) : piece.to;
      put({ ...piece, to, counted: length > 0 ? to - piece.from : 0 });
      used += length;
      if (used >= target) return { marks, ledger: shortened(ledger) };
    }
  }
  return { marks, ledger };
}

/** One stretch cut at the pauses; a pause that is still open gives a last piece `paused` without end. */
function split(stretch: Span, pauses: Pause[]): Span[] {
  const out: Span[] = [];
  let at = stretch.from;
  for (const pause of pauses) {
    const from = Math.max(at, pause.from);
    const to = pause.to === null ? Infinity : pause.to;
    if (to <= at || from >= stretch.to) continue;
    if (from > at) out.push({ ...stretch, from: at, to: from });
    if (pause.to === null) return [...out, { from, to: Infinity, counted: 0, why: 'paused' }];
    at = Math.min(to, stretch.to);
    if (at > from) out.push({ from, to: at, counted: 0, why: 'paused' });
  }
  if (at < stretch.to) out.push({ ...stretch, from: at });
  return out;
}

function closed(pauses: Pause[], at: number): Pause[] {
  return pauses.map((pause) => (pause.to === null ? { from: pause.from, to: Math.max(pause.from, at) } : pause));
}

function shortened(ledger: Span[]): Span[] {
  if (ledger.length <= LEDGER_LENGTH) return ledger;
  const keep = LEDGER_LENGTH / 2;
  const middle = ledger.slice(keep, -keep);
  const total = middle.reduce((sum, span) => sum + span.counted, 0);
  return [
    ...ledger.slice(0, keep),
    { from: middle[0]!.from, to: middle[middle.length - 1]!.to, counted: total, why: 'between' },
    ...ledger.slice(-keep),
  ];
}

export { explainClock } from './clock-words';
