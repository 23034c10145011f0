/** Shown cells and texts as mails, pages and sentences say them. */
import { formatShown } from '../engine/shown';
import type { Lang } from '../model/types';
import type { Shown } from '../engine/values';

export const formatNumberCell = (shown: Shown, _lang: Lang): string => formatShown(shown);

/** A text as a sentence may hold it: one line, no placeholders, not long. */
export const briefly = (text: string): string =>
  text
    .replace(/\{\{[^}]*\}\}+/g, '…')
    .replace(/\s+/g, ' ')
    .replace(/(…\s*)+/g, '…')
    .slice(0, 40);
