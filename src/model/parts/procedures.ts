/** `run: { side_by_side: { children: quotes.purchase, into: comparison, by: unit_price, shows: [vendor] } }` of an action. */
import { PROCEDURES, type Procedure } from '../procedures';
import type { Reading } from '../reading';
import { child, type MapNode } from '../source';

export function readProcedure(reading: Reading, action: MapNode, path: string): Procedure | undefined {
  const at = `${path}.run`;
  const names = Object.keys(PROCEDURES) as (keyof typeof PROCEDURES)[];
  const entry = reading.map(child(action, 'run'), at, names)?.entries[0];
  const name = names.find((one) => one === entry?.key);
  if (!entry || name === undefined) return undefined;
  const map = reading.map(entry.node, `${at}.${name}`, PROCEDURES[name]);
  if (!map) return undefined;
  const need = (word: string): string => reading.required(reading.text(map, word), `${at}.${name}`, word) ?? '';
  if (name === 'side_by_side')
    return { name, children: need('children'), into: need('into'), by: need('by'), shows: reading.words(map, 'shows') };
  const values = Object.entries(reading.literals(map, 'with', `${at}.${name}`));
  return {
    name,
    lines: need('lines'),
    opens: need('opens'),
    field: need('field'),
    state: reading.text(map, 'state'),
    count: reading.text(map, 'count'),
    with: Object.fromEntries(values.map(([field, text]) => [field, String(text)])),
  };
}
