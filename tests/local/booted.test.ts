// An office read from a file is the one that was set up: part for part, and it goes on in the same way.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootedElsewhere, leaveBooted } from '../../local/booted';
import { openDemo } from '../../local/office';
import { pack, unpack } from '../../local/runtime/store/packed';
import { Log } from '../../local/runtime/store/log';
import { emptyState } from '../../local/runtime/store/store';

const before = process.env.CHANCERY_OFFICES;
let folder: string;
beforeEach(() => (process.env.CHANCERY_OFFICES = folder = mkdtempSync(join(tmpdir(), 'offices-'))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  if (before === undefined) delete process.env.CHANCERY_OFFICES;
  else process.env.CHANCERY_OFFICES = before;
});

test('an office that another process left is the same office, and the same hour follows', () => {
  const here = openDemo().fork().runtime;
  leaveBooted('demo', here);
  expect(readdirSync(folder).every((name) => name.endsWith('.json'))).toBe(true);
  const there = bootedElsewhere('demo')!;
  there.install('engine', here.installed.files);
  expect(there.calls.snapshot()).toEqual(here.calls.snapshot());
  for (const runtime of [here, there]) runtime.wait(3_600_000);
  expect(pack(there.store.state) === pack(here.store.state)).toBe(true);
});

test('nobody left one: there is none, and without a folder nothing is written', () => {
  expect(bootedElsewhere('demo')).toBeNull();
  delete process.env.CHANCERY_OFFICES;
  leaveBooted('demo', openDemo().runtime);
  expect(readdirSync(folder)).toEqual([]);
});

test('blank places, members that are undefined and logs come back as they were', () => {
  const mail = { id: 'm1' } as never;
  const state = { ...emptyState(5, 1), mails: Log.of([mail]), directory: undefined as never };
  const back = unpack(pack({ ...state, locks: { a: { spans: [], holder: undefined as never } } }));
  expect(back.mails.list()).toEqual([mail]);
  expect(Object.keys(back)).toContain('directory');
  // Logs that are alike are two: one grows in place and the other must not.
  const two = unpack(pack({ ...state, mails: Log.empty(), versions: { log: Log.empty() as never } }));
  const grown = two.mails.add(mail);
  expect([grown.length, (two.versions as unknown as { log: Log<unknown> }).log.length]).toEqual([1, 0]);
  expect((two.versions as unknown as { log: Log<unknown> }).log).not.toBe(two.mails);
  const sparse: unknown[] = [];
  sparse[1] = 'x';
  expect(unpack(pack({ ...state, pending: sparse as never })).pending).toEqual([undefined, 'x']);
});

test('alike parts are one object; what JSON cannot say is refused', () => {
  const cell = () => ({ v: null, fmt: { bg: '#eeeeee' } });
  const back = unpack(pack({ ...emptyState(5, 1), pending: [cell(), cell()] as never }));
  expect(back.pending[0]).toBe(back.pending[1]);
  expect(() => pack({ ...emptyState(NaN, 1) })).toThrow(/NaN/);
});
