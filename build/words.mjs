// Writes the sentences few runs say as a data file beside the script: src/engine/words/rest.ts -> words.html.
import { pathToFileURL } from 'node:url';
import { compileLocal } from './local.mjs';
import { writeData } from './pack.mjs';

/** @param {string} folder where words.html is written */
export async function compileWords(folder) {
  const module = await compileLocal('src/engine/words/rest.ts');
  const { rest } = await import(`${pathToFileURL(module).href}?${Date.now()}`);
  writeData(folder, 'words', JSON.stringify(rest()));
}
