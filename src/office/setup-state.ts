/**
 * What the setup workbook holds beside its tabs: the pack as last applied and the rows in force, in two machine sheets of their own;
 * and the reading of all of it in one call. A live change is laid over the pack that was applied, never over one just pushed.
 */
import { canonicalJson, sha256 } from '../engine/digest';
import type { Rec } from '../engine/types';
import { laidOver } from '../model/laid-over';
import { effectiveModel, isRegionRow, SHAPING, wantedRegion, type Effective } from '../model/office/effective';
import type { SetupRow, SetupRows } from '../model/office/rows';
import { withRegion } from '../model/regions';
import type { Model } from '../model/types';
import { allBooks, readFirst, type First } from './book';
import { chunked } from './effective';
import { IN_FORCE_ROW, MIRROR_COLUMNS, MODEL_COLUMNS, SHEET } from './layout';
import type { Block, Ports, Write } from './ports';
import { recsOf } from './mirror';

/** Tabs whose changes wait for 套用; the others count after Check says ✓, at the next tick. */
export const STAGED = SHAPING.filter((tab) => tab !== 'mail_texts' && tab !== 'document_texts');
/** Tabs whose changes count without being applied: a version remembers them all the same. */
export const LIVE = ['numbers', 'lists', 'mail_texts', 'document_texts'];
/** Tabs that wait for 套用 on 首頁; time limits have a question of their own. */
export const APPLIED = STAGED.filter((tab) => tab !== 'time_limits');
/** Tabs a version remembers. */
export const REMEMBERED = [...SHAPING, 'numbers', 'lists'];

export interface SetupState {
  first: First;
  recs: Record<string, Rec[]>;
  /** Rows as they stand now. */
  rows: SetupRows;
  /** Pack as last applied, in the office's region; null in an office that was never set up. */
  pack: Model | null;
  /** The same without its region. */
  bare: Model | null;
  /** Rows in force. */
  last: SetupRows | null;
  /** Number of the version in force. */
  version: number;
}

interface Kept {
  version: number;
  rows: SetupRows;
}

/** Null while there is no setup workbook. One read. */
export function readSetup(ports: Ports): SetupState | null {
  const book = allBooks(ports).find((one) => one.key === 'setup');
  if (!book) return null;
  const keys = Object.keys(book.registers);
  const first = readFirst(ports, book, {
    registers: keys,
    extra: [
      ...keys.map((key) => ({ sheet: book.registers[key]!.mirror, row: 1, col: 0, cols: MIRROR_COLUMNS })),
      { sheet: SHEET.pack, row: 0, col: 0, cols: 2 + MODEL_COLUMNS },
      { sheet: SHEET.versions, row: IN_FORCE_ROW, rows: 1, col: 0, cols: 2 + MODEL_COLUMNS },
    ],
  });
  const recs: Record<string, Rec[]> = {};
  keys.forEach((key, i) => {
    recs[key] = recsOf(first.extra[i]!);
    for (const rec of recs[key]) first.records[`${key}/${rec.id}`] = rec;
  });
  const kept = joined(first.extra[keys.length + 1]!, 0) as Kept | null;
  const { region = '', ...applied } = unpack(first.extra[keys.length]!) ?? ({} as Partial<Model>);
  const bare = applied.version === undefined ? null : (applied as Model);
  return {
    first,
    recs,
    rows: rowsOf(recs),
    pack: bare && withRegion(bare, region),
    bare,
    last: kept?.rows ?? null,
    version: kept?.version ?? 0,
  };
}

/** Records as rows of the model's room; void and deleted ones are left out. */
export function rowsOf(recs: Record<string, Rec[]>): SetupRows {
  const out: SetupRows = {};
  for (const [register, list] of Object.entries(recs))
    out[register] = list
      .filter((rec) => !rec.deleted && rec.state !== 'void')
      .map((rec): SetupRow => ({ id: rec.id, state: rec.state, values: filled(rec.values) }));
  return out;
}

const filled = (values: Rec['values']): SetupRow['values'] =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

export const pickRows = (rows: SetupRows, tabs: readonly string[]): SetupRows =>
  Object.fromEntries(tabs.map((tab) => [tab, rows[tab] ?? []]));

/** What counts now: staged tabs as last applied, live ones as they stand. */
export function inForce(state: SetupState): Effective {
  const staged = state.last ? pickRows(state.last, STAGED) : {};
  return effectiveModel(state.pack!, { ...state.rows, ...staged }, state.last, state.first.meta.office.language);
}

/** What would count if everything that waits were applied, over this pack. */
export function asStaged(state: SetupState, pack: Model = wantedPack(state)): Effective {
  return effectiveModel(pack, state.rows, state.last, state.first.meta.office.language);
}

/** This pack over the one applied, in the region the rows choose. */
export function wantedPack(
  state: SetupState,
  bare: Model = state.bare!,
  region = wantedRegion(bare, state.rows, state.last),
): Model {
  if (bare === state.bare && region === (state.pack!.region ?? '')) return state.pack!;
  return withRegion(laidOver(state.pack, bare), region);
}

/** What waits to be applied, by tab: the staged ones, and of the numbers the region. */
export const waitingRows = (rows: SetupRows): SetupRows => ({
  ...pickRows(rows, STAGED),
  numbers: (rows.numbers ?? []).filter((row) => isRegionRow('numbers', row)),
});

// ---- `_pack` and `_versions` ------------------------------------------------------------------------

/** One row a part, so that no part outgrows its cells. The region is named beside the pack and laid over it when it is read. */
export function packWrites(bare: Model, region: string): Write[] {
  const { registers, region: _, ...rest } = bare;
  const parts: [string, unknown][] = [
    ...Object.entries({ ...rest, ...(region ? { region } : {}) }).map(([key, value]): [string, unknown] => [
      `.${key}`,
      value,
    ]),
    ...Object.entries(registers),
  ];
  return [
    {
      do: 'cells',
      sheet: SHEET.pack,
      row: 0,
      col: 0,
      rows: parts.map(([key, value]) => chunked(key, bare.version, value)),
    },
    { do: 'clear', sheet: SHEET.pack, row: parts.length, rows: 60, cols: 2 + MODEL_COLUMNS },
  ];
}

function unpack(block: Block): Model | null {
  const rows = block.cells.filter((cells) => cells[0]);
  if (rows.length === 0) return null;
  const model: Record<string, unknown> = { registers: {} };
  for (const cells of rows) {
    const key = String(cells[0]);
    const value = JSON.parse(cells.slice(2).join('')) as unknown;
    if (key.startsWith('.')) model[key.slice(1)] = value;
    else (model.registers as Record<string, unknown>)[key] = value;
  }
  return model as unknown as Model;
}

/** The rows in force, and their version among the kept ones. */
export function versionWrites(version: number, rows: SetupRows): Write[] {
  const kept: Kept = { version, rows: pickRows(rows, REMEMBERED) };
  return [IN_FORCE_ROW, IN_FORCE_ROW + version].map((row) => ({
    do: 'cells',
    sheet: SHEET.versions,
    row,
    col: 0,
    rows: [chunked(String(version), sha256(canonicalJson(kept.rows)).slice(0, 12), kept)],
  }));
}

/** The rows of a kept version, or null. */
export function readVersion(ports: Ports, spreadsheet: string, version: number): SetupRows | null {
  const [block] = ports.books.read(spreadsheet, [
    { sheet: SHEET.versions, row: IN_FORCE_ROW + version, rows: 1, col: 0, cols: 2 + MODEL_COLUMNS },
  ]);
  const kept = joined(block!, 0) as Kept | null;
  return kept?.version === version ? kept.rows : null;
}

function joined(block: Block, row: number): unknown {
  const text = (block.cells[row] ?? []).slice(2).join('');
  return text === '' ? null : JSON.parse(text);
}
