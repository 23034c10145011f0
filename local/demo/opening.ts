// Reads the demo office's opening rows from local/demo/*.yaml: register -> rows by field key.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type OpeningRow = Record<string, string | number | boolean>;
export type Opening = Record<string, OpeningRow[]>;

const REGISTERS = ['departments', 'people', 'roles', 'calendar', 'vendors', 'models', 'assets'] as const;

/** @param folder holds one YAML list per register; blank values are left out. */
export function readOpening(folder = 'local/demo'): Opening {
  const opening: Opening = {};
  for (const register of REGISTERS) {
    const rows = parse(readFileSync(join(folder, `${register}.yaml`), 'utf8')) as Record<string, unknown>[];
    if (register === 'assets') for (const row of rows) row.state ??= 'in_use';
    opening[register] = rows.map(
      (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')) as OpeningRow,
    );
  }
  return opening;
}

/** People of the office as the runtime knows them: addresses with display names. */
export function demoPeople(opening: Opening): { email: string; name: string }[] {
  return (opening.people ?? []).map((row) => ({ email: String(row.email), name: String(row.display ?? row.name) }));
}
