/**
 * The import of a workbook, run until nothing is left or its time is over: looks at the tab, batches, batches taken back. One commit
 * a turn, at least four seconds apart, the lock released between them, so that the office works on; what people did meanwhile is
 * answered first. What is left the next tick takes up.
 */
import { bellsOf } from './bells';
import { deciding } from './commit';
import { APART, drainBells } from './edits';
import { lookAtTab } from './import-check';
import { noMemory, runBatch } from './import-run';
import { askImport, readAsk, readState, writeState } from './import-state';
import { undoSome } from './import-undo';
import { PROP, type BookMap } from './layout';
import { readMark } from './mark';
import type { Ports } from './ports';

/** A run holds its work so long at most (ms): longer than a run may last, so that no two do the same. */
const LEASE = 330_000;
const WAIT = 20_000;

/** Is there anything to do, by the properties as just read? */
export function wantsImport(all: Record<string, string>, book: BookMap): boolean {
  if (all[PROP.tab + book.key]) return true;
  const text = all[PROP.import + book.key];
  if (!text) return false;
  const state = JSON.parse(text) as { batch?: unknown; undo: unknown[] };
  return !!state.batch || state.undo.length > 0;
}

/** Works until `end` (epoch ms). */
export function importing(ports: Ports, book: BookMap, end: number): void {
  const memory = noMemory();
  let mine = false;
  for (;;) {
    const state = readState(ports, book);
    const long = !!state.batch || state.undo.length > 0;
    if ((!long && !readAsk(ports, book)) || ports.now() > end) break;
    if (!mine && long && state.until > ports.now()) return; // another run is at it
    // Apart from the commit before, outside the lock: others work meanwhile.
    const wait = readMark(ports, book.key).at + APART - ports.now();
    if (wait > 0) ports.sleep(Math.min(wait, APART));
    const answer = deciding(ports, WAIT, () => {
      const now = readState(ports, book);
      const busy = !!now.batch || now.undo.length > 0;
      if (busy && !mine) {
        if (now.until > ports.now()) return 'held' as const;
        writeState(ports, book, { ...now, until: ports.now() + LEASE });
        mine = true;
      }
      if (now.undo.length > 0) return undoSome(ports, book);
      return now.batch ? runBatch(ports, book, memory) : lookAtTab(ports, book);
    });
    if (answer === 'busy' || answer === 'held' || answer === 'wait') break;
    if (bellsOf(ports, book.id).length > 0) drainBells(ports, book, 2000);
  }
  if (mine)
    deciding(ports, WAIT, () => {
      writeState(ports, book, { ...readState(ports, book), until: 0 });
    });
}

/** By night the tab is looked at too, once it was used: an edit whose trigger died is answered. */
export function importByNight(ports: Ports, book: BookMap, end: number): void {
  if (ports.props.get(PROP.import + book.key) === null) return;
  const asked = deciding(ports, WAIT, () => {
    if (!readAsk(ports, book)) askImport(ports, book, []);
  });
  if (asked !== 'busy') importing(ports, book, end);
}
