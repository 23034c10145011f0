// The add-on beside an open file: it shows where the office's pages are and the record of what is open, and writes nothing.

import { readFileSync } from 'node:fs';
import { addonScript, callAddon, type Open, type Shown } from '../../local/addon/host.ts';
import { openDemo, type LocalOffice } from '../../local/office.ts';
import { eventId } from '../../src/office/events.ts';
import { submit, WU } from '../office/hands.ts';

const URL = 'https://script.google.com/a/macros/demo.example/s/local/exec';
let script: string;
let office: LocalOffice;
let id: string;
beforeAll(async () => {
  script = await addonScript(URL);
  office = openDemo({ start: '2026-03-02T09:00+08:00' }).fork();
  id = submit(office);
});

const call = (fn: string, open: Open, locale = 'zh-TW'): Shown => callAddon(script, office, fn, open, locale);
const at = (row: number, register = 'tickets'): Open => {
  const { spreadsheetId, live } = office.sheet(register);
  return { host: 'SHEETS', spreadsheetId, sheetId: live, row };
};
const buttons = (shown: Shown): Record<string, string | undefined> =>
  Object.fromEntries(
    (shown.card?.sections ?? []).flatMap((s) =>
      s.widgets.flatMap((w) => (w.kind === 'button' ? [[w.text, w.url ?? w.fn]] : [])),
    ),
  );
const texts = (shown: Shown): string[] =>
  (shown.card?.sections ?? []).flatMap((s) => s.widgets.flatMap((w) => (w.kind === 'text' ? [w.text] : [])));

test.each([
  ['zh-TW', '典簿', '行政服務台', '等我簽的', '我的案件'],
  ['zh_CN', '典簿', '行政服务台', '等我审批的', '我的事项'],
  ['en-GB', 'Chancery', 'Service desk', 'Waiting for my decision', 'My requests'],
  ['fr', 'Chancery', 'Service desk', 'Waiting for my decision', 'My requests'],
])('the card in %s leads to the pages', (locale, title, ...labels) => {
  const shown = call('homepage', { host: 'CALENDAR' }, locale);
  expect(shown.card?.title).toBe(title);
  expect(labels.map((label) => buttons(shown)[label])).toEqual([URL, `${URL}?p=approvals`, `${URL}?p=mine`]);
});

test('the chosen row leads to its record, wherever its number stands', () => {
  const row = office.row('tickets', id)!;
  const before = office.runtime.store.state;
  const shown = call('homepage', at(row));
  expect(texts(shown)).toEqual([id]);
  const page = `${URL}?p=record&r=tickets&id=${id}`;
  expect(buttons(shown)['看這一筆的紀錄頁']).toBe(page);
  expect(buttons(shown)['看現在選的那一列']).toBe('openRow');
  expect(buttons(call('openRow', at(row)))['看這一筆的紀錄頁']).toBe(page);
  for (const other of [1, row + 3]) {
    expect(buttons(call('openRow', at(other)))['看這一筆的紀錄頁']).toBeUndefined();
    expect(texts(call('homepage', at(other)))).toEqual(['選一列有編號的資料，再按下面的按鈕。']);
  }
  expect(office.runtime.store.state).toBe(before);
  const moved = office.fork();
  const { spreadsheetId, live } = moved.sheet('tickets');
  moved.runtime.person(WU).moveColumns(spreadsheetId, live, 1, 1, 6);
  expect(buttons(callAddon(script, moved, 'homepage', at(row), 'zh-TW'))['看這一筆的紀錄頁']).toBe(page);
});

test("a link that is not this office's is none", () => {
  const other = office.fork();
  const { spreadsheetId, live } = other.sheet('tickets');
  const row = other.row('tickets', id)!;
  const { store } = other.runtime;
  for (const link of [
    'https://evil.test/s/local/exec?p=record&r=tickets&id=X',
    'javascript:alert(1)',
    `${URL}?p=health`,
  ]) {
    const cell = { ...store.cell(spreadsheetId, live, row, 1), link, runs: undefined };
    jest
      .spyOn(store, 'cell')
      .mockImplementation((_book, _sheet, _row, col) => (col === 1 ? cell : { v: null }) as never);
    const url = buttons(callAddon(script, other, 'homepage', at(row), 'en'))['See the page of this record'];
    jest.restoreAllMocks();
    // Another server's address is led to our own page or to none.
    expect(url === undefined || url.startsWith(`${URL}?p=record&`)).toBe(true);
  }
});

test('a paper leads to its record by the number in its name; any other says that it is none of ours', () => {
  const paper = call('homepage', { host: 'DOCS', name: 'TRF-115-0001 財產移轉單' });
  expect(buttons(paper)['看這一筆的紀錄頁']).toBe(`${URL}?p=find&id=TRF-115-0001`);
  const own = call('homepage', { host: 'DOCS', name: '<b>週報</b> & 其他' });
  expect(buttons(own)['看這一筆的紀錄頁']).toBeUndefined();
  // A card reads markup in its texts.
  expect(texts(own)[0]).toBe('&lt;b&gt;週報&lt;/b&gt; &amp; 其他');
});

test('an event leads to its record by its own id', () => {
  expect(buttons(call('eventOpened', { host: 'CALENDAR', event: 'abc123' }))['看這個行程的紀錄']).toBe(
    `${URL}?p=find&event=abc123`,
  );
  expect(buttons(call('eventOpened', { host: 'CALENDAR' }))['看這個行程的紀錄']).toBeUndefined();
});

test('the menu: the office, and the chosen row', () => {
  expect(call('onOpen', at(1)).menu).toEqual([
    { words: '開啟辦公室頁面', fn: 'openOffice' },
    { words: '看這一筆的紀錄頁', fn: 'openRecord' },
  ]);
  expect(call('openOffice', at(1)).dialog).toContain(`<a href="${URL}" target="_blank"`);
  const row = office.row('tickets', id)!;
  expect(call('openRecord', at(row)).dialog).toContain(`?p=record&amp;r=tickets&amp;id=${id}`);
  expect(call('openRecord', at(1)).dialog).toBe('選一列有編號的資料，再按下面的按鈕。');
});

test('built without an address it says so, and leads nowhere', async () => {
  const bare = await addonScript('');
  const shown = callAddon(bare, office, 'homepage', at(office.row('tickets', id)!), 'en');
  expect(buttons(shown)).toEqual({});
  expect(texts(shown)).toEqual(['This add-on has no office address yet. Ask your administrator.']);
  expect(callAddon(bare, office, 'openOffice', at(1), 'en').dialog).toContain('外掛程式還沒有辦公室的網址');
});

test('it names no service but cards, the open file and links, and asks for no more', () => {
  const built = readFileSync('dist/addon/Code.js', 'utf8');
  const named = new Set(built.match(/\b[A-Z]\w+(?:App|Service)\b/g));
  expect([...named].sort()).toEqual(['CardService', 'DocumentApp', 'HtmlService', 'SpreadsheetApp']);
  const writers = /\.(set(Value|Formula|Note|RichText|Background)\w*|append\w*|insert\w*|delete\w*|remove\w*)\(/;
  expect(built.match(writers)).toBeNull();
});

test('the number alone finds the page, whatever register it is of', () => {
  const page = (q: string): string => office.runtime.person(WU).page({ p: 'find', id: q }).html;
  expect(page(id)).toContain(`${id} `);
  expect(page(id)).toContain('name="register" value="tickets"');
  expect(page('ASSET-00001')).toContain('ASSET-00001');
  // An event's id says where it belongs; that of another office says nothing here.
  const event = (q: string): string => office.runtime.person(WU).page({ p: 'find', event: q }).html;
  const own = eventId(office.books['setup']!, ['facilities', 'tickets', id, 'visit'], 0);
  for (const one of [own, `${own}_20260309T010000Z`]) expect(event(one)).toContain('name="register" value="tickets"');
  for (const none of [eventId('another', ['facilities', 'tickets', id, 'visit'], 0), 'abc', `${own.slice(0, 13)}zz`])
    expect(event(none)).toContain('行政服務台');
  for (const none of ['TKT-2026-99999', 'constructor', '__proto__', '']) expect(page(none)).toContain('行政服務台');
});
