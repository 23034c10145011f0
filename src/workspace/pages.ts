/** Pages over HtmlService: the shells the build made, and a page handed out. XFrameOptions stays at its default (S7). */
export const pageShell = (name: 'page' | 'labels'): string => HtmlService.createHtmlOutputFromFile(name).getContent();

export function pageOut(page: { title: string; html: string }): GoogleAppsScript.HTML.HtmlOutput {
  return HtmlService.createHtmlOutput(page.html)
    .setTitle(page.title)
    .addMetaTag('viewport', 'width=device-width, initial-scale=1');
}
