/**
 * 「我的待辦」: everything somebody has to do, over all workbooks, each to be answered with a tap and a word, one by one or together
 * (R138). Driven by the registers' digests; whoever the digest's field names may answer, also without seeing the sheet.
 */
import { judge, legalActions, tryAction, type Asked } from '../engine/act';
import { inOrder, lineOf, listed } from '../engine/digests';
import { canonicalJson, sha256 } from '../engine/digest';
import { keyOf, look, openDraft, touch, type Draft } from '../engine/draft';
import { may, personOf, sameMail } from '../engine/people';
import { calledOf, pick } from '../engine/project';
import { render } from '../engine/words';
import type { Rec, Words } from '../engine/types';
import type { Digest, Lang, Register } from '../model/types';
import { take, type PageAnswer } from './act-page';
import { allBooks, closure, factsOf, linksOf, readFar, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { spread } from './edits';
import type { BookMap } from './layout';
import type { Links } from './letters';
import { wholeMirror } from './mirror';
import type { Ports } from './ports';
import { restored } from './restored';
import { refusal, type View } from './views';

const WAIT = 20_000;
/** Answers taken at one time. */
export const MOST = 60;

export interface WorkView {
  kind: 'work';
  lang: Lang;
  office: string;
  items: {
    /** `tasks/TSK-2026-0001`. */
    key: string;
    id: string;
    title: string;
    register: string;
    state: string;
    facts: string[];
    flags: string[];
    late: boolean;
    url: string;
    /** `word`: how the field is called that the typed word goes into; `needed`: it may not stay blank. */
    offers: { key: string; label: string; word: string; needed: boolean }[];
  }[];
  late: number;
  stale: number;
  me: string;
  home: string;
}

/** A digest whose readers are named by a person field and may answer on the page. */
const answered = (register: Register): Digest | undefined =>
  (register.digests ?? []).find(
    (digest) => digest.offers.length > 0 && register.fields.some((f) => f.key === digest.to && f.type === 'person'),
  );

/** Reads only; refused for who is not known. */
export function workView(ports: Ports, links: Links): View {
  const me = ports.caller();
  if (!me) return refusal(null, 'page.no-account', me, 'zh-TW');
  let out: WorkView | null = null;
  let known: First | null = null;
  for (const book of allBooks(ports)) {
    if (book.key === 'intake' || book.key === 'setup') continue;
    const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
    known = first;
    const person = personOf(first.ref, me);
    if (!person) continue;
    const lang = person.language ?? first.ref.language;
    out ??= { kind: 'work', lang, office: first.ref.office, items: [], late: 0, stale: 0, me, home: links.portal };
    for (const register of Object.values(first.registers)) {
      const digest = answered(register);
      if (digest) gather(ports, first, register, digest, out, links);
    }
  }
  return out ?? refusal(known, 'page.wrong-account', me, known?.ref.language ?? 'zh-TW');
}

function gather(ports: Ports, first: First, register: Register, digest: Digest, out: WorkView, links: Links): void {
  const { me, lang } = out;
  for (const key of closure(first.book, [register.key]).filter((one) => first.registers[one]))
    for (const rec of wholeMirror(ports, first.book, key, first.meta.counters[key]?.rows ?? 0))
      first.records[keyOf(key, rec.id)] ??= rec;
  const draft = openDraft(factsOf(first, ports.now(), 'view'));
  const mine = Object.values(first.records).filter(
    (rec) =>
      rec.register === register.key &&
      sameMail(rec.values[digest.to] as string | null, me) &&
      listed(draft, register, digest, rec),
  );
  for (const rec of inOrder(draft, register, digest, mine)) {
    const line = lineOf(draft, register, digest, rec, lang);
    if (line.late) out.late += 1;
    if (line.stale) out.stale += 1;
    out.items.push({
      key: keyOf(rec.register, rec.id),
      id: rec.id,
      title: calledOf(draft, register, rec, lang),
      register: pick(register.name, lang),
      state: line.state,
      facts: line.facts,
      flags: line.flags,
      late: line.late,
      url: links.record(rec),
      offers: offersOf(first, register, digest, rec, me, ports.now()).map((action) => ({
        key: action.key,
        label: pick(action.label, lang),
        word: pick(register.fields.find((f) => f.key === action.words)?.label, lang),
        needed: action.asks.some((key) => key === action.words),
      })),
    });
  }
}

/** What this person may do with it here, in the digest's order. */
function offersOf(first: First, register: Register, digest: Digest, rec: Rec, me: string, now: number) {
  const legal = legalActions(register, rec, now).filter((a) => may(first.ref, rec, a.who, me));
  return digest.offers.flatMap((key) => legal.find((a) => a.key === key) ?? []);
}

/** One answer: which action, and the word beside it. */
export interface Said {
  register: string;
  id: string;
  action: string;
  word: string;
}

/**
 * Takes the answers of whoever calls: those that can be taken are one commit a workbook, the others are said with what they lack and
 * change nothing.
 */
export function answerWork(ports: Ports, all: Said[]): PageAnswer {
  const me = ports.caller();
  if (!me) return { ok: false, words: render({ code: 'page.no-account' }, 'zh-TW') };
  const items: NonNullable<PageAnswer['items']> = [];
  let lang: Lang = 'zh-TW';
  for (const book of allBooks(ports)) {
    const mine = all.filter(({ register }) => Object.prototype.hasOwnProperty.call(book.registers, register));
    if (mine.length === 0) continue;
    const answer = deciding(ports, WAIT, () => inBook(ports, book, mine.slice(0, MOST), me));
    if (answer === 'busy') return { ok: false, words: render({ code: 'page.busy' }, lang), busy: true };
    ({ lang } = answer);
    if ('words' in answer) return { ok: false, words: render(answer.words, lang) };
    items.push(...answer.items);
  }
  const n = items.filter((one) => one.ok).length;
  const left = items.length - n;
  const code = items.length === 0 ? 'nothing' : left === 0 ? 'taken' : n === 0 ? 'none-taken' : 'some';
  return { ok: left === 0 && n > 0, words: render({ code: `work.${code}`, params: { n, left } }, lang), items };
}

type Answered = { lang: Lang; items: NonNullable<PageAnswer['items']> } | { lang: Lang; words: Words };

function inBook(ports: Ports, book: BookMap, all: Said[], me: string): Answered {
  spread(ports, book);
  const registers = [...new Set(all.map(({ register }) => register))];
  const first = readFirst(ports, book, { registers, ids: all });
  const lang = personOf(first.ref, me)?.language ?? first.ref.language;
  if (!personOf(first.ref, me)) return { lang, words: { code: 'page.wrong-account', params: { account: me } } };
  if (restored(ports, first, []))
    return { lang, words: { code: 'page.frozen', params: { register: first.registers[registers[0]!]!.name } } };
  readMore(ports, first, all);
  const there = all.flatMap(({ register, id }) => first.records[keyOf(register, id)] ?? []);
  readMore(
    ports,
    first,
    there.flatMap((rec) => linksOf(first.registers[rec.register]!, rec)),
  );
  readFar(ports, first);
  const refused = new Map<Said, Words>();
  // One that is refused leaves nothing behind: the others are decided anew without it.
  for (;;) {
    const draft = openDraft(factsOf(first, ports.now(), `w:${first.meta.commit.n}:${me}:${digestOf(all)}`));
    const wrong = all
      .filter((one) => !refused.has(one))
      .map((one) => ({ one, words: takeOne(first, draft, one, me) }))
      .find(({ words }) => words !== null);
    if (!wrong) {
      commit(ports, first, draft, {});
      break;
    }
    refused.set(wrong.one, wrong.words!);
  }
  const items = all.map((one) => {
    const words = refused.get(one);
    return { key: keyOf(one.register, one.id), ok: !words, words: words ? render(words, lang) : '' };
  });
  return { lang, items };
}

const digestOf = (all: Said[]): string => sha256(canonicalJson(all.map((one) => ({ ...one })))).slice(0, 8);

/** Null when it is done in the draft, or why it is not. */
function takeOne(first: First, draft: Draft, said: Said, me: string): Words | null {
  const register = first.registers[said.register]!;
  const rec = look(draft, said.register, said.id);
  const digest = answered(register);
  if (!rec || rec.deleted) return { code: 'page.not-found', params: { id: said.id } };
  const action = register.actions.find((a) => a.key === said.action && digest?.offers.includes(a.key));
  // Only what is one's own stands on this page.
  if (!digest || !action || !sameMail(rec.values[digest.to] as string | null, me))
    return { code: 'page.not-yours', params: { account: me } };
  const asked: Asked = { by: me, via: 'page' };
  const early = judge(draft, register, rec, action, asked);
  if (early && !early.done && !early.waits) return early.words;
  const typed = action.words === undefined ? {} : { [action.words]: said.word };
  const wrong = take(first, draft, said, Object.keys(typed), typed, me, {});
  if (wrong) return wrong;
  const answer = tryAction(draft, register, touch(draft, said.register, said.id), action, asked);
  return answer.done ? null : answer.words;
}
