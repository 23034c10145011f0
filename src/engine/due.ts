/**
 * A clock row fell due. The moment is derived again from the record, so a forged, stale or early row does nothing (S18), and
 * what fell due while nobody ran is done once, late (B.16 rules 2, 3, 4, 20).
 */
import type { Clock, Register, Tell } from '../model/types';
import { perform } from './act';
import { tellAlert } from './alerts';
import { approvalDue } from './approval-late';
import { look, step, touch, type Draft } from './draft';
import type { Rec } from './types';
import { byItselfAt, caseOf, goesByItself } from './record-clocks';
import { nextMoment } from './clocks';
import { tell } from './tell';

/** Does everything that is due for this record now. True when something changed. */
export function fallDue(draft: Draft, register: Register, id: string): boolean {
  const { now, ref } = draft.facts;
  const seen = look(draft, register.key, id);
  if (!seen || seen.deleted) return false;
  let changed = false;
  for (const clock of register.clocks) {
    for (let guard = 0; guard < 2; guard++) {
      const state = look(draft, register.key, id)!.clocks[clock.key];
      const next = state && nextMoment(state);
      if (!state || !next || next.at > now) break;
      const rec = touch(draft, register.key, id);
      const mine = rec.clocks[clock.key]!;
      const late = next.moment === 'late';
      step(
        draft,
        rec,
        { action: `clock:${clock.key}.${next.moment}`, actor: null, extra: { [`$${clock.key}`]: next.moment } },
        () => {
          if (late) mine.breached = true;
          else mine.warned = true;
        },
      );
      // A warning that is itself late tells nothing a breach does not tell.
      const skip = !late && mine.due !== null && mine.due <= now;
      if (!skip)
        tell(draft, register, rec, toldOf(clock, rec, late), {
          by: null,
          cause: `${clock.key}.${next.moment}:${mine.due}`,
          wanted: { clock: clock.key, moment: next.moment, due: mine.due ?? 0 },
        });
      changed = true;
    }
  }
  if (approvalDue(draft, register, id)) changed = true;
  for (const action of register.actions) {
    const rec = look(draft, register.key, id)!;
    if (!goesByItself(action, rec)) continue;
    const due = byItselfAt(action.byItself, rec, ref);
    if (due === null || due > now) continue;
    perform(draft, register, touch(draft, register.key, id), action, { by: null, via: 'clock' });
    changed = true;
  }
  for (const alert of register.alerts ?? []) changed = tellAlert(draft, register, id, alert) || changed;
  return changed;
}

/** Whom a moment is told: as the clock says, or whom the office named for cases like this one. */
function toldOf(clock: Clock, rec: Rec, late: boolean): Tell[] {
  const tells = (late ? clock.late : clock.warn)?.tells ?? [];
  const special = caseOf(clock, rec);
  const who = late ? special?.lateTo : special?.warnTo;
  return who === undefined ? tells : tells.map((tell) => ({ ...tell, who }));
}
