// Compiles the browser's script in memory; the desk serves it from there.

import esbuild from 'esbuild';

/** JavaScript of local/desk/client. Throws when it does not compile. */
export async function clientScript(entry = 'local/desk/client/main.ts'): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}
