// How large a sheet is, for acts on all of it.

import type { LocalOffice } from '../../office.ts';

/** Frozen rows: what a sort of the whole sheet leaves where it is. */
export function headerRows(office: LocalOffice, book: string, sheet: number): number {
  return office.runtime.store.sheet(book, sheet).frozenRows;
}

export function colCountOf(office: LocalOffice, book: string, sheet: number): number {
  return office.runtime.store.sheet(book, sheet).colCount;
}
