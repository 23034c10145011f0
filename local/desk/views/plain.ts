// Pages that say one thing: something went wrong, or the office is still opening.

import type { Context } from 'hono';
import type { Desk } from '../desk.ts';
import { markup, type Markup } from '../html.ts';
import { document, mark, type Page } from '../shell.ts';
import type { Visit } from '../visit.ts';
import { sayIn } from '../words.ts';

export function problem(v: Visit, title: string, more = ''): Page {
  return {
    title,
    body: markup`<div class="card problem" role="alert"><h1>${title}</h1>${more ? markup`<p class="pre">${more}</p>` : ''}<p><a class="primary" href="/">${v.t('errorBack')}</a></p></div>`,
  };
}

/** What every page is before the office is open; nobody's language is known then. */
export function bootPage(c: Context, desk: Desk): Response {
  const t = sayIn('zh-TW');
  const en = sayIn('en');
  const failed = desk.problem !== null;
  const body: Markup = markup`<div class="boot" data-boot="${failed ? 'failed' : '1'}">${mark(64)}<h1>${t(failed ? 'bootFailed' : 'bootTitle')}</h1>
    ${failed ? markup`<pre class="trouble">${desk.problem}</pre><p>${t('bootHint')}</p>` : markup`<progress></progress><p>${t('bootText')}</p><p lang="en">${en('bootText')}</p>`}</div>
    <script src="/client.js" type="module"></script>`;
  return c.html(document('zh-TW', t('product'), body).text, failed ? 500 : 200);
}
