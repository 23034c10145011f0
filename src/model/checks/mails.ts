/** Mail texts: written in every language, and only with placeholders that can be filled. */
import type { Reading } from '../reading';
import { LANGS, type MailText, type Model, type Register } from '../types';

/** What every mail can be filled with; `fields.<key>` and `asset.<key>` come from the record. */
export const PLACEHOLDERS: readonly string[] = [
  'number',
  'called',
  'state',
  'due',
  'expected',
  'held',
  'outcome',
  'actor',
  'reason',
  'link',
  'office',
  'register',
  'clock',
  'action',
  'reader',
  'team',
  'count',
  'late',
  'stale',
  'more',
  'month',
  'lines',
  'step',
  'verdict',
  'waiting_for',
  'before',
  'after',
  'survey',
  'order_link',
  'form',
  'history',
];

export function checkMail(reading: Reading, model: Model, mail: MailText): void {
  const at = `mails.${mail.key}`;
  const known = new Set(
    Object.values(model.registers).flatMap((register) => register.fields.map((field) => field.key)),
  );
  for (const language of LANGS) {
    if (!mail.answer[language] || !mail.why[language])
      reading.faultAt('mail-language', at, { name: mail.key, language });
    for (const part of ['answer', 'body', 'why'] as const) {
      for (const [, placeholder] of (mail[part][language] ?? '').matchAll(/\{\{[#^/&{]?\s*([^}\s]+)\s*\}?\}\}/g)) {
        const [head, field] = placeholder!.split('.') as [string, string?];
        const fine =
          head === 'fields'
            ? field !== undefined && known.has(field)
            : PLACEHOLDERS.includes(placeholder!) || placeholder === '.';
        if (!fine) reading.faultAt('mail-placeholder', `${at}.${part}`, { name: mail.key, placeholder });
      }
    }
  }
}

const STANDING = ['asked', 'late', 'passed', 'refused', 'withdrawn', 'voided', 'not_taken'].map((m) => `approval_${m}`);

/** Mails the engine sends of its own accord: a model without one of them would stay silent where somebody waits. */
export function standingMails(register: Register): string[] {
  const requests = register.pattern === 'request' || register.pattern === 'approval';
  const surveys = register.actions.flatMap((action) =>
    action.survey === undefined ? [] : [`survey_${action.survey}`],
  );
  return [
    'undone',
    ...(requests ? ['received', 'needs_you', 'done', 'urged'] : []),
    ...(register.approvals.length > 0 ? STANDING : []),
    ...surveys,
  ];
}
