// Findings from what was seen: nothing for a healthy office, one key a trouble, words in three languages, the grave ones first.
import { findings, type Seen, type SeenBook } from '../../src/engine/health';
import { catalogue, render } from '../../src/engine/words';

const CATALOGUE = catalogue();

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-02T09:00:00+08:00');
const sheet = (n: number, is: SeenBook['sheets'][number]['is'], more = {}): SeenBook['sheets'][number] => ({
  sheet: n,
  is,
  title: `t${n}`,
  hidden: false,
  guarded: true,
  filtered: false,
  copyOf: null,
  ...more,
});
const book = (key: string, more: Partial<SeenBook> = {}): SeenBook => ({
  key,
  name: { 'zh-TW': key, 'zh-CN': key, en: key },
  open: true,
  speaks: true,
  sheets: [
    sheet(1, { kind: 'machine', key: 'meta' }),
    sheet(2, { kind: 'machine', key: 'ref' }),
    sheet(5, { kind: 'machine', key: 'journal' }),
    sheet(10, { kind: 'home', key: 'home' }),
    sheet(100, { kind: 'tab', key: 'tickets' }),
  ],
  wanted: [
    { sheet: 1, kind: 'machine', key: 'meta' },
    { sheet: 2, kind: 'machine', key: 'ref' },
    { sheet: 5, kind: 'machine', key: 'journal' },
    { sheet: 10, kind: 'home', key: 'home' },
    { sheet: 100, kind: 'tab', key: 'tickets' },
  ],
  names: { tickets: { 'zh-TW': '報修單' } },
  headers: { tickets: 0 },
  zone: 'Asia/Taipei',
  stuck: 0,
  ...more,
});
const well = (more: Partial<Seen> = {}): Seen => ({
  now: NOW,
  runsAs: 'Office@demo.example',
  owner: 'office@demo.example',
  zone: 'Asia/Taipei',
  triggers: ['tick_:', 'nightly_:', 'heartbeat_:', 'onEdit_:f1'],
  wanted: [
    { handler: 'tick_', book: '', file: '' },
    { handler: 'onEdit_', book: 'facilities', file: 'f1' },
  ],
  alive: { tick: NOW - 9 * 60_000, nightly: NOW - 7 * HOUR, heartbeat: NOW - 5 * HOUR },
  properties: { mark: 8000 },
  mailsLeft: 100,
  bells: {},
  behind: null,
  intake: 'i1',
  books: [book('setup'), book('facilities')],
  forms: [
    { id: 'q', title: {}, state: { open: true, verified: true, edits: false, target: 'i1' }, wantsVerified: true },
  ],
  ...more,
});
const keys = (seen: Seen): string[] => findings(seen).map((f) => f.key);
const without = (n: number, more: Partial<SeenBook> = {}): SeenBook => {
  const b = book('facilities', more);
  return { ...b, sheets: b.sheets.filter((s) => s.sheet !== n) };
};
const withBook = (b: SeenBook): Seen => well({ books: [book('setup'), b] });

test('a healthy office has no findings, an office that never ran neither', () => {
  expect(findings(well())).toEqual([]);
  expect(findings(well({ alive: { tick: null, nightly: null, heartbeat: null } }))).toEqual([]);
});

test.each([
  ['another account runs', well({ runsAs: 'x@demo.example' }), 'owner', null],
  ['a trigger is missing', well({ triggers: ['onEdit_:f1'] }), 'trigger:tick_:', 'page'],
  ['a trigger of a workbook is missing', well({ triggers: ['tick_:'] }), 'trigger:onEdit_:facilities', 'page'],
  ['a trigger stands twice', well({ triggers: ['tick_:', 'tick_:', 'onEdit_:f1'] }), 'double:tick_:', 'page'],
  ['the tick is silent', well({ alive: { tick: NOW - HOUR, nightly: NOW, heartbeat: NOW } }), 'silent:tick_', 'page'],
  [
    'the night is silent',
    well({ alive: { tick: NOW, nightly: NOW - 29 * HOUR, heartbeat: NOW } }),
    'silent:nightly_',
    'page',
  ],
  ['notes are full', well({ properties: { mark: 8000, bell: 245_000 } }), 'properties', null],
  ['mails are spent', well({ mailsLeft: 0 }), 'mails', null],
  ['bells wait', well({ bells: { facilities: 3 } }), 'bells:facilities', null],
  ['the snapshot is old', well({ behind: NOW - HOUR }), 'behind', null],
  ['a file is gone', withBook(book('facilities', { open: false })), 'file:facilities', null],
  ['a tab is gone', withBook(without(100)), 'tab:tickets', 'home'],
  ['a tab is gone where nothing can be written', withBook(without(100, { speaks: false })), 'tab:tickets', null],
  ['a derived sheet is gone', withBook(without(2, { speaks: false })), 'machine:facilities:2', 'page'],
  ['the journal is gone', withBook(without(5)), 'machine:facilities:5', null],
  ['首頁 is gone', withBook(without(10)), 'home:facilities', 'page'],
  ['rows stand above the header', withBook(book('facilities', { headers: { tickets: 2 } })), 'shifted:tickets', 'home'],
  ['the header is gone', withBook(book('facilities', { headers: { tickets: null } })), 'header:tickets', 'home'],
  ['the zone differs', withBook(book('facilities', { zone: 'America/New_York' })), 'zone:facilities', 'home'],
  ['effects are stuck', withBook(book('facilities', { stuck: 2 })), 'stuck:facilities', null],
  ['a form is gone', well({ forms: [{ id: 'q', title: {}, state: null, wantsVerified: true }] }), 'form:q', 'page'],
] as const)('%s', (_, seen, key, heal) => {
  expect(findings(seen).map((f) => [f.key, f.heal])).toEqual([[key, heal]]);
});

test('a form that is open to anyone need not verify; one that should must', () => {
  const state = { open: true, verified: false, edits: false, target: 'i1' };
  expect(keys(well({ forms: [{ id: 'q', title: {}, state, wantsVerified: false }] }))).toEqual([]);
  expect(keys(well({ forms: [{ id: 'q', title: {}, state, wantsVerified: true }] }))).toEqual(['form-unverified:q']);
});

test('what is broken stands before what is merely wrong, and every finding says three things in three languages', () => {
  const bad = withBook(
    book('facilities', {
      headers: { tickets: 1 },
      stuck: 1,
      zone: 'UTC',
      sheets: [
        sheet(1, { kind: 'machine', key: 'meta' }, { guarded: false }),
        sheet(100, { kind: 'tab', key: 'tickets' }, { filtered: true }),
        sheet(900, null, { copyOf: 'tickets' }),
      ],
    }),
  );
  const all = findings({
    ...bad,
    runsAs: 'x@demo.example',
    mailsLeft: 0,
    triggers: ['onEdit_:f1', 'onEdit_:f1', 'nightly_:'],
    alive: { tick: NOW, nightly: 0, heartbeat: NOW },
    behind: 0,
    bells: { setup: 1 },
    properties: { x: 300_000 },
    forms: [
      { id: 'a', title: {}, state: null, wantsVerified: true },
      { id: 'b', title: {}, state: { open: false, verified: false, edits: true, target: null }, wantsVerified: true },
    ],
  });
  const grades = all.map((f) => f.grade);
  expect(grades).toEqual([...grades].sort());
  expect(new Set(all.map((f) => f.key)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(20);
  for (const f of all)
    for (const words of [f.what, f.means, f.todo]) {
      expect(Object.keys(CATALOGUE)).toContain(words.code);
      for (const lang of ['zh-TW', 'zh-CN', 'en'] as const)
        expect(render(words, lang, undefined, { zone: 'Asia/Taipei', now: NOW })).not.toMatch(/[{}]|^$|health\./);
    }
});
