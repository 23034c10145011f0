/** The health page's body: one card a trouble, the gravest first, each with what to do; below, how the office stands. */
import type { HealthView } from '../office/health-view';
import { html, type Html } from './html';

export function healthBody(v: HealthView): Html {
  return html`<p class="office">${v.office}</p>
    <h1>${v.title}</h1>
    <p><span class="state ${v.well ? 'done' : 'todo'}">${v.summary}</span></p>
    ${v.items.map(
      (f) =>
        html`<div class="card">
          <h2>${f.broken ? '✗' : '✎'} ${f.what}</h2>
          <dl>
            <dt>${v.words.means}</dt>
            <dd>${f.means}</dd>
            <dt>${v.words.todo}</dt>
            <dd>${f.todo}</dd>
          </dl>
          ${
            f.heal
              ? html`<form class="act" data-method="repair">
                  <input type="hidden" name="key" value="${f.key}" /><button>${v.words.repair}</button>
                </form>`
              : ''
          }
        </div>`,
    )}
    <p class="answer" role="status" aria-live="polite" hidden></p>
    <div class="card">
      <h2>${v.words.facts}</h2>
      ${v.facts.map((f) => html`<p>${f}</p>`)}
    </div>`;
}
