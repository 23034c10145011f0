/** Words for a cell that cannot be taken: which field, what was typed, shortened to what Check can show. */
import type { Field } from '../model/types';
import type { Cell, Words } from './types';

/** Check is read on a phone: a quoted value is at most this long. */
const QUOTED = 20;

export function typedText(cell: Cell): string {
  return typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : String(cell);
}

/** A typed value as it is quoted in a sentence: one line, shortened. */
export function quoted(cell: Cell): string {
  const characters = [...typedText(cell).replace(/\s+/g, ' ').trim()];
  return characters.length > QUOTED ? `${characters.slice(0, QUOTED - 1).join('')}…` : characters.join('');
}

export function fault(
  field: Field,
  code: string,
  typed: Cell,
  params: Words['params'] = {},
): { ok: false; words: Words } {
  return { ok: false, words: { code, params: { field: field.label, typed: quoted(typed), ...params } } };
}
