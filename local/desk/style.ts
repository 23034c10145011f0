// The desk's style sheet: its parts in the order of their names.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function styleSheet(folder = 'local/desk/style'): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
