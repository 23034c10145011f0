/** A register's committed records in pieces of whole mirror rows, for work that looks at all of them without holding them all. */
import type { Rec } from '../engine/types';
import { MIRROR_COLUMNS, type BookMap } from './layout';
import type { Ports } from './ports';

/** Mirror rows of one read. */
export const PIECE = 2000;

/** Records in mirror rows `from` … (1-based; row 0 is the header), at most PIECE of the `rows` there are. */
export function mirrorPiece(ports: Ports, book: BookMap, register: string, from: number, rows: number): Rec[] {
  const count = Math.min(PIECE, rows - from + 1);
  const sheet = book.registers[register]?.mirror;
  if (count <= 0 || sheet === undefined) return [];
  return ports.books
    .read(book.id, [{ sheet, row: from, rows: count, col: 0, cols: MIRROR_COLUMNS }])[0]!
    .cells.filter((c) => c[0])
    .map((c) => JSON.parse(String(c[4])) as Rec);
}
