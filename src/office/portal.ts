/**
 * The service desk (行政服務台): what one may ask for under large words, a search, one's own requests with their answer, who is responsible
 * for what (register sheet: Front door; R007, R019). Reading only: two calls a workbook, however many registers it has.
 */
import { formatMoment } from '../engine/civil';
import { openDraft, type Draft } from '../engine/draft';
import { approvalOf, seatsFor } from '../engine/approve';
import { displayOf, holders, personOf, sameMail } from '../engine/people';
import { calledOf, pick } from '../engine/project';
import { nearestDue, stateOf } from '../engine/record-clocks';
import { foldText } from '../engine/spelling';
import type { Rec, Ref } from '../engine/types';
import { FORM_TILES, type Form, type FormTile, type Lang, type Register } from '../model/types';
import { allBooks, factsOf, readFirst } from './book';
import { MIRROR_COLUMNS, type BookMap, type FormMap } from './layout';
import type { Links } from './letters';
import { recsOf } from './mirror';
import type { Ports } from './ports';
import { awayNow, refusal, type ListView, type View } from './views';
import { answered } from './work-page';

export interface PortalForm {
  title: string;
  help: string;
  url: string;
}
export interface PortalView {
  kind: 'portal';
  lang: Lang;
  office: string;
  me: string;
  /** What was searched for; '' when nothing was. */
  asked: string;
  tiles: { key: FormTile; forms: PortalForm[] }[];
  items: ListView['items'];
  duties: { what: string; who: string }[];
  approvals: { url: string; n: number };
  /** Address of 「我的待辦」, where the office keeps anything of that kind; else ''. */
  work: string;
  mine: string;
  home: string;
}

/** Newest rows of a register that are looked through for one's own. */
const ROWS = 200;
const SHOWN = 3;
const FOUND = 30;

/** What one person's pages are made of, gathered from all workbooks. */
interface Mine {
  lang: Lang;
  ref: Ref;
  /** `used` = rows its register holds: what people ask for most stands first. */
  forms: { form: Form; register: Register; url: string; used: number }[];
  items: (ListView['items'][number] & { at: number; waits: boolean })[];
  registers: Register[];
}

/** Null when nobody is known by this account. */
function gather(ports: Ports, me: string, links: Links, known: FormMap[]): Mine | null {
  const out: Mine = { lang: 'zh-TW', ref: null as unknown as Ref, forms: [], items: [], registers: [] };
  let anybody = false;
  for (const book of allBooks(ports)) {
    if (book.key === 'intake' || book.key === 'setup') continue;
    const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
    const person = personOf(first.ref, me);
    if (!person) continue;
    anybody = true;
    out.ref ??= first.ref;
    out.lang = person.language ?? first.ref.language;
    const draft = openDraft(factsOf(first, ports.now(), 'view'));
    const registers = Object.values(first.registers);
    out.registers.push(...registers);
    for (const register of registers) {
      const map = known.find((f) => f.kind === 'intake' && f.register === register.key);
      if (map && register.form && maySend(first.ref, register.form, me))
        out.forms.push({
          form: register.form,
          register,
          url: map.url,
          used: first.meta.counters[register.key]?.rows ?? 0,
        });
    }
    const asked = registers.filter((r) => senderOf(r) && (first.meta.counters[r.key]?.rows ?? 0) > 0);
    for (const rec of newest(ports, book, asked, (key) => first.meta.counters[key]?.rows ?? 0)) {
      const register = first.registers[rec.register]!;
      const approval = approvalOf(register, rec);
      const waits = !!approval && seatsFor(draft, register, approval, rec, me).length > 0;
      if (waits || sameMail(rec.values[senderOf(register)!] as string | null, me))
        out.items.push({ ...item(draft, register, rec, out.lang, links), at: rec.created.at, waits });
    }
  }
  out.items.sort((a, b) => b.at - a.at);
  out.forms.sort((a, b) => b.used - a.used);
  return anybody ? out : null;
}

const senderOf = (register: Register): string | undefined =>
  register.fields.find((f) => f.type === 'person' && f.from === 'sender')?.key;

/** The last rows of these registers' mirrors, in one read. */
function newest(ports: Ports, book: BookMap, registers: Register[], rows: (key: string) => number): Rec[] {
  if (registers.length === 0) return [];
  const areas = registers.map(({ key }) => {
    const from = Math.max(1, rows(key) - ROWS + 1);
    return { sheet: book.registers[key]!.mirror, row: from, rows: rows(key) - from + 1, col: 0, cols: MIRROR_COLUMNS };
  });
  return ports.books
    .read(book.id, areas)
    .flatMap((block) => recsOf(block))
    .filter((rec) => !rec.deleted);
}

function maySend(ref: Ref, form: Form, me: string): boolean {
  if (form.who === 'everyone' || form.who === 'anyone-with-the-link') return true;
  if (form.who === 'heads') return ref.departments.some((d) => sameMail(d.head, me));
  return holders(ref, form.who).some((email) => sameMail(email, me));
}

/** A request as a line: what it is, how far, when an answer is due, who has it, what was answered. */
function item(draft: Draft, register: Register, rec: Rec, lang: Lang, links: Links): ListView['items'][number] {
  const { ref, now } = draft.facts;
  const state = stateOf(register, rec.state);
  const due = nearestDue(register, rec);
  const open = state?.kind !== 'closed' && state?.kind !== 'void' && state?.kind !== 'done';
  const handler = typeof rec.values.handler === 'string' ? [rec.values.handler] : holders(ref, register.accountable);
  return {
    id: rec.id,
    register: pick(register.name, lang),
    title: calledOf(draft, register, rec, lang),
    state: pick(state?.label, lang),
    due: due && due !== 'paused' ? formatMoment(due.due, ref.zone, lang, now) : '',
    text: answerOf(register, rec),
    who: open
      ? handler
          .slice(0, 2)
          .map((email) => displayOf(ref, email))
          .join('、')
      : '',
    url: links.record(rec),
  };
}

/** What the office answered: the text that an action into a finished state asks for. */
function answerOf(register: Register, rec: Rec): string {
  const ends = register.states.filter((s) => s.kind === 'done' || s.kind === 'closed').map((s) => s.key);
  const keys = register.actions.filter((a) => a.to !== undefined && ends.includes(a.to)).flatMap((a) => a.asks);
  const texts = register.fields.filter((f) => keys.includes(f.key) && (f.type === 'text' || f.type === 'long text'));
  return texts.map((f) => String(rec.values[f.key] ?? '')).find((text) => text !== '') ?? '';
}

export function portalView(ports: Ports, asked: string, links: Links, known: FormMap[]): View {
  const me = ports.caller();
  if (!me) return refusal(null, 'page.no-account', me, 'zh-TW');
  const mine = gather(ports, me, links, known);
  if (!mine) return stranger(ports, me);
  const { lang, ref } = mine;
  const words = foldText(asked.slice(0, 80));
  const says = (...texts: string[]): boolean => words === '' || texts.some((text) => foldText(text).includes(words));
  const forms = mine.forms
    .map(({ form, register, url }) => ({
      tile: form.tile ?? 'other',
      title: pick(form.title, lang),
      help: pick(form.description, lang),
      url,
      register,
    }))
    .filter((f) => says(f.title, f.help, pick(f.register.name, lang), ...helpTexts(f.register, lang)));
  const items = mine.items.filter((i) => !i.waits && says(i.id, i.title, i.text, i.register, i.state));
  return {
    kind: 'portal',
    lang,
    office: ref.office,
    me,
    asked: asked.slice(0, 80),
    tiles: FORM_TILES.flatMap((key) => {
      const under = forms.filter((f) => f.tile === key);
      return under.length > 0 ? [{ key, forms: under.map(({ title, help, url }) => ({ title, help, url })) }] : [];
    }),
    items: items.slice(0, words === '' ? SHOWN : FOUND),
    duties: words === '' ? dutiesOf(mine) : [],
    work: mine.registers.some(answered) ? links.work : '',
    approvals: { url: links.approvals, n: mine.items.filter((i) => i.waits).length },
    mine: links.home,
    home: links.portal,
  };
}

/** Words by which people look for a form: the choices it offers, as the office calls them. */
const helpTexts = (register: Register, lang: Lang): string[] =>
  register.fields.filter((f) => register.form?.asks.includes(f.key)).map((f) => pick(f.label, lang));

/** Who looks after what (R007): the accountable role of every register one may send something to. */
function dutiesOf({ ref, lang, forms }: Mine): { what: string; who: string }[] {
  return forms.map(({ register }) => {
    const role = ref.lists.roles?.find((entry) => entry.key === register.accountable);
    const people = holders(ref, register.accountable).map((email) => displayOf(ref, email));
    return {
      what: pick(register.name, lang),
      who: [pick(role?.label, lang), people.join('、')].filter(Boolean).join('：'),
    };
  });
}

/** 「我的案件」: everything one asked for, newest first. */
export function mineView(ports: Ports, links: Links, known: FormMap[]): View {
  const me = ports.caller();
  if (!me) return refusal(null, 'page.no-account', me, 'zh-TW');
  const mine = gather(ports, me, links, known);
  if (!mine) return stranger(ports, me);
  return {
    kind: 'list',
    lang: mine.lang,
    office: mine.ref.office,
    title: '',
    items: mine.items.slice(0, FOUND),
    me,
    away: awayNow(mine.ref, me, mine.lang, ports.now()),
    approvals: links.approvals,
    home: links.portal,
  };
}

function stranger(ports: Ports, me: string): View {
  const book = allBooks(ports).find((b) => b.key !== 'intake' && b.key !== 'setup');
  if (!book) return refusal(null, 'page.no-account', me, 'zh-TW');
  const first = readFirst(ports, book, { registers: [] });
  return refusal(first, 'page.wrong-account', me, first.ref.language);
}
