// The tab 匯入 under people's hands: pasted beside, sorted, stopped, corrected, undone too late; and strings that want to be more.
import { importTab, TAB } from '../../local/rehearsal/import-tab';
import { PROP, SHEET } from '../../src/office/layout';
import { cleanText } from '../../src/engine/values';
import type { LocalOffice } from '../../local/office';
import { FORMULAS } from '../security/payloads';
import { cellsOf, CHOU, HOUR, MINUTE, morning, OWNER, TICK, type, WU } from './hands';

const HEADERS = ['品名', '分類', '機號', '備考'];
const LINES = [
  ['桌子 甲', '桌椅家具', 'T-1', ''],
  ['桌子 乙', '桌椅家具', 'T-2', ''],
  ['桌子 丙', '不知道', 'T-3', ''],
];

const book = (office: LocalOffice): string => office.books.facilities!;
const tab = (office: LocalOffice) => importTab(office, 'facilities');
const imported = (office: LocalOffice) =>
  office.records('assets').filter((rec) => rec.source.kind === 'import' && rec.source.ref !== 'opening-balance');
const put = (office: LocalOffice, row: number, col: number, text: string | boolean | null): void => {
  office.runtime.person(CHOU).edit(book(office), SHEET.import, row, col, text);
  office.runtime.wait(MINUTE);
};
function paste(
  office: LocalOffice,
  lines: string[][],
  at: { row: number; col: number } = { row: TAB.head, col: TAB.data },
): void {
  office.runtime.person(CHOU).paste(book(office), SHEET.import, at.row, at.col, lines);
  office.runtime.wait(MINUTE);
}
function started(lines = LINES): LocalOffice {
  const office = morning();
  put(office, TAB.register, 2, '財產清冊');
  paste(office, [HEADERS, ...lines]);
  return office;
}
const tick = (office: LocalOffice): void => put(office, TAB.go, 2, true);
const errors = (office: LocalOffice): string[] =>
  office.runtime.executions.filter((x) => x.error).map((x) => `${x.fn}: ${x.error!.message}`);

test('every workbook has the tab, hidden; a box on 首頁 shows it and can be ticked again', () => {
  const office = morning();
  const sheet = () => office.runtime.store.sheet(book(office), SHEET.import);
  expect(sheet().hidden).toBe(true);
  const line = office.home('facilities').find((row) => row.texts.join().includes('顯示「匯入」分頁'))!;
  office.runtime.person(WU).edit(book(office), SHEET.home, line.row, 1, true);
  office.runtime.wait(MINUTE);
  expect(sheet().hidden).toBe(false);
  expect(office.runtime.store.cell(book(office), SHEET.home, line.row, 1).v).toBe(false);
  expect(() => importTab(office, 'setup')).not.toThrow();
});

test('a workbook without the tab gets it by setup run again', () => {
  const office = morning();
  const { store } = office.runtime;
  const file = store.spreadsheet(book(office));
  store.putSpreadsheet({ ...file, sheets: file.sheets.filter((s) => s.sheetId !== SHEET.import) });
  const run = office.runtime.run('setup', [{}], { active: OWNER, effective: OWNER });
  expect(run.error).toBeUndefined();
  put(office, TAB.register, 2, '財產清冊');
  paste(office, [HEADERS, ...LINES]);
  expect(tab(office).says).toContain('2 筆可匯入，1 筆要改');
});

test('pasted one column too far left: nothing is written over it, and the tab says where it belongs', () => {
  const office = morning();
  put(office, TAB.register, 2, '財產清冊');
  paste(office, [HEADERS, ...LINES], { row: TAB.head, col: 1 });
  expect(tab(office).says).toBe('貼歪了：表頭的第一格要在 B5。按復原再貼一次');
  expect(tab(office).rows[0]).toMatchObject({
    check: '桌子 甲',
    cells: expect.arrayContaining(['桌椅家具']) as string[],
  });
  tick(office);
  expect(imported(office)).toEqual([]);
});

test('a field chosen above a column is kept; new headers are guessed anew; unknown words stop the import', () => {
  const office = started();
  put(office, TAB.fields, 5, '名稱');
  expect(tab(office).says).toBe('對應欄位：「名稱」選了兩次');
  expect(tab(office).rows.every((r) => r.check === '')).toBe(true);
  put(office, TAB.fields, 5, '什麼');
  expect(tab(office).says).toContain('不認得「什麼」');
  tick(office);
  expect(tab(office)).toMatchObject({ ticked: false });
  expect(imported(office)).toEqual([]);
  put(office, TAB.fields, 5, '（不匯入）');
  expect(tab(office).fields.slice(0, 4)).toEqual(['名稱', '類別', '序號', '（不匯入）']);
  put(office, TAB.head, 5, '保管人');
  expect(tab(office).fields[3]).toBe('使用人');
});

test('wrong rows wait; corrected and ticked again they go in, the others not twice', () => {
  const office = started();
  tick(office);
  expect(imported(office).map((rec) => rec.values.name)).toEqual(['桌子 甲', '桌子 乙']);
  put(office, 8, 3, '桌椅家具');
  expect(tab(office).says).toContain('1 筆可匯入，0 筆要改，2 筆已匯入');
  tick(office);
  tick(office);
  expect(imported(office).map((rec) => rec.values.name)).toEqual(['桌子 甲', '桌子 乙', '桌子 丙']);
  expect(office.meta('facilities').notices.filter((n) => n.words.code === 'notice.imported')).toHaveLength(2);
  expect(errors(office)).toEqual([]);
});

test('marks emptied, rows sorted without them, another row typed: what is in stays in once', () => {
  const office = started();
  tick(office);
  const chou = office.runtime.person(CHOU);
  chou.clear(book(office), SHEET.import, { row: 6, col: 1, rows: 3, cols: 1 });
  chou.sort(book(office), SHEET.import, { row: 6, col: 2, rows: 3, cols: 4 }, 2, false);
  paste(office, [['桌子 丁', '桌椅家具', 'T-4', '']], { row: 9, col: 2 });
  tick(office);
  expect(
    imported(office)
      .map((rec) => rec.values.serial)
      .sort(),
  ).toEqual(['T-1', 'T-2', 'T-4']);
  expect(
    tab(office)
      .rows.filter((r) => r.check.startsWith('✓ ASSET'))
      .map((r) => r.cells[0])
      .sort(),
  ).toEqual(['桌子 丁', '桌子 乙', '桌子 甲']);
});

test('a row changed after it went in says where to change it', () => {
  const office = started();
  tick(office);
  put(office, 6, 5, '新的備考');
  const id = imported(office)[0]!.id;
  expect(tab(office).rows[0]!.check).toBe(`✗ 已匯入為 ${id}，要改請到「財產清冊」`);
  tick(office);
  expect(imported(office)).toHaveLength(2);
});

test('another ledger pasted over the first, beside its old marks, goes in', () => {
  const office = started();
  tick(office);
  paste(office, [HEADERS, ['椅子 甲', '桌椅家具', 'C-1', ''], ['椅子 乙', '桌椅家具', 'C-2', ''], ['', '', '', '']]);
  expect(tab(office).says).toContain('2 筆可匯入');
  tick(office);
  expect(imported(office).map((rec) => rec.values.serial)).toEqual(['T-1', 'T-2', 'C-1', 'C-2']);
});

test('rows put above the frame move it along', () => {
  const office = started();
  office.runtime.person(CHOU).insertRows(book(office), SHEET.import, 1, 2);
  put(office, TAB.go + 2, 2, true);
  expect(imported(office)).toHaveLength(2);
});

test('a frozen register takes nothing in; released, the import goes on by itself', () => {
  const office = started();
  const meta = office.meta('facilities');
  const registers = { ...meta.registers, assets: { ...meta.registers.assets!, frozen: { at: 1, by: null, rows: 12 } } };
  const rowOf = (value: unknown) => [['registers', JSON.stringify(value)]];
  const { store } = office.runtime;
  store.putRows(book(office), SHEET.meta, 4, rowOf(registers));
  tick(office);
  expect(imported(office)).toEqual([]);
  expect(tab(office)).toMatchObject({ says: '「財產清冊」凍結中，見首頁；解除後自動接著匯入', ticked: true });
  store.putRows(book(office), SHEET.meta, 4, rowOf(meta.registers));
  office.runtime.wait(TICK);
  expect(imported(office)).toHaveLength(2);
});

test('after the undo days a batch stays, and 首頁 says so', () => {
  const office = started();
  tick(office);
  office.runtime.wait(8 * 24 * HOUR);
  const line = office.home('facilities').find((row) => row.texts.join().includes('復原整批'))!;
  office.runtime.person(CHOU).edit(book(office), SHEET.home, line.row, 1, true);
  office.runtime.wait(MINUTE);
  expect(imported(office).every((rec) => !rec.deleted)).toBe(true);
  expect(office.home('facilities').some((row) => row.texts.join().includes('匯入超過 7 天'))).toBe(true);
});

test('an ordinary edit asks for no look at the tab', () => {
  const office = started();
  tick(office);
  const { n } = office.meta('facilities').commit;
  type(office, 'ASSET-00001', 'comment', 'x', CHOU, 'assets');
  expect(office.property(PROP.tab + 'facilities')).toBeNull();
  expect(office.meta('facilities').commit.n).toBe(n + 1);
});

test('texts that look like formulas stay texts, in the record and in the register', () => {
  // What a person's paste makes of them is the person's own; here they stand as texts in the tab.
  const office = started(FORMULAS.map((_, i) => [`物 ${i}`, '桌椅家具', `F-${i}`, '']));
  const { store } = office.runtime;
  FORMULAS.forEach((text, i) =>
    store.putRows(book(office), SHEET.import, TAB.first + i, [[null, `物 ${i}`, '桌椅家具', `F-${i}`, text]]),
  );
  tick(office);
  expect(imported(office).map((rec) => rec.values.comment)).toEqual(FORMULAS.map((text) => cleanText(text)));
  expect([...cellsOf(office)].filter((c) => c.formula !== undefined).map((c) => c.where)).toEqual([]);
  for (const rec of imported(office)) type(office, rec.id, 'place', '倉庫', CHOU, 'assets');
  expect(imported(office).map((rec) => rec.values.comment)).toEqual(FORMULAS.map((text) => cleanText(text)));
  expect([...cellsOf(office)].filter((c) => c.formula !== undefined)).toEqual([]);
});
