// `npm run bench [-- --json]`: what acts cost at three sizes beside sheetquery, what load does, and whether the budgets hold.
import { openDemo } from '../office.ts';
import { claimsOfCanvas, openCanvas } from './bench/canvas.ts';
import { crowded } from './bench/crowd.ts';
import { burst, quarter, typing } from './bench/load.ts';
import { claimsOfMany, manyRows } from './bench/many-rows.ts';
import type { Cost } from './bench/measure.ts';
import { ourCosts, type OurCosts } from './bench/ours.ts';
import { rivalCosts, type RivalCosts } from './bench/rival.ts';

const SIZES = [1000, 10_000, 100_000];
const ACTS = ['submit', 'edit', 'next', 'tick', 'find'] as const;

interface Claim {
  claim: string;
  holds: boolean;
  found: string;
}

async function main(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const quick = args.includes('--quick');
  const say = (text: string): void => void (json ? process.stderr : process.stdout).write(`${text}\n`);
  const office = openDemo({ start: '2026-03-02T08:00+08:00' });
  // First, in a small heap: a hundred thousand tickets beside it would be measured as its garbage collection.
  const days = quarter(office, quick ? 10 : 90);
  say(`days    ${JSON.stringify(days)}`);
  const sizes: { size: number; ours: OurCosts; rival: RivalCosts }[] = [];
  for (const size of quick ? SIZES.slice(0, 2) : SIZES) {
    const crowd = crowded(office, size);
    const row = { size, ours: ourCosts(crowd), rival: rivalCosts(crowd) };
    sizes.push(row);
    for (const act of ACTS)
      say(
        `${String(size).padStart(7)} ${act.padEnd(6)} ours ${costText(row.ours[act])}   sheetquery ${costText(row.rival[act])}`,
      );
  }
  const small = crowded(office, 100);
  const submissions = burst(small);
  say(`burst   ${JSON.stringify(submissions)}`);
  const typed = typing(small);
  say(`typing  ${JSON.stringify(typed)}`);
  const bundles = JSON.parse(process.env.CHANCERY_BUNDLES ?? '[]') as {
    project: string;
    bytes: number;
    loadMs: number;
  }[];
  for (const bundle of bundles)
    say(
      `script  ${bundle.project}: ${Math.round(bundle.bytes / 1000)} KB, ${bundle.loadMs.toFixed(1)} ms to load warm`,
    );

  const imported = manyRows(office, quick ? 2000 : 20_000);
  say(`import  ${JSON.stringify(imported)}`);

  const canvas = await openCanvas(office, 5000);
  say(`canvas  ${canvas ? JSON.stringify(canvas) : 'not measured: no chromium here'}`);

  const claims = [
    ...claimsOf(sizes, submissions, typed, days),
    ...claimsOfMany(imported),
    ...(canvas ? claimsOfCanvas(canvas) : []),
  ];
  for (const claim of claims) say(`${claim.holds ? 'pass' : 'FAIL'}  ${claim.claim}: ${claim.found}`);
  const failed = claims.filter((claim) => !claim.holds).length;
  if (json)
    console.log(
      JSON.stringify({ sizes, burst: submissions, typing: typed, days, imported, canvas, bundles, claims }, null, 2),
    );
  say(`bench: ${claims.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

function costText(cost: Cost): string {
  return `${cost.locks} locks ${String(cost.reads).padStart(2)} reads ${String(cost.writes).padStart(2)} writes ${String(cost.cellsRead).padStart(8)}/${String(cost.cellsWritten).padEnd(5)} cells ${String(cost.calls).padStart(3)} calls ${cost.virtualMs} ms`;
}

function claimsOf(
  sizes: { size: number; ours: OurCosts; rival: RivalCosts }[],
  submissions: ReturnType<typeof burst>,
  typed: ReturnType<typeof typing>,
  days: ReturnType<typeof quarter>,
): Claim[] {
  const claims: Claim[] = [];
  const add = (claim: string, holds: boolean, found: string): void => void claims.push({ claim, holds, found });
  for (const act of ['submit', 'edit', 'next'] as const) {
    const costs = sizes.map((row) => row.ours[act]);
    const text = costs.map((cost) => `${cost.locks} lock, ${cost.reads} reads, ${cost.writes} writes`).join(' | ');
    add(
      `${act}: one lock, at most two reads, one commit, at most one confirmation`,
      costs.every(
        (cost) =>
          cost.locks === 1 && cost.reads <= 2 && cost.writes >= 1 && cost.writes <= 2 && cost.errors.length === 0,
      ),
      text,
    );
  }
  for (const act of ACTS) {
    const costs = sizes.map((row) => row.ours[act]);
    add(
      `${act}: the same at every size`,
      costs.every(
        (cost) =>
          ['locks', 'reads', 'writes', 'calls'].every((key) => cost[key as 'reads'] === costs[0]![key as 'reads']) &&
          Math.abs(cost.cellsRead - costs[0]!.cellsRead) <= 8,
      ),
      costs.map((cost) => `${cost.reads}r ${cost.writes}w ${cost.cellsRead} cells`).join(' | '),
    );
  }
  add(
    'a quiet tick reads and writes nothing but its one look at the forms',
    sizes.every((row) => row.ours.tick.writes === 0 && row.ours.tick.reads <= 1),
    sizes.map((row) => `${row.ours.tick.reads} reads ${row.ours.tick.writes} writes`).join(' | '),
  );
  add(
    '500 waiting submissions: at most five commits',
    submissions.records === submissions.submissions && submissions.commits <= 5,
    `${submissions.records} records, ${submissions.commits} commits`,
  );
  add(
    'three people typing: no edit without its author',
    typed.authors === 0 && typed.kept === typed.edits,
    `${typed.kept} of ${typed.edits} kept, ${typed.authors} without an author`,
  );
  add(
    'three people typing: at most 30 reads and 30 writes in any minute',
    typed.reads <= 30 && typed.writes <= 30,
    `${typed.reads} reads, ${typed.writes} writes`,
  );
  add(
    `${days.days} days in at most two minutes`,
    days.realMs <= 120_000 && days.errors.length === 0,
    `${(days.realMs / 1000).toFixed(1)} s, ${days.tickets} tickets, ${days.executions} executions${days.errors.length ? `, ${days.errors.join('; ')}` : ''}`,
  );
  return claims;
}

process.exitCode = await main(process.argv.slice(2));
