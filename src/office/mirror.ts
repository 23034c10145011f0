/** A register's committed records from its mirror rows: whole, or in pieces for work that looks at all without holding them all. */
import type { Cell, Rec } from '../engine/types';
import { MIRROR_COLUMNS, type BookMap } from './layout';
import type { Block, Ports } from './ports';

/** The record of one mirror row. */
export const recOf = (cells: readonly Cell[]): Rec => JSON.parse(String(cells[4])) as Rec;

/** The records of a block of whole mirror rows; blank rows are none. */
export const recsOf = (block: Pick<Block, 'cells'>): Rec[] => block.cells.filter((cells) => cells[0]).map(recOf);

/** Mirror rows of one read. */
export const PIECE = 2000;

/** Records in mirror rows `from` … (1-based; row 0 is the header), at most PIECE of the `rows` there are. */
export const mirrorPiece = (ports: Ports, book: BookMap, register: string, from: number, rows: number): Rec[] =>
  mirrorRows(ports, book, register, from, Math.min(PIECE, rows - from + 1));

/** All records of a register in one read, in the order of their numbers; no read when there is none. */
export const wholeMirror = (ports: Ports, book: BookMap, register: string, rows: number): Rec[] =>
  mirrorRows(ports, book, register, 1, rows);

function mirrorRows(ports: Ports, book: BookMap, register: string, from: number, count: number): Rec[] {
  const sheet = book.registers[register]?.mirror;
  if (count <= 0 || sheet === undefined) return [];
  return recsOf(ports.books.read(book.id, [{ sheet, row: from, rows: count, col: 0, cols: MIRROR_COLUMNS }])[0]!);
}

/** All records of several registers of a workbook in one read; `rows`: how many each has. */
export function wholeMirrors(ports: Ports, book: BookMap, rows: Record<string, number>): Rec[] {
  const areas = Object.entries(rows).flatMap(([key, count]) => {
    const sheet = book.registers[key]?.mirror;
    return sheet === undefined || count <= 0 ? [] : [{ sheet, row: 1, rows: count, col: 0, cols: MIRROR_COLUMNS }];
  });
  return areas.length > 0 ? ports.books.read(book.id, areas).flatMap(recsOf) : [];
}
