// What differs between two states of the office, for screens that follow it live: found by comparing pointers.

import { rowsBetween, type Grid } from './store/grid.ts';
import type { State } from './store/state.ts';

export interface Change {
  kind: 'spreadsheet' | 'sheet' | 'form' | 'mail' | 'calendar' | 'trigger' | 'execution' | 'clock';
  id: string;
  sheetId?: number;
  /** Half-open span of 0-based rows whose cells changed; missing when columns, order or the sheet itself changed. */
  rows?: [number, number];
}

export function diff(before: State, after: State): Change[] {
  const out: Change[] = [];
  for (const file of Object.values(after.spreadsheets)) {
    const old = before.spreadsheets[file.id];
    if (old === file) continue;
    const structural =
      !old ||
      old.name !== file.name ||
      old.sheets.length !== file.sheets.length ||
      file.sheets.some(
        (s, i) =>
          old.sheets[i]!.sheetId !== s.sheetId ||
          old.sheets[i]!.title !== s.title ||
          old.sheets[i]!.hidden !== s.hidden,
      );
    if (structural) out.push({ kind: 'spreadsheet', id: file.id });
    for (const sheet of file.sheets) {
      const was = old?.sheets.find((s) => s.sheetId === sheet.sheetId);
      if (was === sheet) continue;
      const rows = was ? changedRows(was.grid, sheet.grid) : undefined;
      const more =
        !was ||
        Object.keys(sheet).some((k) => k !== 'grid' && sheet[k as keyof typeof sheet] !== was[k as keyof typeof was]);
      out.push({ kind: 'sheet', id: file.id, sheetId: sheet.sheetId, ...(rows && !more ? { rows } : {}) });
    }
  }
  for (const id of Object.keys(before.spreadsheets)) if (!after.spreadsheets[id]) out.push({ kind: 'spreadsheet', id });
  for (const form of Object.values(after.forms))
    if (before.forms[form.id] !== form) out.push({ kind: 'form', id: form.id });
  for (let i = before.mails.length; i < after.mails.length; i++) out.push({ kind: 'mail', id: after.mails.at(i)!.id });
  if (after.calendar !== before.calendar) out.push({ kind: 'calendar', id: '' });
  if (after.triggers !== before.triggers) out.push({ kind: 'trigger', id: '' });
  if (after.serial !== before.serial) out.push({ kind: 'execution', id: '' });
  if (after.now !== before.now) out.push({ kind: 'clock', id: '' });
  return out;
}

/** Smallest span of rows that holds every difference; undefined when there is none. */
function changedRows(before: Grid, after: Grid): [number, number] | undefined {
  if (before === after) return undefined;
  const known = new Set(before.chunks);
  let first = -1;
  let last = -1;
  let at = 0;
  const length = Math.max(before.length, after.length);
  const shifted = before.length !== after.length;
  for (const chunk of after.chunks) {
    if (!known.has(chunk) || shifted) {
      if (first < 0) first = at;
      last = at + chunk.rows.length;
    }
    at += chunk.rows.length;
  }
  if (shifted) last = length;
  if (first < 0) return shifted ? [0, length] : undefined;
  const a = rowsBetween(before, first, last);
  const b = rowsBetween(after, first, last);
  let lo = 0;
  let hi = a.length;
  while (lo < hi && a[lo] === b[lo]) lo++;
  while (hi > lo && a[hi - 1] === b[hi - 1]) hi--;
  return lo === hi ? undefined : [first + lo, first + hi];
}
