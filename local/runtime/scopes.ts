// Which OAuth scopes a call needs; an undeclared one fails as it does at Google.

import { ServiceError } from './errors.ts';

const AUTH = 'https://www.googleapis.com/auth/';

/** Service or 'Service.method' -> any one of these scopes is enough. Services not named need none. */
const NEEDS: Record<string, readonly string[]> = {
  'Sheets.Spreadsheets': ['spreadsheets', 'drive', 'drive.file'],
  'Sheets.Spreadsheets.Values': ['spreadsheets', 'drive', 'drive.file'],
  'SpreadsheetApp.openById': ['spreadsheets'],
  'SpreadsheetApp.openByUrl': ['spreadsheets'],
  'SpreadsheetApp.create': ['spreadsheets'],
  'SpreadsheetApp.getActiveSpreadsheet': ['spreadsheets', 'spreadsheets.currentonly'],
  'FormApp.create': ['forms'],
  'FormApp.openById': ['forms'],
  'DocumentApp.openById': ['documents'],
  'Drive.Permissions': ['drive.file', 'drive'],
  'Drive.Files': ['drive.file', 'drive'],
  'Calendar.Events': ['calendar.events', 'calendar'],
  'Calendar.Freebusy': ['calendar.freebusy', 'calendar.readonly', 'calendar'],
  'Calendar.Calendars': ['calendar.calendars.readonly', 'calendar.calendars', 'calendar.readonly', 'calendar'],
  'Calendar.CalendarList': ['calendar.calendarlist.readonly', 'calendar.calendarlist', 'calendar.readonly', 'calendar'],
  'MailApp.sendEmail': ['script.send_mail'],
  'MailApp.getRemainingDailyQuota': ['script.send_mail'],
  'ScriptApp.newTrigger': ['script.scriptapp'],
  'ScriptApp.getProjectTriggers': ['script.scriptapp'],
  'ScriptApp.deleteTrigger': ['script.scriptapp'],
  'People.People': ['directory.readonly'],
  'User.getEmail': ['userinfo.email'],
};

/** Throws unless the manifest declares one of the scopes. `declared` undefined: Google finds the scopes itself. */
export function checkScope(declared: readonly string[] | undefined, service: string, method: string): void {
  const needs = NEEDS[`${service}.${method}`] ?? NEEDS[service];
  if (!needs || !declared) return;
  if (needs.some((scope) => declared.includes(AUTH + scope))) return;
  throw new ServiceError(
    `Specified permissions are not sufficient to call ${service}.${method}. Required permissions: ${needs.map((s) => AUTH + s).join(' || ')}`,
  );
}
