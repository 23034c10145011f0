/**
 * Approvals (R097; register sheet: Approving): steps in order, from the approval matrix or the template, bound by a seal, decided on a
 * page or never. Who has a say is `seats`; the one who asked never has.
 */
import { fitting, grouped } from '../model/chain-rows';
import type { Action, Approval, ApprovalStep, ChainRow, Register } from '../model/types';
import { applySets, enter, settle, type Asked } from './act';
import { computeFields } from './computed';
import { freezeDocuments } from './documents';
import { sealOf } from './digest';
import { evaluate } from './condition';
import { conditionFacts, valueAt } from './condition-facts';
import { answered, clone, look, notice, say, step, touch, type Draft } from './draft';
import { sameMail } from './people';
import { openSeats, stepsOf } from './seats';
import { mailTo, tell } from './tell';
import type { Rec, RunningStep, Seat, Words } from './types';

export const approvalOf = (register: Register, rec: Rec): Approval | undefined =>
  register.approvals.find((a) => a.key === rec.approval?.key);

export function sealFor(approval: Approval, rec: Rec): string {
  return sealOf(Object.fromEntries(approval.binds.map((k) => [k, rec.values[k] ?? null])));
}

/** Who may decide the running step today: those whose seat is open, and deputies in their place. */
export function approvers(draft: Draft, register: Register, approval: Approval, rec: Rec): string[] {
  return [...new Set(openSeats(draft, register, approval, rec).map((s) => s.by))];
}

/** The seats this person may speak for now: her own, and those she is deputy of. Never her own request. */
export function seatsFor(draft: Draft, register: Register, approval: Approval, rec: Rec, me: string): Seat[] {
  if (sameMail(me, rec.approval?.by)) return [];
  return openSeats(draft, register, approval, rec).filter((s) => sameMail(s.by, me) || sameMail(s.for, me));
}

/** The steps of a case: rows of the matrix that fit its amount and conditions, else what the template says. */
export function stepsFor(draft: Draft, register: Register, approval: Approval, rec: Rec): RunningStep[] {
  const plain = (s: ApprovalStep): RunningStep => ({
    key: s.key,
    label: s.label,
    who: [s.who],
    all: false,
    days: s.days,
  });
  const whole = rowsOf(draft, register, approval, rec);
  if (whole.length > 0) return fromRows(whole, approval.steps[0]!);
  return approval.steps.flatMap((s) => {
    const rows = rowsOf(draft, register, s, rec);
    return rows.length > 0 ? fromRows(rows, s) : [plain(s)];
  });
}

function rowsOf(draft: Draft, register: Register, part: Pick<ApprovalStep, 'chain' | 'amount'>, rec: Rec): ChainRow[] {
  const rows = part.chain === undefined ? undefined : draft.facts.shared.chains?.[part.chain];
  if (!rows || rows.length === 0) return [];
  const value = part.amount === undefined ? null : valueAt(draft, register, rec, part.amount).value;
  return fitting(rows, typeof value === 'number' ? value : null, (cel) => {
    const answer = evaluate(cel, conditionFacts(draft, register, rec));
    return !('value' in answer) || answer.value === true;
  });
}

const fromRows = (rows: ChainRow[], like: ApprovalStep): RunningStep[] =>
  grouped(rows).map((group) => {
    const late = group.find((r) => r.late !== undefined)?.late;
    return {
      key: `${like.key}${group[0]!.step}`,
      label: group.find((r) => r.label)?.label ?? like.label,
      who: group.map((r) => r.who),
      all: group.some((r) => r.all),
      days: Math.max(...group.map((r) => r.days)),
      ...(late === undefined ? {} : { late }),
    };
  });

export function startApproval(draft: Draft, register: Register, rec: Rec, action: Action, asked: Asked): void {
  const approval = register.approvals.find((a) => a.key === action.approval);
  if (!approval) return;
  rec.approval = {
    key: approval.key,
    action: action.key,
    step: 0,
    by: asked.by ?? '',
    at: draft.facts.now,
    seal: sealFor(approval, rec),
    waitingFor: [],
    values: {},
    steps: stepsFor(draft, register, approval, rec),
  };
  rec.signed = [];
  if (action.to) enter(draft, register, rec, action.to, asked.by);
  askStep(draft, register, approval, rec);
}

/** Asks those whose turn it is. Nobody there at all: the record says so, and 首頁 with it. */
function askStep(draft: Draft, register: Register, approval: Approval, rec: Rec): void {
  askThem(draft, register, approval, rec, []);
}

function askThem(draft: Draft, register: Register, approval: Approval, rec: Rec, asked: string[]): void {
  const running = rec.approval!;
  running.waitingFor = approvers(draft, register, approval, rec);
  for (const email of running.waitingFor.filter((e) => !asked.some((a) => sameMail(a, e))))
    mailTo(
      draft,
      rec,
      'approval_asked',
      { email },
      {
        by: null,
        cause: `approval:${running.step}@${draft.facts.cause}`,
        params: { action: running.action, actor: running.by },
      },
    );
  if (running.waitingFor.length === 0)
    notice(draft, {
      key: `nobody:${rec.register}/${rec.id}`,
      at: draft.facts.now,
      words: { code: 'notice.nobody-decides', params: { id: rec.id } },
      action: { kind: 'dismiss' },
    });
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
  askThem(draft, register, approval, rec, was);
  return true;
}

/** 「送簽中 2/3」, and of a step that several must approve how many have: 「已同意 1/2」. */
export function runningWords(draft: Draft, register: Register, rec: Rec): Words {
  const approval = approvalOf(register, rec)!;
  const steps = stepsOf(approval, rec);
  const running = rec.approval!;
  const open = openSeats(draft, register, approval, rec).length;
  const given = running.given?.length ?? 0;
  return {
    code: 'approval.running',
    params: {
      step: running.step + 1,
      steps: steps.length,
      ...(steps[running.step]?.all && given + open > 1 ? { given, seats: given + open } : {}),
    },
  };
}

export type Verdict = 'approve' | 'return' | 'reject';

/** A decision on the exact seal that was shown. Returns the words for the page. */
export function decide(
  draft: Draft,
  register: Register,
  rec: Rec,
  verdict: Verdict,
  by: string,
  seal: string,
  comment: string,
): { ok: boolean; words: Words } {
  const { now } = draft.facts;
  const approval = approvalOf(register, rec);
  const running = rec.approval;
  if (!approval || !running) return { ok: false, words: { code: 'approval.closed', params: { id: rec.id } } };
  if (sameMail(by, running.by)) return { ok: false, words: { code: 'approval.own' } };
  const seats = openSeats(draft, register, approval, rec);
  const mine = seatsFor(draft, register, approval, rec, by);
  if (mine.length === 0)
    return {
      ok: false,
      words: running.given?.some((g) => sameMail(g.by, by))
        ? { code: 'approval.already', params: { id: rec.id } }
        : { code: 'approval.not-yours', params: { account: by } },
    };
  if (running.seal !== seal || sealFor(approval, rec) !== seal)
    return { ok: false, words: { code: 'approval.changed', params: { id: rec.id } } };
  if (verdict !== 'approve' && comment.trim() === '') return { ok: false, words: { code: 'approval.say-why' } };
  const action = register.actions.find((a) => a.key === running.action);
  const before = clone(rec);
  answered(rec);
  const steps = stepsOf(approval, rec);
  const whole = !steps[running.step]?.all || mine.length === seats.length;
  const last = whole && running.step + 1 >= steps.length;
  const instead = mine.filter((s) => !sameMail(s.for, by)).map((s) => s.for);
  step(
    draft,
    rec,
    {
      action: verdict,
      actor: by,
      ...(comment ? { why: comment } : {}),
      extra: { $seal: seal, $step: running.step, ...(instead.length > 0 ? { $for: instead.join(', ') } : {}) },
    },
    () => {
      const { key: at, label } = steps[running.step] ?? { key: '', label: {} };
      for (const seat of mine)
        (rec.signed ??= []).push({
          step: at,
          label,
          by,
          ...(sameMail(seat.for, by) ? {} : { for: seat.for }),
          verdict,
          at: now,
        });
      if (verdict === 'approve' && !last) {
        if (whole) running.step += 1;
        running.given = whole ? [] : [...(running.given ?? []), ...mine.map((s) => ({ for: s.for, by }))];
        return;
      }
      rec.approval = null;
      if (verdict === 'approve') {
        if (action) applySets(draft, rec, action.sets, running.by);
        if (approval.passed.to) enter(draft, register, rec, approval.passed.to, by);
      } else {
        const to = verdict === 'return' ? approval.returned.to : approval.rejected.to;
        if (to) enter(draft, register, rec, to, by);
      }
      computeFields(draft, register, rec);
    },
  );
  rec.undo = null;
  rec.updated = { at: now, by };
  if (rec.approval && whole) askStep(draft, register, approval, rec);
  else if (rec.approval) rec.approval.waitingFor = approvers(draft, register, approval, rec);
  else {
    const cause = `approval:${verdict}@${draft.facts.cause}`;
    mailTo(
      draft,
      rec,
      verdict === 'approve' ? 'approval_passed' : 'approval_refused',
      { email: running.by },
      { by, cause, params: { reason: comment || null, actor: by } },
    );
    if (verdict === 'approve' && action) freezeDocuments(draft, register, rec, action);
    if (verdict === 'approve')
      tell(draft, register, rec, [...(action?.tells ?? []), ...approval.passed.tells], { by, cause });
    settle(draft, register, before, rec, null, { by, via: 'page' });
  }
  say(rec, {
    sign: rec.approval ? '⏳' : verdict === 'approve' ? '✓' : '✗',
    words: rec.approval
      ? runningWords(draft, register, rec)
      : { code: `approval.${verdict}`, params: { step: 1, steps: steps.length, reason: comment } },
    at: now,
    by,
  });
  return { ok: true, words: { code: 'approval.decided', params: { id: rec.id } } };
}
