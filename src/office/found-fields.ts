/** Questions people added to a form, kept as news until the office layer makes fields of them. */
import type { FoundQuestion } from '../engine/questions';
import { PROP, type FormMap } from './layout';
import type { Ports } from './ports';

/** Questions of a form that were told and are no fields yet. */
export const foundOf = (props: Record<string, string>, form: string): FoundQuestion[] =>
  JSON.parse(props[PROP.found + form] ?? '[]') as FoundQuestion[];

/** Tells of new questions. Told twice they are one: a question is its item id. */
export function addFound(ports: Ports, form: FormMap, found: FoundQuestion[]): void {
  const known = foundOf({ [PROP.found + form.id]: ports.props.get(PROP.found + form.id) ?? '[]' }, form.id);
  const more = found.filter((q) => !known.some((k) => k.item === q.item));
  if (more.length > 0) ports.props.set(PROP.found + form.id, JSON.stringify([...known, ...more]));
}
