// Zone arithmetic: offsets, wall clock and sheet serials (days since 1899-12-30 in the sheet's zone, DAT-2).

export interface Civil {
  year: number;
  /** 1-12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
const QUARTER = 900_000;
const DAY = 86_400_000;

/** Offset from UTC in ms at an instant. Throws RangeError for an unknown zone. */
export function offsetAt(zone: string, epoch: number): number {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Etc/GMT') return 0;
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  // No zone changes its offset off a quarter of an hour since 1972, and older dates only need a stable answer.
  const slot = Math.floor(epoch / QUARTER);
  let offset = known.get(slot);
  if (offset === undefined) {
    if (known.size > 20_000) known.clear();
    known.set(slot, (offset = measure(zone, slot * QUARTER)));
  }
  return offset;
}

function measure(zone: string, epoch: number): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  const part: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(epoch)) part[type] = value;
  const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
  const wall = utc(
    year,
    Number(part['month']),
    Number(part['day']),
    Number(part['hour']),
    Number(part['minute']),
    Number(part['second']),
    0,
  );
  return wall - Math.floor(epoch / 1000) * 1000;
}

function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, ms);
  return date.getTime();
}

/** Wall clock of an instant in a zone. */
export function civilAt(zone: string, epoch: number): Civil {
  const d = new Date(epoch + offsetAt(zone, epoch));
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    ms: d.getUTCMilliseconds(),
  };
}

/** Instant of a wall time given as "UTC ms of the same digits". In a gap the later, in an overlap the earlier instant. */
export function epochOfWall(zone: string, wall: number): number {
  // The offsets a day before and after hold on either side of any change of clocks near this wall time.
  const one = wall - offsetAt(zone, wall - DAY);
  const other = wall - offsetAt(zone, wall + DAY);
  const [early, late] = one <= other ? [one, other] : [other, one];
  return early + offsetAt(zone, early) === wall ? early : late;
}

/** Instant of a civil date and time in a zone; overflowing members carry (hour 25 is tomorrow 1:00). */
export function epochOf(zone: string, c: Partial<Civil> & { year: number }): number {
  return epochOfWall(zone, utc(c.year, c.month ?? 1, c.day ?? 1, c.hour ?? 0, c.minute ?? 0, c.second ?? 0, c.ms ?? 0));
}

const EPOCH_1899 = Date.UTC(1899, 11, 30);

/** Serial of an instant in the sheet's zone; ms are kept as a fraction of the day. */
export function serialOf(zone: string, epoch: number): number {
  return tidy((epoch + offsetAt(zone, epoch) - EPOCH_1899) / DAY);
}

/** Instant of a serial in the sheet's zone, to the ms. */
export function epochOfSerial(zone: string, serial: number): number {
  return epochOfWall(zone, Math.round(serial * DAY) + EPOCH_1899);
}

/** Serial of civil members, zone-free. */
export function serialOfCivil(c: Partial<Civil> & { year: number }): number {
  return tidy(
    (utc(c.year, c.month ?? 1, c.day ?? 1, c.hour ?? 0, c.minute ?? 0, c.second ?? 0, c.ms ?? 0) - EPOCH_1899) / DAY,
  );
}

/** Civil members of a serial, zone-free. */
export function civilOfSerial(serial: number): Civil {
  return civilAt('UTC', Math.round(serial * DAY) + EPOCH_1899);
}

function tidy(serial: number): number {
  return Math.round(serial * 1e10) / 1e10;
}
