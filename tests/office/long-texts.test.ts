// Texts at the limits of a cell: kept whole or held with the reason, and no answer stops the ones behind it (failure 49).
import type { LocalOffice } from '../../local/office';
import { answersFor } from '../../local/rehearsal/typing';
import { LIN, MINUTE, morning, submit, TICK, type, WU } from './hands';

const errors = (office: LocalOffice) =>
  office.runtime.executions.filter((x) => x.error).map((x) => `${x.fn} ${x.error!.message.slice(0, 200)}`);
function send(office: LocalOffice, fault: string): void {
  const { formId, answers } = answersFor(office, 'tickets', { place: 'warehouse', category: 'printer', fault }, false);
  office.runtime.person(LIN).submit(formId, answers, { email: LIN });
  office.runtime.wait(8000);
}
const longest = (office: LocalOffice) => {
  const { spreadsheetId, mirror } = office.sheet('tickets');
  return Math.max(
    ...[2, 3].map((row) => String(office.runtime.store.cell(spreadsheetId, mirror, row, 5).v ?? '').length),
  );
};

test.each([30_000, 44_999, 45_001, 49_999, 50_001, 120_000])(
  'an answer of %d characters is a record or a held row, the next one comes in',
  (length) => {
    const office = morning();
    send(office, '長'.repeat(length));
    submit(office, { fault: '下一件' });
    office.runtime.wait(TICK);
    expect(errors(office)).toEqual([]);
    const [first, second] = office.records('tickets');
    expect(second!.values.fault).toBe('下一件');
    const kept = first!.values.fault ?? first!.held.fault?.typed;
    expect(String(kept).startsWith('長'.repeat(Math.min(length, 20_000)))).toBe(true);
    expect(longest(office)).toBeLessThanOrEqual(50_000);
  },
);

test('a long text edited again and again stays a record, and so do the rows beside it', () => {
  const office = morning();
  const id = submit(office);
  const other = submit(office);
  for (const length of [20_000, 30_000, 44_000]) type(office, id, 'fault', `${length} ${'長'.repeat(length)}`);
  type(office, id, 'solution', '久'.repeat(30_000));
  type(office, other, 'why', '旁邊的');
  office.runtime.wait(2 * TICK + MINUTE);
  expect(errors(office)).toEqual([]);
  expect(office.record('tickets', other)!.values.why).toBe('旁邊的');
  expect(longest(office)).toBeLessThanOrEqual(50_000);
  type(office, id, '$next', '開始處理', WU);
  expect(office.record('tickets', id)!.state).toBe('working');
});
