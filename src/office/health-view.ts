/** The health page: what is broken, what it means, what to do, and how the office stands; for office managers (design: The desk). */
import type { Finding, Seen } from '../engine/health';
import { manages, personOf } from '../engine/people';
import { render } from '../engine/words';
import type { Words } from '../engine/types';
import type { Lang } from '../model/types';
import type { PageAnswer } from './act-page';
import type { First } from './book';
import { healByPage } from './heal';
import { look } from './health';
import { assertOwner } from './keys';
import type { Ports } from './ports';
import { refusal, type View } from './views';

export interface HealthView {
  kind: 'health';
  lang: Lang;
  office: string;
  title: string;
  summary: string;
  well: boolean;
  words: { means: string; todo: string; repair: string; facts: string };
  items: { key: string; broken: boolean; what: string; means: string; todo: string; heal: boolean }[];
  facts: string[];
  me: string;
}

/** The snapshot that says who manages the office: the setup workbook's, or any that can still be read. */
const whoKnows = (firsts: Record<string, First>): First | null => firsts.setup ?? Object.values(firsts)[0] ?? null;
export function healthView(ports: Ports): View {
  const me = ports.caller();
  try {
    assertOwner(ports);
  } catch {
    return refusal(null, 'health.owner', me, 'zh-TW');
  }
  if (!me) return refusal(null, 'page.no-account', me, 'zh-TW');
  const { seen, found, firsts } = look(ports);
  const first = whoKnows(firsts);
  const lang = (first && personOf(first.ref, me)?.language) ?? first?.ref.language ?? 'zh-TW';
  if (!first || !manages(first.ref, me)) return refusal(first, 'health.managers', me, lang);
  const say = (words: Words): string => render(words, lang, undefined, { zone: first.ref.zone, now: seen.now });
  return {
    kind: 'health',
    lang,
    office: first.ref.office,
    title: say({ code: 'health.title' }),
    summary: say(found.length > 0 ? { code: 'health.some', params: { n: found.length } } : { code: 'health.well' }),
    well: found.length === 0,
    words: {
      means: say({ code: 'health.means' }),
      todo: say({ code: 'health.todo' }),
      repair: say({ code: 'health.repair' }),
      facts: say({ code: 'health.facts' }),
    },
    items: found.map((f: Finding) => ({
      key: f.key,
      broken: f.grade === 'broken',
      what: say(f.what),
      means: say(f.means),
      todo: say(f.todo),
      heal: f.heal !== null,
    })),
    facts: facts(seen).map(say),
    me,
  };
}

/** How the office stands, in the order a manager asks: does it run, can it write, how full is it, what is there. */
function facts(seen: Seen): Words[] {
  const bytes = Object.entries(seen.properties).sort((a, b) => b[1] - a[1]);
  const kb = (n: number): number => Math.ceil(n / 1000);
  return [
    ...(['tick', 'nightly', 'heartbeat'] as const).map((job): Words =>
      seen.alive[job] === null
        ? { code: `health.fact.${job}.never` }
        : { code: `health.fact.${job}`, params: { at: seen.alive[job] } },
    ),
    { code: 'health.fact.mails', params: { n: seen.mailsLeft } },
    { code: 'health.fact.properties', params: { n: kb(bytes.reduce((sum, [, n]) => sum + n, 0)) } },
    ...bytes.slice(0, 4).map(([name, n]): Words => ({ code: 'health.fact.prefix', params: { name, n: kb(n) } })),
    ...seen.books
      .filter((b) => b.open)
      .map((b): Words => ({
        code: 'health.fact.book',
        params: { book: b.name, n: b.sheets.filter((s) => !s.hidden).length },
      })),
  ];
}

/** The page's button. Authorised anew on every call. */
export function repair(ports: Ports, key: string): PageAnswer {
  const me = ports.caller();
  if (!me) return { ok: false, words: render({ code: 'page.no-account' }, 'zh-TW') };
  const { found, firsts } = look(ports);
  const first = whoKnows(firsts);
  const lang = (first && personOf(first.ref, me)?.language) ?? first?.ref.language ?? 'zh-TW';
  if (!first || !manages(first.ref, me))
    return { ok: false, words: render({ code: 'health.managers', params: { account: me } }, lang) };
  const answer = healByPage(ports, found, key, me);
  const code = answer === 'busy' ? 'page.busy' : `health.${answer}`;
  return { ok: answer === 'fixed' || answer === 'gone', words: render({ code }, lang) };
}
