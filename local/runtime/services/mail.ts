// MailApp: mails into the office's mailbox, with the recipient quota that refills 24 h after its first use.

import { Api } from '../api.ts';
import { badSignature, ServiceError } from '../errors.ts';
import { take, usedOf } from '../quotas.ts';
import { Blob } from './utilities.ts';

interface MailOptions {
  to?: string;
  subject?: string;
  body?: string;
  htmlBody?: string;
  cc?: string;
  bcc?: string;
  replyTo?: string;
  name?: string;
  noReply?: boolean;
  attachments?: unknown[];
}

function addresses(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Bare address of 'Name <a@b>'. */
function bare(address: string): string {
  return /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address;
}

export class MailApp extends Api {
  readonly _class = 'MailApp';

  private get quota(): string {
    return `mail:${this._x.effective}`;
  }

  /** sendEmail(message) or (to, subject, body, options) or (to, replyTo, subject, body). */
  sendEmail(...args: unknown[]): undefined {
    const m = this.message(args);
    const { runtime, clock, effective } = this._x;
    const [to, cc, bcc] = [addresses(m.to), addresses(m.cc), addresses(m.bcc)];
    const all = [...to, ...cc, ...bcc];
    if (all.length === 0) throw new ServiceError('Failed to send email: no recipient');
    const bad = all.find((a) => !/^[^\s@<>,]+@[^\s@<>,]+$/.test(bare(a)));
    if (bad !== undefined) throw new ServiceError(`Invalid email: ${bad}`);
    if (all.length > runtime.quotas.recipientsPerMail)
      throw new ServiceError('Limit Exceeded: Email Recipients Per Message.');
    if (Buffer.byteLength(m.body ?? '') + Buffer.byteLength(m.htmlBody ?? '') > runtime.quotas.mailBodyBytes)
      throw new ServiceError('Limit Exceeded: Email Body Size.');
    take(runtime.store, this.quota, 'email', runtime.quotas.mailRecipientsPerDay, all.length, clock);
    runtime.store.set({
      mails: runtime.store.state.mails.add({
        id: `m${runtime.store.nextSerial()}`,
        at: clock,
        from: effective,
        to,
        cc,
        bcc,
        replyTo: m.replyTo ?? '',
        name: m.name ?? '',
        subject: m.subject ?? '',
        body: m.body ?? '',
        htmlBody: m.htmlBody ?? '',
        noReply: m.noReply ?? false,
        attachments: (m.attachments ?? [])
          .filter((a) => a instanceof Blob)
          .map((a) => ({ name: a.getName() ?? '', type: a.getContentType() ?? '', size: a._size })),
      }),
    });
    return undefined;
  }

  private message(args: unknown[]): MailOptions {
    const [first, second, third, fourth] = args;
    if (args.length === 1 && typeof first === 'object' && first !== null) return first as MailOptions;
    if (typeof first !== 'string' || args.length < 3) throw badSignature('MailApp.sendEmail', args);
    if (typeof fourth === 'string') return { to: first, replyTo: String(second), subject: String(third), body: fourth };
    return { ...(fourth as MailOptions | undefined), to: first, subject: String(second), body: String(third) };
  }

  /** Recipients left of the running day. */
  getRemainingDailyQuota(): number {
    const { runtime, clock } = this._x;
    return Math.max(0, runtime.quotas.mailRecipientsPerDay - usedOf(runtime.store, this.quota, clock));
  }
}
