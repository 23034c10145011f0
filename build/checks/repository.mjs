// What may lie in the repository: licences of what ships, no private registries, no paths of somebody's machine.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { failOn } from './problems.mjs';

const allowed = /^(MIT|MIT-0|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|ISC|MPL-2\.0)$/;

/** Whether an SPDX expression leaves at least one allowed choice; all parts of an AND must be allowed. */
export function licenceAllowed(expression) {
  return String(expression)
    .replace(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((part) => allowed.test(part.trim())));
}

/**
 * @param {{packages: Record<string, {license?: string, dev?: boolean, resolved?: string}>}} lock package-lock.json
 * @param {(path: string) => string | undefined} licenceOf asked where the lockfile says nothing
 * @returns {string[]} problems
 */
export function lockProblems(lock, licenceOf = () => undefined) {
  const problems = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (name.startsWith('@univerjs-pro/')) problems.push(`${name} is not free software`);
    if (entry.resolved && /^(https?|git|ssh)/.test(entry.resolved))
      problems.push(`${path} names a host: ${entry.resolved}`);
    if (entry.dev) continue;
    const licence = entry.license ?? licenceOf(path);
    if (!licenceAllowed(licence)) problems.push(`${name} ships in the product under ${licence ?? 'no licence'}`);
  }
  return problems;
}

/** @returns {string[]} places in `text` that only make sense on one machine */
export function machinePaths(text, own = [process.cwd(), homedir()]) {
  const general = /(?<![\w./])(\/home\/[a-z]\w*\/|\/Users\/\w+\/|\/root\/|[A-Z]:\\Users\\)/g;
  const found = [...text.matchAll(general)].map(([match]) => match);
  // A short folder such as /app is too common a text to be told from an address.
  for (const path of own) if (path.split('/').length > 2 && text.includes(path)) found.push(path);
  return found;
}

function trackedFiles() {
  try {
    const list = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return list.split('\0').filter((path) => path && existsSync(path));
  } catch {
    return undefined;
  }
}

export function checkRepository() {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const problems = lockProblems(lock, (path) => {
    const own = `${path}/package.json`;
    return existsSync(own) ? JSON.parse(readFileSync(own, 'utf8')).license : undefined;
  });
  if (existsSync('.npmrc') && /registry|_auth/.test(readFileSync('.npmrc', 'utf8')))
    problems.push('.npmrc names a registry');
  const files = trackedFiles();
  for (const path of files ?? []) {
    const content = readFileSync(path);
    if (content.includes(0)) continue;
    for (const found of machinePaths(content.toString('utf8')))
      problems.push(`${path} holds a path of one machine: ${found}`);
  }
  failOn(problems);
  return files ? `${files.length} files` : 'not a git clone, paths not looked at';
}
