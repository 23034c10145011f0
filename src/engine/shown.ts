/** A shown cell as words: dates, times and money as people write them, not as serials. */
import { civilOfSerial } from './civil';
import type { Shown } from './values';

export function formatShown(shown: Shown): string {
  if (shown.value === '' || shown.value === null || shown.value === undefined) return '';
  if (shown.kind === 'date' && typeof shown.value === 'number')
    return civilOfSerial(shown.value).slice(0, 10).replace(/-/g, '/');
  if (shown.kind === 'time' && typeof shown.value === 'number') return civilOfSerial(shown.value);
  if (shown.kind === 'datetime' && typeof shown.value === 'number')
    return civilOfSerial(shown.value).slice(0, 16).replace(/-/g, '/').replace('T', ' ');
  if (shown.kind === 'number' && typeof shown.value === 'number')
    return String(shown.value).replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',');
  return String(shown.value);
}
