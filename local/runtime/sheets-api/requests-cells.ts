// batchUpdate requests that change cells: values, formats, validations, copies, sorting.

import { ServiceError, notImplemented } from '../errors.ts';
import { isBlank, slotOf, cellOf, withSlot, type Row, type Slot, type Validation } from '../store/cells.ts';
import { updateRows } from '../store/grid.ts';
import { overlaps, boxOf, rangeOf, type Box } from '../store/ranges.ts';
import type { GridRange, Sheet } from '../store/state.ts';
import { copyBlock, lastRow, removeCells, sortBox, type PasteType } from '../store/structure.ts';
import { formulaValue } from '../store/typing.ts';
import { applyCellData, type CellData } from './cell-data.ts';
import type { Draft } from './draft.ts';
import { parseMask, type Mask } from './mask.ts';

type Handler = (draft: Draft, body: never) => unknown;

interface RowData {
  values?: CellData[];
}

function written(draft: Draft, sheet: Sheet, slot: Slot, data: CellData, mask: Mask, row: number, col: number): Slot {
  draft.cells++;
  return applyCellData(
    slot,
    data,
    mask,
    (f) => formulaValue(draft.file, sheet, row, col, f, draft.options.now),
    draft.options.quotas.charactersPerCell,
  );
}

/** `start` writes as far as the rows go; `range` also clears what the rows leave out. */
function updateCells(
  draft: Draft,
  body: {
    rows?: RowData[];
    fields: string;
    start?: { sheetId?: number; rowIndex?: number; columnIndex?: number };
    range?: GridRange;
  },
): void {
  if (!body.fields) throw new ServiceError('At least one field must be listed in "fields".');
  const mask = parseMask(body.fields);
  const rows = body.rows ?? [];
  let sheet: Sheet;
  let box: Box;
  if (body.range) ({ sheet, box } = draft.box(body.range));
  else if (body.start) {
    sheet = draft.sheet(body.start.sheetId);
    const top = body.start.rowIndex ?? 0;
    const left = body.start.columnIndex ?? 0;
    const width = rows.reduce((max, row) => Math.max(max, row.values?.length ?? 0), 0);
    box = { top, left, bottom: top + rows.length, right: left + width };
    if (box.bottom > sheet.rowCount)
      throw new ServiceError(
        `Attempting to write row: ${sheet.rowCount}, beyond the last requested row of: ${sheet.rowCount - 1}`,
      );
    if (box.right > sheet.colCount)
      throw new ServiceError(
        `Attempting to write column: ${sheet.colCount}, beyond the last requested column of: ${sheet.colCount - 1}`,
      );
    if (rows.length === 0 || width === 0) return;
  } else throw new ServiceError('Must specify either start or range.');
  if (body.range) {
    if (rows.length > box.bottom - box.top)
      throw new ServiceError(
        `Attempting to write row: ${box.bottom}, beyond the last requested row of: ${box.bottom - 1}`,
      );
    for (const row of rows) {
      if ((row.values?.length ?? 0) > box.right - box.left)
        throw new ServiceError(
          `Attempting to write column: ${box.right}, beyond the last requested column of: ${box.right - 1}`,
        );
    }
  }
  draft.guard(sheet, box);
  const grid = updateRows(sheet.grid, box.top, box.bottom, (row, index) => {
    const values = rows[index - box.top]?.values ?? [];
    const count = body.range ? box.right - box.left : values.length;
    let next: Row = row;
    for (let c = 0; c < count; c++) {
      const col = box.left + c;
      next = withSlot(next, col, written(draft, sheet, row[col], values[c] ?? {}, mask, index, col));
    }
    return next;
  });
  draft.put({ ...sheet, grid });
}

/** After the last row with content; the grid grows; there is no reply (the row is unknown to the caller). */
function appendCells(
  draft: Draft,
  body: { sheetId?: number; rows?: RowData[]; fields: string; tableId?: string },
): void {
  if (body.tableId) throw notImplemented('Sheets.batchUpdate.appendCells.tableId');
  if (!body.fields) throw new ServiceError('At least one field must be listed in "fields".');
  const mask = parseMask(body.fields);
  const sheet = draft.sheet(body.sheetId);
  const rows = body.rows ?? [];
  const top = lastRow(sheet, isBlank);
  const width = rows.reduce((max, row) => Math.max(max, row.values?.length ?? 0), 0);
  draft.guard(sheet, { top, bottom: top + rows.length, left: 0, right: Math.max(1, width) });
  const grid = updateRows(sheet.grid, top, top + rows.length, (row, index) => {
    let next: Row = row;
    (rows[index - top]?.values ?? []).forEach((data, col) => {
      next = withSlot(next, col, written(draft, sheet, row[col], data, mask, index, col));
    });
    return next;
  });
  draft.put({
    ...sheet,
    grid,
    rowCount: Math.max(sheet.rowCount, top + rows.length),
    colCount: Math.max(sheet.colCount, width),
  });
}

function repeatCell(draft: Draft, body: { range: GridRange; cell?: CellData; fields: string }): void {
  if (!body.fields) throw new ServiceError('At least one field must be listed in "fields".');
  const mask = parseMask(body.fields);
  const { sheet, box } = draft.box(body.range);
  draft.guard(sheet, box);
  const known = new Map<Slot, Slot>();
  const grid = updateRows(sheet.grid, box.top, box.bottom, (row, index) => {
    const copy: Slot[] = row.slice();
    for (let col = box.left; col < box.right; col++) {
      while (copy.length <= col) copy.push(undefined);
      const old = copy[col];
      // Equal cells become one object: a column formatted to the end of the grid stays cheap.
      let next = known.get(old);
      if (next === undefined) {
        next = written(draft, sheet, old, body.cell ?? {}, mask, index, col);
        known.set(old, next);
      }
      copy[col] = next;
    }
    let n = copy.length;
    while (n > 0 && copy[n - 1] === undefined) n--;
    copy.length = n;
    return copy;
  });
  draft.put({ ...sheet, grid });
}

const CONDITIONS = [
  'ONE_OF_LIST',
  'ONE_OF_RANGE',
  'BOOLEAN',
  'DATE_IS_VALID',
  'DATE_BEFORE',
  'DATE_AFTER',
  'DATE_ON_OR_BEFORE',
  'DATE_ON_OR_AFTER',
  'DATE_BETWEEN',
  'DATE_EQ',
  'NUMBER_GREATER',
  'NUMBER_GREATER_THAN_EQ',
  'NUMBER_LESS',
  'NUMBER_LESS_THAN_EQ',
  'NUMBER_EQ',
  'NUMBER_NOT_EQ',
  'NUMBER_BETWEEN',
  'NUMBER_NOT_BETWEEN',
  'TEXT_CONTAINS',
  'TEXT_NOT_CONTAINS',
  'TEXT_EQ',
  'TEXT_IS_EMAIL',
  'TEXT_IS_URL',
  'CUSTOM_FORMULA',
];

export function checkValidation(rule: Validation): void {
  const { type, values } = rule.condition ?? {};
  if (!CONDITIONS.includes(type)) throw new ServiceError(`Invalid value at condition.type: "${String(type)}"`);
  if (type === 'ONE_OF_LIST' && !values?.length)
    throw new ServiceError('ONE_OF_LIST condition needs at least one value');
  if (type === 'ONE_OF_RANGE' && values?.length !== 1)
    throw new ServiceError('ONE_OF_RANGE condition needs exactly one value');
}

function setDataValidation(draft: Draft, body: { range: GridRange; rule?: Validation }): void {
  const { sheet, box } = draft.box(body.range);
  draft.guard(sheet, box);
  if (body.rule) checkValidation(body.rule);
  const known = new Map<Slot, Slot>();
  const grid = updateRows(sheet.grid, box.top, box.bottom, (row) => {
    let next: Row = row;
    for (let col = box.left; col < box.right; col++) {
      const old = row[col];
      if (!known.has(old)) {
        const { dv: _dv, ...rest } = cellOf(old);
        known.set(old, slotOf(body.rule ? { ...rest, dv: body.rule } : rest));
      }
      next = withSlot(next, col, known.get(old));
    }
    return next;
  });
  draft.put({ ...sheet, grid });
}

function sortRange(
  draft: Draft,
  body: { range: GridRange; sortSpecs?: { dimensionIndex?: number; sortOrder?: string }[] },
): void {
  const { sheet, box } = draft.box(body.range);
  draft.guard(sheet, box);
  const { switches } = draft.options;
  const keys = (body.sortSpecs ?? []).map((s) => ({
    column: s.dimensionIndex ?? 0,
    ascending: s.sortOrder !== 'DESCENDING',
  }));
  draft.put(sortBox(sheet, box, { keys, notes: switches.sortMovesNotes, validations: switches.sortMovesValidations }));
}

function copyPaste(
  draft: Draft,
  body: { source: GridRange; destination: GridRange; pasteType?: PasteType; pasteOrientation?: string },
): void {
  if (body.pasteOrientation === 'TRANSPOSE') throw notImplemented('Sheets.batchUpdate.copyPaste.pasteOrientation');
  const source = draft.box(body.source);
  const target = draft.box(body.destination);
  draft.guard(target.sheet, target.box);
  draft.put(copyBlock(source.sheet, source.box, target.sheet, target.box, body.pasteType ?? 'PASTE_NORMAL'));
}

function mergeCells(draft: Draft, body: { range: GridRange; mergeType?: string }): void {
  const { sheet, box } = draft.box(body.range);
  draft.guard(sheet, box);
  const boxes: Box[] = [];
  if (body.mergeType === 'MERGE_ROWS')
    for (let r = box.top; r < box.bottom; r++) boxes.push({ ...box, top: r, bottom: r + 1 });
  else if (body.mergeType === 'MERGE_COLUMNS')
    for (let c = box.left; c < box.right; c++) boxes.push({ ...box, left: c, right: c + 1 });
  else boxes.push(box);
  draft.put(mergeBoxes(sheet, boxes));
}

/** Cells merged: the first keeps its content, the others lose theirs. */
export function mergeBoxes(sheet: Sheet, boxes: readonly Box[]): Sheet {
  let next = sheet;
  for (const box of boxes) {
    const grid = updateRows(next.grid, box.top, box.bottom, (row, index) => {
      let out: Row = row;
      for (let col = box.left; col < box.right; col++) {
        if (index === box.top && col === box.left) continue;
        const { v: _v, f: _f, runs: _r, link: _l, ...look } = cellOf(row[col]);
        out = withSlot(out, col, slotOf({ ...look, v: null }));
      }
      return out;
    });
    const kept = next.merges.filter((m) => !overlaps(boxOf(m, next), box));
    next = { ...next, grid, merges: [...kept, rangeOf(sheet.sheetId, box)] };
  }
  return next;
}

function unmergeCells(draft: Draft, body: { range: GridRange }): void {
  const { sheet, box } = draft.box(body.range);
  draft.put({ ...sheet, merges: sheet.merges.filter((m) => !overlaps(boxOf(m, sheet), box)) });
}

function deleteRange(draft: Draft, body: { range: GridRange; shiftDimension: string }): void {
  const { sheet, box } = draft.box(body.range);
  draft.guard(sheet, { ...box, bottom: sheet.rowCount });
  if (body.shiftDimension !== 'ROWS') throw notImplemented('Sheets.batchUpdate.deleteRange.shiftDimension=COLUMNS');
  draft.put(removeCells(sheet, box));
}

export const CELL_REQUESTS: Record<string, Handler> = {
  updateCells: updateCells as Handler,
  appendCells: appendCells as Handler,
  repeatCell: repeatCell as Handler,
  setDataValidation: setDataValidation as Handler,
  sortRange: sortRange as Handler,
  copyPaste: copyPaste as Handler,
  mergeCells: mergeCells as Handler,
  unmergeCells: unmergeCells as Handler,
  deleteRange: deleteRange as Handler,
};
