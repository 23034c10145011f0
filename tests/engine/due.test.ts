// What a due moment does: once, from the record and not from its row, late when nobody ran before (S18; B.16 rules 2-4).
import { perform } from '../../src/engine/act';
import { touch, type Draft } from '../../src/engine/draft';
import { fallDue } from '../../src/engine/due';
import type { MailPayload, Value } from '../../src/engine/types';
import { at } from './builders';
import { CHOU, DAY, HEAD, LIN, MINUTE, Office, WU } from './case';

function due(office: Office, id: string): Draft & { changed: boolean } {
  let changed = false;
  const draft = office.decide((d) => (changed = fallDue(d, office.register('tickets'), id)));
  return Object.assign(draft, { changed });
}
function act(office: Office, id: string, key: string, values: Record<string, Value> = {}): void {
  office.decide((d) => {
    const tickets = office.register('tickets');
    const rec = touch(d, 'tickets', id);
    Object.assign(rec.values, values);
    perform(
      d,
      tickets,
      rec,
      tickets.actions.find((a) => a.key === key)!,
      { by: WU, via: 'cell' },
    );
  });
}
const mails = (draft: Draft) => draft.effects.map((e) => e.payload as MailPayload).map((p) => `${p.text} ${p.to}`);

test('before its moment nothing happens, whoever says it is due', () => {
  const office = new Office();
  const { id } = office.ticket();
  office.now = at('2026-03-02 10:44');
  const draft = due(office, id);
  expect(draft.changed).toBe(false);
  expect([draft.records.size, draft.journal.length, draft.effects.length]).toEqual([0, 0, 0]);
});

test('the warning goes to the team at three quarters, the breach to the head at the hour, each once', () => {
  const office = new Office();
  const { id } = office.ticket();
  office.now = at('2026-03-02 10:45');
  const warn = due(office, id);
  expect(mails(warn).sort()).toEqual([`ticket_warn ${CHOU}`, `ticket_warn ${WU}`].sort());
  expect(due(office, id).changed).toBe(false);
  office.now = at('2026-03-02 11:00');
  const late = due(office, id);
  expect(mails(late)).toEqual([`ticket_late ${HEAD}`]);
  expect(late.journal).toMatchObject([{ action: 'clock:response.late', actor: null }]);
  expect(due(office, id).changed).toBe(false);
});

test('what fell due while nobody ran is done once, and the overtaken warning stays unsaid', () => {
  const office = new Office();
  const { id } = office.ticket();
  office.now = at('2026-03-02 14:00');
  const draft = due(office, id);
  expect(mails(draft)).toEqual([`ticket_late ${HEAD}`]);
  expect(office.rec(id).clocks.response).toMatchObject({ warned: true, breached: true });
  expect(due(office, id).changed).toBe(false);
});

test('a stopped clock tells nobody', () => {
  const office = new Office();
  const { id } = office.ticket();
  act(office, id, 'respond');
  office.now = at('2026-03-02 12:00');
  expect(due(office, id).changed).toBe(false);
  expect(office.rec(id).clocks.response!.met).toBe(true);
});

test('waiting: no clock falls due; on its day work goes on by itself and the handler hears', () => {
  const office = new Office();
  const { id } = office.ticket();
  act(office, id, 'respond');
  act(office, id, 'wait', { wake_on: '2026-03-05', why: '到料' });
  expect(office.check(id)).toContain('⏳ 等到 3/5（到料）');
  office.now = at('2026-03-04 23:00');
  expect(due(office, id).changed).toBe(false);
  office.now = at('2026-03-05 08:30');
  const draft = due(office, id);
  expect(office.rec(id)).toMatchObject({ state: 'working', updated: { by: null } });
  expect(mails(draft)).toEqual([`woken ${WU}`]);
  expect(draft.journal[0]).toMatchObject({ action: 'resume', actor: null });
  expect(office.rec(id).clocks.solve!.pauses).toHaveLength(1);
  expect(office.rec(id).clocks.solve!.due).not.toBeNull();
});

test('a solved ticket closes by itself after the office’s days, and only the requester is asked', () => {
  const office = new Office();
  office.ref.settings['ticket.auto_close_days'] = 3;
  const { id } = office.ticket();
  act(office, id, 'respond');
  act(office, id, 'solve', { solution: '換定影器', cost: 0 });
  office.now += 3 * DAY - MINUTE;
  expect(due(office, id).changed).toBe(false);
  office.now += MINUTE;
  const draft = due(office, id);
  expect(office.rec(id).state).toBe('closed');
  expect(mails(draft)).toEqual([`survey_repair ${LIN}`]);
  expect(due(office, id).changed).toBe(false);
});

test('reopened meanwhile, it does not close', () => {
  const office = new Office();
  office.ref.settings['ticket.auto_close_days'] = 3;
  const { id } = office.ticket();
  act(office, id, 'respond');
  act(office, id, 'solve', { solution: 'x', cost: 0 });
  act(office, id, 'reopen', { why: '又卡' });
  office.now += 4 * DAY;
  due(office, id);
  expect(office.rec(id).state).toBe('working');
});

test('deleted, void or in approval: no moment acts', () => {
  const office = new Office();
  const { id } = office.ticket();
  office.decide((d) => void (touch(d, 'tickets', id).deleted = { at: office.now, by: WU }));
  office.now += DAY;
  expect(due(office, id).changed).toBe(false);
  const other = office.ticket();
  office.decide((d) => {
    const tickets = office.register('tickets');
    const voiding = tickets.actions.find((a) => a.key === 'void')!;
    perform(d, tickets, touch(d, 'tickets', other.id), voiding, { by: WU, via: 'cell', reason: 'x' });
  });
  office.now += DAY;
  expect(due(office, other.id).changed).toBe(false);
});

test('while something is held no action of the row runs, by itself neither', () => {
  const office = new Office();
  office.ref.settings['ticket.auto_close_days'] = 3;
  const { id } = office.ticket();
  act(office, id, 'respond');
  act(office, id, 'solve', { solution: 'x', cost: 0 });
  office.decide((d) => {
    touch(d, 'tickets', id).held = { cost: { typed: '很貴', words: { code: 'value.not-money' } } };
  });
  office.now += 4 * DAY;
  due(office, id);
  expect(office.rec(id).state).toBe('solved');
});
