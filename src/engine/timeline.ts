/**
 * Who does what until when, week by week (R132): the records of a register as bars over half a year. Pure: what is drawn follows from the
 * records and the day alone.
 */
import type { Register, Timeline } from '../model/types';
import { addDays, dateAt, daysBetween, weekday } from './civil';
import { displayOf } from './people';
import { pick } from './project';
import { stateOf } from './record-clocks';
import type { Rec, Ref } from './types';

/** Weeks drawn, and how many of them lie behind. */
export const WEEKS = 26;
const BEHIND = 6;

/** What a week's cell says; its colour says the same. */
export const MARK = { done: '■', doing: '◧', planned: '□', late: '▲' } as const;

export interface Bar {
  id: string;
  what: string;
  who: string;
  due: string;
  state: string;
  /** One a week: a mark, or '' where nothing is. */
  weeks: string[];
}

/** Mondays of the weeks drawn on this day. */
export function weeksAt(today: string): string[] {
  const monday = addDays(today, -weekday(today) - 7 * BEHIND);
  return Array.from({ length: WEEKS }, (_one, i) => addDays(monday, 7 * i));
}

/** Bars in the order of their days; what ended before the weeks drawn, is void or has no day is left out. */
export function barsOf(register: Register, timeline: Timeline, recs: readonly Rec[], ref: Ref, now: number): Bar[] {
  const today = dateAt(now, ref.zone);
  const weeks = weeksAt(today);
  const lang = ref.language;
  return recs
    .flatMap((rec): (Bar & { from: string })[] => {
      const state = stateOf(register, rec.state);
      const due = rec.values[timeline.to];
      if (rec.deleted || rec.archived || !state || state.kind === 'void' || typeof due !== 'string') return [];
      const began = rec.values[timeline.from];
      const from = typeof began === 'string' && began <= due ? began : due;
      const over = state.kind === 'done' || state.kind === 'closed';
      const last = !over && due < today ? today : due;
      if (last < weeks[0]! || from > addDays(weeks.at(-1)!, 6)) return [];
      const who = rec.values[timeline.who];
      const progress = timeline.progress === undefined ? null : rec.values[timeline.progress];
      const share = over ? 100 : typeof progress === 'number' ? progress : 0;
      return [
        {
          id: rec.id,
          what: String(rec.values[timeline.what] ?? ''),
          who: typeof who === 'string' ? displayOf(ref, who) : '',
          due,
          state: pick(state.label, lang),
          from,
          weeks: weeks.map((week) => markOf(week, from, due, last, share)),
        },
      ];
    })
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.due < b.due ? -1 : 1))
    .map(({ from: _from, ...bar }) => bar);
}

function markOf(week: string, from: string, due: string, last: string, share: number): string {
  const end = addDays(week, 6);
  if (end < from || week > last) return '';
  if (week > due) return MARK.late;
  // The part that is done, by days; a week that is begun is half full.
  const days = daysBetween(from, due) + 1;
  const done = (days * share) / 100;
  if (share >= 100 || daysBetween(from, end) + 1 <= done) return MARK.done;
  return Math.max(0, daysBetween(from, week)) < done ? MARK.doing : MARK.planned;
}
