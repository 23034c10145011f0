/** Labels of things, a sheet of 24 at a time: name, number, and the link that opens the thing's own form filled in (R093, R159). */
import { openDraft } from '../engine/draft';
import { holders, personOf, sameMail } from '../engine/people';
import { calledOf, pick } from '../engine/project';
import type { Lang } from '../model/types';
import { factsOf, readFirst } from './book';
import type { Links } from './letters';
import { wholeMirror } from './mirror';
import type { Ports } from './ports';
import { bookWith, placeOf, refusal, type RefusalView } from './views';

export interface LabelsView {
  kind: 'labels';
  of: 'things' | 'places';
  lang: Lang;
  office: string;
  me: string;
  items: { id: string; called: string; url: string }[];
  /** How many more there are than one print takes. */
  more: number;
}
/** Numbers from … to, both included, or a state, or the number of the purchase they came with; blank = no limit. */
export interface Wanted {
  register: string;
  from?: string;
  to?: string;
  state?: string;
  of?: string;
}

/** Ten sheets. */
const MOST = 240;

/** Places instead of things: a code at each door that opens the count of what stands there. */
const PLACES = 'places';

export function labelsView(ports: Ports, wanted: Wanted, links: Links): LabelsView | RefusalView {
  const me = ports.caller();
  const key = wanted.register === PLACES ? 'assets' : wanted.register;
  const book = bookWith(ports, key);
  if (!me || !book) return refusal(null, me ? 'page.not-found' : 'page.no-account', me, 'zh-TW');
  const first = readFirst(ports, book, { registers: [key] });
  const lang = personOf(first.ref, me)?.language ?? first.ref.language;
  const register = first.registers[key]!;
  if (!personOf(first.ref, me)) return refusal(first, 'page.wrong-account', me, lang);
  const keepers = [register.accountable, 'office_manager'].flatMap((role) => holders(first.ref, role));
  if (!keepers.some((one) => sameMail(one, me))) return refusal(first, 'page.not-yours', me, lang);
  if (wanted.register === PLACES) {
    const places = (first.ref.lists[PLACES] ?? []).filter((entry) => entry.on);
    const url = (place: string): string => `${ports.webUrl()}?p=count&place=${place}`;
    const items = places.map((e) => ({ id: '', called: pick(e.label, first.ref.language), url: url(e.key) }));
    return { kind: 'labels', of: PLACES, lang, office: first.ref.office, me, items: items.slice(0, MOST), more: 0 };
  }
  const draft = openDraft(factsOf(first, ports.now(), 'view'));
  const kinds = new Map(register.states.map((state) => [state.key, state.kind]));
  const chosen = wholeMirror(ports, book, wanted.register, first.meta.counters[wanted.register]?.rows ?? 0).filter(
    (rec) =>
      !rec.deleted &&
      kinds.get(rec.state) !== 'closed' &&
      kinds.has(rec.state) &&
      rec.state !== 'void' &&
      (!wanted.from || rec.id >= wanted.from) &&
      (!wanted.to || rec.id <= wanted.to) &&
      (!wanted.state || rec.state === wanted.state) &&
      (!wanted.of || rec.values.purchase === wanted.of),
  );
  return {
    kind: 'labels',
    of: 'things',
    lang,
    office: first.ref.office,
    me,
    items: chosen.slice(0, MOST).map((rec) => ({
      id: rec.id,
      called: calledOf(draft, register, rec, first.ref.language),
      url: links.report(rec, placeOf(register, rec, first.ref)) || links.record(rec),
    })),
    more: Math.max(0, chosen.length - MOST),
  };
}
