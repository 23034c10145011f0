/**
 * Healing what is ours, by a finding's key: a tick on 首頁 or the page's button. Files and triggers only from the page, because no
 * trigger makes a trigger. What people typed is never taken without being journalled (reliability: failures 4, 16, 28).
 */
import { readHeader } from '../engine/columns';
import { dropNotice, openDraft, type Draft } from '../engine/draft';
import type { Finding } from '../engine/health';
import type { Cell } from '../engine/types';
import type { Model } from '../model/types';
import { allBooks, bookMap, factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { headerRowOf } from './header-back';
import { homeWrites, showWrites } from './home';
import { PROP, SHEET, type FormMap } from './layout';
import { askToMend, mendForms } from './mend-forms';
import type { Ports, Write } from './ports';
import { orderRebuild, rebuildOrdered } from './rebuild';
import { remake } from './remake';
import { HOME, homeTitle, triggers } from './setup';
import { homeSpec } from './specs';
import type { Also } from './write';

type More = Pick<Also, 'writes'>;

/** Heals inside a running decision what lies in that workbook. Returns whether this key is of that kind. */
export function healHere(
  ports: Ports,
  first: First,
  draft: Draft,
  key: string,
  by: string | null,
  also: More,
): boolean {
  const [kind = '', ...about] = key.split(':');
  const place = first.book.registers[about[0] ?? ''];
  const writes = (also.writes ??= []);
  let before: Record<string, unknown> = {};
  if (kind === 'filter' && place) writes.push({ do: 'unfilter', sheet: place.live });
  else if (kind === 'zone') writes.push({ do: 'zone', sheet: SHEET.home, zone: first.meta.office.zone });
  else if (kind === 'paper') ports.documents.unbin(about[0]!);
  else if (kind === 'unguarded') writes.push(...guards(ports, first, Number(about[1])));
  else if (kind === 'shifted' && place) {
    const gone = rowsAbove(ports, first, draft, about[0]!, writes);
    if (!gone) return true;
    before = { rows: gone };
  } else if (kind === 'header' && place) writes.push(...headerRowOf(ports, first, draft, about[0]!));
  else return false;
  draft.journal.push({
    register: place ? about[0]! : '',
    id: '',
    rev: 0,
    action: `heal-${kind}`,
    actor: by,
    before,
    after: {},
  });
  dropNotice(draft, `health:${key}`);
  return true;
}

function guards(ports: Ports, first: First, sheet: number): Write[] {
  const state = ports.structures.inspect(first.book.id)?.sheets.find((s) => s.sheet === sheet);
  return state ? [{ do: 'protect', sheet, title: state.title, owner: ports.runsAs() }] : [];
}

/** Rows above the header go, their texts into the journal; what is known of rows below moves up with them. */
function rowsAbove(ports: Ports, first: First, draft: Draft, key: string, writes: Write[]): Cell[][] | null {
  const place = first.book.registers[key]!;
  const top = ports.books.read(first.book.id, [{ sheet: place.live, row: 0, rows: 5 }])[0]!.cells;
  const columns = readHeader(first.registers[key]!, first.meta.registers[key], top);
  if (!columns || columns.headerRow === 0) return null;
  writes.push({ do: 'delete-rows', sheet: place.live, row: 0, rows: columns.headerRow });
  const memory = draft.meta.registers[key];
  if (memory) Object.assign(memory, { headerRow: 0, last: Math.max(1, (memory.last ?? 1) - columns.headerRow) });
  return top.slice(0, columns.headerRow);
}

/** The page's button, over what was found just now: what is healed already, or is not ours to heal, is answered in words. */
export function healByPage(
  ports: Ports,
  found: Finding[],
  key: string,
  by: string,
): 'fixed' | 'gone' | 'not-ours' | 'busy' {
  const finding = found.find((f) => f.key === key);
  if (!finding) return 'gone';
  if (!finding.heal) return 'not-ours';
  const [kind = '', ...about] = key.split(':');
  if (kind === 'tab') {
    const book = allBooks(ports).find((b) => b.registers[about[0]!])!;
    orderRebuild(ports, book, about[0]!, by);
    rebuildOrdered(ports, [book]);
    return ports.props.get(`${PROP.rebuild}${book.key}:${about[0]!}`) === null ? 'fixed' : 'busy';
  }
  if (finding.heal === 'home') return inBook(ports, finding, by);
  if (kind.startsWith('form')) mendForm(ports, kind, about[0]!);
  else if (kind === 'machine') return remake(ports, bookMap(ports, about[0]!), Number(about[1]), by) ? 'fixed' : 'busy';
  else if (kind === 'home') return mendHome(ports, about[0]!) ? 'fixed' : 'busy';
  else mendTriggers(ports, kind, about[0]!, about[1] ?? '');
  return 'fixed';
}

function inBook(ports: Ports, finding: Finding, by: string): 'fixed' | 'busy' {
  const book = bookMap(ports, finding.book);
  const answer = deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
    const draft = openDraft(factsOf(first, ports.now(), `heal:${finding.key}:${first.meta.commit.n}`));
    const also = { writes: [] as Write[] };
    healHere(ports, first, draft, finding.key, by, also);
    commit(ports, first, draft, also);
    return 'fixed' as const;
  });
  return answer;
}

/** Missing ones are made, doubled ones thinned, silent ones made anew: never from a trigger. */
function mendTriggers(ports: Ports, kind: string, handler: string, book: string): void {
  const file = book ? bookMap(ports, book).id : '';
  if (kind === 'double') ports.structures.dropTriggers(handler, file, 1);
  if (kind === 'silent') ports.structures.dropTriggers(handler, file, 0);
  ports.structures.ensureTriggers(
    triggers(
      allBooks(ports).filter((b) => b.key !== 'intake'),
      ports,
    ),
  );
  // Its age counts from now: a new trigger has not run yet.
  if (kind === 'silent') ports.props.set(ALIVE[handler] ?? `${PROP.alive}tick`, String(ports.now()));
}
const ALIVE: Record<string, string> = {
  tick_: `${PROP.alive}tick`,
  nightly_: `${PROP.alive}nightly`,
  heartbeat_: 'heartbeat',
};

function mendForm(ports: Ports, kind: string, id: string): void {
  const text = ports.props.get(PROP.form + id);
  if (!text) return;
  const map = JSON.parse(text) as FormMap;
  const intake = bookMap(ports, 'intake');
  if (kind === 'form') {
    askToMend(ports, { kind: 'rebuild-form', ids: [id] });
    mendForms(ports);
    return;
  }
  const tab = ports.forms.mend(id, map.verified, intake.id);
  if (tab !== map.tab) ports.props.set(PROP.form + id, JSON.stringify({ ...map, tab }));
}

/**
 * A workbook that lacked a sheet when it was last at work: 首頁 is made again; while any other is away nothing is done in it, also not
 * what would need no such sheet, so that the version that brings it back has lost nothing. True = leave it for this tick.
 */
export function mendOwn(ports: Ports, book: string, props: Record<string, string>): boolean {
  const text = props[PROP.broken + book];
  const gone = text ? (JSON.parse(text) as { what: string; id: number }) : null;
  if (gone?.what !== 'sheet') return false;
  if (gone.id === SHEET.home) return mendHome(ports, book);
  return !ports.structures.sheetIds(bookMap(ports, book).id).some((s) => s.sheet === gone.id);
}

/** 首頁 is ours alone: made again by whoever finds it gone, with the lines that stood there. */
export function mendHome(ports: Ports, key: string): boolean {
  const book = bookMap(ports, key);
  const answer = deciding(ports, 20_000, () => {
    if (ports.structures.sheetIds(book.id).some((s) => s.sheet === SHEET.home)) return true;
    const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
    const draft = openDraft(factsOf(first, ports.now(), `home:${first.meta.commit.n}`));
    const { language } = first.ref;
    const name = (JSON.parse(ports.pack()) as Model).workbooks[key]?.name;
    const writes: Write[] = [
      { do: 'sheet', sheet: SHEET.home, spec: homeSpec(HOME[language]), owner: ports.runsAs() },
      ...homeTitle(name?.[language] ?? key, first.ref),
      ...homeWrites(first.meta, first.ref),
      ...showWrites(language, Object.values(first.registers)),
    ];
    commit(ports, first, draft, { writes });
    return true;
  });
  if (answer === true) ports.props.remove(PROP.broken + key);
  return answer === true;
}
