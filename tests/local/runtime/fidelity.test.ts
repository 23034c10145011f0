// The fidelity table: each row names a test that is there, each switch is in it, and methods of our services are Google's.

import { readdirSync, readFileSync } from 'node:fs';
import { SWITCHES } from '../../../local/runtime';
import { Execution } from '../../../local/runtime/execution';
import { globalsFor } from '../../../local/runtime/services';
import { isApiMethod } from '../../../local/runtime/surface';
import { officeWith } from './helpers';

const table = readFileSync('docs/fidelity.md', 'utf8');
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Behaviour'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const tests = Object.fromEntries(
  readdirSync('tests/local/runtime')
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => [name.replace('.test.ts', ''), readFileSync(`tests/local/runtime/${name}`, 'utf8')]),
);

test('every row has evidence and names tests that exist', () => {
  expect(rows.length).toBeGreaterThan(50);
  for (const [, behaviour, evidence, , cited] of rows) {
    expect([behaviour, evidence]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
    for (const reference of cited!.split('; ')) {
      const [file, title] = reference.split(': ') as [string, string];
      expect(`${reference}: ${String(tests[file]?.includes(title))}`).toBe(`${reference}: true`);
    }
  }
});

test('every switch is in the table, and every switch of the table exists', () => {
  const named = rows.flatMap((row) => [...row[3]!.matchAll(/`(\w+)`/g)].map((m) => m[1]!));
  expect([...new Set(named)].sort()).toEqual(Object.keys(SWITCHES).sort());
});

test('services carry the names of the typings', () => {
  const office = officeWith('');
  const x = new Execution(office, office.installed, {
    id: 'x',
    fn: '',
    trigger: 'run',
    active: '',
    effective: '',
    startedAt: office.now,
    seed: 1,
  });
  const methods = Object.entries(globalsFor(x)).map(([name, make]) => {
    const service = make();
    const own = Object.getOwnPropertyNames(Object.getPrototypeOf(service) as object).filter((m) =>
      isApiMethod(service._class, m),
    );
    return [name, service._class, own.length] as const;
  });
  const missing = ['CalendarApp', 'DriveApp', 'GmailApp', 'UrlFetchApp', 'CardService', 'Charts'];
  for (const [name, className, count] of methods) {
    expect(className).toBe(name);
    expect(`${name} ${count > 0}`).toBe(
      `${name} ${!missing.includes(name) && !['Sheets', 'People', 'Drive', 'Calendar'].includes(name)}`,
    );
  }
  expect(office.run('none').error?.message).toBe('Script function not found: none');
});
