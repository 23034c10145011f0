/**
 * An older version of the workbook was restored: mirror, journal, outbox and counters went back together. Deliveries stop, no
 * number is reused, 首頁 shows what was undone and offers both ways out (register sheet: Mistakes; reliability: failure 37).
 */
import { dropNotice, notice, openDraft } from '../engine/draft';
import type { Bell } from './bells';
import { factsOf, type First } from './book';
import { commit } from './commit';
import { homeLines, HOME_FIRST } from './home';
import { PROP, SHEET, type FormMap } from './layout';
import { raiseCounters } from './mark';
import type { Ports } from './ports';

const DAY = 86_400_000;

/** `null` = all is well, go on. `held` = do nothing else in this workbook. `released` = just accepted, look again. */
export function restored(ports: Ports, first: First, home: Bell[]): null | 'held' | 'released' {
  const { meta, mark } = first;
  if (meta.held) return answer(ports, first, home);
  if (meta.commit.n >= mark.n) return null;
  if (meta.commit.n === mark.good) return null; // the newest version is back
  const draft = openDraft(factsOf(first, ports.now(), `restored:${meta.commit.n}`));
  const undone = mark.tail.filter((t) => t.n > meta.commit.n).map((t) => ({ n: t.n, at: t.at, what: t.what }));
  draft.meta.held = {
    kind: 'restored',
    at: ports.now(),
    to: meta.commit.n,
    from: mark.n,
    toAt: meta.commit.at,
    undone: undone.slice(-20),
  };
  notice(draft, {
    key: 'restored',
    at: ports.now(),
    words: {
      code: 'notice.restored',
      params: {
        at: meta.commit.at,
        n: mark.n - meta.commit.n,
        list: undone
          .slice(-5)
          .map((u) => u.what)
          .join('、'),
      },
    },
    action: { kind: 'newest' },
    action2: { kind: 'keep-restored' },
  });
  commit(ports, first, draft, {});
  ports.log('workbook-restored', { book: first.book.key, to: meta.commit.n, from: mark.n });
  return 'held';
}

/** The tick box 「就用這版」 on 首頁: the gap is journalled, numbers go on above the mark, forms are read again. */
function answer(ports: Ports, first: First, home: Bell[]): 'held' | 'released' {
  if (home.length === 0) return 'held';
  const ticks = ports.books.read(first.book.id, [{ sheet: SHEET.home, row: HOME_FIRST, rows: 60, col: 0, cols: 1 }])[0]!
    .cells;
  const line = homeLines(first.meta.notices).findIndex((l) => l.action?.kind === 'keep-restored');
  const newest = homeLines(first.meta.notices).findIndex((l) => l.action?.kind === 'newest');
  const draft = openDraft(factsOf(first, ports.now(), `held:${ports.now()}`));
  if (newest >= 0 && ticks[newest]?.[0] === true) {
    notice(draft, {
      key: 'newest',
      at: ports.now(),
      words: { code: 'notice.restored.how' },
      action: { kind: 'dismiss' },
    });
    commit(ports, first, draft, {});
    return 'held';
  }
  if (line < 0 || ticks[line]?.[0] !== true) return 'held';
  const held = first.meta.held!;
  raiseCounters(draft.meta, first.mark);
  draft.meta.held = null;
  dropNotice(draft, 'restored');
  dropNotice(draft, 'newest');
  draft.journal.push({
    register: '',
    id: '',
    rev: 0,
    action: 'version-accepted',
    actor: home[0]!.who,
    before: { commit: held.from },
    after: { commit: held.to, undone: held.undone.map((u) => u.what) },
  });
  commit(ports, first, draft, {});
  for (const [key, text] of Object.entries(ports.props.all())) {
    if (!key.startsWith(PROP.form)) continue;
    const form = JSON.parse(text) as FormMap;
    if (form.workbook === first.book.key) ports.props.set(PROP.cursor + form.id, String(held.toAt - DAY));
  }
  return 'released';
}
