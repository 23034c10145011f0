/** How the tab 匯入 looks: a frame of five rows, wide columns, and below it plain text, so that nothing pasted turns into something else. */
import { FRAME, FRAME_ROWS } from '../engine/import-tab';
import type { SheetSpec } from '../office/ports';

type Request = GoogleAppsScript.Sheets.Schema.Request;
type Format = GoogleAppsScript.Sheets.Schema.CellFormat;

const GREY = { rgbColor: { red: 0.973, green: 0.976, blue: 0.98 } };
const BLUE = { rgbColor: { red: 0.827, green: 0.89, blue: 0.992 } };
const RED = { rgbColor: { red: 0.988, green: 0.91, blue: 0.902 } };
const PALE = { rgbColor: { red: 0.902, green: 0.957, blue: 0.918 } };

export function dressImport(s: SheetSpec): Request[] {
  const sheetId = s.sheet;
  const width = (from: number, to: number, pixelSize: number): Request => ({
    updateDimensionProperties: {
      range: { sheetId, dimension: 'COLUMNS', startIndex: from, endIndex: to },
      properties: { pixelSize },
      fields: 'pixelSize',
    },
  });
  const look = (rows: [number, number?], cols: [number, number?], userEnteredFormat: Format): Request => ({
    repeatCell: {
      range: {
        sheetId,
        startRowIndex: rows[0],
        ...(rows[1] === undefined ? {} : { endRowIndex: rows[1] }),
        startColumnIndex: cols[0],
        ...(cols[1] === undefined ? {} : { endColumnIndex: cols[1] }),
      },
      cell: { userEnteredFormat },
      fields: `userEnteredFormat(${Object.keys(userEnteredFormat).join(',')})`,
    },
  });
  const colour = (starts: string, backgroundColorStyle: typeof RED, index: number): Request => ({
    addConditionalFormatRule: {
      index,
      rule: {
        ranges: [{ sheetId, startRowIndex: FRAME_ROWS, startColumnIndex: 0, endColumnIndex: 1 }],
        booleanRule: {
          condition: { type: 'TEXT_STARTS_WITH', values: [{ userEnteredValue: starts }] },
          format: { backgroundColorStyle },
        },
      },
    },
  });
  return [
    width(0, 1, 260),
    width(1, s.columns ?? 26, 130),
    look([0, FRAME_ROWS], [0, 1], { backgroundColorStyle: GREY, textFormat: { bold: true } }),
    look([FRAME_ROWS], [0, 1], { backgroundColorStyle: GREY, wrapStrategy: 'CLIP' }),
    look([FRAME.totals, FRAME.totals + 1], [1], { numberFormat: { type: 'NUMBER', pattern: '#,##0' } }),
    look([FRAME.fields, FRAME.fields + 1], [1], { backgroundColorStyle: BLUE }),
    look([FRAME.head, FRAME.head + 1], [1], {
      numberFormat: { type: 'TEXT', pattern: '@' },
      textFormat: { bold: true },
    }),
    look([FRAME_ROWS], [1], { numberFormat: { type: 'TEXT', pattern: '@' }, wrapStrategy: 'CLIP' }),
    colour('✗', RED, 0),
    colour('✓', PALE, 1),
  ];
}
