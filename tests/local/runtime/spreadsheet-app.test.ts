// SpreadsheetApp: coercion, dates in the sheet's zone, buffering, ranges.

import { buildSync } from 'esbuild';
import { kill } from '../../../local/runtime';
import { officeWith, script, scriptRun, workbook } from './helpers';

const HEAD = `const sheet = (id) => SpreadsheetApp.openById(id).getSheetById(7);`;

test('values are parsed as if typed and read back as numbers, booleans, dates, strings (VAL-1, VAL-2)', () => {
  const rt = officeWith(HEAD);
  const id = workbook(rt);
  expect(
    script(
      rt,
      `const s = sheet(args[0]); s.getRange(1, 1, 1, 7).setValues([['007', 'TRUE', '1/2', '=1+1', null, "'=x", new Date(2026, 2, 5)]]); return s.getRange(1, 1, 1, 7).getValues()[0].map((v) => v instanceof Date ? 'Date ' + v.toISOString() : v)`,
      id,
    ),
  ).toEqual([7, true, 'Date 2026-01-01T16:00:00.000Z', 2, '', '=x', 'Date 2026-03-04T16:00:00.000Z']);
});

test('what was escaped comes back without its apostrophe, and writing it back makes a formula (VAL-3)', () => {
  const rt = officeWith(HEAD);
  const id = workbook(rt);
  expect(
    script(
      rt,
      `const r = sheet(args[0]).getRange('A1'); r.setValue("'=1+1"); const text = r.getValue(); r.setValues(r.getValues()); return [text, r.getValue(), r.getFormula()]`,
      id,
    ),
  ).toEqual(['=1+1', 2, '=1+1']);
});

test('dates live in the zone of the spreadsheet, not of the script (DAT-1)', () => {
  const rt = officeWith(HEAD);
  const id = workbook(rt);
  rt.store.putSpreadsheet({ ...rt.store.spreadsheet(id), zone: 'America/New_York' });
  expect(
    script(
      rt,
      `const r = sheet(args[0]).getRange('A1'); r.setValue(new Date(2026, 2, 5)); return [r.getDisplayValue(), r.getValue().getDate()]`,
      id,
    ),
  ).toEqual(['2026/3/4 11:00:00', 5]);
});

test('wrong dimensions and wrong arguments throw Google’s words (VAL-5, VAL-7)', () => {
  const rt = officeWith(HEAD);
  const id = workbook(rt);
  const message = (body: string): string | undefined => scriptRun(rt, body, id).error?.message;
  expect(message(`sheet(args[0]).getRange(1, 1, 2, 1).setValues([['a']])`)).toBe(
    'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
  );
  expect(message(`sheet(args[0]).getRange(1, 1, 1, 2).setValues([['a']])`)).toBe(
    'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
  );
  expect(message(`sheet(args[0]).getRange(0, 1)`)).toBe('The starting row of the range is too small.');
  expect(message(`sheet(args[0]).getRange(1, 1, 0, 1)`)).toBe('The number of rows in the range must be at least 1.');
  expect(message(`sheet(args[0]).getRange(1, 1).setValues('x')`)).toBe(
    "The parameters (String) don't match the method signature for SpreadsheetApp.Range.setValues.",
  );
  expect(message(`SpreadsheetApp.openById('none')`)).toMatch(/is missing/);
  expect(
    script(
      rt,
      `const r = sheet(args[0]).getRange('A1'); r.setNote(25); r.setBackground('foo'); return [r.getNote(), r.getBackground(), String(r), String(sheet(args[0]))]`,
      id,
    ),
  ).toEqual(['25.0', '#ffffff', 'Range', 'Sheet']);
});

test('an empty sheet has no last row, yet a data range (VAL-5); appendRow goes after content (VAL-6)', () => {
  const rt = officeWith(HEAD);
  const id = workbook(rt);
  expect(
    script(
      rt,
      `const s = sheet(args[0]); const before = [s.getLastRow(), s.getDataRange().getA1Notation()]; s.appendRow(['a', '=1+1']); s.appendRow(['b']); return [before, s.getDataRange().getValues(), s.getLastColumn()]`,
      id,
    ),
  ).toEqual([
    [0, 'A1'],
    [
      ['a', 2],
      ['b', ''],
    ],
    2,
  ]);
});

test('writes wait for flush, read or the end; others see them only then (BUF-1)', () => {
  const rt = officeWith(
    `${HEAD} function slow(id) { sheet(id).getRange('A1').setValue('x'); Utilities.sleep(10000); SpreadsheetApp.flush(); Utilities.sleep(10000); sheet(id).getRange('A1').setValue('y'); }`,
    { latency: false },
  );
  const id = workbook(rt);
  const seen: unknown[] = [];
  for (const at of [5000, 15_000]) rt.at(rt.now + at, () => seen.push(rt.store.cell(id, 7, 1, 1).v));
  rt.run('slow', [id]);
  expect([...seen, rt.store.cell(id, 7, 1, 1).v]).toEqual([null, 'x', 'y']);
});

test('a killed run keeps a prefix of its unflushed writes at most (BUF-2)', () => {
  const kept = (switches: object): unknown[] => {
    const rt = officeWith(
      `${HEAD} function f(id) { const s = sheet(id); for (let i = 1; i <= 4; i++) s.getRange(i, 1).setValue(i); PropertiesService.getScriptProperties().getProperty('die'); }`,
      { switches },
    );
    const id = workbook(rt);
    rt.hook((c, proceed) => (c.args[0] === 'die' ? kill() : proceed()));
    rt.run('f', [id]);
    return [1, 2, 3, 4].map((row) => rt.store.cell(id, 7, row, 1).v);
  };
  expect(kept({ killKeepsBuffered: 'none' })).toEqual([null, null, null, null]);
  expect(kept({ killKeepsBuffered: 'all' })).toEqual([1, 2, 3, 4]);
  const some = kept({}).filter((v) => v !== null);
  expect(some).toEqual([1, 2, 3, 4].slice(0, some.length));
});

test('rows are inserted and deleted; sheets found by name and id', () => {
  const rt = officeWith(HEAD);
  const id = workbook(rt, [['a'], ['b'], ['c']]);
  expect(
    script(
      rt,
      `const s = sheet(args[0]); s.deleteRow(1); s.insertRowAfter(1); const book = s.getParent(); return [s.getRange(1, 1, 3, 1).getValues().flat(), book.getSheetByName('登記').getSheetId(), book.getSheetByName('x'), book.getSheetById(1), book.insertSheet('二').getIndex()]`,
      id,
    ),
  ).toEqual([['b', '', 'c'], 7, null, null, 2]);
});

test('alternating reads and writes pay for each flush', () => {
  const rt = officeWith(HEAD);
  const id = workbook(rt);
  const cost = (body: string): number => {
    const x = scriptRun(rt, body, id);
    return x.calls.reduce((sum, c) => sum + c.ms, 0);
  };
  const alternating = cost(
    `const s = sheet(args[0]); for (let i = 1; i <= 10; i++) { s.getRange(i, 1).setValue(i); s.getRange(i, 1).getValue(); }`,
  );
  const gathered = cost(
    `const s = sheet(args[0]); for (let i = 1; i <= 10; i++) s.getRange(i, 1).setValue(i); s.getRange(1, 1, 10, 1).getValues();`,
  );
  expect(alternating).toBeGreaterThan(gathered * 4);
});

test('sheetquery from npm runs on it unchanged', () => {
  const source = `import { sheetQuery } from 'sheetquery';
    globalThis.go = (id) => { const q = () => sheetQuery(SpreadsheetApp.openById(id)).from('登記');
      q().insertRows([{ 編號: 'C', 數量: 3 }]); q().where((r) => r.編號 === 'B').updateRows((r) => { r.數量 = 20; });
      q().where((r) => r.編號 === 'A').deleteRows(); return q().getRows().map((r) => [r.編號, r.數量]); };`;
  const bundle = buildSync({
    stdin: { contents: source, resolveDir: process.cwd() },
    bundle: true,
    format: 'iife',
    target: 'es2020',
    write: false,
  }).outputFiles[0]!.text;
  const rt = officeWith(`${bundle}\nfunction go_(id) { return go(id); }`);
  const id = workbook(rt, [
    ['編號', '數量'],
    ['A', 1],
    ['B', 2],
  ]);
  const x = rt.run('go_', [id]);
  expect(x.error).toBeUndefined();
  // It takes the header row for a row.
  expect(x.result).toEqual([
    ['編號', '數量'],
    ['B', 20],
    ['C', 3],
  ]);
});

test('a file is shared with viewers; an editor stays one, and taking away who is not there does nothing', () => {
  const rt = officeWith(
    `const book = (id) => SpreadsheetApp.openById(id); const mails = (users) => users.map((u) => u.getEmail());`,
  );
  const id = workbook(rt);
  const look = `return [mails(book(args[0]).getEditors()), mails(book(args[0]).getViewers())]`;
  expect(script(rt, look, id)).toEqual([['office@demo.example'], []]);
  script(
    rt,
    `book(args[0]).addEditor('wu@demo.example').addViewer('A@vendor.example').addViewer('a@vendor.example')`,
    id,
  );
  script(
    rt,
    `book(args[0]).addViewer('wu@demo.example').addViewer('office@demo.example').removeViewer('b@vendor.example')`,
    id,
  );
  expect(script(rt, look, id)).toEqual([['office@demo.example', 'wu@demo.example'], ['a@vendor.example']]);
  script(rt, `book(args[0]).removeViewer('a@vendor.example').removeViewer('wu@demo.example')`, id);
  expect(script(rt, look, id)).toEqual([['office@demo.example', 'wu@demo.example'], []]);
  expect(scriptRun(rt, `book(args[0]).addViewer('somebody')`, id).error?.message).toBe('Invalid email: somebody');
});
