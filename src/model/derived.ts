/**
 * Lists that the model itself gives: registers, workbooks, lists and matters of approval by name, so that the setup tabs offer
 * them in dropdowns and understand them in any spelling. Derived anew whenever the model changes.
 */
import type { Label, List, ListEntry, Model } from './types';

const LABELS: Record<string, Label> = {
  register_names: { 'zh-TW': '登記簿', 'zh-CN': '登记簿', en: 'Register' },
  workbook_names: { 'zh-TW': '工作簿', 'zh-CN': '工作簿', en: 'Workbook' },
  list_names: { 'zh-TW': '清單', 'zh-CN': '列表', en: 'List' },
  matter_names: { 'zh-TW': '事項', 'zh-CN': '事项', en: 'Matter' },
};

/** The workbook whose registers are the office's own description, not its business. */
export const SETUP = 'setup';

/** The model with its derived lists. */
export function withDerived<M extends Pick<Model, 'registers' | 'workbooks' | 'lists'>>(model: M): M {
  const business = Object.values(model.registers).filter((register) => register.workbook !== SETUP);
  const named: Record<string, { key: string; label: Label }[]> = {
    register_names: business.map(({ key, name }) => ({ key, label: name })),
    workbook_names: Object.values(model.workbooks)
      .filter(({ key }) => key !== SETUP)
      .map(({ key, name }) => ({ key, label: name })),
    list_names: Object.values(model.lists)
      .filter((list) => !list.fixed)
      .map(({ key, label }) => ({ key, label })),
    matter_names: matters(model),
  };
  const lists: Record<string, List> = { ...model.lists };
  for (const [key, entries] of Object.entries(named))
    lists[key] = {
      key,
      label: LABELS[key]!,
      fixed: true,
      entries: entries.map((entry, i): ListEntry => ({ ...entry, order: i + 1, on: true, aliases: [] })),
    };
  return { ...model, lists };
}

/** A matter is named by the register and the verb that asks for its approval: 「報修單 轉第三方」. */
function matters(model: Pick<Model, 'registers'>): { key: string; label: Label }[] {
  const out = new Map<string, { key: string; label: Label }>();
  for (const register of Object.values(model.registers))
    for (const approval of register.approvals) {
      const key = matterOf(approval);
      const action = register.actions.find((one) => one.approval === approval.key);
      if (key === undefined || out.has(key)) continue;
      const label: Label = {};
      for (const lang of ['zh-TW', 'zh-CN', 'en'] as const)
        label[lang] = [register.name[lang], action?.label[lang]].filter(Boolean).join(' ');
      out.set(key, { key, label });
    }
  return [...out.values()];
}

/** The matter whose rows of the matrix decide an approval: of the approval as a whole, or of one of its steps. */
export const matterOf = (approval: { chain?: string; steps: { chain?: string }[] }): string | undefined =>
  approval.chain ?? approval.steps.find((step) => step.chain !== undefined)?.chain;
