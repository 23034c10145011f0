// `npm run pictures`: takes the pictures of docs/pictures from the lived office, each view wide and on a phone. Names of views may
// follow, to take only these. Nothing in them is drawn by hand, so they show what is there.

import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { isLived, LIVED, livedOffice, liveOffice } from '../demo/life.ts';
import { createApp } from '../desk/app.ts';
import { clientScript } from '../desk/client-script.ts';
import { Desk } from '../desk/desk.ts';
import { shotsOf } from './views.ts';

const FOLDER = 'docs/pictures';
/** Bytes of one picture at most: a README loads them all. */
const MOST = 150_000;
const WIDTHS = [1440, 390] as const;

if (!isLived()) liveOffice((_now, done, of) => done % 20 === 0 && console.log(`living: ${done} of ${of}`), LIVED);
const desk = new Desk();
desk.take(livedOffice());
const app = createApp(desk, { script: await clientScript() });
const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
  const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
});
const base = `http://localhost:${(server.address() as AddressInfo).port}`;
const wanted = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
});
let big = 0;
try {
  for (const width of WIDTHS) {
    const context = await browser.newContext({
      viewport: { width, height: width > 1000 ? 900 : 844 },
      deviceScaleFactor: width > 1000 ? 1 : 2,
      locale: 'zh-TW',
      timezoneId: 'Asia/Taipei',
      baseURL: base,
    });
    const page = await context.newPage();
    const lens = await context.newCDPSession(page);
    for (const shot of shotsOf(desk.office!)) {
      if (wanted.length > 0 && !wanted.includes(shot.name)) continue;
      await page.goto(`/as/${shot.who}?to=/style.css`);
      await page.goto(width > 1000 ? shot.wide : shot.narrow, { waitUntil: 'load' });
      if (shot.ready) await page.locator(shot.ready).first().waitFor();
      for (const frame of page.frames()) await frame.waitForLoadState('load');
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      await page.waitForTimeout(300);
      const { data } = await lens.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
      const file = `${FOLDER}/${shot.name}-${width}.webp`;
      writeFileSync(file, Buffer.from(data, 'base64'));
      const { size } = statSync(file);
      if (size > MOST) big++;
      console.log(`${file} ${(size / 1000).toFixed(0)} KB${size > MOST ? ': too big' : ''}`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
}
process.exitCode = big > 0 ? 1 : 0;
