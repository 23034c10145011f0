/**
 * What is gone stops only itself: a deleted register tab is read as blank, a workbook whose machine sheet is gone is left and named
 * while the others go on (reliability: failures 16 and 28; suite K).
 */
import { notice, type Draft } from '../engine/draft';
import { PROP, type BookMap } from './layout';
import { allBooks } from './book';
import { Gone, type Area, type Block, type Ports } from './ports';

/**
 * One read in which the tabs of registers may be missing: what lay there comes back blank, and the register's key is added to
 * `gone`. Another sheet that is gone throws.
 */
export function readLive(ports: Ports, book: BookMap, areas: Area[], gone: string[]): Block[] {
  const tabs = Object.keys(book.registers);
  for (;;) {
    const lost = new Set(gone.map((key) => book.registers[key]!.live));
    try {
      const there = areas.filter((a) => !lost.has(a.sheet));
      const blocks = there.length > 0 ? ports.books.read(book.id, there) : [];
      let i = 0;
      return areas.map((a) => (lost.has(a.sheet) ? { cells: [], title: '' } : blocks[i++]!));
    } catch (error) {
      const key = tabs.find((k) => error instanceof Gone && book.registers[k]!.live === error.id);
      if (!key || gone.includes(key)) throw error;
      gone.push(key);
    }
  }
}

/** 首頁's line about a deleted tab, raised by whoever notices it first. */
export function tellTab(draft: Draft, key: string): void {
  const name = draft.facts.registers[key]?.name ?? {};
  const about = `health:tab:${key}`;
  if (draft.meta.notices.some((n) => n.key === about)) return;
  notice(draft, {
    key: about,
    at: draft.facts.now,
    words: { code: 'health.tab.line', params: { register: name } },
    action: { kind: 'rebuild', register: key },
  });
}

/** How long a workbook that cannot be read is left alone (ms). */
const AGAIN = 600_000;

/**
 * Work on one workbook that may not be there, or lack a sheet: what is gone is remembered for health and logged once, without a name
 * or an address, and the caller goes on with the others. Every other failure passes.
 */
export function guarded<T>(ports: Ports, book: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    const whose = allBooks(ports).find((b) => b.id === error.file)?.key ?? book;
    const key = PROP.broken + whose;
    if (!ports.props.get(key)) {
      ports.props.set(key, JSON.stringify({ what: error.what, id: error.id, at: ports.now() }));
      ports.log('gone', { what: error.what, book: whose });
    }
    if (whose === book && book !== 'intake') ports.props.set(PROP.next + book, String(ports.now() + AGAIN));
    return undefined;
  }
}
