/** A register's live sheet read whole: rows by number, people's own columns along, and what in them no record knows yet. */
import type { Draft } from '../engine/draft';
import { differs } from '../engine/edit-row';
import type { Cell, Rec } from '../engine/types';
import type { First } from './book';
import type { Ports } from './ports';
import { cellsOf } from './rows';

/**
 * A register's sheet as it was read, whole rows: values, and the same with formulas as text. `at`: number -> row (0-based); a
 * number that stands twice is not in it.
 */
export interface LiveSheet {
  register: string;
  cells: Cell[][];
  typed: Cell[][];
  at: Map<string, number>;
}

/** Two reads. Null where rows cannot be told apart (no number column) or nothing may be written (frozen). */
export function liveSheet(ports: Ports, first: First, register: string): LiveSheet | null {
  const columns = first.columns[register];
  const number = columns?.at.$number;
  if (number === undefined || first.meta.registers[register]?.frozen) return null;
  const areas = [{ sheet: first.book.registers[register]!.live, row: 0 }];
  const read = (how: 'values' | 'formulas'): Cell[][] => ports.books.read(first.book.id, areas, how)[0]!.cells;
  const numbers = (rows: Cell[][]): string => JSON.stringify(rows.map((row) => row[number] ?? ''));
  let cells = read('values');
  let typed = read('formulas');
  // Somebody sorted between the two.
  for (let tries = 0; tries < 3 && numbers(cells) !== numbers(typed); tries++) {
    cells = read('values');
    typed = read('formulas');
  }
  const at = new Map<string, number>();
  const twice = new Set<string>();
  cells.forEach((row, i) => {
    const id = String(row[number] ?? '');
    if (i <= columns!.headerRow || id === '') return;
    if (at.has(id)) twice.add(id);
    at.set(id, i);
  });
  for (const id of twice) at.delete(id);
  return { register, cells, typed, at };
}

/** Does the row hold something its record does not know yet? Such a row is judged before it may leave. */
export function unseen(first: First, draft: Draft, sheet: LiveSheet, rec: Rec): boolean {
  const row = sheet.at.get(rec.id);
  return row !== undefined && typedIn(first, draft, sheet.register, rec, sheet.cells[row]!);
}

const ENGINE = ['$due', '$updated', '$files', '$check'];
export const typedIn = (first: First, draft: Draft, register: string, rec: Rec, cells: Cell[]): boolean =>
  differs(first.registers[register]!, rec, cellsOf(first.columns[register]!.at, cells), draft).some(
    (key) => !ENGINE.includes(key),
  );
