/**
 * Looking at the office as it stands: files, tabs, protections, forms, triggers, signs of life, what waits. Reading only, so that a
 * page may do it; what is told on 首頁 is told once and taken away when it is healed (reliability: failures 2, 4, 5, 16, 28).
 */
import { formTitle } from './form-spec';
import { readHeader } from '../engine/columns';
import { findings, type Finding, type Seen, type SeenBook, type SeenForm, type SeenSheet } from '../engine/health';
import { dropNotice, notice, openDraft } from '../engine/draft';
import type { Notice, Words } from '../engine/types';
import { render } from '../engine/words';
import type { Label, Lang, Register } from '../model/types';
import { allBooks, factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { outRows } from './effects';
import { guarded } from './gone';
import { forms } from './intake';
import { MACHINE_TITLES, OUTBOX_COLUMNS, PROP, SETUP_TITLES, SHEET, type BookMap } from './layout';
import { Gone, type BookState, type Ports } from './ports';
import { restored } from './restored';
import { triggers } from './setup';

const DAY = 86_400_000;

export interface Looked {
  seen: Seen;
  found: Finding[];
  /** First reads of the workbooks that could be read. */
  firsts: Record<string, First>;
}

/** One look at everything: two reads a workbook, one opening a form. */
export function look(ports: Ports): Looked {
  const props = ports.props.all();
  const books = allBooks(ports, props);
  const intake = books.find((b) => b.key === 'intake');
  const firsts: Record<string, First> = {};
  const own = books.filter((b) => b.key !== 'intake');
  const { workbooks } = JSON.parse(ports.pack()) as { workbooks: Names };
  const seenBooks = books.map((book) => lookBook(ports, book, firsts, workbooks));
  const now = ports.now();
  const number = (key: string): number | null => (props[key] ? Number(props[key]) : null);
  const setup = JSON.parse(props[`${PROP.mark}setup`] ?? '{"n":0,"at":0}') as { n: number; at: number };
  const fileOf = (key: string): string => books.find((b) => b.key === key)?.id ?? '';
  const seen: Seen = {
    now,
    runsAs: ports.runsAs(),
    owner: props[PROP.owner] ?? '',
    zone: ports.zone(),
    triggers: ports.structures.triggers().map((t) => `${t.handler}:${t.source}`),
    wanted: intake
      ? triggers(own, ports).map((t) => ({
          handler: t.handler,
          book: 'book' in t ? (books.find((b) => b.id === t.book)?.key ?? '') : '',
          file: 'book' in t ? t.book : '',
        }))
      : [],
    alive: {
      tick: number(`${PROP.alive}tick`),
      nightly: number(`${PROP.alive}nightly`),
      heartbeat: number('heartbeat'),
    },
    properties: sizes(props),
    mailsLeft: ports.mailer.left(),
    bells: oldBells(props, own, now),
    behind: setup.n > 0 && Number(props[PROP.published] ?? -1) !== setup.n ? setup.at : null,
    intake: fileOf('intake'),
    books: seenBooks,
    papers: binned(ports),
    forms: forms(ports, props).map((f): SeenForm => {
      const register = Object.values(firsts).find((x) => x.registers[f.register])?.registers[f.register];
      const surveys = Object.values(firsts).find((x) => x.shared.surveys?.[f.key])?.shared.surveys;
      const title = formTitle(f, surveys, register);
      const l = ports.forms.look(f.id);
      const state = l && {
        open: l.accepting && l.published,
        verified: l.verified,
        edits: l.edits,
        target: l.destination,
      };
      return { id: f.id, title, state, wantsVerified: f.verified };
    }),
  };
  return { seen, found: findings(seen), firsts };
}

/** A project without the Drive service has made no document either. */
function binned(ports: Ports): { id: string; name: string; book: string }[] {
  try {
    return ports.documents.binned();
  } catch (error) {
    ports.log('bin-unseen', { why: String((error as Error).message).slice(0, 80) });
    return [];
  }
}

/** UTF-8 bytes by prefix: `bell:`, `sent:`, `mark:` … */
function sizes(props: Record<string, string>): Record<string, number> {
  const out: Record<string, number> = {};
  const bytes = (s: string): number => encodeURIComponent(s).replace(/%../g, 'x').length;
  for (const [key, value] of Object.entries(props)) {
    const prefix = key.includes(':') ? key.slice(0, key.indexOf(':')) : key;
    out[prefix] = (out[prefix] ?? 0) + bytes(key) + bytes(value);
  }
  return out;
}

function oldBells(props: Record<string, string>, books: BookMap[], now: number): Record<string, number> {
  const out: Record<string, number> = {};
  for (const [key, value] of Object.entries(props)) {
    const book = books.find((b) => key.startsWith(`${PROP.bell}${b.id}:`));
    const at = book ? Number((JSON.parse(value) as unknown[])[6]) : now;
    if (book && now - at > DAY) out[book.key] = (out[book.key] ?? 0) + 1;
  }
  return out;
}

const INTAKE: Label = { 'zh-TW': '表單回覆', 'zh-CN': '表单回复', en: 'Form answers' };

/** Machine sheets of a workbook by key; the setup workbook has two of its own. */
const machines = (book: BookMap): [key: string, sheet: number][] =>
  Object.keys({ ...MACHINE_TITLES, ...(book.key === 'setup' ? SETUP_TITLES : {}) }).map((key) => [
    key,
    SHEET[key as keyof typeof MACHINE_TITLES | keyof typeof SETUP_TITLES],
  ]);
/** Sheets that come and go, or that setting up makes again: no copies, no alarm. */
const OTHERS: number[] = [SHEET.cut, SHEET.bin, SHEET.import];

/** What should stand in a workbook. */
function wantedOf(book: BookMap): SeenBook['wanted'] {
  return [
    { sheet: SHEET.home, kind: 'home', key: 'home' },
    ...Object.keys(MACHINE_TITLES).map((key) => ({
      sheet: SHEET[key as keyof typeof MACHINE_TITLES],
      kind: 'machine' as const,
      key,
    })),
    ...Object.entries(book.registers).flatMap(([key, place]) => [
      { sheet: place.live, kind: 'tab' as const, key },
      { sheet: place.mirror, kind: 'mirror' as const, key },
    ]),
  ];
}

type Names = Record<string, { name: Label }>;

function lookBook(ports: Ports, book: BookMap, firsts: Record<string, First>, names: Names): SeenBook {
  const state = ports.structures.inspect(book.id);
  const plain = book.key === 'intake';
  const base = {
    key: book.key,
    wanted: plain ? [] : wantedOf(book),
    names: {},
    headers: {},
    zone: '',
    model: '',
    stuck: 0,
  };
  if (!state) return { ...base, name: titleOf(names, book, null), open: false, speaks: false, sheets: [] };
  const first = plain ? null : readable(ports, book, state);
  if (first) firsts[book.key] = first;
  const registers: Record<string, Label> = {};
  const headers: SeenBook['headers'] = {};
  for (const [key, register] of Object.entries(first?.registers ?? {})) {
    registers[key] = register.name;
    if (!first!.gone.includes(key)) headers[key] = first!.columns[key]?.headerRow ?? null;
  }
  const owner = ports.props.get(PROP.owner) ?? '';
  return {
    ...base,
    name: titleOf(names, book, first),
    open: true,
    speaks: !!first,
    sheets: state.sheets.map((s) => sheetSeen(book, s, owner)).map((s) => copied(ports, book, s, first)),
    names: registers,
    headers,
    zone: state.zone,
    stuck: first ? stuckIn(ports, book, first, state) : 0,
  };
}

/** The first read, where everything it needs is there. */
function readable(ports: Ports, book: BookMap, state: BookState): First | null {
  try {
    return readFirst(ports, book, { registers: Object.keys(book.registers) });
  } catch (error) {
    if (error instanceof Gone && !state.sheets.some((s) => s.sheet === error.id)) return null;
    throw error;
  }
}

function titleOf(names: Names, book: BookMap, first: First | null): Label {
  const known = names[book.key]?.name;
  return known ?? (book.key === 'intake' ? INTAKE : { en: first?.book.key ?? book.key });
}

function sheetSeen(book: BookMap, s: BookState['sheets'][number], owner: string): SeenSheet {
  const places = Object.entries({ ...(book.off ?? {}), ...book.registers });
  const at = places.find(([, p]) => p.live === s.sheet || p.mirror === s.sheet);
  const machine = machines(book).find(([, sheet]) => sheet === s.sheet)?.[0];
  const is: SeenSheet['is'] = at
    ? { kind: at[1].live === s.sheet ? 'tab' : 'mirror', key: at[0] }
    : machine
      ? { kind: 'machine', key: machine }
      : s.sheet === SHEET.home
        ? { kind: 'home', key: 'home' }
        : null;
  const others = (s.guards ?? []).filter((g) => g.toLowerCase() !== owner.toLowerCase());
  return {
    sheet: s.sheet,
    is,
    title: s.title,
    hidden: s.hidden,
    guarded: s.guards !== null && others.length === 0,
    filtered: s.filtered,
    copyOf: null,
  };
}

/** Somebody's own tab whose header is a register's, whole: a copy kept as a backup. */
function copied(ports: Ports, book: BookMap, s: SeenSheet, first: First | null): SeenSheet {
  if (s.is || s.hidden || !first || OTHERS.includes(s.sheet)) return s;
  const [block] = ports.books.read(book.id, [{ sheet: s.sheet, row: 0, rows: 5 }]);
  const of = Object.values(first.registers).find((register: Register) => {
    const columns = readHeader(register, first.meta.registers[register.key], block!.cells);
    return columns !== null && columns.at.$number !== undefined && columns.missing.length === 0;
  });
  return { ...s, copyOf: of?.key ?? null };
}

/** Effects whose time was more than a day ago. */
function stuckIn(ports: Ports, book: BookMap, first: First, state: BookState): number {
  const [from] = first.meta.sizes.outbox;
  const rows = state.sheets.find((s) => s.sheet === SHEET.outbox)?.rows ?? 0;
  if (from >= rows) return 0;
  const [block] = ports.books.read(book.id, [{ sheet: SHEET.outbox, row: from, col: 0, cols: OUTBOX_COLUMNS }]);
  const late = ports.now() - DAY;
  return outRows(block!.cells, from).filter((r) => !r.lease.startsWith('done') && r.notBefore < late).length;
}

type Told = Record<string, string[]>;
const toldOf = (ports: Ports): Told => JSON.parse(ports.props.get(PROP.health) ?? '{}') as Told;

/** Looks, and brings 首頁 of each workbook up to date: what is new is told once, what is healed is taken away. */
export function tellHealth(ports: Ports): Finding[] {
  const { found, firsts, seen } = look(ports);
  const told = toldOf(ports);
  for (const [key, first] of Object.entries(firsts)) {
    // What passes by itself, or stands on the page anyway, is no line for everybody.
    const mine = found.filter((f) => f.book === key && !PAGE_ONLY.some((k) => f.key.startsWith(k)));
    const fresh = mine.filter((f) => !(told[key] ?? []).includes(f.key));
    const healed = first.meta.notices.filter(
      (n) => n.key.startsWith(LINE) && !mine.some((f) => LINE + f.key === n.key),
    );
    if (fresh.length === 0 && healed.length === 0 && mine.length === (told[key] ?? []).length) continue;
    guarded(ports, key, () => say(ports, first.book, fresh, healed, mine, told));
  }
  for (const b of seen.books)
    if (
      b.open &&
      b.wanted.every((w) => b.sheets.some((s) => s.sheet === w.sheet)) &&
      ports.props.get(PROP.broken + b.key)
    )
      ports.props.remove(PROP.broken + b.key);
  return found;
}
const LINE = 'health:';
const PAGE_ONLY = ['mails', 'form:'];

/** Tells at once what a run found gone, whichever it was; once. */
export function tellBroken(ports: Ports, props: Record<string, string>): void {
  const untold = (all: Record<string, string>): [string, string][] =>
    Object.entries(all).filter(([k, v]) => k.startsWith(PROP.broken) && !v.includes('"told"'));
  if (untold(props).length === 0) return;
  tellHealth(ports);
  for (const [key, text] of untold(ports.props.all()))
    ports.props.set(key, JSON.stringify({ ...(JSON.parse(text) as object), told: ports.now() }));
}

function say(ports: Ports, book: BookMap, fresh: Finding[], healed: Notice[], mine: Finding[], told: Told): void {
  const answer = deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: [] });
    if (restored(ports, first, [])) return false;
    const draft = openDraft(factsOf(first, ports.now(), `health:${first.meta.commit.n}`));
    for (const n of healed) dropNotice(draft, n.key);
    for (const f of fresh) notice(draft, lineOf(f, ports.now(), first.ref.zone, ports.webUrl()));
    commit(ports, first, draft, {});
    return true;
  });
  if (answer !== true) return;
  told[book.key] = mine.map((f) => f.key);
  ports.props.set(PROP.health, JSON.stringify(told));
}

/** 首頁's line: what is broken and the way on, in one sentence of each language. */
export function lineOf(f: Finding, at: number, zone: string, web: string): Notice {
  const label = (words: Words): Label =>
    Object.fromEntries(
      (['zh-TW', 'zh-CN', 'en'] as Lang[]).map((lang) => [lang, render(words, lang, undefined, { zone, now: at })]),
    );
  const [kind = ''] = f.key.split(':');
  return {
    key: LINE + f.key,
    at,
    words: { code: 'health.line', params: { what: label(f.what), todo: label(f.todo) } },
    ...(f.heal === 'page' && web ? { url: `${web}?p=health` } : {}),
    ...(f.heal === 'home'
      ? {
          action: { kind: TICK[kind] ?? 'heal', ids: [f.key], ...(kind === 'tab' ? { register: f.key.slice(4) } : {}) },
        }
      : { action: { kind: 'dismiss' } }),
  };
}
const TICK: Record<string, 'rebuild' | 'remove'> = { tab: 'rebuild', filter: 'remove', shifted: 'remove' };
