// Every library of the bundle survives the build chain and works where only ECMAScript's own globals exist.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import vm from 'node:vm';
import { readScript } from '../../build/checks/script.mjs';
import { runNode } from '../../build/checks/command.mjs';

const entry = `
import '../../src/workspace/encoding-shim';
import { Environment } from '@marcbachmann/cel-js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import Mustache from 'mustache';
declare const global: Record<string, unknown>;
class Counter { count = 41; #step = 1; next() { return (this.count += this.#step); } }
/** Says what each library answers. @preserve */
global.api = () => {
  return JSON.stringify({
    cel: new Environment().registerVariable('a', 'double').evaluate('a > 1.0 && "典".size() == 1', { a: 2 }),
    hash: bytesToHex(sha256(utf8ToBytes('典簿'))),
    mac: bytesToHex(hmac(sha256, utf8ToBytes('k'), utf8ToBytes('m'))).length,
    mustache: Mustache.render('{{a}}', { a: '<' }),
    field: new Counter().next(),
  });
};
`;

test('all of them, in one script', async () => {
  // Inside the repository, because packages are looked for upwards from the entry.
  mkdirSync('dist', { recursive: true });
  const folder = mkdtempSync('dist/.libraries-');
  try {
    writeFileSync(`${folder}/main.ts`, entry);
    const project = JSON.stringify({ entry: `${folder}/main.ts`, out: folder, name: 'libraries' });
    const script = `import { compileServer } from './build/server.mjs'; await compileServer(${project}, '${folder}');`;
    const { code: exit, stderr } = await runNode(['--input-type=module', '-e', script]);
    if (exit !== 0) throw new Error(stderr);
    const code = readFileSync(`${folder}/Code.js`, 'utf8');
    expect(readScript(code)).toMatchObject({ functions: ['api'], others: [] });
    expect(code.startsWith('/** Says what each library answers. @preserve */')).toBe(true);
    expect(code.length).toBeLessThan(350_000);

    const context = vm.createContext({});
    vm.runInContext(code, context);
    expect(JSON.parse(vm.runInContext('api()', context) as string)).toEqual({
      cel: true,
      hash: createHash('sha256').update('典簿').digest('hex'),
      mac: 64,
      mustache: '&lt;',
      field: 42,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
