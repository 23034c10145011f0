/** The decisions of a record, kept after their approval ended: the history on its page, the boxes of its documents. */
import type { Decided, Rec, RunningStep } from './types';

/** A record is one cell: the oldest rounds go first, long words are cut. */
const KEPT = 40;
const WORDS = 500;

export function remember(rec: Rec, entry: Decided): void {
  rec.decided = [...(rec.decided ?? []), { ...entry, comment: entry.comment.slice(0, WORDS) }].slice(-KEPT);
}

/** What the step is called, and by which key a document asks for it. */
export const stepOf = (step: RunningStep): Pick<Decided, 'step' | 'label'> => ({
  step: step.of ?? step.key,
  label: step.label,
});

/** None of an approval's decisions counts any more; one line says why. */
export function notThose(
  rec: Rec,
  approval: string,
  why: Pick<Decided, 'round' | 'verdict' | 'by' | 'at' | 'comment'>,
): void {
  rec.decided = (rec.decided ?? []).map((d) => (d.approval === approval ? { ...d, void: true as const } : d));
  remember(rec, { approval, step: '', label: {}, ...why, void: true });
}

/** Decisions that stand: of an approval's last round, in the order they were made. For signature boxes: verdict `approve`. */
export const standing = (rec: Rec, approval: string): Decided[] =>
  (rec.decided ?? []).filter((d) => d.approval === approval && !d.void);
