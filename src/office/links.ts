/** What a typed link may mean: an id, or any text that stands in the target's number, name or unique columns (register sheet: What a cell holds). */
import { calledOf } from '../engine/project';
import type { Draft } from '../engine/draft';
import type { LinkFinder, RowCells } from '../engine/edit-row';
import { fold } from '../engine/columns';
import { parseNumber } from '../engine/number';
import type { Register } from '../model/types';
import type { First } from './book';
import type { Area, Block } from './ports';

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
