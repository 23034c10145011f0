/**
 * What a person does on a page: an action, a decision, an order sent. The same engine as the cell, the same answers; every
 * method authorises its caller (S4). Busy after 20 s: nothing was changed.
 */
import { decide, type Verdict } from '../engine/approve';
import { judge, tryAction, type Asked } from '../engine/act';
import { look, openDraft, step, touch, type Draft } from '../engine/draft';
import { parseContext, readCell } from '../engine/edit-row';
import { holders, personOf, sameMail } from '../engine/people';
import { deliverAt } from '../engine/mail-times';
import { render } from '../engine/words';
import type { Words } from '../engine/types';
import type { Action, Lang } from '../model/types';
import { factsOf, linksOf, readFar, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { spread } from './edits';
import { finder, linkIds, nameAreas, opened, wordy } from './links';
import type { Ports } from './ports';
import { restored } from './restored';
import { noteRevert } from './todo';
import { bookWith } from './views';

export interface PageAnswer {
  ok: boolean;
  words: string;
}
const WAIT = 20_000;

interface Case {
  register: string;
  id: string;
}

type Read = Parameters<typeof finder>[2];
/** What a person wants of the case; `read` holds the names that typed links may mean. */
type Work = (first: First, draft: Draft, me: string, read: Read) => { ok: boolean; words: Words };

/** Runs `work` on a case under the lock and commits what it decided, when it did not refuse. */
function onCase(ports: Ports, at: Case, typed: Record<string, string>, work: Work): PageAnswer {
  const me = ports.caller();
  if (!me) return { ok: false, words: render({ code: 'page.no-account' }, 'zh-TW') };
  const book = bookWith(ports, at.register);
  if (!book) return { ok: false, words: render({ code: 'page.not-found', params: { id: at.id } }, 'zh-TW') };
  const answer = deciding(ports, WAIT, (): PageAnswer => {
    spread(ports, book);
    const first = readFirst(ports, book, { registers: [at.register], ids: [at] });
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
    const draft = openDraft(factsOf(first, ports.now(), `p:${at.id}:${rec.rev}:${me}`));
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
    if (result.ok) {
      noteRevert(ports, draft);
      commit(ports, first, draft, {});
    }
    return { ok: result.ok, words: render(result.words, lang) };
  });
  return answer === 'busy' ? { ok: false, words: render({ code: 'page.busy' }, 'zh-TW') } : answer;
}

/** Values the action asks for go in first; one that cannot be right is answered at once, nothing is kept half. */
function take(
  first: First,
  draft: Draft,
  at: Case,
  action: Action,
  typed: Record<string, string>,
  me: string,
  read: Read,
): Words | null {
  const register = first.registers[at.register]!;
  const keys = action.asks.filter((key) => (typed[key] ?? '') !== '');
  if (keys.length === 0) return null;
  const rec = touch(draft, at.register, at.id);
  const ctx = parseContext(draft, finder(first, draft, read));
  const values: Record<string, unknown> = {};
  for (const key of keys) {
    const field = register.fields.find((f) => f.key === key)!;
    const parsed = readCell(draft, register, field, typed[key]!, ctx, rec);
    if (!parsed.ok) return parsed.words;
    values[key] = parsed.value;
  }
  step(draft, rec, { action: 'edit', actor: me }, () => {
    Object.assign(rec.values, values);
    for (const k of keys) delete rec.held[k];
  });
  return null;
}

export function act(ports: Ports, at: Case, key: string, typed: Record<string, string>, reason: string): PageAnswer {
  return onCase(ports, at, typed, (first, draft, me, read) => {
    const register = first.registers[at.register]!;
    const action = register.actions.find((a) => a.key === key);
    if (!action) return { ok: false, words: { code: 'act.unknown', params: { typed: key } } };
    const asked: Asked = { by: me, via: 'page', ...(reason ? { reason } : {}) };
    // Who may not do it, or not now, changes nothing on the way to being told so.
    const early = judge(draft, register, look(draft, at.register, at.id)!, action, asked);
    if (early && !early.done && !early.waits) return { ok: false, words: early.words };
    const wrong = take(first, draft, at, action, typed, me, read);
    if (wrong) return { ok: false, words: wrong };
    const answer = tryAction(draft, register, touch(draft, at.register, at.id), action, asked);
    return answer.done
      ? { ok: true, words: { code: 'page.done', params: { action: action.label } } }
      : { ok: false, words: answer.words };
  });
}

export function decideCase(ports: Ports, at: Case, verdict: Verdict, seal: string, comment: string): PageAnswer {
  return onCase(ports, at, {}, (first, draft, me) => {
    const rec = touch(draft, at.register, at.id);
    return decide(draft, first.registers[at.register]!, rec, verdict, me, seal, comment);
  });
}

/** The order to a vendor leaves only when somebody of the accountable role presses send (R096): through the outbox like any mail. */
export function sendOrder(ports: Ports, at: Case): PageAnswer {
  return onCase(ports, at, {}, (first, draft, me): ReturnType<Work> => {
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
