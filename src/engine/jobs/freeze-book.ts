/**
 * A stocktake's book: every thing on the ledger becomes one line to be counted, as user, place and value stand in the book now;
 * whoever holds things gets one sheet with all of them, sent when it is complete (R175).
 */
import { perform } from '../act';
import { createRecord } from '../create';
import { registerOf, touch, type Draft } from '../draft';
import type { Job } from '../jobs';
import { stateOf } from '../record-clocks';
import type { Rec } from '../types';

/** Things in one commit: a line each, and at worst a sheet each. */
const SPAN = 50;

export const freezeBook: Job = {
  then: 'begin',
  parts: [
    { over: 'assets', span: SPAN, beside: 'count_sheets', work: lines },
    { over: 'count_sheets', span: SPAN, born: true, work: send },
  ],
};

/** Is it in the book, and in the places this stocktake is about? */
function counted(draft: Draft, rec: Rec, asset: Rec): boolean {
  const kind = stateOf(registerOf(draft, 'assets'), asset.state)?.kind;
  const places = Array.isArray(rec.values.places) ? rec.values.places : [];
  return (
    !asset.deleted &&
    kind !== 'closed' &&
    kind !== 'void' &&
    (places.length === 0 || places.includes(String(asset.values.place ?? '')))
  );
}

function lines(draft: Draft, rec: Rec, assets: readonly Rec[], beside: readonly Rec[]): void {
  const birth = { source: { kind: 'rule' as const, ref: `stocktakes/${rec.id}:freeze_book` }, by: null, quiet: true };
  const sheets = new Map(
    beside.filter((one) => one.values.stocktake === rec.id).map((one) => [String(one.values.holder), one.id]),
  );
  const sheetOf = (holder: string): string => {
    const known = sheets.get(holder);
    if (known !== undefined) return known;
    const values = { stocktake: rec.id, holder, due_on: rec.values.due_on ?? null };
    const { id } = createRecord(draft, registerOf(draft, 'count_sheets'), values, birth);
    sheets.set(holder, id);
    return id;
  };
  for (const asset of assets) {
    if (!counted(draft, rec, asset)) continue;
    const holder = typeof asset.values.user === 'string' ? asset.values.user : null;
    createRecord(
      draft,
      registerOf(draft, 'counts'),
      {
        stocktake: rec.id,
        asset: asset.id,
        sheet: holder === null ? null : sheetOf(holder),
        holder,
        department: asset.values.department ?? null,
        place: asset.values.place ?? null,
        value: asset.values.price ?? null,
        in_book: 1,
      },
      birth,
    );
  }
}

function send(draft: Draft, rec: Rec, sheets: readonly Rec[]): void {
  const register = registerOf(draft, 'count_sheets');
  const action = register.actions.find((one) => one.key === 'send')!;
  for (const sheet of sheets) {
    if (sheet.values.stocktake !== rec.id || sheet.deleted || !action.from.includes(sheet.state)) continue;
    perform(draft, register, touch(draft, 'count_sheets', sheet.id), action, { by: null, via: 'link' });
  }
}
