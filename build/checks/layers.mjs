// The rooms and their arrows: who may import whom, who may name a Google service, and what nobody may write.
// A room not listed here may not exist under src/.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { failOn } from './problems.mjs';
import { readSource, sourceFiles } from './source.mjs';

/** First match wins. `imports`: rooms it may reach besides itself; `google`: services it may name (`true`: all). */
const rooms = [
  { name: 'add-on entry', test: /^src\/addon\.ts$/, imports: ['add-on surface'], google: [] },
  {
    name: 'entry',
    test: /^src\/main\.ts$/,
    imports: ['surfaces', 'office', 'layout', 'engine', 'model', 'workspace'],
    google: [],
  },
  // Runs in the build only: may use its tools, and nothing that ships may lean on it.
  {
    name: 'pack compiler',
    test: /^src\/model\/(pack-build|yaml-source)\.ts$/,
    imports: ['model'],
    google: [],
    tools: true,
  },
  { name: 'model', test: /^src\/model\//, imports: [], google: [] },
  { name: 'engine', test: /^src\/engine\//, imports: ['model'], google: [] },
  // Where things lie in a workbook: plain constants, also for those who read a store from outside.
  { name: 'layout', test: /^src\/office\/layout\.ts$/, imports: [], google: [] },
  { name: 'office', test: /^src\/office\//, imports: ['layout', 'engine', 'model'], google: [] },
  { name: 'workspace', test: /^src\/workspace\//, imports: ['office', 'layout', 'engine', 'model'], google: true },
  {
    name: 'add-on surface',
    test: /^src\/surfaces\/addon\//,
    imports: ['model'],
    google: ['CardService', 'HtmlService', 'SpreadsheetApp', 'DocumentApp'],
  },
  { name: 'pages', test: /^src\/surfaces\/pages\//, imports: ['engine', 'model'], google: [] },
  {
    name: 'surfaces',
    test: /^src\/surfaces\//,
    imports: ['office', 'layout', 'engine', 'model'],
    google: ['CardService', 'HtmlService'],
  },
  { name: 'local', test: /^local\//, imports: ['layout', 'engine', 'model'] },
  { name: 'admin', test: /^admin\//, imports: ['layout', 'engine', 'model'] },
];

/** Named in one file at most: whoever needs them asks that file. */
const gateways = ['LockService', 'PropertiesService'];

/** Cells are written by one atomic batchUpdate with typed values; these write around it. */
const looseWriters = /^(setValues?|appendRow|setFormulas?|setFormulaR1C1|setFormulasR1C1)$/;
const rawHtml = /^(innerHTML|outerHTML|insertAdjacentHTML)$/;
const a1Range = /^('?[^'!]+'?!)?\$?[A-Z]{1,3}\$?\d*:\$?[A-Z]{1,3}\$?\d*$/;

const roomOf = (path) => rooms.find((room) => room.test.test(path));

/** @returns {string} path of an imported file, without its extension, from the repository's root */
const target = (path, from) => posix.normalize(posix.join(posix.dirname(path), from));

/**
 * @param {ReturnType<typeof readSource>[]} sources
 * @param {string[]} packages names that may be imported under src/
 * @returns {string[]} problems, one a line
 */
export function layerProblems(sources, packages) {
  const problems = [];
  const gatewayFiles = new Map();
  for (const source of sources) {
    const { path } = source;
    const say = (line, text) => problems.push(`${path}:${line} ${text}`);
    const room = roomOf(path);
    if (!room) {
      say(1, 'belongs to no room: see build/checks/layers.mjs');
      continue;
    }
    for (const { from, line } of source.imports) {
      if (from.startsWith('.')) {
        const file = target(path, from);
        const other = roomOf(/\.tsx?$/.test(file) ? file : `${file}.ts`);
        if (other !== room && !room.imports.includes(other?.name)) {
          say(line, `${room.name} must not import ${other?.name ?? 'what lies outside the rooms'} (${from})`);
        }
      } else if (
        path.startsWith('src/') &&
        !room.tools &&
        !packages.some((name) => from === name || from.startsWith(`${name}/`))
      ) {
        say(line, `${from} is not among the packages that ship in the product`);
      }
    }
    if (!path.startsWith('src/')) continue;
    for (const { name, line } of source.google) {
      if (room.google !== true && !room.google.includes(name)) say(line, `${room.name} must not name ${name}`);
      if (gateways.includes(name)) gatewayFiles.set(name, (gatewayFiles.get(name) ?? new Set()).add(path));
    }
    if (/^src\/(model|engine|office)\//.test(path)) {
      for (const { name, line } of source.googleTypes) say(line, `${room.name} must not know ${name}`);
    }
    for (const { method, argument, line } of source.calls) {
      if (looseWriters.test(method)) say(line, `${method}() writes cells around the commit`);
      if (method === 'getRange' && argument !== undefined) say(line, 'ranges go by sheet id and index, not by A1 text');
    }
    for (const { name, line } of source.properties) {
      if (rawHtml.test(name)) say(line, `${name} puts text on a page unescaped`);
    }
    for (const { text, line } of source.strings) {
      if (a1Range.test(text)) say(line, `"${text}" is an A1 range: ranges go by sheet id and index`);
      if (text.includes('<?!=')) say(line, '<?!= ?> prints unescaped');
    }
  }
  for (const [name, files] of gatewayFiles) {
    if (files.size > 1) problems.push(`${name} is named in ${[...files].join(' and ')}: one gateway file may`);
  }
  return problems;
}

export function checkLayers() {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const sources = sourceFiles(['src', 'local', 'admin']).map((path) => readSource(path));
  const problems = layerProblems(sources, Object.keys(dependencies));
  for (const path of sourceFiles(['src'], /\.html$/)) {
    if (readFileSync(path, 'utf8').includes('<?!=')) problems.push(`${path} <?!= ?> prints unescaped`);
  }
  failOn(problems);
  return `${sources.length} files`;
}
