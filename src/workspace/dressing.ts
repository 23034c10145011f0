/** What a sheet's spec is in requests of the Sheets API: formats, dropdowns, colours, filter views. One spelling for birth and refresh. */
import type { SheetSpec } from '../office/ports';
import { a1 } from '../office/specs';

export type Header = SheetSpec['header'][number];
export type Rule = GoogleAppsScript.Sheets.Schema.ConditionalFormatRule;
export type View = GoogleAppsScript.Sheets.Schema.FilterView;
export type Color = GoogleAppsScript.Sheets.Schema.Color;
export type CellFormat = GoogleAppsScript.Sheets.Schema.CellFormat;

const HEADER_GROUND = { red: 0.953, green: 0.957, blue: 0.965 };
const NEXT_GROUND = { red: 0.827, green: 0.89, blue: 0.992 };
const GREY = { red: 0.973, green: 0.976, blue: 0.98 };

export const colour = (hex: string): Color => ({
  red: parseInt(hex.slice(1, 3), 16) / 255,
  green: parseInt(hex.slice(3, 5), 16) / 255,
  blue: parseInt(hex.slice(5, 7), 16) / 255,
});

/** '#rrggbb' of a colour as the API gives it back: parts that are 0 are left out, the others rounded. */
export const hexOf = (style: GoogleAppsScript.Sheets.Schema.ColorStyle | undefined): string => {
  const c = style?.rgbColor;
  return c
    ? `#${[c.red, c.green, c.blue]
        .map((part) =>
          Math.round((part ?? 0) * 255)
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`
    : '';
};

const FORMAT: Record<Header['format'], { type: string; pattern: string } | null> = {
  any: null,
  text: { type: 'TEXT', pattern: '@' },
  date: { type: 'DATE', pattern: 'yyyy/m/d' },
  datetime: { type: 'DATE_TIME', pattern: 'm/d hh:mm' },
  time: { type: 'TIME', pattern: 'hh:mm' },
  number: { type: 'NUMBER', pattern: '#,##0.##' },
  money: { type: 'NUMBER', pattern: '#,##0' },
};

/** Money with so many digits after the point. */
const moneyPattern = (decimals: number): string => (decimals > 0 ? `#,##0.${'0'.repeat(decimals)}` : '#,##0');
/** What we give money columns; any other pattern is a person's own taste. */
export const MONEY_PATTERNS: readonly string[] = [0, 1, 2, 3, 4].map(moneyPattern);

/** A column's number format; null where it has none. */
export const numberFormat = (h: Pick<Header, 'format' | 'decimals'>): { type: string; pattern: string } | null =>
  h.format === 'money' ? { type: 'NUMBER', pattern: moneyPattern(h.decimals ?? 0) } : FORMAT[h.format];

export const HEADER_LOOK = 'userEnteredFormat(textFormat.bold,backgroundColorStyle,verticalAlignment,wrapStrategy)';
export const HEADER_FIELDS = `userEnteredValue,note,${HEADER_LOOK}`;

export const headerLook = (h: Header, machine: boolean): CellFormat => ({
  textFormat: { bold: true },
  backgroundColorStyle: { rgbColor: machine || !h.options ? HEADER_GROUND : NEXT_GROUND },
  verticalAlignment: 'MIDDLE',
  wrapStrategy: 'WRAP',
});

export const headerCell = (h: Header, machine: boolean): GoogleAppsScript.Sheets.Schema.CellData => ({
  userEnteredValue: { stringValue: h.text },
  ...(h.note ? { note: h.note } : {}),
  userEnteredFormat: headerLook(h, machine),
});

/** Number format and grey ground of a column's data cells, and the mask that writes just these. */
export const formatCell = (h: Header): CellFormat => ({
  ...(numberFormat(h) ? { numberFormat: numberFormat(h)! } : {}),
  ...(h.grey ? { backgroundColorStyle: { rgbColor: GREY } } : {}),
});
export const formatFields = (h: Header): string[] => [
  ...(FORMAT[h.format] ? ['numberFormat'] : []),
  ...(h.grey ? ['backgroundColorStyle'] : []),
];

/** The dropdown of a column: never strict, so that Sheets marks what it does not know and the engine may still understand it. */
export function validation(h: Header): GoogleAppsScript.Sheets.Schema.DataValidationRule | null {
  if (!h.options || (Array.isArray(h.options) && h.options.length === 0)) return null;
  const condition = Array.isArray(h.options)
    ? { type: 'ONE_OF_LIST', values: h.options.map((o) => ({ userEnteredValue: o })) }
    : {
        type: 'ONE_OF_RANGE',
        values: [
          {
            userEnteredValue: `='_ref'!$${a1(h.options.col)}$${h.options.row + 1}:$${a1(h.options.col)}$${h.options.row + h.options.rows}`,
          },
        ],
      };
  return { condition, strict: false, showCustomUi: true, ...(h.note ? { inputMessage: h.note } : {}) };
}

/** One conditional format; `firstRow` (0-based) is the first row below the header. */
export function conditional(c: SheetSpec['colours'][number], sheet: number, firstRow: number): Rule {
  const format = {
    ...(c.ground ? { backgroundColorStyle: { rgbColor: colour(c.ground) } } : {}),
    ...(c.ink || c.bold || c.strike
      ? {
          textFormat: {
            ...(c.ink ? { foregroundColorStyle: { rgbColor: colour(c.ink) } } : {}),
            ...(c.bold ? { bold: true } : {}),
            ...(c.strike ? { strikethrough: true } : {}),
          },
        }
      : {}),
  };
  const condition = c.when.formula
    ? { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: c.when.formula }] }
    : {
        type:
          c.when.equals !== undefined
            ? 'TEXT_EQ'
            : c.when.startsWith !== undefined
              ? 'TEXT_STARTS_WITH'
              : 'TEXT_CONTAINS',
        values: [{ userEnteredValue: c.when.equals ?? c.when.startsWith ?? c.when.contains ?? '' }],
      };
  return {
    ranges: [{ sheetId: sheet, startRowIndex: firstRow, startColumnIndex: c.col, endColumnIndex: c.col + c.cols }],
    booleanRule: { condition, format },
  };
}

/** A filter view of ours over the first `width` columns. */
export const filterView = (
  v: NonNullable<SheetSpec['views']>[number],
  sheet: number,
  headerRow: number,
  width: number,
): View => ({
  filterViewId: v.id,
  title: v.title,
  range: { sheetId: sheet, startRowIndex: headerRow, startColumnIndex: 0, endColumnIndex: width },
  sortSpecs: [{ dimensionIndex: v.sort, sortOrder: 'ASCENDING' }],
  criteria: { [String(v.col)]: { hiddenValues: v.hidden } },
});
