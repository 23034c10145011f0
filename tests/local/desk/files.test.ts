// What is taken away as a file says what stands in the office: a workbook, a document, a mail; hostile text stays text.

import ExcelJS from 'exceljs';
import { createApp } from '../../../local/desk/app.ts';
import { Desk } from '../../../local/desk/desk.ts';
import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { paragraph, type DocContent } from '../../../local/runtime/store/papers.ts';
import { withPaper } from './paper.ts';
import { member } from './zip.ts';
import { mailFile } from '../../../local/desk/files/mail-eml.ts';
import { paperFile } from '../../../local/desk/files/paper-docx.ts';
import { workbookFile } from '../../../local/desk/files/workbook-xlsx.ts';

const HOSTILE = ['=HYPERLINK("https://evil.example","x")', '<img src=x onerror=alert(1)>', '+1+cmd|calc', '陳怡君 👩‍👩‍👧'];

const get = async (office: LocalOffice, path: string): Promise<Response> => {
  const desk = new Desk();
  desk.take(office);
  return createApp(desk, { script: '' }).request(`http://localhost${path}`);
};

async function opened(file: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file as never);
  return book;
}

test('a workbook: its tabs, headers, rows, notes, dropdowns and frozen row', async () => {
  const office = openDemo().fork();
  const { spreadsheetId, live } = office.sheet('assets');
  const put = (row: number, text: string): void =>
    office.runtime.person('wu@demo.example').edit(spreadsheetId, live, row, office.col('assets', 'name'), text);
  HOSTILE.forEach((text, i) => put(2 + i, `'${text}`));
  office.runtime.wait(60_000);
  const file = office.runtime.store.spreadsheets[spreadsheetId]!;
  const book = await opened(await workbookFile(file));
  expect(book.worksheets).toHaveLength(file.sheets.filter((one) => !one.hidden).length);
  const sheet = book.getWorksheet('財產清冊')!;
  const title = file.sheets.find((one) => one.sheetId === live)!;
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: title.frozenRows });
  expect(sheet.getCell(1, 1).text).toBe('編號');
  expect(sheet.getCell(2, 1).text).toBe('ASSET-00001');
  const name = office.col('assets', 'name');
  HOSTILE.forEach((text, i) => {
    const cell = sheet.getCell(2 + i, name);
    expect(cell.type).toBe(ExcelJS.ValueType.String);
    expect(cell.value).toBe(office.text('assets', 2 + i, name));
    expect(String(cell.value)).toContain(text.slice(1, 4));
  });
  const noted = Array.from({ length: 12 }, (_, c) => sheet.getCell(1, c + 1).note).filter(Boolean);
  expect(noted.length).toBeGreaterThan(0);
  const rules = Array.from(
    { length: 20 },
    (_, c) => sheet.getCell(2, c + 1).dataValidation as { type?: string } | undefined,
  );
  expect(rules.some((rule) => rule?.type === 'list')).toBe(true);
});

test('a mail: every letter of its subject, both bodies, readers and moment', async () => {
  const file = await mailFile({
    id: 'm1',
    at: Date.parse('2026-03-02T09:00+08:00'),
    from: 'office@demo.example',
    to: ['lin@demo.example', 'wu@demo.example'],
    cc: [],
    bcc: [],
    replyTo: '',
    name: '行政辦公室',
    subject: '[TKT-2026-0001] 卡紙\r\nBcc: x@evil.example',
    body: '收到了：卡紙',
    htmlBody: '<p>收到了：卡紙</p>',
    noReply: false,
    attachments: [],
  });
  const text = file.toString('utf8');
  const [head = ''] = text.split('\r\n\r\n');
  expect(head).toMatch(/^To: lin@demo.example, wu@demo.example$/m);
  expect(head).toMatch(/^Date: Mon, 02 Mar 2026 01:00:00 \+0000$/m);
  expect(head).not.toMatch(/^Bcc:/m);
  expect(text).toContain('multipart/alternative');
  const bodies = [...text.matchAll(/base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g)].map(([, b]) =>
    Buffer.from(b!, 'base64').toString(),
  );
  expect(bodies.join('|')).toContain('收到了：卡紙');
});

test('a document: headings, lists, tables and its header, as text that Word reads', async () => {
  const p = (text: string, more = {}) => ({ ...paragraph(text), ...more });
  const content: DocContent = {
    page: { width: 595, height: 842, top: 72, bottom: 72, left: 72, right: 72 },
    header: [p('行政辦公室')],
    footer: null,
    body: [
      p('財產移轉單', { heading: 'HEADING1', align: 'CENTER' }),
      p('一', { list: { glyph: 'NUMBER', level: 0 } }),
      p('點', { list: { glyph: 'BULLET', level: 0 } }),
      { t: 'page' },
      {
        t: 'table',
        widths: [100, null],
        border: { color: '#000000', width: 1 },
        rows: [
          {
            height: 0,
            cells: HOSTILE.slice(0, 2).map((text) => ({
              children: [p(text)],
              pad: [2, 2, 2, 2] as [number, number, number, number],
              background: '#eeeeee',
            })),
          },
        ],
      },
    ],
  };
  const file = await paperFile(content, '移轉');
  const body = member(file, 'word/document.xml');
  expect(body).toContain('財產移轉單');
  expect(body).toMatch(/w:pStyle w:val="Heading1"/);
  expect(body).toMatch(/<w:numPr>/);
  expect(body).toMatch(/w:br w:type="page"/);
  expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(body).toMatch(/w:pgSz w:w="11900" w:h="16840"/);
});

test('the desk hands them out under their names, and knows no other', async () => {
  const office = openDemo().fork();
  const { spreadsheetId } = office.sheet('tickets');
  const book = await get(office, `/book-file/${spreadsheetId}`);
  expect(book.headers.get('content-type')).toContain('spreadsheetml');
  expect(decodeURIComponent(book.headers.get('content-disposition') ?? '')).toContain('總務與設備.xlsx');
  const paper = withPaper(office);
  const docx = await get(office, `/doc/${paper.id}?docx`);
  expect(decodeURIComponent(docx.headers.get('content-disposition') ?? '')).toContain(`${paper.name}.docx`);
  expect(
    Buffer.from(await docx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  const list = await (await get(office, '/docs')).text();
  expect(list).toContain(`/docs/${paper.id}`);
  for (const path of ['/book-file/x', '/mail-file/x', '/doc/x?docx'])
    expect((await get(office, path)).status).toBe(404);
});
