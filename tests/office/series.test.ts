// Weekly series over a change of clocks: every meeting at its local hour, and no event twice (R012, R113).
import { openDemo, type LocalOffice } from '../../local/office';
import { applyModules } from '../../local/rehearsal/modules';
import type { Stage } from '../../local/rehearsal/stage';
import { answersFor } from '../../local/rehearsal/typing';
import { MINUTE, TICK, type } from './hands';

const MANAGER = 'manager@demo.example';
const HOURS = ['08:30', '09:00', '11:15', '14:00', '16:45'];
/** Zone, and the week in which its clocks change in 2026. */
const ZONES: readonly [string, string][] = [
  ['Europe/Berlin', '2026-03-29'],
  ['America/New_York', '2026-03-08'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/Santiago', '2026-04-05'],
];
/** Planned ahead so far that every change lies between the first meeting and the last. */
const AHEAD = '42';

const local = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms);

/** Five weekly meetings from Tuesday 3 March on, all planned. */
function fiveSeries(zone: string): LocalOffice {
  const office = openDemo({ start: '2026-03-02T12:00Z', zone }).fork();
  applyModules({ office } as Stage, ['matters', 'meetings']);
  const number = office.records('numbers').find((rec) => rec.values.key === 'meeting.series_ahead_days')!;
  type(office, number.id, 'value', AHEAD, MANAGER, 'numbers');
  HOURS.forEach((starts, i) => {
    const answers = {
      name: `第${i + 1}組週會`,
      type: 'regular',
      goal: '一週重點',
      day: '2026-03-03',
      starts,
      minutes: '45',
    };
    const more = { minute_taker: '林小華', invited: '刘洋' };
    const filled = answersFor(office, 'meetings', { ...answers, ...more }, false);
    office.runtime.person(MANAGER).submit(filled.formId, filled.answers, { email: MANAGER });
    office.runtime.wait(20_000);
  });
  const { spreadsheetId, live } = office.sheet('agenda_items');
  const row = office.endRow('agenda_items');
  office.records('meetings').forEach((meeting, i) => {
    for (const [key, text] of Object.entries({ meeting: meeting.id, item: '進度', minutes: '30', $next: '登錄' }))
      office.runtime.person(MANAGER).edit(spreadsheetId, live, row + i, office.col('agenda_items', key), text);
    office.runtime.wait(10_000);
  });
  for (const meeting of office.records('meetings')) {
    type(office, meeting.id, 'every', '每週', MANAGER, 'meetings');
    type(office, meeting.id, '$next', '完成規劃', MANAGER, 'meetings');
  }
  office.runtime.wait(12 * TICK);
  return office;
}

test.each(ZONES)('five weekly series in %s keep their local hour over %s', (zone, change) => {
  const office = fiveSeries(zone);
  const events = Object.values(office.runtime.store.state.calendar ?? {});
  const planned = office.records('meetings').filter((rec) => rec.state === 'planned');
  expect(planned.length).toBeGreaterThanOrEqual(5 * 6);
  const said = events.map((event) => `${event.summary} ${local(event.from, zone)}`).sort();
  const wanted = planned
    .map((rec) => `${String(rec.values.name)} ${String(rec.values.day)} ${String(rec.values.starts)}`)
    .sort();
  expect(said).toEqual(wanted);
  expect(new Set(said).size).toBe(said.length);
  expect(events.map((event) => event.until - event.from)).toEqual(events.map(() => 45 * MINUTE));
  const days = planned.map((rec) => String(rec.values.day));
  expect([days.some((day) => day < change), days.some((day) => day > change)]).toEqual([true, true]);
});
