// Civil days as texts (2026-03-10): months, weeks, steps, and where the events of a day stand beside each other.

import { civilAt, epochOf } from '../../runtime/zones.ts';

export type View = 'month' | 'week';
const DAY = 86_400_000;

const two = (n: number): string => String(n).padStart(2, '0');
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const text = (epoch: number): string => new Date(epoch).toISOString().slice(0, 10);

export function isDay(day: string | undefined): day is string {
  return day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(utc(day)) && text(utc(day)) === day;
}

export const plusDays = (day: string, n: number): string => text(utc(day) + n * DAY);

/** The day on which an instant falls in a zone. */
export function dayOf(epoch: number, zone: string): string {
  const { year, month, day } = civilAt(zone, epoch);
  return `${year}-${two(month)}-${two(day)}`;
}

/** Minutes since midnight on the wall clock. */
export function minuteOf(epoch: number, zone: string): number {
  const { hour, minute } = civilAt(zone, epoch);
  return hour * 60 + minute;
}

/** `2026-03-10T09:30` as a date-time field holds it. */
export function wallOf(epoch: number, zone: string): string {
  const minute = minuteOf(epoch, zone);
  return `${dayOf(epoch, zone)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Epoch ms of a date-time field; NaN for anything else. */
export function epochOfWallText(wall: string, zone: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/.exec(wall);
  if (!parts) return NaN;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as [number, number, number, number, number];
  return epochOf(zone, { year, month, day, hour, minute });
}

/** Seven days from Monday, or the whole weeks a month lies in. */
export function daysShown(view: View, day: string): string[] {
  const monday = (of: string): string => plusDays(of, -((new Date(utc(of)).getUTCDay() + 6) % 7));
  if (view === 'week') return Array.from({ length: 7 }, (_, i) => plusDays(monday(day), i));
  const first = monday(`${day.slice(0, 7)}-01`);
  const out: string[] = [];
  for (let at = first; at.slice(0, 7) <= day.slice(0, 7) || out.length % 7 !== 0; at = plusDays(at, 1)) out.push(at);
  return out;
}

/** A day of the next or the last week or month. */
export function stepped(view: View, day: string, by: 1 | -1): string {
  if (view === 'week') return plusDays(day, 7 * by);
  const first = new Date(utc(`${day.slice(0, 7)}-01`));
  first.setUTCMonth(first.getUTCMonth() + by);
  return text(first.getTime());
}

/** For spans in the order of their start: a lane for each and how many there are, so that none hides another. */
export function lanesOf(spans: readonly { from: number; until: number }[]): { lane: number; lanes: number }[] {
  const out: { lane: number; lanes: number }[] = [];
  let group: number[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const i of group) out[i]!.lanes = ends.length;
    [group, ends] = [[], []];
  };
  spans.forEach((span, i) => {
    if (ends.every((end) => end <= span.from)) close();
    const free = ends.findIndex((end) => end <= span.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span.until;
    group.push(i);
    out[i] = { lane, lanes: 1 };
  });
  close();
  return out;
}
