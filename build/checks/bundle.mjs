// Holds what was built against what Apps Script, the triggers, the menus and the pages will look for in it.
import { readdirSync, readFileSync } from 'node:fs';
import { chainNames, limits, projects } from '../projects.mjs';
import { bareProblems, loadMilliseconds } from './bare.mjs';
import { failOn } from './problems.mjs';
import { scopeProblems } from './scopes.mjs';
import { namesCalledByPage, namesInManifest, readScript } from './script.mjs';
import { readSource, sourceFiles } from './source.mjs';

/** Far above what is aimed at (10 ms): a busy machine must not fail a check, a bundle gone wrong must. */
const LOAD_BOUND_MS = 50;

/**
 * @param {typeof projects[number]} project
 * @param {{code: string, manifest: object, pages: {name: string, html: string}[]}} built
 * @returns {string[]} problems
 */
export function bundleProblems(project, { code, manifest, pages }) {
  let script;
  try {
    script = readScript(code);
  } catch (error) {
    return [`Code.js is no ES2020 script: ${error.message}`];
  }
  const { publicNames, handlers } = project;
  const expected = [...publicNames, ...handlers];
  const problems = [];
  for (const name of expected) if (!script.functions.includes(name)) problems.push(`Code.js declares no ${name}`);
  for (const name of script.functions) if (!expected.includes(name)) problems.push(`Code.js declares ${name} as well`);
  for (const name of script.others) if (!chainNames.includes(name)) problems.push(`Code.js declares ${name} as well`);

  const use = (name, where) => {
    if (!expected.includes(name)) problems.push(`${where} names ${name}, which no entry point is`);
  };
  for (const name of namesInManifest(manifest)) use(name, 'the manifest');
  for (const name of script.named) use(name, 'a trigger, menu or card');
  for (const { name: page, html } of pages) {
    for (const name of namesCalledByPage(html)) {
      if (!publicNames.includes(name)) problems.push(`${page} calls ${name}, which pages cannot reach`);
    }
  }
  for (const name of handlers) if (!name.endsWith('_')) problems.push(`${name} is a handler pages could call`);
  if (script.texts.size > 0 && code.includes('.newTrigger(')) {
    for (const name of handlers) if (!script.texts.has(name)) problems.push(`no trigger is ever set for ${name}`);
  }
  problems.push(...bareProblems(code, expected));

  if (Buffer.byteLength(code) > limits.script) problems.push(`Code.js has ${kilobytes(code)}, over its limit`);
  for (const { name, html } of pages) {
    if (Buffer.byteLength(html) > limits.page) problems.push(`${name} has ${kilobytes(html)}, over its limit`);
  }
  return problems;
}

const kilobytes = (text) => `${(Buffer.byteLength(text) / 1000).toFixed(0)} KB`;

/** Reads a project as built; packs are data and no pages. */
export function readBuilt(project) {
  const read = (name) => readFileSync(`${project.out}/${name}`, 'utf8');
  const pages = readdirSync(project.out)
    .filter((name) => name.endsWith('.html') && !name.startsWith('pack-'))
    .map((name) => ({ name, html: read(name) }));
  return { code: read('Code.js'), manifest: JSON.parse(read('appsscript.json')), pages };
}

const isAddon = (path) => path === 'src/addon.ts' || path.startsWith('src/surfaces/addon/');

/** Sizes and load time of both scripts, for the check's line and for the bench: bytes and milliseconds (median, warm). */
export function measureBundles() {
  return projects.map((project) => {
    const { code } = readBuilt(project);
    return { project: project.name, bytes: Buffer.byteLength(code), loadMs: loadMilliseconds(code) };
  });
}

/** @returns {string} sizes, load times and unused scopes in one line */
export function checkBundles() {
  const problems = [];
  const notes = [];
  const sources = sourceFiles(['src']).map((path) => readSource(path));
  for (const project of projects) {
    const built = readBuilt(project);
    const own = sources.filter(({ path }) => isAddon(path) === (project.name === 'addon'));
    const services = new Set(own.flatMap((source) => source.google.map(({ name }) => name)));
    const methods = new Set(own.flatMap((source) => source.properties.map(({ name }) => name)));
    const scopes = scopeProblems(built.manifest, services, methods);
    const found = [...bundleProblems(project, built), ...scopes.problems];
    problems.push(...found.map((problem) => `${project.out}: ${problem}`));
    if (scopes.unused.length > 0) notes.push(`${project.name} does not use ${scopes.unused.join(', ')} yet`);
  }
  failOn(problems);
  for (const { project, bytes, loadMs } of measureBundles()) {
    notes.unshift(`${project} ${(bytes / 1000).toFixed(0)} KB, loads in ${loadMs.toFixed(1)} ms`);
    if (loadMs > LOAD_BOUND_MS) problems.push(`${project} takes ${loadMs.toFixed(0)} ms to load`);
  }
  failOn(problems);
  return notes.join('; ');
}
