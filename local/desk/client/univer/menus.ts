// The desk's own menus of rows and columns, opened over the grid by the right button or Shift+F10.

import type { Bridge } from './bridge';
import type { Model } from './model';
import type { Point, Workbench } from './workbench';

export interface MenuActs {
  /** Opens the editor of a cell, 0-based. */
  edit(row: number, col: number): void;
  focus(): void;
}

/** Returns what Shift+F10 does: the menu of where the selection stands. */
export function offerMenus(bridge: Bridge, bench: Workbench, model: Model, acts: MenuActs): () => void {
  const open = ({ row, col }: Point, at: { x: number; y: number }): void => {
    const frozen = model.shape?.frozenRows ?? 0;
    // The letters above and the header mean the column, everything else the row.
    const column = col >= 0 && row < frozen;
    if (!column && row < 0) return;
    bridge.menu(
      column
        ? {
            col: col + 1,
            label: bridge.say('colMenu', { col: lettersOf(col + 1) }),
            rename: () => acts.edit(Math.max(0, frozen - 1), col),
          }
        : { row: row + 1, label: bridge.say('rowMenu', { row: row + 1 }), number: model.cell(row, 0).text },
      at,
      () => acts.focus(),
    );
  };
  bridge.host.addEventListener(
    'contextmenu',
    (e) => {
      e.preventDefault();
      e.stopImmediatePropagation();
      const point = bench.at(e.clientX, e.clientY);
      if (!point || bench.isEditing()) return;
      open(point, { x: e.clientX, y: e.clientY });
    },
    true,
  );
  return () => {
    const { row, col } = bench.selected();
    const box = bench.boxOf(row, col);
    open({ row, col }, { x: box.left, y: box.bottom });
  };
}

export function lettersOf(col: number): string {
  let out = '';
  for (let n = col; n > 0; n = Math.floor((n - 1) / 26)) out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
  return out;
}
