// When the calendar is looked at, what an event says, and what comes back of what people do there (R113, R124).
import { openDraft, type Draft } from '../../src/engine/draft';
import { adoptEvent, eventContent, placeOf, queueEvents, type Seen } from '../../src/engine/events';
import type { EventPayload, Rec, Standing } from '../../src/engine/types';
import type { EventSpec, Register } from '../../src/model/types';
import { at, makeField, makeRec, makeRef } from './builders';
import { makeMeta } from './case';

const WU = 'wu@demo.example';
const KEVIN = 'kevin@demo.example';
const SPEC: EventSpec = {
  key: 'meeting',
  label: {},
  while: ['planned'],
  day: 'day',
  time: 'starts',
  minutes: 'minutes',
  room: 'room',
  guests: ['organiser'],
  lines: { of: 'attendance.meeting', person: ['substitute', 'person'], while: ['invited'], declines: 'decline' },
  shows: ['goal'],
  gone: 'cancel',
};
const plain = {
  workbook: 'matters',
  duty: 'coordination',
  checks: [],
  rules: [],
  clocks: [],
  approvals: [],
  metrics: [],
  tallies: [],
};
const meetings = {
  ...plain,
  key: 'meetings',
  pattern: 'ledger',
  number: 'MTG-{000}',
  called: '{name}',
  fields: [
    makeField('text', { key: 'name' }),
    makeField('text', { key: 'goal', label: { 'zh-TW': '目標' } }),
    makeField('text', { key: 'note' }),
    makeField('date', { key: 'day' }),
    makeField('time', { key: 'starts' }),
    makeField('number', { key: 'minutes' }),
    makeField('link', { key: 'room', to: 'rooms' }),
    makeField('person', { key: 'organiser' }),
  ],
  states: [
    { key: 'draft', label: {}, kind: 'todo' },
    { key: 'planned', label: {}, kind: 'active' },
    { key: 'held', label: {}, kind: 'done' },
    { key: 'cancelled', label: {}, kind: 'void' },
  ],
  actions: [
    { key: 'cancel', label: {}, from: ['planned'], to: 'cancelled', who: [], asks: [], sets: {}, tells: [], and: [] },
  ],
  events: [SPEC],
} as unknown as Register;
const attendance = {
  ...plain,
  key: 'attendance',
  pattern: 'ledger',
  number: 'ATT-{000}',
  called: '{person}',
  fields: [
    makeField('link', { key: 'meeting', to: 'meetings' }),
    makeField('person', { key: 'person' }),
    makeField('person', { key: 'substitute' }),
  ],
  states: [
    { key: 'invited', label: {}, kind: 'todo' },
    { key: 'away', label: {}, kind: 'closed' },
  ],
  actions: [
    {
      key: 'decline',
      label: {},
      from: ['invited'],
      to: 'away',
      who: ['person'],
      asks: [],
      sets: {},
      tells: [],
      and: [],
    },
  ],
} as unknown as Register;

const VALUES = {
  name: '週會',
  goal: '一週重點',
  day: '2026-03-28',
  starts: '23:30',
  minutes: 60,
  room: 'ROM-1',
  organiser: WU,
};
const meeting = (more: Partial<Rec> = {}): Rec =>
  makeRec({
    register: 'meetings',
    id: 'MTG-001',
    state: 'planned',
    values: VALUES,
    names: { 'ROM-1': '大會議室' },
    tallies: { 'attendance.meeting.each.id:ATT-001': 1 },
    ...more,
  });
const guest = (more: Partial<Rec> = {}): Rec =>
  makeRec({
    register: 'attendance',
    id: 'ATT-001',
    state: 'invited',
    values: { meeting: 'MTG-001', person: KEVIN },
    ...more,
  });
const STANDING: Standing = {
  id: 'e1',
  turn: 0,
  digest: 'd',
  day: '2026-03-28',
  time: '23:30',
  minutes: 60,
  guests: [],
  at: 0,
};

function draftOf(recs: Rec[], zone = 'Asia/Taipei'): Draft {
  return openDraft({
    now: at('2026-03-20 09:00'),
    cause: 'c',
    ref: makeRef({ zone, settings: { 'undo.minutes': 10 } }),
    registers: { meetings, attendance },
    shared: { roles: {}, mails: {}, surveys: {}, settings: {}, version: '' },
    meta: makeMeta(),
    records: Object.fromEntries(recs.map((rec) => [`${rec.register}/${rec.id}`, rec])),
  });
}
/** The looks asked for when these records become those. */
function looks(before: Rec[], after: Rec[]): string[] {
  const draft = draftOf(before);
  for (const rec of after) {
    const key = `${rec.register}/${rec.id}`;
    draft.before.set(key, before.find((one) => one.id === rec.id) ?? null);
    draft.records.set(key, rec);
  }
  queueEvents(draft);
  return draft.effects.map((effect) => `${effect.kind} ${effect.id} ${(effect.payload as EventPayload).event}`);
}

test('the calendar is looked at when what an event says changed, and not for anything else', () => {
  const one = ['event MTG-001 meeting'];
  expect(looks([], [meeting()])).toEqual(one);
  expect(looks([meeting()], [meeting({ values: { ...VALUES, starts: '10:00' } })])).toEqual(one);
  expect(looks([meeting()], [meeting({ values: { ...VALUES, name: '月會' } })])).toEqual(one);
  expect(looks([meeting()], [meeting({ state: 'cancelled' })])).toEqual(one);
  expect(looks([meeting()], [meeting({ state: 'draft' })])).toEqual(one);
  expect(looks([meeting()], [meeting({ values: { ...VALUES, note: '帶筆電' } })])).toEqual([]);
  expect(looks([meeting()], [meeting({ state: 'held' })])).toEqual([]);
  expect(looks([meeting({ state: 'draft' })], [meeting({ state: 'cancelled' })])).toEqual([]);
});

test('a guest’s line that changes asks for a look at its meeting; of two the old and the new', () => {
  expect(looks([guest()], [guest({ values: { meeting: 'MTG-001', person: WU } })])).toEqual(['event MTG-001 meeting']);
  expect(looks([guest()], [guest({ state: 'away' })])).toEqual(['event MTG-001 meeting']);
  expect(looks([guest()], [guest({ values: { meeting: 'MTG-002', person: KEVIN } })])).toEqual([
    'event MTG-001 meeting',
    'event MTG-002 meeting',
  ]);
  expect(looks([guest()], [guest({ check: [] })])).toEqual([]);
});

test('off in a void state and back at its beginning, left where it was held', () => {
  expect(['planned', 'draft', 'cancelled', 'held'].map((state) => placeOf(meetings, SPEC, meeting({ state })))).toEqual(
    ['on', 'off', 'off', 'left'],
  );
});

test('what an event says: in words of the sheet, its guests once, an hour that passes over the change of clocks', () => {
  const said = (draft: Draft, rec = meeting()) => eventContent(draft, meetings, rec, SPEC)!;
  const content = said(draftOf([meeting(), guest()], 'Europe/Berlin'));
  expect(content).toMatchObject({
    title: '週會',
    lines: ['MTG-001', '目標：一週重點'],
    guests: [KEVIN, WU],
    end: { day: '2026-03-29', time: '00:30' },
    room: { id: 'ROM-1', name: '大會議室', address: null },
  });
  const late = meeting({ values: { ...VALUES, day: '2026-03-29', starts: '01:30' } });
  expect(said(draftOf([late, guest()], 'Europe/Berlin'), late).end).toEqual({ day: '2026-03-29', time: '03:30' });
  // The substitute in place of whom was invited.
  const other = guest({ values: { meeting: 'MTG-001', person: KEVIN, substitute: 'chen.legal@demo.example' } });
  expect(said(draftOf([meeting(), other])).guests).toEqual(['chen.legal@demo.example', WU]);
  expect(eventContent(draftOf([]), meetings, meeting({ values: { ...VALUES, starts: null } }), SPEC)).toBeNull();
});

function after(seen: Partial<Seen>, more: Partial<Rec> = {}): Draft {
  const draft = draftOf([meeting({ events: { meeting: STANDING }, ...more }), guest()]);
  adoptEvent(draft, meetings, 'MTG-001', SPEC, {
    id: 'e1',
    deleted: false,
    day: '2026-03-28',
    time: '23:30',
    minutes: 60,
    answers: [],
    ...seen,
  });
  return draft;
}
const kept = (draft: Draft): Rec | undefined => draft.records.get('meetings/MTG-001');

test('what did not change in the calendar changes nothing here', () => {
  expect(after({}).records.size).toBe(0);
  expect(after({ id: 'another', deleted: true }).records.size).toBe(0);
});

test('moved in the calendar, the row follows; moved here as well, the row counts and the calendar is looked at again', () => {
  const moved = kept(after({ time: '10:00' }))!;
  expect([moved.values.starts, moved.check.at(-1)?.words.code]).toEqual(['10:00', 'event.moved']);
  const twice = after({ time: '10:00' }, { values: { ...VALUES, starts: '08:00' } });
  expect([kept(twice)!.values.starts, kept(twice)!.check.at(-1)?.words.code]).toEqual(['08:00', 'event.moved-twice']);
  expect(twice.effects).toHaveLength(1);
});

test('our own change, heard of before it is confirmed, is no news', () => {
  const own = kept(after({ time: '08:00' }, { values: { ...VALUES, starts: '08:00' } }));
  expect(own?.check ?? []).toEqual([]);
});

test('declined by a guest it is the guest’s leave; by somebody else it is nobody’s', () => {
  const declined = after({ answers: [{ who: KEVIN, says: 'declined' }] });
  expect(declined.records.get('attendance/ATT-001')?.state).toBe('away');
  expect(after({ answers: [{ who: 'gm@demo.example', says: 'declined' }] }).records.size).toBe(0);
});

test('deleted by people it is cancelled here, and 首頁 says so', () => {
  const draft = after({ deleted: true });
  expect(kept(draft)).toMatchObject({ state: 'cancelled', events: { meeting: { off: true } } });
  expect(draft.meta.notices.map((one) => one.words.code)).toEqual(['notice.event-deleted']);
});
