/** What a typed link may mean: an id, or any text that stands in the target's number, name or unique columns (register sheet: What a cell holds). */
import { calledOf } from '../engine/project';
import type { Draft } from '../engine/draft';
import type { LinkFinder, RowCells } from '../engine/edit-row';
import { fold } from '../engine/columns';
import { parseNumber } from '../engine/number';
import { foldText } from '../engine/spelling';
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

/** Records that the link cells of a row name, by number or in words that fit one record alone. */
export const namedIn = (register: Register, cells: RowCells, links: LinkFinder): { register: string; id: string }[] =>
  register.fields.flatMap((field) => {
    const typed = String(cells[field.key] ?? '');
    const hits = field.type === 'link' && field.to && typed !== '' ? links(field.to, typed) : [];
    return hits.length === 1 ? [{ register: field.to!, id: hits[0]!.id }] : [];
  });

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

/** Keys of the columns a target is known by, number column first. */
function nameKeys(first: First, target: string): string[] {
  const at = first.columns[target]?.at;
  const register = first.registers[target];
  if (!at || !register || at.$number === undefined) return [];
  return ['$number', ...register.fields.filter((f) => f.unique || NAMES.includes(f.key)).map((f) => f.key)].filter(
    (k) => at[k] !== undefined,
  );
}

/** The columns a target is known by, number column first. */
export function nameAreas(first: First, target: string): Area[] {
  return nameKeys(first, target).map((k) => ({
    sheet: first.book.registers[target]!.live,
    row: (first.columns[target]?.headerRow ?? 0) + 1,
    col: first.columns[target]!.at[k]!,
    cols: 1,
  }));
}

/** Registers whose name columns a new row of this one may need: those it links to, and its own where values are unique. */
export const namedBy = (register: Register | undefined): string[] => [
  ...(register?.fields.flatMap((f) => (f.to ? [f.to] : [])) ?? []),
  ...(register?.fields.some((f) => f.unique && !f.system) ? [register.key] : []),
];

/** Registers that an action of this one makes records of, with values no other may have. */
export const opened = (register: Register | undefined): string[] =>
  (register?.actions ?? []).flatMap(({ run }) => (run?.name === 'record_per_line' ? [run.opens] : []));

/** Blocks of one read, in the order of `nameAreas` of each target, by target. */
export function namesRead(first: First, targets: string[], blocks: Block[]): Record<string, Block[]> {
  const read: Record<string, Block[]> = {};
  let from = 0;
  for (const t of targets) {
    const n = nameAreas(first, t).length;
    read[t] = blocks.slice(from, from + n);
    from += n;
  }
  return read;
}

/** What stands in the name columns: folded text -> number -> shown name, of any column and by column. Built once, when asked. */
interface Index {
  any: Map<string, Map<string, string>>;
  by: Map<string, Map<string, string>>;
}

function indexOf(keys: string[], columns: Block[]): Index {
  const index: Index = { any: new Map(), by: new Map(keys.map((k) => [k, new Map<string, string>()])) };
  const numbers = columns[0]!.cells;
  columns.forEach((column, c) => {
    const own = index.by.get(keys[c]!)!;
    column.cells.forEach((row, i) => {
      const number = String(numbers[i]?.[0] ?? '');
      const text = fold(row[0] ?? '');
      if (number === '' || text === '') return;
      const hits = index.any.get(text) ?? new Map<string, string>();
      hits.set(number, String(columns[1]?.cells[i]?.[0] ?? ''));
      index.any.set(text, hits);
      const same = foldText(String(row[0]));
      if (!own.has(same)) own.set(same, number);
    });
  });
  return index;
}

/** `read`: blocks of `nameAreas` by register. Who holds a unique value is known of the same registers. */
export function finder(first: First, draft: Draft, read: Record<string, Block[]>): LinkFinder {
  const indexes = new Map<string, Index>();
  const known = (to: string): Index | null => {
    if (!read[to]?.length) return null;
    const index = indexes.get(to) ?? indexOf(nameKeys(first, to), read[to]);
    indexes.set(to, index);
    return index;
  };
  const links: LinkFinder = (to, typed) => {
    const register = first.registers[to];
    if (!register) return [];
    const id = idIn(register, typed);
    const rec = id ? first.records[`${to}/${id}`] : undefined;
    if (id && rec) return [{ id, name: calledOf(draft, register, rec, first.ref.language) }];
    const hits = known(to)?.any.get(fold(typed));
    return [...(hits ?? [])].map(([found, name]) => ({ id: found, name }));
  };
  links.taken = (register, field, value) => known(register)?.by.get(field)?.get(foldText(value)) ?? null;
  return links;
}

/** Does a row name a unique value of its register? Then that register's own columns are read beside it. */
export const hasUnique = (register: Register, cells: RowCells): boolean =>
  register.fields.some((f) => f.unique && !f.system && cells[f.key] !== undefined && cells[f.key] !== '');
