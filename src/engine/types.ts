/**
 * What a decision is made of: records, the reference snapshot, commands and the answer. All plain JSON; times are epoch
 * milliseconds, civil dates are `yyyy-MM-dd` in the office's zone.
 */
import type { RunningJob } from './jobs';
import type { Label, Lang, ListEntry, StateKind } from '../model/types';

/** A field's value by its key: keys of lists, e-mails of people, ids of links; blank is null ('' and [] are written as null). */
export type Value = string | number | boolean | string[] | null;

/** A cell as the Sheets API gives it: text, serial number, boolean, or blank (''). */
export type Cell = string | number | boolean;

/** A value as typed that cannot be taken: stays in the cell, light red, explained in Check. */
export interface Held {
  typed: Cell;
  words: Words;
}

/** A message by code; `engine/words` renders it in the reader's language. Params are already words or keys with a kind. */
export interface Words {
  code: string;
  params?: Record<string, string | number | Label>;
}

/** One span of a clock's arithmetic; `counted` in milliseconds. `why` = working, night, weekend, holiday, half-day, lunch, paused. */
export interface Span {
  from: number;
  to: number;
  counted: number;
  why: string;
}

export interface ClockState {
  /** Epoch ms of start, of stop (met or late), due and warn moments; null when not known or paused. */
  started: number;
  stopped: number | null;
  due: number | null;
  warn: number | null;
  /** Pauses so far; the last has `to: null` while paused. */
  pauses: { from: number; to: number | null }[];
  ledger: Span[];
  /** Allowed time in ms, kept so that a later change of the number asks before it moves an open case. */
  allowed: number;
  met: boolean | null;
  warned?: boolean;
  breached?: boolean;
  /** Text of the number it was computed from, for "why is it due then". */
  rule: string;
}

export interface Waiting {
  action: string;
  by: string | null;
  at: number;
  reason?: string;
}

/** A line of Check: the gravest stands first in the cell, all on the record page. */
export interface CheckLine {
  sign: '✓' | '✎' | '✗' | '⏳' | '⏸';
  words: Words;
  at: number;
  by?: string | null;
  /** field key it is about */ field?: string;
}

export interface RunningApproval {
  key: string;
  action: string;
  step: number;
  by: string;
  at: number;
  seal: string;
  waitingFor: string[];
  values: Record<string, Value>;
  /** As they were when it began: a changed matrix never touches a running approval. Absent on older records: the template's. */
  steps?: RunningStep[];
  /** Who has approved so far, and for whom: not the same when a deputy did. */
  given?: Seat[];
  /** Cases handed to another person (轉交): whose seat of which step, and to whom. */
  moved?: { step: string; for: string; to: string }[];
  /** Fields the seal is over, as they were when it began. Absent on older records: the template's. */
  binds?: string[];
}
/** One step of a running approval. `who`: role keys, e-mails, `requester.manager`; `all`: everybody of them, else one. */
export interface RunningStep {
  key: string;
  label: Label;
  who: string[];
  all: boolean;
  days: number;
  late?: string;
  /** Neighbours of one order run side by side; absent: by itself. */
  order?: number;
  /** Key of the template's step, where the matrix made several of it. */
  of?: string;
  /** Fields that whoever approves it fills. */
  asks?: string[];
  /** Who added this signer (加簽). */
  added?: string;
  /** Since when it is asked, and what was told since: 1 reminded, 2 gone up, then once a week. */
  since?: number;
  told?: number;
}
/** Somebody's say in a step, and who has it today: the same person, a deputy, or whom the case was handed to. */
export interface Seat {
  for: string;
  by: string;
  /** Key of the running step; absent in older records: the present one. */
  step?: string;
}
/**
 * One thing somebody decided in an approval; kept after its end, for the history on the page and the boxes of a document. `step`: key
 * of the template's step; `round`: when this sending began, so that a case sent again does not mix its rounds.
 */
export interface Decided {
  approval: string;
  round: number;
  step: string;
  label: Label;
  by: string;
  at: number;
  verdict: 'approve' | 'return' | 'reject' | 'delegate' | 'add_before' | 'add_after' | 'withdraw' | 'void';
  comment: string;
  /** In whose place, when not in her own. */
  for?: string[];
  /** To whom it was handed, or who was added. */
  to?: string;
  /** No longer counts: withdrawn, or what it stood on changed. */
  void?: true;
}
/** What an approval that has passed stands on. `loose`: corrected since; a change is taken and voids it. */
export interface Sealed {
  seal: string;
  binds: string[];
  at: number;
  by: string;
  /** Who sent it. */
  asker: string;
  loose?: true;
}

/** The committed truth of one row. */
export interface Rec {
  register: string;
  id: string;
  rev: number;
  state: string;
  values: Record<string, Value>;
  held: Record<string, Held>;
  waiting: Waiting | null;
  check: CheckLine[];
  clocks: Record<string, ClockState>;
  /** First and last entry into each state: moments of conditions (`at.solved` is the last). */
  at: Record<string, number>;
  /** Every state and tier passed, oldest first; R091 needs the time spent in each. */
  path: { at: number; state: string; tier?: string }[];
  tallies: Record<string, number>;
  approval: RunningApproval | null;
  /** Decisions so far, oldest first, and the seals of approvals that stand, by approval. Absent: none. */
  decided?: Decided[];
  sealed?: Record<string, Sealed>;
  /** Work over whole registers that this record asked for; absent or null when none is under way. */
  job?: RunningJob | null;
  /** Answers to questions no field knows (item id -> title and text). */
  extra: Record<string, { title: string; value: string }>;
  source: {
    kind: 'form' | 'typed' | 'pasted' | 'copied' | 'import' | 'rule' | 'setup';
    ref?: string;
    unverified?: boolean;
  };
  created: { at: number; by: string | null };
  updated: { at: number; by: string | null };
  /** What the last commit of a person changed, for undo within its minutes. */
  undo: Undo | null;
  /** Live row (1-based) where it was last seen. A hint, always verified by the id in the row. */
  row: number;
  /** Deleted from the sheet (tab 回收); null otherwise. */
  deleted: { at: number; by: string | null } | null;
  /** Its row lies in the archive of this year, no longer in the register's sheet; null or absent otherwise. */
  archived?: { at: number; year: number } | null;
  /** Rule keys that fired, with their once-per part. */
  fired: string[];
  /** Shown name of each link, as last known: a commit need not read the linked record to show it. */
  names: Record<string, string>;
  /** Effects an undo took back before they left; the tick does not deliver them. */
  cancelled: string[];
  /** Documents made for it, by their key in the template. */
  documents?: Record<string, Filed>;
  /** Its calendar events as last put, by their key in the template. */
  events?: Record<string, Standing>;
}
/**
 * An event as last put into the calendar: what it said (`digest`), when it was (to tell what people moved since) and whom we invited (to
 * leave alone whom they did). `turn` counts up when an event that was deleted is made anew, for a deleted id is never free again.
 */
export interface Standing {
  id: string;
  turn: number;
  digest: string;
  day: string;
  time: string;
  minutes: number;
  guests: string[];
  at: number;
  /** Called off: by us, or by people in the calendar. */
  off?: true;
  url?: string;
}
/**
 * A document's file. `pdf`: never rewritten, `digest` its SHA-256 where Drive tells it; `doc`: people write in it. `cause`: the
 * effect that made it.
 */
export interface Filed {
  id: string;
  url: string;
  name: string;
  kind: 'pdf' | 'doc';
  at: number;
  cause: string;
  digest?: string;
}
export interface Undo {
  by: string;
  until: number;
  commit: number;
  before: Partial<Rec>;
  /** Records changed in the same commit: their revisions then, and what they were before (null = made in it). */
  with: { register: string; id: string; rev: number; before?: Partial<Rec> | null }[];
  effects: string[];
}

// ---- the reference snapshot of one workbook (`_ref`) ------------------------------------------------

export interface RefPerson {
  email: string;
  name: string;
  /** unique display name */ display: string;
  /** Names this person was shown by before: still understood in cells, never shown. */
  former?: string[];
  english?: string;
  employee?: string;
  department: string | null;
  manager: string | null;
  language: Lang;
  active: boolean;
}
export interface RefDepartment {
  key: string;
  label: Label;
  aliases: string[];
  head: string | null;
  /** As the office says; absent = it says nothing. */
  headcount?: number;
  active: boolean;
}
/** `only` limits the role: { place: ['warehouse'] }. */
export interface RefRole {
  role: string;
  email: string;
  only?: Record<string, string[]>;
}
/** A row of 代理 in force: civil dates, both included; `matters` blank = all. */
export interface RefDeputy {
  who: string;
  deputy: string | null;
  from: string;
  to: string;
  matters: string[];
}
/** One row of 行事曆. `hours` like '08:30-12:00'; place '' = everywhere. */
export interface RefDay {
  date: string;
  open: boolean;
  hours: string | null;
  place: string;
  name: string;
}

export interface Ref {
  version: number;
  office: string;
  zone: string;
  /** Sheet language of this workbook. */
  language: Lang;
  people: RefPerson[];
  departments: RefDepartment[];
  roles: RefRole[];
  settings: Record<string, number | string>;
  lists: Record<string, ListEntry[]>;
  days: RefDay[];
  /** Lists in the order of their dropdown columns in `_ref`: given once, so that no validation ever points at another list. */
  columns?: string[];
  /** Absent in snapshots of older offices. */
  deputies?: RefDeputy[];
  /** Weekly hours: index 0 = Monday; each a list of ['08:30','12:00'] spans. Minutes precision, office zone. */
  week: [string, string][][];
}

// ---- journal, effects, notices ---------------------------------------------------------------------

export interface JournalEntry {
  register: string;
  id: string;
  rev: number;
  /** Action key, or edit, submit, adopt, hold, put-back, rename, undo, void, correct, delete, restore, due … */
  action: string;
  actor: string | null;
  /** Who typed the last value, when not the one who chose the verb. */
  typed?: string | null;
  /** Old -> new by field (and `state`); payload, erasable. */
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  why?: string;
}

/** Something outside the workbook, committed with the record and delivered later. `key` is unique for ever. */
export interface Effect {
  key: string;
  kind: 'mail' | 'command' | 'form-choices' | 'document' | 'event';
  notBefore: number;
  register: string;
  id: string;
  rev: number;
  payload: MailPayload | DocumentPayload | EventPayload | Record<string, unknown>;
}
/** `document`: its key in the template. `freeze`: the living one becomes a PDF. `rank`: after approvals, before digests. */
export interface DocumentPayload {
  document: string;
  do: 'make' | 'freeze';
  rank: 1;
}
/** `event`: its key in the template. It says nothing of what to do: when it is done, the calendar is brought to the record as it is then. */
export interface EventPayload {
  event: string;
  rank: 1;
}
export interface MailPayload {
  /** Text key of the model; reader's e-mail; values are rendered when it is sent. */
  text: string;
  to: string;
  /** At once, or one of a bundle for this reader. */
  bundle: boolean;
  /** approval < at once < reminder < digest: order under a spent budget. */
  rank: 0 | 1 | 2 | 3;
  params: Record<string, string | number | null>;
  /** A digest: the records it lists, in its reader's language. */
  items?: { register: string; id: string; title: string; text: string }[];
  /** Words in place of the text's own: a sample of what an office wrote. */
  words?: { answer: Label; body: Label };
  /** Why it is still wanted: state/clock that must hold when it is delivered. */
  wanted?: {
    clock?: string;
    moment?: 'warn' | 'late';
    due?: number;
    /** since when its reader is asked to decide */ asked?: number;
    /** field of the person who takes the case: news only while nobody has */ untaken?: string;
  };
}

/** A line on 首頁 with an optional tick box. `action` is what the tick does. */
export interface Notice {
  key: string;
  at: number;
  /** Stands above (or, negative, below) what only has a time: changes that wait, lines of a plan, modules to switch on. */
  rank?: number;
  words: Words;
  action?: NoticeAction;
  action2?: NoticeAction;
  /** The page where it is dealt with. */
  url?: string;
}
export interface NoticeAction {
  kind:
    | 'put-back'
    | 'accept'
    | 'send-batch'
    | 'undo-batch'
    | 'newest'
    | 'keep-restored'
    | 'repair'
    | 'restore-row'
    | 'rebuild'
    | 'remove'
    | 'heal'
    | 'put-question-back'
    | 'rebuild-form'
    | 'handover'
    | 'handover-cancel'
    | 'undo-import'
    | 'dismiss'
    | 'preview'
    | 'apply'
    | 'upgrade-preview'
    | 'upgrade'
    | 'limits-new'
    | 'limits-open'
    | 'module-on'
    | 'directory-add';
  register?: string;
  batch?: string;
  ids?: string[];
  /** Mirror rows (0-based, both included) its records lie in, where there are too many to name. */
  span?: [number, number];
}

/** Facts of the language of states, for colour and clocks. */
export type { StateKind };

// ---- a failure that says what to do -----------------------------------------------------------------

/** A refusal with a code and words for a person. Never a stack trace on a screen. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly words: Words,
    readonly cause_?: unknown,
  ) {
    super(code);
    this.name = 'Refusal';
  }
}
