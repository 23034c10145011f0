// What the sheet's interface refuses, in the reader's words; Google's own sentence stays as the cause.

import type { Say } from './words.ts';

/** Words for an error of an act; errors the desk does not know are shown as they came. */
export function refusal(t: Say, who: string, error: Error): string {
  const { message } = error;
  if (error.name !== 'Refused') return message;
  if (/protected/.test(message)) return t('errorProtected', { who });
  if (/nothing to undo/.test(message)) return t('errorUndo');
  if (/only its organiser/.test(message)) return t('errorOrganiser', { who });
  if (/ends after it begins/.test(message)) return t('errorSpan');
  if (/^no event /.test(message)) return t('errorEventGone');
  const rules = /violates the data validation rules[^.]*\.\s*(.*)$/s.exec(message);
  return rules ? t('errorList', { list: rules[1] ?? '' }) : message;
}
