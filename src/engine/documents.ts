/**
 * Documents as effects: made when a record enters the state the template names, a living one frozen at its action. The key comes from the
 * record, the document and the moment, so that one cause is one file, however often it is tried.
 */
import type { Action, Register } from '../model/types';
import { setting, type Draft } from './draft';
import { graceMinutes } from './mail-times';
import type { DocumentPayload, Rec } from './types';

/** Queues what the state just entered asks for. */
export function makeDocuments(draft: Draft, register: Register, rec: Rec): void {
  for (const spec of register.documents ?? [])
    if (spec.at === rec.state) queue(draft, rec, spec.key, 'make', rec.at[rec.state] ?? draft.facts.now);
}

/** Queues the end of writing in what this action closes. */
export function freezeDocuments(draft: Draft, register: Register, rec: Rec, action: Action): void {
  for (const spec of register.documents ?? [])
    if (spec.as === 'living' && spec.until === action.key) queue(draft, rec, spec.key, 'freeze', draft.facts.now);
}

function queue(draft: Draft, rec: Rec, document: string, what: DocumentPayload['do'], at: number): void {
  const key = `${rec.register}/${rec.id}:${what}:${document}:${at}`;
  if (draft.effects.some((e) => e.key === key)) return;
  const { ref } = draft.facts;
  const minutes = Math.max(graceMinutes(ref), setting(ref, 'undo.minutes', 10));
  const payload: DocumentPayload = { document, do: what, rank: 1 };
  draft.effects.push({
    key,
    kind: 'document',
    // What its doer can still take back is not printed yet.
    notBefore: draft.facts.now + minutes * 60_000,
    register: rec.register,
    id: rec.id,
    rev: rec.rev,
    payload,
  });
}
