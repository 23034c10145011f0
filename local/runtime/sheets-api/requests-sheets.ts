// batchUpdate requests about sheets, rows and columns, and the spreadsheet itself.

import { ServiceError } from '../errors.ts';
import { newSheet } from '../store/store.ts';
import type { Dimension } from '../store/ranges.ts';
import type { Sheet } from '../store/state.ts';
import { deleteDimension, insertDimension, moveDimension } from '../store/structure.ts';
import { hexOf } from './cell-data.ts';
import type { Draft } from './draft.ts';
import { below, checkMask, parseMask, wants } from './mask.ts';
import { sheetProperties } from './render.ts';

type Handler = (draft: Draft, body: never) => unknown;

export interface SheetProperties {
  sheetId?: number;
  title?: string;
  index?: number;
  sheetType?: string;
  hidden?: boolean;
  rightToLeft?: boolean;
  gridProperties?: {
    rowCount?: number;
    columnCount?: number;
    frozenRowCount?: number;
    frozenColumnCount?: number;
    hideGridlines?: boolean;
  };
  tabColor?: { red?: number; green?: number; blue?: number };
  tabColorStyle?: { rgbColor?: { red?: number; green?: number; blue?: number } };
}

interface DimensionRange {
  sheetId?: number;
  dimension: Dimension;
  startIndex?: number;
  endIndex?: number;
}

function checkTitle(draft: Draft, title: string, own?: number): void {
  if (draft.file.sheets.some((s) => s.sheetId !== own && s.title.toLowerCase() === title.toLowerCase())) {
    throw new ServiceError(`A sheet with the name "${title}" already exists. Please enter another name.`);
  }
}

/** A sheet as its properties ask for; used by create and addSheet. */
export function sheetFrom(p: SheetProperties, sheetId: number, title: string): Sheet {
  const grid = p.gridProperties ?? {};
  const sheet = newSheet(sheetId, title, grid.rowCount ?? 1000, grid.columnCount ?? 26);
  sheet.hidden = p.hidden ?? false;
  sheet.frozenRows = grid.frozenRowCount ?? 0;
  sheet.frozenCols = grid.frozenColumnCount ?? 0;
  if (grid.hideGridlines) sheet.hideGridlines = true;
  if (p.rightToLeft) sheet.rightToLeft = true;
  const color = hexOf(p.tabColorStyle?.rgbColor ?? p.tabColor);
  if (color) sheet.tabColor = color;
  return sheet;
}

function placed(draft: Draft, sheet: Sheet, index: number | undefined): void {
  if (draft.file.sheets.length >= draft.options.quotas.tabs)
    throw new ServiceError('This action would increase the number of sheets in the workbook above the limit.');
  const sheets = draft.file.sheets.slice();
  sheets.splice(index ?? sheets.length, 0, sheet);
  draft.file = { ...draft.file, sheets };
}

function addSheet(draft: Draft, body: { properties?: SheetProperties }): unknown {
  const p = body.properties ?? {};
  const sheetId = p.sheetId ?? draft.options.newId();
  if (draft.file.sheets.some((s) => s.sheetId === sheetId))
    throw new ServiceError(`A sheet with id ${sheetId} already exists. Please enter another id.`);
  const title = p.title ?? freeTitle(draft, 'Sheet');
  checkTitle(draft, title);
  placed(draft, sheetFrom(p, sheetId, title), p.index);
  return { properties: sheetProperties(draft.file, draft.sheet(sheetId)) };
}

function freeTitle(draft: Draft, stem: string): string {
  for (let n = draft.file.sheets.length + 1; ; n++) {
    if (!draft.file.sheets.some((s) => s.title === `${stem}${n}`)) return `${stem}${n}`;
  }
}

function deleteSheet(draft: Draft, body: { sheetId?: number }): void {
  const sheet = draft.sheet(body.sheetId);
  if (draft.file.sheets.length === 1) throw new ServiceError("You can't remove all the sheets in a document.");
  const namedRanges = Object.fromEntries(
    Object.entries(draft.file.namedRanges).filter(([, n]) => n.range.sheetId !== sheet.sheetId),
  );
  draft.file = { ...draft.file, namedRanges, sheets: draft.file.sheets.filter((s) => s !== sheet) };
}

function updateSheetProperties(draft: Draft, body: { properties: SheetProperties; fields: string }): void {
  const p = body.properties;
  const mask = parseMask(body.fields);
  checkMask(mask, [
    'sheetId',
    'title',
    'index',
    'hidden',
    'rightToLeft',
    'gridProperties',
    'tabColor',
    'tabColorStyle',
    'sheetType',
  ]);
  const sheet = draft.sheet(p.sheetId);
  const next = { ...sheet };
  if (wants(mask, 'title') && p.title !== undefined) {
    checkTitle(draft, p.title, sheet.sheetId);
    next.title = p.title;
  }
  if (wants(mask, 'hidden')) {
    next.hidden = p.hidden ?? false;
    if (next.hidden && draft.file.sheets.every((s) => s.hidden || s === sheet))
      throw new ServiceError("You can't hide all the sheets in a document.");
  }
  if (wants(mask, 'rightToLeft')) next.rightToLeft = p.rightToLeft ?? false;
  if (wants(mask, 'tabColor') || wants(mask, 'tabColorStyle')) {
    const color = hexOf(p.tabColorStyle?.rgbColor ?? p.tabColor);
    if (color) next.tabColor = color;
    else delete next.tabColor;
  }
  const grid = below(mask, 'gridProperties');
  if (grid !== undefined) {
    checkMask(grid, ['rowCount', 'columnCount', 'frozenRowCount', 'frozenColumnCount', 'hideGridlines']);
    const g = p.gridProperties ?? {};
    if (wants(grid, 'frozenRowCount')) next.frozenRows = g.frozenRowCount ?? 0;
    if (wants(grid, 'frozenColumnCount')) next.frozenCols = g.frozenColumnCount ?? 0;
    if (wants(grid, 'hideGridlines')) next.hideGridlines = g.hideGridlines ?? false;
    resize(
      draft,
      next,
      wants(grid, 'rowCount') ? g.rowCount : undefined,
      wants(grid, 'columnCount') ? g.columnCount : undefined,
    );
  } else draft.put(next);
  if (wants(mask, 'index') && p.index !== undefined) {
    const moved = draft.sheet(sheet.sheetId);
    const from = draft.file.sheets.indexOf(moved);
    const rest = draft.file.sheets.filter((s) => s !== moved);
    // The index counts the order before the move, as the reference says.
    rest.splice(p.index > from ? p.index - 1 : p.index, 0, moved);
    draft.file = { ...draft.file, sheets: rest };
  }
}

function resize(draft: Draft, sheet: Sheet, rowCount: number | undefined, colCount: number | undefined): void {
  draft.put(sheet);
  const shrink = (dimension: Dimension, from: number | undefined, to: number): void => {
    if (from !== undefined && from < to)
      draft.file = deleteDimension(draft.file, draft.sheet(sheet.sheetId), dimension, from, to);
  };
  shrink('ROWS', rowCount, sheet.rowCount);
  shrink('COLUMNS', colCount, sheet.colCount);
  const now = draft.sheet(sheet.sheetId);
  draft.put({ ...now, rowCount: rowCount ?? now.rowCount, colCount: colCount ?? now.colCount });
}

function duplicateSheet(
  draft: Draft,
  body: { sourceSheetId?: number; insertSheetIndex?: number; newSheetId?: number; newSheetName?: string },
): unknown {
  const source = draft.sheet(body.sourceSheetId);
  const sheetId = body.newSheetId ?? draft.options.newId();
  if (draft.file.sheets.some((s) => s.sheetId === sheetId))
    throw new ServiceError(`A sheet with id ${sheetId} already exists. Please enter another id.`);
  const title = body.newSheetName ?? `Copy of ${source.title}`;
  checkTitle(draft, title);
  const copy = copyOfSheet(
    source,
    sheetId,
    title,
    () => draft.options.newId(),
    draft.options.switches.duplicateCopiesFilterViews,
  );
  placed(draft, copy, body.insertSheetIndex);
  return { properties: sheetProperties(draft.file, copy) };
}

/** A tab's copy: new sheet id, ids of its filter views and protections new too (TAB-1). */
export function copyOfSheet(
  source: Sheet,
  sheetId: number,
  title: string,
  newId: () => number,
  filterViews: boolean,
): Sheet {
  const own = <T extends { range?: { sheetId: number } }>(entry: T): T =>
    entry.range ? { ...entry, range: { ...entry.range, sheetId } } : entry;
  const copy: Sheet = { ...source, sheetId, title, hidden: false, filterViews: {}, protectedRanges: {} };
  delete copy.formId;
  copy.merges = source.merges.map((m) => ({ ...m, sheetId }));
  copy.conditionalFormats = source.conditionalFormats.map((c) => ({
    ...c,
    ranges: c.ranges.map((r) => ({ ...r, sheetId })),
  }));
  if (source.basicFilter) copy.basicFilter = own(source.basicFilter as { range?: { sheetId: number } });
  if (filterViews) {
    copy.filterViews = Object.fromEntries(
      Object.values(source.filterViews).map((view) => {
        const filterViewId = newId();
        return [filterViewId, own({ ...view, filterViewId })];
      }),
    );
  }
  copy.protectedRanges = Object.fromEntries(
    Object.values(source.protectedRanges).map((p) => {
      const protectedRangeId = newId();
      return [protectedRangeId, own({ ...p, protectedRangeId })];
    }),
  );
  return copy;
}

function spanOf(
  draft: Draft,
  range: DimensionRange,
  grown = false,
): { sheet: Sheet; from: number; to: number; size: number } {
  const sheet = draft.sheet(range.sheetId);
  if (range.dimension !== 'ROWS' && range.dimension !== 'COLUMNS') throw new ServiceError('Must specify a dimension.');
  const size = range.dimension === 'ROWS' ? sheet.rowCount : sheet.colCount;
  const from = range.startIndex ?? 0;
  const to = range.endIndex ?? size;
  if (from < 0 || to <= from || (!grown && to > size))
    throw new ServiceError(`${range.dimension} ${from}-${to} are not in the grid of ${size}.`);
  return { sheet, from, to, size };
}

function whole(
  sheet: Sheet,
  dimension: Dimension,
  from: number,
  to: number,
): { top: number; bottom: number; left: number; right: number } {
  return dimension === 'ROWS'
    ? { top: from, bottom: to, left: 0, right: sheet.colCount }
    : { top: 0, bottom: sheet.rowCount, left: from, right: to };
}

function insertDim(draft: Draft, body: { range: DimensionRange; inheritFromBefore?: boolean }): void {
  const { sheet, from, to, size } = spanOf(draft, body.range, true);
  if (from > size)
    throw new ServiceError(
      `range.startIndex[${from}] must be at most the number of ${body.range.dimension.toLowerCase()} (${size})`,
    );
  if (body.inheritFromBefore && from === 0)
    throw new ServiceError('Cannot inherit properties from before when inserting at the beginning.');
  draft.guard(sheet, whole(sheet, body.range.dimension, from, Math.min(from + 1, size)));
  draft.file = insertDimension(
    draft.file,
    sheet,
    body.range.dimension,
    from,
    to - from,
    body.inheritFromBefore ? 'before' : 'after',
  );
}

function deleteDim(draft: Draft, body: { range: DimensionRange }): void {
  const { sheet, from, to, size } = spanOf(draft, body.range);
  if (to - from >= size)
    throw new ServiceError(`You can't delete all the ${body.range.dimension.toLowerCase()} on the sheet.`);
  draft.guard(sheet, whole(sheet, body.range.dimension, from, to));
  draft.file = deleteDimension(draft.file, sheet, body.range.dimension, from, to);
}

function appendDim(draft: Draft, body: { sheetId?: number; dimension: Dimension; length?: number }): void {
  const sheet = draft.sheet(body.sheetId);
  const more = body.length ?? 0;
  draft.put(
    body.dimension === 'ROWS'
      ? { ...sheet, rowCount: sheet.rowCount + more }
      : { ...sheet, colCount: sheet.colCount + more },
  );
}

function moveDim(draft: Draft, body: { source: DimensionRange; destinationIndex?: number }): void {
  const { sheet, from, to } = spanOf(draft, body.source);
  draft.file = moveDimension(draft.file, sheet, body.source.dimension, from, to, body.destinationIndex ?? 0);
}

function updateDim(
  draft: Draft,
  body: { range: DimensionRange; properties?: { hiddenByUser?: boolean; pixelSize?: number }; fields: string },
): void {
  const mask = parseMask(body.fields);
  checkMask(mask, ['hiddenByUser', 'pixelSize']);
  const { sheet, from, to } = spanOf(draft, body.range);
  const key = body.range.dimension === 'ROWS' ? 'rows' : 'cols';
  const all = { ...sheet[key] };
  for (let i = from; i < to; i++) {
    const props = { ...all[i] };
    if (wants(mask, 'hiddenByUser')) props.hidden = body.properties?.hiddenByUser ?? false;
    if (wants(mask, 'pixelSize') && body.properties?.pixelSize !== undefined)
      props.pixelSize = body.properties.pixelSize;
    all[i] = props;
  }
  draft.put({ ...sheet, [key]: all });
}

function updateSpreadsheetProperties(
  draft: Draft,
  body: { properties: { title?: string; locale?: string; timeZone?: string }; fields: string },
): void {
  const mask = parseMask(body.fields);
  checkMask(mask, [
    'title',
    'locale',
    'timeZone',
    'autoRecalc',
    'defaultFormat',
    'iterativeCalculationSettings',
    'spreadsheetTheme',
  ]);
  const next = { ...draft.file };
  if (wants(mask, 'title') && body.properties.title !== undefined) next.name = body.properties.title;
  if (wants(mask, 'locale') && body.properties.locale !== undefined) next.locale = body.properties.locale;
  if (wants(mask, 'timeZone') && body.properties.timeZone !== undefined) next.zone = body.properties.timeZone;
  draft.file = next;
}

export const SHEET_REQUESTS: Record<string, Handler> = {
  addSheet: addSheet as Handler,
  deleteSheet: deleteSheet as Handler,
  updateSheetProperties: updateSheetProperties as Handler,
  duplicateSheet: duplicateSheet as Handler,
  insertDimension: insertDim as Handler,
  deleteDimension: deleteDim as Handler,
  appendDimension: appendDim as Handler,
  moveDimension: moveDim as Handler,
  updateDimensionProperties: updateDim as Handler,
  updateSpreadsheetProperties: updateSpreadsheetProperties as Handler,
};
