/**
 * Rows of 表單: one a form the office has, with who may send it, how many questions it asks and which of them are missing. They say
 * what is; what a form asks is changed in the form itself (R093; configuration: The setup workbook).
 */
import { formTitle } from './form-spec';
import { enter } from '../engine/act';
import { createRecord } from '../engine/create';
import { step, touch, type Draft } from '../engine/draft';
import { pick } from '../engine/project';
import type { Rec, Value } from '../engine/types';
import { render } from '../engine/words';
import type { Lang, Model } from '../model/types';
import type { FormMap } from './layout';

/** Brings the rows up to date in the draft; `recs`: the records of 表單, void ones too. Nothing is touched where all is said. */
export function tellForms(draft: Draft, model: Model, forms: readonly FormMap[], recs: readonly Rec[]): void {
  const register = draft.facts.registers.office_forms;
  if (!register) return;
  const wanted = forms
    .map((form) => formCells(model, form, draft.facts.ref.language))
    .filter((cells) => cells !== null);
  const mine = new Map(recs.filter((rec) => rec.state !== 'void').map((rec) => [rec.values.key, rec]));
  for (const cells of wanted) {
    const rec = mine.get(cells.key);
    if (!rec) {
      const values = Object.fromEntries(register.fields.map(({ key }): [string, Value] => [key, cells[key] ?? null]));
      const state = register.states[0]!.key;
      createRecord(draft, register, values, { source: { kind: 'setup', ref: 'forms' }, by: null, quiet: true, state });
    } else if (Object.entries(cells).some(([key, value]) => (rec.values[key] ?? null) !== value)) {
      const moved = touch(draft, 'office_forms', rec.id);
      step(draft, moved, { action: 'forms', actor: null }, () => Object.assign(moved.values, cells));
      moved.updated = { at: draft.facts.now, by: null };
    }
  }
  for (const rec of mine.values()) {
    if (wanted.some(({ key }) => key === rec.values.key)) continue;
    const gone = touch(draft, 'office_forms', rec.id);
    step(draft, gone, { action: 'void', actor: null, why: 'forms' }, () => enter(draft, register, gone, 'void', null));
  }
}

/** Null for a form whose register went off: its row goes, the form stays as it is. */
function formCells(model: Model, form: FormMap, lang: Lang): Record<string, Value> | null {
  const register = model.registers[form.register];
  if (!register?.form) return null;
  const title = formTitle(form, model.surveys, register);
  const asked = new Set(Object.values(form.items).filter((key) => key !== '$solved'));
  const label = (key: string): string => pick(register.fields.find((field) => field.key === key)?.label, lang) || key;
  return {
    title: pick(title, lang),
    register: register.key,
    who:
      form.kind === 'decision'
        ? render({ code: 'form.who.approver' }, lang)
        : form.kind === 'survey'
          ? render({ code: 'form.who.requester' }, lang)
          : whoWords(model, register.form.who, lang),
    questions: asked.size,
    missing: (form.missing ?? []).map(label).join('、') || null,
    address: form.url,
    key: `${form.kind}:${form.key}`,
  };
}

const whoWords = (model: Model, who: string, lang: Lang): string => {
  const role = model.roles[who];
  return role ? pick(role.label, lang) : render({ code: `form.who.${who}` }, lang);
};
