// Compiles the pages' own code. src/surfaces/pages/<name>.ts(x) becomes <name>.html, read by HtmlService.
// A <name>.html beside it is the shell: its <script src="<name>.ts"> and <link href="<name>.css"> are replaced
// by their content, because a page of Apps Script cannot load files of its project.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';

const source = 'src/surfaces/pages';

async function compile(file, options) {
  const result = await esbuild.build({
    entryPoints: [file],
    bundle: true,
    write: false,
    minify: true,
    charset: 'utf8',
    // What phones of an office still run.
    target: 'es2020',
    legalComments: 'none',
    logLevel: 'silent',
    ...options,
  });
  return result.outputFiles[0].text.trim();
}

/**
 * @param {string} folder where the pages are written
 * @returns {Promise<string[]>} names of the files written
 */
export async function compilePages(folder) {
  if (!existsSync(source)) return [];
  const entries = readdirSync(source).filter((file) => /^[a-z][\w-]*\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
  const written = [];
  for (const entry of entries) {
    const name = entry.replace(/\.tsx?$/, '');
    const script = `<script>${await compile(join(source, entry), { format: 'iife' })}</script>`;
    const shell = join(source, `${name}.html`);
    const page = existsSync(shell) ? await fill(readFileSync(shell, 'utf8'), entry, script) : script;
    writeFileSync(join(folder, `${name}.html`), `${page.trim()}\n`);
    written.push(`${name}.html`);
  }
  return written;
}

async function fill(shell, entry, script) {
  let page = replaceOnce(shell, new RegExp(`<script[^>]*src="(?:\\./)?${entry}"[^>]*></script>`), script, entry);
  for (const [tag, href] of shell.matchAll(/<link[^>]*rel="stylesheet"[^>]*href="(?:\.\/)?([\w-]+\.css)"[^>]*>/g)) {
    page = replaceOnce(page, tag, `<style>${await compile(join(source, href), {})}</style>`, href);
  }
  return page;
}

function replaceOnce(page, what, by, name) {
  const replaced = page.replace(what, () => by);
  if (replaced === page) throw new Error(`The shell of ${name} does not load it: expected <script src="${name}">`);
  return replaced;
}
