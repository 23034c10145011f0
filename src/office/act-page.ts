/**
 * What a person does on a page: an action, a decision, an order sent. The same engine as the cell, the same answers; every
 * method authorises its caller (S4). Busy after 20 s: nothing was changed.
 */
import { decide, type Said, type Verdict } from '../engine/decide';
import { canonicalJson, sha256 } from '../engine/digest';
import { judge, tryAction, type Asked } from '../engine/act';
import { look, openDraft, step, touch, type Draft } from '../engine/draft';
import { boundWords, parseContext, readCell } from '../engine/edit-row';
import { boundFields } from '../engine/seal';
import { holders, personOf, sameMail } from '../engine/people';
import { deliverAt } from '../engine/mail-times';
import { mailTo } from '../engine/tell';
import { parseCell } from '../engine/values';
import { render } from '../engine/words';
import type { Rec, Value, Words } from '../engine/types';
import type { Field, Lang, Register } from '../model/types';
import { factsOf, linksOf, readFar, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { spread } from './edits';
import { SHEET, type BookMap } from './layout';
import { readMark } from './mark';
import { pageUrl } from './letters';
import { finder, linkIds, nameAreas, opened, wordy } from './links';
import { openCases } from './open-cases';
import type { Area, Ports } from './ports';
import { restored } from './restored';
import { noteRevert } from './todo';
import { bookWith } from './views';

export interface PageAnswer {
  ok: boolean;
  words: string;
  /** After a decision: the next case that waits for the same person. */
  next?: { url: string; label: string };
  /** The lock was held: nothing was looked at. */
  busy?: true;
  /** Of several answers sent together: which were taken, and what the others lack. */
  items?: { key: string; ok: boolean; words: string }[];
}
const WAIT = 20_000;

interface Case {
  register: string;
  id: string;
}

type Read = Parameters<typeof finder>[2];
/** What a person wants of the case; `read` holds the names that typed links may mean. */
type Work = (first: First, draft: Draft, me: string, read: Read) => { ok: boolean; words: Words };

/** An answer of the form 「簽核」: whose (verified address), and its row of `_intake`. */
export interface ByForm {
  email: string;
  row: { form: string; response: string; hash: string };
}

/**
 * Runs `work` on a case under the lock and commits what it decided, when it did not refuse. `what` is wanted is part of the commit's
 * key: of two runs that lost sight of each other, one must not take the other's commit for its own. An answer of the form is judged the same;
 * it is taken once, and a refusal goes to its sender by mail.
 */
function onCase(
  ports: Ports,
  at: Case,
  what: readonly string[],
  typed: Record<string, string>,
  work: Work,
  form?: ByForm,
): PageAnswer {
  const me = form ? form.email : ports.caller();
  const wanted = sha256(canonicalJson([what, typed])).slice(0, 8);
  if (!me) return { ok: false, words: render({ code: 'page.no-account' }, 'zh-TW') };
  const book = bookWith(ports, at.register);
  if (!book) return { ok: false, words: render({ code: 'page.not-found', params: { id: at.id } }, 'zh-TW') };
  const answer = deciding(ports, WAIT, (): PageAnswer => {
    spread(ports, book);
    const first = readFirst(ports, book, {
      registers: [at.register],
      ids: [at],
      ...(form ? { extra: [intakeArea(ports, book)] } : {}),
    });
    if (form && first.extra[0]!.cells.some((c) => c[0] === form.row.form && c[1] === form.row.response))
      return { ok: true, words: '' };
    const lang: Lang = personOf(first.ref, me)?.language ?? first.ref.language;
    if (!personOf(first.ref, me))
      return { ok: false, words: render({ code: 'page.wrong-account', params: { account: me } }, lang) };
    if (restored(ports, first, []))
      return {
        ok: false,
        words: render({ code: 'page.frozen', params: { register: first.registers[at.register]!.name } }, lang),
      };
    const register = first.registers[at.register]!;
    const targets = [...new Set([...wordy(first, register, typed), ...opened(register)])];
    const areas = targets.flatMap((t) => nameAreas(first, t));
    const blocks = readMore(
      ports,
      first,
      [
        at,
        ...linkIds(first, register, typed),
        ...(first.records[`${at.register}/${at.id}`]
          ? linksOf(register, first.records[`${at.register}/${at.id}`]!)
          : []),
      ],
      areas,
    );
    readFar(ports, first);
    const rec = first.records[`${at.register}/${at.id}`];
    if (!rec || rec.deleted)
      return { ok: false, words: render({ code: 'page.not-found', params: { id: at.id } }, lang) };
    const draft = openDraft(factsOf(first, ports.now(), `p:${at.id}:${rec.rev}:${me}:${wanted}`));
    let from = 0;
    const read: Record<string, typeof blocks> = {};
    for (const t of targets) {
      const n = nameAreas(first, t).length;
      read[t] = blocks.slice(from, from + n);
      from += n;
    }
    draft.facts.taken = finder(first, draft, read).taken;
    const result = work(first, draft, me, read);
    // Refused is refused whole: no value typed, no word in Check, no revision.
    const intake = form ? [{ ...form.row, record: `${at.register}/${at.id}` }] : [];
    if (result.ok) {
      noteRevert(ports, draft);
      commit(ports, first, draft, { intake });
    } else if (form) {
      const not = openDraft(draft.facts);
      const params = { reason: render(result.words, lang) };
      mailTo(not, rec, 'approval_not_taken', { email: me }, { by: null, cause: `f:${form.row.response}`, params });
      commit(ports, first, not, { intake });
    }
    return { ok: result.ok, words: render(result.words, lang) };
  });
  return answer === 'busy' ? { ok: false, words: render({ code: 'page.busy' }, 'zh-TW'), busy: true } : answer;
}

/** Form and response of the newest answers taken in: more than can be on their way. */
export function intakeArea(ports: Ports, book: BookMap): Area {
  const { intake } = readMark(ports, book.key).sizes;
  return { sheet: SHEET.intake, row: Math.max(1, intake - 2000), col: 1, cols: 2 };
}

/** Values typed on the page of these fields, or what is wrong with one: then nothing is kept half. */
function readTyped(
  first: First,
  draft: Draft,
  register: Register,
  at: Case,
  asks: readonly string[],
  typed: Record<string, string>,
  read: Read,
): { values: Record<string, Value> } | { words: Words } {
  const ctx = parseContext(draft, finder(first, draft, read));
  const values: Record<string, Value> = {};
  for (const key of asks.filter((k) => (typed[k] ?? '') !== '')) {
    const field = register.fields.find((f) => f.key === key)!;
    const parsed = readCell(draft, register, field, typed[key]!, ctx, look(draft, at.register, at.id)!);
    if (!parsed.ok) return { words: parsed.words };
    values[key] = parsed.value;
  }
  return { values };
}

/** Values the action asks for go in first; one that cannot be right, or that an approval stands on, is answered at once. */
export function take(
  first: First,
  draft: Draft,
  at: Case,
  asks: readonly string[],
  typed: Record<string, string>,
  me: string,
  read: Read,
): Words | null {
  const register = first.registers[at.register]!;
  const typedIn = readTyped(first, draft, register, at, asks, typed, read);
  if ('words' in typedIn) return typedIn.words;
  const { values } = typedIn;
  const keys = Object.keys(values);
  if (keys.length === 0) return null;
  const rec = touch(draft, at.register, at.id);
  const bound = boundFields(register, rec).find(
    (k) => k in values && JSON.stringify(values[k] ?? null) !== JSON.stringify(rec.values[k] ?? null),
  );
  if (bound !== undefined) {
    const field = register.fields.find((f) => f.key === bound)!;
    return boundWords(draft, register, field, rec, typed[bound]!);
  }
  step(draft, rec, { action: 'edit', actor: me }, () => {
    Object.assign(rec.values, values);
    for (const k of keys) delete rec.held[k];
  });
  return null;
}

/** `beside`: fields that may be filled in as well, though the action does not ask for them. */
export function act(
  ports: Ports,
  at: Case,
  key: string,
  typed: Record<string, string>,
  reason: string,
  beside: readonly string[] = [],
): PageAnswer {
  return onCase(ports, at, ['act', key, reason], typed, (first, draft, me, read) => {
    const register = first.registers[at.register]!;
    const action = register.actions.find((a) => a.key === key);
    if (!action) return { ok: false, words: { code: 'act.unknown', params: { typed: key } } };
    const asked: Asked = { by: me, via: 'page', ...(reason ? { reason } : {}) };
    // Who may not do it, or not now, changes nothing on the way to being told so.
    const early = judge(draft, register, look(draft, at.register, at.id)!, action, asked);
    if (early && !early.done && !early.waits) return { ok: false, words: early.words };
    const wrong = take(first, draft, at, [...action.asks, ...beside], typed, me, read);
    if (wrong) return { ok: false, words: wrong };
    const answer = tryAction(draft, register, touch(draft, at.register, at.id), action, asked);
    return answer.done
      ? { ok: true, words: { code: 'page.done', params: { action: action.label } } }
      : { ok: false, words: answer.words };
  });
}

/**
 * A value put into a field of a case on a page, without an action. `typed`: what it adds; `field` says of the case, as it is once the lock is
 * held, which field takes it and what then stands there, or why none does.
 */
export function fillIn(
  ports: Ports,
  at: Case,
  typed: string,
  field: (first: First, rec: Rec, me: string) => { key: string; text: string } | Words,
): PageAnswer {
  return onCase(ports, at, ['fill'], { typed }, (first, draft, me, read) => {
    const into = field(first, look(draft, at.register, at.id)!, me);
    if ('code' in into) return { ok: false, words: into };
    const wrong = take(first, draft, at, [into.key], { [into.key]: into.text }, me, read);
    return wrong ? { ok: false, words: wrong } : { ok: true, words: { code: '' } };
  });
}

/** Beside the verdict: whom it goes to (a name or an address, as typed), and values of fields the step asks for. */
export interface Beside {
  to?: string;
  typed?: Record<string, string>;
  form?: ByForm;
}

/** A decision on the page or by form. The answer of the page carries the next case that waits for the same person. */
export function decideCase(
  ports: Ports,
  at: Case,
  verdict: Verdict,
  seal: string,
  comment: string,
  { to = '', typed = {}, form }: Beside = {},
): PageAnswer {
  const answer = onCase(
    ports,
    at,
    [verdict, seal, comment, to],
    typed,
    (first, draft, me, read) => {
      const register = first.registers[at.register]!;
      const said: Said = { fill: (keys) => readTyped(first, draft, register, at, keys, typed, read) };
      if (verdict !== 'approve' && verdict !== 'return' && verdict !== 'reject') {
        const parsed = parseCell(WHO, to, parseContext(draft, finder(first, draft, read)));
        said.to = parsed.ok && typeof parsed.value === 'string' ? parsed.value : '';
      }
      return decide(draft, register, touch(draft, at.register, at.id), verdict, me, seal, comment, said);
    },
    form,
  );
  return answer.ok && !form ? { ...answer, ...nextOf(ports, at) } : answer;
}

/** Reads names and addresses of colleagues as a cell of people does. */
const WHO: Field = { key: 'to', label: {}, type: 'person' };

function nextOf(ports: Ports, at: Case): Pick<PageAnswer, 'next'> {
  const me = ports.caller();
  const open = openCases(ports, bookWith(ports, at.register)!, me);
  const [rec] = open?.cases.filter((r) => r.id !== at.id || r.register !== at.register) ?? [];
  if (!open || !rec) return {};
  const { facts } = open.draft;
  const lang = personOf(facts.ref, me)?.language ?? facts.ref.language;
  const label = render({ code: 'approval.next', params: { n: open.cases.length } }, lang);
  return { next: { url: pageUrl(ports, rec.register, rec.id), label: `${label} ${rec.id}` } };
}

/** The order to a vendor leaves only when somebody of the accountable role presses send (R096): through the outbox like any mail. */
export function sendOrder(ports: Ports, at: Case): PageAnswer {
  return onCase(ports, at, ['order'], {}, (first, draft, me): ReturnType<Work> => {
    const register = first.registers[at.register]!;
    if (!holders(first.ref, register.accountable).some((h) => sameMail(h, me)))
      return { ok: false, words: { code: 'page.not-yours', params: { account: me } } };
    const rec = touch(draft, at.register, at.id);
    const key = Object.keys(rec.extra).find((k) => k.startsWith('$order:'));
    const text = key ? draft.facts.shared.mails[key.slice(7)] : undefined;
    if (!key || !text || rec.extra[key]!.value === 'sent')
      return { ok: false, words: { code: 'page.closed', params: { id: at.id } } };
    const to = rec.extra[key]!.title;
    const { at: notBefore } = deliverAt({ ...text, when: 'at once' }, draft.facts.now, draft.facts.ref);
    draft.effects.push({
      key: `${rec.register}/${rec.id}:${text.key}:${draft.facts.cause}:${to.toLowerCase()}`,
      kind: 'mail',
      notBefore,
      register: rec.register,
      id: rec.id,
      rev: rec.rev,
      payload: { text: text.key, to, bundle: false, rank: 1, params: { actor: me } },
    });
    step(draft, rec, { action: 'order-sent', actor: me, why: text.key }, () => {
      rec.extra[key] = { ...rec.extra[key]!, value: 'sent' };
    });
    return { ok: true, words: { code: 'page.done', params: { action: '' } } };
  });
}
