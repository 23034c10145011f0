// The office's papers: what lies in its Drive by folder, each as the page it is, with its record and as a file.

import { canPrint } from '../../paper.ts';
import { DOC, inBin, pathOf, PDF, type DriveFile } from '../../runtime/store/papers.ts';
import { markup, type Markup, type Part } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../shell.ts';
import type { Visit } from '../visit.ts';

/** Papers of this office, newest first; a paper and its PDF are two. */
function papersOf(v: Visit): DriveFile[] {
  const files = v.office.runtime.store.state.drive ?? {};
  return Object.values(files)
    .filter((file) => (file.mimeType === DOC || file.mimeType === PDF) && file.content && !inBin(files, file))
    .sort((a, b) => b.created - a.created || (a.name < b.name ? 1 : -1));
}

export function documentsPage(v: Visit, id: string | undefined): Page {
  const { t } = v;
  const papers = papersOf(v);
  const chosen = papers.find((file) => file.id === id) ?? papers[0];
  return {
    title: t('documents'),
    full: true,
    body: markup`<section class="mailbox ${id ? 'reading' : ''}">
      <div class="mail-list"><h1>${t('documents')}</h1>${list(v, papers, chosen?.id)}</div>
      <article class="mail-view">${chosen ? reading(v, chosen) : markup`<p class="empty">${t('docNone')}</p>`}</article>
    </section>`,
  };
}

const kindOf = (v: Visit, file: DriveFile): string => v.t(file.mimeType === PDF ? 'docPdf' : 'docDoc');

function folderOf(v: Visit, file: DriveFile): string {
  return pathOf(v.office.runtime.store.state.drive ?? {}, file).join(' › ');
}

function list(v: Visit, papers: DriveFile[], chosen: string | undefined): Part {
  if (papers.length === 0) return markup`<p class="empty">${v.t('docNone')}</p>`;
  return markup`<ul>${papers.map(
    (file) =>
      markup`<li class="live" id="d-${file.id}"><a href="/docs/${file.id}" ${file.id === chosen ? markup`aria-current="true"` : ''}>
        <span class="from">${folderOf(v, file)}</span><time>${v.times.short(file.created)}</time>
        <b>${file.name}</b><small>${kindOf(v, file)}</small></a></li>`,
  )}</ul>`;
}

function reading(v: Visit, file: DriveFile): Markup {
  const { t } = v;
  const record = recordOf(v, file.name.split(/\s/)[0] ?? '');
  const title = t('docPage', { name: file.name });
  return markup`<a class="back plain" href="/docs">${icon('undo', 16)} ${t('documents')}</a>
    <h2>${file.name}</h2>
    <dl class="envelope"><dt>${t('docKind')}</dt><dd>${kindOf(v, file)} · ${t(file.readOnly ? 'docFrozen' : 'docLiving')}</dd>
      <dt>${t('docFolder')}</dt><dd>${folderOf(v, file)}</dd>
      <dt>${t('when')}</dt><dd>${v.times.long(file.created)}</dd>
      ${record ? markup`<dt>${t('record')}</dt><dd><a href="/page?p=record&amp;r=${record.register}&amp;id=${record.id}">${record.id}</a></dd>` : ''}</dl>
    <p class="links"><a class="ghost" href="/doc/${file.id}" target="_blank">${t('docAlone')}</a>
      ${canPrint() ? markup`<a class="ghost" href="/doc/${file.id}?pdf">${icon('download', 16)} PDF</a>` : ''}
      <a class="ghost" href="/doc/${file.id}?docx">${icon('download', 16)} .docx</a></p>
    <iframe class="paper" title="${title}" src="/doc/${file.id}?framed" sandbox=""></iframe>`;
}

/** The record a paper is of: its name begins with the number. */
function recordOf(v: Visit, id: string): { register: string; id: string } | null {
  if (!/\d/.test(id)) return null;
  for (const register of Object.keys(v.office.model.registers)) {
    try {
      if (v.office.record(register, id)) return { register, id };
    } catch {
      // Registers that this office has not switched on hold nothing.
    }
  }
  return null;
}
