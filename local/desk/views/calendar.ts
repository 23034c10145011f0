// The calendar's room: a month or a week of one calendar, and the event that was opened. On a phone both are a list of days.

import type { CalendarEvent } from '../../runtime/store/events.ts';
import { calendarZone } from '../../runtime/calendar/book.ts';
import { daysShown, dayOf, isDay, lanesOf, minuteOf, stepped, type View } from '../agenda/days.ts';
import { calendarsOf, standingIn, type Whose } from '../agenda/whose.ts';
import { markup, type Markup, type Part } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../shell.ts';
import type { Visit } from '../visit.ts';
import { eventPanel, newEventForm, titleOf } from './calendar-event.ts';

export interface CalendarRequest {
  view?: string;
  day?: string;
  of?: string;
  event?: string;
  /** Words of a refusal. */
  trouble?: string;
}

/** What the page shows, read from the request. */
export interface Shown {
  view: View;
  day: string;
  whose: Whose;
  zone: string;
  /** A path of this room with something changed. */
  path(change?: Partial<Record<'view' | 'day' | 'event', string | undefined>>): string;
}

/** What falls on one day: where it begins and ends there, in minutes; null for the whole day. */
interface OnDay {
  event: CalendarEvent;
  span: { from: number; until: number } | null;
}

const PX_A_MINUTE = 0.8;

export function calendarPage(v: Visit, request: CalendarRequest): Page {
  const { t } = v;
  const zone = calendarZone(v.office.runtime);
  const today = dayOf(v.office.runtime.now, zone);
  const calendars = calendarsOf(v);
  const whose = calendars.find((one) => one.email === request.of) ?? calendars[0]!;
  const view: View = request.view === 'month' ? 'month' : 'week';
  const day = isDay(request.day) ? request.day : today;
  const shown: Shown = {
    view,
    day,
    whose,
    zone,
    path(change = {}) {
      const all = {
        view,
        day,
        ...(whose === calendars[0] ? {} : { of: whose.email }),
        event: request.event,
        ...change,
      };
      const known = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
      return `/calendar?${new URLSearchParams(known).toString()}`;
    },
  };
  const events = standingIn(v, whose.email);
  const days = daysShown(view, day);
  const byDay = days.map((one) => onDay(events, one, zone));
  const chosen = events.find((event) => event.id === request.event);
  const empty = byDay.every((list) => list.length === 0);
  return {
    title: `${t('calendar')} · ${whose.name}`,
    full: true,
    body: markup`<section class="calendar ${chosen ? 'reading' : ''}">
      <div class="cal-sheet">${toolbar(v, shown, calendars, today)}
        ${request.trouble ? markup`<p class="trouble cal-note" role="alert">${request.trouble}</p>` : ''}
        ${whose.kind === 'mine' ? '' : markup`<p class="quiet cal-note">${t(whose.kind === 'office' ? 'calAsOffice' : 'calRoomOnly')}</p>`}
        ${empty ? markup`<p class="quiet cal-note">${t('calNone')}</p>` : ''}
        ${view === 'month' ? monthGrid(v, shown, days, byDay, today) : weekGrid(v, shown, days, byDay, today)}
        ${whose.kind === 'room' ? '' : newEventForm(v, shown, calendars)}</div>
      ${chosen ? eventPanel(v, shown, chosen) : ''}
    </section>`,
  };
}

function onDay(events: readonly CalendarEvent[], day: string, zone: string): OnDay[] {
  return events.flatMap((event): OnDay[] => {
    if (event.date) return event.date[0] <= day && day < event.date[1] ? [{ event, span: null }] : [];
    // A moment at midnight still belongs to the day that ends.
    const [first, last] = [dayOf(event.from, zone), dayOf(Math.max(event.from, event.until - 1), zone)];
    if (day < first || day > last) return [];
    const from = day === first ? minuteOf(event.from, zone) : 0;
    const until = day === last ? minuteOf(event.until - 1, zone) + 1 : 1440;
    return [{ event, span: from === 0 && until === 1440 ? null : { from, until } }];
  });
}

function toolbar(v: Visit, shown: Shown, calendars: readonly Whose[], today: string): Markup {
  const { t } = v;
  const { view, day, whose } = shown;
  const to = (by: 1 | -1): string => shown.path({ day: stepped(view, day, by), event: undefined });
  const tab = (one: View, word: string): Markup =>
    markup`<a href="${shown.path({ view: one })}" ${one === view ? markup`aria-current="page"` : ''}>${word}</a>`;
  return markup`<div class="title-bar cal-bar"><h1>${icon('calendar')} ${rangeName(v, view, day)}</h1>
    <span class="cal-steps"><a class="plain" href="${to(-1)}" rel="prev" aria-label="${t('calBefore')}">‹</a><a class="ghost" href="${shown.path({ day: today, event: undefined })}">${t('calToday')}</a><a class="plain" href="${to(1)}" rel="next" aria-label="${t('calAfter')}">›</a></span>
    <p class="switch">${tab('week', t('calWeek'))}${tab('month', t('calMonth'))}</p><span class="spacer"></span>
    <form class="cal-whose" method="get" action="/calendar"><input type="hidden" name="view" value="${view}"><input type="hidden" name="day" value="${day}">
      <label class="hidden" for="cal-of">${t('calWhose')}</label>
      <select id="cal-of" name="of" data-submit="1">${calendars.map((one) => markup`<option value="${one.email}" ${one === whose ? markup`selected` : ''}>${one.name}</option>`)}</select>
      <noscript><button>${t('calShow')}</button></noscript></form>
    <a class="plain" href="/calendar-file?of=${encodeURIComponent(whose.email)}" aria-label="${t('calIcs')}">${icon('download', 16)}<span>.ics</span></a></div>`;
}

const civil = (v: Visit, day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(v.lang === 'en' ? 'en-GB' : v.lang, { ...options, timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );

function rangeName(v: Visit, view: View, day: string): string {
  if (view === 'month') return civil(v, day, { year: 'numeric', month: 'long' });
  const days = daysShown('week', day);
  const name = (one: string): string => civil(v, one, { year: 'numeric', month: 'short', day: 'numeric' });
  return `${name(days[0]!)} – ${civil(v, days[6]!, { month: 'short', day: 'numeric' })}`;
}

/** Days the office's own calendar names: holidays, make-up days. */
function specialDays(v: Visit): Map<string, { name: string; open: boolean }> {
  const rows = v.office.records('calendar').filter((rec) => !rec.deleted && !rec.values['place']);
  return new Map(
    rows.map(({ values }) => [
      String(values['date']),
      { name: typeof values['name'] === 'string' ? values['name'] : '', open: values['open'] === true },
    ]),
  );
}

function dayHead(v: Visit, shown: Shown, day: string, special: { name: string } | undefined): Markup {
  const short = shown.view === 'month' ? civil(v, day, { day: 'numeric' }).replace(/\D/g, '') : '';
  // 02/03 is February to some readers of English.
  const month = v.lang === 'en' ? 'short' : 'numeric';
  const long = civil(v, day, { weekday: 'short', month, day: 'numeric' });
  return markup`<h2><a href="${shown.path({ view: 'week', day, event: undefined })}" aria-label="${long}">${
    short ? markup`<span class="cal-num">${short}</span><span class="cal-long">${long}</span>` : long
  }</a>${special?.name ? markup` <small>${special.name}</small>` : ''}</h2>`;
}

function dayClass(day: string, today: string, special: { open: boolean } | undefined, events: number): string {
  const weekend = new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0;
  const closed = special ? !special.open : weekend;
  return ['cal-day', day === today && 'today', closed && 'closed', events === 0 && 'none'].filter(Boolean).join(' ');
}

function monthGrid(v: Visit, shown: Shown, days: string[], byDay: OnDay[][], today: string): Markup {
  const special = specialDays(v);
  return markup`<div class="cal-month" data-cal-drop="day">
    ${days.slice(0, 7).map((day) => markup`<span class="cal-week-day" aria-hidden="true">${civil(v, day, { weekday: 'short' })}</span>`)}
    ${days.map((day, i) => {
      const outside = day.slice(0, 7) === shown.day.slice(0, 7) ? '' : 'outside';
      return markup`<section class="${dayClass(day, today, special.get(day), byDay[i]!.length)} ${outside}" data-day="${day}">
        ${dayHead(v, shown, day, special.get(day))}<ul>${byDay[i]!.map((one) => markup`<li>${chip(v, shown, one, day)}</li>`)}</ul></section>`;
    })}</div>`;
}

function weekGrid(v: Visit, shown: Shown, days: string[], byDay: OnDay[][], today: string): Markup {
  const special = specialDays(v);
  const timed = byDay.flat().flatMap(({ span }) => (span ? [span] : []));
  const first = Math.min(8, ...timed.map((span) => Math.floor(span.from / 60)));
  const last = Math.max(19, ...timed.map((span) => Math.ceil(span.until / 60)));
  const px = (minute: number): number => Math.round((minute - first * 60) * PX_A_MINUTE);
  const hours = Array.from({ length: last - first }, (_, i) => first + i);
  return markup`<div class="cal-week" data-cal-drop="time" data-first="${first * 60}" data-px="${PX_A_MINUTE}" style="--hour:${60 * PX_A_MINUTE}px;--all:${px(last * 60)}px">
    <div class="cal-hours" aria-hidden="true"><h2> </h2><ul class="cal-all"></ul><div>${hours.map((hour) => markup`<span>${String(hour).padStart(2, '0')}:00</span>`)}</div></div>
    ${days.map((day, i) => {
      const whole = byDay[i]!.filter(({ span }) => !span);
      const parts = byDay[i]!.filter(({ span }) => span);
      const lanes = lanesOf(
        parts.map(({ span }) => ({ from: span!.from, until: Math.max(span!.until, span!.from + 30) })),
      );
      return markup`<section class="${dayClass(day, today, special.get(day), byDay[i]!.length)}" data-day="${day}">
        ${dayHead(v, shown, day, special.get(day))}
        <ul class="cal-all">${whole.map((one) => markup`<li>${chip(v, shown, one, day)}</li>`)}</ul>
        <ul class="cal-slots">${parts.map((one, n) => {
          const { lane, lanes: of } = lanes[n]!;
          const { from, until } = one.span!;
          return markup`<li style="--top:${px(from)}px;--tall:${Math.max(22, px(until) - px(from) - 2)}px;--left:${Math.round((100 * lane) / of)}%;--wide:${Math.round(100 / of)}%">${chip(v, shown, one, day)}</li>`;
        })}</ul></section>`;
    })}</div>`;
}

function chip(v: Visit, shown: Shown, { event, span }: OnDay, day: string): Part {
  const { whose, zone } = shown;
  const clock = (minute: number): string =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const answer = event.guests.find((guest) => guest.email === whose.email)?.answer ?? 'accepted';
  const mayMove = whose.kind !== 'room' && (event.organizer === whose.email || event.guestsCanModify);
  const starts = event.date ? undefined : clock(minuteOf(event.from, zone));
  const when = span ? `${clock(span.from)}–${clock(span.until)}` : v.t('calAllDay');
  const rooms = event.guests
    .filter((guest) => guest.resource && guest.answer === 'accepted')
    .map((g) => roomName(v, g.email));
  return markup`<a class="cal-event live is-${answer}" id="e-${event.id}-${day}" href="${shown.path({ event: event.id })}" data-event="${event.id}"
    ${mayMove && starts !== undefined && day === dayOf(event.from, zone) ? markup`draggable="true" data-time="${starts}" data-of="${whose.email}"` : ''}
    ><time>${when}</time> <b>${titleOf(v, event)}</b>${rooms.length > 0 ? markup` <small>${rooms.join('、')}</small>` : ''}${answer === 'needsAction' ? markup` <small>${v.t('cal_needsAction')}</small>` : ''}</a>`;
}

const roomName = (v: Visit, email: string): string =>
  calendarsOf(v).find((one) => one.email === email)?.name ?? v.nameOf(email);
