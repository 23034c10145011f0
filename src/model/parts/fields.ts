/** Fields of a register: type, source, list or register pointed at, and what people read above the column. */
import type { Reading } from '../reading';
import { child, type MapNode, type SourceNode } from '../source';
import type { Field, FieldType } from '../types';

export const FIELD_TYPES: readonly FieldType[] = [
  'text',
  'long text',
  'number',
  'money',
  'date',
  'time',
  'yes-no',
  'choice',
  'choices',
  'person',
  'department',
  'link',
  'file',
  'files',
];

export const FIELD_WORDS = [
  'label',
  'type',
  'list',
  'to',
  'role',
  'owner',
  'through',
  'from',
  'is',
  'by',
  'required',
  'default',
  'where',
  'personal',
  'no-column',
  'unique',
  'shape',
  'confirms',
  'stamps',
  'aliases',
  'help',
] as const;

/** Words that make sense for some types only. */
const ONLY_FOR: Readonly<Record<string, readonly FieldType[]>> = {
  list: ['choice', 'choices'],
  to: ['link'],
  where: ['link'],
  role: ['person'],
  shape: ['text'],
};

export function readFields(reading: Reading, node: SourceNode | undefined, path: string): Field[] {
  return reading.named(node, path).flatMap(({ key, node: spec }) => {
    const field = readField(reading, key, spec, `${path}.${key}`);
    return field ? [field] : [];
  });
}

function readField(reading: Reading, key: string, node: SourceNode, path: string): Field | null {
  const map = reading.map(node, path, FIELD_WORDS);
  if (!map) return null;
  const type = reading.oneOf(map, 'type', FIELD_TYPES);
  if (!child(map, 'type')) reading.faultAt('missing', path, { what: path, key: 'type' });
  const by = reading.oneOf(map, 'by', ['system']);
  const initial = child(map, 'default');
  const owner = reading.words(map, 'owner');
  const help = child(map, 'help');
  const aliases = reading.words(map, 'aliases');
  const field: Field = {
    key,
    label: reading.label(child(map, 'label'), path),
    type: type ?? 'text',
    list: reading.text(map, 'list'),
    to: reading.text(map, 'to'),
    role: reading.text(map, 'role'),
    owner: owner.length > 0 ? owner : undefined,
    through: reading.text(map, 'through'),
    from: reading.text(map, 'from'),
    is: reading.text(map, 'is'),
    system: by === 'system' || undefined,
    required: reading.flag(map, 'required') || undefined,
    default: initial?.kind === 'scalar' && initial.value !== null ? initial.value : undefined,
    where: reading.text(map, 'where'),
    personal: reading.flag(map, 'personal') || undefined,
    noColumn: reading.flag(map, 'no-column') || undefined,
    unique: reading.flag(map, 'unique') || undefined,
    shape: reading.oneOf(map, 'shape', ['email']),
    confirms: confirms(reading, map),
    stamps: reading.text(map, 'stamps'),
    aliases: aliases.length > 0 ? aliases : undefined,
    help: help ? reading.label(help, `${path}.help`) : undefined,
  };
  if (type) checkShape(reading, field, path);
  return field;
}

/** `true`, or `others`: whoever the field names needs nobody's word. */
function confirms(reading: Reading, map: MapNode): Field['confirms'] {
  const node = child(map, 'confirms');
  if (node?.kind === 'scalar' && typeof node.value === 'string') return reading.oneOf(map, 'confirms', ['others']);
  return reading.flag(map, 'confirms') ? 'always' : undefined;
}

function checkShape(reading: Reading, field: Field, path: string): void {
  for (const [word, types] of Object.entries(ONLY_FOR))
    if (field[word as 'list'] !== undefined && !types.includes(field.type))
      reading.faultAt('not-for-type', `${path}.${word}`, { key: word, type: field.type });
  if ((field.type === 'choice' || field.type === 'choices') && field.list === undefined)
    reading.faultAt('needs-list', path, { name: field.key });
  if (field.type === 'link' && field.to === undefined) reading.faultAt('needs-to', path, { name: field.key });
}
