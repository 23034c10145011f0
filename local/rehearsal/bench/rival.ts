// The same five acts done with `sheetquery` from npm on the same runtime: what a common query library costs on a sheet.
import { buildSync } from 'esbuild';
import type { LocalOffice } from '../../office.ts';
import type { Runtime } from '../../runtime/index.ts';
import { costOf, type Cost } from './measure.ts';

const SOURCE = `
import { sheetQuery } from 'sheetquery';
const tickets = (id, title) => sheetQuery(SpreadsheetApp.openById(id)).from(title);
globalThis.submit = (id, title, row) => { tickets(id, title).insertRows([row]); };
globalThis.edit = (id, title, key, number, field, value) => {
  tickets(id, title).where((row) => row[key] === number).updateRows((row) => { row[field] = value; return row; });
};
globalThis.next = (id, title, key, number, changes) => {
  tickets(id, title).where((row) => row[key] === number).updateRows((row) => Object.assign(row, changes));
};
globalThis.find = (id, title, key, number) => tickets(id, title).where((row) => row[key] === number).getRows().length;
globalThis.tick = (id, title, state) => tickets(id, title).where((row) => row[state] === '待回應').getRows().length;
`;

let built: string | undefined;

function script(): string {
  built ??= buildSync({
    stdin: { contents: SOURCE, resolveDir: process.cwd() },
    bundle: true,
    format: 'iife',
    target: 'es2020',
    write: false,
    logLevel: 'error',
  }).outputFiles[0]!.text;
  // Apps Script calls top-level functions: one line of declaration for each that the bundle made.
  const names = ['submit', 'edit', 'next', 'find', 'tick'];
  return `${built}\n${names.map((name) => `function ${name}_() { return globalThis.${name}.apply(null, arguments); }`).join('\n')}`;
}

const MANIFEST = JSON.stringify({
  timeZone: 'Asia/Taipei',
  runtimeVersion: 'V8',
  oauthScopes: ['https://www.googleapis.com/auth/spreadsheets'],
});

export interface RivalCosts {
  submit: Cost;
  edit: Cost;
  next: Cost;
  tick: Cost;
  find: Cost;
}

/** Costs of the rival on a fork of this office; the office itself is not touched. */
export function rivalCosts(office: LocalOffice): RivalCosts {
  const fork = office.fork();
  const runtime: Runtime = fork.runtime;
  runtime.install('engine', { 'Code.js': script(), 'appsscript.json': MANIFEST });
  runtime.store.set({ triggers: [] });
  const { spreadsheetId, live } = fork.sheet('tickets');
  const { title } = runtime.store.sheet(spreadsheetId, live);
  const header = (key: string): string => fork.text('tickets', fork.headerRow('tickets'), fork.col('tickets', key));
  const id = fork.records('tickets').at(-1)!.id;
  const run = (fn: string, ...args: unknown[]): Cost =>
    costOf(
      runtime,
      () => {
        const done = runtime.run(`${fn}_`, [spreadsheetId, title, ...args]);
        if (done.error) throw new Error(`sheetquery ${fn}: ${done.error.message}`);
      },
      0,
    );
  return {
    submit: run('submit', {
      [header('$number')]: 'TKT-2026-999999',
      [header('$state')]: '待回應',
      [header('fault')]: '卡紙',
    }),
    edit: run('edit', header('$number'), id, header('cost'), 350),
    next: run('next', header('$number'), id, { [header('$state')]: '已修復', [header('solution')]: '換碳粉匣' }),
    tick: run('tick', header('$state')),
    find: run('find', header('$number'), id),
  };
}
