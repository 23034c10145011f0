/** `now` and `today`, as actions set them and new rows begin with them: a date field holds the day, a time field the minute. */
import type { FieldType } from '../model/types';
import { dateAt, toCivil } from './civil';

export const isMoment = (value: unknown): value is 'now' | 'today' => value === 'now' || value === 'today';

/** `yyyy-MM-dd`, or `yyyy-MM-ddTHH:mm` for `now` in a time field; `at` in epoch ms. */
export function momentValue(word: 'now' | 'today', type: FieldType | undefined, at: number, zone: string): string {
  if (word === 'today' || type !== 'time') return dateAt(at, zone);
  const { date, time } = toCivil(at, zone);
  return `${date}T${time}`;
}
