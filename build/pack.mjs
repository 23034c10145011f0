// Compiles sheets-templates/ to the packs: data files beside the script that only plan and apply read.
// The compiler itself belongs to the model: src/model/pack-build.ts, buildPacks(files) -> {name, json}[].
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileLocal } from './local.mjs';

const compiler = 'src/model/pack-build.ts';
const templates = 'sheets-templates';

/** @returns {{path: string, text: string}[]} every file of sheets-templates, sorted, path relative to it with "/" */
export const templateFiles = () => filesIn(templates);

/** What an office exported, of the folder that `npm run build -- --office <folder>` named; else nothing. */
const officeFiles = () => (process.env.CHANCERY_OFFICE ? filesIn(process.env.CHANCERY_OFFICE) : []);

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/**
 * @param {string} folder where pack-*.html are written
 * @returns {Promise<string[]>} names of the files written; none while the model has no compiler
 */
export async function compilePacks(folder) {
  if (!existsSync(compiler)) return [];
  const module = await compileLocal(compiler);
  // A compiled module is cached by its address: the question mark makes each build load its own.
  const { buildPacks } = await import(`${pathToFileURL(module).href}?${Date.now()}`);
  const packs = await compiled(buildPacks);
  return packs.map(({ name, json }) => writeData(folder, `pack-${name}`, json));
}

/** A data file beside the script. HtmlService reads it as HTML: an escaped "<" keeps the JSON from ever looking like a tag. */
export function writeData(folder, name, json) {
  const file = `${name}.html`;
  writeFileSync(join(folder, file), `${json.replaceAll('<', '\\u003c')}\n`);
  return file;
}

/** Faults in templates name their own places; where in the compiler they were found helps nobody. */
async function compiled(buildPacks) {
  try {
    return await buildPacks(templateFiles(), officeFiles());
  } catch (cause) {
    throw Object.assign(new Error(`The templates do not compile. ${cause.message}`, { cause }), { hint: true });
  }
}
