// The sheet on the page: which cells there are, which are selected, and what stands in them.

import { say } from './words';

export interface Spot {
  row: number;
  col: number;
}

/** The selection: the cell typed into, and the other corner. */
export const chosen: { at: Spot; to: Spot } = { at: { row: 1, col: 1 }, to: { row: 1, col: 1 } };

/** Always in the selected cell and focused there, unseen until somebody types: so that input methods for Chinese work. */
export const field = document.createElement('input');

const book = (): HTMLElement => document.querySelector<HTMLElement>('.book')!;
export const table = (): HTMLTableElement => document.getElementById('grid') as HTMLTableElement;

export function place(): { book: string; sheet: number } {
  return { book: book().dataset['book'] ?? '', sheet: Number(book().dataset['sheet']) };
}

export const readonly = (): boolean => book().dataset['readonly'] === '1';
export const cellAt = ({ row, col }: Spot): HTMLTableCellElement | null =>
  document.getElementById(`c${row}-${col}`) as HTMLTableCellElement | null;

export function spotOf(target: EventTarget | null): Spot | null {
  const cell = (target as Element | null)?.closest?.('td.cell');
  const found = /^c(\d+)-(\d+)$/.exec(cell?.id ?? '');
  return found ? { row: Number(found[1]), col: Number(found[2]) } : null;
}

export function textOf(cell: HTMLTableCellElement): string {
  if (cell.dataset['edit'] !== undefined) return cell.dataset['edit'];
  const box = cell.querySelector('.box');
  return box ? (box.getAttribute('aria-checked') === 'true' ? 'TRUE' : 'FALSE') : (cell.textContent ?? '');
}

export function lettersOf(col: number): string {
  let out = '';
  for (let n = col; n > 0; n = Math.floor((n - 1) / 26)) out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
  return out;
}

export function select(spot: Spot, focus = true, extend = false): void {
  if (!cellAt(spot) && !extend) return;
  chosen.to = spot;
  if (!extend) chosen.at = spot;
  paint(focus);
}

export function paint(focus: boolean): void {
  const { at } = chosen;
  for (const old of table().querySelectorAll('.selected, .anchor')) old.classList.remove('selected', 'anchor');
  for (const cell of cells()) cell.classList.add('selected');
  const cell = cellAt(at);
  if (!cell) return;
  cell.classList.add('anchor');
  const focused = document.activeElement === field;
  if (field.parentElement !== cell) cell.append(field);
  field.setAttribute('aria-label', `${say('cellOf', { cell: `${lettersOf(at.col)}${at.row}` })} ${textOf(cell)}`);
  if (focused && !focus) field.focus({ preventScroll: true });
  document.getElementById('cell-name')!.textContent = `${lettersOf(at.col)}${at.row}`;
  const content = document.getElementById('cell-content') as HTMLInputElement;
  if (document.activeElement !== content) content.value = textOf(cell);
  if (focus) {
    field.focus({ preventScroll: true });
    reveal(cell);
  }
}

/** Scrolls so that frozen rows and columns do not cover the cell. */
function reveal(cell: HTMLElement): void {
  const box = document.getElementById('gridbox')!;
  const c = cell.getBoundingClientRect();
  const b = box.getBoundingClientRect();
  const sticky = [...table().querySelectorAll<HTMLElement>('thead th.stick, thead th.corner')].reduce(
    (w, th) => w + th.offsetWidth,
    0,
  );
  const top =
    table().tHead!.offsetHeight +
    [...table().querySelectorAll<HTMLElement>('tr.frozen')].reduce((h, tr) => h + tr.offsetHeight, 0);
  if (!cell.classList.contains('stick')) {
    if (c.left < b.left + sticky) box.scrollLeft -= b.left + sticky - c.left;
    else if (c.right > b.left + box.clientWidth)
      box.scrollLeft += Math.min(c.right - b.left - box.clientWidth, c.left - b.left - sticky);
  }
  if (!cell.closest('tr.frozen')) {
    if (c.top < b.top + top) box.scrollTop -= b.top + top - c.top;
    else if (c.bottom > b.top + box.clientHeight) box.scrollTop += c.bottom - b.top - box.clientHeight;
  }
}

export function span(): { row: number; col: number; rows: number; cols: number } {
  const { at, to } = chosen;
  const row = Math.min(at.row, to.row);
  const col = Math.min(at.col, to.col);
  return { row, col, rows: Math.abs(at.row - to.row) + 1, cols: Math.abs(at.col - to.col) + 1 };
}

function cells(): HTMLTableCellElement[] {
  const { row, col, rows, cols } = span();
  const out: HTMLTableCellElement[] = [];
  for (let r = row; r < row + rows; r++)
    for (let c = col; c < col + cols; c++) {
      const cell = cellAt({ row: r, col: c });
      if (cell) out.push(cell);
    }
  return out;
}

/** The next cell that is shown; rows in between may be on another page. */
export function step(from: Spot, [dr, dc]: [number, number], extend: boolean): void {
  let next = { row: from.row + dr, col: from.col + dc };
  if (!cellAt(next) && dr !== 0) {
    const rows = [...table().tBodies[0]!.rows].map((r) => Number(r.dataset['row']));
    const index = rows.indexOf(from.row) + dr;
    if (rows[index] === undefined) return;
    next = { row: rows[index], col: from.col };
  }
  if (cellAt(next)) select(next, true, extend);
}
