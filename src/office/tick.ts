/**
 * The tick, every ten minutes: forms that have grown, bells left over, clocks that fell due, mails whose time has come. A quiet
 * tick reads nothing but the one look at the forms (design: Time).
 */
import { keyOf, notice, openDraft, type Draft } from '../engine/draft';
import { fallDue } from '../engine/due';
import { moments, replanRecord } from '../engine/record-clocks';
import type { Cell, MailPayload, RefDay } from '../engine/types';
import { resumeArchive } from './archive';
import { askAgainWhereDue } from './ask-again';
import { allBooks, bookMap, factsOf, linksOf, readFar, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { bodyOf, deliver, LEASE, lease, leaseNew, openRows, outRows, type Leased } from './effects';
import { followCalendar } from './calendar';
import { deliverEvents, eventOrder, isEvent, leaseEvents, readForEvents, type Leased as Appointment } from './events';
import { deliverPapers, isPaper, leasePapers, orderOf, readForPapers, type Leased as Paper } from './documents';
import { digests } from './digests';
import { drainBells, spread } from './edits';
import { followLists } from './form-choices';
import { freshRows } from './fresh-rows';
import { cellsOf } from './rows';
import { chainKey } from './keys';
import { guarded } from './gone';
import { handOverAll } from './handover';
import { mendOwn } from './heal';
import { tellBroken } from './health';
import { importing, wantsImport } from './import';
import { jobs } from './jobs';
import { answersOf, forms, grown, takeIn } from './intake';
import { CLOCK_COLUMNS, OUTBOX_COLUMNS, PROP, SHEET, type BookMap } from './layout';
import type { Letter, Links } from './letters';
import { finder, linkIds, nameAreas, namedBy, namedIn, namesRead } from './links';
import { readMark } from './mark';
import { setupAtRest, setupMoved } from './setup-run';
import { resumeCut } from './remove-rows';
import { fieldsOfFound } from './found-fields';
import { mendForms } from './mend-forms';
import { lookAtForms } from './questions';
import { rebuildOrdered } from './rebuild';
import { restored } from './restored';
import type { Block, Ports, Write } from './ports';
import { shareOut } from './shares';
import { drawTimeline } from './timeline';
import { sweep } from './sweep';
import type { Also } from './write';

const MANY = 150;
/** A tick that took longer was at work (ms). */
const QUIET = 5000;

export interface Surface {
  send: (letter: Letter) => void;
  links: Links;
}

export function tick(ports: Ports, surface: Surface): void {
  const started = ports.now();
  ports.props.set(`${PROP.alive}tick`, String(started));
  // One look at the properties says what there is to do; what the work itself decides on is read again under the lock.
  const seen = ports.props.all();
  const all = forms(ports, seen);
  const turn = all.length > 0 ? all[Math.floor(started / 600_000) % all.length] : undefined;
  const due = grown(ports, all, seen);
  const which =
    turn && !due.includes(turn) && answersOf(ports, turn, Number(seen[PROP.cursor + turn.id] ?? 0) + 1).length > 0
      ? [...due, turn]
      : due;
  if (which.length > 0) takeIn(ports, which, 20_000);
  const now = which.length > 0 ? ports.props.all() : seen;
  if (seen[PROP.calendarBell] !== undefined) followCalendar(ports);
  let drained = false;
  for (const book of allBooks(ports, now)) {
    if (book.key === 'intake') continue;
    if (ports.now() - started > 240_000) return; // the next tick resumes
    guarded(ports, book.key, () => {
      if (mendOwn(ports, book.key, now)) return;
      const told = digests(ports, book, now);
      drained = inBook(ports, book, now, which.length > 0 || told, surface) || drained;
    });
  }
  const each = (props: Record<string, string>, work: (book: BookMap) => void): void =>
    allBooks(ports, props).forEach((book) => {
      if (book.key !== 'intake') guarded(ports, book.key, () => work(book));
    });
  const alone = (work: () => void): void => {
    guarded(ports, 'setup', work);
  };
  // A bell drained just now may have asked for a look itself.
  const worked = ports.props.all();
  for (const [key, who] of Object.entries(worked))
    if (key.startsWith(PROP.look))
      guarded(ports, key.slice(PROP.look.length).split(':')[0]!, () => lookWhole(ports, key, who || null));
  const ordered = Object.keys(worked).some((key) => key.startsWith(PROP.look) || key.startsWith(PROP.rebuild));
  const rest = !ordered && setupAtRest(worked);
  if (!rest) alone(() => setupMoved(ports));
  rebuildOrdered(ports, allBooks(ports, now), now);
  const left = rest ? worked : ports.props.all();
  tellBroken(ports, left);
  alone(() => askAgainWhereDue(ports, left));
  each(left, (book) => {
    if (wantsImport(left, book)) importing(ports, book, started + 240_000);
  });
  each(left, (book) => {
    if (left[PROP.draw + book.key] !== undefined) drawTimeline(ports, book);
  });
  alone(() => jobs(ports, left, started + 240_000));
  alone(() => handOverAll(ports, left, started + 240_000));
  alone(() => shareOut(ports, ports.props.all(), false, started + 240_000));
  each(left, (book) => resumeArchive(ports, book, now, started + 200_000));
  if (ports.now() - started > 200_000) return;
  alone(() => mendForms(ports, now));
  // Forms as this tick left them: what intake or a tick on 首頁 changed is no news.
  const last = drained || which.length > 0 || asked(now) ? ports.props.all() : now;
  const standing = forms(ports, last);
  alone(() => followLists(ports, standing));
  alone(() => lookAtForms(ports, standing, last));
  alone(() => fieldsOfFound(ports, last));
  // Who edited, or sent a form, while this tick held the lock left a bell and went: answered now, not in ten minutes.
  if (ports.now() - started > QUIET) {
    const end = ports.props.all();
    if (end[PROP.formBell] !== undefined) {
      ports.props.remove(PROP.formBell);
      takeIn(ports, grown(ports, forms(ports, end), end), 20_000);
    }
    each(end, (book) => {
      if (rung(end, book)) drainBells(ports, book, 20_000);
    });
  }
}

const rung = (props: Record<string, string>, book: BookMap): boolean =>
  Object.keys(props).some((k) => k.startsWith(`${PROP.bell}${book.id}:`));

/** A workbook's part of the tick. True when bells were answered. */
function inBook(ports: Ports, book: BookMap, now: Record<string, string>, any: boolean, surface: Surface): boolean {
  if (now[PROP.cut + book.key] !== undefined) resumeCut(ports, book.key);
  const rang = rung(now, book);
  if (rang) drainBells(ports, book, 20_000);
  if (Number(now[PROP.next + book.key] ?? 'Infinity') > ports.now() && !any) return rang;
  for (let round = 0; round < 6; round++) {
    if (Number(ports.props.get(PROP.next + book.key) ?? 'Infinity') > ports.now()) break;
    if (!dueIn(ports, book, surface)) break;
  }
  return rang;
}

const asked = (props: Record<string, string>): boolean => Object.keys(props).some((k) => k.startsWith(PROP.mend));

/** Above this many records a register is looked at whole by night only. */
const LOOK_ROWS = 5000;

/** A register looked at whole because a bell found nothing in its rows. */
function lookWhole(ports: Ports, key: string, who: string | null): void {
  const [book, register] = key.slice(PROP.look.length).split(':') as [string, string];
  const map = bookMap(ports, book);
  const answer = deciding(ports, 20_000, () => {
    const first = readFirst(ports, map, { registers: [register] });
    if (restored(ports, first, []) || (first.meta.counters[register]?.rows ?? 0) > LOOK_ROWS) return;
    const draft = openDraft(factsOf(first, ports.now(), `look:${register}:${first.meta.commit.n}`));
    const also = { live: new Map(), checks: [], writes: [] as Write[] };
    sweep(ports, first, draft, first.registers[register]!, { by: who, also, how: 'look' });
    commit(ports, first, draft, also);
  });
  if (answer !== 'busy') ports.props.remove(key);
}

/** What is due in one workbook: one commit, then deliveries and their confirmation. True when there may be more. */
export function dueIn(ports: Ports, book: BookMap, surface: Surface): boolean {
  const answer = deciding(ports, 20_000, () => {
    spread(ports, book);
    return once(ports, book, surface);
  });
  if (answer === 'busy' || answer === null) return false;
  deliver(ports, book, answer.leased, surface.send, surface.links);
  deliverPapers(ports, book, answer.papers);
  deliverEvents(ports, book, answer.events);
  return answer.more;
}

interface ClockRow {
  due: number;
  register: string;
  id: string;
  rev: number;
  related: { register: string; id: string }[];
}

/** Rows of `_clocks` about registers of this workbook; what else stands there was not written by us (S18). */
const clockRows = (cells: Cell[][], book: BookMap): ClockRow[] =>
  cells
    .filter((c) => c[2] && ours(book, String(c[1])))
    .map((c) => ({
      due: Number(c[0]),
      register: String(c[1]),
      id: String(c[2]),
      rev: Number(c[3]),
      related: String(c[5] ?? '')
        .split('|')
        .slice(1)
        .map((k) => ({ register: k.split('/')[0]!, id: k.split('/').slice(1).join('/') }))
        .filter((r) => ours(book, r.register)),
    }));

const ours = (book: BookMap, register: string): boolean =>
  Object.prototype.hasOwnProperty.call(book.registers, register);

function once(
  ports: Ports,
  book: BookMap,
  surface: Surface,
): { leased: Leased[]; papers: Paper[]; events: Appointment[]; more: boolean } | null {
  const mark = readMark(ports, book.key);
  const now = ports.now();
  const outFrom = mark.sizes.outbox[0];
  const first = readFirst(ports, book, {
    registers: Object.keys(book.registers),
    extra: [
      { sheet: SHEET.clocks, row: mark.sizes.clocks[0], col: 0, cols: CLOCK_COLUMNS },
      { sheet: SHEET.outbox, row: outFrom, col: 0, cols: OUTBOX_COLUMNS },
    ],
  });
  if (restored(ports, first, [])) {
    ports.props.set(PROP.next + book.key, String(now + 600_000));
    return null;
  }
  const clocks = clockRows(first.extra[0]!.cells, book);
  const rows = outRows(first.extra[1]!.cells, outFrom);
  const dueRows = clocks.filter((c) => c.due <= now).sort((a, b) => a.due - b.due);
  const dueKeys = [...new Set(dueRows.map((c) => keyOf(c.register, c.id)))].slice(0, MANY);
  const wanted = dueRows
    .filter((c) => dueKeys.includes(keyOf(c.register, c.id)))
    .flatMap((c) => [{ register: c.register, id: c.id }, ...c.related]);
  const { ready } = openRows(rows, now, chainKey(ports));
  const chosen = [...ready]
    .sort((a, b) => bodyOf(a).payload.rank - bodyOf(b).payload.rank || a.notBefore - b.notBefore)
    .slice(0, MANY);
  const bodies = chosen.map(bodyOf);
  const pending = first.meta.pending.filter((p) => p.since <= now && book.registers[p.register]);
  // Rows typed by hand may name records in words, and values nobody else may have: those columns come with them.
  const named = [...new Set(pending.flatMap((p) => namedBy(first.registers[p.register])))];
  const blocks = readMore(
    ports,
    first,
    [...wanted, ...bodies.map((b) => ({ register: b.register, id: b.id }))],
    [
      ...pending.map((p) => ({ sheet: book.registers[p.register]!.live, row: p.row - 1, rows: 1 })),
      ...named.flatMap((n) => nameAreas(first, n)),
    ],
  );
  const names = namesRead(first, named, blocks.slice(pending.length));
  // A mail that asks for a decision shows what its approval names, also of linked records.
  const asks = bodies.filter((b) => b.payload.rank === 0).map((b) => first.records[keyOf(b.register, b.id)]);
  const linked = asks.flatMap((rec) => (rec ? linksOf(first.registers[rec.register]!, rec) : []));
  if (linked.length > 0) readMore(ports, first, linked);
  if (dueKeys.length > 0) readFar(ports, first, (register) => (first.registers[register]?.tallies.length ?? 0) > 0);
  const orders = chosen.filter(isPaper).map(orderOf);
  const related = readForPapers(ports, first, orders);
  const appointments = chosen.filter(isEvent).map(eventOrder);
  readForEvents(ports, first, appointments);
  const draft = openDraft(factsOf(first, now, `t:${book.key}:${now}`));
  const also: Omit<Also, 'chainKey' | 'webUrl'> = { live: new Map(), checks: [], writes: [] };

  for (const key of dueKeys) {
    const [register, id] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
    if (draft.meta.registers[register]?.frozen) continue; // no clock acts on a frozen register
    fallDue(draft, first.registers[register]!, id);
  }
  restingRows(
    ports,
    first,
    draft,
    pending.map((p, i) => ({ ...p, raw: blocks[i]?.cells[0] ?? [] })),
    names,
    also,
  );
  const leased = lease(
    ports,
    first,
    draft,
    rows.filter((r) => chosen.includes(r) || !ready.includes(r)),
    also.writes as Write[],
    surface.links,
  );
  const papers = leasePapers(
    first,
    draft,
    orders,
    rows.filter((r) => !r.lease.startsWith('done')),
    related,
    also.writes as Write[],
    now + LEASE,
  );
  const events = leaseEvents(ports, first, draft, appointments, also.writes as Write[], now + LEASE);

  // Leading finished rows are never read again.
  let head = outFrom;
  for (const r of rows) {
    if (r.seq === head && r.lease.startsWith('done')) head++;
    else break;
  }
  draft.meta.sizes.outbox = [head, draft.meta.sizes.outbox[1]];
  // What stays to be looked at decides when: derived anew, so that a lost property cannot silence an office.
  const open = rows.filter(
    (r) =>
      !r.lease.startsWith('done') &&
      ![...leased.map((l) => l.row), ...[...papers, ...events].map((one) => one.order.row)].some(
        (l) => l.seq === r.seq,
      ),
  );
  const unsent = open.some((r) => r.notBefore <= now && Number(r.lease.split('|')[0] || 0) <= now);
  const times = [
    ...clocks.filter((c) => c.due > now).map((c) => c.due),
    ...open.map((r) => Math.max(r.notBefore, Number(r.lease.split('|')[0] || 0))),
    ...draft.meta.pending.map((p) => p.since),
  ].filter((t) => t > now);
  const many = new Set(dueRows.map((c) => keyOf(c.register, c.id))).size > MANY;
  // What fell due just now and may go at once is leased in this very commit, as far as today's mails reach.
  const going = draft.effects.filter((e) => e.kind === 'mail' && e.notBefore <= now);
  const fresh = going.filter((e) => !(e.payload as MailPayload).bundle);
  if (fresh.length > 0 && fresh.length <= ports.mailer.left() - leased.length)
    also.lease = { until: now + LEASE, run: draft.facts.cause };
  const sealed = commit(ports, first, draft, also);
  if (sealed && also.lease) leased.push(...leaseNew(draft, sealed.effects, surface.links));
  // Moved on only now that the commit stands, and never beyond this run's leases: a run that dies before, or between the
  // commit and its deliveries, must leave the next tick something to find (I9).
  if (leased.length + papers.length + events.length > 0) times.push(now + LEASE);
  if (sealed) times.push(sealed.nextDue);
  ports.props.set(
    PROP.next + book.key,
    String(many ? now : Math.min(now + 86_400_000, unsent ? now + 600_000 : Infinity, ...times)),
  );
  // What goes together is gathered by one more look in this tick, when all of it stands in the outbox.
  const together = going.length > fresh.length;
  return {
    leased,
    papers,
    events,
    more: many || together || (leased.length > 0 && sealed !== null && sealed.nextDue <= now),
  };
}

/** Rows typed by hand that have rested (register sheet: New rows). A sort moved them: the register is looked at whole. */
function restingRows(
  ports: Ports,
  first: First,
  draft: Draft,
  pending: (First['meta']['pending'][number] & { raw: Cell[] })[],
  names: Record<string, Block[]>,
  also: Omit<Also, 'chainKey' | 'webUrl'>,
): void {
  const links = finder(first, draft, names);
  for (const register of new Set(pending.map((p) => p.register))) {
    const columns = first.columns[register];
    const model = first.registers[register];
    if (!columns || !model || columns.at.$number === undefined) continue;
    const mine = pending.filter((p) => p.register === register);
    const rows = mine.map((p) => ({
      register,
      row: p.row,
      raw: p.raw,
      by: p.by,
      at: p.since - 1 - Number(first.ref.settings['row.quiet_minutes'] ?? 2) * 60_000,
      rows: p.batch ? 2 : 1,
      cells: cellsOf(columns.at, p.raw),
    }));
    const lost = rows.some((r) => String(r.cells.$number ?? '') !== '' || r.raw.every((c) => c === ''));
    draft.meta.pending = draft.meta.pending.filter(
      (p) => !(p.register === register && mine.some((m) => m.row === p.row) && lost),
    );
    if (lost) {
      sweep(ports, first, draft, model, { by: null, also, how: 'look' });
      continue;
    }
    // What a row names comes in, with what that counts for: values taken over, sums of the records named.
    const lines = rows.filter((row) => row.raw.some((cell) => cell !== ''));
    readMore(ports, first, [
      ...lines.flatMap((row) => linkIds(first, model, row.cells)),
      ...lines.flatMap((row) => namedIn(model, row.cells, links)),
    ]);
    readFar(ports, first, (key) => (first.registers[key]?.tallies.length ?? 0) > 0);
    Object.assign(draft.facts.records, first.records);
    freshRows(first, draft, model, rows, links, also, ports.now());
  }
}

/** `3/6` of a calendar row; '' when the weekly hours changed. */
const dayText = (day: RefDay | undefined): string =>
  day ? `${Number(day.date.slice(5, 7))}/${Number(day.date.slice(8, 10))}` : '';

/** "Closed tomorrow": every open clock under the new calendar; moved ones are listed on 首頁, nothing breaches at dawn (W7). False = busy. */
export function replan(ports: Ports, bookKey: string, days: RefDay[]): boolean {
  const book = bookMap(ports, bookKey);
  const answer = deciding(ports, 20_000, () => {
    const mark = readMark(ports, book.key);
    const first = readFirst(ports, book, {
      registers: Object.keys(book.registers),
      extra: [{ sheet: SHEET.clocks, row: mark.sizes.clocks[0], col: 0, cols: CLOCK_COLUMNS }],
    });
    if (restored(ports, first, [])) return;
    const ids = [...new Set(clockRows(first.extra[0]!.cells, book).map((c) => keyOf(c.register, c.id)))].map((k) => ({
      register: k.slice(0, k.indexOf('/')),
      id: k.slice(k.indexOf('/') + 1),
    }));
    readMore(ports, first, ids);
    const draft = openDraft(factsOf(first, ports.now(), `replan:${first.ref.version}`));
    const moved: string[] = [];
    for (const { register, id } of ids) {
      const seen = first.records[keyOf(register, id)];
      const model = first.registers[register];
      if (!seen || !model || moments(model, seen, first.ref).length === 0) continue;
      const trial = JSON.parse(JSON.stringify(seen)) as typeof seen;
      if (!replanRecord(model, trial, first.ref, ports.now())) continue;
      draft.before.set(keyOf(register, id), seen);
      draft.records.set(keyOf(register, id), { ...trial, rev: seen.rev + 1 });
      draft.journal.push({
        register,
        id,
        rev: seen.rev + 1,
        action: 'replan',
        actor: null,
        before: {},
        after: { $due: moments(model, trial, first.ref)[0]?.due ?? null },
      });
      moved.push(id);
    }
    if (moved.length > 0)
      notice(draft, {
        key: 'replan',
        at: ports.now(),
        words: {
          code: 'notice.replanned',
          params: { date: dayText(days[0]), name: days[0]?.name ?? '', n: moved.length },
        },
        action: { kind: 'dismiss' },
      });
    commit(ports, first, draft, {});
  });
  return answer !== 'busy';
}
