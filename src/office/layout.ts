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
  home: 10,
  bin: 11,
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
} as const;
export const META_ROWS = 10;

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
  look: 'look:', // look:<workbook>:<register> -> who rang a bell that found nothing: the tick looks at the register whole
  handover: 'handover:', // handover:<person> -> what is to be done, and where the last run stopped
  directory: 'directory', // what the last look into the company's directory told
  next: 'next:', // next:<workbook> -> epoch ms of the next due moment
} as const;

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
}

/** `form:<formId>`. `items`: item id -> field key (or `$ticket`, `$score`, `$comment`, `$solved`). `tab`: sheet id of its answers in the intake workbook. */
export interface FormMap {
  id: string;
  kind: 'intake' | 'survey';
  key: string;
  workbook: string;
  register: string;
  items: Record<string, string>;
  tab: number | null;
  verified: boolean;
  url: string;
  prefill: string;
  /** What stands in the prefill link for each field: `{asset}`, or a list's first choice. */
  marks: Record<string, string>;
  /** The choice that means "it works now" (R095). */
  solved?: string;
}
