/** Clocks of a register: between which moments, within how many hours, whom a warning and a breach are told. */
import { listItems, type Reading } from '../reading';
import { child, type MapNode, type SourceNode } from '../source';
import type { Clock, ClockCase } from '../types';
import { readTells } from './actions';

const CLOCK_WORDS = ['label', 'starts', 'stops', 'within', 'until', 'hours', 'warn', 'late', 'cases'] as const;

export function readClocks(reading: Reading, node: SourceNode | undefined, path: string): Clock[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, CLOCK_WORDS);
    if (!map) return [];
    const warn = reading.map(child(map, 'warn'), `${at}.warn`, ['at', 'after', 'tells']);
    const late = reading.map(child(map, 'late'), `${at}.late`, ['tells']);
    const until = reading.text(map, 'until');
    const within = numberOrSetting(reading, map, 'within');
    if (until !== undefined && within !== undefined) reading.faultAt('one-span', `${at}.until`);
    return [
      {
        key,
        label: reading.label(child(map, 'label'), at),
        starts: reading.required(reading.text(map, 'starts'), at, 'starts') ?? '',
        stops: reading.required(reading.text(map, 'stops'), at, 'stops') ?? '',
        within: until === undefined ? (reading.required(within, at, 'within') ?? 0) : 0,
        until,
        hours: until === undefined ? (reading.oneOf(map, 'hours', ['working', 'wall']) ?? 'working') : 'wall',
        warn: warn
          ? {
              at: numberOrSetting(reading, warn, 'at') ?? 'clock.warn_pct',
              after: reading.text(warn, 'after'),
              tells: readTells(reading, warn, `${at}.warn`),
            }
          : undefined,
        late: late ? { tells: readTells(reading, late, `${at}.late`) } : undefined,
        ...(child(map, 'cases') ? { cases: readCases(reading, map, at) } : {}),
      },
    ];
  });
}

/** `cases: [{ when: { place: warehouse }, within: 2 }]`: other numbers where a field holds a value. */
function readCases(reading: Reading, clock: MapNode, path: string): ClockCase[] {
  return listItems(child(clock, 'cases')).flatMap((item, i) => {
    const at = `${path}.cases.${i + 1}`;
    const map = reading.map(item, at, ['when', 'within', 'hours', 'warn-pct', 'warn-to', 'late-to']);
    const [when] = Object.entries(reading.literals(map, 'when', at));
    if (!map || !when || when[1] === null) {
      reading.faultAt('missing', at, { what: at, key: 'when' });
      return [];
    }
    return [
      {
        when: { field: when[0], is: when[1] },
        within: reading.number(map, 'within'),
        hours: reading.oneOf(map, 'hours', ['working', 'wall']),
        warnPct: reading.number(map, 'warn-pct'),
        warnTo: reading.text(map, 'warn-to'),
        lateTo: reading.text(map, 'late-to'),
      },
    ];
  });
}

/** A literal number, or the key of a setting. */
function numberOrSetting(reading: Reading, map: MapNode, key: string): number | string | undefined {
  const node = child(map, key);
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : reading.text(map, key);
}
