// What people do to a form in its editor, and to the form as a file. Questions are named by field key, remembered item id or title.
import type { FormItem } from '../runtime/store/state.ts';
import { person, type Act } from './hands.ts';
import { details, need, StepFailure, type Stage } from './stage.ts';

/** Words of `form-add: { type }` to FormApp's names. */
const TYPES: Record<string, string> = {
  text: 'TEXT',
  paragraph: 'PARAGRAPH_TEXT',
  list: 'LIST',
  choice: 'MULTIPLE_CHOICE',
  checkbox: 'CHECKBOX',
  date: 'DATE',
  time: 'TIME',
  datetime: 'DATETIME',
  scale: 'SCALE',
  grid: 'GRID',
  section: 'PAGE_BREAK',
};

export const formActs: Record<string, Act> = {
  /** `form-add: { form, title, type, help, choices, required, after: field }`; its item id is remembered as `{item}`. */
  'form-add'(stage, step) {
    const d = details(stage, step);
    const { formId, items } = formOf(stage, d);
    const type = TYPES[String(d.type ?? 'text')];
    if (!type) throw new StepFailure(`there is no question of type "${String(d.type)}"`, Object.keys(TYPES).join(', '));
    stage.memory.item = person(stage, step).addQuestion(
      formId,
      {
        type,
        title: need(d, 'title'),
        required: d.required === true,
        ...(d.help === undefined ? {} : { help: String(d.help) }),
        ...(Array.isArray(d.choices) ? { choices: d.choices.map(String) } : {}),
      },
      d.after === undefined ? undefined : items.indexOf(itemOf(stage, d, String(d.after))) + 1,
    );
  },
  'form-delete'(stage, step) {
    const d = details(stage, step);
    person(stage, step).deleteQuestion(formOf(stage, d).formId, itemOf(stage, d, need(d, 'field')).id);
  },
  /** Of a question with `field`, else of the form itself: `title`, `help` (`description`), `required`, `choices`. */
  'form-reword'(stage, step) {
    const d = details(stage, step);
    const { formId } = formOf(stage, d);
    const title = d.title === undefined ? {} : { title: String(d.title) };
    if (d.field === undefined)
      person(stage, step).changeForm(formId, {
        ...title,
        ...(d.description === undefined ? {} : { description: String(d.description) }),
      });
    else
      person(stage, step).changeQuestion(formId, itemOf(stage, d, String(d.field)).id, {
        ...title,
        ...(d.help === undefined ? {} : { help: String(d.help) }),
        ...(d.required === undefined ? {} : { required: d.required === true }),
        ...(Array.isArray(d.choices) ? { choices: d.choices.map(String) } : {}),
      });
  },
  /** `form-move: { form, field, before: other }` */
  'form-move'(stage, step) {
    const d = details(stage, step);
    const { formId, items } = formOf(stage, d);
    const item = itemOf(stage, d, need(d, 'field'));
    const others = items.filter((one) => one.id !== item.id);
    person(stage, step).moveQuestion(formId, item.id, others.indexOf(itemOf(stage, d, need(d, 'before'))));
  },
  /** Puts the form in the bin; `forever: true` deletes it, `out: true` takes it out of the bin. */
  'form-bin'(stage, step) {
    const d = details(stage, step);
    const { formId } = formOf(stage, d);
    if (d.forever === true) person(stage, step).deleteForm(formId);
    else if (d.out === true) person(stage, step).unbinForm(formId);
    else person(stage, step).binForm(formId);
  },
  /** Stops taking answers, or takes them again with `accepting: true`. */
  'form-close'(stage, step) {
    const d = details(stage, step);
    person(stage, step).changeForm(formOf(stage, d).formId, { accepting: d.accepting === true });
  },
};

function formOf(stage: Stage, d: Record<string, unknown>): { formId: string; items: readonly FormItem[] } {
  const { id } = stage.office.form(String(d.form ?? d.register));
  const form = stage.office.runtime.store.forms[id];
  if (!form) throw new StepFailure(`the form ${id} is gone`);
  return { formId: id, items: form.items };
}

/** The item that is there for a field, of this id, or with this title. */
function itemOf(stage: Stage, d: Record<string, unknown>, name: string): FormItem {
  const { items } = formOf(stage, d);
  const map = stage.office.form(String(d.form ?? d.register)).items;
  const found =
    items.find((item) => map[String(item.id)] === name) ??
    items.find((item) => String(item.id) === name || item.title === name);
  if (!found)
    throw new StepFailure(`the form has no question "${name}"`, undefined, items.map((item) => item.title).join(' | '));
  return found;
}
