/**
 * What an approver says of a case, on the exact seal that was shown (I6): yes, back, no; 轉交 (another person in her place), 加簽
 * (another signer before or after her). Judged the same whether it came from the page or from the form.
 */
import type { Approval, Register } from '../model/types';
import { applySets, enter, joinLabels, labelOf, runLinked, settle } from './act';
import { groupEnd, present, stepsOf } from './approval-steps';
import { approvalOf, askStep, askThem, runningWords, seatsFor } from './approve';
import { computeFields } from './computed';
import { evaluate } from './condition';
import { conditionFacts } from './condition-facts';
import { remember, stepOf } from './decided';
import { freezeDocuments } from './documents';
import { answered, clone, say, step, type Draft } from './draft';
import { personOf, sameMail } from './people';
import { sealFor, sealPassed } from './seal';
import { isAsker, openSeats } from './seats';
import { mailTo, tell } from './tell';
import type { Decided, Rec, RunningStep, Seat, Value, Words } from './types';

export const VERDICTS = ['approve', 'return', 'reject', 'delegate', 'add_before', 'add_after'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** `to`: e-mail of whom it is handed to or who is added. `fill`: values of the fields a step asks for, or what is wrong with one. */
export interface Said {
  to?: string;
  fill?: (keys: readonly string[]) => { values: Record<string, Value> } | { words: Words };
}
export interface Told {
  ok: boolean;
  words: Words;
}

const no = (code: string, params?: Words['params']): Told => ({
  ok: false,
  words: { code, ...(params ? { params } : {}) },
});

/** Why this person's word does not count now; null when it does. */
function refused(draft: Draft, register: Register, rec: Rec, by: string, seal: string): Told | null {
  const approval = approvalOf(register, rec);
  const running = rec.approval;
  if (!approval || !running) return no('approval.closed', { id: rec.id });
  if (isAsker(rec, by)) return no('approval.own');
  if (seatsFor(draft, register, approval, rec, by).length === 0) {
    const spoke = running.given?.some(
      (g) => sameMail(g.by, by) && (!g.step || present(approval, rec).some((s) => s.key === g.step)),
    );
    return spoke ? no('approval.already', { id: rec.id }) : no('approval.not-yours', { account: by || '—' });
  }
  if (running.seal !== seal || sealFor(approval, rec) !== seal) return no('approval.changed', { id: rec.id });
  return null;
}

/** Decides, or says why not; a refusal changes nothing. Returns the words for the page. */
export function decide(
  draft: Draft,
  register: Register,
  rec: Rec,
  verdict: Verdict,
  by: string,
  seal: string,
  comment: string,
  said: Said = {},
): Told {
  const not = refused(draft, register, rec, by, seal);
  if (not) return not;
  const approval = approvalOf(register, rec)!;
  if ((verdict === 'return' || verdict === 'reject') && comment.trim() === '') return no('approval.say-why');
  const mine = seatsFor(draft, register, approval, rec, by);
  const steps = present(approval, rec).filter((s) => mine.some((m) => m.step === s.key));
  if (verdict === 'approve') return approve(draft, register, rec, approval, by, comment, mine, steps, said);
  if (verdict === 'return' || verdict === 'reject')
    return refuse(draft, register, rec, approval, verdict, by, comment, mine, steps);
  return pass(draft, register, rec, approval, verdict, by, comment, mine, steps, said.to ?? '');
}

function journalled(
  draft: Draft,
  rec: Rec,
  verdict: Verdict,
  by: string,
  comment: string,
  mine: Seat[],
  steps: RunningStep[],
  to: string | undefined,
  change: () => void,
): void {
  const { approval: running } = rec;
  const instead = [...new Set(mine.filter((s) => !sameMail(s.for, by)).map((s) => s.for))];
  for (const one of steps)
    remember(rec, {
      approval: running!.key,
      round: running!.at,
      ...stepOf(one),
      by,
      at: draft.facts.now,
      verdict,
      comment,
      ...(instead.length > 0 ? { for: instead } : {}),
      ...(to ? { to } : {}),
    });
  const extra = {
    $seal: running!.seal,
    $step: running!.step,
    ...(instead.length > 0 ? { $for: instead.join(', ') } : {}),
    ...(to ? { $to: to } : {}),
  };
  step(draft, rec, { action: verdict, actor: by, ...(comment ? { why: comment } : {}), extra }, change);
  answered(rec);
  rec.undo = null;
  rec.updated = { at: draft.facts.now, by };
}

function approve(
  draft: Draft,
  register: Register,
  rec: Rec,
  approval: Approval,
  by: string,
  comment: string,
  mine: Seat[],
  steps: RunningStep[],
  said: Said,
): Told {
  const { now } = draft.facts;
  const running = rec.approval!;
  const asks = [...new Set(steps.flatMap((s) => s.asks ?? []))];
  const filled = said.fill?.(asks) ?? { values: {} };
  if ('words' in filled) return { ok: false, words: filled.words };
  const { values } = filled;
  const before = clone(rec);
  const missing = asks.filter((k) => (values[k] ?? rec.values[k]) == null);
  if (missing.length > 0) return no('approval.fill', { fields: joinLabels(missing.map((k) => labelOf(register, k))) });
  // Judged as the record will stand; what is refused changes nothing.
  const was = { ...rec.values };
  Object.assign(rec.values, values);
  for (const check of register.checks.filter((c) => steps.some((s) => [s.key, s.of].includes(c.at)))) {
    const answer = evaluate(check.need, conditionFacts(draft, register, rec));
    if ('value' in answer && answer.value === true) continue;
    rec.values = was;
    return 'undecidable' in answer
      ? no('approval.fill', { fields: joinLabels(answer.undecidable.map((p) => labelOf(register, p.split('.')[0]!))) })
      : no('act.check', { say: check.say });
  }
  rec.values = was;
  const action = register.actions.find((a) => a.key === running.action);
  const shown = running.waitingFor;
  let ended = false;
  let moved = false;
  journalled(draft, rec, 'approve', by, comment, mine, steps, undefined, () => {
    for (const [key, value] of Object.entries(values)) {
      rec.values[key] = value;
      delete rec.held[key];
    }
    computeFields(draft, register, rec);
    // What this step had to fill is bound from here on as it was filled.
    running.seal = sealFor(approval, rec);
    running.given = [...(running.given ?? []), ...mine.map((s) => ({ for: s.for, by, step: s.step! }))];
    if (openSeats(draft, register, approval, rec).length > 0) return;
    moved = true;
    const all = stepsOf(approval, rec);
    running.step = groupEnd(all, running.step);
    ended = running.step >= all.length;
    if (!ended) return;
    rec.approval = null;
    if (action) applySets(draft, rec, action.sets, running.by);
    if (approval.passed.to) enter(draft, register, rec, approval.passed.to, by);
    computeFields(draft, register, rec);
    sealPassed(rec, approval, running.binds ?? approval.binds, { at: now, by, asker: running.by });
  });
  if (!ended) {
    if (moved) askStep(draft, register, approval, rec);
    else askThem(draft, register, approval, rec, shown, 'more');
    say(rec, { sign: '⏳', words: runningWords(draft, register, rec), at: now, by });
    return { ok: true, words: { code: 'approval.decided', params: { id: rec.id } } };
  }
  const cause = `approval:approve@${draft.facts.cause}`;
  const params = { reason: comment || null, actor: by };
  mailTo(draft, rec, 'approval_passed', { email: running.by }, { by, cause, params });
  tell(draft, register, rec, [...(action?.tells ?? []), ...approval.passed.tells], { by, cause });
  for (const { link, action: verb } of approval.passed.and ?? [])
    runLinked(draft, register, rec, link, verb, { by, via: 'page' });
  if (action) freezeDocuments(draft, register, rec, action);
  settle(draft, register, before, rec, null, { by, via: 'page' });
  say(rec, { sign: '✓', words: { code: 'approval.approve', params: { reason: comment } }, at: now, by });
  return { ok: true, words: { code: 'approval.decided', params: { id: rec.id } } };
}

function refuse(
  draft: Draft,
  register: Register,
  rec: Rec,
  approval: Approval,
  verdict: 'return' | 'reject',
  by: string,
  comment: string,
  mine: Seat[],
  steps: RunningStep[],
): Told {
  const before = clone(rec);
  const running = rec.approval!;
  const { to, tells = [], and = [] } = verdict === 'return' ? approval.returned : approval.rejected;
  journalled(draft, rec, verdict, by, comment, mine, steps, undefined, () => {
    rec.approval = null;
    if (to) enter(draft, register, rec, to, by);
    computeFields(draft, register, rec);
  });
  // Who had agreed before sees it again when it is sent again: only this answer stands.
  rec.decided = rec.decided!.map((d): Decided =>
    d.approval === approval.key && d.verdict !== verdict ? { ...d, void: true } : d,
  );
  const cause = `approval:${verdict}@${draft.facts.cause}`;
  const params = { reason: comment, actor: by };
  mailTo(draft, rec, 'approval_refused', { email: running.by }, { by, cause, params });
  tell(draft, register, rec, tells, { by, cause, params });
  for (const one of and) runLinked(draft, register, rec, one.link, one.action, { by, via: 'page' });
  settle(draft, register, before, rec, null, { by, via: 'page' });
  const words: Words = { code: `approval.${verdict}`, params: { reason: comment } };
  say(rec, { sign: '✗', words, at: draft.facts.now, by });
  return { ok: true, words: { code: 'approval.decided', params: { id: rec.id } } };
}

/** 轉交 and 加簽: somebody else of the office, who did not ask for it herself and has no say in it yet. */
function pass(
  draft: Draft,
  register: Register,
  rec: Rec,
  approval: Approval,
  verdict: 'delegate' | 'add_before' | 'add_after',
  by: string,
  comment: string,
  mine: Seat[],
  steps: RunningStep[],
  to: string,
): Told {
  const running = rec.approval!;
  const person = personOf(draft.facts.ref, to);
  if (!person?.active) return no('approval.who-to');
  if (isAsker(rec, to)) return no('approval.own-to');
  if (sameMail(to, by) || openSeats(draft, register, approval, rec).some((s) => sameMail(s.by, to)))
    return no('approval.has-say', { who: person.display });
  const asked = running.waitingFor;
  const email = person.email;
  journalled(draft, rec, verdict, by, comment, mine, steps, email, () => {
    if (verdict === 'delegate') {
      running.moved = [...(running.moved ?? []), ...mine.map((s) => ({ step: s.step!, for: s.for, to: email }))];
      return;
    }
    const all = stepsOf(approval, rec);
    const at = verdict === 'add_before' ? running.step : groupEnd(all, running.step);
    const added: RunningStep = {
      key: `added${all.filter((s) => s.added).length + 1}`,
      label: ADDED,
      who: [email],
      all: false,
      days: steps[0]!.days,
      added: by,
    };
    running.steps = [...all.slice(0, at), added, ...all.slice(at)];
  });
  if (verdict === 'add_before') askStep(draft, register, approval, rec);
  askThem(
    draft,
    register,
    approval,
    rec,
    verdict === 'add_before' ? [...asked, email] : asked,
    verdict,
    comment || null,
  );
  say(rec, { sign: '⏳', words: runningWords(draft, register, rec), at: draft.facts.now, by });
  return { ok: true, words: { code: `approval.${verdict}`, params: { id: rec.id, who: person.display } } };
}

const ADDED = { 'zh-TW': '加簽', 'zh-CN': '加签', en: 'Added signer' };
