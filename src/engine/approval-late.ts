/**
 * A step of an approval past its days (working days of the office): whoever has it is reminded, a day later the one above may decide as
 * well, then all are reminded once a week until it is decided. Derived from the record, so that a row of `_clocks` alone does nothing.
 */
import type { Register } from '../model/types';
import { askedSince, present } from './approval-steps';
import { approvalOf, approvers, askThem } from './approve';
import { dayPlan, nextWorking } from './calendar';
import { addDays, dateAt, toEpoch } from './civil';
import { look, say, setting, step, touch, type Draft } from './draft';
import { displayOf } from './people';
import { openSeats } from './seats';
import { mailTo, tell } from './tell';
import type { Rec, Ref, RunningStep } from './types';

const WEEK = 5;

/** The same time of day so many working days later, moved into working hours. */
export function workdaysAfter(from: number, days: number, ref: Ref): number {
  const start = nextWorking(from, ref);
  let date = dateAt(start, ref.zone);
  const minutes = Math.round((start - toEpoch(date, 0, ref.zone)) / 60_000);
  for (let left = Math.ceil(days), guard = 0; left > 0 && guard < 400; guard++) {
    date = addDays(date, 1);
    if (dayPlan(date, ref).spans.length > 0) left -= 1;
  }
  return nextWorking(toEpoch(date, minutes, ref.zone), ref);
}

function dueOf(s: RunningStep, ref: Ref): number {
  const told = s.told ?? 0;
  const up = told === 0 ? 0 : setting(ref, 'approval.escalate_days', 1);
  return workdaysAfter(s.since!, s.days + up + WEEK * Math.max(0, told - 1), ref);
}

/** The next moment somebody must be told, and of which step; null when no approval runs. */
export function lateMoment(register: Register, rec: Rec, ref: Ref): { due: number; step: RunningStep } | null {
  const approval = approvalOf(register, rec);
  if (!approval || !rec.approval?.steps) return null;
  return present(approval, rec)
    .filter((s) => s.since !== undefined && (s.all || !rec.approval!.given?.some((g) => g.step === s.key)))
    .map((s) => ({ due: dueOf(s, ref), step: s }))
    .reduce<{ due: number; step: RunningStep } | null>((a, b) => (a && a.due <= b.due ? a : b), null);
}

/** Tells what is due of a running approval. True when something was. */
export function approvalDue(draft: Draft, register: Register, id: string): boolean {
  const { now, ref } = draft.facts;
  let changed = false;
  for (let guard = 0; guard < 12; guard++) {
    const seen = look(draft, register.key, id)!;
    const next = lateMoment(register, seen, ref);
    if (!next || next.due > now) break;
    const rec = touch(draft, register.key, id);
    const approval = approvalOf(register, rec)!;
    const late = present(approval, rec).find((s) => s.key === next.step.key)!;
    const told = (late.told ?? 0) + 1;
    const raised = told === 2;
    const was = approvers(draft, register, approval, rec);
    step(
      draft,
      rec,
      { action: raised ? 'approval:raised' : 'approval:late', actor: null, extra: { $step: late.key, $told: told } },
      () => void (late.told = told),
    );
    const cause = `late:${rec.approval!.at}:${late.key}:${told}`;
    const wanted = { asked: askedSince(rec)! };
    const seats = openSeats(draft, register, approval, rec).filter((s) => s.step === late.key);
    const readers = [...new Set(seats.map((s) => s.by))];
    const who = [...new Set(seats.filter((s) => was.includes(s.by)).map((s) => displayOf(ref, s.by)))].join('、');
    const words = { code: 'approval.late', params: { who, days: late.days } };
    // Several stages at once (nobody ran for days): the reminder alone would say less than what follows it.
    const more = lateMoment(register, rec, ref);
    if (!raised && !(told === 1 && more?.step.key === late.key && more.due <= now)) {
      const tells = approval.late?.tells ?? [{ who: 'step', mail: 'approval_late' }];
      for (const t of tells.filter((one) => one.who === 'step'))
        for (const email of readers) mailTo(draft, rec, t.mail, { email }, { by: null, cause, wanted });
      tell(
        draft,
        register,
        rec,
        tells.filter((one) => one.who !== 'step'),
        { by: null, cause, wanted: {} },
      );
    }
    if (raised) askThem(draft, register, approval, rec, was, `raised:${late.key}`);
    say(rec, { sign: '⏳', words, at: now });
    changed = true;
  }
  return changed;
}
