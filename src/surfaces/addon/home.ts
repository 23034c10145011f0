// The add-on as far as it goes today: one card and one menu entry, both showing the link to the office's pages.

/** Address of the engine's web app, put in by the build (CHANCERY_OFFICE_URL); empty when it was built without one. */
declare const OFFICE_URL: string;

interface Words {
  readonly open: string;
  readonly unknown: string;
}

const WORDS: Readonly<Record<'zh-TW' | 'zh-CN' | 'en', Words>> = {
  'zh-TW': { open: '開啟辦公室頁面', unknown: '這個外掛程式還沒有辦公室的網址，請聯絡管理員。' },
  'zh-CN': { open: '打开办公室页面', unknown: '这个插件还没有办公室的网址，请联系管理员。' },
  en: { open: 'Open the office pages', unknown: 'This add-on has no office address yet. Ask your administrator.' },
};

function wordsFor(locale: string): Words {
  if (/^zh[-_](CN|SG|Hans)/i.test(locale)) return WORDS['zh-CN'];
  return /^zh/i.test(locale) ? WORDS['zh-TW'] : WORDS.en;
}

/** The home card. `event` is the add-on's event object; its locale is the person's. */
export function homeCard(event?: { commonEventObject?: { userLocale?: string } }): GoogleAppsScript.Card_Service.Card {
  const words = wordsFor(event?.commonEventObject?.userLocale ?? 'zh-TW');
  const widget = OFFICE_URL
    ? CardService.newTextButton().setText(words.open).setOpenLink(CardService.newOpenLink().setUrl(OFFICE_URL))
    : CardService.newTextParagraph().setText(words.unknown);
  return CardService.newCardBuilder().addSection(CardService.newCardSection().addWidget(widget)).build();
}

/** Puts the one entry into the file's Extensions menu. */
export function addMenu(): void {
  SpreadsheetApp.getUi().createAddonMenu().addItem(wordsFor('zh-TW').open, 'openOffice').addToUi();
}

/** Shows the link; a script cannot open a tab by itself. */
export function showLink(): void {
  const words = wordsFor('zh-TW');
  const page = HtmlService.createHtmlOutput(
    OFFICE_URL ? `<a href="${encodeURI(OFFICE_URL)}" target="_blank" rel="noopener">${words.open}</a>` : words.unknown,
  );
  SpreadsheetApp.getUi().showModalDialog(page.setWidth(320).setHeight(80), 'Chancery');
}
