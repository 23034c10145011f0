// Spreadsheet resources and value ranges as the API answers them.

import { ServiceError } from '../errors.ts';
import { formulaOf, valueOf, type Row, type Slot } from '../store/cells.ts';
import { displayOf, isDatePattern } from '../store/display.ts';
import { rowsBetween } from '../store/grid.ts';
import { a1Of, boxOf, parseA1, quotedTitle, type Box } from '../store/ranges.ts';
import type { GridRange, Sheet, Spreadsheet } from '../store/state.ts';
import { cellDataOf, colorOf } from './cell-data.ts';
import { asAsked, below, project, wants, type Mask } from './mask.ts';

export type ValueRender = 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';
export type DateRender = 'SERIAL_NUMBER' | 'FORMATTED_STRING';

export function sheetProperties(file: Spreadsheet, sheet: Sheet): Record<string, unknown> {
  return {
    sheetId: sheet.sheetId,
    title: sheet.title,
    index: file.sheets.findIndex((s) => s.sheetId === sheet.sheetId),
    sheetType: 'GRID',
    gridProperties: {
      rowCount: sheet.rowCount,
      columnCount: sheet.colCount,
      ...(sheet.frozenRows ? { frozenRowCount: sheet.frozenRows } : {}),
      ...(sheet.frozenCols ? { frozenColumnCount: sheet.frozenCols } : {}),
      ...(sheet.hideGridlines ? { hideGridlines: true } : {}),
    },
    ...(sheet.hidden ? { hidden: true } : {}),
    ...(sheet.rightToLeft ? { rightToLeft: true } : {}),
    ...(sheet.tabColor
      ? { tabColor: colorOf(sheet.tabColor), tabColorStyle: { rgbColor: colorOf(sheet.tabColor) } }
      : {}),
  };
}

/** Range given by the script, in bounds; beyond the grid it throws as Google does. */
export function readBox(file: Spreadsheet, range: GridRange): { sheet: Sheet; box: Box } {
  const sheet = file.sheets.find((s) => s.sheetId === (range.sheetId ?? 0));
  if (!sheet) throw new ServiceError(`No grid with id: ${range.sheetId ?? 0}`);
  const box = boxOf(range, sheet);
  if (box.top >= sheet.rowCount || box.left >= sheet.colCount) {
    throw new ServiceError(
      `Range (${quotedTitle(sheet.title)}!${a1Of(box)}) exceeds grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.colCount}`,
    );
  }
  box.bottom = Math.min(box.bottom, sheet.rowCount);
  box.right = Math.min(box.right, sheet.colCount);
  if (box.bottom <= box.top || box.right <= box.left) throw new ServiceError(`Invalid range: ${JSON.stringify(range)}`);
  return { sheet, box };
}

/** A1 text to a range; a sheet's or named range's name alone is all of it. */
export function rangeOfA1(file: Spreadsheet, text: string): GridRange {
  const byTitle = file.sheets.find((s) => s.title === text || quotedTitle(s.title) === text);
  if (byTitle) return { sheetId: byTitle.sheetId };
  const named = Object.values(file.namedRanges).find((n) => n.name === text);
  if (named) return named.range;
  const parsed = parseA1(text);
  const sheet =
    parsed && (parsed.title === undefined ? file.sheets[0] : file.sheets.find((s) => s.title === parsed.title));
  if (!parsed || !sheet) throw new ServiceError(`Unable to parse range: ${text}`);
  return { sheetId: sheet.sheetId, ...parsed.range };
}

function rendered(slot: Slot, value: ValueRender, date: DateRender): string | number | boolean {
  if (slot === undefined) return '';
  if (value === 'FORMULA') {
    const f = formulaOf(slot);
    if (f !== undefined) return f;
  }
  if (value === 'FORMATTED_VALUE') return displayOf(slot);
  const v = valueOf(slot);
  if (typeof v === 'number' && date === 'FORMATTED_STRING' && typeof slot === 'object' && isDatePattern(slot.nf))
    return displayOf(slot);
  return v ?? '';
}

/** ValueRange of a box: trailing blank cells and rows are left out, and `values` when nothing remains. */
export function valueRange(
  sheet: Sheet,
  box: Box,
  value: ValueRender,
  date: DateRender,
): { range: string; majorDimension: 'ROWS'; values?: unknown[][] } {
  const rows = rowsBetween(sheet.grid, box.top, Math.min(box.bottom, Math.max(box.top, sheet.grid.length)));
  const values = rows.map((row: Row) => {
    const out: (string | number | boolean)[] = [];
    for (let col = box.left; col < box.right && col < row.length; col++) out.push(rendered(row[col], value, date));
    while (out.length && out[out.length - 1] === '') out.pop();
    return out;
  });
  while (values.length && values[values.length - 1]!.length === 0) values.pop();
  return {
    range: `${quotedTitle(sheet.title)}!${a1Of(box)}`,
    majorDimension: 'ROWS',
    ...(values.length ? { values } : {}),
  };
}

type RowData = { values?: unknown[] };

function rowDataOf(row: Row, box: Box, mask: Mask): RowData {
  const values: unknown[] = [];
  for (let col = box.left; col < Math.min(box.right, row.length); col++)
    values.push(project(cellDataOf(row[col], mask), mask));
  return asAsked(values.length ? { values } : {});
}

const renders = new WeakMap<object, Map<string, WeakMap<Row, RowData>>>();

/** Rows as shown through a mask and between two columns: a row never changes, and most are asked for every night. */
function rendersOf(mask: Mask, box: Box): WeakMap<Row, RowData> {
  const columns = `${box.left}:${box.right}`;
  const of = mask === true ? EVERYTHING : mask;
  let byColumns = renders.get(of);
  if (!byColumns) renders.set(of, (byColumns = new Map()));
  let known = byColumns.get(columns);
  if (!known) byColumns.set(columns, (known = new WeakMap()));
  return known;
}
const EVERYTHING = {};

function gridData(sheet: Sheet, box: Box, mask: Mask): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  if (box.top > 0 && wants(mask, 'startRow')) out['startRow'] = box.top;
  if (box.left > 0 && wants(mask, 'startColumn')) out['startColumn'] = box.left;
  const rowMask = below(mask, 'rowData');
  if (rowMask !== undefined) {
    const cellMask = below(rowMask, 'values');
    const rows = rowsBetween(sheet.grid, box.top, Math.min(box.bottom, Math.max(box.top, sheet.grid.length)));
    const known = cellMask === undefined ? undefined : rendersOf(cellMask, box);
    const rowData = rows.map((row) => {
      if (!known || cellMask === undefined) return {};
      let data = known.get(row);
      if (!data) known.set(row, (data = rowDataOf(row, box, cellMask)));
      return data;
    });
    if (rowData.length) out['rowData'] = rowData;
  }
  const meta = (from: number, to: number, props: Sheet['cols'], size: number): Record<string, unknown>[] => {
    const list: Record<string, unknown>[] = [];
    for (let i = from; i < to; i++)
      list.push({ pixelSize: props[i]?.pixelSize ?? size, ...(props[i]?.hidden ? { hiddenByUser: true } : {}) });
    return list;
  };
  if (wants(mask, 'columnMetadata')) out['columnMetadata'] = meta(box.left, box.right, sheet.cols, 100);
  if (wants(mask, 'rowMetadata')) out['rowMetadata'] = meta(box.top, box.bottom, sheet.rows, 21);
  return out;
}

/**
 * The Spreadsheet resource. `ranges` limits the sheets' data; data is given when asked for by `includeGridData` or,
 * with a mask, when the mask names it (a mask makes includeGridData be ignored).
 */
export function spreadsheetResource(
  file: Spreadsheet,
  options: { mask: Mask; ranges?: readonly GridRange[]; includeGridData?: boolean },
): unknown {
  const { mask } = options;
  const sheetMask = below(mask, 'sheets');
  const full = mask === true;
  const withData = full ? (options.includeGridData ?? false) : sheetMask !== undefined && wants(sheetMask, 'data');
  const boxes = (options.ranges ?? []).map((range) => readBox(file, range));
  const sheets = options.ranges?.length
    ? file.sheets.filter((s) => boxes.some((b) => b.sheet.sheetId === s.sheetId))
    : file.sheets;
  const out: Record<string, unknown> = {
    spreadsheetId: file.id,
    properties: { title: file.name, locale: file.locale, autoRecalc: 'ON_CHANGE', timeZone: file.zone },
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${file.id}/edit`,
  };
  if (sheetMask !== undefined) {
    out['sheets'] = sheets.map((sheet) => {
      const entry: Record<string, unknown> = { properties: sheetProperties(file, sheet) };
      if (withData) {
        const dataMask = sheetMask === true ? true : (below(sheetMask, 'data') ?? true);
        const own = boxes.filter((b) => b.sheet.sheetId === sheet.sheetId).map((b) => b.box);
        if (own.length === 0) own.push({ top: 0, left: 0, bottom: sheet.rowCount, right: sheet.colCount });
        entry['data'] = own.map((box) => gridData(sheet, box, dataMask));
      }
      if (sheet.merges.length) entry['merges'] = sheet.merges;
      if (sheet.conditionalFormats.length) entry['conditionalFormats'] = sheet.conditionalFormats;
      if (Object.keys(sheet.filterViews).length) entry['filterViews'] = Object.values(sheet.filterViews);
      if (Object.keys(sheet.protectedRanges).length) entry['protectedRanges'] = Object.values(sheet.protectedRanges);
      if (sheet.basicFilter) entry['basicFilter'] = sheet.basicFilter;
      return entry;
    });
  }
  const named = Object.values(file.namedRanges);
  if (named.length) out['namedRanges'] = named;
  return project(out, mask);
}
