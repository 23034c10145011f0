// Whatever is written into a case stays text on pages and in mails: no new element, attribute, header or reader (S3).
import type { LocalOffice } from '../../local/office';
import type { Mail } from '../../local/runtime/index';
import { call, HEAD, inApproval, LIN, MINUTE, morning, submit, TICK, type, WU } from '../office/hands';
import { addressesOf, MARKUP, shapeOf } from './payloads';

/** One case with a text in every field a person may fill, its pages and its mails. */
function told(text: string): { pages: string[]; mails: Mail[]; office: LocalOffice } {
  const office = morning();
  const id = submit(office, { fault: text });
  const pages = [office.runtime.person(LIN).page({ p: 'record', r: 'tickets', id }).html];
  type(office, id, '$next', '開始處理');
  pages.push(office.runtime.person(WU).page({ p: 'record', r: 'tickets', id }).html);
  const typed = { solution: text, cost: '0' };
  call(office, WU, 'act', { register: 'tickets', id, action: 'solve', typed });
  pages.push(office.runtime.person(LIN).page({}).html);
  pages.push(office.runtime.person(LIN).page({ p: 'record', r: 'tickets', id }).html);
  const asked = inApproval(office);
  type(office, asked.id, 'fault', text);
  pages.push(office.runtime.person(HEAD).page({ p: 'record', r: 'tickets', id: asked.id }).html);
  call(office, HEAD, 'decide', {
    register: 'tickets',
    id: asked.id,
    seal: asked.seal,
    verdict: 'return',
    comment: text,
  });
  pages.push(office.runtime.person(WU).page({ p: 'record', r: 'tickets', id: asked.id }).html);
  // The fault is also what a case is about once it is late: the afternoon's lists, warnings and breaches.
  submit(office, { fault: text });
  office.runtime.wait(5 * 60 * MINUTE);
  return { pages, mails: office.mails(), office };
}

const harmless = told('一般的文字');
const shapes = {
  pages: new Set(harmless.pages.flatMap((p) => [...shapeOf(p)])),
  mails: new Set(harmless.mails.flatMap((m) => [...shapeOf(m.htmlBody)])),
};

test('the harmless case has pages and mails that show its text', () => {
  expect(harmless.pages.filter((p) => p.includes('一般的文字')).length).toBeGreaterThanOrEqual(4);
  expect(harmless.mails.length).toBeGreaterThan(3);
  expect(harmless.mails.some((m) => m.htmlBody.includes('一般的文字'))).toBe(true);
});

test.each(MARKUP)('%j', (text) => {
  const { pages, mails, office } = told(text);
  expect(pages).toHaveLength(harmless.pages.length);
  for (const page of pages) {
    expect([...shapeOf(page)].filter((tag) => !shapes.pages.has(tag))).toEqual([]);
    for (const url of addressesOf(page)) expect(url).toMatch(/^(https:|\?p=|$)/);
  }
  const people = new Set(office.runtime.store.state.people.map((p) => p.email));
  expect(mails.length).toBe(harmless.mails.length);
  for (const mail of mails) {
    expect([...shapeOf(mail.htmlBody)].filter((tag) => !shapes.mails.has(tag))).toEqual([]);
    for (const url of addressesOf(mail.htmlBody)) expect(url).toMatch(/^https:/);
    for (const line of [mail.subject, mail.name]) expect(line).not.toMatch(/[\r\n\u2028\u2029\u202e]/);
    for (const to of [...mail.to, ...mail.cc, ...mail.bcc]) expect(people).toContain(to);
    expect(mail.body).not.toContain('49');
  }
});

test('in a name of the register, of a vendor and of a device, which stand in subjects and links', () => {
  for (const text of ['<img src=x onerror=alert(1)>', 'a\r\nBcc: x@evil.test', '"><b>']) {
    const office = morning();
    const device = office.records('assets')[0]!.id;
    type(office, device, 'name', text, 'chou@demo.example', 'assets');
    const id = submit(office, { asset: device });
    const page = office.runtime.person(WU).page({ p: 'record', r: 'tickets', id });
    expect(/<img|<b>/.test(page.html)).toBe(false);
    const list = office.runtime.person(WU).page({ p: 'record', r: 'assets', id: device });
    expect(/<img|<b>/.test(list.html)).toBe(false);
    expect(list.title).not.toMatch(/[\r\n]/);
    office.runtime.wait(TICK * 2);
    for (const mail of office.mails()) expect(mail.subject).not.toMatch(/[\r\n]/);
  }
});
