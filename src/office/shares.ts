/**
 * Shared slices (configuration 1): each line of 檢視與分享 has a small workbook of its own, looked at by the addresses named and
 * written anew whenever the register's workbook has moved. A tick in which nothing moved reads nothing. Nobody outside ever opens
 * a workbook of the office: a slice holds values alone.
 */
import { perform } from '../engine/act';
import { dateAt } from '../engine/civil';
import { openDraft, say, step, touch } from '../engine/draft';
import { fold } from '../engine/columns';
import { calledOf } from '../engine/project';
import { isOver, readShare, sliceTable, type Source } from '../engine/shares';
import type { Rec, Words } from '../engine/types';
import type { LinkCandidate } from '../engine/values';
import { allBooks, bookMap, factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { PROP, type BookMap } from './layout';
import { readMark, type Mark } from './mark';
import type { Ports, SheetSpec, Write } from './ports';
import { restored } from './restored';
import { put } from './write';
import { wholeMirror } from './mirror';

/** Above this many records a slice is brought up to date by night only. */
const BY_DAY = 5000;
const SHARES = 'shares';
/** Whole workbooks nobody outside may see anything of. */
const RESTRICTED = ['setup', 'risk', 'personal'];
const SHEET_ID = 1;

/** `share:<number>`: what of a slice stands. `n`: commit of the source it shows, -1 = to be written. */
interface Standing {
  file: string;
  on: boolean;
  /** Revision of the line that was told what it shows. */
  rev: number;
  book: string;
  n: number;
  rows: number;
  cols: number;
  until: string;
}

/** Brings the slices up to date, as far as the time reaches; `night` also the large ones. */
export function shareOut(ports: Ports, props: Record<string, string>, night: boolean, end: number): void {
  const setup = allBooks(ports, props).find((b) => b.key === 'setup');
  if (!setup?.registers[SHARES] || !moved(ports, props, night)) return;
  const first = readFirst(ports, setup, { registers: [SHARES] });
  const { n } = first.meta.commit;
  if (restored(ports, first, [])) return;
  const today = dateAt(ports.now(), first.ref.zone);
  const books = new Map<string, Office>();
  let commits = 0;
  let failed = false;
  for (const rec of records(ports, setup, first, SHARES)) {
    if (ports.now() > end) return; // `shared` stays behind: the next tick goes on
    let answer: Told | null;
    try {
      answer = one(ports, rec, today, night, books);
      failed ||= answer?.words.code === 'share.lost'; // made anew by the next tick, though nothing moves until then
    } catch (error) {
      // One line that Google refuses (an address, the domain's rules) stops no other; it is tried again by every tick.
      failed = true;
      ports.log('share-failed', { share: rec.id });
      const why = String((error as Error)?.message ?? error).slice(0, 120);
      answer = { sign: '✗', words: { code: 'share.refused', params: { why } } };
    }
    if (answer && tell(ports, setup, rec, answer)) commits++;
  }
  if (failed) return;
  // Our own words moved the workbook; anything beyond them is somebody's edit and waits for the next tick.
  if (readMark(ports, 'setup').n <= n + commits) ports.props.set(PROP.shared, String(n + commits));
}

/** Did the setup workbook, a source of a slice, or the calendar move since? Properties alone tell. */
function moved(ports: Ports, props: Record<string, string>, night: boolean): boolean {
  const mark = (book: string): Mark => JSON.parse(props[PROP.mark + book] ?? '{"n":0,"counters":{}}') as Mark;
  if (!mark('setup').counters[SHARES]?.rows) return false;
  if (night || Number(props[PROP.shared] ?? -1) !== mark('setup').n) return true;
  const today = dateAt(ports.now(), ports.zone());
  return standings(props).some((s) => s.on && (s.n !== mark(s.book).n || (s.until !== '' && s.until < today)));
}

const standings = (props: Record<string, string>): Standing[] =>
  Object.keys(props)
    .filter((key) => key.startsWith(PROP.share))
    .map((key) => JSON.parse(props[key]!) as Standing);

/** What a workbook's registers are, read once a run. */
interface Office {
  first: First;
  sources: Source[];
}

function office(ports: Ports, key: string, books: Map<string, Office>): Office {
  const known = books.get(key);
  if (known) return known;
  const book = bookMap(ports, key);
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  const sources = Object.values(first.registers).map((register) => ({
    register,
    title: first.titles[book.registers[register.key]!.live] ?? '',
    memory: first.meta.registers[register.key],
    restricted: RESTRICTED.includes(key),
    ref: first.ref,
  }));
  books.set(key, { first, sources });
  return { first, sources };
}

/** What a line's record must be told; null = nothing new. */
type Told = { words: Words; sign: '✓' | '✗'; field?: string; link?: string; end?: boolean };

function one(ports: Ports, rec: Rec, today: string, night: boolean, books: Map<string, Office>): Told | null {
  const key = PROP.share + rec.id;
  const text = ports.props.get(key);
  const was = text ? (JSON.parse(text) as Standing) : null;
  if (isOver(rec, today)) {
    const ends = rec.state === 'active' && !rec.deleted;
    if (!was?.on && !ends) return null;
    if (was?.on) {
      withdraw(ports, was);
      ports.props.set(key, JSON.stringify({ ...was, on: false, n: -1 }));
    }
    return { sign: '✓', words: { code: 'share.ended' }, end: ends };
  }
  const all = allBooks(ports).filter((b) => b.key !== 'intake');
  const offices = all.map((b) => office(ports, b.key, books));
  const linked = (register: string, typed: string): LinkCandidate[] => linkedRecords(ports, offices, register, typed);
  const read = readShare(
    rec,
    offices.flatMap((o) => o.sources),
    linked,
  );
  // A wrong line breaks nothing: what it showed stays as it is until it is right again.
  if (!read.ok) {
    const n = offices.find((o) => o.first.book.key === was?.book)?.first.meta.commit.n;
    if (was && n !== undefined && n !== was.n) ports.props.set(key, JSON.stringify({ ...was, n }));
    return { sign: '✗', words: read.words, field: read.field };
  }
  const { slice } = read;
  const home = offices.find((o) => o.first.registers[slice.register])!;
  const { n } = home.first.meta.commit;
  const source = home.sources.find((s) => s.register.key === slice.register)!;
  const changed = was?.rev !== rec.rev || !was.on;
  const large = (home.first.meta.counters[slice.register]?.rows ?? 0) > BY_DAY;
  if (!changed && (was.n === n || (large && !night))) {
    if (was.n !== n && large) ports.props.set(key, JSON.stringify({ ...was, n }));
    return null;
  }
  const link = (file: string): string => `https://docs.google.com/spreadsheets/d/${file}/edit`;
  let standing = was ?? start(ports, key, rec, source);
  try {
    // Whoever may no longer look is shut out before anything new is written.
    if (changed) sameReaders(ports, standing.file, slice.readers);
    const table = sliceTable(source, slice, records(ports, home.first.book, home.first, slice.register), ports.now());
    ports.books.write(standing.file, tableWrites(table, standing));
    const size = { rows: table.rows.length + 1, cols: table.header.length };
    const until = typeof rec.values.until === 'string' ? rec.values.until : '';
    standing = { ...standing, ...size, on: true, book: home.first.book.key, n, until };
    ports.props.set(key, JSON.stringify(standing));
  } catch (error) {
    if (!/not found|is missing/i.test(String((error as Error)?.message ?? error))) throw error;
    ports.props.remove(key);
    return { sign: '✗', words: { code: 'share.lost' } };
  }
  if (!changed) return null;
  const words = { code: 'share.shared', params: { n: standing.rows - 1, who: slice.readers.join('、') } };
  return { sign: '✓', words, link: link(standing.file) };
}

/** The slice's workbook, remembered before anything is in it. */
function start(ports: Ports, key: string, rec: Rec, source: Source): Standing {
  const name = String(rec.values.name ?? rec.id);
  const spec: SheetSpec = {
    sheet: SHEET_ID,
    title: source.title || rec.id,
    hidden: false,
    machine: false,
    header: [{ text: '…', note: '', width: 120, grey: false, format: 'any' }],
    colours: [],
    frozenColumns: 0,
    rows: 200,
  };
  const file = ports.structures.create(name, source.ref.language, source.ref.zone, [spec]);
  const standing = { file, on: false, rev: -1, book: '', n: -1, rows: 0, cols: 0, until: '' };
  ports.props.set(key, JSON.stringify(standing));
  return standing;
}

function sameReaders(ports: Ports, file: string, readers: string[]): void {
  const have = ports.sharing.viewers(file).map((mail) => mail.toLowerCase());
  for (const mail of have) if (!readers.includes(mail)) ports.sharing.removeViewer(file, mail);
  for (const mail of readers) if (!have.includes(mail)) ports.sharing.addViewer(file, mail);
}

/** The whole table in one batch: what stood there before goes with it. */
function tableWrites(table: ReturnType<typeof sliceTable>, was: Standing): Write[] {
  const rows = [
    table.header.map((value) => put({ kind: 'text', value })),
    ...table.rows.map((r) => r.map((s) => put(s))),
  ];
  return [...emptied(was), { do: 'cells', sheet: SHEET_ID, row: 0, col: 0, rows }];
}

const emptied = (was: Standing): Write[] =>
  was.rows > 0 && was.cols > 0 ? [{ do: 'clear', sheet: SHEET_ID, row: 0, rows: was.rows, cols: was.cols }] : [];

/** Nobody looks any more, and nothing is left to look at. */
function withdraw(ports: Ports, was: Standing): void {
  try {
    sameReaders(ports, was.file, []);
    const writes = emptied(was);
    if (writes.length > 0) ports.books.write(was.file, writes);
  } catch (error) {
    if (!/not found|is missing/i.test(String((error as Error)?.message ?? error))) throw error;
  }
}

/** Records of a register, in the order of their numbers; the mirror is read once a run. */
function records(ports: Ports, book: BookMap, first: First, register: string): Rec[] {
  return wholeMirror(ports, book, register, first.meta.counters[register]?.rows ?? 0);
}

/** What a typed link of the filter may mean: number, name, or what the record is called. */
function linkedRecords(ports: Ports, offices: Office[], register: string, typed: string): LinkCandidate[] {
  const home = offices.find((o) => o.first.registers[register]);
  if (!home) return [];
  const { first } = home;
  const draft = openDraft(factsOf(first, ports.now(), SHARES));
  const wanted = fold(typed);
  return records(ports, first.book, first, register)
    .filter((rec) => !rec.deleted)
    .map((rec) => ({ rec, name: calledOf(draft, first.registers[register]!, rec, first.ref.language) }))
    .filter(({ rec, name }) =>
      [rec.id, name, `${rec.id} ${name}`, rec.values.name, rec.values.other_number].some(
        (word) => typeof word === 'string' && fold(word) === wanted,
      ),
    )
    .map(({ rec, name }) => ({ id: rec.id, name }));
}

/** The line hears what became of it. True when something was written. */
function tell(ports: Ports, setup: BookMap, seen: Rec, told: Told): boolean {
  const answer = deciding(ports, 20_000, () => {
    const first = readFirst(ports, setup, { registers: [SHARES], ids: [{ register: SHARES, id: seen.id }] });
    const now = first.records[`${SHARES}/${seen.id}`];
    if (restored(ports, first, []) || !now || now.rev !== seen.rev) return false; // moved on: the next tick looks again
    const line = { sign: told.sign, words: told.words, at: ports.now(), ...(told.field ? { field: told.field } : {}) };
    const draft = openDraft(factsOf(first, ports.now(), `share:${seen.id}:${seen.rev}`));
    const known = now.check.some((l) => l.sign === line.sign && JSON.stringify(l.words) === JSON.stringify(line.words));
    if (known && !told.end && (told.link === undefined || told.link === now.values.link)) {
      heard(ports, told, seen.id, now.rev);
      return false;
    }
    const rec = touch(draft, SHARES, seen.id);
    const register = first.registers[SHARES]!;
    const end = register.actions.find((a) => a.key === 'end');
    if (told.end && end) perform(draft, register, rec, end, { by: null, via: 'clock' });
    if (told.link !== undefined && rec.values.link !== told.link)
      step(draft, rec, { action: 'shared', actor: null }, () => {
        rec.values.link = told.link!;
      });
    rec.check = rec.check.filter((l) => l.sign !== '✓' && !l.words.code.startsWith('share.'));
    say(rec, line);
    commit(ports, first, draft, {});
    heard(ports, told, seen.id, rec.rev);
    return true;
  });
  return answer === true;
}

/** The line as it now stands is what its slice shows; until this is kept, a run that died is made good by the next tick. */
function heard(ports: Ports, told: Told, id: string, rev: number): void {
  const text = ports.props.get(PROP.share + id);
  if (text && told.sign === '✓')
    ports.props.set(PROP.share + id, JSON.stringify({ ...(JSON.parse(text) as Standing), rev }));
}
