// Which methods the typings of Apps Script know: a call to one of them that is missing here is named, not undefined.

import { SURFACE } from './surface.data.ts';

const sets = new Map<string, Set<string>>();

/** Method names of an interface, e.g. 'Range' or 'Sheets.Spreadsheets'. */
export function typedMethods(className: string): ReadonlySet<string> {
  let set = sets.get(className);
  if (!set) sets.set(className, (set = new Set((SURFACE[className] ?? '').split(' ').filter(Boolean))));
  return set;
}

export function isInTypings(className: string, method: string): boolean {
  return typedMethods(className).has(method);
}
