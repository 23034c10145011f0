// The tab 匯入 as a person sees and fills it: where its frame lies, what it says, a ledger file pasted below it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import type { LocalOffice } from '../office.ts';
import { shownText } from '../shown.ts';
import { rowsBetween } from '../runtime/store/grid.ts';
import { cellOf, valueOf } from '../runtime/store/cells.ts';
import { SHEET } from '../../src/office/layout';

/** Rows and columns of the tab as people count them, from 1. */
export const TAB = { register: 1, go: 2, totals: 3, fields: 4, head: 5, first: 6, data: 2 } as const;

/** Rows of a CSV file beside the scenario, headers first. */
export function ledgerOf(scenario: string, file: string): string[][] {
  const text = readFileSync(join(dirname(scenario), file), 'utf8').replace(/^\ufeff/, '');
  return Papa.parse<string[]>(text, { skipEmptyLines: false }).data.filter(
    (_, i, all) => i < all.length - 1 || all[i]!.join('') !== '',
  );
}

export interface ImportTab {
  /** What is said of the whole. */
  says: string;
  ticked: boolean;
  register: string;
  /** Shown texts of the columns' fields, headers and totals. */
  fields: string[];
  headers: string[];
  totals: string[];
  /** Check and content of each pasted row, from the first row below the headers. */
  rows: { row: number; check: string; cells: string[] }[];
}

/** Read from the store, without a service call. */
export function importTab(office: LocalOffice, book: string): ImportTab {
  const { grid } = office.runtime.store.sheet(office.books[book]!, SHEET.import);
  const lines = rowsBetween(grid, 0, grid.length);
  const shown = (row: number): string[] => Array.from(lines[row - 1] ?? [], (slot) => shownText(cellOf(slot)));
  const rest = (row: number): string[] => shown(row).slice(1);
  return {
    says: shown(TAB.go)[2] ?? '',
    ticked: valueOf((lines[TAB.go - 1] ?? [])[1]) === true,
    register: shown(TAB.register)[1] ?? '',
    fields: rest(TAB.fields),
    headers: rest(TAB.head),
    totals: rest(TAB.totals),
    rows: lines
      .map((_, i) => ({ row: i + 1, check: shown(i + 1)[0] ?? '', cells: rest(i + 1) }))
      .slice(TAB.head)
      .filter((r) => r.check !== '' || r.cells.some((cell) => cell !== '')),
  };
}
