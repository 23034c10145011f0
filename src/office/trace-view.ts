/** The thread of a record as its page shows it. Reads the workbook's registers whole: somebody asks for it, nothing does by itself. */
import { dateAt, formatMoment } from '../engine/civil';
import { openDraft } from '../engine/draft';
import { displayOf, personOf } from '../engine/people';
import { calledOf, pick } from '../engine/project';
import { stateOf } from '../engine/record-clocks';
import { traceOf, type Event, type Line } from '../engine/trace';
import { render } from '../engine/words';
import type { Lang } from '../model/types';
import { factsOf, readFirst, type First } from './book';
import { JOURNAL_COLUMNS, SHEET, type BookMap } from './layout';
import type { Links } from './letters';
import { wholeMirror } from './mirror';
import type { Ports } from './ports';
import { bookWith, maySee, refusal, type RefusalView } from './views';

export interface TraceView {
  kind: 'trace';
  lang: Lang;
  office: string;
  title: string;
  me: string;
  records: { id: string; register: string; called: string; state: string; url: string; start: boolean }[];
  events: {
    at: string;
    day: string;
    id: string;
    register: string;
    what: string;
    who: string;
    why: string;
    url: string;
  }[];
}

/** Newest journal rows looked at for who did it; older steps are shown without a name. */
const LINES = 50_000;

export function traceView(ports: Ports, register: string, id: string, links: Links): TraceView | RefusalView {
  const me = ports.caller();
  const book = bookWith(ports, register);
  if (!me || !book) return refusal(null, me ? 'page.not-found' : 'page.no-account', me, 'zh-TW');
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  const lang = personOf(first.ref, me)?.language ?? first.ref.language;
  if (!personOf(first.ref, me)) return refusal(first, 'page.wrong-account', me, lang);
  const all = Object.keys(book.registers).flatMap((key) =>
    wholeMirror(ports, book, key, first.meta.counters[key]?.rows ?? 0),
  );
  const rec = all.find((one) => one.register === register && one.id === id && !one.deleted);
  if (!rec) return refusal(first, 'page.not-found', me, lang);
  const draft = openDraft(factsOf(first, ports.now(), 'view'));
  for (const one of all) draft.facts.records[`${one.register}/${one.id}`] = one;
  const model = first.registers[register]!;
  if (!maySee(draft, model, rec, me)) return refusal(first, 'page.not-yours', me, lang);
  const thread = traceOf(first.registers, all, { register, id }, linesOf(ports, book, first))!;
  const { ref } = first;
  return {
    kind: 'trace',
    lang,
    office: ref.office,
    title: `${id} ${calledOf(draft, model, rec, lang)}`,
    me,
    // Of a record that this person may not see the thread tells the number and nothing else.
    records: thread.records.map((one) => {
      const own = first.registers[one.register]!;
      const may = maySee(draft, own, one, me);
      return {
        id: one.id,
        register: pick(own.name, lang),
        called: may ? calledOf(draft, own, one, lang) : '',
        state: pick(stateOf(own, one.state)?.label, lang),
        url: may ? links.record(one) : '',
        start: one === rec,
      };
    }),
    events: thread.events
      .filter((event) => {
        const one = draft.facts.records[`${event.register}/${event.id}`]!;
        return maySee(draft, first.registers[event.register]!, one, me);
      })
      .map((event) => ({
        at: formatMoment(event.at, ref.zone, lang, ports.now()),
        day: dateAt(event.at, ref.zone),
        id: event.id,
        register: pick(first.registers[event.register]!.name, lang),
        what: said(first, event, lang),
        who: event.who === null ? '' : displayOf(ref, event.who),
        why: event.why ?? '',
        url: event.url ?? '',
      })),
  };
}

function said(first: First, event: Event, lang: Lang): string {
  if (event.kind === 'approval') return render({ code: `trace.${event.what}` }, lang);
  if (event.kind === 'document') return render({ code: 'trace.document', params: { name: event.what } }, lang);
  const register = first.registers[event.register]!;
  if (event.kind === 'act') return pick(register.actions.find((one) => one.key === event.what)?.label, lang);
  return pick(stateOf(register, event.what)?.label, lang);
}

/** The newest lines of the journal, without what they changed. */
function linesOf(ports: Ports, book: BookMap, first: First): Line[] {
  const last = first.meta.sizes.journal;
  const from = Math.max(1, last - LINES + 1);
  if (last < 1) return [];
  const area = { sheet: SHEET.journal, row: from, rows: last - from + 1, col: 0, cols: JOURNAL_COLUMNS - 2 };
  return ports.books.read(book.id, [area])[0]!.cells.map((cells): Line => {
    const [register = '', id = '', , ...action] = String(cells[4] ?? '').split('|');
    return { at: Number(cells[1]), register, id, actor: cells[5] ? String(cells[5]) : null, action: action.join('|') };
  });
}
