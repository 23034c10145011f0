// The Calendar advanced service and people in their calendars: ids, guests, rooms, free and busy, sync, triggers.

import { Refused, type Runtime } from '../../../local/runtime';
import { eventsOf } from '../../../local/runtime/calendar/book';
import { hookedCall } from './calendar-helpers';
import { officeWith, OWNER, script, scriptRun } from './helpers';

const MEI = 'mei@demo.example';
const LIN = 'lin@demo.example';
const ROOM = 'room-a@resource.demo.example';
const TEN = { dateTime: '2026-03-10T10:00:00+08:00' };
const ELEVEN = { dateTime: '2026-03-10T11:00:00+08:00' };
const at = (text: string): number => Date.parse(text);

const officeOf = (options: Parameters<typeof officeWith>[1] = {}, code = ''): Runtime => {
  const office = officeWith(code, options);
  office.store.set({ rooms: [{ email: ROOM, name: '大會議室', capacity: 12 }] });
  return office;
};

interface Shown {
  id: string;
  status: string;
  etag: string;
  sequence: number;
  summary?: string;
  start?: { dateTime?: string; date?: string; timeZone?: string };
  end?: { dateTime?: string; date?: string };
  attendees?: { email: string; responseStatus: string; self?: boolean; resource?: boolean; comment?: string }[];
  extendedProperties?: { private?: Record<string, string> };
}
interface Page {
  items: Shown[];
  nextSyncToken?: string;
  nextPageToken?: string;
  timeZone: string;
}
const insert = (office: Runtime, resource: object = {}, options: object = {}): Shown =>
  script(
    office,
    `return Calendar.Events.insert(args[0], 'primary', args[1])`,
    { summary: '會議', start: TEN, end: ELEVEN, ...resource },
    options,
  ) as Shown;
const get = (office: Runtime, id: string): Shown =>
  script(office, `return Calendar.Events.get('primary', args[0])`, id) as Shown;
const patch = (office: Runtime, id: string, resource: object, options: object = {}): Shown =>
  script(office, `return Calendar.Events.patch(args[1], 'primary', args[0], args[2])`, id, resource, options) as Shown;
const list = (office: Runtime, options: object = {}, calendar = 'primary'): Page =>
  script(office, `return Calendar.Events.list(args[0], args[1])`, calendar, options) as Page;
const remove = (office: Runtime, id: string): unknown =>
  script(office, `return Calendar.Events.remove('primary', args[0])`, id);
const answers = (event: Shown): Record<string, string> =>
  Object.fromEntries((event.attendees ?? []).map((one) => [one.email, one.responseStatus]));

describe('an event', () => {
  test('has the id it is given; a bad one is refused, a taken one too, alive and deleted', () => {
    const office = officeOf();
    expect(insert(office, { id: 'meeting001' })).toMatchObject({ id: 'meeting001', status: 'confirmed', sequence: 0 });
    expect(() => insert(office, { id: 'Meeting-1' })).toThrow(/Invalid resource id value/);
    expect(() => insert(office, { id: 'wxyz1' })).toThrow(/Invalid resource id value/);
    const taken = `try { Calendar.Events.insert(args[0], 'primary') } catch (e) { return [e.name, e.details.code, e.message] }`;
    const again = () => script(office, taken, { id: 'meeting001', start: TEN, end: ELEVEN });
    const words = 'API call to calendar.events.insert failed with error: The requested identifier already exists.';
    expect(again()).toEqual(['GoogleJsonResponseException', 409, words]);
    remove(office, 'meeting001');
    expect(again()).toEqual(['GoogleJsonResponseException', 409, words]);
    expect(insert(office).id).toMatch(/^[a-v0-9]{26}$/);
  });

  test('that is deleted is told as cancelled, not deleted twice, not changed', () => {
    const office = officeOf();
    const { id } = insert(office);
    remove(office, id);
    expect(get(office, id)).toMatchObject({ id, status: 'cancelled' });
    expect(() => remove(office, id)).toThrow(/Resource has been deleted/);
    expect(() => patch(office, id, { summary: 'x' })).toThrow(/Forbidden/);
    expect(() => patch(office, id, { status: 'confirmed' })).toThrow(/Forbidden/);
    expect(() => get(office, 'never00')).toThrow(/Not Found/);
    office.switches.deletedEventGet = 'gone';
    expect(() => get(office, id)).toThrow(/Resource has been deleted/);
    office.switches.deletedEventPatch = 'revives';
    expect(() => patch(office, id, { summary: 'x' })).toThrow(/Forbidden/);
    expect(patch(office, id, { status: 'confirmed' })).toMatchObject({ id, status: 'confirmed', summary: '會議' });
  });

  test('has times with a zone or days with an exclusive end', () => {
    const office = officeOf();
    const local = { dateTime: '2026-03-29T01:30:00', timeZone: 'Europe/Berlin' };
    const timed = insert(office, { start: local, end: { ...local, dateTime: '2026-03-29T03:30:00' } });
    expect(timed.start).toEqual({ dateTime: '2026-03-29T08:30:00+08:00', timeZone: 'Europe/Berlin' });
    // The clocks go forward in between.
    expect(timed.end?.dateTime).toBe('2026-03-29T09:30:00+08:00');
    const day = insert(office, { start: { date: '2026-03-12' }, end: { date: '2026-03-13' } });
    expect([day.start, day.end]).toEqual([{ date: '2026-03-12' }, { date: '2026-03-13' }]);
    const titles = (timeMin: string, timeMax: string) => list(office, { timeMin, timeMax }).items.length;
    expect(titles('2026-03-12T00:00:00+08:00', '2026-03-13T00:00:00+08:00')).toBe(1);
    expect(titles('2026-03-13T00:00:00+08:00', '2026-03-14T00:00:00+08:00')).toBe(0);
    expect(() => insert(office, { end: TEN, start: ELEVEN })).toThrow(/time range is empty/);
    expect(() => insert(office, { start: { dateTime: '2026-03-10T10:00:00' } })).toThrow(/Missing time zone/);
    expect(() => insert(office, { start: { date: '2026-03-12' }, end: ELEVEN })).toThrow(/Invalid start time/);
    expect(() => insert(office, { end: undefined })).toThrow(/Missing end time/);
  });

  test('a patch changes what it sends, an update everything; etag and sequence follow', () => {
    const office = officeOf();
    const marks = { private: { chancery: 'M-2026-0001', part: 'a' } };
    const made = insert(office, { description: 'first', location: 'here', extendedProperties: marks });
    const patched = patch(office, made.id, {
      location: 'there',
      description: null,
      extendedProperties: { private: { part: null, more: 'b' } },
    });
    expect(patched).toMatchObject({ summary: '會議', location: 'there', sequence: 0 });
    expect(patched).not.toHaveProperty('description');
    expect(patched.extendedProperties).toEqual({ private: { chancery: 'M-2026-0001', more: 'b' } });
    expect(patched.etag).not.toBe(made.etag);
    expect(patch(office, made.id, { start: { dateTime: '2026-03-10T09:00:00+08:00' } }).sequence).toBe(1);
    const update = `return Calendar.Events.update(args[1], 'primary', args[0], {}, args[2])`;
    const whole = { summary: 'new', start: TEN, end: ELEVEN };
    expect(() => script(office, update, made.id, whole, { 'If-Match': made.etag })).toThrow(/Precondition Failed/);
    const updated = script(office, update, made.id, whole, { 'If-Match': get(office, made.id).etag }) as Shown;
    expect(updated).not.toHaveProperty('location');
    expect(updated).not.toHaveProperty('extendedProperties');
  });

  test('what is not there says so by name: series, Meet links, unknown members and options', () => {
    const office = officeOf();
    expect(() => insert(office, { recurrence: ['RRULE:FREQ=WEEKLY'] })).toThrow(
      /not implemented locally: calendar.events.insert: recurrence/,
    );
    expect(() => insert(office, { conferenceData: {} })).toThrow(/insert: conferenceData/);
    expect(() => list(office, { alwaysIncludeEmail: true })).toThrow(/list: alwaysIncludeEmail/);
    expect(() => script(office, `Calendar.Events.quickAdd('primary', 'x')`)).toThrow(/Calendar.Events.quickAdd/);
  });

  test('ten thousand a day', () => {
    const office = officeOf({ quotas: { eventsPerDay: 2 } });
    insert(office);
    insert(office);
    expect(() => insert(office)).toThrow(/Calendar usage limits exceeded/);
    office.wait(25 * 3_600_000);
    insert(office);
    expect(officeOf().quotas.eventsPerDay).toBe(10_000);
  });

  test('costs what making something costs, and scopes are asked for', () => {
    const office = officeOf();
    const x = scriptRun(office, `Calendar.Events.insert(args[0], 'primary')`, { start: TEN, end: ELEVEN });
    const call = x.calls.find((one) => one.method === 'insert')!;
    expect([call.service, call.write, call.ms >= 500 && call.ms <= 2000]).toEqual(['Calendar.Events', true, true]);
    const advanced = { enabledAdvancedServices: [{ userSymbol: 'Calendar', serviceId: 'calendar', version: 'v3' }] };
    const bare = officeWith('', {}, { oauthScopes: [], dependencies: advanced });
    expect(() => list(bare)).toThrow(/calendar\.events/);
    expect(() => script(bare, `Calendar.Freebusy.query({})`)).toThrow(/calendar\.freebusy/);
    const off = officeWith('', {}, { oauthScopes: [], dependencies: {} });
    expect(() => list(off)).toThrow(/Calendar is not defined/);
  });

  test('a fault may come before or after the event is made', () => {
    const office = officeOf();
    office.hook(hookedCall('insert', 'after'));
    expect(() => insert(office, { id: 'once000' })).toThrow(/Backend Error/);
    office.hook(null);
    expect(get(office, 'once000').status).toBe('confirmed');
  });
});

describe('guests', () => {
  const invited = (office: Runtime): Shown =>
    insert(
      office,
      { attendees: [{ email: MEI }, { email: LIN.toUpperCase() }], extendedProperties: { private: { k: 'v' } } },
      { sendUpdates: 'all' },
    );

  test('see it in their own calendars, each with their own answer', () => {
    const office = officeOf({ switches: { calendarsShared: true } });
    const { id } = invited(office);
    const [hers] = list(office, {}, MEI).items;
    expect(hers).toMatchObject({ id, iCalUID: `${id}@google.com`, organizer: { email: OWNER } });
    expect(hers!.attendees!.filter((one) => one.self).map((one) => one.email)).toEqual([MEI]);
    // The organiser's private marks are not in a guest's copy.
    expect(hers).not.toHaveProperty('extendedProperties');
    office.person(MEI).respond(id, 'declined', '出差');
    expect(answers(get(office, id))).toEqual({ [MEI]: 'declined', [LIN]: 'needsAction' });
    expect(get(office, id).attendees![0]!.comment).toBe('出差');
    expect(() => office.person('other@demo.example').respond(id, 'accepted')).toThrow(Refused);
  });

  test('calendars of others are not found; where they are shared they are read only', () => {
    const office = officeOf();
    const move = `Calendar.Events.insert(args[0], args[1])`;
    expect(() => list(office, {}, MEI)).toThrow(/Not Found/);
    office.switches.calendarsShared = true;
    expect(list(office, {}, MEI).items).toEqual([]);
    expect(() => script(office, move, { start: TEN, end: ELEVEN }, MEI)).toThrow(/writer access/);
    expect(() => list(office, {}, 'who@elsewhere.example')).toThrow(/Not Found/);
  });

  test('are told by Calendar when it is asked to, never by MailApp', () => {
    const office = officeOf();
    const { id } = invited(office);
    patch(office, id, { location: 'there' });
    script(office, `Calendar.Events.remove('primary', args[0], {sendUpdates: 'all'})`, id);
    const [event] = Object.values(eventsOf(office));
    expect(event!.notices.map(({ kind, to }) => [kind, to])).toEqual([
      ['invitation', [MEI, LIN]],
      ['cancellation', [MEI, LIN]],
    ]);
    expect(office.store.mails.length).toBe(0);
  });

  test('delete it for themselves, which declines; who is not asked any more sees it cancelled', () => {
    const office = officeOf({ switches: { calendarsShared: true } });
    const { id } = invited(office);
    office.person(MEI).deleteEvent(id);
    expect(get(office, id).status).toBe('confirmed');
    expect(answers(get(office, id))[MEI]).toBe('declined');
    expect(list(office, {}, MEI).items).toEqual([]);
    patch(office, id, { attendees: [{ email: MEI }] });
    expect(list(office, { showDeleted: true }, LIN).items).toMatchObject([{ id, status: 'cancelled' }]);
  });

  test('move it only where they may; a move asks them again', () => {
    const office = officeOf();
    const { id } = invited(office);
    office.person(LIN).respond(id, 'accepted');
    const noon = at('2026-03-10T12:00:00+08:00');
    expect(() => office.person(LIN).moveEvent(id, noon)).toThrow(/only its organiser/);
    office.person(OWNER).moveEvent(id, noon);
    expect(get(office, id)).toMatchObject({
      start: { dateTime: '2026-03-10T12:00:00+08:00' },
      end: { dateTime: '2026-03-10T13:00:00+08:00' },
      sequence: 1,
    });
    expect(answers(get(office, id))[LIN]).toBe('needsAction');
    office.switches.moveAsksAgain = false;
    office.person(LIN).respond(id, 'accepted');
    office.person(OWNER).moveEvent(id, noon + 3_600_000);
    expect(answers(get(office, id))[LIN]).toBe('accepted');
    office.person(OWNER).inviteGuest(id, 'new@demo.example');
    expect(answers(get(office, id))['new@demo.example']).toBe('needsAction');
  });

  test('sent again without their answers they have none', () => {
    const office = officeOf();
    const { id } = invited(office);
    office.person(MEI).respond(id, 'accepted');
    expect(answers(patch(office, id, { attendees: [{ email: MEI }] }))[MEI]).toBe('needsAction');
    office.person(MEI).respond(id, 'accepted');
    office.switches.patchKeepsAnswers = true;
    expect(answers(patch(office, id, { attendees: [{ email: MEI }] }))[MEI]).toBe('accepted');
  });
});

describe('rooms', () => {
  test('accept when they are free and decline what they cannot take, a moment after', () => {
    const office = officeOf();
    const first = insert(office, { attendees: [{ email: ROOM }] });
    expect(first.attendees).toMatchObject([{ email: ROOM, resource: true, responseStatus: 'needsAction' }]);
    expect(answers(get(office, first.id))[ROOM]).toBe('accepted');
    const half = { dateTime: '2026-03-10T10:30:00+08:00' };
    const second = insert(office, { start: half, attendees: [{ email: ROOM }] });
    expect(answers(get(office, second.id))[ROOM]).toBe('declined');
    const next = insert(office, {
      start: ELEVEN,
      end: { dateTime: '2026-03-10T12:00:00+08:00' },
      attendees: [{ email: ROOM }],
    });
    expect(answers(get(office, next.id))[ROOM]).toBe('accepted');
    // What it declined and what is gone does not take it; it looks again only when it is asked again.
    remove(office, first.id);
    patch(office, second.id, { location: 'x' });
    expect(answers(get(office, second.id))[ROOM]).toBe('declined');
    const instead = insert(office, { start: half, attendees: [{ email: ROOM }] });
    expect(answers(get(office, instead.id))[ROOM]).toBe('accepted');
    patch(office, second.id, { start: { dateTime: '2026-03-10T09:00:00+08:00' }, end: TEN });
    expect(answers(get(office, second.id))[ROOM]).toBe('accepted');
    patch(office, second.id, { end: ELEVEN });
    expect(answers(get(office, second.id))[ROOM]).toBe('declined');
    office.switches.roomsAnswer = false;
    const third = insert(office, { start: half, attendees: [{ email: ROOM }] });
    expect(answers(get(office, third.id))[ROOM]).toBe('needsAction');
  });

  test('free and busy: what is accepted, not what is declined, free or gone; spans that touch are one', () => {
    const office = officeOf();
    insert(office, { attendees: [{ email: ROOM }, { email: MEI }] });
    office.person(LIN).createEvent({
      title: '外出',
      from: at('2026-03-10T11:00+08:00'),
      until: at('2026-03-10T12:00+08:00'),
      guests: [MEI],
    });
    insert(office, {
      start: { date: '2026-03-11' },
      end: { date: '2026-03-12' },
      transparency: 'transparent',
      attendees: [{ email: MEI }],
    });
    const query = {
      timeMin: '2026-03-10T00:00:00+08:00',
      timeMax: '2026-03-13T00:00:00+08:00',
      timeZone: 'Asia/Taipei',
    };
    const busy = () =>
      (
        script(office, `return Calendar.Freebusy.query(args[0])`, {
          ...query,
          items: [{ id: ROOM }, { id: MEI }, { id: 'who@elsewhere.example' }],
        }) as { calendars: Record<string, { busy: { start: string; end: string }[]; errors?: unknown[] }> }
      ).calendars;
    expect(busy()[ROOM]!.busy).toEqual([{ start: '2026-03-10T10:00:00+08:00', end: '2026-03-10T11:00:00+08:00' }]);
    expect(busy()[MEI]!.busy).toEqual([{ start: '2026-03-10T10:00:00+08:00', end: '2026-03-10T12:00:00+08:00' }]);
    expect(busy()['who@elsewhere.example']).toMatchObject({ errors: [{ reason: 'notFound' }], busy: [] });
    office.person(MEI).respond(list(office).items[0]!.id, 'declined');
    expect(busy()[MEI]!.busy).toEqual([{ start: '2026-03-10T11:00:00+08:00', end: '2026-03-10T12:00:00+08:00' }]);
    expect(() => script(office, `Calendar.Freebusy.query(args[0])`, { ...query, timeMax: query.timeMin })).toThrow(
      /empty/,
    );
  });
});

describe('listing', () => {
  test('a sync token gives what changed since, gone events by their id; an old or foreign one is gone', () => {
    const office = officeOf();
    const kept = insert(office, { summary: 'kept' });
    const gone = insert(office, { summary: 'gone' });
    const { nextSyncToken: token } = list(office);
    expect(list(office, { syncToken: token }).items).toEqual([]);
    patch(office, kept.id, { summary: 'changed' });
    remove(office, gone.id);
    const since = list(office, { syncToken: token });
    expect(since.items).toMatchObject([
      { id: kept.id, summary: 'changed' },
      { id: gone.id, status: 'cancelled' },
    ]);
    expect(since.items[1]).not.toHaveProperty('summary');
    expect(list(office, { syncToken: since.nextSyncToken }).items).toEqual([]);
    expect(() => list(office, { syncToken: token, timeMin: TEN.dateTime })).toThrow(/cannot be used with timeMin/);
    expect(() => list(office, { syncToken: 'nobody' })).toThrow(/full sync is required/);
    office.wait(29 * 86_400_000);
    const code = `try { Calendar.Events.list('primary', {syncToken: args[0]}) } catch (e) { return e.details.code }`;
    expect(script(office, code, token)).toBe(410);
    office.switches.syncTokenDays = 60;
    expect(list(office, { syncToken: token }).items).toHaveLength(2);
  });

  test('pages; the token for the next time is on the last one', () => {
    const office = officeOf();
    for (let i = 0; i < 5; i++) insert(office, { summary: String(i) });
    const first = list(office, { maxResults: 3 });
    expect([first.items.length, first.nextPageToken === undefined, first.nextSyncToken]).toEqual([3, false, undefined]);
    const rest = list(office, { maxResults: 3, pageToken: first.nextPageToken });
    expect([rest.items.map((one) => one.summary), rest.nextPageToken]).toEqual([['3', '4'], undefined]);
    expect(rest.nextSyncToken).toEqual(expect.any(String));
  });

  test('by mark, by change, in the order of the start; the zone of the calendar is told', () => {
    const office = officeOf();
    const late = { start: ELEVEN, end: { dateTime: '2026-03-10T12:00:00+08:00' } };
    insert(office, { summary: 'late', ...late, extendedProperties: { private: { record: 'M-1' } } });
    insert(office, { summary: 'early' });
    const titles = (options: object) => list(office, options).items.map((one) => one.summary);
    expect(titles({ privateExtendedProperty: 'record=M-1' })).toEqual(['late']);
    expect(titles({ privateExtendedProperty: ['record=M-1', 'kind=x'] })).toEqual([]);
    expect(titles({ orderBy: 'startTime', singleEvents: true })).toEqual(['early', 'late']);
    expect(() => titles({ orderBy: 'startTime' })).toThrow(/ordering is not available/);
    expect(() => titles({ timeMin: '2026-03-10' })).toThrow(/Bad Request/);
    const now = new Date(office.now + 1000).toISOString();
    office.wait(60_000);
    remove(office, list(office).items[0]!.id);
    expect(list(office, { updatedMin: now }).items).toMatchObject([{ status: 'cancelled' }]);
    office.store.set({ calendarZone: 'Europe/Berlin' });
    expect(list(office).timeZone).toBe('Europe/Berlin');
    const zone = `return [Calendar.Calendars.get('primary').timeZone, Calendar.CalendarList.get('primary').primary]`;
    expect(script(office, zone)).toEqual(['Europe/Berlin', true]);
  });
});

describe('the trigger', () => {
  const CODE = `
    function setUp() { ScriptApp.newTrigger('onCalendar_').forUserCalendar('${OWNER}').onEventUpdated().create(); }
    function onCalendar_(e) { console.log(JSON.stringify({ calendarId: e.calendarId, keys: Object.keys(e).sort() })); }`;
  const heard = (office: Runtime): string[] =>
    office.executions.filter((x) => x.fn === 'onCalendar_').flatMap((x) => x.log);

  test('hears of people and scripts, a little later, and says only in which calendar', () => {
    const office = officeOf({}, CODE);
    office.run('setUp');
    const { id } = insert(office, { attendees: [{ email: MEI }] });
    office.settle();
    expect(heard(office)).toEqual([
      `log: ${JSON.stringify({ calendarId: OWNER, keys: ['authMode', 'calendarId', 'triggerUid'] })}`,
    ]);
    office.person(MEI).respond(id, 'accepted');
    expect(heard(office)).toHaveLength(1);
    office.settle();
    expect(heard(office)).toHaveLength(2);
    office.switches.scriptsFireCalendar = false;
    patch(office, id, { summary: 'x' });
    office.person(LIN).createEvent({ title: '外出', from: at(TEN.dateTime), until: at(ELEVEN.dateTime) });
    office.settle();
    expect(heard(office)).toHaveLength(2);
    office.person(MEI).deleteEvent(id);
    office.settle();
    expect(heard(office)).toHaveLength(3);
  });

  test('a fork has its own calendar', () => {
    const office = officeOf({}, CODE);
    const { id } = insert(office);
    const fork = office.fork();
    remove(fork, id);
    expect([get(office, id).status, get(fork, id).status]).toEqual(['confirmed', 'cancelled']);
  });
});
