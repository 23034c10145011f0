/** What a typed link may mean: an id, or any text that stands in the target's number, name or unique columns (register sheet: What a cell holds). */
import { calledOf } from '../engine/project';
import type { Draft, Facts } from '../engine/draft';
import type { LinkFinder, RowCells } from '../engine/edit-row';
import { fold } from '../engine/columns';
import { parseNumber } from '../engine/number';
import type { Register } from '../model/types';
import type { First } from './book';
import type { Area, Block, Ports } from './ports';

/** `ASSET-00042 3F 影印機` -> `ASSET-00042` when that is a number of the register. */
export function idIn(register: Register | undefined, typed: unknown): string | null {
  if (!register || typeof typed !== 'string') return null;
  const head = typed.normalize('NFKC').trim().split(/\s+/)[0] ?? '';
  return head && parseNumber(register.number, head.toUpperCase()) ? head.toUpperCase() : null;
}

/** Ids named by the link cells of a row. */
export function linkIds(first: First, register: Register, cells: RowCells): { register: string; id: string }[] {
  const out: { register: string; id: string }[] = [];
  for (const field of register.fields) {
    if (field.type !== 'link' || !field.to) continue;
    const id = idIn(first.registers[field.to], cells[field.key]);
    if (id) out.push({ register: field.to, id });
  }
  return out;
}

/** Registers whose name columns must be read because a link was typed in other words than a number. */
export function wordy(first: First, register: Register, cells: RowCells): string[] {
  return register.fields
    .filter(
      (f) =>
        f.type === 'link' &&
        f.to &&
        cells[f.key] !== undefined &&
        cells[f.key] !== '' &&
        !idIn(first.registers[f.to], cells[f.key]),
    )
    .map((f) => f.to!);
}

const NAMES = ['name', 'other_number', 'serial', 'display', 'key'];

/** The columns a target is known by, number column first. */
export function nameAreas(first: First, target: string): Area[] {
  const at = first.columns[target]?.at;
  const register = first.registers[target];
  if (!at || !register || at.$number === undefined) return [];
  const keys = [
    '$number',
    ...register.fields.filter((f) => f.unique || NAMES.includes(f.key)).map((f) => f.key),
  ].filter((k) => at[k] !== undefined);
  return keys.map((k) => ({
    sheet: first.book.registers[target]!.live,
    row: (first.columns[target]?.headerRow ?? 0) + 1,
    col: at[k]!,
    cols: 1,
  }));
}

/**
 * The unique columns of registers, by `register.field` and folded text: one read, only where somebody typed a value that may not stand
 * twice.
 */
export function readTaken(ports: Ports, first: First, registers: string[]): NonNullable<Facts['taken']> {
  const wanted = registers.flatMap((key) => {
    const at = first.columns[key]?.at;
    if (!at || at.$number === undefined) return [];
    const fields = uniqueFields(first.registers[key]!).filter((f) => at[f] !== undefined);
    return fields.length > 0 ? [{ key, number: at.$number, fields, at }] : [];
  });
  if (wanted.length === 0) return {};
  const column = (key: string, col: number): Area => ({
    sheet: first.book.registers[key]!.live,
    row: (first.columns[key]?.headerRow ?? 0) + 1,
    col,
    cols: 1,
  });
  const blocks = ports.books.read(
    first.book.id,
    wanted.flatMap((w) => [column(w.key, w.number), ...w.fields.map((f) => column(w.key, w.at[f]!))]),
  );
  const out: NonNullable<Facts['taken']> = {};
  let next = 0;
  for (const w of wanted) {
    const numbers = blocks[next++]!.cells;
    for (const field of w.fields) {
      const by: Record<string, string[]> = (out[`${w.key}.${field}`] = Object.create(null) as Record<string, string[]>);
      blocks[next++]!.cells.forEach((row, i) => {
        const [id, text] = [String(numbers[i]?.[0] ?? ''), fold(row[0] ?? '')];
        if (id && text) (by[text] ??= []).push(id);
      });
    }
  }
  return out;
}

export const uniqueFields = (register: Register): string[] =>
  register.fields.filter((f) => f.unique && !f.system && !f.is).map((f) => f.key);

export function finder(first: First, draft: Draft, read: Record<string, Block[]>): LinkFinder {
  return (to, typed) => {
    const register = first.registers[to];
    if (!register) return [];
    const nameOf = (id: string): string => {
      const rec = first.records[`${to}/${id}`];
      return rec ? calledOf(draft, register, rec, first.ref.language) : '';
    };
    const id = idIn(register, typed);
    if (id && first.records[`${to}/${id}`]) return [{ id, name: nameOf(id) }];
    const columns = read[to];
    if (!columns) return [];
    const wanted = fold(typed);
    const hits = new Map<string, string>();
    const numbers = columns[0]!.cells;
    for (const column of columns) {
      column.cells.forEach((row, i) => {
        const number = String(numbers[i]?.[0] ?? '');
        if (number && fold(row[0] ?? '') === wanted) hits.set(number, String(columns[1]?.cells[i]?.[0] ?? ''));
      });
    }
    return [...hits].map(([found, name]) => ({ id: found, name }));
  };
}
