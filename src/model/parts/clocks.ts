/** Clocks of a register: between which moments, within how many hours, whom a warning and a breach are told. */
import type { Reading } from '../reading';
import { child, type MapNode, type SourceNode } from '../source';
import type { Clock } from '../types';
import { readTells } from './actions';

const CLOCK_WORDS = ['label', 'starts', 'stops', 'within', 'until', 'hours', 'warn', 'late'] as const;

export function readClocks(reading: Reading, node: SourceNode | undefined, path: string): Clock[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, CLOCK_WORDS);
    if (!map) return [];
    const warn = reading.map(child(map, 'warn'), `${at}.warn`, ['at', 'tells']);
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
              tells: readTells(reading, warn, `${at}.warn`),
            }
          : undefined,
        late: late ? { tells: readTells(reading, late, `${at}.late`) } : undefined,
      },
    ];
  });
}

/** A literal number, or the key of a setting. */
function numberOrSetting(reading: Reading, map: MapNode, key: string): number | string | undefined {
  const node = child(map, key);
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : reading.text(map, key);
}
