/** Sheets of labels for A4, three by eight: what a printer gets is only the labels. */
import type { LabelsView } from '../office/labels-view';
import type { Lang } from '../model/types';
import { html, type Html } from './html';

const A_SHEET = 24;
const T: Record<string, Record<Lang, string>> = {
  title: { 'zh-TW': '標籤', 'zh-CN': '标签', en: 'Labels' },
  how: {
    'zh-TW': '用 A4 標籤紙（3 × 8，每張 70 × 37 mm）以 100% 列印，邊界選「無」。掃描就能報修。',
    'zh-CN': '用 A4 标签纸（3 × 8，每张 70 × 37 mm）按 100% 打印，边距选“无”。扫描即可报修。',
    en: 'Print at 100% on A4 labels (3 × 8, 70 × 37 mm each), margins none. Scanning one opens the repair form.',
  },
  places: {
    'zh-TW': '用 A4 標籤紙（3 × 8，每張 70 × 37 mm）以 100% 列印，邊界選「無」。盤點時掃描，就是這裡還沒盤的東西。',
    'zh-CN': '用 A4 标签纸（3 × 8，每张 70 × 37 mm）按 100% 打印，边距选“无”。盘点时扫描，就是这里还没盘的东西。',
    en: 'Print at 100% on A4 labels (3 × 8, 70 × 37 mm each), margins none. During a stocktake scanning one shows what is still to be counted there.',
  },
  print: { 'zh-TW': '列印', 'zh-CN': '打印', en: 'Print' },
  none: { 'zh-TW': '沒有符合的財產', 'zh-CN': '没有符合的资产', en: 'No such thing' },
  more: { 'zh-TW': '其餘', 'zh-CN': '其余', en: 'Not shown' },
};

export const labelsTitle = (v: LabelsView): string => `${T.title![v.lang]} (${v.items.length})`;

export function labelsBody(v: LabelsView): Html {
  const sheets = Array.from({ length: Math.ceil(v.items.length / A_SHEET) }, (_, i) =>
    v.items.slice(i * A_SHEET, (i + 1) * A_SHEET),
  );
  return html`<div class="unprinted">
      <p class="office">${v.office}</p>
      <h1>${labelsTitle(v)}</h1>
      <p>
        ${v.items.length === 0 ? T.none![v.lang] : T[v.of === 'places' ? 'places' : 'how']![v.lang]}
        ${v.more > 0 ? `${T.more![v.lang]} ${v.more}` : ''}
      </p>
      <p><button class="print" type="button">${T.print![v.lang]}</button></p>
    </div>
    ${sheets.map(
      (sheet) =>
        html`<section class="labels">
          ${sheet.map(
            (item) =>
              html`<div class="label">
                <span class="qr" role="img" aria-label="QR ${item.id || item.called}" data-text="${item.url}"></span>
                <div>
                  <b>${item.id || item.called}</b><span>${item.id ? item.called : ''}</span><small>${v.office}</small>
                </div>
              </div>`,
          )}
        </section>`,
    )}`;
}
