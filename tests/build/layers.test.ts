// The arrows between the rooms hold, and the check sees each kind of breach.
import { layerProblems } from '../../build/checks/layers.mjs';
import { readSource } from '../../build/checks/source.mjs';

const packages = ['valibot', '@noble/hashes'];
const problemsOf = (path: string, text: string) => layerProblems([readSource(path, text)], packages);

test.each([
  ['src/model/a.ts', `import { x } from '../engine/x';`, 'model must not import engine'],
  ['src/engine/a.ts', `import type { X } from '../office/x.ts';`, 'engine must not import office'],
  ['src/engine/a.ts', `export * from '../workspace/x';`, 'engine must not import workspace'],
  ['src/engine/a.ts', `type X = import('../workspace/x').X;`, 'engine must not import workspace'],
  ['src/office/a.ts', `const x = await import('../workspace/x');`, 'office must not import workspace'],
  ['src/office/a.ts', `import { x } from '../surfaces/x';`, 'office must not import surfaces'],
  ['src/surfaces/a.ts', `import { x } from '../workspace/x';`, 'surfaces must not import workspace'],
  ['src/addon.ts', `import { x } from './office/x';`, 'add-on entry must not import office'],
  ['local/desk/a.ts', `import { x } from '../../src/workspace/x';`, 'local must not import workspace'],
  ['admin/a.ts', `import { x } from '../src/office/x';`, 'admin must not import office'],
  ['src/engine/a.ts', `import { x } from '../../local/x';`, 'engine must not import local'],
  ['src/engine/a.ts', `import fs from 'node:fs';`, 'not among the packages that ship'],
  ['src/model/a.ts', `import yaml from 'yaml';`, 'not among the packages that ship'],
  ['src/model/a.ts', `import { read } from './yaml-source';`, 'model must not import pack compiler'],
  ['src/helpers/a.ts', ``, 'belongs to no room'],
])('%s with %s is refused', (path, text, words) => {
  expect(problemsOf(path, text)).toEqual([expect.stringContaining(words)]);
});

test.each([
  ['src/engine/a.ts', 'export const f = () => SpreadsheetApp.getActive();', 'engine must not name SpreadsheetApp'],
  ['src/office/a.ts', 'export const f = (s: GoogleAppsScript.Spreadsheet.Sheet) => s;', 'office must not know'],
  ['src/surfaces/a.ts', 'export const f = () => Session.getActiveUser();', 'surfaces must not name Session'],
  ['src/main.ts', 'export const f = { MailApp };', 'entry must not name MailApp'],
  ['src/workspace/a.ts', 'export const f = (s: X) => s.appendRow([1]);', 'appendRow() writes cells around the commit'],
  [
    'src/workspace/a.ts',
    'export const f = (s: X) => s.setValues([[1]]);',
    'setValues() writes cells around the commit',
  ],
  ['src/workspace/a.ts', `export const f = (s: X) => s.getRange('B2');`, 'not by A1 text'],
  ['src/workspace/a.ts', `export const f = "Tickets!A2:F";`, 'is an A1 range'],
  ['src/surfaces/pages/a.ts', 'document.body.innerHTML = x;', 'innerHTML puts text on a page unescaped'],
  ['src/surfaces/a.ts', 'export const t = "<p><?!= name ?></p>";', 'prints unescaped'],
])('%s with %s is refused', (path, text, words) => {
  expect(problemsOf(path, text)).toEqual([expect.stringContaining(words)]);
});

test('what the rooms are for is allowed', () => {
  const fine: [string, string][] = [
    [
      'src/engine/a.ts',
      `import type { Field } from '../model/types'; import * as v from 'valibot'; import { b } from './b.ts';`,
    ],
    ['src/office/a.ts', `import { decide } from '../engine/decide';`],
    [
      'src/workspace/a.ts',
      `import type { Port } from '../office/ports'; export const f = () => SpreadsheetApp.getUi();`,
    ],
    [
      'src/surfaces/a.ts',
      `import { sha256 } from '@noble/hashes/sha2.js'; export const f = () => HtmlService.createHtmlOutput('');`,
    ],
    ['src/model/pack-build.ts', `import { parse } from 'yaml'; import { compile } from './compile';`],
    ['src/main.ts', `import { Book } from './workspace/book'; import { act } from './office/act';`],
    ['local/desk/a.ts', `import { label } from '../../src/model/labels'; import http from 'node:http';`],
    // The same words as names of our own are no services.
    ['src/model/a.ts', `interface Calendar { days: number } export const f = (Session: Calendar) => Session.days;`],
    ['src/model/b.ts', `export const paper = 'A4', rule = 'R093', time = '10:20', o = { Sheets: 1 }; o.Sheets;`],
  ];
  for (const [path, text] of fine) expect(problemsOf(path, text)).toEqual([]);
});

test('the lock and the properties have one gateway file each', () => {
  const two = ['a', 'b'].map((name) => readSource(`src/workspace/${name}.ts`, 'LockService.getScriptLock();'));
  expect(layerProblems(two, [])).toEqual([expect.stringContaining('LockService is named in')]);
  expect(layerProblems(two.slice(0, 1), [])).toEqual([]);
});
