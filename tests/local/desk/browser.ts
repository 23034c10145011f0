// A browser for the desk's walk: Debian's chromium without a network of its own, and the desk served on a free port.

import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createApp } from '../../../local/desk/app.ts';
import { clientScript } from '../../../local/desk/client-script.ts';
import { Desk } from '../../../local/desk/desk.ts';
import type { LocalOffice } from '../../../local/office.ts';

export const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A walk needs chromium. On CI it must be there; elsewhere its absence skips the walk with a word. */
export function browserIsHere(): boolean {
  const here = existsSync(CHROMIUM);
  if (!here && process.env['CI']) throw new Error(`${CHROMIUM} is missing on CI`);
  if (!here) console.warn(`${CHROMIUM} is not installed: the desk's browser walk is skipped`);
  return here;
}

export interface Visitor {
  page: Page;
  office: LocalOffice;
  /** Console errors, uncaught exceptions and requests that would leave this machine. */
  trouble: string[];
  close(): Promise<void>;
}

/** Serves the desk over this office and opens a page at its start. Tabs are plain tables unless the grid is asked for. */
export async function visit(office: LocalOffice, width = 1440, view: 'table' | 'canvas' = 'table'): Promise<Visitor> {
  const desk = new Desk();
  desk.take(office);
  const app = createApp(desk, { script: await clientScript() });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const base = `http://localhost:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: 'zh-TW',
    timezoneId: 'Asia/Taipei',
    baseURL: base,
  });
  context.setDefaultTimeout(12_000);
  await context.addCookies([{ name: 'grid', value: view, url: base }]);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== 'localhost' && protocol !== 'data:' && protocol !== 'about:')
      trouble.push(`request left this machine: ${request.url()}`);
  });
  await page.goto('/');
  return {
    page,
    office,
    trouble,
    async close() {
      await browser.close();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    },
  };
}

/** Answers the question with this title on the section shown: chooses, types or picks the radio. */
export async function answer(page: Page, title: string, value: string): Promise<void> {
  const question = page.locator('.q:visible').filter({ hasText: title }).first();
  const select = question.locator('select');
  if (await select.count()) await select.selectOption({ label: value });
  else if (await question.locator('input[type=radio], input[type=checkbox]').count())
    await question.getByText(value, { exact: true }).click();
  else await question.locator('input, textarea').first().fill(value);
}

/** Column number by header text of the grid on the page. */
export async function column(page: Page, header: string): Promise<number> {
  const ids = await page
    .locator('#grid tr.frozen td')
    .evaluateAll((cells, text) => cells.filter((cell) => cell.textContent === text).map((cell) => cell.id), header);
  const found = /-(\d+)$/.exec(ids[0] ?? '');
  if (!found) throw new Error(`the grid has no column "${header}"`);
  return Number(found[1]);
}

/** Row number of the record with this number. */
export async function row(page: Page, id: string): Promise<number> {
  const found = await page
    .locator('#grid tr', { has: page.getByText(id, { exact: true }) })
    .first()
    .getAttribute('data-row');
  return Number(found);
}

/** Types into a cell as a person does: click, type, Enter. */
export async function type(page: Page, at: { row: number; col: number }, text: string): Promise<void> {
  await page.click(`#c${at.row}-${at.col}`);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Presses a button of the clock and waits until time has passed. */
export async function pass(page: Page, name: string): Promise<void> {
  const before = await page.textContent('#now');
  await page.locator('.steps').getByText(name, { exact: true }).click();
  await page
    .locator('#now')
    .filter({ hasNotText: before ?? '' })
    .waitFor({ timeout: 60_000 });
  await page.locator('#clock:not(.busy) .steps').waitFor({ timeout: 60_000 });
}

/** Becomes somebody through the select at the top. */
export async function be(page: Page, email: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.selectOption('#who', email)]);
}

/** Waits until a cell says something like this, without a reload. */
export async function says(page: Page, at: { row: number; col: number }, words: RegExp): Promise<void> {
  await page.locator(`#c${at.row}-${at.col}`).filter({ hasText: words }).waitFor({ timeout: 15_000 });
}
