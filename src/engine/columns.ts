/**
 * Which column is which field: by header text, current or remembered; in doubt the mirror's values decide; only a missing
 * number column or two equal claims stop writing (design: Mirror and projection; I13).
 */
import type { Label, Register } from '../model/types';
import { ENGINE_LABELS, headCells, tailCells } from './engine-columns';
import type { HeaderMemory } from './meta';
import type { Cell } from './types';

/** The columns of a live sheet as they stand. Indexes are 0-based. */
export interface Columns {
  /** 0-based row of the header. */
  headerRow: number;
  at: Record<string, number>;
  /** Indexes nobody knows: people's own columns, or a renamed field. */
  foreign: number[];
  missing: string[];
  doubled: { key: string; indexes: number[] }[];
}

export const fold = (text: Cell): string => String(text).normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Column keys of a register in the order of birth. */
export function birthOrder(register: Register): string[] {
  const shown = register.fields.filter((f) => !f.noColumn).map((f) => f.key);
  return [...headCells, ...shown, ...tailCells];
}

export function columnLabel(register: Register, key: string): Label {
  if (key.startsWith('$')) return ENGINE_LABELS[key] ?? {};
  return register.fields.find((f) => f.key === key)?.label ?? {};
}

/** Every text a column has been known by: remembered ones first, then its labels in all languages. */
function textsOf(register: Register, memory: HeaderMemory | undefined, key: string): string[] {
  const label = columnLabel(register, key);
  const remembered = memory?.known[key] ?? [];
  const joined = Object.values(label).filter((text): text is string => !!text);
  return [...remembered, ...joined, key].map(fold);
}

/**
 * Finds the header in the first rows (a title may stand above it) and names its columns.
 * Returns null when no row of the first five looks like the header.
 */
export function readHeader(register: Register, memory: HeaderMemory | undefined, top: Cell[][]): Columns | null {
  const keys = birthOrder(register);
  const byText = new Map<string, string>();
  // Labels of all columns first, remembered texts last: what people called a column wins over a label of another one.
  for (const key of keys)
    for (const text of textsOf(register, undefined, key)) if (!byText.has(text)) byText.set(text, key);
  for (const key of keys) for (const text of (memory?.known[key] ?? []).map(fold)) byText.set(text, key);
  let best: Columns | null = null;
  let bestScore = 1;
  top.slice(0, 5).forEach((cells, headerRow) => {
    const found: Record<string, number[]> = {};
    const foreign: number[] = [];
    cells.forEach((cell, index) => {
      const text = fold(cell);
      if (!text) return;
      const key = byText.get(text);
      if (key) (found[key] ??= []).push(index);
      else foreign.push(index);
    });
    const score = Object.keys(found).length;
    if (score <= bestScore) return;
    bestScore = score;
    const at: Record<string, number> = {};
    const doubled: Columns['doubled'] = [];
    for (const key of Object.keys(found)) {
      const indexes = found[key] as number[];
      at[key] = indexes[0] as number;
      if (indexes.length > 1) doubled.push({ key, indexes });
    }
    best = { headerRow, at, foreign, missing: keys.filter((k) => !(k in at)), doubled };
  });
  return best;
}

/** One live row beside what its mirror says each column should show. */
export interface Sample {
  cells: Cell[];
  shows: Record<string, Cell>;
}

/**
 * Settles doubt by the mirror's values: the foreign column whose values are the records' values is the missing field
 * (a rename), of two equal columns the one that matches is the field. `undecided` = two columns with equal claim. A register
 * without a row has no values to ask: there a header is renamed in its place, `order` = column keys by index as last known.
 */
export function settleColumns(
  columns: Columns,
  samples: Sample[],
  same: (a: Cell, b: Cell) => boolean,
  order: string[] = [],
): { columns: Columns; renamed: string[]; undecided: string[] } {
  const agreement = (key: string, index: number): number => {
    let hits = 0;
    let seen = 0;
    for (const s of samples) {
      const wanted = s.shows[key] ?? '';
      if (wanted === '') continue;
      seen++;
      if (same(s.cells[index] ?? '', wanted)) hits++;
    }
    return seen === 0 ? 0 : hits / seen;
  };
  const at = { ...columns.at };
  const renamed: string[] = [];
  const undecided: string[] = [];
  let foreign = [...columns.foreign];
  for (const { key, indexes } of columns.doubled) {
    const ranked = indexes.map((index) => ({ index, score: agreement(key, index) })).sort((a, b) => b.score - a.score);
    if (ranked.length > 1 && ranked[0]!.score === ranked[1]!.score) undecided.push(key);
    else {
      at[key] = ranked[0]!.index;
      foreign = [...foreign, ...ranked.slice(1).map((r) => r.index)];
    }
  }
  for (const key of columns.missing) {
    const ranked = foreign
      .map((index) => ({
        index,
        score: samples.length > 0 ? agreement(key, index) : Number(order[index] === key),
      }))
      .filter((r) => r.score >= 0.6)
      .sort((a, b) => b.score - a.score);
    if (ranked.length === 0) continue;
    if (ranked.length > 1 && ranked[0]!.score === ranked[1]!.score) {
      undecided.push(key);
      continue;
    }
    at[key] = ranked[0]!.index;
    renamed.push(key);
    foreign = foreign.filter((i) => i !== ranked[0]!.index);
  }
  return {
    columns: { ...columns, at, foreign, missing: columns.missing.filter((k) => !(k in at)), doubled: [] },
    renamed,
    undecided,
  };
}
