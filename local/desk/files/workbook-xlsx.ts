// A workbook as an .xlsx file: the tabs one sees, with values, formulas, formats, frozen headers, notes and dropdowns as they stand.

import ExcelJS from 'exceljs';
import { cellOf, isBlank, type Cell, type Format, type Validation } from '../../runtime/store/cells.ts';
import { rowsBetween } from '../../runtime/store/grid.ts';
import type { Sheet, Spreadsheet } from '../../runtime/store/state.ts';
import { choicesOf, lastRow } from '../sheet/paint.ts';

/** Pixels of a column in Sheets for one of Excel's character widths. */
const PIXELS = 7;
/** Longer lists cannot stand in a cell's own rule. */
const LIST_LIMIT = 255;

export async function workbookFile(file: Spreadsheet): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const taken = new Set<string>();
  for (const sheet of file.sheets) if (!sheet.hidden) addSheet(book, file, sheet, titleOf(sheet.title, taken));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Excel allows 31 characters, some of them never, and no two alike. */
function titleOf(title: string, taken: Set<string>): string {
  const base = title.replace(/[*?:\\/[\]]/g, ' ').slice(0, 28) || 'Sheet';
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} ${n}`;
  taken.add(name.toLowerCase());
  return name;
}

function addSheet(book: ExcelJS.Workbook, file: Spreadsheet, sheet: Sheet, title: string): void {
  const out = book.addWorksheet(title, {
    views: [{ state: 'frozen', xSplit: sheet.frozenCols, ySplit: sheet.frozenRows }],
    ...(sheet.tabColor ? { properties: { tabColor: { argb: argb(sheet.tabColor) } } } : {}),
  });
  Object.entries(sheet.cols).forEach(([index, column]) => {
    const own = out.getColumn(Number(index) + 1);
    if (column.pixelSize) own.width = column.pixelSize / PIXELS;
    if (column.hidden) own.hidden = true;
  });
  const lists = new Map<Validation, string | null>();
  rowsBetween(sheet.grid, 0, lastRow(sheet)).forEach((row, r) => {
    row.forEach((slot, c) => {
      if (slot === undefined) return;
      const cell = cellOf(slot);
      if (isBlank(slot) && !cell.fmt && !cell.note && !cell.dv) return;
      const to = out.getCell(r + 1, c + 1);
      put(to, cell);
      if (!cell.dv) return;
      if (!lists.has(cell.dv)) lists.set(cell.dv, listOf(choicesOf(file, sheet, r + 1, c + 1).entries));
      const list = lists.get(cell.dv);
      if (list)
        to.dataValidation = { type: 'list', allowBlank: true, formulae: [`"${list}"`], showErrorMessage: false };
    });
  });
}

function put(out: ExcelJS.Cell, cell: Cell): void {
  out.value = valueOf(cell);
  if (cell.nf && cell.nf !== 'General') out.numFmt = cell.nf;
  if (cell.fmt) style(out, cell.fmt);
  if (cell.note) out.note = cell.note;
}

/** Text stays text whatever it begins with; only what is a formula here is one there. */
function valueOf(cell: Cell): ExcelJS.CellValue {
  const { v } = cell;
  if (cell.f) return { formula: cell.f.slice(1), ...(v === null ? {} : { result: v }) } as ExcelJS.CellFormulaValue;
  if (cell.link && typeof v === 'string') return { text: v, hyperlink: cell.link };
  return v;
}

/** The entries as a rule holds them; null where they are too long for one, or a comma would cut one in two. */
function listOf(entries: readonly string[]): string | null {
  const joined = entries.join(',').replace(/"/g, '""');
  return entries.length === 0 || joined.length > LIST_LIMIT || entries.some((e) => e.includes(',')) ? null : joined;
}

const argb = (colour: string): string => `FF${colour.slice(1).toUpperCase()}`;

function style(out: ExcelJS.Cell, f: Format): void {
  out.font = {
    ...(f.bold ? { bold: true } : {}),
    ...(f.italic ? { italic: true } : {}),
    ...(f.underline ? { underline: true } : {}),
    ...(f.strikethrough ? { strike: true } : {}),
    ...(f.size ? { size: f.size } : {}),
    ...(f.color ? { color: { argb: argb(f.color) } } : {}),
  };
  if (f.bg) out.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: argb(f.bg) } };
  const horizontal = f.h?.toLowerCase();
  out.alignment = {
    ...(horizontal === 'left' || horizontal === 'center' || horizontal === 'right' ? { horizontal } : {}),
    ...(f.wrap === 'WRAP' ? { wrapText: true } : {}),
  };
}
