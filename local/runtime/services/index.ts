// The globals of a script: one object a service, made fresh for every execution.

import { Api, type Held } from '../api.ts';
import type { Execution } from '../execution.ts';
import { SURFACE } from '../surface.data.ts';
import { CacheService } from './cache.ts';
import { CalendarService } from './calendar.ts';
import { DocumentApp } from './document-app.ts';
import { DriveService } from './drive.ts';
import { FormApp } from './form-app.ts';
import { ContentService, HtmlService } from './html.ts';
import { LockService } from './lock.ts';
import { Logger } from './logger.ts';
import { MailApp } from './mail.ts';
import { PeopleService } from './people.ts';
import { PropertiesService } from './properties.ts';
import { ScriptApp } from './script-app.ts';
import { Session } from './session.ts';
import { SheetsService } from './sheets.ts';
import { SpreadsheetApp } from './spreadsheet-app.ts';
import { Utilities } from './utilities.ts';

/** A service Google has and this runtime does not: it is there, and every method says so by name. */
class Missing extends Api {
  constructor(
    x: Execution,
    readonly _class: string,
  ) {
    super(x);
  }
}

const MISSING = ['CalendarApp', 'DriveApp', 'GmailApp', 'UrlFetchApp', 'CardService', 'Charts'].filter(
  (name) => SURFACE[name],
);

/** By global name, made when the script first names them. */
export function globalsFor(x: Execution): Record<string, () => Held> {
  return {
    PropertiesService: () => new PropertiesService(x),
    LockService: () => new LockService(x),
    Session: () => new Session(x),
    Utilities: () => new Utilities(x),
    CacheService: () => new CacheService(x),
    Logger: () => new Logger(x),
    ScriptApp: () => new ScriptApp(x),
    FormApp: () => new FormApp(x),
    DocumentApp: () => new DocumentApp(x),
    MailApp: () => new MailApp(x),
    HtmlService: () => new HtmlService(x),
    ContentService: () => new ContentService(x),
    SpreadsheetApp: () => new SpreadsheetApp(x),
    ...Object.fromEntries(MISSING.map((name) => [name, () => new Missing(x, name)])),
    ...(x.project.hasAdvanced('Calendar') ? { Calendar: () => new CalendarService(x) } : {}),
    ...(x.project.hasAdvanced('Drive') ? { Drive: () => new DriveService(x) } : {}),
    ...(x.project.hasAdvanced('People') ? { People: () => new PeopleService(x) } : {}),
    ...(x.project.hasAdvanced('Sheets') ? { Sheets: () => new SheetsService(x) } : {}),
  };
}
