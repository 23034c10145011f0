/**
 * Workbooks over the Sheets advanced service: one read by sheet id, one atomic fenced write with typed cells. Every call passes
 * this gate, which classifies failures and backs off; reads retry freely, commits never here (reliability: failure 6).
 */
import type { Cell } from '../engine/types';
import {
  Gone,
  Taken,
  Unsure,
  type Area,
  type Batch,
  type Block,
  type Books,
  type Put,
  type Write,
} from '../office/ports';
import { a1 } from '../office/specs';
import { guard, sheetRequests } from './birth';

type Request = GoogleAppsScript.Sheets.Schema.Request;
type CellData = GoogleAppsScript.Sheets.Schema.CellData;

/** The typings leave the options argument out. */
interface WithOptions {
  batchUpdate(
    body: object,
    id: string,
    options: { fields: string },
  ): GoogleAppsScript.Sheets.Schema.BatchUpdateSpreadsheetResponse;
}

const TRIES = 4;
const RENDER = { values: 'UNFORMATTED_VALUE', formulas: 'FORMULA', shown: 'FORMATTED_VALUE' } as const;

function api(): GoogleAppsScript.Sheets.Collection.SpreadsheetsCollection {
  const spreadsheets = Sheets?.Spreadsheets;
  if (!spreadsheets) throw new Error('The Sheets service is not enabled for this project');
  return spreadsheets;
}

/** May the same call go through later? Timeouts, server errors and the 60-a-minute rate; nothing else. */
export function mayPass(error: unknown): boolean {
  const text = String((error as Error)?.message ?? error);
  return /timed out|\b(429|500|502|503|504)\b|rate|quota exceeded|server error|Empty response|try again|unavailable|internal error|fault injected/i.test(
    text,
  );
}

/** Reads of one run in a minute: of Google's 60 some stay free for pages and other runs. */
const READS = 40;
const MINUTE = 60_000;
const stamps: number[] = [];

/** Waits where this run has read so often that the next read would be refused. */
export function paced(sleep: (ms: number) => void): void {
  const now = Date.now();
  while (stamps.length > 0 && stamps[0]! <= now - MINUTE) stamps.shift();
  if (stamps.length >= READS) sleep(stamps[0]! + MINUTE - now + 1);
  stamps.push(Date.now());
}

export function retrying<T>(sleep: (ms: number) => void, call: () => T): T {
  for (let tries = 0; ; tries++) {
    try {
      return call();
    } catch (error) {
      if (!mayPass(error) || tries >= TRIES) throw error;
      sleep(1000 * 2 ** tries + Math.floor(Math.random() * 400));
    }
  }
}

/** What is not there any more, by Google's words; null = another failure. */
export function goneBy(error: unknown, id: string): Gone | null {
  const text = String((error as Error)?.message ?? error);
  const sheet = /No grid with id: (\d+)/i.exec(text);
  if (sheet) return new Gone('sheet', Number(sheet[1]), id);
  return /entity was not found|does not have permission/i.test(text) ? new Gone('file', id, id) : null;
}

/** Runs one call and names what is gone. */
function present<T>(id: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw goneBy(error, id) ?? error;
  }
}

const grid = (area: Area): GoogleAppsScript.Sheets.Schema.GridRange => ({
  sheetId: area.sheet,
  startRowIndex: area.row,
  ...(area.rows !== undefined ? { endRowIndex: area.row + area.rows } : {}),
  ...(area.col !== undefined ? { startColumnIndex: area.col } : {}),
  ...(area.cols !== undefined ? { endColumnIndex: (area.col ?? 0) + area.cols } : {}),
});

const passesEnd = (error: unknown): boolean =>
  /beyond the last requested (row|column)|(?:exceeds|beyond the) grid limits/i.test(
    String((error as Error)?.message ?? error),
  );

/** Rows added at once where a machine sheet has come to its end. */
const MORE_ROWS = 1000;

interface Room {
  rows: number;
  cols: number;
}

/**
 * Adds rows and columns to every sheet that would be passed; `wanted`: sheet id -> what is needed. Content is not touched, so
 * this needs no fence and may happen twice. False when all of them are large enough.
 */
function makeRoom(id: string, wanted: Map<number, Room>): boolean {
  const { sheets = [] } = api().get(id, {
    fields: 'sheets(properties(sheetId,gridProperties(rowCount,columnCount)))',
  });
  const requests: Request[] = sheets.flatMap(({ properties }) => {
    const sheetId = properties?.sheetId ?? -1;
    const need = wanted.get(sheetId);
    const rows = (need?.rows ?? 0) - (properties?.gridProperties?.rowCount ?? 0);
    const cols = (need?.cols ?? 0) - (properties?.gridProperties?.columnCount ?? 0);
    return [
      ...(rows > 0 ? [{ appendDimension: { sheetId, dimension: 'ROWS', length: rows + MORE_ROWS } }] : []),
      ...(cols > 0 ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: cols } }] : []),
    ];
  });
  if (requests.length === 0) return false;
  api().batchUpdate({ requests }, id);
  return true;
}

/** Makes a call once more when it was refused only for passing the end of a sheet. */
function withRoom<T>(id: string, wanted: () => Map<number, Room>, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!passesEnd(error) || !makeRoom(id, wanted())) throw error;
    return call();
  }
}

interface End extends Room {
  sheet: number;
}

function roomWanted(ends: End[]): Map<number, Room> {
  const out = new Map<number, Room>();
  for (const { sheet, rows, cols } of ends) {
    const known = out.get(sheet) ?? { rows: 0, cols: 0 };
    out.set(sheet, { rows: Math.max(known.rows, rows), cols: Math.max(known.cols, cols) });
  }
  return out;
}

function endOf(write: Write): End[] {
  if (write.do === 'cells') {
    const cols = write.col + Math.max(0, ...write.rows.map((r) => r.length));
    return [{ sheet: write.sheet, rows: write.row + write.rows.length, cols }];
  }
  if (write.do === 'clear') return [{ sheet: write.sheet, rows: write.row + write.rows, cols: 0 }];
  return write.do === 'choices' ? [{ sheet: write.sheet, rows: write.row + (write.rows ?? 1), cols: 0 }] : [];
}
export function books(sleep: (ms: number) => void): Books {
  return {
    read(id, areas, how = 'values') {
      const body = {
        dataFilters: areas.map((a) => ({ gridRange: grid(a) })),
        valueRenderOption: RENDER[how],
        dateTimeRenderOption: 'SERIAL_NUMBER',
        majorDimension: 'ROWS',
      };
      paced(sleep);
      const ends = (): Map<number, Room> =>
        roomWanted(areas.map((a) => ({ sheet: a.sheet, rows: a.row + (a.rows ?? 1), cols: 0 })));
      const answer = present(id, () =>
        retrying(sleep, () => withRoom(id, ends, () => api().Values.batchGetByDataFilter(body, id))),
      );
      return (answer.valueRanges ?? []).map((v): Block => ({
        cells: (v.valueRange?.values ?? []) as Cell[][],
        title: titleOf(v.valueRange?.range ?? ''),
      }));
    },
    write(id, writes) {
      const body = { requests: writes.flatMap(requestOf) };
      const ends = (): Map<number, Room> => roomWanted(writes.flatMap(endOf));
      retrying(sleep, () => withRoom(id, ends, () => api().batchUpdate(body, id)));
    },
    commit(id, batch) {
      const requests: Request[] = [
        {
          addFilterView: {
            filter: {
              filterViewId: batch.fence,
              title: `commit ${batch.fence}`,
              range: { sheetId: 1, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 },
            },
          },
        },
        ...(batch.drop > 0 ? [{ deleteFilterView: { filterId: batch.drop } }] : []),
        ...batch.writes.flatMap(requestOf),
      ];
      const check = batch.check.filter((c) => c.title !== '');
      try {
        const mask = {
          fields:
            'replies,updatedSpreadsheet.sheets(properties.sheetId,data(startRow,startColumn,rowData.values.userEnteredValue))',
        };
        const body = {
          requests,
          ...(check.length > 0
            ? {
                includeSpreadsheetInResponse: true,
                responseIncludeGridData: true,
                responseRanges: check.map((c) => `'${c.title.replace(/'/g, "''")}'!${a1(c.col)}${c.row + 1}`),
              }
            : {}),
        };
        const ends = (): Map<number, Room> => roomWanted(batch.writes.flatMap(endOf));
        const answer = withRoom(id, ends, () =>
          (api() as unknown as WithOptions).batchUpdate(
            body,
            id,
            check.length > 0 ? mask : { fields: 'spreadsheetId' },
          ),
        );
        return check.length === batch.check.length ? struck(answer, batch) : null;
      } catch (error) {
        const text = String((error as Error)?.message ?? error);
        if (/already exists|duplicate|No filter view with id|filterViewId|addFilterView|deleteFilterView/i.test(text))
          throw new Taken();
        if (mayPass(error)) throw new Unsure(text);
        throw goneBy(error, id) ?? error;
      }
    },
  };
}

const titleOf = (range: string): string => {
  const bang = range.lastIndexOf('!');
  if (bang < 0) return '';
  const raw = range.slice(0, bang);
  return raw.startsWith("'") ? raw.slice(1, -1).replace(/''/g, "'") : raw;
};

/** The struck id cells of the same call's answer, in the order asked; null when the answer does not carry them. */
function struck(answer: GoogleAppsScript.Sheets.Schema.BatchUpdateSpreadsheetResponse, batch: Batch): Cell[] | null {
  const sheets = answer.updatedSpreadsheet?.sheets;
  if (!sheets) return batch.check.length === 0 ? [] : null;
  const out: Cell[] = [];
  for (const c of batch.check) {
    const data = sheets.find((s) => s.properties?.sheetId === c.sheet)?.data ?? [];
    const hit = data.find((d) => (d.startRow ?? 0) === c.row && (d.startColumn ?? 0) === c.col);
    if (!hit) return null;
    const value = hit.rowData?.[0]?.values?.[0]?.userEnteredValue;
    out.push(value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? '');
  }
  return out;
}

const FORMATS: Partial<Record<Put['kind'], { type: string; pattern: string }>> = {
  date: { type: 'DATE', pattern: 'yyyy/m/d' },
  datetime: { type: 'DATE_TIME', pattern: 'm/d hh:mm' },
  time: { type: 'TIME', pattern: 'hh:mm' },
};

/** One typed cell. A text is a stringValue as it stands: it can never become a formula or a date (S1). */
export function cellOf(put: Put | null): CellData {
  if (!put || put.kind === 'blank') return {};
  const format = FORMATS[put.kind];
  if (put.kind === 'boolean') return { userEnteredValue: { boolValue: put.value === true } };
  if (typeof put.value === 'number')
    return {
      userEnteredValue: { numberValue: put.value },
      ...(format ? { userEnteredFormat: { numberFormat: format } } : {}),
    };
  return {
    userEnteredValue: { stringValue: String(put.value) },
    ...(put.link ? { userEnteredFormat: { textFormat: { link: { uri: put.link } } } } : {}),
  };
}

const rowSpan = (sheet: number, row: number, rows: number, cols: number): GoogleAppsScript.Sheets.Schema.GridRange => ({
  sheetId: sheet,
  startRowIndex: row,
  endRowIndex: row + rows,
  startColumnIndex: 0,
  endColumnIndex: cols,
});

function requestOf(write: Write): Request | Request[] {
  if (write.do === 'delete-rows' || write.do === 'insert-rows') {
    const range = {
      sheetId: write.sheet,
      dimension: 'ROWS',
      startIndex: write.row,
      endIndex: write.row + write.rows,
    };
    return write.do === 'delete-rows'
      ? { deleteDimension: { range } }
      : { insertDimension: { range, inheritFromBefore: write.row > 1 } };
  }
  if (write.do === 'copy-rows')
    return {
      copyPaste: {
        source: rowSpan(write.sheet, write.row, write.rows, write.cols),
        destination: rowSpan(write.to, write.toRow, write.rows, write.cols),
        pasteType: 'PASTE_NORMAL',
      },
    };
  if (write.do === 'add-sheet')
    return {
      addSheet: {
        properties: {
          sheetId: write.sheet,
          title: write.title,
          hidden: true,
          gridProperties: { rowCount: write.rows, columnCount: write.cols },
        },
      },
    };
  if (write.do === 'drop-sheet') return { deleteSheet: { sheetId: write.sheet } };
  if (write.do === 'insert')
    return [
      {
        insertDimension: {
          range: { sheetId: write.sheet, dimension: 'COLUMNS', startIndex: write.col, endIndex: write.col + 1 },
          inheritFromBefore: write.col > 0,
        },
      },
      // A neighbour's dropdown, date format or grey ground says nothing about this column.
      {
        repeatCell: {
          range: { sheetId: write.sheet, startColumnIndex: write.col, endColumnIndex: write.col + 1 },
          fields: 'dataValidation,userEnteredFormat(numberFormat,backgroundColorStyle)',
        },
      },
    ];
  if (write.do === 'show')
    return { updateSheetProperties: { properties: { sheetId: write.sheet, hidden: false }, fields: 'hidden' } };
  if (write.do === 'sheet') return sheetRequests(write.spec, write.owner);
  if (write.do === 'protect') return guard(write.sheet, write.title, write.owner);
  if (write.do === 'unfilter') return { clearBasicFilter: { sheetId: write.sheet } };
  if (write.do === 'zone')
    return { updateSpreadsheetProperties: { properties: { timeZone: write.zone }, fields: 'timeZone' } };
  if (write.do === 'append')
    return {
      appendCells: {
        sheetId: write.sheet,
        rows: write.rows.map((r) => ({ values: r.map(cellOf) })),
        // Formats are the columns': a mask that named them would clear those of every cell that brings none.
        fields: 'userEnteredValue,userEnteredFormat.textFormat.link',
      },
    };
  if (write.do === 'clear')
    return {
      updateCells: {
        range: {
          sheetId: write.sheet,
          startRowIndex: write.row,
          endRowIndex: write.row + write.rows,
          startColumnIndex: write.col ?? 0,
          endColumnIndex: (write.col ?? 0) + write.cols,
        },
        fields: 'userEnteredValue,dataValidation',
      },
    };
  if (write.do === 'choices') {
    return {
      setDataValidation: {
        range: {
          sheetId: write.sheet,
          startRowIndex: write.row,
          endRowIndex: write.row + (write.rows ?? 1),
          startColumnIndex: write.col,
          endColumnIndex: write.col + (write.cols ?? 1),
        },
        ...(write.options.length > 0
          ? {
              rule: {
                condition: { type: 'ONE_OF_LIST', values: write.options.map((o) => ({ userEnteredValue: o })) },
                strict: false,
                showCustomUi: true,
              },
            }
          : {}),
      },
    };
  }
  return write.rows.length === 1 ? segments(write).map(updateCells) : updateCells(write);
}

type CellsWrite = Extract<Write, { do: 'cells' }>;
/** What a cell's write touches beside its value. */
const maskOf = (p: Put | null): string =>
  p && FORMATS[p.kind] ? 'numberFormat' : p?.link ? 'link' : p?.kind === 'boolean' ? 'tick' : '';

/** A mask clears what a cell does not bring: neighbours whose format is their own are written apart. */
function segments(write: CellsWrite): CellsWrite[] {
  const out: CellsWrite[] = [];
  let mask: string | null = null;
  write.rows[0]!.forEach((put, i) => {
    const last = out[out.length - 1];
    if (last && maskOf(put) === mask) last.rows[0]!.push(put);
    else out.push({ ...write, col: write.col + i, rows: [[put]] });
    mask = maskOf(put);
  });
  return out;
}

function updateCells(write: CellsWrite): Request {
  const dated = write.rows.some((r) => r.some((p) => p && FORMATS[p.kind]));
  const linked = write.rows.some((r) => r.some((p) => p?.link));
  const ticks = write.rows.some((r) => r.some((p) => p?.kind === 'boolean'));
  return {
    updateCells: {
      start: { sheetId: write.sheet, rowIndex: write.row, columnIndex: write.col },
      rows: write.rows.map((r) => ({
        values: r.map((p) =>
          p?.kind === 'boolean'
            ? { ...cellOf(p), dataValidation: { condition: { type: 'BOOLEAN' }, showCustomUi: true } }
            : cellOf(p),
        ),
      })),
      fields: [
        'userEnteredValue',
        ...(dated ? ['userEnteredFormat.numberFormat'] : []),
        ...(linked ? ['userEnteredFormat.textFormat.link'] : []),
        ...(ticks ? ['dataValidation'] : []),
      ].join(','),
    },
  };
}
