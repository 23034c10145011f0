// Approve and reject at the same moment: at every service call of either run the other one comes in between. One decision stands, the
// other person is told so; the lock is economy, the fence is the proof (I6).
import type { LocalOffice } from '../../local/office';
import { call, HEAD, inApproval, morning, type Answer } from '../office/hands';
import { inFrontOf, Run } from './interleave';

/** A case two people may decide: the head, and the manager who stands in for her. Forked for every schedule. */
function start(): { office: LocalOffice; id: string; seal: string } {
  const office = morning();
  return { office, ...inApproval(office) };
}
const decide =
  (office: LocalOffice, id: string, seal: string, verdict: 'approve' | 'reject', as = HEAD) =>
  (): Answer =>
    call(office, as, 'decide', { register: 'tickets', id, seal, verdict, comment: '因為' });

/** What must hold after both: exactly one of them decided, and record, journal and answers agree about which. */
function judged(office: LocalOffice, id: string, answers: Record<'approve' | 'reject', Answer>): string[] {
  const journal = office.journal('facilities').filter((j) => j.id === id && ['approve', 'reject'].includes(j.action));
  const record = office.record('tickets', id)!;
  const winner = journal[0]?.action as 'approve' | 'reject' | undefined;
  const loser = winner === 'approve' ? 'reject' : 'approve';
  const out: string[] = [];
  if (journal.length !== 1) out.push(`${journal.length} decisions in the journal`);
  if (winner && !answers[winner].ok) out.push(`${winner} stands but was answered: ${answers[winner].words}`);
  if (answers[loser].ok) out.push(`${loser} was answered yes: ${answers[loser].words}`);
  if (!/已經決定|忙碌/.test(answers[loser].words)) out.push(`${loser} was told: ${answers[loser].words}`);
  if (record.approval) out.push('it still runs');
  if ((record.values.tier === 'third') !== (winner === 'approve'))
    out.push(`tier ${String(record.values.tier)} after ${winner}`);
  if (record.decided?.filter((d) => !d.void).length !== 1) out.push(`${record.decided?.length} decisions kept`);
  return out;
}

const ORDERS = [
  ['approve', 'reject'],
  ['reject', 'approve'],
] as const;

test.each(ORDERS)(
  '%s waits in front of each of its calls while %s runs whole',
  (a, b) => {
    const { office: origin, id, seal } = start();
    const findings: string[] = [];
    let n = 1;
    for (; n < 200; n++) {
      const office = origin.fork();
      const both = inFrontOf(office, n, decide(office, id, seal, a), decide(office, id, seal, b));
      if (!both) break;
      const answers = { [a]: both[0], [b]: both[1] } as Record<'approve' | 'reject', Answer>;
      findings.push(...judged(office, id, answers).map((f) => `${a} at ${n}: ${f}`));
    }
    expect(findings).toEqual([]);
    expect(n).toBeGreaterThan(8);
  },
  300_000,
);

test.each(ORDERS)(
  'with every lock granted: %s stops after k calls, %s after j, then each goes on',
  (a, b) => {
    const { office: origin, id, seal } = start();
    const length = (verdict: 'approve' | 'reject'): number => {
      const office = origin.fork();
      const run = new Run(office, decide(office, id, seal, verdict), 'open');
      run.until(Infinity);
      // Once it has let go of the lock it only reads what waits for its person next.
      return run.callsUntil('Lock.releaseLock') + 1;
    };
    const [la, lb] = [length(a), length(b)];
    const findings: string[] = [];
    let schedules = 0;
    for (let k = 0; k <= la; k++)
      for (let j = 0; j <= lb; j++) {
        const office = origin.fork();
        const first = new Run(office, decide(office, id, seal, a), 'open');
        const second = new Run(office, decide(office, id, seal, b), 'open');
        first.until(k);
        second.until(j);
        first.until(Infinity);
        second.until(Infinity);
        schedules += 1;
        const answers = { [a]: first.answer, [b]: second.answer } as Record<'approve' | 'reject', Answer>;
        if (first.error || second.error) findings.push(`${k}/${j}: ${first.error ?? second.error}`);
        else findings.push(...judged(office, id, answers).map((f) => `${k}/${j}: ${f}`));
        if (findings.length > 20) break;
      }
    expect(findings).toEqual([]);
    expect(schedules).toBe((la + 1) * (lb + 1));
    expect(la).toBeGreaterThan(8);
  },
  600_000,
);
