// Ranges: bounds of a GridRange in a sheet, A1 text, and what happens to ranges when rows or columns move.

import type { GridRange, Sheet } from './state.ts';

export type Dimension = 'ROWS' | 'COLUMNS';

/** Half-open, 0-based, always bounded. */
export interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Bounds of a range; open sides reach the edge of the sheet's grid. */
export function boxOf(range: GridRange, sheet: { rowCount: number; colCount: number }): Box {
  return {
    top: range.startRowIndex ?? 0,
    bottom: range.endRowIndex ?? sheet.rowCount,
    left: range.startColumnIndex ?? 0,
    right: range.endColumnIndex ?? sheet.colCount,
  };
}

export function rangeOf(sheetId: number, box: Box): GridRange {
  return {
    sheetId,
    startRowIndex: box.top,
    endRowIndex: box.bottom,
    startColumnIndex: box.left,
    endColumnIndex: box.right,
  };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

export function contains(a: Box, b: Box): boolean {
  return a.top <= b.top && a.bottom >= b.bottom && a.left <= b.left && a.right >= b.right;
}

/** Column letters of a 0-based index: 0 -> A, 26 -> AA. */
export function columnName(index: number): string {
  let out = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
  return out;
}

export function columnIndex(name: string): number {
  let n = 0;
  for (const ch of name.toUpperCase()) n = n * 26 + ch.charCodeAt(0) - 64;
  return n - 1;
}

export function quotedTitle(title: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(title) && !/^[A-Za-z]{1,3}\d+$/.test(title)
    ? title
    : `'${title.replace(/'/g, "''")}'`;
}

/** A1 text of a box, e.g. B2:C5; a single cell without colon. */
export function a1Of(box: Box): string {
  const from = `${columnName(box.left)}${box.top + 1}`;
  const to = `${columnName(box.right - 1)}${box.bottom}`;
  return from === to ? from : `${from}:${to}`;
}

/** Reads A1 text; undefined when it is none. `title` is missing when the text names no sheet. */
export function parseA1(text: string): { title?: string; range: Omit<GridRange, 'sheetId'> } | undefined {
  const match = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(.*)$/s.exec(text.trim());
  if (!match) return undefined;
  const title = match[1]?.replace(/''/g, "'") ?? match[2];
  const part = match[3]!;
  const cells = /^\$?([A-Za-z]{0,3})\$?(\d*)(?::\$?([A-Za-z]{0,3})\$?(\d*))?$/.exec(part);
  if (!cells || part === '' || (!cells[1] && !cells[2])) return undefined;
  const [, c1, r1, c2, r2] = cells;
  const single = !part.includes(':');
  const range: Omit<GridRange, 'sheetId'> = {};
  if (r1) range.startRowIndex = Number(r1) - 1;
  if (c1) range.startColumnIndex = columnIndex(c1);
  const endRow = single ? r1 : r2;
  const endCol = single ? c1 : c2;
  if (endRow) range.endRowIndex = Number(endRow);
  if (endCol) range.endColumnIndex = columnIndex(endCol) + 1;
  return { ...(title === undefined ? {} : { title }), range };
}

/** A range after `count` rows or columns were inserted at `at`. */
export function afterInsert(range: GridRange, dimension: Dimension, at: number, count: number): GridRange {
  const [start, end] = keys(dimension);
  const next = { ...range };
  if (next[start] !== undefined && next[start] >= at) next[start] += count;
  if (next[end] !== undefined && next[end] > at) next[end] += count;
  return next;
}

/** A range after [from, to) was deleted; undefined when nothing of it is left. */
export function afterDelete(range: GridRange, dimension: Dimension, from: number, to: number): GridRange | undefined {
  const [start, end] = keys(dimension);
  const moved = (n: number): number => (n <= from ? n : n >= to ? n - (to - from) : from);
  const next = { ...range };
  if (next[start] !== undefined) next[start] = moved(next[start]);
  if (next[end] !== undefined) next[end] = moved(next[end]);
  if (next[end] !== undefined && next[end] <= (next[start] ?? 0)) return undefined;
  return next;
}

/** A range after [from, to) was moved so that it stands before what was at `destination`. Ranges inside go along. */
export function afterMove(
  range: GridRange,
  dimension: Dimension,
  from: number,
  to: number,
  destination: number,
): GridRange {
  const [start, end] = keys(dimension);
  const s = range[start];
  const e = range[end];
  if (s === undefined || e === undefined) return range;
  const count = to - from;
  const target = destination > from ? destination - count : destination;
  if (s >= from && e <= to) return { ...range, [start]: s - from + target, [end]: e - from + target };
  const cut = (n: number): number => (n <= from ? n : n >= to ? n - count : from);
  const cs = cut(s);
  const ce = cut(e);
  if (target > cs && target < ce) return { ...range, [start]: cs, [end]: ce + count };
  return { ...range, [start]: target <= cs ? cs + count : cs, [end]: target < ce ? ce + count : ce };
}

function keys(dimension: Dimension): ['startRowIndex', 'endRowIndex'] | ['startColumnIndex', 'endColumnIndex'] {
  return dimension === 'ROWS' ? ['startRowIndex', 'endRowIndex'] : ['startColumnIndex', 'endColumnIndex'];
}

/** All ranges a sheet carries beside its cells, run through `move`; what comes back undefined is gone. */
export function moveRanges(sheet: Sheet, move: (range: GridRange) => GridRange | undefined): Sheet {
  const record = <T extends { range?: GridRange }>(all: Readonly<Record<number, T>>): Record<number, T> => {
    const out: Record<number, T> = {};
    for (const [id, entry] of Object.entries(all)) {
      const range = entry.range && move(entry.range);
      if (!entry.range || range) out[Number(id)] = range ? { ...entry, range } : entry;
    }
    return out;
  };
  const filters = record(sheet.filterViews);
  for (const [id, view] of Object.entries(filters)) filters[Number(id)] = movedFilter(view, sheet.sheetId, move);
  const next: Sheet = {
    ...sheet,
    filterViews: filters,
    protectedRanges: record(sheet.protectedRanges),
    merges: sheet.merges.map(move).filter((r): r is GridRange => r !== undefined),
    conditionalFormats: sheet.conditionalFormats
      .map((rule) => ({ ...rule, ranges: rule.ranges.map(move).filter((r): r is GridRange => r !== undefined) }))
      .filter((rule) => rule.ranges.length > 0),
  };
  if (sheet.basicFilter?.range) {
    const range = move(sheet.basicFilter.range);
    if (range) next.basicFilter = movedFilter({ ...sheet.basicFilter, range }, sheet.sheetId, move);
    else delete next.basicFilter;
  }
  if (sheet.table) {
    const range = move(sheet.table);
    if (range) next.table = range;
    else delete next.table;
  }
  return next;
}

/** Criteria and sort keys of a filter stay with their columns when these move; those of a deleted column go. */
function movedFilter<T extends { [more: string]: unknown }>(
  filter: T,
  sheetId: number,
  move: (range: GridRange) => GridRange | undefined,
): T {
  const now = (col: number): number | undefined =>
    move({ sheetId, startColumnIndex: col, endColumnIndex: col + 1 })?.startColumnIndex;
  const criteria = Object.entries((filter['criteria'] ?? {}) as Record<string, unknown>).flatMap(([col, c]) => {
    const to = now(Number(col));
    return to === undefined ? [] : [[String(to), c] as const];
  });
  const sorts = ((filter['sortSpecs'] ?? []) as { dimensionIndex?: number }[]).flatMap((s) => {
    const to = now(s.dimensionIndex ?? 0);
    return to === undefined ? [] : [{ ...s, dimensionIndex: to }];
  });
  return {
    ...filter,
    ...(filter['criteria'] ? { criteria: Object.fromEntries(criteria) } : {}),
    ...(filter['sortSpecs'] ? { sortSpecs: sorts } : {}),
  };
}
