// One installation at a time in one tree: two commands started at once must not both replace node_modules.
// Only Node's own modules here: it runs before any package is installed.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 10 * 60_000;
/** A lock without a pid is being written this very moment, or its owner died between two calls. */
const UNSIGNED = 10_000;

/**
 * Runs `work` while this process alone holds `.office/install.lock` under `root`; waits for a living holder, takes over
 * from a dead one (Ctrl-C leaves the lock behind). Once a process: a second call meanwhile would take its own lock for dead.
 * @param {string} root folder of package-lock.json
 * @param {() => Promise<T> | T} work
 * @param {{patience?: number, every?: number, say?: (line: string) => void}} [options] patience and every in milliseconds
 * @returns {Promise<T>} what `work` returns; rejects with words (`hint`) when the holder outlasts `patience`
 * @template T
 */
export async function alone(root, work, { patience = PATIENCE, every = 500, say = console.error } = {}) {
  const lock = join(root, '.office', 'install.lock');
  mkdirSync(join(root, '.office'), { recursive: true });
  const until = Date.now() + patience;
  let told = false;
  while (!taken(lock)) {
    const holder = holderOf(lock);
    if (holder === 'dead') {
      takeAway(lock);
      continue;
    }
    if (Date.now() >= until) throw tooLong(lock, holder, patience);
    if (!told && holder !== 'gone') {
      say(`… waiting for another command (pid ${holder ?? 'unknown'}) that installs packages here`);
      told = true;
    }
    await pause(every);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Making a folder either succeeds or finds it there, in one step: that is the lock. */
function taken(lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

/** @returns {number | null | 'dead' | 'gone'} pid of a living holder; null = not signed yet */
function holderOf(lock) {
  try {
    const age = Date.now() - statSync(lock).mtimeMs;
    const pid = Number(readPid(lock));
    if (!pid) return age > UNSIGNED ? 'dead' : null;
    // Our own number on a lock we do not hold: of one who died and had it before us, as happens in containers.
    return pid !== process.pid && alive(pid) ? pid : 'dead';
  } catch (error) {
    if (error.code === 'ENOENT') return 'gone';
    throw error;
  }
}

function readPid(lock) {
  try {
    return readFileSync(join(lock, 'pid'), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // somebody else's process: alive
  }
}

/**
 * Moved away before it is deleted: of two who find the same dead lock one renames it, the other finds nothing. What was
 * moved is looked at again, for in between a third may have taken the lock anew.
 */
function takeAway(lock) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  const holder = holderOf(aside);
  if (holder === 'dead') return rmSync(aside, { recursive: true, force: true });
  renameSync(aside, lock);
}

function tooLong(lock, holder, patience) {
  const who = typeof holder === 'number' ? `Process ${holder}` : 'Another command';
  const text = `${who} has been installing packages here for over ${Math.round(patience / 60_000)} minutes. End it, or delete ${lock} if nothing installs.`;
  return Object.assign(new Error(text), { hint: true });
}
