/**
 * The nightly look into the company's directory, where the office wants it (number `people.directory` = 1): 首頁 of the setup workbook
 * offers to add who is missing and names who is gone. Nothing is changed until somebody ticks, and nobody is removed.
 */
import { addListed, compareDirectory, type Difference } from '../engine/directory';
import { fingerprint } from '../engine/digest';
import { dropNotice, keyOf, notice, openDraft, setting, type Draft } from '../engine/draft';
import type { Rec } from '../engine/types';
import { bookMap, factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { PROP } from './layout';
import { mirrorPiece, PIECE } from './mirror';
import type { Ports } from './ports';
import { restored } from './restored';

const PEOPLE = 'people';
/** People added in one commit; the next night offers the rest. */
const BATCH = 200;
/** Names on one line of 首頁. */
const NAMED = 10;

function difference(ports: Ports, first: First): Difference | null {
  const listed = ports.directory();
  if (!listed) return null;
  return compareDirectory(peopleOf(ports, first), listed, ports.runsAs());
}

function peopleOf(ports: Ports, first: First): Rec[] {
  const rows = first.meta.counters[PEOPLE]?.rows ?? 0;
  const out: Rec[] = [];
  for (let from = 1; from <= rows; from += PIECE) out.push(...mirrorPiece(ports, first.book, PEOPLE, from, rows));
  return out;
}

/** Says what differs, once for each difference: a line somebody ticked away stays away until the directory changes again. */
export function lookIntoDirectory(ports: Ports): void {
  const book = bookMap(ports, 'setup');
  deciding(ports, 20_000, () => {
    const first = readFirst(ports, book, { registers: [PEOPLE] });
    if (restored(ports, first, []) || setting(first.ref, 'people.directory', 0) !== 1) return;
    const found = difference(ports, first);
    const told = found
      ? fingerprint(JSON.stringify([found.add.map((p) => p.email), found.gone.map((r) => r.id)]))
      : 'off';
    if (ports.props.get(PROP.directory) === told) return;
    const draft = openDraft(factsOf(first, ports.now(), `directory:${told}`));
    for (const key of ['directory', 'directory-gone']) dropNotice(draft, key);
    tell(draft, found);
    commit(ports, first, draft, {});
    ports.props.set(PROP.directory, told);
  });
}

function tell(draft: Draft, found: Difference | null): void {
  const at = draft.facts.now;
  if (!found) {
    notice(draft, { key: 'directory', at, words: { code: 'directory.off' }, action: { kind: 'dismiss' } });
    return;
  }
  if (found.add.length > 0)
    notice(draft, {
      key: 'directory',
      at,
      words: { code: 'directory.add', params: { n: found.add.length } },
      action: { kind: 'directory-add' },
      action2: { kind: 'dismiss' },
    });
  const names = found.gone.map((r) => String(r.values.display ?? r.values.name ?? r.id));
  if (names.length > 0)
    notice(draft, {
      key: 'directory-gone',
      at,
      words: {
        code: 'directory.gone',
        params: {
          list: names.slice(0, NAMED).join('、'),
          ...(names.length > NAMED ? { more: names.length - NAMED } : {}),
        },
      },
      action: { kind: 'dismiss' },
    });
}

/** The tick: the directory is read again, so what was added meanwhile is not added twice. In the commit of whoever ticked. */
export function addFromDirectory(ports: Ports, first: First, draft: Draft, by: string): void {
  const found = difference(ports, first);
  if (!found) {
    tell(draft, null);
    return;
  }
  for (const rec of peopleOf(ports, first)) draft.facts.records[keyOf(PEOPLE, rec.id)] ??= rec;
  const n = addListed(draft, found.add.slice(0, BATCH), by);
  notice(draft, {
    key: 'directory-added',
    at: draft.facts.now,
    words: { code: 'directory.added', params: { n } },
    action: { kind: 'dismiss' },
  });
}
