/** The sentences few runs say, read from the data file beside the script when the first of them is wanted (engine/words/rest). */
import type { Catalogue } from '../engine/words/template';

let read: Catalogue | undefined;

export const rest = (): Catalogue =>
  (read ??= JSON.parse(HtmlService.createHtmlOutputFromFile('words').getContent()) as Catalogue);
