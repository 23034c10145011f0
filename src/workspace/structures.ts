/** Workbooks and their sheets made and brought to shape; triggers installed. Run at set-up by the office account only. */
import { Gone, type BookState, type Structures, type TriggerSpec } from '../office/ports';
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

/** What lies over one range of one sheet; null when that sheet is gone. */
function lookedUp(
  id: string,
  gridRange: GoogleAppsScript.Sheets.Schema.GridRange,
  fields: string,
  sleep: (ms: number) => void,
): GoogleAppsScript.Sheets.Schema.Sheet | null {
  const body = { dataFilters: [{ gridRange }] };
  paced(sleep);
  try {
    const api = spreadsheets() as unknown as WithOptions;
    return retrying(sleep, () => api.getByDataFilter(body, id, { fields })).sheets?.[0] ?? null;
  } catch (error) {
    if (goneBy(error, id)?.what === 'sheet') return null;
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
      const requests = sheets.filter((s) => !existing.includes(s.sheet)).flatMap((s) => sheetRequests(s, owner()));
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
        source: t.getTriggerSourceId() ?? '',
      })),
    dropTriggers(handler, source, keep) {
      own(handler, source)
        .slice(keep)
        .forEach((t) => {
          ScriptApp.deleteTrigger(t);
        });
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

const own = (handler: string, source: string): GoogleAppsScript.Script.Trigger[] =>
  ScriptApp.getProjectTriggers().filter(
    (t) => t.getHandlerFunction() === handler && (t.getTriggerSourceId() ?? '') === source,
  );

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
  else if (spec.on === 'minutes') ScriptApp.newTrigger('tick_').timeBased().everyMinutes(spec.every).create();
  else if (spec.on === 'day') ScriptApp.newTrigger('nightly_').timeBased().atHour(spec.hour).everyDays(1).create();
  else ScriptApp.newTrigger('heartbeat_').timeBased().everyHours(spec.every).create();
}
