// The mailbox: mails newest first as one person sees them, above each the text and rule that sent it, and what is held back.

import { markup, type Markup, type Part } from '../html.ts';
import { icon } from '../icons.ts';
import type { Page } from '../shell.ts';
import type { Visit } from '../visit.ts';
import type { Mail } from '../../runtime/store/state.ts';
import { entriesOf, reasonsOf, ruleWords, firstLine, type Entry } from './outbox.ts';

export interface MailRequest {
  all: boolean;
  held: boolean;
  id?: string;
}

export function mailPage(v: Visit, request: MailRequest): Page {
  const { t, office } = v;
  const base = request.all ? '/all-mail' : '/mail';
  const mine = (to: string): boolean => request.all || to === v.me?.email;
  const mails = office
    .mails()
    .filter((m) => [...m.to, ...m.cc, ...m.bcc].some(mine))
    .reverse();
  const held = heldBack(v).filter((h) => mine(h.to));
  const chosen = mails.find((m) => m.id === request.id) ?? (request.held ? undefined : mails[0]);
  const title = request.all ? t('mailAll') : t('mailMine', { name: v.me?.name ?? '' });
  return {
    title,
    full: true,
    body: markup`<section class="mailbox ${request.id ? 'reading' : ''}">
      <div class="mail-list"><h1>${title}</h1>
        <p class="switch"><a href="${base}" ${request.held ? '' : markup`aria-current="page"`}>${t('mailbox')} <span class="count">${mails.length}</span></a><a href="${base}?held=1" ${request.held ? markup`aria-current="page"` : ''}>${t('mailHeld')} <span class="count">${held.length}</span></a></p>
        ${request.held ? heldList(v, held) : mailList(v, mails, base, request.all, chosen?.id)}</div>
      <article class="mail-view">${chosen ? reading(v, chosen, base) : markup`<p class="empty">${request.held ? '' : t('mailPick')}</p>`}</article>
    </section>`,
  };
}

function mailList(v: Visit, mails: Mail[], base: string, all: boolean, chosen: string | undefined): Part {
  if (mails.length === 0) return markup`<p class="empty">${v.t('mailNone')}</p>`;
  return markup`<ul>${mails.slice(0, 300).map(
    (
      m,
    ) => markup`<li class="live" id="m-${m.id}"><a href="${base}/${m.id}" ${m.id === chosen ? markup`aria-current="true"` : ''}>
      <span class="from">${all ? m.to.map(v.nameOf).join('、') : m.name || v.nameOf(m.from)}</span><time>${v.times.short(m.at)}</time>
      <b>${m.subject}</b><small>${m.body.replace(/\s+/g, ' ').slice(0, 90)}</small></a></li>`,
  )}</ul>`;
}

/** Mails of every outbox that are not out yet, in the order they are planned. */
function heldBack(v: Visit): Entry[] {
  return entriesOf(v)
    .filter((entry) => !entry.lease.startsWith('done'))
    .sort((a, b) => a.at - b.at);
}

function heldList(v: Visit, held: Entry[]): Part {
  if (held.length === 0) return markup`<p class="empty">${v.t('mailNoneHeld')}</p>`;
  return markup`<ul class="held">${held.map(
    (
      h,
    ) => markup`<li class="live"><span class="from">${v.nameOf(h.to)}</span><time>${v.t('mailPlanned', { time: v.times.short(h.at) })}</time>
      <b>${firstLine(v, h)}</b><small>${ruleWords(v, h)}${h.tries ? ` · ${v.t('mailTried', { n: h.tries })}` : ''}</small></li>`,
  )}</ul>`;
}

function reading(v: Visit, mail: Mail, base: string): Markup {
  const { t } = v;
  const why = reasonsOf(v, mail);
  return markup`<a class="back plain" href="${base}">${icon('undo', 16)} ${t('mailbox')}</a>
    ${why.length ? markup`<p class="reason">${icon('hood', 16)} <b>${t('mailWhy')}</b> ${why.slice(0, 4).map((entry) => markup`<span>${v.t('mailText', { text: entry.text })} · ${ruleWords(v, entry)} · ${t('mailPlanned', { time: v.times.short(entry.at) })}</span>`)}</p>` : ''}
    <div class="title-bar bare"><h2>${mail.subject}</h2><span class="spacer"></span><a class="plain" href="/mail-file/${mail.id}" aria-label="${t('eml')}">${icon('download', 16)}<span>.eml</span></a></div>
    <dl class="envelope"><dt>${t('mailFrom')}</dt><dd>${mail.name ? `${mail.name} <${mail.from}>` : mail.from}</dd>
      <dt>${t('mailTo')}</dt><dd>${mail.to.map((to) => `${v.nameOf(to)} <${to}>`).join('、')}</dd>
      ${mail.replyTo ? markup`<dt>${t('mailReplyTo')}</dt><dd>${mail.replyTo}</dd>` : ''}
      <dt>${t('when')}</dt><dd>${v.times.long(mail.at)}</dd></dl>
    ${mail.attachments.length ? markup`<p>${t('attachments')}：${mail.attachments.map((a) => a.name).join('、')}</p>` : ''}
    <iframe class="mail-body" title="${t('mailBody')}" src="/mail-body/${mail.id}" sandbox="allow-top-navigation-by-user-activation allow-same-origin"></iframe>
    ${mail.htmlBody ? markup`<details><summary>${t('mailPlain')}</summary><pre>${mail.body}</pre></details>` : ''}`;
}
