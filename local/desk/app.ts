// The desk's HTTP routes: pages are read from the store, acts go to the runtime as the person chosen, news leave by SSE.

import { Hono, type Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { actOnCalendar } from './agenda/acts.ts';
import { calendarsOf, standingIn } from './agenda/whose.ts';
import { untilOf } from './calendar.ts';
import type { Desk } from './desk.ts';
import { canPrint, paperHtml, paperPdf } from '../paper.ts';
import { formOf } from './forms.ts';
import { guard, safePath } from './guard.ts';
import { newsStream } from './news-stream.ts';
import { mark, shell, type Page } from './shell.ts';
import { gridAnswer } from './sheet/grid-data.ts';
import { choicesOf } from './sheet/paint.ts';
import { styleSheet } from './style.ts';
import { typedFrom } from './answers.ts';
import { sendGridFile } from './grid-files.ts';
import { bookPage } from './views/book.ts';
import { eventsFile } from './files/event-ics.ts';
import { mailFile } from './files/mail-eml.ts';
import { paperFile } from './files/paper-docx.ts';
import { workbookFile } from './files/workbook-xlsx.ts';
import { documentsPage } from './views/documents.ts';
import { calendarPage } from './views/calendar.ts';
import { clocksPage } from './views/clocks.ts';
import { formPage } from './views/form.ts';
import { executionsPage, journalPage, quotasPage, triggersPage } from './views/hood.ts';
import { mailPage } from './views/mail.ts';
import { panelCard } from './views/panel.ts';
import { framedPage, mailDocument, MAIL_SANDBOX } from './views/page.ts';
import { bootPage, problem } from './views/plain.ts';
import { startPage } from './views/start.ts';
import { visitOf, type Visit } from './visit.ts';
import { isLang } from './words.ts';
import { actOnSheet, addQuestion, become, callPage, COOKIE, pageContent, submitForm } from './writes.ts';

export interface Assets {
  /** The client script, compiled. */
  script: string;
}

/** The grid writes its theme into a style element; scripts stay the desk's own files. */
const GRID_POLICY = (policy: string): string => policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

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

/** Paper runs nothing and loads nothing. */
const PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function createApp(desk: Desk, assets: Assets): Hono {
  const app = new Hono();
  app.use(guard());
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('Content-Security-Policy')) c.res.headers.set('Content-Security-Policy', CSP);
    c.res.headers.set('X-Content-Type-Options', 'nosniff');
    // Without a referrer browsers send "Origin: null" with forms, and the guard could not tell them from foreign ones.
    c.res.headers.set('Referrer-Policy', 'same-origin');
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  });

  app.get('/style.css', (c) =>
    c.body(styleSheet(), 200, {
      'Content-Type': 'text/css; charset=utf-8',
    }),
  );
  app.get('/client.js', (c) => c.body(assets.script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.get('/grid-files/:name', (c) => sendGridFile(c, c.req.param('name')));
  // Beside what is no page of ours, a picture alone, browsers ask for the icon by its old name.
  app.on('GET', ['/icon.svg', '/favicon.ico'], (c) =>
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
    show((v, c) => {
      if (v.grid) c.header('Content-Security-Policy', GRID_POLICY(CSP));
      return bookPage(v, {
        id: c.req.param('id') ?? '',
        ...(c.req.param('sheet') ? { sheetId: Number(c.req.param('sheet')) } : {}),
        page: Math.max(1, Number(c.req.query('page') ?? 1) || 1),
        machine: c.req.query('machine') === '1',
        versions: c.req.query('versions') === '1',
        panel: c.req.query('panel') === '1',
      });
    }),
  );
  app.get(
    '/grid/:book/:sheet',
    withVisit((v, c) => {
      const file = v.office.runtime.store.spreadsheet(c.req.param('book') ?? '');
      const sheet = v.office.runtime.store.sheet(file.id, Number(c.req.param('sheet')));
      return c.json(gridAnswer(file, sheet, v.office.runtime.now, v.me?.email ?? '', c.req.query('after')));
    }),
  );
  app.get(
    '/panel/:book/:sheet',
    withVisit(async (v, c) => {
      const [spreadsheetId, sheetId] = [c.req.param('book') ?? '', Number(c.req.param('sheet'))];
      const row = Math.max(1, Number(c.req.query('row')) || 1);
      return c.html((await panelCard(v, { spreadsheetId, sheetId, row }, c.req.query('pressed') === '1')).text);
    }),
  );
  app.get('/view/:how', (c) => {
    setCookie(c, 'grid', c.req.param('how') === 'table' ? 'table' : 'canvas', { ...COOKIE, httpOnly: false });
    return c.redirect(safePath(c.req.query('to') ?? '/'), 303);
  });
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
      return c.html(mailDocument(mail.htmlBody, mail.body, v.lang, mail.subject), 200, {
        'Content-Security-Policy': MAIL_SANDBOX,
      });
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

  app.post(
    '/form/:id/question',
    withVisit((v, c) => addQuestion(v, c)),
  );

  app.get(
    '/page',
    show((v, c) => framedPage(v, new URL(c.req.url).searchParams.toString())),
  );
  app.get('/page-content', withVisit(pageContent));
  app.post('/call', withVisit(callPage));

  app.get(
    '/docs/:id?',
    show((v, c) => documentsPage(v, c.req.param('id'))),
  );
  app.get(
    '/calendar',
    show((v, c) => calendarPage(v, c.req.query())),
  );
  app.post('/calendar', withVisit(actOnCalendar));
  // One event with `?event`, else all that stand in that calendar.
  app.get(
    '/calendar-file',
    withVisit((v, c) => {
      const whose = calendarsOf(v).find((one) => one.email === (c.req.query('of') ?? v.me?.email));
      const id = c.req.query('event');
      const events = whose ? standingIn(v, whose.email).filter((event) => id === undefined || event.id === id) : [];
      if (!whose || (id !== undefined && events.length === 0)) return c.notFound();
      const name = id === undefined ? whose.name : events[0]!.summary || id;
      return download(c, eventsFile(events, v.nameOf), 'text/calendar; charset=utf-8', `${name}.ics`);
    }),
  );
  app.get(
    '/book-file/:id',
    withVisit(async (v, c) => {
      const file = v.office.runtime.store.spreadsheets[c.req.param('id') ?? ''];
      return file ? download(c, await workbookFile(file), XLSX, `${file.name}.xlsx`) : c.notFound();
    }),
  );
  app.get(
    '/mail-file/:id',
    withVisit(async (v, c) => {
      const mail = v.office.mails().find((m) => m.id === c.req.param('id'));
      if (!mail) return c.notFound();
      return download(c, await mailFile(mail), 'message/rfc822', `${mail.subject}.eml`);
    }),
  );
  // A document stands alone as the sheet of paper it is; `?pdf` prints it.
  app.get(
    '/doc/:id',
    withVisit(async (v, c) => {
      const file = v.office.runtime.store.state.drive?.[c.req.param('id') ?? ''];
      if (file?.picture) return c.body(Buffer.from(file.picture, 'base64'), 200, { 'Content-Type': file.mimeType });
      if (!file?.content) return c.notFound();
      if (c.req.query('docx') !== undefined)
        return download(c, await paperFile(file.content, file.name), DOCX, file.name.replace(/(\.pdf)?$/, '.docx'));
      if (c.req.query('pdf') === undefined || !canPrint())
        return c.html(paperHtml(file.content, file.name, v.lang), 200, {
          'Content-Security-Policy': `${PAPER_POLICY}; frame-ancestors ${c.req.query('framed') === undefined ? "'none'" : "'self'"}`,
        });
      const pdf = await paperPdf(file.content, file.name, v.lang);
      const name = encodeURIComponent(file.name.replace(/(\.pdf)?$/, '.pdf'));
      return c.body(new Uint8Array(pdf), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename*=UTF-8''${name}`,
      });
    }),
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
    '/office',
    withVisit(async (v, c) => {
      const { which } = await c.req.parseBody();
      desk.move(which === 'lived' ? 'lived' : 'fresh');
      return c.redirect('/', 303);
    }),
  );
  app.post('/act', withVisit(actOnSheet));
  app.get('/live', (c) => newsStream(c, desk));
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

/** A file to keep, under its name whatever letters that has. */
function download(c: Context, bytes: Buffer, type: string, name: string): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name.replace(/[/\\]/g, ' '))}`,
  });
}

function idOf(c: Context): { id: string } | Record<string, never> {
  const id = c.req.param('id');
  return id ? { id } : {};
}

function wantsJson(c: Context): boolean {
  return (c.req.header('accept') ?? '').includes('application/json');
}
