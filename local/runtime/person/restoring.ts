// File > Version history > Restore: the whole file goes back, hidden and protected sheets too (VER-1).

import { Refused } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Sheet, Version } from '../store/state.ts';
import { raiseChange } from './raising.ts';

/** A version's id, or a time in epoch ms: the last version at or before it. */
export type VersionKey = string | number;

function find(versions: readonly Version[], key: VersionKey): Version | undefined {
  if (typeof key === 'string') return versions.find((v) => v.id === key);
  return versions.filter((v) => v.at <= key).at(-1);
}

/** Properties, forms, mails and triggers stay as they are; only this spreadsheet turns back. */
export function restore(runtime: Runtime, user: string, spreadsheetId: string, key: VersionKey): void {
  const { store, switches } = runtime;
  const version = find(store.state.versions[spreadsheetId] ?? [], key);
  if (!version) throw new Refused(`no version ${key} of ${spreadsheetId}`);
  let sheets: readonly Sheet[] = version.spreadsheet.sheets;
  if (!switches.restoreKeepsSheetIds)
    sheets = sheets.map((s) => ({ ...s, sheetId: 1_000_000_000 + store.nextSerial(), filterViews: {} }));
  store.putSpreadsheet({ ...version.spreadsheet, sheets, modified: runtime.now });
  if (switches.restoreRaisesChange) raiseChange(runtime, user, spreadsheetId, 'OTHER');
}
