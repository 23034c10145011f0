// 「我的待辦」 in a real browser on a phone: fits its width, one tap and a word an item, one button for all; says beside an item what it lacks.
import type { Stage } from '../../../local/rehearsal/stage';
import { applyModules } from '../../../local/rehearsal/modules';
import { LIN, MANAGER, MINUTE, morning } from '../../office/hands';
import { browserIsHere, visit, type Visitor } from './browser';

const here = browserIsHere() ? describe : describe.skip;

here('my tasks on a phone', () => {
  let seen: Visitor;
  beforeAll(async () => {
    const office = morning();
    applyModules({ office } as Stage, ['matters']);
    const { spreadsheetId, live } = office.sheet('tasks');
    const put = (row: number, key: string, text: string): void =>
      office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('tasks', key), text);
    for (const [i, what] of ['更新訪客須知並寄給各部門窗口確認', '整理會議室鑰匙', '統計差勤異常'].entries()) {
      const row = office.endRow('tasks');
      put(row, 'what', what);
      put(row, 'owner', LIN);
      put(row, 'due', i === 1 ? '2026/2/26' : '2026/3/20');
      if (i === 0) put(row, 'importance', '重要');
      office.runtime.wait(5 * MINUTE);
    }
    office.runtime.wait(15 * MINUTE);
    seen = await visit(office, 390);
  }, 180_000);
  afterAll(() => seen.close());

  test('one is taken, one says what it lacks, the third is left', async () => {
    const { page, office, trouble } = seen;
    await page.goto(`/as/${LIN}?to=${encodeURIComponent('/page?p=work')}`);
    const frame = page.frameLocator('#page-frame');
    const item = (what: string) => frame.locator('[data-item]', { hasText: what });
    await frame.getByRole('heading', { name: '我的待辦' }).waitFor();
    if (process.env.SHOTS) await shots(seen);
    expect(await frame.locator('[data-item]').count()).toBe(3);
    expect(await frame.locator('[data-item]').first().innerText()).toContain('更新訪客須知');
    expect(await frame.locator('body').evaluate((body) => body.scrollWidth <= body.clientWidth)).toBe(true);
    const taps = await frame
      .locator('.pick label')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...taps)).toBeGreaterThanOrEqual(44);

    await item('整理會議室鑰匙').getByRole('radio', { name: '做完了' }).check();
    await item('更新訪客須知').getByRole('radio', { name: '照進度' }).check();
    await item('更新訪客須知').getByLabel('一句話').fill('初稿寫好了');
    await frame.getByRole('button', { name: '送出' }).click();
    await item('更新訪客須知').getByText('✓ 收到了').waitFor();
    expect(await item('整理會議室鑰匙').locator('.said').innerText()).toContain('結果');
    expect(office.records('tasks').map((rec) => [rec.state, rec.values.next_step])).toEqual([
      ['doing', '初稿寫好了'],
      ['open', null],
      ['open', null],
    ]);
    // The same page goes on: what it lacked is written, and sent alone.
    await item('整理會議室鑰匙').getByLabel('一句話').fill('都在');
    await frame.getByRole('button', { name: '送出' }).click();
    await item('整理會議室鑰匙').getByText('✓ 收到了').waitFor();
    expect(office.record('tasks', 'TSK-2026-0002')).toMatchObject({ state: 'done', values: { outcome: '都在' } });
    expect(trouble).toEqual([]);
  }, 120_000);
});

async function shots({ page }: Visitor): Promise<void> {
  await page.setViewportSize({ width: 390, height: 1300 });
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${process.env.SHOTS}/work-390.png` });
}
