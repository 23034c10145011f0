/** The service desk's page: large words with the forms under them, a search, one's own requests, who is responsible (R007). */
import type { PortalView } from '../office/portal';
import type { ListView } from '../office/views';
import type { FormTile, Lang } from '../model/types';
import { html, type Html, safeUrl } from './html';
import { t } from './words';

type Words = Record<Lang, string>;

const TILES: Record<FormTile, Words> = {
  broken: { 'zh-TW': '東西壞了', 'zh-CN': '东西坏了', en: 'Something is broken' },
  need: { 'zh-TW': '我需要（領、借、買）', 'zh-CN': '我需要（领、借、买）', en: 'I need something' },
  meeting: { 'zh-TW': '開會', 'zh-CN': '开会', en: 'Meetings' },
  money: { 'zh-TW': '報帳', 'zh-CN': '报销', en: 'Expenses' },
  papers: { 'zh-TW': '公文文件', 'zh-CN': '公文文件', en: 'Documents and seals' },
  risk: { 'zh-TW': '通報風險', 'zh-CN': '上报风险', en: 'Report a risk' },
  other: { 'zh-TW': '其他', 'zh-CN': '其他', en: 'Other' },
};

/** One line drawing a tile: what it is about is said by its words. */
const DRAWN: Record<FormTile, string> = {
  broken: 'M14 7a4 4 0 0 0-5 5l-6 6 3 3 6-6a4 4 0 0 0 5-5l-3 3-3-3z',
  need: 'M4 8l8-5 8 5v9l-8 5-8-5zM4 8l8 5 8-5M12 13v9',
  meeting: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5',
  money: 'M4 6h16v12H4zM12 9v6M9 12h6',
  papers: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  risk: 'M12 3l10 18H2zM12 10v5M12 18v.5',
  other: 'M5 12h.5M12 12h.5M19 12h.5',
};

const waiting = (n: number, lang: Lang): string =>
  lang === 'en' ? `${n} waiting for my decision` : lang === 'zh-CN' ? `${n} 件等我审批` : `${n} 件等我簽`;

export const portalTitle = (v: PortalView): string => t('desk', v.lang);

export function portalBody(v: PortalView): Html {
  const nothing = v.asked !== '' && v.tiles.length === 0 && v.items.length === 0;
  return html`<p class="office">${v.office}</p>
    <h1>${t('desk', v.lang)}</h1>
    <form class="search" role="search" method="get" action="${safeUrl(v.home)}">
      <label for="q">${t('search', v.lang)}</label>
      <div class="row">
        <input id="q" name="q" type="search" value="${v.asked}" /><button>${t('find', v.lang)}</button>
      </div>
    </form>
    ${v.approvals.n > 0 && safeUrl(v.approvals.url) ? html`<p><a class="big" href="${safeUrl(v.approvals.url)}">${waiting(v.approvals.n, v.lang)}</a></p>` : ''}
    ${v.asked === '' && safeUrl(v.work) ? html`<p><a href="${safeUrl(v.work)}">${t('work', v.lang)}</a></p>` : ''}
    ${nothing ? html`<div class="card"><p>${t('nothing', v.lang)}</p></div>` : ''}
    <div class="tiles">${v.tiles.map((tile) => tileCard(tile, v.lang))}</div>
    ${v.asked !== '' && safeUrl(v.home) ? html`<p><a href="${safeUrl(v.home)}">${t('forms', v.lang)}</a></p>` : ''}
    ${
      nothing
        ? ''
        : html`<div class="card">
            <h2>${t('mine', v.lang)}</h2>
            ${v.items.length === 0 ? html`<p>${t('none', v.lang)}</p>` : v.items.map((i) => itemLine(i, v.lang))}
            ${safeUrl(v.mine) ? html`<p><a href="${safeUrl(v.mine)}">${t('all', v.lang)}</a></p>` : ''}
          </div>`
    }
    ${
      v.duties.length > 0
        ? html`<details class="card">
            <summary>${t('duties', v.lang)}</summary>
            <dl>
              ${v.duties.map(
                (d) =>
                  html`<dt>${d.what}</dt>
                    <dd>${d.who}</dd>`,
              )}
            </dl>
          </details>`
        : ''
    }`;
}

function tileCard(tile: PortalView['tiles'][number], lang: Lang): Html {
  return html`<section class="card tile ${tile.key}">
    <h2>
      <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path d="${DRAWN[tile.key]}" /></svg
      >${TILES[tile.key][lang]}
    </h2>
    ${tile.forms
      .filter((f) => safeUrl(f.url))
      .map(
        (f) =>
          html`<a class="ask" href="${safeUrl(f.url)}"
            ><b>${f.title}</b>${f.help ? html`<br /><small>${f.help}</small>` : ''}</a
          >`,
      )}
  </section>`;
}

/** A request in a list: what, how far, when an answer may be expected and who has it, what was answered. */
export function itemLine(i: ListView['items'][number], lang: Lang): Html {
  const facts = [i.due ? `${t('expected', lang)} ${i.due}` : '', i.who ? `${t('with', lang)} ${i.who}` : ''].filter(
    Boolean,
  );
  return html`<a class="item" href="${safeUrl(i.url)}"
    ><b>${i.id} ${i.title}</b><br /><span class="state">${i.state}</span>
    ${facts.join(' · ')}${i.text ? html`<br />${i.text}` : ''}</a
  >`;
}
