// The workflows that every fault is tried on: a submission, an edit, a verb, a tick with something to do, somebody who leaves.
import type { LocalOffice } from '../../office.ts';
import { afterTick, repairAnswers } from '../bench/ours.ts';
import { handovers } from './handovers.ts';

export interface Workflow {
  name: string;
  /** Brings the office to the moment before. */
  prepare?: (office: LocalOffice) => void;
  /** The act and what the platform makes of it; faults fall into this. */
  body: (office: LocalOffice) => void;
  /** Live row and column a person's edit touched: its run may die before anybody knows of it, then only the night finds it. */
  edits: boolean;
  /** What must be the same as without a fault, where the tickets alone do not tell it. */
  essence?: (office: LocalOffice) => string[];
  /** A long workflow is struck at every so many calls, beginning elsewhere for each kind of fault; CHANCERY_EVERY_CALL=1: at all. */
  stride?: number;
}

/** An office with three tickets, one of them in work and one half-way to solved, a minute after a tick. */
export function workshop(office: LocalOffice): LocalOffice {
  const next = office.fork();
  const { runtime } = next;
  for (const fault of ['卡紙', '燈不亮', '漏水']) {
    const { formId, answers } = repairAnswers(next, fault);
    runtime.person('lin@demo.example').submit(formId, answers, { email: 'lin@demo.example' });
    runtime.wait(6000);
  }
  const [first, second] = next.records('tickets').map((rec) => rec.id);
  type(next, first!, '$next', '開始處理');
  type(next, second!, '$next', '開始處理');
  type(next, second!, 'solution', '換燈管');
  type(next, second!, '$next', '修好了');
  afterTick(next);
  return next;
}

export const workflows: readonly Workflow[] = [
  {
    name: 'submit',
    edits: false,
    body: (office) => {
      const { formId, answers } = repairAnswers(office, '冷氣不冷');
      office.runtime.person('chen@demo.example').submit(formId, answers, { email: 'chen@demo.example' });
      office.runtime.wait(10_000);
    },
  },
  { name: 'edit', edits: true, body: (office) => type(office, idAt(office, 0), 'fault', '卡紙，第二紙匣') },
  { name: 'next', edits: true, body: (office) => type(office, idAt(office, 1), 'cost', '1,200') },
  {
    // The third ticket's hour is three quarters over: one tick warns, the next delivers.
    name: 'tick',
    edits: false,
    prepare: (office) => {
      const { warn } = office.records('tickets').at(-1)!.clocks.response!;
      office.runtime.wait(warn! + 30_000 - office.runtime.now);
    },
    body: (office) => office.runtime.wait(21 * 60_000),
  },
  ...handovers,
];

const idAt = (office: LocalOffice, index: number): string => office.records('tickets')[index]!.id;

function type(office: LocalOffice, id: string, key: string, text: string): void {
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime
    .person('wu@demo.example')
    .edit(spreadsheetId, live, office.row('tickets', id)!, office.col('tickets', key), text);
  office.runtime.wait(10_000);
}
