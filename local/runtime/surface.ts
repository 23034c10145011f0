// Which methods the typings of Apps Script know: a call to one of them that is missing here is named, not undefined.

import { SURFACE } from './surface.data.ts';

const sets = new Map<string, Set<string>>();

/** Method names of an interface, e.g. 'Range' or 'Sheets.Spreadsheets'. */
export function typedMethods(className: string): ReadonlySet<string> {
  let set = sets.get(className);
  if (!set) sets.set(className, (set = new Set((SURFACE[className] ?? '').split(' ').filter(Boolean))));
  return set;
}

/** Methods Google has and the typings lack. */
export const BEYOND_TYPINGS: Record<string, readonly string[]> = {
  Form: [
    'setPublished',
    'isPublished',
    'supportsAdvancedResponderPermissions',
    'setEmailCollectionType',
    'getEmailCollectionType',
  ],
  // Whatever stands in a document is an Element too.
  Paragraph: ['asParagraph'],
  ListItem: ['asParagraph'],
  Table: ['asParagraph'],
  PageBreak: ['asParagraph'],
  'Drive.Permissions': ['create', 'list', 'get', 'update', 'remove'],
  'Drive.Files': ['create', 'copy', 'update', 'get', 'list', 'remove', 'export'],
  'Calendar.Events': [
    'insert',
    'get',
    'patch',
    'update',
    'remove',
    'list',
    'import',
    'instances',
    'move',
    'quickAdd',
    'watch',
  ],
  'Calendar.Freebusy': ['query'],
  'Calendar.Calendars': ['get', 'insert', 'patch', 'update', 'remove', 'clear'],
  'Calendar.CalendarList': ['get', 'list', 'insert', 'patch', 'update', 'remove', 'watch'],
  'People.People': ['listDirectoryPeople'],
  EnumValue: ['toString', 'name', 'ordinal', 'compareTo', 'toJSON'],
};

/** Whether an interface of Apps Script has a method of this name; helpers of our classes are none of its business. */
export function isApiMethod(className: string, method: string): boolean {
  return typedMethods(className).has(method) || (BEYOND_TYPINGS[className]?.includes(method) ?? false);
}
