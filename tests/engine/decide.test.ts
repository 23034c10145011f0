// Steps side by side, 轉交 and 加簽, the asked fields of a step, what is done when a day passes, and seals that change all the same.
import { tryAction } from '../../src/engine/act';
import { workdaysAfter } from '../../src/engine/approval-late';
import { approvers } from '../../src/engine/approve';
import { decide, type Said, type Verdict } from '../../src/engine/decide';
import { standing } from '../../src/engine/decided';
import { touch, type Draft } from '../../src/engine/draft';
import { fallDue } from '../../src/engine/due';
import { editRow } from '../../src/engine/edit-row';
import { moments } from '../../src/engine/record-clocks';
import { keepSeals } from '../../src/engine/seal';
import type { MailPayload } from '../../src/engine/types';
import type { ApprovalStep, Model } from '../../src/model/types';
import { at, person } from './builders';
import { CHOU, DAY, FINANCE, HEAD, LIN, MANAGER, Office, WU } from './case';

const GM = 'gm@demo.example';
const step = (key: string, who: string, more: Partial<ApprovalStep> = {}): ApprovalStep => ({
  key,
  label: { 'zh-TW': key },
  who,
  days: 1,
  ...more,
});

function office(steps: ApprovalStep[], change: (model: Model) => void = () => undefined): Office {
  const made = new Office((model) => {
    model.registers.tickets!.approvals[0]!.steps = steps;
    delete model.registers.tickets!.approvals[0]!.chain;
    change(model);
  });
  made.ref.people.push(person(GM, '總經理'));
  made.ref.roles.push({ role: 'leader', email: GM }, { role: 'office_manager', email: CHOU });
  return made;
}
const act = (
  o: Office,
  id: string,
  key: string,
  by: string,
  values: Record<string, string | number> = {},
  reason = '',
): Draft =>
  o.decide((d) => {
    const tickets = o.register('tickets');
    const rec = touch(d, 'tickets', id);
    Object.assign(rec.values, values);
    tryAction(
      d,
      tickets,
      rec,
      tickets.actions.find((a) => a.key === key)!,
      { by, via: 'page', ...(reason ? { reason } : {}) },
    );
    keepSeals(d);
  });
function sent(o: Office): string {
  const vendor = o.vendor();
  const { id } = o.ticket();
  act(o, id, 'respond', WU);
  act(o, id, 'third', WU, { vendor: vendor.id, why: '過保', cost: 8000 });
  expect(o.rec(id).approval).not.toBeNull();
  return id;
}
function say(o: Office, id: string, by: string, verdict: Verdict = 'approve', said: Said = {}, comment = '因為') {
  const draft = o.open();
  const rec = touch(draft, 'tickets', id);
  const out = decide(draft, o.register('tickets'), rec, verdict, by, rec.approval?.seal ?? '', comment, said);
  if (out.ok) {
    keepSeals(draft);
    o.keep(draft);
  }
  return { words: out.words.code, draft };
}
const mails = (draft: Draft) => draft.effects.map((e) => e.payload as MailPayload).map((p) => `${p.text} ${p.to}`);
const waits = (o: Office, id: string) => [...(o.rec(id).approval?.waitingFor ?? [])].sort();
const verdicts = (o: Office, id: string) =>
  (o.rec(id).decided ?? []).map((d) => `${d.step} ${d.by} ${d.verdict}${d.void ? ' void' : ''}`);

describe('steps of one number', () => {
  const both = () =>
    office([
      step('pay', 'finance', { order: 1 }),
      step('keep', 'asset_keeper', { order: 1 }),
      step('last', 'leader', { order: 2 }),
    ]);
  test('run side by side: both are asked at once, the next only after both', () => {
    const o = both();
    const id = sent(o);
    expect(waits(o, id)).toEqual([CHOU, FINANCE].sort());
    expect(o.check(id)).toMatch(/送簽中 1\/2，已同意 0\/2/);
    expect(say(o, id, FINANCE).words).toBe('approval.decided');
    expect(waits(o, id)).toEqual([CHOU]);
    expect(o.check(id)).toMatch(/1\/2，已同意 1\/2/);
    expect(say(o, id, FINANCE).words).toBe('approval.already');
    expect(say(o, id, GM).words).toBe('approval.not-yours');
    const second = say(o, id, CHOU);
    expect(mails(second.draft)).toEqual([`approval_asked ${GM}`]);
    say(o, id, GM);
    expect(o.rec(id)).toMatchObject({ approval: null, values: { tier: 'third' } });
    expect(standing(o.rec(id), 'outside_repair').map((d) => [d.step, d.by, d.verdict])).toEqual([
      ['pay', FINANCE, 'approve'],
      ['keep', CHOU, 'approve'],
      ['last', GM, 'approve'],
    ]);
  });
  test('one no ends both', () => {
    const o = both();
    const id = sent(o);
    say(o, id, FINANCE);
    say(o, id, CHOU, 'reject');
    expect(o.rec(id).approval).toBeNull();
    expect(verdicts(o, id)).toEqual([`pay ${FINANCE} approve void`, `keep ${CHOU} reject`]);
    expect(o.rec(id).sealed).toBeUndefined();
  });
  test('all of a role, or the department’s head', () => {
    const o = office([step('all', 'office_manager', { all: true }), step('head', 'requester.department')]);
    const id = sent(o);
    expect(waits(o, id)).toEqual([CHOU, MANAGER].sort());
    say(o, id, CHOU);
    expect(waits(o, id)).toEqual([MANAGER]);
    o.ref.departments = [{ key: 'sales3', label: {}, aliases: [], head: HEAD, active: true }];
    say(o, id, MANAGER);
    expect(waits(o, id)).toEqual([HEAD]);
  });
});

describe('轉交', () => {
  test('gives her seat to one colleague, who is told and decides in her place', () => {
    const o = office([step('decide', 'facilities_head')]);
    const id = sent(o);
    const { words, draft } = say(o, id, HEAD, 'delegate', { to: MANAGER });
    expect(words).toBe('approval.delegate');
    expect(mails(draft)).toEqual([`approval_asked ${MANAGER}`]);
    expect((draft.effects[0]!.payload as MailPayload).params.reason).toBe('因為');
    expect(waits(o, id)).toEqual([MANAGER]);
    expect(say(o, id, HEAD).words).toBe('approval.not-yours');
    say(o, id, MANAGER, 'delegate', { to: FINANCE });
    expect(waits(o, id)).toEqual([FINANCE]);
    say(o, id, FINANCE, 'delegate', { to: MANAGER });
    say(o, id, MANAGER);
    expect(o.rec(id).values.tier).toBe('third');
    expect(o.rec(id).decided!.at(-1)).toMatchObject({ by: MANAGER, for: [HEAD], verdict: 'approve' });
  });
  test('never goes to who asked, whom it is for, herself, nobody, a stranger, or one who left', () => {
    const o = office([step('decide', 'facilities_head')]);
    const id = sent(o);
    o.ref.people.find((p) => p.email === CHOU)!.active = false;
    for (const verdict of ['delegate', 'add_before', 'add_after'] as const)
      for (const [to, code] of [
        [WU, 'approval.own-to'],
        [LIN.toUpperCase(), 'approval.own-to'],
        [HEAD, 'approval.has-say'],
        ['', 'approval.who-to'],
        ['somebody@outside.example', 'approval.who-to'],
        [CHOU, 'approval.who-to'],
      ] as const)
        expect([verdict, to, say(o, id, HEAD, verdict, { to }).words]).toEqual([verdict, to, code]);
    expect(say(o, id, FINANCE, 'delegate', { to: MANAGER }).words).toBe('approval.not-yours');
    expect(verdicts(o, id)).toEqual([]);
  });
  test('goes back where the colleague cannot: she left', () => {
    const o = office([step('decide', 'facilities_head')]);
    const id = sent(o);
    say(o, id, HEAD, 'delegate', { to: MANAGER });
    o.ref.people.find((p) => p.email === MANAGER)!.active = false;
    const d = o.open();
    expect(approvers(d, o.register('tickets'), o.register('tickets').approvals[0]!, o.rec(id))).toEqual([HEAD]);
  });
});

describe('加簽', () => {
  test('before me: she signs, then I', () => {
    const o = office([step('decide', 'facilities_head')]);
    const id = sent(o);
    const { draft } = say(o, id, HEAD, 'add_before', { to: FINANCE });
    expect(mails(draft)).toEqual([`approval_asked ${FINANCE}`]);
    expect(waits(o, id)).toEqual([FINANCE]);
    expect(say(o, id, HEAD).words).toBe('approval.not-yours');
    expect(mails(say(o, id, FINANCE).draft)).toEqual([`approval_asked ${HEAD}`]);
    expect(o.rec(id).values.tier).toBe('self');
    say(o, id, HEAD);
    expect(o.rec(id).values.tier).toBe('third');
  });
  test('after me: I sign, then she, before the next step; beside others what they said stays', () => {
    const o = office([
      step('a', 'facilities_head', { order: 1 }),
      step('b', 'asset_keeper', { order: 1 }),
      step('c', 'leader'),
    ]);
    const id = sent(o);
    say(o, id, HEAD, 'add_after', { to: FINANCE });
    say(o, id, HEAD);
    expect(waits(o, id)).toEqual([CHOU]);
    say(o, id, CHOU, 'add_before', { to: MANAGER });
    say(o, id, MANAGER);
    expect(waits(o, id)).toEqual([CHOU]);
    say(o, id, CHOU);
    expect(waits(o, id)).toEqual([FINANCE]);
    say(o, id, FINANCE);
    expect(waits(o, id)).toEqual([GM]);
    say(o, id, GM);
    expect(o.rec(id).values.tier).toBe('third');
  });
});

describe('what a step has to fill', () => {
  const asking = () =>
    office([step('look', 'facilities_head', { asks: ['cost'] }), step('last', 'leader')], (model) => {
      model.registers.tickets!.checks.push({ key: 'c', at: 'look', need: 'cost < 9000', say: { 'zh-TW': '太貴' } });
    });
  test('is checked, kept with the yes, and bound from then on', () => {
    const o = asking();
    const id = sent(o);
    const seal = o.rec(id).approval!.seal;
    expect(say(o, id, HEAD, 'approve', { fill: () => ({ values: { cost: 9500 } }) }).words).toBe('act.check');
    expect(o.rec(id).values.cost).toBe(8000);
    say(o, id, HEAD, 'approve', { fill: () => ({ values: { cost: 7000 } }) });
    expect(o.rec(id)).toMatchObject({ values: { cost: 7000 }, approval: { waitingFor: [GM] } });
    expect(o.rec(id).approval!.seal).not.toBe(seal);
    say(o, id, GM);
    expect(o.rec(id).sealed!.outside_repair).toBeDefined();
  });
  test('a blank one is asked for', () => {
    const o = asking();
    const id = sent(o);
    o.decide((d) => {
      const rec = touch(d, 'tickets', id);
      rec.values.cost = null;
      rec.approval!.seal = '';
    });
    const d = o.open();
    const rec = touch(d, 'tickets', id);
    const { approval } = rec;
    approval!.binds = [];
    approval!.seal = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    expect(decide(d, o.register('tickets'), rec, 'approve', HEAD, approval!.seal, '').words.code).toBe('approval.fill');
  });
});

describe('a day that passes', () => {
  test('is so many working days later, at the same time of day, in working hours', () => {
    const { ref } = new Office();
    expect(workdaysAfter(at('2026-03-06 10:00'), 1, ref)).toBe(at('2026-03-09 10:00'));
    expect(workdaysAfter(at('2026-03-07 10:00'), 1, ref)).toBe(at('2026-03-10 08:30'));
  });
  test('reminds, a day later asks one up, who may decide as well; then weekly; a quiet look does nothing', () => {
    const o = office([step('decide', 'facilities_head', { days: 1 })]);
    const id = sent(o);
    const look = () => o.decide((d) => void fallDue(d, o.register('tickets'), id));
    const due = () => moments(o.register('tickets'), o.rec(id), o.ref).find((m) => m.clock === '@approval')!.due;
    expect(due()).toBe(o.now + DAY);
    const journal = () => look().journal.filter((j) => j.action.startsWith('approval'));
    o.now += DAY - 1000;
    expect(journal()).toEqual([]);
    o.now += 2000;
    const reminded = look();
    expect(mails(reminded).filter((m) => m.startsWith('approval'))).toEqual([`approval_late ${HEAD}`]);
    expect(o.check(id)).toContain('還沒簽');
    expect(mails(look()).filter((m) => m.startsWith('approval'))).toEqual([]);
    o.now += DAY;
    expect(
      mails(look())
        .filter((m) => m.startsWith('approval'))
        .sort(),
    ).toEqual([`approval_asked ${CHOU}`, `approval_asked ${MANAGER}`]);
    expect(waits(o, id)).toEqual([CHOU, HEAD, MANAGER].sort());
    expect(due()).toBe(o.now - 1000 + 7 * DAY);
    o.now += 7 * DAY;
    expect(
      mails(look())
        .filter((m) => m.startsWith('approval'))
        .sort(),
    ).toEqual([`approval_late ${CHOU}`, `approval_late ${HEAD}`, `approval_late ${MANAGER}`]);
    say(o, id, MANAGER);
    expect(o.rec(id).decided!.at(-1)).toMatchObject({ by: MANAGER, for: [HEAD] });
    expect(moments(o.register('tickets'), o.rec(id), o.ref).some((m) => m.clock === '@approval')).toBe(false);
  });
  test('a deputy first, where the template says so', () => {
    const o = office([step('decide', 'facilities_head')], (model) => {
      model.registers.tickets!.approvals[0]!.late = { tells: [], then: 'deputy' };
    });
    o.ref.deputies = [{ who: HEAD, deputy: FINANCE, from: '2026-05-01', to: '2026-05-02', matters: [] }];
    const id = sent(o);
    o.now += 3 * DAY;
    o.decide((d) => void fallDue(d, o.register('tickets'), id));
    expect(waits(o, id)).toEqual([FINANCE, HEAD].sort());
  });
});

describe('what an approval stands on', () => {
  const passed = () => {
    const o = office([step('decide', 'facilities_head')]);
    const id = sent(o);
    say(o, id, HEAD);
    return { o, id };
  };
  const edit = (o: Office, id: string, cost: number) =>
    o.decide((d) => {
      editRow(d, o.register('tickets'), id, o.cells(o.rec(id), { cost }), WU, () => []);
      keepSeals(d);
    });
  test('is put back after the yes as well, with what was approved', () => {
    const { o, id } = passed();
    edit(o, id, 8500);
    expect(o.rec(id).values.cost).toBe(8000);
    expect(o.check(id)).toMatch(/你輸入 8500。已核准 8,?000/);
  });
  test('withdrawn: who was asked or decided hears, the field is free, nothing stands', () => {
    const { o, id } = passed();
    const draft = act(o, id, 'withdraw', LIN);
    expect(mails(draft).sort()).toEqual([`approval_withdrawn ${HEAD}`, `approval_withdrawn ${WU}`]);
    expect(verdicts(o, id)).toEqual([`decide ${HEAD} approve void`, ` ${LIN} withdraw void`]);
    edit(o, id, 8500);
    expect(o.rec(id).values.cost).toBe(8500);
    act(o, id, 'third', WU);
    expect(o.rec(id).approval).toMatchObject({ step: 0, waitingFor: [HEAD] });
    expect(standing(o.rec(id), 'outside_repair')).toEqual([]);
  });
  test('corrected and changed: void, told, and said in Check', () => {
    const { o, id } = passed();
    act(o, id, 'solve', WU, { solution: '好了' });
    act(o, id, 'close', WU);
    edit(o, id, 8500);
    expect(o.rec(id).values.cost).toBe(8000);
    act(o, id, 'correct', HEAD, {}, '金額打錯');
    const draft = edit(o, id, 8500);
    expect(o.rec(id)).toMatchObject({ values: { cost: 8500 } });
    expect(o.rec(id).sealed).toEqual({});
    expect(mails(draft)).toContain(`approval_voided ${HEAD}`);
    expect(o.check(id)).toMatch(/^✗ .*核准失效/);
    expect(verdicts(o, id)).toEqual([`decide ${HEAD} approve void`, '  void void']);
  });
  test('a record made void while it runs cannot be decided, and those asked hear it', () => {
    const o = office([step('decide', 'facilities_head')]);
    const id = sent(o);
    const draft = act(o, id, 'void', WU, {}, '重複');
    expect(o.rec(id)).toMatchObject({ state: 'void', approval: null });
    expect(mails(draft)).toContain(`approval_withdrawn ${HEAD}`);
    expect(say(o, id, HEAD).words).toBe('approval.closed');
  });
  test('a running one whose bound field changed by itself is void, and cannot be decided', () => {
    const o = office([step('decide', 'facilities_head')]);
    const id = sent(o);
    const draft = o.decide((d) => {
      touch(d, 'tickets', id).values.cost = 1;
      keepSeals(d);
    });
    expect(o.rec(id).approval).toBeNull();
    expect(mails(draft)).toContain(`approval_voided ${HEAD}`);
    expect(say(o, id, HEAD).words).toBe('approval.closed');
  });
  test('nobody unseen, and no unverified answer, starts one', () => {
    const o = office([step('decide', 'facilities_head')], (model) => {
      model.registers.tickets!.actions.find((a) => a.key === 'third')!.who = [];
    });
    const vendor = o.vendor();
    const { id } = o.ticket({}, { source: { kind: 'form', ref: 'x', unverified: true } });
    act(o, id, 'respond', WU);
    const third = o.register('tickets').actions.find((a) => a.key === 'third')!;
    const go = (by: string | null) =>
      o.decide((d) => {
        const rec = touch(d, 'tickets', id);
        Object.assign(rec.values, { vendor: vendor.id, why: '過保', cost: 8000 });
        tryAction(d, o.register('tickets'), rec, third, { by, via: 'cell' });
      });
    go(null);
    expect(o.check(id)).toContain('看不出是誰');
    go(WU);
    expect(o.check(id)).toContain('未驗證');
    expect(o.rec(id).approval).toBeNull();
  });
});
