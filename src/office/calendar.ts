/**
 * What people do in the calendar comes back into the registers (R124). The calendar's trigger says only that something changed: what it was is
 * read from where the last look ended, and the place is kept only when all of it stands in the workbooks.
 */
import { adoptEvent, type Seen } from '../engine/events';
import { openDraft } from '../engine/draft';
import { SETUP } from '../model/derived';
import { allBooks, bookMap, factsOf, readFar, readFirst, readMore } from './book';
import { commit, deciding } from './commit';
import { nameless } from './effects';
import { pathOf, type EventPath } from './events';
import { guarded } from './gone';
import { PROP, type BookMap } from './layout';
import type { Ports } from './ports';
import { restored } from './restored';

type Change = EventPath & { seen: Seen };

/** Takes over what changed. What cannot be committed now is read again by the next look. */
export function readCalendar(ports: Ports): void {
  const rang = ports.props.get(PROP.calendarBell);
  const office = bookMap(ports, SETUP).id;
  const { events, token } = ports.calendar.changes(ports.props.get(PROP.calendar), ports.zone());
  const changes = events.flatMap((seen): Change[] => {
    const path = pathOf(office, seen.id);
    return path ? [{ ...path, seen }] : [];
  });
  let all = true;
  for (const book of allBooks(ports)) {
    const here = changes.filter((change) => change.book === book.key && book.registers[change.register]);
    if (here.length === 0) continue;
    // A workbook that does not open takes its changes later; the others do not wait for it.
    let taken = false;
    guarded(ports, book.key, () => {
      taken = takeOver(ports, book, here);
    });
    all = all && taken;
  }
  if (!all) return;
  ports.props.set(PROP.calendar, token);
  if (ports.props.get(PROP.calendarBell) === rang) ports.props.remove(PROP.calendarBell);
}

/** The tick's look: a calendar that does not answer holds nothing else up. */
export function followCalendar(ports: Ports): void {
  try {
    readCalendar(ports);
  } catch (error) {
    ports.log('calendar-failed', { why: nameless(String((error as Error).message)) });
  }
}

/** One commit of a workbook. False: somebody holds the lock, or it stands still. */
function takeOver(ports: Ports, book: BookMap, changes: Change[]): boolean {
  const answer = deciding(ports, 20_000, () => {
    const ids = changes.map(({ register, id }) => ({ register, id }));
    const first = readFirst(ports, book, { registers: [...new Set(ids.map((one) => one.register))], ids });
    if (restored(ports, first, [])) return false;
    readMore(ports, first, ids);
    readFar(ports, first);
    const draft = openDraft(factsOf(first, ports.now(), `calendar:${book.key}:${ports.now()}`));
    for (const { register, id, event, seen } of changes) {
      const model = first.registers[register];
      const spec = model?.events?.find((one) => one.key === event);
      if (model && spec && !draft.meta.registers[register]?.frozen) adoptEvent(draft, model, id, spec, seen);
    }
    commit(ports, first, draft, {});
    return true;
  });
  return answer === true;
}
