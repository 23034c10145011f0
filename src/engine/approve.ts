/**
 * Approvals (R097; register sheet: Approving): a case is sent, whoever has a say is asked, step by step. Who has a say is `seats`; what
 * they say is `decide`; the one who asked never has one.
 */
import type { Action, Approval, Register } from '../model/types';
import { enter, runLinked, type Asked } from './act';
import { askedSince, position, present, stepsFor } from './approval-steps';
import { look, notice, step, touch, type Draft } from './draft';
import { sameMail } from './people';
import { approvalOf, sealFor } from './seal';
import { isAsker, isHandedOn, openSeats } from './seats';
import { mailTo } from './tell';
import type { Rec, Seat, Words } from './types';

export { approvalOf, sealFor, stepsFor };

/** Who may decide now: those whose seat is open, and deputies in their place. */
export function approvers(draft: Draft, register: Register, approval: Approval, rec: Rec): string[] {
  return [...new Set(openSeats(draft, register, approval, rec).map((s) => s.by))];
}

/** The seats this person may speak for now: her own unless she handed the case on, and those she is deputy of. Never her own request. */
export function seatsFor(draft: Draft, register: Register, approval: Approval, rec: Rec, me: string): Seat[] {
  if (isAsker(rec, me)) return [];
  const mine = openSeats(draft, register, approval, rec).filter(
    (s) => sameMail(s.by, me) || (sameMail(s.for, me) && !isHandedOn(rec, s)),
  );
  // A seat she holds herself and stands in for as well is one seat.
  return mine.filter((s, i) => mine.findIndex((o) => o.step === s.step && sameMail(o.for, s.for)) === i);
}

export function startApproval(draft: Draft, register: Register, rec: Rec, action: Action, asked: Asked): void {
  const approval = register.approvals.find((a) => a.key === action.approval);
  if (!approval) return;
  if (rec.sealed) delete rec.sealed[approval.key];
  // Sent anew: what was decided before is history.
  if (rec.decided)
    rec.decided = rec.decided.map((d) => (d.approval === approval.key ? { ...d, void: true as const } : d));
  rec.approval = {
    key: approval.key,
    action: action.key,
    step: 0,
    by: asked.by ?? '',
    at: draft.facts.now,
    seal: '',
    binds: approval.binds,
    waitingFor: [],
    values: {},
    steps: stepsFor(draft, register, approval, rec),
  };
  rec.approval.seal = sealFor(approval, rec);
  if (action.to) enter(draft, register, rec, action.to, asked.by);
  for (const { link, action: verb } of action.and) runLinked(draft, register, rec, link, verb, asked);
  askStep(draft, register, approval, rec);
}

/** Asks those whose turn it is from now on. Nobody there at all: the record says so, and 首頁 with it. */
export function askStep(draft: Draft, register: Register, approval: Approval, rec: Rec): void {
  for (const s of present(approval, rec)) Object.assign(s, { since: draft.facts.now, told: 0 });
  askThem(draft, register, approval, rec, [], `${rec.approval!.step}`);
}

/** Mails whoever decides now and is not among `asked`. `note`: words beside the case. Answers whether anybody was mailed. */
export function askThem(
  draft: Draft,
  register: Register,
  approval: Approval,
  rec: Rec,
  asked: string[],
  why: string,
  note: string | null = null,
): boolean {
  const running = rec.approval!;
  running.waitingFor = approvers(draft, register, approval, rec);
  const fresh = running.waitingFor.filter((e) => !asked.some((a) => sameMail(a, e)));
  for (const email of fresh)
    mailTo(
      draft,
      rec,
      'approval_asked',
      { email },
      {
        by: null,
        cause: `approval:${why}@${draft.facts.cause}`,
        params: { action: running.action, actor: running.by, ...(note ? { reason: note } : {}) },
        wanted: { asked: askedSince(rec)! },
      },
    );
  if (running.waitingFor.length === 0)
    notice(draft, {
      key: `nobody:${rec.register}/${rec.id}`,
      at: draft.facts.now,
      words: { code: 'notice.nobody-decides', params: { id: rec.id } },
      action: { kind: 'dismiss' },
    });
  return fresh.length > 0;
}

/**
 * Whoever decides the running step now is asked, if she was not: a deputy's days began or ended, a role went to somebody else. True when
 * something changed.
 */
export function askAgain(draft: Draft, register: Register, id: string): boolean {
  const seen = look(draft, register.key, id);
  const approval = seen && approvalOf(register, seen);
  if (!seen?.approval || !approval || seen.deleted) return false;
  const now = approvers(draft, register, approval, seen);
  const was = seen.approval.waitingFor;
  if (now.length === was.length && now.every((e) => was.some((w) => sameMail(w, e)))) return false;
  const rec = touch(draft, register.key, id);
  step(draft, rec, { action: 'ask-again', actor: null, extra: { $asked: now.join(', ') } }, () => undefined);
  askThem(draft, register, approval, rec, was, `${rec.approval!.step}`);
  return true;
}

/** 「送簽中 2/3」, and where several must approve how many have: 「已同意 1/2」. */
export function runningWords(draft: Draft, register: Register, rec: Rec): Words {
  const approval = approvalOf(register, rec)!;
  const steps = present(approval, rec);
  const open = openSeats(draft, register, approval, rec);
  // An open step that one of several may decide is one yes; each seat of one that all must decide is one.
  const left = steps.reduce((n, s) => {
    const mine = new Set(open.filter((o) => o.step === s.key).map((o) => o.for.toLowerCase()));
    return n + (s.all ? mine.size : Math.min(1, mine.size));
  }, 0);
  const given = (rec.approval!.given ?? []).filter((g) => !g.step || steps.some((s) => s.key === g.step)).length;
  const several = steps.length > 1 || steps.some((s) => s.all);
  return {
    code: 'approval.running',
    params: {
      ...position(approval, rec),
      ...(several && given + left > 1 ? { given, seats: given + left } : {}),
    },
  };
}
