// Where links of the office lead inside the desk: Google's addresses of forms, sheets and pages become local paths.

import type { LocalOffice } from '../office.ts';
import { escape } from './html.ts';

const WEB_APP = /^https:\/\/script\.google\.com\/[\w./-]*\/(?:exec|dev)(\?[^#]*)?/;
const FORM = /^https:\/\/docs\.google\.com\/forms\/d\/(?:e\/)?([\w-]+)\/[\w]*(\?[^#]*)?/;
const SHEET = /^https:\/\/docs\.google\.com\/spreadsheets\/d\/([\w-]+)(?:\/\w*)?(?:[?#].*?gid=(\d+))?/;

const PAPER =
  /^https:\/\/(?:(?:docs\.google\.com\/document|drive\.google\.com\/file)\/d\/|drive\.google\.com\/open\?id=)([\w-]+)/;

/** Local path for an address of the office, or null when it leads out of it. */
export function localPath(address: string): string | null {
  const url = address.trim();
  const page = WEB_APP.exec(url);
  if (page) return `/page${page[1] ?? ''}`;
  const form = FORM.exec(url);
  if (form) return `/form/${form[1]}${form[2] ?? ''}`;
  const sheet = SHEET.exec(url);
  if (sheet) return `/book/${sheet[1]}${sheet[2] ? `/${sheet[2]}` : ''}`;
  const paper = PAPER.exec(url);
  if (paper) return `/doc/${paper[1]}`;
  return null;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An attribute's value as the browser reads it. */
function unescape(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi,
    (_all, decimal?: string, hex?: string, name?: string) =>
      name ? NAMED[name.toLowerCase()]! : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex!, 16)),
  );
}

/** Markup of a mail or page with every link of the office turned to the desk; all other links are made inert. */
export function relink(text: string): string {
  return text.replace(
    /\b(href|action)\s*=\s*("([^"]*)"|'([^']*)')/gi,
    (_all, name: string, _quoted, a?: string, b?: string) => {
      const local = localPath(unescape(a ?? b ?? ''));
      return local ? `${name}="${escape(local)}"` : `data-${name}="outside"`;
    },
  );
}

/** Workbook key of a spreadsheet id. */
export function bookOf(office: LocalOffice, id: string): string | undefined {
  return Object.entries(office.books).find(([, known]) => known === id)?.[0];
}
