// The Sheets advanced service: typed cells, atomic ordered batches, ids that refuse, masks, ranges, rates.

import { officeWith, OWNER, script, scriptRun, workbook } from './helpers';

const READ = `const read = (id, range, render) => Sheets.Spreadsheets.Values.batchGetByDataFilter({
  dataFilters: [{ gridRange: { sheetId: 7, ...range } }], valueRenderOption: render || 'UNFORMATTED_VALUE', dateTimeRenderOption: 'SERIAL_NUMBER' }, id).valueRanges[0].valueRange;`;

const office = (): ReturnType<typeof officeWith> =>
  officeWith(READ, { latency: false, quotas: { sheetsReadsPerMinute: 1e6, sheetsWritesPerMinute: 1e6 } });

function batch(rt: ReturnType<typeof officeWith>, id: string, ...requests: unknown[]): unknown {
  return script(rt, `return Sheets.Spreadsheets.batchUpdate({ requests: args[1] }, args[0])`, id, requests);
}

function failing(rt: ReturnType<typeof officeWith>, id: string, ...requests: unknown[]): string {
  return (
    scriptRun(rt, `Sheets.Spreadsheets.batchUpdate({ requests: args[1] }, args[0])`, id, requests).error?.message ??
    'no error'
  );
}

const cells = (...values: (string | number | boolean)[]): object => ({
  values: values.map((v) => ({
    userEnteredValue:
      typeof v === 'string' ? { stringValue: v } : typeof v === 'number' ? { numberValue: v } : { boolValue: v },
  })),
});

describe('reading', () => {
  test('answers in the order of the filters, in A1 of the current title, without trailing blanks (BAT-1)', () => {
    const rt = office();
    const id = workbook(rt, [
      ['a', 1, true, null],
      [null, null, null],
      ['b', null, 2],
    ]);
    const ranges = script(
      rt,
      `return Sheets.Spreadsheets.Values.batchGetByDataFilter({ valueRenderOption: 'UNFORMATTED_VALUE', dataFilters: [
         { gridRange: { sheetId: 7, startRowIndex: 2, endRowIndex: 3 } }, { gridRange: { sheetId: 7, startRowIndex: 0, endRowIndex: 9, startColumnIndex: 0, endColumnIndex: 5 } },
         { gridRange: { sheetId: 7, startRowIndex: 20, endRowIndex: 21 } } ] }, args[0]).valueRanges.map((r) => r.valueRange)`,
      id,
    );
    expect(ranges).toEqual([
      { range: "'登記'!A3:Z3", majorDimension: 'ROWS', values: [['b', '', 2]] },
      { range: "'登記'!A1:E9", majorDimension: 'ROWS', values: [['a', 1, true], [], ['b', '', 2]] },
      { range: "'登記'!A21:Z21", majorDimension: 'ROWS' },
    ]);
  });

  test('beyond the grid it throws, across its edge it gives what is there', () => {
    const rt = office();
    const id = workbook(rt, [['a']]);
    expect(scriptRun(rt, `read(args[0], { startRowIndex: 1000, endRowIndex: 1001 })`, id).error?.message).toMatch(
      /^API call to sheets.spreadsheets.values.batchGetByDataFilter failed with error: Range \('登記'!A1001:Z1001\) exceeds grid limits. Max rows: 1000/,
    );
    expect(script(rt, `return read(args[0], { startRowIndex: 0, endRowIndex: 5000 }).range`, id)).toBe(
      "'登記'!A1:Z1000",
    );
  });

  test('renders formulas, serials and shown text', () => {
    const rt = office();
    const id = workbook(rt);
    batch(rt, id, {
      updateCells: {
        start: { sheetId: 7, rowIndex: 0, columnIndex: 0 },
        fields: 'userEnteredValue,userEnteredFormat.numberFormat',
        rows: [
          {
            values: [
              { userEnteredValue: { formulaValue: '=1+2*3' } },
              {
                userEnteredValue: { numberValue: 46083.5 },
                userEnteredFormat: { numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' } },
              },
              {
                userEnteredValue: { numberValue: 1234.5 },
                userEnteredFormat: { numberFormat: { type: 'NUMBER', pattern: '#,##0.00' } },
              },
            ],
          },
        ],
      },
    });
    const at = { startRowIndex: 0, endRowIndex: 1 };
    const read = (render: string): unknown =>
      script(rt, `return read(args[0], args[1], args[2]).values[0]`, id, at, render);
    expect(read('UNFORMATTED_VALUE')).toEqual([7, 46083.5, 1234.5]);
    expect(read('FORMULA')).toEqual(['=1+2*3', 46083.5, 1234.5]);
    expect(read('FORMATTED_VALUE')).toEqual(['7', '2026-03-02 12:00', '1,234.50']);
  });

  test('get gives what the mask asks for', () => {
    const rt = office();
    const id = workbook(rt, [['a']]);
    batch(rt, id, {
      updateSheetProperties: {
        properties: { sheetId: 7, hidden: false, gridProperties: { frozenRowCount: 2 } },
        fields: 'gridProperties.frozenRowCount',
      },
    });
    expect(
      script(
        rt,
        `return Sheets.Spreadsheets.get(args[0], { fields: 'sheets(properties(sheetId,gridProperties.frozenRowCount),data.rowData.values.userEnteredValue)' })`,
        id,
      ),
    ).toEqual({
      sheets: [
        {
          properties: { sheetId: 7, gridProperties: { frozenRowCount: 2 } },
          data: [{ rowData: [{ values: [{ userEnteredValue: { stringValue: 'a' } }] }] }],
        },
      ],
    });
    const only = (sheetId: number): string =>
      `return Sheets.Spreadsheets.getByDataFilter({ dataFilters: [{ gridRange: { sheetId: ${sheetId}, startColumnIndex: 0, endColumnIndex: 1 } }] }, args[0], { fields: 'sheets(properties.sheetId,data.rowData.values.userEnteredValue)' })`;
    expect(script(rt, only(7), id)).toEqual({
      sheets: [
        {
          properties: { sheetId: 7 },
          data: [{ rowData: [{ values: [{ userEnteredValue: { stringValue: 'a' } }] }] }],
        },
      ],
    });
    expect(() => script(rt, only(8), id)).toThrow('No grid with id: 8');
    expect(scriptRun(rt, `Sheets.Spreadsheets.get('nowhere')`).error?.message).toBe(
      'API call to sheets.spreadsheets.get failed with error: Requested entity was not found.',
    );
  });
});

describe('a batch', () => {
  test('is applied whole or not at all, in order (BAT-1)', () => {
    const rt = office();
    const id = workbook(rt, [['old']]);
    const before = rt.store.spreadsheet(id);
    const write = { updateCells: { start: { sheetId: 7 }, fields: 'userEnteredValue', rows: [cells('new')] } };
    expect(failing(rt, id, write, { deleteSheet: { sheetId: 99 } })).toBe(
      'API call to sheets.spreadsheets.batchUpdate failed with error: Invalid requests[1].deleteSheet: No grid with id: 99',
    );
    expect(rt.store.spreadsheet(id)).toBe(before);
    batch(rt, id, write, {
      updateCells: { start: { sheetId: 7 }, fields: 'userEnteredValue', rows: [cells('newer')] },
    });
    expect(rt.store.cell(id, 7, 1, 1).v).toBe('newer');
  });

  test('refuses a taken filter view id, and by switch a missing one: the fence stands on it', () => {
    const rt = office();
    const id = workbook(rt);
    const add = {
      addFilterView: { filter: { filterViewId: 5, range: { sheetId: 7, startRowIndex: 0, endRowIndex: 1 } } },
    };
    expect(batch(rt, id, add)).toEqual({
      spreadsheetId: id,
      replies: [{ addFilterView: { filter: expect.objectContaining({ filterViewId: 5 }) } }],
    });
    expect(
      failing(rt, id, { updateCells: { start: { sheetId: 7 }, fields: 'userEnteredValue', rows: [cells('x')] } }, add),
    ).toMatch(/requests\[1\]\.addFilterView: .*already exists/);
    expect(rt.store.cell(id, 7, 1, 1).v).toBeNull();
    expect(failing(rt, id, { deleteFilterView: { filterId: 6 } })).toMatch(/No filter view with id: 6/);
    rt.switches.missingFilterViewVoidsBatch = false;
    expect(failing(rt, id, { deleteFilterView: { filterId: 6 } })).toBe('no error');
  });

  test('writes typed cells: no text becomes a number, a date or a formula', () => {
    const rt = office();
    const id = workbook(rt);
    batch(rt, id, {
      updateCells: {
        start: { sheetId: 7 },
        fields: 'userEnteredValue',
        rows: [cells('=1+1', '007', '1/2', "'x", 'TRUE')],
      },
    });
    expect(script(rt, `return read(args[0], {endRowIndex: 1}, 'FORMULA').values[0]`, id)).toEqual([
      '=1+1',
      '007',
      '1/2',
      "'x",
      'TRUE',
    ]);
    expect(rt.store.cell(id, 7, 1, 1)).toEqual({ v: '=1+1' });
  });

  test('honours the mask: unlisted members stay, listed ones that are missing are cleared', () => {
    const rt = office();
    const id = workbook(rt, [['a', 'b']]);
    batch(rt, id, {
      updateCells: {
        start: { sheetId: 7 },
        fields: 'note,userEnteredFormat.backgroundColor',
        rows: [{ values: [{ note: 'n', userEnteredFormat: { backgroundColor: { red: 1 } } }] }],
      },
    });
    expect(rt.store.cell(id, 7, 1, 1)).toEqual({ v: 'a', note: 'n', fmt: { bg: '#ff0000' } });
    batch(rt, id, { updateCells: { start: { sheetId: 7 }, fields: 'userEnteredValue', rows: [{ values: [{}] }] } });
    expect(rt.store.cell(id, 7, 1, 1)).toEqual({ v: null, note: 'n', fmt: { bg: '#ff0000' } });
    batch(rt, id, {
      updateCells: {
        range: { sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 },
        fields: '*',
        rows: [cells('z')],
      },
    });
    expect([rt.store.cell(id, 7, 1, 1), rt.store.cell(id, 7, 1, 2)]).toEqual([{ v: 'z' }, { v: null }]);
    expect(
      failing(rt, id, { updateCells: { start: { sheetId: 7 }, fields: 'userEnteredvalue', rows: [cells('x')] } }),
    ).toMatch(/Invalid field: userEnteredvalue/);
  });

  test('appends after the last row with content, checkboxes counting, and replies nothing (VAL-6, J38)', () => {
    const rt = office();
    const id = workbook(rt, [['a'], ['b']]);
    const append = { appendCells: { sheetId: 7, fields: 'userEnteredValue', rows: [cells('c', 1)] } };
    expect(batch(rt, id, append)).toEqual({ spreadsheetId: id, replies: [{}] });
    expect(rt.store.cell(id, 7, 3, 2).v).toBe(1);
    batch(
      rt,
      id,
      {
        setDataValidation: {
          range: { sheetId: 7, startRowIndex: 4, endRowIndex: 6, startColumnIndex: 2, endColumnIndex: 3 },
          rule: { condition: { type: 'BOOLEAN' } },
        },
      },
      append,
    );
    expect(rt.store.cell(id, 7, 7, 1).v).toBe('c');
  });

  test('gives the struck ranges when asked, through the mask (J34)', () => {
    const rt = office();
    const id = workbook(rt, [['a']]);
    const ask = `return Sheets.Spreadsheets.batchUpdate({ requests: [{ updateCells: { start: { sheetId: 7 }, fields: 'userEnteredValue', rows: [{ values: [{ userEnteredValue: { stringValue: 'b' } }] }] } }],
      includeSpreadsheetInResponse: true, responseRanges: args[1] }, args[0], { fields: 'updatedSpreadsheet.sheets.data.rowData.values.effectiveValue' })`;
    expect(script(rt, ask, id, ["'登記'!A1:B2"])).toEqual({
      updatedSpreadsheet: {
        sheets: [{ data: [{ rowData: [{ values: [{ effectiveValue: { stringValue: 'b' } }] }] }] }],
      },
    });
    workbook(rt);
    rt.store.putRows(id, 7, 1, [['c']]);
    expect(scriptRun(rt, ask, id, ["'別名'!A1"]).error?.message).toMatch(/Unable to parse range: '別名'!A1/);
    expect(rt.store.cell(id, 7, 1, 1).v).toBe('b');
    rt.switches.badResponseRangeAfterApply = false;
    rt.store.putRows(id, 7, 1, [['c']]);
    expect(scriptRun(rt, ask, id, ["'別名'!A1"]).error?.message).toMatch(/Unable to parse range/);
    expect(rt.store.cell(id, 7, 1, 1).v).toBe('c');
  });

  test('names the requests it does not know', () => {
    const rt = office();
    expect(failing(rt, workbook(rt), { addChart: {} })).toBe('not implemented locally: Sheets.batchUpdate.addChart');
    expect(failing(rt, workbook(rt), { updateCells: { start: { sheetId: 7 }, row: [], fields: '*' } })).toMatch(
      /Unknown name "row"/,
    );
  });
});

describe('rows and columns', () => {
  const column = (rt: ReturnType<typeof officeWith>, id: string, col: number, rows: number): unknown[] =>
    Array.from({ length: rows }, (_, i) => rt.store.cell(id, 7, i + 1, col).v);

  test('inserting, deleting and moving take filters, protections, merges and names along', () => {
    const rt = office();
    const id = workbook(rt, [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    const range = { sheetId: 7, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 2 };
    batch(
      rt,
      id,
      { addNamedRange: { namedRange: { namedRangeId: 'n', name: 'second', range } } },
      { addProtectedRange: { protectedRange: { protectedRangeId: 3, range, warningOnly: true } } },
      { insertDimension: { range: { sheetId: 7, dimension: 'ROWS', startIndex: 1, endIndex: 3 } } },
    );
    expect(column(rt, id, 1, 5)).toEqual(['a', null, null, 'b', 'c']);
    expect(rt.store.spreadsheet(id).namedRanges['n']!.range).toEqual({ ...range, startRowIndex: 3, endRowIndex: 4 });
    batch(rt, id, { deleteDimension: { range: { sheetId: 7, dimension: 'ROWS', startIndex: 1, endIndex: 3 } } });
    expect(rt.store.sheet(id, 7).protectedRanges[3]!.range).toEqual(range);
    batch(rt, id, {
      moveDimension: { source: { sheetId: 7, dimension: 'ROWS', startIndex: 1, endIndex: 2 }, destinationIndex: 3 },
    });
    expect(column(rt, id, 1, 3)).toEqual(['a', 'c', 'b']);
    expect(rt.store.spreadsheet(id).namedRanges['n']!.range).toEqual({ ...range, startRowIndex: 2, endRowIndex: 3 });
    batch(rt, id, {
      moveDimension: { source: { sheetId: 7, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 }, destinationIndex: 2 },
    });
    expect(column(rt, id, 1, 3)).toEqual([1, 3, 2]);
    batch(rt, id, { deleteDimension: { range: { sheetId: 7, dimension: 'ROWS', startIndex: 2, endIndex: 3 } } });
    expect(rt.store.spreadsheet(id).namedRanges).toEqual({});
  });

  test('criteria and sort keys of a filter view stay with their columns', () => {
    const rt = office();
    const id = workbook(rt, [['a', 'b', 'c', 'd']]);
    const filter = {
      filterViewId: 9,
      range: { sheetId: 7, startRowIndex: 0, startColumnIndex: 0, endColumnIndex: 4 },
      criteria: { '1': { hiddenValues: ['x'] } },
      sortSpecs: [{ dimensionIndex: 2, sortOrder: 'ASCENDING' }],
    };
    const columns = (part: object): object => ({ range: { sheetId: 7, dimension: 'COLUMNS', ...part } });
    batch(rt, id, { addFilterView: { filter } }, { insertDimension: columns({ startIndex: 0, endIndex: 1 }) });
    const view = () => rt.store.sheet(id, 7).filterViews[9]!;
    expect(view()).toMatchObject({ criteria: { '2': { hiddenValues: ['x'] } }, sortSpecs: [{ dimensionIndex: 3 }] });
    batch(rt, id, { deleteDimension: columns({ startIndex: 2, endIndex: 3 }) });
    expect(view()['criteria']).toEqual({});
    expect(view()['sortSpecs']).toMatchObject([{ dimensionIndex: 2 }]);
    batch(rt, id, { sortRange: { range: { sheetId: 7 }, sortSpecs: [] } });
    expect(view()['sortSpecs']).toMatchObject([{ dimensionIndex: 2 }]);
  });

  test('rows are copied to a sheet added in the same batch, then deleted; back in a blank row they are whole', () => {
    const rt = office();
    const id = workbook(rt, [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    const row = (sheetId: number, at: number): object => ({
      sheetId,
      startRowIndex: at,
      endRowIndex: at + 1,
      startColumnIndex: 0,
      endColumnIndex: 3,
    });
    const b2 = { sheetId: 7, rowIndex: 1, columnIndex: 2 };
    const formula = [{ values: [{ userEnteredValue: { formulaValue: '=B2*2' } }] }];
    batch(rt, id, { updateCells: { start: b2, rows: formula, fields: 'userEnteredValue' } });
    const gridProperties = { rowCount: 2, columnCount: 3 };
    batch(
      rt,
      id,
      { addSheet: { properties: { sheetId: 8, title: '_cut', hidden: true, gridProperties } } },
      { copyPaste: { source: row(7, 1), destination: row(8, 1), pasteType: 'PASTE_NORMAL' } },
      { deleteDimension: { range: { sheetId: 7, dimension: 'ROWS', startIndex: 1, endIndex: 2 } } },
    );
    expect(column(rt, id, 1, 2)).toEqual(['a', 'c']);
    expect(rt.store.cell(id, 8, 2, 3)).toMatchObject({ f: '=B2*2' });
    batch(
      rt,
      id,
      { insertDimension: { range: { sheetId: 7, dimension: 'ROWS', startIndex: 1, endIndex: 2 } } },
      { copyPaste: { source: row(8, 1), destination: row(7, 1), pasteType: 'PASTE_NORMAL' } },
      { deleteSheet: { sheetId: 8 } },
    );
    expect(column(rt, id, 1, 3)).toEqual(['a', 'b', 'c']);
    expect(rt.store.cell(id, 7, 2, 3)).toMatchObject({ v: 4, f: '=B2*2' });
  });

  test('sorts numbers before texts before booleans, blanks last both ways', () => {
    const rt = office();
    const id = workbook(rt, [
      ['b', 1],
      [true, 2],
      [3, 3],
      [null, 4],
      ['a', 5],
      [-1, 6],
    ]);
    const sort = (sortOrder: string): unknown =>
      batch(rt, id, {
        sortRange: {
          range: { sheetId: 7, startRowIndex: 0, endRowIndex: 6, startColumnIndex: 0, endColumnIndex: 2 },
          sortSpecs: [{ dimensionIndex: 0, sortOrder }],
        },
      });
    sort('ASCENDING');
    expect(column(rt, id, 1, 6)).toEqual([-1, 3, 'a', 'b', true, null]);
    sort('DESCENDING');
    expect(column(rt, id, 1, 6)).toEqual([true, 'b', 'a', 3, -1, null]);
  });

  test('writing outside the grid is an error, not a larger grid', () => {
    const rt = office();
    const id = workbook(rt);
    expect(
      failing(rt, id, { updateCells: { start: { sheetId: 7, rowIndex: 1000 }, fields: '*', rows: [cells('x')] } }),
    ).toMatch(/beyond the last requested row/);
    batch(
      rt,
      id,
      { appendDimension: { sheetId: 7, dimension: 'ROWS', length: 1 } },
      { updateCells: { start: { sheetId: 7, rowIndex: 1000 }, fields: '*', rows: [cells('x')] } },
    );
    expect(rt.store.cell(id, 7, 1001, 1).v).toBe('x');
  });
});

describe('limits', () => {
  test('60 reads and 60 writes a minute a user, then 429', () => {
    const rt = officeWith(READ, { latency: false });
    const id = workbook(rt);
    const x = scriptRun(
      rt,
      `let n = 0; try { for (;;) { read(args[0], { endRowIndex: 1 }); n++; } } catch (e) { return [n, e.details.code, e.message]; }`,
      id,
    );
    expect(x.result).toEqual([60, 429, expect.stringContaining("Quota exceeded for quota metric 'Read requests'")]);
    rt.wait(59_000);
    expect(scriptRun(rt, `read(args[0], { endRowIndex: 1 })`, id).error?.message).toMatch(/Quota exceeded/);
    rt.wait(1000);
    expect(scriptRun(rt, `read(args[0], { endRowIndex: 1 })`, id).error).toBeUndefined();
    expect(rt.calls.inMinute(OWNER, 'reads', rt.now)).toBe(1);
  });

  test('a cell takes 50,000 characters', () => {
    const rt = office();
    const id = workbook(rt);
    const write = (n: number): string =>
      failing(rt, id, {
        updateCells: { start: { sheetId: 7 }, fields: 'userEnteredValue', rows: [cells('x'.repeat(n))] },
      });
    expect(write(50_000)).toBe('no error');
    expect(write(50_001)).toMatch(/more than the maximum of 50000 characters/);
  });
});
