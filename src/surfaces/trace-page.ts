/** The thread's body: the records it leads through, then what happened, oldest first, with who and which document. */
import type { TraceView } from '../office/trace-view';
import type { Lang } from '../model/types';
import { html, safeUrl, type Html } from './html';

const T: Record<string, Record<Lang, string>> = {
  title: { 'zh-TW': '來龍去脈', 'zh-CN': '来龙去脉', en: 'The whole thread' },
  records: { 'zh-TW': '經過的單據', 'zh-CN': '经过的单据', en: 'Records it leads through' },
  events: { 'zh-TW': '經過', 'zh-CN': '经过', en: 'What happened' },
};

export const traceTitle = (v: TraceView): string => `${T.title![v.lang]} · ${v.title}`;

export function traceBody(v: TraceView): Html {
  return html`<p class="office">${v.office} · ${T.title![v.lang]}</p>
    <h1>${v.title}</h1>
    <div class="card">
      <h2>${T.records![v.lang]}</h2>
      ${v.records.map((r) => {
        const text = html`${r.start ? html`<b>${r.id} ${r.called}</b>` : `${r.id} ${r.called}`}`;
        return html`<p>
          ${safeUrl(r.url) ? html`<a href="${safeUrl(r.url)}">${text}</a>` : text} · ${r.register}
          <span class="state">${r.state}</span>
        </p>`;
      })}
    </div>
    <div class="card">
      <h2>${T.events![v.lang]}</h2>
      <ol class="time">
        ${v.events.map(
          (e) =>
            html`<li>
              <time>${e.at}</time>${e.register} ${e.id} ·
              ${safeUrl(e.url) ? html`<a href="${safeUrl(e.url)}">${e.what}</a>` : e.what} ${e.who ? ` · ${e.who}` : ''}
              ${e.why ? html`<br />${e.why}` : ''}
            </li>`,
        )}
      </ol>
    </div>`;
}
