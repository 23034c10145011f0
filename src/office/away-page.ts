/**
 * 「我不在」: whoever is signed in names her deputy from one day to another, or says that she is back. It is her own entry in 代理, so it
 * counts at once: the other workbooks hear of it before the page is answered.
 */
import { createRecord } from '../engine/create';
import { dateAt } from '../engine/civil';
import { look, openDraft, step, touch, type Draft } from '../engine/draft';
import { enter } from '../engine/act';
import { parseContext, readCell } from '../engine/edit-row';
import { displayOf, personOf, sameMail } from '../engine/people';
import { render } from '../engine/words';
import type { Rec, Value, Words } from '../engine/types';
import type { Register } from '../model/types';
import type { PageAnswer } from './act-page';
import { factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import { mirrorPiece, PIECE } from './mirror';
import { publish } from './publish';
import { restored } from './restored';
import type { Ports } from './ports';
import { bookWith } from './views';

const REGISTER = 'deputies';

/** Typed values of the page; a blank `deputy` is refused, `back` ends what runs. */
export interface Away {
  from: string;
  to: string;
  deputy: string;
  back?: boolean;
}

export function away(ports: Ports, typed: Away): PageAnswer {
  const me = ports.caller();
  const book = bookWith(ports, REGISTER);
  if (!me || !book) return { ok: false, words: render({ code: 'page.no-account' }, 'zh-TW') };
  const answer = deciding(ports, 20_000, (): PageAnswer => {
    const first = readFirst(ports, book, { registers: [REGISTER] });
    const lang = personOf(first.ref, me)?.language ?? first.ref.language;
    const say = (ok: boolean, words: Words): PageAnswer => ({ ok, words: render(words, lang) });
    if (!personOf(first.ref, me)) return say(false, { code: 'page.wrong-account', params: { account: me } });
    const register = first.registers[REGISTER]!;
    if (restored(ports, first, [])) return say(false, { code: 'page.frozen', params: { register: register.name } });
    const draft = openDraft(factsOf(first, ports.now(), `away:${me}:${first.meta.commit.n}`));
    const mine: Rec[] = [];
    const rows = first.meta.counters[REGISTER]?.rows ?? 0;
    for (let from = 1; from <= rows; from += PIECE)
      for (const rec of mirrorPiece(ports, book, REGISTER, from, rows))
        if (sameMail(rec.values.who as string | null, me) && rec.state === 'active' && !rec.deleted) {
          draft.facts.records[`${REGISTER}/${rec.id}`] = rec;
          mine.push(rec);
        }
    const words = typed.back ? back(draft, register, mine, me) : entered(draft, register, mine, me, typed);
    if (words.ok) commit(ports, first, draft, {});
    return say(words.ok, words.words);
  });
  if (answer === 'busy') return { ok: false, words: render({ code: 'page.busy' }, 'zh-TW') };
  if (answer.ok) publish(ports);
  return answer;
}

function entered(
  draft: Draft,
  register: Register,
  mine: Rec[],
  me: string,
  typed: Away,
): { ok: boolean; words: Words } {
  const values: Record<string, Value> = { who: personOf(draft.facts.ref, me)!.email };
  for (const key of ['deputy', 'from', 'to'] as const) {
    const field = register.fields.find((f) => f.key === key)!;
    if (typed[key].trim() === '')
      return { ok: false, words: { code: 'held.required', params: { field: field.label } } };
    const read = readCell(
      draft,
      register,
      field,
      typed[key],
      parseContext(draft, () => []),
    );
    if (!read.ok) return { ok: false, words: read.words };
    values[key] = read.value;
  }
  const [from, to] = [String(values.from), String(values.to)];
  if (sameMail(String(values.deputy), me)) return { ok: false, words: { code: 'away.self' } };
  if (from > to || to < dateAt(draft.facts.now, draft.facts.ref.zone))
    return { ok: false, words: { code: 'away.dates' } };
  const words = {
    code: 'away.noted',
    params: { from: dayText(from), to: dayText(to), who: displayOf(draft.facts.ref, String(values.deputy)) },
  };
  // Pressed twice, or said again: one row.
  if (mine.some((r) => ['deputy', 'from', 'to'].every((key) => r.values[key] === values[key])))
    return { ok: true, words };
  createRecord(draft, register, values, { source: { kind: 'form', ref: 'away' }, by: me, quiet: true });
  return { ok: true, words };
}

/** What runs today ends; what is planned for later stays. */
function back(draft: Draft, register: Register, mine: Rec[], me: string): { ok: boolean; words: Words } {
  const today = dateAt(draft.facts.now, draft.facts.ref.zone);
  for (const { id, values } of mine) {
    if (String(values.from) > today || !look(draft, register.key, id)) continue;
    const rec = touch(draft, register.key, id);
    step(draft, rec, { action: 'end', actor: me }, () => enter(draft, register, rec, 'ended', me));
    rec.updated = { at: draft.facts.now, by: me };
  }
  return { ok: true, words: { code: 'away.back' } };
}

/** `3/6` of `2026-03-06`. */
const dayText = (date: string): string => `${Number(date.slice(5, 7))}/${Number(date.slice(8, 10))}`;
