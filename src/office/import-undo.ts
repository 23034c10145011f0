/** A batch taken back. */
import { readState, writeState } from './import-state';
import type { BookMap } from './layout';
import type { Ports } from './ports';

export function undoSome(ports: Ports, book: BookMap): 'more' | 'done' | 'held' {
  writeState(ports, book, { ...readState(ports, book), undo: [] });
  return 'done';
}
