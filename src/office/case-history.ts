/** What was said so far of a case, line by line, for its page and its mail: when, who, in whose place, what, with which words. */
import { formatMoment } from '../engine/civil';
import { displayOf } from '../engine/people';
import { pick } from '../engine/project';
import type { Decided, Rec, Ref } from '../engine/types';
import { render } from '../engine/words';
import type { Lang } from '../model/types';

export interface Line {
  at: string;
  who: string;
  what: string;
}

/** Oldest first; `round` limits it to the sending that runs. */
export function historyOf(ref: Ref, rec: Rec, lang: Lang, now: number, round?: number): Line[] {
  const what = (d: Decided): string =>
    [
      pick(d.label, lang),
      render({ code: `said.${d.verdict}`, params: { who: displayOf(ref, d.to) } }, lang) +
        (d.void && d.verdict !== 'void' && d.verdict !== 'withdraw' ? render({ code: 'said.void-mark' }, lang) : ''),
      d.comment,
    ]
      .filter(Boolean)
      .join(' · ');
  const who = (d: Decided): string =>
    [
      displayOf(ref, d.by),
      d.for
        ? `（${render({ code: 'said.for', params: { who: d.for.map((f) => displayOf(ref, f)).join('、') } }, lang)}）`
        : '',
    ].join('');
  return (rec.decided ?? [])
    .filter((d) => round === undefined || d.round === round)
    .map((d) => ({ at: formatMoment(d.at, ref.zone, lang, now), who: who(d), what: what(d) }));
}
