// Whatever is written into an office stays text in every view, mail, document and file (S1, S3): no element or attribute is made of
// it, no script of it runs, nothing leaves this machine. Each view is compared with itself over an office of plain texts.

import ExcelJS from 'exceljs';
import { paperFile } from '../../../local/desk/files/paper-docx.ts';
import { mailFile } from '../../../local/desk/files/mail-eml.ts';
import { workbookFile } from '../../../local/desk/files/workbook-xlsx.ts';
import { LANGS, sayIn } from '../../../local/desk/words.ts';
import type { LocalOffice } from '../../../local/office.ts';
import { PDF } from '../../../local/runtime/store/papers.ts';
import { cellsOf } from '../../office/hands.ts';
import { browserIsHere, visit, type Visitor } from './browser.ts';
import { openCanvas } from './canvas.ts';
import { member } from './zip.ts';
import { HEAD, HOSTILE, officeOf, PLAIN, reporter, WU } from './hostile-office.ts';

jest.setTimeout(180_000);

const hostile = browserIsHere() ? describe : describe.skip;

/** A text as a page lets it be read: blanks run together, marks of direction and controls have no width. */
const read = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u2028\u2029\s]+/g, ' ')
    .replace(/[\u202a-\u202e]/g, '')
    .trim();

/** Each element with the names of its attributes, the addresses it has, and what can be read, of a document in the browser. */
const LOOK = `(doc) => {
  const all = [...doc.querySelectorAll('*')];
  return {
    shape: [...new Set(all.map((e) => e.localName + ' ' + e.getAttributeNames().filter((n) => !n.startsWith('data-u-')).sort().join(' ')))],
    scripts: all.filter((e) => e.localName === 'script' || e.localName === 'style').map((e) => e.textContent.length).sort(),
    leads: all.flatMap((e) => ['href', 'src', 'action', 'formaction', 'srcdoc'].map((n) => e.getAttribute(n))).filter((v) => v && !/^(https:\\/\\/(docs|script|drive)\\.google\\.com\\/|\\/|#|\\?|page\\.css$)/.test(v)),
    text: all.flatMap((e) => e.localName === 'script' ? [] : [e.value ?? '', ...[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data)]).join(' ') + ' ' + doc.title,
  };
}`;
interface Seen {
  shape: string[];
  scripts: number[];
  leads: string[];
  text: string;
}

/** A view: its name, whose it is, where it is in an office, and which of the texts can be read there. */
interface View {
  name: string;
  who: string;
  paths(office: LocalOffice): string[];
  shows: 'all' | 'one line' | 'some' | 'none';
}

const tab =
  (register: string) =>
  (office: LocalOffice): string[] => {
    const { spreadsheetId, live } = office.sheet(register);
    return [`/book/${spreadsheetId}/${live}`];
  };
const each =
  (register: string, path: (id: string) => string) =>
  (office: LocalOffice): string[] =>
    office.records(register).map((rec) => path(rec.id));
const papers = (office: LocalOffice): string[] =>
  Object.values(office.runtime.store.state.drive ?? {}).flatMap((f) => (f.mimeType === PDF ? [f.id] : []));

const VIEWS: View[] = [
  { name: 'start', who: WU, paths: () => ['/'], shows: 'all' },
  { name: 'the repairs as a table', who: WU, paths: tab('tickets'), shows: 'all' },
  { name: 'the things as a table', who: WU, paths: tab('assets'), shows: 'all' },
  { name: 'the people as a table', who: 'manager@demo.example', paths: tab('people'), shows: 'all' },
  {
    name: 'machine sheets and versions',
    who: WU,
    paths: (o) => tab('tickets')(o).map((p) => `${p}?machine=1&versions=1`),
    shows: 'all',
  },
  {
    name: 'a mirror',
    who: WU,
    paths: (o) => [`/book/${o.books['facilities']}/${o.sheet('tickets').mirror}?machine=1`],
    shows: 'some',
  },
  { name: 'the home tab', who: WU, paths: (o) => [`/book/${o.books['facilities']}/10`], shows: 'none' },
  { name: 'a form, filled in by its link', who: WU, paths: prefilled, shows: 'all' },
  { name: 'a mailbox', who: WU, paths: () => ['/all-mail', '/mail', '/mail?held=1'], shows: 'all' },
  {
    name: 'a mail',
    who: WU,
    paths: (o) =>
      o
        .mails()
        .filter((m) => !m.subject.includes('[TKT'))
        .slice(-3)
        .map((m) => `/all-mail/${m.id}`),
    shows: 'some',
  },
  { name: 'documents', who: WU, paths: (o) => ['/docs', ...papers(o).map((id) => `/docs/${id}`)], shows: 'none' },
  { name: 'a document', who: WU, paths: (o) => papers(o).map((id) => `/doc/${id}`), shows: 'all' },
  {
    name: 'under the hood',
    who: WU,
    paths: () => ['triggers', 'executions', 'journal', 'quotas'].map((p) => `/hood/${p}`),
    shows: 'none',
  },
  {
    name: 'why it is due then',
    who: WU,
    paths: (o) => each('tickets', (id) => `/hood/clocks?register=tickets&id=${id}`)(o).slice(0, 4),
    shows: 'none',
  },
  {
    name: 'a record page in its frame',
    who: WU,
    paths: (o) => each('tickets', (id) => `/page?p=record&r=tickets&id=${id}`)(o).slice(-1),
    shows: 'none',
  },
  {
    name: 'record pages of repairs',
    who: WU,
    paths: each('tickets', (id) => `/page-content?p=record&r=tickets&id=${id}`),
    shows: 'all',
  },
  {
    name: 'record pages of things',
    who: WU,
    paths: (o) => each('assets', (id) => `/page-content?p=record&r=assets&id=${id}`)(o).slice(15),
    shows: 'all',
  },
  {
    name: 'traces',
    who: WU,
    paths: (o) => each('tickets', (id) => `/page-content?p=trace&r=tickets&id=${id}`)(o),
    shows: 'all',
  },
  {
    name: 'approvals',
    who: HEAD,
    paths: () => ['/page-content?p=approvals', '/page-content?p=approvals&all=1'],
    shows: 'some',
  },
  {
    name: 'the portal, searched',
    who: reporter(0),
    paths: () => ['/page-content?', ...HOSTILE.map((q) => `/page-content?q=${encodeURIComponent(q)}`)],
    shows: 'one line',
  },
  { name: 'my requests', who: reporter(0), paths: () => ['/page-content?p=mine'], shows: 'some' },
  { name: 'labels', who: 'chou@demo.example', paths: () => ['/page-content?p=labels'], shows: 'all' },
  { name: 'health', who: 'manager@demo.example', paths: () => ['/page-content?p=health'], shows: 'none' },
  {
    name: 'a page whose address is such a text',
    who: WU,
    paths: () => HOSTILE.map((q) => `/page-content?p=record&r=tickets&id=${encodeURIComponent(q)}`),
    shows: 'none',
  },
];

/** The link of the repair form with the text in each question that takes one. */
function prefilled(office: LocalOffice): string[] {
  const { id } = office.form('tickets');
  const items = office.runtime.store.forms[id]!.items.filter((i) => i.type === 'TEXT' || i.type === 'PARAGRAPH_TEXT');
  return HOSTILE.map(
    (text) => `/form/${id}?${items.map((i) => `entry.${i.id}=${encodeURIComponent(text)}`).join('&')}`,
  );
}

/** What stands in the place of a page that threw. */
const FAILED = new RegExp(LANGS.map(({ key }) => sayIn(key)('pageFailed')).join('|'));

/** Pages of one kind are alike: so many of plain texts tell what their elements are, and more than so many are read in one language. */
const FEW = 4;

hostile('an office full of hostile texts', () => {
  let evil: Visitor;
  let plain: Visitor;
  beforeAll(async () => {
    evil = await visit(officeOf(HOSTILE));
    plain = await visit(officeOf(PLAIN));
    for (const { page } of [evil, plain])
      // In every frame: what calls alert, or sets a flag, is a script made of a text.
      await page.context().addInitScript(`window.alert = () => console.error('a script made of a text ran');`);
  });
  afterAll(async () => {
    await evil?.close();
    await plain?.close();
  });

  async function seen(v: Visitor, path: string): Promise<Seen> {
    const { page } = v;
    await page.goto(path, { waitUntil: 'load' });
    expect(await page.evaluate('window.ran')).toBeUndefined();
    return (await page.evaluate(`(${LOOK})(document)`)) as Seen;
  }
  async function view(v: Visitor, one: View, lang: string): Promise<Seen[]> {
    await v.page.context().addCookies([
      { name: 'lang', value: lang, url: new URL('/', v.page.url()).href },
      { name: 'who', value: one.who, url: new URL('/', v.page.url()).href },
    ]);
    const out: Seen[] = [];
    const paths = one.paths(v.office);
    for (const [i, path] of (v === plain ? paths.slice(0, FEW) : paths).entries()) {
      // The account reads so many times a minute: what was looked at before takes nothing from this page.
      if (i % 3 === 0) v.office.runtime.wait(61_000);
      out.push(await seen(v, path));
    }
    return out;
  }
  const shapes = (all: Seen[]): Set<string> => new Set(all.flatMap((s) => s.shape));

  test.each(VIEWS)('$name', async (one) => {
    evil.trouble.length = 0;
    for (const lang of one.paths(evil.office).length > FEW ? ['zh-TW'] : ['zh-TW', 'zh-CN', 'en']) {
      const usual = await view(plain, one, lang);
      const all = await view(evil, one, lang);
      expect(all.length).toBeGreaterThan(0);
      expect([...shapes(all)].filter((s) => !shapes(usual).has(s))).toEqual([]);
      for (const { text } of [...usual, ...all]) expect(text).not.toMatch(FAILED);
      const leads = new Set(usual.flatMap((s) => s.leads));
      expect(all.flatMap((s) => s.leads).filter((lead) => !leads.has(lead))).toEqual([]);
      const text = read(all.map((s) => s.text).join(' '));
      const shown = HOSTILE.filter((t) => text.includes(read(t)));
      if (one.shows === 'all') expect(HOSTILE.filter((t) => !shown.includes(t))).toEqual([]);
      if (one.shows === 'one line') expect(HOSTILE.filter((t) => !t.includes('\n') && !shown.includes(t))).toEqual([]);
      if (one.shows === 'some') expect(shown.length).toBeGreaterThan(0);
    }
    expect(evil.trouble).toEqual([]);
  });

  test('a tab on the canvas', async () => {
    evil.trouble.length = 0;
    const { page, office } = evil;
    await page.setViewportSize({ width: 1440, height: 1300 });
    await page.context().addCookies([{ name: 'grid', value: 'canvas', url: page.url() }]);
    const [book = '', sheet = ''] = tab('tickets')(office)[0]!.split('/').slice(2);
    const grid = await openCanvas(page, WU, book, Number(sheet));
    const column = await grid.column('故障描述');
    const shown: string[] = [];
    for (const rec of office.records('tickets'))
      shown.push(read(await grid.shows(office.row('tickets', rec.id)!, column)));
    expect(HOSTILE.filter((t) => !t.includes('\n') && !shown.some((s) => s.endsWith(read(t))))).toEqual([]);
    const { shape, leads } = (await page.evaluate(`(${LOOK})(document)`)) as Seen;
    expect(shape.filter((s) => /^(img|iframe|plaintext) /.test(s) || / on[a-z]+|srcdoc/.test(s))).toEqual([]);
    expect(leads.filter((lead) => lead.includes('evil') || lead.startsWith('javascript'))).toEqual([]);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(evil.trouble).toEqual([]);
    await page.context().addCookies([{ name: 'grid', value: 'table', url: page.url() }]);
  });

  test('mails, as their reader gets them and as files', async () => {
    const { page, office } = evil;
    await page.goto('/style.css');
    const look = async (v: Visitor): Promise<Seen[]> => {
      const out: Seen[] = [];
      for (const mail of v.office.mails()) {
        const text = await (await v.page.request.get(new URL(`/mail-body/${mail.id}`, v.page.url()).href)).text();
        out.push(
          (await page.evaluate(
            `(${LOOK})(new DOMParser().parseFromString(${JSON.stringify(text)}, 'text/html'))`,
          )) as Seen,
        );
      }
      return out;
    };
    const usual = await look(plain);
    const all = await look(evil);
    expect(all.length).toBeGreaterThan(60);
    expect([...shapes(all)].filter((s) => !shapes(usual).has(s))).toEqual([]);
    expect(all.flatMap((s) => s.leads)).toEqual([]);
    const text = read(all.map((s) => s.text).join(' '));
    expect(HOSTILE.filter((t) => !text.includes(read(t)))).toEqual([]);
    for (const mail of office.mails()) {
      for (const to of [...mail.to, ...mail.cc, ...mail.bcc]) expect(to).toMatch(/@demo\.example$/);
      const head = (await mailFile(mail)).toString('utf8').split('\r\n\r\n')[0]!;
      expect(head).not.toMatch(/^bcc:/im);
      expect(
        head
          .match(/^[\w-]+:/gm)!
          .map((h) => h.toLowerCase())
          .filter((h) => /to:|from:|subject:/.test(h)),
      ).toEqual([...new Set(head.match(/^(to|from|subject|reply-to):/gim)!.map((h) => h.toLowerCase()))]);
    }
  });

  test('workbooks hold texts and no formula, here and as .xlsx', async () => {
    const { office } = evil;
    expect([...cellsOf(office)].filter((cell) => cell.formula !== undefined)).toEqual([]);
    const texts = new Set<unknown>();
    for (const id of Object.values(office.books)) {
      const book = new ExcelJS.Workbook();
      await book.xlsx.load((await workbookFile(office.runtime.store.spreadsheets[id]!)) as never);
      book.eachSheet((sheet) =>
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
            if (cell.type === ExcelJS.ValueType.String) texts.add(read(String(cell.value)));
          }),
        ),
      );
    }
    expect(HOSTILE.filter((t) => !texts.has(read(t)))).toEqual([]);
  });

  test('documents hold them as text, as .docx too', async () => {
    const { office } = evil;
    const [paper = ''] = papers(office);
    const { content, name } = office.runtime.store.state.drive![paper]!;
    const xml = member(await paperFile(content!, name), 'word/document.xml');
    const text = read(
      xml
        .replace(/<w:br[^>]*>|<\/w:p>/g, ' ')
        .replace(/<[^>]*>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&apos;|&#39;/g, "'")
        .replace(/&amp;/g, '&'),
    );
    expect(HOSTILE.filter((t) => !text.includes(read(t)))).toEqual([]);
    expect(xml).not.toMatch(/w:instrText|w:fldSimple|<script|<img|<iframe/);
  });
});
