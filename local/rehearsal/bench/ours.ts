// The product's own costs for one act each, on an office of a given size.
import type { LocalOffice } from '../../office.ts';
import { answersFor } from '../typing.ts';
import { costOf, type Cost } from './measure.ts';

export interface OurCosts {
  submit: Cost;
  edit: Cost;
  next: Cost;
  tick: Cost;
  find: Cost;
}

/** Each act on its own fork, a minute after a tick, so that nothing else runs into the count. */
export function ourCosts(office: LocalOffice): OurCosts {
  const on = (act: (fork: LocalOffice) => Cost): Cost => {
    const fork = office.fork();
    afterTick(fork);
    return act(fork);
  };
  const type = (fork: LocalOffice, key: string, text: string): Cost => {
    const { spreadsheetId, live } = fork.sheet('tickets');
    const id = fork.records('tickets').at(-1)!.id;
    const row = fork.row('tickets', id)!;
    const col = fork.col('tickets', key);
    return costOf(fork.runtime, () => fork.runtime.person('wu@demo.example').edit(spreadsheetId, live, row, col, text));
  };
  return {
    submit: on((fork) => {
      const { formId, answers } = repairAnswers(fork);
      return costOf(fork.runtime, () =>
        fork.runtime.person('lin@demo.example').submit(formId, answers, { email: 'lin@demo.example' }),
      );
    }),
    edit: on((fork) => type(fork, 'fault', '卡紙，第三紙匣')),
    next: on((fork) => type(fork, '$next', '轉原廠商')),
    // Late in the morning: the lists are out, nothing falls due for hours.
    tick: on((fork) => {
      fork.runtime.wait(90 * 60_000);
      return costOf(fork.runtime, () => fork.runtime.wait(10 * 60_000), 0);
    }),
    // Find by number is what the record page does first.
    find: on((fork) => {
      const id = fork.records('tickets').at(-1)!.id;
      return costOf(
        fork.runtime,
        () => fork.runtime.person('wu@demo.example').page({ p: 'record', r: 'tickets', id }),
        0,
      );
    }),
  };
}

/** Lets time pass until a tick has just run and nothing is left to do. */
export function afterTick(office: LocalOffice): void {
  const { runtime } = office;
  runtime.wait(20 * 60_000);
  const last = runtime.executions.findLast((x) => x.fn === 'tick_');
  const since = runtime.now - (last?.endedAt ?? runtime.now);
  runtime.wait(Math.max(0, 11 * 60_000 - since));
  runtime.wait(60_000);
}

/** An answer to the repair form by item id. */
export function repairAnswers(
  office: LocalOffice,
  fault = '卡紙',
): { formId: string; answers: Record<string, unknown> } {
  return answersFor(office, 'tickets', { place: 'print_corner_3f', category: 'printer', fault }, false);
}
