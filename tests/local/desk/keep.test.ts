// What is kept between two starts: everything a person could see, shared pieces once, and nothing half written.

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openKept } from '../../../local/desk/keep.ts';
import { Log } from '../../../local/runtime/store/log.ts';
import { CHEN, meetings, named } from './meetings.ts';
import { openDemo, type LocalOffice } from '../../../local/office.ts';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'desk-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Digest of each member of the state: what differs is named, and megabytes need not be printed. */
function plain(office: LocalOffice): Record<string, string> {
  const text = (value: unknown): string =>
    JSON.stringify(value, (_key, x: unknown) => (x instanceof Log ? (x as Log<unknown>).list() : x));
  return Object.fromEntries(
    Object.entries(office.runtime.store.state).map(([key, value]) => [
      key,
      createHash('sha256').update(text(value)).digest('hex'),
    ]),
  );
}

const kept = (): LocalOffice => openKept(join(folder, 'desk.db'), 'dist/engine', () => openDemo().fork());

function edit(office: LocalOffice, text: string): void {
  const { spreadsheetId, live } = office.sheet('assets');
  office.runtime.person('wu@demo.example').edit(spreadsheetId, live, 2, office.col('assets', 'name'), text);
  office.runtime.wait(30_000);
}

test('an office opened again is the one that was left, and goes on', () => {
  const first = kept();
  edit(first, '3F 影印機（左）');
  const id = meetings(first) && named(first, '報價檢討').id;
  first.runtime.person(CHEN).deleteEvent(id);
  first.runtime.wait(3_600_000);
  const left = plain(first);
  const again = kept();
  expect(named(again, '報價檢討')).toMatchObject({ id, status: 'cancelled' });
  expect(plain(again)).toEqual(left);
  expect(again.record('assets', 'ASSET-00001')?.values['name']).toBe('3F 影印機（左）');
  edit(again, '3F 影印機（右）');
  expect(again.cell('assets', 'ASSET-00001', '$check')).toMatch(/✓/);
  expect(kept().record('assets', 'ASSET-00001')?.values['name']).toBe('3F 影印機（右）');
});

test('an act writes only what is new; pieces nobody needs are swept at the next start', () => {
  const office = kept();
  const db = new Database(join(folder, 'desk.db'));
  const count = (): number => (db.prepare('SELECT count(*) AS n FROM piece').get() as { n: number }).n;
  const before = count();
  edit(office, 'x');
  const written = count() - before;
  expect(written).toBeGreaterThan(0);
  expect(written).toBeLessThan(60);
  for (let i = 0; i < 3; i++) edit(office, `x${i}`);
  const most = count();
  office.runtime.store.set({ versions: {} });
  office.runtime.wait(1000);
  kept();
  expect(count()).toBeLessThan(most);
});

test('an act that could not be written fails aloud and the next one writes everything it needs', () => {
  const office = kept();
  const db = new Database(join(folder, 'desk.db'));
  db.exec("CREATE TRIGGER no BEFORE INSERT ON piece BEGIN SELECT raise(ABORT, 'disk full'); END");
  expect(() => edit(office, 'lost?')).toThrow(/disk full/);
  db.exec('DROP TRIGGER no');
  edit(office, 'kept');
  expect(plain(kept())).toEqual(plain(office));
});
