// The bundle's own web pages (doGet): a frame in the desk, and the document inside the sandbox with google.script.run.

import { escape, markup } from '../html.ts';
import { relink } from '../places.ts';
import type { Page } from '../shell.ts';
import type { Visit } from '../visit.ts';

export function framedPage(v: Visit, query: string): Page {
  return {
    title: v.t('pageTitle'),
    full: true,
    still: true,
    body: markup`<section class="framed"><p class="note-line">${v.t('pageNote', { name: v.me?.name ?? '' })}</p>
      <iframe class="page-frame" id="page-frame" title="${v.t('pageTitle')}" src="/page-content?${query}" sandbox="allow-scripts allow-forms allow-top-navigation-by-user-activation allow-popups"></iframe></section>`,
  };
}

/** Headers of what runs in the sandbox: its own scripts and styles, nothing from anywhere. */
export const SANDBOX = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "frame-ancestors 'self'",
  'sandbox allow-scripts allow-forms allow-top-navigation-by-user-activation allow-popups',
].join('; ');

export const MAIL_SANDBOX = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "frame-ancestors 'self'",
  'sandbox allow-same-origin allow-top-navigation-by-user-activation',
].join('; ');

/** Google's `google.script.run`, `.host` and `.url` for the page: calls travel by postMessage to the desk, which asks the server. */
const BRIDGE = `<script>
(function () {
  var waiting = {}, count = 0;
  function runner(ok, bad, user) {
    return new Proxy({}, { get: function (_, name) {
      if (name === 'withSuccessHandler') return function (f) { return runner(f, bad, user); };
      if (name === 'withFailureHandler') return function (f) { return runner(ok, f, user); };
      if (name === 'withUserObject') return function (o) { return runner(ok, bad, o); };
      return function () {
        var id = ++count;
        waiting[id] = { ok: ok, bad: bad, user: user };
        parent.postMessage({ chancery: 'call', id: id, fn: String(name), args: JSON.stringify([].slice.call(arguments)) }, '*');
      };
    } });
  }
  addEventListener('message', function (e) {
    if (e.source !== parent || !e.data || e.data.chancery !== 'answer') return;
    var w = waiting[e.data.id];
    delete waiting[e.data.id];
    if (!w) return;
    if (e.data.ok) { if (w.ok) w.ok(JSON.parse(e.data.value), w.user); }
    else if (w.bad) w.bad(Object.assign(new Error(e.data.message), { name: e.data.name || 'Error' }), w.user);
    else console.error(e.data.message);
  });
  function go(params) { parent.postMessage({ chancery: 'go', params: params || {} }, '*'); }
  window.google = { script: {
    run: runner(),
    host: { close: function () {}, setHeight: function () {}, setWidth: function () {}, editor: { focus: function () {} }, origin: '' },
    history: { push: function () {}, replace: function () {}, setChangeHandler: function () {} },
    url: { getLocation: function (f) { f({ hash: '', parameter: PARAMS, parameters: PARAMS }); } }
  } };
  window.chanceryGo = go;
})();
</script>`;

/**
 * The page as the sandbox loads it. As with Google a link leaves the frame only when the page says so (base or target _top),
 * and a link relative to the page leads nowhere. `params` are those of its address.
 */
export function pageDocument(text: string, params: Record<string, string>, lang: string): string {
  const bridge = BRIDGE.replace(/PARAMS/g, () => JSON.stringify(params).replace(/</g, '\\u003c'));
  const own = relink(text);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${bridge}`;
  if (/<head[^>]*>/i.test(own)) return own.replace(/<head[^>]*>/i, (tag) => `${tag}${head}`);
  if (/<html[^>]*>/i.test(own)) return own.replace(/<html[^>]*>/i, (tag) => `${tag}<head>${head}</head>`);
  return `<!doctype html><html lang="${lang}"><head>${head}</head><body>${own}</body></html>`;
}

/** A mail's body as its frame shows it. */
export function mailDocument(htmlBody: string, body: string, lang: string, title: string): string {
  const style =
    '<style>body{font:15px/1.6 system-ui,"Noto Sans CJK TC","Noto Sans TC",sans-serif;margin:4px;color:#1f1f1f;overflow-wrap:anywhere}pre{white-space:pre-wrap;font:inherit}a[data-href]{color:inherit}</style>';
  const inner = htmlBody ? relink(htmlBody) : relinkPlain(body);
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${escape(title)}</title><base target="_top">${style}</head><body>${inner}</body></html>`;
}

function relinkPlain(body: string): string {
  const escaped = body.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);
  return `<pre>${relink(escaped.replace(/https:\/\/[^\s<]+/g, (url) => `<a href="${url.replace(/"/g, '&quot;')}">${url}</a>`))}</pre>`;
}
