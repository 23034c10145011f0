// Every view of the desk and every page of the bundle, read by axe in a real browser: no violation of levels A and AA, no console
// error, no request off this machine.

import { readFileSync } from 'node:fs';
import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { applyModules } from '../../../local/rehearsal/modules.ts';
import type { Stage } from '../../../local/rehearsal/stage.ts';
import { answersFor } from '../../../local/rehearsal/typing.ts';
import { meetings, named } from './meetings.ts';
import { withPaper } from './paper.ts';
import { browserIsHere, visit, type Visitor } from './browser.ts';

jest.setTimeout(40_000);

const access = browserIsHere() ? describe : describe.skip;
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

let visitor: Visitor;
let paths: string[];
let id: string;

/** An office with something to read in every view: two repairs, one overdue, a loan that waits for its yes, things, and their mails. */
function livedIn(): LocalOffice {
  const office = openDemo({ start: '2026-03-27T09:00+08:00' }).fork();
  applyModules({ office } as Stage, ['assets_life']);
  const loan = answersFor(office, 'loans', { asset: '備用筆電', purpose: '出差簡報', due_back: '2026-04-02' }, true);
  office.runtime.person('lin@demo.example').submit(loan.formId, loan.answers);
  for (const fault of ['卡紙', '印不出來']) {
    const { formId, answers } = answersFor(
      office,
      'tickets',
      { place: 'print_corner_3f', category: 'printer', fault },
      false,
    );
    office.runtime.person('lin@demo.example').submit(formId, answers);
  }
  office.runtime.wait(3 * 3_600_000);
  return office;
}

/** Views of the desk. */
function views(office: LocalOffice): string[] {
  const { spreadsheetId, live } = office.sheet('tickets');
  const mail = office.mails({ to: 'wu@demo.example' })[0]!.id;
  const event = named(meetings(office), '準備報價').id;
  return [
    '/',
    `/book/${spreadsheetId}/${live}`,
    `/book/${spreadsheetId}/${live}?machine=1&versions=1`,
    `/book/${office.books['setup']}/10`,
    `/form/${office.form('tickets').id}`,
    `/form/${office.form('repair').id}`,
    '/mail',
    `/mail/${mail}`,
    `/mail-body/${mail}`,
    '/mail?held=1',
    '/docs',
    `/doc/${withPaper(office).id}`,
    '/all-mail',
    '/calendar',
    '/calendar?view=month&day=2026-03-02&of=meeting-3f@resource.demo.example',
    '/calendar?day=2026-03-02&of=office@demo.example',
    `/as/lin@demo.example?to=${encodeURIComponent(`/calendar?day=2026-03-02&event=${event}`)}`,
    `/calendar?view=month&day=2026-03-02&event=${named(office, '報價檢討').id}`,
    '/as/wu@demo.example',
    `/page?p=record&r=tickets&id=${id}`,
    '/hood/triggers',
    '/hood/executions',
    '/hood/journal',
    `/hood/clocks?register=tickets&id=${id}`,
    '/hood/quotas',
    '/nowhere',
  ];
}

/** The bundle's own pages, as the sandbox holds them. */
const pages = (): string[] =>
  [
    '',
    'q=印表機',
    'p=mine',
    'p=approvals',
    'p=approvals&all=1',
    `p=record&r=tickets&id=${id}`,
    `p=trace&r=tickets&id=${id}`,
    'p=labels',
    'p=health',
    'p=record&r=tickets&id=X',
  ].map((query) => `/page-content?${query}`);

interface Found {
  id: string;
  nodes: { target: string[]; html: string; failureSummary: string }[];
}

/** What axe has against the page shown: rule, place and why, one line each. */
async function faults(path: string): Promise<string[]> {
  const { page } = visitor;
  // What a frame holds is looked at as a page of its own: axe cannot see into a sandbox.
  // A mail runs no script at all, axe's neither: its text is laid on a blank page instead.
  if (path.startsWith('/mail-body/')) {
    const text = await (await page.request.get(path)).text();
    await page.goto('about:blank');
    await page.setContent(text);
  } else await page.goto(path, { waitUntil: 'load' });
  return read(path);
}

/** The same for the page as it stands. */
async function read(path: string): Promise<string[]> {
  const { page } = visitor;
  await page.evaluate(AXE);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], iframes: false, preload: false, resultTypes: ['violations'] }).then((r) => r.violations)`,
  )) as Found[];
  return found.flatMap((v) =>
    v.nodes
      .slice(0, 4)
      .map((n) => `${path} ${v.id}: ${n.html.slice(0, 200)} — ${n.failureSummary.replace(/\s+/g, ' ')}`),
  );
}

async function all(list: readonly string[]): Promise<string[]> {
  const out: string[] = [];
  for (const path of list) out.push(...(await faults(path)));
  return out;
}

access('what axe reads', () => {
  beforeAll(async () => {
    const office = livedIn();
    id = office.records('tickets')[0]!.id;
    visitor = await visit(office);
    paths = views(office);
  });
  afterAll(() => visitor?.close());

  test.each([
    ['zh-TW', 1440],
    ['zh-TW', 390],
    ['zh-CN', 1440],
    ['en', 1440],
  ])('the desk in %s at %i px', async (lang, width) => {
    const { page, trouble } = visitor;
    trouble.length = 0;
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/as/wu@demo.example');
    await page.context().addCookies([{ name: 'lang', value: lang, url: page.url() }]);
    expect(await all(paths)).toEqual([]);
    // The page that does not exist answers 404, which the browser reports as an error; nothing else may.
    expect(trouble.filter((line) => !line.includes('404'))).toEqual([]);
  });

  // Its cells are drawn; what is left to read is the frame, the field one types into, a menu, a dropdown and the filter.
  test.each(['zh-TW', 'zh-CN', 'en'])('a tab on the canvas in %s', async (lang) => {
    const { page, trouble } = visitor;
    trouble.length = 0;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/as/wu@demo.example');
    await page.context().addCookies([
      { name: 'lang', value: lang, url: page.url() },
      { name: 'grid', value: 'canvas', url: page.url() },
    ]);
    const tab = paths.find((path) => path.startsWith('/book/'))!;
    await page.goto(tab);
    await page.locator('#canvas-grid:not([aria-busy])').waitFor();
    const found = await read(tab);
    const box = (await page.locator('#canvas-grid').boundingBox())!;
    await page.mouse.click(box.x + 46 + 104 + 84 + 40, box.y + 24 + 26 + 13);
    await page.keyboard.press('Enter');
    await page.locator('.choices li').first().waitFor();
    found.push(...(await read('the editor with its dropdown')));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+F10');
    await page.locator('.menu').waitFor();
    found.push(...(await read('the menu of a row')));
    await page.keyboard.press('Escape');
    await page.click('#grid-filter');
    await page.mouse.click(box.x + 46 + 104 + 84 - 10, box.y + 24 + 13);
    await page.locator('[data-u-comp="sheets-filter-panel"]').first().waitFor();
    // It fades in; half transparent, its words have no contrast yet.
    await page.waitForTimeout(400);
    found.push(...(await read('the filter')));
    expect(found).toEqual([]);
    expect(trouble).toEqual([]);
    await page.context().addCookies([{ name: 'grid', value: 'table', url: new URL('/', page.url()).href }]);
  });

  // The bundle's pages speak the language of the person who reads them.
  test.each([
    ['wu@demo.example', 1440],
    ['wu@demo.example', 390],
    ['liu@demo.example', 1440],
    ['chou@demo.example', 390],
    ['kevin@demo.example', 1440],
    ['facilities-head@demo.example', 390],
  ])('the pages of the office for %s at %i px', async (who, width) => {
    const { page, trouble } = visitor;
    trouble.length = 0;
    await page.setViewportSize({ width, height: 900 });
    await page.context().clearCookies();
    await page.goto(`/as/${who}`);
    expect(await all(pages())).toEqual([]);
    expect(trouble).toEqual([]);
  });
});
