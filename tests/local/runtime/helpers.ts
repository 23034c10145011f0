// Small offices for tests of the runtime: a script given as text, run in a fresh execution each time.

import { createRuntime, type Execution, type Runtime, type RuntimeOptions } from '../../../local/runtime';

export const OWNER = 'office@demo.example';

/** An office with this script; latency on unless told. */
export function officeWith(code: string, options: Partial<RuntimeOptions> = {}, manifest?: object): Runtime {
  const runtime = createRuntime({ start: '2026-03-02T09:00:00+08:00', zone: 'Asia/Taipei', owner: OWNER, ...options });
  runtime.install('engine', {
    'Code.js': code,
    'page.html': '<p>page</p>',
    ...(manifest ? { 'appsscript.json': JSON.stringify(manifest) } : {}),
  });
  return runtime;
}

/** Runs `body` as a function of its own in the office and gives what it returns; its error is thrown. */
export function script(runtime: Runtime, body: string, ...args: unknown[]): unknown {
  const x = scriptRun(runtime, body, ...args);
  if (x.error) throw new Error(`${x.error.name}: ${x.error.message}\n${x.error.stack}`);
  return x.result;
}

/** The same, giving the execution. */
export function scriptRun(runtime: Runtime, body: string, ...args: unknown[]): Execution {
  const before = runtime.installed.files;
  runtime.install('engine', { ...before, 'zz.js': `function main_(...args) { ${body} }` });
  const x = runtime.run('main_', args);
  runtime.install('engine', before);
  return x;
}

/** A spreadsheet made through the API, with the given values from A1 on; gives its id. The sheet's id is 7. */
export function workbook(runtime: Runtime, values: (string | number | boolean | null)[][] = []): string {
  const id = script(
    runtime,
    `return Sheets.Spreadsheets.create({properties: {title: 'Book'}, sheets: [{properties: {sheetId: 7, title: '登記'}}]}).spreadsheetId`,
  ) as string;
  if (values.length) runtime.store.putRows(id, 7, 1, values);
  return id;
}
