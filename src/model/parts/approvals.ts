/** Approvals of a register: what the approver sees, what the seal binds, the steps, and where each verdict leads. */
import { LAST_RESORT } from '../chain-rows';
import type { Reading } from '../reading';
import { child, type MapNode, type SourceNode } from '../source';
import type { Approval, ApprovalStep, Label } from '../types';
import { readLinked, readTells } from './actions';

const APPROVAL_WORDS = [
  'shows',
  'binds',
  'steps',
  'chain',
  'amount',
  'late',
  'passed',
  'returned',
  'rejected',
] as const;
const STEP_WORDS = ['label', 'who', 'order', 'all', 'asks', 'days', 'chain', 'amount'] as const;

/** The single step of an approval that names only a chain, until the office writes its approval matrix. */
const DECISION: Label = { 'zh-TW': '核決', 'zh-CN': '审批决定', en: 'Decision' };
const DECISION_DAYS = 2;

export function readApprovals(
  reading: Reading,
  node: SourceNode | undefined,
  path: string,
  labels: string,
): Approval[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, APPROVAL_WORDS);
    if (!map) return [];
    const chain = reading.text(map, 'chain');
    const late = reading.map(child(map, 'late'), `${at}.late`, ['tells', 'then']);
    const steps = readSteps(reading, map, at, labels);
    if (steps.length === 0 && chain !== undefined)
      steps.push({ key: 'decide', label: DECISION, who: LAST_RESORT, days: DECISION_DAYS });
    if (steps.length === 0) reading.faultAt('no-steps', at);
    return [
      {
        key,
        shows: reading.words(map, 'shows'),
        binds: reading.words(map, 'binds'),
        steps,
        chain,
        amount: reading.text(map, 'amount'),
        late: late ? { tells: readTells(reading, late, `${at}.late`), then: reading.text(late, 'then') } : undefined,
        passed: readVerdict(reading, map, 'passed', at),
        returned: readVerdict(reading, map, 'returned', at),
        rejected: readVerdict(reading, map, 'rejected', at),
      },
    ];
  });
}

/** Labels of steps stand under `<register>.steps.<step>`, as translators know them from the flow. */
function readSteps(reading: Reading, approval: MapNode, path: string, labels: string): ApprovalStep[] {
  return reading.named(child(approval, 'steps'), `${path}.steps`).flatMap(({ key, node }) => {
    const at = `${path}.steps.${key}`;
    const map = reading.map(node, at, STEP_WORDS);
    if (!map) return [];
    reading.place(`${labels}.steps.${key}`, map.where);
    const chain = reading.text(map, 'chain');
    const who = reading.text(map, 'who');
    if (who === undefined && chain === undefined) reading.faultAt('step-nobody', at);
    const asks = reading.words(map, 'asks');
    return [
      {
        key,
        label: reading.label(child(map, 'label'), `${labels}.steps.${key}`),
        who: who ?? LAST_RESORT,
        days: reading.number(map, 'days') ?? DECISION_DAYS,
        order: reading.number(map, 'order'),
        all: reading.flag(map, 'all') || undefined,
        asks: asks.length > 0 ? asks : undefined,
        chain,
        amount: reading.text(map, 'amount'),
      },
    ];
  });
}

function readVerdict(reading: Reading, approval: MapNode, verdict: string, path: string): Approval['passed'] {
  const at = `${path}.${verdict}`;
  const map = reading.map(child(approval, verdict), at, ['to', 'tells', 'and']);
  if (!map) return { tells: [] };
  const and = readLinked(reading, map, at);
  return { to: reading.text(map, 'to'), tells: readTells(reading, map, at), and: and.length > 0 ? and : undefined };
}
