/**
 * What of the office was broken by hand or by the platform, from what was seen: each finding once under its key, with what it means
 * and what to do, and whether the system can heal it itself (reliability: failures 2, 4, 5, 16, 21, 28, 43; suite K). Pure.
 */
import type { Label } from '../model/types';
import type { Words } from './types';

/** Who may heal: a tick on 首頁 or the page (`home`); the page alone, because no trigger may make a trigger (`page`). */
export type Heal = 'home' | 'page' | null;
export interface Finding {
  /** `kind` or `kind:subject`; the same trouble has the same key on every look. */
  key: string;
  /** Something does not work now, or will not be noticed when it fails. */
  grade: 'broken' | 'warn';
  /** Workbook on whose 首頁 it stands. */
  book: string;
  what: Words;
  means: Words;
  todo: Words;
  heal: Heal;
}

export interface SeenSheet {
  sheet: number;
  /** What should be there: a register's tab, a machine sheet, 首頁; null = somebody's own tab. */
  is: { kind: 'tab' | 'machine' | 'mirror' | 'home'; key: string } | null;
  title: string;
  hidden: boolean;
  /** Machine sheets: only the office account may write. */
  guarded: boolean;
  /** A basic filter hides rows for everybody. */
  filtered: boolean;
  /** For somebody's own tab: the register whose header it carries. */
  copyOf: string | null;
}
export interface SeenBook {
  key: string;
  name: Label;
  open: boolean;
  /** `_meta` could be read, so that 首頁 can say something. */
  speaks: boolean;
  sheets: SeenSheet[];
  /** Sheets that must be there. */
  wanted: { sheet: number; kind: 'tab' | 'machine' | 'mirror' | 'home'; key: string }[];
  names: Record<string, Label>;
  /** Rows above the header; null = no header found in a tab that is there. */
  headers: Record<string, number | null>;
  zone: string;
  /** Effects that should have left more than a day ago. */
  stuck: number;
}
export interface SeenForm {
  id: string;
  title: Label;
  /** null = it cannot be opened. */
  state: { open: boolean; verified: boolean; edits: boolean; target: string | null } | null;
  wantsVerified: boolean;
}
export interface Seen {
  now: number;
  runsAs: string;
  owner: string;
  zone: string;
  /** `handler:file`; '' = a clock trigger. */
  triggers: string[];
  wanted: { handler: string; book: string; file: string }[];
  /** Last sign of life, epoch ms; null = never. */
  alive: { tick: number | null; nightly: number | null; heartbeat: number | null };
  /** Bytes of the script properties by prefix. */
  properties: Record<string, number>;
  mailsLeft: number;
  /** Bells nobody answered for a day, by workbook. */
  bells: Record<string, number>;
  /** Since when workbooks decide by an older snapshot than the setup workbook's; null = they do not. */
  behind: number | null;
  intake: string;
  books: SeenBook[];
  forms: SeenForm[];
  /** Finished documents that lie in the bin. */
  papers?: { id: string; name: string; book: string }[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A sign of life older than this is an alarm: three ticks, one night, two heartbeats; each with room for a late start. */
const SILENT = { tick: 35 * MINUTE, nightly: 28 * HOUR, heartbeat: 13 * HOUR } as const;
/** Google keeps 500 KB of script properties; at this much there is still time to look. */
const PROPERTIES = 250_000;
const MAILS = 5;
/** Two ticks and a little: as long as a snapshot may be under way. */
const BEHIND = 25 * MINUTE;
/** Machine sheets that follow from others; the rest is brought back by the file's version history. */
export const DERIVED = ['ref', 'model', 'clocks', 'intake'];
/** These follow from the setup workbook, which cannot say what it has lost itself. */
const OF_SETUP = ['ref', 'model'];

/** Findings whose way on is the same sentence. */
const DOES: Record<string, string> = {
  trigger: 'page',
  double: 'page',
  silent: 'page',
  'form-unverified': 'page',
  'form-edits': 'page',
  'form-target': 'page',
  mails: 'none',
};

export function findings(seen: Seen): Finding[] {
  const out: Finding[] = [];
  const add = (
    kind: string,
    about: string,
    book: string,
    heal: Heal,
    params: Words['params'] = {},
    grade: Finding['grade'] = 'warn',
    does = kind,
  ): void => {
    out.push({
      key: about ? `${kind}:${about}` : kind,
      grade,
      book,
      heal,
      what: { code: `health.${kind}`, params },
      means: { code: `health.${kind}.means`, params },
      todo: { code: `health.${DOES[does] ?? does}.do`, params },
    });
  };
  if (seen.owner.toLowerCase() !== seen.runsAs.toLowerCase()) add('owner', '', 'setup', null, {}, 'broken');
  triggers(seen, add);
  if (seen.behind !== null && seen.now - seen.behind > BEHIND) add('behind', '', 'setup', null, { at: seen.behind });
  const bytes = Object.values(seen.properties).reduce((a, b) => a + b, 0);
  if (bytes > PROPERTIES) {
    const [most = ''] = Object.entries(seen.properties).sort((a, b) => b[1] - a[1])[0] ?? [];
    add('properties', '', 'setup', null, { n: Math.round(bytes / 1000), most });
  }
  if (seen.mailsLeft < MAILS) add('mails', '', 'setup', null, { n: seen.mailsLeft });
  for (const [book, n] of Object.entries(seen.bells)) {
    const name = seen.books.find((b) => b.key === book)?.name ?? {};
    add('bells', book, book, null, { n, book: name });
  }
  for (const form of seen.forms) formFindings(form, seen.intake, add);
  for (const book of seen.books) bookFindings(book, seen, add);
  for (const p of seen.papers ?? []) add('paper', p.id, homeOf(seen, p.book), 'home', { name: p.name });
  return out.sort((a, b) => Number(a.grade !== 'broken') - Number(b.grade !== 'broken'));
}

/** Where a workbook's trouble is told. */
const homeOf = (seen: Seen, book: string): string =>
  seen.books.some((b) => b.key === book && b.speaks) ? book : 'setup';

type Add = (
  kind: string,
  about: string,
  book: string,
  heal: Heal,
  params?: Words['params'],
  grade?: Finding['grade'],
  does?: string,
) => void;

function triggers(seen: Seen, add: Add): void {
  for (const w of seen.wanted) {
    const n = seen.triggers.filter((t) => t === `${w.handler}:${w.file}`).length;
    const book = seen.books.find((b) => b.key === w.book)?.name;
    const params = { job: JOBS[w.handler] ?? {}, ...(book ? { book } : {}) };
    const about = `${w.handler}:${w.book}`;
    if (n === 0) add('trigger', about, 'setup', 'page', params, 'broken');
    if (n > 1) add('double', about, 'setup', 'page', params);
  }
  for (const [job, handler] of [
    ['tick', 'tick_'],
    ['nightly', 'nightly_'],
    ['heartbeat', 'heartbeat_'],
  ] as const) {
    const last = seen.alive[job];
    const missing = !seen.triggers.includes(`${handler}:`);
    if (missing || last === null || seen.now - last <= SILENT[job]) continue;
    add('silent', handler, 'setup', 'page', { job: JOBS[handler]!, at: last }, 'broken');
  }
}

/** What each trigger does, in words of the office. */
const JOBS: Record<string, Label> = {
  onEdit_: { 'zh-TW': '有人改儲存格時的回應', 'zh-CN': '有人改单元格时的响应', en: 'Answering edits' },
  onSubmit_: { 'zh-TW': '表單送出時的收件', 'zh-CN': '表单提交时的收件', en: 'Taking in form answers' },
  onCalendar_: { 'zh-TW': '日曆有變動時的跟進', 'zh-CN': '日历有变动时的跟进', en: 'Following the calendar' },
  tick_: { 'zh-TW': '每十分鐘的巡查', 'zh-CN': '每十分钟的巡查', en: 'The look every ten minutes' },
  nightly_: { 'zh-TW': '每晚的盤點', 'zh-CN': '每晚的盘点', en: 'The nightly look' },
  heartbeat_: { 'zh-TW': '每六小時的心跳', 'zh-CN': '每六小时的心跳', en: 'The heartbeat every six hours' },
};

function formFindings(form: SeenForm, intake: string, add: Add): void {
  const params = { form: form.title };
  if (!form.state) {
    add('form', form.id, 'setup', 'page', params, 'broken');
    return;
  }
  if (!form.state.open) add('form-closed', form.id, 'setup', 'page', params, 'broken');
  if (form.wantsVerified && !form.state.verified) add('form-unverified', form.id, 'setup', 'page', params, 'broken');
  if (form.state.edits) add('form-edits', form.id, 'setup', 'page', params);
  if (form.state.target !== intake) add('form-target', form.id, 'setup', 'page', params);
}

function bookFindings(book: SeenBook, seen: Seen, add: Add): void {
  const name = book.name;
  if (!book.open) {
    add('file', book.key, 'setup', null, { book: name }, 'broken');
    return;
  }
  const home = book.speaks ? book.key : 'setup';
  const there = new Set(book.sheets.map((s) => s.sheet));
  const meta = book.sheets.some((s) => s.is?.key === 'meta');
  for (const w of book.wanted.filter((x) => !there.has(x.sheet))) {
    const about = `${book.key}:${w.sheet}`;
    if (w.kind === 'tab')
      add('tab', w.key, home, book.speaks ? 'home' : null, { register: book.names[w.key] ?? w.key }, 'broken');
    else if (w.kind === 'home') add('home', book.key, 'setup', 'page', { book: name });
    else if (
      DERIVED.includes(w.key) &&
      w.kind === 'machine' &&
      meta &&
      !(book.key === 'setup' && OF_SETUP.includes(w.key))
    )
      add('machine', about, 'setup', 'page', { sheet: `_${w.key}`, book: name }, 'broken', 'derived');
    else add('machine', about, 'setup', null, { sheet: `_${w.key}`, book: name }, 'broken');
  }
  const tick: Heal = book.speaks ? 'home' : null;
  for (const s of book.sheets) {
    const register = s.is?.kind === 'tab' ? (book.names[s.is.key] ?? s.is.key) : '';
    if ((s.is?.kind === 'machine' || s.is?.kind === 'mirror') && !s.guarded)
      add('unguarded', `${book.key}:${s.sheet}`, home, tick, { sheet: s.title });
    if (s.is?.kind === 'tab' && s.filtered) add('filter', s.is.key, home, 'home', { register });
    if (s.copyOf) add('copy', `${book.key}:${s.sheet}`, home, null, { tab: s.title });
  }
  for (const [key, above] of Object.entries(book.headers)) {
    const register = book.names[key] ?? key;
    if (above === null) add('header', key, home, 'home', { register }, 'broken');
    else if (above > 0) add('shifted', key, home, 'home', { register, n: above });
  }
  if (book.zone !== seen.zone) add('zone', book.key, home, tick, { book: name, zone: book.zone, script: seen.zone });
  if (book.stuck > 0) add('stuck', book.key, home, null, { n: book.stuck });
}
