// A person fills in a form: what the form's page checks, what Forms stores, which triggers hear of it (SUB-1, SUB-2).

import { Refused } from '../errors.ts';
import { nextRandom } from '../random.ts';
import type { Runtime } from '../runtime.ts';
import { displayOf } from '../store/display.ts';
import { rowAt } from '../store/grid.ts';
import { answerRow, isQuestion } from '../store/intake.ts';
import type { EventPayload, Form, FormAnswer, FormItem } from '../store/state.ts';
import { raise } from './raising.ts';

/** Gives the response's id. Throws Refused where the form's page would not let the answers through. */
export function submitForm(
  runtime: Runtime,
  user: string,
  formId: string,
  given: Readonly<Record<string, unknown>>,
  options: { email?: string },
): string {
  const form = runtime.store.forms[formId];
  if (!form || form.binned) throw new Refused(`no form ${formId}`);
  if (!form.published) throw new Refused('This form has not been published.');
  if (!form.accepting) throw new Refused(form.closedMessage || 'The form is no longer accepting responses.');
  const answers = answersOf(form, given);
  const email = addressOf(runtime, form, user, options.email);
  const done = answerRow(runtime, formId, { answers, email, at: runtime.now });
  announce(runtime, formId, done.response.id, done.row);
  return done.response.id;
}

/** Verified is the person's own account; otherwise what they typed, if the form asks at all. */
function addressOf(runtime: Runtime, form: Form, user: string, typed: string | undefined): string {
  if (form.emailCollection === 'DO_NOT_COLLECT') return '';
  if (form.emailCollection === 'VERIFIED' && runtime.switches.verifiedEmail) {
    if (!user) throw new Refused('You must sign in to fill in this form.');
    return user;
  }
  return typed ?? user;
}

function answersOf(form: Form, given: Readonly<Record<string, unknown>>): FormAnswer[] {
  const items = form.items.filter(isQuestion);
  for (const key of Object.keys(given)) {
    if (!items.some((item) => String(item.id) === key || item.title === key))
      throw new Refused(`the form has no question "${key}"`);
  }
  const answers: FormAnswer[] = [];
  for (const item of items) {
    const value = given[String(item.id)] ?? given[item.title];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    answers.push({ itemId: item.id, response: responseOf(item, value) });
  }
  const asked = reached(form, answers);
  for (const item of asked) {
    if (item.required && !answers.some((a) => a.itemId === item.id))
      throw new Refused(`"${item.title}" is a required question`);
  }
  // What was answered on a section the answers do not lead through is not sent.
  return answers.filter((a) => asked.some((item) => item.id === a.itemId));
}

/** Questions on the sections these answers lead through; only those can be demanded. */
function reached(form: Form, answers: readonly FormAnswer[]): FormItem[] {
  const out: FormItem[] = [];
  const seen = new Set<number>();
  const start = (id: string | number): number => form.items.findIndex((item) => item.id === id);
  let at = 0;
  while (at >= 0 && at < form.items.length && !seen.has(at)) {
    seen.add(at);
    let end = at + (form.items[at]!.type === 'PAGE_BREAK' ? 1 : 0);
    let goTo: string | number = 'CONTINUE';
    for (; end < form.items.length && form.items[end]!.type !== 'PAGE_BREAK'; end++) {
      const item = form.items[end]!;
      if (isQuestion(item)) out.push(item);
      const answer = answers.find((a) => a.itemId === item.id)?.response;
      const chosen = item.choices?.find((choice) => choice.value === answer)?.goTo;
      if (chosen !== undefined) goTo = chosen;
    }
    if (goTo === 'CONTINUE') goTo = form.items[end]?.goTo ?? 'CONTINUE';
    if (goTo === 'SUBMIT') break;
    at = goTo === 'CONTINUE' ? end : goTo === 'RESTART' ? 0 : start(goTo);
  }
  return out;
}

/** An answer in the form `getResponse` gives it (FRM-1). */
function responseOf(item: FormItem, value: unknown): FormAnswer['response'] {
  const text = String(value);
  const wrong = (why: string): never => {
    throw new Refused(`"${item.title}": ${why}`);
  };
  const choice = (one: string): string => {
    if (!item.other && !(item.choices ?? []).some((c) => c.value === one)) wrong(`"${one}" is not one of the choices`);
    return one;
  };
  switch (item.type) {
    case 'LIST':
    case 'MULTIPLE_CHOICE':
      return choice(text);
    case 'CHECKBOX':
      return (Array.isArray(value) ? value : [value]).map((one) => choice(String(one)));
    case 'SCALE': {
      const n = Number(value);
      if (!(n >= (item.lower ?? 1) && n <= (item.upper ?? 5))) wrong(`${text} is outside the scale`);
      return text;
    }
    case 'DATE':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : wrong('not a date (YYYY-MM-DD)');
    case 'TIME':
      return /^\d{2}:\d{2}$/.test(text) ? text : wrong('not a time (HH:mm)');
    case 'DURATION':
      return /^\d{1,3}:\d{2}:\d{2}$/.test(text) ? text : wrong('not a duration (HH:mm:ss)');
    case 'DATETIME':
      return /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$/.test(text)
        ? text.replace('T', ' ')
        : wrong('not a date and time (YYYY-MM-DD HH:mm)');
    case 'TEXT':
    case 'PARAGRAPH_TEXT':
      if (item.validation && !valid(item.validation, text)) wrong(item.validation.help ?? 'not a valid answer');
      return text;
    case 'GRID':
    case 'CHECKBOX_GRID': {
      // One answer a row, in the order of the rows; a row left out is blank.
      const rows = (item.rows ?? []).map((_row, i) => [(value as unknown[])[i] ?? []].flat().map(String));
      const strange = rows.flat().find((one) => !(item.columns ?? []).includes(one));
      if (strange !== undefined) wrong(`"${strange}" is not one of the columns`);
      if (item.required && rows.some((row) => row.length === 0)) wrong('one answer a row is required');
      return item.type === 'GRID' ? rows.map((row) => row[0] ?? '') : rows;
    }
    default:
      return Array.isArray(value) ? value.map(String) : text;
  }
}

function valid({ kind, args }: NonNullable<FormItem['validation']>, text: string): boolean {
  const n = Number(text);
  const isNumber = text.trim() !== '' && !Number.isNaN(n);
  const [a, b] = args.map(Number) as [number, number];
  switch (kind) {
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
    case 'url':
      return /^https?:\/\/\S+$/.test(text);
    case 'number':
      return isNumber;
    case 'whole':
      return Number.isInteger(n) && isNumber;
    case 'greater':
      return isNumber && n > a;
    case 'atLeast':
      return isNumber && n >= a;
    case 'atMost':
      return isNumber && n <= a;
    case 'between':
      return isNumber && n >= a && n <= b;
    case 'pattern':
      return new RegExp(String(args[0])).test(text);
    case 'maxLength':
      return text.length <= a;
    case 'minLength':
      return text.length >= a;
    default:
      return true;
  }
}

/** Submit events, with the duplicates, blanks and losses the switches ask for. */
function announce(runtime: Runtime, formId: string, responseId: string, row: number | undefined): void {
  const form = runtime.store.forms[formId]!;
  const send = (event: EventPayload, sourceId: string): void => {
    const random = { seed: runtime.store.state.seed };
    const [missed, doubled, blank] = [nextRandom(random), nextRandom(random), nextRandom(random)];
    runtime.store.set({ seed: random.seed });
    if (missed < runtime.switches.submitMissed) return;
    raise(runtime, 'ON_FORM_SUBMIT', sourceId, event);
    if (doubled < runtime.switches.submitDuplicated) raise(runtime, 'ON_FORM_SUBMIT', sourceId, event);
    if (blank < runtime.switches.submitBlank) raise(runtime, 'ON_FORM_SUBMIT', sourceId, { kind: 'blank' });
  };
  send({ kind: 'formSubmit', formId, responseId }, formId);
  const { destination } = form;
  if (!destination || row === undefined) return;
  const { grid } = runtime.store.sheet(destination.spreadsheetId, destination.sheetId);
  const headers = rowAt(grid, 0).map(displayOf);
  const cells = rowAt(grid, row - 1);
  const values = destination.columns.map((_, col) => displayOf(cells[col]));
  const namedValues: Record<string, string[]> = {};
  // Equal titles share one array (SUB-2).
  values.forEach((value, col) => (namedValues[headers[col] ?? ''] ??= []).push(value));
  send(
    {
      kind: 'sheetSubmit',
      spreadsheetId: destination.spreadsheetId,
      sheetId: destination.sheetId,
      row,
      values,
      namedValues,
    },
    destination.spreadsheetId,
  );
}
