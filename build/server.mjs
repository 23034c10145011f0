// Compiles one server script with webpack, esbuild-loader and gas-webpack-plugin.
// Each setting below answers a trap: see the comments; checks/bundle.mjs proves the outcome.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
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
        // Only libraries are minified, and here rather than at the end: minifying the whole file renames or deletes
        // the top-level functions Apps Script looks for.
        loader(/\.m?js$/, { include: packages }, { minify: true, legalComments: 'none' }),
      ],
    },
    optimization: { minimize: false, moduleIds: 'named' },
    performance: { hints: false },
    plugins: [
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
  if (!existsSync(resolve(folder, 'Code.js'))) throw new Error(`webpack wrote no ${project.out}/Code.js`);
}
