/**
 * Time limits that changed: how many open cases they would move, and to when, is asked on 首頁 before they count; the answer
 * 「未結的也改」 plans the open clocks anew (configuration: 1 hour → 2 for the warehouse).
 */
import { formatMoment } from '../engine/civil';
import { keyOf, notice, openDraft } from '../engine/draft';
import { moments, nearestDue, planOf, replanRecord } from '../engine/record-clocks';
import type { Rec } from '../engine/types';
import type { Model, Register } from '../model/types';
import { SETUP } from '../model/derived';
import { allBooks, factsOf, readFirst, readMore, type First } from './book';
import { commit, deciding } from './commit';
import { CLOCK_COLUMNS, PROP, SHEET, type BookMap } from './layout';
import { readMark } from './mark';
import type { Ports } from './ports';
import { restored } from './restored';
import { asStaged, readSetup } from './setup-state';

const SHOWN = 5;

/** Fills in the question that waits on 首頁: how many open cases, and the due times they would get. */
export function askLimits(ports: Ports): void {
  if (!ports.props.get(PROP.limits)) return;
  const state = readSetup(ports);
  const question = state?.first.meta.notices.find((n) => n.key === 'limits');
  if (!state?.pack || !question || question.words.params?.asked !== undefined) {
    ports.props.remove(PROP.limits);
    return;
  }
  const model = asStaged(state).model;
  const moved = allBooks(ports)
    .filter((book) => book.key !== 'intake' && book.key !== SETUP)
    .flatMap((book) => movedBy(ports, book, model));
  deciding(ports, 20_000, () => {
    const again = readSetup(ports)!;
    if (restored(ports, again.first, [])) return;
    const there = again.first.meta.notices.find((n) => n.key === 'limits');
    if (!there || there.words.params?.list !== question.words.params?.list) return;
    const { language, zone } = again.first.ref;
    const draft = openDraft(factsOf(again.first, ports.now(), `limits:${again.first.meta.commit.n}`));
    const due = moved
      .slice(0, SHOWN)
      .map((m) => `${m.id} ${m.due === null ? '—' : formatMoment(m.due, zone, language, ports.now())}`)
      .join('、');
    notice(draft, {
      ...there,
      words: {
        code: 'setup.limits',
        params: { ...there.words.params, n: moved.length, due: due + (moved.length > SHOWN ? '…' : ''), asked: 1 },
      },
    });
    commit(ports, again.first, draft, {});
    ports.props.remove(PROP.limits);
  });
}

interface Moved {
  id: string;
  due: number | null;
}

/** Open records of a workbook whose clocks this model would move. */
function movedBy(ports: Ports, book: BookMap, model: Model): Moved[] {
  const { first, open } = openRecords(ports, book);
  return open.flatMap((rec) => {
    const register = model.registers[rec.register];
    const trial = JSON.parse(JSON.stringify(rec)) as Rec;
    if (!register || !replanAllowed(register, trial, first, ports.now())) return [];
    const due = nearestDue(register, trial);
    return [{ id: rec.id, due: due === null || due === 'paused' ? null : due.due }];
  });
}

function openRecords(ports: Ports, book: BookMap): { first: First; open: Rec[] } {
  const mark = readMark(ports, book.key);
  const first = readFirst(ports, book, {
    registers: Object.keys(book.registers),
    extra: [{ sheet: SHEET.clocks, row: mark.sizes.clocks[0], col: 0, cols: CLOCK_COLUMNS }],
  });
  const ids = [
    ...new Map(
      first.extra[0]!.cells.filter((c) => c[2] && first.registers[String(c[1])]).map((c) => [
        keyOf(String(c[1]), String(c[2])),
        { register: String(c[1]), id: String(c[2]) },
      ]),
    ).values(),
  ];
  readMore(ports, first, ids);
  const open = ids.flatMap(({ register, id }) => {
    const rec = first.records[keyOf(register, id)];
    return rec && !rec.deleted ? [rec] : [];
  });
  return { first, open };
}

/** Like `replanRecord`, but with the hours as they are now. True when something moved. */
function replanAllowed(register: Register, rec: Rec, first: First, now: number): boolean {
  let fresh = false;
  for (const clock of register.clocks) {
    const state = rec.clocks[clock.key];
    if (!state || state.stopped !== null) continue;
    const plan = planOf(clock, rec, first.ref);
    if (plan.allowed === state.allowed) continue;
    rec.clocks[clock.key] = { ...state, allowed: plan.allowed, rule: plan.rule };
    fresh = true;
  }
  return fresh && (replanRecord(register, rec, first.ref, now), true);
}

/** 「未結的也改」: open clocks get the hours that count now. True when every workbook is done. */
export function replanOpen(ports: Ports): boolean {
  let all = true;
  for (const book of allBooks(ports)) {
    if (book.key === 'intake' || book.key === SETUP) continue;
    const answer = deciding(ports, 20_000, () => {
      const { first, open } = openRecords(ports, book);
      if (restored(ports, first, [])) return true;
      const draft = openDraft(factsOf(first, ports.now(), `replan:limits:${first.meta.commit.n}`));
      for (const seen of open) {
        const register = first.registers[seen.register]!;
        const rec = JSON.parse(JSON.stringify(seen)) as Rec;
        if (!replanAllowed(register, rec, first, ports.now())) continue;
        const key = keyOf(seen.register, seen.id);
        draft.before.set(key, seen);
        draft.records.set(key, { ...rec, rev: seen.rev + 1 });
        draft.journal.push({
          register: seen.register,
          id: seen.id,
          rev: seen.rev + 1,
          action: 'replan',
          actor: null,
          before: {},
          after: { $due: moments(register, rec, first.ref)[0]?.due ?? null },
        });
      }
      commit(ports, first, draft, {});
      return true;
    });
    all = answer === true && all;
  }
  return all;
}
