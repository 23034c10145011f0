// Compiles an entry of the local office, the admin tools or the tests' helpers to one Node module.
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import esbuild from 'esbuild';

const out = 'node_modules/.cache/chancery';

/**
 * Bundles `entry` for Node 20. Packages that ship in the product are bundled the way webpack bundles them;
 * tools (libsql, playwright, googleapis …) stay where npm put them.
 * @param {string} entry path from the repository's root, e.g. local/desk/main.ts
 * @returns {Promise<string>} absolute path of the compiled module
 */
export async function compileLocal(entry) {
  mkdirSync(out, { recursive: true });
  const outfile = resolve(out, `${basename(dirname(entry))}-${basename(entry).replace(/\.tsx?$/, '')}.mjs`);
  const tools = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).devDependencies);
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'linked',
    external: tools.flatMap((name) => [name, `${name}/*`]),
    // CommonJS packages inside the bundle ask for Node's own modules by require().
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outfile;
}
