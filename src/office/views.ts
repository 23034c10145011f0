/**
 * What pages show: a record with the acts this person may take and why it is due then, an approval case complete, a vendor's
 * order, my requests. Reading only: a GET changes nothing (S5).
 */
import { approvalOf, runningWords, seatsFor } from '../engine/approve';
import { legalActions } from '../engine/act';
import { present, stepsOf } from '../engine/approval-steps';
import { openSeats } from '../engine/seats';
import { explainClock } from '../engine/clock-words';
import { dateAt, formatMoment } from '../engine/civil';
import { look, openDraft, type Draft } from '../engine/draft';
import { displayOf, may, personOf, sameMail } from '../engine/people';
import { calledOf, filesOf, pick, showContext } from '../engine/project';
import { nearestDue, stateOf } from '../engine/record-clocks';
import { childIds } from '../engine/tallies';
import { showCell } from '../engine/values';
import { checkLine, render } from '../engine/words';
import { parseCondition } from '../model/conditions';
import type { Approval, Field, Lang, Register } from '../model/types';
import type { Rec } from '../engine/types';
import { allBooks, factsOf, linksOf, readFirst, readMore, type First } from './book';
import { historyOf, type Line } from './case-history';
import { type BookMap } from './layout';
import { factsOfCase, letter, type Links } from './letters';
import { counting, stocktakes, type CountView } from './count-view';
import type { HealthView } from './health-view';
import type { LabelsView } from './labels-view';
import { mayAttach, photoField } from './photo';
import type { PortalView } from './portal';
import type { TraceView } from './trace-view';
import type { WorkView } from './work-page';
import type { Ports } from './ports';
import { formatShown } from '../engine/shown';

export interface RecordView {
  kind: 'record';
  lang: Lang;
  office: string;
  register: string;
  registerKey: string;
  id: string;
  called: string;
  state: string;
  stateKind: string;
  check: string[];
  fields: { label: string; value: string }[];
  files: { label: string; url: string }[];
  due: string;
  /** Shown as the first of the cases that wait for this person: how many there are, and where all of them stand. */
  turn?: { of: number; all: string };
  why: { label: string; lines: string[]; due: string; state: string }[];
  actions: {
    key: string;
    label: string;
    asks: { key: string; label: string; type: string; options: { key: string; label: string }[]; value: string }[];
    reason: boolean;
    /** Ends the case by itself, or wants its reason told: stands apart from what usually comes next. */
    apart: boolean;
  }[];
  timeline: { at: string; who: string; what: string }[];
  approval: null | {
    step: string;
    facts: { label: string; value: string }[];
    by: string;
    seal: string;
    mine: boolean;
    instead: string;
    /** Fields this step fills. */
    asks: RecordView['actions'][number]['asks'];
    /** Who has it now, step by step; what comes after. */
    waits: { label: string; who: string }[];
  };
  /** What was decided so far, oldest first. */
  decided: Line[];
  order: { text: string; to: string; subject: string; lines: string[]; waits: boolean } | null;
  report: string;
  /** May this person add a photo? */
  photo: boolean;
  /** Where it is counted, while a stocktake runs; '' otherwise. */
  count: string;
  /** Records that act together with this one: its lines. */
  lines: { id: string; called: string; state: string; stateKind: string; url: string }[];
  /** Page of its whole thread. */
  trace: string;
  me: string;
}
export interface ListView {
  kind: 'list';
  lang: Lang;
  office: string;
  title: string;
  /** `who`: whoever has it, while it is open. */
  items: {
    id: string;
    register: string;
    title: string;
    state: string;
    due: string;
    text: string;
    who?: string;
    url: string;
  }[];
  me: string;
  /** 「3/2–3/6 由許明德代理」 while this person is away, else ''. */
  away: string;
  /** Cases that wait for this person's decision. */
  decides?: boolean;
  /** Address of the page of those. */
  approvals?: string;
  /** Address of the service desk. */
  home?: string;
}
export interface RefusalView {
  kind: 'refusal';
  lang: Lang;
  office: string;
  words: string;
  me: string;
}
export type View =
  RecordView | ListView | RefusalView | HealthView | TraceView | LabelsView | PortalView | WorkView | CountView;

export function refusal(first: First | null, code: string, me: string, lang: Lang): RefusalView {
  return {
    kind: 'refusal',
    lang,
    office: first?.ref.office ?? '',
    words: render({ code, params: { account: me || '—' } }, lang),
    me,
  };
}

export function bookWith(ports: Ports, register: string): BookMap | null {
  // Own keys only: a register is named by whoever opens a page.
  return allBooks(ports).find((b) => Object.prototype.hasOwnProperty.call(b.registers, register)) ?? null;
}

/** The case, read in at most two calls. Blank person: refused. */
export function recordView(ports: Ports, register: string, id: string, links: Links): View {
  const me = ports.caller();
  const book = bookWith(ports, register);
  if (!me) return refusal(null, 'page.no-account', me, 'zh-TW');
  if (!book) return refusal(null, 'page.not-found', me, 'zh-TW');
  const extra = register === 'assets' ? stocktakes(ports, book) : [];
  const first = readFirst(ports, book, { registers: [register], ids: [{ register, id }], extra });
  const lang = personOf(first.ref, me)?.language ?? first.ref.language;
  if (!personOf(first.ref, me)) return refusal(first, 'page.wrong-account', me, lang);
  const model = first.registers[register]!;
  readMore(ports, first, [{ register, id }]);
  const rec = first.records[`${register}/${id}`];
  if (!rec) return refusal(first, 'page.not-found', me, lang);
  const lines = childIds(model, rec);
  readMore(ports, first, [...linksOf(model, rec), ...lines]);
  readMore(
    ports,
    first,
    lines.flatMap((l) => linesLinks(first, l)),
  );
  const draft = openDraft(factsOf(first, ports.now(), 'view'));
  if (!maySee(draft, model, rec, me)) return refusal(first, 'page.not-yours', me, lang);
  return view(ports, first, draft, model, rec, me, lang, links);
}

/** What the lines are called by. */
function linesLinks(first: First, line: { register: string; id: string }): { register: string; id: string }[] {
  const rec = first.records[`${line.register}/${line.id}`];
  return rec ? linksOf(first.registers[line.register]!, rec) : [];
}

/** Requester, holder, whom a field lets act, editors' roles, approvers. Everybody else of the office sees nothing of a single case. */
export function maySee(draft: Draft, register: Register, rec: Rec, me: string): boolean {
  const ref = draft.facts.ref;
  const own = [rec.values.requester, rec.values.holder, rec.values.user, rec.created.by];
  if (own.some((one) => sameMail(one as string | null, me))) return true;
  if (register.actions.some((a) => a.who.includes('holder')) && may(ref, rec, ['holder'], me)) return true;
  const named = register.fields.filter(
    (f) => f.type === 'person' && register.actions.some((a) => a.who.includes(f.key)),
  );
  if (named.some((f) => sameMail(rec.values[f.key] as string | null, me))) return true;
  const approval = approvalOf(register, rec);
  if (approval && seatsFor(draft, register, approval, rec, me).length > 0) return true;
  if (rec.decided?.some((d) => sameMail(d.by, me))) return true;
  const roles = new Set([
    register.accountable,
    ...register.actions.flatMap((a) => a.who),
    ...register.approvals.flatMap((a) => a.steps.map((s) => s.who)),
    ...(rec.approval?.steps ?? []).flatMap((s) => s.who),
    'leader',
    'office_manager',
    'finance',
  ]);
  return ref.roles.some((r) => roles.has(r.role) && sameMail(r.email, me));
}

function view(
  ports: Ports,
  first: First,
  draft: Draft,
  register: Register,
  rec: Rec,
  me: string,
  lang: Lang,
  links: Links,
): RecordView {
  const { ref } = first;
  const now = ports.now();
  const ctx = showContext(ref, now, lang, rec.names);
  const due = nearestDue(register, rec);
  const approval = approvalOf(register, rec);
  const order = Object.keys(rec.extra).find((k) => k.startsWith('$order:'));
  const text = order ? draft.facts.shared.mails[order.slice(7)] : undefined;
  const orderLetter =
    text && order
      ? letter(
          draft,
          register,
          rec,
          text,
          { text: text.key, to: rec.extra[order]!.title, bundle: false, rank: 1, params: {} },
          links,
        )
      : null;
  return {
    kind: 'record',
    lang,
    office: ref.office,
    register: pick(register.name, lang),
    registerKey: register.key,
    id: rec.id,
    called: calledOf(draft, register, rec, lang),
    state: pick(stateOf(register, rec.state)?.label, lang),
    stateKind: stateOf(register, rec.state)?.kind ?? 'active',
    check: rec.check.map((l) => checkLine(l, lang, ref.zone)),
    fields: register.fields
      .filter((f) => !f.personal && rec.values[f.key] != null)
      .map((f) => ({
        label: pick(f.label, lang),
        value: formatShown(showCell(f, rec.values[f.key] ?? null, ctx)) + arithmetic(register, rec, f, ctx, lang),
      })),
    files: filesOf(register, rec, lang),
    due:
      due === null
        ? ''
        : due === 'paused'
          ? render({ code: 'due.paused' }, lang)
          : formatMoment(due.due, ref.zone, lang, now),
    why: register.clocks
      .filter((c) => rec.clocks[c.key])
      .map((c) => {
        const s = rec.clocks[c.key]!;
        return {
          label: pick(c.label, lang),
          lines: explainClock(s, ref.zone, lang),
          due: s.due === null ? '' : formatMoment(s.due, ref.zone, lang, now),
          state: s.stopped !== null ? (s.met === false ? '✗' : '✓') : s.breached ? '✗' : '',
        };
      }),
    actions: legalActions(register, rec, now)
      .filter((a) => may(ref, rec, a.who, me) && !(a.who.length === 0 && !sameMail(me, '')))
      .concat(legalActions(register, rec, now).filter((a) => a.standing === 'undo' && sameMail(rec.undo?.by ?? '', me)))
      .filter((a, i, all) => all.findIndex((b) => b.key === a.key) === i)
      .map((a) => ({
        key: a.key,
        label: pick(a.label, lang),
        reason: !!a.reason,
        apart: !!a.reason || stateOf(register, a.to ?? '')?.kind === 'void',
        asks: askedOf(register, a.asks, rec, ref, lang, ctx),
      })),
    timeline: [...rec.path].reverse().map((p) => ({
      at: formatMoment(p.at, ref.zone, lang, now),
      who: '',
      what: [
        pick(stateOf(register, p.state)?.label, lang),
        p.tier ? pick(ref.lists.tiers?.find((t) => t.key === p.tier)?.label, lang) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    approval:
      approval && rec.approval
        ? {
            step: render(runningWords(draft, register, rec), lang),
            facts: factsOfCase(draft, register, rec, lang),
            by: displayOf(ref, rec.approval.by),
            seal: rec.approval.seal,
            mine: seatsFor(draft, register, approval, rec, me).length > 0,
            instead: insteadOf(draft, register, approval, rec, me, lang),
            asks: askedOf(register, stepAsks(draft, register, approval, rec, me), rec, first.ref, lang, ctx),
            waits: waitsOf(draft, register, approval, rec, lang),
          }
        : null,
    decided: historyOf(ref, rec, lang, now),
    order:
      orderLetter && order
        ? {
            text: order.slice(7),
            to: rec.extra[order]!.title,
            subject: orderLetter.subject,
            lines: [orderLetter.answer, ...orderLetter.lines],
            waits: rec.extra[order]!.value !== 'sent',
          }
        : null,
    lines: childIds(register, rec).flatMap((line) => {
      const one = first.records[`${line.register}/${line.id}`];
      const other = first.registers[line.register];
      const state = other && one ? stateOf(other, one.state) : undefined;
      if (!one || !other || one.deleted || state?.kind === 'void') return [];
      const called = calledOf(draft, other, { ...one, names: linkNames(draft, other, one, lang) }, lang);
      return [
        { id: one.id, called, state: pick(state?.label, lang), stateKind: state?.kind ?? '', url: links.record(one) },
      ];
    }),
    report: links.report(rec, placeOf(register, rec, ref)),
    photo: mayAttach(ref, register, rec, me) && photoField(register, rec) !== undefined,
    count: counting(first.extra[0]?.cells) ? `${ports.webUrl()}?p=count&asset=${encodeURIComponent(rec.id)}` : '',
    trace: links.record(rec).replace('?p=record&', '?p=trace&'),
    me,
  };
}

/** Fields a verb or a step asks for, as the page's inputs. */
function askedOf(
  register: Register,
  keys: readonly string[],
  rec: Rec,
  ref: First['ref'],
  lang: Lang,
  ctx: ReturnType<typeof showContext>,
): RecordView['actions'][number]['asks'] {
  return keys
    .map((k) => register.fields.find((f) => f.key === k)!)
    .map((f) => ({
      key: f.key,
      label: pick(f.label, lang),
      type: f.type,
      options: f.list
        ? (ref.lists[f.list] ?? []).filter((e) => e.on).map((e) => ({ key: e.key, label: pick(e.label, lang) }))
        : [],
      value: rec.values[f.key] != null ? formatShown(showCell(f, rec.values[f.key], ctx)) : '',
    }));
}

function stepAsks(draft: Draft, register: Register, approval: Approval, rec: Rec, me: string): string[] {
  const mine = seatsFor(draft, register, approval, rec, me);
  const steps = present(approval, rec).filter((s) => mine.some((m) => m.step === s.key));
  return [...new Set(steps.flatMap((s) => s.asks ?? []))];
}

/** The steps still to be decided: of those that run now who has them. */
function waitsOf(
  draft: Draft,
  register: Register,
  approval: Approval,
  rec: Rec,
  lang: Lang,
): { label: string; who: string }[] {
  const open = openSeats(draft, register, approval, rec);
  return stepsOf(approval, rec)
    .slice(rec.approval!.step)
    .filter((s, i) => i >= present(approval, rec).length || open.some((o) => o.step === s.key))
    .map((s) => ({
      label: pick(s.label, lang),
      who: [...new Set(open.filter((o) => o.step === s.key).map((o) => displayOf(draft.facts.ref, o.by)))].join('、'),
    }));
}

/** How the records a line links to are called, in the reader's language. */
function linkNames(draft: Draft, register: Register, rec: Rec, lang: Lang): Record<string, string> {
  return Object.fromEntries(
    register.fields.flatMap((f) => {
      const id = rec.values[f.key];
      const other = f.to ? draft.facts.registers[f.to] : undefined;
      const linked = other && typeof id === 'string' ? look(draft, other.key, id) : null;
      return other && linked ? [[linked.id, calledOf(draft, other, linked, lang)]] : [];
    }),
  );
}

/** What a computed date was computed from: 「（交貨日 2026/03/03、退換貨天數 7）」 (R154, R155); '' for any other field. */
function arithmetic(
  register: Register,
  rec: Rec,
  field: Field,
  ctx: ReturnType<typeof showContext>,
  lang: Lang,
): string {
  const formula = field.type === 'date' && field.is !== undefined ? parseCondition(field.is) : null;
  if (!formula?.ok) return '';
  const parts = formula.paths.flatMap((path) => {
    const own = register.fields.find((f) => f.key === path);
    const said = own ? formatShown(showCell(own, rec.values[path] ?? null, ctx)) : '';
    return own && said ? [`${pick(own.label, lang)} ${said}`] : [];
  });
  if (parts.length === 0) return '';
  return lang === 'en' ? ` (${parts.join(', ')})` : `（${parts.join('、')}）`;
}

/** 「你代理 王淑芬」 for a deputy, '' for who decides in her own name. */
function insteadOf(draft: Draft, register: Register, approval: Approval, rec: Rec, me: string, lang: Lang): string {
  const others = seatsFor(draft, register, approval, rec, me).filter((s) => !sameMail(s.for, me));
  const who = others.map((s) => displayOf(draft.facts.ref, s.for)).join('、');
  return who ? render({ code: 'approval.instead', params: { who } }, lang) : '';
}

/** The device's place as its form's choice shows it (the sheet's language). */
export function placeOf(register: Register, rec: Rec, ref: First['ref']): Record<string, string> {
  const list = register.fields.find((f) => f.key === 'place')?.list;
  const entry = list ? ref.lists[list]?.find((e) => e.key === rec.values.place) : undefined;
  return entry ? { place: pick(entry.label, ref.language) } : {};
}

/** Who stands in for this person today, in words; '' when nobody has to. */
export function awayNow(ref: First['ref'], me: string, lang: Lang, now: number): string {
  const today = dateAt(now, ref.zone);
  const row = (ref.deputies ?? []).find((d) => sameMail(d.who, me) && d.from <= today && today <= d.to);
  if (!row) return '';
  return render({ code: 'away.now', params: { from: row.from, to: row.to, who: displayOf(ref, row.deputy) } }, lang);
}
