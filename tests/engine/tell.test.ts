// Mails as effects: readers, keys that make a repetition one mail, and when they may leave (I5, register sheet: Mail).
import { mailTo, tell, type Telling } from '../../src/engine/tell';
import { openDraft } from '../../src/engine/draft';
import type { MailPayload } from '../../src/engine/types';
import { at } from './builders';
import { CHOU, HEAD, LIN, MANAGER, MINUTE, MONDAY, Office, VENDOR, WU } from './case';

const how = (more: Partial<Telling> = {}): Telling => ({ by: null, cause: 'c', ...more });
function told(office: Office, who: string, mail = 'ticket_warn', more: Partial<Telling> = {}, id?: string) {
  const rec = id ? office.rec(id) : office.ticket();
  const draft = office.open();
  tell(draft, office.register('tickets'), rec, [{ who, mail }], how(more));
  return draft.effects.map((e) => (e.payload as MailPayload).to);
}

test('a person field names its person; blank it names the role’s holders', () => {
  const office = new Office();
  const { id } = office.ticket();
  expect(told(office, 'handler', 'ticket_warn', {}, id)).toEqual([WU, CHOU]);
  office.records[`tickets/${id}`]!.values.handler = CHOU;
  expect(told(office, 'handler', 'ticket_warn', {}, id)).toEqual([CHOU]);
});

test('a role nobody holds goes up, a person who left is not mailed', () => {
  const office = new Office();
  office.ref.people = office.ref.people.map((p) => (p.email === HEAD ? { ...p, active: false } : p));
  expect(told(office, 'facilities_head')).toEqual([MANAGER]);
});

test('roles limited to places answer for their places alone', () => {
  const office = new Office();
  office.ref.roles.push(
    { role: 'hr', email: LIN, only: { place: ['lobby'] } },
    { role: 'hr', email: CHOU, only: { place: ['warehouse'] } },
  );
  expect(told(office, 'hr')).toEqual([CHOU]);
});

test('nobody is told of their own act, but for acknowledgements', () => {
  const office = new Office();
  expect(told(office, 'handler', 'ticket_warn', { by: WU.toUpperCase() })).toEqual([CHOU]);
  expect(told(office, 'requester', 'received', { by: LIN, even: true })).toEqual([LIN]);
});

test('a mail to an outsider is a page with a button, not a mail', () => {
  const office = new Office();
  const vendor = office.vendor();
  const { id } = office.ticket({ vendor: vendor.id });
  expect(told(office, 'vendor', 'ticket_order', {}, id)).toEqual([]);
  expect(office.rec(id).extra['$order:ticket_order']).toMatchObject({ title: VENDOR });
});

test('a text switched off, or unknown, mails nobody', () => {
  const office = new Office((model) => {
    model.mails.ticket_warn!.when = 'never';
  });
  expect(told(office, 'handler')).toEqual([]);
  expect(told(office, 'handler', 'no_such_text')).toEqual([]);
});

test('the same cause is the same key, within a draft and in a repeated decision; another cause is not', () => {
  const office = new Office();
  const rec = office.ticket();
  const key = (cause: string, to = LIN) =>
    mailTo(openDraft(office.open().facts), rec, 'done', { email: to }, how({ cause }));
  expect(key('a')).toBe(key('a'));
  expect(key('a')).not.toBe(key('b'));
  expect(key('a', LIN.toUpperCase())).toBe(key('a'));
  const draft = office.open();
  for (let i = 0; i < 3; i++) mailTo(draft, rec, 'done', { email: LIN }, how());
  expect(draft.effects).toHaveLength(1);
});

test('what a form’s answer caused keeps its key under another number', () => {
  const office = new Office();
  const [a, b] = [office.ticket(), office.ticket()];
  const key = (rec: typeof a, cause: string) => mailTo(office.open(), rec, 'received', { email: LIN }, how({ cause }));
  expect(key(a, 'r:f:7')).toBe(key(b, 'r:f:7'));
  expect(key(a, 'close@1')).not.toBe(key(b, 'close@1'));
});

test('at once means after the grace minutes, in working hours; urgent means now', () => {
  const office = new Office();
  const rec = office.ticket();
  const leaves = (mail: string, more: Partial<Telling> = {}) => {
    const draft = office.open();
    mailTo(draft, rec, mail, { email: LIN }, how(more));
    return draft.effects[0]!.notBefore;
  };
  expect(leaves('received')).toBe(MONDAY + 3 * MINUTE);
  expect(leaves('received', { urgent: true })).toBe(MONDAY);
  office.now = at('2026-03-06 18:00');
  expect(leaves('received')).toBe(at('2026-03-09 08:30'));
  expect(leaves('received', { urgent: true })).toBe(at('2026-03-06 18:00'));
});

test('approvals go before what is told at once, that before reminders, digests last', () => {
  const office = new Office();
  const rec = office.ticket();
  const rank = (mail: string) => {
    const draft = office.open();
    mailTo(draft, rec, mail, { email: LIN }, how());
    return (draft.effects[0]!.payload as MailPayload).rank;
  };
  expect([rank('approval_asked'), rank('received'), rank('ticket_late'), rank('handler_list')]).toEqual([0, 1, 2, 3]);
});
