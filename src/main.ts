// The only names of the engine project Apps Script can call. Wiring, no logic.
// The encoding shim comes first: libraries below ask for TextEncoder while they load.
import './workspace/encoding-shim';
import { bellsOf, ring } from './office/bells';
import { allBooks } from './office/book';
import { readCalendar } from './office/calendar';
import { countView } from './office/count-view';
import { drainBells } from './office/edits';
import { calendarRang } from './office/events';
import { guarded } from './office/gone';
import { tellHealth } from './office/health';
import { healthView } from './office/health-view';
import { importing, wantsImport } from './office/import';
import { forms, formsRang, takeIn } from './office/intake';
import { assertOwner } from './office/keys';
import type { Letter } from './office/letters';
import { nightly } from './office/nightly';
import { approvalsView } from './office/open-cases';
import type { Ports } from './office/ports';
import { setupOffice, type SetupOptions } from './office/setup';
import { setupMoved } from './office/setup-run';
import { tick } from './office/tick';
import { announceUpgrade } from './office/upgrade';
import { findView } from './office/find-view';
import { labelsView } from './office/labels-view';
import { traceView } from './office/trace-view';
import { mineView, portalView } from './office/portal';
import { recordView, type View } from './office/views';
import { workView } from './office/work-page';
import { dispatch } from './surfaces/api';
import { layOut } from './surfaces/letter-html';
import { pageOf } from './surfaces/pages';
import { linksOf } from './surfaces/urls';
import { pageOut, pageShell } from './workspace/pages';
import { googlePorts, sendMail } from './workspace/ports';

/** An edit's run goes on importing so long; the tick takes what is left. */
const IMPORT_MS = 225_000;

declare const global: Record<string, unknown>;

interface EditEvent {
  range?: {
    rowStart: number;
    rowEnd: number;
    columnStart: number;
    columnEnd: number;
    getSheet(): { getSheetId(): number };
  };
  source?: { getId(): string };
  user?: { getEmail(): string };
}
interface SubmitEvent {
  range?: { getSheet(): { getSheetId(): number } };
}
interface GetEvent {
  parameter?: Record<string, string>;
}

const ports = (): Ports => googlePorts(sendMail);
const send = (letter: Letter): void => {
  sendMail(layOut(letter));
};

/** Handlers and pages run as the recorded office account or not at all (reliability: failure 2; S10). */
function owned(): Ports {
  const p = ports();
  assertOwner(p);
  return p;
}

/** Pages by their parameter `p`; the service desk where none, or an unknown one, is asked for. */
function viewOf(p: Ports, q: Record<string, string>): View {
  const links = linksOf(p);
  switch (q.p) {
    case 'health':
      return healthView(p);
    case 'record':
      return recordView(p, q.r ?? '', q.id ?? '', links);
    case 'approvals':
      return approvalsView(p, links, q.all === '1');
    case 'trace':
      return traceView(p, q.r ?? '', q.id ?? '', links);
    case 'labels': {
      const { r: register = 'assets', from = '', to = '', state = '', of = '' } = q;
      return labelsView(p, { register, from, to, state, of }, links);
    }
    case 'count':
      return countView(p, { asset: q.asset ?? '', place: q.place ?? '' });
    case 'find':
      return findView(p, q.id ?? '', q.event ?? '', links, forms(p));
    case 'mine':
      return mineView(p, links, forms(p));
    case 'work':
      return workView(p, links);
    default:
      return portalView(p, q.q ?? '', links, forms(p));
  }
}

/**
 * Shows a page of the office. A GET changes nothing.
 * @preserve
 */
global.doGet = (e: GetEvent | undefined) => {
  const q = e?.parameter ?? {};
  const p = q.p === 'health' ? ports() : owned();
  const view = viewOf(p, q);
  return pageOut(pageOf(pageShell(view.kind === 'labels' ? 'labels' : 'page'), view));
};

/**
 * What pages call: api(method, params). Every method authorises its caller.
 * @preserve
 */
global.api = (method: unknown, params: unknown) => {
  const p = owned();
  return dispatch(p, method, params);
};

/**
 * Run once by the office account: creates the office and its triggers; a second run changes nothing.
 * @preserve
 */
global.setup = (options?: SetupOptions) => setupOffice(ports(), options ?? {});

global.onEdit_ = (e: EditEvent | undefined) => {
  const p = owned();
  const id = e?.source?.getId();
  if (e?.range && id)
    ring(p, {
      id,
      sheet: e.range.getSheet().getSheetId(),
      r0: e.range.rowStart,
      r1: e.range.rowEnd,
      c0: e.range.columnStart,
      c1: e.range.columnEnd,
      who: e.user?.getEmail() || null,
      at: p.now(),
    });
  const end = p.now() + IMPORT_MS;
  for (const book of allBooks(p)) {
    if (id && book.id !== id) continue;
    guarded(p, book.key, () => {
      drainBells(p, book, 2000);
      if (wantsImport(p.props.all(), book)) importing(p, book, end);
      if (book.key !== 'setup') return;
      setupMoved(p);
      // Typed while this was at it: their own runs gave up waiting for the lock.
      if (bellsOf(p, book.id).length > 0 && drainBells(p, book, 2000) === 'done') setupMoved(p);
    });
  }
};

global.onCalendar_ = () => {
  const p = owned();
  calendarRang(p);
  readCalendar(p);
};

global.onSubmit_ = (e: SubmitEvent | undefined) => {
  const p = owned();
  const tab = e?.range?.getSheet().getSheetId();
  const all = forms(p);
  const mine = all.filter((f) => f.tab === tab);
  // Whoever holds the lock looks again before leaving: an answer waits for no tick.
  if (takeIn(p, mine.length > 0 ? mine : all, 2000) === 'busy') formsRang(p);
};

global.tick_ = () => {
  const p = owned();
  tick(p, { send, links: linksOf(p) });
};

global.nightly_ = () => {
  nightly(owned());
};

global.heartbeat_ = () => {
  const p = owned();
  p.props.set('heartbeat', String(p.now()));
  // The sister of the tick: who else would notice that it has stopped?
  tellHealth(p);
  guarded(p, 'setup', () => announceUpgrade(p));
};
