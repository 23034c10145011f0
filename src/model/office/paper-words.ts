/**
 * Words a document's text may use beside those of a mail: the day, the boxes, fields of what is linked (「設備.名稱」), of people
 * (「申請人.部門」), records that belong to this one by the name of their register.
 */
import type { Label, Model, Register } from '../types';
import { LANGS } from '../types';
import { fold } from './rows';

const l = (tw: string, cn: string, en: string): Label => ({ 'zh-TW': tw, 'zh-CN': cn, en });
const WORDS: Record<string, Label> = {
  today: l('今天', '今天', 'Today'),
  roc: l('民國今天', '民国今天', 'Today ROC'),
  label: l('文件名稱', '文件名称', 'Document'),
  signatures: l('簽章欄', '签章栏', 'Signatures'),
};
const PERSON: Record<string, Label> = {
  name: l('姓名', '姓名', 'Name'),
  department: l('部門', '部门', 'Department'),
  employee: l('員工編號', '员工编号', 'Employee No.'),
};
const ROC = l('民國', '民国', 'ROC');
const NUMBER = l('編號', '编号', 'No.');

/** Folded word -> key. */
export function paperWords(model: Pick<Model, 'registers'>, register: Register): Map<string, string> {
  const out = new Map<string, string>();
  const add = (key: string, ...labels: (Label | undefined)[]): void => {
    if (!out.has(fold(key))) out.set(fold(key), key);
    for (const lang of LANGS) {
      const words = labels.map((label) => label?.[lang]);
      if (words.every((word) => word) && !out.has(fold(words.join('.')))) out.set(fold(words.join('.')), key);
    }
  };
  for (const [key, label] of Object.entries(WORDS)) add(key, label);
  for (const field of register.fields) {
    const target = field.to === undefined ? undefined : model.registers[field.to];
    for (const one of target?.fields ?? []) add(`${field.key}.${one.key}`, field.label, one.label);
    if (target) add(`${field.key}.number`, field.label, NUMBER);
    if (field.type === 'person')
      for (const [key, label] of Object.entries(PERSON)) add(`${field.key}.${key}`, field.label, label);
    if (field.type === 'date') add(`roc.${field.key}`, ROC, field.label);
  }
  for (const state of register.states) {
    add(`at.${state.key}`, l('時間', '时间', 'At'), state.label);
    add(`roc.${state.key}`, ROC, state.label);
  }
  for (const other of Object.values(model.registers)) {
    if (!other.fields.some((f) => f.type === 'link' && f.to === register.key)) continue;
    add(`related.${other.key}`, other.name);
    for (const state of other.states) add(`related.${other.key}.${state.key}`, other.name, state.label);
    add(`count.${other.key}`, other.name, l('件數', '条数', 'Count'));
    for (const field of other.fields) {
      add(`fields.${field.key}`, field.label);
      if (field.type === 'number' || field.type === 'money')
        add(`sum.${other.key}.${field.key}`, other.name, field.label, l('合計', '合计', 'Total'));
    }
  }
  out.set('i', 'i');
  return out;
}
