/** The preview on 首頁: what applying would make, change and keep, a sentence a line (design: Templates and the office layer). */
import { dropNotice, notice, openDraft } from '../engine/draft';
import { render } from '../engine/words';
import type { Words } from '../engine/types';
import { withRegion } from '../model/regions';
import { factsOf } from './book';
import { commit, deciding } from './commit';
import { planModel, planUpgrade } from './plan';
import type { Ports } from './ports';
import { restored } from './restored';
import { asStaged, readSetup, STAGED, waitingRows, wantedPack } from './setup-state';
import { rowChanges } from './setup-words';

/** Lines 首頁 shows of a plan. */
const LINES = 30;

/**
 * Lines below the notice that asks: `of` names it (`plan:<of>:<n>`), `rank` is its place on 首頁. False when somebody holds the lock.
 */
export function preview(ports: Ports, of: 'pending' | 'upgrade', rank: number, lines: Words[] | null): boolean {
  if (!lines) return true;
  const answer = deciding(ports, 20_000, () => {
    const state = readSetup(ports)!;
    const draft = openDraft(factsOf(state.first, ports.now(), `preview:${state.first.meta.commit.n}`));
    for (const n of draft.meta.notices) if (n.key.startsWith(`plan:${of}:`)) dropNotice(draft, n.key);
    lines.slice(0, LINES).forEach((words, i) =>
      notice(draft, {
        key: `plan:${of}:${i}`,
        at: ports.now(),
        rank: rank - (i + 1) / 100,
        words: { code: 'setup.plan-line', params: { n: i + 1, say: render(words, draft.facts.ref.language) } },
      }),
    );
    if (lines.length > LINES)
      notice(draft, {
        key: `plan:${of}:more`,
        at: ports.now(),
        rank: rank - (LINES + 1) / 100,
        words: { code: 'setup.plan-more', params: { n: lines.length - LINES } },
      });
    commit(ports, state.first, draft, {});
    return true;
  });
  return answer !== 'busy';
}

/** What waits, as sentences; null when the office is not set up or holds an older version of its setup workbook. */
export function planSetup(ports: Ports): Words[] | null {
  const state = readSetup(ports);
  if (!state?.pack || restored(ports, state.first, [])) return null;
  const effective = asStaged(state);
  const draft = openDraft(factsOf(state.first, ports.now(), 'preview'));
  const changes = state.last
    ? rowChanges(draft, waitingRows(state.last), waitingRows(effective.rows), [...STAGED, 'numbers'])
    : [];
  const pack = withRegion(state.bare!, wantedPack(state).region ?? '');
  const made = [...planUpgrade(ports, state, pack), ...planModel(ports, effective.model)];
  // What a plan says of whole registers says more than the rows it came from.
  return [...made, ...changes.filter((words) => !made.some((one) => sameThing(one, words)))];
}

const sameThing = (made: Words, row: Words): boolean =>
  (made.code === 'plan.register' || made.code === 'plan.field') &&
  row.code === 'setup.row-new' &&
  Object.values(made.params?.[made.code === 'plan.field' ? 'field' : 'name'] ?? {}).some((word) =>
    JSON.stringify(row.params?.row ?? '').includes(String(word)),
  );
