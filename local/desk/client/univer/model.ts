// What the office last said about the tab: the truth the grid is measured by.

import type { GridAnswer, GridCell, GridLook, GridRow, GridShape } from '../../sheet/grid-types';

export class Model {
  token = '';
  shape: GridShape | null = null;
  looks: readonly GridLook[] = [];
  rows: GridRow[] = [];

  /** Takes an answer in. Says which cells differ now, or null when the tab has another shape and must be built anew. */
  take(answer: GridAnswer): [number, number][] | null {
    const same = JSON.stringify(answer.shape) === JSON.stringify(this.shape);
    this.token = answer.token;
    this.shape = answer.shape;
    this.looks = answer.looks;
    const old = this.rows;
    const next = answer.whole ? [] : old.slice();
    for (const [r, row] of Object.entries(answer.rows)) next[Number(r)] = row;
    this.rows = Array.from(next, (row) => row ?? []);
    if (!same) return null;
    const changed: [number, number][] = [];
    const rows = answer.whole
      ? Array.from({ length: Math.max(old.length, this.rows.length) }, (_, r) => r)
      : Object.keys(answer.rows).map(Number);
    for (const r of rows) {
      const [was, is] = [old[r] ?? [], this.rows[r] ?? []];
      for (let c = 0; c < Math.max(was.length, is.length); c++) if (!alike(was[c], is[c])) changed.push([r, c]);
    }
    return changed;
  }

  cell(row: number, col: number): GridCell {
    const found = this.rows[row]?.[col];
    return typeof found === 'object' && found !== null ? found : { text: found ?? '' };
  }

  look(cell: GridCell): GridLook {
    return this.looks[cell.look ?? 0] ?? {};
  }

  /** Rows below which nothing stands, and columns right of which nothing does. */
  get used(): { rows: number; cols: number } {
    let rows = 0;
    let cols = 0;
    this.rows.forEach((row, r) =>
      row.forEach((cell, c) => {
        if (cell === null || (typeof cell === 'object' && cell.text === '')) return;
        rows = r + 1;
        cols = Math.max(cols, c + 1);
      }),
    );
    return { rows, cols };
  }
}

function alike(a: GridCell | string | null | undefined, b: GridCell | string | null | undefined): boolean {
  if (a === b || (a == null && b == null)) return true;
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
