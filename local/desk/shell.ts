// The frame around every page: navigation at the left; above, who you are and the office's clock.

import { markup, type Markup, type Part } from './html.ts';
import { icon, type IconName } from './icons.ts';
import { unanswered } from './agenda/whose.ts';
import { mayOpen, word } from './people.ts';
import type { Visit } from './visit.ts';
import { LANGS, type WordKey } from './words.ts';

export interface Page {
  title: string;
  body: Part;
  /** Typing here must not be disturbed by live changes. */
  still?: boolean;
  /** The body fills the window and scrolls by itself. */
  full?: boolean;
}

export function document(lang: string, title: string, body: Part, head: Part = ''): Markup {
  return markup`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${head}
</head>
<body>
${body}
</body>
</html>`;
}

export function shell(v: Visit, page: Page): Markup {
  const { t } = v;
  const body = markup`<a class="skip" href="#main">${t('skip')}</a>
<header class="top">
  <button class="menu-button" id="menu-button" aria-label="${t('menu')}" aria-expanded="false" aria-controls="nav">${icon('menu')}</button>
  <a class="brand" href="/">${mark()}<span><b>${t('product')}</b><small>${t('desk')}</small></span></a>
  ${whoForm(v)}
  ${clockBar(v)}
  ${langForm(v)}
</header>
<div class="frame">
  <nav class="nav" id="nav" aria-label="${t('menu')}">${nav(v)}</nav>
  <main id="main" class="${page.full ? 'main full' : 'main'}" ${page.still ? markup`data-still="1"` : ''} tabindex="-1">${page.body}</main>
</div>
<div id="toast" class="toast" role="status" aria-live="polite"></div>
<script src="/client.js" type="module"></script>`;
  return document(
    v.lang,
    `${page.title} · ${t('product')}`,
    body,
    markup`<meta name="desk-words" content="${clientWords(v)}">`,
  );
}

/** Words the client needs when it speaks by itself. */
function clientWords(v: Visit): string {
  const keys: WordKey[] = [
    'answered',
    'quiet',
    'passing',
    'passed',
    'errorOffline',
    'rowMenu',
    'colMenu',
    'insertAbove',
    'insertBelow',
    'copyRow',
    'deleteRow',
    'deleteRowAsk',
    'renameHeader',
    'moveLeft',
    'moveRight',
    'insertLeft',
    'insertRight',
    'deleteColumn',
    'sortAz',
    'sortZa',
    'emptyChoice',
    'choose',
    'missing',
    'cellOf',
    'page',
    'whyDue',
    'cellLink',
    'readonlyHere',
    'gridFailed',
  ];
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, v.t(key)])));
}

export function mark(size = 34): Markup {
  return markup`<svg class="mark" width="${size}" height="${size}" viewBox="0 0 40 40" aria-hidden="true"><rect x="3" y="3" width="34" height="34" rx="8" fill="#b3402a"/><path d="M12 11h16M12 29h16M14 11v18M26 11v18M20 11v18M12 17.5h16M12 23.5h16" stroke="#fff" stroke-width="2.1" stroke-linecap="round"/></svg>`;
}

function whoForm(v: Visit): Markup {
  return markup`<form class="who" method="post" action="/who">
    <input type="hidden" name="to" value="${v.path}">
    <label for="who">${icon('person', 18)}<span>${v.t('who')}</span></label>
    <select id="who" name="who" aria-label="${v.t('who')}" data-submit="1">
      ${v.people.map((p) => markup`<option value="${p.email}" ${p.email === v.me?.email ? markup`selected` : ''}>${v.lang === 'en' ? `${p.name}, ${p.does}` : `${p.name}（${p.does}）`}</option>`)}
      ${v.people.length ? '' : markup`<option value="">${v.t('nobody')}</option>`}
    </select>
    <noscript><button>OK</button></noscript>
  </form>`;
}

function clockBar(v: Visit): Markup {
  const { t } = v;
  const steps: [string, WordKey][] = [
    ['10m', 'forward10m'],
    ['1h', 'forward1h'],
    ['1d', 'forward1d'],
    ['1w', 'forward1w'],
    ['1mo', 'forward1mo'],
    ['morning', 'forwardMorning'],
  ];
  return markup`<form class="clock" id="clock" method="post" action="/clock" title="${t('clockNote')}">
    <input type="hidden" name="to" value="${v.path}">
    <span class="now">${icon('clock', 18)}<time id="now" aria-label="${t('clock')}">${v.times.long(v.office.runtime.now)}</time></span>
    <span class="steps">${steps.map(([by, key]) => markup`<button name="by" value="${by}">${t(key)}</button>`)}</span>
    <span class="passing" id="passing" hidden><progress id="progress" max="1" value="0"></progress><span id="passing-text"></span><button name="by" value="stop">${t('forwardStop')}</button></span>
  </form>`;
}

function langForm(v: Visit): Markup {
  return markup`<form class="lang" method="post" action="/language">
    <input type="hidden" name="to" value="${v.path}">
    <label class="hidden" for="language">${v.t('language')}</label>
    <select id="language" name="language" data-submit="1">${LANGS.map(({ key, name }) => markup`<option value="${key}" lang="${key}" ${key === v.lang ? markup`selected` : ''}>${name}</option>`)}</select>
    <noscript><button>OK</button></noscript>
  </form>`;
}

function item(v: Visit, href: string, name: Part, glyph: IconName, extra: Part = ''): Markup {
  const here = v.path === href || (href !== '/' && v.path.split('?')[0]!.startsWith(href));
  return markup`<a class="nav-item" href="${href}" ${here ? markup`aria-current="page"` : ''}>${icon(glyph)}<span>${name}</span>${extra}</a>`;
}

function nav(v: Visit): Markup {
  const { t, office } = v;
  const mine = office.mails({ to: v.me?.email ?? '' }).length;
  const forms = Object.values(office.runtime.store.forms);
  const waiting = unanswered(v);
  return markup`${item(v, '/', t('start'), 'start')}
  <h2>${t('workbooks')}</h2>
  ${Object.entries(office.books).map(([key, id]) => {
    const file = office.runtime.store.spreadsheets[id];
    const name = file?.name ?? word(office.model.workbooks[key]?.name, v.lang, key);
    const open = mayOpen(office, v.me, key);
    return item(
      v,
      `/book/${id}`,
      name,
      'sheet',
      open ? '' : markup`<span class="tag" title="${v.me?.name ?? ''}">${icon('lock', 14)}</span>`,
    );
  })}
  <h2>${t('forms')}</h2>
  ${forms.map((form) => item(v, `/form/${form.id}`, form.title || form.name, 'form'))}
  <h2>${t('documents')}</h2>
  ${item(v, '/docs', t('docAll'), 'document')}
  <h2>${t('calendar')}</h2>
  ${item(v, '/calendar', t('calMine', { name: v.me?.name ?? '' }), 'calendar', waiting ? markup`<span class="count" title="${t('calWaiting', { n: waiting })}">${waiting}</span>` : '')}
  <h2>${t('pages')}</h2>
  ${item(v, '/page?p=desk', t('pagesDesk'), 'person')}
  ${item(v, '/page?p=approvals', t('pagesApprovals'), 'check')}
  ${item(v, '/page?p=health', t('pagesHealth'), 'hood')}
  <h2>${t('mailbox')}</h2>
  ${item(v, '/mail', v.t('mailMine', { name: v.me?.name ?? '' }), 'mail', mine ? markup`<span class="count">${mine}</span>` : '')}
  ${item(v, '/all-mail', t('mailAll'), 'mail')}
  <h2>${t('hood')}</h2>
  ${item(v, '/hood/triggers', t('triggers'), 'clock')}
  ${item(v, '/hood/executions', t('executions'), 'hood')}
  ${item(v, '/hood/journal', t('journal'), 'history')}
  ${item(v, '/hood/clocks', t('clocks'), 'clock')}
  ${item(v, '/hood/quotas', t('quotas'), 'hood')}`;
}
