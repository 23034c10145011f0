// The whole office as one immutable value: whoever holds a State holds a snapshot, and a fork is a copied pointer.

import type { Grid } from './grid.ts';
import type { Format } from './cells.ts';
import type { Events, Room } from './events.ts';
import type { DriveFile } from './papers.ts';
import type { Log } from './log.ts';

/** Half-open, 0-based; a missing bound is open (the Sheets API's GridRange). */
export interface GridRange {
  sheetId: number;
  startRowIndex?: number;
  endRowIndex?: number;
  startColumnIndex?: number;
  endColumnIndex?: number;
}

export interface ProtectedRange {
  protectedRangeId: number;
  range: GridRange;
  description?: string;
  warningOnly?: boolean;
  unprotectedRanges?: GridRange[];
  editors?: { users?: string[]; groups?: string[]; domainUsersCanEdit?: boolean };
}

export interface FilterView {
  filterViewId: number;
  title?: string;
  range?: GridRange;
  [more: string]: unknown;
}

export interface NamedRange {
  namedRangeId: string;
  name: string;
  range: GridRange;
}

export interface ConditionalFormat {
  ranges: GridRange[];
  booleanRule?: unknown;
  gradientRule?: unknown;
}

export interface DimensionProps {
  hidden?: boolean;
  pixelSize?: number;
}

export interface Sheet {
  sheetId: number;
  title: string;
  hidden: boolean;
  frozenRows: number;
  frozenCols: number;
  rowCount: number;
  colCount: number;
  grid: Grid;
  cols: Readonly<Record<number, DimensionProps>>;
  rows: Readonly<Record<number, DimensionProps>>;
  filterViews: Readonly<Record<number, FilterView>>;
  protectedRanges: Readonly<Record<number, ProtectedRange>>;
  conditionalFormats: readonly ConditionalFormat[];
  merges: readonly GridRange[];
  basicFilter?: { range?: GridRange; [more: string]: unknown };
  tabColor?: string;
  rightToLeft?: boolean;
  hideGridlines?: boolean;
  /** The form whose answers this tab receives. */
  formId?: string;
  /** Converted to a table by a person. */
  table?: GridRange;
}

export interface Spreadsheet {
  id: string;
  name: string;
  /** 'zh_TW', 'en_US' … decides how typed text is read. */
  locale: string;
  zone: string;
  sheets: readonly Sheet[];
  namedRanges: Readonly<Record<string, NamedRange>>;
  defaultFormat?: Format;
  owner: string;
  /** Lower-case addresses the file is shared with. */
  editors?: readonly string[];
  viewers?: readonly string[];
  created: number;
  modified: number;
}

export interface FormChoice {
  value: string;
  /** 'CONTINUE' | 'RESTART' | 'SUBMIT' | id of a page break. */
  goTo?: string | number;
}

export interface FormItem {
  id: number;
  type: string;
  title: string;
  helpText: string;
  required: boolean;
  choices?: readonly FormChoice[];
  other?: boolean;
  lower?: number;
  upper?: number;
  labels?: readonly [string, string];
  includesYear?: boolean;
  goTo?: string | number;
  rows?: readonly string[];
  columns?: readonly string[];
  validation?: { kind: string; args: readonly unknown[]; help?: string };
}

export interface FormAnswer {
  itemId: number;
  /** As getResponse() gives it (FRM-1). */
  response: string | readonly string[] | readonly (readonly string[])[];
}

export interface FormResponse {
  id: string;
  at: number;
  email: string;
  answers: readonly FormAnswer[];
  editToken: string;
}

export interface Form {
  id: string;
  /** File name; not the title (FRM-2). */
  name: string;
  title: string;
  description: string;
  confirmation: string;
  published: boolean;
  accepting: boolean;
  emailCollection: 'DO_NOT_COLLECT' | 'VERIFIED' | 'RESPONDER_INPUT';
  allowEdits: boolean;
  limitOne: boolean;
  progressBar: boolean;
  showLinkAgain: boolean;
  publishingSummary: boolean;
  shuffle: boolean;
  closedMessage: string;
  /** Put in the bin by a person; taken out again or gone for good later. */
  binned?: boolean;
  items: readonly FormItem[];
  responses: Log<FormResponse>;
  /** Tab of the answers and what its columns hold: moment, address, or an item's id. */
  destination?: { spreadsheetId: string; sheetId: number; columns: readonly (number | 'at' | 'email')[] };
  owner: string;
}

export interface Mail {
  id: string;
  at: number;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string;
  name: string;
  subject: string;
  body: string;
  htmlBody: string;
  noReply: boolean;
  attachments: { name: string; type: string; size: number }[];
}

export interface Trigger {
  id: string;
  handler: string;
  owner: string;
  source: 'CLOCK' | 'SPREADSHEETS' | 'FORMS' | 'CALENDAR';
  event: 'CLOCK' | 'ON_EDIT' | 'ON_CHANGE' | 'ON_FORM_SUBMIT' | 'ON_OPEN' | 'ON_EVENT_UPDATED';
  sourceId: string;
  /** Comes up disabled when a trigger made it (B.3). */
  disabled: boolean;
  schedule?: Schedule;
  /** Next time it is due, epoch ms; none for event triggers and spent one-shots. */
  next?: number;
}

export interface Schedule {
  everyMinutes?: number;
  everyHours?: number;
  everyDays?: number;
  everyWeeks?: number;
  weekDay?: number;
  monthDay?: number;
  hour?: number;
  minute?: number;
  /** One-shot, epoch ms. */
  once?: number;
  zone: string;
}

export interface CacheEntry {
  value: string;
  expires: number;
}

export interface Version {
  id: string;
  at: number;
  who: string;
  spreadsheet: Spreadsheet;
}

/** A trigger's event on its way: typed data only, so that it forks and persists. */
export interface PendingEvent {
  id: number;
  due: number;
  triggerId: string;
  payload: EventPayload;
}

export type EventPayload =
  | {
      kind: 'edit';
      spreadsheetId: string;
      sheetId: number;
      range: [number, number, number, number];
      user: string;
      value?: string;
      oldValue?: string;
    }
  | { kind: 'change'; spreadsheetId: string; changeType: string; user: string }
  | { kind: 'open'; spreadsheetId: string; user: string }
  | {
      kind: 'sheetSubmit';
      spreadsheetId: string;
      sheetId: number;
      row: number;
      values: string[];
      namedValues: Record<string, string[]>;
    }
  | { kind: 'formSubmit'; formId: string; responseId: string }
  | { kind: 'calendar'; calendarId: string }
  | { kind: 'blank' };

export interface LockState {
  /** Execution that holds it now; executions run ahead of each other, so holds are remembered as spans. */
  holder?: string;
  since?: number;
  /** Spans [from, to) of executions already over, newest last. */
  spans: readonly (readonly [number, number])[];
}

export interface QuotaUse {
  /** First use of the running day; the quota refills 24 h later. */
  since: number;
  used: number;
}

export interface ProjectFiles {
  readonly [name: string]: string;
}

export interface DirectoryEntry {
  email: string;
  name: string;
  department?: string;
  employee?: string;
  phone?: string;
}

export interface State {
  spreadsheets: Readonly<Record<string, Spreadsheet>>;
  forms: Readonly<Record<string, Form>>;
  /** Folders, documents and PDFs. */
  drive?: Readonly<Record<string, DriveFile>>;
  /** Events of everybody's calendars, by organiser and id; gone ones too. */
  calendar?: Events;
  rooms?: readonly Room[];
  /** Zone of the calendars where it is not the office's. */
  calendarZone?: string;
  mails: Log<Mail>;
  scriptProperties: Readonly<Record<string, string>>;
  userProperties: Readonly<Record<string, Readonly<Record<string, string>>>>;
  cache: Readonly<Record<string, CacheEntry>>;
  triggers: readonly Trigger[];
  pending: readonly PendingEvent[];
  locks: Readonly<Record<string, LockState>>;
  versions: Readonly<Record<string, readonly Version[]>>;
  quotaUse: Readonly<Record<string, QuotaUse>>;
  people: readonly { email: string; name: string }[];
  /** The company's directory as the People API tells it; absent = the API is not switched on. */
  directory?: readonly DirectoryEntry[];
  /** Counter behind execution, event and sheet ids. */
  serial: number;
  seed: number;
  now: number;
}
