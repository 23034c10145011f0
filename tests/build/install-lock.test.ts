// Two commands started at once install one after the other; a dead one's lock stops nobody, a living one's is waited for.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone } from '../../build/install-lock.mjs';

let root: string;
let lock: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  lock = join(root, '.office/install.lock');
});
afterEach(() => rmSync(root, { recursive: true }));

const held = (pid?: number): void => {
  mkdirSync(lock, { recursive: true });
  if (pid !== undefined) writeFileSync(join(lock, 'pid'), String(pid));
};
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;
const quick = { patience: 60, every: 5, say: () => {} };

test('three processes at once work one after the other', async () => {
  const script = `
    import { appendFileSync } from 'node:fs';
    import { alone } from '${pathToFileURL(resolve('build/install-lock.mjs')).href}';
    await alone(process.argv[1], async () => {
      appendFileSync(process.argv[1] + '/log', 'in ');
      await new Promise((done) => setTimeout(done, 150));
      appendFileSync(process.argv[1] + '/log', 'out ');
    }, { every: 5, say: () => {} });`;
  const run = () =>
    new Promise((done) =>
      spawn(process.execPath, ['--input-type=module', '-e', script, root], { stdio: 'inherit' }).on('close', done),
    );
  expect(await Promise.all([run(), run(), run()])).toEqual([0, 0, 0]);
  expect(readFileSync(join(root, 'log'), 'utf8')).toBe('in out '.repeat(3));
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ['of a dead process', () => held(deadPid())],
  ['of one that had our own number', () => held(process.pid)],
  [
    'nobody ever signed',
    () => {
      held();
      utimesSync(lock, new Date(0), new Date(0));
    },
  ],
])('a lock %s is taken over', async (_, leave) => {
  leave();
  expect(await alone(root, () => 'done', quick)).toBe('done');
  expect(existsSync(lock)).toBe(false);
});

test('a living holder is waited for with one line, then given up with words; its lock stays', async () => {
  held(process.ppid);
  const lines: string[] = [];
  const work = jest.fn();
  await expect(alone(root, work, { ...quick, say: (line: string) => lines.push(line) })).rejects.toMatchObject({
    hint: true,
    message: expect.stringContaining(`Process ${process.ppid} has been installing`) as string,
  });
  expect(lines).toEqual([expect.stringContaining(`waiting for another command (pid ${process.ppid})`)]);
  expect(work).not.toHaveBeenCalled();
  expect(existsSync(lock)).toBe(true);
});

test('a lock being signed this moment is left alone', async () => {
  held();
  await expect(alone(root, () => 'done', quick)).rejects.toMatchObject({ hint: true });
});

test('work that fails frees the lock', async () => {
  const fails = () => Promise.reject(new Error('no registry'));
  await expect(alone(root, fails, quick)).rejects.toThrow('no registry');
  expect(existsSync(lock)).toBe(false);
});
