/** The form of a register: its title, who may send it, what it asks, and what to try before sending. */
import type { Reading } from '../reading';
import { child, type SourceNode } from '../source';
import { FORM_TILES, type Form } from '../types';

const FORM_WORDS = ['title', 'description', 'who', 'tile', 'asks', 'first', 'prefill'] as const;

export function readForm(reading: Reading, node: SourceNode | undefined, register: string): Form | undefined {
  const path = `${register}.form`;
  const map = reading.map(node, path, FORM_WORDS);
  if (!map) return undefined;
  const first = reading.map(child(map, 'first'), `${path}.first`, ['by', 'show']);
  const description = child(map, 'description');
  return {
    key: register,
    title: reading.label(child(map, 'title'), `${path}.title`),
    description: description ? reading.label(description, `${path}.description`) : undefined,
    who: reading.text(map, 'who') ?? 'everyone',
    tile: reading.oneOf(map, 'tile', FORM_TILES) ?? 'other',
    asks: reading.words(map, 'asks'),
    first: first
      ? {
          by: reading.required(reading.text(first, 'by'), `${path}.first`, 'by') ?? '',
          show: reading.required(reading.text(first, 'show'), `${path}.first`, 'show') ?? '',
        }
      : undefined,
    prefill: reading.words(map, 'prefill'),
  };
}
