/**
 * What the use cases need of the world, in the office's own words. `workspace` implements it over Google's services; tests and
 * the local runtime never do, they run the real ports over simulated services.
 */
import type { Choice, Offer } from '../engine/choices';
import type { FormItem } from '../engine/questions';
import type { Block as PaperBlock } from '../engine/paper';
import type { Seen } from '../engine/events';
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
  /** A new plain column before `col`; the commit dresses it afterwards. */
  | { do: 'insert'; sheet: number; col: number }
  | { do: 'append'; sheet: number; rows: (Put | null)[][] }
  /** `rows`, `cols`: of one cell when absent. */
  | { do: 'choices'; sheet: number; row: number; col: number; options: string[]; rows?: number; cols?: number }
  /** A hidden tab is shown. */
  | { do: 'show'; sheet: number }
  /** Whole rows cut out, or blank rows put in before `row`; what stands below moves. */
  | { do: 'delete-rows'; sheet: number; row: number; rows: number }
  | { do: 'insert-rows'; sheet: number; row: number; rows: number }
  /** Whole rows as they stand (formulas and looks too) to the same columns of another sheet or place. */
  | { do: 'copy-rows'; sheet: number; row: number; rows: number; cols: number; to: number; toRow: number }
  | { do: 'add-sheet'; sheet: number; title: string; rows: number; cols: number }
  | { do: 'drop-sheet'; sheet: number }
  /** Empties values; from column `col` (default 0). */
  | { do: 'clear'; sheet: number; row: number; rows: number; cols: number; col?: number }
  /** Repair (all 0-based): a sheet that was deleted, made as at birth; before the writes that fill it. */
  | { do: 'sheet'; sheet: number; spec: SheetSpec; owner: string }
  | { do: 'protect'; sheet: number; title: string; owner: string }
  | { do: 'unfilter'; sheet: number }
  | { do: 'zone'; sheet: number; zone: string };

/** One atomic, fenced call (reliability: Fence). `check`: cells whose struck value the answer must show. */
export interface Batch {
  fence: number;
  drop: number;
  writes: Write[];
  check: { sheet: number; title: string; row: number; col: number }[];
}

export interface Books {
  /** One Sheets API read. Answers in the order asked. */
  read(id: string, areas: Area[], how?: 'values' | 'formulas' | 'shown'): Block[];
  /** All or nothing without a fence: for files only we write, by places that may be written twice. */
  write(id: string, writes: Write[]): void;
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

/** Who may open a file of the office account's beside itself. Adding who is there, or removing who is not, does nothing. */
export interface Sharing {
  editors(id: string): string[];
  viewers(id: string): string[];
  addViewer(id: string, email: string): void;
  removeViewer(id: string, email: string): void;
}

/** A sheet (`id`: sheet id) or a whole file that is there no longer, or not for the office account. */
export class Gone extends Error {
  constructor(
    readonly what: 'sheet' | 'file',
    readonly id: number | string,
    readonly file: string,
  ) {
    super(`gone: ${what} ${id}`);
    this.name = 'Gone';
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
  /** The same with the keys of the list, where the options follow one. */
  offers?: Offer[];
  scale?: number;
  /** The gate put back: option -> item id of the page it leads to; '' = where all others go on. */
  leads?: Record<string, string>;
}
/** A page of "try this first": shown when the answer of the gate question is `when`. */
export interface FormHelp {
  /** Key of the list's entry, and its label. */
  key: string;
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

export interface FormLook {
  accepting: boolean;
  published: boolean;
  verified: boolean;
  destination: string | null;
  /** Answers may be changed after they were sent. */
  edits: boolean;
}

export interface Forms {
  /**
   * Makes or brings up to date. What people changed is kept; item ids by key are returned. `begun`: called with the id of a new
   * form before anything is in it; handed in as `unfinished` next time, what a broken run left in it is made anew.
   */
  install(
    existing: string | null,
    spec: FormSpec,
    items: Record<string, string>,
    making?: { unfinished: string | null; begun: (id: string) => void },
  ): { id: string; items: Record<string, string>; pages: Record<string, string>; tab: number | null; url: string };
  /** The form's items in order. Throws when it does not open. */
  items(id: string): FormItem[];
  /** How the form stands; null = it does not open: deleted, in the bin, or no longer ours. `destination`: spreadsheet id. */
  look(id: string): FormLook | null;
  /** One question at an index of the items that are there, `half` (a blank item of its kind) left out. Returns its item id. */
  addQuestion(id: string, question: FormQuestion, at: number, half: string | null): string;
  /** Puts choices in place of those that stand; each keeps the section it leads to, new ones lead to `rest` where others lead anywhere. */
  setChoices(id: string, item: string, choices: Choice[], rest: string | null): void;
  responses(id: string, since: number): Response[];
  /** URL with these answers filled in: item id -> text; `marks`: what stands in it. `{…}` survives; a list takes only its own choices. */
  prefilled(id: string, answers: Record<string, string>): { url: string; marks: Record<string, string> };
  /** Opens it, verifies senders, switches edits off, connects it to the workbook of answers; the tab of its answers there. */
  mend(id: string, verified: boolean, target: string): number | null;
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
    /** Of money: digits after the point (setting money.decimals). */
    decimals?: number;
    options?: string[] | { sheet: number; row: number; col: number; rows: number };
    /** Each record's row has a dropdown of its own (Next step): the column's is for blank rows alone. */
    rowwise?: boolean;
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
  /** Where it is not the header alone. */
  frozenRows?: number;
  columns?: number;
  rows: number;
  /** Rows that hold something, as far as known: a refresh looks no further than shortly below them. */
  used?: number;
}

/** One sheet to dress: colours and views of the spec are at live columns. */
export interface Dressing {
  spec: SheetSpec;
  /** Live 0-based column of each header entry, -1 = not there. */
  at: number[];
  headerRow: number;
  /** The spec as last dressed, so that texts of ours are told from people's. */
  before?: SheetSpec;
}

export interface Structures {
  create(name: string, language: Lang, zone: string, sheets: SheetSpec[]): string;
  /** Brings sheets to the spec: adds missing ones, header words and formats; keeps what people added or renamed. */
  shape(id: string, sheets: SheetSpec[], existing: number[]): void;
  /** The file's name as it is now. */
  name(id: string): string;
  /**
   * Dresses registers' live columns again: what a paste wiped or a new column lacks comes back, what people gave themselves stays.
   * Few reads whatever their number, at most one write a sheet. An answer each, in order; null when the sheet is gone. `bare`: 0-based
   * rows whose own dropdown is missing.
   */
  refresh(id: string, sheets: Dressing[]): ({ changed: number; bare: number[] } | null)[];
  sheetIds(id: string): { sheet: number; title: string }[];
  /** Shows tabs, or puts them away. */
  show(id: string, sheets: number[], shown: boolean): void;
  /** How a workbook stands, for health; null when it cannot be opened. `guards`: who may write a protected sheet; null = not protected. */
  inspect(id: string): BookState | null;
  /** The account's own triggers; `source` '' = a clock, or its calendar. */
  triggers(): { handler: string; source: string }[];
  /** Deletes own triggers of a handler (and file): all, or all but one. Only where a person asked. */
  dropTriggers(handler: string, source: string, keep: 0 | 1): void;
  /** Installs missing triggers by handler name; never deletes others' (failure 2). */
  ensureTriggers(wanted: TriggerSpec[]): string[];
}
export interface BookState {
  zone: string;
  sheets: {
    sheet: number;
    title: string;
    hidden: boolean;
    rows: number;
    guards: string[] | null;
    filtered: boolean;
  }[];
}
export type TriggerSpec =
  | { handler: string; on: 'edit'; book: string }
  | { handler: string; on: 'submit'; book: string }
  | { handler: string; on: 'minutes'; every: 1 | 5 | 10 | 15 | 30 }
  | { handler: string; on: 'calendar' }
  | { handler: string; on: 'day'; hour: number }
  | { handler: string; on: 'hours'; every: number };

/** What a document is made of. `cause`: short key of the effect: one cause, one file. */
export interface Paper {
  cause: string;
  /** Without an ending. */
  name: string;
  blocks: PaperBlock[];
  office: string;
  lang: Lang;
  /** Key of the workbook its record lives in. */
  book: string;
}
export interface PaperFile {
  id: string;
  url: string;
  name: string;
  kind: 'pdf' | 'doc';
  /** SHA-256 of a PDF, where Drive tells it. */
  digest?: string;
}
/** A finished file of ours in the bin. */
export interface Binned {
  id: string;
  name: string;
  book: string;
}
/**
 * Documents and their folders. Every file carries its cause, so that what a broken run made is found and finished, never made twice.
 */
export interface Documents {
  /** A folder of ours by its mark, made where it is not there. `parent` null: at the top. */
  folder(name: string, parent: string | null, mark: string): string;
  /** The Doc every document begins as a copy of; made plain where there is none. The office styles it by hand. */
  letterhead(name: string, office: string, parent: string): string;
  /** Is this file there, and not in the bin? */
  stands(id: string): boolean;
  /** A PDF that is never rewritten, or a document people write in; `work`: the folder of what is not finished. */
  make(paper: Paper, kind: 'pdf' | 'doc', folder: string, work: string, letterhead: string): PaperFile;
  /** A file people sent, by its cause once; `base64`: its bytes. */
  keep(file: Pick<Paper, 'cause' | 'name' | 'book'>, mime: string, base64: string, folder: string): { id: string };
  /** The document people wrote in, as a PDF beside it; it stays, read-only. Null: it is gone. */
  freeze(id: string, paper: Pick<Paper, 'cause' | 'name' | 'book'>, folder: string): PaperFile | null;
  /** These people may look, or write; who may already is left as they are. */
  share(id: string, emails: string[], role: 'reader' | 'writer'): void;
  binned(): Binned[];
  unbin(id: string): void;
}

/** An event as it should stand. Civil times in `zone`; `text` its description; addresses in small letters. */
export interface CalendarEvent {
  id: string;
  title: string;
  text: string;
  day: string;
  time: string;
  end: { day: string; time: string };
  zone: string;
  guests: string[];
  /** Whom we invited before: who else is a guest was invited by people, and stays. */
  ours: string[];
  /** Where: never two events at once. `address`: its own calendar, invited where it is free. */
  room: { id: string; name: string; address: string | null } | null;
  /** It stood there when it was last looked at. */
  known: boolean;
}
/** The office account's own calendar. Every event of ours has an id of ours, so that what a broken run made is found, never made twice. */
export interface Calendar {
  /** Makes it, or brings it to this. `taken`: title of what has the room then, which is not asked for it. `deleted`: people took it out. */
  put(event: CalendarEvent): { url: string; taken: string | null } | 'deleted';
  /** Calls it off; one that is not there is called off already. */
  remove(id: string): void;
  /** What changed since the token (null: everything), in civil times of the zone, and the token for the next look. */
  changes(token: string | null, zone: string): { events: Seen[]; token: string };
}

export interface Ports {
  books: Books;
  documents: Documents;
  calendar: Calendar;
  structures: Structures;
  sharing: Sharing;
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
