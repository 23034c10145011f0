/**
 * Approvals, as far as outside repairs need them (R097): steps of roles in order, bound by a seal, decided on a page or never.
 * The requester of the approval never decides it. The approval matrix widens `steps`, not this file's rules.
 */
import type { Action, Approval, Register } from '../model/types';
import { applySets, enter, settle, type Asked } from './act';
import { computeFields } from './computed';
import { sealOf } from './digest';
import { answered, clone, say, step, type Draft } from './draft';
import { holders, sameMail } from './people';
import { mailTo, tell } from './tell';
import type { Rec, Words } from './types';

export const approvalOf = (register: Register, rec: Rec): Approval | undefined =>
  register.approvals.find((a) => a.key === rec.approval?.key);

export function sealFor(approval: Approval, rec: Rec): string {
  return sealOf(Object.fromEntries(approval.binds.map((k) => [k, rec.values[k] ?? null])));
}

/** Who decides the running step; empty step goes up to the role's escalation, never to the one who asked. */
export function approvers(draft: Draft, approval: Approval, rec: Rec): string[] {
  const current = approval.steps[rec.approval?.step ?? 0];
  if (!current) return [];
  const asker = rec.approval?.by ?? '';
  const found = holders(draft.facts.ref, current.who, rec).filter((e) => !sameMail(e, asker));
  if (found.length > 0) return found;
  const up = draft.facts.shared.roles[current.who]?.escalates;
  return up ? holders(draft.facts.ref, up, rec).filter((e) => !sameMail(e, asker)) : [];
}

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
  };
  if (action.to) enter(draft, register, rec, action.to, asked.by);
  askStep(draft, approval, rec, action);
}

function askStep(draft: Draft, approval: Approval, rec: Rec, action: Action): void {
  const running = rec.approval!;
  running.waitingFor = approvers(draft, approval, rec);
  for (const email of running.waitingFor)
    mailTo(
      draft,
      rec,
      'approval_asked',
      { email },
      {
        by: null,
        cause: `approval:${running.step}@${draft.facts.cause}`,
        params: { action: action.key, actor: running.by },
      },
    );
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
  if (!approvers(draft, approval, rec).some((e) => sameMail(e, by)))
    return { ok: false, words: { code: 'approval.not-yours', params: { account: by } } };
  if (running.seal !== seal || sealFor(approval, rec) !== seal)
    return { ok: false, words: { code: 'approval.changed', params: { id: rec.id } } };
  if (verdict !== 'approve' && comment.trim() === '') return { ok: false, words: { code: 'approval.say-why' } };
  const action = register.actions.find((a) => a.key === running.action);
  const before = clone(rec);
  answered(rec);
  const last = running.step + 1 >= approval.steps.length;
  step(
    draft,
    rec,
    { action: verdict, actor: by, ...(comment ? { why: comment } : {}), extra: { $seal: seal, $step: running.step } },
    () => {
      if (verdict === 'approve' && !last) {
        running.step += 1;
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
  if (rec.approval && action) askStep(draft, approval, rec, action);
  else {
    const cause = `approval:${verdict}@${draft.facts.cause}`;
    mailTo(
      draft,
      rec,
      verdict === 'approve' ? 'approval_passed' : 'approval_refused',
      { email: running.by },
      { by, cause, params: { reason: comment || null, actor: by } },
    );
    if (verdict === 'approve')
      tell(draft, register, rec, [...(action?.tells ?? []), ...approval.passed.tells], { by, cause });
    settle(draft, register, before, rec, null, { by, via: 'page' });
  }
  say(rec, {
    sign: rec.approval ? '⏳' : verdict === 'approve' ? '✓' : '✗',
    words: {
      code: rec.approval ? 'approval.running' : `approval.${verdict}`,
      params: { step: (rec.approval?.step ?? 0) + 1, steps: approval.steps.length, reason: comment },
    },
    at: now,
    by,
  });
  return { ok: true, words: { code: 'approval.decided', params: { id: rec.id } } };
}
