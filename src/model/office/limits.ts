/** Rows of 時限: other hours for a clock, everywhere or where a field holds a value; the first row that fits a record wins (R094). */
import type { Clock, ClockCase, Register } from '../types';
import { nearest } from '../near';
import { comparison } from './conditions';
import {
  columnWord,
  entryWord,
  faultIn,
  named,
  numberOf,
  registerNamed,
  text,
  wordsOf,
  type Merging,
  type SetupRow,
} from './rows';

const TAB = 'time_limits';

export function mergeLimits(on: Merging): void {
  for (const row of on.rows[TAB] ?? []) {
    const register = registerNamed(on, row);
    if (!register) continue;
    const clock = named(register.clocks, text(row.values.clock_key) || text(row.values.clock));
    if (!clock) {
      // A row the pack ships about a register that is off, or gone, says nothing.
      if (text(row.values.clock_key) === '')
        faultIn(on, TAB, row, 'clock', 'unknown-clock', {
          name: text(row.values.clock),
          near: nearest(text(row.values.clock), wordsOf(register.clocks, on.lang)),
        });
      continue;
    }
    const hours = numberOf(row.values.hours);
    if (hours !== undefined && !(hours >= 0.25 && hours <= 2000)) {
      faultIn(on, TAB, row, 'hours', 'out-of-range', {
        name: columnWord(on, TAB, 'hours'),
        min: 0.25,
        max: 2000,
        kept: inForce(on, clock.within),
      });
      continue;
    }
    const pct = numberOf(row.values.warn_pct);
    if (pct !== undefined && !(pct >= 1 && pct <= 100)) {
      faultIn(on, TAB, row, 'warn_pct', 'out-of-range', {
        name: columnWord(on, TAB, 'warn_pct'),
        min: 1,
        max: 100,
        kept: inForce(on, clock.warn?.at),
      });
      continue;
    }
    const half = (['field', 'is'] as const).filter((one) => text(row.values[one]) === '');
    if (half.length === 1) {
      faultIn(on, TAB, row, half[0]!, 'missing', {
        what: text(row.values.field) || text(row.values.is),
        key: columnWord(on, TAB, half[0]!),
      });
      continue;
    }
    if (half.length === 2) everywhere(clock, row);
    else cases(on, register, clock, row);
  }
}

/** A clock's own number, or the one it takes from 數字. */
const inForce = (on: Merging, number: string | number | undefined): string | number =>
  typeof number === 'string' ? String(on.model.settings[number]?.value ?? number) : (number ?? '—');

const parts = (row: SetupRow): Omit<ClockCase, 'when'> => {
  const hours = numberOf(row.values.hours);
  const pct = numberOf(row.values.warn_pct);
  const counted = text(row.values.counted);
  const warnTo = text(row.values.warn_to);
  const lateTo = text(row.values.late_to);
  return {
    ...(hours === undefined ? {} : { within: hours }),
    ...(counted === 'working' || counted === 'wall' ? { hours: counted } : {}),
    ...(pct === undefined ? {} : { warnPct: pct }),
    ...(warnTo ? { warnTo } : {}),
    ...(lateTo ? { lateTo } : {}),
  };
};

function everywhere(clock: Clock, row: SetupRow): void {
  const { within, hours, warnPct, warnTo, lateTo } = parts(row);
  if (within !== undefined) clock.within = within;
  if (hours) clock.hours = hours;
  if (clock.warn && warnPct !== undefined) {
    clock.warn.at = warnPct;
    delete clock.warn.after;
  }
  if (clock.warn && warnTo) clock.warn.tells = clock.warn.tells.map((tell) => ({ ...tell, who: warnTo }));
  if (clock.late && lateTo) clock.late.tells = clock.late.tells.map((tell) => ({ ...tell, who: lateTo }));
}

function cases(on: Merging, register: Register, clock: Clock, row: SetupRow): void {
  const written = comparison(on, register, text(row.values.field), 'is', text(row.values.is));
  if (!written.ok) {
    faultIn(on, TAB, row, written.part === 'field' ? 'field' : 'is', written.code, written.params);
    return;
  }
  const [, field, literal] = /^(\w+) == (.*)$/.exec(written.cel) ?? [];
  if (field === undefined) {
    faultIn(on, TAB, row, 'field', 'not-for-type', {
      key: columnWord(on, TAB, 'field'),
      type: entryWord(on, 'field_types', 'choices'),
    });
    return;
  }
  const is = JSON.parse(literal!) as ClockCase['when']['is'];
  (clock.cases ??= []).push({ when: { field, is }, ...parts(row) });
}
