// Drive and DocumentApp: marks find files, the bin is one for all that lies in a folder, a shadow is kept at saveAndClose, a lock holds.
import { canPrint, paperHtml, paperPdf } from '../../../local/paper';
import { createApp } from '../../../local/desk/app';
import { Desk } from '../../../local/desk/desk';
import { blankDoc, paragraph } from '../../../local/runtime/store/papers';
import { rawOffice } from '../desk/raw-office';
import { officeWith, OWNER, script, scriptRun } from './helpers';

const DOC = `'application/vnd.google-apps.document'`;
const FOLDER = `'application/vnd.google-apps.folder'`;
const make = `Drive.Files.create({name: args[0], mimeType: ${DOC}, parents: args[1] || [], appProperties: args[2] || {}}, null, {fields: 'id'}).id`;
const found = (office: ReturnType<typeof officeWith>, q: string): string[] =>
  script(
    office,
    `return Drive.Files.list({q: args[0], fields: 'files(name)'}).files.map((f) => f.name)`,
    q,
  ) as string[];

test('files are found by their marks; what lies in a binned folder is in the bin', () => {
  const office = officeWith('');
  const folder = script(office, `return Drive.Files.create({name: 'F', mimeType: ${FOLDER}}).id`) as string;
  script(office, `return ${make}`, 'A', [folder], { cause: "it's" });
  script(office, `return ${make}`, 'B', [], { cause: 'b' });
  expect(found(office, `appProperties has { key='cause' and value='it\\'s' } and trashed = false`)).toEqual(['A']);
  expect(found(office, `appProperties has { key='cause' and value='b' } and trashed = false`)).toEqual(['B']);
  expect(found(office, `(trashed = true or mimeType = ${FOLDER})`)).toEqual(['F']);
  script(office, `Drive.Files.update({trashed: true}, args[0], null)`, folder);
  expect(found(office, 'trashed = true').sort()).toEqual(['A', 'F']);
  script(office, `Drive.Files.remove(args[0])`, folder);
  expect(found(office, '')).toEqual(['B']);
  expect(() => found(office, `fullText contains 'x'`)).toThrow(/not implemented locally: Drive query/);
  expect(() => script(office, `return ${make}`, 'C', ['nowhere'])).toThrow(/File not found: nowhere/);
  expect(() => script(office, `return ${make}`, 'C', [], { cause: 'x'.repeat(120) })).toThrow(/124 bytes/);
});

test('a shadow is kept at saveAndClose or at the end, lost with a kill; the last paragraph cannot go', () => {
  const office = officeWith('');
  const id = script(office, `return ${make}`, 'D') as string;
  const text = () => script(office, `return DocumentApp.openById(args[0]).getBody().getText()`, id);
  script(office, `DocumentApp.openById(args[0]).getBody().appendParagraph('一')`, id);
  expect(text()).toBe('\n一');
  expect(
    scriptRun(
      office,
      `const d = DocumentApp.openById(args[0]); d.getBody().appendParagraph('二'); Utilities.sleep(400000)`,
      id,
    ).error?.message,
  ).toMatch(/maximum/);
  expect(
    scriptRun(
      office,
      `const d = DocumentApp.openById(args[0]); d.getBody().appendParagraph('三'); for (;;) Utilities.sleep(300000)`,
      id,
    ).killed,
  ).toBe(true);
  expect(text()).toBe('\n一\n二');
  expect(() =>
    script(office, `const b = DocumentApp.openById(args[0]).getBody(); b.removeChild(b.getChild(2))`, id),
  ).toThrow(/last paragraph/);
  expect(() => script(office, `const d = DocumentApp.openById(args[0]); d.saveAndClose(); d.getBody()`, id)).toThrow(
    /closed/,
  );
  expect(() => script(office, `DocumentApp.openById(args[0]).getBody().appendHorizontalRule()`, id)).toThrow(
    /not implemented locally: Body.appendHorizontalRule/,
  );
});

test('a PDF is the saved state at that moment; a locked file is only looked at', () => {
  const office = officeWith('');
  const id = script(office, `return ${make}`, 'E') as string;
  const pdf = script(
    office,
    `const d = DocumentApp.openById(args[0]); d.getBody().appendParagraph('前'); d.saveAndClose();
     const blob = DocumentApp.openById(args[0]).getAs('application/pdf');
     const e = DocumentApp.openById(args[0]); e.getBody().appendParagraph('後'); e.saveAndClose();
     Drive.Files.update({contentRestrictions: [{readOnly: true}]}, args[0], null);
     return Drive.Files.create({name: 'E.pdf', mimeType: 'application/pdf'}, blob, {fields: 'id,sha256Checksum'})`,
    id,
  ) as { id: string; sha256Checksum: string };
  const content = office.store.state.drive![pdf.id]!.content!;
  expect(JSON.stringify(content)).toContain('前');
  expect(JSON.stringify(content)).not.toContain('後');
  expect(pdf.sha256Checksum).toMatch(/^[0-9a-f]{64}$/);
  expect(() => script(office, `DocumentApp.openById(args[0]).getBody().appendParagraph('再')`, id)).toThrow(/locked/);
  expect(JSON.stringify(office.store.state.drive![id]!.content)).not.toContain('再');
  expect(() => office.person(OWNER).writeIn(id, '再')).toThrow(/view only/);
  expect(() => script(office, `return Drive.Files.export(args[0], 'application/pdf')`, id)).toThrow(/alt=media/);
});

test('needs the scopes, and the service in the manifest', () => {
  const manifest = (scopes: string[], drive: boolean): object => ({
    oauthScopes: scopes.map((s) => `https://www.googleapis.com/auth/${s}`),
    dependencies: {
      enabledAdvancedServices: drive ? [{ userSymbol: 'Drive', serviceId: 'drive', version: 'v3' }] : [],
    },
  });
  expect(() => script(officeWith('', {}, manifest(['drive.file'], false)), `return ${make}`, 'F')).toThrow(
    /Drive is not defined/,
  );
  expect(() => script(officeWith('', {}, manifest([], true)), `return ${make}`, 'F')).toThrow(/not sufficient/);
  const half = officeWith('', {}, manifest(['drive.file'], true));
  const id = script(half, `return ${make}`, 'F') as string;
  expect(() => script(half, `DocumentApp.openById(args[0])`, id)).toThrow(/auth\/documents/);
});

describe('on paper', () => {
  const content = {
    ...blankDoc(),
    body: [{ ...paragraph('<b>單</b>'), heading: 'HEADING1' }, { t: 'page' as const }, paragraph('二')],
  };

  test('what a document says is text, at its own size', () => {
    const html = paperHtml(content, 'x');
    expect(html).toContain('&lt;b&gt;單&lt;/b&gt;');
    expect(html).toContain('size: 612pt 792pt');
  });

  test('the desk shows it at the address its links lead to', async () => {
    const maker = officeWith('');
    const id = script(maker, `return ${make}`, 'G') as string;
    script(maker, `DocumentApp.openById(args[0]).getBody().appendParagraph('用印')`, id);
    const desk = new Desk();
    const office = rawOffice();
    office.runtime.store.set({ drive: maker.store.state.drive });
    desk.take(office);
    const answer = await createApp(desk, { script: '' }).request(`http://localhost/doc/${id}`);
    expect([answer.status, (await answer.text()).includes('用印')]).toEqual([200, true]);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await createApp(desk, { script: '' }).request('http://localhost/doc/none')).status).toBe(404);
  });

  (canPrint() ? test : test.skip)(
    'Chromium prints it, a page for each',
    async () => {
      const pdf = (await paperPdf(content, 'x')).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    },
    60_000,
  );
});

test('a picture keeps its bytes, any other file its digest alone', () => {
  const office = officeWith('');
  const keep = (name: string, mime: string): Record<string, string> =>
    script(
      office,
      `return Drive.Files.create({name: args[0], mimeType: args[1], appProperties: {cause: 'c'}}, Utilities.newBlob(Utilities.base64Decode('/9j/4AAQ'), args[1]), {fields: 'id,webViewLink,sha256Checksum'})`,
      name,
      mime,
    ) as Record<string, string>;
  const { id, webViewLink, sha256Checksum } = keep('p.jpg', 'image/jpeg');
  expect(office.store.state.drive![id!]).toMatchObject({
    mimeType: 'image/jpeg',
    picture: '/9j/4AAQ',
    sha256: sha256Checksum,
  });
  expect(webViewLink).toBe(`https://drive.google.com/file/d/${id!}/view`);
  const other = keep('p.zip', 'application/zip');
  expect(office.store.state.drive![other['id']!]?.picture).toBeUndefined();
});
