// The model in Univer's words.

import {
  BooleanNumber,
  CellValueType,
  HorizontalAlign,
  LocaleType,
  VerticalAlign,
  WrapStrategy,
  type ICellData,
  type IStyleData,
  type IWorkbookData,
} from '@univerjs/core';
import type { GridCell, GridLook } from '../../sheet/grid-types';
import type { Model } from './model';

export const SHEET = 'tab';
/** Height of a row and size of the letters and numbers around the grid, px. */
export const ROW = 26;
const GUTTER = { width: 46, height: 24 };

const ALIGN: Record<string, HorizontalAlign> = {
  LEFT: HorizontalAlign.LEFT,
  CENTER: HorizontalAlign.CENTER,
  RIGHT: HorizontalAlign.RIGHT,
};
const UPRIGHT: Record<string, VerticalAlign> = {
  TOP: VerticalAlign.TOP,
  MIDDLE: VerticalAlign.MIDDLE,
  BOTTOM: VerticalAlign.BOTTOM,
};
const WRAP: Record<string, WrapStrategy> = { WRAP: WrapStrategy.WRAP, CLIP: WrapStrategy.CLIP };
const LINK = '#1155cc';

export function styleOf(look: GridLook, cell: GridCell): IStyleData {
  const style: IStyleData = {};
  if (look.bg) style.bg = { rgb: look.bg };
  const color = cell.links && !look.color ? LINK : look.color;
  if (color) style.cl = { rgb: color };
  if (look.bold) style.bl = BooleanNumber.TRUE;
  if (look.italic) style.it = BooleanNumber.TRUE;
  if (look.underline) style.ul = { s: BooleanNumber.TRUE };
  if (look.strikethrough) style.st = { s: BooleanNumber.TRUE };
  if (look.size) style.fs = Math.min(22, look.size);
  if (look.h && ALIGN[look.h]) style.ht = ALIGN[look.h]!;
  if (look.v && UPRIGHT[look.v]) style.vt = UPRIGHT[look.v]!;
  if (look.wrap && WRAP[look.wrap]) style.tb = WRAP[look.wrap]!;
  return style;
}

/** A cell as Univer keeps it; null where nothing is to be seen. */
export function cellOf(model: Model, row: number, col: number, glowing?: string): ICellData | null {
  const cell = model.cell(row, col);
  const style = styleOf(model.look(cell), cell);
  if (glowing) style.bg = { rgb: glowing };
  const out: ICellData = {};
  // A box is drawn, not written.
  if (cell.text !== '' && cell.ticked === undefined) {
    out.v = cell.text;
    out.t = CellValueType.STRING;
  }
  if (Object.keys(style).length > 0) out.s = style;
  return Object.keys(out).length > 0 ? out : null;
}

/** The whole tab as one workbook with one sheet. */
export function workbookOf(model: Model, id: string, fonts: string): IWorkbookData {
  const shape = model.shape!;
  const styles: Record<string, IStyleData> = {};
  const cellData: Record<number, Record<number, ICellData>> = {};
  model.rows.forEach((row, r) => {
    const out: Record<number, ICellData> = {};
    for (let c = 0; c < row.length; c++) {
      if (row[c] === null) continue;
      const data = cellOf(model, r, c);
      if (!data) continue;
      if (data.s) {
        // One style under one name, or every cell carries its own.
        const { look = 0, links } = model.cell(r, c);
        const name = `${look}${links ? 'l' : ''}`;
        styles[name] ??= data.s as IStyleData;
        data.s = name;
      }
      out[c] = data;
    }
    cellData[r] = out;
  });
  const columnData = Object.fromEntries(
    Object.entries(shape.widths).map(([c, w]) => [c, w > 0 ? { w } : { hd: BooleanNumber.TRUE }]),
  );
  return {
    id,
    name: shape.title,
    appVersion: '0.25.1',
    locale: LocaleType.ZH_TW,
    styles,
    sheetOrder: [SHEET],
    sheets: {
      [SHEET]: {
        id: SHEET,
        name: shape.title,
        rowCount: shape.rows,
        columnCount: shape.cols,
        defaultColumnWidth: 100,
        defaultRowHeight: ROW,
        rowHeader: { width: GUTTER.width },
        columnHeader: { height: GUTTER.height },
        showGridlines: shape.gridlines ? BooleanNumber.TRUE : BooleanNumber.FALSE,
        gridlinesColor: '#e3e6ea',
        freeze: {
          xSplit: shape.frozenCols,
          ySplit: shape.frozenRows,
          startRow: shape.frozenRows || -1,
          startColumn: shape.frozenCols || -1,
        },
        mergeData: shape.merges.map((m) => ({
          startRow: m.top,
          endRow: m.bottom - 1,
          startColumn: m.left,
          endColumn: m.right - 1,
        })),
        columnData,
        rowData: Object.fromEntries(shape.hiddenRows.map((r) => [r, { hd: BooleanNumber.TRUE }])),
        cellData,
        defaultStyle: { ff: fonts, fs: 10, vt: VerticalAlign.MIDDLE, cl: { rgb: '#1f1f1f' } },
      },
    },
  };
}
