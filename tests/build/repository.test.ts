// Licences, private registries, machine paths, scopes and the lockfile: each breach is seen.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { licenceAllowed, lockProblems, machinePaths } from '../../build/checks/repository.mjs';
import { scopeProblems } from '../../build/checks/scopes.mjs';
import { missingPackages } from '../../build/install.mjs';

test('licences that may ship', () => {
  for (const fine of ['MIT', 'ISC', 'BSD-3-Clause', 'MPL-2.0', '(GPL-3.0 OR MIT)', '(MIT AND ISC)'])
    expect(licenceAllowed(fine)).toBe(true);
  for (const bad of ['GPL-3.0', 'AGPL-3.0-only', '(MIT AND GPL-2.0)', 'UNLICENSED', undefined])
    expect(licenceAllowed(bad)).toBe(false);
});

test('the lockfile names no private package, no host, no foreign licence in what ships', () => {
  const lock = (path: string, entry: object) => lockProblems({ packages: { '': {}, [path]: entry } });
  expect(lock('node_modules/a', { license: 'MIT' })).toEqual([]);
  expect(lock('node_modules/a', { license: 'GPL-3.0', dev: true })).toEqual([]);
  expect(lock('node_modules/a', { license: 'GPL-3.0' })).toEqual(['a ships in the product under GPL-3.0']);
  expect(lock('node_modules/x/node_modules/@univerjs-pro/a', { license: 'MIT' })).toEqual([
    '@univerjs-pro/a is not free software',
  ]);
  expect(lock('node_modules/a', { license: 'MIT', resolved: 'https://npm.demo.example/a.tgz' })).toHaveLength(1);
});

test('paths of one machine are told from paths of the product', () => {
  const home = ['', 'home', 'lin', 'x'].join('/');
  expect(machinePaths(`open ${home}/y`, [])).toHaveLength(1);
  expect(machinePaths('see docs/home/lin/x and https://demo.example/Users', [])).toEqual([]);
  expect(machinePaths('cd /builds/office/a', ['/builds/office'])).toEqual(['/builds/office']);
});

test('a service without its scope is seen, a scope too wide is refused, an idle one told', () => {
  const check = (scopes: string[], services: string[]) =>
    scopeProblems(
      { oauthScopes: scopes.map((scope) => `https://www.googleapis.com/auth/${scope}`) },
      new Set(services),
      new Set(),
    );
  expect(check(['forms'], ['FormApp', 'LockService'])).toEqual({ problems: [], unused: [] });
  expect(check([], ['MailApp']).problems).toEqual(['MailApp needs the scope script.send_mail']);
  expect(check(['drive'], []).problems).toEqual(['takes the scope drive']);
  expect(check(['forms'], []).unused).toEqual(['forms']);
});

test('packages are installed when the lockfile asks for others than are there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  const write = (path: string, packages: object) => writeFileSync(join(folder, path), JSON.stringify({ packages }));
  try {
    write('package-lock.json', {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '1.0.0', optional: true },
    });
    expect(missingPackages(folder)).toEqual(['node_modules/a']);
    mkdirSync(join(folder, 'node_modules'));
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
    expect(missingPackages(folder)).toEqual([]);
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0' } });
    expect(missingPackages(folder)).toEqual(['node_modules/a']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
