// A person in the form's editor: questions added, reworded, moved and deleted, the form closed, binned or deleted. No trigger
// hears of any of it.

import { Refused } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Form, FormChoice, FormItem } from '../store/state.ts';

export interface NewQuestion {
  /** Kind by FormApp's name: TEXT, LIST, DATE … */
  type: string;
  title: string;
  help?: string;
  required?: boolean;
  choices?: readonly string[];
  /** GRID, CHECKBOX_GRID. */
  rows?: readonly string[];
  columns?: readonly string[];
}
export interface QuestionChange {
  title?: string;
  help?: string;
  required?: boolean;
  /** All choices as they then stand; those that were there keep the section they lead to. */
  choices?: readonly string[];
}
export interface FormChange {
  title?: string;
  description?: string;
  accepting?: boolean;
  binned?: boolean;
}

export function formActs(runtime: Runtime) {
  const { store } = runtime;
  const formOf = (formId: string): Form => {
    const form = store.forms[formId];
    if (!form) throw new Refused(`no form ${formId}`);
    return form;
  };
  const put = (formId: string, items: readonly FormItem[]): void => store.putForm({ ...formOf(formId), items });
  const indexOf = (form: Form, itemId: number): number => {
    const at = form.items.findIndex((item) => item.id === itemId);
    if (at < 0) throw new Refused(`the form has no item ${itemId}`);
    return at;
  };
  const chosen = (values: readonly string[], before: readonly FormChoice[] = []): FormChoice[] => {
    if (values.length === 0 || new Set(values).size < values.length) throw new Refused('Duplicate options not allowed');
    return values.map((value) => before.find((choice) => choice.value === value) ?? { value });
  };

  return {
    add(formId: string, q: NewQuestion, at?: number): number {
      const { items } = formOf(formId);
      // Ids are never given twice, not even those of deleted items.
      const id = 100_000_000 + Math.floor(runtime.draw(0, 1_900_000_000));
      const item: FormItem = {
        id,
        type: q.type,
        title: q.title,
        helpText: q.help ?? '',
        required: q.required ?? false,
        ...(q.choices ? { choices: chosen(q.choices) } : {}),
        ...(q.rows && q.columns ? { rows: q.rows, columns: q.columns } : {}),
        ...(q.type === 'SCALE' ? { lower: 1, upper: 5 } : {}),
        ...(/^DATE/.test(q.type) ? { includesYear: true } : {}),
      };
      const place = Math.max(0, Math.min(at ?? items.length, items.length));
      put(formId, [...items.slice(0, place), item, ...items.slice(place)]);
      return id;
    },
    remove(formId: string, itemId: number): void {
      const form = formOf(formId);
      indexOf(form, itemId);
      // What led to a deleted section goes on to the next one.
      const loose = (choice: FormChoice): FormChoice => (choice.goTo === itemId ? { value: choice.value } : choice);
      put(
        formId,
        form.items
          .filter((item) => item.id !== itemId)
          .map((item) => (item.choices ? { ...item, choices: item.choices.map(loose) } : item)),
      );
    },
    change(formId: string, itemId: number, change: QuestionChange): void {
      const form = formOf(formId);
      indexOf(form, itemId);
      const { help, choices, ...rest } = change;
      put(
        formId,
        form.items.map((item) =>
          item.id === itemId
            ? {
                ...item,
                ...rest,
                ...(help === undefined ? {} : { helpText: help }),
                ...(choices ? { choices: chosen(choices, item.choices) } : {}),
              }
            : item,
        ),
      );
    },
    move(formId: string, itemId: number, to: number): void {
      const form = formOf(formId);
      const items = form.items.slice();
      const [item] = items.splice(indexOf(form, itemId), 1);
      items.splice(Math.max(0, Math.min(to, items.length)), 0, item!);
      put(formId, items);
    },
    form(formId: string, change: FormChange): void {
      store.putForm({ ...formOf(formId), ...change });
    },
    gone(formId: string): void {
      formOf(formId);
      const { [formId]: _gone, ...forms } = store.state.forms;
      store.set({ forms });
    },
  };
}
