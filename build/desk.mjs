// Compiles the desk's grid to dist/desk: a chunk of its own, because it is large and only the tabs of a workbook need it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';

/** Folder the desk serves the grid from; the entry is grid.js, its look grid.css. */
export const GRID_OUT = 'dist/desk';
const source = 'local/desk/client/univer';
const stamp = `${GRID_OUT}/built.json`;

function inputHash() {
  const hash = createHash('sha256');
  const sources = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  for (const file of [...sources, 'build/desk.mjs', 'package-lock.json'].sort())
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/**
 * Does nothing while neither the grid's sources nor a package has changed.
 * @returns {Promise<boolean>} whether anything had to be built
 */
export async function buildGridIfStale() {
  const hash = inputHash();
  if (existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).inputs === hash) return false;
  const aside = `${GRID_OUT}.next-${process.pid}`;
  try {
    const { metafile } = await esbuild.build({
      metafile: true,
      entryPoints: [`${source}/grid.ts`, `${source}/grid.css`],
      outdir: aside,
      bundle: true,
      // Languages and the hyphenation of a hundred others become files that are fetched when asked for, or never.
      splitting: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'linked',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'warning',
    });
    // Whose licences have to be looked at: exactly the packages that are in what the desk serves.
    const packages = Object.keys(metafile.inputs).flatMap(
      (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    );
    const built = { inputs: hash, packages: [...new Set(packages)].sort() };
    writeFileSync(join(aside, 'built.json'), JSON.stringify(built, null, 2));
    mkdirSync('dist', { recursive: true });
    rmSync(GRID_OUT, { recursive: true, force: true });
    renameSync(aside, GRID_OUT);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return true;
}
