/**
 * Where things lie: the fixed sheet ids and rows of a workbook's machine sheets, and the script properties. One place, so
 * that reads go by sheet id and arithmetic, never by title (design: Mirror and projection; The commit).
 */

/** Sheet ids we choose ourselves when a workbook is made. Registers get LIVE + i and MIRROR + i, i kept in the book map. */
export const SHEET = {
  meta: 1,
  ref: 2,
  model: 3,
  clocks: 4,
  journal: 5,
  outbox: 6,
  intake: 7,
  /** `_cut`: rows that just left a register, until it is sure which they were. Stands for seconds. */
  cut: 8,
  home: 10,
  bin: 11,
  pack: 20,
  versions: 21,
  import: 12,
  imported: 13,
  /** Bars over the weeks, where a register has them. */
  timeline: 14,
  LIVE: 100,
  MIRROR: 1100,
} as const;

export const MACHINE_TITLES = {
  meta: '_meta',
  ref: '_ref',
  model: '_model',
  clocks: '_clocks',
  journal: '_journal',
  outbox: '_outbox',
  intake: '_intake',
  imported: '_import',
} as const;

/** `_meta`: column A the key, column B its JSON; row (0-based) by key. */
export const META_ROW = {
  commit: 0,
  counters: 1,
  versions: 2,
  registers: 3,
  sizes: 4,
  notices: 5,
  pending: 6,
  held: 7,
  office: 8,
  counts: 9,
  digests: 10,
} as const;
export const META_ROWS = 11;

/** `_ref`: rows of JSON (column A key, B version, C… chunks); dropdown columns begin further down. */
export const REF_ROWS = 16;
export const REF_DROPDOWN_ROW = 20;
export const REF_KEYS = ['office', 'people', 'departments', 'roles', 'settings', 'lists', 'days', 'deputies'] as const;

/** `_model`: row 0 the shared part, then a row a register (A key, B version, C… JSON chunks). */
export const MODEL_CHUNK = 45000;
export const MODEL_COLUMNS = 8;

/** A mirror row: five cells. */
export const MIRROR_COLUMNS = 5; // id · rev · fp · row · json
export const CLOCK_COLUMNS = 6; // due · register · id · rev · clock · moment
export const JOURNAL_COLUMNS = 8; // n · at · commit key · digest · register|id|rev|action · actor · payload · salt
export const OUTBOX_COLUMNS = 8; // seq · key · kind · not before · lease · tries · payload · MAC
export const IMPORTED_COLUMNS = 4; // batch · content digest · id · at
export const INTAKE_COLUMNS = 6; // seq · form · response id · content hash · register/id · at

/** Engine columns of every register, before and after the fields. */
export const ENGINE_COLUMNS = ['$number', '$state', '$next', '$check'] as const;
export const TAIL_COLUMNS = ['$due', '$files', '$updated'] as const;

/** Script properties: prefix -> what it holds (each prefix has its budget in health). */
export const PROP = {
  owner: 'owner', // e-mail of the office account
  book: 'book:', // book:<workbook> -> BookMap
  form: 'form:', // form:<formId> -> FormMap
  cursor: 'cursor:', // cursor:<formId> -> epoch ms of the newest response taken in
  bell: 'bell:', // bell:<spreadsheetId>:<uuid>
  sent: 'sent:', // sent:<effect key>
  mark: 'mark:', // mark:<workbook> -> high-water mark
  proven: 'proven:', // proven:<workbook> -> last journal row proven, and its digest
  share: 'share:', // share:<number> -> what of a shared slice stands
  shared: 'shared', // setup commit the slices last followed
  archive: 'archive:', // archive:<workbook> -> spreadsheet ids by year
  archiving: 'archiving:', // archiving:<workbook> -> epoch ms from which the tick goes on with what the night did not finish
  cut: 'cut:', // cut:<workbook> -> rows were cut out and are not yet looked after
  look: 'look:', // look:<workbook>:<register> -> who rang a bell that found nothing: the tick looks at the register whole
  job: 'job:', // job:<workbook>:<register>:<id> -> this record asked for work over whole registers
  again: 'again:', // again:<workbook> -> who decides has changed there: running approvals are to be asked again
  handover: 'handover:', // handover:<person> -> what is to be done, and where the last run stopped
  import: 'import:', // import:<workbook> -> ImportState: the batch under way, batches being undone
  tab: 'tab:', // tab:<workbook> -> somebody was at the tab 匯入: who, and which headers are new
  directory: 'directory', // what the last look into the company's directory told
  next: 'next:', // next:<workbook> -> epoch ms of the next due moment
  digest: 'digest:', // digest:<workbook> -> epoch ms of the next time a digest may be due
  published: 'ref', // commit of the setup workbook that all workbooks were brought to; absent = they are still to be
  follow: 'follow:', // follow:<workbook> -> what is owed after a new snapshot: words that were others, days that moved
  columns: 'columns:', // columns:<workbook> -> fields by register whose columns the model just applied is still to bring
  forms: 'forms', // digest of what the forms ask and offer, as last installed
  revert: 'revert', // version of 設定紀錄 to go back to, and who chose it
  limits: 'limits', // a question about time limits stands on 首頁 without its numbers
  replan: 'replan', // open cases too get the time limits just accepted
  todo: 'todo', // what a tick on the setup workbook's 首頁 asked for: apply, or the version to go back to
  checked: 'checked', // commit of the setup workbook whose rows were judged last
  compared: 'compared', // version of the bundle's pack and commit of the setup workbook that were compared last
  found: 'found:', // found:<formId> -> questions people added, until they are fields
  lost: 'lost:', // lost:<formId> -> epoch ms since when a form does not open
  mend: 'mend:', // mend:<formId> -> what somebody ticked on 首頁: questions to put back, or the form to make anew
  choices: 'choices:', // choices:<formId>:<field> -> label by key of what the list offered when the question was last brought up to date
  making: 'making:', // making:<kind>:<key> -> id of a form that is being made
  alive: 'alive:', // alive:<tick|nightly> -> epoch ms of its last start
  broken: 'broken:', // broken:<workbook> -> what could not be read, since when
  folder: 'folder:', // folder:<mark> -> id of a folder of documents
  letterhead: 'letterhead', // id of the Doc that documents are written into, where the office has one
  formBell: 'rang:forms', // an answer came while the lock was taken
  draw: 'draw:', // draw:<workbook> -> something on its tab of bars changed
  drawn: 'drawn:', // drawn:<workbook> -> epoch ms of when that tab was drawn last
  calendar: 'calendar', // where the last look into the calendar ended
  calendarBell: 'rang:calendar', // the calendar changed, and nobody has looked yet
  rebuild: 'rebuild:', // rebuild:<workbook>:<register> -> who asked: its tab is being written back from the mirror
  health: 'health', // what 首頁 has been told, by workbook
} as const;

/** Sheets of the setup workbook alone: the pack as last applied, and the rows that were in force version by version. */
export const SETUP_TITLES = { pack: '_pack', versions: '_versions' } as const;
/** Row (0-based) of `_versions` that holds the rows in force; version n lies in row 1 + n. */
export const IN_FORCE_ROW = 1;

/** One register's place in its workbook. `model` = row of `_model` (0-based); `needs` = registers whose records it may touch. */
export interface RegisterPlace {
  live: number;
  mirror: number;
  model: number;
  needs: string[];
}

/** `book:<workbook>`: what a run must know before its first read. */
export interface BookMap {
  key: string;
  id: string;
  registers: Record<string, RegisterPlace>;
  /** Registers that were switched off: their sheets wait for them. */
  off?: Record<string, RegisterPlace>;
}

/**
 * `form:<formId>`. `items`: item id -> field key (or `$ticket`, `$score`, `$comment`, `$solved`) of the questions that stand,
 * `was` of deleted ones. `missing`: keys the form asked for and asks no longer. `pages`: list entry -> its page of self-help,
 * '' = where all others go on. `tab`: sheet id of its answers in the intake workbook.
 */
export interface FormMap {
  id: string;
  kind: 'intake' | 'survey' | 'decision';
  key: string;
  workbook: string;
  register: string;
  items: Record<string, string>;
  was?: Record<string, string>;
  missing?: string[];
  pages?: Record<string, string>;
  tab: number | null;
  verified: boolean;
  url: string;
  prefill: string;
  /** What stands in the prefill link for each field: `{asset}`, or a list's first choice. */
  marks: Record<string, string>;
  /** The choice that means "it works now" (R095). */
  solved?: string;
}

/** Column of 首頁 (0-based) from which the boxes of hidden tabs stand, to the right of what is told. */
export const TABS_COL = 3;
