import { formatShown } from '../../src/engine/shown';
import { showCell } from '../../src/engine/values';
import { makeField, makeRef } from './builders';

const words = (type: Parameters<typeof makeField>[0], value: string | number): string =>
  formatShown(showCell(makeField(type), value, { ref: makeRef(), now: 0, lang: 'zh-TW' }));

test('dates, times and money as people write them', () => {
  expect(words('date', '2026-03-12')).toBe('2026/03/12');
  expect(words('time', '14:00')).toBe('14:00');
  expect(words('time', '08:05')).toBe('08:05');
  expect(words('time', '2026-03-12T14:05')).toBe('2026/03/12 14:05');
  expect(words('number', 1234567)).toBe('1,234,567');
});
