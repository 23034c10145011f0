/**
 * The plan: what an apply would make or change, in sentences, before anything is touched (design: Templates and the office
 * layer). Compares the pack with what was last applied to each workbook; reads only.
 */
import { canonicalJson } from '../engine/digest';
import type { Words } from '../engine/types';
import { render } from '../engine/words';
import { effective } from '../model/modules';
import type { Lang, Model, Register } from '../model/types';
import { readFirst } from './book';
import { forms } from './intake';
import { PROP, type BookMap, type FormMap } from './layout';
import type { Ports } from './ports';

export function planOffice(ports: Ports, lang: Lang): string[] {
  const model = effective(JSON.parse(ports.pack()) as Model);
  const props = ports.props.all();
  const out: Words[] = [];
  for (const workbook of Object.values(model.workbooks)) {
    const wanted = Object.values(model.registers).filter((r) => r.workbook === workbook.key);
    const text = props[PROP.book + workbook.key];
    if (!text) {
      out.push({ code: 'plan.book', params: { name: workbook.name, n: wanted.length } });
      continue;
    }
    const book = JSON.parse(text) as BookMap;
    const applied = readFirst(ports, book, { registers: Object.keys(book.registers) }).registers;
    out.push(...planRegisters(applied, wanted));
  }
  out.push(...planForms(model, forms(ports, props)));
  if (out.length === 0) out.push({ code: 'plan.nothing' });
  return out.map((words) => render(words, lang));
}

/** Pure: what differs between the registers as applied and as the pack has them. */
export function planRegisters(applied: Record<string, Register>, wanted: Register[]): Words[] {
  const out: Words[] = [];
  for (const register of wanted) {
    const was = applied[register.key];
    const name = register.name;
    if (!was) {
      out.push({ code: 'plan.register', params: { name, n: register.fields.length } });
      continue;
    }
    if (canonicalJson(was) === canonicalJson(register)) continue;
    const before = out.length;
    for (const field of register.fields)
      if (!was.fields.some((f) => f.key === field.key))
        out.push({ code: 'plan.field', params: { name, field: field.label } });
    for (const field of was.fields)
      if (!register.fields.some((f) => f.key === field.key))
        out.push({ code: 'plan.field-gone', params: { name, field: field.label } });
    for (const part of ['states', 'actions', 'clocks', 'checks', 'rules', 'metrics'] as const)
      if (canonicalJson(was[part]) !== canonicalJson(register[part]))
        out.push({ code: `plan.${part}`, params: { name } });
    if (out.length === before) out.push({ code: 'plan.changed', params: { name } });
  }
  return out;
}

/** Pure: forms to be made, and questions an existing form gets. What people reworded is not looked at: it stays. */
export function planForms(model: Model, known: FormMap[]): Words[] {
  return Object.values(model.registers).flatMap((register): Words[] => {
    if (!register.form) return [];
    const form = known.find((f) => f.kind === 'intake' && f.key === register.key);
    if (!form) return [{ code: 'plan.form', params: { name: register.form.title } }];
    const have = new Set(Object.values(form.items));
    return register.form.asks
      .map((key) => register.fields.find((f) => f.key === key))
      .filter((f) => f !== undefined && f.type !== 'file' && f.type !== 'files' && !have.has(f.key))
      .map((f) => ({ code: 'plan.question', params: { name: register.form!.title, field: f!.label } }));
  });
}
