/** `record_per_line`: one record of another register for each line of a long text; a line that cannot be one is named (R158, R159). */
import type { RecordPerLine } from '../../model/procedures';
import type { Register } from '../../model/types';
import { createRecord } from '../create';
import { given } from '../condition-facts';
import { registerOf, type Draft } from '../draft';
import { foldText } from '../spelling';
import { parseCell } from '../values';
import type { Rec, Value, Words } from '../types';

/** Lines as they were typed, without those after the last one that says something. */
export function linesOf(text: Value): string[] {
  const lines = String(text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim());
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** The first thing wrong with the lines: none, blank, twice, not as many as there should be, held by another record. */
export function linesRefused(draft: Draft, register: Register, rec: Rec, run: RecordPerLine): Words | null {
  const other = registerOf(draft, run.opens);
  const lines = linesOf(rec.values[run.lines] ?? null);
  const field = register.fields.find((f) => f.key === run.lines)?.label ?? {};
  const refused = (code: string, params: Record<string, string | number> = {}): Words => ({
    code: `lines.${code}`,
    params: { field, ...params },
  });
  const first = new Map<string, number>();
  for (const [i, line] of lines.entries()) {
    if (line === '') return refused('blank', { line: i + 1 });
    const twin = first.get(foldText(line));
    if (twin !== undefined) return refused('twice', { line: i + 1, typed: line, other: twin });
    first.set(foldText(line), i + 1);
  }
  const wanted = run.count === undefined ? null : rec.values[run.count];
  if (typeof wanted === 'number' ? lines.length !== wanted : lines.length === 0)
    return refused('count', { n: lines.length, wanted: typeof wanted === 'number' ? wanted : 1 });
  for (const line of lines) {
    const read = valueOf(draft, other, run, line);
    if (!read.ok) return read.words;
  }
  if (!other.fields.some((f) => f.key === run.field && f.unique)) return null;
  for (const [i, line] of lines.entries()) {
    const holder = draft.facts.taken?.(run.opens, run.field, line) ?? null;
    if (holder !== null) return refused('taken', { line: i + 1, typed: line, id: holder });
  }
  return null;
}

/** A line as its field reads it: a name is a person, or a reason why not. */
function valueOf(
  draft: Draft,
  other: Register,
  run: RecordPerLine,
  line: string,
): { ok: true; value: Value } | { ok: false; words: Words } {
  const field = other.fields.find((f) => f.key === run.field);
  if (field?.type !== 'person') return { ok: true, value: line };
  const { ref, now } = draft.facts;
  return parseCell(field, line, { ref, now, lang: ref.language, links: () => [] });
}

export function recordPerLine(draft: Draft, rec: Rec, register: Register, run: RecordPerLine, by: string | null): void {
  const other = registerOf(draft, run.opens);
  const shared: Record<string, Value> = {};
  for (const [field, text] of Object.entries(run.with)) shared[field] = given(draft, register, rec, text);
  for (const line of linesOf(rec.values[run.lines] ?? null)) {
    const read = valueOf(draft, other, run, line);
    createRecord(
      draft,
      other,
      { ...shared, [run.field]: read.ok ? read.value : line },
      {
        source: { kind: 'rule', ref: `${register.key}/${rec.id}` },
        by,
        quiet: true,
        ...(run.state === undefined ? {} : { state: run.state }),
      },
    );
  }
}
