// Hands on the grid: its cells are drawn, not built, so a test aims by coordinates and asks the office what happened.

import type { Page } from 'playwright-core';
import type { GridAnswer, GridCell } from '../../../local/desk/sheet/grid-types.ts';

/** px around the cells, and of a row and a column without a size of its own. */
const GUTTER = { x: 46, y: 24 };
const ROW = 26;
const COLUMN = 100;

export interface Canvas {
  page: Page;
  /** Acts sent by this page since the last look, in order. */
  acts(): Record<string, unknown>[];
  /** What the server says of the tab now. */
  answer(): Promise<GridAnswer>;
  /** 1-based column of a header. */
  column(header: string): Promise<number>;
  click(row: number, col: number, at?: 'middle' | 'right', button?: 'left' | 'right'): Promise<void>;
  /** What the line above the grid shows for a cell: its name and its content. */
  shows(row: number, col: number): Promise<string>;
}

/** Opens a tab on the canvas as this person. */
export async function openCanvas(page: Page, who: string, book: string, sheet: number, hash = ''): Promise<Canvas> {
  const sent: Record<string, unknown>[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/act'))
      sent.push(request.postDataJSON() as Record<string, unknown>);
  });
  await page.goto(`/as/${who}?to=/`);
  await page.goto(`/book/${book}/${sheet}${hash}`);
  await page.waitForSelector('#canvas-grid:not([aria-busy])');
  const answer = async (): Promise<GridAnswer> =>
    (await (await page.request.get(`/grid/${book}/${sheet}`)).json()) as GridAnswer;
  const place = async (row: number, col: number): Promise<{ x: number; y: number; right: number }> => {
    const box = (await page.locator('#canvas-grid').boundingBox())!;
    const { widths } = (await answer()).shape;
    let x = box.x + GUTTER.x;
    for (let c = 0; c < col - 1; c++) x += widths[c] ?? COLUMN;
    const width = widths[col - 1] ?? COLUMN;
    return { x: x + width / 2, y: box.y + GUTTER.y + ROW * (row - 1) + ROW / 2, right: x + width };
  };
  const canvas: Canvas = {
    page,
    acts: () => sent.splice(0).map(({ book: _book, sheet: _sheet, ...act }) => act),
    answer,
    async column(header) {
      const row = (await answer()).rows[0] ?? [];
      const index = row.findIndex((cell) => textOf(cell) === header);
      if (index < 0) throw new Error(`the grid has no column "${header}"`);
      return index + 1;
    },
    async click(row, col, at = 'middle', button = 'left') {
      const { x, y, right } = await place(row, col);
      await page.mouse.click(at === 'right' ? right - 9 : x, y, { button });
    },
    async shows(row, col) {
      await canvas.click(row, col);
      return `${await page.textContent('#cell-name')} ${await page.inputValue('#cell-content')}`;
    },
  };
  return canvas;
}

const textOf = (cell: GridCell | string | null | undefined): string =>
  typeof cell === 'object' ? (cell?.text ?? '') : (cell ?? '');
