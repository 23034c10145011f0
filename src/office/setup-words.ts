/** What differs between two states of the setup tabs, in sentences: for 首頁, the preview and 設定紀錄. Pure but for the draft's facts. */
import type { Draft } from '../engine/draft';
import { pick, showContext } from '../engine/project';
import type { Words } from '../engine/types';
import { showCell } from '../engine/values';
import type { SetupRow, SetupRows } from '../model/office/rows';
import type { Register } from '../model/types';
import { formatShown } from '../engine/shown';

/** Columns that say nothing a person chose. */
const SILENT = [
  'key',
  'item',
  'clock_key',
  'shipped',
  'in_force',
  'does',
  'unit',
  'used_by',
  'brings',
  'about',
  'seen',
];

export function rowChanges(draft: Draft, before: SetupRows, after: SetupRows, tabs: readonly string[]): Words[] {
  const out: Words[] = [];
  for (const tab of tabs) {
    const register = draft.facts.registers[tab];
    if (!register) continue;
    const old = new Map((before[tab] ?? []).map((row) => [row.id, row]));
    for (const row of after[tab] ?? []) {
      const was = old.get(row.id);
      old.delete(row.id);
      if (!was) out.push({ code: 'setup.row-new', params: { tab: register.name, row: nameOf(draft, register, row) } });
      else out.push(...cellChanges(draft, register, was, row));
    }
    for (const row of old.values())
      out.push({ code: 'setup.row-gone', params: { tab: register.name, row: nameOf(draft, register, row) } });
  }
  return out;
}

function cellChanges(draft: Draft, register: Register, was: SetupRow, row: SetupRow): Words[] {
  const name = nameOf(draft, register, row);
  if (was.state !== row.state) {
    const label = (key: string): string =>
      pick(register.states.find((state) => state.key === key)?.label, draft.facts.ref.language);
    return [
      {
        code: 'setup.row-changed',
        params: { tab: register.name, row: name, field: '', before: label(was.state), after: label(row.state) },
      },
    ];
  }
  return register.fields
    .filter((field) => !SILENT.includes(field.key))
    .filter((field) => JSON.stringify(was.values[field.key] ?? null) !== JSON.stringify(row.values[field.key] ?? null))
    .map((field) => ({
      code: 'setup.row-changed',
      params: {
        tab: register.name,
        row: name,
        field: field.label,
        before: cellText(draft, register, was, field.key),
        after: cellText(draft, register, row, field.key),
      },
    }));
}

function cellText(draft: Draft, register: Register, row: SetupRow, key: string): string {
  const field = register.fields.find((one) => one.key === key)!;
  const { ref, now } = draft.facts;
  const shown = showCell(field, row.values[key] ?? null, showContext(ref, now, ref.language));
  return formatShown(shown).slice(0, 40) || '—';
}

/** How a row is called, by its register's `called`. */
export function nameOf(draft: Draft, register: Register, row: SetupRow): string {
  return (
    register.called
      .replace(/\{([a-z_]+)\}/g, (_, key: string) =>
        register.fields.some((field) => field.key === key) ? cellText(draft, register, row, key) : '',
      )
      .replace(/\s+/g, ' ')
      .trim() || row.id
  );
}
