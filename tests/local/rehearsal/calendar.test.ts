// The calendar's words of a rehearsal fail where they should, and say what there is instead.
import { readScenario } from '../../../local/rehearsal/scenario';
import { runScenario } from '../../../local/rehearsal/run';

const run = (steps: string) =>
  runScenario(readScenario('x.yaml', `scenario: x\nstart: 2026-03-09T09:00+08:00\nsteps:\n${steps}`));
const MADE = `
  - calendar: { busy: 週會, from: 2026-03-10T10:00, until: 2026-03-10T11:00, guests: [chen@demo.example] }
    as: lin@demo.example
`;
const ON = 'on: lin@demo.example';

test.each([
  ['another time', `  - expect: { event: { title: 週會, ${ON} }, has: { start: 2026-03-10T10:30 } }`, /"週會": start/],
  [
    'another answer',
    `  - expect: { event: { title: 週會, ${ON} }, has: { guests: { chen@demo.example: accepted } } }`,
    /guests/,
  ],
  [
    'another title',
    `  - expect: { event: { title: 月會, ${ON} } }`,
    /no such event .*月會; there are\n2026-03-10T10:00 "週會" \w+ confirmed/s,
  ],
  [
    'another calendar',
    '  - expect: { event: { title: 週會 } }',
    /no such event in the calendar of office@demo.example.*there are none/s,
  ],
  ['one that should not be', `  - expect: { event: { title: 週會, ${ON}, none: true } }`, /event 週會/],
  ['another number', `  - expect: { events: { ${ON}, count: 2 } }`, /events in the calendar of lin/],
  [
    'an answer nobody gives',
    '  - calendar: { respond: yes, event: 週會 }\n    as: chen@demo.example',
    /nobody answers "(yes|true)"; there are accepted/,
  ],
  [
    'a deed there is not',
    '  - calendar: { cancel: 週會 }\n    as: lin@demo.example',
    /There are respond, move, delete, invite, busy/,
  ],
  [
    'a guest who moves it',
    '  - calendar: { move: 週會, to: 2026-03-11T10:00 }\n    as: chen@demo.example',
    /only its organiser/,
  ],
])(
  'fails for %s',
  (_name, steps, words) => {
    const { passed, failure } = run(`${MADE}${steps}`);
    expect([passed, failure?.message]).toEqual([false, expect.stringMatching(words)]);
  },
  60_000,
);

test('a day of calendars passes as it is written', () => {
  expect(runScenario(readScenario('tests/local/rehearsal/own-calendars.yaml')).failure).toBeUndefined();
}, 60_000);

test('a room by what it is said to be', () => {
  const room = 'guests: { lounge@demo.example: accepted }';
  const steps = (rooms: string) => `${rooms}
  - calendar: { busy: 訪談, from: 2026-03-10T10:00, until: 2026-03-10T11:00, room: lounge@demo.example }
    as: lin@demo.example
  - expect: { event: { title: 訪談, ${ON} }, has: { ${room} } }`;
  expect(run(steps('  - rooms: [{ email: lounge@demo.example, name: 會客室 }]')).failure).toBeUndefined();
  expect(run(steps('')).failure?.message).toMatch(/guests/);
}, 60_000);
