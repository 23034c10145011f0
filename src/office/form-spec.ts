/** What one form of the office should ask, by the model its workbook obeys, and how its questions are called in notices. */
import { catalogue } from '../engine/words';
import type { Ref } from '../engine/types';
import type { Label, Model, Register } from '../model/types';
import { bookMap, readFirst } from './book';
import { wantedForms, type Wanted } from './install-forms';
import { PROP, type FormMap } from './layout';
import type { Ports } from './ports';

/** A form as the model wants it. `gate`: key of the question whose answer leads to pages of self-help. */
export interface Told {
  register: Register;
  wanted: Wanted;
  title: Label;
  gate: string | undefined;
  label: (key: string) => Label;
}

/** One read of the form's workbook. Null when its register no longer has such a form. `help`: as below. */
export function readTold(ports: Ports, form: FormMap, help?: Model['help']): Told | null {
  const first = readFirst(ports, bookMap(ports, form.workbook), { registers: [form.register] });
  const register = first.registers[form.register];
  if (!register) return null;
  return wantedOf(form, register, first.shared.surveys, first.ref, bookMap(ports, 'intake').id, help);
}

export function formMap(ports: Ports, id: string): FormMap | null {
  const text = ports.props.get(PROP.form + id);
  return text === null ? null : (JSON.parse(text) as FormMap);
}

/** What a form is called in notices, rows and health; {} when its register no longer has it. */
export const formTitle = (
  form: Pick<FormMap, 'kind' | 'key'>,
  surveys: Model['surveys'] | undefined,
  register: Register | undefined,
): Label => {
  const [tw, cn, en] = catalogue()['form.decision']!;
  if (form.kind === 'decision') return { 'zh-TW': tw, 'zh-CN': cn, en };
  return (form.kind === 'survey' ? surveys?.[form.key]?.title : register?.form?.title) ?? {};
};

/** `help`: texts of self-help, needed where a form is made anew. Null when the register no longer has such a form. */
function wantedOf(
  form: FormMap,
  register: Register,
  surveys: Model['surveys'],
  ref: Ref,
  destination: string,
  help: Model['help'] = {},
): Told | null {
  const wanted = wantedForms(register, { help, surveys }, ref, destination).find(
    (w) => w.base.kind === form.kind && w.base.key === form.key,
  );
  if (!wanted) return null;
  const words = (key: string): Label => {
    const text = wanted.spec.questions.find((q) => q.key === key)?.title ?? key;
    return { 'zh-TW': text, 'zh-CN': text, en: text };
  };
  return {
    register,
    wanted,
    title: formTitle(form, surveys, register),
    gate: form.kind === 'intake' ? register.form?.first?.by : undefined,
    label: (key) => register.fields.find((f) => f.key === key)?.label ?? words(key),
  };
}
