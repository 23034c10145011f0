// Installs the packages of the lockfile when node_modules does not hold them; otherwise costs a few milliseconds.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './install-lock.mjs';
import { step } from './progress.mjs';

/**
 * What differs between the lockfile and what npm last finished installing (npm writes node_modules/.package-lock.json
 * only at the very end, so an interrupted installation counts as missing).
 * @param {string} root folder of package-lock.json
 * @returns {string[]} paths of packages to install; empty when all is there
 */
export function missingPackages(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const stamp = join(root, 'node_modules/.package-lock.json');
  const present = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')).packages : {};
  // Optional packages are builds for other platforms: absent on purpose.
  return Object.keys(wanted).filter(
    (path) =>
      path !== '' &&
      !wanted[path].link &&
      (present[path] ? present[path].version !== wanted[path].version : !wanted[path].optional),
  );
}

/** Runs `npm ci` if packages are missing, one command at a time. Its output is shown only when it fails. */
export async function installMissing(root) {
  if (missingPackages(root).length === 0) return;
  await alone(root, async () => {
    // Asked again: whoever held the lock before may have installed them.
    const { length } = missingPackages(root);
    if (length > 0) await step(`install ${length} packages`, () => npmCi(root));
  });
}

function npmCi(root) {
  return new Promise((resolve, reject) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const child = spawn(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const error = new Error(`${output.trim()}\nnpm ci failed (exit ${code}). Is the package registry reachable?`);
      reject(Object.assign(error, { hint: true }));
    });
  });
}
