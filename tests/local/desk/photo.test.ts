// A photo from the phone into a ticket: from the receipt mail to the page, made smaller, kept in the record's folder, linked in its row.

import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { answersFor } from '../../../local/rehearsal/typing.ts';
import { browserIsHere, visit, type Visitor } from './browser.ts';

jest.setTimeout(90_000);

const phone = browserIsHere() ? describe : describe.skip;
const LIN = 'lin@demo.example';
const WU = 'wu@demo.example';

/** A picture of two thousand px, drawn by the browser itself; `type` is what a canvas can give. */
async function drawn({ page }: Visitor, width: number, type: string): Promise<Buffer> {
  const base64 = (await page.evaluate(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = ${width}; canvas.height = ${Math.round(width / 2)};
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#2a7'; pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = '#fff'; pen.fillRect(100, 100, canvas.width / 2, 50);
    return canvas.toDataURL('${type}').split(',')[1];
  })()`)) as string;
  return Buffer.from(base64, 'base64');
}

function filed(): { office: LocalOffice; id: string } {
  const office = openDemo({ start: '2026-03-02T09:00+08:00' }).fork();
  const asked = { place: 'print_corner_3f', category: 'printer', fault: '卡紙' };
  const { formId, answers } = answersFor(office, 'tickets', asked, false);
  office.runtime.person(LIN).submit(formId, answers);
  office.runtime.wait(25 * 60_000);
  return { office, id: office.records('tickets')[0]!.id };
}
const files = (office: LocalOffice) => Object.values(office.runtime.store.state.drive ?? {});
const pictures = (office: LocalOffice) => files(office).filter((file) => file.picture);
const send = (office: LocalOffice, who: string, id: string, data: string) =>
  office.runtime.person(who).call('api', 'photo', { register: 'tickets', id, data }) as { ok: boolean; words: string };

phone('on the phone', () => {
  let visitor: Visitor;
  let id: string;
  beforeEach(async () => {
    const made = filed();
    ({ id } = made);
    visitor = await visit(made.office, 390);
  });
  afterEach(async () => {
    const { trouble } = visitor;
    await visitor.close();
    expect(trouble).toEqual([]);
  });

  test('from the receipt to the picture in the row', async () => {
    const { page, office } = visitor;
    const photo = await drawn(visitor, 2400, 'image/png');
    const mail = office.mails({ to: LIN, about: id })[0]!;
    expect(mail.body).toContain('加照片');
    await page.goto(`/as/${LIN}?to=/mail/${mail.id}`);
    await page.frameLocator('iframe.mail-body').getByRole('link', { name: '看進度' }).click();
    await page.waitForURL(/p=record/);
    const frame = page.frameLocator('#page-frame');
    const add = frame.getByRole('button', { name: '加這張照片' });
    // A file that is no picture is told before anything is sent.
    await frame
      .locator('#photo')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ no') });
    await add.click();
    await frame.locator('.answer.bad', { hasText: '請選一張照片' }).waitFor();
    expect(pictures(office)).toEqual([]);
    await frame.locator('#photo').setInputFiles({ name: 'IMG_1.png', mimeType: 'image/png', buffer: photo });
    await add.click();
    await frame.locator('.answer:not(.bad)', { hasText: id }).waitFor();

    const [kept] = pictures(office);
    expect(kept).toMatchObject({ mimeType: 'image/jpeg', name: expect.stringContaining(id) });
    expect(office.record('tickets', id)!.values.photo).toBe(kept!.id);
    expect(office.cell('tickets', id, 'photo')).toContain(kept!.id);
    // In a folder of the record, under the register's, in the workbook's own.
    const path: string[] = [];
    for (let at = kept!.parents[0]; at; at = files(office).find((f) => f.id === at)?.parents[0])
      path.unshift(files(office).find((f) => f.id === at)!.name);
    expect(path.slice(1)).toEqual(['總務與設備', '報修單', id]);
    expect(kept!.shared).toContainEqual({ email: LIN, role: 'reader' });
    expect(office.journal('facilities').at(-1)).toMatchObject({ id, action: 'edit', actor: LIN });
    // Smaller than it was, and it can be looked at.
    await page.goto(`/page?p=record&r=tickets&id=${id}`);
    await page.frameLocator('#page-frame').locator('dd a[href^="/doc/"]').click();
    await page.waitForURL(/\/doc\//);
    expect(await page.evaluate('document.images[0].naturalWidth')).toBe(1600);
    // One photo is what this field holds: the page offers no second one.
    await page.goto(`/page?p=record&r=tickets&id=${id}`);
    await page.frameLocator('#page-frame').locator('.me').waitFor();
    expect(await page.frameLocator('#page-frame').locator('#photo').count()).toBe(0);
  });

  test('who works on it may, who only looks may not, a closed case takes none; sent twice it is one file', async () => {
    const { office } = visitor;
    const data = (await drawn(visitor, 300, 'image/jpeg')).toString('base64');
    for (const who of ['gm@demo.example', 'kevin@demo.example', 'somebody@outside.example'])
      expect(send(office, who, id, data).ok).toBe(false);
    expect(pictures(office)).toEqual([]);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64');
    expect(send(office, LIN, id, svg)).toEqual({ ok: false, words: '這不是照片；可以放 JPEG、PNG 或 WebP' });
    expect(send(office, WU, id, data).ok).toBe(true);
    office.runtime.wait(60_000);
    const rev = office.record('tickets', id)!.rev;
    expect(send(office, WU, id, data)).toMatchObject({ ok: false });
    expect(send(office, LIN, id, data)).toMatchObject({ ok: false });
    expect(pictures(office)).toHaveLength(1);
    expect(office.record('tickets', id)!.rev).toBe(rev);
    const { spreadsheetId, live } = office.sheet('tickets');
    const type = (key: string, text: string): void => {
      office.runtime.person(WU).edit(spreadsheetId, live, office.row('tickets', id)!, office.col('tickets', key), text);
      office.runtime.wait(10_000);
    };
    type('photo', '');
    type('$next', '作廢：測試');
    expect(office.record('tickets', id)!.state).toBe('void');
    expect(send(office, WU, id, data).ok).toBe(false);
  });
});
