// Nothing anybody writes becomes a live formula, and it comes back as it was written, however often its row is rewritten (S1).
import { cleanText } from '../../src/engine/values';
import { call, cellsOf, LIN, morning, submit, TICK, type, WU } from '../office/hands';
import type { LocalOffice } from '../../local/office';
import { FORMULAS } from './payloads';

const formulas = (office: LocalOffice) =>
  [...cellsOf(office)].filter((c) => c.formula !== undefined).map((c) => `${c.where} ${c.formula!}`);
const raw = (office: LocalOffice, id: string, key: string) => {
  const { spreadsheetId, live } = office.sheet('tickets');
  return office.runtime.store.cell(spreadsheetId, live, office.row('tickets', id)!, office.col('tickets', key));
};

test('the office is born without formulas', () => {
  expect(formulas(morning())).toEqual([]);
});

test.each(FORMULAS)('%j in every text of the form, and three rewritings of its row', (text) => {
  const office = morning();
  const id = submit(office, { fault: text, asset: text });
  const expected = cleanText(text);
  const check = () => {
    expect(formulas(office)).toEqual([]);
    expect(office.record('tickets', id)!.values.fault).toBe(expected);
    expect(raw(office, id, 'fault').v).toBe(expected);
    expect(office.record('tickets', id)!.held.asset!.typed).toBe(text);
  };
  check();
  for (const place of ['倉庫', '3F 影印角', '倉庫']) {
    type(office, id, 'place', place);
    check();
  }
});

test('typed on a page', () => {
  const office = morning();
  for (const text of FORMULAS) {
    const id = submit(office);
    type(office, id, '$next', '開始處理');
    // A run that has read its share of a minute waits, and an edit that meets a tick is answered by the next one.
    office.runtime.wait(TICK);
    const typed = { solution: text, cost: '0' };
    expect(call(office, WU, 'act', { register: 'tickets', id, action: 'solve', typed })).toMatchObject({ ok: true });
    expect(office.record('tickets', id)!.values.solution).toBe(cleanText(text));
    expect(raw(office, id, 'solution').v).toBe(cleanText(text));
    expect(call(office, LIN, 'act', { register: 'tickets', id, action: 'reopen', typed: { why: text } })).toMatchObject(
      { ok: true },
    );
  }
  expect(formulas(office)).toEqual([]);
});

test('what a person types as a formula is their own doing; the engine keeps its value and writes no formula', () => {
  const office = morning();
  const id = submit(office);
  type(office, id, 'why', '=1+1');
  type(office, id, 'place', '倉庫');
  expect(formulas(office).filter((f) => !f.includes('報修單'))).toEqual([]);
  expect(['2', null]).toContain(office.record('tickets', id)!.values.why);
});
