// Triggers: when they fire, with which event, as whom; what never fires them.

import { officeWith, OWNER, script, scriptRun, workbook } from './helpers';

const LOG = `function log_(e) { const p = PropertiesService.getUserProperties(); const all = JSON.parse(p.getProperty('log') || '[]'); all.push(e); p.setProperty('log', JSON.stringify(all)); }
  function clock_(e) { log_([new Date().toISOString(), e['day-of-week'], e['month'], e.timezone, String(e.authMode), typeof e.triggerUid]); }
  function edit_(e) { log_([e.range.getA1Notation(), e.range.rowStart, e.range.columnEnd, e.value, e.oldValue, e.user && e.user.getEmail(), Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail(), e.source.getId()]); }
  function change_(e) { log_([e.changeType]); }
  function blank_(e) { log_([e === undefined]); }`;

function logOf(office: ReturnType<typeof officeWith>): unknown[] {
  return JSON.parse(office.store.state.userProperties[OWNER]?.['log'] ?? '[]') as unknown[];
}

describe('time triggers', () => {
  test('every ten minutes, with the documented event (CLK-1, CLK-2)', () => {
    const office = officeWith(LOG, { latency: false });
    script(office, `ScriptApp.newTrigger('clock_').timeBased().everyMinutes(10).create()`);
    office.wait(3_600_000);
    const log = logOf(office) as string[][];
    expect([6, 7]).toContain(log.length);
    expect(log[0]!.slice(1)).toEqual([1, 3, 'Asia/Taipei', 'FULL', 'string']);
    const gaps = log.slice(1).map((entry, i) => (Date.parse(entry[0]!) - Date.parse(log[i]![0]!)) / 1000);
    for (const gap of gaps) expect(Math.abs(gap - 600)).toBeLessThan(5);
  });

  test('daily in the hour of the script zone, near the minute, over a change of clocks (CLK-1)', () => {
    const office = officeWith(LOG, { latency: false, zone: 'Europe/Berlin', start: '2026-03-27T12:00:00+01:00' });
    script(office, `ScriptApp.newTrigger('clock_').timeBased().everyDays(1).atHour(2).nearMinute(30).create()`);
    office.wait(4 * 86_400_000);
    const times = (logOf(office) as string[][]).map((e) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' }).format(
        new Date(e[0]!),
      ),
    );
    expect(times.map((t) => t.slice(0, 10))).toEqual(['2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31']);
    for (const t of [times[0]!, times[2]!, times[3]!])
      expect(Math.abs(Number(t.slice(14, 16)) - 30) + 60 * Math.abs(Number(t.slice(11, 13)) - 2)).toBeLessThanOrEqual(
        15,
      );
  });

  test('on a week day, and once', () => {
    const office = officeWith(LOG, { latency: false });
    script(
      office,
      `ScriptApp.newTrigger('clock_').timeBased().onWeekDay(ScriptApp.WeekDay.FRIDAY).atHour(9).create(); ScriptApp.newTrigger('clock_').timeBased().after(60000).create()`,
    );
    office.wait(15 * 86_400_000);
    expect((logOf(office) as unknown[][]).map((e) => e[1])).toEqual([1, 5, 5]);
    // A spent one-shot stays listed (CLK-3).
    expect(script(office, `return ScriptApp.getProjectTriggers().length`)).toBe(2);
  });

  test('only certain minutes, at most twenty, none made by a trigger runs (B.3)', () => {
    const office = officeWith(
      `${LOG} function makes_() { ScriptApp.newTrigger('clock_').timeBased().everyMinutes(1).create(); }`,
      { latency: false },
    );
    expect(scriptRun(office, `ScriptApp.newTrigger('x').timeBased().everyMinutes(7)`).error?.message).toMatch(
      /must be one of 1, 5, 10, 15 or 30/,
    );
    script(office, `ScriptApp.newTrigger('makes_').timeBased().after(1000).create()`);
    office.wait(3_600_000);
    expect(logOf(office)).toEqual([]);
    expect(office.store.state.triggers.map((t) => t.disabled)).toEqual([false, true]);
    expect(
      scriptRun(office, `for (;;) ScriptApp.newTrigger('x').timeBased().everyDays(1).create()`).error?.message,
    ).toMatch(/too many triggers/);
    expect(office.store.state.triggers).toHaveLength(20);
  });

  test('belong to their creator (EXE-4)', () => {
    const office = officeWith(LOG);
    script(office, `ScriptApp.newTrigger('clock_').timeBased().everyMinutes(1).create()`);
    office.install('engine', { 'Code.js': `${LOG} function mine() { return ScriptApp.getProjectTriggers().length; }` });
    expect([office.run('mine').result, office.run('mine', [], { effective: 'lin@demo.example' }).result]).toEqual([
      1, 0,
    ]);
  });
});

describe('edit triggers', () => {
  function edited(options = {}): { office: ReturnType<typeof officeWith>; id: string } {
    const office = officeWith(LOG, { latency: false, ...options });
    const id = workbook(office, [
      ['a', 'b'],
      [1, 2],
    ]);
    script(office, `ScriptApp.newTrigger('edit_').forSpreadsheet(args[0]).onEdit().create()`, id);
    return { office, id };
  }

  test('tell range, value and old value of a single cell (EDT-1, EDT-2)', () => {
    const { office, id } = edited();
    const lin = office.person('lin@demo.example');
    lin.edit(id, 7, 2, 1, '2026/3/5');
    lin.edit(id, 7, 5, 3, 'new');
    lin.edit(id, 7, 5, 3, null);
    lin.paste(id, 7, 1, 1, [
      ['x', 'y'],
      ['z', null],
    ]);
    expect(logOf(office)).toEqual([]);
    office.settle();
    const who = ['lin@demo.example', '', OWNER, id];
    // undefined becomes null on its way through JSON.
    expect(logOf(office)).toEqual([
      ['A2', 2, 1, '46086', '1', ...who],
      ['C5', 5, 3, 'new', null, ...who],
      ['C5', 5, 3, null, 'new', ...who],
      ['A1:B2', 1, 2, null, null, ...who],
    ]);
  });

  test('do not name the person where Google does not (B.4), nor fire where the script is not visible (B.2)', () => {
    const { office, id } = edited({ switches: { editUser: 'blank' } });
    office.person('lin@demo.example').edit(id, 7, 1, 1, 'x');
    office.settle();
    expect((logOf(office) as unknown[][])[0]![5]).toBeNull();
    office.switches.editorsSeeScript = false;
    office.person('lin@demo.example').edit(id, 7, 1, 1, 'y');
    office.settle();
    expect(logOf(office)).toHaveLength(1);
  });

  test('are never fired by scripts or the API (EDT-3)', () => {
    const { office, id } = edited();
    script(
      office,
      `Sheets.Spreadsheets.batchUpdate({ requests: [{ updateCells: { start: { sheetId: 7 }, fields: '*', rows: [{ values: [{ userEnteredValue: { stringValue: 'x' } }] }] } }] }, args[0]); SpreadsheetApp.openById(args[0]).getSheets()[0].appendRow(['y'])`,
      id,
    );
    office.wait(60_000);
    expect(logOf(office)).toEqual([]);
  });

  test('structure raises change, not edit (EDT-4)', () => {
    const { office, id } = edited();
    script(office, `ScriptApp.newTrigger('change_').forSpreadsheet(args[0]).onChange().create()`, id);
    const lin = office.person('lin@demo.example');
    lin.insertRows(id, 7, 1, 1);
    lin.deleteColumns(id, 7, 1, 1);
    lin.duplicateSheet(id, 7);
    office.wait(10_000);
    expect((logOf(office) as string[][]).map((e) => e[0]).sort()).toEqual([
      'INSERT_GRID',
      'INSERT_ROW',
      'REMOVE_COLUMN',
    ]);
  });

  test('a burst runs in the order of its arrival, each at its own time', () => {
    const { office, id } = edited();
    const start = office.now;
    for (let i = 0; i < 5; i++)
      office.at(start + i * 2000, () => office.person('lin@demo.example').edit(id, 7, i + 1, 1, `v${i}`));
    office.wait(20_000);
    expect((logOf(office) as string[][]).map((e) => e[3])).toEqual(['v0', 'v1', 'v2', 'v3', 'v4']);
    const runs = office.executions.filter((x) => x.trigger === 'edit').map((x) => x.startedAt - start);
    runs.forEach((at, i) => expect(at - i * 2000).toBeGreaterThanOrEqual(500));
    expect(office.now).toBe(start + 20_000);
  });
});

describe('concurrency', () => {
  test('more than 30 at a time are refused (EXE-3)', () => {
    const office = officeWith(`function slow_() { Utilities.sleep(60000); }`, {
      latency: false,
      switches: { interleave: 'all' },
    });
    script(office, `for (let i = 0; i < 3; i++) ScriptApp.newTrigger('slow_').timeBased().after(1000).create()`);
    office.quotas.simultaneous = 2;
    office.wait(120_000);
    const errors = office.executions.filter((x) => x.fn === 'slow_').map((x) => x.error?.message);
    expect(errors.filter((e) => e?.startsWith('Too many simultaneous invocations'))).toHaveLength(1);
  });

  test('a day of triggers has its hours', () => {
    const office = officeWith(`function slow_() { Utilities.sleep(240000); }`, {
      latency: false,
      quotas: { triggerMsPerDay: 600_000 },
    });
    script(office, `ScriptApp.newTrigger('slow_').timeBased().everyMinutes(30).create()`);
    office.wait(4 * 3_600_000);
    const ran = office.executions.filter((x) => x.fn === 'slow_').map((x) => x.error?.message);
    expect(ran.filter((e) => e === undefined)).toHaveLength(3);
    expect(ran.at(-1)).toBe('Service using too much computer time for one day');
  });
});
