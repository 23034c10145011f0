/**
 * A look at the tab 匯入: the mapping above the columns, every row explained in its Check, counts and totals of money above. And the
 * tick: it makes a batch, which `import-run` commits.
 */
import { notice, dropNotice, openDraft, type Draft } from '../engine/draft';
import type { LinkFinder } from '../engine/edit-row';
import { offered, wordOf } from '../engine/import-map';
import { totalsOf, type Judged } from '../engine/import-row';
import { FRAME } from '../engine/import-tab';
import type { Words } from '../engine/types';
import { render } from '../engine/words';
import { factsOf, readFirst, readMore, type First } from './book';
import { commit } from './commit';
import { cell, checkWrites, frameWrites, text } from './import-frame';
import {
  entriesOf,
  judged,
  ledgerArea,
  movedSince,
  namesWanted,
  readLinked,
  tabOf,
  twins,
  unclear,
  WHOLE,
  type Tab,
} from './import-read';
import { readAsk, readState, writeState, type ImportState } from './import-state';
import { PROP, SHEET, type BookMap } from './layout';
import { finder, nameAreas, namesRead } from './links';
import type { Ports, Put, Write } from './ports';
import { restored } from './restored';

/** Most texts of Check written in one commit (about 1 MB). */
const TEXTS = 8000;

/** Reads the tab whole, says how it stands. `more`: not all of it could be written. Under the lock. */
export function lookAtTab(ports: Ports, book: BookMap): 'done' | 'more' | 'held' {
  const ask = readAsk(ports, book);
  const state = readState(ports, book);
  const first = readFirst(ports, book, { registers: Object.keys(book.registers), extra: [WHOLE] });
  if (restored(ports, first, [])) return 'held';
  const { cells } = first.extra[0]!;
  const [ledger] = readMore(ports, first, [], ledgerArea(first, state.since));
  const draft = openDraft(factsOf(first, ports.now(), `tab:${first.meta.commit.n}`));
  const tab = tabOf(first, cells, entriesOf(ledger?.cells ?? []), ask);
  if (!tab) {
    notice(draft, {
      key: 'import-frame',
      at: ports.now(),
      words: { code: 'notice.import-frame' },
      action: { kind: 'dismiss' },
    });
    commit(ports, first, draft, {});
    ports.props.remove(PROP.tab + book.key);
    return 'done';
  }
  dropNotice(draft, 'import-frame');
  const all = tab.shifted
    ? new Map<number, Judged>()
    : judgeAll(ports, first, draft, tab, linksFor(ports, first, draft, tab));
  const going = begins(ports, book, state, first, tab, all, ask?.who ?? null);
  const writes = tab.shifted
    ? standWrites(first, tab, all, false)
    : [
        ...(tab.bare ? frameWrites(Object.values(first.registers), first.ref.language, cells) : []),
        ...columnWrites(first, tab),
        ...standWrites(first, tab, all, going),
      ];
  const texts = tab.shifted ? new Map<number, string>() : differing(tab, all);
  const now = new Map([...texts].slice(0, TEXTS));
  commit(ports, first, draft, { writes: [...writes, ...checkWrites(now)] });
  if (now.size < texts.size || movedSince(ports, first, tab, now.keys())) return 'more';
  ports.props.remove(PROP.tab + book.key);
  return 'done';
}

/** Linked records read for a look: more are doubted only when they go in. */
const LINKED = 1500;

/** What the tab's columns may name, in one more read. */
function linksFor(ports: Ports, first: First, draft: Draft, tab: Tab): LinkFinder {
  const names = tab.register ? namesWanted(tab.register, tab.mapping.columns) : [];
  const areas = names.flatMap((n) => nameAreas(first, n));
  return finder(first, draft, namesRead(first, names, readMore(ports, first, [], areas)));
}

/** Every row of the tab judged. Row (0-based) -> judgement; empty while register or mapping are not clear. */
export function judgeAll(ports: Ports, first: First, draft: Draft, tab: Tab, links: LinkFinder): Map<number, Judged> {
  const all = new Map<number, Judged>();
  if (!tab.register || unclear(tab.mapping) || !tab.mapping.columns.some((c) => c.key)) return all;
  const filled = tab.register.fields.some((f) => f.required && f.from?.includes('.'));
  if (filled) readLinked(ports, first, draft, tab, tab.rows, links, LINKED);
  const twin = twins(tab);
  for (const row of tab.rows) all.set(row.row, judged(draft, tab, row, links, twin));
  return all;
}

/** Texts of Check that differ from what stands there. Without a register or a mapping nothing is said of a row. */
export function differing(tab: Tab, all: Map<number, Judged>): Map<number, string> {
  const out = new Map<number, string>();
  for (const row of tab.rows) {
    const wanted = all.get(row.row)?.check ?? '';
    if (wanted !== row.check) out.set(row.row, wanted);
  }
  return out;
}

/** Was 匯入 ticked, and is there something to do? Then a batch is under way, from the property on; the tick box stays as it is. */
function begins(
  ports: Ports,
  book: BookMap,
  state: ImportState,
  first: First,
  tab: Tab,
  all: Map<number, Judged>,
  by: string | null,
): boolean {
  const ready = [...all.values()].some((j) => j.kind === 'ready');
  const since = tab.in.size > 0 ? state.since : (first.meta.sizes.imported ?? 0) + 1;
  const going = tab.ticked && ready;
  const register = tab.register?.key ?? state.register;
  const batch = { key: `${register}-${first.meta.commit.n + 1}`, by };
  if (going) writeState(ports, book, { ...state, register, since, batch });
  // Known from the first look on, so that the night looks at the tab too.
  else if (register !== '' && state.register === '') writeState(ports, book, { ...state, register });
  return going;
}

/** The field above each column, and its choices. */
function columnWrites(first: First, tab: Tab): Write[] {
  const { register } = tab;
  if (!register) return [];
  const lang = first.ref.language;
  const row = tab.top + FRAME.fields;
  const stands = tab.cells[row] ?? [];
  const out = tab.mapping.columns.flatMap((column, i): Write[] => {
    const typed = String(stands[i + 1] ?? '');
    if (column.header === '') return [];
    // A word nobody knows stays: the line above says so.
    if (tab.mapping.unknown.includes(typed.trim())) return [];
    return cell(tab.cells, row, i + 1, text(wordOf(register, column.key, lang)));
  });
  const width = tab.mapping.columns.length;
  if (out.length > 0 && width > 0)
    out.push({ do: 'choices', sheet: SHEET.import, row, col: 1, cols: width, options: offered(register, lang) });
  return out;
}

export interface Stand {
  ready: number;
  wrong: number;
  own: number;
  done: number;
}
export const standOf = (tab: Tab, all: Map<number, Judged>): Stand => {
  const stand = { ready: 0, wrong: 0, own: 0, done: 0 };
  for (const [row, { kind }] of all) {
    if (kind !== 'blank') stand[kind]++;
    else if (tab.in.has(row)) stand.done++;
  }
  return stand;
};

/** What is said of the whole. */
export function standWords(tab: Tab, stand: Stand): Words {
  const { mapping, register } = tab;
  const headers = mapping.columns.filter((c) => c.header !== '');
  if (tab.shifted) return { code: 'import.shifted' };
  if (!register) return { code: 'import.no-register' };
  if (mapping.unknown.length > 0) return { code: 'import.unknown-field', params: { typed: mapping.unknown[0]! } };
  if (mapping.twice.length > 0) return { code: 'import.field-twice', params: { field: mapping.twice[0]! } };
  if (headers.length === 0) return { code: 'import.no-header' };
  const { ready, wrong, own, done } = stand;
  return {
    code: 'import.stands',
    params: { ready, wrong, ...(done > 0 ? { done } : {}), ...(own > 0 ? { own } : {}) },
  };
}

/** Counts, totals of money above their columns, and the tick that has nothing to do. */
export function standWrites(first: First, tab: Tab, all: Map<number, Judged>, going: boolean): Write[] {
  const { cells, top, register, mapping } = tab;
  const lang = first.ref.language;
  const stand = standOf(tab, all);
  const totals = register
    ? totalsOf(
        register,
        [...all.values()].filter((j) => j.kind === 'ready'),
      )
    : {};
  const blank: Put = { kind: 'blank', value: '' };
  const width = Math.max(mapping.columns.length, (cells[top + FRAME.totals] ?? []).length - 1);
  return [
    ...cell(cells, top + FRAME.go, 2, text(render(standWords(tab, stand), lang))),
    ...(tab.ticked && !going ? cell(cells, top + FRAME.go, 1, { kind: 'boolean', value: false }) : []),
    ...Array.from({ length: width }, (_, i) => {
      const total = totals[mapping.columns[i]?.key ?? ''];
      return cell(cells, top + FRAME.totals, i + 1, total === undefined ? blank : { kind: 'number', value: total });
    }).flat(),
  ];
}
