/**
 * One touched row against its record: what differs is what somebody did, however it came about. Hold, do not revert; five
 * things only are put back (register sheet: Check, and hold instead of revert).
 */
import type { Action, Field, Register } from '../model/types';
import { boundFields, takenBack } from './seal';
import { judge, legalActions, tryAction, type Asked } from './act';
import { dateAt } from './civil';
import { computeFields } from './computed';
import { fillFrom } from './create';
import { answered, clone, say, step, touch, type Draft } from './draft';
import { holders, personOf, sameMail } from './people';
import { pick, project, showContext } from './project';
import { fold } from './columns';
import { awaitConfirmation } from './governed';
import { applyRules } from './rules';
import { moveTallies } from './tallies';
import type { Cell, Rec, Ref, Value, Words } from './types';
import { foldText } from './spelling';
import { parseCell, sameCell, showCell, type CellContext, type Taken } from './values';

/** A row as read: typed cells by column key. Missing key = the column is not there. */
export type RowCells = Record<string, Cell>;

/** Links by what was typed: an id, a serial, an old sticker number, a name. Filled from what the second read brought. */
export interface LinkFinder {
  (register: string, text: string): { id: string; name: string }[];
  /** Holders of unique values, where those columns were read. */
  taken?: Taken;
}

export function parseContext(draft: Draft, links: LinkFinder): CellContext {
  const { ref, now } = draft.facts;
  return { ref, now, lang: ref.language, links, ...(links.taken ? { taken: links.taken } : {}) };
}

/** A typed cell as a value or as words; a number of the setup tab is judged by its own limits (configuration: a wrong row never breaks the office). */
export function readCell(
  draft: Draft,
  register: Register,
  field: Field,
  typed: Cell,
  ctx: CellContext,
  rec?: Rec,
): { ok: true; value: Value } | { ok: false; words: Words } {
  const parsed = parseCell(field, typed, ctx);
  if (!parsed.ok)
    return {
      ok: false,
      words:
        'words' in parsed
          ? parsed.words
          : { code: 'value.not-found', params: { field: field.label, typed: String(typed) } },
    };
  if (register.shipped === 'settings' && field.key === 'value' && rec)
    return settingValue(draft, field, String(rec.values.key ?? ''), parsed.value, typed);
  const other = field.unique && parsed.value !== null ? holderOf(draft, register, field, parsed.value, ctx, rec) : null;
  return other === null
    ? parsed
    : { ok: false, words: { code: 'value.unique', params: { field: field.label, typed: String(typed), id: other } } };
}

/** Holders of a register's unique values among its records at hand. */
export function takenAmong(register: Register, recs: Iterable<Rec>): Taken {
  const unique = register.fields.filter((f) => f.unique && !f.system);
  const by = new Map<string, string>();
  for (const rec of recs) {
    if (rec.deleted) continue;
    for (const { key } of unique) {
      const held = `${key}=${foldText(String(rec.values[key] ?? ''))}`;
      if (rec.values[key] != null && !by.has(held)) by.set(held, rec.id);
    }
  }
  return (_register, field, value) => by.get(`${field}=${foldText(value)}`) ?? null;
}

/** Another record with this value in a unique field: as this draft leaves it, else as the columns read show it. */
function holderOf(
  draft: Draft,
  register: Register,
  field: Field,
  value: Value,
  ctx: CellContext,
  rec: Rec | undefined,
): string | null {
  const wanted = foldText(String(value));
  const here = (one: Rec): boolean =>
    !one.deleted && one.values[field.key] != null && foldText(String(one.values[field.key])) === wanted;
  for (const one of draft.records.values())
    if (one.register === register.key && one.id !== rec?.id && here(one)) return one.id;
  const known = ctx.taken?.(register.key, field.key, String(value)) ?? null;
  if (known === null || known === rec?.id) return null;
  const moved = draft.records.get(`${register.key}/${known}`);
  return moved && !here(moved) ? null : known;
}

function settingValue(
  draft: Draft,
  field: Field,
  key: string,
  value: Value,
  typed: Cell,
): { ok: true; value: Value } | { ok: false; words: Words } {
  const shipped = draft.facts.shared.settings[key];
  if (value === null || !shipped || typeof shipped.value !== 'number') return { ok: true, value };
  const number = Number(
    String(value)
      .normalize('NFKC')
      .replace(/[,，\s]/g, ''),
  );
  const low = shipped.min ?? 0;
  if (!Number.isFinite(number) || number < low || (shipped.max !== undefined && number > shipped.max)) {
    return {
      ok: false,
      words: {
        code: Number.isFinite(number) ? 'value.out-of-range' : 'value.not-number',
        params: { field: field.label, typed: String(typed), min: low, max: shipped.max ?? '' },
      },
    };
  }
  return { ok: true, value: String(number) };
}

/** True when the row differs from what its record shows, in anything a person could mean. */
export function differs(register: Register, rec: Rec, cells: RowCells, draft: Draft): string[] {
  const shown = project(register, rec, draft.facts.ref, draft.facts.now);
  return Object.keys(cells).filter(
    (key) =>
      shown[key] !== undefined &&
      !sameCell(cells[key] ?? '', shown[key].value) &&
      !formerName(register, rec, key, cells[key] ?? '', draft.facts.ref),
  );
}

/** A cell that still shows the name its person had before nobody typed: it is rewritten, not judged. */
function formerName(register: Register, rec: Rec, key: string, cell: Cell, ref: Ref): boolean {
  const who = rec.values[key];
  if (typeof cell !== 'string' || typeof who !== 'string' || key in rec.held) return false;
  if (register.fields.find((f) => f.key === key)?.type !== 'person') return false;
  return personOf(ref, who)?.former?.some((name) => fold(name) === fold(cell)) ?? false;
}

/** Judges one row. `by` null = Google did not say who. Returns true when the record (or only its projection) must be written. */
export function editRow(
  draft: Draft,
  register: Register,
  id: string,
  cells: RowCells,
  by: string | null,
  links: LinkFinder,
): boolean {
  const seen = draft.records.get(`${register.key}/${id}`) ?? draft.facts.records[`${register.key}/${id}`];
  if (!seen) return false;
  const changed = differs(register, seen, cells, draft);
  if (changed.length === 0) return chosenAgain(draft, register, seen, cells, by);
  const now = draft.facts.now;
  const rec = touch(draft, register.key, id);
  const before = clone(rec);
  const putBack: { key: string; words: Words }[] = [];
  const values: Record<string, Value> = {};
  const held: Record<string, { typed: Cell; words: Words }> = {};
  const bound = boundFields(register, rec);
  const ctx = parseContext(draft, links);

  for (const field of register.fields) {
    if (!changed.includes(field.key)) continue;
    const typed = cells[field.key] ?? '';
    const refused = refusal(draft, register, field, rec, typed, by, bound);
    if (refused) {
      putBack.push({ key: field.key, words: refused });
      continue;
    }
    const blank = typed === '' || (typeof typed === 'string' && typed.trim() === '');
    if (blank && field.required) {
      held[field.key] = { typed: '', words: { code: 'held.required', params: { field: field.label } } };
      continue;
    }
    const parsed = readCell(draft, register, field, typed, ctx, rec);
    if (parsed.ok) values[field.key] = parsed.value;
    else held[field.key] = { typed, words: parsed.words };
  }

  if (Object.keys(values).length > 0 || Object.keys(held).length > 0) {
    answered(rec);
    step(draft, rec, { action: 'edit', actor: by }, () => {
      for (const key of Object.keys(values)) {
        rec.values[key] = values[key] ?? null;
        delete rec.held[key];
      }
      for (const key of Object.keys(held)) rec.held[key] = held[key]!;
      rec.check = rec.check.filter((l) => !l.field || l.field in rec.held);
      // Other words are another text: it counts when somebody looked at its sample again.
      if (register.shipped === 'mails' && Object.keys(values).some((key) => /^(answer|body)_/.test(key)))
        rec.values.seen = null;
      for (const { key, stamps } of register.fields)
        if (stamps !== undefined && key in values) rec.values[stamps] = dateAt(now, draft.facts.ref.zone);
      awaitConfirmation(draft, register, rec, Object.keys(values), by, before.values);
      refill(draft, register, rec, Object.keys(values));
      computeFields(draft, register, rec);
    });
    rec.updated = { at: now, by };
    rec.undo = by && Object.keys(values).length > 0 ? undoOf(draft, before, by) : rec.undo;
    for (const key of Object.keys(held)) say(rec, { sign: '✗', words: held[key]!.words, at: now, by, field: key });
    moveTallies(draft, register, before, rec);
  }

  const numberTyped = changed.includes('$number');
  if (numberTyped)
    putBack.push({ key: '$number', words: { code: 'back.number', params: { typed: String(cells.$number ?? '') } } });
  const verb = changed.includes('$next') ? String(cells.$next ?? '').trim() : null;
  let typedAction: { action: Action; reason?: string } | null = null;

  if (changed.includes('$state')) {
    const wanted = stateTyped(register, String(cells.$state ?? ''));
    const ways = wanted ? legalActions(register, rec, now).filter((a) => a.to === wanted && !a.standing) : [];
    if (ways.length === 1 && !verb) typedAction = { action: ways[0]! };
    else if (wanted !== rec.state)
      putBack.push({
        key: '$state',
        words: {
          code: wanted ? 'back.state' : 'back.state-unknown',
          params: {
            typed: String(cells.$state ?? ''),
            actions: legalActions(register, rec, now)
              .filter((a) => !a.standing)
              .map((a) => pick(a.label, draft.facts.ref.language))
              .join('、'),
          },
        },
      });
  }
  for (const line of putBack) {
    if (!line.key.startsWith('$') || line.key === '$number' || line.key === '$state') {
      step(
        draft,
        rec,
        { action: 'put-back', actor: by, extra: { [line.key]: cells[line.key] ?? '' }, why: 'refused' },
        () => undefined,
      );
      say(rec, { sign: '✗', words: line.words, at: now, by });
    }
  }

  if (verb !== null && verb !== '') {
    const parsed = readVerb(register, verb);
    if (parsed === 'decision') {
      rec.waiting = null;
      say(rec, { sign: '✗', words: { code: 'act.decide-elsewhere' }, at: now, by });
    } else if (!parsed) {
      rec.waiting = null;
      say(rec, {
        sign: '✗',
        words: {
          code: 'act.unknown',
          params: {
            typed: verb.slice(0, 40),
            actions: legalActions(register, rec, now)
              .map((a) => pick(a.label, draft.facts.ref.language))
              .join('、'),
          },
        },
        at: now,
        by,
      });
    } else typedAction = parsed;
  } else if (verb === '' && rec.waiting) {
    // Emptying the cell drops the verb.
    step(draft, rec, { action: 'dropped', actor: by }, () => {
      rec.waiting = null;
    });
    answered(rec);
  }

  const wrong = typedAction && fillWords(draft, register, rec, typedAction, by, ctx);
  if (wrong) say(rec, { sign: '✗', words: wrong, at: now, by });
  else if (typedAction)
    tryAction(draft, register, rec, typedAction.action, {
      by,
      via: 'cell',
      ...(typedAction.reason ? { reason: typedAction.reason } : {}),
    });
  else if (rec.waiting && (Object.keys(values).length > 0 || Object.keys(held).length > 0)) {
    const waiting = rec.waiting;
    const action = register.actions.find((a) => a.key === waiting.action);
    // The actor is who chose the verb; who typed the last value is journalled beside.
    if (action)
      tryAction(draft, register, rec, action, {
        by: waiting.by,
        typed: by,
        via: 'cell',
        ...(waiting.reason ? { reason: waiting.reason } : {}),
      });
    else rec.waiting = null;
  } else if (Object.keys(values).length > 0) {
    if (rec.check.length === 0) say(rec, { sign: '✓', words: { code: 'edit.done' }, at: now, by });
    applyRules(draft, register, rec);
  }
  return true;
}

/** 「離職交接：陳怡君」: the words behind the colon fill the field the action names. Says what is wrong with them, or null. */
function fillWords(
  draft: Draft,
  register: Register,
  rec: Rec,
  typed: { action: Action; reason?: string },
  by: string | null,
  ctx: CellContext,
): Words | null {
  const field = register.fields.find((f) => f.key === typed.action.words);
  if (!field || !typed.reason) return null;
  const parsed = readCell(draft, register, field, typed.reason, ctx, rec);
  if (!parsed.ok) return parsed.words;
  step(draft, rec, { action: 'edit', actor: by }, () => {
    rec.values[field.key] = parsed.value;
    delete rec.held[field.key];
  });
  return null;
}

/** Undo of a plain edit: the values as before. */
function undoOf(draft: Draft, before: Rec, by: string): Rec['undo'] {
  const minutes = Number(draft.facts.ref.settings['undo.minutes'] ?? 10);
  return {
    by,
    until: draft.facts.now + minutes * 60_000,
    commit: draft.meta.commit.n + 1,
    before: { values: before.values, held: before.held },
    with: [],
    effects: [],
  };
}

/** The verb that waits in the row, chosen once more by the same person: what it waited for elsewhere may be there now. */
function chosenAgain(draft: Draft, register: Register, seen: Rec, cells: RowCells, by: string | null): boolean {
  const { waiting } = seen;
  const action = register.actions.find((one) => one.key === waiting?.action);
  if (!waiting || !action || by === null || !sameMail(by, waiting.by) || !cells.$next) return false;
  const asked: Asked = { by, via: 'cell', ...(waiting.reason ? { reason: waiting.reason } : {}) };
  const answer = judge(draft, register, seen, action, asked);
  const told = answer && JSON.stringify(answer.done ? null : answer.words);
  if (answer && !answer.done && answer.waits && seen.check.some((line) => JSON.stringify(line.words) === told))
    return false;
  tryAction(draft, register, touch(draft, register.key, seen.id), action, asked);
  return true;
}

/** A changed link refills what came from it and nobody typed over. */
function refill(draft: Draft, register: Register, rec: Rec, keys: string[]): void {
  const links = register.fields.filter((f) => f.type === 'link' && keys.includes(f.key)).map((f) => f.key);
  if (links.length > 0) fillFrom(draft, register, rec, null);
}

/** The five things that are put back, as far as they concern a field. Null = the cell may be taken. */
function refusal(
  draft: Draft,
  register: Register,
  field: Field,
  rec: Rec,
  typed: Cell,
  by: string | null,
  binds: string[],
): Words | null {
  if (field.is || field.system) return { code: 'back.engine', params: { field: field.label, typed: String(typed) } };
  if (isShippedCell(register, field, rec))
    return { code: 'back.shipped', params: { field: field.label, typed: String(typed) } };
  if (binds.includes(field.key)) return boundWords(draft, register, field, rec, String(typed));
  if (field.through && rec.values[field.key] != null)
    return {
      code: 'back.through',
      params: {
        field: field.label,
        typed: String(typed),
        register: field.throughName ?? { en: field.through },
      },
    };
  if (field.owner && field.owner.length > 0) {
    const mine =
      by !== null && field.owner.some((role) => holders(draft.facts.ref, role, rec).some((h) => sameMail(h, by)));
    if (!mine)
      return {
        code: 'back.not-your-field',
        params: {
          field: field.label,
          typed: String(typed),
          who: field.owner.map((r) => pick(draft.facts.shared.roles[r]?.label, draft.facts.ref.language)).join('、'),
        },
      };
  }
  return null;
}

/** Said of a field an approval stands on: what was approved, and the way to change it. */
export function boundWords(draft: Draft, register: Register, field: Field, rec: Rec, typed: string): Words {
  const ctx = showContext(draft.facts.ref, draft.facts.now, draft.facts.ref.language, rec.names);
  const shown = showCell(field, rec.values[field.key] ?? null, ctx);
  const value = rec.approval || shown.kind.startsWith('date') ? '' : shown.value.toLocaleString('en-US');
  const code = takenBack(register, rec) ? 'back.bound' : 'back.sealed';
  return { code, params: { field: field.label, typed, ...(value ? { value } : {}) } };
}

/** What a pack ships is fixed: of a shipped field or time limit the register it is of, its type, its clock. */
function isShippedCell(register: Register, field: Field, rec: Rec): boolean {
  if (register.shipped === 'fields')
    return rec.values.origin === 'shipped' && ['register', 'type', 'list', 'default', 'order'].includes(field.key);
  if (register.shipped === 'clocks')
    return rec.values.clock_key !== null && ['register', 'clock', 'field', 'is'].includes(field.key);
  return register.shipped === 'lists' && field.key === 'list';
}

function stateTyped(register: Register, typed: string): string | null {
  const wanted = fold(typed);
  return (
    register.states.find((s) => [s.key, ...Object.values(s.label)].some((l) => fold(l ?? '') === wanted))?.key ?? null
  );
}

const DECISIONS = ['同意', '核准', '退回', '不同意', '批准', '驳回', '駁回', 'approve', 'reject', 'return'].map(fold);

/** 「作廢：重複建檔」 -> the action and its reason; any language, key or label. */
export function readVerb(register: Register, typed: string): { action: Action; reason?: string } | 'decision' | null {
  const [head, ...rest] = typed.split(/[:：]/);
  const verb = fold(head ?? '');
  const reason = rest.join('：').trim();
  const action = register.actions.find((a) =>
    [a.key, ...Object.values(a.label)].some((l) => fold(l ?? '') === verb || fold(l ?? '') === `↩${verb}`),
  );
  if (action) return { action, ...(reason ? { reason } : {}) };
  return DECISIONS.includes(verb) ? 'decision' : null;
}
