/** Labels of things, a sheet of 24 at a time: name, number, and the link that opens the thing's own form filled in (R093, R159). */
import { openDraft } from '../engine/draft';
import { holders, personOf, sameMail } from '../engine/people';
import { calledOf } from '../engine/project';
import type { Lang } from '../model/types';
import { factsOf, readFirst } from './book';
import type { Links } from './letters';
import { wholeMirror } from './mirror';
import type { Ports } from './ports';
import { bookWith, placeOf, refusal, type RefusalView } from './views';

export interface LabelsView {
  kind: 'labels';
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

export function labelsView(ports: Ports, wanted: Wanted, links: Links): LabelsView | RefusalView {
  const me = ports.caller();
  const book = bookWith(ports, wanted.register);
  if (!me || !book) return refusal(null, me ? 'page.not-found' : 'page.no-account', me, 'zh-TW');
  const first = readFirst(ports, book, { registers: [wanted.register] });
  const lang = personOf(first.ref, me)?.language ?? first.ref.language;
  const register = first.registers[wanted.register]!;
  if (!personOf(first.ref, me)) return refusal(first, 'page.wrong-account', me, lang);
  const keepers = [register.accountable, 'office_manager'].flatMap((role) => holders(first.ref, role));
  if (!keepers.some((one) => sameMail(one, me))) return refusal(first, 'page.not-yours', me, lang);
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
