/**
 * Digests: everything of one kind that is a reader's, in one mail at a time of the week (R018, R138; automation rules 11 and 23).
 * Pure: which are due, whose records they list, and in which order.
 */
import type { Digest, Lang, Register } from '../model/types';
import { dateAt, daysBetween } from './civil';
import { evaluate } from './condition';
import { conditionFacts } from './condition-facts';
import { setting, type Draft } from './draft';
import { readSlots, slotFrom, slotUpTo } from './mail-times';
import { holders, personOf, readers, sameMail } from './people';
import { calledOf, pick, showContext } from './project';
import { stateOf } from './record-clocks';
import { formatShown } from './shown';
import { mailTo } from './tell';
import type { MailPayload, Rec, Ref } from './types';
import { showCell } from './values';
import { render } from './words';

/** What a mail lists at most; the page has the rest. */
const LISTED = 25;

/**
 * Where a digest stands: `day` = the day to be told now, null when it is not its time; `begins` = nothing was told yet, the days are
 * counted from this one; `next` = epoch ms of the next time it may be.
 */
export function digestTime(
  digest: Pick<Digest, 'every' | 'at'>,
  last: string | undefined,
  now: number,
  ref: Ref,
): { day: string | null; begins: string | null; next: number } {
  const slots = readSlots(String(ref.settings[digest.at] ?? ''));
  if (slots.length === 0) return { day: null, begins: null, next: Infinity };
  const { at: next } = slotFrom(slots, now + 1, ref);
  const seen = slotUpTo(slots, now, ref);
  if (!seen) return { day: null, begins: null, next };
  if (last === undefined) return { day: null, begins: seen.day, next };
  const days = Math.max(1, setting(ref, digest.every, 7));
  return { day: daysBetween(last, seen.day) >= days ? seen.day : null, begins: null, next };
}

/** Is this one of the records a digest lists? */
export function listed(draft: Draft, register: Register, digest: Digest, rec: Rec): boolean {
  if (rec.deleted) return false;
  const kind = stateOf(register, rec.state)?.kind ?? 'active';
  if (digest.while.length > 0 ? !digest.while.includes(rec.state) : ['done', 'closed', 'void'].includes(kind))
    return false;
  if (digest.if === undefined) return true;
  const answer = evaluate(digest.if, conditionFacts(draft, register, rec));
  return 'value' in answer && answer.value === true;
}

/** Important first, then by date: in the order of the digest's fields; blanks last. */
export function inOrder(draft: Draft, register: Register, digest: Digest, recs: Rec[]): Rec[] {
  const keys = digest.sort.map((key) => register.fields.find((field) => field.key === key)!);
  const place = (rec: Rec): (string | number)[] =>
    keys.map((field) => {
      const value = rec.values[field.key] ?? null;
      if (value === null) return '\uffff';
      const list = field.list ? draft.facts.ref.lists[field.list] : undefined;
      return list ? String(list.findIndex((entry) => entry.key === value)).padStart(4, '0') : String(value);
    });
  const sorted = recs.map((rec) => ({ rec, at: place(rec).join('\u0001') }));
  return sorted.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ rec }) => rec);
}

/** What is said of one record beside its name: state, the fields shown, and whether it is past its end or was long not updated. */
export interface Line {
  state: string;
  facts: string[];
  late: boolean;
  stale: boolean;
  flags: string[];
}
export function lineOf(draft: Draft, register: Register, digest: Digest, rec: Rec, lang: Lang): Line {
  const { ref, now } = draft.facts;
  const today = dateAt(now, ref.zone);
  const date = (key: string | undefined): string | null => {
    const value = key === undefined ? null : rec.values[key];
    return typeof value === 'string' ? value.slice(0, 10) : null;
  };
  const days = setting(ref, digest.every, 7);
  const due = date(digest.due);
  const since = date(digest.updated) ?? dateAt(rec.created.at, ref.zone);
  const late = due !== null && due < today;
  const stale = digest.updated !== undefined && daysBetween(since, today) > days;
  const ctx = showContext(ref, now, lang, rec.names);
  return {
    state: pick(stateOf(register, rec.state)?.label, lang),
    facts: digest.shows.flatMap((key) => {
      const field = register.fields.find((one) => one.key === key)!;
      const shown = rec.values[key] == null ? '' : formatShown(showCell(field, rec.values[key], ctx));
      return shown ? [`${pick(field.label, lang)} ${shown}`] : [];
    }),
    late,
    stale,
    flags: [
      ...(late ? [render({ code: 'digest.late', params: { n: daysBetween(due, today) } }, lang)] : []),
      ...(stale ? [render({ code: 'digest.stale', params: { n: daysBetween(since, today) } }, lang)] : []),
    ],
  };
}

/** A register's records for its digest. */
export interface Lot {
  register: Register;
  digest: Digest;
  recs: Rec[];
}

/** Queues one mail a reader for all lots together; `day` makes its key, so that a week has one. How many were queued. */
export function queueDigest(draft: Draft, lots: Lot[], day: string): number {
  const { ref } = draft.facts;
  const mine = new Map<string, { lot: Lot; rec: Rec }[]>();
  for (const lot of lots) {
    const { register, digest } = lot;
    const recs = lot.recs.filter((rec) => listed(draft, register, digest, rec));
    for (const rec of inOrder(draft, register, digest, recs))
      for (const reader of readersOf(draft, register, digest, rec))
        mine.set(reader, [...(mine.get(reader) ?? []), { lot, rec }]);
  }
  for (const [email, all] of mine) {
    const lang = personOf(ref, email)?.language ?? ref.language;
    const said = all.map(({ lot, rec }) => ({ lot, rec, line: lineOf(draft, lot.register, lot.digest, rec, lang) }));
    const { lot, rec } = said[0]!;
    const items = said.slice(0, LISTED).map(({ lot: { register }, rec: one, line }): Item => ({
      register: register.key,
      id: one.id,
      title: `${one.id} ${calledOf(draft, register, one, lang)}`,
      text: [[line.state, ...line.flags].join(' · '), line.facts.join(' · ')].filter(Boolean).join('\n'),
    }));
    mailTo(
      draft,
      rec,
      lot.digest.mail,
      { email },
      {
        by: null,
        cause: `r:digest:${day}`,
        items,
        params: {
          subject: 'answer',
          count: said.length,
          late: said.filter(({ line }) => line.late).length || null,
          stale: said.filter(({ line }) => line.stale).length || null,
          more: said.length > LISTED ? said.length - LISTED : null,
        },
      },
    );
  }
  return mine.size;
}

type Item = NonNullable<MailPayload['items']>[number];

/** Whose it is; of somebody who is not there any more, or of nobody, who answers for the register. */
function readersOf(draft: Draft, register: Register, digest: Digest, rec: Rec): string[] {
  const { ref } = draft.facts;
  const there = readers(draft, register, rec, digest.to)
    .map(({ email }) => email)
    .filter((email) => personOf(ref, email)?.active !== false);
  const found = there.length > 0 ? there : holders(ref, register.accountable, rec);
  return found.filter((email, i) => found.findIndex((one) => sameMail(one, email)) === i).map((e) => e.toLowerCase());
}
