// Compiles one server script with webpack, esbuild-loader and gas-webpack-plugin.
// Each setting below answers a trap: see the comments; checks/bundle.mjs proves the outcome.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'acorn';
import esbuild from 'esbuild';
import GasPlugin from 'gas-webpack-plugin';
import webpack from 'webpack';

const loader = (test, where, options) => ({
  test,
  ...where,
  loader: 'esbuild-loader',
  // The server's parser rejected class fields for years; ES2020 lowers them. Entry comments survive as legal ones.
  options: { target: 'es2020', charset: 'utf8', legalComments: 'inline', ...options },
});

/**
 * @param {{entry: string, out: string, name: string}} project one of projects.mjs
 * @param {string} folder where Code.js is written
 * @returns {Promise<void>}
 */
export async function compileServer(project, folder) {
  const packages = /[\\/]node_modules[\\/]/;
  const compiler = webpack({
    mode: 'production',
    context: process.cwd(),
    entry: `./${project.entry}`,
    // No browser, no Node: the runtime is bare ECMAScript.
    target: 'es2020',
    output: { path: resolve(folder), filename: 'Code.js', iife: true, chunkFormat: false, chunkLoading: false },
    resolve: {
      extensions: ['.ts', '.mjs', '.js'],
      conditionNames: ['import', 'module', 'require', 'default'],
      // papaparse names Node's streams for an input we do not use.
      fallback: { stream: false },
    },
    module: {
      rules: [
        loader(/\.ts$/, { exclude: packages }, { loader: 'ts' }),
        // Only names inside libraries are shortened: ours stay readable in an execution log.
        loader(/\.m?js$/, { include: packages }, { minifyIdentifiers: true }),
      ],
    },
    optimization: { minimize: false, moduleIds: 'named' },
    performance: { hints: false },
    plugins: [
      // Sentences few runs say are a data file (build/words.mjs), read by what stands here in their catalogue's place.
      new webpack.NormalModuleReplacementPlugin(/^\.\/words\/rest$/, resolve('src/workspace/words.ts')),
      new webpack.DefinePlugin({ OFFICE_URL: JSON.stringify(process.env.CHANCERY_OFFICE_URL ?? '') }),
      // Limited to the entry: the plugin's parser fails on modern syntax elsewhere.
      new GasPlugin({ include: [project.entry] }),
    ],
  });
  const stats = await new Promise((done, fail) =>
    compiler.run((error, result) => (error ? fail(error) : done(result))),
  );
  await new Promise((done, fail) => compiler.close((error) => (error ? fail(error) : done())));
  if (stats.hasErrors()) {
    const problems = stats
      .toJson({ all: false, errors: true })
      .errors.map((e) => `${e.moduleName ?? ''}\n${e.message}`);
    throw Object.assign(new Error(`${project.entry} does not compile:\n${problems.join('\n\n')}`), { hint: true });
  }
  const file = resolve(folder, 'Code.js');
  writeFileSync(file, await shake(readFileSync(file, 'utf8')));
}

/**
 * Drops what no entry point reaches: webpack joins modules but leaves their unused functions in.
 * A minimizer that sees the top-level functions deletes or renames them, so it is shown only the inside of webpack's
 * wrappers, where everything is private; the functions Apps Script looks for stay as the plugin wrote them.
 */
async function shake(code) {
  const wrapper = wrapperOf(code, 'script');
  if (!wrapper) throw new Error('webpack wrapped nothing: did an entry come out empty?');
  const stubs = code.slice(0, wrapper.from).replace('/******/', '').trim();
  return `${stubs}\n(() => {\n'use strict';\n${await shakeInside(code.slice(wrapper.open, wrapper.close))}\n})();\n`;
}

async function shakeInside(code) {
  // Beside CommonJS libraries the joined modules get a wrapper of their own.
  const inner = wrapperOf(code, 'module');
  const joined = inner
    ? `${code.slice(0, inner.open)}${await shakeInside(code.slice(inner.open, inner.close))}${code.slice(inner.close)}`
    : code;
  const result = await esbuild.transform(joined, {
    format: 'esm',
    target: 'es2020',
    treeShaking: true,
    minifySyntax: true,
    minifyIdentifiers: true,
    minifyWhitespace: true,
    // Lines short enough for an execution log to point at.
    lineLimit: 200,
    charset: 'utf8',
    legalComments: 'none',
  });
  return result.code.trim();
}

/** Where the last `(() => { … })()` among the statements of `code` begins, and the bounds of what is inside it. */
function wrapperOf(code, sourceType) {
  const { body } = parse(code, { ecmaVersion: 2020, sourceType });
  const wrapper = body.findLast(
    ({ type, expression }) => type === 'ExpressionStatement' && expression.callee?.type === 'ArrowFunctionExpression',
  );
  const block = wrapper?.expression.callee.body;
  return block && { from: wrapper.start, open: block.start + 1, close: block.end - 1 };
}
