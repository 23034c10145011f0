// What a tick does beside its work: it answers who came while it held the lock.
import { PROP } from '../../src/office/layout';
import { morning, submit, TICK, WU } from './hands';

test('an edit that met a working tick, left its bell and went is answered by that tick', () => {
  const office = morning();
  const id = submit(office);
  const { spreadsheetId, live } = office.sheet('tickets');
  let rung = false;
  office.runtime.hook((call, proceed) => {
    const value = proceed();
    // The tick has looked at its bells and works on: it sends the mail about the new ticket.
    if (!rung && call.service === 'MailApp' && call.method === 'sendEmail') {
      rung = true;
      const [row, col] = [office.row('tickets', id)!, office.col('tickets', 'solution')];
      office.runtime.person(WU).edit(spreadsheetId, live, row, col, '換了紙匣');
      const bell = JSON.stringify([live, row, row, col, col, WU, office.runtime.now]);
      const { scriptProperties } = office.runtime.store.state;
      office.runtime.store.set({
        pending: [],
        scriptProperties: { ...scriptProperties, [`${PROP.bell}${spreadsheetId}:one`]: bell },
      });
    }
    return value;
  });
  const ticks = (): number => office.runtime.executions.filter((run) => run.fn === 'tick_').length;
  const before = ticks();
  while (!rung && ticks() < before + 3) office.runtime.wait(TICK / 10);
  office.runtime.hook(null);
  expect(office.record('tickets', id)!.values.solution).toBe('換了紙匣');
  expect(office.record('tickets', id)!.updated.by).toBe(WU);
});
