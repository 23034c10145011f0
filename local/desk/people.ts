// Who is in the office, as the desk shows them: name, role words, language, and which workbooks each may open.

import type { LocalOffice } from '../office.ts';
import type { Label } from '../../src/model/types';
import { isLang, type Lang } from './words.ts';

export interface DeskPerson {
  email: string;
  name: string;
  /** Role words, or the department's name for everybody else. */
  does: string;
  roles: string[];
  language: Lang;
}

export function word(label: Label | undefined, lang: Lang, fallback: string): string {
  return label?.[lang] ?? label?.['zh-TW'] ?? label?.en ?? fallback;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** People in the order of the register; those who left are not offered. */
export function peopleOf(office: LocalOffice, lang: Lang): DeskPerson[] {
  const departments = new Map(office.records('departments').map((d) => [text(d.values['key']), d.values]));
  const held = new Map<string, string[]>();
  for (const { values, deleted } of office.records('roles')) {
    if (deleted) continue;
    const who = text(values['person']);
    held.set(who, [...(held.get(who) ?? []), text(values['role'])]);
  }
  return office
    .records('people')
    .filter((rec) => !rec.deleted && rec.state !== 'left')
    .map((rec) => {
      const email = text(rec.values['email']);
      const roles = held.get(email) ?? [];
      const department = departments.get(text(rec.values['department']));
      const field = { 'zh-TW': 'zh_tw', 'zh-CN': 'zh_cn', en: 'en' }[lang];
      const where = text(department?.[field]) || text(department?.['zh_tw']) || text(rec.values['department']);
      const language = rec.values['language'];
      return {
        email,
        name: text(rec.values['display']) || text(rec.values['name']) || email,
        does: roles.length ? roles.map((role) => word(office.model.roles[role]?.label, lang, role)).join('、') : where,
        roles,
        language: isLang(language) ? language : 'zh-TW',
      };
    });
}

/** Whether this person could open the workbook in Google; the office account opens all. */
export function mayOpen(office: LocalOffice, person: DeskPerson | undefined, book: string): boolean {
  const editors = office.model.workbooks[book]?.editors;
  if (!person || !editors) return false;
  return editors.some((role) => role === 'everyone' || person.roles.includes(role));
}
