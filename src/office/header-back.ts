/**
 * A header that was deleted or emptied, written again over the columns as they were last known; a number column that was deleted,
 * put in front with the number of each row's record. No data is touched (register sheet: Real acts).
 */
import { columnLabel } from '../engine/columns';
import type { Draft } from '../engine/draft';
import { pick, project, type Row } from '../engine/project';
import type { Cell } from '../engine/types';
import { sameCell } from '../engine/values';
import type { First } from './book';
import { mirrorPiece } from './mirror';
import type { Ports, Put, Write } from './ports';
import { born } from './rebuild';
import { blank, text } from './write';

/**
 * Where row 1 is blank the header was emptied and is written there; else the row itself was deleted and comes back above. Columns
 * nobody knows (people's own) keep a blank header: their names went with the row.
 */
export function headerRowOf(ports: Ports, first: First, draft: Draft, key: string): Write[] {
  const register = first.registers[key]!;
  const place = first.book.registers[key]!;
  const memory = (draft.meta.registers[key] ??= { headerRow: 0, known: {}, order: [], frozen: null });
  const [top] = ports.books.read(first.book.id, [{ sheet: place.live, row: memory.headerRow, rows: 1 }]);
  const order = memory.order.some(Boolean) ? memory.order : Object.keys(born(register).at);
  const emptied = (top!.cells[0] ?? []).every((c) => c === '');
  const texts = order.map((k) =>
    k ? (memory.known[k]?.[0] ?? pick(columnLabel(register, k), first.ref.language)) : '',
  );
  if (!emptied) memory.last = (memory.last ?? 0) + 1;
  return [
    ...(emptied ? [] : [{ do: 'insert-rows' as const, sheet: place.live, row: memory.headerRow, rows: 1 }]),
    {
      do: 'cells',
      sheet: place.live,
      row: memory.headerRow,
      col: 0,
      rows: [texts.map((t) => (t ? { kind: 'text' as const, value: t } : null))],
    },
  ];
}

/** So much of a row's shown values must be its record's before it gets the record's number. */
const ALIKE = 0.6;

/**
 * The number column again, first on the sheet. A row is known by its record's values, of equal ones by its last place; one that is
 * nobody's stays without a number, like a row typed by hand.
 */
export function numberBack(ports: Ports, first: First, draft: Draft, key: string, by: string | null): Write[] {
  const register = first.registers[key]!;
  const place = first.book.registers[key]!;
  const columns = first.columns[key]!;
  const rows = first.meta.counters[key]?.rows ?? 0;
  const [live] = ports.books.read(first.book.id, [{ sheet: place.live, row: 0 }]);
  const recs = rows > 0 ? mirrorPiece(ports, first.book, key, 1, rows) : [];
  const fields = Object.keys(columns.at).filter((k) => !k.startsWith('$'));
  const open = new Map(
    recs
      .filter((r) => !r.deleted && !r.archived)
      .map((rec) => [rec.id, { rec, shows: project(register, rec, first.ref, ports.now()) }]),
  );
  const alike = ({ shows }: { shows: Row }, cells: Cell[]): number => {
    const shown = fields.filter((k) => (shows[k]?.value ?? '') !== '');
    const same = shown.filter((k) => sameCell(cells[columns.at[k]!] ?? '', shows[k]!.value));
    return shown.length === 0 ? 0 : same.length / shown.length;
  };
  const numbers = live!.cells.map((): Put[] => [blank]);
  const give = (i: number, id: string): void => {
    numbers[i] = [text(id)];
    open.delete(id);
  };
  // Rows that show exactly a record's values first, whoever sorted since; then those somebody changed meanwhile.
  const exact = new Map<string, string[]>();
  for (const [id, { shows }] of open) {
    const print = fields.map((k) => String(shows[k]?.value ?? '')).join('\u0001');
    exact.set(print, [...(exact.get(print) ?? []), id]);
  }
  const left: number[] = [];
  live!.cells.forEach((cells, i) => {
    if (i <= columns.headerRow || cells.every((c) => c === '')) return;
    const ids = exact.get(fields.map((k) => String(cells[columns.at[k]!] ?? '')).join('\u0001')) ?? [];
    const id = ids.find((one) => open.get(one)?.rec.row === i + 1) ?? ids.find((one) => open.has(one));
    if (id === undefined) left.push(i);
    else give(i, id);
  });
  for (const i of left) {
    const cells = live!.cells[i]!;
    const [best] = [...open.values()]
      .map((o) => ({ o, n: alike(o, cells), here: o.rec.row === i + 1 }))
      .sort((x, y) => y.n - x.n || Number(y.here) - Number(x.here));
    if (best && best.n >= ALIKE) give(i, best.o.rec.id);
  }
  const memory = draft.meta.registers[key];
  const title = memory?.known.$number?.[0] ?? pick(columnLabel(register, '$number'), first.ref.language);
  numbers[columns.headerRow] = [text(title)];
  draft.journal.push({ register: key, id: '', rev: 0, action: 'heal-number', actor: by, before: {}, after: {} });
  return [
    { do: 'insert', sheet: place.live, col: 0 },
    { do: 'cells', sheet: place.live, row: 0, col: 0, rows: numbers },
  ];
}
