// Counting with the thumb on a phone: from the code at a door, one thing after the other; what cannot be right is refused in words.

import { readFileSync } from 'node:fs';
import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { localPath } from '../../../local/desk/places.ts';
import { applyModules } from '../../../local/rehearsal/modules.ts';
import type { Stage } from '../../../local/rehearsal/stage.ts';
import { browserIsHere, visit, type Visitor } from './browser.ts';

jest.setTimeout(90_000);

const phone = browserIsHere() ? describe : describe.skip;
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const MINUTE = 60_000;
const KEEPER = 'chou@demo.example';

/** An office in the middle of its stocktake. */
function counting(): LocalOffice {
  const office = openDemo({ start: '2026-03-02T09:00+08:00' }).fork();
  applyModules({ office } as Stage, ['assets_life']);
  const { spreadsheetId, live } = office.sheet('stocktakes');
  const keeper = office.runtime.person(KEEPER);
  const col = (key: string): number => office.col('stocktakes', key);
  const row = office.endRow('stocktakes');
  keeper.edit(spreadsheetId, live, row, col('planned_on'), '2026-03-02');
  keeper.edit(spreadsheetId, live, row, col('due_on'), '2026-03-06');
  office.runtime.wait(25 * MINUTE);
  keeper.edit(spreadsheetId, live, row, col('$next'), '凍結帳面');
  office.runtime.wait(45 * MINUTE);
  const take = office.records('stocktakes')[0]!;
  if (take.state !== 'counting') throw new Error(`${take.state} ${JSON.stringify(take.check)}`);
  return office;
}

const lines = (office: LocalOffice, place: string) =>
  office.records('counts').filter((rec) => rec.values.place === place);

phone('a stocktake on the phone', () => {
  let made: LocalOffice;
  let visitor: Visitor;
  beforeAll(() => {
    made = counting();
  });
  beforeEach(async () => (visitor = await visit(made.fork(), 390)));
  afterEach(async () => {
    const { trouble } = visitor;
    await visitor.close();
    expect(trouble).toEqual([]);
  });

  /** Opens the page in the desk's sandbox as this person; gives its frame. */
  async function open(who: string, query: string) {
    const { page } = visitor;
    await page.goto(`/as/${who}?to=${encodeURIComponent(`/page?${query}`)}`);
    return page.frameLocator('#page-frame');
  }

  test('the code at the door shows what stands there; after each answer the next thing follows', async () => {
    const { page, office } = visitor;
    // The keeper prints a code for each place.
    await page.goto(`/as/${KEEPER}?to=/`);
    await page.goto('/page-content?p=labels&r=places');
    const codes = await page.$$eval('.qr', (all) => all.map((one) => one.getAttribute('data-text') ?? ''));
    const address = codes.find((code) => code.endsWith('&place=office_3f'))!;
    expect(localPath(address)).toBe('/page?p=count&place=office_3f');
    const there = lines(office, 'office_3f');
    expect(there.length).toBeGreaterThan(3);

    const frame = await open('wu@demo.example', 'p=count&place=office_3f');
    await frame.locator('.tally').waitFor();
    expect(await frame.locator('.tally').innerText()).toBe(`0 / ${there.length}`);
    const now = async (): Promise<string> => (await frame.locator('form .thing b').textContent()) ?? '';
    const lineOf = (asset: string) => lines(office, 'office_3f').find((rec) => rec.values.asset === asset)!;
    const first = await now();
    await frame.getByRole('button', { name: '在', exact: true }).click();
    await frame.locator('.tally b', { hasText: '1' }).waitFor();
    expect(lineOf(first)).toMatchObject({ state: 'found', values: { counted_by: 'wu@demo.example', result: 'found' } });
    const second = await now();
    expect(second).not.toBe(first);

    // Elsewhere wants a place, and not the one it is at anyway.
    await frame.getByRole('button', { name: '在別處' }).click();
    await frame.locator('.answer.bad').waitFor();
    expect(await frame.locator('.answer').textContent()).toContain('實際地點');
    await frame.locator('#found_place').selectOption('office_3f');
    await frame.getByRole('button', { name: '在別處' }).click();
    await frame.locator('.answer.bad', { hasText: '帳上的地點' }).waitFor();
    expect(lineOf(second).state).toBe('open');
    await frame.locator('#found_place').selectOption('warehouse');
    await frame.locator('#comment').fill('搬家時移過去');
    await frame.getByRole('button', { name: '在別處' }).click();
    await frame.locator('.tally b', { hasText: '2' }).waitFor();
    expect(lineOf(second)).toMatchObject({
      state: 'second',
      values: { result: 'misplaced', found_place: 'warehouse', comment: '搬家時移過去' },
    });

    // Another configuration needs a word, is there all the same, and becomes somebody's to clear up.
    const third = await now();
    await frame.locator('#comment').fill('只有 8 GB 記憶體');
    await frame.getByRole('button', { name: '配置不符' }).click();
    await frame.locator('.tally b', { hasText: '3' }).waitFor();
    expect(lineOf(third)).toMatchObject({ state: 'found', values: { result: 'differs', comment: '只有 8 GB 記憶體' } });
    expect(office.records('count_actions').map((rec) => [rec.values.asset, rec.values.found])).toEqual([
      [third, 'differs'],
    ]);

    // A scanner types the code of a sticker: that thing comes up.
    const last = lines(office, 'office_3f')
      .filter((rec) => rec.state === 'open')
      .at(-1)!;
    await frame
      .locator('#scan')
      .fill(`https://docs.google.com/forms/d/e/x/viewform?entry.1=${String(last.values.asset)}`);
    await frame.locator('#scan').press('Enter');
    await frame.locator('form .thing b', { hasText: String(last.values.asset) }).waitFor();
    await frame.locator('#scan').fill('ASSET-99999');
    await frame.locator('#scan').press('Enter');
    await frame.locator('.answer.bad', { hasText: 'ASSET-99999' }).waitFor();

    // To the end.
    for (let n = 3; n < there.length; n++) {
      await frame.getByRole('button', { name: '不在' }).click();
      await frame
        .locator('.tally b')
        .filter({ hasText: new RegExp(`^${n + 1}$`) })
        .waitFor();
    }
    await frame.locator('.finished').waitFor();
    expect(lines(office, 'office_3f').filter((rec) => rec.state === 'open')).toEqual([]);
  });

  test('each counts what they may: a holder their own things, a stranger nothing', async () => {
    const { office } = visitor;
    const hers = office.records('counts').filter((rec) => rec.values.holder === 'lin@demo.example');
    const mine = await open('lin@demo.example', 'p=count');
    await mine.locator('.tally').waitFor();
    expect(await mine.locator('.tally').innerText()).toBe(`0 / ${hers.length}`);
    const other = office.records('counts').find((rec) => rec.values.holder !== 'lin@demo.example')!;
    const call = (id: string, action: string): { ok: boolean } =>
      office.runtime.person('lin@demo.example').call('api', 'count', { id, action, typed: {} }) as { ok: boolean };
    expect(call(other.id, 'here').ok).toBe(false);
    expect(call(hers[0]!.id, 'found_again').ok).toBe(false);
    expect(office.record('counts', other.id)!.state).toBe('open');
    const nothing = await open('sales-head@demo.example', 'p=count&place=office_3f');
    await nothing.getByText('這裡沒有要由你盤點的東西').waitFor();
  });

  test('the page of a thing offers the count while a stocktake runs', async () => {
    const { page, office } = visitor;
    const { asset } = lines(office, 'office_3f')[0]!.values;
    const frame = await open(KEEPER, `p=record&r=assets&id=${String(asset)}`);
    await frame.getByRole('link', { name: '盤點這件' }).click();
    await page.waitForURL(/p=count/);
    await page
      .frameLocator('#page-frame')
      .locator('form .thing b', { hasText: String(asset) })
      .waitFor();
    const quiet = openDemo({ start: '2026-03-02T09:00+08:00' });
    expect(quiet.runtime.person(KEEPER).page({ p: 'record', r: 'assets', id: String(asset) }).html).not.toContain(
      'p=count',
    );
    expect(quiet.runtime.person(KEEPER).page({ p: 'count' }).html).toContain('沒有在盤點');
  });

  test.each([
    [KEEPER, 390],
    ['kevin@demo.example', 390],
    ['liu@demo.example', 1440],
  ])('axe has nothing against it for %s at %i px', async (who, width) => {
    const { page } = visitor;
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/as/${who}?to=/`);
    await page.goto('/page-content?p=count');
    await page.locator('.me').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.evaluate(AXE);
    const found = await page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html))`,
    );
    expect(found).toEqual([]);
    if (process.env['PICTURES']) await page.screenshot({ path: `/tmp/count-${who.split('@')[0]}-${width}.png` });
  });
});
