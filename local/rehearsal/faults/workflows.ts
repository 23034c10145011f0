// The workflows that every fault is tried on: a submission, an edit, a verb, a tick with something to do, an import; a form's question
// deleted and put back; somebody who leaves.
import type { LocalOffice } from '../../office.ts';
import { PROP, SHEET } from '../../../src/office/layout';
import { afterTick, repairAnswers } from '../bench/ours.ts';
import { applyWorkflows } from './apply.ts';
import { eventWorkflows } from './events.ts';
import { importWorkflows } from './import.ts';
import { jobWorkflows } from './jobs.ts';
import { answersFor } from '../typing.ts';
import { handovers } from './handovers.ts';
import { moveWorkflows } from './move.ts';

export interface Workflow {
  name: string;
  /** Brings the office to the moment before. */
  prepare?: (office: LocalOffice) => void;
  /** The act and what the platform makes of it; faults fall into this. */
  body: (office: LocalOffice) => void;
  /** Live row and column a person's edit touched: its run may die before anybody knows of it, then only the night finds it. */
  edits: boolean;
  /** Register whose records and rows are looked at; tickets when not said. */
  register?: string;
  /** What is compared with the run without a fault, where the tickets alone do not tell it. */
  essence?: (office: LocalOffice) => string[];
  /** What a person sorts at a call. */
  sort?: (office: LocalOffice, n: number) => void;
  /** What must hold of it in the end, beside what always must: sentences that do not. */
  holds?: (office: LocalOffice) => string[];
  /**
   * What must hold in the very moment a struck run has ended, before any other comes: sentences that do not. `base`: the moment before,
   * `wanted`: the essence of a run without a fault.
   */
  atOnce?: (office: LocalOffice, base: LocalOffice, wanted: string[]) => string[];
  /** A long workflow is struck at a spread of the places in the code; CHANCERY_EVERY_CALL=1: at every call. */
  sites?: boolean;
  /** A killed run is killed at calls that change something alone. */
  writes?: boolean;
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
    // A ticket's hour is three quarters over: one tick warns. It came in so that a tick is near, as the work of a struck tick is left
    // to the one ten minutes later, and that must still come before the breach.
    name: 'tick',
    edits: false,
    prepare: (office) => {
      afterTick(office);
      office.runtime.wait(2 * 60_000);
      const { formId, answers } = repairAnswers(office, '門關不上');
      office.runtime.person('lin@demo.example').submit(formId, answers, { email: 'lin@demo.example' });
      office.runtime.wait(6000);
      const { warn } = office.records('tickets').at(-1)!.clocks.response!;
      office.runtime.wait(warn! + 30_000 - office.runtime.now);
    },
    body: (office) => office.runtime.wait(21 * 60_000),
  },
  ...importWorkflows,
  ...applyWorkflows,
  {
    // Somebody deletes a required question; an answer comes in without it, and the form is looked at.
    name: 'question-deleted',
    sites: true,
    edits: false,
    body: (office) => {
      deleteQuestion(office, 'fault');
      const { formId, answers } = answersFor(office, 'tickets', { place: 'office_3f', category: 'light' }, false);
      office.runtime.person('chen@demo.example').submit(formId, answers, { email: 'chen@demo.example' });
      office.runtime.wait(10_000);
    },
    holds: (office) => [
      ...said(office, 1),
      ...(office.form('tickets').missing?.join() === 'fault' ? [] : ['the form does not know what it misses']),
    ],
  },
  {
    // 「放回」 is ticked on 首頁.
    name: 'put-back',
    sites: true,
    edits: true,
    prepare: (office) => {
      deleteQuestion(office, 'fault');
      afterTick(office);
    },
    body: (office) => {
      const row = office.home('facilities').find((one) => one.texts.includes('放回') && one.boxes.length > 0)!;
      office.runtime
        .person('chou@demo.example')
        .edit(office.books.facilities!, SHEET.home, row.row, row.boxes[0]!, true);
      office.runtime.wait(10_000);
    },
    holds: (office) => {
      const map = office.form('tickets');
      const items = office.runtime.store.forms[map.id]!.items;
      const back = items.filter((item) => map.items[String(item.id)] === 'fault');
      const section = items.findIndex((item) => item.title === '我要報修');
      return [
        ...said(office, 0),
        ...(back.length === 1 && back[0]!.title === '故障描述' && back[0]!.required
          ? []
          : [`asked ${back.length} times`]),
        ...(items.indexOf(back[0]!) > section ? [] : ['it stands in another section']),
        ...items.filter((item) => item.title === '').map(() => 'a blank question is left'),
        ...Object.keys(office.runtime.store.state.scriptProperties)
          .filter((key) => key.startsWith(PROP.mend))
          .map((key) => `left: ${key}`),
      ];
    },
  },
  {
    // Who decides presses, and presses again when the page did not answer: one decision.
    name: 'decide',
    edits: false,
    prepare: (office) => {
      const id = idAt(office, 0);
      type(office, id, 'vendor', office.records('vendors')[0]!.id);
      type(office, id, 'why', '過保');
      type(office, id, 'cost', '8000');
      type(office, id, '$next', '轉第三方');
      afterTick(office);
    },
    body: (office) => {
      const id = idAt(office, 0);
      const { seal } = office.record('tickets', id)!.approval!;
      for (let press = 0; press < 2; press++) {
        try {
          const params = { register: 'tickets', id, seal, verdict: 'approve', comment: '' };
          office.runtime.person('facilities-head@demo.example').call('api', 'decide', params);
        } catch {
          // The page says so; nothing was changed, or it was all changed.
        }
        office.runtime.hook(null);
        office.runtime.wait(30_000);
      }
    },
    holds: (office) => {
      const id = idAt(office, 0);
      const said = office.journal('facilities').filter((j) => j.id === id && j.action === 'approve').length;
      return said === 1 ? [] : [`decided ${said} times`];
    },
  },
  ...handovers,
  ...jobWorkflows,
  ...eventWorkflows,
  ...moveWorkflows,
];

function deleteQuestion(office: LocalOffice, key: string): void {
  const map = office.form('tickets');
  const item = Object.keys(map.items).find((one) => map.items[one] === key)!;
  office.runtime.person('chou@demo.example').deleteQuestion(map.id, Number(item));
}

/** The notice of the missing question stands so often in each of the two workbooks. */
const said = (office: LocalOffice, times: number): string[] =>
  ['facilities', 'setup']
    .filter((book) => office.notices(book).filter((n) => n.words.code === 'notice.form-question').length !== times)
    .map((book) => `the notice does not stand ${times} times in ${book}`);

const idAt = (office: LocalOffice, index: number): string => office.records('tickets')[index]!.id;

function type(office: LocalOffice, id: string, key: string, text: string): void {
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime
    .person('wu@demo.example')
    .edit(spreadsheetId, live, office.row('tickets', id)!, office.col('tickets', key), text);
  office.runtime.wait(10_000);
}
