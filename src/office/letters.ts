/**
 * One mail, or one bundle, in the reader's language: first line the answer, one button, last line why you get it (register
 * sheet: Mail). Layout is the surfaces' business; here are words only.
 */
import Mustache from 'mustache';
import { formatMoment } from '../engine/civil';
import type { Draft } from '../engine/draft';
import { displayOf, personOf } from '../engine/people';
import { calledOf, pick, showContext } from '../engine/project';
import { nearestDue, stateOf } from '../engine/record-clocks';
import { historyOf } from './case-history';
import type { Ports } from './ports';
import { formatShown } from '../engine/shown';
import { render } from '../engine/words';
import { valueAt } from '../engine/condition-facts';
import type { Field, Lang, MailText, Register } from '../model/types';
import type { MailPayload, Rec, Value } from '../engine/types';
import { showCell } from '../engine/values';

/** What a surface lays out. `lines`: paragraphs; `facts`: label and value pairs of the case. */
export interface Letter {
  to: string;
  lang: Lang;
  subject: string;
  answer: string;
  lines: string[];
  facts: { label: string; value: string }[];
  button: { label: string; url: string } | null;
  items: { title: string; text: string; url: string }[];
  why: string;
  office: string;
  approval?: boolean;
}

/** `[TKT-2026-00017] 3F 影印機 卡紙`: one constant subject a case, so that mail programs group it. Line breaks are stripped (S3). */
export function subjectOf(draft: Draft, register: Register, rec: Rec): string {
  return oneLine(`[${rec.id}] ${calledOf(draft, register, rec, draft.facts.ref.language)}`);
}

export const oneLine = (text: string): string =>
  text
    .replace(/[\r\n\u2028\u2029\u202e]+/g, ' ')
    .trim()
    .slice(0, 180);

export function languageOf(draft: Draft, email: string): Lang {
  return personOf(draft.facts.ref, email)?.language ?? draft.facts.ref.language;
}

/** Values of a text's placeholders. All are text; Mustache's HTML escaping is off, the surface escapes. */
function view(
  draft: Draft,
  register: Register,
  rec: Rec,
  payload: MailPayload,
  lang: Lang,
  links: Links,
): Record<string, unknown> {
  const { ref, now } = draft.facts;
  const due = nearestDue(register, rec);
  const ctx = showContext(ref, now, lang, rec.names);
  const fields: Record<string, string> = {};
  for (const f of register.fields) fields[f.key] = formatShown(showCell(f, rec.values[f.key] ?? null, ctx));
  const actor = payload.params.actor;
  const action = register.actions.find((a) => a.key === payload.params.action);
  const promised = payload.params.expectedAt; // the time told when it was received, not the one that runs by now
  const clock = register.clocks.find((c) => c.key === payload.wanted?.clock);
  const moment = payload.wanted?.due ?? (due !== null && due !== 'paused' ? due.due : null);
  return {
    number: rec.id,
    called: calledOf(draft, register, rec, lang),
    state: pick(stateOf(register, rec.state)?.label, lang),
    office: ref.office,
    due:
      due === 'paused'
        ? render({ code: 'due.paused' }, lang)
        : moment === null
          ? ''
          : formatMoment(moment, ref.zone, lang, now),
    expected:
      typeof promised === 'number'
        ? formatMoment(promised, ref.zone, lang, now)
        : moment === null
          ? ''
          : formatMoment(moment, ref.zone, lang, now),
    clock: pick(clock?.label, lang),
    actor: typeof actor === 'string' ? displayOf(ref, actor) : '',
    reason: payload.params.reason ?? '',
    fields,
    link: links.record(rec),
    form: payload.wanted?.asked === undefined ? '' : links.decide(rec),
    history: historyOf(ref, rec, lang, now, rec.approval?.at)
      .map((l) => `${l.at} ${l.who}：${l.what}`)
      .join('\n'),
    register: pick(register.name, lang),
    outcome: fields.solution || fields.outcome || fields.result || '',
    held: Object.values(rec.held)
      .map((h) => render(h.words, lang))
      .join('；'),
    lines: factsOfCase(draft, register, rec, lang)
      .map((f) => `${f.label}：${f.value}`)
      .join('\n'),
    ...payload.params,
    ...(typeof actor === 'string' ? { actor: displayOf(ref, actor) } : {}),
    ...(action ? { action: pick(action.label, lang) } : {}),
  };
}

export interface Links {
  record(rec: Pick<Rec, 'register' | 'id'>): string;
  approve(rec: Rec): string;
  survey(rec: Rec, survey: string): string;
  report(rec: Rec, values: Record<string, string>): string;
  order(rec: Rec): string;
  decide(rec: Rec): string;
  /** The service desk, and on it one's own requests. */
  portal: string;
  home: string;
  approvals: string;
  /** 「我的待辦」: what one has to do, to be answered there. */
  work: string;
}

/** A pointer to a case: no secret, no expiry; identity, pending state and seal decide (S5). */
export const pageUrl = (ports: Pick<Ports, 'webUrl'>, register: string, id: string): string =>
  `${ports.webUrl()}?p=record&r=${register}&id=${encodeURIComponent(id)}`;

/** The case in facts: what an approval shows, else the filled fields in template order. */
export function factsOfCase(
  draft: Draft,
  register: Register,
  rec: Rec,
  lang: Lang,
): { label: string; value: string }[] {
  const { ref, now } = draft.facts;
  const ctx = showContext(ref, now, lang, rec.names);
  const show = (f: Field, value: Value): string => formatShown(showCell(f, value, ctx));
  const shows = rec.approval ? register.approvals.find((a) => a.key === rec.approval!.key)?.shows : undefined;
  // An approval shows everything it names, in its order, also of linked records: who decides must see it all.
  if (shows)
    return shows.flatMap((path) => {
      const field = fieldAt(draft, register, path);
      const { value } = valueAt(draft, register, rec, path);
      return field && value != null ? [{ label: pick(field.label, lang), value: show(field, value) }] : [];
    });
  return register.fields
    .filter((f) => !f.noColumn && !f.personal && (!f.office || f.inMails))
    .filter((f) => rec.values[f.key] != null)
    .map((f) => ({ label: pick(f.label, lang), value: show(f, rec.values[f.key]!) }))
    .slice(0, 12);
}

/** The field at the end of `asset.book_value`. */
function fieldAt(draft: Draft, register: Register, path: string): Field | undefined {
  const [head, ...rest] = path.split('.');
  const field = register.fields.find((f) => f.key === head);
  if (rest.length === 0) return field;
  const to = field?.to ? draft.facts.registers[field.to] : undefined;
  return to && fieldAt(draft, to, rest.join('.'));
}

const fill = (template: string, values: Record<string, unknown>): string =>
  Mustache.render(template, values, {}, { escape: (v: unknown) => String(v) });

/** One mail of one case. */
export function letter(
  draft: Draft,
  register: Register,
  rec: Rec,
  text: MailText,
  payload: MailPayload,
  links: Links,
): Letter {
  const lang = languageOf(draft, payload.to);
  const words = payload.words ?? text;
  const values = view(draft, register, rec, payload, lang, links);
  return {
    to: payload.to,
    lang,
    subject:
      payload.params.subject === 'answer'
        ? oneLine(fill(pick(words.answer, lang), values))
        : subjectOf(draft, register, rec),
    answer: oneLine(fill(pick(words.answer, lang), values)),
    lines: fill(pick(words.body, lang), values)
      .split('\n')
      .filter((l) => l.trim() !== ''),
    facts: [],
    button: text.button ? { label: pick(text.button.label, lang), url: buttonUrl(text, rec, links, payload) } : null,
    items: (payload.items ?? []).map(({ register: of, id, title, text: said }) => ({
      title,
      text: said,
      url: links.record({ register: of, id }),
    })),
    why: fill(pick(text.why, lang), values),
    office: draft.facts.ref.office,
    ...(text.button?.to === 'approve' ? { approval: true } : {}),
  };
}

function buttonUrl(text: MailText, rec: Rec, links: Links, payload: MailPayload): string {
  const to = text.button?.to;
  if (to === 'survey') return links.survey(rec, payload.text.replace(/^survey_/, ''));
  if (to === 'approve') return links.approve(rec);
  if (to === 'order') return links.order(rec);
  if (to === 'work') return links.work;
  return links.record(rec);
}

/** Several cases for one reader in one mail: 「待核 7 件」. */
export function bundle(parts: Letter[], links: Links): Letter {
  const only = parts[0]!;
  const { to, lang } = only;
  if (parts.length === 1) return only;
  const heading = parts.every((p) => p.approval) ? 'mail.approvals-subject' : 'mail.list-subject';
  return {
    to,
    lang,
    subject: render({ code: heading, params: { n: parts.length } }, lang),
    answer: render({ code: heading, params: { n: parts.length } }, lang),
    lines: [],
    facts: [],
    button: {
      label: render({ code: heading === 'mail.approvals-subject' ? 'mail.decide' : 'mail.today' }, lang),
      url: heading === 'mail.approvals-subject' ? links.approvals : links.home,
    },
    items: parts.map((p) => ({ title: p.subject, text: [p.answer, ...p.lines].join('\n'), url: p.button?.url ?? '' })),
    why: only.why,
    office: only.office,
  };
}
