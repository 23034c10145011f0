// A sheet of labels as it is printed: each thing's QR, read back, is the link that opens its own repair form (R093, R159).

import jsQR from 'jsqr';
import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { applyModules } from '../../../local/rehearsal/modules.ts';
import type { Stage } from '../../../local/rehearsal/stage.ts';
import { browserIsHere, visit } from './browser.ts';

jest.setTimeout(40_000);

const inABrowser = browserIsHere() ? test : test.skip;

/** What a scanner reads from a code drawn as one path of unit squares on a field of `size`. */
function scanned(path: string, size: number): string | undefined {
  const SCALE = 4;
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let dy = 0; dy < SCALE; dy++)
      for (let dx = 0; dx < SCALE; dx++) {
        const at = ((Number(y) * SCALE + dy) * side + Number(x) * SCALE + dx) * 4;
        pixels.fill(0, at, at + 3);
      }
  return jsQR(pixels, side, side)?.data;
}

function withThings(): LocalOffice {
  const office = openDemo({ start: '2026-03-27T09:00+08:00' }).fork();
  applyModules({ office } as Stage, ['assets_life']);
  return office;
}

inABrowser('each label read by a scanner opens the repair form of its thing, filled in', async () => {
  const office = withThings();
  const visitor = await visit(office);
  try {
    const { page, trouble } = visitor;
    await page.goto('/as/chou@demo.example');
    await page.goto('/page-content?p=labels');
    await page.waitForSelector('.qr path');
    const labels = await page.$$eval('.label', (all) =>
      all.map((one) => ({
        id: one.querySelector('b')!.textContent,
        path: one.querySelector('path')!.getAttribute('d')!,
        size: Number(one.querySelector('svg')!.getAttribute('viewBox')!.split(' ')[2]),
        width: one.getBoundingClientRect().width,
        spills: one.scrollHeight > one.clientHeight + 1,
      })),
    );
    expect(labels.length).toBeGreaterThan(10);
    const asset = office.records('assets').map((rec) => rec.id);
    for (const label of labels) {
      expect(asset).toContain(label.id);
      const url = scanned(label.path, label.size);
      expect(url).toMatch(/^https:.*viewform\?.*entry\.\d+=/);
      expect(decodeURIComponent(url!)).toContain(label.id);
      // 70 mm at 96 dots an inch, and nothing runs out of its label.
      expect(Math.round(label.width)).toBe(265);
      expect(label.spills).toBe(false);
    }
    expect(trouble).toEqual([]);
  } finally {
    await visitor.close();
  }
});
