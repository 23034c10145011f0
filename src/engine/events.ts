/**
 * A record's event in the calendar (R113, R123-R124). An effect says only "look at this one": when it is done the calendar is brought to the
 * record as it is then, so that it matters neither how often nor in which order effects run. What people change in the calendar comes back here.
 */
import type { EventLines, EventSpec, Register } from '../model/types';
import { tryAction } from './act';
import { minutesOf, serialOf, toCivil, toEpoch } from './civil';
import { fingerprint } from './digest';
import { keyOf, look, notice, registerOf, say, setting, touch, type Draft } from './draft';
import { editRow, type LinkFinder } from './edit-row';
import { graceMinutes } from './mail-times';
import { personOf, sameMail } from './people';
import { calledOf, pick, showContext } from './project';
import { stateOf } from './record-clocks';
import { formatShown } from './shown';
import { childIds } from './tallies';
import type { EventPayload, Rec, Standing, Value } from './types';
import { showCell } from './values';

/** `on`: it stands in the calendar; `off`: it does not; `left`: what is there stays as it is. */
export type Place = 'on' | 'off' | 'left';

export function placeOf(register: Register, spec: EventSpec, rec: Rec | null): Place {
  if (!rec || rec.deleted) return 'off';
  if (spec.while.includes(rec.state)) return 'on';
  const kind = stateOf(register, rec.state)?.kind;
  return kind === 'void' || kind === 'todo' ? 'off' : 'left';
}

/** What an event says. Civil times in `zone`; addresses in small letters; `end` may be on another day. */
export interface EventContent {
  title: string;
  /** Lines of its description. */
  lines: string[];
  day: string;
  time: string;
  minutes: number;
  end: { day: string; time: string };
  zone: string;
  room: { id: string; name: string; address: string | null } | null;
  guests: string[];
  digest: string;
}

/** Fields whose change the calendar must hear of. */
const shownFields = (register: Register, spec: EventSpec): string[] => [
  spec.day,
  spec.time,
  spec.minutes,
  ...(spec.room === undefined ? [] : [spec.room]),
  ...spec.guests,
  ...spec.shows,
  ...[...register.called.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!),
];

function face(register: Register, spec: EventSpec, rec: Rec | null): string {
  const place = placeOf(register, spec, rec);
  return place === 'on' ? JSON.stringify(shownFields(register, spec).map((key) => rec!.values[key] ?? null)) : place;
}

/** Who is a guest by this line; null when nobody is. */
function guestOf(spec: EventSpec, line: Rec | null): string | null {
  if (!spec.lines || !line || line.deleted || !spec.lines.while.includes(line.state)) return null;
  return invitedBy(spec.lines, line);
}

/** The person a line is about: the first of its fields that is filled. */
function invitedBy(lines: EventLines, line: Rec): string | null {
  const who = lines.person.map((key) => line.values[key]).find((value) => typeof value === 'string');
  return typeof who === 'string' ? who : null;
}

/** Queues a look at each event this draft changes. Part of every commit, whatever way the change came. */
export function queueEvents(draft: Draft): void {
  for (const [key, rec] of [...draft.records]) {
    const before = draft.before.get(key) ?? null;
    const register = draft.facts.registers[rec.register];
    if (!register) continue;
    for (const spec of register.events ?? []) {
      const now = face(register, spec, rec);
      if (now !== 'left' && now !== face(register, spec, before)) queue(draft, register.key, rec.id, rec.rev, spec);
    }
    for (const other of Object.values(draft.facts.registers))
      for (const spec of other.events ?? []) {
        const [child, back] = spec.lines?.of.split('.') ?? [];
        if (child !== rec.register || back === undefined) continue;
        const said = (one: Rec | null): string => `${String(one?.values[back] ?? '')} ${guestOf(spec, one) ?? ''}`;
        if (said(before) === said(rec)) continue;
        const parents = new Set([before?.values[back], rec.values[back]]);
        for (const id of parents)
          if (typeof id === 'string')
            queue(draft, other.key, id, draft.records.get(keyOf(other.key, id))?.rev ?? 0, spec);
      }
  }
}

function queue(draft: Draft, register: string, id: string, rev: number, spec: EventSpec): void {
  const key = `${register}/${id}:event:${spec.key}:${draft.meta.commit.n + 1}:${fingerprint(draft.facts.cause).slice(0, 6)}`;
  if (draft.effects.some((effect) => effect.key === key)) return;
  const { ref, now } = draft.facts;
  // Nobody is invited to what its doer can still take back.
  const minutes = Math.max(graceMinutes(ref), setting(ref, 'undo.minutes', 10));
  const payload: EventPayload = { event: spec.key, rank: 1 };
  draft.effects.push({ key, kind: 'event', notBefore: now + minutes * 60_000, register, id, rev, payload });
}

/** Lines that belong to this record, as they are at hand. */
export const linesOf = (draft: Draft, register: Register, rec: Rec, spec: EventSpec): Rec[] =>
  childIds({ actions: [], events: [spec] }, rec).flatMap((child) => look(draft, child.register, child.id) ?? []);

/** The event as it should stand; null while its day, time or length is not known. */
export function eventContent(draft: Draft, register: Register, rec: Rec, spec: EventSpec): EventContent | null {
  const { ref, now } = draft.facts;
  const { [spec.day]: day, [spec.time]: time, [spec.minutes]: minutes } = rec.values;
  if (typeof day !== 'string' || typeof time !== 'string' || typeof minutes !== 'number' || minutes <= 0) return null;
  const clock = time.slice(-5);
  // A length is time that passes, not what the clock on the wall says: an hour over the change of clocks is an hour.
  const end = toCivil(startOf({ day, time: clock, zone: ref.zone }) + minutes * 60_000, ref.zone);
  const guests = [
    ...spec.guests.map((key) => rec.values[key]),
    ...linesOf(draft, register, rec, spec).map((line) => guestOf(spec, line)),
  ]
    .filter((who): who is string => typeof who === 'string' && personOf(ref, who)?.active !== false)
    .map((who) => who.toLowerCase());
  const lang = ref.language;
  const context = showContext(ref, now, lang, rec.names);
  const shown = (key: string): string => {
    const field = register.fields.find((one) => one.key === key);
    const text = field ? formatShown(showCell(field, rec.values[key] ?? null, context)) : '';
    return text === '' ? '' : `${pick(field!.label, lang)}${lang === 'en' ? ': ' : '：'}${text}`;
  };
  const content = {
    title: calledOf(draft, register, rec, lang) || rec.id,
    lines: [rec.id, ...spec.shows.map(shown).filter((line) => line !== '')],
    day,
    time: clock,
    minutes,
    end: { day: end.date, time: end.time },
    zone: ref.zone,
    room: roomOf(draft, register, rec, spec),
    guests: [...new Set(guests)].sort(),
  };
  return { ...content, digest: fingerprint(JSON.stringify(content)) };
}

function roomOf(draft: Draft, register: Register, rec: Rec, spec: EventSpec): EventContent['room'] {
  const to = register.fields.find((field) => field.key === spec.room)?.to;
  const id = spec.room === undefined ? null : rec.values[spec.room];
  if (to === undefined || typeof id !== 'string') return null;
  const room = look(draft, to, id);
  const address: Value = room?.values.calendar ?? null;
  return {
    id,
    name: room ? calledOf(draft, registerOf(draft, to), room, draft.facts.ref.language) : (rec.names[id] ?? id),
    address: typeof address === 'string' ? address.toLowerCase() : null,
  };
}

/** Where it starts, epoch ms. */
export const startOf = ({ day, time, zone }: Pick<EventContent, 'day' | 'time' | 'zone'>): number =>
  toEpoch(day, minutesOf(time), zone);

/** What the calendar answered: the event stands (with what takes its room, if anything does), or people deleted it. */
export type Outcome =
  | { is: 'on'; standing: Standing; taken: string | null }
  | { is: 'off'; standing: Standing }
  | { is: 'deleted'; standing: Standing };

/** Keeps with the record what stands in the calendar now, and says what it must hear of. */
export function noteEvent(draft: Draft, register: Register, id: string, spec: EventSpec, outcome: Outcome): void {
  const seen = look(draft, register.key, id);
  if (!seen) return;
  const rec = touch(draft, register.key, id);
  rec.events = { ...rec.events, [spec.key]: outcome.standing };
  draft.journal.push({
    register: register.key,
    id,
    rev: rec.rev,
    action: outcome.is === 'on' ? 'event' : 'event-off',
    actor: null,
    before: {},
    after: { $event: spec.key, event: outcome.standing.id },
  });
  if (outcome.is === 'deleted') goneInCalendar(draft, register, rec, spec);
  if (outcome.is !== 'on') return;
  const room = roomOf(draft, register, rec, spec);
  rec.check = rec.check.filter((line) => line.words.code !== 'event.room-taken');
  if (outcome.taken === null || !room) return;
  say(rec, {
    sign: '✗',
    words: { code: 'event.room-taken', params: { room: room.name, by: outcome.taken } },
    at: draft.facts.now,
  });
  notice(draft, {
    key: `room:${register.key}/${id}`,
    at: draft.facts.now,
    words: { code: 'notice.room-taken', params: { id, room: room.name, by: outcome.taken } },
    action: { kind: 'dismiss' },
  });
}

/** An event as it is in the calendar. Civil times in the office's zone; `answers` by address. */
export interface Seen {
  id: string;
  deleted: boolean;
  day: string;
  time: string;
  minutes: number;
  answers: { who: string; says: 'accepted' | 'declined' | 'tentative' | 'open' }[];
}

const nothingTyped: LinkFinder = () => [];

/** What people did in the calendar, as if they had done it in the sheet. Does nothing where nothing differs from what was last put. */
export function adoptEvent(draft: Draft, register: Register, id: string, spec: EventSpec, seen: Seen): void {
  const known = look(draft, register.key, id);
  const standing = known?.events?.[spec.key];
  if (!known || !standing || standing.id !== seen.id || standing.off || known.deleted) return;
  if (seen.deleted) {
    const rec = touch(draft, register.key, id);
    rec.events = { ...rec.events, [spec.key]: { ...standing, off: true } };
    goneInCalendar(draft, register, rec, spec);
    return;
  }
  if (placeOf(register, spec, known) === 'on') {
    // What the register says itself is on its way there: heard of before it was confirmed, it is no news.
    const moved = (['day', 'time', 'minutes'] as const).filter(
      (part) => seen[part] !== standing[part] && seen[part] !== known.values[spec[part]],
    );
    if (moved.length > 0) adoptTime(draft, register, known, spec, seen, moved);
  }
  for (const line of linesOf(draft, register, known, spec)) adoptAnswer(draft, spec, line, seen);
}

function adoptTime(
  draft: Draft,
  register: Register,
  known: Rec,
  spec: EventSpec,
  seen: Seen,
  moved: ('day' | 'time' | 'minutes')[],
): void {
  const standing = known.events![spec.key]!;
  const { now } = draft.facts;
  const own = { day: known.values[spec.day], time: known.values[spec.time], minutes: known.values[spec.minutes] };
  const both = moved.some((part) => own[part] !== standing[part]);
  const rec = touch(draft, register.key, known.id);
  rec.events = {
    ...rec.events,
    [spec.key]: { ...standing, day: seen.day, time: seen.time, minutes: seen.minutes, digest: '' },
  };
  const when = `${Number(seen.day.slice(5, 7))}/${Number(seen.day.slice(8, 10))} ${seen.time}`;
  if (both) {
    // Moved here and there: what stands in the register counts, and the calendar follows it again.
    say(rec, { sign: '✎', words: { code: 'event.moved-twice', params: { when } }, at: now });
    queue(draft, register.key, rec.id, rec.rev, spec);
    return;
  }
  const cell = { day: serialOf(seen.day), time: serialOf(seen.time), minutes: seen.minutes };
  editRow(
    draft,
    register,
    rec.id,
    Object.fromEntries(moved.map((part) => [spec[part], cell[part]])),
    null,
    nothingTyped,
  );
  const taken = moved.every((part) => rec.values[spec[part]] === seen[part]);
  // In place of a bare "updated".
  if (taken) {
    rec.check = rec.check.filter((line) => line.sign !== '✓');
    say(rec, { sign: '✓', words: { code: 'event.moved', params: { when } }, at: now });
  }
  // What the register could not take goes back in the calendar; Check says why.
  queue(draft, register.key, rec.id, rec.rev, spec);
}

function adoptAnswer(draft: Draft, spec: EventSpec, line: Rec, seen: Seen): void {
  const who = invitedBy(spec.lines!, line);
  const answer = seen.answers.find((one) => who !== null && sameMail(one.who, who));
  const verb =
    answer?.says === 'accepted' ? spec.lines!.accepts : answer?.says === 'declined' ? spec.lines!.declines : undefined;
  const register = registerOf(draft, line.register);
  const action = register.actions.find((one) => one.key === verb);
  if (!action?.from.includes(line.state)) return;
  tryAction(draft, register, touch(draft, line.register, line.id), action, { by: answer!.who, via: 'calendar' });
}

function goneInCalendar(draft: Draft, register: Register, rec: Rec, spec: EventSpec): void {
  const action = register.actions.find((one) => one.key === spec.gone);
  const { now } = draft.facts;
  if (action?.from.includes(rec.state)) tryAction(draft, register, rec, action, { by: null, via: 'link' });
  say(rec, { sign: '✎', words: { code: 'event.deleted' }, at: now });
  notice(draft, {
    key: `event:${rec.register}/${rec.id}`,
    at: now,
    words: {
      code: 'notice.event-deleted',
      params: { id: rec.id, title: calledOf(draft, register, rec, draft.facts.ref.language) },
    },
    action: { kind: 'dismiss' },
  });
}

/** Before its turn (a hand's clock time) an event is not made any more: an old ledger invites nobody. */
export const isPast = (content: EventContent, now: number): boolean =>
  startOf(content) + content.minutes * 60_000 < now;
