/** 「我的待辦」: each item with what to say of it, and one button for all that was chosen. Phone first. */
import type { WorkView } from '../office/work-page';
import type { Lang } from '../model/types';
import { html, type Html, safeUrl } from './html';
import { t } from './words';

type Words = Record<Lang, string>;
const W: Record<'title' | 'none' | 'how' | 'send' | 'taken' | 'word' | 'needed' | 'skip', Words> = {
  title: { 'zh-TW': '我的待辦', 'zh-CN': '我的待办', en: 'My tasks' },
  none: { 'zh-TW': '目前沒有待辦。', 'zh-CN': '目前没有待办。', en: 'Nothing to do right now.' },
  how: {
    'zh-TW': '每一件選一個，寫一句話，再按下面的「送出」；可以先送幾件，其餘的之後再送。',
    'zh-CN': '每一件选一个，写一句话，再按下面的“提交”；可以先提交几件，其余的之后再提交。',
    en: 'Choose for each, add a word, then press Send below. Send some now and the rest later if you like.',
  },
  send: { 'zh-TW': '送出', 'zh-CN': '提交', en: 'Send' },
  taken: { 'zh-TW': '✓ 收到了', 'zh-CN': '✓ 收到了', en: '✓ Noted' },
  word: { 'zh-TW': '一句話', 'zh-CN': '一句话', en: 'A word' },
  needed: { 'zh-TW': '必填', 'zh-CN': '必填', en: 'needed' },
  skip: { 'zh-TW': '先不說', 'zh-CN': '先不说', en: 'Not now' },
};

const counted = (v: WorkView): string =>
  [
    { 'zh-TW': `${v.items.length} 件`, 'zh-CN': `${v.items.length} 件`, en: `${v.items.length} open` }[v.lang],
    v.late > 0 ? { 'zh-TW': `${v.late} 件過期`, 'zh-CN': `${v.late} 件已过期`, en: `${v.late} overdue` }[v.lang] : '',
    v.stale > 0
      ? {
          'zh-TW': `${v.stale} 件太久沒更新`,
          'zh-CN': `${v.stale} 件太久没更新`,
          en: `${v.stale} without an update`,
        }[v.lang]
      : '',
  ]
    .filter(Boolean)
    .join(' · ');

export const workTitle = (v: WorkView): string => W.title[v.lang];

export function workBody(v: WorkView): Html {
  return html`<p class="office">
      ${safeUrl(v.home) ? html`<a href="${safeUrl(v.home)}">${t('desk', v.lang)}</a> · ` : ''}${v.office}
    </p>
    <h1>${W.title[v.lang]}</h1>
    ${
      v.items.length === 0
        ? html`<div class="card"><p>${W.none[v.lang]}</p></div>`
        : html`<p><b>${counted(v)}</b><br />${W.how[v.lang]}</p>
            <form class="act" data-method="work">
              ${v.items.map((item) => itemCard(item, v.lang))}
              <div class="send"><button>${W.send[v.lang]}</button></div>
            </form>`
    }
    <p class="answer" role="status" aria-live="polite" hidden></p>`;
}

function itemCard(item: WorkView['items'][number], lang: Lang): Html {
  const words = [
    ...new Set(
      item.offers.filter((o) => o.word).map((o) => `${o.label}：${o.word}${o.needed ? `（${W.needed[lang]}）` : ''}`),
    ),
  ].join(' · ');
  return html`<section class="card" data-item="${item.key}" data-taken="${W.taken[lang]}">
    <h2 class="what"><a href="${safeUrl(item.url)}">${item.title}</a></h2>
    <p class="small">
      ${item.id}
      <span class="state">${item.state}</span> ${item.flags.map((flag) => html`<b class="flag">${flag}</b> `)}
    </p>
    ${item.facts.length > 0 ? html`<p class="small">${item.facts.join(' · ')}</p>` : ''}
    <p class="said check" role="status" hidden></p>
    ${
      item.offers.length === 0
        ? ''
        : html`<fieldset>
            <legend class="unseen">${item.title}</legend>
            <div class="pick">
              ${item.offers.map(
                (o) =>
                  html`<label
                    ><input type="radio" name="do.${item.key}" value="${o.key}" /><span>${o.label}</span></label
                  >`,
              )}<label><input type="radio" name="do.${item.key}" value="" checked /><span>${W.skip[lang]}</span></label>
            </div>
            <label for="word-${item.id}">${W.word[lang]}</label
            ><input id="word-${item.id}" name="word.${item.key}" maxlength="2000" aria-describedby="hint-${item.id}" />
            <p class="small" id="hint-${item.id}">${words}</p>
          </fieldset>`
    }
  </section>`;
}
