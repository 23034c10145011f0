// Attacks on an approval: what is replayed, forwarded, stale, somebody else's, nobody's, one's own, or about another price is refused in
// words and moves nothing (I6, S5). Approve and reject at once: approvals-at-once.test.ts.
import type { LocalOffice } from '../../local/office';
import { answersFor } from '../../local/rehearsal/typing';
import {
  call,
  CHEN,
  CHOU,
  expectUnmoved,
  FINANCE,
  HEAD,
  inApproval,
  LEADER,
  LIN,
  MANAGER,
  morning,
  NOBODY,
  OUTSIDER,
  standing,
  TICK,
  type,
  WU,
  type Answer,
} from '../office/hands';

const VERDICTS = ['approve', 'return', 'reject', 'delegate', 'add_before', 'add_after'];

function start(): { office: LocalOffice; id: string; seal: string; say: Say } {
  const office = morning();
  const { id, seal } = inApproval(office);
  const say: Say = (as, more = {}) =>
    call(office, as, 'decide', {
      register: 'tickets',
      id,
      seal,
      verdict: 'approve',
      comment: '因為',
      to: MANAGER,
      ...more,
    });
  return { office, id, seal, say };
}
type Say = (as: string, more?: Record<string, unknown>) => Answer;
const decisions = (office: LocalOffice, id: string) =>
  office.journal('facilities').filter((j) => j.id === id && VERDICTS.includes(j.action));
const refusedEach = (office: LocalOffice, say: Say, as: string, words: RegExp, more = {}) => {
  const before = standing(office);
  for (const verdict of VERDICTS)
    expect([verdict, say(as, { verdict, ...more })]).toEqual([
      verdict,
      { ok: false, words: expect.stringMatching(words) },
    ]);
  expectUnmoved(office, before);
};

test('replayed: the same decision again, or another verdict after it, is told that it is decided', () => {
  const { office, id, say } = start();
  expect(say(HEAD).ok).toBe(true);
  refusedEach(office, say, HEAD, /已經決定了/);
  expect(decisions(office, id)).toHaveLength(1);
});

test('forwarded: whoever else opens the link sees who she is, and decides nothing', () => {
  const { office, id, say } = start();
  refusedEach(office, say, OUTSIDER, /看不出你是誰/);
  for (const as of [CHEN, NOBODY]) {
    const page = office.runtime.person(as).page({ p: 'record', r: 'tickets', id }).html;
    expect(page).toContain(as);
    expect(page).not.toMatch(/value="approve"|8,?000/);
    refusedEach(office, say, as, new RegExp(`不是你簽.*${as}|${as}.*換帳號`));
  }
});

test('wrong person: the team, another role, one above who was not asked', () => {
  const { office, say } = start();
  for (const as of [CHOU, FINANCE, MANAGER, LEADER]) refusedEach(office, say, as, /不是你簽/);
});

test('stale page: the seal of what is no longer asked, or no seal, asks to look again', () => {
  const { office, id, seal, say } = start();
  refusedEach(office, say, HEAD, /重新看過/, { seal: '' });
  refusedEach(office, say, HEAD, /重新看過/, { seal: seal.replace(/^./, (c) => (c === '0' ? '1' : '0')) });
  type(office, id, '$next', '抽回');
  type(office, id, 'cost', '9500');
  type(office, id, '$next', '轉第三方');
  refusedEach(office, say, HEAD, /重新看過/);
  expect(office.record('tickets', id)!.approval).not.toBeNull();
});

test('blank identity decides nothing, on the page or by form', () => {
  const { office, id, seal, say } = start();
  refusedEach(office, say, '', /看不出你是誰/);
  expect(office.runtime.person('').page({ p: 'approvals' }).html).toContain('看不出你是誰');
  const { formId, answers } = answersFor(office, 'approval', { $number: id, $seal: seal, $decision: '同意' }, false);
  // Typing somebody's address is no way round: the form takes the verified one.
  expect(() => office.runtime.person('').submit(formId, answers, { email: HEAD })).toThrow('sign in');
  office.runtime.person(CHEN).submit(formId, answers, { email: HEAD });
  office.runtime.wait(TICK);
  expect(decisions(office, id)).toEqual([]);
});

describe('who asked never approves', () => {
  test('neither who sent it nor whom it is for, by page or form', () => {
    const { office, id, seal, say } = start();
    for (const as of [WU, LIN]) refusedEach(office, say, as, /自己申請的不能自己簽/);
    const { formId, answers } = answersFor(office, 'approval', { $number: id, $seal: seal, $decision: '同意' }, false);
    office.runtime.person(WU).submit(formId, answers, { email: WU });
    office.runtime.wait(TICK);
    expect(decisions(office, id)).toEqual([]);
    expect(office.mails({ to: WU, about: '自己申請的' })).toHaveLength(1);
  });
  test('not as the deputy of the approver', () => {
    const { office, id, say } = start();
    expect(call(office, HEAD, 'away', { from: '2026-03-02', to: '2026-03-06', deputy: WU }).ok).toBe(true);
    office.runtime.wait(2 * TICK);
    refusedEach(office, say, WU, /自己申請的/);
    expect(office.record('tickets', id)!.approval!.waitingFor).not.toContain(WU);
  });
  test('not as one it is handed to, or an added signer', () => {
    const { office, say } = start();
    const before = standing(office);
    for (const verdict of ['delegate', 'add_before', 'add_after'])
      for (const to of [WU, LIN, '林小華'])
        expect(say(HEAD, { verdict, to })).toEqual({ ok: false, words: '不能交給申請人' });
    expectUnmoved(office, before);
  });
});

describe('a price edited after the yes', () => {
  test('in the cell or with a verb of the page is put back or refused, and the approval stands', () => {
    const { office, id, say } = start();
    expect(say(HEAD).ok).toBe(true);
    office.runtime.wait(8000);
    type(office, id, 'cost', '80000');
    expect(office.record('tickets', id)!.values.cost).toBe(8000);
    expect(office.cell('tickets', id, '$check')).toMatch(/你輸入 80,?000。已核准 8,000/);
    const before = standing(office);
    const typed = { solution: '好了', cost: '80000' };
    expect(call(office, WU, 'act', { register: 'tickets', id, action: 'solve', typed })).toMatchObject({ ok: false });
    expectUnmoved(office, before);
    expect(
      call(office, WU, 'act', { register: 'tickets', id, action: 'solve', typed: { ...typed, cost: '8000' } }).ok,
    ).toBe(true);
    expect(office.record('tickets', id)!.sealed!.outside_repair).toBeDefined();
  });
  test('in a corrected record stands, and voids the approval where everybody sees it', () => {
    const { office, id, say } = start();
    expect(say(HEAD).ok).toBe(true);
    for (const action of ['solve', 'close'])
      expect(call(office, WU, 'act', { register: 'tickets', id, action, typed: { solution: '好了' } }).ok).toBe(true);
    expect(call(office, HEAD, 'act', { register: 'tickets', id, action: 'correct', reason: '金額打錯' }).ok).toBe(true);
    office.runtime.wait(8000);
    type(office, id, 'cost', '8500');
    const record = office.record('tickets', id)!;
    expect(record.values.cost).toBe(8500);
    expect(record.sealed).toEqual({});
    expect(office.cell('tickets', id, '$check')).toContain('核准失效');
    expect(office.runtime.person(WU).page({ p: 'record', r: 'tickets', id }).html).toContain('核准失效');
    office.runtime.wait(2 * TICK);
    expect(office.mails({ to: HEAD, about: '原核准失效' })).toHaveLength(1);
  });
});

describe('the next case', () => {
  test('comes with the answer of a decision, and the list says which are left; one’s own is never in it', () => {
    const { office, id, say } = start();
    const { id: second } = inApproval(office);
    const list = (as: string) => office.runtime.person(as).page({ p: 'approvals', all: '1' }).html;
    expect(list(HEAD)).toContain(id);
    expect(list(HEAD)).toContain(second);
    expect(list(WU)).not.toContain(id);
    // Whoever opens the page without asking for the list has the one that waits longest, whole.
    const first = office.runtime.person(HEAD).page({ p: 'approvals' }).html;
    expect(first).toContain('等我簽的 1 / 2');
    expect(first).toContain('不同意');
    expect(first).not.toContain(second);
    const answer = say(HEAD) as Answer & { next?: { url: string; label: string } };
    expect(answer.next?.label).toBe(`下一件（還有 1 件） ${second}`);
    expect(answer.next?.url).toContain(`p=record&r=tickets&id=${second}`);
    expect(list(HEAD)).not.toContain(id);
    const { seal } = office.record('tickets', second)!.approval!;
    expect((say(HEAD, { id: second, seal }) as typeof answer).next).toBeUndefined();
  });

  test('what the approver reads on the first page is the case whole, and nothing was changed by it', () => {
    const { office, id } = start();
    const before = standing(office);
    const page = office.runtime.person(HEAD).page({ p: 'record', r: 'tickets', id }).html;
    for (const words of ['8,000', '過保', '卡紙', '同意', '退回', '不同意', '轉交', '加簽', '還要經過'])
      expect(page).toContain(words);
    expectUnmoved(office, before);
  });
});
