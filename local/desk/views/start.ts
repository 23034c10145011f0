// The first page: what this is, how one matter goes, and a list of things to try, each one click away.

import { markup, type Markup } from '../html.ts';
import { icon } from '../icons.ts';
import { word, type DeskPerson } from '../people.ts';
import { mark, type Page } from '../shell.ts';
import type { Visit } from '../visit.ts';
import type { Lang } from '../words.ts';

export function startPage(v: Visit): Page {
  const { t } = v;
  return {
    title: t('start'),
    body: markup`<div class="start">
      <section class="hero">
        ${mark(52)}
        <div><h1>${t('product')}</h1><p>${t('startLead')}</p><p>${t('startPlain')}</p></div>
      </section>
      <section class="card"><h2>${t('startLoop')}</h2>${loop(v)}</section>
      <section class="card"><h2>${t('startTry')}</h2><ol class="tries">${tries(v)}</ol></section>
    </div>`,
  };
}

/** The loop as a drawing; its words are the page's own. */
function loop(v: Visit): Markup {
  const { t } = v;
  const steps = [t('loopForm'), t('loopRow'), t('loopNext'), t('loopClock'), t('loopMail')];
  const glyphs = ['form', 'sheet', 'check', 'clock', 'mail'] as const;
  return markup`<ol class="loop" aria-label="${t('loopAlt')}">${steps.map(
    (words, i) => markup`<li><span class="disc">${icon(glyphs[i]!, 26)}</span><b>${words}</b></li>`,
  )}</ol>`;
}

interface Try {
  as: string | undefined;
  to: string;
  head: string;
  text: string;
  done: boolean;
}

function tries(v: Visit): Markup[] {
  const { t, office } = v;
  const person = (start: string): DeskPerson | undefined => v.people.find((p) => p.email.startsWith(start));
  const staff = person('lin@') ?? v.people[0];
  const admin = v.people.find((p) => p.roles.includes('facilities')) ?? v.people[0];
  const leader = v.people.find((p) => p.roles.includes('leader')) ?? admin;
  const forms = Object.values(office.runtime.store.forms);
  const repair = attempt(() => office.form('tickets').id) ?? forms[0]?.id ?? '';
  const survey = attempt(() => office.form('repair').id);
  const place = attempt(() => office.sheet('tickets'));
  const sheet = place ? `/book/${place.spreadsheetId}/${place.live}` : '/';
  const register = word(office.model.registers['tickets']?.name, sheetLanguage(v), '報修單');
  const tickets = attempt(() => office.records('tickets')) ?? [];
  const mailsOf = (p: DeskPerson | undefined): number => office.mails({ to: p?.email ?? '' }).length;
  const surveyAnswers = survey ? (office.runtime.store.forms[survey]?.responses.length ?? 0) : 0;
  const list: Try[] = [
    {
      as: staff?.email,
      to: `/form/${repair}`,
      head: t('try1', { name: staff?.name ?? '' }),
      text: t('try1Text'),
      done: tickets.length > 0,
    },
    { as: admin?.email, to: sheet, head: t('try2', { register }), text: t('try2Text'), done: tickets.length > 0 },
    {
      as: admin?.email,
      to: sheet,
      head: t('try3', { name: admin?.name ?? '' }),
      text: t('try3Text', { start: verb(v, 'respond'), solved: verb(v, 'solve') }),
      done: tickets.some((r) => r.path.length > 1),
    },
    {
      as: undefined,
      to: sheet,
      head: t('try4'),
      text: t('try4Text'),
      done: tickets.some((r) => Object.values(r.clocks).some((c) => c.warned || c.breached)),
    },
    {
      as: staff?.email,
      to: '/mail',
      head: t('try5', { name: staff?.name ?? '' }),
      text: t('try5Text'),
      done: mailsOf(staff) > 0,
    },
    {
      as: staff?.email,
      to: '/mail',
      head: t('try6', { name: staff?.name ?? '' }),
      text: t('try6Text'),
      done: surveyAnswers > 0,
    },
    {
      as: leader?.email,
      to: '/mail',
      head: t('try7'),
      text: t('try7Text'),
      done: mailsOf(leader) > 0 && tickets.some((r) => monthPassed(v, r.created.at)),
    },
  ];
  return list.map(
    (
      it,
      i,
    ) => markup`<li class="${it.done ? 'done' : ''}"><a href="${it.as ? `/as/${it.as}?to=${encodeURIComponent(it.to)}` : it.to}">
      <span class="no">${it.done ? markup`${icon('check', 18)}<span class="hidden">${t('tryDone')}</span>` : i + 1}</span>
      <span><b>${it.head}</b><small>${it.text}</small></span>${icon('arrow', 18)}</a></li>`,
  );
}

/** Words of the sheet are the office's and not the reader's. */
function sheetLanguage(v: Visit): Lang {
  return attempt(() => v.office.language('tickets')) ?? 'zh-TW';
}

/** An action's word as it stands in the sheet. */
function verb(v: Visit, key: string): string {
  const action = v.office.model.registers['tickets']?.actions.find((a) => a.key === key);
  return word(action?.label, sheetLanguage(v), key);
}

function monthPassed(v: Visit, at: number): boolean {
  const month = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', timeZone: v.office.runtime.zone });
  return month.format(at) !== month.format(v.office.runtime.now);
}

function attempt<T>(fn: () => T): T | undefined {
  try {
    return fn();
  } catch {
    return undefined; // A register or form that this office has not switched on.
  }
}
