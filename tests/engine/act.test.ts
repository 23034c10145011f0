// Actions: what they set and move, what follows them, and the ways back (register sheet: Next step; Mistakes).
import { judge, legalActions, perform, tryAction, type Asked } from '../../src/engine/act';
import { touch, type Draft } from '../../src/engine/draft';
import type { MailPayload } from '../../src/engine/types';
import { CHOU, DAY, HEAD, LIN, MANAGER, MINUTE, Office, WU } from './case';

function act(office: Office, id: string, key: string, asked: Partial<Asked> = {}, register = 'tickets'): Draft {
  return office.decide((draft) => {
    const model = office.register(register);
    const action = model.actions.find((a) => a.key === key)!;
    tryAction(draft, model, touch(draft, register, id), action, { by: WU, via: 'cell', ...asked });
  });
}
const set = (office: Office, id: string, values: Record<string, string | number>) =>
  office.decide((draft) => void Object.assign(touch(draft, 'tickets', id).values, values));
const mailsTo = (draft: Draft, email: string) =>
  draft.effects.filter((e) => (e.payload as MailPayload).to === email).map((e) => (e.payload as MailPayload).text);

/** Solved by Wu at 10:20. */
function solved(office: Office): string {
  const { id } = office.ticket();
  act(office, id, 'respond');
  set(office, id, { solution: '換定影器', cost: 1200 });
  office.now += 20 * MINUTE;
  act(office, id, 'solve');
  expect(office.rec(id).state).toBe('solved');
  return id;
}

describe('what is offered', () => {
  test('by state, in template order, the engine’s own verbs after them', () => {
    const office = new Office();
    const { id } = office.ticket();
    const keys = (now = office.now) => legalActions(office.register('tickets'), office.rec(id), now).map((a) => a.key);
    expect(keys()).toEqual(['respond', 'cancel', 'void', 'urge']);
    act(office, id, 'respond');
    expect(keys()).toEqual(['supplier', 'third', 'wait', 'solve', 'cancel', 'undo', 'void', 'urge']);
    expect(keys(office.now + 10 * MINUTE)).not.toContain('undo');
  });

  test('in approval: no action, no decision, but withdraw and urge', () => {
    const office = new Office();
    const vendor = office.vendor();
    const { id } = office.ticket();
    act(office, id, 'respond');
    set(office, id, { vendor: vendor.id, why: '過保', cost: 8000 });
    act(office, id, 'third');
    const keys = legalActions(office.register('tickets'), office.rec(id), office.now).map((a) => a.key);
    expect(keys).toEqual(['undo', 'void', 'urge', 'withdraw']);
    act(office, id, 'solve');
    expect(office.check(id)).toContain('簽核中；要「修好了」先選「抽回」');
    expect(office.rec(id).state).toBe('working');
  });

  test('closed: void and correct', () => {
    const office = new Office();
    const id = solved(office);
    act(office, id, 'close');
    office.now += DAY;
    const keys = legalActions(office.register('tickets'), office.rec(id), office.now).map((a) => a.key);
    expect(keys).toEqual(['reopen', 'void', 'correct']);
  });
});

describe('a check of the template', () => {
  const withCheck = (need: string) =>
    new Office((model) => {
      model.registers.tickets!.checks = [
        { key: 'c', at: 'respond', need, say: { 'zh-TW': '三萬元以上先報價', en: 'Quotes first' } },
      ];
    });

  test('meets a blank: it waits and asks for that field', () => {
    const office = withCheck('cost < 30000');
    const { id } = office.ticket();
    act(office, id, 'respond');
    expect(office.check(id)).toBe('✎ 開始處理 請先填「費用」');
    expect(office.rec(id).waiting!.action).toBe('respond');
  });

  test('does not hold: it waits and says why; holds: it runs', () => {
    const office = withCheck('cost < 30000');
    const { id } = office.ticket();
    set(office, id, { cost: 40000 });
    act(office, id, 'respond');
    expect(office.check(id)).toBe('✗ 三萬元以上先報價');
    set(office, id, { cost: 100 });
    act(office, id, 'respond');
    expect(office.rec(id).state).toBe('working');
  });
});

test('judging changes nothing', () => {
  const office = new Office();
  const { id } = office.ticket();
  const draft = office.open();
  const rec = office.rec(id);
  const before = JSON.stringify(rec);
  const tickets = office.register('tickets');
  for (const action of tickets.actions) judge(draft, tickets, rec, action, { by: LIN, via: 'page' });
  expect(JSON.stringify(rec)).toBe(before);
  expect(draft.journal).toEqual([]);
});

describe('what follows', () => {
  test('the requester hears the outcome once, the doer nothing of their own act', () => {
    const office = new Office();
    const { id } = office.ticket();
    act(office, id, 'respond');
    set(office, id, { solution: '換定影器', cost: 1200 });
    const done = act(office, id, 'solve');
    expect(mailsTo(done, LIN)).toEqual(['done']);
    expect(mailsTo(done, WU)).toEqual([]);
    const closed = act(office, id, 'close');
    expect(mailsTo(closed, LIN)).toEqual(['survey_repair']);
  });

  test('a linked record does its part in the same commit, but only where it may', () => {
    const office = new Office((model) => {
      model.registers.tickets!.actions.find((a) => a.key === 'respond')!.and = [{ link: 'asset', action: 'repair' }];
    });
    const device = office.device();
    office.decide((draft) => void (touch(draft, 'assets', device.id).state = 'in_use'));
    const { id } = office.ticket({ asset: device.id });
    const draft = act(office, id, 'respond');
    expect(office.rec(device.id, 'assets').state).toBe('in_repair');
    expect(draft.journal.map((j) => `${j.register}:${j.action}`)).toEqual(['tickets:respond', 'assets:repair']);
    const { rev } = office.rec(device.id, 'assets');
    expect(office.rec(id).undo!.with).toMatchObject([{ register: 'assets', id: device.id, rev }]);
    const again = office.ticket({ asset: device.id });
    act(office, again.id, 'respond');
    expect(office.rec(again.id).state).toBe('working');
    expect(office.rec(device.id, 'assets').state).toBe('in_repair');
  });
});

describe('undo', () => {
  test('within ten minutes: values, state, clocks and path as before, and its mails never leave', () => {
    const office = new Office();
    const { id } = office.ticket();
    const before = office.rec(id);
    const response = JSON.stringify(before.clocks.response);
    act(office, id, 'respond');
    office.now += 9 * MINUTE;
    act(office, id, 'undo');
    const after = office.rec(id);
    expect(after).toMatchObject({ state: 'new', values: before.values, path: before.path, at: before.at, undo: null });
    expect(JSON.stringify(after.clocks.response)).toBe(response);
    expect(office.check(id)).toBe('✓ 10:09 已復原');
  });

  test('the mails of the act are cancelled; gone ones are followed by one line a reader', () => {
    const office = new Office();
    const id = solved(office);
    const effects = office.rec(id).undo!.effects;
    expect(effects).toHaveLength(1);
    office.now += 2 * MINUTE;
    const quick = act(office, id, 'undo');
    expect(office.rec(id).cancelled).toEqual(effects);
    expect(quick.effects).toEqual([]);
    act(office, id, 'solve');
    office.now += 5 * MINUTE;
    expect(mailsTo(act(office, id, 'undo'), LIN)).toEqual(['undone']);
  });

  test('is of who did it, and says so to others', () => {
    const office = new Office();
    const { id } = office.ticket();
    act(office, id, 'respond');
    act(office, id, 'undo', { by: CHOU });
    expect(office.rec(id).state).toBe('working');
    expect(office.check(id)).toContain('✗ 只有做的人能復原：吳國華');
    act(office, id, 'undo', { by: null });
    expect(office.rec(id).state).toBe('working');
    act(office, id, 'undo');
    expect(office.rec(id).state).toBe('new');
  });

  test('too late, or with nothing to undo: says what to do instead', () => {
    const office = new Office();
    const { id } = office.ticket();
    act(office, id, 'undo');
    expect(office.check(id)).toContain('✗ 沒有可復原的');
    act(office, id, 'respond');
    office.now += 10 * MINUTE;
    act(office, id, 'undo');
    expect(office.rec(id).state).toBe('working');
    expect(office.check(id)).toContain('✗ 超過時間，不能復原');
  });

  test('not when a record of the same commit has moved on', () => {
    const office = new Office((model) => {
      model.registers.tickets!.actions.find((a) => a.key === 'respond')!.and = [{ link: 'asset', action: 'repair' }];
    });
    const device = office.device();
    office.decide((draft) => void (touch(draft, 'assets', device.id).state = 'in_use'));
    const { id } = office.ticket({ asset: device.id });
    act(office, id, 'respond');
    act(office, device.id, 'back', { by: CHOU }, 'assets');
    act(office, id, 'undo');
    expect(office.rec(id).state).toBe('working');
    expect(office.check(id)).toContain(`✗ ${device.id} 之後有異動，不能復原`);
  });

  test('turns back a linked record that was changed with it', () => {
    const office = new Office((model) => {
      model.registers.tickets!.actions.find((a) => a.key === 'respond')!.and = [{ link: 'asset', action: 'repair' }];
    });
    const device = office.device();
    office.decide((draft) => void (touch(draft, 'assets', device.id).state = 'in_use'));
    const { id } = office.ticket({ asset: device.id });
    act(office, id, 'respond');
    act(office, id, 'undo');
    expect(office.rec(id).state).toBe('new');
    expect(office.rec(device.id, 'assets').state).toBe('in_use');
  });
});

describe('void and correct', () => {
  test('void needs the role and a reason, keeps the number, stops the clocks without judging them', () => {
    const office = new Office();
    const { id } = office.ticket();
    act(office, id, 'void', { by: LIN, reason: '重複' });
    expect(office.check(id)).toContain('✗ 「作廢」由總務做');
    act(office, id, 'void');
    expect(office.rec(id)).toMatchObject({ state: 'new', waiting: { action: 'void' } });
    act(office, id, 'void', { reason: '重複' });
    expect(office.rec(id)).toMatchObject({ state: 'void', id });
    for (const clock of Object.values(office.rec(id).clocks))
      expect(clock).toMatchObject({ met: null, stopped: office.now });
  });

  test('correct leads a closed record back to the state before closing, by a head only', () => {
    const office = new Office();
    const id = solved(office);
    act(office, id, 'close');
    office.now += 7 * DAY;
    act(office, id, 'correct', { reason: '金額誤植' });
    expect(office.rec(id).state).toBe('closed');
    const draft = act(office, id, 'correct', { by: HEAD, reason: '金額誤植' });
    expect(office.rec(id).state).toBe('solved');
    expect(draft.journal.find((j) => j.action === 'correct')).toMatchObject({
      actor: HEAD,
      why: '金額誤植',
      before: { $state: 'closed' },
      after: { $state: 'solved' },
    });
    act(office, id, 'correct', { by: HEAD, reason: 'x' });
    expect(office.check(id)).toContain('結案的才能更正');
  });
});

test('urging mails the handler, journals it and changes no state', () => {
  const office = new Office();
  const { id } = office.ticket();
  act(office, id, 'respond', { by: CHOU });
  const draft = act(office, id, 'urge', { by: LIN });
  expect(mailsTo(draft, CHOU)).toEqual(['urged']);
  expect(draft.journal).toMatchObject([{ action: 'urge', actor: LIN }]);
  expect(office.rec(id).state).toBe('working');
});

test('a link or a clock needs no person, a person needs the role', () => {
  const office = new Office();
  const { id } = office.ticket();
  const draft = office.open();
  const tickets = office.register('tickets');
  const respond = tickets.actions.find((a) => a.key === 'respond')!;
  expect(judge(draft, tickets, office.rec(id), respond, { by: null, via: 'clock' })).toBeNull();
  expect(judge(draft, tickets, office.rec(id), respond, { by: null, via: 'page' })).not.toBeNull();
  expect(judge(draft, tickets, office.rec(id), respond, { by: MANAGER, via: 'page' })).not.toBeNull();
  expect(judge(draft, tickets, office.rec(id), respond, { by: WU.toUpperCase(), via: 'page' })).toBeNull();
  perform(draft, tickets, touch(draft, 'tickets', id), respond, { by: null, via: 'clock' });
  expect(draft.records.get(`tickets/${id}`)).toMatchObject({ state: 'working', undo: null });
});
