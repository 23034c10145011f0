// A tab as a sheet on a canvas, in a real browser: what hands do raises one act each, what the office answers comes back.
// No console error, no request off this machine.

import type { Page } from 'playwright-core';
import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { manyAssets } from '../../../local/rehearsal/bench/many-assets.ts';
import { answersFor } from '../../../local/rehearsal/typing.ts';
import { browserIsHere, visit, type Visitor } from './browser.ts';
import { openCanvas, type Canvas } from './canvas.ts';
import { BOOK, rawOffice, TICKETS } from './raw-office.ts';

jest.setTimeout(60_000);

const canvas = browserIsHere() ? describe : describe.skip;
const WU = 'wu@demo.example';

let visitor: Visitor;
let office: LocalOffice;
let grid: Canvas;

afterEach(async () => {
  const { trouble } = visitor;
  await visitor.close();
  expect(trouble).toEqual([]);
});

/** Until a word about the office's state holds. */
async function until<T>(look: () => T, want: (value: T) => boolean): Promise<T> {
  for (let i = 0; ; i++) {
    const value = look();
    if (want(value) || i > 150) return value;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** At least so many ms, and until what was begun has been drawn twice: a busy machine gets the time it needs. */
async function settle(page: Page, ms: number): Promise<void> {
  await page.waitForTimeout(ms);
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/** The acts sent, once the first one is there and nothing more comes. */
async function acts(of = grid): Promise<Record<string, unknown>[]> {
  await settle(of.page, 60);
  await of.page.locator('body:not(.working)').waitFor();
  await settle(of.page, 120);
  return of.acts();
}

async function open(made: LocalOffice, who: string, book: string, sheet: number, hash = ''): Promise<void> {
  office = made;
  visitor = await visit(office, 1440, 'canvas');
  await visitor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  grid = await openCanvas(visitor.page, who, book, sheet, hash);
}

canvas('the repair register of the demo office', () => {
  let book: string;
  let live: number;
  const cell = (row: number, col: number): unknown => office.runtime.store.cell(book, live, row, col).v;
  const check = (row: number): string => String(cell(row, office.col('tickets', '$check')));

  beforeEach(async () => {
    const demo = openDemo({ start: '2026-03-27T09:00+08:00' }).fork();
    for (const fault of ['卡紙', '印不出來']) {
      const { formId, answers } = answersFor(
        demo,
        'tickets',
        { place: 'print_corner_3f', category: 'printer', fault },
        false,
      );
      demo.runtime.person('lin@demo.example').submit(formId, answers);
    }
    demo.runtime.settle();
    ({ spreadsheetId: book, live } = demo.sheet('tickets'));
    await open(demo, WU, book, live);
  });

  test('an entry of the dropdown, by its arrow or by Enter, runs the step and is answered in Check', async () => {
    const { page } = grid;
    const next = office.col('tickets', '$next');
    await grid.click(2, next, 'right');
    await page.locator('.choices li', { hasText: '開始處理' }).click();
    expect(await acts()).toEqual([{ act: 'edit', row: 2, col: next, text: '開始處理' }]);
    expect(
      await until(
        () => check(2),
        (text) => /✓.*開始處理/.test(text),
      ),
    ).toMatch(/✓.*開始處理/);

    await grid.click(3, next);
    await page.keyboard.press('Enter');
    await page.locator('.choices li').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 3, col: next, text: '開始處理' }]);
    expect(
      await until(
        () => check(3),
        (text) => /✓.*開始處理/.test(text),
      ),
    ).toMatch(/✓.*開始處理/);
    // The answer is on the page without a reload, where one looks.
    expect(await grid.shows(3, office.col('tickets', '$check'))).toMatch(/^D3 ✓.*開始處理/);
  });

  test('typing, paste, undo and Delete are one act each', async () => {
    const { page } = grid;
    const thing = await grid.column('設備');
    await grid.click(2, thing);
    await page.keyboard.type('1,250 007');
    await page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 2, col: thing, text: '1,250 007' }]);
    expect(cell(2, thing)).toBe('1,250 007');
    // Check says in the row what is wrong with it.
    expect(check(2)).toMatch(/✗.*設備/);

    await page.evaluate(`navigator.clipboard.writeText('林小華\\t甲\\n林小華\\t乙')`);
    await grid.click(10, thing - 1);
    await page.keyboard.press('Control+v');
    expect(await acts()).toEqual([
      {
        act: 'paste',
        row: 10,
        col: thing - 1,
        texts: [
          ['林小華', '甲'],
          ['林小華', '乙'],
        ],
      },
    ]);
    expect([cell(10, thing - 1), cell(11, thing)]).toEqual(['林小華', '乙']);

    await page.keyboard.press('Control+z');
    expect(await acts()).toEqual([{ act: 'undo' }]);
    expect([cell(10, thing - 1), cell(11, thing)]).toEqual([null, null]);

    await grid.click(2, thing);
    await page.keyboard.press('Delete');
    expect(await acts()).toEqual([{ act: 'edit', row: 2, col: thing, text: null }]);
    expect(cell(2, thing)).toBeNull();
  });

  test('two people at once see each other’s edits, and nobody’s typing is lost to them', async () => {
    const other = await visitor.page
      .context()
      .browser()!
      .newContext({
        viewport: { width: 1440, height: 900 },
        baseURL: new URL(visitor.page.url()).origin,
        locale: 'zh-TW',
        timezoneId: 'Asia/Taipei',
      });
    const second = await openCanvas(await other.newPage(), 'facilities-head@demo.example', book, live);
    const thing = await grid.column('設備');

    // The first one has an editor open while the second one writes into the same row.
    await grid.click(2, thing);
    await grid.page.keyboard.type('還在');
    await second.click(3, thing);
    await second.page.keyboard.type('乙的');
    await second.page.keyboard.press('Enter');
    expect(await acts(second)).toEqual([{ act: 'edit', row: 3, col: thing, text: '乙的' }]);
    // And somebody else a whole column, which the first one’s grid has to be built anew for.
    office.runtime
      .person('facilities-head@demo.example')
      .insertColumns(book, live, (await grid.answer()).shape.cols, 1);
    await settle(grid.page, 500);
    // The glow is over in seconds: the watch stands before it begins, however slow the machine is.
    const glowed = second.page.locator(`#canvas-grid[data-glow*="1:${thing - 1}"]`).waitFor({ state: 'attached' });
    await grid.page.keyboard.type('打字');
    await grid.page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 2, col: thing, text: '還在打字' }]);
    expect([cell(2, thing), cell(3, thing)]).toEqual(['還在打字', '乙的']);

    await glowed;
    await settle(grid.page, 300);
    expect(await grid.shows(3, thing)).toBe('F3 乙的');
    expect(await second.shows(2, thing)).toBe('F2 還在打字');
    // What came from elsewhere was no edit of one's own.
    expect([grid.acts(), second.acts()]).toEqual([[], []]);
    await other.close();
  });
});

canvas('a register put together by hand', () => {
  const cell = (row: number, col: number): unknown => office.runtime.store.cell(BOOK, TICKETS, row, col).v;
  const choose = async (entry: string): Promise<void> => {
    await grid.page.locator('.menu button', { hasText: entry }).click();
  };

  test('rows and columns: the menus raise the office’s own acts, by mouse and by keyboard', async () => {
    await open(rawOffice(), WU, BOOK, TICKETS);
    const { page } = grid;
    page.on('dialog', (dialog) => void dialog.accept());
    await grid.click(3, 4, 'middle', 'right');
    await choose('在上方插入一列');
    expect(await acts()).toEqual([{ act: 'insertRow', row: 3 }]);
    await grid.click(3, 4);
    await page.keyboard.press('Shift+F10');
    await choose('刪除這一列');
    expect(await acts()).toEqual([{ act: 'deleteRow', row: 3 }]);
    expect(cell(3, 1)).toBe('TKT-2026-00002');
    await grid.click(2, 4, 'middle', 'right');
    await choose('複製這一列');
    expect(await acts()).toEqual([{ act: 'copyRow', row: 2 }]);
    await grid.click(1, 7, 'middle', 'right');
    await choose('往右移一欄');
    expect(await acts()).toEqual([{ act: 'moveColumn', col: 7, cols: 9 }]);
    expect([cell(1, 7), cell(1, 8)]).toEqual(['類別', '地點']);
    // The same by hand: a column is taken hold of at its letter.
    const [from, to] = [await letter(8), await letter(6)];
    await page.mouse.click(from.x, from.y);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    expect(await acts()).toEqual([{ act: 'moveColumn', col: 8, cols: 6 }]);
    expect([cell(1, 6), cell(1, 7), cell(1, 8)]).toEqual(['地點', '設備', '類別']);
    await grid.click(1, 6, 'middle', 'right');
    await choose('在左邊插入一欄');
    expect(await acts()).toEqual([{ act: 'insertColumn', col: 6 }]);
    await grid.click(1, 6, 'middle', 'right');
    await choose('刪除這一欄');
    expect(await acts()).toEqual([{ act: 'deleteColumn', col: 6 }]);
    await grid.click(1, 1, 'middle', 'right');
    await choose('大→小');
    expect(await acts()).toEqual([{ act: 'sortZa', col: 1 }]);
    expect(await grid.shows(2, 1)).toBe('A2 TKT-2026-00018');
    await grid.click(1, 5, 'middle', 'right');
    await choose('改欄名');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('誰報的');
    await page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 1, col: 5, text: '誰報的' }]);
  });

  test('bold, an edit left by Escape or without a change: no act, and nothing stays changed', async () => {
    await open(rawOffice(), WU, BOOK, TICKETS);
    const { page } = grid;
    await grid.click(2, 5);
    await page.keyboard.press('Control+b');
    await page.keyboard.press('Control+c');
    await settle(page, 200);
    // How the cell looks goes with it to the clipboard.
    const copied = await page.evaluate(
      `navigator.clipboard.read().then(async ([item]) => (await item.getType('text/html')).text())`,
    );
    expect(copied).toContain('林小華');
    expect(copied).not.toMatch(/font-weight: ?bold|<b>/);
    await page.keyboard.press('Escape');
    await page.keyboard.type('不要');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F2');
    await page.keyboard.press('Enter');
    await grid.click(2, 5);
    await page.keyboard.press('Control+y');
    expect(await acts()).toEqual([]);
    expect(await grid.shows(2, 5)).toBe('E2 林小華');
  });

  test('a selection is cleared in one act, one value pasted over it fills it, and the line above edits too', async () => {
    await open(rawOffice(), WU, BOOK, TICKETS);
    const { page } = grid;
    await grid.click(2, 5);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Delete');
    expect(await acts()).toEqual([{ act: 'clear', row: 2, col: 5, rows: 2, cols: 2 }]);
    expect([cell(2, 5), cell(3, 6), cell(4, 5)]).toEqual([null, null, '林小華']);
    await page.evaluate(`navigator.clipboard.writeText('同一個')`);
    await page.keyboard.press('Control+v');
    expect(await acts()).toEqual([
      {
        act: 'paste',
        row: 2,
        col: 5,
        texts: [
          ['同一個', '同一個'],
          ['同一個', '同一個'],
        ],
      },
    ]);
    // Two cells apart: what lies between them stays.
    await grid.click(8, 5);
    await page.keyboard.down('Control');
    await grid.click(10, 5);
    await page.keyboard.up('Control');
    await page.keyboard.press('Delete');
    expect(await acts()).toEqual([{ act: 'paste', row: 8, col: 5, texts: [[''], [null], ['']] }]);
    expect([cell(8, 5), cell(9, 5), cell(10, 5)]).toEqual([null, '林小華', null]);
    // What is copied here can be pasted here.
    await grid.click(2, 1);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    await settle(page, 200);
    await grid.click(6, 6);
    await page.keyboard.press('Control+v');
    expect(await acts()).toEqual([{ act: 'paste', row: 6, col: 6, texts: [['TKT-2026-00001'], ['TKT-2026-00002']] }]);
    await grid.click(4, 6);
    await page.fill('#cell-content', '上面改的');
    await page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 4, col: 6, text: '上面改的' }]);
    expect(cell(4, 6)).toBe('上面改的');
  });

  test('what a cell shows and what its editor starts with may differ: a formula is edited as a formula', async () => {
    const made = rawOffice();
    made.runtime.person(WU).edit(BOOK, TICKETS, 5, 9, '="a"&"b"');
    await open(made, WU, BOOK, TICKETS);
    expect(await grid.shows(5, 9)).toBe('I5 ="a"&"b"');
    await grid.page.keyboard.press('F2');
    await grid.page.keyboard.press('End');
    await grid.page.keyboard.type('&"c"');
    await grid.page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 5, col: 9, text: '="a"&"b"&"c"' }]);
  });

  test('a tick box is ticked by a click and by the space bar', async () => {
    await open(rawOffice(), WU, BOOK, 10);
    const ticked = (): unknown => office.runtime.store.cell(BOOK, 10, 2, 1).v;
    await grid.click(2, 1);
    expect(await acts()).toEqual([{ act: 'edit', row: 2, col: 1, text: true }]);
    expect(ticked()).toBe(true);
    await grid.page.keyboard.press('Space');
    expect(await acts()).toEqual([{ act: 'edit', row: 2, col: 1, text: false }]);
    expect(ticked()).toBe(false);
  });

  test('a protected column says why and keeps its value; a protected tab refuses before anything is sent', async () => {
    const made = rawOffice();
    const { store } = made.runtime;
    const range = { sheetId: TICKETS, startColumnIndex: 6, endColumnIndex: 7 };
    store.putSheet(BOOK, {
      ...store.sheet(BOOK, TICKETS),
      protectedRanges: { 1: { protectedRangeId: 1, range, editors: { users: [] } } },
    });
    await open(made, WU, BOOK, TICKETS);
    await grid.click(2, 7);
    await grid.page.keyboard.type('不行');
    await grid.page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 2, col: 7, text: '不行' }]);
    expect(cell(2, 7)).toBe('3F 列印角');
    expect(await grid.page.textContent('.toast.bad')).toContain('吳建宏');
    // What the grid itself holds again shows in what its editor starts with.
    await grid.click(2, 7);
    await grid.page.keyboard.press('F2');
    await grid.page.keyboard.type('!');
    await grid.page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 2, col: 7, text: '3F 列印角!' }]);

    store.putSheet(BOOK, {
      ...store.sheet(BOOK, TICKETS),
      protectedRanges: { 1: { protectedRangeId: 1, range: { sheetId: TICKETS }, editors: { users: [] } } },
    });
    grid = await openCanvas(grid.page, WU, BOOK, TICKETS);
    await grid.click(2, 7);
    await grid.page.keyboard.type('不行');
    await grid.page.keyboard.press('Enter');
    await grid.click(2, 8);
    await grid.page.keyboard.press('Delete');
    await grid.page.evaluate(`navigator.clipboard.writeText('不行')`);
    await grid.page.keyboard.press('Control+v');
    expect(await acts()).toEqual([]);
    expect(await grid.page.textContent('.toast.bad')).toContain('不能');
    await grid.click(2, 8, 'middle', 'right');
    expect(await grid.page.locator('.menu').count()).toBe(0);
    expect([cell(2, 7), cell(2, 8)]).toEqual(['3F 列印角', '印表機']);
  });

  test('a filter is one’s own view: rows go out of sight, and nothing is written', async () => {
    await open(rawOffice(), WU, BOOK, TICKETS);
    const { page } = grid;
    const before = office.runtime.store.sheet(BOOK, TICKETS);
    await page.click('#grid-filter');
    await settle(page, 200);
    await grid.click(1, 2, 'right');
    await page.getByText('處理中', { exact: true }).hover();
    await page.locator(':text("僅篩選"):visible').click();
    await page.getByRole('button', { name: '確認' }).click();
    await settle(page, 300);
    // Rows 3 and 8 are the first that are 處理中: what is drawn below row 3 is row 8.
    await grid.click(3, 1);
    expect(await page.textContent('#cell-name')).toBe('A8');
    expect(await acts()).toEqual([]);
    expect(office.runtime.store.sheet(BOOK, TICKETS)).toBe(before);
    await page.click('#grid-filter');
    await settle(page, 200);
    await grid.click(3, 1);
    expect(await page.textContent('#cell-name')).toBe('A3');
  });

  test('a note shows under the pointer, and a link leads where it leads', async () => {
    await open(rawOffice(), WU, BOOK, TICKETS);
    const { page } = grid;
    await grid.click(1, 3);
    await grid.click(1, 4);
    await hover(1, 3);
    await page.locator('.cell-card', { hasText: '選要做的事' }).waitFor();
    await hover(2, 1);
    const link = page.locator('.cell-card a');
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('/page?p=record&id=0');
  });

  test('the plain table is one click away and remembered; a narrow window has it by itself', async () => {
    await open(rawOffice(), WU, BOOK, TICKETS);
    const { page } = grid;
    await page.click('.view-switch');
    await page.locator('#grid').waitFor();
    await page.goto(`/book/${BOOK}/${TICKETS}`);
    expect(await page.locator('#grid').count()).toBe(1);
    await page.click('.view-switch');
    await page.locator('#canvas-grid:not([aria-busy])').waitFor();
    await page.setViewportSize({ width: 600, height: 900 });
    await page.locator('#grid').waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('#canvas-grid:not([aria-busy])').waitFor();
  });
});

canvas('a register with 5,000 rows', () => {
  test('all are there, the last one is reached, and an edit there is one act', async () => {
    const made = manyAssets(openDemo({ start: '2026-03-27T09:00+08:00' }).fork(), 5000);
    const { spreadsheetId, live } = made.sheet('assets');
    // A link into the middle of the sheet leads there.
    await open(made, WU, spreadsheetId, live, '#range=B2500');
    expect(await grid.page.textContent('#cell-name')).toBe('B2500');
    const { rows } = await grid.answer();
    expect(Object.keys(rows).length).toBe(5001);
    await grid.page.keyboard.press('Control+ArrowDown');
    await settle(grid.page, 300);
    expect(await grid.page.textContent('#cell-name')).toBe('B5001');
    await grid.page.keyboard.press('ArrowLeft');
    expect(await grid.page.inputValue('#cell-content')).toMatch(/^ASSET-0\d+$/);
    const name = office.col('assets', 'name');
    for (let c = 1; c < name; c++) await grid.page.keyboard.press('ArrowRight');
    await grid.page.keyboard.type('最後一件');
    await grid.page.keyboard.press('Enter');
    expect(await acts()).toEqual([{ act: 'edit', row: 5001, col: name, text: '最後一件' }]);
    expect(office.runtime.store.cell(spreadsheetId, live, 5001, name).v).toBe('最後一件');
    // Somebody inserts a row far above: the sheet is built anew, and one stays where one was.
    office.runtime.person('chou@demo.example').insertRows(spreadsheetId, live, 10, 1);
    await settle(grid.page, 1500);
    const box = (await grid.page.locator('#canvas-grid').boundingBox())!;
    await grid.page.mouse.click(box.x + 80, box.y + 400);
    expect(Number((await grid.page.textContent('#cell-name'))!.slice(1))).toBeGreaterThan(4900);
  });
});

/** The letter above a column. */
async function letter(col: number): Promise<{ x: number; y: number }> {
  const box = (await grid.page.locator('#canvas-grid').boundingBox())!;
  const { widths } = (await grid.answer()).shape;
  let x = box.x + 46;
  for (let c = 0; c < col - 1; c++) x += widths[c] ?? 100;
  return { x: x + 40, y: box.y + 12 };
}

async function hover(row: number, col: number): Promise<void> {
  const box = (await grid.page.locator('#canvas-grid').boundingBox())!;
  const { widths } = (await grid.answer()).shape;
  let x = box.x + 46;
  for (let c = 0; c < col - 1; c++) x += widths[c] ?? 100;
  await grid.page.mouse.move(x + 30, box.y + 24 + 26 * row - 13, { steps: 3 });
}
