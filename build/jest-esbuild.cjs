// Jest's transformer: esbuild turns one TypeScript or ES module file into CommonJS.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const esbuild = require('esbuild');

const version = createHash('sha1')
  .update(readFileSync(__filename))
  .update(readFileSync(`${__dirname}/../package-lock.json`))
  .update(esbuild.version)
  .digest('hex');

module.exports = {
  getCacheKey: (text, path, { instrument }) =>
    createHash('sha1').update(version).update(String(instrument)).update(path).update('\0').update(text).digest('hex'),
  process(text, path) {
    if (/[\\/]node_modules[\\/]/.test(path)) return { code: bundled(path) };
    const { code } = esbuild.transformSync(text, {
      loader: path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline',
      // Without --experimental-vm-modules Jest has no import(); build scripts ask for their own address.
      supported: { 'dynamic-import': false },
      define: { 'import.meta.url': '__importMetaUrl' },
      banner: 'const __importMetaUrl = require("node:url").pathToFileURL(__filename).href;',
    });
    return { code };
  },
};

/**
 * A package with all it imports in one file. As CommonJS every name of another module is a getter that is asked at each use, in
 * the innermost loop of a hash too; names of the same file are not.
 */
function bundled(path) {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [path],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
