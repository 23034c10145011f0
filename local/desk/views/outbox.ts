// What the outboxes of the office know about a mail: which text it is, which record and clock asked for it, when it was planned.

import { word } from '../people.ts';
import type { Visit } from '../visit.ts';
import type { Mail } from '../../runtime/store/state.ts';
import type { MailPayload } from '../../../src/engine/types';

export interface Entry {
  register: string;
  id: string;
  to: string;
  /** Key of the mail text. */
  text: string;
  /** Planned, epoch ms. */
  at: number;
  bundle: boolean;
  tries: number;
  /** '' = waiting, a lease, or done with its outcome. */
  lease: string;
  clock?: string;
  moment?: 'warn' | 'late';
}

/** Every mail of every outbox, sent or not. */
export function entriesOf(v: Visit): Entry[] {
  return Object.keys(v.office.books).flatMap((book) =>
    quietly(() => v.office.outbox(book))
      .filter((row) => row.kind === 'mail')
      .map((row) => {
        const body = (row.payload ?? {}) as { register?: string; id?: string; payload?: Partial<MailPayload> };
        const { to = '', text = row.kind, bundle = false, wanted } = body.payload ?? {};
        return {
          register: body.register ?? '',
          id: body.id ?? '',
          to,
          text,
          at: row.notBefore,
          bundle,
          tries: row.tries,
          lease: String(row.lease ?? ''),
          ...wanted,
        };
      }),
  );
}

/** A workbook made a moment ago may have no outbox or journal yet. */
function quietly<T>(fn: () => T[]): T[] {
  try {
    return fn();
  } catch {
    return [];
  }
}

const SOON = 15 * 60_000;

/** Outbox entries that this mail carried, found by reader, number and the journal's word of when they were sent. */
export function reasonsOf(v: Visit, mail: Mail): Entry[] {
  const sent = Object.keys(v.office.books)
    .flatMap((book) => quietly(() => v.office.journal(book)))
    .filter((row) => row.action === 'sent' && row.at >= mail.at && row.at <= mail.at + SOON);
  const words = `${mail.subject}\n${mail.body}`;
  const found = entriesOf(v).filter((entry) => {
    if (!mail.to.includes(entry.to) || !words.includes(entry.id) || entry.at > mail.at) return false;
    return sent.some(
      (row) => row.id === entry.id && (row.payload?.['after'] as { mail?: string } | undefined)?.mail === entry.text,
    );
  });
  // Two mails of one case in one run: the words tell which is which.
  const worded = found.filter((entry) => saysAs(v, entry.text, mail.body));
  return worded.length ? worded : found;
}

/** Whether a body holds every fixed piece of a text's first line, in one of its languages. */
function saysAs(v: Visit, key: string, body: string): boolean {
  const answer = v.office.model.mails[key]?.answer ?? {};
  return Object.values(answer).some((line) =>
    line.split(/\{\{[^}]*\}\}/).every((piece) => body.includes(piece.trim())),
  );
}

/** A mail's first line before it is written: the number stands, what only the moment of sending knows is dots. */
export function firstLine(v: Visit, entry: Entry): string {
  return word(v.office.model.mails[entry.text]?.answer, v.lang, entry.text)
    .replace(/\{\{[#^](\w+)\}\}.*?\{\{\/\1\}\}/g, '')
    .replace(/\{\{number\}\}/g, entry.id)
    .replace(/(\s*\{\{[^}]*\}\})+/g, ' …');
}

/** Record, clock and manner: 「關於 TKT-2026-00001 · 首次回應 預警 · 立即寄」. */
export function ruleWords(v: Visit, entry: Entry): string {
  const clock = v.office.model.registers[entry.register]?.clocks.find((c) => c.key === entry.clock);
  const moment = entry.moment ? v.t(entry.moment === 'warn' ? 'clockWarn' : 'clockLate') : '';
  const parts = [
    entry.id ? v.t('mailAbout', { id: entry.id }) : '',
    clock ? `${word(clock.label, v.lang, clock.key)} ${moment}` : moment,
    v.t(entry.bundle ? 'mailBundled' : 'mailAtOnce'),
  ];
  return parts.filter(Boolean).join(' · ');
}
