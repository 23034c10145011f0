/** The office's ports over Google's services. The only room that names them. */
import type { Ports, Props } from '../office/ports';
import { books } from './books';
import { calendar } from './calendar';
import { documents } from './documents';
import { directory } from './directory';
import { forms } from './forms';
import { sharing } from './sharing';
import { structures } from './structures';

function props(store: () => GoogleAppsScript.Properties.Properties): Props {
  return {
    get: (key) => store().getProperty(key),
    set: (key, value) => {
      store().setProperty(key, value);
    },
    remove: (key) => {
      store().deleteProperty(key);
    },
    all: () => store().getProperties(),
  };
}

export function googlePorts(send: Ports['mailer']['send']): Ports {
  const sleep = (ms: number): void => {
    Utilities.sleep(Math.min(ms, 300_000));
  };
  let url: string | null = null;
  return {
    books: books(sleep),
    documents: documents(sleep),
    calendar: calendar(sleep),
    sharing: sharing(sleep),
    structures: structures(() => Session.getEffectiveUser().getEmail(), sleep),
    forms: forms(sleep),
    directory: () => directory(sleep),
    mailer: { left: () => MailApp.getRemainingDailyQuota(), send },
    props: props(() => PropertiesService.getScriptProperties()),
    secrets: props(() => PropertiesService.getUserProperties()),
    locked(waitMs, work) {
      const lock = LockService.getScriptLock();
      if (!lock.tryLock(waitMs)) return 'busy';
      try {
        return work();
      } finally {
        lock.releaseLock();
      }
    },
    now: () => Date.now(),
    sleep,
    uuid: () => Utilities.getUuid(),
    caller: () => Session.getActiveUser().getEmail(),
    runsAs: () => Session.getEffectiveUser().getEmail(),
    zone: () => Session.getScriptTimeZone(),
    webUrl: () => (url ??= ScriptApp.getService().getUrl() ?? ''),
    pack: () => HtmlService.createHtmlOutputFromFile('pack-office').getContent(),
    log: (code, facts) => {
      console.log(JSON.stringify({ code, ...(facts ?? {}) }));
    },
  };
}

/** Hands a laid-out letter to the mail service. */
export function sendMail(mail: {
  to: string;
  subject: string;
  body: string;
  html: string;
  replyTo: string | null;
  name: string;
}): void {
  MailApp.sendEmail({
    to: mail.to,
    subject: mail.subject,
    body: mail.body,
    htmlBody: mail.html,
    name: mail.name,
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
  });
}
