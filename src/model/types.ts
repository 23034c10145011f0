/**
 * The compiled model: what an office is, checked and typed, as plain JSON. `compile` makes it from templates and the office
 * layer; `_model` stores it, one row a register; every decision reads it. No function lives here.
 */

import type { Procedure } from './procedures';

/** Languages a label may be written in, by hand. */
export type Lang = 'zh-TW' | 'zh-CN' | 'en';
export const LANGS: readonly Lang[] = ['zh-TW', 'zh-CN', 'en'];

/** One thing's words, by language. A missing language falls back to the office's first one. */
export type Label = Partial<Record<Lang, string>>;

/** The whole model of one office. `version` is the digest of everything below it. */
export interface Model {
  format: 1;
  version: string;
  registers: Record<string, Register>;
  lists: Record<string, List>;
  roles: Record<string, Role>;
  settings: Record<string, Setting>;
  mails: Record<string, MailText>;
  surveys: Record<string, Survey>;
  help: Record<string, SelfHelp>;
  workbooks: Record<string, Workbook>;
  /** Texts of documents: as shipped, and by `x_…` key those of the office (tab 文件範本). */
  texts?: Record<string, DocumentText>;
  /** 核決權限: rows by matter (the `chain` an approval names). Empty as shipped; the office writes it. */
  chains: Record<string, ChainRow[]>;
  /** Registers an office switches on and off together (tab 首頁). */
  modules: Record<string, Module>;
  /** What differs by region; laid over the pack, below what the office says (`office.region`). Read by plan and apply alone. */
  regions?: Record<string, Region>;
  /** The region laid over this model. */
  region?: string;
  /** Source trees of the patterns; read by plan and apply alone, when a register is made by rows. */
  patterns: Record<string, unknown>;
}

/** `name`: of an office's own text, the document it is for as people call it; it wins over the shipped one in its language. */
export interface DocumentText {
  key: string;
  name?: string;
  register: string;
  words: Label;
}

/** A region pack: other numbers, other words and entries of dropdowns, lists of its own. */
export interface Region {
  key: string;
  name: Label;
  /** Other ways to write its name in the tab 數字. */
  aliases: string[];
  settings: Record<string, string | number>;
  lists: Record<string, RegionList>;
}
/** With a label it is a list the pack does not have. */
export interface RegionList {
  label?: Label;
  entries: LaidEntry[];
}
/** An entry laid over a list: what is left out stays as it is. */
export type LaidEntry = Pick<ListEntry, 'key' | 'label'> & Partial<ListEntry>;

/** What is switched on by one tick: its registers with their tabs, forms, mails and clocks. */
export interface Module {
  key: string;
  label: Label;
  help?: Label;
  registers: string[];
  /** Modules that come on with it: its registers may link to theirs. */
  needs?: string[];
  /** On in a new office. */
  on: boolean;
}

/** One spreadsheet: the boundary of an atomic commit and of who may see what (design: Who runs as whom). */
export interface Workbook {
  key: string;
  name: Label;
  /** Roles whose holders may edit it. */
  editors: string[];
  /** Duty its registers serve unless they say otherwise. */
  duty?: Register['duty'];
  /** Registers in the order of their tabs; the others follow. */
  tabs?: string[];
}

export type FieldType =
  | 'text'
  | 'long text'
  | 'number'
  | 'money'
  | 'date'
  | 'time'
  | 'yes-no'
  | 'choice'
  | 'choices'
  | 'person'
  | 'department'
  | 'link'
  | 'file'
  | 'files';

export interface Field {
  key: string;
  label: Label;
  /** What packs applied before called it; the office's own texts and conditions may say so still. */
  former?: string[];
  type: FieldType;
  /** choice, choices: key of the list. */
  list?: string;
  /** link: key of the register pointed at. */
  to?: string;
  /** person: holders of this role are offered, and a mail to a blank person goes to the role. Also: the role that owns the field. */
  role?: string;
  /** Field may be edited by these roles only (others are put back). Empty = whoever edits the workbook. */
  owner?: string[];
  /** `sender` (verified address of the form's sender) or `link.field` (value of a linked record) when nobody typed it. */
  from?: string;
  /** CEL: computed, grey, never typed. */
  is?: string;
  /** Written by the engine alone. */
  system?: boolean;
  required?: boolean;
  /** Value of a new row: a literal, or `now` (time) and `today` (date) for the moment it is made. */
  default?: string | number | boolean;
  /** CEL over the candidate record named by the field's own key: limits a link. */
  where?: string;
  /** Personal data: kept out of logs, erasable. */
  personal?: boolean;
  /** Kept in mirror and record page only: has no column. */
  noColumn?: boolean;
  /** The value is unique in its register, ignoring blanks. */
  unique?: boolean;
  /** Added by the office (tab 欄位): its column stands left of 更新, and a pack never takes it away. */
  office?: boolean;
  /** An office's field that its mails to the sender name. */
  inMails?: boolean;
  /** text: what it must look like. */
  shape?: 'email';
  /**
   * Register whose records alone change it once it is filled (R161): typed over, it is put back. A blank one may be filled by hand.
   */
  through?: string;
  /** How that register is called; filled in by the compiler. */
  throughName?: Label;
  /** A change counts when a second office manager confirms it; `others`: unless the person this field names made it. */
  confirms?: 'always' | 'others';
  /** Date field that becomes today when a person changes this one: the day of the last update. */
  stamps?: string;
  /** Other words a pasted ledger uses for this column. */
  aliases?: string[];
  help?: Label;
}

export type StateKind = 'todo' | 'active' | 'paused' | 'done' | 'closed' | 'void';
export interface State {
  key: string;
  label: Label;
  kind: StateKind;
}

/** What one action does, without Google and without a clock. */
export interface Action {
  key: string;
  label: Label;
  /** States it is legal in. */
  from: string[];
  /** State it leads to; absent = the state stays. */
  to?: string;
  /** Role keys, or `requester`, `holder`, `everyone`. Empty = whoever edits the workbook. */
  who: string[];
  /** Field keys that must be filled. */
  asks: string[];
  /** Field that words behind a colon fill: 「離職交接：陳怡君」. */
  words?: string;
  /** field key -> `me`, `now`, `today`, or a literal key/number/text. */
  sets: Record<string, string | number | boolean | null>;
  approval?: string;
  tells: Tell[];
  /** Same commit: the action of the linked record (`asset`), or of each record that points here (`move_lines.request`). */
  and: { link: string; action: string }[];
  /** Same commit: values the linked record gets, field -> path or CEL over this record. After `sets`, before `and`. */
  gives?: { link: string; values: Record<string, string> }[];
  /** `at`: when the date in this field comes. `after`: this setting's number of days after entering the state. */
  byItself?: { at?: string; after?: string };
  /** Key of the survey the requester is asked. */
  survey?: string;
  /** Name of a procedure over whole registers that begins with this action (engine/procedures). */
  job?: string;
  /** Same commit: what no table can say, by name. */
  run?: Procedure;
  /** The engine's own verbs, present in every register. */
  standing?: 'register' | 'undo' | 'void' | 'correct' | 'urge' | 'withdraw';
  /** The verb must carry words after a colon (void, correct). */
  reason?: boolean;
  /** Register whose records alone take this action here (R166): offered to nobody, refused when typed. */
  through?: string;
  /** How that register is called; filled in by the compiler. */
  throughName?: Label;
}

/** `who`: a field of type person/link, a role key, `requester`, `sender`. `mail`: key of a mail text. */
export interface Tell {
  who: string;
  mail: string;
}

export interface Clock {
  key: string;
  label: Label;
  /** State that starts it, state that stops it (moments). */
  starts: string;
  stops: string;
  /** Setting key with the number of hours, or a literal number; 0 where `until` says when. */
  within: string | number;
  /** Instead of `within`: due at the next such time of day at or after the start, `18:00` or the key of a setting. Wall time. */
  until?: string;
  hours: 'working' | 'wall';
  /** What the office allows elsewhere (tab 時限); the first case that fits a record wins. */
  cases?: ClockCase[];
  /** `at`: setting key or literal, per cent of the time; `after`: setting key of hours that goes before it. */
  warn?: { at: string | number; after?: string; tells: Tell[] };
  late?: { tells: Tell[] };
}

/** `when` a field holds a value (keys, as in records), other numbers and readers. What is left out is the clock's own. */
export interface ClockCase {
  when: { field: string; is: string | number | boolean };
  within?: number;
  hours?: 'working' | 'wall';
  warnPct?: number;
  warnTo?: string;
  lateTo?: string;
}

export interface Check {
  key: string;
  /** action key or approval step */ at: string;
  need: string;
  say: Label;
}
export interface Rule {
  key: string;
  /** CEL. */
  if: string;
  opens?: string;
  /** Values of the record that is opened: target field -> CEL over this record. */
  with?: Record<string, string>;
  tells: Tell[];
  sets: Record<string, string | number | boolean | null>;
  /** Action of this record that it takes by itself, if it is in a state for it: a quote above the cap is held. */
  does?: string;
  /** Field keys, `link.field` or `month`; the rule fires once for each combination. */
  oncePer: string[];
  /** It fires again after its condition did not hold for a while: stock that ran low, was filled up and ran low again. */
  eachTime?: boolean;
}

export interface Approval {
  key: string;
  shows: string[];
  binds: string[];
  /** Steps in order; what decides until the approval matrix has rows. */
  steps: ApprovalStep[];
  /** Matter of the approval matrix (核決權限) the steps come from once there is one, and the money field it looks at. */
  chain?: string;
  amount?: string;
  /** A step past its days; `then`: `deputy`. */
  late?: { tells: Tell[]; then?: string };
  passed: { to?: string; tells: Tell[]; and?: { link: string; action: string }[] };
  returned: { to?: string; tells?: Tell[]; and?: { link: string; action: string }[] };
  rejected: { to?: string; tells?: Tell[]; and?: { link: string; action: string }[] };
}
export interface ApprovalStep {
  key: string;
  label: Label;
  /** A role key, an e-mail, `requester.manager` or `requester.department` (its head). */
  who: string;
  days: number;
  /** Steps of one number run side by side; without a number each comes after the one before. */
  order?: number;
  /** Everybody of `who` must approve; otherwise one of them. */
  all?: boolean;
  /** Fields this step must fill. */
  asks?: string[];
  chain?: string;
  amount?: string;
}

/**
 * One row of the approval matrix. Rows of one matter whose amounts and condition fit make the chain, in order of `step`; rows of
 * one step stand side by side.
 */
export interface ChainRow {
  /** From 1. */
  step: number;
  /** A role key, an e-mail, `requester.manager` or `requester.department`. */
  who: string;
  /** Everybody of the step must approve; otherwise one of them. */
  all: boolean;
  /** Working days for the step. */
  days: number;
  /** Who is asked where nobody of `who` can decide: a role key or an e-mail. Absent: the role's `escalates`. */
  late?: string;
  /** Amounts, both included; an amount where one row ends and the next begins belongs to the row that ends there. */
  from?: number;
  to?: number;
  /** CEL over the record; absent = always. Not decidable = the row fits, so that a blank never skips an approver. */
  if?: string;
  label?: Label;
  /** Where it was written, for faults: 「核決權限!12」. */
  where?: string;
}

/** A document made when a state is reached: `frozen` = a PDF never rewritten, `living` = people write until an action. */
export interface DocumentSpec {
  key: string;
  label: Label;
  at: string;
  text: string;
  as: 'frozen' | 'living';
  until?: string;
  folder?: string;
  signs: string[];
  /** Its text as it counts now, by language: shipped, or the office's own. */
  words?: Label;
}

/**
 * An event in the office's calendar that follows a record while it is in one of these states (R113, R123-R124): what changes on either side
 * changes on the other. In a state of kind `void`, or back in one of kind `todo`, the event is called off; in any other it is left as it is.
 */
export interface EventSpec {
  key: string;
  label: Label;
  while: string[];
  /** Fields: its civil date, its time of day (office zone), its length in minutes. */
  day: string;
  time: string;
  minutes: string;
  /** Link to where it is held: never two events at once. The field `calendar` of that record is the address of its own calendar. */
  room?: string;
  /** Person fields whose people are invited. */
  guests: string[];
  /** Records that point at this one are guests, too. */
  lines?: EventLines;
  /** Fields its description shows. */
  shows: string[];
  /** Action taken when people delete it in the calendar. */
  gone?: string;
}
/** `of`: `attendance.meeting`; the first filled of the person fields is invited while the line is in one of the states. */
export interface EventLines {
  of: string;
  person: string[];
  while: string[];
  /** Actions of the line when the guest answers in the calendar. */
  accepts?: string;
  declines?: string;
}

/** The records of a register as bars over the weeks, on a tab of their own: fields for what, who, from and to, and per cent done (R132). */
export interface Timeline {
  label: Label;
  what: string;
  who: string;
  from: string;
  to: string;
  progress?: string;
}

/** Under which of the service desk's large words a form stands (register sheet: Front door). */
export const FORM_TILES = ['broken', 'need', 'meeting', 'money', 'papers', 'risk', 'other'] as const;
export type FormTile = (typeof FORM_TILES)[number];

export interface Form {
  key: string;
  title: Label;
  description?: Label;
  /** everyone, heads, a role, or anyone-with-the-link. */
  who: string;
  tile: FormTile;
  asks: string[];
  /** "Try this first": sections by the value of field `by`, texts from help table `show`. */
  first?: { by: string; show: string };
  prefill: string[];
}

/** A count kept on the linked record's mirror row, moved in the child's commit (design section 10). */
export interface Tally {
  /** `<child register>.<link>.<count>`: `tickets.asset.month`, `tickets.asset.model.month`, `tickets.asset.open`. */
  name: string;
  register: string;
  /** Link field of the child that points at the parent, or `link.link` for a grandparent: `asset.model` on models. */
  link: string;
  /**
   * `month`: counted per calendar month (key gets `:2026-03`); `open`: open records now; `all`: not void; `sum`: what field `of`
   * adds up to; `each`: one count a value of field `of` (key gets `:<value>`; `id` = the records themselves).
   */
  count: 'month' | 'open' | 'all' | 'sum' | 'each';
  of?: string;
  /** Only records in this state. */
  state?: string;
}

/** A date that people hear of beforehand: warranty, contract, qualification (R075, R153-R155). */
export interface Alert {
  key: string;
  label: Label;
  /** Date field. */
  date: string;
  /** Setting that holds days before, `90, 30, 7, 0`, or the days themselves. Each is told once. */
  lead: string;
  /** States in which it matters; empty = all but void and closed ones. */
  while: string[];
  tells: Tell[];
}

/**
 * One mail a reader with the records that are theirs, at a time of the week, and the page where they say how each goes (R018, R138).
 * Digests of one workbook with the same mail are one mail.
 */
export interface Digest {
  key: string;
  mail: string;
  /** Person field or role. */
  to: string;
  /** Setting that holds the days between two of them, and the one that holds when: `Mon 09:00`. */
  every: string;
  at: string;
  /** States; empty = all but done, closed and void ones. */
  while: string[];
  /** CEL: which of them. */
  if?: string;
  /** Fields said of each, and those they are in order of. */
  shows: string[];
  sort: string[];
  /** Date field with the end, and the one with the last update: what is past, or older than `every`, is said. */
  due?: string;
  updated?: string;
  /** Actions the page offers to a reader who is named by a field; words go into their `words` field. */
  offers: string[];
}

export interface Metric {
  key: string;
  label: Label;
  kind: 'count' | 'sum' | 'average' | 'share';
  /** sum, average: field key. share: `clocks.<key>.met`. count: optional CEL. */
  of?: string;
  if?: string;
  per: 'month' | 'year';
  /** Date field whose month a record belongs to; without it the month it was made in. */
  dated?: string;
  /** Paths to group by: `tier`, `asset.model`, `requester.department`. */
  by: string[];
  /** `>= 95%` */
  target?: string;
  better?: 'lower' | 'higher';
  /** sum: divided by the people there are, of a department where it is grouped by one. */
  each?: 'head';
  covers?: string[];
}

export type Pattern = 'log' | 'request' | 'approval' | 'loan' | 'round' | 'campaign' | 'ledger';

export interface Register {
  key: string;
  name: Label;
  pattern: Pattern;
  /** Key of the module it is switched on with; none = always there. */
  module?: string;
  workbook: string;
  /** Duty of R001 it belongs to. */
  duty: 'coordination' | 'policy' | 'resources' | 'risk' | 'advancement' | 'office';
  accountable: string;
  covers: string[];
  /** `TKT-{year}-{0000}`; also {roc} {month} {dept} and plain text. */
  number: string;
  /** `{place} {category}`. */
  called: string;
  enters?: string;
  keepOpen?: number;
  fields: Field[];
  states: State[];
  actions: Action[];
  clocks: Clock[];
  checks: Check[];
  rules: Rule[];
  approvals: Approval[];
  form?: Form;
  metrics: Metric[];
  /** Tallies that OTHER registers keep on records of this one. */
  alerts?: Alert[];
  digests?: Digest[];
  tallies: Tally[];
  /** Child tab, hidden at birth. */
  hidden?: boolean;
  /** Many records that have nothing to do with each other point at one of these: no thread goes through it. */
  shared?: boolean;
  /** One state-less ledger row per key of a shipped table (numbers, lists): rows come from the pack. */
  shipped?: 'settings' | 'lists' | 'roles' | 'fields' | 'mails' | 'clocks' | 'modules' | 'forms' | 'registers';
  /** Made by the office from a pattern (tab 登記簿). */
  office?: boolean;
  documents?: DocumentSpec[];
  events?: EventSpec[];
  timeline?: Timeline;
}

export interface ListEntry {
  key: string;
  label: Label;
  order: number;
  on: boolean;
  aliases: string[];
  colour?: string;
}
export interface List {
  key: string;
  label: Label;
  entries: ListEntry[];
  /** Words of the setup tabs, or derived from the model itself: no rows of 清單. */
  fixed?: boolean;
}
export interface Role {
  key: string;
  label: Label;
  /** Who takes over when nobody holds it. */ escalates?: string;
}
export interface Setting {
  key: string;
  label: Label;
  /** What it does, for the tab 數字. */
  help?: Label;
  value: number | string;
  unit: Label;
  /** rule · example · unset · ours (requirements A.12). */
  status: 'rule' | 'example' | 'unset' | 'ours';
  covers: string[];
  min?: number;
  max?: number;
}
/**
 * `when`: at once (after the grace minutes), bundled at the reader's times, or never (an office may switch it).
 * `reader` picks the row of the mail policy. Texts are mustache over label words and keys: {{number}} {{called}} {{fields.cost}}.
 */
export interface MailText {
  key: string;
  reader: 'sender' | 'handler' | 'head' | 'leader' | 'everyone' | 'outsider';
  when: 'at once' | 'bundled' | 'never';
  /** No grace minutes, and outside working hours too. */
  emergency?: boolean;
  /** From a due clock: nothing a person did could be taken back, so no grace. */
  clock?: boolean;
  /** Outside working hours too; several for one reader in one tick are one mail. */
  together?: boolean;
  /** First line = the answer. */
  answer: Label;
  body: Label;
  button?: { label: Label; to: 'record' | 'survey' | 'approve' | 'order' | 'work' };
  why: Label;
}
export interface Survey {
  key: string;
  title: Label;
  question: Label;
  /** 1..scale, no default. */
  scale: number;
  sets: string;
  comment?: string;
}
export interface SelfHelp {
  key: string;
  entries: Record<string, { steps: Label[] }>;
}

/** A fault of the input, in the place where it was written, with what to write instead. */
export interface Fault {
  where: string;
  code: string;
  words: Label;
  severity: 'error' | 'warning';
}
