// A workbook as Sheets shows it: tabs, a bar with the selected cell, and the grid.

import { markup, type Markup, type Part } from '../html.ts';
import { icon } from '../icons.ts';
import { mayOpen } from '../people.ts';
import { bookOf, localPath } from '../places.ts';
import { lettersOf } from '../sheet/formula.ts';
import { readOnly } from '../sheet/grid-data.ts';
import { PAGE, paint, type PaintedCell, type Painting } from '../sheet/paint.ts';
import type { Page } from '../shell.ts';
import type { Visit } from '../visit.ts';
import type { Sheet, Spreadsheet } from '../../runtime/store/state.ts';

/** Width of the row numbers, px. */
const GUTTER = 46;

export interface BookRequest {
  id: string;
  sheetId?: number;
  page: number;
  machine: boolean;
  /** The versions drawer is open, or the add-on's side panel. */
  versions: boolean;
  panel: boolean;
}

export function bookPage(v: Visit, request: BookRequest): Page {
  const { t } = v;
  const file = v.office.runtime.store.spreadsheets[request.id];
  if (!file) return { title: t('noBook'), body: markup`<div class="card problem"><h1>${t('noBook')}</h1></div>` };
  const tabs = file.sheets.filter((s) => !s.hidden || request.machine);
  const sheet = file.sheets.find((s) => s.sheetId === request.sheetId) ?? tabs[0];
  if (!sheet) return { title: file.name, body: markup`<div class="card problem"><h1>${t('noTab')}</h1></div>` };
  const painting = v.grid ? null : paint(file, sheet, request.page, v.office.runtime.now);
  const machine = sheet.title.startsWith('_');
  const locked = readOnly(file, sheet, v.me?.email ?? '');
  return {
    title: `${sheet.title} · ${file.name}`,
    full: true,
    body: markup`<section class="book" data-book="${file.id}" data-sheet="${sheet.sheetId}" ${locked ? markup`data-readonly="1"` : ''}>
      ${titleBar(v, file, request)}
      <div class="cellbar"><output id="cell-name" class="cell-name">A1</output><span class="fx" aria-hidden="true">fx</span><input id="cell-content" aria-label="${t('formula')}" autocomplete="off" spellcheck="false" ${locked ? markup`readonly` : ''}></div>
      ${machine ? markup`<p class="note-line">${icon('lock', 16)} ${t('machineNote')}</p>` : ''}
      ${painting ? markup`<div class="gridbox" id="gridbox">${grid(v, painting)}</div>` : canvas(v, sheet)}
      ${request.versions ? versions(v, file) : ''}
      ${request.panel ? markup`<aside class="versions panel" id="panel" data-own="1" aria-label="${t('panel')}" aria-busy="true" data-src="/panel/${file.id}/${sheet.sheetId}"></aside>` : ''}
      ${tabBar(v, file, tabs, sheet, painting, request)}
    </section>`,
  };
}

/** Where the grid's own script draws the tab. Until it has, and without it, a word and the way to the plain table. */
function canvas(v: Visit, sheet: Sheet): Markup {
  const { t } = v;
  return markup`<div class="gridbox canvas" id="canvas-grid" data-own="1" role="region" aria-label="${t('grid')}：${sheet.title}" aria-describedby="grid-help" aria-busy="true"><p class="grid-wait">${t('gridOpening')}</p></div>
    <p class="hidden" id="grid-help">${t('gridHelp')} ${t('gridCanvas')}</p>`;
}

function titleBar(v: Visit, file: Spreadsheet, request: BookRequest): Markup {
  const key = bookOf(v.office, file.id);
  const open = key !== undefined && mayOpen(v.office, v.me, key);
  const helper = open || !key ? undefined : v.people.find((p) => mayOpen(v.office, p, key));
  const { t } = v;
  return markup`<div class="title-bar"><h1>${icon('sheet', 22)} ${file.name}</h1>
    ${helper ? markup`<a class="chip warn" href="/as/${helper.email}?to=${encodeURIComponent(v.path)}">${icon('lock', 14)} ${t('openAs', { name: helper.name })}</a>` : ''}
    <span class="spacer"></span>
    ${v.grid ? markup`<button class="plain" id="grid-filter" aria-label="${t('filter')}">${icon('filter', 18)}<span>${t('filter')}</span></button>` : ''}
    <a class="plain view-switch" href="/view/${v.grid ? 'table' : 'canvas'}?to=${encodeURIComponent(v.path)}" aria-label="${t(v.grid ? 'viewTable' : 'viewGrid')}">${icon(v.grid ? 'rows' : 'sheet', 18)}<span>${t(v.grid ? 'viewTable' : 'viewGrid')}</span></a>
    <button class="plain" data-act="undo" aria-label="${t('undo')}">${icon('undo', 18)}<span>${t('undo')}</span></button>
    <a class="plain" href="/book-file/${file.id}" aria-label="${t('xlsx')}">${icon('download', 18)}<span>.xlsx</span></a>
    <a class="plain panel-link" href="${bookPath(request, { panel: !request.panel, versions: false })}" aria-label="${t('panel')}">${icon('document', 18)}<span>${t('panel')}</span></a>
    <a class="plain" href="${bookPath(request, { versions: !request.versions, panel: false })}" aria-label="${t('versions')}">${icon('history', 18)}<span>${t('versions')}</span></a></div>`;
}

function bookPath(request: BookRequest, change: Partial<BookRequest>): string {
  const r = { ...request, ...change };
  const query = new URLSearchParams();
  if (r.machine) query.set('machine', '1');
  if (r.page > 1) query.set('page', String(r.page));
  if (r.versions) query.set('versions', '1');
  if (r.panel) query.set('panel', '1');
  const tail = query.toString();
  return `/book/${r.id}${r.sheetId === undefined ? '' : `/${r.sheetId}`}${tail ? `?${tail}` : ''}`;
}

function grid(v: Visit, p: Painting): Markup {
  const lefts = p.widths.map((_, c) => GUTTER + p.widths.slice(0, c).reduce((a, b) => a + b, 0));
  const total = GUTTER + p.widths.reduce((a, b) => a + b, 0);
  const stick = (c: number): string => (c < p.frozenCols ? ` stick${c === p.frozenCols - 1 ? ' edge' : ''}` : '');
  const left = (c: number): string => (c < p.frozenCols ? `left:${lefts[c]}px;` : '');
  const { t } = v;
  return markup`<table class="grid" id="grid" role="grid" aria-label="${t('grid')}：${p.title}" aria-describedby="grid-help" style="width:${total}px">
    <caption class="hidden" id="grid-help">${t('gridHelp')}</caption>
    <colgroup><col style="width:${GUTTER}px">${p.widths.map((w) => markup`<col style="width:${w}px">`)}</colgroup>
    <thead><tr class="letters"><th class="corner" aria-hidden="true"></th>${p.widths.map(
      (w, c) =>
        markup`<th scope="col" class="letter${stick(c)}" style="${left(c)}" data-col="${c + 1}" ${w === 0 ? markup`hidden` : ''}><button tabindex="-1" aria-haspopup="menu" aria-label="${t('colMenu', { col: lettersOf(c) })}">${lettersOf(c)}</button></th>`,
    )}</tr></thead>
    <tbody>${p.rows.map(({ row, cells }) => {
      const frozen = row <= p.frozenRows;
      return markup`<tr class="${frozen ? 'frozen' : ''}" style="${frozen ? `--n:${row - 1}` : ''}" data-row="${row}"><th scope="row" class="rowno"><button tabindex="-1" aria-haspopup="menu" aria-label="${t('rowMenu', { row })}">${row}</button></th>${cells.map((cell) => one(cell, tickName(v, cell, cells), stick(cell.col - 1), left(cell.col - 1), p.widths[cell.col - 1] === 0))}</tr>`;
    })}</tbody></table>`;
}

/** What a tick box is called: the words beside it, as on 首頁; a row without words gives its cell. */
function tickName(v: Visit, cell: PaintedCell, row: readonly PaintedCell[]): string {
  if (cell.checkbox === null) return '';
  const words = row.filter((other) => other.checkbox === null && other.text.trim() !== '');
  const beside = words.find((other) => other.col > cell.col) ?? words.at(-1);
  return beside?.text ?? v.t('cellOf', { cell: `${lettersOf(cell.col - 1)}${cell.row}` });
}

function one(cell: PaintedCell, name: string, stick: string, left: string, hidden: boolean): Markup {
  const f = cell.look;
  const style = [
    left,
    f.bg ? `background:${f.bg};` : '',
    f.color ? `color:${f.color};` : '',
    f.bold ? 'font-weight:600;' : '',
    f.italic ? 'font-style:italic;' : '',
    f.strikethrough || f.underline ? `text-decoration:${f.strikethrough ? 'line-through' : 'underline'};` : '',
    f.h ? `text-align:${f.h.toLowerCase()};` : '',
    f.size && f.size !== 10 ? `font-size:${Math.min(28, f.size * 1.3)}px;` : '',
  ].join('');
  const classes = [
    'cell',
    cell.choices ? 'dd' : '',
    cell.number && !f.h ? 'num' : '',
    f.wrap === 'WRAP' ? 'wrap' : '',
    cell.note ? 'noted' : '',
    cell.checkbox !== null ? 'tick' : '',
  ].filter(Boolean);
  const edit = cell.edit === cell.text ? '' : markup` data-edit="${cell.edit}"`;
  const spans = markup`${cell.colspan > 1 ? markup` colspan="${cell.colspan}"` : ''}${cell.rowspan > 1 ? markup` rowspan="${cell.rowspan}"` : ''}`;
  return markup`<td id="c${cell.row}-${cell.col}" class="${classes.join(' ')}${stick}" role="gridcell" style="${style}"${edit}${cell.note ? markup` title="${cell.note}"` : ''}${spans}${hidden ? markup` hidden` : ''}>${content(cell, name)}</td>`;
}

function content(cell: PaintedCell, name: string): Part {
  if (cell.checkbox !== null)
    return markup`<span class="box" role="checkbox" aria-label="${name}" aria-checked="${String(cell.checkbox)}">${cell.checkbox ? icon('check', 14) : ''}</span>`;
  const words = cell.pieces.map(({ text, link }) => {
    const local = link ? localPath(link) : null;
    return local ? markup`<a href="${local}" tabindex="-1">${text}</a>` : text;
  });
  // A pill marks a dropdown's value, as Sheets draws it; the arrow is drawn by the style sheet.
  return markup`<span class="v">${words}</span>`;
}

function tabBar(
  v: Visit,
  file: Spreadsheet,
  tabs: readonly Sheet[],
  sheet: Sheet,
  p: Painting | null,
  request: BookRequest,
): Markup {
  const { t } = v;
  const more = p !== null && Math.ceil((p.last - p.frozenRows) / PAGE) > request.page;
  const pager =
    p !== null && p.last - p.frozenRows > PAGE
      ? markup`<span class="pager">${t('rowsShown', { from: p.from, to: p.to, total: p.last })}
        ${more ? markup`<a href="${bookPath(request, { page: request.page + 1 })}">${t('older')}</a>` : ''}
        ${request.page > 1 ? markup`<a href="${bookPath(request, { page: request.page - 1 })}">${t('newer')}</a>` : ''}</span>`
      : '';
  return markup`<div class="tabs"><nav aria-label="${file.name}">${tabs.map(
    (s) =>
      markup`<a class="tab${s.hidden ? ' machine' : ''}" href="${bookPath(request, { sheetId: s.sheetId, page: 1 })}" ${s.sheetId === sheet.sheetId ? markup`aria-current="page"` : ''} style="${s.tabColor ? `--tab:${s.tabColor}` : ''}">${s.title}</a>`,
  )}</nav><span class="spacer"></span>${pager}<a class="plain" href="${bookPath(request, { machine: !request.machine, ...(request.machine && sheet.hidden ? { sheetId: tabs.find((s) => !s.hidden)?.sheetId } : {}) })}" aria-label="${t(request.machine ? 'machineHide' : 'machineShow')}">${icon(request.machine ? 'lock' : 'hood', 16)}<span>${t(request.machine ? 'machineHide' : 'machineShow')}</span></a></div>`;
}

function versions(v: Visit, file: Spreadsheet): Markup {
  const { t, times } = v;
  const list = (v.office.runtime.store.state.versions[file.id] ?? []).toReversed();
  return markup`<aside class="versions" aria-label="${t('versions')}"><h2>${t('versions')}</h2>${
    list.length === 0
      ? markup`<p>${t('versionsNone')}</p>`
      : markup`<ol>${list.map(
          (version, i) =>
            markup`<li><b>${times.short(version.at)}</b><small>${v.nameOf(version.who)}</small>${
              i === 0
                ? ''
                : markup`<button class="plain" data-act="restore" data-version="${version.id}" data-ask="${t('restoreAsk', { time: times.short(version.at) })}">${t('restore')}</button>`
            }</li>`,
        )}</ol>`
  }</aside>`;
}
