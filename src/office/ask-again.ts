/**
 * Running approvals whose deciders changed without anybody touching the case: somebody is away from today, a role has a new holder.
 * Looked for when `_ref` brought new people, and each night; whoever was not asked yet is mailed.
 */
import { askAgain } from '../engine/approve';
import { keyOf, openDraft } from '../engine/draft';
import { bookMap, factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import { PROP, type BookMap } from './layout';
import { mirrorPiece, PIECE } from './mirror';
import type { Ports } from './ports';
import { restored } from './restored';
import { lowerNext } from './write';

/** Every workbook whose snapshot brought other deciders; the property is taken away when they were asked. */
export function askAgainWhereDue(ports: Ports, props: Record<string, string>): void {
  for (const key of Object.keys(props).filter((k) => k.startsWith(PROP.again))) {
    const book = bookMap(ports, key.slice(PROP.again.length));
    const answer = deciding(ports, 20_000, () => {
      askAgainIn(ports, book);
      return true;
    });
    if (answer === true) ports.props.remove(key);
  }
}

/** Under the lock. One read of the models, one a piece of each register that has approvals; at most one commit. */
export function askAgainIn(ports: Ports, book: BookMap): void {
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  if (restored(ports, first, [])) return;
  const draft = openDraft(factsOf(first, ports.now(), `again:${first.ref.version}:${first.meta.commit.n}`));
  for (const register of Object.values(first.registers)) {
    if (register.approvals.length === 0) continue;
    const rows = first.meta.counters[register.key]?.rows ?? 0;
    for (let from = 1; from <= rows; from += PIECE)
      for (const rec of mirrorPiece(ports, book, register.key, from, rows)) {
        if (!rec.approval) continue;
        draft.facts.records[keyOf(register.key, rec.id)] = rec;
        askAgain(draft, register, rec.id);
      }
  }
  if (draft.effects.length > 0) lowerNext(ports, book.key, ports.now());
  commit(ports, first, draft, {});
}
