// One request's visitor: the office, who they are, their language, and the ways to say things to them.

import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { LocalOffice } from '../office.ts';
import type { Desk } from './desk.ts';
import { peopleOf, type DeskPerson } from './people.ts';
import { isLang, sayIn, timesIn, type Lang, type Say, type Times } from './words.ts';

export interface Visit {
  desk: Desk;
  office: LocalOffice;
  lang: Lang;
  t: Say;
  times: Times;
  people: DeskPerson[];
  /** The person chosen, if the office knows that address. */
  me: DeskPerson | undefined;
  /** Name to show for an address. */
  nameOf(email: string): string;
  path: string;
  /** Tabs are drawn by the grid on a canvas; else as a plain table: chosen, or the window is narrow. */
  grid: boolean;
}

/** What the cookie `grid` may say; the page itself says `narrow`. */
const isPlain = (view: string | undefined): boolean => view === 'table' || view === 'narrow';

export function visitOf(c: Context, desk: Desk, office: LocalOffice): Visit {
  const chosen = getCookie(c, 'lang');
  const wanted = getCookie(c, 'who');
  let people = peopleOf(office, isLang(chosen) ? chosen : 'zh-TW');
  const find = (): DeskPerson | undefined =>
    people.find((p) => p.email === wanted) ?? people.find((p) => p.email.startsWith('lin@')) ?? people[0];
  const lang = isLang(chosen) ? chosen : (find()?.language ?? 'zh-TW');
  if (!isLang(chosen) && lang !== 'zh-TW') people = peopleOf(office, lang);
  const url = new URL(c.req.url);
  return {
    desk,
    office,
    lang,
    t: sayIn(lang),
    times: timesIn(lang, office.runtime.zone),
    people,
    me: find(),
    nameOf: (email) => people.find((p) => p.email === email)?.name ?? email,
    path: url.pathname + url.search,
    grid: !isPlain(getCookie(c, 'grid')),
  };
}
