// A meeting on its way into the calendar, and what people do there on its way back: struck at every call it stands there once, and the
// register says what the calendar says.
import type { LocalOffice } from '../../office.ts';
import { isGone } from '../../runtime/store/events.ts';
import { act } from '../acts.ts';
import { applyModules } from '../modules.ts';
import { stageOver } from '../run.ts';
import { readScenario } from '../scenario.ts';
import type { Workflow } from './workflows.ts';

const STORY = new URL('../../../scenarios/matters/calendar-follows.yaml', import.meta.url).pathname;
const MEETING = 'MTG-2026-001';
const KEVIN = 'kevin@demo.example';
const TICK = 10 * 60_000;

/** Two meetings, the first one planned a minute ago: nothing of it is in the calendar yet. */
function planned(office: LocalOffice): void {
  const scenario = readScenario(STORY);
  const stage = stageOver(office, scenario);
  applyModules(stage, scenario.modules);
  for (const step of scenario.steps) {
    if (step.verb !== 'expect') act(stage, step);
    if (step.verb === 'next') return;
  }
  throw new Error(`${STORY} no longer plans a meeting`);
}

const eventsOf = (office: LocalOffice) => Object.values(office.runtime.store.state.calendar ?? {});

/** Every event with its time and its guests' answers, and what the register says of the meeting and of whom it invited. */
function agreed(office: LocalOffice): string[] {
  const meeting = office.record('meetings', MEETING)!;
  return [
    ...eventsOf(office).map(
      (event) =>
        `event ${event.id.slice(0, 20)} ${event.summary} ${event.from} ${isGone(event, office.runtime.owner) ? 'gone' : event.status} ${event.guests
          .map((guest) => `${guest.email} ${guest.answer}`)
          .sort()
          .join(', ')}`,
    ),
    `meeting ${meeting.state} ${String(meeting.values.day)} ${String(meeting.values.starts)} ${meeting.events?.meeting?.id.slice(0, 20) ?? 'none'}`,
    ...office.records('attendance').map((line) => `guest ${String(line.values.person)} ${line.state}`),
  ].sort();
}

const once = (office: LocalOffice): string[] =>
  eventsOf(office).length === 1 ? [] : [`${eventsOf(office).length} events stand in the calendar`];

export const eventWorkflows: readonly Workflow[] = [
  {
    name: 'event',
    edits: false,
    register: 'meetings',
    prepare: planned,
    body: (office) => office.runtime.wait(2 * TICK + 30_000),
    essence: agreed,
    holds: once,
    sites: true,
  },
  {
    // Kevin declines, and the office account moves it: both come back in one look.
    name: 'event-back',
    edits: false,
    register: 'meetings',
    prepare: (office) => {
      planned(office);
      office.runtime.wait(3 * TICK);
    },
    body: (office) => {
      const [event] = eventsOf(office);
      office.runtime.person(KEVIN).respond(event!.id, 'declined');
      office.runtime
        .person(office.runtime.owner)
        .moveEvent(event!.id, event!.from + 3_600_000, event!.until + 3_600_000);
      office.runtime.wait(2 * 60_000);
    },
    essence: agreed,
    holds: once,
    sites: true,
  },
];
