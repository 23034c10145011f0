// The tab of bars: drawn within a tick of a task that changed, made when it is not there, and made again when somebody deleted it (R132).
import type { LocalOffice } from '../../local/office';
import { applyModules } from '../../local/rehearsal/modules';
import type { Stage } from '../../local/rehearsal/stage';
import { SHEET } from '../../src/office/layout';
import { MANAGER, morning, TICK, type } from './hands';

let office: LocalOffice;
const text = (row: number, col: number): unknown =>
  office.runtime.store.cell(office.books.matters!, SHEET.timeline, row, col).v ?? '';
const bar = (row: number): string => Array.from({ length: 26 }, (_one, i) => String(text(row, 6 + i) || '.')).join('');
const isThere = (): boolean =>
  office.runtime.store.spreadsheets[office.books.matters!]!.sheets.some((sheet) => sheet.sheetId === SHEET.timeline);

beforeAll(() => {
  office = morning();
  applyModules({ office } as Stage, ['matters']);
  const { spreadsheetId, live } = office.sheet('tasks');
  const row = office.endRow('tasks');
  const values = { what: '更新訪客須知', owner: '林小華', start_on: '2026/3/2', due: '2026/3/29', $next: '登錄' };
  for (const [key, value] of Object.entries(values))
    office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('tasks', key), value);
  office.runtime.wait(2 * TICK);
});

test('a task is a bar, in the words of its sheet', () => {
  expect([1, 2, 3, 5].map((col) => text(1, col))).toEqual(['編號', '事項', '負責人', '狀態']);
  expect([1, 2, 3, 5].map((col) => text(2, col))).toEqual(['TSK-2026-0001', '更新訪客須知', '林小華', '待處理']);
  expect(bar(2)).toBe('......□□□□................');
});

test('it follows the task, and only a task draws', () => {
  type(office, 'TSK-2026-0001', 'progress', '50', MANAGER, 'tasks');
  office.runtime.wait(TICK);
  expect(bar(2)).toBe('......■■□□................');
  type(office, 'TSK-2026-0001', '$next', '取消：不做了', MANAGER, 'tasks');
  office.runtime.wait(TICK);
  expect(office.record('tasks', 'TSK-2026-0001')!.state).toBe('cancelled');
  expect(text(2, 1)).toBe('');
});

test('deleted by somebody it is made again with the next task', () => {
  office.runtime.person(MANAGER).deleteSheet(office.books.matters!, SHEET.timeline);
  expect(isThere()).toBe(false);
  const { spreadsheetId, live } = office.sheet('tasks');
  const row = office.endRow('tasks');
  for (const [key, value] of Object.entries({ what: '盤點', owner: '林小華', due: '2026/3/6', $next: '登錄' }))
    office.runtime.person(MANAGER).edit(spreadsheetId, live, row, office.col('tasks', key), value);
  office.runtime.wait(2 * TICK);
  expect([text(2, 1), bar(2)]).toEqual(['TSK-2026-0002', '......□...................']);
});
