/** Workbooks and their sheets made and brought to shape; triggers installed. Run at set-up by the office account only. */
import { Gone, type BookState, type Dressing, type Structures, type TriggerSpec } from '../office/ports';
import { dress, properties, sheetRequests } from './birth';
import { goneBy, paced, retrying } from './books';
import { lookAt, REFRESH_FIELDS, refreshRequests } from './refresh';

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

/** Cells of one answer: a dressed cell is some 150 bytes, and a workbook of twenty tabs is read in two or three calls. */
const CELLS = 20_000;

/** Sheets so that each lot is one answer of bearable size. */
function lots(dressings: Dressing[]): Dressing[][] {
  const out: Dressing[][] = [];
  let room = 0;
  for (const d of dressings) {
    const range = lookAt(d.spec, d.at, d.headerRow);
    const cells = ((range.endRowIndex ?? 0) - (range.startRowIndex ?? 0)) * (range.endColumnIndex ?? 1);
    if (cells > room) out.push([]);
    room = (cells > room ? CELLS : room) - cells;
    out[out.length - 1]!.push(d);
  }
  return out;
}

/** What lies over these sheets' columns, by sheet; one that is gone is left out. */
function lookedUp(
  id: string,
  dressings: Dressing[],
  sleep: (ms: number) => void,
): Map<number, GoogleAppsScript.Sheets.Schema.Sheet> {
  const api = spreadsheets() as unknown as WithOptions;
  for (let left = dressings; left.length > 0;) {
    const body = { dataFilters: left.map((d) => ({ gridRange: lookAt(d.spec, d.at, d.headerRow) })) };
    paced(sleep);
    try {
      const { sheets = [] } = retrying(sleep, () => api.getByDataFilter(body, id, { fields: REFRESH_FIELDS }));
      return new Map(sheets.map((s) => [s.properties?.sheetId ?? 0, s]));
    } catch (error) {
      const gone = goneBy(error, id);
      const rest = left.filter((d) => gone?.what !== 'sheet' || d.spec.sheet !== gone.id);
      if (rest.length === left.length) throw error;
      left = rest;
    }
  }
  return new Map();
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
      const requests = sheets.filter((s) => !existing.includes(s.sheet)).flatMap((s) => sheetRequests(s, owner()));
      if (requests.length > 0) spreadsheets().batchUpdate({ requests }, id);
    },
    name: (id) => spreadsheets().get(id, { fields: 'properties.title' }).properties?.title ?? '',
    refresh(id, dressings) {
      return lots(dressings).flatMap((some) => {
        const found = lookedUp(id, some, sleep);
        return some.map(({ spec, at, headerRow, before }) => {
          const sheet = found.get(spec.sheet);
          if (!sheet) return null;
          const { requests, bare } = refreshRequests(sheet, spec, at, headerRow, before);
          if (requests.length > 0) retrying(sleep, () => spreadsheets().batchUpdate({ requests }, id));
          return { changed: requests.length, bare };
        });
      });
    },
    sheetIds(id) {
      const found = spreadsheets().get(id, { fields: 'sheets.properties(sheetId,title)' });
      return (found.sheets ?? []).map((s) => ({ sheet: s.properties?.sheetId ?? 0, title: s.properties?.title ?? '' }));
    },
    show(id, sheets, shown) {
      const requests = sheets.map((sheetId) => ({
        updateSheetProperties: { properties: { sheetId, hidden: !shown }, fields: 'hidden' },
      }));
      spreadsheets().batchUpdate({ requests }, id);
    },
    inspect(id) {
      try {
        const api = spreadsheets();
        paced(sleep);
        return stateOf(retrying(sleep, () => api.get(id, { fields: INSPECTED })));
      } catch (error) {
        if (goneBy(error, id) instanceof Gone) return null;
        throw error;
      }
    },
    triggers: () =>
      ScriptApp.getProjectTriggers().map((t) => ({
        handler: t.getHandlerFunction(),
        source: sourceOf(t),
      })),
    dropTriggers(handler, source, keep) {
      own(handler, source)
        .slice(keep)
        .forEach((t) => {
          ScriptApp.deleteTrigger(t);
        });
    },
    ensureTriggers(wanted) {
      const have = ScriptApp.getProjectTriggers().map((t) => `${t.getHandlerFunction()}:${sourceOf(t)}`);
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

/** The file a trigger watches; '' of a clock, and of the calendar, which is the account's own. */
function sourceOf(trigger: GoogleAppsScript.Script.Trigger): string {
  const id = trigger.getTriggerSourceId() ?? '';
  return id.includes('@') ? '' : id;
}

const own = (handler: string, source: string): GoogleAppsScript.Script.Trigger[] =>
  ScriptApp.getProjectTriggers().filter((t) => t.getHandlerFunction() === handler && sourceOf(t) === source);

const INSPECTED =
  'properties.timeZone,sheets(properties(sheetId,title,hidden,gridProperties.rowCount),protectedRanges(range,warningOnly,editors.users),basicFilter.range)';

/** A protection counts when it covers a whole sheet and is more than a warning. */
function stateOf(found: GoogleAppsScript.Sheets.Schema.Spreadsheet): BookState {
  return {
    zone: found.properties?.timeZone ?? '',
    sheets: (found.sheets ?? []).map((s) => {
      const whole = (s.protectedRanges ?? []).find(
        (p) =>
          !p.warningOnly && p.range && p.range.startRowIndex === undefined && p.range.startColumnIndex === undefined,
      );
      return {
        sheet: s.properties?.sheetId ?? 0,
        title: s.properties?.title ?? '',
        hidden: s.properties?.hidden ?? false,
        rows: s.properties?.gridProperties?.rowCount ?? 0,
        guards: whole ? (whole.editors?.users ?? []) : null,
        filtered: !!s.basicFilter,
      };
    }),
  };
}

function make(spec: TriggerSpec): void {
  // Handler names are spelled out so that the build can compare them with what the script declares.
  if (spec.on === 'edit') ScriptApp.newTrigger('onEdit_').forSpreadsheet(spec.book).onEdit().create();
  else if (spec.on === 'submit') ScriptApp.newTrigger('onSubmit_').forSpreadsheet(spec.book).onFormSubmit().create();
  else if (spec.on === 'calendar')
    ScriptApp.newTrigger('onCalendar_')
      .forUserCalendar(Session.getEffectiveUser().getEmail())
      .onEventUpdated()
      .create();
  else if (spec.on === 'minutes') ScriptApp.newTrigger('tick_').timeBased().everyMinutes(spec.every).create();
  else if (spec.on === 'day') ScriptApp.newTrigger('nightly_').timeBased().atHour(spec.hour).everyDays(1).create();
  else ScriptApp.newTrigger('heartbeat_').timeBased().everyHours(spec.every).create();
}
