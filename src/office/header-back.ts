/** A header that was deleted or emptied, written again over the columns as they were last known; no data is touched. */
import { columnLabel } from '../engine/columns';
import type { Draft } from '../engine/draft';
import { pick } from '../engine/project';
import type { First } from './book';
import type { Ports, Write } from './ports';
import { born } from './rebuild';

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
