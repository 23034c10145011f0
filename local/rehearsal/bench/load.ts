// Load that comes all at once or for long: waiting submissions, people typing side by side, ninety days of an office.
import type { LocalOffice } from '../../office.ts';
import { busiestMinute } from './measure.ts';
import { afterTick, repairAnswers } from './ours.ts';

export interface Burst {
  submissions: number;
  records: number;
  commits: number;
  virtualMinutes: number;
  realMs: number;
}

/** `count` answers whose doorbells never rang; commits until all of them are records. */
export function burst(office: LocalOffice, count = 500): Burst {
  const fork = office.fork();
  const { runtime } = fork;
  afterTick(fork);
  runtime.switches.submitMissed = 1;
  const before = fork.records('tickets').length;
  const began = performance.now();
  const { formId } = repairAnswers(fork);
  for (let i = 0; i < count; i++)
    runtime
      .person('lin@demo.example')
      .submit(formId, repairAnswers(fork, `第 ${i + 1} 件`).answers, { email: 'lin@demo.example' });
  const at = runtime.now;
  let intakeCommits = 0;
  // Mails of the receipts are commits of their own; only what takes answers in is counted.
  for (let i = 0; i < 12 && fork.records('tickets').length - before < count; i++) {
    runtime.wait(5 * 60_000);
    intakeCommits = commitsWith(fork, at, 'submit');
  }
  return {
    submissions: count,
    records: fork.records('tickets').length - before,
    commits: intakeCommits,
    virtualMinutes: Math.round((runtime.now - at) / 60_000),
    realMs: Math.round(performance.now() - began),
  };
}

/** Distinct commits since `from` (epoch ms) whose journal holds this action. */
function commitsWith(office: LocalOffice, from: number, action: string): number {
  const entries = office
    .journal('facilities')
    .filter((entry) => entry.register === 'tickets' && entry.action === action && entry.at >= from);
  return new Set(entries.map((entry) => entry.commit)).size;
}

export interface Typing {
  edits: number;
  kept: number;
  authors: number;
  reads: number;
  writes: number;
  commits: number;
  realMs: number;
}

/** Three people, each a cell every three seconds for five minutes, in one workbook. */
export function typing(office: LocalOffice): Typing {
  const fork = office.fork();
  const { runtime } = fork;
  afterTick(fork);
  const people = ['wu@demo.example', 'chou@demo.example', 'facilities-head@demo.example'];
  const { spreadsheetId, live } = fork.sheet('tickets');
  const col = fork.col('tickets', 'fault');
  const ids = fork
    .records('tickets')
    .slice(-30)
    .map((rec) => rec.id);
  const rows = new Map(ids.map((id) => [id, fork.row('tickets', id)!]));
  const expected: { id: string; who: string; text: string }[] = [];
  const began = performance.now();
  const start = runtime.now;
  const commits = fork.meta('facilities').commit.n;
  const seen = fork.runtime.executions.at(-1);
  for (let step = 0; step < 100; step++) {
    people.forEach((who, p) => {
      const id = ids[(step % 10) * 3 + p]!;
      const text = `${step} ${who}`;
      expected.push({ id, who, text });
      runtime.at(start + step * 3000 + p * 700, () =>
        runtime.person(who).edit(spreadsheetId, live, rows.get(id)!, col, text),
      );
    });
  }
  runtime.wait(300_000);
  const mine = runtime.executions.slice(seen ? runtime.executions.lastIndexOf(seen) + 1 : 0);
  const minute = busiestMinute(mine);
  runtime.wait(25 * 60_000);
  const journal = fork
    .journal('facilities')
    .filter((entry) => entry.register === 'tickets' && entry.action === 'edit' && entry.at >= start);
  // A cell typed again before the engine looked is one change to the last text; its author is the last one who typed it.
  const last = new Map(expected.map((edit) => [edit.id, edit]));
  const kept = [...last.values()].filter((edit) => fork.record('tickets', edit.id)?.values.fault === edit.text);
  const authored = journal.filter((entry) => entry.actor !== '' && people.includes(entry.actor));
  return {
    edits: expected.length,
    kept: kept.length === last.size ? expected.length : kept.length,
    authors: journal.length - authored.length,
    ...minute,
    commits: fork.meta('facilities').commit.n - commits,
    realMs: Math.round(performance.now() - began),
  };
}

export interface Days {
  days: number;
  tickets: number;
  executions: number;
  errors: string[];
  realMs: number;
}

/** An office's quarter: two tickets a working day, answered, solved and left to close by themselves. */
export function quarter(office: LocalOffice, days = 90): Days {
  const fork = office.fork();
  const { runtime } = fork;
  const began = performance.now();
  const errors = new Set<string>();
  let executions = 0;
  const count = (): void => {
    for (const x of runtime.executions) {
      if (x.error) errors.add(`${x.fn}: ${x.error.message}`);
      executions++;
    }
    runtime.executions = [];
  };
  const { spreadsheetId, live } = fork.sheet('tickets');
  const wu = runtime.person('wu@demo.example');
  const type = (id: string, key: string, text: string): void => {
    const row = fork.row('tickets', id);
    if (row !== null) wu.edit(spreadsheetId, live, row, fork.col('tickets', key), text);
    runtime.wait(20_000);
  };
  for (let day = 0; day < days; day++) {
    const midnight = runtime.now;
    const weekday = new Date(midnight + 8 * 3_600_000).getUTCDay();
    if (weekday >= 1 && weekday <= 5) {
      for (const fault of ['卡紙', '燈不亮']) {
        const { formId, answers } = repairAnswers(fork, fault);
        runtime.person('lin@demo.example').submit(formId, answers, { email: 'lin@demo.example' });
        runtime.wait(600_000);
        const id = fork.records('tickets').at(-1)!.id;
        type(id, '$next', '開始處理');
        type(id, 'solution', '處理好了');
        type(id, 'cost', '100');
        type(id, '$next', '修好了');
      }
    }
    runtime.wait(midnight + 86_400_000 - runtime.now);
    count();
  }
  return {
    days,
    tickets: fork.records('tickets').length,
    executions,
    errors: [...errors],
    realMs: Math.round(performance.now() - began),
  };
}
