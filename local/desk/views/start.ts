// The first page: what this is, how one matter goes, and a list of things to try, each one click away.

import { markup, type Markup, type Part } from '../html.ts';
import { icon } from '../icons.ts';
import { word, type DeskPerson } from '../people.ts';
import { mark, type Page } from '../shell.ts';
import { reasonsOf } from './outbox.ts';
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
      ${lifeCard(v)}
      <section class="card"><h2>${t('startLoop')}</h2>${loop(v)}</section>
      <section class="card"><h2>${t('startTry')}</h2><ol class="tries">${tries(v)}</ol></section>
    </div>`,
  };
}

/** Where three months of life are: on their way, waiting to be moved into, or here. Nothing where the desk has but one office. */
function lifeCard(v: Visit): Part {
  const { t, desk } = v;
  const { life } = desk;
  if (!life) return '';
  const move = (which: string, words: string, look: string): Markup =>
    markup`<form method="post" action="/office"><input type="hidden" name="which" value="${which}"><button class="${look}" data-ask="${t('lifeAsk')}">${words}</button></form>`;
  if (hasLived(v))
    return markup`<section class="card life"><p>${t('lifeHere')}</p>${move('fresh', t('lifeFresh'), 'plain')}</section>`;
  if (life.ready)
    return markup`<section class="card life live" id="life"><p><b>${t('lifeReady')}</b></p>${move('lived', t('lifeMove'), 'primary')}</section>`;
  if (life.problem !== null)
    return markup`<section class="card life" id="life"><p>${t('lifeFailed')}</p><pre class="trouble">${life.problem}</pre></section>`;
  return markup`<section class="card life" id="life"><p>${t('lifeComing', { now: life.at ? v.times.long(life.at.now) : '…' })}</p><progress max="1" value="${life.at ? life.at.done / life.at.of : 0}" aria-label="${t('lifeProgress')}"></progress></section>`;
}

/** Somebody worked here before this visitor came. */
const hasLived = (v: Visit): boolean =>
  (attempt(() => v.office.records('tickets')) ?? []).some((rec) => rec.created.at < v.desk.since);

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
  const since = v.desk.since;
  const fresh = tickets.filter((r) => r.created.at >= since);
  const manager = v.people.find((p) => p.roles.includes('office_manager')) ?? admin;
  const lived = hasLived(v);
  const head = v.people.find((p) => p.roles.includes('facilities_head')) ?? leader;
  const limits = attempt(() => office.sheet('time_limits'));
  const setup = attempt(() => office.journal('setup')) ?? [];
  const changed = (register: string): boolean => setup.some((row) => row.register === register && row.at >= since);
  const report = monthReport(v, leader?.email);
  const first: Try[] = [
    {
      as: staff?.email,
      to: `/form/${repair}`,
      head: t('try1', { name: staff?.name ?? '' }),
      text: t('try1Text'),
      done: fresh.length > 0,
    },
    { as: admin?.email, to: sheet, head: t('try2', { register }), text: t('try2Text'), done: fresh.length > 0 },
  ];
  const hour: Try = {
    as: undefined,
    to: sheet,
    head: t('try4'),
    text: t('try4Text'),
    done: fresh.some((r) => Object.values(r.clocks).some((c) => c.warned || c.breached)),
  };
  const work: Try[] = [
    {
      as: admin?.email,
      to: sheet,
      head: t('try3', { name: admin?.name ?? '' }),
      text: t('try3Text', { start: verb(v, 'respond'), solved: verb(v, 'solve') }),
      done: fresh.some((r) => r.path.length > 1),
    },
    hour,
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
  const look: Try[] = [
    hour,
    {
      as: head?.email,
      to: '/page?p=approvals',
      head: t('tryApprove', { name: head?.name ?? '' }),
      text: t('tryApproveText'),
      done: decidedBy(v, head?.email, since),
    },
    {
      as: leader?.email,
      to: report ? `/mail/${report}` : '/mail',
      head: t('tryReport', { name: leader?.name ?? '' }),
      text: t('tryReportText'),
      done: false,
    },
  ];
  const own: Try[] = [
    {
      as: manager?.email,
      to: limits ? `/book/${limits.spreadsheetId}/${limits.live}` : '/',
      head: t('tryLimit'),
      text: t('tryLimitText'),
      done: changed('time_limits'),
    },
    {
      as: manager?.email,
      to: `/form/${repair}`,
      head: t('tryQuestion', { name: manager?.name ?? '' }),
      text: t('tryQuestionText'),
      done: changed('office_fields'),
    },
  ];
  const list = [...first, ...(lived ? look : work), ...own];
  return list.map(
    (
      it,
      i,
    ) => markup`<li class="${it.done ? 'done' : ''}"><a href="${it.as ? `/as/${it.as}?to=${encodeURIComponent(it.to)}` : it.to}">
      <span class="no">${it.done ? markup`${icon('check', 18)}<span class="hidden">${t('tryDone')}</span>` : i + 1}</span>
      <span><b>${it.head}</b><small>${it.text}</small></span>${icon('arrow', 18)}</a></li>`,
  );
}

/** The newest mail to the leader that tells a month's repairs; '' when none has come. */
function monthReport(v: Visit, leader: string | undefined): string {
  const mails = v.office.mails({ to: leader ?? '' });
  return mails.findLast((mail) => reasonsOf(v, mail).some((why) => why.text === 'repair_report'))?.id ?? '';
}

/** Has this person said yes or no since? */
function decidedBy(v: Visit, who: string | undefined, since: number): boolean {
  return (attempt(() => v.office.journal('facilities')) ?? []).some(
    (row) =>
      row.at >= since && row.actor === who && /^(approve|reject|return)/.test(row.action.split('.').at(-1) ?? ''),
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
