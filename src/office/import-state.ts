/**
 * What the import of a workbook is at, in one small script property: the batch under way and batches being taken back. How far it
 * got is not kept here: the ledger `_import` says that, in the same commit as the records. Written under the script lock alone.
 */
import { notice, setting, type Draft } from '../engine/draft';
import type { Register } from '../model/types';
import type { Bell } from './bells';
import { FRAME } from '../engine/import-tab';
import { PROP, type BookMap } from './layout';
import type { Ports } from './ports';

/**
 * A batch being taken back: its records lie in these mirror rows (0-based, both included). `next`: the first not yet taken away;
 * `told`: the first of which the ledger does not say yet what became of it.
 */
export interface Undoing {
  batch: string;
  register: string;
  from: number;
  to: number;
  told: number;
  next: number;
  by: string | null;
  /** Taken away, and kept because somebody acted on them (the first few numbers). */
  gone: number;
  kept: number;
  list: string[];
}
export interface ImportState {
  /** Register last imported to, and the first row (0-based) of `_import` that concerns what stands in the tab. */
  register: string;
  since: number;
  batch?: { key: string; by: string | null } | undefined;
  undo: Undoing[];
  /** A run works on it until then (epoch ms). */
  until: number;
}

export function readState(ports: Ports, book: BookMap): ImportState {
  const text = ports.props.get(PROP.import + book.key);
  return text ? (JSON.parse(text) as ImportState) : { register: '', since: 1, undo: [], until: 0 };
}

export const writeState = (ports: Ports, book: BookMap, state: ImportState): void =>
  ports.props.set(PROP.import + book.key, JSON.stringify(state));

/** A batch to be taken back: noted here, done by the import's own runs; 首頁 says so meanwhile. Too late after `import.undo_days`. */
export function askUndo(
  ports: Ports,
  book: BookMap,
  draft: Draft,
  register: Register,
  action: { batch: string; span: [number, number] },
  by: string | null,
): void {
  const days = setting(draft.facts.ref, 'import.undo_days', 7);
  const told = draft.facts.meta.notices.find((n) => n.key === `import:${action.batch}`);
  const late = told !== undefined && draft.facts.now > told.at + days * 86_400_000;
  notice(draft, {
    key: `unimport:${action.batch}`,
    at: draft.facts.now,
    words: {
      code: late ? 'notice.imported.late' : 'notice.imported.undoing',
      params: { register: register.name, ...(late ? { days } : {}) },
    },
    ...(late ? { action: { kind: 'dismiss' as const } } : {}),
  });
  if (late) return;
  const state = readState(ports, book);
  if (state.undo.some((u) => u.batch === action.batch)) return;
  const [from, to] = action.span;
  const undo = {
    batch: action.batch,
    register: register.key,
    from,
    to,
    told: from,
    next: from,
    by,
    gone: 0,
    kept: 0,
    list: [],
  };
  writeState(ports, book, { ...state, undo: [...state.undo, undo] });
}

/** Somebody was at the tab: who last, and where (0-based rows and columns, both included), oldest first. */
export interface Ask {
  who: string | null;
  spots: [r0: number, r1: number, c0: number, c1: number][];
}
const SPOTS = 40;

export const readAsk = (ports: Ports, book: BookMap): Ask | null => {
  const text = ports.props.get(PROP.tab + book.key);
  return text ? (JSON.parse(text) as Ask) : null;
};

/** Bells of the tab become one look at it, so that a paste and a tick are answered together. Without bells: just a look. */
export function askImport(ports: Ports, book: BookMap, bells: Bell[]): void {
  const { who, spots } = readAsk(ports, book) ?? { who: null, spots: [] };
  const more = bells.map((b): Ask['spots'][number] => [b.r0 - 1, b.r1 - 1, b.c0 - 1, b.c1 - 1]);
  const last = bells.reduce<string | null>((known, b) => b.who ?? known, who);
  ports.props.set(PROP.tab + book.key, JSON.stringify({ who: last, spots: [...spots, ...more].slice(-SPOTS) }));
}

/**
 * Columns (0-based, of the sheet) whose guess is wanted anew: their header was pasted, or the register chosen, and nobody has
 * chosen a field for them since. `top`: first row of the frame.
 */
export function guessedAgain(ask: Ask | null, top: number): (column: number) => boolean {
  return (column) => {
    let again = false;
    for (const [r0, r1, c0, c1] of ask?.spots ?? []) {
      const over = (row: number): boolean => r0 <= top + row && r1 >= top + row;
      if (over(FRAME.register) && c0 <= 1 && c1 >= 1) again = true;
      if (column < c0 || column > c1) continue;
      if (over(FRAME.head)) again = true;
      else if (over(FRAME.fields)) again = false;
    }
    return again;
  };
}
