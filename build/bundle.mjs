// Builds dist/engine and dist/addon: exactly what clasp pushes. Does nothing while no input has changed.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { compilePacks } from './pack.mjs';
import { compilePages } from './pages.mjs';
import { projects } from './projects.mjs';
import { compileServer } from './server.mjs';
import { compileWords } from './words.mjs';

const stamp = 'dist/built.json';
const inputs = ['src', 'sheets-templates', 'package-lock.json', ...projects.map((project) => project.manifest)];
const chain = ['bundle', 'local', 'pack', 'pages', 'projects', 'server', 'words'].map((name) => `build/${name}.mjs`);

/** Hash over the path and content of everything that can change what is built. */
function inputHash() {
  const hash = createHash('sha256').update(process.env.CHANCERY_OFFICE_URL ?? '');
  const office = process.env.CHANCERY_OFFICE;
  for (const input of [...inputs, ...chain, ...(office ? [office] : [])]) {
    const children =
      existsSync(input) && !/\.\w+$/.test(input) ? readdirSync(input, { recursive: true, withFileTypes: true }) : [];
    const files = /\.\w+$/.test(input)
      ? [input]
      : children.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function isFresh(hash) {
  if (!existsSync(stamp)) return false;
  const built = JSON.parse(readFileSync(stamp, 'utf8'));
  return built.inputs === hash && built.files.every((file) => existsSync(file));
}

/**
 * @returns {Promise<boolean>} whether anything had to be built
 * @throws when the sources do not compile; dist then keeps its last good state
 */
export async function buildIfStale() {
  const hash = inputHash();
  if (isFresh(hash)) return false;
  const built = [];
  // Written aside and moved file by file: somebody reading dist meanwhile never meets half a file.
  const aside = `dist/.next-${process.pid}`;
  try {
    for (const project of projects) {
      const folder = join(aside, project.name);
      mkdirSync(folder, { recursive: true });
      await compileServer(project, folder);
      copyFileSync(project.manifest, join(folder, 'appsscript.json'));
      if (project.name === 'engine') {
        await compilePages(folder);
        await compilePacks(folder);
        await compileWords(folder);
      }
    }
    for (const project of projects) built.push(...publish(join(aside, project.name), project.out));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  writeFileSync(stamp, `${JSON.stringify({ inputs: hash, files: built }, null, 2)}\n`);
  return true;
}

/** Moves the new files over the old ones and removes what is no longer built. */
function publish(from, to) {
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from);
  for (const name of names) renameSync(join(from, name), join(to, name));
  for (const old of readdirSync(to)) if (!names.includes(old)) rmSync(join(to, old), { recursive: true });
  return names.map((name) => `${to}/${name}`);
}

/** Removes what was built, so that nothing is tested that no longer follows from the sources. */
export function forgetBuild() {
  rmSync('dist', { recursive: true, force: true });
}
