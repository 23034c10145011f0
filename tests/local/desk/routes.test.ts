// The desk's pages and their guard, asked over HTTP without a network.

import { createApp } from '../../../local/desk/app.ts';
import { Desk } from '../../../local/desk/desk.ts';
import type { GridAnswer } from '../../../local/desk/sheet/grid-types.ts';
import { LANGS, sayIn } from '../../../local/desk/words.ts';
import { BOOK, FORM, rawOffice, TICKETS } from './raw-office.ts';

function desk(): {
  app: ReturnType<typeof createApp>;
  get: (path: string, cookie?: string) => Promise<{ status: number; text: string; headers: Headers }>;
} {
  const d = new Desk();
  d.take(rawOffice());
  const app = createApp(d, { script: '' });
  const get = async (path: string, cookie = '') => {
    const answer = await app.request(`http://localhost${path}`, { headers: { cookie } });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  return { app, get };
}

test.each([
  '/',
  `/book/${BOOK}`,
  `/book/${BOOK}/${TICKETS}?versions=1`,
  `/form/${FORM}`,
  '/mail',
  '/all-mail?held=1',
  '/page?p=today',
  '/hood/triggers',
  '/hood/executions',
  '/hood/quotas',
  '/hood/journal',
  '/hood/clocks?id=X',
])('%s is a whole page under a strict policy', async (path) => {
  const { get } = desk();
  for (const { key } of LANGS) {
    const { status, text, headers } = await get(path, `lang=${key}`);
    expect(status).toBe(200);
    expect(text).toContain(`<html lang="${key}">`);
    expect(text).not.toMatch(/undefined|\[object|https?:\/\/(?!localhost)/);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

test('only a tab on the canvas may carry styles in its markup; scripts are the desk’s own everywhere', async () => {
  const { get } = desk();
  const policy = async (path: string, cookie = ''): Promise<string[]> =>
    ((await get(path, cookie)).headers.get('content-security-policy') ?? '').split('; ');
  const canvas = await policy(`/book/${BOOK}/${TICKETS}`);
  expect(canvas).toContain("style-src 'self' 'unsafe-inline'");
  for (const plain of [await policy('/'), await policy(`/book/${BOOK}/${TICKETS}`, 'grid=table'), canvas])
    expect(plain).toContain("script-src 'self'");
  expect(await policy(`/book/${BOOK}/${TICKETS}`, 'grid=narrow')).toContain("style-src 'self'");
  expect(await policy('/')).toContain("style-src 'self'");
});

test('the grid’s files come from one folder alone', async () => {
  const { get } = desk();
  expect((await get('/grid-files/grid.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
  for (const name of ['built.json', '..%2F..%2Fpackage.json', '%2e%2e%2fgrid.js', 'nothing.js'])
    expect([name, (await get(`/grid-files/${name}`)).status]).toEqual([name, 404]);
});

test('a tab’s data: all rows first, then only what changed', async () => {
  const { get, app } = desk();
  const ask = async (after = ''): Promise<GridAnswer> =>
    JSON.parse((await get(`/grid/${BOOK}/${TICKETS}${after}`, 'who=wu@demo.example')).text) as GridAnswer;
  const first = await ask();
  expect([first.whole, Object.keys(first.rows).length, first.shape.frozenCols]).toEqual([true, 19, 2]);
  const quiet = await ask(`?after=${encodeURIComponent(first.token)}`);
  expect([quiet.whole, quiet.rows]).toEqual([false, {}]);
  await app.request('http://localhost/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: 'who=wu@demo.example' },
    body: JSON.stringify({ book: BOOK, sheet: TICKETS, act: 'edit', row: 4, col: 9, text: '漏水' }),
  });
  const next = await ask(`?after=${encodeURIComponent(quiet.token)}`);
  expect([next.whole, Object.keys(next.rows), next.rows[3]?.[8]]).toEqual([false, ['3'], '漏水']);
  // A token nobody remembers brings everything again.
  expect((await ask('?after=gone')).whole).toBe(true);
});

test('the words of all languages have the same placeholders', () => {
  const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  const tw = sayIn('zh-TW');
  for (const { key } of LANGS) {
    const t = sayIn(key);
    for (const word of ['rowsShown', 'passing', 'answered', 'restoreAsk', 'try2', 'errorWho', 'deleteRowAsk'] as const)
      expect([word, holes(t(word))]).toEqual([word, holes(tw(word))]);
  }
});

test('a person’s language is the desk’s until another one is chosen', async () => {
  const { get } = desk();
  expect((await get('/', 'who=kevin@demo.example')).text).toContain('<html lang="en">');
  expect((await get('/', 'who=kevin@demo.example; lang=zh-CN')).text).toContain('<html lang="zh-CN">');
});

test('a workbook somebody could not open in Google says who could', async () => {
  const { get } = desk();
  expect((await get(`/book/${BOOK}`, 'who=lin@demo.example')).text).toContain('/as/wu@demo.example?to=');
  expect((await get(`/book/${BOOK}`, 'who=wu@demo.example')).text).not.toContain('/as/wu@demo.example?to=');
});

test('machine sheets are hidden until asked for, and then read only', async () => {
  const { get } = desk();
  expect((await get(`/book/${BOOK}`)).text).not.toContain('_journal');
  expect((await get(`/book/${BOOK}/5?machine=1`)).text).toContain('data-readonly="1"');
});

test('foreign hosts and foreign origins are refused, local writes are not', async () => {
  const { app } = desk();
  expect((await app.request('http://evil.example/')).status).toBe(403);
  const post = (origin: string) =>
    app.request('http://localhost/language', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'language=en&to=//evil.example',
    });
  expect((await post('https://evil.example')).status).toBe(403);
  const own = await post('http://localhost');
  expect([own.status, own.headers.get('location')]).toEqual([303, '/']);
});

test('before the office is open every page waits for it; a failed boot is told in words', async () => {
  const d = new Desk();
  const app = createApp(d, { script: '' });
  expect(await (await app.request('http://localhost/mail')).text()).toContain('data-boot="1"');
  await d.boot(() => {
    throw new Error('the bundle holds no pack');
  });
  const failed = await app.request('http://localhost/');
  expect(failed.status).toBe(500);
  expect(await failed.text()).toContain('the bundle holds no pack');
});

test('a required answer that is missing comes back with the form', async () => {
  const { app } = desk();
  const answer = await app.request(`http://localhost/form/${FORM}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `entry.11=${encodeURIComponent('空調')}`,
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toMatch(/class="form-card q bad" data-item="13"/);
});

test('unknown pages and people are answered in words', async () => {
  const { get } = desk();
  expect((await get('/nothing')).status).toBe(404);
  expect((await get('/as/nobody@demo.example?to=/')).text).toContain('nobody@demo.example');
});

test('the style sheet is whole: base first, narrow windows last', async () => {
  const { get } = desk();
  const { text } = await get('/style.css');
  expect(text.indexOf('--ground')).toBeLessThan(text.indexOf('.grid td.glow'));
  expect(text.indexOf('.grid td.glow')).toBeLessThan(text.indexOf('@media (max-width: 760px)'));
});
