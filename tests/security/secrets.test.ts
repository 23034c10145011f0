// What must not be found where it may be read: keys of the office account anywhere, personal values in logs (S10, S12).
import type { LocalOffice } from '../../local/office';
import { answersFor } from '../../local/rehearsal/typing';
import { call, cellsOf, CHOU, HEAD, inApproval, LIN, MINUTE, morning, OWNER, submit, type, WU } from '../office/hands';

/** A day with everything in it: cases, an approval, an order, a refused page, a mail that fails, the night. */
function day(): LocalOffice {
  const office = morning();
  const vendor = office.records('vendors')[0]!.id;
  type(office, vendor, 'contact', 'CANARY金絲雀', WU, 'vendors');
  type(office, vendor, 'phone', '0900-CANARY', WU, 'vendors');
  type(office, vendor, 'email', 'canary@vendor.demo.example', WU, 'vendors');
  const { id, seal } = inApproval(office);
  call(office, HEAD, 'decide', { register: 'tickets', id, seal, verdict: 'approve', comment: '' });
  office.runtime.wait(8000);
  call(office, WU, 'order', { register: 'tickets', id });
  call(office, 'chen@demo.example', 'act', { register: 'tickets', id, action: 'solve' });
  office.runtime.person(LIN).page({ p: 'record', r: 'tickets', id });
  let fails = 1;
  office.runtime.hook((asked, proceed) => {
    if (asked.method === 'sendEmail' && fails-- > 0)
      throw new Error(
        `Invalid email: ${JSON.stringify((asked.args[0] as { to?: string }).to ?? asked.args[0])} canary@vendor.demo.example`,
      );
    return proceed();
  });
  submit(office, { fault: '漏水' });
  office.runtime.wait(30 * MINUTE);
  office.runtime.hook(null);
  // An answer nobody can take in whole, and a night.
  const { formId, answers } = answersFor(
    office,
    'tickets',
    { place: 'warehouse', category: 'printer', fault: 'x' },
    false,
  );
  office.runtime.person(CHOU).submit(formId, answers);
  office.runtime.wait(24 * 60 * MINUTE);
  return office;
}

const office = day();
const logs = () =>
  office.runtime.executions
    .flatMap((x) => [...x.log, x.error ? `${x.error.message}\n${x.error.stack}` : ''])
    .join('\n');

test('the day had what it needs: mails, a failed one, log lines', () => {
  expect(office.mails().length).toBeGreaterThan(5);
  expect(office.mails({ to: 'canary@vendor.demo.example' })).toHaveLength(1);
  expect(logs().includes('mail-failed')).toBe(true);
});

test('the keys of the office account lie in its own properties and nowhere else', () => {
  const { userProperties, scriptProperties, forms } = office.runtime.store.state;
  const keys = Object.values(userProperties[OWNER]!);
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{48,}$/);
  expect(Object.keys(userProperties)).toEqual([OWNER]);
  const mails = office.mails().map((m) => JSON.stringify(m));
  const pages = [LIN, WU, HEAD].map(
    (p) => office.runtime.person(p).page({ p: 'record', r: 'tickets', id: 'TKT-2026-0001' }).html,
  );
  const everything = [
    ...[...cellsOf(office)].map((c) => String(c.value)),
    ...mails,
    ...pages,
    ...Object.entries(scriptProperties).map(([k, v]) => `${k}=${v}`),
    JSON.stringify(forms),
    logs(),
  ].join('\n');
  for (const key of keys) {
    expect(everything.includes(key)).toBe(false);
    expect(everything.includes(key.slice(0, 16))).toBe(false);
    expect(everything.includes(Buffer.from(key).toString('base64').slice(0, 20))).toBe(false);
  }
});

test('a personal value stands in its register and in the mail it is for, in no log, subject, property or address', () => {
  const canary = /canary/i;
  expect([...cellsOf(office)].some((c) => canary.test(String(c.value)))).toBe(true);
  expect(
    logs()
      .split('\n')
      .filter((l) => canary.test(l)),
  ).toEqual([]);
  for (const [key, value] of Object.entries(office.runtime.store.state.scriptProperties))
    expect(`${key}=${value}`).not.toMatch(canary);
  for (const mail of office.mails()) {
    expect(mail.subject).not.toMatch(canary);
    for (const [, url] of mail.htmlBody.matchAll(/href="([^"]*)"/g)) expect(url).not.toMatch(canary);
    if (!mail.to.includes('canary@vendor.demo.example')) expect(`${mail.body}${mail.htmlBody}`).not.toMatch(canary);
  }
});

test('no log line holds an address of the office’s people', () => {
  expect(
    logs()
      .split('\n')
      .filter((l) => /[\w.]+@demo\.example/.test(l)),
  ).toEqual([]);
});
