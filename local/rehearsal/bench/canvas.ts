// A large register on the desk's canvas, in a real browser: how soon it is there, and how smoothly it scrolls.
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { chromium, type Page } from 'playwright-core';
import { createApp } from '../../desk/app.ts';
import { clientScript } from '../../desk/client-script.ts';
import { Desk } from '../../desk/desk.ts';
import type { LocalOffice } from '../../office.ts';
import { manyAssets } from './many-assets.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];

export interface CanvasCost {
  rows: number;
  /** From asking for the page to a grid that takes a click: with an empty cache, and again with a warm one. */
  openMs: number;
  againMs: number;
  /** Frames a second while the wheel turns, and the longest of 95 in 100 frames. */
  framesPerSecond: number;
  frameMs: number;
}

/** Null where there is no browser to measure in. */
export async function openCanvas(office: LocalOffice, rows: number): Promise<CanvasCost | null> {
  if (!existsSync(CHROMIUM)) return null;
  const desk = new Desk();
  const large = manyAssets(office, rows);
  desk.take(large);
  const { spreadsheetId, live } = large.sheet('assets');
  const app = createApp(desk, { script: await clientScript() });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  try {
    const baseURL = `http://localhost:${(server.address() as AddressInfo).port}`;
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL });
    const page = await context.newPage();
    await page.goto('/as/wu@demo.example');
    const path = `/book/${spreadsheetId}/${live}`;
    const [openMs, againMs] = [await opened(page, path), await opened(page, path)];
    return { rows, openMs, againMs, ...(await scrolled(page)) };
  } finally {
    await browser.close();
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
}

async function opened(page: Page, path: string): Promise<number> {
  const began = performance.now();
  await page.goto(path);
  await page.waitForSelector('#canvas-grid:not([aria-busy])');
  return Math.round(performance.now() - began);
}

async function scrolled(page: Page): Promise<Pick<CanvasCost, 'framesPerSecond' | 'frameMs'>> {
  const box = (await page.locator('#canvas-grid').boundingBox())!;
  await page.mouse.move(box.x + 400, box.y + 300);
  await page.evaluate(`(function tick(t) { (window.ticks ??= []).push(t); requestAnimationFrame(tick); })(0)`);
  for (let i = 0; i < 120; i++) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(16);
  }
  const ticks = ((await page.evaluate(`window.ticks`)) as number[]).slice(1);
  const frames = ticks
    .slice(1)
    .map((at, i) => at - ticks[i]!)
    .sort((a, b) => a - b);
  const all = ticks.at(-1)! - ticks[0]!;
  return {
    framesPerSecond: Math.round((frames.length / all) * 10_000) / 10,
    frameMs: Math.round(frames[Math.floor(frames.length * 0.95)]!),
  };
}

export function claimsOfCanvas(cost: CanvasCost): { claim: string; holds: boolean; found: string }[] {
  return [
    {
      claim: `a tab of ${cost.rows} rows is open in under 3 s`,
      holds: cost.openMs < 3000,
      found: `${cost.openMs} ms, again ${cost.againMs} ms`,
    },
    {
      claim: `and scrolls above 40 frames a second`,
      holds: cost.framesPerSecond > 40,
      found: `${cost.framesPerSecond}, 95 of 100 frames within ${cost.frameMs} ms`,
    },
  ];
}
