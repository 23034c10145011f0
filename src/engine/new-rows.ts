/**
 * Rows somebody typed, pasted or copied and that carry no number yet (register sheet: New rows). They rest until complete and
 * untouched for the quiet minutes, or are registered at once by the verb 登錄.
 */
import type { Register } from '../model/types';
import { createRecord, fillFrom } from './create';
import { labelOf, joinLabels } from './act';
import { say, setting, type Draft } from './draft';
import { parseContext, readCell, readVerb, type LinkFinder, type RowCells } from './edit-row';
import type { Held, Rec, Value, Words } from './types';

export interface NewRow {
  row: number;
  cells: RowCells;
  by: string | null;
  since: number;
  /** registered together with others: no mails until confirmed */ batch?: string;
}
export type NewRowAnswer =
  { kind: 'own' } | { kind: 'rests'; check: Words; until: number } | { kind: 'made'; rec: Rec };

/** A row with no required field, or nothing typed, is a person's own (separator, subtotal): left alone. */
export function isData(register: Register, cells: RowCells): boolean {
  const typed = (key: string): boolean => cells[key] !== undefined && cells[key] !== '';
  const required = register.fields.filter((f) => f.required && !f.system && !f.is);
  return (
    (required.length > 0 ? required.some((f) => typed(f.key)) : register.fields.some((f) => typed(f.key))) ||
    (typed('$next') && isRegisterVerb(register, String(cells.$next)))
  );
}

const isRegisterVerb = (register: Register, typed: string): boolean => {
  const verb = readVerb(register, typed);
  return verb !== null && verb !== 'decision' && verb.action.standing === 'register';
};

/** Reads the cells of a row that is no record yet. */
export function readCells(
  draft: Draft,
  register: Register,
  cells: RowCells,
  links: LinkFinder,
): { values: Record<string, Value>; held: Record<string, Held> } {
  const values: Record<string, Value> = {};
  const held: Record<string, Held> = {};
  const ctx = parseContext(draft, links);
  for (const field of register.fields) {
    const typed = cells[field.key];
    if (field.is || field.system || typed === undefined || typed === '') continue;
    const parsed = readCell(draft, register, field, typed, ctx);
    if (parsed.ok) values[field.key] = parsed.value;
    else held[field.key] = { typed, words: parsed.words };
  }
  return { values, held };
}

/** Decides about one unnumbered row. */
export function newRow(draft: Draft, register: Register, row: NewRow, links: LinkFinder): NewRowAnswer {
  if (!isData(register, row.cells)) return { kind: 'own' };
  const now = draft.facts.now;
  const { values, held } = readCells(draft, register, row.cells, links);
  const trial = { values: { ...values }, held } as Rec;
  for (const field of register.fields) trial.values[field.key] ??= null;
  trial.source = { kind: 'typed' };
  trial.register = register.key;
  fillFrom(draft, register, trial, row.by);
  const missing = register.fields.filter(
    (f) => f.required && !f.system && !f.is && trial.values[f.key] == null && !(f.key in held),
  );
  const atOnce = isRegisterVerb(register, String(row.cells.$next ?? ''));
  const until = row.since + setting(draft.facts.ref, 'row.quiet_minutes', 2) * 60_000;
  if (missing.length > 0)
    return {
      kind: 'rests',
      until: 0,
      check: { code: 'new.missing', params: { fields: joinLabels(missing.map((f) => labelOf(register, f.key))) } },
    };
  if (!atOnce && now < until) return { kind: 'rests', until, check: { code: 'new.resting' } };
  const rec = createRecord(draft, register, values, {
    source: { kind: row.batch ? 'pasted' : 'typed', ...(row.batch ? { ref: row.batch } : {}) },
    by: row.by,
    quiet: row.batch !== undefined,
    held,
  });
  for (const key of Object.keys(held))
    say(rec, { sign: '✗', words: held[key]!.words, at: now, by: row.by, field: key });
  rec.row = row.row;
  return { kind: 'made', rec };
}

/** A copied row: a new record with the same values (register sheet: Real acts). */
export function copiedRow(draft: Draft, register: Register, from: string, row: NewRow, links: LinkFinder): Rec {
  const { values, held } = readCells(draft, register, row.cells, links);
  for (const field of register.fields) {
    if (!field.unique) continue;
    delete values[field.key];
    delete held[field.key];
  }
  const rec = createRecord(draft, register, values, {
    source: { kind: 'copied', ref: from },
    by: row.by,
    quiet: true,
    held,
  });
  rec.row = row.row;
  return rec;
}
