/**
 * What an approval stands on (design: Approvals): the digest of its bound fields as they were shown. A cell that would change one is
 * put back; a change that stands all the same (corrected, computed, set by a rule) voids the approval, visibly.
 */
import type { Action, Approval, Register } from '../model/types';
import { enter } from './act';
import { notThose } from './decided';
import { sealOf } from './digest';
import { say, step, type Draft } from './draft';
import { stateOf } from './record-clocks';
import { mailTo } from './tell';
import type { Rec, Sealed } from './types';

export const approvalOf = (register: Register, rec: Rec): Approval | undefined =>
  register.approvals.find((a) => a.key === rec.approval?.key);

const sealOver = (keys: readonly string[], rec: Rec): string =>
  sealOf(Object.fromEntries(keys.map((k) => [k, rec.values[k] ?? null])));

/** The seal of the running approval as the record stands now: over the fields that were bound when it began. */
export const sealFor = (approval: Approval, rec: Rec): string => sealOver(rec.approval?.binds ?? approval.binds, rec);

/** Fields of a running approval, and of those that have passed, whose cells are put back. */
export function boundFields(register: Register, rec: Rec): string[] {
  const running = approvalOf(register, rec);
  return [
    ...(running ? (rec.approval!.binds ?? running.binds) : []),
    ...Object.values(rec.sealed ?? {}).flatMap((s) => (s.loose ? [] : s.binds)),
  ];
}

/** An approval has passed: from now on it stands on the record as it is. */
export function sealPassed(
  rec: Rec,
  approval: Approval,
  binds: string[],
  how: Pick<Sealed, 'at' | 'by' | 'asker'>,
): void {
  rec.sealed = { ...rec.sealed, [approval.key]: { seal: sealOver(binds, rec), binds, ...how } };
}

/** A corrected record takes changes of bound fields: each voids what was approved. */
export function loosen(rec: Rec): void {
  for (const key of Object.keys(rec.sealed ?? {})) rec.sealed![key] = { ...rec.sealed![key]!, loose: true };
}

/** The approval that 「抽回」 would take back: the running one, or one that has passed and was not acted on yet. */
export function takenBack(register: Register, rec: Rec): Approval | undefined {
  if (rec.approval) return approvalOf(register, rec);
  const asked = (a: Approval): Action[] => register.actions.filter((one) => one.approval === a.key);
  return register.approvals.find(
    (a) =>
      rec.sealed?.[a.key] &&
      (a.passed.to ? rec.state === a.passed.to : asked(a).some((one) => one.from.includes(rec.state))),
  );
}

/** Voids every approval of the draft's records whose bound fields are no longer what was approved. Before each commit. */
export function keepSeals(draft: Draft): void {
  for (const rec of [...draft.records.values()]) {
    const register = draft.facts.registers[rec.register];
    if (!register || rec.deleted) continue;
    const running = approvalOf(register, rec);
    if (running && rec.approval!.seal !== sealFor(running, rec)) voided(draft, register, rec, running);
    for (const approval of register.approvals) {
      const stands = rec.sealed?.[approval.key];
      if (stands && stands.seal !== sealOver(stands.binds, rec)) voided(draft, register, rec, approval);
    }
  }
}

function voided(draft: Draft, register: Register, rec: Rec, approval: Approval): void {
  const { now, cause } = draft.facts;
  const heard = new Set(endRound(draft, rec, approval, 'void', null, ''));
  step(draft, rec, { action: 'approval-void', actor: null, why: approval.key }, () => {
    const there = [approval.passed.to, ...register.actions.filter((a) => a.approval === approval.key).map((a) => a.to)];
    const open = !['closed', 'void'].includes(stateOf(register, rec.state)?.kind ?? '');
    if (approval.returned.to && open && there.includes(rec.state))
      enter(draft, register, rec, approval.returned.to, null);
  });
  rec.undo = null;
  rec.updated = { at: now, by: rec.updated.by };
  say(rec, { sign: '✗', words: { code: 'approval.voided' }, at: now });
  for (const email of heard) mailTo(draft, rec, 'approval_voided', { email }, { by: null, cause: `void@${cause}` });
}

/**
 * Ends what runs or stands of an approval: its decisions count no more, and that is written beside them. Answers whom it concerned:
 * who asked, who decided, who was asked.
 */
export function endRound(
  draft: Draft,
  rec: Rec,
  approval: Approval,
  verdict: 'withdraw' | 'void',
  by: string | null,
  comment: string,
): string[] {
  const mine = (rec.decided ?? []).filter((d) => d.approval === approval.key && !d.void);
  const asker = rec.approval?.by ?? rec.sealed?.[approval.key]?.asker;
  const heard = [asker, ...(rec.approval?.waitingFor ?? []), ...mine.map((d) => d.by)];
  const round = rec.approval?.at ?? mine.at(-1)?.round ?? draft.facts.now;
  rec.approval = null;
  if (rec.sealed) delete rec.sealed[approval.key];
  notThose(rec, approval.key, { round, verdict, by: by ?? '', at: draft.facts.now, comment });
  return [...new Set(heard.filter((e): e is string => !!e).map((e) => e.toLowerCase()))];
}
