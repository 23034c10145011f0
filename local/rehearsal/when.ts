// Time as scenarios write it: ISO 8601 durations, and civil times read in the office's zone.
import { Temporal } from 'temporal-polyfill';

/** Milliseconds of an ISO 8601 duration such as PT90M, P3D or -PT5M; days are 24 hours. Throws on anything else. */
export function durationMs(text: string): number {
  return Temporal.Duration.from(text).total({ unit: 'milliseconds', relativeTo: undefined });
}

/** Epoch ms of `2026-03-03T09:00` (civil, in `zone`), of a plain date (its midnight) or of a time with an offset. */
export function momentOf(text: string, zone: string): number {
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text) && text.includes('T')) return Temporal.Instant.from(text).epochMilliseconds;
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
}

/** `2026-03-03T09:00` in `zone`; seconds only when there are any. */
export function civilText(ms: number, zone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone).toPlainDateTime();
  return at.toString({ smallestUnit: at.second || at.millisecond ? 'second' : 'minute' });
}
