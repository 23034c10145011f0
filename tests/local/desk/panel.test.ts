// The side panel beside a sheet: the card follows the row that is chosen when its button is pressed, and leads to the record's page.

import { readFileSync } from 'node:fs';
import { openDemo } from '../../../local/office.ts';
import { submit } from '../../office/hands.ts';
import { browserIsHere, visit } from './browser.ts';

jest.setTimeout(60_000);

const inABrowser = browserIsHere() ? test : test.skip;
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

inABrowser('the panel shows the row chosen and opens its record', async () => {
  const office = openDemo({ start: '2026-03-02T09:00+08:00' }).fork();
  const id = submit(office);
  const visitor = await visit(office);
  try {
    const { page, trouble } = visitor;
    const { spreadsheetId, live } = office.sheet('tickets');
    await page.goto(`/as/wu@demo.example?to=/book/${spreadsheetId}/${live}`);
    await page.getByRole('link', { name: '典簿側邊欄' }).click();
    const panel = page.locator('#panel:not([aria-busy])');
    await panel.getByText('選一列有編號的資料').waitFor();
    await page.click(`#c${office.row('tickets', id)!}-6`);
    await panel.getByRole('button', { name: '看現在選的那一列' }).click();
    await panel.getByText(id, { exact: true }).waitFor();
    await page.evaluate(AXE);
    const found = await page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], iframes: false }).then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html))`,
    );
    expect(found).toEqual([]);
    await panel.getByRole('link', { name: '看這一筆的紀錄頁' }).click();
    await page.waitForURL(new RegExp(`p=record&r=tickets&id=${id}`));
    await page.frameLocator('#page-frame').getByRole('heading', { name: id }).waitFor();
    for (const [lang, name] of [
      ['zh-CN', '典簿'],
      ['en', 'Chancery'],
    ] as const) {
      await page.context().addCookies([{ name: 'lang', value: lang, url: new URL('/', page.url()).href }]);
      await page.goto(`/book/${spreadsheetId}/${live}?panel=1`);
      await panel.getByRole('heading', { name, exact: true }).waitFor();
    }
    expect(trouble).toEqual([]);
  } finally {
    await visitor.close();
  }
});
