/**
 * One action on one record: what it checks, sets, moves and tells (register sheet: Next step). Whoever asks (cell, page,
 * mail, clock, a linked record) ends here, so every way gives the same answer.
 */
import type { Action, Label, Register } from '../model/types';
import { JOBS } from '../model/jobs';
import { evaluate } from './condition';
import { conditionFacts } from './condition-facts';
import { approvers, runningWords, startApproval } from './approve';
import { askedSince } from './approval-steps';
import { endRound, loosen, takenBack } from './seal';
import { computeFields } from './computed';
import { freezeDocuments, makeDocuments } from './documents';
import { filledIn } from './filled-in';
import { beginJob } from './jobs';
import { answered, clone, keyOf, look, registerOf, say, setting, step, touch, type Draft } from './draft';
import { displayOf, may, ownedByRole, sameMail } from './people';
import { moveClocks, stateOf } from './record-clocks';
import { confirmationRefused } from './governed';
import { procedureRefused, runProcedure } from './procedures';
import { applyRules } from './rules';
import { sendSample } from './sample';
import { isMoment, momentValue } from './moment';
import { childIds, moveTallies, together } from './tallies';
import { mailTo, tell } from './tell';
import type { Rec, Undo, Value, Words } from './types';

export interface Asked {
  by: string | null;
  /** Who typed the last value, when not the one who chose the verb. */
  typed?: string | null;
  reason?: string;
  via: 'cell' | 'page' | 'clock' | 'link' | 'form' | 'calendar';
  /** No mails: a batch until it is confirmed, an old ledger for good. */
  quiet?: boolean;
}

/** Why an action does not run: `waits` keeps the verb in the cell, the others empty it. */
export type Answer =
  | { done: true }
  | { done: false; waits: true; words: Words; missing: string[] }
  | { done: false; waits: false; words: Words };

export const labelOf = (register: Register, key: string): Label =>
  register.fields.find((f) => f.key === key)?.label ?? {};

/** Actions legal for the record's state, template order first, the engine's own verbs after them. */
export function legalActions(register: Register, rec: Rec, now: number): Action[] {
  const kind = stateOf(register, rec.state)?.kind;
  return register.actions.filter((a) => {
    if (a.standing === 'undo') return !!rec.undo && rec.undo.until > now;
    if (a.standing === 'void') return kind !== 'void';
    if (a.standing === 'correct') return kind === 'closed';
    if (a.standing === 'register') return false;
    if (a.standing === 'withdraw') return !!takenBack(register, rec);
    if (a.standing === 'urge') return kind === 'todo' || kind === 'active' || !!rec.approval;
    if (rec.approval || rec.job || a.through) return false;
    return a.from.includes(rec.state);
  });
}

/** Judges without changing anything. `null` = it may run. */
export function judge(draft: Draft, register: Register, rec: Rec, action: Action, asked: Asked): Answer | null {
  const { ref } = draft.facts;
  const label = action.label;
  if (asked.via !== 'clock' && asked.via !== 'link') {
    // Who asks for an approval never decides it: nobody may ask unseen.
    if (asked.by === null && (ownedByRole(action.who) || action.approval))
      return { done: false, waits: false, words: { code: 'act.unknown-person', params: { action: label } } };
    if (!may(ref, rec, action.who, asked.by)) {
      const named = (w: string): Label => register.fields.find((f) => f.key === w)?.label ?? { en: w };
      const roles = action.who.map((w) => draft.facts.shared.roles[w]?.label ?? WHO[w] ?? named(w));
      return {
        done: false,
        waits: false,
        words: { code: 'act.not-yours', params: { action: label, who: joinLabels(roles) } },
      };
    }
  }
  if (action.through)
    return {
      done: false,
      waits: false,
      words: {
        code: 'act.through',
        params: { action: label, register: action.throughName ?? { en: action.through } },
      },
    };
  if (!legalActions(register, rec, draft.facts.now).some((a) => a.key === action.key)) {
    return {
      done: false,
      waits: false,
      words: {
        code: notNow(action, rec),
        params: { action: label, state: stateOf(register, rec.state)?.label ?? {} },
      },
    };
  }
  if (action.approval && rec.source.unverified)
    return { done: false, waits: false, words: { code: 'approval.unverified', params: { action: label } } };
  const refused = confirmationRefused(register, rec, action, asked.by, asked.via);
  if (refused) return { done: false, waits: false, words: refused };
  const kept = action.standing === 'undo' ? undoRefused(draft, rec, asked.by) : null;
  if (kept) return { done: false, waits: false, words: kept };
  const heldKeys = Object.keys(rec.held);
  if (heldKeys.length > 0 && !action.standing) {
    return {
      done: false,
      waits: true,
      missing: heldKeys,
      words: { code: 'act.held-first', params: { field: labelOf(register, heldKeys[0]!), action: label } },
    };
  }
  const missing = action.asks.filter((key) => rec.values[key] === null || rec.values[key] === undefined);
  if (missing.length > 0) {
    return {
      done: false,
      waits: true,
      missing,
      words: {
        code: 'act.missing',
        params: { action: label, fields: joinLabels(missing.map((k) => labelOf(register, k))) },
      },
    };
  }
  if (action.reason && !asked.reason)
    return { done: false, waits: true, missing: [], words: { code: 'act.reason', params: { action: label } } };
  for (const check of register.checks.filter((c) => c.at === action.key)) {
    const result = evaluate(check.need, conditionFacts(draft, register, rec, asked.by));
    if ('undecidable' in result) {
      const keys = result.undecidable.map((p) => p.split('.')[0]!);
      return {
        done: false,
        waits: true,
        missing: keys,
        words: {
          code: 'act.fill-first',
          params: { action: label, fields: joinLabels(keys.map((k) => labelOf(register, k))) },
        },
      };
    }
    if (result.value !== true)
      return {
        done: false,
        waits: true,
        missing: [],
        words: { code: 'act.check', params: { say: filledIn(draft, register, rec, check.say) } },
      };
  }
  const cannot = action.run ? procedureRefused(draft, register, rec, action.run) : null;
  if (cannot) return { done: false, waits: true, missing: [], words: cannot };
  return null;
}

/** Why a verb is not legal now, in words that say what to do instead. */
function notNow(action: Action, rec: Rec): string {
  if (action.standing === 'undo') return rec.undo ? 'undo.too-late' : 'undo.nothing';
  if (action.standing === 'correct') return 'correct.closed-only';
  return rec.approval ? 'act.in-approval' : 'act.not-now';
}

const WHO: Record<string, Label> = {
  requester: { 'zh-TW': '報修人／申請人', 'zh-CN': '申请人', en: 'the requester' },
  holder: { 'zh-TW': '保管人', 'zh-CN': '保管人', en: 'the holder' },
};

/** 「處理結果、費用」 in each language. */
export function joinLabels(labels: Label[]): Label {
  const pick = (l: Label, lang: keyof Label): string => l[lang] ?? l['zh-TW'] ?? l.en ?? '';
  return {
    'zh-TW': labels.map((l) => pick(l, 'zh-TW')).join('、'),
    'zh-CN': labels.map((l) => pick(l, 'zh-CN')).join('、'),
    en: labels.map((l) => pick(l, 'en')).join(', '),
  };
}

/** Tries an action: runs it, lets it wait for its cells, or refuses. Says so in Check. */
export function tryAction(draft: Draft, register: Register, rec: Rec, action: Action, asked: Asked): Answer {
  const answer = judge(draft, register, rec, action, asked);
  if (answer) {
    answered(rec);
    if (!answer.done && answer.waits) {
      rec.waiting = {
        action: action.key,
        by: asked.by,
        at: draft.facts.now,
        ...(asked.reason ? { reason: asked.reason } : {}),
      };
      say(rec, {
        sign: answer.words.code === 'act.held-first' || answer.words.code === 'act.check' ? '✗' : '✎',
        words: answer.words,
        at: draft.facts.now,
        by: asked.by,
      });
    } else {
      rec.waiting = null;
      if (!answer.done) say(rec, { sign: '✗', words: answer.words, at: draft.facts.now, by: asked.by });
    }
    return answer;
  }
  perform(draft, register, rec, action, asked);
  return { done: true };
}

/** Runs an action that may run. */
export function perform(draft: Draft, register: Register, rec: Rec, action: Action, asked: Asked): void {
  const now = draft.facts.now;
  if (action.standing === 'undo') return undo(draft, register, rec, asked);
  if (action.standing === 'urge') return urge(draft, register, rec, asked);
  if (action.standing === 'withdraw') return withdraw(draft, register, rec, asked);
  const before = clone(rec);
  const effectsBefore = draft.effects.length;
  const touchedBefore = new Set(draft.records.keys());
  answered(rec);
  rec.waiting = null;
  step(
    draft,
    rec,
    {
      action: action.standing ?? action.key,
      actor: asked.by,
      ...(asked.typed !== undefined && asked.typed !== asked.by ? { typed: asked.typed } : {}),
      ...(asked.reason ? { why: asked.reason } : {}),
    },
    () => {
      if (action.approval) {
        startApproval(draft, register, rec, action, asked);
        return;
      }
      if (action.standing === 'correct') {
        const open = [...rec.path]
          .reverse()
          .find((p) => !['closed', 'void'].includes(stateOf(register, p.state)?.kind ?? ''));
        enter(draft, register, rec, open?.state ?? register.states[0]!.key, asked.by);
        loosen(rec);
      } else {
        applySets(draft, rec, action.sets, asked.by);
        if (action.standing === 'void') {
          callOff(draft, register, rec, asked);
          enter(draft, register, rec, 'void', asked.by);
          if (rec.job) rec.job = null;
        } else if (action.to) enter(draft, register, rec, action.to, asked.by);
        if (action.job) rec.job = beginJob(draft.meta, action.job, JOBS[action.job] ?? []);
      }
      computeFields(draft, register, rec);
    },
  );
  say(rec, {
    sign: rec.approval ? '⏳' : '✓',
    words: rec.approval ? runningWords(draft, register, rec) : { code: 'act.done', params: { action: action.label } },
    at: now,
    by: asked.by,
  });
  const wakes =
    stateOf(register, rec.state)?.kind === 'paused'
      ? register.actions.find((a) => a.byItself?.at && a.from.includes(rec.state))
      : undefined;
  const until = wakes?.byItself?.at ? rec.values[wakes.byItself.at] : null;
  if (typeof until === 'string') {
    // A date somebody waits for stands first in Check, with the reason if one was given.
    say(rec, {
      sign: '⏳',
      words: {
        code: 'wait.until',
        params: {
          date: `${Number(until.slice(5, 7))}/${Number(until.slice(8, 10))}`,
          ...(typeof rec.values.why === 'string' ? { why: rec.values.why } : {}),
        },
      },
      at: now,
      by: asked.by,
    });
  }
  if (action.key === 'sample' && asked.by) sendSample(draft, register, rec, asked.by);
  if (asked.via === 'clock') rec.updated = { at: now, by: null };
  else rec.updated = { at: now, by: asked.by };
  together(draft, () => {
    if (!rec.approval) settle(draft, register, before, rec, action, asked);
    else moveTallies(draft, register, before, rec);
  });
  const minutes = setting(draft.facts.ref, 'undo.minutes', 10);
  // A job goes on at once: what it has begun is ended by voiding, not taken back.
  if (asked.by && !action.job && (asked.via === 'cell' || asked.via === 'page')) {
    const companions = [...draft.records.keys()]
      .filter((k) => !touchedBefore.has(k) && k !== keyOf(rec.register, rec.id))
      .map((k) => draft.records.get(k)!);
    rec.undo = {
      by: asked.by,
      until: now + minutes * 60_000,
      commit: draft.meta.commit.n + 1,
      before: restorable(before),
      with: companions
        .map((c) => ({ c, was: draft.before.get(keyOf(c.register, c.id)) ?? null }))
        .filter(({ c, was }) => substance(was) !== substance(c))
        .map(({ c, was }) => ({ register: c.register, id: c.id, rev: c.rev, before: was && restorable(was) })),
      effects: draft.effects.slice(effectsBefore).map((e) => e.key),
    };
  } else rec.undo = null;
}

/** What an undo puts back. */
const restorable = ({ state, values, held, clocks, at, path, approval, extra }: Rec): Partial<Rec> =>
  clone({ state, values, held, clocks, at, path, approval, extra });

/** What an undo would have to turn back in a companion; a moved tally alone is moved back by itself. */
const substance = (rec: Rec | null | undefined): string => (rec ? JSON.stringify([rec.state, rec.values]) : '');

/** What follows a change that stands: tallies, linked actions, mails, survey, rules. */
export function settle(
  draft: Draft,
  register: Register,
  before: Rec | null,
  rec: Rec,
  action: Action | null,
  asked: Asked,
): void {
  const cause = `${action?.key ?? 'new'}@${draft.facts.cause}`;
  moveTallies(draft, register, before, rec);
  if (action) {
    if (action.run) runProcedure(draft, register, rec, action.run, asked.by);
    giveTo(draft, register, rec, action);
    freezeDocuments(draft, register, rec, action);
    for (const { link, action: verb } of action.and) runLinked(draft, register, rec, link, verb, asked);
    const params = { reason: asked.reason ?? null, action: action.key, actor: asked.by };
    // Whoever answered in the calendar has seen nothing of ours yet.
    tell(draft, register, rec, action.tells, { by: asked.by, cause, params, even: asked.via === 'calendar' });
    const kind = stateOf(register, rec.state)?.kind;
    const fromKind = before ? stateOf(register, before.state)?.kind : undefined;
    const requester = rec.values.requester as string | null;
    if (requester && register.pattern === 'request' && kind !== fromKind) {
      // R019: every item gets a result, and the one who asked hears it.
      if (kind === 'done' || kind === 'void' || (kind === 'closed' && fromKind !== 'done'))
        mailTo(draft, rec, 'done', { email: requester }, { by: asked.by, cause, params });
    }
    if (action.survey && requester && rec.values[draft.facts.shared.surveys[action.survey]?.sets ?? ''] == null) {
      mailTo(
        draft,
        rec,
        `survey_${action.survey}`,
        { email: requester },
        { by: null, cause: `survey:${action.survey}`, params },
      );
    }
  }
  applyRules(draft, register, rec, asked.quiet);
}

/** Values the linked record gets (R088, R163): journalled there like any other change. */
function giveTo(draft: Draft, register: Register, rec: Rec, action: Action): void {
  for (const { link, values } of action.gives ?? []) {
    const to = register.fields.find((f) => f.key === link)?.to;
    const id = rec.values[link];
    if (!to || typeof id !== 'string' || !look(draft, to, id)) continue;
    const other = registerOf(draft, to);
    const linked = touch(draft, to, id);
    const before = clone(linked);
    step(draft, linked, { action: `${register.key}.${action.key}`, actor: null, why: rec.id }, () => {
      for (const [key, text] of Object.entries(values)) {
        const answer = evaluate(text, conditionFacts(draft, register, rec));
        linked.values[key] = 'value' in answer ? (answer.value as Value) : null;
        delete linked.held[key];
      }
      computeFields(draft, other, linked);
    });
    linked.updated = { at: draft.facts.now, by: null };
    moveTallies(draft, other, before, linked);
  }
}

/** The linked record's action, or that of every record that points here. One that cannot take it is left as it is. */
export function runLinked(draft: Draft, register: Register, rec: Rec, link: string, verb: string, asked: Asked): void {
  if (link.includes('.')) {
    for (const child of childIds(register, rec)) {
      if (!link.startsWith(`${child.register}.`) || !look(draft, child.register, child.id)) continue;
      const other = registerOf(draft, child.register);
      const action = other.actions.find((a) => a.key === verb);
      const mine = touch(draft, child.register, child.id);
      if (action?.from.includes(mine.state)) perform(draft, other, mine, action, { ...asked, via: 'link' });
    }
    return;
  }
  const field = register.fields.find((f) => f.key === link);
  const id = rec.values[link] as string | null;
  if (!field?.to || !id || !look(draft, field.to, id)) return;
  const other = registerOf(draft, field.to);
  const action = other.actions.find((a) => a.key === verb);
  const linked = touch(draft, field.to, id);
  if (action && action.from.includes(linked.state)) perform(draft, other, linked, action, { ...asked, via: 'link' });
}

/** Enters a state: moments, path, clocks. */
export function enter(draft: Draft, register: Register, rec: Rec, to: string, _by: string | null): void {
  const from = rec.state;
  const at = draft.facts.now;
  rec.state = to;
  rec.at[to] = at;
  rec.path = [
    ...rec.path,
    { at, state: to, ...(typeof rec.values.tier === 'string' ? { tier: rec.values.tier } : {}) },
  ];
  moveClocks(register, rec, from, to, at, draft.facts.ref);
  makeDocuments(draft, register, rec);
}

/** `sets`: `me`, `now`, `today` or a literal. */
export function applySets(
  draft: Draft,
  rec: Rec,
  sets: Record<string, string | number | boolean | null>,
  by: string | null,
): void {
  const fields = draft.facts.registers[rec.register]?.fields ?? [];
  for (const [key, wanted] of Object.entries(sets)) {
    const type = fields.find((field) => field.key === key)?.type;
    const { now, ref } = draft.facts;
    const value = wanted === 'me' ? by : isMoment(wanted) ? momentValue(wanted, type, now, ref.zone) : wanted;
    if (wanted === 'me' && value === null) continue;
    if (key === 'tier' && rec.values.tier !== value)
      rec.path = [...rec.path, { at: draft.facts.now, state: rec.state, tier: String(value) }];
    rec.values[key] = value;
    delete rec.held[key];
  }
}

/** Only who did it takes it back, and only while no record changed with it has moved on. */
function undoRefused(draft: Draft, rec: Rec, by: string | null): Words | null {
  const u = rec.undo;
  if (!u || !sameMail(u.by, by)) return { code: 'undo.not-yours', params: { who: displayOf(draft.facts.ref, u?.by) } };
  const moved = u.with.find((other) => (look(draft, other.register, other.id)?.rev ?? other.rev) !== other.rev);
  return moved ? { code: 'undo.moved-on', params: { id: moved.id } } : null;
}

/** Takes back one's own last act within its minutes (register sheet: Mistakes). Mails that wait never leave. */
function undo(draft: Draft, register: Register, rec: Rec, asked: Asked): void {
  const { now } = draft.facts;
  const u = rec.undo;
  if (!u) return;
  answered(rec);
  rec.waiting = null;
  const before = clone(rec);
  step(draft, rec, { action: 'undo', actor: asked.by }, () => {
    Object.assign(rec, clone(u.before));
  });
  explainHeld(rec, now, asked.by);
  for (const other of u.with) undoWith(draft, other, asked);
  const grace = setting(draft.facts.ref, 'mail.grace_minutes', 3) * 60_000;
  rec.cancelled = [...rec.cancelled, ...u.effects];
  const gone = now - (u.until - setting(draft.facts.ref, 'undo.minutes', 10) * 60_000) >= grace;
  if (gone) {
    // The mail may be gone: its readers get one line, once.
    const heard = new Set(u.effects.filter((k) => !/:survey/.test(k)).map((k) => k.slice(k.lastIndexOf(':') + 1)));
    for (const email of heard)
      if (email.includes('@'))
        mailTo(draft, rec, 'undone', { email }, { by: null, cause: `undo@${draft.facts.cause}`, wanted: {} });
  }
  rec.undo = null;
  rec.updated = { at: now, by: asked.by };
  say(rec, { sign: '✓', words: { code: 'undo.done' }, at: now, by: asked.by });
  moveTallies(draft, register, before, rec);
}

/** Check says of each held value why it is held, and of no other. */
function explainHeld(rec: Rec, at: number, by: string | null): void {
  rec.check = rec.check.filter((l) => l.field === undefined);
  for (const key of Object.keys(rec.held)) say(rec, { sign: '✗', words: rec.held[key]!.words, at, by, field: key });
}

/** A record changed in the same commit goes back too; one that was made in it becomes void, its number is kept. */
function undoWith(draft: Draft, other: Undo['with'][number], asked: Asked): void {
  if (!look(draft, other.register, other.id)) return;
  const register = registerOf(draft, other.register);
  const rec = touch(draft, other.register, other.id);
  const before = clone(rec);
  step(draft, rec, { action: 'undo', actor: asked.by }, () => {
    if (other.before) Object.assign(rec, clone(other.before));
    else {
      enter(draft, register, rec, 'void', asked.by);
      // What was never there keeps no value that another must have: the same list is taken again.
      for (const field of register.fields) if (field.unique && !field.system) rec.values[field.key] = null;
    }
  });
  answered(rec);
  explainHeld(rec, draft.facts.now, asked.by);
  say(rec, { sign: '✓', words: { code: 'undo.done' }, at: draft.facts.now, by: asked.by });
  rec.updated = { at: draft.facts.now, by: asked.by };
  moveTallies(draft, register, before, rec);
}

function urge(draft: Draft, register: Register, rec: Rec, asked: Asked): void {
  const { now } = draft.facts;
  answered(rec);
  rec.waiting = null;
  const handlerField = register.fields.find((f) => f.type === 'person' && f.role);
  step(draft, rec, { action: 'urge', actor: asked.by, why: asked.reason ?? 'urge' }, () => undefined);
  const how = { by: asked.by, cause: `urge@${draft.facts.cause}`, params: { reason: asked.reason ?? null } };
  const approval = register.approvals.find((a) => a.key === rec.approval?.key);
  // In an approval whoever has not spoken yet is urged; else the handler, or the role that answers for the register.
  if (approval)
    for (const email of approvers(draft, register, approval, rec))
      mailTo(draft, rec, 'urged', { email }, { ...how, wanted: { asked: askedSince(rec)! } });
  else tell(draft, register, rec, [{ who: handlerField?.key ?? register.accountable, mail: 'urged' }], how);
  say(rec, { sign: '✓', words: { code: 'act.urged' }, at: now, by: asked.by });
}

/** Ends what runs or stands of an approval; whoever was asked or had decided hears of it. */
function callOff(draft: Draft, register: Register, rec: Rec, asked: Asked, approval = takenBack(register, rec)): void {
  if (!approval) return;
  const reason = asked.reason ?? '';
  const params = { reason: reason || null, actor: asked.by };
  const cause = `withdraw@${draft.facts.cause}`;
  for (const email of endRound(draft, rec, approval, 'withdraw', asked.by, reason))
    if (!sameMail(email, asked.by))
      mailTo(draft, rec, 'approval_withdrawn', { email }, { by: asked.by, cause, params });
}

/** Takes back what runs, or what has passed and was not acted on. */
function withdraw(draft: Draft, register: Register, rec: Rec, asked: Asked): void {
  const { now } = draft.facts;
  const approval = takenBack(register, rec);
  if (!approval) return;
  answered(rec);
  rec.waiting = null;
  const before = clone(rec);
  step(draft, rec, { action: 'withdraw', actor: asked.by, ...(asked.reason ? { why: asked.reason } : {}) }, () => {
    callOff(draft, register, rec, asked, approval);
    if (approval.returned.to) enter(draft, register, rec, approval.returned.to, asked.by);
  });
  rec.undo = null;
  rec.updated = { at: now, by: asked.by };
  moveTallies(draft, register, before, rec);
  say(rec, { sign: '✓', words: { code: 'approval.withdrawn' }, at: now, by: asked.by });
}
