/**
 * Mails as effects: who reads, when it may leave, under which key. Keys come from the cause, so what is decided twice (a
 * repeated commit, forms read again after a restore) is one mail (I5).
 */
import type { Register, Tell } from '../model/types';
import { mailText, type Draft } from './draft';
import { deliverAt } from './mail-times';
import { readers, sameMail } from './people';
import type { Effect, MailPayload, Rec } from './types';

export interface Telling {
  /** Who did it: nobody is told of their own act. */
  by: string | null;
  /** Makes the key unique per cause, e.g. `close@1772…`. */
  cause: string;
  params?: Record<string, string | number | null>;
  wanted?: MailPayload['wanted'];
  /** At once, without grace and outside working hours too, whatever the text says. */
  urgent?: boolean;
  /** Tell the doer too (acknowledgements). */
  even?: boolean;
  /** Records it lists: at its own time of the week, so neither grace nor bundle, and last where mails run out. */
  items?: MailPayload['items'];
}

const RANK = { approval: 0, now: 1, reminder: 2, digest: 3 } as const;

/** Queues one mail a reader for each `tells`. Returns the effect keys. */
export function tell(draft: Draft, register: Register, rec: Rec, tells: Tell[], how: Telling): string[] {
  const keys: string[] = [];
  for (const { who, mail } of tells) {
    for (const reader of readers(draft, register, rec, who)) {
      if (!how.even && sameMail(reader.email, how.by)) continue;
      const key = mailTo(draft, rec, mail, reader, how);
      if (key) keys.push(key);
    }
  }
  return keys;
}

/** One mail to one reader, or null when the office switched this text off or the reader may not be mailed directly. */
export function mailTo(
  draft: Draft,
  rec: Rec,
  mail: string,
  reader: { email: string; outsider?: string },
  how: Telling,
): string | null {
  const text = mailText(draft, mail);
  if (!text) return null;
  if (text.reader === 'outsider') return outsider(draft, rec, mail, reader.email);
  if (text.when === 'never') return null;
  // What a form's answer caused keeps its key when forms are read again and the record gets another number (after a restore).
  const about = how.cause.startsWith('r:') ? rec.register : `${rec.register}/${rec.id}`;
  const key = `${about}:${mail}:${how.cause}:${reader.email.toLowerCase()}`;
  if (draft.effects.some((e) => e.key === key)) return key;
  const { at, bundle } = deliverAt(
    how.urgent
      ? { ...text, when: 'at once', emergency: true }
      : how.items
        ? { ...text, when: 'at once', clock: true, together: false }
        : text,
    draft.facts.now,
    draft.facts.ref,
  );
  const rank = how.items
    ? RANK.digest
    : text.button?.to === 'approve'
      ? RANK.approval
      : text.clock
        ? RANK.reminder
        : bundle && !text.together
          ? RANK.digest
          : RANK.now;
  const payload: MailPayload = {
    text: mail,
    to: reader.email,
    bundle,
    rank,
    params: how.params ?? {},
    ...(how.items ? { items: how.items } : {}),
    ...(how.wanted ? { wanted: how.wanted } : {}),
  };
  const effect: Effect = {
    key,
    kind: 'mail',
    notBefore: at,
    register: rec.register,
    id: rec.id,
    rev: rec.rev,
    payload,
  };
  draft.effects.push(effect);
  return key;
}

/** A mail to a vendor is a page with the text and a send button (R096): the record remembers that it waits. */
function outsider(draft: Draft, rec: Rec, mail: string, email: string): null {
  rec.extra[`$order:${mail}`] = { title: email, value: `${draft.facts.now}` };
  return null;
}
