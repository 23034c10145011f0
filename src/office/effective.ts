/** `_ref` rows to the reference snapshot and back: one row a part, JSON in chunks, so that one read brings all of it. */
import type { Meta } from '../engine/meta';
import type { Cell, Ref } from '../engine/types';
import { MODEL_CHUNK, REF_KEYS } from './layout';
import type { Put } from './ports';

export function offices(rows: Cell[][], meta: Meta): Ref {
  const part = <T>(key: string, blank: T): T => {
    const row = rows.find((r) => r[0] === key);
    const text = row ? row.slice(2).join('') : '';
    return text ? (JSON.parse(text) as T) : blank;
  };
  const office = part<Pick<Ref, 'office' | 'week' | 'version' | 'columns'>>('office', {
    office: '',
    week: [],
    version: 0,
  });
  return {
    version: office.version,
    office: office.office,
    zone: meta.office.zone,
    language: meta.office.language,
    week: office.week,
    people: part('people', []),
    departments: part('departments', []),
    roles: part('roles', []),
    settings: part('settings', {}),
    lists: part('lists', {}),
    days: part('days', []),
    ...(office.columns ? { columns: office.columns } : {}),
    deputies: part('deputies', []),
  };
}

/** The rows of `_ref` in the order of REF_KEYS. */
export function refRows(ref: Ref): Put[][] {
  const parts: Record<(typeof REF_KEYS)[number], unknown> = {
    office: { office: ref.office, week: ref.week, version: ref.version, columns: ref.columns },
    people: ref.people,
    departments: ref.departments,
    roles: ref.roles,
    settings: ref.settings,
    lists: ref.lists,
    days: ref.days,
    deputies: ref.deputies ?? [],
  };
  return REF_KEYS.map((key) => chunked(key, String(ref.version), parts[key]));
}

/** A row of JSON: key, version, chunks below the cell limit. */
export function chunked(key: string, version: string, value: unknown, columns = 8): Put[] {
  const text = JSON.stringify(value);
  const chunks: Put[] = [];
  for (let i = 0; i < text.length; i += MODEL_CHUNK)
    chunks.push({ kind: 'text', value: text.slice(i, i + MODEL_CHUNK) });
  if (chunks.length > columns) throw new Error(`${key} is too long for its row`);
  while (chunks.length < columns) chunks.push({ kind: 'blank', value: '' });
  return [{ kind: 'text', value: key }, { kind: 'text', value: version }, ...chunks];
}
