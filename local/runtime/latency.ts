// What a call costs in virtual time and whether it writes: one table, the slower of the reported figures.

/** `free` calls stay inside the script's process: no time, no fault worth injecting. */
export type CallKind = 'free' | 'read' | 'write';

export interface CallRule {
  kind: CallKind;
  /** ms, or a pair to draw from. */
  cost: number | readonly [number, number];
}

const FREE: CallRule = { kind: 'free', cost: 0 };
const READ = 300;
const API_WRITE = 600;
const BUFFERED = 5;

const TABLE: Record<string, CallRule> = {
  'Properties.getProperty': { kind: 'read', cost: 50 },
  'Properties.getProperties': { kind: 'read', cost: 50 },
  'Properties.getKeys': { kind: 'read', cost: 50 },
  'Properties.setProperty': { kind: 'write', cost: 60 },
  'Properties.setProperties': { kind: 'write', cost: 60 },
  'Properties.deleteProperty': { kind: 'write', cost: 60 },
  'Properties.deleteAllProperties': { kind: 'write', cost: 60 },
  'Cache.get': { kind: 'read', cost: 3 },
  'Cache.getAll': { kind: 'read', cost: 3 },
  'Cache.put': { kind: 'write', cost: 90 },
  'Cache.putAll': { kind: 'write', cost: 90 },
  'Cache.remove': { kind: 'write', cost: 90 },
  'Cache.removeAll': { kind: 'write', cost: 90 },
  'Lock.tryLock': { kind: 'read', cost: 50 },
  'Lock.waitLock': { kind: 'read', cost: 50 },
  'Lock.releaseLock': { kind: 'write', cost: 50 },
  'Utilities.sleep': { kind: 'read', cost: 0 },
  'Sheets.Spreadsheets.create': { kind: 'write', cost: [500, 2000] },
  'Sheets.Spreadsheets.get': { kind: 'read', cost: READ },
  'Sheets.Spreadsheets.getByDataFilter': { kind: 'read', cost: READ },
  'Sheets.Spreadsheets.batchUpdate': { kind: 'write', cost: API_WRITE },
  'Sheets.Spreadsheets.Values.get': { kind: 'read', cost: READ },
  'Sheets.Spreadsheets.Values.batchGet': { kind: 'read', cost: READ },
  'Sheets.Spreadsheets.Values.batchGetByDataFilter': { kind: 'read', cost: READ },
  'Drive.Files.create': { kind: 'write', cost: [500, 2000] },
  'Drive.Files.copy': { kind: 'write', cost: [500, 2000] },
  'Drive.Files.update': { kind: 'write', cost: API_WRITE },
  'Drive.Files.remove': { kind: 'write', cost: API_WRITE },
  'Drive.Permissions.create': { kind: 'write', cost: API_WRITE },
  'Drive.Permissions.list': { kind: 'read', cost: READ },
  'Drive.Files.get': { kind: 'read', cost: READ },
  'Drive.Files.list': { kind: 'read', cost: READ },
  'Calendar.Events.insert': { kind: 'write', cost: [500, 2000] },
  'Calendar.Events.patch': { kind: 'write', cost: API_WRITE },
  'Calendar.Events.update': { kind: 'write', cost: API_WRITE },
  'Calendar.Events.remove': { kind: 'write', cost: API_WRITE },
  'Calendar.Events.get': { kind: 'read', cost: READ },
  'Calendar.Events.list': { kind: 'read', cost: READ },
  'Calendar.Freebusy.query': { kind: 'read', cost: READ },
  'Calendar.Calendars.get': { kind: 'read', cost: READ },
  'Calendar.CalendarList.get': { kind: 'read', cost: READ },
  'DocumentApp.openById': { kind: 'read', cost: [500, 1500] },
  'Document.saveAndClose': { kind: 'write', cost: [500, 2000] },
  'Document.getAs': { kind: 'read', cost: [1000, 3000] },
  'Document.addHeader': { kind: 'write', cost: BUFFERED },
  'Document.addFooter': { kind: 'write', cost: BUFFERED },
  'Body.appendParagraph': { kind: 'write', cost: BUFFERED },
  'Body.appendListItem': { kind: 'write', cost: BUFFERED },
  'Body.appendTable': { kind: 'write', cost: BUFFERED },
  'MailApp.sendEmail': { kind: 'write', cost: [500, 2000] },
  'MailApp.getRemainingDailyQuota': { kind: 'read', cost: 50 },
  'ScriptApp.getProjectTriggers': { kind: 'read', cost: 300 },
  'ScriptApp.deleteTrigger': { kind: 'write', cost: 300 },
  'ClockTriggerBuilder.create': { kind: 'write', cost: 500 },
  'SpreadsheetTriggerBuilder.create': { kind: 'write', cost: 500 },
  'FormTriggerBuilder.create': { kind: 'write', cost: 500 },
  'CalendarTriggerBuilder.create': { kind: 'write', cost: 500 },
  'FormApp.create': { kind: 'write', cost: [500, 2000] },
  'FormApp.openById': { kind: 'read', cost: READ },
  'Form.getResponses': { kind: 'read', cost: READ },
  'Form.getResponse': { kind: 'read', cost: READ },
  'SpreadsheetApp.openById': { kind: 'read', cost: READ },
  'SpreadsheetApp.create': { kind: 'write', cost: [500, 2000] },
  'SpreadsheetApp.flush': { kind: 'write', cost: API_WRITE },
  'Sheet.appendRow': { kind: 'write', cost: API_WRITE },
};

/** Classes whose methods by name alone tell reads from writes. */
const BY_NAME = /^(Spreadsheet|Sheet|Range|Form|.*Item)$/;
const READS =
  /^(getValue|getValues|getDisplayValue|getDisplayValues|getFormula|getFormulas|getNote|getNotes|getDataRange|getLastRow|getLastColumn|getItems|getItemById)$/;
const WRITES =
  /^(set|add|append|insert|delete|clear|remove|move|copyTo|sort|merge|breakApart|hide|show|protect|rename|duplicate|createTextFinder|autoResize)/;

const rules = new Map<string, CallRule>();

/** Rule of a method. Unlisted getters are free: they answer from what the object already holds. */
export function ruleOf(service: string, method: string): CallRule {
  const name = `${service}.${method}`;
  let rule = rules.get(name);
  if (!rule) rules.set(name, (rule = TABLE[name] ?? ruleByName(service, method)));
  return rule;
}

function ruleByName(service: string, method: string): CallRule {
  if (!BY_NAME.test(service)) return FREE;
  if (READS.test(method)) return { kind: 'read', cost: service.endsWith('Item') || service === 'Form' ? 50 : READ };
  if (WRITES.test(method))
    return { kind: 'write', cost: service.endsWith('Item') || service === 'Form' ? 50 : BUFFERED };
  return FREE;
}

/** Invocation overhead, ms, to draw from. */
export const START_UP: readonly [number, number] = [500, 1500];
/** One ms for so many cells read or written. */
export const CELLS_PER_MS = 200;
