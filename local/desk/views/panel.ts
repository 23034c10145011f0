// The add-on's card beside an open sheet, as the side panel of Sheets shows it.

import { addonScript, callAddon } from '../../addon/host.ts';
import { markup, type Markup } from '../html.ts';
import { localPath } from '../places.ts';
import type { Visit } from '../visit.ts';

/** Address of the office's pages, as the local script service gives it. */
const addressOf = (v: Visit): string => `https://script.google.com/a/macros/${v.office.runtime.domain}/s/local/exec`;

/** The card for this row (1-based); `fn`: the card's own button was pressed. */
export async function panelCard(
  v: Visit,
  at: { spreadsheetId: string; sheetId: number; row: number },
  pressed: boolean,
): Promise<Markup> {
  const script = await addonScript(addressOf(v));
  const { card } = callAddon(script, v.office, pressed ? 'openRow' : 'homepage', { host: 'SHEETS', ...at }, v.lang);
  return markup`<h2>${card?.title ?? ''}</h2>${(card?.sections ?? []).map(
    (section) =>
      markup`<section>${section.header ? markup`<h3>${unmarked(section.header)}</h3>` : ''}${section.widgets.map(
        (widget) =>
          widget.kind === 'text'
            ? markup`<p>${unmarked(widget.text)}</p>`
            : widget.url
              ? markup`<p><a class="ghost" href="${localPath(widget.url) ?? '/'}">${widget.text}</a></p>`
              : markup`<p><button class="plain" data-fn="${widget.fn ?? ''}">${widget.text}</button></p>`,
      )}</section>`,
  )}`;
}

/** Cards read three entities and a little markup; the add-on sends texts, so nothing but the entities is left to read. */
const unmarked = (text: string): string => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
