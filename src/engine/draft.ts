/**
 * The working set of one decision: records as they will stand, journal, effects, notices, counters. Deciding functions write
 * here and nowhere else; `finish` seals it into what one commit carries. No Google, no clock: `now` is a fact.
 */
import type { MailText, Model, Register } from '../model/types';
import { cutToFit } from './fit';
import type { Meta } from './meta';
import type { CheckLine, Effect, JournalEntry, Notice, Rec, Ref, Words } from './types';
import { MAX_TEXT } from './values';

/** The part of the model every register shares; row 0 of `_model`. */
export type Shared = Pick<Model, 'roles' | 'mails' | 'surveys' | 'settings' | 'version'> &
  Partial<Pick<Model, 'chains'>>;

/** What two reads bring, beside the commands. Times are epoch ms. */
export interface Facts {
  now: number;
  /** Key of what caused the commit: effects and commit key derive from it, so a repetition is recognised. */
  cause: string;
  ref: Ref;
  registers: Record<string, Register>;
  shared: Shared;
  meta: Meta;
  /** By `register/id`. */
  records: Record<string, Rec>;
  /** Who holds a value of a unique field, where those columns were read. */
  taken?: (register: string, field: string, value: string) => string | null;
}

export interface Draft {
  facts: Facts;
  meta: Meta;
  /** Records touched so far, as they will stand. */
  records: Map<string, Rec>;
  /** The same before this decision; null = new. */
  before: Map<string, Rec | null>;
  /** Mirror rows (0-based) of records created here. */
  mirrorRows: Map<string, number>;
  journal: JournalEntry[];
  effects: Effect[];
  /** While one act moves many records: whose counts moved, and whether quietly. Asked about once, when the act is done. */
  gathering?: Map<string, boolean>;
  /** Registers whose links or lists moved: forms offer them. */
  counter: number;
}

export const keyOf = (register: string, id: string): string => `${register}/${id}`;

export const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export function openDraft(facts: Facts): Draft {
  return {
    facts,
    meta: clone(facts.meta),
    records: new Map(),
    before: new Map(),
    mirrorRows: new Map(),
    journal: [],
    effects: [],
    counter: 0,
  };
}

/** A record to look at (already changed ones as they will stand), or null when it was not read or does not exist. */
export function look(draft: Draft, register: string, id: string): Rec | null {
  const key = keyOf(register, id);
  return draft.records.get(key) ?? draft.facts.records[key] ?? null;
}

/** A record to change: a copy, made once, that this draft owns. */
export function touch(draft: Draft, register: string, id: string): Rec {
  const key = keyOf(register, id);
  const owned = draft.records.get(key);
  if (owned) return owned;
  const read = draft.facts.records[key];
  if (!read) throw new Error(`record ${key} was not read`);
  const copy = clone(read);
  copy.rev = read.rev + 1;
  draft.before.set(key, read);
  draft.records.set(key, copy);
  return copy;
}

export function addRecord(draft: Draft, rec: Rec, mirrorRow: number): void {
  const key = keyOf(rec.register, rec.id);
  draft.records.set(key, rec);
  draft.before.set(key, null);
  draft.mirrorRows.set(key, mirrorRow);
}

export function registerOf(draft: Draft, key: string): Register {
  const register = draft.facts.registers[key];
  if (!register) throw new Error(`register ${key} was not read`);
  return register;
}

export function setting(ref: Ref, key: string, fallback: number): number {
  const value = ref.settings[key];
  const number = typeof value === 'number' ? value : Number(value);
  return Number.isFinite(number) && value !== '' && value !== undefined && value !== null ? number : fallback;
}

export function mailText(draft: Draft, key: string): MailText | null {
  return draft.facts.shared.mails[key] ?? null;
}

/** Lines a record keeps: who tries the same refused thing all day must not fill the record's cell. */
const LINES = 12;

/** Adds a line to Check, in place of the one about the same field or of the same sentence; the next good edit empties ✗ and ✎. */
export function say(rec: Rec, line: CheckLine): void {
  const about = subject(line);
  const others = rec.check.filter((l) => subject(l) !== about);
  const loose = others.filter((l) => l.field === undefined);
  const dropped = new Set(loose.slice(0, Math.max(0, loose.length - LINES)));
  rec.check = [...others.filter((l) => !dropped.has(l)), line];
}

const subject = (line: CheckLine): string =>
  line.field !== undefined ? `=${line.field}` : `${line.words.code} ${JSON.stringify(line.words.params?.field ?? '')}`;

/** A good act of the row: what was said before is answered. Lines about held fields stay while the field is held. */
export function answered(rec: Rec): void {
  rec.check = rec.check.filter((l) => l.field !== undefined && l.field in rec.held);
}

export function notice(draft: Draft, n: Notice): void {
  draft.meta.notices = [...draft.meta.notices.filter((x) => x.key !== n.key), n];
}

export function dropNotice(draft: Draft, key: string): void {
  draft.meta.notices = draft.meta.notices.filter((x) => x.key !== key);
}

/** Runs one step on a record and journals exactly what it changed, so that the mirror stays the fold of the journal. */
export function step(
  draft: Draft,
  rec: Rec,
  entry: { action: string; actor: string | null; typed?: string | null; why?: string; extra?: Record<string, unknown> },
  change: () => void,
): void {
  const before = snapshot(rec);
  change();
  for (const field of cutToFit(rec)) tooLong(draft, rec, field, entry.actor);
  const after = snapshot(rec);
  const old: Record<string, unknown> = {};
  const now: Record<string, unknown> = { ...(entry.extra ?? {}) };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[key] ?? null) === JSON.stringify(after[key] ?? null)) continue;
    old[key] = before[key] ?? null;
    now[key] = after[key] ?? null;
  }
  if (Object.keys(now).length === 0 && Object.keys(old).length === 0 && !entry.why) return;
  draft.journal.push({
    register: rec.register,
    id: rec.id,
    rev: rec.rev,
    action: entry.action,
    actor: entry.actor,
    ...(entry.typed !== undefined ? { typed: entry.typed } : {}),
    before: old,
    after: now,
    ...(entry.why ? { why: entry.why } : {}),
  });
}

/** Says which text was cut; it stays until the next good edit of the row. */
function tooLong(draft: Draft, rec: Rec, field: string | null, by: string | null): void {
  const label = draft.facts.registers[rec.register]?.fields.find((f) => f.key === field)?.label ?? {};
  const words: Words = { code: 'value.too-long', params: { field: label, max: MAX_TEXT } };
  say(rec, { sign: '✗', words, at: draft.facts.now, by, ...(field === null ? {} : { field }) });
}

function snapshot(rec: Rec): Record<string, unknown> {
  const flat: Record<string, unknown> = { $state: rec.state };
  for (const key of Object.keys(rec.values)) flat[key] = rec.values[key];
  for (const key of Object.keys(rec.held)) flat[`held:${key}`] = rec.held[key]!.typed;
  for (const key of Object.keys(rec.tallies)) flat[`tally:${key}`] = rec.tallies[key];
  if (rec.waiting) flat.$waiting = rec.waiting.action;
  if (rec.approval) flat.$approval = `${rec.approval.key}:${rec.approval.step}`;
  if (rec.job) flat.$job = `${rec.job.name}:${rec.job.part}:${rec.job.next}`;
  if (rec.deleted) flat.$deleted = true;
  if (rec.archived) flat.$archived = rec.archived.year;
  return flat;
}

/** What a page is told. */
export interface Reply {
  ok: boolean;
  words: Words;
}
