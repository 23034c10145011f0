/** `events` of a register: what stands of a record in the calendar. */
import type { Reading } from '../reading';
import { child, type MapNode, type SourceNode } from '../source';
import type { EventLines, EventSpec } from '../types';

const WORDS = ['label', 'while', 'day', 'time', 'minutes', 'room', 'guests', 'lines', 'shows', 'gone'] as const;
const LINE_WORDS = ['of', 'person', 'while', 'accepts', 'declines'] as const;

export function readEvents(reading: Reading, node: SourceNode | undefined, path: string): EventSpec[] | undefined {
  const events = reading.named(node, path).flatMap(({ key, node: spec }): EventSpec[] => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, WORDS);
    if (!map) return [];
    const need = (word: 'day' | 'time' | 'minutes'): string =>
      reading.required(reading.text(map, word), at, word) ?? '';
    return [
      {
        key,
        label: reading.label(child(map, 'label'), at),
        while: reading.words(map, 'while'),
        day: need('day'),
        time: need('time'),
        minutes: need('minutes'),
        room: reading.text(map, 'room'),
        guests: reading.words(map, 'guests'),
        lines: readLines(reading, map, at),
        shows: reading.words(map, 'shows'),
        gone: reading.text(map, 'gone'),
      },
    ];
  });
  return events.length > 0 ? events : undefined;
}

function readLines(reading: Reading, map: MapNode, path: string): EventLines | undefined {
  const node = child(map, 'lines');
  const at = `${path}.lines`;
  const lines = node && reading.map(node, at, LINE_WORDS);
  if (!lines) return undefined;
  return {
    of: reading.required(reading.text(lines, 'of'), at, 'of') ?? '',
    person: reading.words(lines, 'person'),
    while: reading.words(lines, 'while'),
    accepts: reading.text(lines, 'accepts'),
    declines: reading.text(lines, 'declines'),
  };
}
