/** Names in cells: choices, departments, linked records and files. One hit is the value, none or two are words. */
import type { Field, Label, Lang, ListEntry } from '../model/types';
import { findKeys, nearestSpelled, type Spelled } from './spelling';
import type { Cell, Ref } from './types';
import { fault, typedText } from './values-fault';
import type { LinkCandidate, Parsed } from './values';

/** What stands between several choices, by the sheet's language. */
export const SEPARATOR: Record<Lang, string> = { 'zh-TW': '、', 'zh-CN': '、', en: ', ' };
const COMMAS = /[,，、;；\n/／|｜]/;

export function readListed(field: Field, entries: readonly Spelled[], cell: Cell): Parsed {
  const text = typedText(cell);
  const keys = findKeys(entries, text);
  if (keys.length === 1) return { ok: true, value: keys[0]! };
  if (keys.length > 1) return fault(field, 'value.twice', cell, { n: keys.length, which: keys.join('、') });
  return notFound(field, cell, nearestSpelled(entries, text)?.label);
}

export const readDepartment = (field: Field, cell: Cell, ref: Ref): Parsed => readListed(field, ref.departments, cell);

/** Several by commas of every kind; a label that holds a comma itself is tried as a whole first. */
export function readChoices(field: Field, entries: readonly ListEntry[], cell: Cell): Parsed {
  const parts = typedText(cell).split(new RegExp(`(${COMMAS.source})`)); // separators at odd places
  const keys: string[] = [];
  for (let i = 0; i < parts.length;) {
    if (parts[i]!.trim() === '') {
      i += 2;
      continue;
    }
    // Labels with up to three commas; more would make a long paste slow. A line is never half of a label.
    const known = (to: number): string[] => {
      const text = parts.slice(i, to + 1).join('');
      return to > i && text.includes('\n') ? [] : findKeys(entries, text);
    };
    let last = Math.min(i + 6, parts.length - 1);
    let hit = known(last);
    while (hit.length !== 1 && last > i) {
      last -= 2;
      hit = known(last);
    }
    if (hit.length !== 1) return readListed(field, entries, parts[i]!.trim());
    if (!keys.includes(hit[0]!)) keys.push(hit[0]!);
    i = last + 2;
  }
  return { ok: true, value: keys.length ? keys : null };
}

/** A record by its number (a name may follow it), serial, old sticker or name. */
export function readLink(
  field: Field,
  cell: Cell,
  links?: (register: string, text: string) => LinkCandidate[],
): Parsed {
  const text = typedText(cell).trim();
  const register = field.to ?? '';
  if (!links) return { ok: false, lookup: { register, text } };
  let hits = links(register, text);
  if (hits.length === 0) {
    const head = leadingNumber(text);
    if (head !== text) hits = links(register, head);
  }
  if (hits.length === 1) return { ok: true, value: hits[0]!.id };
  if (hits.length === 0) return notFound(field, cell, undefined);
  return fault(field, 'value.twice', cell, {
    n: hits.length,
    which: hits
      .slice(0, 3)
      .map((one) => one.id)
      .join('、'),
  });
}

/** The number at the head of a link cell: `ASSET-00042` of 「ASSET-00042 3F 影印機」. */
export function leadingNumber(text: string): string {
  return text.trim().split(/\s/)[0]!;
}

const DRIVE = /^https?:\/\/(?:[a-z]+\.)*google\.com\/\S*?(?:\/d\/|\/folders\/|[?&]id=)([\w-]{5,})/i;

/** Drive links or bare ids, one or several; kept as file ids. */
export function readFiles(field: Field, cell: Cell): Parsed {
  const ids: string[] = [];
  for (const part of typedText(cell)
    .split(/[\s,，、;；]+/)
    .filter(Boolean)) {
    const id = DRIVE.exec(part)?.[1] ?? (/^[\w-]{20,}$/.test(part) ? part : null);
    if (!id) return fault(field, 'value.not-file', part);
    if (!ids.includes(id)) ids.push(id);
  }
  if (ids.length === 0) return { ok: true, value: null };
  if (field.type === 'files') return { ok: true, value: ids };
  return ids.length === 1 ? { ok: true, value: ids[0]! } : fault(field, 'value.one-file', cell);
}

export function notFound(field: Field, cell: Cell, guess: Label | string | undefined): Parsed {
  return guess === undefined
    ? fault(field, 'value.not-found', cell)
    : fault(field, 'value.not-found-near', cell, { guess });
}
