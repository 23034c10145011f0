/**
 * Live columns dressed again: formats, dropdowns, grounds, notes, colours and views of registers at the columns where they now are
 * (register sheet: Real acts). After a change of the model, after columns came back, and once a night.
 */
import type { Register } from '../model/types';
import { birthOrder } from '../engine/columns';
import { readFirst, type First } from './book';
import { MIRROR_COLUMNS, type BookMap } from './layout';
import type { Dressing, Ports, Write } from './ports';
import { registerSpec } from './specs';
import { choicesOf } from './write';
import { recOf } from './mirror';

/** A register has this many dressed blank rows at least each morning, and grows by so many at once. */
const SPARE = 100;
const ROWS = 1000;

/**
 * Dresses these registers of a workbook. `before`: the registers as they were last applied, where the model has changed since.
 * Idempotent: a sheet that lacks nothing is read and not written. A register that is gone, or whose header is in doubt, is left.
 */
export function dress(ports: Ports, book: BookMap, keys: string[], before: Record<string, Register> = {}): void {
  const first = readFirst(ports, book, { registers: keys });
  dressAll(ports, first, keys, before);
}

/** After a commit that put in columns: these are plain until they are dressed. What fails here is done by the night. */
export function dressNew(ports: Ports, book: BookMap, writes: Write[]): void {
  const sheets = new Set(writes.filter((w) => w.do === 'insert').map((w) => w.sheet));
  const keys = Object.keys(book.registers).filter((k) => sheets.has(book.registers[k]!.live));
  if (keys.length === 0) return;
  try {
    dress(ports, book, keys);
  } catch (error) {
    ports.log('dress', { what: String((error as Error).name) });
  }
}

/** Registers of those read, looked at together; the Next-step dropdowns that rows have lost, as writes for a commit. */
export function dressAll(ports: Ports, first: First, keys: string[], before: Record<string, Register> = {}): Write[] {
  const wanted = keys.flatMap((key) => {
    const dressing = dressingOf(first, key, before[key]);
    return dressing ? [{ key, dressing }] : [];
  });
  if (wanted.length === 0) return [];
  const answers = ports.structures.refresh(
    first.book.id,
    wanted.map(({ dressing }) => dressing),
  );
  return wanted.flatMap(({ key }, i) => ownChoices(ports, first, key, answers[i]?.bare ?? []));
}

function dressingOf(first: First, key: string, before?: Register): Dressing | null {
  const columns = first.columns[key];
  const register = first.registers[key];
  const place = first.book.registers[key];
  if (!columns || !register || !place || columns.doubled.length > 0) return null;
  // Room for the day's new rows, dressed before they come.
  const used = Math.max(first.meta.registers[key]?.last ?? 0, first.meta.counters[key]?.rows ?? 0) + SPARE;
  const spec = {
    ...registerSpec(register, place, first.ref, columns),
    used,
    rows: Math.ceil(used / ROWS) * ROWS,
  };
  return {
    spec,
    at: birthOrder(register).map((k) => columns.at[k] ?? -1),
    headerRow: columns.headerRow,
    ...(before ? { before: beforeSpec(before, register, first, key) } : {}),
  };
}

/** The old words at the new entries: a field the old register did not have has none. */
function beforeSpec(old: Register, register: Register, first: First, key: string): ReturnType<typeof registerSpec> {
  const place = first.book.registers[key]!;
  const spec = registerSpec(old, place, first.ref, first.columns[key]!);
  const keys = birthOrder(old);
  const none = { text: '', note: '', width: 0, grey: false, format: 'any' as const };
  return { ...spec, header: birthOrder(register).map((k) => spec.header[keys.indexOf(k)] ?? none) };
}

/** What each record may do next, for rows that a paste left without a list. */
function ownChoices(ports: Ports, first: First, key: string, bare: number[]): Write[] {
  const { at } = first.columns[key]!;
  const place = first.book.registers[key]!;
  const register = first.registers[key]!;
  const rows = first.meta.counters[key]?.rows ?? 0;
  if (bare.length === 0 || rows === 0 || at.$next === undefined) return [];
  const [mirror] = ports.books.read(first.book.id, [
    { sheet: place.mirror, row: 1, rows, col: 0, cols: MIRROR_COLUMNS },
  ]);
  const missing = new Set(bare);
  return mirror!.cells.flatMap((m): Write[] => {
    if (!m[0]) return [];
    const rec = recOf(m);
    const row = rec.row - 1;
    if (rec.deleted || !missing.has(row)) return [];
    const options = choicesOf(register, rec, ports.now(), first.ref.language);
    return options.length > 0 ? [{ do: 'choices', sheet: place.live, row, col: at.$next!, options }] : [];
  });
}
