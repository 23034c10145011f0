/** A shown cell as words in a mail or on a page: dates and money as people write them, not as serials. */
import { civilOfSerial } from '../engine/civil';
import type { Lang } from '../model/types';
import type { Shown } from '../engine/values';

export function formatNumberCell(shown: Shown, _lang: Lang): string {
  if (shown.value === '' || shown.value === null || shown.value === undefined) return '';
  if (shown.kind === 'date' && typeof shown.value === 'number')
    return civilOfSerial(shown.value).slice(0, 10).replace(/-/g, '/');
  if (shown.kind === 'datetime' && typeof shown.value === 'number')
    return civilOfSerial(shown.value).slice(0, 16).replace(/-/g, '/').replace('T', ' ');
  if (shown.kind === 'number' && typeof shown.value === 'number')
    return String(shown.value).replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',');
  return String(shown.value);
}

/** A text as a sentence may hold it: one line, no placeholders, not long. */
export const briefly = (text: string): string =>
  text
    .replace(/\{\{[^}]*\}\}+/g, '…')
    .replace(/\s+/g, ' ')
    .replace(/(…\s*)+/g, '…')
    .slice(0, 40);
