// A use case run by itself: bundled beside the engine and called under its name in the same runtime, with the real ports.
import { buildSync } from 'esbuild';
import { bundleFiles, type LocalOffice } from '../../local/office';
import { OWNER } from './hands';

/** Makes `body` (statements that may use `ports` and the imports) callable as `probe_`, taking `arg`. */
export function withProbe(office: LocalOffice, imports: string, body: string): LocalOffice {
  const contents = `import './src/workspace/encoding-shim'; import { googlePorts, sendMail } from './src/workspace/ports';
${imports}
global.probe_ = (arg) => { const ports = googlePorts(sendMail); ${body} };`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
  });
  office.runtime.install('engine', {
    ...bundleFiles(),
    'Probe.js': `function probe_(arg) {}\nvar global = this;\n${outputFiles[0]!.text}`,
  });
  return office;
}

export function probe(office: LocalOffice, arg: unknown): unknown {
  const run = office.runtime.run('probe_', [arg], { active: OWNER, effective: OWNER });
  if (run.error) throw new Error(`${run.error.message}\n${run.error.stack ?? ''}`);
  return run.result;
}
