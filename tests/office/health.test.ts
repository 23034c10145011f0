// Health and repair: what was broken by hand is named once where it is, the rest of the office goes on, and what is ours is healed
// (reliability: failures 2, 4, 5, 16, 28; suite K).
import type { LocalOffice } from '../../local/office';
import type { State } from '../../local/runtime/store/state';
import { SHEET } from '../../src/office/layout';
import {
  expectUnmoved,
  HOUR,
  LEADER,
  LIN,
  MANAGER,
  MINUTE,
  morning,
  OWNER,
  standing,
  submit,
  TICK,
  type,
  WU,
  call,
} from './hands';

const night = (office: LocalOffice): void => {
  const run = office.runtime.run('nightly_', [{}], {});
  if (run.error) throw new Error(`${run.error.message}\n${run.error.stack ?? ''}`);
  office.runtime.wait(MINUTE);
};
const page = (office: LocalOffice, as = MANAGER): string => office.runtime.person(as).page({ p: 'health' }).html;
const repair = (office: LocalOffice, key: string, as = MANAGER) => call(office, as, 'repair', { key });
const says = (office: LocalOffice, book = 'facilities'): string =>
  office
    .home(book)
    .map((h) => h.texts.join(' '))
    .join('\n');
const lines = (office: LocalOffice, book = 'facilities'): string[] =>
  office
    .notices(book)
    .map((n) => n.key)
    .filter((k) => k.startsWith('health:'));
/** Ticks the box of the line that says so. */
function tickLine(office: LocalOffice, words: string, book = 'facilities', as = WU): void {
  const rows = office.home(book);
  const at = rows.findIndex((r) => r.texts.some((t) => t.includes(words)));
  const box = rows.slice(at).find((r) => r.boxes.length > 0)!;
  office.runtime.person(as).edit(office.books[book]!, SHEET.home, box.row, box.boxes[0]!, true);
  office.runtime.wait(HOUR);
}
const remove = (office: LocalOffice, book: string, sheet: number, as = OWNER): void => {
  office.runtime.person(as).deleteSheet(office.books[book]!, sheet);
};
const triggersOf = (office: LocalOffice): string[] =>
  office.runtime.store.state.triggers.map((t) => `${t.handler}:${t.sourceId}${t.disabled ? ' disabled' : ''}`).sort();
const setTriggers = (office: LocalOffice, keep: (t: State['triggers'][number]) => boolean): void => {
  office.runtime.store.set({ triggers: office.runtime.store.state.triggers.filter(keep) });
};

test('a healthy office has nothing to say, and looking changes nothing', () => {
  const office = morning();
  submit(office);
  office.runtime.wait(TICK);
  night(office);
  for (const book of ['setup', 'facilities']) expect(lines(office, book)).toEqual([]);
  const before = standing(office);
  expect(page(office)).toContain('一切正常');
  expectUnmoved(office, before);
});

test('health is for office managers alone, its button too', () => {
  const office = morning();
  for (const as of [WU, LIN, LEADER]) {
    expect(page(office, as)).not.toContain('一切正常');
    const before = standing(office);
    expect(repair(office, 'tab:tickets', as).ok).toBe(false);
    expectUnmoved(office, before);
  }
});

describe('a register’s tab is deleted', () => {
  const deleted = (): { office: LocalOffice; ids: string[] } => {
    const office = morning();
    const ids = [submit(office), submit(office, { fault: '燈不亮' })];
    type(office, ids[0]!, '$next', '開始處理');
    const { spreadsheetId, live } = office.sheet('tickets');
    office.runtime.person(WU).edit(spreadsheetId, live, 1, office.col('tickets', 'fault'), '哪裡壞了');
    office.runtime.wait(8000);
    remove(office, 'facilities', live);
    return { office, ids };
  };

  test('answers still come in, and 首頁 says so once', () => {
    const { office } = deleted();
    const id = submitBlind(office);
    expect(office.record('tickets', id)!.values.fault).toBe('卡紙');
    expect(says(office)).toContain('「報修單」整張被刪了');
    night(office);
    night(office);
    expect(lines(office)).toEqual(['health:tab:tickets']);
    expect(office.record('tickets', id)!.deleted).toBeNull();
  });

  test('「重建」 brings every row back with state, values, next steps and the words people gave the headers', () => {
    const { office, ids } = deleted();
    const late = submitBlind(office);
    tickLine(office, '整張被刪了');
    for (const id of [...ids, late]) expect(office.row('tickets', id)).not.toBeNull();
    expect(office.cell('tickets', ids[0]!, '$state')).toBe('處理中');
    expect(office.cell('tickets', ids[1]!, 'fault')).toBe('燈不亮');
    expect(office.text('tickets', 1, office.col('tickets', 'fault'))).toBe('哪裡壞了');
    expect(lines(office)).toEqual([]);
    type(office, ids[1]!, '$next', '開始處理');
    expect(office.cell('tickets', ids[1]!, '$state')).toBe('處理中');
    night(office);
    expect(office.records('tickets').every((r) => r.deleted === null)).toBe(true);
    expect(office.journal('facilities').some((e) => e.action === 'tab-back' && e.actor === WU)).toBe(true);
  });

  test('the page heals it as well; a second press says that it is over', () => {
    const { office, ids } = deleted();
    expect(page(office)).toContain('「報修單」整張被刪了');
    expect(repair(office, 'tab:tickets')).toMatchObject({ ok: true, words: '修好了' });
    expect(office.cell('tickets', ids[0]!, '$state')).toBe('處理中');
    expect(repair(office, 'tab:tickets')).toMatchObject({ ok: true, words: '已經沒有這個問題了' });
    expect(page(office)).toContain('一切正常');
  });
});

/** A form answer whose row cannot be seen. */
function submitBlind(office: LocalOffice): string {
  const before = office.records('tickets').map((r) => r.id);
  try {
    submit(office);
  } catch {
    office.runtime.wait(TICK);
  }
  return office.records('tickets').find((r) => !before.includes(r.id))!.id;
}

describe('a machine sheet is deleted', () => {
  test.each([
    ['_ref', SHEET.ref],
    ['_model', SHEET.model],
    ['_clocks', SHEET.clocks],
    ['_intake', SHEET.intake],
  ])('%s follows from the others: named on the managers’ 首頁, made again from the page', (title, sheet) => {
    const office = morning();
    const id = submit(office);
    remove(office, 'facilities', sheet);
    office.runtime.wait(HOUR);
    night(office);
    expect(says(office, 'setup')).toContain(`系統工作表 ${title} 被刪了`);
    expect(repair(office, `machine:facilities:${sheet}`)).toMatchObject({ ok: true });
    office.runtime.wait(TICK);
    night(office);
    expect(lines(office, 'setup')).toEqual([]);
    const second = submit(office, { fault: '燈不亮' });
    office.runtime.wait(2 * HOUR);
    type(office, second, '$next', '開始處理');
    expect(office.cell('tickets', second, '$state')).toBe('處理中');
    expect(office.records('tickets')).toHaveLength(2);
    expect(office.record('tickets', id)!.clocks.response!.breached).toBe(true);
  });

  test('the journal is brought back by version history: the workbook stops, the others go on', () => {
    const office = morning();
    remove(office, 'facilities', SHEET.journal);
    const before = office.records('people').length;
    expect(() => submit(office)).toThrow(); // it waits in the form
    office.runtime.wait(HOUR);
    expect(office.records('tickets')).toHaveLength(0);
    expect(says(office, 'setup')).toContain('系統工作表 _journal 被刪了');
    expect(says(office, 'setup')).toContain('版本記錄');
    expect(repair(office, `machine:facilities:${SHEET.journal}`).ok).toBe(false);
    const { spreadsheetId, live } = office.sheet('people');
    const row = office.endRow('people');
    for (const [key, value] of [
      ['name', '新人'],
      ['email', 'new@demo.example'],
    ] as const)
      office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('people', key), value);
    office.runtime.wait(HOUR);
    expect(office.records('people')).toHaveLength(before + 1);
  });

  test('首頁 comes back by itself', () => {
    const office = morning();
    remove(office, 'facilities', SHEET.home, WU);
    const { spreadsheetId, live } = office.sheet('tickets');
    // Something to say: a filter for everybody.
    office.runtime.person(WU).filter(spreadsheetId, live, { row: 1, col: 1, rows: 10, cols: 5 });
    night(office);
    office.runtime.wait(HOUR);
    night(office);
    expect(says(office)).toContain('篩選');
  });
});

test('a protection taken off is put back by a tick, an unguarded copy of nothing else', () => {
  const office = morning();
  const { store } = office.runtime;
  const id = office.books.facilities!;
  const sheet = store.sheet(id, SHEET.journal);
  store.putSheet(id, { ...sheet, protectedRanges: {} });
  night(office);
  expect(says(office)).toContain('「_journal」的保護被拿掉了');
  tickLine(office, '_journal');
  expect(Object.values(store.sheet(id, SHEET.journal).protectedRanges)).toMatchObject([
    { warningOnly: false, editors: { users: [OWNER] } },
  ]);
  night(office);
  expect(lines(office)).toEqual([]);
});

test('a filter for everybody is named and removed by a tick', () => {
  const office = morning();
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime.person(WU).filter(spreadsheetId, live, { row: 1, col: 1, rows: 10, cols: 5 });
  night(office);
  tickLine(office, '設了篩選');
  expect(office.runtime.store.sheet(spreadsheetId, live).basicFilter).toBeUndefined();
  expect(lines(office)).toEqual([]);
});

test('rows above the header are removed by a tick, their words kept in the journal', () => {
  const office = morning();
  const id = submit(office);
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime.person(WU).insertRows(spreadsheetId, live, 1, 1);
  office.runtime.person(WU).edit(spreadsheetId, live, 1, 1, '三月報修');
  office.runtime.wait(TICK);
  expect(says(office)).toContain('移除');
  tickLine(office, '表頭上多了');
  expect(office.text('tickets', 1, 1)).toBe('編號');
  expect(office.journal('facilities').find((e) => e.action === 'heal-shifted')!.payload).toMatchObject({
    before: { rows: [['三月報修']] },
  });
  type(office, id, '$next', '開始處理');
  expect(office.cell('tickets', id, '$state')).toBe('處理中');
});

test('a header row that was deleted is put back without touching a row', () => {
  const office = morning();
  const id = submit(office);
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime.person(WU).deleteRows(spreadsheetId, live, 1, 1);
  night(office);
  expect(says(office)).toContain('「報修單」找不到表頭');
  tickLine(office, '找不到表頭');
  expect(office.text('tickets', 1, 1)).toBe('編號');
  expect(office.row('tickets', id)).toBe(2);
  night(office);
  expect(lines(office)).toEqual([]);
  type(office, id, '$next', '開始處理');
  expect(office.cell('tickets', id, '$state')).toBe('處理中');
});

test('a number column that was deleted is put back with each row’s own number', () => {
  const office = morning();
  const ids = ['卡紙', '燈不亮', '漏水'].map((fault) => submit(office, { fault }));
  const { spreadsheetId, live } = office.sheet('tickets');
  const wu = office.runtime.person(WU);
  wu.sort(spreadsheetId, live, { row: 2, col: 1, rows: 3, cols: 25 }, office.col('tickets', 'fault'), true);
  office.runtime.wait(TICK);
  wu.deleteColumns(spreadsheetId, live, office.col('tickets', '$number'), 1);
  wu.edit(spreadsheetId, live, 2, office.col('tickets', 'cost'), '500');
  office.runtime.wait(TICK);
  tickLine(office, '「編號」欄不見了');
  expect(office.text('tickets', 1, 1)).toBe('編號');
  for (const [i, fault] of ['卡紙', '燈不亮', '漏水'].entries())
    expect(office.cell('tickets', ids[i]!, 'fault')).toBe(fault);
  night(office);
  expect(office.records('tickets')).toHaveLength(3);
  expect(
    office
      .records('tickets')
      .map((r) => r.values.cost)
      .filter(Boolean),
  ).toEqual([500]);
  type(office, ids[2]!, '$next', '開始處理');
  expect(office.cell('tickets', ids[2]!, '$state')).toBe('處理中');
});

test('a tab duplicated as a backup is named once; dismissed, it does not come back', () => {
  const office = morning();
  submit(office);
  const { spreadsheetId, live } = office.sheet('tickets');
  office.runtime.person(WU).duplicateSheet(spreadsheetId, live, '報修單備份');
  night(office);
  expect(says(office)).toContain('「報修單備份」是複本');
  tickLine(office, '是複本');
  night(office);
  expect(lines(office)).toEqual([]);
  expect(page(office)).toContain('報修單備份');
});

describe('triggers', () => {
  test.each(['tick_', 'nightly_', 'onSubmit_', 'onEdit_', 'onCalendar_'])(
    '%s deleted: the page makes it again, a trigger never',
    (handler) => {
      const office = morning();
      const before = triggersOf(office);
      setTriggers(office, (t) => t.handler !== handler);
      office.runtime.run('heartbeat_', [{}], {});
      expect(says(office, 'setup')).toContain('觸發器不見了');
      expect(triggersOf(office)).not.toEqual(before);
      for (const key of office.notices('setup').map((n) => n.key.replace('health:', '')))
        expect(repair(office, key)).toMatchObject({ ok: true });
      expect(triggersOf(office)).toEqual(before);
      night(office);
      expect(lines(office, 'setup')).toEqual([]);
    },
  );

  test('one that stands twice is thinned', () => {
    const office = morning();
    const before = triggersOf(office);
    const { triggers } = office.runtime.store.state;
    const twin = { ...triggers.find((t) => t.handler === 'tick_')!, id: 'twin' };
    office.runtime.store.set({ triggers: [...triggers, twin] });
    expect(page(office)).toContain('有兩個觸發器');
    expect(repair(office, 'double:tick_:')).toMatchObject({ ok: true });
    expect(triggersOf(office)).toEqual(before);
  });

  test('one that fell silent is named by its sister and renewed from the page', () => {
    const office = morning();
    office.runtime.wait(TICK);
    const { triggers } = office.runtime.store.state;
    office.runtime.store.set({ triggers: triggers.map((t) => (t.handler === 'tick_' ? { ...t, disabled: true } : t)) });
    office.runtime.wait(7 * HOUR);
    expect(says(office, 'setup')).toContain('「每十分鐘的巡查」從');
    expect(repair(office, 'silent:tick_')).toMatchObject({ ok: true });
    expect(triggersOf(office).filter((t) => t.startsWith('tick_'))).toEqual(['tick_:']);
    office.runtime.wait(HOUR);
    expect(page(office)).not.toContain('沒有動靜');
  });
});

describe('forms', () => {
  const formId = (office: LocalOffice): string => office.form('tickets').id;
  const set = (office: LocalOffice, change: object): void => {
    const form = office.runtime.store.forms[formId(office)]!;
    office.runtime.store.putForm({ ...form, ...change });
  };

  test.each([
    ['closed', { accepting: false }, '不收回覆'],
    ['unverified', { emailCollection: 'DO_NOT_COLLECT' }, '沒有在驗證寄件人'],
    ['edits', { allowEdits: true }, '讓人改已送出的回覆'],
    ['target', { destination: undefined }, '不再進「表單回覆」'],
  ])('%s is named and mended', (kind, broken, words) => {
    const office = morning();
    set(office, broken);
    night(office);
    expect(says(office, 'setup')).toContain(words);
    expect(repair(office, `form-${kind}:${formId(office)}`)).toMatchObject({ ok: true });
    expect(page(office)).toContain('一切正常');
    submit(office);
    office.runtime.wait(HOUR);
    night(office);
    expect(lines(office, 'setup')).toEqual([]);
  });

  test('deleted: one alarm, the office goes on, the page makes another', () => {
    const office = morning();
    const id = submit(office);
    const gone = formId(office);
    const { [gone]: _form, ...rest } = office.runtime.store.forms;
    office.runtime.store.set({ forms: rest });
    office.runtime.wait(3 * HOUR);
    expect(office.runtime.executions.filter((x) => x.error).map((x) => x.error!.message)).toEqual([]);
    expect(office.record('tickets', id)!.clocks.response!.breached).toBe(true);
    expect(says(office, 'setup')).toContain('打不開');
    expect(repair(office, `form:${gone}`)).toMatchObject({ ok: true });
    expect(formId(office)).not.toBe(gone);
    submit(office, { fault: '燈不亮' });
    expect(office.records('tickets')).toHaveLength(2);
    expect(page(office)).toContain('一切正常');
  });
});

test('an account that is not the recorded one is told so and nothing else', () => {
  const office = morning();
  office.runtime.store.set({
    scriptProperties: { ...office.runtime.store.state.scriptProperties, owner: 'old@demo.example' },
  });
  expect(page(office)).toContain('不是用登記的辦公室帳號');
});
