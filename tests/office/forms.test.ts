// Forms people change in their editor: what the office notices, keeps, puts back and makes anew (configuration: add a question).
import type { LocalOffice } from '../../local/office';
import { kill } from '../../local/runtime';
import { PROP, SHEET } from '../../src/office/layout';
import { CHOU, LIN, morning, standing, submit, TICK } from './hands';

const errors = (office: LocalOffice) =>
  office.runtime.executions.filter((x) => x.error).map((x) => `${x.fn} ${x.error!.message.slice(0, 200)}`);
const formOf = (office: LocalOffice, key = 'tickets') => office.runtime.store.forms[office.form(key).id]!;
const itemOf = (office: LocalOffice, field: string, key = 'tickets') => {
  const { items } = office.form(key);
  return formOf(office, key).items.find((item) => items[String(item.id)] === field);
};
const drop = (office: LocalOffice, field: string, key = 'tickets'): void =>
  office.runtime.person(CHOU).deleteQuestion(office.form(key).id, itemOf(office, field, key)!.id);
function tickHome(office: LocalOffice, words: string, book = 'facilities'): void {
  const row = office.home(book).find((one) => one.texts.includes(words) && one.boxes.length > 0);
  if (!row) throw new Error(`no box says ${words}`);
  office.runtime.person(CHOU).edit(office.books[book]!, SHEET.home, row.row, row.boxes[0]!, true);
  office.runtime.wait(10_000);
}
const said = (office: LocalOffice, book = 'facilities') =>
  office
    .notices(book)
    .map((n) => n.words.code)
    .filter((code) => code.startsWith('notice.form'))
    .sort();
const properties = (office: LocalOffice, prefix: string) =>
  Object.entries(office.runtime.store.state.scriptProperties).filter(([key]) => key.startsWith(prefix));

test('what people reword, reorder and make optional costs a tick neither a workbook read nor a write', () => {
  const office = morning();
  office.runtime.wait(3 * TICK); // so that one tick falls into the next ten and a half minutes
  const chou = office.runtime.person(CHOU);
  const { id } = formOf(office);
  chou.changeQuestion(id, itemOf(office, 'fault')!.id, { title: '哪裡壞了', help: '越具體越好', required: false });
  chou.moveQuestion(id, itemOf(office, 'urgency')!.id, 0);
  const before = standing(office);
  const calls = office.runtime.calls.snapshot();
  office.runtime.wait(TICK);
  const { reads, writes } = office.runtime.calls.since(calls);
  expect([reads, writes]).toEqual([1, 0]);
  // Every tick says that it ran; nothing else is written.
  const after = standing(office).scriptProperties;
  expect({ ...after, 'alive:tick': '' }).toEqual({ ...before.scriptProperties, 'alive:tick': '' });
  expect(standing(office).forms === before.forms).toBe(true);
});

test('a question people add is told once, with its title, type and choices, becomes a field, and costs no further look', () => {
  const office = morning();
  const item = office.runtime
    .person(CHOU)
    .addQuestion(formOf(office).id, { type: 'LIST', title: '樓層', choices: ['1F', '3F'], help: '哪一樓' }, 2);
  office.runtime.wait(3 * TICK);
  const told = properties(office, PROP.found).flatMap(([, text]) => JSON.parse(text) as { key: string }[]);
  expect(told).toMatchObject([
    { item: String(item), title: '樓層', help: '哪一樓', type: 'choice', choices: ['1F', '3F'], done: true },
  ]);
  const calls = office.runtime.calls.snapshot();
  const id = submit(office, { [told[0]!.key]: '3F' });
  const { extra, held } = office.record('tickets', id)!;
  expect([extra, held]).toEqual([{}, {}]);
  expect(office.record('tickets', id)!.values[told[0]!.key]).not.toBeNull();
  expect(office.runtime.calls.since(calls).methods['Form.getItems']).toBeUndefined();
  expect(errors(office)).toEqual([]);
});

test('the gate put back leads to its pages of self-help, all others to the rest of the form', () => {
  const office = morning();
  const before = itemOf(office, 'category')!;
  drop(office, 'category');
  office.runtime.wait(TICK);
  tickHome(office, '放回');
  const after = itemOf(office, 'category')!;
  expect(after.id).not.toBe(before.id);
  expect({ ...after, id: 0 }).toEqual({ ...before, id: 0 });
  expect(errors(office)).toEqual([]);
});

test('a question that links fill in is filled in again when it is back', () => {
  const office = morning();
  drop(office, '$ticket', 'repair');
  drop(office, 'place');
  office.runtime.wait(TICK);
  expect(said(office)).toEqual(['notice.form-question', 'notice.form-question']);
  tickHome(office, '放回');
  tickHome(office, '放回');
  const links = ['repair', 'tickets'].map((key) => office.form(key).prefill);
  expect(links[0]).toContain(`entry.${itemOf(office, '$ticket', 'repair')!.id}=`);
  expect(links[1]).toContain(`entry.${itemOf(office, 'place')!.id}=`);
  expect(office.form('tickets').marks).toMatchObject({ asset: '{asset}', place: '1F 大廳' });
});

test('a notice answered with "done" does not come back, and intake goes on without the question', () => {
  const office = morning();
  drop(office, 'fault');
  office.runtime.wait(TICK);
  tickHome(office, '已處理');
  tickHome(office, '已處理', 'setup');
  office.runtime.wait(3 * TICK);
  expect([said(office), said(office, 'setup')]).toEqual([[], []]);
  office.runtime.person(LIN).submit(formOf(office).id, { 地點: '3F 辦公區', 類別: '其他' }, { email: LIN });
  office.runtime.wait(8000);
  const { held, values } = office.records('tickets')[0]!;
  expect([held, values.fault, values.place]).toEqual([{}, null, 'office_3f']);
});

test('typed again under its name, a question is its field’s: answers arrive there and the notice goes by itself', () => {
  const office = morning();
  drop(office, 'fault');
  office.runtime.wait(TICK);
  expect(said(office)).toEqual(['notice.form-question']);
  office.runtime.person(CHOU).addQuestion(formOf(office).id, { type: 'TEXT', title: '故障描述' });
  office.runtime.wait(TICK);
  expect([said(office), said(office, 'setup'), properties(office, PROP.found)]).toEqual([[], [], []]);
  const id = submit(office, { fault: '漏水' });
  expect(office.record('tickets', id)!.values.fault).toBe('漏水');
});

test('set up again, a deleted question stays deleted and its links stay right', () => {
  const office = morning();
  drop(office, 'place');
  office.runtime.wait(TICK);
  const before = standing(office);
  const { owner } = office.runtime;
  const run = office.runtime.run('setup', [{}], { active: owner, effective: owner });
  expect(run.error).toBeUndefined();
  expect(standing(office).forms === before.forms).toBe(true);
  expect(office.form('tickets')).toMatchObject({ missing: ['place'] });
  expect(Object.values(office.form('tickets').items)).not.toContain('place');
});

test('a service that fails for a moment is no lost form', () => {
  const office = morning();
  let down = true;
  office.runtime.hook((call, proceed) => {
    if (down && call.service === 'FormApp' && call.method === 'openById') throw new Error('Service error');
    return proceed();
  });
  office.runtime.wait(TICK);
  expect(properties(office, PROP.lost)).toHaveLength(3);
  down = false;
  office.runtime.wait(2 * TICK);
  expect([said(office), properties(office, PROP.lost)]).toEqual([[], []]);
});

test('a form made anew by runs that die at any call is one form, complete, and the old one is forgotten', () => {
  const office = morning();
  const old = formOf(office).id;
  const questions = formOf(office).items.map((item) => item.title);
  office.runtime.person(CHOU).deleteForm(old);
  office.runtime.wait(3 * TICK);
  expect(said(office)).toEqual(['notice.form-lost']);
  const tabs = office.runtime.store.spreadsheet(office.books.intake!).sheets.length;
  let points = 0;
  for (let n = 1; n < 400; n += 11) {
    const fork = office.fork();
    let count = 0;
    let struck = false;
    fork.runtime.hook((call, proceed) => {
      if (call.free || struck || ++count < n) return proceed();
      struck = true;
      proceed();
      return kill('killed');
    });
    tickHome(fork, '重建');
    fork.runtime.hook(null);
    fork.runtime.wait(3 * TICK);
    if (!struck) break;
    points++;
    // A run that died before it left its bell has told nobody.
    if (said(fork).includes('notice.form-lost') && count < 10) continue;
    const maps = properties(fork, PROP.form).map(([, text]) => JSON.parse(text) as { key: string; id: string });
    expect([n, maps.map((m) => m.key).sort()]).toEqual([n, ['approval', 'repair', 'tickets']]);
    expect(maps.some((m) => m.id === old)).toBe(false);
    expect(formOf(fork).items.map((item) => item.title)).toEqual(questions);
    expect([said(fork), said(fork, 'setup')]).toEqual([['notice.form-rebuilt'], ['notice.form-rebuilt']]);
    expect([...properties(fork, PROP.mend), ...properties(fork, PROP.making), ...properties(fork, PROP.lost)]).toEqual(
      [],
    );
    expect(fork.runtime.store.spreadsheet(fork.books.intake!).sheets.length).toBe(tabs + 1);
  }
  expect(points).toBeGreaterThan(10);
}, 300_000);
