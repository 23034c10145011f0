// The sheet under the hands: select, move, toggle, clear, menus, and the line above the grid.

import { act } from './act';
import { startClipboard } from './clipboard';
import { commit, edit, isEditing, prepareEditor } from './editor';
import { afterMorph, held } from './live';
import { openMenu } from './menu';
import { cellAt, chosen, field, paint, place, readonly, select, span, spotOf, step, table, textOf } from './sheet';

export function startGrid(): void {
  const grid = document.getElementById('grid');
  if (!grid) return;
  held.busy = isEditing;
  prepareEditor();
  afterMorph.push(() => paint(false));
  grid.addEventListener('pointerdown', pressed);
  grid.addEventListener('dblclick', (e) => {
    if (spotOf(e.target) && !(e.target as Element).closest('a')) edit();
  });
  grid.addEventListener('keydown', keyed);
  grid.addEventListener('contextmenu', contexted);
  grid.addEventListener('click', (e) => {
    const button = (e.target as Element).closest('th button');
    if (button) openMenu(button as HTMLElement, place());
  });
  startClipboard();
  bar();
  const wanted = /^#?([A-Z]+)(\d+)$/.exec(location.hash.slice(1).replace(/^range=/, ''));
  const first = wanted
    ? { row: Number(wanted[2]), col: [...wanted[1]!].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) }
    : { row: 1, col: 1 };
  select(cellAt(first) ? first : { row: 1, col: 1 }, false);
  if (wanted) cellAt(first)?.scrollIntoView({ block: 'center' });
}

function pressed(e: PointerEvent): void {
  const spot = spotOf(e.target);
  if (!spot || e.button !== 0) return;
  if (isEditing() && field.parentElement === cellAt(spot)) return;
  if ((e.target as Element).closest('.choices')) return;
  commit();
  if ((e.target as Element).closest('a')) return;
  select(spot, true, e.shiftKey);
  e.preventDefault();
  if (e.shiftKey) return;
  const cell = cellAt(spot)!;
  if (cell.classList.contains('tick')) return void toggle();
  if (cell.classList.contains('dd') && e.offsetX > 0 && e.clientX > cell.getBoundingClientRect().right - 24)
    return edit();
  if (e.pointerType === 'touch') return;
  const drag = (move: PointerEvent): void => {
    const over = spotOf(document.elementFromPoint(move.clientX, move.clientY));
    if (over) select(over, false, true);
  };
  addEventListener('pointermove', drag);
  addEventListener('pointerup', () => removeEventListener('pointermove', drag), { once: true });
}

function contexted(e: MouseEvent): void {
  const spot = spotOf(e.target);
  const head = (e.target as Element).closest('th');
  if (!spot && !head) return;
  e.preventDefault();
  const anchor =
    head?.querySelector('button') ?? table().querySelector<HTMLElement>(`tr[data-row="${spot!.row}"] th button`);
  if (spot) select(spot);
  if (anchor) openMenu(anchor as HTMLElement, place(), { x: e.clientX, y: e.clientY });
}

const MOVES: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function keyed(e: KeyboardEvent): void {
  if (isEditing() || e.isComposing || (e.target as Element).closest('th')) return;
  const move = MOVES[e.key];
  if (move) {
    e.preventDefault();
    const from = e.shiftKey ? chosen.to : chosen.at;
    return step(from, move, e.shiftKey);
  }
  if (e.key === 'Tab') {
    const next = { row: chosen.at.row, col: chosen.at.col + (e.shiftKey ? -1 : 1) };
    if (!cellAt(next)) return;
    e.preventDefault();
    return select(next);
  }
  if (e.key === 'Home') return (e.preventDefault(), select({ row: chosen.at.row, col: 1 }));
  if (e.key === 'F10' && e.shiftKey) {
    e.preventDefault();
    // On the header it is the column's menu, below it the row's.
    const header = cellAt(chosen.at)?.closest('tr.frozen');
    const anchor = table().querySelector<HTMLElement>(
      header ? `thead th[data-col="${chosen.at.col}"] button` : `tr[data-row="${chosen.at.row}"] th button`,
    );
    if (anchor) openMenu(anchor, place());
    return;
  }
  if (e.key === ' ' && cellAt(chosen.at)?.classList.contains('tick')) return (e.preventDefault(), void toggle());
  if (e.key === 'Enter' || e.key === 'F2') return (e.preventDefault(), edit());
  if (e.key === 'Delete' || e.key === 'Backspace') return (e.preventDefault(), clear());
}

function toggle(): void {
  if (readonly()) return;
  const on = cellAt(chosen.at)?.querySelector('.box')?.getAttribute('aria-checked') === 'true';
  void act({ act: 'edit', ...place(), ...chosen.at, text: !on });
}

function clear(): void {
  if (readonly()) return;
  const area = span();
  if (area.rows * area.cols === 1) void act({ act: 'edit', ...place(), row: area.row, col: area.col, text: null });
  else void act({ act: 'clear', ...place(), ...area });
}

/** The line above the grid edits the selected cell as well. */
function bar(): void {
  const content = document.getElementById('cell-content') as HTMLInputElement;
  content.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      content.value = textOf(cellAt(chosen.at)!);
      return select(chosen.at);
    }
    if (e.key !== 'Enter' || e.isComposing) return;
    e.preventDefault();
    const cell = cellAt(chosen.at);
    if (cell && content.value !== textOf(cell))
      void act({ act: 'edit', ...place(), ...chosen.at, text: content.value === '' ? null : content.value });
    select(chosen.at);
  });
}
