// When a digest is due: once a week on its day, later where that day is off or nobody ran, never for the time before it began.
import { digestTime } from '../../src/engine/digests';
import type { Ref } from '../../src/engine/types';
import { at, makeRef } from './builders';

const DIGEST = { every: 'task.owner_update_days', at: 'task.owner_update_at' };
const ref = (more: Partial<Ref['settings']> = {}, days: Ref['days'] = []): Ref =>
  makeRef({ days, settings: { 'task.owner_update_days': 7, 'task.owner_update_at': 'Mon 09:00', ...more } });
const look = (last: string | undefined, when: string, office = ref()) => digestTime(DIGEST, last, at(when), office);

test('switched on in the middle of a week, the first is next Monday', () => {
  expect(look(undefined, '2026-03-04 10:00')).toEqual({
    day: null,
    begins: '2026-03-02',
    next: at('2026-03-09 09:00'),
  });
  expect(look('2026-03-02', '2026-03-09 08:59').day).toBeNull();
  expect(look('2026-03-02', '2026-03-09 09:00')).toMatchObject({ day: '2026-03-09', next: at('2026-03-16 09:00') });
});

test('told, it is quiet for the rest of the week', () => {
  for (const when of ['2026-03-09 09:10', '2026-03-11 14:00', '2026-03-15 23:50'])
    expect(look('2026-03-09', when).day).toBeNull();
  expect(look('2026-03-09', '2026-03-16 09:00').day).toBe('2026-03-16');
});

test('what nobody told on its day is told once, late, and the week after on its day again', () => {
  expect(look('2026-03-02', '2026-03-12 16:00').day).toBe('2026-03-09');
  expect(look('2026-03-09', '2026-03-16 09:00').day).toBe('2026-03-16');
  // Two weeks asleep are one mail, not two.
  expect(look('2026-03-02', '2026-03-18 09:00').day).toBe('2026-03-16');
});

test('a Monday off is told on Tuesday and still counts as Monday', () => {
  const office = ref({}, [{ date: '2026-03-09', open: false, hours: null, place: '', name: '補假' }]);
  expect(look('2026-03-02', '2026-03-09 12:00', office)).toMatchObject({ day: null, next: at('2026-03-10 09:00') });
  expect(look('2026-03-02', '2026-03-10 09:00', office).day).toBe('2026-03-09');
  expect(look('2026-03-09', '2026-03-16 09:00', office).day).toBe('2026-03-16');
});

test('every second week, every day, and a time nobody can read', () => {
  const fortnight = ref({ 'task.owner_update_days': 14 });
  expect(look('2026-03-02', '2026-03-09 09:00', fortnight).day).toBeNull();
  expect(look('2026-03-02', '2026-03-16 09:00', fortnight).day).toBe('2026-03-16');
  const daily = ref({ 'task.owner_update_days': 1, 'task.owner_update_at': '09:00' });
  expect(look('2026-03-10', '2026-03-11 09:00', daily).day).toBe('2026-03-11');
  expect(look('2026-03-02', '2026-03-09 09:00', ref({ 'task.owner_update_at': 'soon' }))).toEqual({
    day: null,
    begins: null,
    next: Infinity,
  });
});
