// The office between two starts.

import { openDemo, type LocalOffice } from '../office.ts';

export const DATABASE = '.office/desk.db';

export function openKept(): LocalOffice {
  return openDemo();
}
