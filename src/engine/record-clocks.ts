/**
 * A record's clocks as its states move: entering a state starts, stops, pauses or resumes them (R094, requirements A.14). The
 * rows of `_clocks` are derived from here, so a clock row alone never makes anything happen.
 */
import { lateMoment } from './approval-late';
import type { Action, Clock, ClockCase, Register, State } from '../model/types';
import { nextAlert } from './alerts';
import { addDays, dateAt, minutesOf, toEpoch } from './civil';
import {
  isPaused,
  nextMoment,
  pauseClock,
  replanClock,
  resumeClock,
  startClock,
  stopClock,
  type ClockPlan,
} from './clocks';
import { setting } from './draft';
import type { ClockState, Rec, Ref } from './types';

const HOUR = 3_600_000;

export const stateOf = (register: Register, key: string): State | undefined =>
  register.states.find((s) => s.key === key);

/** The clock's numbers as the office has them now, for this record. */
export function planOf(clock: Clock, rec: Rec, ref: Ref): ClockPlan {
  const special = caseOf(clock, rec);
  const within = special?.within ?? clock.within;
  const hours = typeof within === 'number' ? within : setting(ref, within, 0);
  // Hours that an office wrote in 時限 take the place of a time of day.
  const time = within === 0 && clock.until !== undefined ? String(ref.settings[clock.until] ?? clock.until) : null;
  const until = time === null ? NaN : minutesOf(time);
  const at = clock.warn?.at;
  const after = clock.warn?.after === undefined ? 0 : setting(ref, clock.warn.after, 0);
  const share = after > 0 && hours > 0 ? (100 * after) / hours : null;
  const warnPct = at === undefined ? null : (share ?? (typeof at === 'number' ? at : setting(ref, at, 75)));
  const [name, value] = time === null ? [within, hours] : [clock.until!, time];
  const rule = typeof name === 'number' || name === value ? String(value) : `${name} = ${value}`;
  return {
    allowed: hours * HOUR,
    hours: special?.hours ?? clock.hours,
    place: String(rec.values.place ?? ''),
    warnPct: at === undefined ? null : (special?.warnPct ?? warnPct),
    ...(Number.isNaN(until) ? {} : { until }),
    rule: special ? `${special.when.field} = ${String(special.when.is)}: ${rule}` : rule,
  };
}

/** The first case of the office's time limits that this record fits (tab 時限), or none: then the clock's own numbers count. */
export const caseOf = (clock: Clock, rec: Rec): ClockCase | undefined =>
  clock.cases?.find(({ when }) => {
    const value = rec.values[when.field] ?? null;
    return Array.isArray(value) ? value.includes(String(when.is)) : value === when.is;
  });

/** Applies a state change to the clocks. `from` null = the record has just been made. */
export function moveClocks(register: Register, rec: Rec, from: string | null, to: string, at: number, ref: Ref): void {
  const kind = stateOf(register, to)?.kind ?? 'active';
  const fromKind = from ? stateOf(register, from)?.kind : undefined;
  for (const clock of register.clocks) {
    const plan = planOf(clock, rec, ref);
    if (plan.allowed <= 0 && plan.until === undefined) continue;
    let state: ClockState | undefined = rec.clocks[clock.key];
    if (!state) {
      if (to === clock.starts) rec.clocks[clock.key] = startClock(plan, at, ref);
      continue;
    }
    const stopsDone = ['done', 'closed'].includes(stateOf(register, clock.stops)?.kind ?? '');
    if (
      state.stopped !== null &&
      stopsDone &&
      (fromKind === 'done' || fromKind === 'closed') &&
      kind !== 'done' &&
      kind !== 'closed' &&
      kind !== 'void'
    ) {
      // Reopened: the time it stood solved counts as a pause, what was used before stays used.
      const { breached: _b, warned: _w, ...rest } = state;
      state = replanClock(
        { ...rest, stopped: null, met: null, pauses: [...state.pauses, { from: state.stopped, to: at }] },
        plan,
        ref,
        at,
      );
    }
    if (state.stopped === null) {
      if (kind === 'paused') state = pauseClock(state, at, plan, ref);
      else if (isPaused(state)) state = resumeClock(state, at, plan, ref);
      if (to === clock.stops || kind === 'done' || kind === 'closed') state = stopClock(state, at, plan, ref);
      if (kind === 'void') state = { ...stopClock(state, at, plan, ref), met: null };
    }
    rec.clocks[clock.key] = state;
  }
}

/** The same records under a new calendar or number: "closed tomorrow" re-plans open clocks. True when a due moment moved. */
export function replanRecord(register: Register, rec: Rec, ref: Ref, now: number): boolean {
  let moved = false;
  for (const clock of register.clocks) {
    const state = rec.clocks[clock.key];
    if (!state || state.stopped !== null) continue;
    // The allowed time stays what it was for an open case; only the calendar moves it.
    const plan = { ...planOf(clock, rec, ref), until: undefined, allowed: state.allowed, rule: state.rule };
    const next = replanClock(state, plan, ref, now);
    if (next.due !== state.due) moved = true;
    rec.clocks[clock.key] = next;
  }
  return moved;
}

/** One row of `_clocks` to be: when to look at this record again, and why. */
export interface Moment {
  due: number;
  clock: string;
  moment: string;
}

/** Everything the record waits for, soonest first. Derived, never stored as truth. */
export function moments(register: Register, rec: Rec, ref: Ref): Moment[] {
  if (rec.deleted) return [];
  const out: Moment[] = [];
  for (const clock of register.clocks) {
    const state = rec.clocks[clock.key];
    const next = state && nextMoment(state);
    if (next) out.push({ due: next.at, clock: clock.key, moment: next.moment });
  }
  for (const action of register.actions) {
    if (!goesByItself(action, rec)) continue;
    const due = byItselfAt(action.byItself, rec, ref);
    if (due !== null) out.push({ due, clock: `@${action.key}`, moment: 'act' });
  }
  for (const alert of register.alerts ?? []) {
    const next = nextAlert(register, rec, alert, ref);
    if (next) out.push({ due: next.due, clock: `!${alert.key}`, moment: String(next.days) });
  }
  const late = lateMoment(register, rec, ref);
  if (late) out.push({ due: late.due, clock: '@approval', moment: late.step.key });
  return out.sort((a, b) => a.due - b.due);
}

/**
 * An action that happens by itself once its moment comes. Not in an approval, not while something is held or still asked for:
 * the commit that settles that derives the moment again, so that no tick looks at it in vain meanwhile.
 */
export function goesByItself(
  action: Action,
  rec: Rec,
): action is Action & { byItself: NonNullable<Action['byItself']> } {
  return (
    !!action.byItself &&
    action.from.includes(rec.state) &&
    !rec.approval &&
    Object.keys(rec.held).length === 0 &&
    action.asks.every((key) => rec.values[key] != null)
  );
}

/** When an action happens by itself: at the start of the working day of a date, or n days after the state was entered. */
export function byItselfAt(by: { at?: string; after?: string }, rec: Rec, ref: Ref): number | null {
  if (by.at) {
    const date = rec.values[by.at];
    if (typeof date !== 'string') return null;
    return dayBegins(ref, date.slice(0, 10));
  }
  const entered = rec.at[rec.state];
  if (!by.after || entered === undefined) return null;
  const days = setting(ref, by.after, 0);
  if (days <= 0) return null;
  const date = dateAt(entered, ref.zone);
  const minutes = Math.round((entered - toEpoch(date, 0, ref.zone)) / 60_000);
  return toEpoch(addDays(date, days), minutes, ref.zone);
}

/** The first minute of work of a civil date (epoch ms). */
export const dayBegins = (ref: Ref, date: string): number => toEpoch(date, firstMinute(ref, date), ref.zone);

function firstMinute(ref: Ref, _date: string): number {
  const first = ref.week.find((day) => day.length > 0)?.[0]?.[0] ?? '09:00';
  const [h, m] = first.split(':').map(Number);
  return (h ?? 9) * 60 + (m ?? 0);
}

/** The nearest running clock for the Due column, or `paused`. Null when nothing runs. */
export function nearestDue(
  register: Register,
  rec: Rec,
): { due: number; warn: number | null; late: boolean } | 'paused' | null {
  let paused = false;
  let best: { due: number; warn: number | null; late: boolean } | null = null;
  for (const clock of register.clocks) {
    const state = rec.clocks[clock.key];
    if (!state || state.stopped !== null) continue;
    if (state.due === null) {
      paused = true;
      continue;
    }
    if (!best || state.due < best.due) best = { due: state.due, warn: state.warn, late: !!state.breached };
  }
  return best ?? (paused ? 'paused' : null);
}
