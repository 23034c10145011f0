// What the live row shows of a record, in the sheet's language (register sheet: What a cell holds).
import { calledOf, project, rowText } from '../../src/engine/project';
import { rememberNames } from '../../src/engine/project';
import { touch } from '../../src/engine/draft';
import { serialOf } from '../../src/engine/civil';
import { at } from './builders';
import { MINUTE, Office, WU } from './case';

test('keys are shown as labels, dates as serials, numbers as numbers', () => {
  const office = new Office();
  const { id } = office.ticket({ cost: 1200, wake_on: '2026-03-05' });
  const row = project(office.register('tickets'), office.rec(id), office.ref, office.now);
  expect(row).toMatchObject({
    $number: { kind: 'text', value: id },
    $state: { kind: 'text', value: '待回應' },
    $next: { value: '' },
    $check: { value: '✓ 10:00 收件' },
    requester: { value: '林小華' },
    place: { value: '倉庫' },
    cost: { kind: 'number', value: 1200 },
    wake_on: { kind: 'date', value: serialOf('2026-03-05') },
    $due: { kind: 'datetime', value: serialOf('2026-03-02T11:00') },
    $updated: { value: '3/2 10:00 林小華' },
  });
  expect(row.survey_comment).toBeUndefined();
});

test('the same record in another language differs in words only', () => {
  const office = new Office();
  const { id } = office.ticket();
  const row = project(office.register('tickets'), office.rec(id), { ...office.ref, language: 'en' }, office.now);
  expect(row).toMatchObject({
    $state: { value: 'New' },
    urgency: { value: 'Normal' },
    $check: { value: '✓ 10:00 Received' },
  });
});

test('a held cell shows what was typed, as it was typed', () => {
  const office = new Office();
  const { id } = office.ticket();
  const words = { code: 'value.not-date' };
  office.decide((d) => {
    touch(d, 'tickets', id).held = {
      wake_on: { typed: '下週三', words },
      cost: { typed: 1e15, words },
      why: { typed: '', words },
    };
  });
  const row = project(office.register('tickets'), office.rec(id), office.ref, office.now);
  expect(row).toMatchObject({
    wake_on: { kind: 'text', value: '下週三' },
    cost: { kind: 'number', value: 1e15 },
    why: { value: '' },
  });
});

test('a key nobody knows any more is shown as it is', () => {
  const office = new Office();
  const { id } = office.ticket();
  office.decide(
    (d) => void Object.assign(touch(d, 'tickets', id).values, { place: 'gone_place', handler: 'left@demo.example' }),
  );
  const row = project(office.register('tickets'), office.rec(id), office.ref, office.now);
  expect(row).toMatchObject({ place: { value: 'gone_place' }, handler: { value: 'left@demo.example' } });
});

test('a link shows number and name, and keeps the name without the record being read', () => {
  const office = new Office();
  const device = office.device();
  const { id } = office.ticket({ asset: device.id });
  office.decide((d) => {
    const rec = touch(d, 'tickets', id);
    rememberNames(d, office.register('tickets'), rec);
  });
  delete office.records[`assets/${device.id}`];
  const row = project(office.register('tickets'), office.rec(id), office.ref, office.now);
  expect(row.asset!.value).toBe(`${device.id} 影印機`);
});

test('a verb that waits stands in Next step with its reason', () => {
  const office = new Office();
  const { id } = office.ticket();
  office.decide((d) => {
    touch(d, 'tickets', id).waiting = { action: 'cancel', by: WU, at: office.now, reason: '重複' };
  });
  const row = project(office.register('tickets'), office.rec(id), office.ref, office.now);
  expect(row.$next!.value).toBe('取消：重複');
});

test('a case is called by its template; blanks leave no gap', () => {
  const office = new Office();
  const rec = office.ticket();
  const called = (values: object) =>
    calledOf(office.open(), office.register('tickets'), { ...rec, values: { ...rec.values, ...values } }, 'zh-TW');
  expect(called({})).toMatch(/^倉庫 \S+$/);
  expect(called({ place: null })).not.toMatch(/^\s|\s\s|\{/);
  expect(called({ place: '$& $1 {category}' })).toContain('$& $1 {category}');
});

test('the fingerprint’s text leaves out what moves by itself', () => {
  const office = new Office();
  const rec = office.ticket();
  const tickets = office.register('tickets');
  const text = rowText(project(tickets, rec, office.ref, office.now));
  const later = { ...rec, check: [], updated: { at: at('2026-03-09 10:00'), by: WU } };
  expect(rowText(project(tickets, later, office.ref, office.now + MINUTE))).toBe(text);
  expect(rowText(project(tickets, { ...rec, state: 'working' }, office.ref, office.now))).not.toBe(text);
});
