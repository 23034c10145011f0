// The cards beside an open file: where the office's pages are, and the record of what is open. They show and link, and change nothing.
import { numberOf, office, page } from './address';
import { chosenRow } from './row';
import { wordsFor, type Words } from './words';

type Card = GoogleAppsScript.Card_Service.Card;
type Section = GoogleAppsScript.Card_Service.CardSection;

/** What Google says of where the add-on was opened. */
export interface AddonEvent {
  commonEventObject?: { userLocale?: string; hostApp?: string };
  calendar?: { id?: string; calendarId?: string };
}

const localeOf = (event?: AddonEvent): string | undefined => event?.commonEventObject?.userLocale;

/** Cards read a little markup in their texts; a text of somebody's is to stay one. */
const plain = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const link = (label: string, url: string): GoogleAppsScript.Card_Service.TextButton =>
  CardService.newTextButton().setText(label).setOpenLink(CardService.newOpenLink().setUrl(url));

const told = (text: string): GoogleAppsScript.Card_Service.TextParagraph =>
  CardService.newTextParagraph().setText(plain(text));

const section = (title: string): Section => CardService.newCardSection().setHeader(plain(title));

function card(words: Words, own: Section | null): Card {
  const builder = CardService.newCardBuilder().setHeader(CardService.newCardHeader().setTitle(words.menu));
  if (!office()) return builder.addSection(CardService.newCardSection().addWidget(told(words.unknown))).build();
  if (own) builder.addSection(own);
  return builder
    .addSection(
      CardService.newCardSection()
        .addWidget(link(words.portal, page('')))
        .addWidget(link(words.approvals, page('p=approvals')))
        .addWidget(link(words.mine, page('p=mine'))),
    )
    .build();
}

/** The card of the side panel, by what stands beside it. */
export function homeCard(event?: AddonEvent): Card {
  const words = wordsFor(localeOf(event));
  const host = event?.commonEventObject?.hostApp;
  return card(
    words,
    !office() ? null : host === 'SHEETS' ? rowSection(words) : host === 'DOCS' ? paperSection(words) : null,
  );
}

/** The same card for the row chosen now; Sheets tells nobody when another one is. */
export function rowCard(event?: AddonEvent): GoogleAppsScript.Card_Service.ActionResponse {
  const words = wordsFor(localeOf(event));
  const navigation = CardService.newNavigation().updateCard(card(words, rowSection(words)));
  return CardService.newActionResponseBuilder().setNavigation(navigation).build();
}

/** The card of an opened event: the office keeps which record it belongs to, under the event's own id. */
export function eventCard(event?: AddonEvent): Card {
  const words = wordsFor(localeOf(event));
  const id = event?.calendar?.id ?? '';
  const own = section(words.event).addWidget(link(words.eventRecord, page(`p=find&event=${encodeURIComponent(id)}`)));
  return card(words, id ? own : null);
}

function rowSection(words: Words): Section {
  const row = chosenRow();
  const own = section(words.row);
  if (row) own.addWidget(told(row.number)).addWidget(link(words.record, row.url));
  else own.addWidget(told(words.noRow));
  const again = CardService.newAction().setFunctionName('openRow');
  return own.addWidget(CardService.newTextButton().setText(words.again).setOnClickAction(again));
}

function paperSection(words: Words): Section {
  const name = DocumentApp.getActiveDocument().getName();
  const number = numberOf(name);
  const own = section(words.document).addWidget(told(name));
  return number
    ? own.addWidget(link(words.record, page(`p=find&id=${encodeURIComponent(number)}`)))
    : own.addWidget(told(words.noDocument));
}
