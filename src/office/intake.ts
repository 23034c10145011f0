/**
 * Intake: the form's own response store is the queue, an event is a hint (reliability: fact 1). Each answer becomes one record
 * or one held row, keyed by response id, record and ledger in the same commit: twice, late, blank or never-fired events change
 * nothing.
 */
import { canonicalJson, sha256 } from '../engine/digest';
import { createRecord } from '../engine/create';
import { keyOf, look, openDraft, say, step, touch, type Draft } from '../engine/draft';
import { parseContext } from '../engine/edit-row';
import { sameMail } from '../engine/people';
import { applyRules } from '../engine/rules';
import { computeFields } from '../engine/computed';
import { render } from '../engine/words';
import { parseCell } from '../engine/values';
import type { Field, Register } from '../model/types';
import type { CheckLine, Held, Value } from '../engine/types';
import { bookMap, factsOf, missingLinks, readFar, readFirst, readMore, type First } from './book';
import { again, commit } from './commit';
import { takeDecisions } from './decision-form';
import { spread } from './edits';
import { foundOf } from './found-fields';
import { guarded } from './gone';
import { INTAKE_COLUMNS, PROP, SHEET, type BookMap, type FormMap } from './layout';
import { notOpening } from './lost-forms';
import { finder, idIn, nameAreas, namedIn, namesRead } from './links';
import type { Block, Ports, Response } from './ports';
import { lookAtForm } from './questions';
import { restored } from './restored';

const DAY = 86_400_000;
/** Responses a commit takes: 500 waiting are at most five commits, each under 2 MB. */
export const AT_ONCE = 110;
const BUDGET = 240_000;

export function forms(ports: Ports, all = ports.props.all()): FormMap[] {
  return Object.keys(all)
    .filter((k) => k.startsWith(PROP.form))
    .sort()
    .map((k) => JSON.parse(all[k]!) as FormMap);
}

/** Answers sent since; none from a form that does not open: the others go on, and the look at the forms names it. */
export function answersOf(ports: Ports, form: FormMap, since: number): Response[] {
  try {
    return ports.forms.responses(form.id, since);
  } catch {
    notOpening(ports, form);
    return [];
  }
}

/** Takes in what waits in these forms. `busy` when somebody else holds the lock: their drain takes it. */
export function takeIn(ports: Ports, which: FormMap[], waitMs: number): 'done' | 'busy' {
  const end = ports.now() + BUDGET;
  for (const form of which) {
    if (form.kind === 'decision') {
      if (takeDecisions(ports, form, (since) => answersOf(ports, form, since)) === 'busy') return 'busy';
      continue;
    }
    const book = bookMap(ports, form.workbook);
    const news: News = { any: false };
    for (let round = 0; round < 30 && ports.now() < end; round++) {
      // A workbook that lacks a sheet stops nobody else's answers; its own wait in the form.
      const answer = guarded(ports, form.workbook, () =>
        ports.locked(waitMs, () => {
          spread(ports, book);
          return again(() => once(ports, book, form, news), 'done');
        }),
      );
      if (answer === 'busy') return 'busy';
      if (answer !== 'more') break;
    }
    if (news.any) lookAtForm(ports, form);
  }
  return 'done';
}

/** Left by a doorbell that found the lock taken. */
export function formsRang(ports: Ports): void {
  ports.props.set(PROP.formBell, String(ports.now()));
}

/** Set when answers show that somebody changed the form. */
interface News {
  any: boolean;
}

function once(ports: Ports, book: BookMap, form: FormMap, news: News): 'done' | 'more' {
  const cursor = Number(ports.props.get(PROP.cursor + form.id) ?? 0);
  const responses = answersOf(ports, form, Math.max(0, cursor - DAY));
  if (responses.length === 0) return 'done';
  // Links named by answers are numbers: their mirror rows ride in the first read.
  const early = responses.slice(-AT_ONCE * 5).flatMap((r) => idsIn(form, r, book));
  const markText = ports.props.get(PROP.mark + book.key);
  const size = markText ? (JSON.parse(markText) as { sizes: { intake: number } }).sizes.intake : 0;
  const from = Math.max(1, size - responses.length - 200);
  const first = readFirst(ports, book, {
    registers: [form.register],
    ids: early,
    extra: [{ sheet: SHEET.intake, row: from, col: 0, cols: INTAKE_COLUMNS }],
  });
  if (restored(ports, first, [])) return 'done';
  const ledger = new Set(first.extra[0]!.cells.filter((c) => c[1] === form.id).map((c) => String(c[2])));
  const waiting = responses.filter((r) => !ledger.has(r.id));
  const newest = Math.max(cursor, ...responses.map((r) => r.at));
  if (waiting.length === 0) {
    if (newest > cursor) ports.props.set(PROP.cursor + form.id, String(newest));
    return 'done';
  }
  const mine = waiting.slice(0, AT_ONCE);
  const more = [...mine.flatMap((r) => idsIn(form, r, book)), ...missingLinks(first)];
  const targets = [...new Set(mine.flatMap((r) => wordyLinks(first, form, r)))];
  const areas = targets.flatMap((t) => nameAreas(first, t));
  const blocks = readMore(ports, first, more, areas);
  const read = namesRead(first, targets, blocks);
  const unasked = unaskedOf(ports, first, form, mine, news);
  const draft = openDraft(factsOf(first, ports.now(), `r:${mine[0]!.id}+${mine.length}`));
  // A text that names a record brings it in (one more read, only when somebody answered in words): values are taken over from it.
  if (targets.length > 0 && form.kind === 'intake') {
    const register = first.registers[form.register]!;
    const links = finder(first, draft, read);
    const cells = (r: Response): Record<string, string> =>
      Object.fromEntries(register.fields.map((f) => [f.key, answerOf(form, r, f.key)]));
    readMore(
      ports,
      first,
      mine.flatMap((r) => namedIn(register, cells(r), links)),
    );
    readFar(ports, first, (key) => (first.registers[key]?.tallies.length ?? 0) > 0);
  }
  Object.assign(draft.facts.records, first.records);
  const intake = mine.map((r) => {
    const record = form.kind === 'survey' ? survey(draft, form, r) : submission(first, draft, form, r, read, unasked);
    return { form: form.id, response: r.id, hash: sha256(canonicalJson(r.answers)).slice(0, 16), record };
  });
  commit(ports, first, draft, { intake });
  if (mine.length === waiting.length) {
    ports.props.set(PROP.cursor + form.id, String(newest));
    return 'done';
  }
  return 'more';
}

/** Answers to a question that was deleted since still count. */
const keyIn = (form: FormMap, item: string): string | undefined => form.items[item] ?? form.was?.[item];

const textOf = (a: Response['answers'][number]): string => (Array.isArray(a.value) ? a.value.join('、') : a.value);

const answerOf = (form: FormMap, r: Response, key: string): string => {
  const a = r.answers.find((x) => keyIn(form, x.item) === key && x.value.length > 0);
  return a === undefined ? '' : textOf(a);
};

const mustHave = (register: Register): Field[] =>
  register.fields.filter((f) => f.required && !f.from && !f.system && !f.is);

/**
 * Keys the form does not ask for at present although it did: a required one is left blank then, nobody can be held to it. The form
 * is looked at only where an answer lacks what the form's page would not have let pass; in doubt nobody is held to it. Questions nobody knows are news too.
 */
function unaskedOf(ports: Ports, first: First, form: FormMap, mine: Response[], news: News): Set<string> {
  const unasked = new Set(form.missing ?? []);
  if (form.kind !== 'intake') return unasked;
  const told = (): string[] => foundOf(ports.props.all(), form.id).map((q) => q.item);
  const strange = mine.flatMap((r) => r.answers.filter((a) => keyIn(form, a.item) === undefined).map((a) => a.item));
  if (strange.length > 0) {
    const known = told();
    news.any ||= strange.some((item) => !known.includes(item));
  }
  const asked = new Set(Object.values(form.items));
  const lacks = first.registers[form.register]!.fields.filter(
    (f) => f.required && f.from !== 'sender' && asked.has(f.key) && !unasked.has(f.key),
  );
  const doubtful = mine.some((r) => !isSolved(form, r) && lacks.some((f) => answerOf(form, r, f.key) === ''));
  if (!doubtful) return unasked;
  const there = itemsThere(ports, form);
  for (const f of lacks) {
    if (there && Object.keys(form.items).some((item) => form.items[item] === f.key && there.has(item))) continue;
    unasked.add(f.key);
    news.any = true;
  }
  return unasked;
}

function itemsThere(ports: Ports, form: FormMap): Set<string> | null {
  try {
    return new Set(ports.forms.items(form.id).map((i) => i.item));
  } catch {
    return null;
  }
}

const isSolved = (form: FormMap, r: Response): boolean => {
  const solved = answerOf(form, r, '$solved');
  return solved !== '' && solved === form.solved;
};

/** Ids that stand in answers, by the registers this form's register links to. */
function idsIn(form: FormMap, r: Response, book: BookMap): { register: string; id: string }[] {
  if (form.kind === 'survey')
    return [{ register: form.register, id: answerOf(form, r, '$ticket').trim().split(/\s/)[0]!.toUpperCase() }];
  return r.answers.flatMap((a) => {
    const text = Array.isArray(a.value) ? '' : a.value;
    const head = text.trim().split(/\s+/)[0] ?? '';
    return /^[A-Z]+-[\w-]*\d+$/i.test(head)
      ? book.registers[form.register]!.needs.map((register) => ({ register, id: head.toUpperCase() }))
      : [];
  });
}

function wordyLinks(first: First, form: FormMap, r: Response): string[] {
  if (form.kind === 'survey') return [];
  const register = first.registers[form.register]!;
  return register.fields
    .filter((f) => f.type === 'link' && f.to)
    .filter((f) => {
      const text = answerOf(form, r, f.key);
      return text !== '' && !idIn(first.registers[f.to!], text);
    })
    .map((f) => f.to!);
}

/** One submission to one record; an answer that cannot be right is held in its cell and the sender hears (R019). */
function submission(
  first: First,
  draft: Draft,
  form: FormMap,
  r: Response,
  read: Record<string, Block[]>,
  unasked: Set<string>,
): string {
  const register = first.registers[form.register]!;
  const ctx = { ...parseContext(draft, finder(first, draft, read)), lang: first.ref.language };
  const values: Record<string, Value> = {};
  const held: Record<string, Held> = {};
  const extra: Record<string, { title: string; value: string }> = {};
  const check: CheckLine[] = [];
  for (const a of r.answers) {
    const key = keyIn(form, a.item);
    const text = textOf(a);
    const field = register.fields.find((f) => f.key === key);
    if (!field) {
      if (!key?.startsWith('$') && text !== '') extra[a.item] = { title: a.title, value: text };
      continue;
    }
    if (text === '') continue;
    const parsed = parseCell(field, text, ctx);
    if (parsed.ok) values[field.key] = parsed.value;
    else {
      const words =
        'words' in parsed ? parsed.words : { code: 'value.not-found', params: { field: field.label, typed: text } };
      held[field.key] = { typed: text, words };
      check.push({ sign: '✗', words, at: r.at, by: r.email, field: field.key });
    }
  }
  for (const field of mustHave(register).filter((f) => !unasked.has(f.key))) {
    if (values[field.key] == null && !(field.key in held)) {
      const words = { code: 'held.required', params: { field: field.label } };
      held[field.key] = { typed: '', words };
      check.push({ sign: '✗', words, at: r.at, by: r.email, field: field.key });
    }
  }
  const by = form.verified ? r.email : null;
  const source = { kind: 'form' as const, ref: `r:${form.id}:${r.id}`, ...(form.verified ? {} : { unverified: true }) };
  if (isSolved(form, r)) return solvedAlone(draft, register, values, r, by, source);
  return createRecord(draft, register, values, {
    source,
    by,
    quiet: false,
    held,
    extra,
    check,
    at: Math.min(r.at, draft.facts.now),
  }).id;
}

/** "It works now" on the self-help page: counted as solved in tier one, nobody is bothered (R095). */
function solvedAlone(
  draft: Draft,
  register: Register,
  values: Record<string, Value>,
  r: Response,
  by: string | null,
  source: { kind: 'form'; ref: string; unverified?: boolean },
): string {
  const closed = register.states.find((s) => s.kind === 'closed')!;
  const lang = draft.facts.ref.language;
  if (register.fields.some((f) => f.key === 'solution')) values.solution = render({ code: 'form.solved' }, lang);
  if (register.fields.some((f) => f.key === 'fault') && values.fault == null)
    values.fault = render({ code: 'form.solved' }, lang);
  const rec = createRecord(draft, register, values, {
    source,
    by,
    quiet: true,
    state: closed.key,
    at: Math.min(r.at, draft.facts.now),
  });
  rec.check = [];
  say(rec, { sign: '✓', words: { code: 'form.solved' }, at: r.at, by });
  return rec.id;
}

/** A survey answer: only the requester's counts, one a record, no default score (R106 for tickets: B.16 rule 5). */
function survey(draft: Draft, form: FormMap, r: Response): string {
  const register = draft.facts.registers[form.register]!;
  const def = draft.facts.shared.surveys[form.key];
  const id = answerOf(form, r, '$ticket').trim().split(/\s/)[0]!.toUpperCase();
  const seen = look(draft, register.key, id);
  const score = Number(answerOf(form, r, '$score'));
  if (!def || !seen || !Number.isFinite(score) || score < 1 || score > def.scale) return '';
  if (!sameMail(seen.values.requester as string | null, r.email)) return '';
  const rec = touch(draft, register.key, id);
  step(draft, rec, { action: 'survey', actor: r.email }, () => {
    rec.values[def.sets] = score;
    const comment = answerOf(form, r, '$comment');
    if (def.comment && comment) rec.values[def.comment] = comment;
    computeFields(draft, register, rec);
  });
  say(rec, { sign: '✓', words: { code: 'survey.received', params: { score } }, at: r.at, by: r.email });
  applyRules(draft, register, rec);
  return keyOf(register.key, id);
}

/** The intake workbook's one look: which forms have grown since the last time (design: Intake). */
export function grown(ports: Ports, all: FormMap[], props = ports.props.all()): FormMap[] {
  const text = props['book:intake'];
  if (!text) return all;
  const intake = JSON.parse(text) as BookMap;
  const seen = JSON.parse(props.grown ?? '{}') as Record<string, number>;
  const tabs = all.filter((f) => f.tab !== null);
  if (tabs.length === 0) return all;
  const blocks = ports.books.read(
    intake.id,
    tabs.map((f) => ({ sheet: f.tab!, row: seen[f.id] ?? 0, col: 0, cols: 1 })),
  );
  const out: FormMap[] = [];
  tabs.forEach((f, i) => {
    // From the last row known on (or the header): a full tab ends there, and a range beyond its end is an error.
    const n = blocks[i]!.cells.length - 1;
    if (n > 0) {
      out.push(f);
      seen[f.id] = (seen[f.id] ?? 0) + n;
    }
  });
  if (out.length > 0) ports.props.set('grown', JSON.stringify(seen));
  return [...out, ...all.filter((f) => f.tab === null)];
}
