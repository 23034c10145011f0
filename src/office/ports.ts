/**
 * What the use cases need of the world, in the office's own words. `workspace` implements it over Google's services; tests and
 * the local runtime never do, they run the real ports over simulated services.
 */
import type { Cell } from '../engine/types';
import type { Lang } from '../model/types';

/** A rectangle by sheet id; all 0-based, `rows`/`cols` counts; absent = to the end. */
export interface Area {
  sheet: number;
  row: number;
  rows?: number;
  col?: number;
  cols?: number;
}

/** What a range held, trailing blanks left out, and the sheet's current title (for the read-back in the commit's own answer). */
export interface Block {
  cells: Cell[][];
  title: string;
}

export type PutKind = 'text' | 'number' | 'date' | 'datetime' | 'time' | 'boolean' | 'blank';
/** One cell to write, typed: a text is only ever text (S1). `link`: rich-text link, no formula. */
export interface Put {
  kind: PutKind;
  value: Cell;
  link?: string;
}

export type Write =
  | { do: 'cells'; sheet: number; row: number; col: number; rows: (Put | null)[][] }
  /** A new column before `col`, dressed like its left neighbour. */
  | { do: 'insert'; sheet: number; col: number }
  | { do: 'append'; sheet: number; rows: (Put | null)[][] }
  | { do: 'choices'; sheet: number; row: number; col: number; options: string[] }
  /** Empties values; from column `col` (default 0). */
  | { do: 'clear'; sheet: number; row: number; rows: number; cols: number; col?: number };

/** One atomic, fenced call (reliability: Fence). `check`: cells whose struck value the answer must show. */
export interface Batch {
  fence: number;
  drop: number;
  writes: Write[];
  check: { sheet: number; title: string; row: number; col: number }[];
}

export interface Books {
  /** One Sheets API read. Answers in the order asked. */
  read(id: string, areas: Area[], how?: 'values' | 'formulas'): Block[];
  /** One Sheets API write, all or nothing. Returns the checked cells in order, or null when the answer did not carry them. Throws `Taken` when the fence refuses. */
  commit(id: string, batch: Batch): Cell[] | null;
}

/** The fence refused: another commit has this number, or this one stands already. */
export class Taken extends Error {
  constructor() {
    super('fence');
    this.name = 'Taken';
  }
}
/** The service failed in a way that may pass: timeouts, 429, 5xx. The outcome of a write is unknown. */
export class Unsure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unsure';
  }
}

export interface Props {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  all(): Record<string, string>;
}

/** Somebody of the company's directory; what it does not say is ''. */
export interface DirectoryPerson {
  email: string;
  name: string;
  department: string;
  employee: string;
  phone: string;
}

export interface Mailer {
  /** Mails left today. */
  left(): number;
  send(mail: { to: string; subject: string; body: string; html: string; replyTo: string | null; name: string }): void;
}

/** One answer of a form, read again from the form's own store, never from an event. */
export interface Response {
  id: string;
  at: number;
  email: string | null;
  answers: { item: string; title: string; value: string | string[] }[];
}

export interface FormQuestion {
  key: string;
  type: 'text' | 'paragraph' | 'list' | 'choice' | 'checkbox' | 'date' | 'time' | 'scale';
  title: string;
  help: string;
  required: boolean;
  options?: string[];
  scale?: number;
}
/** A page of "try this first": shown when the answer of the gate question is `when`. */
export interface FormHelp {
  when: string;
  title: string;
  text: string;
  solved: string;
  goOn: string;
}
export interface FormSpec {
  title: string;
  description: string;
  confirmation: string;
  questions: FormQuestion[];
  gate?: { key: string; help: FormHelp[]; solvedKey: string };
  verified: boolean;
  destination: string | null;
}

export interface Forms {
  /** Makes or brings up to date. Titles people changed are kept; item ids by key are returned. */
  install(
    existing: string | null,
    spec: FormSpec,
    items: Record<string, string>,
  ): { id: string; items: Record<string, string>; tab: number | null; url: string };
  setChoices(id: string, item: string, options: string[]): void;
  responses(id: string, since: number): Response[];
  /** URL with these answers filled in: item id -> text. `{…}` placeholders survive. */
  prefilled(id: string, answers: Record<string, string>): string;
}

export interface SheetSpec {
  sheet: number;
  title: string;
  hidden: boolean;
  machine: boolean;
  header: {
    text: string;
    note: string;
    width: number;
    grey: boolean;
    format: 'text' | 'date' | 'datetime' | 'number' | 'money' | 'time' | 'any';
    options?: string[] | { sheet: number; row: number; col: number; rows: number };
  }[];
  /** Conditional formats: cells of a column whose text starts with / equals, or a custom formula over the row. */
  colours: {
    col: number;
    cols: number;
    when: { equals?: string; startsWith?: string; contains?: string; formula?: string };
    ground?: string;
    ink?: string;
    bold?: boolean;
    strike?: boolean;
  }[];
  /** Filter views: labels of column `col` that are hidden, sorted by column `sort`. */
  views?: { id: number; title: string; col: number; hidden: string[]; sort: number }[];
  tabColour?: string;
  frozenColumns: number;
  rows: number;
}

export interface Structures {
  create(name: string, language: Lang, zone: string, sheets: SheetSpec[]): string;
  /** Brings sheets to the spec: adds missing ones, header words and formats; keeps what people added or renamed. */
  shape(id: string, sheets: SheetSpec[], existing: number[]): void;
  sheetIds(id: string): { sheet: number; title: string }[];
  /** Installs missing triggers by handler name; never deletes others' (failure 2). */
  ensureTriggers(wanted: TriggerSpec[]): string[];
}
export type TriggerSpec =
  | { handler: string; on: 'edit'; book: string }
  | { handler: string; on: 'submit'; book: string }
  | { handler: string; on: 'minutes'; every: 1 | 5 | 10 | 15 | 30 }
  | { handler: string; on: 'day'; hour: number }
  | { handler: string; on: 'hours'; every: number };

export interface Ports {
  books: Books;
  structures: Structures;
  forms: Forms;
  mailer: Mailer;
  /** The company's directory; null = the People service is not switched on for this project. */
  directory(): DirectoryPerson[] | null;
  props: Props;
  /** The office account's user properties (S10). */
  secrets: Props;
  /** Runs `work` under the script lock, or returns `busy` after `waitMs`. */
  locked<T>(waitMs: number, work: () => T): T | 'busy';
  now(): number;
  sleep(ms: number): void;
  uuid(): string;
  /** E-mail of who asks; '' when Google does not say. */
  caller(): string;
  /** The account this runs as. */
  runsAs(): string;
  zone(): string;
  webUrl(): string;
  pack(): string;
  log(code: string, facts?: Record<string, string | number>): void;
}
