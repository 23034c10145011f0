/**
 * Who has a say in a step today: holders of a role, a person, the requester's manager; in place of who is away their deputy; where
 * nobody is left, one level up. Whoever asked has no seat, not as a deputy either (requirements B.16 rule 21).
 */
import { LAST_RESORT, REQUESTER_MANAGER } from '../model/chain-rows';
import type { Approval, Register } from '../model/types';
import { dateAt } from './civil';
import { fold } from './columns';
import type { Draft } from './draft';
import { holders, personOf, sameMail } from './people';
import type { Rec, Ref, RunningStep, Seat } from './types';

/** The steps of the running approval; of one begun before steps were kept, the template's. */
export const stepsOf = (approval: Approval, rec: Rec): RunningStep[] =>
  rec.approval?.steps ??
  approval.steps.map((s) => ({ key: s.key, label: s.label, who: [s.who], all: false, days: s.days }));

/** Seats of the present step, without those of who asked. Empty only when nobody at all can decide. */
export function seatsOf(draft: Draft, register: Register, approval: Approval, rec: Rec): Seat[] {
  const step = stepsOf(approval, rec)[rec.approval?.step ?? 0];
  if (!step) return [];
  const direct = seated(draft, register, approval, rec, namedBy(draft, rec, step.who));
  if (direct.length > 0) return direct;
  for (const level of above(draft, rec, step)) {
    const up = seated(draft, register, approval, rec, level);
    if (up.length > 0) return up;
  }
  return [];
}

/** Seats that have not spoken yet. */
export const openSeats = (draft: Draft, register: Register, approval: Approval, rec: Rec): Seat[] =>
  seatsOf(draft, register, approval, rec).filter((s) => !rec.approval?.given?.some((g) => sameMail(g.for, s.for)));

/** The people behind names of a step, also those who left: they may have a deputy. */
function namedBy(draft: Draft, rec: Rec, names: readonly string[]): string[] {
  const { ref, shared } = draft.facts;
  return names.flatMap((who) => {
    if (who === REQUESTER_MANAGER) return managerOf(ref, askedFor(rec));
    return shared.roles[who] || !who.includes('@') ? holders(ref, who, rec, true) : [who];
  });
}

const askedFor = (rec: Rec): string | null => (rec.values.requester as string | null) ?? rec.approval?.by ?? null;

function managerOf(ref: Ref, email: string | null): string[] {
  const manager = personOf(ref, email)?.manager;
  return manager ? [manager] : [];
}

/** Level by level: the step's own stand-in, what its roles escalate to, managers and heads of people, the last resort. */
function* above(draft: Draft, rec: Rec, step: RunningStep): Generator<string[]> {
  const { ref, shared } = draft.facts;
  if (step.late) yield namedBy(draft, rec, [step.late]);
  const seen = new Set<string>();
  let roles = step.who.filter((w) => shared.roles[w]);
  while (roles.length > 0) {
    const next = roles.flatMap((r) => shared.roles[r]?.escalates ?? []).filter((r) => !seen.has(r));
    next.forEach((r) => seen.add(r));
    yield namedBy(draft, rec, next);
    roles = next;
  }
  for (const who of step.who) {
    const person = who === REQUESTER_MANAGER ? askedFor(rec) : shared.roles[who] ? null : who;
    if (!person) continue;
    const direct = managerOf(ref, person);
    if (who !== REQUESTER_MANAGER) yield direct;
    yield direct.flatMap((m) => managerOf(ref, m));
    const head = ref.departments.find((d) => d.key === personOf(ref, person)?.department)?.head;
    if (head) yield namedBy(draft, rec, [head]);
  }
  yield namedBy(draft, rec, [LAST_RESORT]);
}

function seated(draft: Draft, register: Register, approval: Approval, rec: Rec, people: string[]): Seat[] {
  const asker = rec.approval?.by ?? '';
  const out: Seat[] = [];
  for (const email of people) {
    if (sameMail(email, asker) || out.some((s) => sameMail(s.for, email))) continue;
    const by = represented(draft.facts.ref, email, draft.facts.now, mattersOf(register, approval));
    if (by && !sameMail(by, asker)) out.push({ for: email, by });
  }
  return out;
}

/** Every word a row of 代理 may mean this kind of case by. */
const mattersOf = (register: Register, approval: Approval): string[] =>
  [approval.chain ?? '', approval.key, register.key, ...Object.values(register.name)].filter(Boolean).map(fold);

/** Who acts for this person today: herself, a deputy, a deputy's deputy; null when that goes round in a circle or ends nowhere. */
export function represented(ref: Ref, email: string, now: number, matters: readonly string[]): string | null {
  const today = dateAt(now, ref.zone);
  const seen = new Set<string>();
  let at = email;
  for (;;) {
    if (seen.has(at.toLowerCase())) return null;
    seen.add(at.toLowerCase());
    const away = (ref.deputies ?? []).find(
      (d) =>
        sameMail(d.who, at) &&
        d.from <= today &&
        today <= d.to &&
        (d.matters.length === 0 || d.matters.some((m) => matters.includes(fold(m)))),
    );
    if (!away) return personOf(ref, at)?.active === false ? null : at;
    if (!away.deputy) return null;
    at = away.deputy;
  }
}
