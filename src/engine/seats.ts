/**
 * Who has a say in a step today: holders of a role, a person, the requester's manager; in place of who is away their deputy; where
 * nobody is left, one level up. Whoever asked has no seat, not as a deputy either (requirements B.16 rule 21).
 */
import { LAST_RESORT, RELATIVE, REQUESTER_HEAD, REQUESTER_MANAGER } from '../model/chain-rows';
import type { Approval, Register } from '../model/types';
import { present, stepsOf } from './approval-steps';
import { dateAt } from './civil';
import { fold } from './columns';
import type { Draft } from './draft';
import { holders, personOf, sameMail } from './people';
import type { Rec, Ref, RunningStep, Seat } from './types';

export { stepsOf };

/** Steps past their day and told so: the one above may decide as well. */
export const GONE_UP = 2;

/** Nobody's approval is her own: who sent it, and whom it is for. */
export const isAsker = (rec: Rec, email: string | null | undefined): boolean =>
  sameMail(email, rec.approval?.by) || sameMail(email, rec.values.requester as string | null);

/** Seats of the steps that run, without those of who asked; each several times where several may speak for it. */
export function seatsOf(draft: Draft, register: Register, approval: Approval, rec: Rec): Seat[] {
  return present(approval, rec).flatMap((step) => {
    const [own, ...up] = [namedBy(draft, rec, step.who), ...above(draft, rec, step)];
    const ask = (people: string[]): Seat[] => seated(draft, register, approval, rec, people);
    const levels = [own, ...up].map(ask);
    const at = levels.findIndex((l) => l.length > 0);
    if (at < 0) return [];
    const seats = levels[at]!.map((s) => handed(draft, register, approval, rec, step, s));
    const open = seats.filter((s) => !hasSpoken(approval, rec, step, s.for));
    const raised =
      (step.told ?? 0) < GONE_UP ? [] : open.flatMap((s) => raise(s, approval, draft, levels.slice(at + 1), ask));
    return [...seats, ...raised].map((s) => ({ ...s, step: step.key }));
  });
}

const hasSpoken = (approval: Approval, rec: Rec, step: RunningStep, who: string): boolean =>
  !!rec.approval?.given?.some((g) => sameMail(g.for, who) && (g.step ?? present(approval, rec)[0]?.key) === step.key);

/** Was this seat's case given to somebody else (轉交)? */
export const isHandedOn = (rec: Rec, seat: Seat): boolean =>
  !!rec.approval?.moved?.some((m) => m.step === seat.step && sameMail(m.for, seat.for));

/** Whoever the case was handed to has the say, as long as she can. */
function handed(draft: Draft, register: Register, approval: Approval, rec: Rec, step: RunningStep, seat: Seat): Seat {
  const moved = rec.approval?.moved?.filter((m) => m.step === step.key && sameMail(m.for, seat.for)).at(-1);
  const to = moved && represented(draft.facts.ref, moved.to, draft.facts.now, mattersOf(register, approval));
  return to && !isAsker(rec, to) ? { for: seat.for, by: to } : seat;
}

/** In place of who let the day pass: her deputy where the template says so, else the next level that has somebody. */
function raise(
  seat: Seat,
  approval: Approval,
  draft: Draft,
  levels: Seat[][],
  ask: (people: string[]) => Seat[],
): Seat[] {
  const deputies =
    approval.late?.then === 'deputy'
      ? (draft.facts.ref.deputies ?? []).filter((d) => sameMail(d.who, seat.for)).flatMap((d) => d.deputy ?? [])
      : [];
  const level = [ask(deputies), ...levels]
    .map((l) => l.filter((s) => !sameMail(s.by, seat.by)))
    .find((l) => l.length > 0);
  return (level ?? []).map((s) => ({ for: seat.for, by: s.by }));
}

/** Seats that have not spoken yet, of steps that still need them. */
export const openSeats = (draft: Draft, register: Register, approval: Approval, rec: Rec): Seat[] => {
  const seats = seatsOf(draft, register, approval, rec);
  return present(approval, rec).flatMap((step) => {
    const mine = seats.filter((s) => s.step === step.key);
    const spoken = mine.filter((s) => hasSpoken(approval, rec, step, s.for));
    if (!step.all && (spoken.length > 0 || (rec.approval?.given ?? []).some((g) => g.step === step.key))) return [];
    return mine.filter((s) => !spoken.includes(s));
  });
};

/** The people behind names of a step, also those who left: they may have a deputy. */
function namedBy(draft: Draft, rec: Rec, names: readonly string[]): string[] {
  const { ref, shared } = draft.facts;
  return names.flatMap((who) => {
    if (who === REQUESTER_MANAGER) return managerOf(ref, askedFor(rec));
    if (who === REQUESTER_HEAD) return headOf(draft, rec, askedFor(rec));
    return shared.roles[who] || !who.includes('@') ? holders(ref, who, rec, true) : [who];
  });
}

const askedFor = (rec: Rec): string | null => (rec.values.requester as string | null) ?? rec.approval?.by ?? null;

function managerOf(ref: Ref, email: string | null): string[] {
  const manager = personOf(ref, email)?.manager;
  return manager ? [manager] : [];
}

function headOf(draft: Draft, rec: Rec, email: string | null): string[] {
  const { ref } = draft.facts;
  const head = ref.departments.find((d) => d.key === personOf(ref, email)?.department)?.head;
  return head ? namedBy(draft, rec, [head]) : [];
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
    const relative = RELATIVE.includes(who);
    const person = relative ? askedFor(rec) : shared.roles[who] ? null : who;
    if (!person) continue;
    const direct = managerOf(ref, person);
    if (who !== REQUESTER_MANAGER) yield direct;
    yield direct.flatMap((m) => managerOf(ref, m));
    yield headOf(draft, rec, person);
  }
  yield namedBy(draft, rec, [LAST_RESORT]);
}

function seated(draft: Draft, register: Register, approval: Approval, rec: Rec, people: string[]): Seat[] {
  const out: Seat[] = [];
  for (const email of people) {
    if (isAsker(rec, email) || out.some((s) => sameMail(s.for, email))) continue;
    const by = represented(draft.facts.ref, email, draft.facts.now, mattersOf(register, approval));
    if (by && !isAsker(rec, by)) out.push({ for: email, by });
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
