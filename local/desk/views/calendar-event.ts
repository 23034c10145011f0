// One event opened: when, where, who comes, what Calendar told; answering, moving, deleting. And the form for a new one.

import type { CalendarEvent, Guest } from '../../runtime/store/events.ts';
import { wallOf } from '../agenda/days.ts';
import type { Whose } from '../agenda/whose.ts';
import { calendarsOf } from '../agenda/whose.ts';
import { markup, type Markup, type Part } from '../html.ts';
import { icon } from '../icons.ts';
import type { Visit } from '../visit.ts';
import type { WordKey } from '../words.ts';
import type { Shown } from './calendar.ts';

export const titleOf = (v: Visit, event: CalendarEvent): string => event.summary || v.t('calUntitled');

const HOUR = 3_600_000;

export function eventPanel(v: Visit, shown: Shown, event: CalendarEvent): Markup {
  const { t } = v;
  const { whose } = shown;
  const rooms = event.guests.filter((guest) => guest.resource);
  const people = event.guests.filter((guest) => !guest.resource);
  const own = event.guests.find((guest) => guest.email === whose.email);
  const mine = event.organizer === whose.email;
  const may = whose.kind !== 'room' && (mine || event.guestsCanModify);
  return markup`<aside class="cal-panel" aria-label="${titleOf(v, event)}" id="cal-panel">
    <p class="cal-close"><a class="plain" href="${shown.path({ event: undefined })}">${icon('undo', 16)} ${t('calClose')}</a></p>
    <h2>${titleOf(v, event)}</h2>
    <dl class="envelope"><dt>${t('calWhen')}</dt><dd>${whenOf(v, event)}</dd>
      ${event.location ? markup`<dt>${t('calPlace')}</dt><dd>${event.location}</dd>` : ''}
      <dt>${t('calOrganizer')}</dt><dd>${event.organizer === v.office.runtime.owner ? t('calOffice') : v.nameOf(event.organizer)}</dd>
      ${rooms.length ? markup`<dt>${t('calRooms')}</dt><dd>${rooms.map((room) => markup`<span class="cal-guest">${roomWords(v, room)}</span>`)}</dd>` : ''}
      ${people.length ? markup`<dt>${t('calGuests')}</dt><dd>${people.map((guest) => guestLine(v, guest))}</dd>` : ''}
      ${event.notices.length ? markup`<dt>${t('calTold')}</dt><dd>${event.notices.map((n) => markup`<span class="cal-guest">${v.times.short(n.at)} ${t(`cal_${n.kind}`)}：${n.to.map(v.nameOf).join('、')}</span>`)}</dd>` : ''}</dl>
    ${event.description ? markup`<p class="pre cal-says">${event.description}</p>` : ''}
    ${own && whose.kind !== 'room' ? answerForm(v, shown, event, own) : ''}
    ${may && !event.date ? moveForm(v, shown, event) : ''}
    <div class="links"><a class="ghost" href="/calendar-file?of=${encodeURIComponent(whose.email)}&amp;event=${event.id}">${icon('download', 16)} ${t('calIcs')}</a>
      ${whose.kind === 'room' ? '' : deed(v, shown, event, 'delete', markup`<button class="ghost bad" data-ask="${t(mine ? 'calDeleteAsk' : 'calLeaveAsk')}">${t('calDelete')}</button>`)}</div>
  </aside>`;
}

function whenOf(v: Visit, event: CalendarEvent): string {
  if (event.date) {
    const last = new Date(Date.parse(event.date[1]) - 86_400_000).toISOString().slice(0, 10);
    return `${event.date[0]}${last === event.date[0] ? '' : ` – ${last}`} · ${v.t('calAllDay')}`;
  }
  const end = v.times.long(event.until);
  const start = v.times.long(event.from);
  const day = start.slice(0, start.lastIndexOf(' '));
  return `${start} – ${end.startsWith(day) ? end.slice(day.length + 1) : end}`;
}

function guestLine(v: Visit, guest: Guest): Markup {
  return markup`<span class="cal-guest is-${guest.answer}">${guest.name ?? v.nameOf(guest.email)} <small>${v.t(`cal_${guest.answer}`)}${guest.comment ? `：${guest.comment}` : ''}</small></span>`;
}

function roomWords(v: Visit, room: Guest): string {
  const name = calendarsOf(v).find((one) => one.email === room.email)?.name ?? room.email;
  const key: Partial<Record<Guest['answer'], WordKey>> = { accepted: 'calRoomTaken', declined: 'calRoomRefused' };
  return `${name} · ${v.t(key[room.answer] ?? 'cal_needsAction')}`;
}

/** A form that does something with this event and comes back here. */
function deed(v: Visit, shown: Shown, event: CalendarEvent, name: string, inside: Part): Markup {
  const back = name === 'delete' ? shown.path({ event: undefined }) : shown.path();
  return markup`<form class="cal-deed" method="post" action="/calendar"><input type="hidden" name="deed" value="${name}"><input type="hidden" name="event" value="${event.id}">
    <input type="hidden" name="of" value="${shown.whose.email}"><input type="hidden" name="to" value="${back}">${inside}</form>`;
}

function answerForm(v: Visit, shown: Shown, event: CalendarEvent, own: Guest): Markup {
  const { t } = v;
  const button = (answer: Guest['answer'], word: WordKey): Markup =>
    markup`<button class="ghost" name="answer" value="${answer}" aria-pressed="${own.answer === answer ? 'true' : 'false'}">${t(word)}</button>`;
  return deed(
    v,
    shown,
    event,
    'respond',
    markup`<fieldset><legend>${t('calAsk')}</legend><label class="cal-field">${t('calComment')} <input name="comment" maxlength="200" autocomplete="off"></label>
      <span class="cal-answers">${button('accepted', 'calYes')}${button('tentative', 'calMaybe')}${button('declined', 'calNo')}</span></fieldset>`,
  );
}

function moveForm(v: Visit, shown: Shown, event: CalendarEvent): Markup {
  const { t } = v;
  return deed(
    v,
    shown,
    event,
    'move',
    markup`<details><summary>${t('calMove')}</summary>${spanFields(v, shown.zone, event.from, event.until)}<button class="primary">${t('calSave')}</button></details>`,
  );
}

function spanFields(v: Visit, zone: string, from: number, until: number): Markup {
  const field = (name: string, word: WordKey, at: number): Markup =>
    markup`<label class="cal-field">${v.t(word)} <input type="datetime-local" name="${name}" value="${wallOf(at, zone)}" required></label>`;
  return markup`${field('from', 'calFrom', from)}${field('until', 'calUntil', until)}`;
}

export function newEventForm(v: Visit, shown: Shown, calendars: readonly Whose[]): Markup {
  const { t } = v;
  const rooms = calendars.filter((one) => one.kind === 'room');
  const next = Math.ceil(v.office.runtime.now / HOUR) * HOUR;
  return markup`<details class="cal-new"><summary>${t('calNew')}</summary>
    <form method="post" action="/calendar"><input type="hidden" name="deed" value="create"><input type="hidden" name="of" value="${shown.whose.email}"><input type="hidden" name="to" value="${shown.path({ event: undefined })}">
      <label class="cal-field">${t('calTitle')} <input name="title" required maxlength="200" autocomplete="off"></label>
      ${spanFields(v, shown.zone, next, next + HOUR)}
      <label class="cal-field">${t('calInvite')} <input name="guests" autocomplete="off" list="cal-people"></label>
      <datalist id="cal-people">${v.people.map((one) => markup`<option value="${one.email}">${one.name}</option>`)}</datalist>
      ${rooms.length ? markup`<label class="cal-field">${t('calRooms')} <select name="room"><option value="">${t('calNoRoom')}</option>${rooms.map((room) => markup`<option value="${room.email}">${room.name}</option>`)}</select></label>` : ''}
      <button class="primary">${t('calAdd')}</button></form></details>`;
}
