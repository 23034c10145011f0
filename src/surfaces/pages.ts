/** The office's pages: complete on the first GET, changing nothing; a click asks `api` (design: Who runs as whom; S5). */
import type { ListView, RecordView, RefusalView, View } from '../office/views';
import { countBody, countTitle } from './count-page';
import { healthBody } from './health-page';
import { labelsBody, labelsTitle } from './labels-page';
import { itemLine, portalBody, portalTitle } from './portal-page';
import { traceBody, traceTitle } from './trace-page';
import { workBody, workTitle } from './work-page';
import type { Lang } from '../model/types';
import { escape, html, type Html, safeUrl } from './html';
import { t } from './words';

/** Fills the page shell. The shell's marks are replaced by function, so that a `$` in a text stays a `$`. */
export function pageOf(shell: string, view: View): { title: string; html: string } {
  const [title, body] = parts(view);
  const filled = shell
    .replace('{{lang}}', () => escape(view.lang))
    .replace('{{title}}', () => escape(title))
    .replace('<body>', () => `<body data-failed="${escape(t('failed', view.lang))}">`)
    .replace('{{body}}', () => body.text);
  return { title, html: filled };
}

function parts(view: View): [string, Html] {
  switch (view.kind) {
    case 'record':
      return [`${view.id} ${view.called}`, recordBody(view)];
    case 'list':
      return [t(view.decides ? 'open' : 'mine', view.lang), listBody(view)];
    case 'portal':
      return [portalTitle(view), html`${portalBody(view)}${me(view)}`];
    case 'health':
      return [view.title, html`${healthBody(view)}${me(view)}`];
    case 'trace':
      return [traceTitle(view), html`${traceBody(view)}${me(view)}`];
    case 'work':
      return [workTitle(view), html`${workBody(view)}${me(view)}`];
    case 'count':
      return [countTitle(view), html`${countBody(view)}${me(view)}`];
    case 'labels':
      return [labelsTitle(view), labelsBody(view)];
    case 'refusal':
      return [view.office, refusalBody(view)];
  }
}

const me = (view: { me: string; lang: Lang }): Html => html`<p class="me">${t('me', view.lang)} ${view.me}</p>`;

function recordBody(v: RecordView): Html {
  const hidden = html`<input type="hidden" name="register" value="${v.registerKey}" /><input
      type="hidden"
      name="id"
      value="${v.id}"
    />`;
  const one = (a: RecordView['actions'][number]): Html =>
    html`<form class="act" data-method="act">
      ${hidden}<input
        type="hidden"
        name="action"
        value="${a.key}"
      />${a.asks.map((f) => field(a.key, f))}${a.reason ? html`<label for="${a.key}-reason">${t('reason', v.lang)}</label><input id="${a.key}-reason" name="reason" />` : ''}<button
        class="second"
      >
        ${a.label}
      </button>
    </form>`;
  return html`<p class="office">${v.office} · ${v.register}</p>
    ${v.turn ? html`<p class="turn"><b>${t('open', v.lang)} 1 / ${v.turn.of}</b>${v.turn.of > 1 && safeUrl(v.turn.all) ? html` <a href="${safeUrl(v.turn.all)}">${t('all', v.lang)}</a>` : ''}</p>` : ''}
    <div class="card">
      <h1>${v.id} ${v.called}</h1>
      <p>
        <span class="state ${v.stateKind}">${v.state}</span>
        ${v.due ? html`<span>${t('due', v.lang)} ${v.due}</span>` : ''}
      </p>
      ${v.check.map((c) => html`<p class="check">${c}</p>`)}
    </div>
    ${
      v.approval
        ? html`<div class="card">
            <h2>${t('asked', v.lang)} ${v.approval.by} · ${v.approval.step}</h2>
            ${v.approval.instead ? html`<p class="check">${v.approval.instead}</p>` : ''}
            <dl>
              ${v.approval.facts.map(
                (f) =>
                  html`<dt>${f.label}</dt>
                    <dd>${linked(f.value)}</dd>`,
              )}
            </dl>
            ${
              v.approval.waits.length > 0
                ? html`<h2>${t('waits', v.lang)}</h2>
                    <p>${v.approval.waits.map((w) => `${w.label}${w.who ? ` ${w.who}` : ''}`).join(' → ')}</p>`
                : ''
            }
            ${
              v.approval.mine
                ? html`<form class="act verdict" data-method="decide">
                      ${hidden}<input
                        type="hidden"
                        name="seal"
                        value="${v.approval.seal}"
                      />${v.approval.asks.map((f) => field('decide', f))}<label for="comment"
                        >${t('comment', v.lang)}</label
                      ><textarea id="comment" name="comment"></textarea>
                      <div class="row">
                        <button name="verdict" value="approve">${t('approve', v.lang)}</button
                        ><button class="second" name="verdict" value="return">${t('return', v.lang)}</button
                        ><button class="no" name="verdict" value="reject">${t('reject', v.lang)}</button>
                      </div>
                    </form>
                    <details>
                      <summary>${t('other', v.lang)}</summary>
                      <form class="act" data-method="decide">
                        ${hidden}<input type="hidden" name="seal" value="${v.approval.seal}" /><label for="to"
                          >${t('who', v.lang)}</label
                        ><input id="to" name="to" /><label for="to-word">${t('word', v.lang)}</label
                        ><input id="to-word" name="comment" />
                        <div class="row">
                          <button class="second" name="verdict" value="delegate">${t('delegate', v.lang)}</button
                          ><button class="second" name="verdict" value="add_before">${t('before', v.lang)}</button
                          ><button class="second" name="verdict" value="add_after">${t('after', v.lang)}</button>
                        </div>
                      </form>
                    </details>`
                : ''
            }
          </div>`
        : ''
    }
    ${
      v.decided.length > 0
        ? html`<div class="card">
            <h2>${t('decided', v.lang)}</h2>
            <ol class="time">
              ${v.decided.map((d) => html`<li><time>${d.at}</time>${d.who}：${d.what}</li>`)}
            </ol>
          </div>`
        : ''
    }
    ${
      v.order
        ? html`<div class="card">
            <h2>${t(v.order.waits ? 'order' : 'sent', v.lang)}</h2>
            <p><b>${v.order.to}</b><br />${v.order.subject}</p>
            ${v.order.lines.map((l) => html`<p>${l}</p>`)}${v.order.waits ? html`<form class="act" data-method="order">${hidden}<button>${t('send', v.lang)}</button></form>` : ''}
          </div>`
        : ''
    }
    ${
      v.actions.length > 0
        ? html`<div class="card">
            <h2>${t('actions', v.lang)}</h2>
            ${v.actions.filter((a) => !a.apart).map(one)}
            ${
              v.actions.some((a) => a.apart)
                ? html`<details>
                    <summary>${t('apart', v.lang)}</summary>
                    ${v.actions.filter((a) => a.apart).map(one)}
                  </details>`
                : ''
            }
          </div>`
        : ''
    }
    ${
      v.lines.length > 0
        ? html`<div class="card">
            <h2>${t('lines', v.lang)}（${v.lines.length}）</h2>
            ${v.lines.map((l) => html`<a class="item" href="${safeUrl(l.url)}"><b>${l.called}</b> <span class="state ${l.stateKind}">${l.state}</span><br />${l.id}</a>`)}
          </div>`
        : ''
    }
    ${
      v.photo
        ? html`<form class="card act photo" data-method="photo" data-wrong="${t('notPhoto', v.lang)}">
            ${hidden}<label class="upload" for="photo"
              >${t('photo', v.lang)}<input id="photo" type="file" accept="image/*" /><span></span></label
            ><button class="second">${t('addPhoto', v.lang)}</button>
          </form>`
        : ''
    }
    <div class="card">
      <h2>${t('facts', v.lang)}</h2>
      <dl>
        ${v.fields.map(
          (f) =>
            html`<dt>${f.label}</dt>
              <dd>${linked(f.value)}</dd>`,
        )}
      </dl>
      ${v.files.map((f) => (safeUrl(f.url) ? html`<p><a href="${safeUrl(f.url)}">${f.label}</a></p>` : ''))}
      ${safeUrl(v.count) ? html`<p><a class="big" href="${safeUrl(v.count)}">${t('count', v.lang)}</a></p>` : ''}
      ${safeUrl(v.report) ? html`<p><a class="big" href="${safeUrl(v.report)}">${t(v.registerKey === 'assets' ? 'report' : 'tell', v.lang)}</a></p>` : ''}
    </div>
    ${
      v.why.length > 0
        ? html`<div class="card">
            ${v.why.map(
              (w) =>
                html`<details>
                  <summary>${t('why', v.lang)}：${w.label} ${w.due} ${w.state}</summary>
                  ${w.lines.map((l) => html`<p>${l}</p>`)}
                </details>`,
            )}
          </div>`
        : ''
    }
    <div class="card">
      <h2>${t('timeline', v.lang)}</h2>
      <ol class="time">
        ${v.timeline.map((e) => html`<li><time>${e.at}</time>${e.what}</li>`)}
      </ol>
      ${safeUrl(v.trace) ? html`<p><a href="${safeUrl(v.trace)}">${t('thread', v.lang)}</a></p>` : ''}
    </div>
    <p class="answer" role="status" aria-live="polite" hidden></p>
    ${me(v)}`;
}

/** Addresses of files in a value can be opened; wherever else a text would lead, it stays a text (S3). */
const linked = (value: string): Html[] =>
  value
    .split(/(https:\/\/(?:docs|drive)\.google\.com\/\S+)/)
    .map((part, i) => (i % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`));

function field(action: string, f: RecordView['actions'][number]['asks'][number]): Html {
  const id = `${action}-${f.key}`;
  if (f.options.length > 0)
    return html`<label for="${id}">${f.label}</label
      ><select id="${id}" name="field.${f.key}">
        <option value="">—</option>
        ${f.options.map((o) => html`<option value="${o.key}">${o.label}</option>`)}
      </select>`;
  if (f.type === 'long text')
    return html`<label for="${id}">${f.label}</label><textarea id="${id}" name="field.${f.key}">${f.value}</textarea>`;
  return html`<label for="${id}">${f.label}</label
    ><input
      id="${id}"
      name="field.${f.key}"
      value="${f.value}"
      ${f.type === 'money' || f.type === 'number' ? html`inputmode="decimal"` : ''}
    />`;
}

function listBody(v: ListView): Html {
  return html`<p class="office">
      ${safeUrl(v.home ?? '') ? html`<a href="${safeUrl(v.home ?? '')}">${t('desk', v.lang)}</a> · ` : ''}${v.office}
    </p>
    <h1>${t(v.decides ? 'open' : 'mine', v.lang)}</h1>
    ${!v.decides && safeUrl(v.approvals ?? '') ? html`<p><a href="${safeUrl(v.approvals ?? '')}">${t('open', v.lang)}</a></p>` : ''}
    <div class="card">
      ${v.items.length === 0 ? html`<p>${t('none', v.lang)}</p>` : v.items.map((i) => itemLine(i, v.lang))}
    </div>
    ${v.decides ? '' : awayCard(v)}
    <p class="answer" role="status" aria-live="polite" hidden></p>
    ${me(v)}`;
}

/** 「我不在」: from, to, deputy; or who stands in now, and "I am back". */
function awayCard(v: ListView): Html {
  if (v.away)
    return html`<div class="card">
      <h2>${t('awayOn', v.lang)}</h2>
      <p>${v.away}</p>
      <form class="act" data-method="away">
        <input type="hidden" name="back" value="yes" /><button class="second">${t('back', v.lang)}</button>
      </form>
    </div>`;
  return html`<details class="card">
    <summary>${t('away', v.lang)}</summary>
    <form class="act" data-method="away">
      <label for="away-from">${t('from', v.lang)}</label><input id="away-from" name="from" type="date" />
      <label for="away-to">${t('to', v.lang)}</label><input id="away-to" name="to" type="date" />
      <label for="away-deputy">${t('deputy', v.lang)}</label><input id="away-deputy" name="deputy" />
      <button class="second">${t('note', v.lang)}</button>
    </form>
  </details>`;
}

function refusalBody(v: RefusalView): Html {
  return html`<p class="office">${v.office}</p>
    <div class="card"><h1>${v.words}</h1></div>
    ${me(v)}`;
}
