// Chains of the approval matrix and deputies: who has a say today, in whose place, and that who asked never has.
import { approvers } from '../../src/engine/approve';
import { decide, type Verdict } from '../../src/engine/decide';
import { perform } from '../../src/engine/act';
import { touch, type Draft } from '../../src/engine/draft';
import { represented, stepsOf } from '../../src/engine/seats';
import type { MailPayload, RefDeputy } from '../../src/engine/types';
import type { ChainRow } from '../../src/model/types';
import { person } from './builders';
import { CHOU, FINANCE, HEAD, LIN, MANAGER, Office, WU } from './case';

const GM = 'gm@demo.example';
const row = (more: Partial<ChainRow>): ChainRow => ({ step: 1, who: 'leader', all: false, days: 2, ...more });
const away = (who: string, deputy: string | null, more: Partial<RefDeputy> = {}): RefDeputy => ({
  who,
  deputy,
  from: '2026-03-02',
  to: '2026-03-06',
  matters: [],
  ...more,
});

function office(chain: ChainRow[], deputies: RefDeputy[] = []): Office {
  const made = new Office((model) => {
    model.chains = { outside_repair: chain };
  });
  made.ref.people.push(person(GM, '總經理'));
  made.ref.roles.push({ role: 'leader', email: GM });
  made.ref.deputies = deputies;
  return made;
}

/** A ticket whose outside repair is sent for approval by Wu. */
function sent(o: Office, cost = 8000, values: Record<string, string> = {}, by = WU): { id: string; draft: Draft } {
  const vendor = o.vendor();
  const { id } = o.ticket(values);
  const tickets = o.register('tickets');
  const run = (key: string, who: string) => (d: Draft) => {
    const rec = touch(d, 'tickets', id);
    if (key === 'third') Object.assign(rec.values, { vendor: vendor.id, why: '過保', cost });
    perform(
      d,
      tickets,
      rec,
      tickets.actions.find((a) => a.key === key)!,
      { by: who, via: 'page' },
    );
  };
  o.decide(run('respond', WU));
  return { id, draft: o.decide(run('third', by)) };
}
function say(o: Office, id: string, by: string, verdict: Verdict = 'approve') {
  let words = '';
  const draft = o.decide((d) => {
    const rec = touch(d, 'tickets', id);
    words = decide(d, o.register('tickets'), rec, verdict, by, rec.approval?.seal ?? '', 'x').words.code;
  });
  return { words, draft };
}
const waiting = (o: Office, id: string): string[] =>
  approvers(o.open(), o.register('tickets'), o.register('tickets').approvals[0]!, o.rec(id));
const mailed = (draft: Draft): string[] =>
  draft.effects.map((e) => `${(e.payload as MailPayload).text} ${(e.payload as MailPayload).to}`);

describe('the chain', () => {
  const CHAIN = [
    row({ who: 'facilities_head', to: 10_000 }),
    row({ who: 'office_manager', from: 10_001 }),
    row({ step: 2, who: 'leader', from: 50_000 }),
  ];

  test('the amount chooses the steps', () => {
    const o = office(CHAIN);
    expect(waiting(o, sent(o, 8000).id)).toEqual([HEAD]);
    expect(waiting(o, sent(o, 20_000).id)).toEqual([MANAGER]);
    const { id } = sent(o, 60_000);
    expect(o.check(id)).toContain('送簽中 1/2');
    expect(mailed(say(o, id, MANAGER).draft)).toEqual([`approval_asked ${GM}`]);
    expect(o.check(id)).toContain('送簽中 2/2');
    expect(say(o, id, MANAGER).words).toBe('approval.not-yours');
    say(o, id, GM);
    expect(o.rec(id)).toMatchObject({ approval: null, values: { tier: 'third' } });
  });

  test('without rows, or where none fits, the steps of the template count', () => {
    const o = office([row({ who: 'leader', to: 5000 })]);
    expect(waiting(o, sent(o, 8000).id)).toEqual([HEAD]);
    const none = office([]);
    expect(waiting(none, sent(none).id)).toEqual([HEAD]);
  });

  test('a condition that is not decidable keeps its approver', () => {
    const o = office([row({ who: 'facilities_head' }), row({ step: 2, who: 'leader', if: 'score > 3' })]);
    const { id } = sent(o);
    expect(stepsOf(o.register('tickets').approvals[0]!, o.rec(id))).toHaveLength(2);
    const never = office([row({ who: 'facilities_head' }), row({ step: 2, who: 'leader', if: 'cost > 9000' })]);
    expect(stepsOf(never.register('tickets').approvals[0]!, never.rec(sent(never).id))).toHaveLength(1);
  });

  test('a changed matrix does not touch what runs', () => {
    const o = office(CHAIN);
    const { id } = sent(o, 60_000);
    o.model.chains = { outside_repair: [row({ who: 'facilities_head' })] };
    expect(waiting(o, id)).toEqual([MANAGER]);
    say(o, id, MANAGER);
    expect(waiting(o, id)).toEqual([GM]);
    expect(waiting(o, sent(o, 60_000).id)).toEqual([HEAD]);
  });

  test('all: everybody of the step, each once; Check says how many have', () => {
    const o = office([row({ who: 'facilities_head', all: true }), row({ who: 'finance', all: true })]);
    const { id } = sent(o);
    expect(waiting(o, id)).toEqual([HEAD, FINANCE]);
    say(o, id, HEAD);
    expect(o.check(id)).toContain('送簽中 1/1，已同意 1/2');
    expect(o.rec(id).approval!.waitingFor).toEqual([FINANCE]);
    expect(say(o, id, HEAD).words).toBe('approval.already');
    say(o, id, FINANCE);
    expect(o.rec(id).approval).toBeNull();
  });

  test('any: the first of them decides', () => {
    const o = office([row({ who: 'facilities_head' }), row({ who: 'finance' })]);
    const { id } = sent(o);
    say(o, id, FINANCE);
    expect(o.rec(id).approval).toBeNull();
  });

  test('a no of one ends it, also where all must agree', () => {
    const o = office([row({ who: 'facilities_head', all: true }), row({ who: 'finance', all: true })]);
    const { id } = sent(o);
    say(o, id, HEAD);
    say(o, id, FINANCE, 'reject');
    expect(o.rec(id)).toMatchObject({ approval: null, values: { tier: 'self' } });
  });

  test("the requester's manager decides, never the requester; without one it goes up", () => {
    const o = office([row({ who: 'requester.manager' })]);
    const mine = { requester: LIN };
    expect(waiting(o, sent(o, 8000, mine).id)).toEqual([HEAD]);
    // The manager asks herself: her own manager is next.
    o.ref.people = o.ref.people.map((p) => (p.email === HEAD ? { ...p, manager: MANAGER } : p));
    expect(waiting(o, sent(o, 8000, mine, HEAD).id)).toEqual([MANAGER]);
    o.ref.people = o.ref.people.map((p) => (p.email === LIN ? { ...p, manager: null, department: null } : p));
    expect(waiting(o, sent(o, 8000, mine).id)).toEqual([GM]);
  });

  test('an empty step goes to its stand-in first, then up the roles, at last to nobody and 首頁 says so', () => {
    const o = office([row({ who: 'legal', late: CHOU })]);
    expect(waiting(o, sent(o).id)).toEqual([CHOU]);
    const up = office([row({ who: 'legal' })]);
    expect(waiting(up, sent(up).id)).toEqual([GM]);
    const nobody = office([row({ who: 'legal' })]);
    nobody.ref.roles = nobody.ref.roles.filter((r) => r.role !== 'leader');
    const { id, draft } = sent(nobody);
    expect(waiting(nobody, id)).toEqual([]);
    expect(draft.meta.notices).toContainEqual(
      expect.objectContaining({ words: { code: 'notice.nobody-decides', params: { id } } }),
    );
  });
});

describe('deputies', () => {
  const LEADER = [row({})];

  test('who is away is represented: the deputy is asked and decides, and the history says for whom', () => {
    const o = office(LEADER, [away(GM, MANAGER)]);
    const { id, draft } = sent(o);
    expect(mailed(draft)).toContain(`approval_asked ${MANAGER}`);
    expect(mailed(draft)).not.toContain(`approval_asked ${GM}`);
    const { draft: decided } = say(o, id, MANAGER);
    expect(decided.journal.find((j) => j.action === 'approve')).toMatchObject({ actor: MANAGER, after: { $for: GM } });
    expect(o.rec(id).approval).toBeNull();
  });

  test('before the first day and after the last nobody stands in', () => {
    for (const dates of [{ from: '2026-03-03' }, { from: '2026-02-01', to: '2026-03-01' }]) {
      const o = office(LEADER, [away(GM, MANAGER, dates)]);
      expect(waiting(o, sent(o).id)).toEqual([GM]);
    }
    for (const dates of [{ from: '2026-03-02', to: '2026-03-02' }]) {
      const o = office(LEADER, [away(GM, MANAGER, dates)]);
      expect(waiting(o, sent(o).id)).toEqual([MANAGER]);
    }
  });

  test('for these matters only, by key or by what the register is called', () => {
    for (const [matter, who] of [
      ['outside_repair', MANAGER],
      ['報修單', MANAGER],
      ['disposal', GM],
    ] as const) {
      const o = office(LEADER, [away(GM, MANAGER, { matters: [matter] })]);
      expect(waiting(o, sent(o).id)).toEqual([who]);
    }
  });

  test('a deputy who is away has a deputy; a circle ends one level up', () => {
    const o = office([row({ who: 'facilities_head' })], [away(HEAD, CHOU), away(CHOU, FINANCE)]);
    expect(waiting(o, sent(o).id)).toEqual([FINANCE]);
    o.ref.deputies = [away(HEAD, CHOU), away(CHOU, HEAD)];
    expect(waiting(o, sent(o).id)).toEqual([MANAGER]);
    expect(represented(o.ref, HEAD, o.now, [])).toBeNull();
  });

  test('who asked never decides as a deputy: one level up', () => {
    const o = office([row({ who: 'facilities_head' })], [away(HEAD, WU)]);
    const { id } = sent(o);
    expect(waiting(o, id)).toEqual([MANAGER]);
    expect(say(o, id, WU).words).toBe('approval.own');
  });

  test('away without a deputy, and a deputy who left: one level up', () => {
    const o = office([row({ who: 'facilities_head' })], [away(HEAD, null)]);
    expect(waiting(o, sent(o).id)).toEqual([MANAGER]);
    o.ref.deputies = [away(HEAD, CHOU)];
    o.ref.people = o.ref.people.map((p) => (p.email === CHOU ? { ...p, active: false } : p));
    expect(waiting(o, sent(o).id)).toEqual([MANAGER]);
  });

  test('who left is represented by a deputy as long as one is named', () => {
    const o = office([row({ who: 'facilities_head' })], [away(HEAD, CHOU)]);
    o.ref.people = o.ref.people.map((p) => (p.email === HEAD ? { ...p, active: false } : p));
    expect(waiting(o, sent(o).id)).toEqual([CHOU]);
  });

  test('where all must agree, one deputy of two speaks for both at once', () => {
    const o = office(
      [row({ who: 'facilities_head', all: true }), row({ who: 'finance', all: true })],
      [away(HEAD, CHOU), away(FINANCE, CHOU)],
    );
    const { id } = sent(o);
    expect(waiting(o, id)).toEqual([CHOU]);
    say(o, id, CHOU);
    expect(o.rec(id).approval).toBeNull();
  });
});
