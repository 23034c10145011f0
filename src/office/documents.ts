/**
 * Documents leave like mails: leased in the tick's commit, made outside the lock, confirmed in one write (reliability: Effects). The file
 * itself carries its cause, so no outcome is unknown: the next run finds what a broken one made.
 */
import { keyOf, notice, openDraft, touch, type Draft } from '../engine/draft';
import { sha256 } from '../engine/digest';
import { dateAt, rocYear } from '../engine/civil';
import { parsePaper } from '../engine/paper';
import { calledOf, pick } from '../engine/project';
import type { DocumentPayload, Rec } from '../engine/types';
import type { DocumentSpec, Lang, Register } from '../model/types';
import { SETUP } from '../model/derived';
import { allBooks, factsOf, linksOf, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { leaseCell, nameless, type OutRow } from './effects';
import { MIRROR_COLUMNS, PROP, type BookMap } from './layout';
import { short } from './mark';
import { recOf } from './mirror';
import { boxesOf, fillPaper, namedRelated, type Related } from './paper-view';
import type { Paper, PaperFile, Ports, Write } from './ports';

/** Documents of one run: each is a handful of slow calls. */
const MANY = 12;
/** After so long the rest waits for the next tick. */
const BUDGET = 100_000;

interface Order {
  row: OutRow;
  register: string;
  id: string;
  rev: number;
  payload: DocumentPayload;
}
/** What is to be made, complete: nothing is read any more once the lock is released. */
export interface Leased {
  order: Order;
  paper: Paper;
  kind: 'pdf' | 'doc';
  /** Names of folders, outermost first. */
  folder: string[];
  /** The living document that is frozen. */
  living?: string;
}
interface Made {
  order: Order;
  file: PaperFile | null;
}

export const isPaper = (row: OutRow): boolean => row.kind === 'document';
export const orderOf = (row: OutRow): Order => ({
  ...(JSON.parse(row.body) as Omit<Order, 'row'>),
  row,
});

/** Reads what the texts of these orders speak of: linked records, two steps far, and records that belong to theirs. */
export function readForPapers(ports: Ports, first: First, orders: Order[]): Map<string, Related> {
  const out = new Map<string, Related>();
  let keys = orders.map((o) => keyOf(o.register, o.id));
  for (let hop = 0; hop < 2 && keys.length > 0; hop++) {
    const links = keys.flatMap((key) => {
      const rec = first.records[key];
      const register = rec && first.registers[rec.register];
      return register ? linksOf(register, rec) : [];
    });
    readMore(ports, first, links);
    keys = links.map((l) => keyOf(l.register, l.id));
  }
  for (const order of orders) {
    const register = first.registers[order.register];
    const spec = register && specOf(register, order);
    const text = spec?.words?.[first.ref.language] ?? Object.values(spec?.words ?? {})[0] ?? '';
    const related: Related = {};
    for (const other of namedRelated(text)) related[other] = belonging(ports, first, other, order);
    out.set(order.row.key, related);
  }
  return out;
}

/** Records of another register that point at this one, void and deleted ones left out. Documents are rare: its mirror is read whole. */
function belonging(ports: Ports, first: First, other: string, order: Order): Rec[] {
  const register = first.registers[other];
  const rows = first.meta.counters[other]?.rows ?? 0;
  const place = first.book.registers[other];
  if (!register || !place || rows === 0) return [];
  const links = register.fields.filter((f) => f.type === 'link' && f.to === order.register).map((f) => f.key);
  const area = { sheet: place.mirror, row: 1, rows, col: 0, cols: MIRROR_COLUMNS };
  const found = ports.books
    .read(first.book.id, [area])[0]!
    .cells.flatMap((cells) => (cells[0] ? [recOf(cells)] : []))
    .filter((rec) => !rec.deleted && rec.state !== 'void' && links.some((key) => rec.values[key] === order.id));
  readMore(
    ports,
    first,
    found.flatMap((rec) => linksOf(register, rec)),
  );
  return found;
}

const begins = (one: Order, order: Order): boolean =>
  one.payload.do === 'make' &&
  one.payload.document === order.payload.document &&
  one.register === order.register &&
  one.id === order.id &&
  one.row.seq < order.row.seq;

const specOf = (register: Register, order: Order): DocumentSpec | undefined =>
  register.documents?.find((d) => d.key === order.payload.document);

/** In the tick's commit: chooses what is made, writes leases and closes what is no longer wanted. */
export function leasePapers(
  first: First,
  draft: Draft,
  orders: Order[],
  waiting: OutRow[],
  related: ReadonlyMap<string, Related>,
  writes: Write[],
  until: number,
): Leased[] {
  const out: Leased[] = [];
  for (const order of orders.slice(0, MANY)) {
    // Writing ends in what was begun first, by this run or another.
    if (order.payload.do === 'freeze' && waiting.some((row) => isPaper(row) && begins(orderOf(row), order))) continue;
    const register = first.registers[order.register];
    const rec = draft.records.get(keyOf(order.register, order.id)) ?? first.records[keyOf(order.register, order.id)];
    const spec = register && specOf(register, order);
    if (!register || !rec || !spec || rec.deleted || rec.cancelled.includes(order.row.key)) {
      writes.push(leaseCell(order.row.seq, 'done|not-wanted', order.row.tries));
      continue;
    }
    const leased = paperOf(draft, register, rec, spec, order, related.get(order.row.key) ?? {}, first.book.key);
    if (!leased) {
      writes.push(leaseCell(order.row.seq, 'done|no-text', order.row.tries));
      continue;
    }
    writes.push(leaseCell(order.row.seq, `${until}|${draft.facts.cause}`, order.row.tries + 1));
    out.push(leased);
  }
  return out;
}

function paperOf(
  draft: Draft,
  register: Register,
  rec: Rec,
  spec: DocumentSpec,
  order: Order,
  related: Related,
  book: string,
): Leased | null {
  const { ref } = draft.facts;
  const lang: Lang = ref.language;
  const facts = { draft, register, rec, spec, related, lang };
  const living = rec.documents?.[spec.key];
  const freezing = order.payload.do === 'freeze';
  const text = pick(spec.words, lang);
  if (freezing ? !living : text === '') return null;
  return {
    order,
    paper: {
      cause: short(order.row.key),
      name: fileName(`${rec.id} ${pick(spec.label, lang)}`),
      blocks: freezing ? [] : parsePaper(fillPaper(facts, text), boxesOf(facts)),
      office: ref.office,
      lang,
      book,
    },
    kind: spec.as === 'frozen' || freezing ? 'pdf' : 'doc',
    folder: folderOf(draft, register, rec, spec),
    ...(freezing && living ? { living: living.id } : {}),
  };
}

/** Drive takes any name; people's computers do not. */
const fileName = (text: string): string =>
  text
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 120);

/** `財產/報廢/{roc}`: also `{year}`, `{month}`, a field by its key, `{called}`. Nothing said: the register's name. */
function folderOf(draft: Draft, register: Register, rec: Rec, spec: DocumentSpec): string[] {
  const { ref, now } = draft.facts;
  const today = dateAt(now, ref.zone);
  const words: Record<string, string> = {
    roc: String(rocYear(today)),
    year: today.slice(0, 4),
    month: today.slice(5, 7),
    called: calledOf(draft, register, rec, ref.language),
  };
  return (spec.folder ?? pick(register.name, ref.language))
    .split('/')
    .map((part) => fileName(part.replace(/\{(\w+)\}/g, (_all, key: string) => words[key] ?? '')))
    .filter((part) => part !== '');
}

/** Folders of one run: each is looked at once. */
type Seen = Map<string, string>;

/** The id of a folder, made where it is not there any more. Its mark is its whole path, so that two runs mean the same one. */
function folderFor(ports: Ports, seen: Seen, mark: string, name: () => string, above: () => string | null): string {
  const known = seen.get(mark);
  if (known !== undefined) return known;
  const kept = ports.props.get(PROP.folder + mark);
  const id = kept && ports.documents.stands(kept) ? kept : ports.documents.folder(name(), above(), mark);
  if (id !== kept) ports.props.set(PROP.folder + mark, id);
  seen.set(mark, id);
  return id;
}

const rootOf = (ports: Ports, seen: Seen, office: string): string =>
  folderFor(
    ports,
    seen,
    'root',
    () => fileName(office) || 'Chancery',
    () => null,
  );

/** A workbook's folder, seen by whoever edits the workbook: what only some may see stays among them. */
function bookFolder(ports: Ports, seen: Seen, book: BookMap, office: string): string {
  const id = folderFor(
    ports,
    seen,
    book.key,
    () => fileName(ports.structures.name(book.id)),
    () => rootOf(ports, seen, office),
  );
  const editors = ports.sharing.editors(book.id).sort();
  const who = sha256(editors.join('\n')).slice(0, 16);
  const told = `${PROP.folder}${book.key}:seen`;
  if (ports.props.get(told) === `${id}:${who}`) return id;
  ports.documents.share(id, editors, 'reader');
  ports.props.set(told, `${id}:${who}`);
  return id;
}

const WORK: Record<Lang, string> = { 'zh-TW': '製作中', 'zh-CN': '制作中', en: 'In the making' };

/** Makes what this run has leased, outside the lock, then confirms all of it in one write. What fails is tried again. */
export function deliverPapers(ports: Ports, book: BookMap, leased: Leased[]): void {
  if (leased.length === 0) return;
  const end = ports.now() + BUDGET;
  const seen: Seen = new Map();
  const made: Made[] = [];
  for (const one of leased) {
    if (ports.now() > end) break;
    try {
      made.push({ order: one.order, file: fileOf(ports, book, seen, one) });
    } catch (error) {
      ports.log('document-failed', { id: one.order.id, why: nameless(String((error as Error).message)) });
    }
  }
  confirmPapers(ports, book, made);
}

/** Folders within a workbook's own, outermost first; gives the id of the innermost. */
function within(ports: Ports, seen: Seen, book: BookMap, office: string, folder: readonly string[]): string {
  let into = seen.get(`in:${book.key}`) ?? bookFolder(ports, seen, book, office);
  seen.set(`in:${book.key}`, into);
  folder.forEach((name, i) => {
    const above = into;
    const mark = sha256([book.key, ...folder.slice(0, i + 1)].join('\n')).slice(0, 16);
    into = folderFor(
      ports,
      seen,
      mark,
      () => name,
      () => above,
    );
  });
  return into;
}

/** Where what people add to a record lies. */
export const recordFolder = (ports: Ports, book: BookMap, office: string, path: readonly string[]): string =>
  within(ports, new Map(), book, office, path.map(fileName));

function fileOf(ports: Ports, book: BookMap, seen: Seen, { paper, kind, folder, living }: Leased): PaperFile | null {
  const into = within(ports, seen, book, paper.office, folder);
  if (living !== undefined) return ports.documents.freeze(living, paper, into);
  const work = folderFor(
    ports,
    seen,
    'work',
    () => WORK[paper.lang],
    () => rootOf(ports, seen, paper.office),
  );
  const file = ports.documents.make(paper, kind, into, work, letterheadOf(ports, seen, paper));
  if (kind === 'doc') ports.documents.share(file.id, ports.sharing.editors(book.id), 'writer');
  return file;
}

/** The office's letterhead; office managers may write in it, and whatever they make of it, all later documents begin with. */
function letterheadOf(ports: Ports, seen: Seen, paper: Paper): string {
  const known = seen.get('letterhead');
  if (known !== undefined) return known;
  const kept = ports.props.get(PROP.letterhead);
  let id = kept ?? '';
  if (!kept || !ports.documents.stands(kept)) {
    id = ports.documents.letterhead(LETTERHEAD[paper.lang], paper.office, rootOf(ports, seen, paper.office));
    const setup = allBooks(ports).find((b) => b.key === SETUP);
    if (setup) ports.documents.share(id, ports.sharing.editors(setup.id), 'writer');
    ports.props.set(PROP.letterhead, id);
  }
  seen.set('letterhead', id);
  return id;
}
const LETTERHEAD: Record<Lang, string> = { 'zh-TW': '信紙', 'zh-CN': '信纸', en: 'Letterhead' };

/** Links and finished leases in one commit. Busy: the files stand, and the next tick finds them by their cause. */
function confirmPapers(ports: Ports, book: BookMap, made: Made[]): void {
  if (made.length === 0) return;
  const ids = made.map(({ order }) => ({ register: order.register, id: order.id }));
  deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: [...new Set(ids.map((i) => i.register))], ids });
    readMore(ports, first, ids);
    const draft = openDraft(factsOf(first, ports.now(), `filed:${made[0]!.order.row.key}`));
    const writes: Write[] = [];
    for (const { order, file } of made) {
      writes.push(
        leaseCell(order.row.seq, file ? `done|${first.meta.commit.n + 1}` : 'done|gone', order.row.tries + 1),
      );
      if (file) noteFile(draft, order, file);
      else tellGone(draft, order);
    }
    commit(ports, first, draft, { writes, sentKeys: made.map((m) => m.order.row.key) });
    return true;
  });
}

/** What people wrote in is deleted for good: nothing is left to freeze, and somebody must know. */
function tellGone(draft: Draft, order: Order): void {
  const label = draft.facts.registers[order.register]?.documents?.find((d) => d.key === order.payload.document)?.label;
  notice(draft, {
    key: `paper:${order.row.seq}`,
    at: draft.facts.now,
    words: { code: 'notice.paper-gone', params: { id: order.id, label: label ?? {} } },
    action: { kind: 'dismiss' },
  });
}

function noteFile(draft: Draft, order: Order, file: PaperFile): void {
  const seen = draft.facts.records[keyOf(order.register, order.id)];
  if (!seen || seen.deleted) return;
  const rec = touch(draft, order.register, order.id);
  const { document } = order.payload;
  const { id, url, name, kind, digest } = file;
  const cause = short(order.row.key);
  rec.documents = {
    ...rec.documents,
    [document]: { id, url, name, kind, at: draft.facts.now, cause, ...(digest ? { digest } : {}) },
  };
  draft.journal.push({
    register: order.register,
    id: order.id,
    rev: rec.rev,
    action: order.payload.do === 'freeze' ? 'frozen' : 'filed',
    actor: null,
    before: {},
    after: { $document: document, file: id, effect: cause, ...(digest ? { digest } : {}) },
  });
}
