// The Sheets advanced service: every argument and answer goes through JSON, as over the wire.

import { Api } from '../api.ts';
import { JSON_TEXT } from '../bridge.ts';
import { apiError, Kill, ServiceError, notImplemented } from '../errors.ts';
import { randomId } from '../random.ts';
import { applyBatch, type Request } from '../sheets-api/batch.ts';
import type { DraftOptions } from '../sheets-api/draft.ts';
import { below, parseMask, project } from '../sheets-api/mask.ts';
import {
  rangeOfA1,
  readBox,
  spreadsheetResource,
  valueRange,
  type DateRender,
  type ValueRender,
} from '../sheets-api/render.ts';
import { CELL_REQUESTS } from '../sheets-api/requests-cells.ts';
import { sheetFrom, type SheetProperties } from '../sheets-api/requests-sheets.ts';
import { Draft } from '../sheets-api/draft.ts';
import type { GridRange, Spreadsheet } from '../store/state.ts';

/** Plain JSON of what the script passed: dates become text, undefined members go. */
function wire<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value ?? {})) as T;
}

function answer(value: unknown): { [JSON_TEXT]: string } {
  return { [JSON_TEXT]: JSON.stringify(value) };
}

abstract class SheetsApi extends Api {
  /** Rate, errors in Google's words, and the spreadsheet by id. */
  protected api<T>(
    method: string,
    kind: 'reads' | 'writes',
    spreadsheetId: string | undefined,
    act: (file: Spreadsheet) => T,
  ): T {
    const { runtime, effective, clock } = this._x;
    const limit = kind === 'reads' ? runtime.quotas.sheetsReadsPerMinute : runtime.quotas.sheetsWritesPerMinute;
    if (runtime.calls.inMinute(effective, kind, clock) >= limit) {
      const metric = kind === 'reads' ? 'Read' : 'Write';
      throw apiError(
        method,
        429,
        `Quota exceeded for quota metric '${metric} requests' and limit '${metric} requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:0'.`,
      );
    }
    runtime.calls.sheetsCall(effective, kind, clock);
    try {
      const file = spreadsheetId === undefined ? undefined : runtime.store.spreadsheets[spreadsheetId];
      if (spreadsheetId !== undefined && !file) throw apiError(method, 404, 'Requested entity was not found.');
      return act(file as Spreadsheet);
    } catch (error) {
      if (error instanceof Kill || !(error instanceof ServiceError) || error.name !== 'Exception') throw error;
      throw apiError(method, 400, error.message);
    }
  }

  protected draftOptions(): DraftOptions {
    const { runtime } = this._x;
    return {
      now: this._x.clock,
      user: this._x.effective,
      switches: runtime.switches,
      quotas: runtime.quotas,
      newId: () => 1_000_000_000 + runtime.store.nextSerial(),
    };
  }
}

class Values extends SheetsApi {
  readonly _class = 'Sheets.Spreadsheets.Values';

  private one(
    file: Spreadsheet,
    range: GridRange,
    value: ValueRender,
    date: DateRender,
  ): ReturnType<typeof valueRange> {
    const { sheet, box } = readBox(file, range);
    this._x.cells(
      'read',
      (Math.min(box.bottom, Math.max(box.top + 1, sheet.grid.length)) - box.top) * (box.right - box.left),
    );
    return valueRange(sheet, box, value, date);
  }

  /** Answers come in the order of the filters; trailing blanks are left out. */
  batchGetByDataFilter(request: unknown, spreadsheetId: string): unknown {
    const body = wire<{
      dataFilters?: { gridRange?: GridRange; a1Range?: string }[];
      valueRenderOption?: ValueRender;
      dateTimeRenderOption?: DateRender;
      majorDimension?: string;
    }>(request);
    if (body.majorDimension === 'COLUMNS')
      throw notImplemented('Sheets.Spreadsheets.Values.batchGetByDataFilter.majorDimension=COLUMNS');
    return this.api('sheets.spreadsheets.values.batchGetByDataFilter', 'reads', spreadsheetId, (file) => {
      const valueRanges = (body.dataFilters ?? []).map((filter) => {
        const range = filter.gridRange ?? (filter.a1Range === undefined ? undefined : rangeOfA1(file, filter.a1Range));
        if (!range) throw notImplemented('Sheets.DataFilter.developerMetadataLookup');
        return {
          valueRange: this.one(
            file,
            range,
            body.valueRenderOption ?? 'FORMATTED_VALUE',
            body.dateTimeRenderOption ?? 'SERIAL_NUMBER',
          ),
          dataFilters: [filter],
        };
      });
      return answer({ spreadsheetId, valueRanges });
    });
  }

  get(
    spreadsheetId: string,
    range: string,
    optional?: { valueRenderOption?: ValueRender; dateTimeRenderOption?: DateRender },
  ): unknown {
    return this.api('sheets.spreadsheets.values.get', 'reads', spreadsheetId, (file) =>
      answer(
        this.one(
          file,
          rangeOfA1(file, range),
          optional?.valueRenderOption ?? 'FORMATTED_VALUE',
          optional?.dateTimeRenderOption ?? 'SERIAL_NUMBER',
        ),
      ),
    );
  }

  batchGet(
    spreadsheetId: string,
    optional?: { ranges?: string[]; valueRenderOption?: ValueRender; dateTimeRenderOption?: DateRender },
  ): unknown {
    return this.api('sheets.spreadsheets.values.batchGet', 'reads', spreadsheetId, (file) =>
      answer({
        spreadsheetId,
        valueRanges: (optional?.ranges ?? []).map((r) =>
          this.one(
            file,
            rangeOfA1(file, r),
            optional?.valueRenderOption ?? 'FORMATTED_VALUE',
            optional?.dateTimeRenderOption ?? 'SERIAL_NUMBER',
          ),
        ),
      }),
    );
  }
}

interface BatchBody {
  requests?: Request[];
  includeSpreadsheetInResponse?: boolean;
  responseRanges?: string[];
  responseIncludeGridData?: boolean;
}

class Spreadsheets extends SheetsApi {
  readonly _class = 'Sheets.Spreadsheets';
  readonly Values = new Values(this._x);

  create(resource: unknown, optional?: { fields?: string }): unknown {
    const body = wire<{
      properties?: { title?: string; locale?: string; timeZone?: string };
      sheets?: {
        properties?: SheetProperties;
        data?: { startRow?: number; startColumn?: number; rowData?: unknown[] }[];
      }[];
    }>(resource);
    const { runtime } = this._x;
    return this.api('sheets.spreadsheets.create', 'writes', undefined, () => {
      const id = randomId(this._x.random, 44);
      const options = this.draftOptions();
      const wanted = body.sheets?.length ? body.sheets : [{}];
      const draft = new Draft(
        {
          id,
          name: body.properties?.title ?? 'Untitled spreadsheet',
          locale: body.properties?.locale ?? runtime.locale,
          zone: body.properties?.timeZone ?? runtime.zone,
          sheets: wanted.map((s, i) =>
            sheetFrom(
              s.properties ?? {},
              s.properties?.sheetId ?? (i === 0 && !body.sheets ? 0 : options.newId()),
              s.properties?.title ?? `Sheet${i + 1}`,
            ),
          ),
          namedRanges: {},
          owner: this._x.effective,
          created: this._x.clock,
          modified: this._x.clock,
        },
        options,
      );
      wanted.forEach((s, i) => {
        for (const data of s.data ?? []) {
          const start = {
            sheetId: draft.file.sheets[i]!.sheetId,
            rowIndex: data.startRow ?? 0,
            columnIndex: data.startColumn ?? 0,
          };
          CELL_REQUESTS['updateCells']!(draft, { start, rows: data.rowData ?? [], fields: '*' } as never);
        }
      });
      this._x.cells('write', draft.cells);
      runtime.store.putSpreadsheet(draft.file);
      return answer(spreadsheetResource(draft.file, { mask: parseMask(optional?.fields) }));
    });
  }

  get(
    spreadsheetId: string,
    optional?: { fields?: string; includeGridData?: boolean; ranges?: string | string[] },
  ): unknown {
    return this.api('sheets.spreadsheets.get', 'reads', spreadsheetId, (file) => {
      const asked =
        optional?.ranges === undefined ? [] : Array.isArray(optional.ranges) ? optional.ranges : [optional.ranges];
      const mask = parseMask(optional?.fields);
      const resource = spreadsheetResource(file, {
        mask,
        ranges: asked.map((r) => rangeOfA1(file, r)),
        ...(optional?.includeGridData === undefined ? {} : { includeGridData: optional.includeGridData }),
      });
      const text = JSON.stringify(resource);
      this._x.cells('read', Math.floor(text.length / 40));
      return { [JSON_TEXT]: text };
    });
  }

  getByDataFilter(request: unknown, spreadsheetId: string, optional?: { fields?: string }): unknown {
    const body = wire<{ dataFilters?: { gridRange?: GridRange }[]; includeGridData?: boolean }>(request);
    return this.api('sheets.spreadsheets.getByDataFilter', 'reads', spreadsheetId, (file) => {
      const ranges = (body.dataFilters ?? []).map(({ gridRange }) => {
        if (!gridRange) throw notImplemented('Sheets.Spreadsheets.getByDataFilter without gridRange');
        return gridRange;
      });
      const resource = spreadsheetResource(file, {
        mask: parseMask(optional?.fields),
        ranges,
        ...(body.includeGridData === undefined ? {} : { includeGridData: body.includeGridData }),
      });
      const text = JSON.stringify(resource);
      this._x.cells('read', Math.floor(text.length / 40));
      return { [JSON_TEXT]: text };
    });
  }

  batchUpdate(request: unknown, spreadsheetId: string, optional?: { fields?: string }): unknown {
    const body = wire<BatchBody>(request);
    const { store } = this._x.runtime;
    return this.api('sheets.spreadsheets.batchUpdate', 'writes', spreadsheetId, (file) => {
      if (!body.requests?.length) throw new ServiceError('Must specify at least one request.');
      if (!this._x.runtime.switches.badResponseRangeAfterApply)
        for (const r of body.responseRanges ?? []) rangeOfA1(file, r);
      const done = applyBatch(file, body.requests, this.draftOptions());
      this._x.cells('write', done.cells);
      store.putSpreadsheet({ ...done.file, modified: this._x.clock });
      const mask = parseMask(optional?.fields);
      const out: Record<string, unknown> = { spreadsheetId, replies: done.replies };
      const spreadsheetMask = below(mask, 'updatedSpreadsheet');
      if (body.includeSpreadsheetInResponse && spreadsheetMask !== undefined) {
        out['updatedSpreadsheet'] = spreadsheetResource(done.file, {
          mask: spreadsheetMask,
          ranges: (body.responseRanges ?? []).map((r) => rangeOfA1(done.file, r)),
          // With a mask the flag is ignored: the mask decides.
          includeGridData: mask === true && (body.responseIncludeGridData ?? false),
        });
      }
      return answer(project(out, mask));
    });
  }
}

/** Global `Sheets`, when the manifest switches the advanced service on. */
export class SheetsService extends Api {
  readonly _class = 'Sheets';
  readonly Spreadsheets = new Spreadsheets(this._x);
}
