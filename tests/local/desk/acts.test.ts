// Acts of the browser reach the sheet as the person chosen; refusals come back as words.

import { createApp } from '../../../local/desk/app.ts';
import { Desk } from '../../../local/desk/desk.ts';
import type { LocalOffice } from '../../../local/office.ts';
import { BOOK, rawOffice, TICKETS } from './raw-office.ts';

let office: LocalOffice;
let act: (
  request: object,
) => Promise<{ ok: boolean; message?: string; runs?: number; ms?: number; trouble?: string | null }>;

beforeEach(() => {
  office = rawOffice();
  const desk = new Desk();
  desk.take(office);
  const app = createApp(desk, { script: '' });
  act = async (request) =>
    (
      await app.request('http://localhost/act', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', cookie: 'who=wu@demo.example' },
        body: JSON.stringify({ book: BOOK, sheet: TICKETS, ...request }),
      })
    ).json() as never;
});

const cell = (row: number, col: number): unknown => office.runtime.store.cell(BOOK, TICKETS, row, col).v;

test('typing parses as Sheets does and becomes a version of the person', async () => {
  expect(await act({ act: 'edit', row: 2, col: 14, text: '1,250' })).toMatchObject({ ok: true, runs: 0 });
  expect(cell(2, 14)).toBe(1250);
  expect(office.runtime.store.state.versions[BOOK]?.at(-1)?.who).toBe('wu@demo.example');
  await act({ act: 'edit', row: 2, col: 14, text: null });
  expect(cell(2, 14)).toBeNull();
});

test('rows and columns: insert, copy below, delete, move, sort', async () => {
  await act({ act: 'copyRow', row: 2 });
  expect([cell(3, 1), cell(4, 1)]).toEqual(['TKT-2026-00001', 'TKT-2026-00002']);
  await act({ act: 'deleteRow', row: 2 });
  await act({ act: 'insertRow', row: 2 });
  expect([cell(2, 1), cell(3, 1)]).toEqual([null, 'TKT-2026-00001']);
  await act({ act: 'deleteRow', row: 2 });
  await act({ act: 'sortZa', col: 14 });
  expect([cell(1, 14), cell(2, 1), cell(19, 1)]).toEqual(['費用', 'TKT-2026-00018', 'TKT-2026-00001']);
  await act({ act: 'moveColumn', col: 9, cols: 8 });
  expect([cell(1, 8), cell(1, 9)]).toEqual(['故障狀況', '類別']);
  await act({ act: 'moveColumn', col: 8, cols: 10 });
  expect([cell(1, 8), cell(1, 9)]).toEqual(['類別', '故障狀況']);
  await act({ act: 'insertColumn', col: 5 });
  await act({ act: 'deleteColumn', col: 6 });
  expect([cell(1, 5), cell(1, 6)]).toEqual([null, '設備']);
});

test('a block is pasted in one act, cleared in one, and taken back', async () => {
  await act({
    act: 'paste',
    row: 21,
    col: 5,
    texts: [
      ['a', 'b'],
      ['c', null],
    ],
  });
  expect([cell(21, 5), cell(21, 6), cell(22, 5), cell(22, 6)]).toEqual(['a', 'b', 'c', null]);
  await act({ act: 'clear', row: 21, col: 5, rows: 2, cols: 2 });
  expect(cell(21, 5)).toBeNull();
  await act({ act: 'undo' });
  expect(cell(21, 5)).toBe('a');
});

test('a version restores the whole workbook', async () => {
  await act({ act: 'edit', row: 2, col: 5, text: 'first' });
  const version = office.runtime.store.state.versions[BOOK]!.at(-1)!.id;
  await act({ act: 'edit', row: 2, col: 5, text: 'second' });
  expect(await act({ act: 'restore', version })).toMatchObject({ ok: true });
  expect(cell(2, 5)).toBe('first');
});

test('refusals are words: nothing to undo, a protected range, an act that does not exist', async () => {
  expect(await act({ act: 'undo' })).toMatchObject({ ok: false, message: '沒有可以復原的動作。' });
  const sheet = office.runtime.store.sheet(BOOK, TICKETS);
  office.runtime.store.putSheet(BOOK, {
    ...sheet,
    protectedRanges: {
      1: {
        protectedRangeId: 1,
        range: { sheetId: TICKETS },
        editors: { users: ['office@demo.example'], domainUsersCanEdit: false },
      },
    },
  });
  const refused = await act({ act: 'edit', row: 2, col: 5, text: 'x' });
  expect(refused.ok).toBe(false);
  expect(refused.message).toMatch(/^這個範圍受保護，吳建宏不能改/);
  expect(await act({ act: 'explode' })).toMatchObject({ ok: false, message: 'no such act: explode' });
});

test('what an act sets in motion is counted in modelled time, and its failure is told', async () => {
  const scopes = ['https://www.googleapis.com/auth/script.scriptapp', 'https://www.googleapis.com/auth/spreadsheets'];
  office.runtime.install('engine', {
    'Code.js': `function setup(){ ScriptApp.newTrigger('onEdit_').forSpreadsheet('${BOOK}').onEdit().create(); } function onEdit_(e){ Utilities.sleep(1500); if (e.value === 'bad') throw new Error('no such thing'); }`,
    'appsscript.json': JSON.stringify({ timeZone: 'Asia/Taipei', oauthScopes: scopes }),
  });
  expect(office.runtime.run('setup').error).toBeUndefined();
  const good = await act({ act: 'edit', row: 2, col: 5, text: 'good' });
  expect(good).toMatchObject({ ok: true, runs: 1, trouble: null });
  expect(good.ms).toBeGreaterThan(1500);
  expect(await act({ act: 'edit', row: 2, col: 5, text: 'bad' })).toMatchObject({
    ok: true,
    trouble: 'onEdit_: no such thing',
  });
});
