/**
 * An archived record that changed (reopened, corrected, voided, a late answer) stands on its sheet again: a new row at the
 * bottom, with what people had written beside it as far as the archive can be read. It leaves again once it may.
 */
import { livesAgain } from '../engine/archive';
import { say, type Draft } from '../engine/draft';
import type { Rec } from '../engine/types';
import { archives, fromArchive, markReturned } from './archive-sheet';
import type { First } from './book';
import type { Ports, Put } from './ports';
import { liveSheet } from './live-sheet';

export interface Back {
  rec: Rec;
  file: string | undefined;
}
export type Beside = Map<string, { col: number; put: Put }[]>;

/** Unmarks the draft's records that live again and reads their private cells. No call when there is none. */
export function comingBack(ports: Ports, first: First, draft: Draft): { back: Back[]; beside: Beside } {
  const back: Back[] = [];
  const beside: Beside = new Map();
  for (const [key, rec] of draft.records) {
    if (!livesAgain(draft.facts.records[key], rec)) continue;
    const sheet = rec.deleted ? null : liveSheet(ports, first, rec.register);
    if (!sheet) continue; // no row can be written now: the next change tries again
    const { year } = rec.archived!;
    const file = archives(ports, first.book.key)[year];
    rec.archived = null;
    rec.row = 0;
    // A row that died on its way out still stands: it is the record's row.
    const stands = sheet.at.get(rec.id);
    if (stands !== undefined) rec.row = stands + 1;
    else draft.before.set(key, null); // a new live row at the bottom
    say(rec, { sign: '✓', words: { code: 'archive.back', params: { year } }, at: draft.facts.now });
    draft.journal.push({
      register: rec.register,
      id: rec.id,
      rev: rec.rev,
      action: 'archive-back',
      actor: null,
      before: { $archived: year },
      after: { $archived: null },
    });
    back.push({ rec, file });
    if (file !== undefined && stands === undefined)
      beside.set(key, reading(ports, () => fromArchive(ports, first, file, sheet, rec.id)) ?? []);
  }
  return { back, beside };
}

/** Once the commit stands. */
export function tellArchive(ports: Ports, first: First, back: Back[]): void {
  for (const { rec, file } of back) if (file !== undefined) reading(ports, () => markReturned(ports, first, file, rec));
}

/** An archive that cannot be opened (in the bin, say) stops nobody's work on the record. */
function reading<T>(ports: Ports, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    ports.log('archive-unread', { why: String((error as Error)?.message ?? error).slice(0, 80) });
    return null;
  }
}
