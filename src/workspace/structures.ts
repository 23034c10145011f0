/** Workbooks and their sheets made and brought to shape; triggers installed. Run at set-up by the office account only. */
import { SHEET } from '../office/layout';
import type { SheetSpec, Structures, TriggerSpec } from '../office/ports';
import { dressImport } from './import-look';
import {
  colour,
  formatCell,
  headerCell,
  HEADER_FIELDS,
  formatFields,
  validation,
  conditional,
  filterView,
} from './dressing';
import { retrying } from './books';
import { lookAt, REFRESH_FIELDS, refreshRequests } from './refresh';

type Request = GoogleAppsScript.Sheets.Schema.Request;
const LOCALE = { 'zh-TW': 'zh_TW', 'zh-CN': 'zh_CN', en: 'en_US' } as const;
const spreadsheets = (): GoogleAppsScript.Sheets.Collection.SpreadsheetsCollection => {
  const found = Sheets?.Spreadsheets;
  if (!found) throw new Error('The Sheets service is not enabled for this project');
  return found;
};

/** The typings leave the options argument out. */
interface WithOptions {
  getByDataFilter(body: object, id: string, options: { fields: string }): GoogleAppsScript.Sheets.Schema.Spreadsheet;
}

/** What lies over one range of one sheet; null when that sheet is gone. */
function lookedUp(
  id: string,
  gridRange: GoogleAppsScript.Sheets.Schema.GridRange,
  fields: string,
  sleep: (ms: number) => void,
): GoogleAppsScript.Sheets.Schema.Sheet | null {
  const body = { dataFilters: [{ gridRange }] };
  try {
    const api = spreadsheets() as unknown as WithOptions;
    return retrying(sleep, () => api.getByDataFilter(body, id, { fields })).sheets?.[0] ?? null;
  } catch (error) {
    if (/No grid with id/i.test(String((error as Error)?.message ?? error))) return null;
    throw error;
  }
}

export function structures(owner: () => string, sleep: (ms: number) => void): Structures {
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
    refresh(id, spec, at, headerRow, before) {
      const found = lookedUp(id, lookAt(spec, at, headerRow), REFRESH_FIELDS, sleep);
      if (!found) return null;
      const { requests, bare } = refreshRequests(found, spec, at, headerRow, before);
      if (requests.length > 0) retrying(sleep, () => spreadsheets().batchUpdate({ requests }, id));
      return { changed: requests.length, bare };
    },
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
            values: s.header.map((h) => headerCell(h, s.machine)),
          },
        ],
        fields: HEADER_FIELDS,
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
