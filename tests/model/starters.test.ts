// The starters: each compiles, is a module of its own that ships off, and runs its day in the engine.
import { tryAction } from '../../src/engine/act';
import { decide } from '../../src/engine/decide';
import { createRecord } from '../../src/engine/create';
import { touch } from '../../src/engine/draft';
import { fallDue } from '../../src/engine/due';
import type { MailPayload, Rec, Value } from '../../src/engine/types';
import { effective, shippedModules } from '../../src/model/modules';
import { LANGS, type Label } from '../../src/model/types';
import { at } from '../engine/builders';
import { CHOU, HEAD, LIN, MANAGER, Office, WU } from '../engine/case';
import { demoModel } from './office-model';

const STARTERS = ['visitors', 'parcels', 'seal_use', 'cars', 'keys', 'business_cards'];

/** Mails of a decision as `text reader`. */
type Mails = string[];
const mailsOf = (draft: { effects: { payload: unknown }[] }): Mails =>
  draft.effects.map((e) => e.payload as MailPayload).map((p) => `${p.text} ${p.to}`);

/** One starter in one office: its records by the verbs people choose. */
class Day extends Office {
  constructor(readonly key: string) {
    super();
  }
  begin(values: Record<string, Value>, by: string | null = LIN): Rec & { mails: Mails } {
    const source = { kind: 'form', ref: 'r:f:1', ...(by ? {} : { unverified: true }) } as const;
    let made!: Rec;
    const draft = this.decide((d) => {
      made = createRecord(d, this.register(this.key), values, { by, source, quiet: false });
    });
    return { ...this.rec(made.id, this.key), mails: mailsOf(draft) };
  }
  /** Fills cells, chooses the verb; gives Check and the mails it caused. */
  choose(id: string, verb: string, values: Record<string, Value> = {}, by = WU): { check: string; mails: Mails } {
    const register = this.register(this.key);
    const draft = this.decide((d) => {
      const rec = touch(d, this.key, id);
      Object.assign(rec.values, values);
      const action = register.actions.find((one) => one.key === verb)!;
      tryAction(d, register, rec, action, { by, via: 'cell' });
    });
    return { check: this.check(id, this.key), mails: mailsOf(draft) };
  }
  tick(id: string, time: string): Mails {
    this.now = at(time);
    return mailsOf(this.decide((d) => void fallDue(d, this.register(this.key), id)));
  }
  state(id: string): string {
    return this.rec(id, this.key).state;
  }
}

test.each(STARTERS)(
  '%s is a module of its own, off in a new office, with a form, a clock or an approval, and a number for the dashboard',
  (key) => {
    const pack = demoModel();
    expect(pack.modules[key]).toMatchObject({ registers: [key], on: false });
    expect(effective(pack).registers[key]).toBeUndefined();
    const model = effective(pack, [...shippedModules(pack), key]);
    const register = model.registers[key]!;
    expect(register.form).toBeDefined();
    expect(register.clocks.length + register.approvals.length).toBeGreaterThan(0);
    expect(register.metrics.length).toBeGreaterThan(0);
    expect(register.states.some((state) => state.kind === 'closed')).toBe(true);
    const labels: Label[] = [
      register.name,
      register.form!.title,
      ...[register.fields, register.states].flat().map((p) => p.label),
    ];
    for (const label of labels) for (const lang of LANGS) expect(label[lang]).toBeTruthy();
  },
);

test('only what is on counts and is there: the office without starters is the office as before', () => {
  const pack = demoModel();
  const keys = Object.keys(effective(pack).registers);
  expect(keys).toEqual(expect.arrayContaining(['tickets', 'people']));
  for (const key of STARTERS) expect(keys).not.toContain(key);
});

test('visitors: the host hears, those still inside are listed at six, signing out ends it', () => {
  const day = new Day('visitors');
  day.now = at('2026-03-02 14:00');
  const { id, values, source, mails } = day.begin({ visitor: '訪客甲', company: '乙公司', whom: LIN }, null);
  expect(mails).toEqual([`log_arrived ${LIN}`]);
  expect(id).toBe('VIS-202603-001');
  expect(source.unverified).toBe(true);
  expect(values).toMatchObject({ time_in: '2026-03-02T14:00', purpose: 'meeting', people: 1 });
  const other = day.begin({ visitor: '訪客丙', whom: CHOU }, null);
  expect(day.choose(other.id, 'sign_out').check).toContain('簽離');
  expect(day.tick(id, '2026-03-02 18:00')).toEqual([`log_still_inside ${WU}`, `log_still_inside ${CHOU}`]);
  expect(day.tick(other.id, '2026-03-02 18:00')).toEqual([]);
  day.now = at('2026-03-02 18:40');
  day.choose(id, 'sign_out');
  expect(day.rec(id, 'visitors')).toMatchObject({ state: 'gone', values: { time_out: '2026-03-02T18:40' } });
});

test('parcels: the recipient hears at once, again after two working days, and is done when it is handed over', () => {
  const day = new Day('parcels');
  const { id, mails } = day.begin({ recipient: LIN, shelf: '櫃檯', tracking: 'AB123' }, WU);
  expect(mails).toEqual([`parcel_arrived ${LIN}`]);
  expect(day.rec(id, 'parcels').values).toMatchObject({ carrier: 'post', pieces: 1, arrived: '2026-03-02T10:00' });
  expect(day.tick(id, '2026-03-04 10:00')).toEqual([`parcel_waiting ${LIN}`]);
  expect(day.choose(id, 'send_back').check).toContain('退件原因');
  day.choose(id, 'collect', { collected_by: CHOU });
  expect(day.state(id)).toBe('handed');
});

test('seal use: nothing is stamped before it is approved, the requester never approves, the seal binds', () => {
  const day = new Day('seal_use');
  const { id } = day.begin({ seal: 'contract', what: '租約', copies: 2, amount: 120_000, why: '續租' });
  day.choose(id, 'complete');
  expect(day.state(id)).toBe('draft');
  const asked = day.choose(id, 'submit', {}, LIN);
  expect(day.state(id)).toBe('approving');
  expect(asked.mails).toEqual([`approval_asked ${MANAGER}`]);
  const { seal } = day.rec(id, 'seal_use').approval!;
  const vote = (by: string): boolean => {
    let ok = false;
    day.decide((d) => {
      ok = decide(d, day.register('seal_use'), touch(d, 'seal_use', id), 'approve', by, seal, '').ok;
    });
    return ok;
  };
  expect([vote(LIN), vote(WU), vote(MANAGER)]).toEqual([false, false, true]);
  expect(day.state(id)).toBe('approved');
  day.choose(id, 'complete');
  expect(day.rec(id, 'seal_use')).toMatchObject({ state: 'completed', values: { stamped_on: '2026-03-02' } });
});

test('cars: kilometres before the key, reminded on the day, told that evening, longer only with a new day, never backwards', () => {
  const day = new Day('cars');
  const { id } = day.begin({ thing: 'car_1', purpose: '工地', due_back: '2026-03-04' });
  expect(day.rec(id, 'cars').values.borrower).toBe(LIN);
  expect(day.choose(id, 'lend').check).toContain('出車里程');
  day.choose(id, 'lend', { km_out: 1000 });
  expect(day.rec(id, 'cars')).toMatchObject({ state: 'lent', values: { lent_on: '2026-03-02' } });
  expect(day.tick(id, '2026-03-04 08:30')).toEqual([`loan_due ${LIN}`]);
  expect(day.state(id)).toBe('due');
  expect(day.tick(id, '2026-03-04 17:00')).toEqual([`loan_late ${LIN}`, `loan_late ${WU}`, `loan_late ${CHOU}`]);
  expect(day.choose(id, 'extend').check).toContain('請先改「預計歸還日」');
  day.choose(id, 'extend', { due_back: '2026-03-06' });
  expect(day.state(id)).toBe('lent');
  expect(day.tick(id, '2026-03-05 12:00')).toEqual([]);
  expect(day.choose(id, 'take_back', { km_in: 900, outcome: '良好' }).check).toContain('里程比出車時少');
  day.choose(id, 'take_back', { km_in: 1180 });
  expect(day.rec(id, 'cars')).toMatchObject({
    state: 'returned',
    values: { distance: 180, returned_on: '2026-03-05' },
  });
});

test('keys: lost is told to the head, and counted', () => {
  const day = new Day('keys');
  const { id } = day.begin({ thing: 'C-017', place: 'machine_room', due_back: '2026-03-31' });
  day.choose(id, 'lend');
  expect(day.choose(id, 'lose').check).toContain('歸還或遺失說明');
  expect(day.choose(id, 'lose', { outcome: '計程車上' }).mails).toEqual([`key_lost ${HEAD}`]);
  expect(day.state(id)).toBe('lost');
  expect(day.register('keys').states.map((state) => state.key)).toEqual([
    'asked',
    'lent',
    'due',
    'returned',
    'cancelled',
    'lost',
    'void',
  ]);
});

test('business cards: received, reminded within two days, handed over with its cost, and the requester hears', () => {
  const day = new Day('business_cards');
  const { id, mails } = day.begin({ what: '林小華 專員' });
  expect(mails).toEqual([`handler_list ${WU}`, `handler_list ${CHOU}`, `received ${LIN}`]);
  expect(day.tick(id, '2026-03-03 15:00')).toEqual([`request_warn ${WU}`, `request_warn ${CHOU}`]);
  expect(day.rec(id, 'business_cards').values).toMatchObject({ requester: LIN, quantity: 1 });
  day.choose(id, 'start');
  expect(day.choose(id, 'reply', { outcome: '已放座位' }).check).toContain('費用');
  expect(day.choose(id, 'reply', { cost: 600 }).mails).toEqual([`done ${LIN}`]);
  expect(day.state(id)).toBe('answered');
});
