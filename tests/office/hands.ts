// People's hands on a fork of the demo office, and what of its state must not move when nothing may happen.
import { openDemo, type LocalOffice } from '../../local/office';
import { answersFor } from '../../local/rehearsal/typing';
import { formulaOf } from '../../local/runtime/index';
import { rowsBetween } from '../../local/runtime/store/grid';
import type { State } from '../../local/runtime/store/state';

export const OWNER = 'office@demo.example';
export const LIN = 'lin@demo.example';
export const CHEN = 'chen@demo.example';
export const WU = 'wu@demo.example';
export const CHOU = 'chou@demo.example';
export const HEAD = 'facilities-head@demo.example';
export const MANAGER = 'manager@demo.example';
export const FINANCE = 'finance@demo.example';
export const LEADER = 'gm@demo.example';
export const NOBODY = 'nobody@demo.example';
export const OUTSIDER = 'somebody@outside.example';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const TICK = 10 * MINUTE + 30_000;

/** An office of its own on a Monday morning in working hours. */
export const morning = (): LocalOffice => openDemo({ start: '2026-03-02T09:00+08:00' }).fork();

/** Sends the repair form in and lets it be taken in; the new ticket's number. */
export function submit(office: LocalOffice, values: Record<string, unknown> = {}, as = LIN): string {
  const known = new Set(office.records('tickets').map((rec) => rec.id));
  const all = { place: 'print_corner_3f', category: 'printer', fault: '卡紙', ...values };
  const { formId, answers } = answersFor(office, 'tickets', all, false);
  office.runtime.person(as).submit(formId, answers, { email: as });
  office.runtime.wait(20_000);
  const made = office.records('tickets').find((rec) => !known.has(rec.id));
  if (!made) throw new Error('the answer was not taken in');
  return made.id;
}

export function type(
  office: LocalOffice,
  id: string,
  key: string,
  text: string | null,
  as = WU,
  register = 'tickets',
): void {
  const { spreadsheetId, live } = office.sheet(register);
  const row = office.row(register, id);
  if (row === null) throw new Error(`no row shows ${id}`);
  office.runtime.person(as).edit(spreadsheetId, live, row, office.col(register, key), text);
  office.runtime.wait(8000);
}

/** A ticket whose outside repair Wu has asked for. */
export function inApproval(office: LocalOffice): { id: string; seal: string } {
  const id = submit(office);
  type(office, id, '$next', '開始處理');
  type(office, id, 'vendor', office.records('vendors')[0]!.id);
  type(office, id, 'why', '過保');
  type(office, id, 'cost', '8000');
  type(office, id, '$next', '轉第三方');
  const approval = office.record('tickets', id)!.approval;
  if (!approval) throw new Error(`no approval: ${office.cell('tickets', id, '$check')}`);
  return { id, seal: approval.seal };
}

export type Answer = { ok: boolean; words: string };
export const call = (office: LocalOffice, as: string, method: unknown, params: unknown): Answer =>
  office.runtime.person(as).call('api', method, params) as Answer;

/** Everything of the office a refused or repeated act must leave as it was. Grids are shared, so this is cheap. */
export function standing(
  office: LocalOffice,
): Omit<
  State,
  'now' | 'seed' | 'serial' | 'pending' | 'versions' | 'quotaUse' | 'locks' | 'cache' | 'people' | 'triggers'
> & { triggers: string[] } {
  const { spreadsheets, forms, mails, scriptProperties, userProperties, triggers } = office.runtime.store.state;
  return {
    spreadsheets,
    forms,
    mails,
    scriptProperties,
    userProperties,
    triggers: triggers.map((t) => `${t.handler} ${t.source} ${t.event} ${t.sourceId} ${t.owner} ${t.disabled}`).sort(),
  };
}
export function expectUnmoved(office: LocalOffice, before: ReturnType<typeof standing>): void {
  const after = standing(office);
  expect(after.spreadsheets === before.spreadsheets).toBe(true);
  expect(after.forms === before.forms).toBe(true);
  expect(after.mails === before.mails).toBe(true);
  expect(after.scriptProperties).toEqual(before.scriptProperties);
  expect(after.userProperties).toEqual(before.userProperties);
  expect(after.triggers).toEqual(before.triggers);
}

/** Cells of all sheets of all workbooks with where they stand. */
export function* cellsOf(
  office: LocalOffice,
): Generator<{ where: string; value: unknown; formula: string | undefined }> {
  for (const book of Object.values(office.runtime.store.spreadsheets))
    for (const sheet of book.sheets)
      for (const [r, row] of rowsBetween(sheet.grid, 0, sheet.grid.length).entries())
        for (const [c, slot] of Array.from(row).entries())
          if (slot !== undefined)
            yield {
              where: `${book.name}/${sheet.title}!${r + 1}:${c + 1}`,
              value: typeof slot === 'object' ? slot.v : slot,
              formula: formulaOf(slot),
            };
}
