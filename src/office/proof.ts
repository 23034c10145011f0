/**
 * The journal's proof (I8): every row of `_journal` is recomputed from the last proven one on, under the office account's key. A
 * row changed, dropped, swapped or added by hand breaks the chain and is named on 首頁; nothing is repaired silently.
 */
import { actorHash, chainDigest, payloadDigest, sameDigest } from '../engine/digest';
import { notice, openDraft } from '../engine/draft';
import type { Cell } from '../engine/types';
import { factsOf, readFirst } from './book';
import { commit } from './commit';
import { chainKey } from './keys';
import { JOURNAL_COLUMNS, PROP, SHEET, type BookMap } from './layout';
import type { Ports } from './ports';
import { restored } from './restored';

/** Rows proven in one night: work is cut, the next night goes on. */
const ROWS = 4000;

interface Proven {
  n: number;
  head: string;
}

/** Number of the first row that does not follow from the one before, or null. `from` = what is proven already. */
export function firstBroken(key: string, from: Proven, rows: Cell[][]): { broken: number | null; proven: Proven } {
  let { n, head } = from;
  for (const row of rows) {
    const at = n + 1;
    if (Number(row[0]) !== at) return { broken: at, proven: { n, head } };
    const [register = '', id = '', rev = '0', ...action] = String(row[4] ?? '').split('|');
    const salt = String(row[7] ?? '');
    let payload: unknown;
    try {
      payload = JSON.parse(String(row[6] ?? 'null'));
    } catch {
      return { broken: at, proven: { n, head } };
    }
    const digest = chainDigest(key, head, {
      n: at,
      at: Number(row[1]),
      commit: String(row[2] ?? ''),
      register,
      id,
      rev: Number(rev),
      action: action.join('|'),
      actorHash: actorHash(salt, row[5] ? String(row[5]) : null),
      payloadDigest: payloadDigest(salt, payload),
    });
    if (!sameDigest(digest, String(row[3] ?? ''))) return { broken: at, proven: { n, head } };
    n = at;
    head = digest;
  }
  return { broken: null, proven: { n, head } };
}

/** Proves a workbook's journal from where the last night stopped; a restored workbook is proven anew from its beginning. */
export function proveJournal(ports: Ports, book: BookMap): void {
  const known = JSON.parse(ports.props.get(PROP.proven + book.key) ?? '{"n":0,"head":""}') as Proven;
  const first = readFirst(ports, book, {
    registers: [],
    extra: [{ sheet: SHEET.journal, row: known.n + 1, rows: ROWS, col: 0, cols: JOURNAL_COLUMNS }],
  });
  if (restored(ports, first, [])) return;
  if (first.meta.sizes.journal < known.n) {
    ports.props.set(PROP.proven + book.key, JSON.stringify({ n: 0, head: '' }));
    return;
  }
  const rows = first.extra[0]!.cells;
  const { broken, proven } = firstBroken(chainKey(ports), known, rows);
  const short = broken === null && rows.length < ROWS && proven.n < first.meta.sizes.journal ? proven.n + 1 : null;
  const bad = broken ?? short;
  if (bad === null) {
    if (proven.n !== known.n) ports.props.set(PROP.proven + book.key, JSON.stringify(proven));
    return;
  }
  ports.log('journal-broken', { book: book.key, row: bad });
  if (first.meta.notices.some((n) => n.key === 'journal')) return;
  const draft = openDraft(factsOf(first, ports.now(), `proof:${bad}`));
  notice(draft, { key: 'journal', at: ports.now(), words: { code: 'notice.journal', params: { n: bad } } });
  commit(ports, first, draft, {});
}
