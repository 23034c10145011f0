/**
 * When a mail may leave (register-sheet 9): grace minutes for what a person did, working hours for all but emergencies,
 * and each reader's bundle times. Epoch milliseconds, office zone. The times are settings: `mail.times.handler` =
 * `09:00 13:30`, a weekday before them limits them to it (`Mon 09:00`).
 */
import { dayPlan, MAX_DAYS, nextWorking } from './calendar';
import { addDays, dateAt, minutesOf, toEpoch, weekday } from './civil';
import { Refusal } from './types';
import type { MailText } from '../model/types';
import type { Ref } from './types';

export type MailHow = Pick<MailText, 'reader' | 'when' | 'emergency' | 'clock' | 'together'>;

/** Shipped values, in force where the office has none of its own (requirements A.12). */
const TIMES: Record<MailText['reader'], string> = {
  sender: '09:00 13:30',
  handler: '09:00 13:30',
  head: '17:00',
  leader: '09:30 14:00 16:30',
  everyone: 'Mon 09:00',
  outsider: '09:00 13:30',
};
const GRACE_MINUTES = 3;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const CHINESE_DAYS = '一二三四五六日';

/**
 * The earliest moment a mail may leave, and whether it waits for one of its reader's bundles. An emergency leaves now; a
 * mail of a due clock knows no grace; one that goes `together` leaves at any hour, as one mail with what else its reader gets
 * in that tick; other bundles and single mails keep to working hours. Mails switched off (`never`)
 * are the caller's to leave out. Refuses with `calendar.no-hours` when the calendar has no working time in 400 days.
 */
export function deliverAt(mail: MailHow, now: number, ref: Ref): { at: number; bundle: boolean } {
  if (mail.emergency) return { at: now, bundle: false };
  const grace = mail.clock ? 0 : graceMinutes(ref) * 60_000;
  if (mail.together && mail.when === 'at once') return { at: now + grace, bundle: true };
  if (mail.when === 'bundled') return { at: nextBundle(mail.reader, now + grace, ref), bundle: true };
  return { at: nextWorking(now + grace, ref), bundle: false };
}

/** Minutes a mail waits so that a mistake seen at once never leaves the house; never negative. */
export function graceMinutes(ref: Ref): number {
  const set = ref.settings['mail.grace_minutes'];
  const minutes = set === undefined || set === '' ? GRACE_MINUTES : Number(set);
  return Number.isFinite(minutes) && minutes >= 0 ? minutes : GRACE_MINUTES;
}

export interface Slot {
  minutes: number;
  weekday: number | null;
}

/** The reader's next bundle at or after a moment, on a day and at an hour that is worked. */
export const nextBundle = (reader: MailText['reader'], from: number, ref: Ref): number =>
  slotFrom(slotsOf(reader, ref), from, ref).at;

/** `day`: the day the slot is for, which a holiday may put off. */
export interface SlotAt {
  at: number;
  day: string;
}

/** The first of these times at or after a moment, on a day and at an hour that is worked. */
export function slotFrom(slots: Slot[], from: number, ref: Ref): SlotAt {
  let date = dateAt(from, ref.zone);
  for (let i = 0; i <= MAX_DAYS; i++, date = addDays(date, 1)) {
    const found = slotsOn(slots, date, ref).find(({ at }) => at >= from);
    if (found) return found;
  }
  throw new Refusal('calendar.no-hours', { code: 'calendar.no-hours', params: { days: MAX_DAYS } });
}

/** The last of them up to a moment; null when none was in a month. */
export function slotUpTo(slots: Slot[], until: number, ref: Ref): SlotAt | null {
  let date = dateAt(until, ref.zone);
  for (let i = 0; i <= 31; i++, date = addDays(date, -1)) {
    const found = slotsOn(slots, date, ref).filter(({ at }) => at <= until);
    if (found.length > 0) return found[found.length - 1]!;
  }
  return null;
}

/** A time before the office opens means "with the first hour"; one after it closed, or at lunch, is skipped that day. */
function slotsOn(slots: Slot[], date: string, ref: Ref): SlotAt[] {
  const { spans } = dayPlan(date, ref);
  const first = spans[0]?.[0];
  if (first === undefined) return [];
  return slots
    .filter((slot) => slot.weekday === null || isSlotDay(slot.weekday, date, ref))
    .map((slot) => ({
      at: Math.max(toEpoch(date, slot.minutes, ref.zone), first),
      day: slot.weekday === null ? date : addDays(date, -((weekday(date) - slot.weekday + 7) % 7)),
    }))
    .filter(({ at }) => spans.some(([a, b]) => a <= at && at <= b));
}

/** The slot's weekday, or the next worked day when that one is a holiday: Monday's notice comes on Tuesday. */
function isSlotDay(wanted: number, date: string, ref: Ref): boolean {
  const back = (weekday(date) - wanted + 7) % 7;
  for (let i = 1; i <= back; i++) if (dayPlan(addDays(date, -i), ref).spans.length > 0) return false;
  return true;
}

function slotsOf(reader: MailText['reader'], ref: Ref): Slot[] {
  // Leaders' bundles carry approvals; the office may name the number either way.
  const set =
    ref.settings[`mail.times.${reader}`] ?? (reader === 'leader' ? ref.settings['mail.times.approvals'] : undefined);
  const read = readSlots(String(set ?? ''));
  return read.length ? read : readSlots(TIMES[reader]);
}

/** `09:00 13:30`, `Mon 09:00`, 「週一 09:00、13:30」 -> slots in order of the day; what is no time is left out. */
export function readSlots(text: string): Slot[] {
  const slots: Slot[] = [];
  let day: number | null = null;
  for (const word of text.normalize('NFKC').split(/[\s,、;/]+/)) {
    const english = WEEKDAYS.indexOf(word.slice(0, 3).toLowerCase());
    const chinese = /^[週周星]期?([一二三四五六日天])$/.exec(word)?.[1];
    if (english >= 0) day = english;
    else if (chinese) day = chinese === '天' ? 6 : CHINESE_DAYS.indexOf(chinese);
    else {
      const minutes = minutesOf(word);
      if (minutes < 1440) slots.push({ minutes, weekday: day });
    }
  }
  return slots.sort((a, b) => a.minutes - b.minutes);
}
