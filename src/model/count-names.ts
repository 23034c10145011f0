/** How tallies of children are called: what the compiler adds and what a condition reads must be one name. */
import type { Action, Register } from './types';

/** Name of the tally that holds the numbers of the records of `child` whose link `back` is this one. */
export const childrenName = (child: string, back: string): string => `${child}.${back}.each.id`;

/** Links of records an action takes along or lays side by side: `quotes.purchase`. */
export const childLinks = (action: Pick<Action, 'and' | 'run'>): string[] => [
  ...action.and.map(({ link }) => link).filter((link) => link.includes('.')),
  ...(action.run?.name === 'side_by_side' ? [action.run.children] : []),
];

/** Links of all records that are known by their numbers: what actions take along, and the guests of an event. */
export const knownChildren = (register: Pick<Register, 'actions' | 'events'>): string[] => [
  ...register.actions.flatMap(childLinks),
  ...(register.events ?? []).flatMap(({ lines }) => (lines ? [lines.of] : [])),
];

/** Name of the tally behind `countIn`, `sumIn` and `distinctIn` with these arguments. */
export function countInName(name: string, args: readonly (string | number)[]): string {
  const [child, back, third, fourth] = args;
  const base = `${child}.${back}`;
  if (name === 'countIn') return `${base}.all${third === undefined ? '' : `.${third}`}`;
  return `${base}.${name === 'sumIn' ? 'sum' : 'each'}.${third}${fourth === undefined ? '' : `.${fourth}`}`;
}
