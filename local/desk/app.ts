// The desk's HTTP routes: pages are read from the store, acts go to the runtime as the person chosen, news leave by SSE.

import { readFileSync } from 'node:fs';
import { Hono, type Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import { perform, type ActRequest } from './acts.ts';
import { answersOf, missingIn, typedFrom } from './answers.ts';
import { untilOf } from './calendar.ts';
import type { Desk, News } from './desk.ts';
import { markup, type Markup } from './html.ts';
import { bookPage } from './views/book.ts';
import { clocksPage } from './views/clocks.ts';
import { executionsPage, journalPage, quotasPage, triggersPage } from './views/hood.ts';
import { formPage, sentPage } from './views/form.ts';
import { formOf } from './forms.ts';
import { mailPage } from './views/mail.ts';
import { framedPage, mailDocument, MAIL_SANDBOX, pageDocument, SANDBOX } from './views/page.ts';
import { startPage } from './views/start.ts';
import { document, mark, shell, type Page } from './shell.ts';
import { choicesOf } from './sheet/paint.ts';
import { guard, safePath } from './guard.ts';
import { refusal } from './refusal.ts';
import { visitOf, type Visit } from './visit.ts';
import { isLang, sayIn, timesIn } from './words.ts';

export interface Assets {
  /** The client script, compiled. */
  script: string;
  /** Path of the style sheet. */
  style?: string;
}

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function createApp(desk: Desk, assets: Assets): Hono {
  const app = new Hono();
  app.use(guard());
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('Content-Security-Policy')) c.res.headers.set('Content-Security-Policy', CSP);
    c.res.headers.set('X-Content-Type-Options', 'nosniff');
    // Without a referrer browsers send "Origin: null" with forms, and the guard could not tell them from foreign ones.
    c.res.headers.set('Referrer-Policy', 'same-origin');
    c.res.headers.set('Cache-Control', 'no-store');
  });

  app.get('/style.css', (c) =>
    c.body(readFileSync(assets.style ?? 'local/desk/style.css', 'utf8'), 200, {
      'Content-Type': 'text/css; charset=utf-8',
    }),
  );
  app.get('/client.js', (c) => c.body(assets.script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.get('/icon.svg', (c) =>
    c.body(mark(40).text.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '), 200, {
      'Content-Type': 'image/svg+xml',
    }),
  );
  app.get('/state', (c) => c.json({ open: desk.office !== null, problem: desk.problem }));

  /** Routes that need the open office; before that every page is the one that waits for it. */
  const withVisit = (fn: (v: Visit, c: Context) => Response | Promise<Response>) => (c: Context) => {
    if (!desk.office) return bootPage(c, desk);
    return fn(visitOf(c, desk, desk.office), c);
  };
  const show = (make: (v: Visit, c: Context) => Page) => withVisit((v, c) => c.html(shell(v, make(v, c)).text));

  app.get('/', show(startPage));
  app.get(
    '/book/:id/:sheet?',
    show((v, c) =>
      bookPage(v, {
        id: c.req.param('id') ?? '',
        ...(c.req.param('sheet') ? { sheetId: Number(c.req.param('sheet')) } : {}),
        page: Math.max(1, Number(c.req.query('page') ?? 1) || 1),
        machine: c.req.query('machine') === '1',
        versions: c.req.query('versions') === '1',
      }),
    ),
  );
  app.get(
    '/choices/:book/:sheet/:row/:col',
    withVisit((v, c) => {
      const n = (name: string): number => Number(c.req.param(name));
      const file = v.office.runtime.store.spreadsheet(c.req.param('book') ?? '');
      return c.json(choicesOf(file, v.office.runtime.store.sheet(file.id, n('sheet')), n('row'), n('col')));
    }),
  );
  app.get(
    '/mail/:id?',
    show((v, c) => mailPage(v, { all: false, held: c.req.query('held') === '1', ...idOf(c) })),
  );
  app.get(
    '/all-mail/:id?',
    show((v, c) => mailPage(v, { all: true, held: c.req.query('held') === '1', ...idOf(c) })),
  );
  app.get(
    '/mail-body/:id',
    withVisit((v, c) => {
      const mail = v.office.mails().find((m) => m.id === c.req.param('id'));
      if (!mail) return c.notFound();
      return c.html(mailDocument(mail.htmlBody, mail.body, v.lang), 200, { 'Content-Security-Policy': MAIL_SANDBOX });
    }),
  );

  app.get(
    '/form/:id',
    show((v, c) => {
      const form = formOf(v.office, c.req.param('id') ?? '');
      if (!form) return problem(v, v.t('noForm'));
      return formPage(v, form, { typed: typedFrom(new URL(c.req.url).searchParams), missing: new Set() });
    }),
  );
  app.post(
    '/form/:id',
    withVisit((v, c) => submitForm(v, c)),
  );

  app.get(
    '/page',
    show((v, c) => framedPage(v, new URL(c.req.url).searchParams.toString())),
  );
  app.get(
    '/page-content',
    withVisit((v, c) => pageContent(v, c)),
  );
  app.post(
    '/call',
    withVisit((v, c) => callPage(v, c)),
  );

  app.get('/hood/triggers', show(triggersPage));
  app.get('/hood/executions', show(executionsPage));
  app.get('/hood/quotas', show(quotasPage));
  app.get(
    '/hood/journal',
    show((v, c) => journalPage(v, c.req.query('book'))),
  );
  app.get(
    '/hood/clocks',
    show((v, c) => clocksPage(v, c.req.query('register'), c.req.query('id'))),
  );

  app.get(
    '/as/:who',
    withVisit((v, c) => become(v, c, c.req.param('who') ?? '', c.req.query('to'))),
  );
  app.post(
    '/who',
    withVisit(async (v, c) => {
      const { who, to } = await c.req.parseBody();
      return become(v, c, String(who), String(to ?? '/'));
    }),
  );
  app.post('/language', async (c) => {
    const { language, to } = await c.req.parseBody();
    if (isLang(language)) setCookie(c, 'lang', language, COOKIE);
    return c.redirect(safePath(String(to ?? '/')), 303);
  });
  app.post(
    '/clock',
    withVisit(async (v, c) => {
      const { by, to } = await c.req.parseBody();
      if (by === 'stop') desk.stop();
      else void desk.pass(untilOf(v.office, String(by)));
      return wantsJson(c) ? c.json({ ok: true }) : c.redirect(safePath(String(to ?? '/')), 303);
    }),
  );
  app.post(
    '/act',
    withVisit(async (v, c) => {
      const request = await c.req.json<ActRequest>();
      return answer(v, c, () => desk.act((office) => perform(office, v.me?.email ?? '', request)));
    }),
  );
  app.get('/live', (c) => live(c, desk));
  app.notFound((c) => {
    if (!desk.office) return bootPage(c, desk);
    const v = visitOf(c, desk, desk.office);
    return c.html(shell(v, problem(v, v.t('errorNotFound'))).text, 404);
  });
  app.onError((error, c) => {
    console.error(error);
    if (!desk.office || wantsJson(c)) return c.json({ ok: false, message: error.message }, 500);
    const v = visitOf(c, desk, desk.office);
    return c.html(shell(v, problem(v, v.t('errorTitle'), error.message)).text, 500);
  });
  return app;
}

const COOKIE = { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 30 * 86_400 } as const;

function idOf(c: Context): { id: string } | Record<string, never> {
  const id = c.req.param('id');
  return id ? { id } : {};
}

function wantsJson(c: Context): boolean {
  return (c.req.header('accept') ?? '').includes('application/json');
}

function problem(v: Visit, title: string, more = ''): Page {
  return {
    title,
    body: markup`<div class="card problem" role="alert"><h1>${title}</h1>${more ? markup`<p class="pre">${more}</p>` : ''}<p><a class="primary" href="/">${v.t('errorBack')}</a></p></div>`,
  };
}

function become(v: Visit, c: Context, who: string, to: string | undefined): Response {
  if (!v.people.some((p) => p.email === who))
    return c.html(shell(v, problem(v, v.t('errorTitle'), v.t('errorWho', { who }))).text, 404);
  setCookie(c, 'who', who, COOKIE);
  return c.redirect(safePath(to ?? '/'), 303);
}

/** Does something as a person and says in JSON how the office took it; a refusal is words, not a stack. */
function answer(
  v: Visit,
  c: Context,
  fn: () => { ms: number; runs: number; trouble: string | null; value?: unknown },
): Response {
  try {
    const { ms, runs, trouble, value } = fn();
    return c.json({ ok: true, ms, runs, trouble, value: value ?? null, now: v.times.long(v.office.runtime.now) });
  } catch (error) {
    return c.json(
      { ok: false, name: (error as Error).name, message: refusal(v.t, v.me?.name ?? '', error as Error) },
      200,
    );
  }
}

async function submitForm(v: Visit, c: Context): Promise<Response> {
  const form = formOf(v.office, c.req.param('id') ?? '');
  if (!form) return c.html(shell(v, problem(v, v.t('noForm'))).text, 404);
  const typed = typedFrom(new URLSearchParams(await c.req.text()));
  const missing = missingIn(form, typed);
  if (missing.size > 0) return c.html(shell(v, formPage(v, form, { typed, missing })).text, 422);
  try {
    v.desk.act((office) => office.runtime.person(v.me?.email ?? '').submit(form.id, answersOf(form, typed)));
  } catch (error) {
    return c.html(
      shell(v, formPage(v, form, { typed, missing, trouble: refusal(v.t, v.me?.name ?? '', error as Error) })).text,
      422,
    );
  }
  return c.html(shell(v, sentPage(v, form, registerPath(v, form.id))).text);
}

/** The register a form's answers go to, as a path of the desk. */
function registerPath(v: Visit, formId: string): string | null {
  try {
    const map = JSON.parse(v.office.property(`form:${formId}`) ?? 'null') as { register?: string } | null;
    const place = v.office.sheet(map?.register ?? '');
    return `/book/${place.spreadsheetId}/${place.live}`;
  } catch {
    return null; // Forms that belong to no register lead nowhere.
  }
}

function pageContent(v: Visit, c: Context): Response {
  const params = Object.fromEntries(new URL(c.req.url).searchParams);
  const headers = { 'Content-Security-Policy': SANDBOX };
  try {
    const page = v.desk.act((office) => office.runtime.person(v.me?.email ?? '').page(params)).value;
    return c.html(pageDocument(page.html, params, v.lang), 200, headers);
  } catch (error) {
    const words = markup`<h1>${v.t('pageFailed')}</h1><p>${(error as Error).message}</p>`;
    return c.html(pageDocument(words.text, params, v.lang), 200, headers);
  }
}

async function callPage(v: Visit, c: Context): Promise<Response> {
  const { fn, args } = await c.req.json<{ fn: string; args: string }>();
  return answer(v, c, () =>
    v.desk.act((office) => office.runtime.person(v.me?.email ?? '').call(fn, ...(JSON.parse(args) as unknown[]))),
  );
}

function live(c: Context, desk: Desk): Response {
  return streamSSE(c, async (stream) => {
    const queue: News[] = [];
    let wake: () => void = () => undefined;
    const stop = desk.listen((news) => {
      if (news.kind === 'progress' && queue.at(-1)?.kind === 'progress') queue.pop();
      queue.push(news);
      wake();
    });
    stream.onAbort(() => {
      stop();
      wake();
    });
    const lang = desk.office ? visitOf(c, desk, desk.office).lang : 'zh-TW';
    const say = (news: News): string =>
      JSON.stringify({ ...news, shown: timesIn(lang, desk.office?.runtime.zone ?? 'UTC').long(news.now) });
    await stream.writeSSE({ event: 'hello', data: '{}' });
    while (!stream.aborted) {
      const news = queue.shift();
      if (news) await stream.writeSSE({ event: 'news', data: say(news) });
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  });
}

function bootPage(c: Context, desk: Desk): Response {
  const t = sayIn('zh-TW');
  const en = sayIn('en');
  const failed = desk.problem !== null;
  const body: Markup = markup`<div class="boot" data-boot="${failed ? 'failed' : '1'}">${mark(64)}<h1>${t(failed ? 'bootFailed' : 'bootTitle')}</h1>
    ${failed ? markup`<pre class="trouble">${desk.problem}</pre><p>${t('bootHint')}</p>` : markup`<progress></progress><p>${t('bootText')}</p><p lang="en">${en('bootText')}</p>`}</div>
    <script src="/client.js" type="module"></script>`;
  return c.html(document('zh-TW', t('product'), body).text, failed ? 500 : 200);
}
