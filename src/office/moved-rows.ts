/** Rows that are not where, or not what, their numbers say: numbers typed over, and the scramble guard (register sheet: Real acts). */
import { keyOf, notice, type Draft } from '../engine/draft';
import { differs } from '../engine/edit-row';
import { project } from '../engine/project';
import { isScrambled, type TouchedRow } from '../engine/scramble';
import { sameCell } from '../engine/values';
import type { Register } from '../model/types';
import type { Rec } from '../engine/types';
import { readMore, type First } from './book';
import type { Ports } from './ports';
import { type Touched } from './rows';

/**
 * Rows that carry a number which is no record, or one whose record stands elsewhere: which record stood here before? Asked of the
 * mirror's row hints, only when such a row is there (one more read). Key = `register:row`.
 */
export function displacedRecords(ports: Ports, first: First, touched: Touched[]): Map<string, Rec> {
  const out = new Map<string, Rec>();
  for (const register of new Set(touched.map((t) => t.register))) {
    const model = first.registers[register]!;
    const odd = touched.filter((t) => {
      const id = String(t.cells.$number ?? '');
      if (t.register !== register || !id) return false;
      const rec = first.records[keyOf(register, id)];
      return !rec || (rec.row > 0 && rec.row !== t.row && !rec.deleted && !rec.archived);
    });
    const count = first.meta.counters[register]?.rows ?? 0;
    if (odd.length === 0 || count === 0) continue;
    const hints = ports.books.read(first.book.id, [
      { sheet: first.book.registers[register]!.mirror, row: 1, rows: count, col: 0, cols: 4 },
    ])[0]!.cells;
    const present = new Set(touched.filter((t) => t.register === register).map((t) => String(t.cells.$number ?? '')));
    const wanted = odd.flatMap((t) =>
      hints.filter((h) => Number(h[3]) === t.row && !present.has(String(h[0]))).map((h) => ({ t, id: String(h[0]) })),
    );
    readMore(
      ports,
      first,
      wanted.map((w) => ({ register, id: w.id })),
    );
    for (const { t, id } of wanted) {
      const rec = first.records[keyOf(register, id)];
      // Only where the rest of the row is still that record: a sorted row is not.
      if (
        rec &&
        !rec.deleted &&
        model.fields
          .filter((f) => f.required && !f.noColumn)
          .every((f) => sameCell(project(model, rec, first.ref, ports.now())[f.key]?.value ?? '', t.cells[f.key] ?? ''))
      )
        out.set(`${register}:${t.row}`, rec);
    }
  }
  return out;
}

export function scrambled(first: First, draft: Draft, register: Register, rows: Touched[], now: number): boolean {
  const seen: TouchedRow[] = [];
  for (const t of rows) {
    const rec = first.records[keyOf(register.key, String(t.cells.$number ?? ''))];
    if (!rec) continue;
    const shown = project(register, rec, first.ref, now);
    seen.push({
      id: rec.id,
      shows: Object.fromEntries(Object.entries(shown).map(([k, s]) => [k, s.value])),
      holds: t.cells,
      changed: differs(register, rec, t.cells, draft),
    });
  }
  if (!isScrambled(seen, draft.meta.counters[register.key]?.rows ?? 0)) return false;
  freeze(draft, register, rows[0]?.by ?? null, seen.length, now);
  return true;
}

export function freeze(draft: Draft, register: Register, by: string | null, rows: number, now: number): void {
  const memory = (draft.meta.registers[register.key] ??= { headerRow: 0, known: {}, order: [], frozen: null });
  memory.frozen = { at: now, by, rows };
  notice(draft, {
    key: `frozen:${register.key}`,
    at: now,
    words: { code: 'notice.scramble', params: { register: register.name, n: rows } },
    action: { kind: 'put-back', register: register.key },
    action2: { kind: 'accept', register: register.key },
  });
}
