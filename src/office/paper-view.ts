/**
 * What a document's text may say of a record: its fields, those of what it links to, dates in both calendars, the records that belong to
 * it, who signed. All values are protected text.
 */
import Mustache from 'mustache';
import { dateAt, rocYear, toCivil } from '../engine/civil';
import { keyOf, type Draft } from '../engine/draft';
import { protect, SIGNATURES, type Box } from '../engine/paper';
import { displayOf, personOf } from '../engine/people';
import { calledOf, pick, showContext } from '../engine/project';
import { stateOf } from '../engine/record-clocks';
import type { Decided, Rec } from '../engine/types';
import { showCell } from '../engine/values';
import { render } from '../engine/words';
import type { DocumentSpec, Field, Lang, Register } from '../model/types';
import { formatShown } from '../engine/shown';

/** Records of other registers that belong to this one, by register. */
export type Related = Record<string, Rec[]>;
type View = Record<string, unknown>;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** 「2026年3月2日」, "2 March 2026"; with the minute where one is given (`yyyy-MM-ddTHH:mm`). */
export function dateWords(civil: string, lang: Lang): string {
  const [date = '', time] = civil.split('T');
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const day = lang === 'en' ? `${d} ${MONTHS[m - 1]} ${y}` : `${y}年${m}月${d}日`;
  return time ? `${day} ${time}` : day;
}

/** 「中華民國115年3月2日」. */
export function rocWords(civil: string, lang: Lang): string {
  const [date = ''] = civil.split('T');
  const [, m, d] = date.split('-').map(Number) as [number, number, number];
  const year = rocYear(date);
  if (lang === 'en') return `${dateWords(date, lang)} (ROC ${year})`;
  return `${lang === 'zh-CN' ? '中华民国' : '中華民國'}${year}年${m}月${d}日`;
}

/** A field as words. */
function shown(draft: Draft, field: Field, rec: Rec, lang: Lang): string {
  const value = rec.values[field.key] ?? null;
  if ((field.type === 'date' || field.type === 'time') && typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value))
    return dateWords(value, lang);
  const ctx = showContext(draft.facts.ref, draft.facts.now, lang, rec.names);
  return formatShown(showCell(field, value, ctx));
}

/** How many links a text may follow: `asset.model.name`. */
const HOPS = 2;

/** A record's own words: every field by its key, and `number`, `called`, `state`. Links and people open into theirs. */
function viewOf(draft: Draft, register: Register, rec: Rec, lang: Lang, hops: number): View {
  const { ref } = draft.facts;
  const fields: View = {};
  const open: View = {};
  for (const field of register.fields) {
    const text = shown(draft, field, rec, lang);
    fields[field.key] = text;
    open[field.key] = text;
    const value = rec.values[field.key];
    if (typeof value !== 'string') continue;
    const linked = field.to && hops > 0 ? draft.facts.records[keyOf(field.to, value)] : undefined;
    const other = linked && draft.facts.registers[field.to!];
    if (linked && other) open[field.key] = spoken(text, viewOf(draft, other, linked, lang, hops - 1));
    const person = field.type === 'person' ? personOf(ref, value) : null;
    if (person)
      open[field.key] = spoken(text, {
        name: person.display,
        department: pick(ref.departments.find((d) => d.key === person.department)?.label, lang),
        employee: person.employee ?? '',
      });
  }
  return {
    ...open,
    fields,
    number: rec.id,
    called: calledOf(draft, register, rec, lang),
    state: pick(stateOf(register, rec.state)?.label, lang),
  };
}

/** Parts to open, and the text it is when nobody opens it. */
const spoken = (text: string, parts: View): View => {
  Object.defineProperty(parts, 'toString', { value: () => text, enumerable: false });
  return parts;
};

export interface PaperFacts {
  draft: Draft;
  register: Register;
  rec: Rec;
  spec: DocumentSpec;
  related: Related;
  lang: Lang;
}

/** The text of a document with everything filled in, ready for `parsePaper`. */
export function fillPaper(facts: PaperFacts, text: string): string {
  const { draft, register, rec, spec, lang } = facts;
  const { ref, now } = draft.facts;
  const today = dateAt(now, ref.zone);
  const civilAt = (at: number): string => {
    const { date, time } = toCivil(at, ref.zone);
    return `${date}T${time}`;
  };
  const roc: View = { today: rocWords(today, lang) };
  for (const f of register.fields) {
    const value = rec.values[f.key];
    if (f.type === 'date' && typeof value === 'string') roc[f.key] = rocWords(value, lang);
  }
  const at: View = {};
  for (const [state, ms] of Object.entries(rec.at)) {
    at[state] = dateWords(civilAt(ms), lang);
    roc[state] ??= rocWords(civilAt(ms), lang);
  }
  const view: View = {
    ...viewOf(draft, register, rec, lang, HOPS),
    office: ref.office,
    register: pick(register.name, lang),
    label: pick(spec.label, lang),
    today: dateWords(today, lang),
    roc: spoken(String(roc.today), roc),
    at,
    ...relatedViews(facts),
  };
  // Braces that would leave a value unprotected are the plain ones here.
  const safe = text.replace(/\{\{\{\s*|\{\{&\s*/g, '{{').replace(/\}\}\}/g, '}}');
  const marked = safe.replace(/\{\{\s*signatures\s*\}\}/g, SIGNATURES);
  return Mustache.render(marked, view, {}, { escape: (v: unknown) => protect(String(v)) });
}

/** `related.quotes`, `related.quotes.approved` (in that state), `sum.quotes.price`, `count.quotes`. */
function relatedViews({ draft, related, lang }: PaperFacts): View {
  const lists: View = {};
  const sum: View = {};
  const count: View = {};
  for (const [key, recs] of Object.entries(related)) {
    const other = draft.facts.registers[key];
    if (!other) continue;
    const views = (some: Rec[]): View[] => some.map((rec, i) => ({ ...viewOf(draft, other, rec, lang, 1), i: i + 1 }));
    lists[key] = Object.assign(
      views(recs),
      Object.fromEntries(other.states.map((s) => [s.key, views(recs.filter((r) => r.state === s.key))])),
    );
    sum[key] = Object.fromEntries(
      other.fields
        .filter((f) => f.type === 'number' || f.type === 'money')
        .map((f) => {
          const total = recs.reduce((n, r) => n + (Number(r.values[f.key]) || 0), 0);
          return [f.key, formatShown({ kind: 'number', value: Math.round(total * 100) / 100 })];
        }),
    );
    count[key] = spoken(
      String(recs.length),
      Object.fromEntries(other.states.map((s) => [s.key, String(recs.filter((r) => r.state === s.key).length)])),
    );
  }
  return { related: lists, sum, count };
}

/** Registers whose records the text lists or counts. */
export const namedRelated = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{[#^/&{]?\s*(?:related|sum|count)\.(\w+)/g)].map((m) => m[1]!)),
];

/** The boxes of `{{signatures}}`: one a step, signed where somebody has, blank for the stamp where nobody has yet. */
export function boxesOf({ draft, register, rec, spec, lang }: PaperFacts): Box[] {
  const { ref } = draft.facts;
  const steps = register.approvals.flatMap((a) => a.steps);
  const signed = signedOf(rec);
  const wanted = spec.signs.length > 0 ? spec.signs : [...new Set(signed.map((s) => s.step))];
  return wanted.flatMap((sign) => {
    const mine = signed.filter((s) => s.step === sign);
    if (mine.length === 0)
      return [{ label: pick(steps.find((s) => s.key === sign)?.label, lang) || sign, name: '', when: '', verdict: '' }];
    return mine.map((s) => ({
      label: pick(s.label, lang),
      name: s.for?.length
        ? render(
            {
              code: 'paper.for',
              params: { by: displayOf(ref, s.by), who: s.for.map((who) => displayOf(ref, who)).join('、') },
            },
            lang,
          )
        : displayOf(ref, s.by),
      when: toCivil(s.at, ref.zone).date.replace(/-/g, '/') + ' ' + toCivil(s.at, ref.zone).time,
      verdict: render({ code: `paper.${s.verdict}` }, lang),
    }));
  });
}

/** What was said in the last round of the record's last approval and still counts, oldest first. */
function signedOf(rec: Rec): Decided[] {
  const said = (rec.decided ?? []).filter((d) => !d.void && ['approve', 'return', 'reject'].includes(d.verdict));
  const last = said.at(-1);
  return said.filter((d) => d.approval === last?.approval && d.round === last.round);
}
