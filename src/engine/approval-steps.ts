/** The steps of a case: from the rows of 核決權限 that fit it, else from the template; and which of them run now, side by side. */
import { fitting, grouped } from '../model/chain-rows';
import type { Approval, ApprovalStep, ChainRow, Register } from '../model/types';
import { evaluate } from './condition';
import { conditionFacts, valueAt } from './condition-facts';
import type { Draft } from './draft';
import type { Rec, RunningStep } from './types';

const plain = (s: ApprovalStep): RunningStep => ({
  key: s.key,
  label: s.label,
  who: [s.who],
  all: s.all ?? false,
  days: s.days,
  ...(s.order === undefined ? {} : { order: s.order }),
  ...(s.asks ? { asks: s.asks } : {}),
});

export function stepsFor(draft: Draft, register: Register, approval: Approval, rec: Rec): RunningStep[] {
  const whole = rowsOf(draft, register, approval, rec);
  if (whole.length > 0) return fromRows(whole, approval.steps[0]!);
  const steps = approval.steps.flatMap((s) => {
    const rows = rowsOf(draft, register, s, rec);
    return rows.length > 0 ? fromRows(rows, s) : [plain(s)];
  });
  // By their numbers; a step without one stays behind the one it was written after.
  let last = 0;
  return steps
    .map((s) => ({ s, at: (last = s.order ?? last) }))
    .sort((a, b) => a.at - b.at)
    .map(({ s }) => s);
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
      of: like.key,
      label: group.find((r) => r.label)?.label ?? like.label,
      who: group.map((r) => r.who),
      all: group.some((r) => r.all),
      days: Math.max(...group.map((r) => r.days)),
      ...(like.asks ? { asks: like.asks } : {}),
      ...(late === undefined ? {} : { late }),
    };
  });

/** The steps of the running approval; of one begun before steps were kept, the template's. */
export const stepsOf = (approval: Approval, rec: Rec): RunningStep[] =>
  rec.approval?.steps ?? approval.steps.map((s) => plain({ ...s, all: false, order: undefined, asks: undefined }));

/** Index of the first step behind those that run together with the one at `from`. */
export function groupEnd(steps: readonly RunningStep[], from: number): number {
  const order = steps[from]?.order;
  let end = from + 1;
  while (order !== undefined && steps[end]?.order === order) end += 1;
  return end;
}

/** Steps that run now. */
export function present(approval: Approval, rec: Rec): RunningStep[] {
  const steps = stepsOf(approval, rec);
  const from = rec.approval?.step ?? 0;
  return steps.slice(from, groupEnd(steps, from));
}

/** Which of how many groups runs, from 1. */
export function position(approval: Approval, rec: Rec): { step: number; steps: number } {
  const steps = stepsOf(approval, rec);
  let all = 0;
  let now = 0;
  for (let at = 0; at < steps.length; at = groupEnd(steps, at)) {
    all += 1;
    if (at <= (rec.approval?.step ?? 0)) now = all;
  }
  return { step: now, steps: all };
}

/** Since when those who decide now have been asked: a mail of an earlier asking is no longer wanted. */
export const askedSince = (rec: Rec): number | undefined =>
  rec.approval?.steps?.[rec.approval.step]?.since ?? rec.approval?.at;
