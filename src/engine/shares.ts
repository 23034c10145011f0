/**
 * A shared slice in the words of 檢視與分享, read against the registers of the office: which columns of which rows, for whom. What
 * cannot be right comes back as words that say what to write instead. Pure.
 */
import type { Field, Label, Register } from '../model/types';
import { birthOrder, columnLabel, fold } from './columns';

import { pick, project } from './project';
import { stateOf } from './record-clocks';
import { nearestOf } from './spelling';
import type { HeaderMemory } from './meta';
import type { Rec, Ref, Value, Words } from './types';
import { parseCell, type LinkCandidate, type Shown } from './values';

/** A register as shares know it: what it may be called, and how its sheet heads its columns. */
export interface Source {
  register: Register;
  /** The tab as it is titled now. */
  title: string;
  memory: HeaderMemory | undefined;
  /** Nobody outside may see any of it. */
  restricted: boolean;
  ref: Ref;
}

export interface Slice {
  register: string;
  columns: string[];
  /** `key` `$state` or a field's; null = every row. */
  filter: { key: string; value: Value; not: boolean } | null;
  closed: boolean;
  readers: string[];
}
export type ReadShare = { ok: true; slice: Slice } | { ok: false; field: string; words: Words };

/** Columns a slice may show: what nobody outside has a use for is left out. */
const NOT_SHOWN = ['$next', '$check'];
const list = (value: Value | undefined): string[] =>
  String(value ?? '')
    .split(/[、,，;；\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
const wrong = (field: string, code: string, params: Words['params'] = {}): ReadShare => ({
  ok: false,
  field,
  words: { code, params },
});

export function readShare(
  rec: Rec,
  sources: Source[],
  links: (register: string, text: string) => LinkCandidate[],
): ReadShare {
  const typed = String(rec.values.source ?? '');
  const source = sources.find((s) => namesOf(s).some((name) => fold(name) === fold(typed)));
  if (!source) {
    const open = sources.filter((s) => !s.restricted);
    const guess = nearestOf(open, typed, namesOf) ?? open[0];
    return wrong('source', 'share.no-register', { typed, guess: guess ? guess.register.name : '' });
  }
  const { register, ref } = source;
  if (source.restricted) return wrong('source', 'share.restricted', { register: register.name });
  const shown = shownColumns(source);
  const keys: string[] = [];
  for (const word of list(rec.values.columns)) {
    const key = columnCalled(source, shown, word);
    if (key === null)
      return wrong('columns', 'share.no-column', { typed: word, guess: nearColumn(source, shown, word) });
    if (!keys.includes(key)) keys.push(key);
  }
  const columns = keys.length > 0 ? keys : shown.filter((key) => !fieldOf(register, key)?.personal);
  const readers: string[] = [];
  for (const word of list(rec.values.readers)) {
    const mail = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(word)
      ? word
      : ref.people.find((p) => p.display === word)?.email;
    if (!mail) return wrong('readers', 'share.no-address', { typed: word });
    readers.push(mail.toLowerCase());
  }
  const filter = readFilter(rec, source, shown, links);
  if ('ok' in filter) return filter;
  return {
    ok: true,
    slice: { register: register.key, columns, filter: filter.filter, closed: rec.values.closed === true, readers },
  };
}

function readFilter(
  rec: Rec,
  source: Source,
  shown: string[],
  links: (register: string, text: string) => LinkCandidate[],
): { filter: Slice['filter'] } | ReadShare {
  const { register, ref } = source;
  const where = String(rec.values.field ?? '').trim();
  const what = String(rec.values.value ?? '').trim();
  if (where === '' && what === '') return { filter: null };
  const key = columnCalled(source, shown, where);
  if (key === null || (key.startsWith('$') && key !== '$state'))
    return wrong('field', 'share.no-column', { typed: where, guess: nearColumn(source, shown, where) });
  const not = rec.values.compares === 'is_not';
  if (key === '$state') {
    const states = register.states;
    const state = states.find((s) => [s.key, ...Object.values(s.label)].some((w) => fold(w ?? '') === fold(what)));
    if (state) return { filter: { key, value: state.key, not } };
    const guess = nearestOf(states, what, (s) => Object.values(s.label).map((w) => w ?? '')) ?? states[0]!;
    return wrong('value', 'share.no-value', { typed: what, field: columnLabel(register, key), guess: guess.label });
  }
  const field = fieldOf(register, key)!;
  const parsed = parseCell(field, what, { ref, now: 0, lang: ref.language, links });
  if (parsed.ok) return { filter: { key, value: parsed.value, not } };
  if (parsed.words.code === 'value.not-found')
    return wrong('value', 'share.unknown-value', { typed: what, field: field.label });
  return { ok: false, field: 'value', words: parsed.words };
}

const fieldOf = (register: Register, key: string): Field | undefined => register.fields.find((f) => f.key === key);
const namesOf = (s: Source): string[] => [s.title, s.register.key, ...words(s.register.name)];
const words = (label: Label): string[] => Object.values(label).filter((w): w is string => !!w);
const shownColumns = ({ register }: Source): string[] => birthOrder(register).filter((key) => !NOT_SHOWN.includes(key));
const called = ({ register, memory }: Source, key: string): string[] => [
  ...(memory?.known[key] ?? []),
  ...words(columnLabel(register, key)),
  key,
];

function columnCalled(source: Source, shown: string[], word: string): string | null {
  return shown.find((key) => called(source, key).some((name) => fold(name) === fold(word))) ?? null;
}
function nearColumn(source: Source, shown: string[], word: string): Label | string {
  const guess = nearestOf(shown, word, (key) => called(source, key)) ?? shown[0]!;
  return source.memory?.known[guess]?.[0] ?? columnLabel(source.register, guess);
}

/** The slice as a table: header texts as the sheet has them, rows oldest first. */
export function sliceTable(
  source: Source,
  slice: Slice,
  recs: Rec[],
  now: number,
): { header: string[]; rows: Shown[][] } {
  const { register, ref, memory } = source;
  const header = slice.columns.map((key) => memory?.known[key]?.[0] ?? pick(columnLabel(register, key), ref.language));
  const rows = recs
    .filter(
      (rec) => !rec.deleted && (slice.closed || !['closed', 'void'].includes(stateOf(register, rec.state)?.kind ?? '')),
    )
    .filter((rec) => matches(slice.filter, rec))
    .map((rec) => {
      const row = project(register, rec, ref, now);
      return slice.columns.map((key) => row[key] ?? { kind: 'text' as const, value: '' });
    });
  return { header, rows };
}

function matches(filter: Slice['filter'], rec: Rec): boolean {
  if (!filter) return true;
  const value = filter.key === '$state' ? rec.state : (rec.values[filter.key] ?? null);
  const wanted = filter.value;
  const same =
    Array.isArray(value) && Array.isArray(wanted)
      ? wanted.every((one) => value.includes(one))
      : typeof value === 'string' && typeof wanted === 'string'
        ? fold(value) === fold(wanted)
        : value === wanted;
  return same !== filter.not;
}

/** Whether the share is over: ended, voided, deleted, or its last day has passed. `today` is a civil date. */
export const isOver = (rec: Rec, today: string): boolean =>
  !!rec.deleted || rec.state !== 'active' || (typeof rec.values.until === 'string' && rec.values.until < today);
