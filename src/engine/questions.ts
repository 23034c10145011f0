/**
 * A form as it stands beside what the office knows of it: questions nobody knows, questions that are no more, questions made
 * anew under a field's name. Words, help, order and choices are people's own: they are not looked at here.
 */
import type { Field, FieldType } from '../model/types';
import { foldText } from './spelling';

/** One item of a form. `type` is the form service's name of its kind: TEXT, LIST, DATE, PAGE_BREAK … */
export interface FormItem {
  item: string;
  type: string;
  title: string;
  help: string;
  required: boolean;
  choices: string[];
}

/** What the office keeps of a form's questions: item id -> field key of those that stand, and of those that were deleted. */
export interface Bound {
  items: Record<string, string>;
  was?: Record<string, string>;
  missing?: string[];
}

/** A question somebody added: a column of its own, `title` its header. `choices` are the entries of a list of its own. */
export interface FoundQuestion {
  item: string;
  title: string;
  help: string;
  type: FieldType;
  choices: string[];
  required: boolean;
}

export interface FormNews {
  /** Questions no field knows. */
  found: FoundQuestion[];
  /** Keys the form asked for and asks no longer, all of them. */
  missing: string[];
  /** What the office should keep from now on. */
  bound: Bound;
}

const NO_QUESTION = new Set(['PAGE_BREAK', 'SECTION_HEADER', 'IMAGE', 'VIDEO']);
export const isQuestion = (item: FormItem): boolean => !NO_QUESTION.has(item.type);

/** A question without words is still being typed: it is nobody's yet. */
const asks = (item: FormItem): boolean => isQuestion(item) && item.title.trim() !== '';

const GUESS: Record<string, FieldType> = {
  DATE: 'date',
  TIME: 'time',
  SCALE: 'number',
  RATING: 'number',
  PARAGRAPH_TEXT: 'long text',
  LIST: 'choice',
  MULTIPLE_CHOICE: 'choice',
  CHECKBOX: 'choices',
};
/** Type of the field a new question becomes; text where nothing says otherwise (grids, moments, durations). */
export const guessType = (type: string): FieldType => GUESS[type] ?? 'text';

const KIND: Record<string, string> = {
  paragraph: 'PARAGRAPH_TEXT',
  list: 'LIST',
  choice: 'MULTIPLE_CHOICE',
  checkbox: 'CHECKBOX',
  date: 'DATE',
  time: 'TIME',
  scale: 'SCALE',
};
/** The form service's name of a kind of question we make. */
export const kindOf = (question: string): string => KIND[question] ?? 'TEXT';

/** Nothing new and nothing gone: a look at the form that costs no read of a workbook. `known`: items already told. */
export function unmoved(bound: Bound, items: FormItem[], known: string[]): boolean {
  const there = new Set(items.map((i) => i.item));
  return (
    Object.keys(bound.items).every((item) => there.has(item)) &&
    items.every((i) => !asks(i) || i.item in bound.items || i.item in (bound.was ?? {}) || known.includes(i.item)) &&
    Object.keys(bound.was ?? {}).every((item) => !there.has(item))
  );
}

/**
 * The news of a form. `asked`: keys it should ask for, in order. A question made anew under the name of a field (deleted and
 * typed again, or asked once more in another section) is that field's question, when its kind can answer it.
 */
export function readQuestions(bound: Bound, items: FormItem[], fields: Field[], asked: string[]): FormNews {
  const there = new Set(items.map((i) => i.item));
  const every = { ...(bound.was ?? {}), ...bound.items };
  const now: Record<string, string> = {};
  const was: Record<string, string> = {};
  for (const [item, key] of Object.entries(every)) (there.has(item) ? now : was)[item] = key;
  const found: FoundQuestion[] = [];
  for (const i of items) {
    if (!asks(i) || i.item in every) continue;
    const field = fields.find(
      (f) => (asked.includes(f.key) || mayAsk(f)) && named(f, i.title) && answers(i.type, f.type),
    );
    if (field) now[i.item] = field.key;
    else {
      const { item, help, required, choices } = i;
      found.push({
        item,
        title: ownTitle(i.title.trim(), fields, found),
        help,
        type: guessType(i.type),
        choices,
        required,
      });
    }
  }
  const standing = new Set(Object.values(now));
  const asksOnce = new Set(Object.values(every));
  const missing = asked.filter((key) => asksOnce.has(key) && !standing.has(key));
  return { found, missing, bound: { items: now, was, missing } };
}

/** Two columns of one name would stop the register: the second of a name is numbered. */
function ownTitle(title: string, fields: Field[], found: FoundQuestion[]): string {
  const taken = (word: string): boolean =>
    fields.some((f) => named(f, word)) || found.some((q) => foldText(q.title) === foldText(word));
  for (let n = 2, word = title; ; n++) {
    if (!taken(word)) return word;
    word = `${title} ${n}`;
  }
}

const named = (field: Field, title: string): boolean =>
  Object.values(field.label).some((word) => foldText(word ?? '') === foldText(title));

/** What the engine writes itself, and what a role owns, is not asked of whoever fills in a form. */
const mayAsk = (field: Field): boolean => !field.system && !field.is && !field.role && !field.owner?.length;

const ANSWERS: Record<string, FieldType[]> = {
  DATE: ['date'],
  TIME: ['time'],
  SCALE: ['number'],
  RATING: ['number'],
  LIST: ['choice', 'yes-no', 'department', 'person', 'link', 'text'],
  MULTIPLE_CHOICE: ['choice', 'yes-no', 'department', 'person', 'link', 'text'],
  CHECKBOX: ['choices'],
};
const TYPED: FieldType[] = [
  'text',
  'long text',
  'number',
  'money',
  'date',
  'time',
  'choice',
  'department',
  'person',
  'link',
];
const answers = (type: string, field: FieldType): boolean =>
  (/TEXT$/.test(type) ? TYPED : (ANSWERS[type] ?? [])).includes(field);

/**
 * Where a question belongs that is put back: the index behind the last item of the section of its nearest neighbour in the
 * asked order. `gate`: the question whose answer leads to sections; what is asked behind it never stands before them.
 */
export function placeFor(
  key: string,
  asked: string[],
  gate: string | undefined,
  bound: Bound,
  items: FormItem[],
): number {
  const index = (k: string): number => items.findIndex((i) => bound.items[i.item] === k);
  const border = gate === undefined ? -1 : asked.indexOf(gate);
  const mine = asked.indexOf(key);
  const side = asked.filter((k, i) => k !== key && i > border === mine > border && index(k) >= 0);
  const before = side.filter((k) => asked.indexOf(k) < mine).pop();
  const near = before ?? side[0];
  const behindGate = border >= 0 && mine > border;
  const start = near !== undefined ? index(near) : behindGate ? items.map((i) => i.type).lastIndexOf('PAGE_BREAK') : -1;
  const next = items.findIndex((i, n) => n > start && i.type === 'PAGE_BREAK');
  return next < 0 ? items.length : next;
}

/**
 * An item that a run which died on the way left for this question: whole, or without its title, which comes last. `known`: items that
 * mean something already.
 */
export function begunItem(
  items: FormItem[],
  q: { title: string; type: string },
  known: (item: string) => boolean,
): FormItem | undefined {
  const of = (title: string): FormItem | undefined =>
    items.find((one) => one.title === title && one.type === kindOf(q.type) && !known(one.item));
  return of(q.title) ?? of('');
}
