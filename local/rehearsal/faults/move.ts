// A department moves: its people change desks and their things go along in the one commit of 「搬遷完成」. Struck at every call of it,
// everybody sits where they sat or where they are to sit, and never one here and one there.
import type { LocalOffice } from '../../office.ts';
import { act } from '../acts.ts';
import { applyModules } from '../modules.ts';
import { stageOver } from '../run.ts';
import { readScenario } from '../scenario.ts';
import type { Workflow } from './workflows.ts';

const STORY = new URL('../../../scenarios/space/move.yaml', import.meta.url).pathname;
const WU = 'wu@demo.example';
const REQUEST = 'SPR-2026-001';

/** Two people, two things, three desks: the story up to where the movers are done. */
function onTheDay(office: LocalOffice): void {
  const scenario = readScenario(STORY);
  const stage = stageOver(office, scenario);
  applyModules(stage, scenario.modules);
  for (const step of scenario.steps) {
    if (step.verb === 'next' && (step.what as { action?: string }).action === 'complete') return;
    if (step.verb !== 'expect') act(stage, step);
  }
  throw new Error(`${STORY} no longer completes the move`);
}

/** Who sits where, what stands where, how far the request is. */
function seating(office: LocalOffice): string[] {
  return [
    ...office.records('desks').map((d) => `desk ${d.id} ${String(d.values.user)} ${String(d.values.team)}`),
    ...office
      .records('assets')
      .map((a) => `thing ${a.id} ${String(a.values.desk)} ${String(a.values.place)} ${String(a.values.user)}`),
    ...office.records('move_lines').map((l) => `line ${l.id} ${l.state}`),
    ...office.records('space_requests').map((r) => `request ${r.id} ${r.state}`),
  ].sort();
}

function complete(office: LocalOffice): void {
  const { spreadsheetId, live } = office.sheet('space_requests');
  const row = office.row('space_requests', REQUEST)!;
  const col = office.col('space_requests', '$next');
  office.runtime.person(WU).edit(spreadsheetId, live, row, col, '搬遷完成');
  office.runtime.wait(10_000);
}

export const moveWorkflows: readonly Workflow[] = [
  {
    name: 'move',
    edits: true,
    register: 'space_requests',
    prepare: onTheDay,
    body: complete,
    essence: seating,
    atOnce: (office, base, wanted) => {
      const found = seating(office).join('\n');
      const whole = found === wanted.join('\n') || found === seating(base).join('\n');
      return whole ? [] : ['some have moved and some have not'];
    },
  },
];
