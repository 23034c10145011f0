// spreadsheets.batchUpdate: ordered, all or nothing (BAT-1).

import { Kill, ServiceError, notImplemented } from '../errors.ts';
import type { Spreadsheet } from '../store/state.ts';
import { Draft, type DraftOptions } from './draft.ts';
import { checkFields } from './fields.ts';
import { CELL_REQUESTS } from './requests-cells.ts';
import { RULE_REQUESTS } from './requests-rules.ts';
import { SHEET_REQUESTS } from './requests-sheets.ts';

export type Request = Record<string, unknown>;

/** Names of the requests this runtime knows. */
export const REQUESTS: Record<string, (draft: Draft, body: never) => unknown> = {
  ...CELL_REQUESTS,
  ...SHEET_REQUESTS,
  ...RULE_REQUESTS,
};

/** The spreadsheet after all requests, their replies, and how many cells were written. Throws on the first that is not valid. */
export function applyBatch(
  file: Spreadsheet,
  requests: readonly Request[],
  options: DraftOptions,
): { file: Spreadsheet; replies: Record<string, unknown>[]; cells: number } {
  const draft = new Draft(file, options);
  const replies = requests.map((request, index) => {
    const names = Object.keys(request);
    const name = names[0];
    if (name === undefined || names.length !== 1)
      throw new ServiceError(`Invalid requests[${index}]: must set exactly one kind of request, got ${names.length}.`);
    const handler = REQUESTS[name];
    if (!handler) throw notImplemented(`Sheets.batchUpdate.${name}`);
    checkFields(name, request[name], `requests[${index}].${name}`);
    try {
      const reply = handler(draft, request[name] as never);
      return reply === undefined ? {} : { [name]: reply };
    } catch (error) {
      if (error instanceof Kill || !(error instanceof ServiceError) || error.name === 'NotImplementedLocally')
        throw error;
      throw new ServiceError(`Invalid requests[${index}].${name}: ${error.message}`);
    }
  });
  const cells = draft.file.sheets.reduce((sum, s) => sum + s.rowCount * s.colCount, 0);
  if (cells > options.quotas.cellsPerWorkbook) {
    throw new ServiceError(
      `Invalid requests[0]: This action would increase the number of cells in the workbook above the limit of ${options.quotas.cellsPerWorkbook} cells.`,
    );
  }
  return { file: draft.file, replies, cells: draft.cells };
}
