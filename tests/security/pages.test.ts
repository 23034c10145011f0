// Pages: a GET changes nothing, and each call is somebody's who may do that, now, on what was shown (S4, S5, S6).
import type { LocalOffice } from '../../local/office';
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
  submit,
  type,
  WU,
} from '../office/hands';
import { OBJECT_WORDS } from './payloads';

const PEOPLE = { LIN, CHEN, WU, CHOU, HEAD, MANAGER, FINANCE, LEADER, NOBODY, OUTSIDER } as const;
type Who = keyof typeof PEOPLE;
const TEAM: Who[] = ['WU', 'CHOU'];
const FILLED = { solution: '好了', cost: '0', why: '因為', wake_on: '2026/3/9', vendor: 'VEN-001' };

function ticket(state: 'new' | 'working' | 'waiting' | 'solved' | 'closed'): { office: LocalOffice; id: string } {
  const office = morning();
  const id = submit(office);
  const go = (action: string) => {
    const answer = call(office, WU, 'act', { register: 'tickets', id, action, typed: FILLED });
    if (!answer.ok) throw new Error(answer.words);
    office.runtime.wait(8000);
  };
  if (state !== 'new') go('respond');
  if (state === 'waiting') go('wait');
  if (state === 'solved' || state === 'closed') go('solve');
  if (state === 'closed') go('close');
  return { office, id };
}

describe('who may do what: every person, every action', () => {
  // By hand, from the template: the team works, the requester may also cancel, close and reopen, the head corrects.
  const rights: Record<string, [Parameters<typeof ticket>[0], Who[]]> = {
    respond: ['new', TEAM],
    supplier: ['working', TEAM],
    third: ['working', TEAM],
    wait: ['working', TEAM],
    resume: ['waiting', TEAM],
    solve: ['working', TEAM],
    cancel: ['new', [...TEAM, 'LIN']],
    close: ['solved', [...TEAM, 'LIN']],
    reopen: ['closed', [...TEAM, 'LIN']],
    urge: ['new', ['LIN']],
    void: ['new', TEAM],
    correct: ['closed', ['HEAD']],
    undo: ['working', ['WU']],
  };
  test.each(Object.entries(rights))('%s', (action, [state, allowed]) => {
    const start = ticket(state);
    for (const who of Object.keys(PEOPLE) as Who[]) {
      const office = start.office.fork();
      const before = standing(office);
      const params = { register: 'tickets', id: start.id, action, typed: FILLED, reason: '測試' };
      const answer = call(office, PEOPLE[who], 'act', params);
      expect([who, answer.ok]).toEqual([who, allowed.includes(who)]);
      if (!answer.ok) expectUnmoved(office, before);
    }
  });

  test('the list above names every action of the template', () => {
    const keys = morning().model.registers.tickets!.actions.map((a) => a.key);
    expect(Object.keys(rights).sort()).toEqual(keys.filter((k) => !['register', 'withdraw'].includes(k)).sort());
  });

  test('registers of the setup workbook are the office managers’ alone', () => {
    const office = morning();
    for (const register of ['people', 'departments', 'numbers', 'roles', 'lists', 'calendar']) {
      const { id } = office.records(register)[0]!;
      for (const who of ['LIN', 'WU', 'HEAD', 'FINANCE', 'LEADER', 'NOBODY', 'OUTSIDER'] as Who[]) {
        const before = standing(office);
        for (const action of office.model.registers[register]!.actions.map((a) => a.key))
          expect(call(office, PEOPLE[who], 'act', { register, id, action, reason: 'x', typed: FILLED }).ok).toBe(false);
        expectUnmoved(office, before);
      }
    }
  });
});

describe('what is typed on a page', () => {
  test('goes in only with an action that asks for it, by somebody who may take it', () => {
    const { office, id } = ticket('working');
    const before = standing(office);
    const typed = {
      fault: 'x',
      place: 'lobby',
      requester: NOBODY,
      cost: '1',
      score: '1',
      handler: CHEN,
      solution: 'x',
    };
    expect(call(office, CHEN, 'act', { register: 'tickets', id, action: 'solve', typed }).ok).toBe(false);
    expect(call(office, LIN, 'act', { register: 'tickets', id, action: 'cancel', typed }).ok).toBe(false);
    expect(call(office, LIN, 'act', { register: 'tickets', id, action: 'no such', typed }).ok).toBe(false);
    expectUnmoved(office, before);
    expect(call(office, WU, 'act', { register: 'tickets', id, action: 'solve', typed }).ok).toBe(true);
    expect(office.record('tickets', id)!.values).toMatchObject({
      fault: '卡紙',
      place: 'print_corner_3f',
      requester: LIN,
      score: null,
      handler: WU,
      solution: 'x',
      cost: 1,
    });
  });

  test('that cannot be right changes nothing and says so', () => {
    const { office, id } = ticket('working');
    const before = standing(office);
    const answer = call(office, WU, 'act', {
      register: 'tickets',
      id,
      action: 'solve',
      typed: { solution: 'x', cost: '很貴' },
    });
    expect(answer).toMatchObject({ ok: false });
    expect(answer.words).toContain('費用');
    expectUnmoved(office, before);
  });

  test('is no parameter when it is not a text', () => {
    const { office, id } = ticket('working');
    for (const typed of [
      null,
      'x',
      7,
      [1, 2],
      { solution: { toString: 'x' }, cost: ['1'] },
      { __proto__: { cost: '1' } },
    ])
      expect(call(office, WU, 'act', { register: 'tickets', id, action: 'solve', typed }).ok).toBe(false);
    expect(office.record('tickets', id)!.state).toBe('working');
  });
});

describe('a decision', () => {
  test('is of the one who decides, on the seal shown, once', () => {
    const office = morning();
    const { id, seal } = inApproval(office);
    const decide = (as: string, more: object = {}) =>
      call(office, as, 'decide', { register: 'tickets', id, seal, verdict: 'approve', comment: '', ...more });
    const before = standing(office);
    for (const who of Object.keys(PEOPLE) as Who[])
      if (who !== 'HEAD') expect([who, decide(PEOPLE[who]).ok]).toEqual([who, false]);
    for (const wrong of ['', 'x', seal.toUpperCase(), `${seal} `, seal.slice(1), '0'.repeat(64)])
      expect(decide(HEAD, { seal: wrong }).ok).toBe(false);
    expect(decide(HEAD, { id: 'TKT-2026-9999' }).ok).toBe(false);
    expect(decide(HEAD, { register: 'assets' }).ok).toBe(false);
    expect(decide(HEAD, { verdict: 'reject', comment: ' ' }).ok).toBe(false);
    expectUnmoved(office, before);
    expect(decide(HEAD).ok).toBe(true);
    const after = standing(office);
    expect(decide(HEAD).ok).toBe(false);
    expect(decide(HEAD, { verdict: 'reject', comment: 'x' }).ok).toBe(false);
    expectUnmoved(office, after);
    expect(
      office.journal('facilities').filter((j) => j.id === id && ['approve', 'reject'].includes(j.action)),
    ).toHaveLength(1);
  });

  test('on an amount that was withdrawn and asked anew is refused', () => {
    const office = morning();
    const { id, seal } = inApproval(office);
    type(office, id, '$next', '抽回');
    type(office, id, 'cost', '9000');
    type(office, id, '$next', '轉第三方');
    expect(office.record('tickets', id)!.approval).not.toBeNull();
    expect(call(office, HEAD, 'decide', { register: 'tickets', id, seal, verdict: 'approve', comment: '' }).ok).toBe(
      false,
    );
    expect(office.record('tickets', id)!.approval).not.toBeNull();
  });

  test('typed into a cell is none, and the amount typed over while it waits goes back', () => {
    const office = morning();
    const { id, seal } = inApproval(office);
    type(office, id, '$next', '同意', HEAD);
    expect(office.record('tickets', id)!.approval).toMatchObject({ seal });
    expect(office.cell('tickets', id, '$check')).toContain('儲存格不算');
    type(office, id, 'cost', '1');
    expect(office.record('tickets', id)!.values.cost).toBe(8000);
    expect(office.cell('tickets', id, 'cost').replace(',', '')).toBe('8000');
  });

  test('the vendor’s order leaves when the team presses send, once', () => {
    const office = morning();
    const { id, seal } = inApproval(office);
    call(office, HEAD, 'decide', { register: 'tickets', id, seal, verdict: 'approve', comment: '' });
    office.runtime.wait(8000);
    const vendor = String(office.records('vendors')[0]!.values.email);
    const before = standing(office);
    for (const who of ['LIN', 'CHEN', 'HEAD', 'FINANCE', 'NOBODY', 'OUTSIDER'] as Who[])
      expect([who, call(office, PEOPLE[who], 'order', { register: 'tickets', id }).ok]).toEqual([who, false]);
    expectUnmoved(office, before);
    expect(call(office, WU, 'order', { register: 'tickets', id }).ok).toBe(true);
    const after = standing(office);
    expect(call(office, WU, 'order', { register: 'tickets', id }).ok).toBe(false);
    expectUnmoved(office, after);
    // It waits the grace minutes like any mail somebody caused, then it leaves once.
    expect(office.mails({ to: vendor })).toHaveLength(0);
    office.runtime.wait(20 * 60_000);
    expect(office.mails({ to: vendor })).toHaveLength(1);
  });
});

describe('a GET', () => {
  test('a hundred times by everybody changes nothing', () => {
    const office = morning();
    const { id } = inApproval(office);
    const device = office.records('assets')[0]!.id;
    const pages: Record<string, string>[] = [
      {},
      { q: '卡紙' },
      { p: 'mine' },
      { p: 'record', r: 'tickets', id },
      { p: 'record', r: 'assets', id: device },
      { p: 'record', r: 'tickets', id, verdict: 'approve', action: 'respond', method: 'decide' },
    ];
    const before = standing(office);
    for (let i = 0; i < 20; i++)
      for (const params of pages) office.runtime.person(Object.values(PEOPLE)[i % 10]!).page(params);
    expectUnmoved(office, before);
  });

  test('to what is not there, or is a word of the language, is refused in words', () => {
    const office = morning();
    const id = submit(office);
    for (const word of [...OBJECT_WORDS, 'salaries', '', '../tickets', 'tickets ', 'TICKETS'])
      for (const [p, r, at] of [['record', word, id], ['record', 'tickets', word], [word]] as string[][]) {
        const params = Object.fromEntries(Object.entries({ p, r, id: at }).filter(([, v]) => v !== undefined));
        const page = office.runtime.person(WU).page(params as Record<string, string>);
        expect(/TypeError|Error:|undefined|\[object/.test(page.html.replace(/<script>[\s\S]*<\/script>/, ''))).toBe(
          false,
        );
        expect(
          call(office, WU, 'act', { register: params.r ?? word, id: params.id ?? word, action: word }),
        ).toMatchObject({ ok: false });
      }
  });

  test('shows a case to those it concerns, to others a refusal that names their account', () => {
    const office = morning();
    const id = submit(office, { fault: '很特別的字' });
    const sees = (who: Who) => office.runtime.person(PEOPLE[who]).page({ p: 'record', r: 'tickets', id }).html;
    for (const who of ['LIN', 'WU', 'CHOU', 'HEAD', 'MANAGER', 'FINANCE', 'LEADER'] as Who[])
      expect(sees(who)).toContain('很特別的字');
    for (const who of ['CHEN', 'NOBODY', 'OUTSIDER'] as Who[]) expect(sees(who)).not.toContain('很特別的字');
    expect(sees('CHEN')).toContain(CHEN);
    expect(office.runtime.person(CHEN).page({}).html).not.toContain('很特別的字');
  });
});
