/** The one server function of pages: `api(method, params)`. Methods are an allowlist; each authorises its caller (S4). */
import { act, decideCase, sendOrder, type PageAnswer } from '../office/act-page';
import { away } from '../office/away-page';
import { answerWork, MOST, type Said } from '../office/work-page';
import { count } from '../office/count-view';
import { VERDICTS, type Verdict } from '../engine/decide';
import { MOST_PHOTO } from '../engine/photo';
import { addPhoto } from '../office/photo';
import { repair } from '../office/health-view';
import type { Ports } from '../office/ports';

type Params = Record<string, unknown>;
type Method = (ports: Ports, params: Params) => PageAnswer;

const text = (v: unknown, most = 5000): string => (typeof v === 'string' ? v.slice(0, most) : '');
const caseOf = (p: Params): { register: string; id: string } => ({
  register: text(p.register, 60),
  id: text(p.id, 60),
});

function typed(v: unknown): Record<string, string> {
  const out: Record<string, string> = Object.create(null) as Record<string, string>;
  if (v && typeof v === 'object')
    for (const key of Object.keys(v))
      if (/^[a-z][a-z0-9_]{0,40}$/.test(key)) out[key] = text((v as Params)[key], 45_000);
  return out;
}

/** `do.tasks/TSK-2026-0001: finish` with `word.tasks/TSK-2026-0001`, as the page's fields are called. */
function saidOf(p: Params): Said[] {
  return Object.keys(p)
    .filter((key) => key.startsWith('do.') && text(p[key], 60) !== '')
    .slice(0, MOST)
    .map((key) => {
      const [register = '', id = ''] = key.slice(3).split('/');
      return { register, id, action: text(p[key], 60), word: text(p[`word.${register}/${id}`], 2000) };
    });
}

const METHODS = new Map<string, Method>([
  ['act', (ports, p) => act(ports, caseOf(p), text(p.action, 60), typed(p.typed), text(p.reason, 500))],
  [
    'decide',
    (ports, p) =>
      (VERDICTS as readonly string[]).includes(text(p.verdict))
        ? decideCase(ports, caseOf(p), text(p.verdict) as Verdict, text(p.seal, 100), text(p.comment, 2000), {
            to: text(p.to, 200),
            typed: typed(p.typed),
          })
        : unknown(),
  ],
  ['count', (ports, p) => count(ports, text(p.id, 60), text(p.action, 60), typed(p.typed))],
  // One letter more than may be: what is longer is refused, not cut to fit.
  ['photo', (ports, p) => addPhoto(ports, caseOf(p), text(p.data, MOST_PHOTO + 1))],
  ['repair', (ports, p) => repair(ports, text(p.key, 120))],
  ['work', (ports, p) => answerWork(ports, saidOf(p))],
  ['order', (ports, p) => sendOrder(ports, caseOf(p))],
  [
    'away',
    (ports, p) =>
      away(ports, {
        from: text(p.from, 40),
        to: text(p.to, 40),
        deputy: text(p.deputy, 200),
        ...(p.back === 'yes' ? { back: true } : {}),
      }),
  ],
]);

const unknown = (): PageAnswer => ({ ok: false, words: 'UNKNOWN_METHOD' });

export function dispatch(ports: Ports, method: unknown, params: unknown): PageAnswer {
  const found = typeof method === 'string' ? METHODS.get(method) : undefined;
  if (!found) return unknown();
  return found(ports, (params && typeof params === 'object' ? params : {}) as Params);
}
