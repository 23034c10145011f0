/**
 * One row of a pasted ledger: judged with the same reading of cells as everywhere else, explained by column as its owner counts
 * them, and made a record in mid-life: the state as given, no approvals, no mails, no clocks (register sheet: Mid-life entry).
 */
import type { Register } from '../model/types';
import { joinLabels } from './act';
import { toEpoch } from './civil';
import { createRecord, fillFrom } from './create';
import { look, say, type Draft } from './draft';
import { parseContext, readCell, type LinkFinder } from './edit-row';
import type { ImportColumn } from './import-map';
import { parseNumber } from './number';
import { foldText, labelIn } from './spelling';
import type { Cell, Rec, Value, Words } from './types';
import { typedText } from './values-fault';
import { readListed } from './values-name';
import { checkCell, render } from './words';

/**
 * `blank`: nothing stands here. `own`: a subtotal or a remark, no required value. `ready`: can go in. `wrong`: explained in
 * `check`, the text of the row's cell.
 */
export interface Judged {
  kind: 'blank' | 'own' | 'ready' | 'wrong';
  check: string;
  values: Record<string, Value>;
  state: string | null;
  /** Civil date the case began, where the old books say it. */
  created: string | null;
}

/** Row (1-based) of the tab that holds the same value of a unique field further up; null = this is the first. */
export type Twin = (field: string, typed: Cell) => number | null;

const BROKEN = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|ERROR!)/;

const blankCell = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === '' || (typeof cell === 'string' && cell.trim() === '');

/** Fields a row must bring itself; a register without required fields takes any. */
const wanted = (register: Register): Register['fields'] =>
  register.fields.filter((f) => f.required && !f.system && !f.is);

/** `cells` begin at the first pasted column. */
export function judgeImport(
  draft: Draft,
  register: Register,
  columns: readonly ImportColumn[],
  cells: readonly Cell[],
  links: LinkFinder,
  twin: Twin,
): Judged {
  const { ref, now } = draft.facts;
  const out: Judged = { kind: 'blank', check: '', values: {}, state: null, created: null };
  if (cells.every(blankCell)) return out;
  const used = columns.filter((c) => c.key !== null && !blankCell(cells[c.nth - 1]));
  const must = wanted(register).map((f) => f.key);
  if (must.length > 0 && !used.some((c) => must.includes(c.key!))) {
    const fields = joinLabels(wanted(register).map((f) => f.label));
    return { ...out, kind: 'own', check: render({ code: 'import.own', params: { fields } }, ref.language) };
  }
  const ctx = parseContext(draft, links);
  const wrong: Words[] = [];
  const refused = new Set<string>();
  for (const column of used) {
    const cell = cells[column.nth - 1]!;
    const answer = BROKEN.test(typedText(cell))
      ? { ok: false as const, words: { code: 'import.error-cell', params: { typed: typedText(cell) } } }
      : readTarget(draft, register, column.key!, cell, ctx, twin);
    if (answer.ok) put(out, column.key!, answer.value);
    else {
      refused.add(column.key!);
      const params = { n: column.nth, header: column.header };
      const field = render({ code: 'import.column', params }, ref.language);
      wrong.push({ ...answer.words, params: { ...answer.words.params, field } });
    }
  }
  const missing = missingOf(draft, register, out.values, refused);
  if (missing.length > 0)
    wrong.push({ code: 'import.missing', params: { fields: joinLabels(missing.map((f) => f.label)) } });
  out.kind = wrong.length > 0 ? 'wrong' : 'ready';
  const lines =
    wrong.length > 0
      ? wrong.map((words) => ({ sign: '✗' as const, words, at: now }))
      : [{ sign: '✓' as const, words: { code: 'import.ready' }, at: now }];
  // What is done has a time in Check; that a row can go in is no moment.
  out.check =
    wrong.length > 0 ? checkCell(lines, ref.language, ref.zone) : `✓ ${render({ code: 'import.ready' }, ref.language)}`;
  return out;
}

function put(out: Judged, key: string, value: Value): void {
  if (key === '$state') out.state = value as string | null;
  else if (key === '$created') out.created = value as string | null;
  else out.values[key] = value;
}

type Answer = { ok: true; value: Value } | { ok: false; words: Words };

function readTarget(
  draft: Draft,
  register: Register,
  key: string,
  cell: Cell,
  ctx: ReturnType<typeof parseContext>,
  twin: Twin,
): Answer {
  if (key === '$state') {
    // A void record is nothing to enter: it would count nowhere and show struck through.
    const states = register.states.filter((s) => s.kind !== 'void');
    const field = { key, label: {}, type: 'choice' as const };
    return readListed(field, states, cell) as Answer;
  }
  if (key === '$created') return readCell(draft, register, { key, label: {}, type: 'date' }, cell, ctx);
  const field = register.fields.find((f) => f.key === key)!;
  const answer = readCell(draft, register, field, cell, ctx);
  if (!answer.ok || !field.unique || answer.value === null) return answer;
  const first = twin(key, cell);
  return first === null
    ? answer
    : { ok: false, words: { code: 'import.twice', params: { typed: typedText(cell), n: first } } };
}

/** Required fields that neither the row, nor a linked record, nor a default fills. */
function missingOf(
  draft: Draft,
  register: Register,
  values: Record<string, Value>,
  refused: ReadonlySet<string>,
): Register['fields'] {
  const trial = { register: register.key, values: { ...values }, held: {}, source: { kind: 'import' } } as Rec;
  for (const field of register.fields) trial.values[field.key] ??= null;
  fillFrom(draft, register, trial, null);
  // A linked record that was not read yet may still fill it: that is asked again when the row goes in.
  const open = (from: string | undefined): boolean => {
    const link = register.fields.find((f) => from?.startsWith(`${f.key}.`));
    const id = link && trial.values[link.key];
    return typeof id === 'string' && look(draft, link!.to!, id) === null;
  };
  return wanted(register).filter((f) => trial.values[f.key] == null && !refused.has(f.key) && !open(f.from));
}

/** Makes the record of a row that may go in. `batch` is kept as its source, so that the batch can be taken back. */
export function importRow(draft: Draft, register: Register, judged: Judged, batch: string, by: string | null): Rec {
  const { now, ref } = draft.facts;
  const state = judged.state ?? register.states[0]!.key;
  const began = judged.created === null ? now : Math.min(now, toEpoch(judged.created.slice(0, 10), 0, ref.zone));
  const rec = createRecord(draft, register, judged.values, {
    source: { kind: 'import', ref: batch },
    by,
    quiet: true,
    state,
    at: began,
  });
  // Whatever happens "some days after" a state was entered counts from now: nothing falls due in the past.
  rec.at[state] = now;
  say(rec, { sign: '✓', words: { code: 'new.imported' }, at: now, by });
  return rec;
}

/**
 * Numbering goes on after the old system's last number: former numbers that are numbers of this register raise its counters.
 * Changes `draft.meta`.
 */
export function goOnAfter(draft: Draft, register: Register, texts: Iterable<string>): void {
  const counter = (draft.meta.counters[register.key] ??= { rows: 0, series: {} });
  for (const text of texts) {
    const parsed = parseNumber(register.number, text.normalize('NFKC').trim().toUpperCase());
    if (!parsed) continue;
    const series = (counter.series[parsed.series] ??= { next: 1, extents: [] });
    series.next = Math.max(series.next, parsed.n + 1);
  }
}

/** How values of a unique field are compared: width, case and blanks aside. */
export const sameKey = (typed: Cell): string => foldText(typedText(typed));

/** Sum of each money field over the rows that can go in, by field key. */
export function totalsOf(register: Register, ready: Iterable<Judged>): Record<string, number> {
  const money = register.fields.filter((f) => f.type === 'money').map((f) => f.key);
  const out: Record<string, number> = {};
  for (const row of ready)
    for (const key of money) {
      const value = row.values[key];
      if (typeof value === 'number') out[key] = (out[key] ?? 0) + value;
    }
  return out;
}

/** The label of a register in the sheet's language, and the register a person's word means. */
export function registerNamed(registers: readonly Register[], typed: Cell): Register | null {
  const text = sameKey(typed);
  if (text === '') return null;
  return (
    registers.find((r) => [r.key, ...Object.values(r.name)].some((word) => word && foldText(word) === text)) ?? null
  );
}
export const nameIn = (register: Register, lang: 'zh-TW' | 'zh-CN' | 'en'): string => labelIn(register.name, lang);
