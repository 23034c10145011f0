/**
 * What a register's live columns have lost, as requests that give it back: formats, dropdowns, grey grounds, header notes, our
 * conditional formats and filter views. Only cells that lack something are written; what people gave themselves stays. Pure.
 */
import type { SheetSpec } from '../office/ports';
import {
  conditional,
  MONEY_PATTERNS,
  numberFormat,
  filterView,
  formatCell,
  formatFields,
  headerLook,
  HEADER_LOOK,
  hexOf,
  validation,
  type CellFormat,
  type Header,
  type Rule,
  type View,
} from './dressing';

type Request = GoogleAppsScript.Sheets.Schema.Request;
type Sheet = GoogleAppsScript.Sheets.Schema.Sheet;
type CellData = GoogleAppsScript.Sheets.Schema.CellData;

/** Rows looked at below the header: closed rows leave a register after weeks, so few are longer. */
const LOOK = 2000;
/** More holes than this in one column are closed with one request over all of them. */
const HOLES = 40;

export const REFRESH_FIELDS =
  'sheets(properties(sheetId,gridProperties.rowCount),conditionalFormats,filterViews(filterViewId,title,range,sortSpecs,criteria),' +
  'data.rowData.values(note,userEnteredFormat(numberFormat,backgroundColorStyle),dataValidation.condition))';

const looked = (spec: SheetSpec): number => Math.min(LOOK, spec.used ?? LOOK);

export const lookAt = (spec: SheetSpec, at: number[], headerRow: number): GoogleAppsScript.Sheets.Schema.GridRange => ({
  sheetId: spec.sheet,
  startRowIndex: headerRow,
  endRowIndex: headerRow + 1 + looked(spec),
  startColumnIndex: 0,
  endColumnIndex: Math.max(...at, 0) + 1,
});

/** `found`: the sheet as read with the fields above over `lookAt`. `bare`: 0-based rows that lost a dropdown of their own. */
export function refreshRequests(
  found: Sheet,
  spec: SheetSpec,
  at: number[],
  headerRow: number,
  before: SheetSpec = spec,
): { requests: Request[]; bare: number[] } {
  const [head, ...rows] = (found.data?.[0]?.rowData ?? []).map((r) => r.values ?? []);
  const requests: Request[] = [];
  const bare: number[] = [];
  const top = headerRow + 1;
  const end = found.properties?.gridProperties?.rowCount ?? 0;
  if (spec.rows > end)
    requests.push({ appendDimension: { sheetId: spec.sheet, dimension: 'ROWS', length: spec.rows - end } });
  // Rows without anything are left out of the answer; they are looked at all the same.
  const length = Math.max(0, Math.min(looked(spec), Math.max(end, spec.rows) - top));
  const past = spec.rows > end && end - top > length ? end - top : null;
  spec.header.forEach((h, i) => {
    const col = at[i] ?? -1;
    if (col < 0) return;
    const cells = Array.from({ length }, (_, k) => rows[k]?.[col] ?? {});
    requests.push(...headRequests(spec.sheet, headerRow, col, h, before.header[i], head?.[col] ?? {}));
    requests.push(...cellRequests(spec.sheet, top, col, h, cells, past));
    if (!h.rowwise) return;
    cells.forEach((c, k) => {
      if (!c.dataValidation?.condition) bare.push(top + k);
    });
  });
  requests.push(...colourRequests(found, spec, at, headerRow));
  requests.push(...viewRequests(found, spec, before, headerRow, Math.max(...at, 0) + 1));
  return { requests, bare };
}

/** A header without any look is a new column's: it gets look and width. A note of ours is kept up to date, a person's stays. */
function headRequests(
  sheet: number,
  row: number,
  col: number,
  h: Header,
  before: Header | undefined,
  is: CellData,
): Request[] {
  const out: Request[] = [];
  const start = { sheetId: sheet, rowIndex: row, columnIndex: col };
  const note = is.note ?? '';
  if (note !== h.note && (note === '' || note === before?.note))
    out.push({ updateCells: { start, rows: [{ values: [{ note: h.note }] }], fields: 'note' } });
  if (!plain(is.userEnteredFormat)) return out;
  out.push({
    updateCells: { start, rows: [{ values: [{ userEnteredFormat: headerLook(h, false) }] }], fields: HEADER_LOOK },
  });
  out.push({
    updateDimensionProperties: {
      range: { sheetId: sheet, dimension: 'COLUMNS', startIndex: col, endIndex: col + 1 },
      properties: { pixelSize: h.width },
      fields: 'pixelSize',
    },
  });
  return out;
}

/** No ground, or the white that a paste brings along. */
const plain = (format: CellFormat | undefined): boolean =>
  ['', '#ffffff'].includes(hexOf(format?.backgroundColorStyle));

/** `past`: first new row (below `top`) beyond what was looked at. */
function cellRequests(
  sheet: number,
  top: number,
  col: number,
  h: Header,
  cells: CellData[],
  past: number | null,
): Request[] {
  const range = ([from, to]: [number, number | null]): GoogleAppsScript.Sheets.Schema.GridRange => ({
    sheetId: sheet,
    startRowIndex: top + from,
    ...(to === null ? {} : { endRowIndex: top + to }),
    startColumnIndex: col,
    endColumnIndex: col + 1,
  });
  const out: Request[] = [];
  const whole = formatCell(h);
  for (const field of formatFields(h) as ('numberFormat' | 'backgroundColorStyle')[]) {
    const lacks =
      field === 'numberFormat'
        ? (c: CellData): boolean => !fits(h, c.userEnteredFormat?.numberFormat)
        : (c: CellData): boolean => plain(c.userEnteredFormat);
    const missing = runs(cells.map(lacks), past);
    // Most nights nothing is missing: what the column usually shows is only asked for a hole.
    const value = field === 'numberFormat' && missing.length > 0 ? usual(h, cells) : whole.backgroundColorStyle!;
    for (const run of missing)
      out.push({
        repeatCell: {
          range: range(run),
          cell: { userEnteredFormat: { [field]: value } },
          fields: `userEnteredFormat.${field}`,
        },
      });
  }
  const rule = validation(h);
  const any = cells.some((c) => c.dataValidation?.condition);
  if (rule && !(h.rowwise && any)) {
    const wanted = shape(rule.condition);
    for (const run of runs(
      cells.map((c) => shape(c.dataValidation?.condition) !== wanted),
      past,
    ))
      out.push({ setDataValidation: { range: range(run), rule } });
  }
  return out;
}

/** Types of number format that show a column's values rightly; which pattern is a person's own taste. */
const ALSO: Partial<Record<string, string[]>> = { NUMBER: ['NUMBER', 'CURRENCY', 'PERCENT', 'SCIENTIFIC'] };
const fits = (h: Header, format: GoogleAppsScript.Sheets.Schema.NumberFormat | undefined): boolean => {
  const wanted = numberFormat(h);
  const type = wanted?.type ?? '';
  if (!format?.type || !(ALSO[type] ?? [type]).includes(format.type)) return false;
  // Money that we showed with other decimals follows the setting.
  return h.format !== 'money' || format.pattern === wanted?.pattern || !MONEY_PATTERNS.includes(format.pattern ?? '');
};

/** The pattern most cells of the column show, so that a person's choice for the column is what comes back. */
function usual(h: Header, cells: CellData[]): GoogleAppsScript.Sheets.Schema.NumberFormat {
  const seen = new Map<string, number>();
  for (const c of cells) {
    const f = c.userEnteredFormat?.numberFormat;
    if (f?.pattern && fits(h, f)) seen.set(JSON.stringify(f), (seen.get(JSON.stringify(f)) ?? 0) + 1);
  }
  const best = [...seen].sort((a, b) => b[1] - a[1])[0];
  return best ? (JSON.parse(best[0]) as GoogleAppsScript.Sheets.Schema.NumberFormat) : numberFormat(h)!;
}

/** A dropdown's condition to compare: the API may spell a range with or without quotes. */
const shape = (c: GoogleAppsScript.Sheets.Schema.BooleanCondition | undefined): string =>
  c ? JSON.stringify([c.type, (c.values ?? []).map((v) => (v.userEnteredValue ?? '').replace(/'/g, ''))]) : '';

/** Stretches of `true`, [from, to) in rows; the last is open when it reaches the end of what was looked at. */
function runs(lacks: boolean[], past: number | null): [number, number | null][] {
  const out: [number, number | null][] = [];
  lacks.forEach((bad, i) => {
    if (bad && !lacks[i - 1]) out.push([i, null]);
    if (!bad && lacks[i - 1]) out[out.length - 1]![1] = i;
  });
  if (past !== null && out[out.length - 1]?.[1] !== null) out.push([past, null]);
  return out.length > HOLES ? [[out[0]![0], out[out.length - 1]![1]]] : out;
}

/** Ours are told from people's by what they ask: our signs in Check, a due time in the past, a state's own colours in its column. */
function ours(rule: Rule, spec: SheetSpec, state: number): boolean {
  const { condition, format } = rule.booleanRule ?? {};
  const text = condition?.values?.[0]?.userEnteredValue ?? '';
  const look = lookOf(format);
  if (condition?.type === 'CUSTOM_FORMULA')
    return (
      /SEARCH\("(✎"|✗ )/.test(text) ||
      (/^=AND\(ISNUMBER\(\$[A-Z]+\d+\),\$[A-Z]+\d+<NOW\(\)/.test(text) &&
        spec.colours.some((c) => lookOf(wanted(c)) === look))
    );
  if (!spec.colours.some((c) => lookOf(wanted(c)) === look)) return false;
  if (condition?.type === 'TEXT_STARTS_WITH') return spec.colours.some((c) => c.when.startsWith === text);
  return (
    condition?.type === 'TEXT_EQ' &&
    (rule.ranges ?? []).some((r) => (r.startColumnIndex ?? 0) <= state && state < (r.endColumnIndex ?? Infinity))
  );
}
const wanted = (c: SheetSpec['colours'][number]): CellFormat | undefined => conditional(c, 0, 0).booleanRule?.format;
const lookOf = (f: CellFormat | undefined): string =>
  [
    hexOf(f?.backgroundColorStyle),
    hexOf(f?.textFormat?.foregroundColorStyle),
    !!f?.textFormat?.bold,
    !!f?.textFormat?.strikethrough,
  ].join();

/** A rule to compare; where its range ends is the sheet's business. */
const spelt = (rule: Rule): string =>
  JSON.stringify([
    (rule.ranges ?? []).map((r) => [r.startRowIndex ?? 0, r.startColumnIndex ?? 0, r.endColumnIndex ?? 0]),
    rule.booleanRule?.condition?.type,
    rule.booleanRule?.condition?.values?.[0]?.userEnteredValue,
    lookOf(rule.booleanRule?.format),
  ]);

/** Our rules taken out and written anew where the first of them stood, unless they are as they should be. */
function colourRequests(found: Sheet, spec: SheetSpec, at: number[], headerRow: number): Request[] {
  const rules = found.conditionalFormats ?? [];
  const state = at[STATE] ?? -1;
  const mine = rules.flatMap((rule, index) => (ours(rule, spec, state) ? [index] : []));
  const next = spec.colours.map((c) => conditional(c, spec.sheet, headerRow + 1));
  if (mine.map((i) => spelt(rules[i]!)).join('\n') === next.map(spelt).join('\n')) return [];
  const first = mine[0] ?? rules.length;
  return [
    ...[...mine].reverse().map((index) => ({ deleteConditionalFormatRule: { sheetId: spec.sheet, index } })),
    ...next.map((rule, i) => ({ addConditionalFormatRule: { rule, index: first + i } })),
  ];
}
/** The state's place among the header entries: the engine's columns come first, number then state. */
const STATE = 1;

/** A view as a person reads it: its name, what it hides, how it sorts; columns only as "ours" or another. */
const seenAs = (v: View, state: number, due: number): string =>
  JSON.stringify([
    v.title,
    Object.entries((v.criteria ?? {}) as Record<string, { hiddenValues?: string[] }>).map(([col, c]) => [
      Number(col) === state,
      [...(c.hiddenValues ?? [])].sort(),
      Object.keys(c).filter((k) => k !== 'hiddenValues'),
    ]),
    (v.sortSpecs ?? []).map((s) => [(s.dimensionIndex ?? 0) === due, s.sortOrder]),
  ]);

/** Views of ours follow labels and columns; one a person changed, or made, stays; one a person deleted stays away. */
function viewRequests(found: Sheet, spec: SheetSpec, before: SheetSpec, headerRow: number, width: number): Request[] {
  const out: Request[] = [];
  for (const v of spec.views ?? []) {
    const is = (found.filterViews ?? []).find((f) => f.filterViewId === v.id);
    const was = before.views?.find((b) => b.id === v.id);
    const next = filterView(v, spec.sheet, headerRow, width);
    if (!is) {
      if (!was) out.push({ addFilterView: { filter: next } });
      continue;
    }
    const untouched = was && seenAs(is, v.col, v.sort) === seenAs(filterView(was, 0, 0, 0), was.col, was.sort);
    const fits = seenAs(is, v.col, v.sort) === seenAs(next, v.col, v.sort);
    const covers = (is.range?.endColumnIndex ?? width) >= width;
    if (fits ? !covers : untouched)
      out.push({ updateFilterView: { filter: next, fields: 'title,range,sortSpecs,criteria' } });
  }
  return out;
}
