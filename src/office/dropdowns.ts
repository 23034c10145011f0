/** The dropdown columns of `_ref`: what people, departments and list fields offer, in the sheet's language (never strict). */
import type { Field, Register } from '../model/types';
import { pick } from '../engine/project';
import type { Ref } from '../engine/types';
import { REF_DROPDOWN_ROW, SHEET } from './layout';
import type { Put, Write } from './ports';

/** Rows kept free for one dropdown, so that a longer list needs no new validation. */
export const DROPDOWN_ROWS = 300;

const PEOPLE = 0;
const DEPARTMENTS = 1;
const FIRST_LIST = 2;
const MOST_LISTS = 60;

const listKeys = (ref: Ref): string[] => columnsOf(ref, null);

/** The order of dropdown columns: what it was, then lists that are new, by key. */
export function columnsOf(ref: Ref, was: Ref | null): string[] {
  const known = ref.columns ?? was?.columns ?? Object.keys(was?.lists ?? {}).sort();
  const fresh = Object.keys(ref.lists).filter((key) => !known.includes(key));
  return [...known, ...fresh.sort()].slice(0, MOST_LISTS);
}

export function dropdownWrites(ref: Ref): Write[] {
  const columns: string[][] = [
    ref.people.filter((p) => p.active).map((p) => p.display),
    ref.departments.filter((d) => d.active).map((d) => pick(d.label, ref.language)),
    ...listKeys(ref).map((k) => (ref.lists[k] ?? []).filter((e) => e.on).map((e) => pick(e.label, ref.language))),
  ];
  return columns.flatMap((options, col): Write[] => {
    const rows: Put[][] = options.slice(0, DROPDOWN_ROWS).map((o) => [{ kind: 'text', value: o }]);
    return [
      {
        do: 'clear',
        sheet: SHEET.ref,
        row: REF_DROPDOWN_ROW + rows.length,
        rows: DROPDOWN_ROWS - rows.length,
        cols: 1,
        col,
      },
      ...(rows.length > 0 ? [{ do: 'cells' as const, sheet: SHEET.ref, row: REF_DROPDOWN_ROW, col, rows }] : []),
    ];
  });
}

/** Where a field's choices stand in `_ref`, or fixed words for yes-no; null = free text. */
export function optionsFor(
  field: Field,
  ref: Ref,
  _register: Register,
): { sheet: number; row: number; col: number; rows: number } | string[] | null {
  const at = (col: number): { sheet: number; row: number; col: number; rows: number } => ({
    sheet: SHEET.ref,
    row: REF_DROPDOWN_ROW,
    col,
    rows: DROPDOWN_ROWS,
  });
  if (field.type === 'person') return at(PEOPLE);
  if (field.type === 'department') return at(DEPARTMENTS);
  if (field.type === 'choice' && field.list) {
    const i = listKeys(ref).indexOf(field.list);
    return i >= 0 ? at(FIRST_LIST + i) : null;
  }
  if (field.type === 'yes-no') return ref.language === 'en' ? ['Yes', 'No'] : ['是', '否'];
  return null;
}
