/**
 * The archive's side: one workbook a year, one sheet a register, the same headers as the register's sheet, rows keyed by number.
 * Only the office account writes there and everybody else looks, so rows stay where they are and may be written twice.
 */
import { matchColumns } from '../engine/archive';
import { columnLabel } from '../engine/columns';
import { pick } from '../engine/project';
import type { Cell, Rec } from '../engine/types';
import { render } from '../engine/words';
import type { Lang } from '../model/types';
import type { First } from './book';
import { PROP } from './layout';
import type { Ports, Put, SheetSpec, Write } from './ports';
import type { LiveSheet } from './live-sheet';
import { a1 } from './specs';
import { blank, text, wholeRow } from './write';

const LANGS: Lang[] = ['zh-TW', 'zh-CN', 'en'];

/** Spreadsheet ids by year. */
export function archives(ports: Ports, book: string): Record<string, string> {
  return JSON.parse(ports.props.get(PROP.archive + book) ?? '{}') as Record<string, string>;
}

/** Columns of a live sheet: key of the field or engine column, '' = somebody's own; and all it may have been called. */
interface Column {
  key: string;
  text: string;
  names: string[];
}

export function columnsOf(first: First, sheet: LiveSheet): Column[] {
  const { register } = sheet;
  const columns = first.columns[register]!;
  const keys = Object.fromEntries(Object.entries(columns.at).map(([key, i]) => [i, key]));
  const width = Math.max(...sheet.cells.map((row) => row.length));
  return Array.from({ length: width }, (_, i): Column => {
    const key = keys[i] ?? '';
    const label = key ? columnLabel(first.registers[register]!, key) : {};
    const known = first.meta.registers[register]?.known[key] ?? [];
    // A column without a header is found again by its letter.
    const shown = String(sheet.cells[columns.headerRow]?.[i] ?? '') || a1(i);
    return { key, text: shown, names: [...known, ...LANGS.map((lang) => pick(label, lang))] };
  });
}

/** The workbook of a year with the register's sheet in it: made when missing, seen by whoever may open the register's workbook. */
export function archiveFile(
  ports: Ports,
  first: First,
  sheet: LiveSheet,
  year: number,
): { id: string; fresh: boolean } {
  const { book, ref } = first;
  const { register } = sheet;
  const lang = ref.language;
  const known = archives(ports, book.key);
  const place = book.registers[register]!;
  const spec: SheetSpec = {
    sheet: place.live,
    title: first.titles[place.live] || pick(first.registers[register]!.name, lang),
    hidden: false,
    machine: false,
    header: columnsOf(first, sheet).map((c) => ({
      text: c.text,
      note: '',
      width: 120,
      grey: c.key.startsWith('$'),
      format: 'any' as const,
    })),
    colours: [],
    frozenColumns: 1,
    rows: 1000,
  };
  let id = known[year];
  if (id === undefined) {
    const workbook = ports.structures.name(book.id);
    const name = render({ code: 'archive.name', params: { workbook, year } }, lang);
    id = ports.structures.create(name, lang, ref.zone, [spec]);
    ports.props.set(PROP.archive + book.key, JSON.stringify({ ...known, [year]: id }));
    seenLike(ports, book.id, id);
    return { id, fresh: true };
  }
  seenLike(ports, book.id, id);
  const have = ports.structures.sheetIds(id).map((s) => s.sheet);
  if (have.includes(place.live)) return { id, fresh: false };
  ports.structures.shape(id, [spec], have);
  return { id, fresh: true };
}

/** Whoever may open the register's workbook may look at its archive; asked each time, so that a run that died is made good. */
function seenLike(ports: Ports, book: string, archive: string): void {
  const have = ports.sharing.viewers(archive).map((mail) => mail.toLowerCase());
  const owner = ports.runsAs().toLowerCase();
  for (const who of new Set(
    [...ports.sharing.editors(book), ...ports.sharing.viewers(book)].map((m) => m.toLowerCase()),
  ))
    if (who !== owner && !have.includes(who)) ports.sharing.addViewer(archive, who);
}

/** Writes the rows of these records, private columns beside them: over the row of their number, or below the last one. */
export function writeArchive(ports: Ports, first: First, id: string, sheet: LiveSheet, recs: Rec[]): void {
  const { live } = first.book.registers[sheet.register]!;
  const columns = columnsOf(first, sheet);
  const { header: was, rows } = readArchive(ports, first, id, sheet.register);
  const { at, header } = matchColumns(columns, was);
  const beside = privateCells(ports, first, sheet, recs, columns);
  let end = 1 + Math.max(0, ...rows.values());
  const writes: Write[] =
    header.join('\u0001') === was.join('\u0001')
      ? []
      : [{ do: 'cells', sheet: live, row: 0, col: 0, rows: [header.map(text)] }];
  for (const rec of recs) {
    const line: (Put | null)[] = header.map(() => blank);
    for (const c of wholeRow(first, rec, ports.now(), ports.webUrl()))
      if (at[c.col] !== undefined) line[at[c.col]!] = c.put;
    for (const c of beside.get(rec.id) ?? []) line[at[c.col]!] = c.put;
    writes.push({ do: 'cells', sheet: live, row: rows.get(rec.id) ?? end++, col: 0, rows: [line] });
  }
  ports.books.write(id, writes);
}

/** Header and rows (0-based) by number of a register's archive sheet. */
function readArchive(
  ports: Ports,
  first: First,
  id: string,
  register: string,
): { header: string[]; rows: Map<string, number> } {
  const { live } = first.book.registers[register]!;
  const [top] = ports.books.read(id, [{ sheet: live, row: 0, rows: 1 }]);
  const header = (top!.cells[0] ?? []).map(String);
  const rows = new Map<string, number>();
  const number = numberColumn(first, register, header);
  if (number < 0) return { header, rows };
  const [numbers] = ports.books.read(id, [{ sheet: live, row: 0, col: number, cols: 1 }]);
  numbers!.cells.forEach((cells, i) => {
    if (i > 0 && cells[0]) rows.set(String(cells[0]), i);
  });
  return { header, rows };
}

function numberColumn(first: First, register: string, header: string[]): number {
  const known = first.meta.registers[register]?.known.$number ?? [];
  const label = columnLabel(first.registers[register]!, '$number');
  const names = [...known, ...LANGS.map((lang) => pick(label, lang))];
  return header.findIndex((h) => names.includes(h));
}

type Beside = Map<string, { col: number; put: Put }[]>;

/** What stands in people's own columns: values, never formulas, and a number that shows as a date stays one. */
function privateCells(ports: Ports, first: First, sheet: LiveSheet, recs: Rec[], columns: Column[]): Beside {
  const own = columns.flatMap((c, i) => (c.key === '' ? [i] : []));
  const { live } = first.book.registers[sheet.register]!;
  const rowOf = (rec: Rec): Cell[] => sheet.cells[sheet.at.get(rec.id)!]!;
  const dated = recs.filter((rec) => own.some((i) => typeof rowOf(rec)[i] === 'number'));
  const shown = new Map<string, Cell[]>();
  if (dated.length > 0)
    ports.books
      .read(
        first.book.id,
        dated.map((rec) => ({ sheet: live, row: sheet.at.get(rec.id)!, rows: 1 })),
        'shown',
      )
      .forEach((block, i) => shown.set(dated[i]!.id, block.cells[0] ?? []));
  const out: Beside = new Map();
  for (const rec of recs)
    out.set(
      rec.id,
      own.flatMap((col) => {
        const value = rowOf(rec)[col] ?? '';
        return value === '' ? [] : [{ col, put: asPut(value, String(shown.get(rec.id)?.[col] ?? '')) }];
      }),
    );
  return out;
}

/** A value as it was typed; `shown` tells what a number stands for. */
export function asPut(value: Cell, shown: string): Put {
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value !== 'number') return text(value);
  const date = /\d{1,4}\s*[/.年-]\s*\d{1,2}\s*[/.月-]\s*\d{1,4}|\d{1,2}\s*[/月]\s*\d{1,2}/.test(shown);
  const time = /\d{1,2}:\d{2}/.test(shown);
  return { kind: date && time ? 'datetime' : date ? 'date' : time ? 'time' : 'number', value };
}

/** The private cells an archived row has, by column of the sheet as it now stands; what cannot be read is left out. */
export function fromArchive(
  ports: Ports,
  first: First,
  id: string,
  sheet: LiveSheet,
  number: string,
): { col: number; put: Put }[] {
  const { live } = first.book.registers[sheet.register]!;
  const { header, rows } = readArchive(ports, first, id, sheet.register);
  const row = rows.get(number);
  if (row === undefined) return [];
  const columns = columnsOf(first, sheet);
  const areas = [{ sheet: live, row, rows: 1 }];
  const cells = ports.books.read(id, areas)[0]!.cells[0] ?? [];
  const shown = ports.books.read(id, areas, 'shown')[0]!.cells[0] ?? [];
  const { at } = matchColumns(columns, header);
  return columns.flatMap((c, col) => {
    const value = cells[at[col]!] ?? '';
    return c.key !== '' || value === '' ? [] : [{ col, put: asPut(value, String(shown[at[col]!] ?? '')) }];
  });
}

/** The archived row says that its record is on the sheet again. */
export function markReturned(ports: Ports, first: First, id: string, rec: Rec): void {
  const { live } = first.book.registers[rec.register]!;
  const { header, rows } = readArchive(ports, first, id, rec.register);
  const row = rows.get(rec.id);
  const label = columnLabel(first.registers[rec.register]!, '$check');
  const names = [
    ...(first.meta.registers[rec.register]?.known.$check ?? []),
    ...LANGS.map((lang) => pick(label, lang)),
  ];
  const col = header.findIndex((h) => names.includes(h));
  if (row === undefined || col < 0) return;
  const said = `↩ ${render({ code: 'archive.returned' }, first.ref.language)}`;
  ports.books.write(id, [{ do: 'cells', sheet: live, row, col, rows: [[text(said)]] }]);
}
