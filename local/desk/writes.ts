// Requests that do something as the person chosen: become somebody, act in a sheet, send a form, ask the bundle's page.

import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { perform, type ActRequest } from './acts.ts';
import { answersOf, missingIn, typedFrom } from './answers.ts';
import { formOf } from './forms.ts';
import { safePath } from './guard.ts';
import { markup } from './html.ts';
import { refusal } from './refusal.ts';
import { shell } from './shell.ts';
import { formPage, sentPage } from './views/form.ts';
import { pageDocument, SANDBOX } from './views/page.ts';
import { problem } from './views/plain.ts';
import type { Visit } from './visit.ts';

/** Who you are and your language are kept in the browser alone. */
export const COOKIE = { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 30 * 86_400 } as const;

export function become(v: Visit, c: Context, who: string, to: string | undefined): Response {
  if (!v.people.some((p) => p.email === who))
    return c.html(shell(v, problem(v, v.t('errorTitle'), v.t('errorWho', { who }))).text, 404);
  setCookie(c, 'who', who, COOKIE);
  return c.redirect(safePath(to ?? '/'), 303);
}

export async function actOnSheet(v: Visit, c: Context): Promise<Response> {
  const request = await c.req.json<ActRequest>();
  return answer(v, c, () => v.desk.act((office) => perform(office, v.me?.email ?? '', request)));
}

/** Does something as a person and says in JSON how the office took it; a refusal is words, not a stack. */
export function answer(
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

export async function submitForm(v: Visit, c: Context): Promise<Response> {
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

/** A short question at the end of the form, put there by hand; the office finds it at its next look. */
export async function addQuestion(v: Visit, c: Context): Promise<Response> {
  const form = formOf(v.office, c.req.param('id') ?? '');
  if (!form) return c.html(shell(v, problem(v, v.t('noForm'))).text, 404);
  const { title } = await c.req.parseBody();
  const asked = String(title ?? '').trim();
  if (asked)
    v.desk.act((office) =>
      office.runtime.person(v.me?.email ?? '').addQuestion(form.id, { type: 'TEXT', title: asked, required: false }),
    );
  return c.redirect(`/form/${form.id}`, 303);
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

export function pageContent(v: Visit, c: Context): Response {
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

export async function callPage(v: Visit, c: Context): Promise<Response> {
  const { fn, args } = await c.req.json<{ fn: string; args: string }>();
  return answer(v, c, () =>
    v.desk.act((office) => office.runtime.person(v.me?.email ?? '').call(fn, ...(JSON.parse(args) as unknown[]))),
  );
}
