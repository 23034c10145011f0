// The desk's own process, killed with SIGKILL while a week passes: what comes back is an office that goes on as if nothing had been,
// to the letter the same as one that nobody killed.

import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openKept, shut } from '../../../local/desk/keep.ts';
import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { answersFor } from '../../../local/rehearsal/typing.ts';
import { Log } from '../../../local/runtime/store/log.ts';

jest.setTimeout(240_000);

const WEEK = 7 * 86_400_000;
let folder: string;
let script: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kill-'));
  const { compileLocal } = (await import('../../../build/local.mjs' as string)) as {
    compileLocal(entry: string): Promise<string>;
  };
  script = await compileLocal('local/desk/main.ts');
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const kept = (fresh?: () => LocalOffice): LocalOffice => openKept(join(folder, 'desk.db'), 'dist/engine', fresh);

/** An office with work in it: repairs nobody looks at, one that is under way, and their clocks. */
function busy(): LocalOffice {
  const office = openDemo({ start: '2026-03-27T09:00+08:00' }).fork();
  for (const fault of ['卡紙', '印不出來', '漏水']) {
    const asked = { place: 'print_corner_3f', category: 'printer', fault };
    const { formId, answers } = answersFor(office, 'tickets', asked, false);
    office.runtime.person('lin@demo.example').submit(formId, answers);
  }
  office.runtime.wait(30_000);
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime.person('wu@demo.example').edit(spreadsheetId, live, 2, office.col('tickets', '$next'), '開始處理');
  office.runtime.wait(60_000);
  return office;
}

interface Started {
  child: ChildProcess;
  base: string;
}

/** Starts the desk as `npm start` does and waits until the office is open. */
async function start(): Promise<Started> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: String(port), CHANCERY_DESK: folder, CHANCERY_LIFE: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  child.stderr!.on('data', (data: Buffer) => (said += data.toString()));
  await new Promise<void>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the desk ended with ${code}: ${said}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => line.startsWith('Open after') && resolve());
  });
  return { child, base: `http://localhost:${port}` };
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on('exit', () => resolve());
  });

/** Lets a week pass and kills the desk once so much of it has. Gives how far it was then. */
async function killAt(share: number): Promise<number> {
  const { child, base } = await start();
  const news = await fetch(`${base}/live`);
  const reader = news.body!.pipeThrough(new TextDecoderStream()).getReader();
  const asked = await fetch(`${base}/clock`, {
    method: 'POST',
    headers: { accept: 'application/json', origin: base, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'by=1w',
  });
  expect(asked.status).toBe(200);
  let text = '';
  let at = 0;
  while (at < share) {
    const { value, done } = await reader.read();
    if (done) throw new Error('the desk stopped telling');
    text += value;
    if (text.includes('"stopped"')) throw new Error('the week was over before the kill');
    for (const [, so, of] of text.matchAll(/"progress","done":(\d+),"total":(\d+)/g)) at = Number(so) / Number(of);
  }
  child.kill('SIGKILL');
  await ended(child);
  running.delete(child);
  await reader.cancel().catch(() => undefined);
  return at;
}

/** Digest of each member of the state: what differs is named, and megabytes need not be printed. */
function plain(office: LocalOffice): Record<string, string> {
  const { quotaUse: _spent, ...state } = office.runtime.store.state;
  const text = (value: unknown): string =>
    JSON.stringify(value, (_key, x: unknown) => (x instanceof Log ? (x as Log<unknown>).list() : x));
  return Object.fromEntries(
    Object.entries(state).map(([key, value]) => [key, createHash('sha256').update(text(value)).digest('hex')]),
  );
}

test('killed twice in a week, the office loses nothing, sends nothing twice and goes on', async () => {
  const usual = busy();
  const end = usual.runtime.now + WEEK;
  kept(() => usual.fork());
  shut(join(folder, 'desk.db'));
  const begun = usual.runtime.now;

  for (const share of [0.05, 0.2]) {
    expect(await killAt(share)).toBeLessThan(1);
    const left = kept();
    expect(left.runtime.now).toBeGreaterThan(begun);
    expect(left.runtime.now).toBeLessThan(end);
    expect(left.records('tickets').map((rec) => rec.id)).toEqual(usual.records('tickets').map((rec) => rec.id));
    shut(join(folder, 'desk.db'));
  }

  // It answers, and shows what was there.
  const { child, base } = await start();
  const { spreadsheetId, live } = usual.sheet('tickets');
  const shown = await (
    await fetch(`${base}/book/${spreadsheetId}/${live}`, { headers: { cookie: 'grid=table' } })
  ).text();
  for (const rec of usual.records('tickets')) expect(shown).toContain(rec.id);
  child.kill('SIGKILL');
  await ended(child);
  running.delete(child);

  const again = kept();
  again.runtime.wait(end - again.runtime.now);
  usual.runtime.wait(WEEK);
  const told = (office: LocalOffice): string[] => office.mails().map((m) => `${m.at} ${m.to.join()} ${m.subject}`);
  expect(told(usual).length).toBeGreaterThan(5);
  expect(told(again)).toEqual(told(usual));
  expect(again.journal('facilities')).toEqual(usual.journal('facilities'));
  expect(again.notices('facilities').map((n) => n.key)).toEqual(usual.notices('facilities').map((n) => n.key));
  expect(plain(again)).toEqual(plain(usual));
  shut(join(folder, 'desk.db'));
});
