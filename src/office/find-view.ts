/**
 * A record by its number alone: what a paper's name or a scanned text gives. Which register it is in, the number's own pattern says. Or by the
 * id of its event, which holds where it belongs.
 */
import { mirrorRow, type Meta } from '../engine/meta';
import { SETUP } from '../model/derived';
import { allBooks, bookMap } from './book';
import { pathOf } from './events';
import type { FormMap } from './layout';
import type { Links } from './letters';
import { readMark } from './mark';
import type { Ports } from './ports';
import { portalView } from './portal';
import { recordView, type View } from './views';

/** The register that gave out this number; null when none did. No read but the marks. */
export function registerOfNumber(ports: Ports, id: string): string | null {
  for (const book of allBooks(ports)) {
    const { counters, patterns } = readMark(ports, book.key);
    for (const [register, pattern] of Object.entries(patterns))
      if (book.registers[register] && mirrorRow({ counters } as Meta, register, pattern, id) !== null) return register;
  }
  return null;
}

/** Its page; words that are no number are looked for on the service desk. `event`: the id of an event, of one day of a series as well. */
export function findView(ports: Ports, asked: string, event: string, links: Links, known: FormMap[]): View {
  const path = event ? pathOf(bookMap(ports, SETUP).id, event.split('_')[0]!) : null;
  const register = path ? path.register : registerOfNumber(ports, asked);
  return register === null
    ? portalView(ports, asked, links, known)
    : recordView(ports, register, path ? path.id : asked, links);
}
