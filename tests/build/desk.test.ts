// What the desk's browser side is made of: free packages at exact versions, and a shell that stays small without the grid.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { licenceAllowed } from '../../build/checks/repository.mjs';
import { clientScript } from '../../local/desk/client-script.ts';

const read = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')) as never;
const KB = 1024;

test('the grid comes from its free packages alone, each at one exact version', () => {
  const names = Object.keys(read('package-lock.json')['packages'] as object);
  expect(names.filter((path) => /@univerjs-pro\/|@univerjs\/presets$/.test(path))).toEqual([]);
  const asked = Object.entries(read('package.json')['devDependencies'] as Record<string, string>).filter(([name]) =>
    name.startsWith('@univerjs/'),
  );
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(([, version]) => version !== '0.25.1')).toEqual([]);
});

test('the lockfile names no registry but the public one', () => {
  const hosts = [...readFileSync('package-lock.json', 'utf8').matchAll(/"resolved": "(https?:\/\/[^/"]+)/g)];
  expect(hosts.map(([, host]) => host).filter((host) => host !== 'https://registry.npmjs.org')).toEqual([]);
});

test('every package in the served chunk is under a licence that may be handed on', () => {
  const packages = read('dist/desk/built.json')['packages'] as string[];
  expect(packages).toContain('node_modules/@univerjs/sheets-ui');
  const bad = packages.filter((folder) => {
    const said = read(`${folder}/package.json`)['license'] as string | undefined;
    return said === undefined ? !isApache(folder) : !licenceAllowed(said);
  });
  expect(bad).toEqual([]);
});

/** One package says it in a file of its own only. */
function isApache(folder: string): boolean {
  const file = `${folder}/LICENSE`;
  return existsSync(file) && /Apache License\s+Version 2\.0/.test(readFileSync(file, 'utf8'));
}

test('the shell without the grid stays under 60 KB, and asks for the grid only by its address', async () => {
  const shell = await clientScript();
  expect(gzipSync(shell).length).toBeLessThan(60 * KB);
  expect(shell).not.toMatch(/univerjs|createUnit/i);
});

test('the grid’s look loads nothing from elsewhere', () => {
  expect(readdirSync('dist/desk')).toContain('grid.js');
  expect(readFileSync('dist/desk/grid.css', 'utf8')).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
});
