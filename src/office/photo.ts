/**
 * A photo added to a record on its page (register sheet 12): the file goes into the record's folder, its link into the record's own field.
 * The file carries its cause, so that one photo sent twice is one file; a record that refuses it afterwards leaves a file nobody links to.
 */
import { sha256 } from '../engine/digest';
import { may, personOf, sameMail } from '../engine/people';
import { photoOf } from '../engine/photo';
import { pick } from '../engine/project';
import { stateOf } from '../engine/record-clocks';
import { render } from '../engine/words';
import type { Rec, Ref, Words } from '../engine/types';
import type { Field, Lang, Register } from '../model/types';
import { fillIn, type PageAnswer } from './act-page';
import { readFirst, readMore } from './book';
import { recordFolder } from './documents';
import type { Ports } from './ports';
import { bookWith } from './views';

/** Photos of one field. */
const MOST = 20;

/** The first field of a register that takes one more file; the system's own are nobody's to fill. */
export function photoField(register: Register, rec: Rec): Field | undefined {
  return register.fields.find((f) => {
    const kept = rec.values[f.key];
    if (f.system || f.noColumn || rec.held[f.key]) return false;
    return f.type === 'files' ? !Array.isArray(kept) || kept.length < MOST : f.type === 'file' && kept == null;
  });
}

/** Whose case it is and who works on it, while it is open: not everybody who may look. */
export function mayAttach(ref: Ref, register: Register, rec: Rec, me: string): boolean {
  const kind = stateOf(register, rec.state)?.kind;
  if (kind === 'closed' || kind === 'void') return false;
  const own = [rec.values.requester, rec.values.holder, rec.values.user, rec.created.by];
  return (
    own.some((one) => sameMail(one as string | null, me)) ||
    may(
      ref,
      rec,
      [register.accountable, ...register.actions.flatMap((a) => a.who)].filter((w) => w !== 'everyone'),
      me,
    )
  );
}

/** @param base64 the file's bytes as the page sends them */
export function addPhoto(ports: Ports, at: { register: string; id: string }, base64: string): PageAnswer {
  const me = ports.caller();
  const book = bookWith(ports, at.register);
  let lang: Lang = 'zh-TW';
  const no = (words: Words): PageAnswer => ({ ok: false, words: render(words, lang) });
  const params = { id: at.id, account: me || '—' };
  if (!me || !book) return no({ code: me ? 'page.not-found' : 'page.no-account', params });
  const first = readFirst(ports, book, { registers: [at.register], ids: [at] });
  readMore(ports, first, [at]);
  const { ref } = first;
  const person = personOf(ref, me);
  lang = person?.language ?? ref.language;
  if (!person) return no({ code: 'page.wrong-account', params });
  const register = first.registers[at.register]!;
  const seen = first.records[`${at.register}/${at.id}`];
  if (!seen || seen.deleted) return no({ code: 'page.not-found', params });
  /** Asked before the file is kept, and again when the lock is held. */
  const into = (rec: Rec): Field | Words =>
    mayAttach(ref, register, rec, me)
      ? (photoField(register, rec) ?? { code: 'photo.no-room', params })
      : { code: 'page.not-yours', params };
  const field = into(seen);
  if ('code' in field) return no(field);
  const photo = photoOf(base64);
  if (!photo.ok) return no(photo.words);
  const cause = sha256(`${at.register}/${at.id}:${base64}`).slice(0, 24);
  const folder = recordFolder(ports, book, ref.office, [pick(register.name, ref.language), at.id]);
  const name = `${at.id} ${pick(field.label, ref.language)} ${cause.slice(0, 4)}.${photo.end}`;
  const { id } = ports.documents.keep({ cause, name, book: book.key }, photo.mime, base64, folder);
  ports.documents.share(id, [me], 'reader');
  const answer = fillIn(ports, at, id, (_first, rec) => {
    // Sent once more, it is there already.
    const there = register.fields.find((f) => [rec.values[f.key]].flat().includes(id));
    const taking = there ?? into(rec);
    if ('code' in taking) return taking;
    const kept = [rec.values[taking.key] ?? []].flat();
    return { key: taking.key, text: [...new Set([...kept, id])].join(' ') };
  });
  return answer.ok ? { ok: true, words: render({ code: 'photo.kept', params }, lang) } : answer;
}
