/**
 * Headers people changed: what a column is now called is learned, a lost one is named, a doubled or missing number column stops the
 * register (I13).
 */
import { birthOrder, readHeader, settleColumns, type Sample } from '../engine/columns';
import { keyOf, notice, type Draft } from '../engine/draft';
import { project } from '../engine/project';
import { parseNumber } from '../engine/number';
import { sameCell } from '../engine/values';
import { readMore, type First } from './book';
import type { Ports } from './ports';

export function stopped(draft: Draft, register: string, now: number): void {
  notice(draft, {
    key: `header:${register}`,
    at: now,
    words: { code: 'notice.number-missing', params: { register: draft.facts.registers[register]?.name ?? {} } },
    action: { kind: 'repair', register },
  });
}

/**
 * Headers people changed: renamed texts are learned, a deleted field column is written back from the mirror, a shifted header
 * is used. The mirror's values decide in doubt (I13).
 */
export function settleHeaders(ports: Ports, first: First, draft: Draft, touchedHeaders: string[]): void {
  for (const key of Object.keys(first.registers)) {
    const register = first.registers[key]!;
    let columns = first.columns[key];
    const memory = (draft.meta.registers[key] ??= { headerRow: 0, known: {}, order: [], frozen: null });
    if (!columns) continue;
    const doubt = columns.missing.length > 0 || columns.doubled.length > 0;
    if (!doubt && !touchedHeaders.includes(key)) continue;
    const place = first.book.registers[key]!;
    const header = ports.books.read(first.book.id, [{ sheet: place.live, row: 0, rows: columns.headerRow + 31 }])[0]!
      .cells;
    columns = readHeader(register, draft.meta.registers[key], header) ?? columns;
    const rows = header.slice(columns.headerRow + 1);
    const number = columns.at.$number;
    if (doubt && number !== undefined) {
      const ids = rows.map((r) => String(r[number] ?? '')).filter((id) => parseNumber(register.number, id));
      readMore(
        ports,
        first,
        ids.map((id) => ({ register: key, id })),
      );
      Object.assign(draft.facts.records, first.records);
      const samples: Sample[] = rows.flatMap((cells) => {
        const rec = first.records[keyOf(key, String(cells[number] ?? ''))];
        return rec
          ? [
              {
                cells,
                shows: Object.fromEntries(
                  Object.entries(project(register, rec, first.ref, ports.now())).map(([k, s]) => [k, s.value]),
                ),
              },
            ]
          : [];
      });
      const order = memory.order.length > 0 ? memory.order : birthOrder(register);
      const settled = settleColumns(columns, samples, sameCell, order);
      columns = settled.columns;
      if (settled.undecided.length > 0) {
        notice(draft, {
          key: `header:${key}`,
          at: ports.now(),
          words: {
            code: 'notice.column-doubled',
            params: {
              register: register.name,
              column: register.fields.find((f) => f.key === settled.undecided[0])?.label ?? {},
            },
          },
          action: { kind: 'repair', register: key },
        });
        first.columns[key] = null;
        continue;
      }
    }
    const texts = header[columns.headerRow] ?? [];
    for (const [k, index] of Object.entries(columns.at)) {
      const text = String(texts[index] ?? '');
      const known = memory.known[k] ?? [];
      if (text && known[0] !== text) memory.known[k] = [text, ...known.filter((t) => t !== text)].slice(0, 6);
    }
    if (memory.headerRow !== columns.headerRow) {
      memory.headerRow = columns.headerRow;
      if (columns.headerRow > 0)
        notice(draft, {
          key: `health:shifted:${key}`,
          at: ports.now(),
          words: { code: 'notice.header-shifted', params: { register: register.name, n: columns.headerRow } },
          action: { kind: 'remove', ids: [`shifted:${key}`] },
          action2: { kind: 'dismiss' },
        });
    }
    if (columns.missing.length > 0 && number !== undefined)
      draft.meta.notices = draft.meta.notices
        .filter((n) => n.key !== `lost:${key}`)
        .concat({
          key: `lost:${key}`,
          at: ports.now(),
          words: { code: 'notice.column-lost', params: { register: register.name } },
          action: { kind: 'repair', register: key },
        });
    first.columns[key] = columns;
    memory.order = texts.map((_, i) => Object.entries(columns.at).find(([, at]) => at === i)?.[0] ?? '');
  }
}
