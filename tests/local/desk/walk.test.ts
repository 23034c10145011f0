// The newcomer's story, end to end in a browser: file a repair, see its row, work on it, let the clock run, read the mails,
// answer the survey, see the month's numbers. No console error, no request off this machine.

import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { answer, be, browserIsHere, column, pass, row, says, type, visit, type Visitor } from './browser.ts';

jest.setTimeout(180_000);

const walk = browserIsHere() ? test : test.skip;
let visitor: Visitor | undefined;
afterEach(() => visitor?.close());

const label = (office: LocalOffice, list: string, key: string): string =>
  office.model.lists[list]?.entries.find((e) => e.key === key)?.label['zh-TW'] ?? key;

async function file(v: Visitor, fault: string): Promise<void> {
  const { page } = v;
  await page.goto('/');
  await page.click('.tries li:nth-child(1) a');
  await answer(page, '地點', label(v.office, 'places', 'print_corner_3f'));
  await answer(page, '類別', label(v.office, 'fault_categories', 'printer'));
  while (!(await page.isVisible('#form-send'))) {
    const goOn = page.locator('.option:visible', { hasText: '還是不行' });
    if (await goOn.count()) await goOn.click();
    await page.click('#form-next');
  }
  await answer(page, '故障描述', fault);
  await page.click('#form-send');
  await page.waitForSelector('.sent');
}

walk('a newcomer sees a repair through', async () => {
  visitor = await visit(openDemo({ start: '2026-03-27T09:00+08:00' }).fork());
  const { page, office, trouble } = visitor;

  await file(visitor, '卡紙');
  await file(visitor, '印不出來');
  const [first, second] = office.records('tickets').map((r) => r.id);
  expect(second).toBeDefined();

  // The row, with a number and a due time, seen as the facilities admin.
  await page.goto('/');
  await page.click('.tries li:nth-child(2) a');
  expect(await page.inputValue('#who')).toBe('wu@demo.example');
  const at = {
    row: await row(page, first!),
    next: await column(page, '下一步'),
    check: await column(page, '檢核'),
    due: await column(page, '期限'),
  };
  expect(await page.textContent(`#c${at.row}-${at.due}`)).toMatch(/3\/27 10:0\d/);
  expect(await page.textContent(`#c${at.row}-${at.check}`)).toMatch(/✓ .*收件/);

  // Next step: chosen from the dropdown, the answer appears without a reload.
  await page.click(`#c${at.row}-${at.next}`);
  await page.keyboard.press('Enter');
  await page.locator('.choices li', { hasText: '開始處理' }).click();
  await says(page, { row: at.row, col: at.check }, /✓.*開始處理/);
  // Solved waits for its two facts; the last one runs it.
  await type(page, { row: at.row, col: at.next }, '修好了');
  await says(page, { row: at.row, col: at.check }, /✎.*還缺/);
  await type(page, { row: at.row, col: await column(page, '處理結果') }, '換定影器');
  await type(page, { row: at.row, col: await column(page, '費用') }, '1200');
  await says(page, { row: at.row, col: at.check }, /✓.*修好了/);
  await type(page, { row: at.row, col: at.next }, '結案');
  await says(page, { row: at.row, col: at.check }, /✓.*結案/);

  // Nobody touches the second one: a reminder, then the escalation.
  await pass(page, '+1 小時');
  await pass(page, '+1 小時');
  await be(page, 'wu@demo.example');
  await page.goto('/mail');
  expect(await page.locator('.mail-list li', { hasText: second! }).count()).toBeGreaterThan(0);
  await be(page, 'facilities-head@demo.example');
  await page.goto('/mail');
  const late = page.locator('.mail-list li', { hasText: second! }).first();
  expect(await late.textContent()).toMatch(/已過|期限/);
  await late.locator('a').click();
  expect(await page.textContent('.reason')).toContain('ticket_late');

  // The survey, from the mail of the person who reported it.
  await be(page, 'lin@demo.example');
  await page.goto('/mail');
  const link = await surveyLink(visitor);
  await page.goto(link);
  await page.locator('.scale label', { hasText: '5' }).click();
  await page.click('#form-send');
  await page.waitForSelector('.sent');
  expect(office.record('tickets', first!)?.values['score']).toBe(5);

  // The month's numbers: the story begins on its last Friday.
  await pass(page, '+1 週');
  await be(page, 'gm@demo.example');
  await page.goto('/mail');
  expect(await page.locator('.mail-list li', { hasText: /報修 \d+ 件/ }).count()).toBeGreaterThan(0);

  expect(trouble).toEqual([]);
});

walk('what happens elsewhere appears on an open page by itself, and glows', async () => {
  visitor = await visit(openDemo({ start: '2026-03-27T09:00+08:00' }).fork(), 390);
  const { page, office, trouble } = visitor;
  const { spreadsheetId, live } = office.sheet('assets');
  await page.goto(`/as/wu@demo.example?to=/book/${spreadsheetId}/${live}`);
  const name = office.col('assets', 'name');
  await page.evaluate('window.stays = true');
  // The glow is over in seconds: the watch stands before it begins.
  const glowed = page.locator(`#c2-${name}.glow`).waitFor({ state: 'attached' });
  office.runtime.person('chou@demo.example').edit(spreadsheetId, live, 2, name, '3F 影印機（新）');
  await says(page, { row: 2, col: name }, /（新）/);
  await glowed;
  office.runtime.wait(30_000);
  await says(page, { row: 2, col: office.col('assets', '$check') }, /✓ 09:0\d/);
  expect(await page.evaluate('window.stays')).toBe(true);
  expect(trouble).toEqual([]);
});

walk('a page of the office runs in its sandbox and its buttons reach the office', async () => {
  visitor = await visit(openDemo({ start: '2026-03-27T09:00+08:00' }).fork());
  const { page, office, trouble } = visitor;
  await file(visitor, '卡紙');
  const id = office.records('tickets')[0]!.id;
  await page.goto(`/as/wu@demo.example?to=${encodeURIComponent(`/page?p=record&r=tickets&id=${id}`)}`);
  const frame = page.frameLocator('#page-frame');
  await frame.getByRole('button', { name: '開始處理' }).click();
  await frame.locator('.answer').filter({ hasText: '開始處理' }).waitFor();
  expect(office.record('tickets', id)?.state).toBe('working');
  expect(trouble).toEqual([]);
});

/** Opens mails of the person until one has a button that leads to the survey's form. */
async function surveyLink({ page, office }: Visitor): Promise<string> {
  const survey = office.form('repair').id;
  for (const mail of office.mails({ to: 'lin@demo.example' }).reverse()) {
    await page.goto(`/mail/${mail.id}`);
    const link = page.frameLocator('iframe.mail-body').locator(`a[href*="/form/${survey}"]`);
    if (await link.count()) return (await link.first().getAttribute('href'))!;
  }
  throw new Error('no mail leads to the survey');
}
