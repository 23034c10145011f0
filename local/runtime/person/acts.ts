// What people do to whole ranges, rows, columns and tabs: changes of the sheet with the events and refusals they bring.

import { Refused } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { copyOfSheet } from '../sheets-api/requests-sheets.ts';
import { mergeBoxes } from '../sheets-api/requests-cells.ts';
import { protectionsOver } from '../sheets-api/draft.ts';
import {
  cellOf,
  isBlank,
  slotOf,
  valueOf,
  withSlot,
  withValue,
  type Cell,
  type Row,
  type Slot,
} from '../store/cells.ts';
import { displayOf } from '../store/display.ts';
import { rowsBetween, updateRows } from '../store/grid.ts';
import { rangeOf, type Box, type Dimension } from '../store/ranges.ts';
import type { Sheet } from '../store/state.ts';
import {
  copyBlock,
  deleteDimension,
  insertDimension,
  lastRow,
  moveDimension,
  sortBox,
  withSheet,
} from '../store/structure.ts';
import { typedSlot } from './entering.ts';
import { checkTyped, guard } from './guarding.ts';
import { raiseChange, raiseEdit } from './raising.ts';
import { last, remember } from './undoing.ts';

/** Rows and columns as people count them, from 1. */
export interface Block {
  row: number;
  col: number;
  rows: number;
  cols: number;
}

function boxOfBlock(block: Block): Box {
  if (!(block.row >= 1 && block.col >= 1 && block.rows >= 1 && block.cols >= 1))
    throw new Refused(`no such range: ${JSON.stringify(block)}`);
  return {
    top: block.row - 1,
    left: block.col - 1,
    bottom: block.row - 1 + block.rows,
    right: block.col - 1 + block.cols,
  };
}

export type SheetActs = ReturnType<typeof sheetActs>;

/** The acts of one person. */
export function sheetActs(runtime: Runtime, user: string) {
  const { store, switches } = runtime;

  /** Cells of a box replaced through `change`, refused where protected; undo puts the old cells back. */
  function cells(id: string, sheetId: number, box: Box, raises: boolean, change: (sheet: Sheet) => Sheet): void {
    guard(runtime, user, id, sheetId, box);
    const before = store.sheet(id, sheetId);
    const grown: Sheet = {
      ...before,
      rowCount: Math.max(before.rowCount, box.bottom),
      colCount: Math.max(before.colCount, box.right),
    };
    store.putSheet(id, change(grown));
    const old = rowsBetween(before.grid, box.top, box.bottom);
    remember(runtime, user, id, () => {
      const now = store.sheet(id, sheetId);
      const grid = updateRows(now.grid, box.top, box.bottom, (row, index) => {
        let next: Row = row;
        for (let col = box.left; col < box.right; col++) next = withSlot(next, col, old[index - box.top]![col]);
        return next;
      });
      store.putSheet(id, { ...now, grid });
      if (switches.undoRaisesEdit) raiseEdit(runtime, user, id, sheetId, box);
    });
    if (raises) raiseEdit(runtime, user, id, sheetId, box);
  }

  /** Slots of a box through `change`. */
  function mapped(sheet: Sheet, box: Box, change: (slot: Slot, row: number, col: number) => Slot): Sheet {
    const grid = updateRows(sheet.grid, box.top, box.bottom, (row, index) => {
      let next: Row = row;
      for (let col = box.left; col < box.right; col++) next = withSlot(next, col, change(row[col], index, col));
      return next;
    });
    return { ...sheet, grid };
  }

  function whole(sheet: Sheet, dimension: Dimension, at: number, count: number): Box {
    return dimension === 'ROWS'
      ? { top: at, bottom: at + count, left: 0, right: sheet.colCount }
      : { top: 0, bottom: sheet.rowCount, left: at, right: at + count };
  }

  /** A hard protection anywhere in the way refuses a structural act whole (PRT-1). */
  function guardStructure(id: string, sheetId: number, box: Box): void {
    guard(runtime, user, id, sheetId, box);
  }

  return {
    paste(
      id: string,
      sheetId: number,
      row: number,
      col: number,
      texts: readonly (readonly (string | null)[])[],
      formats: boolean,
    ): void {
      const width = texts.reduce((max, line) => Math.max(max, line.length), 0);
      if (texts.length === 0 || width === 0) return;
      const box = boxOfBlock({ row, col, rows: texts.length, cols: width });
      if (box.top >= 0 && texts.length === 1 && width === 1 && texts[0]![0] === null) return;
      cells(id, sheetId, box, true, (sheet) =>
        mapped(sheet, box, (slot, r, c) => {
          const text = texts[r - box.top]![c - box.left];
          if (text === null || text === undefined) return slot;
          // Text from outside a sheet brings no validation; with formats it also takes the old look away (VAL-8).
          const base = formats ? slotOf({ v: null, nf: cellOf(slot).nf }) : slot;
          const typed = typedSlot(runtime, id, sheetId, r, c, base, text === '' ? null : text);
          checkTyped(runtime, id, sheetId, typed);
          return typed;
        }),
      );
    },

    copy(id: string, from: { sheetId: number } & Block, to: { sheetId: number; row: number; col: number }): void {
      const source = boxOfBlock(from);
      const box = boxOfBlock({ row: to.row, col: to.col, rows: from.rows, cols: from.cols });
      const model = store.sheet(id, from.sheetId);
      cells(id, to.sheetId, box, true, (sheet) => copyBlock(model, source, sheet, box, 'PASTE_NORMAL'));
    },

    cut(id: string, sheetId: number, from: Block, to: { row: number; col: number }): void {
      const source = boxOfBlock(from);
      const target = boxOfBlock({ row: to.row, col: to.col, rows: from.rows, cols: from.cols });
      guard(runtime, user, id, sheetId, source);
      const model = store.sheet(id, sheetId);
      cells(id, sheetId, source, switches.cutRaisesEdit, (sheet) => mapped(sheet, source, () => undefined));
      cells(id, sheetId, target, switches.cutRaisesEdit, (sheet) =>
        copyBlock(model, source, sheet, target, 'PASTE_NORMAL'),
      );
    },

    clear(id: string, sheetId: number, range: Block): void {
      const box = boxOfBlock(range);
      cells(id, sheetId, box, true, (sheet) =>
        mapped(sheet, box, (slot) => withValue(slot, cellOf(slot).dv?.condition.type === 'BOOLEAN' ? false : null)),
      );
    },

    sort(id: string, sheetId: number, range: Block, byCol: number, ascending: boolean): void {
      if (range.rows < 1) return;
      const box = boxOfBlock(range);
      const sheet = store.sheet(id, sheetId);
      const blocked = protectionsOver(sheet, box).some((p) => !p.warningOnly);
      const options = {
        keys: [{ column: byCol - 1, ascending }],
        notes: switches.sortMovesNotes,
        validations: switches.sortMovesValidations,
      };
      if (blocked && !switches.protectionStopsSort) {
        store.putSheet(id, sortBox(sheet, box, options));
        return;
      }
      cells(id, sheetId, box, switches.sortRaisesEdit, (now) => sortBox(now, box, options));
      if (!switches.sortRaisesEdit) raiseChange(runtime, user, id, 'OTHER');
    },

    insert(id: string, sheetId: number, dimension: Dimension, at: number, count: number): void {
      const sheet = store.sheet(id, sheetId);
      const size = dimension === 'ROWS' ? sheet.rowCount : sheet.colCount;
      if (at - 1 < size) guardStructure(id, sheetId, whole(sheet, dimension, at - 1, 1));
      store.putSpreadsheet(insertDimension(store.spreadsheet(id), sheet, dimension, at - 1, count, 'after'));
      remember(runtime, user, id, () =>
        store.putSpreadsheet(
          deleteDimension(store.spreadsheet(id), store.sheet(id, sheetId), dimension, at - 1, at - 1 + count),
        ),
      );
      raiseChange(runtime, user, id, dimension === 'ROWS' ? 'INSERT_ROW' : 'INSERT_COLUMN');
    },

    remove(id: string, sheetId: number, dimension: Dimension, at: number, count: number): void {
      const sheet = store.sheet(id, sheetId);
      guardStructure(id, sheetId, whole(sheet, dimension, at - 1, count));
      const gone = rowsBetween(sheet.grid, 0, sheet.grid.length);
      store.putSpreadsheet(deleteDimension(store.spreadsheet(id), sheet, dimension, at - 1, at - 1 + count));
      remember(runtime, user, id, () => {
        const file = insertDimension(store.spreadsheet(id), store.sheet(id, sheetId), dimension, at - 1, count, 'none');
        const now = file.sheets.find((s) => s.sheetId === sheetId)!;
        const box = whole(now, dimension, at - 1, count);
        store.putSpreadsheet(
          withSheet(
            file,
            mapped(now, box, (_slot, r, c) => gone[r]?.[c]),
          ),
        );
      });
      raiseChange(runtime, user, id, dimension === 'ROWS' ? 'REMOVE_ROW' : 'REMOVE_COLUMN');
    },

    move(id: string, sheetId: number, dimension: Dimension, at: number, count: number, before: number): void {
      const sheet = store.sheet(id, sheetId);
      guardStructure(id, sheetId, whole(sheet, dimension, Math.min(at, before) - 1, Math.abs(before - at) + count));
      store.putSpreadsheet(moveDimension(store.spreadsheet(id), sheet, dimension, at - 1, at - 1 + count, before - 1));
      const landed = before > at ? before - count : before;
      remember(runtime, user, id, () =>
        store.putSpreadsheet(
          moveDimension(
            store.spreadsheet(id),
            store.sheet(id, sheetId),
            dimension,
            landed - 1,
            landed - 1 + count,
            landed < at ? at - 1 + count : at - 1,
          ),
        ),
      );
      raiseChange(runtime, user, id, 'OTHER');
    },

    renameSheet(id: string, sheetId: number, title: string): void {
      const file = store.spreadsheet(id);
      if (file.sheets.some((s) => s.sheetId !== sheetId && s.title === title))
        throw new Refused(`A sheet with the name "${title}" already exists. Please enter another name.`);
      store.putSheet(id, { ...store.sheet(id, sheetId), title });
      raiseChange(runtime, user, id, 'OTHER');
    },

    duplicateSheet(id: string, sheetId: number, title?: string): number {
      const file = store.spreadsheet(id);
      const source = store.sheet(id, sheetId);
      const newId = (): number => 1_000_000_000 + store.nextSerial();
      const stem = /^zh/.test(file.locale) ? `「${source.title}」的副本` : `Copy of ${source.title}`;
      let name = title ?? stem;
      for (let n = 2; file.sheets.some((s) => s.title === name); n++) name = `${title ?? stem} ${n}`;
      const copy = copyOfSheet(source, newId(), name, newId, switches.duplicateCopiesFilterViews);
      const sheets = file.sheets.slice();
      sheets.splice(file.sheets.indexOf(source) + 1, 0, copy);
      store.putSpreadsheet({ ...store.spreadsheet(id), sheets });
      raiseChange(runtime, user, id, 'INSERT_GRID');
      return copy.sheetId;
    },

    deleteSheet(id: string, sheetId: number): void {
      const file = store.spreadsheet(id);
      const sheet = store.sheet(id, sheetId);
      guardStructure(id, sheetId, { top: 0, left: 0, bottom: sheet.rowCount, right: sheet.colCount });
      if (file.sheets.length === 1) throw new Refused("You can't remove all the sheets in a document.");
      store.putSpreadsheet({ ...file, sheets: file.sheets.filter((s) => s !== sheet) });
      raiseChange(runtime, user, id, 'REMOVE_GRID');
    },

    copyRow(id: string, sheetId: number, row: number, toRow: number): void {
      const sheet = store.sheet(id, sheetId);
      const source = whole(sheet, 'ROWS', row - 1, 1);
      const target = whole(sheet, 'ROWS', toRow - 1, 1);
      cells(id, sheetId, target, true, (now) => copyBlock(now, source, now, target, 'PASTE_NORMAL'));
    },

    /** A series where it sees one: two numbers or dates go on by their step, a text that ends in digits counts up. */
    fill(id: string, sheetId: number, range: Block, count: number): void {
      const source = boxOfBlock(range);
      const target: Box = { ...source, top: source.bottom, bottom: source.bottom + count };
      const rows = rowsBetween(store.sheet(id, sheetId).grid, source.top, source.bottom);
      cells(id, sheetId, target, switches.fillRaisesEdit, (sheet) =>
        mapped(sheet, target, (_slot, r, c) => {
          const model = rows[(r - source.bottom) % rows.length]![c];
          return continued(
            rows.map((row) => row[c]),
            model,
            r - source.bottom,
          );
        }),
      );
    },

    merge(id: string, sheetId: number, range: Block): void {
      const box = boxOfBlock(range);
      cells(id, sheetId, box, false, (sheet) => mergeBoxes(sheet, [box]));
      raiseChange(runtime, user, id, 'OTHER');
    },

    filter(id: string, sheetId: number, range: Block | null): void {
      const { basicFilter: _old, ...sheet } = store.sheet(id, sheetId);
      store.putSheet(id, range ? { ...sheet, basicFilter: { range: rangeOf(sheetId, boxOfBlock(range)) } } : sheet);
      raiseChange(runtime, user, id, 'OTHER');
    },

    convertToTable(id: string, sheetId: number, range: Block): void {
      store.putSheet(id, { ...store.sheet(id, sheetId), table: rangeOf(sheetId, boxOfBlock(range)) });
      raiseChange(runtime, user, id, 'OTHER');
    },

    removeDuplicates(id: string, sheetId: number, range: Block): void {
      const box = boxOfBlock(range);
      cells(id, sheetId, box, switches.removeDuplicatesRaisesEdit, (sheet) => {
        const seen = new Set<string>();
        const kept = rowsBetween(sheet.grid, box.top, box.bottom).filter((row) => {
          const key = JSON.stringify(row.slice(box.left, box.right).map(valueOf));
          return !seen.has(key) && seen.add(key);
        });
        return mapped(sheet, box, (_slot, r, c) => kept[r - box.top]?.[c]);
      });
      if (!switches.removeDuplicatesRaisesEdit) raiseChange(runtime, user, id, 'OTHER');
    },

    replaceAll(id: string, find: string, replacement: string): number {
      let n = 0;
      for (const { sheetId, hidden } of store.spreadsheet(id).sheets) {
        const sheet = store.sheet(id, sheetId);
        const bottom = lastRow(sheet, isBlank);
        if (bottom === 0) continue;
        const rows = rowsBetween(sheet.grid, 0, bottom);
        rows.forEach((row, r) =>
          row.forEach((slot, c) => {
            const text = displayOf(slot);
            if (!text.includes(find) || cellOf(slot).f !== undefined) return;
            const box = { top: r, left: c, bottom: r + 1, right: c + 1 };
            // Cells this person may not edit are passed over; the dialog says how many it changed.
            if (hidden && protectionsOver(sheet, box).some((p) => !p.warningOnly)) return;
            try {
              cells(id, sheetId, box, switches.replaceRaisesEdit, (now) =>
                mapped(now, box, (old) =>
                  typedSlot(runtime, id, sheetId, r, c, old, text.split(find).join(replacement)),
                ),
              );
              n++;
            } catch (error) {
              if (!(error instanceof Refused)) throw error;
            }
          }),
        );
      }
      return n;
    },

    look(id: string, sheetId: number, range: Block, change: (cell: Cell) => Cell): void {
      const box = boxOfBlock(range);
      cells(id, sheetId, box, false, (sheet) => mapped(sheet, box, (slot) => slotOf(change(cellOf(slot)))));
      raiseChange(runtime, user, id, 'FORMAT');
    },

    undo(id: string): void {
      const inverse = last(runtime, user, id);
      if (!inverse) throw new Refused('nothing to undo');
      inverse();
    },
  };
}

/** Content of a filled cell, `step` rows below the source. */
function continued(column: readonly Slot[], model: Slot, step: number): Slot {
  const values = column.map(valueOf);
  const [a, b] = [values.at(-2), values.at(-1)];
  if (values.length > 1 && typeof a === 'number' && typeof b === 'number') {
    return withSlotValue(column.at(-1), b + (b - a) * (step + 1));
  }
  const text = values.length === 1 && typeof values[0] === 'string' ? /^(.*?)(\d+)$/s.exec(values[0]) : null;
  if (text)
    return withSlotValue(model, `${text[1]}${String(Number(text[2]) + step + 1).padStart(text[2]!.length, '0')}`);
  return model;
}

function withSlotValue(slot: Slot, v: string | number): Slot {
  return slotOf({ ...cellOf(slot), v });
}
