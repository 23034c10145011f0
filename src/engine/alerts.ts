/**
 * Dates people hear of beforehand: warranty, contract, qualification (R075, R103, R153-R155; automation rule 15). Each lead is told
 * once; from the first one on the date stands in the Due column until it changes or no longer matters.
 */
import type { Alert, Register } from '../model/types';
import { addDays, dateAt, dayNumber } from './civil';
import { look, say, step, touch, type Draft } from './draft';
import { dayBegins, stateOf } from './record-clocks';
import { tell } from './tell';
import type { Rec, Ref } from './types';

/** Days before, most first. */
function leadsOf(alert: Alert, ref: Ref): number[] {
  const text = /^[\d, ]+$/.test(alert.lead) ? alert.lead : String(ref.settings[alert.lead] ?? '');
  const days = text
    .normalize('NFKC')
    .split(/[,、 ]+/)
    .map(Number);
  return [...new Set(days.filter((n) => Number.isInteger(n) && n >= 0))].sort((a, b) => b - a);
}

/** The date, while it matters. */
function dateOf(register: Register, rec: Rec, alert: Alert): string | null {
  const kind = stateOf(register, rec.state)?.kind;
  const matters = alert.while.length > 0 ? alert.while.includes(rec.state) : kind !== 'void' && kind !== 'closed';
  const date = rec.values[alert.date];
  return matters && typeof date === 'string' ? date.slice(0, 10) : null;
}

const markOf = (alert: Alert, date: string, days: number): string => `alert.${alert.key}:${date}:${days}`;

/** When the next lead of an alert is to be told; null when none is left. A date that had passed before anybody heard of it is no news. */
export function nextAlert(register: Register, rec: Rec, alert: Alert, ref: Ref): { due: number; days: number } | null {
  const date = dateOf(register, rec, alert);
  if (date === null) return null;
  const leads = leadsOf(alert, ref);
  const days = leads.find((one) => !rec.fired.includes(markOf(alert, date, one)));
  if (days === undefined) return null;
  const entered = dayNumber(dateAt(rec.created.at, ref.zone));
  const heard = leads.some((one) => rec.fired.includes(markOf(alert, date, one)));
  if (!heard && dayNumber(date) < entered) return null;
  return { due: dayBegins(ref, addDays(date, -days)), days };
}

/** Tells what is due of one alert: of several leads that have passed only the nearest. True when something changed. */
export function tellAlert(draft: Draft, register: Register, id: string, alert: Alert): boolean {
  const { now, ref } = draft.facts;
  const seen = look(draft, register.key, id)!;
  const next = nextAlert(register, seen, alert, ref);
  if (!next || next.due > now) return false;
  const rec = touch(draft, register.key, id);
  const date = dateOf(register, rec, alert)!;
  const left = dayNumber(date) - dayNumber(dateAt(now, ref.zone));
  const passed = leadsOf(alert, ref).filter((days) => days >= left || days === next.days);
  const nearest = Math.min(...passed);
  step(
    draft,
    rec,
    { action: `alert:${alert.key}`, actor: null, extra: { [`$${alert.key}`]: `${date} -${nearest}` } },
    () => {
      rec.fired = [...new Set([...rec.fired, ...passed.map((days) => markOf(alert, date, days))])];
    },
  );
  say(rec, {
    sign: '⏳',
    at: now,
    words: { code: 'alert.due', params: { what: alert.label, date, days: Math.max(0, left) } },
  });
  tell(draft, register, rec, alert.tells, {
    by: null,
    cause: `alert.${alert.key}:${date}:${nearest}`,
    params: { what: alert.key, date, days: Math.max(0, left) },
  });
  return true;
}

/** The soonest date somebody has heard of and that still matters, for the Due column. */
export function alertedDate(register: Register, rec: Rec): string | null {
  const dates = (register.alerts ?? []).flatMap((alert) => {
    const date = dateOf(register, rec, alert);
    return date !== null && rec.fired.some((mark) => mark.startsWith(`alert.${alert.key}:${date}:`)) ? [date] : [];
  });
  return dates.sort()[0] ?? null;
}
