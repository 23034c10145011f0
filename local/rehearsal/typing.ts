// Keys to what a person types or picks: choices of a form, verbs and states in the sheet's language.
import type { LocalOffice } from '../office.ts';
import type { Form } from '../runtime/index.ts';
import { StepFailure } from './stage.ts';
import type { Label, Lang } from '../../src/model/types';

/** A label in a language, else in the first there is. */
export function said(label: Label, lang: Lang): string {
  return label[lang] ?? Object.values(label)[0] ?? '';
}

/** Words for an action of a register in its sheet language; a text that is no action's key is typed as it stands. */
export function actionWords(office: LocalOffice, register: string, action: string): string {
  const found = office.model.registers[register]?.actions.find((one) => one.key === action);
  return found ? said(found.label, office.language(register)) : action;
}

export function stateWords(office: LocalOffice, register: string, state: string): string {
  const found = office.model.registers[register]?.states.find((one) => one.key === state);
  return found ? said(found.label, office.language(register)) : state;
}

/** Label of a list's entry in the register's language; an unknown key is typed as it stands. */
export function entryWords(office: LocalOffice, list: string, key: string, lang: Lang): string {
  const found = office.model.lists[list]?.entries.find((entry) => entry.key === key);
  return found ? said(found.label, lang) : key;
}

/**
 * Answers for a form, by item id. `with` names fields by key and choices by key or number; what is no choice of a closed
 * question is an error unless `raw` says that the answer is to be given as it stands. Questions of "try this first" are
 * answered "still broken", or "it works now" with `$solved: true`.
 */
export function answersFor(
  office: LocalOffice,
  formKey: string,
  values: Record<string, unknown>,
  raw: boolean,
): { formId: string; answers: Record<string, unknown> } {
  const map = office.form(formKey);
  const form = office.runtime.store.forms[map.id];
  if (!form) throw new StepFailure(`the form ${map.id} of "${formKey}" is not there`);
  const there = (item: string): boolean => form.items.some((one) => String(one.id) === item);
  const items = new Map(
    Object.entries(map.items)
      .filter(([item]) => there(item))
      .map(([item, field]) => [field, item]),
  );
  const answers: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    if (field === '$solved') continue;
    const itemId = items.get(field) ?? form.items.find((one) => one.title === field)?.id;
    if (itemId === undefined)
      throw new StepFailure(
        `the form "${formKey}" does not ask for "${field}"; it asks for ${[...items.keys()].join(', ')}`,
      );
    const item = form.items.find((one) => String(one.id) === String(itemId));
    const choices = item?.choices?.map((choice) => choice.value) ?? [];
    answers[String(itemId)] = choices.length
      ? choiceOf(office, map.register, field, String(value), choices, raw)
      : value;
  }
  return { formId: map.id, answers: { ...answers, ...helpAnswers(form, map.items, answers, values.$solved === true) } };
}

/** The answer on the help page that the given answers lead to. */
function helpAnswers(
  form: Form,
  items: Record<string, string>,
  answers: Record<string, unknown>,
  solved: boolean,
): Record<string, unknown> {
  for (const [itemId, answer] of Object.entries(answers)) {
    const page = form.items
      .find((one) => String(one.id) === itemId)
      ?.choices?.find((choice) => choice.value === answer)?.goTo;
    const from = form.items.findIndex((one) => one.id === page);
    if (from < 0) continue;
    const question = form.items.slice(from + 1).find((one) => one.type !== 'PAGE_BREAK');
    if (!question || items[String(question.id)] !== '$solved') continue;
    const choice = question.choices?.find((one) => (one.goTo === 'SUBMIT') === solved);
    if (choice) return { [String(question.id)]: choice.value };
  }
  if (solved) throw new StepFailure('no page of the form offers "it works now" for these answers');
  return {};
}

/** The choice a key stands for: itself, a choice that begins with the number, or one that holds a label of the list entry. */
function choiceOf(
  office: LocalOffice,
  register: string,
  field: string,
  value: string,
  choices: string[],
  raw: boolean,
): string {
  const exact = choices.find((choice) => choice === value) ?? choices.find((choice) => choice.startsWith(`${value} `));
  if (exact) return exact;
  const list = office.model.registers[register]?.fields.find((one) => one.key === field)?.list;
  const entry = list ? office.model.lists[list]?.entries.find((one) => one.key === value) : undefined;
  const words = entry ? Object.values(entry.label) : [];
  const found =
    choices.find((choice) => words.includes(choice)) ??
    choices.find((choice) => words.some((word) => choice.includes(word)));
  if (!found && raw) return value;
  if (!found)
    throw new StepFailure(
      `"${value}" is no choice of the question "${field}"`,
      choices.slice(0, 12).join(' | '),
      value,
    );
  return found;
}
