// What may leave for the year's archive and what stays; columns of an archive that outlive renames.
import { archiveYear, keepDays, livesAgain, matchColumns } from '../../src/engine/archive';
import { at, makeRec } from './builders';
import { Office, WU } from './case';

const office = new Office();
const tickets = office.register('tickets');
const closed = at('2026-03-02 10:00');
const rec = (more: Parameters<typeof makeRec>[0] = {}) => makeRec({ state: 'closed', at: { closed }, ...more });
const year = (r = rec(), now = '2026-05-02 03:00') => archiveYear(tickets, r, office.ref, at(now));

test('a closed row stays its sixty days and leaves the night after', () => {
  expect(keepDays(tickets, office.ref)).toBe(60);
  expect(year(rec(), '2026-05-01 23:59')).toBeNull();
  expect(year(rec(), '2026-05-02 00:01')).toBe(2026);
});

test('the year is the one it was closed in, in the office’s zone', () => {
  const newYear = at('2026-01-01 00:30');
  expect(year(rec({ at: { closed: newYear } }))).toBe(2026);
  expect(year(rec({ at: { closed: newYear - 3_600_000 } }))).toBe(2025);
});

test('void rows leave too; open, waiting, held, deleted and archived ones and running approvals stay', () => {
  expect(year(rec({ state: 'void', at: { void: closed } }))).toBe(2026);
  expect(year(rec({ state: 'working', at: { working: closed } }))).toBeNull();
  expect(year(rec({ waiting: { action: 'reopen', by: WU, at: closed } }))).toBeNull();
  expect(year(rec({ held: { cost: { typed: 'x', words: { code: 'value.not-money' } } } }))).toBeNull();
  expect(year(rec({ deleted: { at: closed, by: null } }))).toBeNull();
  expect(year(rec({ archived: { at: closed, year: 2026 } }))).toBeNull();
  const approval = {
    key: 'outside_repair',
    action: 'third',
    step: 0,
    by: WU,
    at: closed,
    seal: '',
    waitingFor: [],
    values: {},
  };
  expect(year(rec({ approval }))).toBeNull();
});

test('a ledger keeps its rows, unless its template says how long', () => {
  const vendors = office.register('vendors');
  expect(keepDays(vendors, office.ref)).toBeNull();
  expect(keepDays({ ...vendors, keepOpen: 30 }, office.ref)).toBe(30);
  expect(keepDays({ ...tickets, keepOpen: 7 }, office.ref)).toBe(7);
});

test('an archived record lives again when its state or a value is another, not when only a count or a word in Check is', () => {
  const was = rec({ archived: { at: closed, year: 2026 }, values: { cost: 5 } });
  expect(livesAgain(was, { ...was, state: 'working' })).toBe(true);
  expect(livesAgain(was, { ...was, values: { cost: 6 } })).toBe(true);
  expect(livesAgain(was, { ...was, rev: 9, tallies: { n: 1 } })).toBe(false);
  expect(livesAgain(rec(), { ...was, state: 'working' })).toBe(false);
});

test('columns find their place again: renamed, moved, doubled; new ones stand at the right end', () => {
  const column = (text: string, ...names: string[]) => ({ text, names });
  expect(matchColumns([column('編號'), column('費用'), column('備註')], [])).toEqual({
    at: [0, 1, 2],
    header: ['編號', '費用', '備註'],
  });
  const live = [column('備註'), column('編號'), column('金額', '費用'), column('備註'), column('新欄')];
  expect(matchColumns(live, ['編號', '費用', '備註', '備註'])).toEqual({
    at: [2, 0, 1, 3, 4],
    header: ['編號', '金額', '備註', '備註', '新欄'],
  });
  // A column the sheet no longer has keeps its place and its values.
  expect(matchColumns([column('編號')], ['舊欄', '編號']).header).toEqual(['舊欄', '編號']);
});
