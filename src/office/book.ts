/**
 * Reading a workbook: the first read (machine rows, headers, touched rows) and the second (mirror rows of what they name).
 * Two reads at any size: what is wanted is computed from numbers, never looked for.
 */
import { readHeader, type Columns } from '../engine/columns';
import { keyOf, type Facts, type Shared } from '../engine/draft';
import { mirrorRow, type Meta } from '../engine/meta';
import { childIds } from '../engine/tallies';
import type { Cell, Rec, Ref } from '../engine/types';
import { offices } from './effective';
import type { Register } from '../model/types';
import { MIRROR_COLUMNS, META_ROW, META_ROWS, MODEL_COLUMNS, PROP, REF_ROWS, SHEET, type BookMap } from './layout';
import { readMark, type Mark } from './mark';
import { readLive } from './gone';
import type { Area, Block, Ports } from './ports';
import { recOf } from './mirror';

export const ROWS_AT_ONCE = 2000;

export function bookMap(ports: Ports, key: string): BookMap {
  const text = ports.props.get(PROP.book + key);
  if (!text) throw new Error(`no workbook ${key}`);
  return JSON.parse(text) as BookMap;
}

export function allBooks(ports: Ports, all = ports.props.all()): BookMap[] {
  return Object.keys(all)
    .filter((k) => k.startsWith(PROP.book))
    .sort()
    .map((k) => JSON.parse(all[k]!) as BookMap);
}

/** A register with everything it may touch: links, opened registers, and theirs. */
export function closure(book: BookMap, registers: string[]): string[] {
  const out: string[] = [];
  const visit = (key: string): void => {
    if (out.includes(key) || !book.registers[key]) return;
    out.push(key);
    book.registers[key].needs.forEach(visit);
  };
  registers.forEach(visit);
  return out;
}

export interface First {
  book: BookMap;
  meta: Meta;
  mark: Mark;
  ref: Ref;
  shared: Shared;
  registers: Record<string, Register>;
  columns: Record<string, Columns | null>;
  titles: Record<number, string>;
  records: Record<string, Rec>;
  /** Registers whose tab is not there. */
  gone: string[];
  /** Blocks of the extra areas, in the order asked. */
  extra: Block[];
}

const json = (cells: Cell[] | undefined, from: number): unknown => JSON.parse((cells ?? []).slice(from).join(''));

export function readMeta(block: Block): Meta {
  const at = (key: keyof typeof META_ROW): unknown => JSON.parse(String(block.cells[META_ROW[key]]?.[1] ?? 'null'));
  return Object.fromEntries(
    (Object.keys(META_ROW) as (keyof typeof META_ROW)[]).map((key) => [key, at(key)]),
  ) as unknown as Meta;
}

/** Read a: `_meta`, `_ref`, the `_model` rows concerned, headers, mirror rows of ids known beforehand, extra areas. One API call. */
export function readFirst(
  ports: Ports,
  book: BookMap,
  wanted: { registers: string[]; ids?: { register: string; id: string }[]; extra?: Area[]; everything?: boolean },
): First {
  const mark = readMark(ports, book.key);
  const keys = closure(book, wanted.registers);
  const areas: Area[] = [
    { sheet: SHEET.meta, row: 0, rows: META_ROWS, col: 0, cols: 2 },
    { sheet: SHEET.ref, row: 0, rows: REF_ROWS, col: 0, cols: 2 + MODEL_COLUMNS },
    { sheet: SHEET.model, row: 0, rows: 1, col: 0, cols: 2 + MODEL_COLUMNS },
    ...keys.map((k): Area => ({
      sheet: SHEET.model,
      row: book.registers[k]!.model,
      rows: 1,
      col: 0,
      cols: 2 + MODEL_COLUMNS,
    })),
    ...keys.map((k): Area => ({ sheet: book.registers[k]!.live, row: 0, rows: 5 })),
  ];
  const early = (wanted.ids ?? [])
    .map(({ register, id }) => ({
      register,
      id,
      row: mark.counters[register] ? rowByMark(book, mark, register, id) : null,
    }))
    .filter((e) => e.row !== null);
  for (const e of early) areas.push(mirrorArea(book, e.register, e.row!));
  const extra = wanted.extra ?? [];
  const gone: string[] = [];
  const blocks = readLive(ports, book, [...areas, ...extra], gone);
  const meta = readMeta(blocks[0]!);
  const refRows = blocks[1]!.cells;
  const ref = offices(refRows, meta);
  const shared = json(blocks[2]!.cells[0], 2) as Shared;
  const registers: Record<string, Register> = {};
  const columns: Record<string, Columns | null> = {};
  const titles: Record<number, string> = {};
  keys.forEach((k, i) => {
    registers[k] = json(blocks[3 + i]!.cells[0], 2) as Register;
    const header = blocks[3 + keys.length + i]!;
    columns[k] = readHeader(registers[k], meta.registers[k], header.cells);
    titles[book.registers[k]!.live] = header.title;
  });
  const records: Record<string, Rec> = {};
  const from = 3 + keys.length * 2;
  early.forEach((e, i) => keep(records, e.register, e.id, blocks[from + i]!));
  return {
    book,
    meta,
    mark,
    ref,
    shared,
    registers,
    columns,
    titles,
    records,
    gone,
    extra: blocks.slice(areas.length),
  };
}

function rowByMark(book: BookMap, mark: Mark, register: string, id: string): number | null {
  const pattern = book.registers[register] ? mark.patterns?.[register] : undefined;
  return pattern ? mirrorRow({ counters: mark.counters } as Meta, register, pattern, id) : null;
}

const mirrorArea = (book: BookMap, register: string, row: number): Area => ({
  sheet: book.registers[register]!.mirror,
  row,
  rows: 1,
  col: 0,
  cols: MIRROR_COLUMNS,
});

function keep(records: Record<string, Rec>, register: string, id: string, block: Block): void {
  const cells = block.cells[0];
  if (!cells || cells[0] !== id) return; // the id in the row is verified on every read
  records[keyOf(register, id)] = recOf(cells);
}

/** Read b: mirror rows of these ids that are not here yet, and extra areas. No call when there is nothing to read. */
export function readMore(
  ports: Ports,
  first: First,
  ids: { register: string; id: string }[],
  extra: Area[] = [],
): Block[] {
  const seen = new Set<string>();
  const wanted = ids
    .filter(({ register, id }) => {
      const key = keyOf(register, id);
      if (seen.has(key) || first.records[key] || !first.registers[register]) return false;
      seen.add(key);
      return true;
    })
    .map((w) => ({ ...w, row: mirrorRow(first.meta, w.register, first.registers[w.register]!.number, w.id) }))
    .filter((w) => w.row !== null);
  if (wanted.length === 0 && extra.length === 0) return [];
  const blocks = readLive(
    ports,
    first.book,
    [...wanted.map((w) => mirrorArea(first.book, w.register, w.row!)), ...extra],
    first.gone,
  );
  wanted.forEach((w, i) => keep(first.records, w.register, w.id, blocks[i]!));
  return blocks.slice(wanted.length);
}

/** Ids of records that this one links to, as far as they live in this workbook. */
export function linksOf(
  register: Register,
  rec: { values: Record<string, unknown> },
): { register: string; id: string }[] {
  return register.fields
    .filter((f) => f.type === 'link' && f.to && typeof rec.values[f.key] === 'string')
    .map((f) => ({ register: f.to!, id: rec.values[f.key] as string }));
}

/**
 * Links that a record's links lead to (a ticket's device's model): wanted only where tallies or rules reach that far. `along`: a
 * record that acts, or is undone, together with one that is here, always wanted.
 */
export function missingLinks(first: First): { register: string; id: string; along?: true }[] {
  return Object.values(first.records)
    .flatMap((rec) => {
      const register = first.registers[rec.register];
      if (!register) return [];
      return [
        ...linksOf(register, rec),
        ...childIds(register, rec).map((child) => ({ ...child, along: true as const })),
        // What its last act made or moved goes back with it.
        ...(rec.undo?.with ?? []).map(({ register, id }) => ({ register, id, along: true as const })),
      ];
    })
    .filter((l) => first.registers[l.register] && !first.records[keyOf(l.register, l.id)]);
}

/** Reads what touched records lead to, as far as `wanted` says; records that act along bring what they link to. */
export function readFar(ports: Ports, first: First, wanted: (register: string) => boolean = () => true): void {
  const far = missingLinks(first).filter((l) => l.along || wanted(l.register));
  if (far.length === 0) return;
  readMore(ports, first, far);
  if (far.some((l) => l.along)) readMore(ports, first, missingLinks(first));
}

export function factsOf(first: First, now: number, cause: string): Facts {
  return {
    now,
    cause,
    ref: first.ref,
    registers: first.registers,
    shared: first.shared,
    meta: first.meta,
    records: first.records,
  };
}
