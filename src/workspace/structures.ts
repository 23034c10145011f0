/** Workbooks and their sheets made and brought to shape; triggers installed. Run at set-up by the office account only. */
import { SHEET } from '../office/layout';
import type { SheetSpec, Structures, TriggerSpec } from '../office/ports';
import { a1 } from '../office/specs';
import { dressImport } from './import-look';

type Request = GoogleAppsScript.Sheets.Schema.Request;
type Header = SheetSpec['header'][number];

const LOCALE = { 'zh-TW': 'zh_TW', 'zh-CN': 'zh_CN', en: 'en_US' } as const;
const HEADER_GROUND = { red: 0.953, green: 0.957, blue: 0.965 };
const NEXT_GROUND = { red: 0.827, green: 0.89, blue: 0.992 };

const colour = (hex: string): GoogleAppsScript.Sheets.Schema.Color => ({
  red: parseInt(hex.slice(1, 3), 16) / 255,
  green: parseInt(hex.slice(3, 5), 16) / 255,
  blue: parseInt(hex.slice(5, 7), 16) / 255,
});

const FORMAT: Record<Header['format'], { type: string; pattern: string } | null> = {
  any: null,
  text: { type: 'TEXT', pattern: '@' },
  date: { type: 'DATE', pattern: 'yyyy/m/d' },
  datetime: { type: 'DATE_TIME', pattern: 'm/d hh:mm' },
  time: { type: 'TIME', pattern: 'hh:mm' },
  number: { type: 'NUMBER', pattern: '#,##0.##' },
  money: { type: 'NUMBER', pattern: '#,##0' },
};

const spreadsheets = (): GoogleAppsScript.Sheets.Collection.SpreadsheetsCollection => {
  const found = Sheets?.Spreadsheets;
  if (!found) throw new Error('The Sheets service is not enabled for this project');
  return found;
};

export function structures(owner: () => string): Structures {
  return {
    create(name, language, zone, sheets) {
      const made = spreadsheets().create({
        properties: { title: name, locale: LOCALE[language], timeZone: zone },
        ...(sheets.length > 0 ? { sheets: sheets.map((s, index) => ({ properties: properties(s, index) })) } : {}),
      });
      const id = made.spreadsheetId!;
      const requests = sheets.flatMap((s) => dress(s, owner()));
      if (requests.length > 0) spreadsheets().batchUpdate({ requests }, id);
      return id;
    },
    shape(id, sheets, existing) {
      const requests = sheets
        .filter((s) => !existing.includes(s.sheet))
        .flatMap((s): Request[] => [{ addSheet: { properties: properties(s) } }, ...dress(s, owner())]);
      if (requests.length > 0) spreadsheets().batchUpdate({ requests }, id);
    },
    name: (id) => spreadsheets().get(id, { fields: 'properties.title' }).properties?.title ?? '',
    sheetIds(id) {
      const found = spreadsheets().get(id, { fields: 'sheets.properties(sheetId,title)' });
      return (found.sheets ?? []).map((s) => ({ sheet: s.properties?.sheetId ?? 0, title: s.properties?.title ?? '' }));
    },
    show(id, sheets, shown) {
      const requests = sheets.map((sheetId): Request => ({
        updateSheetProperties: { properties: { sheetId, hidden: !shown }, fields: 'hidden' },
      }));
      spreadsheets().batchUpdate({ requests }, id);
    },
    ensureTriggers(wanted) {
      const have = ScriptApp.getProjectTriggers().map(
        (t) => `${t.getHandlerFunction()}:${t.getTriggerSourceId() ?? ''}`,
      );
      const done: string[] = [];
      for (const spec of wanted) {
        const key = `${spec.handler}:${'book' in spec ? spec.book : ''}`;
        if (have.includes(key) || (!('book' in spec) && have.some((h) => h.startsWith(`${spec.handler}:`)))) continue;
        make(spec);
        done.push(`+ trigger ${spec.handler}`);
      }
      return done;
    },
  };
}

function make(spec: TriggerSpec): void {
  // Handler names are spelled out so that the build can compare them with what the script declares.
  if (spec.on === 'edit') ScriptApp.newTrigger('onEdit_').forSpreadsheet(spec.book).onEdit().create();
  else if (spec.on === 'submit') ScriptApp.newTrigger('onSubmit_').forSpreadsheet(spec.book).onFormSubmit().create();
  else if (spec.on === 'minutes') ScriptApp.newTrigger('tick_').timeBased().everyMinutes(spec.every).create();
  else if (spec.on === 'day') ScriptApp.newTrigger('nightly_').timeBased().atHour(spec.hour).everyDays(1).create();
  else ScriptApp.newTrigger('heartbeat_').timeBased().everyHours(spec.every).create();
}

/** Cells count against the workbook's ten million: only `_ref` is wide, a dropdown a column; a mirror has five. */
const leastColumns = (s: SheetSpec): number => (!s.machine ? 8 : s.sheet === SHEET.ref ? 70 : 12);

function properties(s: SheetSpec, index?: number): GoogleAppsScript.Sheets.Schema.SheetProperties {
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
function dress(s: SheetSpec, owner: string): Request[] {
  const out: Request[] = [];
  if (s.header.length > 0) {
    out.push({
      updateCells: {
        start: { sheetId: s.sheet, rowIndex: 0, columnIndex: 0 },
        rows: [
          {
            values: s.header.map((h) => ({
              userEnteredValue: { stringValue: h.text },
              note: h.note || undefined,
              userEnteredFormat: {
                textFormat: { bold: true },
                backgroundColor: s.machine || !h.options ? HEADER_GROUND : NEXT_GROUND,
                verticalAlignment: 'MIDDLE',
                wrapStrategy: 'WRAP',
              },
            })),
          },
        ],
        fields:
          'userEnteredValue,note,userEnteredFormat(textFormat.bold,backgroundColor,verticalAlignment,wrapStrategy)',
      },
    });
  }
  if (s.machine) {
    out.push({
      addProtectedRange: {
        protectedRange: {
          range: { sheetId: s.sheet },
          description: s.title,
          warningOnly: false,
          editors: { users: [owner], domainUsersCanEdit: false },
        },
      },
    });
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
    const format = FORMAT[h.format];
    out.push({
      repeatCell: {
        range: { sheetId: s.sheet, startRowIndex: 1, startColumnIndex: col, endColumnIndex: col + 1 },
        cell: {
          userEnteredFormat: {
            ...(format ? { numberFormat: format } : {}),
            ...(h.grey ? { backgroundColor: { red: 0.973, green: 0.976, blue: 0.98 } } : {}),
            wrapStrategy: 'CLIP',
          },
        },
        fields: `userEnteredFormat(${[...(format ? ['numberFormat'] : []), ...(h.grey ? ['backgroundColor'] : []), 'wrapStrategy'].join(',')})`,
      },
    });
    if (h.options && !(Array.isArray(h.options) && h.options.length === 0)) {
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
      out.push({
        setDataValidation: {
          range: { sheetId: s.sheet, startRowIndex: 1, startColumnIndex: col, endColumnIndex: col + 1 },
          rule: { condition, strict: false, showCustomUi: true, ...(h.note ? { inputMessage: h.note } : {}) },
        },
      });
    }
  });
  s.colours.forEach((c, index) => {
    const format = {
      ...(c.ground ? { backgroundColor: colour(c.ground) } : {}),
      ...(c.ink || c.bold || c.strike
        ? {
            textFormat: {
              ...(c.ink ? { foregroundColor: colour(c.ink) } : {}),
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
    out.push({
      addConditionalFormatRule: {
        index,
        rule: {
          ranges: [{ sheetId: s.sheet, startRowIndex: 1, startColumnIndex: c.col, endColumnIndex: c.col + c.cols }],
          booleanRule: { condition, format },
        },
      },
    });
  });
  for (const v of s.views ?? []) {
    out.push({
      addFilterView: {
        filter: {
          filterViewId: v.id,
          title: v.title,
          range: { sheetId: s.sheet, startRowIndex: 0, startColumnIndex: 0, endColumnIndex: s.header.length },
          sortSpecs: [{ dimensionIndex: v.sort, sortOrder: 'ASCENDING' }],
          criteria: { [String(v.col)]: { hiddenValues: v.hidden } },
        },
      },
    });
  }
  if (s.header.length === 0) {
    // 首頁: a narrow column for ticks, a wide one for words.
    out.push({
      updateDimensionProperties: {
        range: { sheetId: s.sheet, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 },
        properties: { pixelSize: 40 },
        fields: 'pixelSize',
      },
    });
    out.push({
      updateDimensionProperties: {
        range: { sheetId: s.sheet, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 },
        properties: { pixelSize: 640 },
        fields: 'pixelSize',
      },
    });
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
