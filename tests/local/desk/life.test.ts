// The lived office: told by a rehearsal in a process of its own, kept as a file, moved into by one click, and left again.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLived, lifeDigest, livedOffice, liveOffice } from '../../../local/demo/life.ts';
import { Desk } from '../../../local/desk/desk.ts';
import { createApp } from '../../../local/desk/app.ts';
import { Life } from '../../../local/desk/life.ts';
import { openDemo, type LocalOffice } from '../../../local/office.ts';

jest.setTimeout(60_000);

/** A life of one afternoon. */
const SHORT = `scenario: One afternoon
office: demo
start: 2026-03-30T09:00+08:00
steps:
  - submit: tickets
    as: lin@demo.example
    with: { asset: ASSET-00001, place: print_corner_3f, category: printer, fault: 卡紙 }
  - wait: { until: 2026-04-01T12:00 }
`;

let folder: string;
let story: string;
let lived: string;
const told: number[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'life-'));
  story = join(folder, 'short.yaml');
  lived = join(folder, 'lived.json');
  writeFileSync(story, SHORT);
  liveOffice((now) => told.push(now), lived, story);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const office = (): LocalOffice => livedOffice(lived);
const get = async (desk: Desk, path: string, init?: RequestInit): Promise<{ status: number; text: string }> => {
  const answer = await createApp(desk, { script: '' }).request(`http://localhost${path}`, init);
  return { status: answer.status, text: await answer.text() };
};
const move = (which: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
  body: `which=${which}`,
});

test('what was lived is what is moved into, and it goes on from there', () => {
  expect(told).toHaveLength(2);
  const here = office();
  expect(here.runtime.now).toBeGreaterThanOrEqual(told[1]!);
  expect(here.records('tickets')).toHaveLength(1);
  const mails = here.mails().length;
  expect(mails).toBeGreaterThan(0);
  here.runtime.wait(20 * 60_000);
  expect(here.runtime.executions.filter((run) => run.error)).toEqual([]);
});

test('a life that is told differently is lived again', () => {
  expect(isLived(lived, lifeDigest(story))).toBe(true);
  writeFileSync(story, `${SHORT}  - wait: PT1H\n`);
  expect(isLived(lived, lifeDigest(story))).toBe(false);
  expect(isLived(join(folder, 'nowhere.json'))).toBe(false);
});

test('the start page says how far it is, offers to move in, and back; an act asks for nothing while time passes', async () => {
  const desk = new Desk();
  desk.take(openDemo({ start: '2026-03-02T09:00+08:00' }).fork());
  expect((await get(desk, '/')).text).not.toContain('id="life"');
  const life = new Life(() => undefined);
  desk.life = life;
  desk.moves = { lived: office, fresh: () => openDemo().fork() };
  life.at = { now: Date.parse('2026-04-01T09:00+08:00'), done: 1, of: 2 };
  expect((await get(desk, '/')).text).toMatch(/2026\/4\/1.*value="0.5"/s);
  life.ready = true;
  expect((await get(desk, '/')).text).toContain('搬進去');
  expect((await get(desk, '/office', move('lived'))).status).toBe(303);
  expect(desk.office?.records('tickets')).toHaveLength(1);
  const home = (await get(desk, '/')).text;
  expect(home).toContain('換成全新的辦公室');
  // What was done before the visitor came is no step of the visitor's tour.
  expect(home).not.toContain('class="done"');
  expect(home).toMatch(/to=%2Fmail%2F\w+/);
  expect((await get(desk, '/office', move('fresh'))).status).toBe(303);
  expect(desk.office?.records('tickets')).toHaveLength(0);
});

test('a life that fails says why, and the office that is open stays', async () => {
  const broken = join(folder, 'broken.mjs');
  writeFileSync(broken, 'console.log(JSON.stringify({ now: 1, done: 1, of: 9 }));\nthrow new Error("met no yes");\n');
  const life = await new Promise<Life>((resolve) => {
    const one: Life = new Life(() => one.problem !== null && resolve(one));
    one.begin(broken);
  });
  expect(life.ready).toBe(false);
  expect(life.problem).toContain('met no yes');
});
