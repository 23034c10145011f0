// What a person does in the grid, on its way to the office: edits become acts, everything else that would change the tab is stopped.
// The grid shows an edit at once; what the office says about it replaces that when the answer is there.

import {
  CanceledError,
  CellValueType,
  CommandType,
  type ICellData,
  type ICommandInfo,
  type IObjectMatrixPrimitiveType,
} from '@univerjs/core';
import {
  SetCellEditVisibleOperation,
  SetRangeValuesMutation,
  type IEditorBridgeServiceVisibleParam,
} from '@univerjs/preset-sheets-core';
import type { Bridge } from './bridge';
import type { Model } from './model';
import type { Workbench } from './workbench';

/** Put on what the office itself brings, so that it is not taken for an edit. */
export const FROM_OFFICE = { fromOffice: true, onlyLocal: true };

/** A person's own view: filters, widths and heights. They change nothing in the workbook. */
const OWN_VIEW = new Set(
  [
    'set-filter-range',
    'set-filter-criteria',
    'remove-filter',
    're-calc-filter',
    'mark-dirty-filter-change',
    'set-worksheet-col-width',
    'set-worksheet-row-height',
    'set-worksheet-row-auto-height',
    'set-worksheet-row-is-auto-height',
  ].map((name) => `sheet.mutation.${name}`),
);
/** Dragging a corner to fill, and Univer's own memory of what to repeat: the office has no such act. */
const UNKNOWN = /^sheet\.command\.(auto-fill|refill|auto-clear-content|repeat-last-action|move-range)$/;

type Cells = IObjectMatrixPrimitiveType<ICellData | null | undefined>;
type Act = Record<string, unknown>;

export interface EditsContext {
  bridge: Bridge;
  bench: Workbench;
  model: Model;
  /** Sends the act; these cells show the office's word again when it has answered. */
  send(act: Act, touched: [number, number][]): void;
  toggle(row: number, col: number): void;
}

export function watchEdits(context: EditsContext): void {
  const { bench } = context;
  bench.commands.beforeCommandExecuted((command, options) => {
    if (!options?.['fromOffice'] && !options?.['fromFormula']) before(context, command);
  });
  bench.commands.onCommandExecuted((command, options) => {
    if (command.id !== SetRangeValuesMutation.id || options?.['fromOffice'] || options?.['fromFormula']) return;
    const { cellValue } = command.params as { cellValue?: Cells };
    const cells = written(cellValue ?? {});
    const act = actOf(context.model, cells);
    context.send(
      act ?? {},
      cells.map(({ row, col }) => [row, col]),
    );
  });
}

function before({ bridge, bench, model, send, toggle }: EditsContext, command: Readonly<ICommandInfo>): void {
  const { id, params } = command;
  const stop = (): never => {
    throw new CanceledError();
  };
  const refuse = (): never => {
    bridge.toast(bridge.say('readonlyHere'), true);
    return stop();
  };
  if (id === SetCellEditVisibleOperation.id && (params as IEditorBridgeServiceVisibleParam).visible) {
    const { row, col } = bench.selected();
    if (bridge.readonly()) refuse();
    if (model.cell(row, col).ticked !== undefined) stop();
    return;
  }
  if ((id === 'univer.command.undo' || id === 'univer.command.redo') && !bench.isEditing()) {
    if (id === 'univer.command.undo') send({ act: 'undo' }, []);
    stop();
  }
  if (id === 'sheet.command.paste-by-short-key' && !bench.isEditing()) {
    if (bridge.readonly()) refuse();
    paste(bench, send, (params as { textContent?: string }).textContent ?? '');
    stop();
  }
  if (id === 'sheet.command.move-cols') {
    const { fromRange, toRange } = params as Record<'fromRange' | 'toRange', { startColumn: number }>;
    const [col, before] = [fromRange.startColumn + 1, toRange.startColumn + 1];
    if (bridge.readonly()) refuse();
    // One column at a time, as the office's act has it: the one that was taken hold of.
    if (before !== col && before !== col + 1) send({ act: 'moveColumn', col, cols: before }, []);
    stop();
  }
  if (id === 'univer.command.paste' || id === 'univer.command.cut' || UNKNOWN.test(id)) {
    if (!bench.isEditing()) stop();
    return;
  }
  if (command.type !== CommandType.MUTATION || !id.startsWith('sheet.mutation.') || OWN_VIEW.has(id)) return;
  // A look alone (bold, colours) belongs to the office; so does every change of rows, columns and tabs.
  const cells = id === SetRangeValuesMutation.id ? written((params as { cellValue?: Cells }).cellValue ?? {}) : [];
  if (cells.length === 0) stop();
  if (bridge.readonly()) refuse();
  // A tick box that is cleared is unticked, as Delete does it in Sheets.
  const only = cells.length === 1 ? cells[0]! : null;
  if (only && model.cell(only.row, only.col).ticked !== undefined) {
    if (model.cell(only.row, only.col).ticked) toggle(only.row, only.col);
    stop();
  }
}

interface Written {
  row: number;
  col: number;
  text: string;
}

/** Cells whose content is set, with the text a person would have typed for it. */
function written(matrix: Cells): Written[] {
  const out: Written[] = [];
  for (const [r, row] of Object.entries(matrix))
    for (const [c, cell] of Object.entries(row as Record<string, ICellData | null | undefined>)) {
      if (cell && !('v' in cell) && !('f' in cell) && !('p' in cell)) continue;
      out.push({ row: Number(r), col: Number(c), text: textOf(cell) });
    }
  return out;
}

function textOf(cell: ICellData | null | undefined): string {
  if (!cell) return '';
  if (cell.f) return cell.f;
  if (cell.p?.body) return cell.p.body.dataStream.replace(/\r\n$/, '').replace(/\r/g, '\n');
  // Forced to be text, which a person does with an apostrophe.
  return `${cell.t === CellValueType.FORCE_STRING ? "'" : ''}${String(cell.v ?? '')}`;
}

/** One act for one edit; null when it changes nothing. */
function actOf(model: Model, cells: readonly Written[]): Act | null {
  const first = cells[0];
  if (!first) return null;
  if (cells.length === 1) {
    const { row, col, text } = first;
    const was = model.cell(row, col);
    if (text === (was.edit ?? was.text)) return null;
    return { act: 'edit', row: row + 1, col: col + 1, text: text === '' ? null : text };
  }
  const [top, left] = [Math.min(...cells.map((c) => c.row)), Math.min(...cells.map((c) => c.col))];
  const rows = Math.max(...cells.map((c) => c.row)) - top + 1;
  const cols = Math.max(...cells.map((c) => c.col)) - left + 1;
  const at = { row: top + 1, col: left + 1 };
  // Two areas cleared at once are no rectangle: what lies between them stays.
  const full = cells.length === rows * cols;
  if (full && cells.every(({ text }) => text === '')) return { act: 'clear', ...at, rows, cols };
  const texts = Array.from({ length: rows }, () => Array<string | null>(cols).fill(null));
  for (const { row, col, text } of cells) texts[row - top]![col - left] = text;
  return { act: 'paste', ...at, texts };
}

/** The clipboard's text at the selection; one value over a larger selection fills it, as in Sheets. */
function paste(bench: Workbench, send: EditsContext['send'], text: string): void {
  if (text === '') return;
  const { area } = bench.selected();
  const block = text
    .replace(/\r/g, '')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
  const [rows, cols] = [area.endRow - area.startRow + 1, area.endColumn - area.startColumn + 1];
  const texts =
    block.length === 1 && block[0]!.length === 1
      ? Array.from({ length: rows }, () => Array<string>(cols).fill(block[0]![0]!))
      : block;
  send({ act: 'paste', row: area.startRow + 1, col: area.startColumn + 1, texts }, []);
}
