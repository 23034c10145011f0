// A form's answers: from the browser's fields or a prefilled address to what a person submits.

import type { Form, FormItem } from '../runtime/store/state.ts';
import { route, type Typed } from './views/form.ts';

const QUESTIONS = new Set([
  'TEXT',
  'PARAGRAPH_TEXT',
  'LIST',
  'MULTIPLE_CHOICE',
  'CHECKBOX',
  'DATE',
  'TIME',
  'DATETIME',
  'SCALE',
  'RATING',
  'DURATION',
  'GRID',
  'CHECKBOX_GRID',
]);

/** Fields named entry.<item id>, of a grid's row entry.<item id>.<row>, from a query or a posted form; "other" carries the text typed beside it. */
export function typedFrom(fields: URLSearchParams): Typed {
  const out: Typed = {};
  for (const [key, value] of fields) {
    const id = /^entry\.(\d+(?:\.\d+)?)$/.exec(key)?.[1];
    if (!id) continue;
    const text =
      value === '__other__' || value === '__other_option__'
        ? (fields.get(`${key}.other`) ?? fields.get(`${key}.other_option_response`) ?? '')
        : value;
    if (text.trim() !== '') (out[id] ??= []).push(text);
  }
  return out;
}

/** Required questions on the way these answers take that have no answer. */
export function missingIn(form: Form, typed: Typed): Set<number> {
  const items = route(form, typed).flatMap((section) => section.items);
  return new Set(
    items
      .filter((item) => item.required && QUESTIONS.has(item.type) && keysOf(item).some((key) => !typed[key]?.length))
      .map((item) => item.id),
  );
}

/** Answers as `Person.submit` takes them; those of sections the person did not come through are dropped, as Forms does. */
export function answersOf(form: Form, typed: Typed): Record<string, unknown> {
  const seen = route(form, typed).flatMap((section) => section.items);
  return Object.fromEntries(
    seen
      .filter((item) => QUESTIONS.has(item.type) && keysOf(item).some((key) => typed[key]?.length))
      .map((item) => [String(item.id), answer(item, typed)]),
  );
}

/** Under which names an item's answers come: a grid has one a row. */
const keysOf = (item: FormItem): string[] =>
  item.rows ? item.rows.map((_row, i) => `${item.id}.${i}`) : [String(item.id)];

function answer(item: FormItem, typed: Typed): unknown {
  if (item.rows)
    return keysOf(item).map((key) => (item.type === 'GRID' ? (typed[key]?.[0] ?? '') : (typed[key] ?? [])));
  const values = typed[String(item.id)]!;
  if (item.type === 'CHECKBOX') return values;
  if (item.type === 'DATETIME') return values[0]!.replace('T', ' ');
  return values[0];
}
