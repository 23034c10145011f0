/** Counting on a phone: the thing at hand with what may be said of it, and under it what is still to be found here (R175). */
import type { CountView } from '../office/count-view';
import type { Lang } from '../model/types';
import { html, type Html } from './html';

const T: Record<string, Record<Lang, string>> = {
  title: { 'zh-TW': '盤點', 'zh-CN': '盘点', en: 'Stocktake' },
  left: { 'zh-TW': '還沒盤的', 'zh-CN': '还没盘的', en: 'Still to be found' },
  scan: { 'zh-TW': '掃描或輸入編號', 'zh-CN': '扫描或输入编号', en: 'Scan or type a number' },
  done: { 'zh-TW': '都盤完了，謝謝。', 'zh-CN': '都盘完了，谢谢。', en: 'All counted. Thank you.' },
  unknown: { 'zh-TW': '這裡沒有這件要盤', 'zh-CN': '这里没有这件要盘', en: 'Not among what is to be counted here' },
};

export const countTitle = (v: CountView): string => `${T.title![v.lang]} ${v.place}`.trim();

export function countBody(v: CountView): Html {
  const [first] = v.left;
  const counted = v.of - v.left.length;
  const asks = (key: 'found_place' | 'comment'): string =>
    v.actions
      .filter((a) => a.asks.includes(key))
      .map((a) => a.label)
      .join('、');
  return html`<p class="office">${v.office} · ${v.called}</p>
    <h1>${countTitle(v)}</h1>
    <p class="tally"><b>${counted}</b> / <span>${v.of}</span></p>
    <progress max="${v.of}" value="${counted}" aria-label="${T.title![v.lang]}"></progress>
    <form class="card count" data-method="count" ${first ? '' : html`hidden`}>
      <input type="hidden" name="id" value="${first?.id ?? ''}" />
      <div class="thing">${first ? thing(first, false) : ''}</div>
      <label for="found_place">${v.labels.found_place}（${asks('found_place')}）</label>
      <select id="found_place" name="field.found_place">
        <option value="">—</option>
        ${v.places.map((p) => html`<option value="${p.key}">${p.label}</option>`)}
      </select>
      <label for="comment">${v.labels.comment}</label><input id="comment" name="field.comment" />
      <div class="row says">
        ${v.actions.map((a, i) => html`<button name="action" value="${a.key}" ${i === 0 ? '' : html`class="second"`}>${a.label}</button>`)}
      </div>
    </form>
    <p class="card finished" ${first ? html`hidden` : ''}>${T.done![v.lang]}</p>
    <p class="answer" role="status" aria-live="polite" hidden></p>
    <div class="card left" ${first ? '' : html`hidden`}>
      <h2>${T.left![v.lang]}</h2>
      <label for="scan">${T.scan![v.lang]}</label
      ><input id="scan" autocomplete="off" data-unknown="${T.unknown![v.lang]}" />
      ${v.left.map(
        (line) =>
          html`<button
            type="button"
            class="item other-thing"
            data-id="${line.id}"
            data-codes="${[line.asset, ...line.codes].join('\n')}"
          >
            ${thing(line, true)}
          </button>`,
      )}
    </div>`;
}

/** What it is; in the list its facts wait to be shown above. */
const thing = (line: CountView['left'][number], hidden: boolean): Html =>
  html`<span class="name"><b>${line.asset}</b> ${line.called}</span
    ><span class="facts" ${hidden ? html`hidden` : ''}
      >${line.facts.map((f) => html`<span>${f.label} ${f.value}</span>`)}</span
    >`;
