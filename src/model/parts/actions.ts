/** States and actions of a register as its template writes them; the standing verbs are appended in `patterns`. */
import { listItems, type Reading } from '../reading';
import { child, type MapNode, type SourceNode } from '../source';
import { readProcedure } from './procedures';
import type { Action, State, StateKind, Tell } from '../types';

export const STATE_KINDS: readonly StateKind[] = ['todo', 'active', 'paused', 'done', 'closed', 'void'];
export const ACTION_WORDS = [
  'label',
  'from',
  'to',
  'who',
  'asks',
  'words',
  'sets',
  'approval',
  'tells',
  'and',
  'gives',
  'by-itself',
  'survey',
  'job',
  'through',
  'run',
] as const;

export function readStates(reading: Reading, node: SourceNode | undefined, path: string): State[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, ['label', 'kind']);
    if (!map) return [];
    const kind = reading.oneOf(map, 'kind', STATE_KINDS);
    if (!child(map, 'kind')) reading.faultAt('missing', at, { what: at, key: 'kind' });
    return [{ key, label: reading.label(child(map, 'label'), at), kind: kind ?? 'active' }];
  });
}

export function readActions(reading: Reading, node: SourceNode | undefined, path: string): Action[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const at = `${path}.${key}`;
    const map = reading.map(spec, at, ACTION_WORDS);
    if (!map) return [];
    if (!child(map, 'from')) reading.faultAt('missing', at, { what: at, key: 'from' });
    const action: Action = {
      key,
      label: reading.label(child(map, 'label'), at),
      from: reading.words(map, 'from'),
      to: reading.text(map, 'to'),
      who: reading.words(map, 'who'),
      asks: reading.words(map, 'asks'),
      words: reading.text(map, 'words'),
      sets: reading.literals(map, 'sets', at),
      approval: reading.text(map, 'approval'),
      tells: readTells(reading, map, at),
      and: readLinked(reading, map, at),
      gives: readGives(reading, map, at),
      byItself: readByItself(reading, map, at),
      survey: reading.text(map, 'survey'),
      job: reading.text(map, 'job'),
      through: reading.text(map, 'through'),
      run: readProcedure(reading, map, at),
    };
    return [action];
  });
}

/** `tells: { handler: ticket_warn }`; one reader may get several mails as a list. */
export function readTells(reading: Reading, map: MapNode | null, path: string): Tell[] {
  const node = map ? child(map, 'tells') : undefined;
  return (reading.map(node, `${path}.tells`)?.entries ?? []).flatMap((entry) => {
    const mails = entry.node.kind === 'list' ? listItems(entry.node) : [entry.node];
    return mails.flatMap((mail) => {
      if (mail.kind === 'scalar' && typeof mail.value === 'string') return [{ who: entry.key, mail: mail.value }];
      reading.fault('not-a-text', mail.where, { key: entry.key });
      return [];
    });
  });
}

/** `and: { asset: retire }`: what the linked record does in the same commit; several as a list, each by all records before the next. */
export function readLinked(reading: Reading, map: MapNode | null, path: string): Action['and'] {
  const node = map ? child(map, 'and') : undefined;
  return (reading.map(node, `${path}.and`)?.entries ?? []).flatMap(({ key: link, node: given }) =>
    (given.kind === 'list' ? listItems(given) : [given]).flatMap((verb) => {
      if (verb.kind === 'scalar' && typeof verb.value === 'string') return [{ link, action: verb.value }];
      reading.fault('not-a-text', verb.where, { key: link });
      return [];
    }),
  );
}

/** `gives: { asset: { user: to_user } }`: what the linked record gets in the same commit. */
function readGives(reading: Reading, map: MapNode, path: string): Action['gives'] {
  const node = child(map, 'gives');
  const entries = reading.map(node, `${path}.gives`)?.entries ?? [];
  if (entries.length === 0) return undefined;
  return entries.map(({ key: link, node: given }) => ({
    link,
    values: Object.fromEntries(
      (reading.map(given, `${path}.gives.${link}`)?.entries ?? []).map(({ key, node: text }) => [
        key,
        text.kind === 'scalar' ? String(text.value) : '',
      ]),
    ),
  }));
}

function readByItself(reading: Reading, map: MapNode, path: string): Action['byItself'] {
  const node = child(map, 'by-itself');
  const spec = reading.map(node, `${path}.by-itself`, ['at', 'after']);
  if (!spec) return undefined;
  const at = reading.text(spec, 'at');
  const after = reading.text(spec, 'after');
  if ((at === undefined) === (after === undefined)) reading.faultAt('one-time', `${path}.by-itself`);
  return { at, after };
}
