// The calendar's room in a browser: a month and a week, answering, moving, deleting, taking away as a file, and what others do.

import { createApp } from '../../../local/desk/app.ts';
import { daysShown, lanesOf, stepped } from '../../../local/desk/agenda/days.ts';
import { Desk } from '../../../local/desk/desk.ts';
import { eventsFile } from '../../../local/desk/files/event-ics.ts';
import { openDemo } from '../../../local/office.ts';
import type { CalendarEvent } from '../../../local/runtime/store/events.ts';
import { browserIsHere, visit, type Visitor } from './browser.ts';
import { CHEN, LIN, meetings, named } from './meetings.ts';

jest.setTimeout(40_000);

const at = (text: string): number => Date.parse(`${text}+08:00`);
test('days: whole weeks from Monday, steps, lanes for what is at the same time', () => {
  expect(daysShown('week', '2026-03-01')).toEqual(expect.arrayContaining(['2026-02-23', '2026-03-01']));
  const month = daysShown('month', '2026-03-15');
  expect([month[0], month.at(-1), month.length]).toEqual(['2026-02-23', '2026-04-05', 42]);
  expect(daysShown('month', '2027-02-10')).toHaveLength(28);
  expect([stepped('month', '2026-01-31', 1), stepped('month', '2026-01-31', -1)]).toEqual(['2026-02-01', '2025-12-01']);
  const lanes = lanesOf([
    { from: 0, until: 60 },
    { from: 30, until: 90 },
    { from: 60, until: 120 },
    { from: 120, until: 130 },
  ]);
  expect(lanes).toEqual([
    { lane: 0, lanes: 2 },
    { lane: 1, lanes: 2 },
    { lane: 0, lanes: 2 },
    { lane: 0, lanes: 1 },
  ]);
});

test('a file of events: folded, escaped, moments in UTC, answers of guests', () => {
  const office = meetings(openDemo().fork());
  const id = named(office, '報價檢討').id;
  const event: CalendarEvent = {
    ...named(office, '報價檢討'),
    summary: `${'很長的標題'.repeat(12)};, \\ 完`,
    description: 'a\nBEGIN:VALARM',
    date: undefined as never,
  };
  const text = eventsFile([event], (email) => (email === LIN ? '林"小\r\n華' : email)).toString();
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const unfolded = text.replace(/\r\n /g, '');
  expect(unfolded).toContain('\\;\\, \\\\ 完\r\n');
  expect(unfolded).toContain('DTSTART:20260303T020000Z\r\nDTEND:20260303T030000Z\r\n');
  expect(unfolded).toContain('DESCRIPTION:a\\nBEGIN:VALARM\r\n');
  expect(unfolded).toContain('CN="林小華";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION:mailto:lin@demo.example');
  expect(unfolded).toContain('CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:meeting-3f@resource.demo.example');
  expect(unfolded).toContain(`UID:${id}@google.com\r\n`);
  const days = eventsFile([{ ...event, date: ['2026-03-05', '2026-03-07'] }], (email) => email).toString();
  expect(days).toContain('DTSTART;VALUE=DATE:20260305\r\nDTEND;VALUE=DATE:20260307\r\n');
});

test('without a script: a form answers and comes back, a refusal is words', async () => {
  const office = meetings(openDemo().fork());
  const desk = new Desk();
  desk.take(office);
  const app = createApp(desk, { script: '' });
  const post = (fields: Record<string, string>) =>
    app.request('http://localhost/calendar', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        of: LIN,
        event: named(office, '報價檢討').id,
        to: '/calendar?view=month',
        ...fields,
      }),
    });
  expect((await post({ deed: 'respond', answer: 'tentative' })).headers.get('location')).toBe('/calendar?view=month');
  expect(named(office, '報價檢討').guests.find((guest) => guest.email === LIN)!.answer).toBe('tentative');
  const refused = await post({ deed: 'move', from: '2026-03-04T10:00', until: '2026-03-04T11:00' });
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringMatching(/只有召集人可以改這個事件/)]);
  expect(await (await post({ deed: 'move', from: '' })).text()).toContain('只有召集人');
  const own = { event: named(office, '準備報價').id };
  expect(
    await (await post({ ...own, deed: 'move', from: '2026-03-04T12:00', until: '2026-03-04T11:00' })).text(),
  ).toContain('結束要在開始之後');
  expect(await (await post({ ...own, deed: 'move', from: 'soon' })).text()).toContain('結束要在開始之後');
  const file = (query: string) => app.request(`http://localhost/calendar-file?${query}`);
  expect(await (await file(`event=${own.event}`)).text()).toContain('SUMMARY:準備報價');
  expect((await (await file('')).text()).match(/BEGIN:VEVENT/g)).toHaveLength(3);
  expect((await file(`of=${CHEN}`)).status).toBe(404);
  expect((await file('event=nowhere')).status).toBe(404);
});

const walk = browserIsHere() ? describe : describe.skip;

walk('the calendar in a browser', () => {
  let visitor: Visitor;
  beforeEach(async () => {
    visitor = await visit(meetings(openDemo({ start: '2026-03-02T09:00+08:00' }).fork()));
  });
  afterEach(() => visitor.close());
  const go = async (path: string): Promise<void> => void (await visitor.page.goto(path));
  const event = (title: string) => visitor.page.locator('.cal-event', { hasText: title }).first();
  const until = async (check: () => boolean): Promise<void> => {
    for (let i = 0; i < 100 && !check(); i++) await visitor.page.waitForTimeout(50);
    expect(check()).toBe(true);
  };

  test.each([
    ['zh-TW', '林小華的日曆', '可能', '不參加', '刪除', '日曆'],
    ['zh-CN', '林小华', '可能', '不参加', '删除', '日历'],
    ['en', 'Calendar of', 'Maybe', 'No', 'Delete', 'Calendar'],
  ])('is found, answered in and left in %s', async (lang, _mine, maybe, no, remove, name) => {
    const { page, office, trouble } = visitor;
    await page.context().addCookies([{ name: 'lang', value: lang, url: page.url() }]);
    await page.goto('/');
    const link = page.locator('#nav a[href="/calendar"]');
    expect(await link.textContent()).toContain('1');
    await link.click();
    expect(await page.title()).toContain(name);
    // Two at the same time stand beside each other.
    const boxes = await Promise.all([event('報價檢討').boundingBox(), event('準備報價').boundingBox()]);
    expect(boxes[0]!.x + boxes[0]!.width).toBeLessThanOrEqual(boxes[1]!.x + 1);
    await event('報價檢討').focus();
    await page.keyboard.press('Enter');
    await page.locator('.cal-panel').getByText('三樓會議室').waitFor();
    await page.getByRole('button', { name: maybe, exact: true }).click();
    await page.locator('.cal-answers [aria-pressed=true]', { hasText: maybe }).waitFor();
    await page.fill('input[name=comment]', '在台中');
    await page.getByRole('button', { name: no, exact: true }).click();
    await page.locator('.cal-guest', { hasText: '在台中' }).waitFor();
    expect(named(office, '報價檢討').guests.find((guest) => guest.email === LIN)).toMatchObject({
      answer: 'declined',
      comment: '在台中',
    });
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: remove, exact: true }).click();
    await until(() => named(office, '報價檢討').left.includes(LIN));
    await page.waitForURL((url) => !url.search.includes('event='));
    expect(await event('報價檢討').count()).toBe(0);
    await go('/calendar?day=2026-06-01');
    await page.locator('.cal-note').waitFor();
    expect(trouble).toEqual([]);
  });

  test('an event is dragged to another day and hour, and to another day of the month', async () => {
    const { page, office, trouble } = visitor;
    await go('/calendar');
    await event('準備報價').dragTo(page.locator('[data-day="2026-03-06"] .cal-slots'), {
      sourcePosition: { x: 10, y: 2 },
      targetPosition: { x: 20, y: 2 + (14 - 8) * 48 },
    });
    await until(() => named(office, '準備報價').from === at('2026-03-06T14:00'));
    expect(named(office, '準備報價').until).toBe(at('2026-03-06T15:00'));
    await page.locator('[data-day="2026-03-06"] .cal-event', { hasText: '14:00–15:00' }).waitFor();
    await go('/calendar?view=month');
    await event('準備報價').dragTo(page.locator('[data-day="2026-03-19"]'));
    await until(() => named(office, '準備報價').from === at('2026-03-19T14:00'));
    // Somebody else's stays where it is.
    expect(await event('報價檢討').getAttribute('draggable')).toBeNull();
    expect(trouble).toEqual([]);
  });

  test('what others do appears without a reload; a new event and a move by the form', async () => {
    const { page, office } = visitor;
    await go('/calendar');
    await page.evaluate('window.kept = true');
    office.runtime.person(CHEN).moveEvent(named(office, '報價檢討').id, at('2026-03-04T15:00'));
    await page.locator('[data-day="2026-03-04"] .cal-event', { hasText: '報價檢討' }).waitFor();
    expect(await page.evaluate('window.kept')).toBe(true);
    await page.locator('.cal-new summary').click();
    await page.fill('.cal-new [name=title]', '拜訪客戶');
    await page.fill('.cal-new [name=from]', '2026-03-02T14:00');
    await page.fill('.cal-new [name=until]', '2026-03-02T15:30');
    await page.fill('.cal-new [name=guests]', `${CHEN}, wu@demo.example`);
    await page.selectOption('.cal-new [name=room]', { label: '三樓會議室' });
    await page.locator('.cal-new button').click();
    await event('拜訪客戶').click();
    expect(named(office, '拜訪客戶').guests.map((guest) => guest.answer)).toEqual([
      'accepted',
      'needsAction',
      'needsAction',
      'accepted',
    ]);
    await page.locator('.cal-panel summary').click();
    await page.fill('.cal-panel [name=from]', '2026-03-03T16:00');
    await page.fill('.cal-panel [name=until]', '2026-03-03T17:00');
    await page.locator('.cal-panel button.primary').click();
    await page.locator('[data-day="2026-03-03"] .cal-event', { hasText: '16:00–17:00' }).waitFor();
  });

  test('on a phone it is a list of days that have something', async () => {
    const { page } = visitor;
    await page.setViewportSize({ width: 390, height: 900 });
    for (const view of ['week', 'month']) {
      await go(`/calendar?view=${view}`);
      await event('報價檢討').waitFor();
      expect(await page.locator('.cal-day:visible').count()).toBeLessThan(6);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    }
    await event('報價檢討').click();
    await page.locator('.cal-panel').waitFor();
    expect(await page.locator('.cal-day:visible').count()).toBe(0);
  });
});
