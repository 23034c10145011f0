// A ledger of any size without typing it: the office's own things are repeated under new numbers, mirror, sheet and counters alike.
import { fingerprint } from '../../../src/engine/digest';
import { META_ROW, PROP, SHEET } from '../../../src/office/layout';
import { rowsBetween } from '../../runtime/store/grid.ts';
import { valueOf, type Value } from '../../runtime/store/cells.ts';
import type { LocalOffice } from '../../office.ts';

const REGISTER = 'assets';
/** Nobody else may have these: a repeated thing has none. */
const UNIQUE = ['serial', 'other_number'];

/** A fork whose ledger holds `size` things. */
export function manyAssets(office: LocalOffice, size: number): LocalOffice {
  const next = office.fork();
  const { store } = next.runtime;
  const { spreadsheetId, live, mirror, book } = next.sheet(REGISTER);
  const known = next.records(REGISTER);
  const meta = next.meta(book);
  const counter = meta.counters[REGISTER]!;
  const state = Object.values(counter.series)[0]!;
  const firstLive = next.endRow(REGISTER);
  const grid = store.sheet(spreadsheetId, live).grid;
  const keys = [
    '$number',
    '$state',
    '$next',
    '$files',
    ...next.model.registers[REGISTER]!.fields.filter((field) => !field.noColumn).map((field) => field.key),
  ].sort();
  const cols = new Map(keys.map((key) => [key, next.col(REGISTER, key) - 1]));
  const liveRows: Value[][] = [];
  const mirrorRows: Value[][] = [];
  for (let i = 0; known.length + i < size; i++) {
    const from = known[i % known.length]!;
    const id = `ASSET-${String(state.next + i).padStart(5, '0')}`;
    const cells = Array.from(rowsBetween(grid, from.row - 1, from.row)[0]!, valueOf);
    cells[cols.get('$number')!] = id;
    const values = { ...from.values };
    for (const key of UNIQUE) {
      values[key] = null;
      cells[cols.get(key)!] = '';
    }
    const print = fingerprint(keys.map((key) => `${key}=${String(cells[cols.get(key)!] ?? '')}`).join('\u0001'));
    const rec = { ...from, id, values, row: firstLive + i, undo: null, tallies: {} };
    liveRows.push(cells);
    mirrorRows.push([id, rec.rev, print, rec.row, JSON.stringify(rec)]);
  }
  store.putRows(spreadsheetId, live, firstLive, liveRows);
  store.putRows(spreadsheetId, mirror, counter.rows + 2, mirrorRows);
  state.next += liveRows.length;
  counter.rows += liveRows.length;
  store.putRows(spreadsheetId, SHEET.meta, META_ROW.counters + 1, [['counters', JSON.stringify(meta.counters)]]);
  const key = PROP.mark + book;
  const mark = JSON.parse(store.state.scriptProperties[key] ?? '{}') as Record<string, unknown>;
  store.set({
    scriptProperties: { ...store.state.scriptProperties, [key]: JSON.stringify({ ...mark, counters: meta.counters }) },
  });
  return next;
}
