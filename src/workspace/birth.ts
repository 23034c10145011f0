/** How a sheet is born, in requests of the Sheets API: its grid, header, look, dropdowns, colours, views, protection. */
import { SHEET } from '../office/layout';
import type { SheetSpec } from '../office/ports';
import {
  colour,
  conditional,
  filterView,
  formatCell,
  formatFields,
  headerCell,
  HEADER_FIELDS,
  validation,
} from './dressing';

import { dressImport } from './import-look';

type Request = GoogleAppsScript.Sheets.Schema.Request;

/** A machine sheet is the office account's alone. */
export const guard = (sheet: number, title: string, owner: string): Request => ({
  addProtectedRange: {
    protectedRange: {
      range: { sheetId: sheet },
      description: title,
      warningOnly: false,
      editors: { users: [owner], domainUsersCanEdit: false },
    },
  },
});

export const sheetRequests = (s: SheetSpec, owner: string): Request[] => [
  { addSheet: { properties: properties(s) } },
  ...dress(s, owner),
];

/** Cells count against the workbook's ten million: only `_ref` is wide, a dropdown a column; a mirror has five. */
const leastColumns = (s: SheetSpec): number => (!s.machine ? 8 : s.sheet === SHEET.ref ? 70 : 12);

export function properties(s: SheetSpec, index?: number): GoogleAppsScript.Sheets.Schema.SheetProperties {
  return {
    sheetId: s.sheet,
    title: s.title,
    hidden: s.hidden,
    ...(index === undefined ? {} : { index }),
    gridProperties: {
      rowCount: s.rows,
      columnCount: s.columns ?? Math.max(s.header.length + (s.machine ? 0 : 6), leastColumns(s)),
      frozenRowCount: s.frozenRows ?? (s.header.length > 0 ? 1 : 0),
      frozenColumnCount: s.frozenColumns,
    },
    ...(s.tabColour ? { tabColorStyle: { rgbColor: colour(s.tabColour) } } : {}),
  };
}

/** Header words, widths, formats, dropdowns, colours; machine sheets are protected for the office account alone. */
export function dress(s: SheetSpec, owner: string): Request[] {
  const out: Request[] = [];
  if (s.header.length > 0) {
    out.push({
      updateCells: {
        start: { sheetId: s.sheet, rowIndex: 0, columnIndex: 0 },
        rows: [
          {
            values: s.header.map((h) => headerCell(h, s.machine)),
          },
        ],
        fields: HEADER_FIELDS,
      },
    });
  }
  if (s.machine) {
    out.push(guard(s.sheet, s.title, owner));
    return out;
  }
  if (s.sheet === SHEET.import) return dressImport(s);
  s.header.forEach((h, col) => {
    out.push({
      updateDimensionProperties: {
        range: { sheetId: s.sheet, dimension: 'COLUMNS', startIndex: col, endIndex: col + 1 },
        properties: { pixelSize: h.width },
        fields: 'pixelSize',
      },
    });
    const range = { sheetId: s.sheet, startRowIndex: 1, startColumnIndex: col, endColumnIndex: col + 1 };
    out.push({
      repeatCell: {
        range,
        cell: { userEnteredFormat: { ...formatCell(h), wrapStrategy: 'CLIP' } },
        fields: `userEnteredFormat(${[...formatFields(h), 'wrapStrategy'].join(',')})`,
      },
    });
    const rule = validation(h);
    if (rule) out.push({ setDataValidation: { range, rule } });
  });
  s.colours.forEach((c, index) => {
    out.push({ addConditionalFormatRule: { index, rule: conditional(c, s.sheet, 1) } });
  });
  for (const v of s.views ?? []) out.push({ addFilterView: { filter: filterView(v, s.sheet, 0, s.header.length) } });
  if (s.header.length === 0) {
    // 首頁: a narrow column for ticks, a wide one for words; beside them the same for the tabs that are hidden.
    [40, 640, 24, 40, 160].forEach((pixelSize, col) =>
      out.push({
        updateDimensionProperties: {
          range: { sheetId: s.sheet, dimension: 'COLUMNS', startIndex: col, endIndex: col + 1 },
          properties: { pixelSize },
          fields: 'pixelSize',
        },
      }),
    );
    out.push({
      repeatCell: {
        range: { sheetId: s.sheet, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 },
        cell: { userEnteredFormat: { textFormat: { bold: true, fontSize: 14 } } },
        fields: 'userEnteredFormat.textFormat(bold,fontSize)',
      },
    });
  }
  return out;
}
