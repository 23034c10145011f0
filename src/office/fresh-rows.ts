/** Rows of a register that are no record yet: typed, pasted, copied, or carrying a foreign number (register sheet: New rows). */
import { keyOf, notice, say, type Draft } from '../engine/draft';
import { editRow } from '../engine/edit-row';
import { together } from '../engine/tallies';
import { copiedRow, isData, newRow, type NewRow } from '../engine/new-rows';
import { checkCell } from '../engine/words';
import { tellsAtBirth } from '../engine/rules';
import type { NoticeAction } from '../engine/types';
import type { Register } from '../model/types';
import { type First } from './book';
import { type finder } from './links';
import type { Also } from './write';
import { type Touched } from './rows';

/** A number that is no record of this register: typed over, or dragged by the fill handle. */
export function foreignNumber(
  first: First,
  draft: Draft,
  register: Register,
  t: Touched,
  rows: Touched[],
  links: ReturnType<typeof finder>,
  also: Omit<Also, 'chainKey' | 'webUrl'>,
): void {
  const place = first.book.registers[register.key]!;
  const columns = first.columns[register.key]!;
  const by = Object.values(first.records).find(
    (r) => r.register === register.key && r.row === t.row && !rows.some((o) => String(o.cells.$number) === r.id),
  );
  if (by) {
    also.live!.set(keyOf(register.key, by.id), { row: t.row, cells: t.raw });
    editRow(draft, register, by.id, t.cells, t.by, links);
    return;
  }
  if (isData(register, { ...t.cells, $number: '' })) {
    copied(first, draft, register, t, String(t.cells.$number), links, also);
    return;
  }
  also.writes!.push({
    do: 'cells',
    sheet: place.live,
    row: t.row - 1,
    col: columns.at.$number!,
    rows: [[{ kind: 'blank', value: '' }]],
  });
}

export function copied(
  first: First,
  draft: Draft,
  register: Register,
  t: Touched,
  from: string,
  links: ReturnType<typeof finder>,
  also: Omit<Also, 'chainKey' | 'webUrl'>,
): void {
  const rec = copiedRow(draft, register, from, { row: t.row, cells: t.cells, by: t.by, since: t.at }, links);
  say(rec, { sign: '✓', words: { code: 'new.copied', params: { from } }, at: t.at, by: t.by });
  also.live!.set(keyOf(register.key, rec.id), { row: t.row, cells: t.raw });
}

/** Unnumbered rows: they rest in `_meta.pending`, or become records. */
export function freshRows(
  first: First,
  draft: Draft,
  register: Register,
  rows: Touched[],
  links: ReturnType<typeof finder>,
  also: Omit<Also, 'chainKey' | 'webUrl'>,
  now: number,
): void {
  const batch =
    rows.length >= 2 && rows.some((r) => r.rows >= 2) ? `${register.key}-${draft.facts.meta.commit.n + 1}` : undefined;
  const made: string[] = [];
  let batchOfMade: string | undefined;
  // Rows that came together are counted together: what points at one record is asked about once, when all of them are there.
  together(draft, () => {
    for (const t of rows) {
      const known = draft.meta.pending.find((p) => p.register === register.key && p.row === t.row);
      const row: NewRow = {
        row: t.row,
        cells: t.cells,
        by: t.by ?? known?.by ?? null,
        since: t.at,
        ...((known?.batch ?? batch) ? { batch: known?.batch ?? batch } : {}),
      };
      const answer = newRow(draft, register, row, links);
      draft.meta.pending = draft.meta.pending.filter((p) => !(p.register === register.key && p.row === t.row));
      if (answer.kind === 'own') continue;
      if (answer.kind === 'rests') {
        const resting = answer.until > 0;
        draft.meta.pending.push({
          register: register.key,
          row: t.row,
          since: resting ? answer.until : now + 3_600_000 * 24,
          by: row.by,
          ...(row.batch ? { batch: row.batch } : {}),
        });
        const line = checkCell([{ sign: '✎', words: answer.check, at: now }], first.ref.language, first.ref.zone);
        if (line !== String(t.cells.$check ?? '') && !resting)
          also.checks!.push({ register: register.key, row: t.row, text: line });
        continue;
      }
      also.live!.set(keyOf(register.key, answer.rec.id), { row: t.row, cells: t.raw });
      if (row.batch) {
        made.push(answer.rec.id);
        batchOfMade = row.batch;
      }
    }
  });
  if (made.length > 0) {
    const undo: NoticeAction = { kind: 'undo-batch', register: register.key, batch: batchOfMade!, ids: made };
    const tells = tellsAtBirth(register);
    notice(draft, {
      key: `batch:${batchOfMade}`,
      at: now,
      words: {
        code: tells ? 'notice.batch' : 'notice.batch.made',
        params: { register: register.name, n: made.length },
      },
      ...(tells ? { action: { ...undo, kind: 'send-batch' }, action2: undo } : { action: undo }),
    });
  }
}
