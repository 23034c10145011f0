// Rows of one sheet in copy-on-write chunks: every change gives a new Grid that shares what it did not touch.

import { EMPTY_ROW, type Row } from './cells.ts';

/** Rows are grouped so that a write copies 64 pointers and not 100,000. */
export const CHUNK = 64;

export interface Chunk {
  readonly rows: readonly Row[];
}

export interface Grid {
  readonly chunks: readonly Chunk[];
  /** Rows physically kept; rows after it are blank up to the sheet's row count. */
  readonly length: number;
}

export const EMPTY_GRID: Grid = Object.freeze({ chunks: Object.freeze([]), length: 0 });

/** Chunk index and offset in it. Chunks vary in size after inserts, so it counts; 100,000 rows are 1,600 steps. */
function locate(grid: Grid, row: number): { chunk: number; offset: number } {
  let left = row;
  for (let i = 0; i < grid.chunks.length; i++) {
    const size = grid.chunks[i]!.rows.length;
    if (left < size) return { chunk: i, offset: left };
    left -= size;
  }
  return { chunk: grid.chunks.length, offset: left };
}

/** Row by 0-based index; blank beyond what is kept. */
export function rowAt(grid: Grid, row: number): Row {
  if (row < 0 || row >= grid.length) return EMPTY_ROW;
  const { chunk, offset } = locate(grid, row);
  return grid.chunks[chunk]!.rows[offset]!;
}

/** Rows [start, end), blank ones included, so that the answer has end - start entries. */
export function rowsBetween(grid: Grid, start: number, end: number): Row[] {
  const out: Row[] = [];
  if (start < grid.length) {
    let { chunk, offset } = locate(grid, start);
    for (; chunk < grid.chunks.length && out.length < end - start; chunk++, offset = 0) {
      const rows = grid.chunks[chunk]!.rows;
      for (let i = offset; i < rows.length && out.length < end - start; i++) out.push(rows[i]!);
    }
  }
  while (out.length < end - start) out.push(EMPTY_ROW);
  return out;
}

function chunked(rows: readonly Row[]): Chunk[] {
  if (rows.length <= CHUNK * 2) return rows.length ? [{ rows }] : [];
  const out: Chunk[] = [];
  for (let i = 0; i < rows.length; i += CHUNK) out.push({ rows: rows.slice(i, i + CHUNK) });
  return out;
}

/** Grid of these rows. */
export function gridOf(rows: readonly Row[]): Grid {
  return { chunks: chunked(rows), length: rows.length };
}

/** Removes `remove` rows at `at` and puts `insert` there; the rows below move. */
export function spliceRows(grid: Grid, at: number, remove: number, insert: readonly Row[]): Grid {
  if (at >= grid.length) {
    if (insert.length === 0) return grid;
    const gap = at - grid.length;
    const last = grid.chunks.length - 1;
    const tail = last >= 0 && grid.chunks[last]!.rows.length < CHUNK ? grid.chunks[last]!.rows : EMPTY_TAIL;
    const keep = tail === EMPTY_TAIL ? grid.chunks : grid.chunks.slice(0, last);
    const padding: Row[] = gap > 0 ? new Array<Row>(gap).fill(EMPTY_ROW) : [];
    return { chunks: [...keep, ...chunked([...tail, ...padding, ...insert])], length: at + insert.length };
  }
  const removed = Math.min(remove, grid.length - at);
  const from = locate(grid, at);
  const to = locate(grid, at + removed);
  const head = grid.chunks[from.chunk]!.rows.slice(0, from.offset);
  const tail = grid.chunks[to.chunk]?.rows.slice(to.offset) ?? [];
  const middle = chunked([...head, ...insert, ...tail]);
  return {
    chunks: [...grid.chunks.slice(0, from.chunk), ...middle, ...grid.chunks.slice(to.chunk + 1)],
    length: grid.length - removed + insert.length,
  };
}

const EMPTY_TAIL: readonly Row[] = [];

/** Rows [start, end) run through `change`; untouched chunks stay the same objects. */
export function updateRows(grid: Grid, start: number, end: number, change: (row: Row, index: number) => Row): Grid {
  if (end <= start) return grid;
  const before = rowsBetween(grid, start, end);
  let changed = false;
  const after = before.map((row, i) => {
    const next = change(row, start + i);
    if (next !== row) changed = true;
    return next;
  });
  if (!changed) return grid;
  if (start >= grid.length) {
    let n = after.length;
    while (n > 0 && after[n - 1]!.length === 0) n--;
    return n === 0 ? grid : spliceRows(grid, start, 0, after.slice(0, n));
  }
  const chunks = grid.chunks.slice();
  let index = 0;
  let at = 0;
  for (; index < chunks.length && at < Math.min(end, grid.length); index++) {
    const rows = chunks[index]!.rows;
    const lo = Math.max(start, at);
    const hi = Math.min(end, at + rows.length);
    if (lo < hi) {
      let copy: Row[] | undefined;
      for (let i = lo; i < hi; i++) {
        const next = after[i - start]!;
        if (next !== rows[i - at]) (copy ??= rows.slice())[i - at] = next;
      }
      if (copy) chunks[index] = { rows: copy };
    }
    at += rows.length;
  }
  const inside: Grid = { chunks, length: grid.length };
  if (end <= grid.length) return inside;
  const rest = after.slice(grid.length - start);
  let n = rest.length;
  while (n > 0 && rest[n - 1]!.length === 0) n--;
  return n === 0 ? inside : spliceRows(inside, grid.length, 0, rest.slice(0, n));
}

/** Every kept row through `change`: column inserts and the like. */
export function mapRows(grid: Grid, change: (row: Row) => Row): Grid {
  return updateRows(grid, 0, grid.length, change);
}
