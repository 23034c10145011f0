/**
 * Handing over (W8): what points at somebody who leaves, and moving it to the successor. Open records alone move; what is closed keeps
 * who did it. Roles, managers, deputies and running approvals are the governed part, moved when a second manager has confirmed.
 */
import type { Field, Register } from '../model/types';
import { enter } from './act';
import { approvalOf, askAgain, sealFor } from './approve';
import { dateAt } from './civil';
import { look, say, step, touch, type Draft } from './draft';
import { displayOf, sameMail } from './people';
import { stateOf } from './record-clocks';
import type { Rec } from './types';

export interface Handover {
  from: string;
  to: string;
  /** Who ticked it: the actor in every history. */
  by: string;
  /** Who confirmed the governed part; null where there is no second manager. */
  second?: string | null;
  /** The leaver's own manager, for a successor whose manager she was. */
  above?: string | null;
  /** Also what a second manager had to confirm. */
  governed: boolean;
}

/** What one record has of the leaver. */
export interface Pointing {
  /** Plain person fields, and governed ones. */
  fields: Field[];
  governed: Field[];
  approval: boolean;
}

const NOTHING: Pointing = { fields: [], governed: [], approval: false };

/** True for registers whose records could point at anybody. */
export const mayPoint = (register: Register): boolean =>
  register.approvals.length > 0 || register.fields.some((f) => f.type === 'person' && !f.system);

/** Where an open record points at this person. Her own row of 人員 does not: it is what she leaves behind. */
export function pointing(register: Register, rec: Rec, email: string): Pointing {
  const kind = stateOf(register, rec.state)?.kind;
  if (rec.deleted || kind === 'closed' || kind === 'void') return NOTHING;
  if (register.key === 'people' && sameMail(rec.values.email as string | null, email)) return NOTHING;
  const confirmed = keptIn(rec);
  const names = (f: Field): boolean =>
    sameMail(rec.values[f.key] as string | null, email) || sameMail(confirmed?.[f.key] as string | null, email);
  const mine = register.fields.filter((f) => f.type === 'person' && !f.system && names(f));
  const running = rec.approval;
  const approval =
    !!running &&
    (sameMail(running.by, email) ||
      running.waitingFor.some((e) => sameMail(e, email)) ||
      (running.steps ?? []).some((s) => s.who.some((w) => sameMail(w, email))));
  return { fields: mine.filter((f) => !f.confirms), governed: mine.filter((f) => f.confirms), approval };
}

/** Moves what this record has of the leaver. True when it had something. The record must have been read. */
export function handOver(draft: Draft, register: Register, id: string, h: Handover): boolean {
  const seen = look(draft, register.key, id);
  const found = seen ? pointing(register, seen, h.from) : NOTHING;
  const fields = h.governed ? [...found.fields, ...found.governed] : found.fields;
  const approval = h.governed && found.approval;
  if (fields.length === 0 && !approval) return false;
  const rec = touch(draft, register.key, id);
  const names = { from: displayOf(draft.facts.ref, h.from), to: displayOf(draft.facts.ref, h.to) };
  const extra = approval ? { $handed: rec.approval!.key } : undefined;
  step(draft, rec, { action: 'handover', actor: h.by, ...(extra ? { extra } : {}) }, () => {
    if (h.governed && ended(draft, register, rec, fields, h)) return;
    const to =
      register.key === 'people' && sameMail(rec.values.email as string | null, h.to) ? (h.above ?? null) : h.to;
    for (const { key } of fields) if (sameMail(rec.values[key] as string | null, h.from)) rec.values[key] = to;
    if (h.second && found.governed.length > 0 && !rec.values.pending) rec.values.confirmed = h.second;
    inConfirmed(rec, h, to);
    if (approval) replaceIn(rec, h);
    const bound = approvalOf(register, rec);
    if (bound && rec.approval) rec.approval.seal = sealFor(bound, rec);
  });
  rec.undo = null;
  rec.updated = { at: draft.facts.now, by: h.by };
  say(rec, { sign: '✓', words: { code: 'handover.record', params: names }, at: draft.facts.now, by: h.by });
  if (approval) askAgain(draft, register, id);
  return true;
}

/**
 * A governed row that ends instead of moving: the leaver's own absence, days that are over, a role the successor holds already. Its
 * first closed state, or void where there is none.
 */
function ended(draft: Draft, register: Register, rec: Rec, fields: Field[], h: Handover): boolean {
  const own = fields.some((f) => f.confirms === 'others');
  const over = typeof rec.values.to === 'string' && rec.values.to < dateAt(draft.facts.now, draft.facts.ref.zone);
  const self = fields.some((f) => f.confirms) && sameMail(rec.values.who as string | null, h.to);
  const twin =
    register.shipped === 'roles' &&
    draft.facts.ref.roles.some(
      (r) =>
        r.role === rec.values.role &&
        sameMail(r.email, h.to) &&
        JSON.stringify(r.only?.place ?? []) === JSON.stringify(rec.values.only_place ?? []),
    );
  if (!own && !over && !self && !twin) return false;
  const closed = register.states.find((s) => s.kind === 'closed')?.key ?? 'void';
  enter(draft, register, rec, closed, h.by);
  return true;
}

const keptIn = (rec: Rec): Record<string, unknown> | null =>
  rec.values.pending && rec.extra.$confirmed
    ? (JSON.parse(rec.extra.$confirmed.value) as Record<string, unknown>)
    : null;

/** A change that still waits keeps what was confirmed last; the leaver goes from there too. */
function inConfirmed(rec: Rec, h: Handover, to: string | null): void {
  const values = keptIn(rec);
  if (!values || !h.governed) return;
  for (const [key, value] of Object.entries(values)) if (sameMail(value as string, h.from)) values[key] = to;
  rec.extra.$confirmed = { ...rec.extra.$confirmed!, value: JSON.stringify(values) };
}

/** Who asked, and who is named in a step; who has already decided stays as it was. */
function replaceIn(rec: Rec, h: Handover): void {
  const running = rec.approval!;
  if (sameMail(running.by, h.from)) running.by = h.to;
  for (const one of running.steps ?? []) one.who = one.who.map((w) => (sameMail(w, h.from) ? h.to : w));
}
