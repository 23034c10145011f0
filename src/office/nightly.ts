/**
 * Once a night: registers read whole, unseen edits judged, finished outbox and clock rows cleared away, the month's figures and,
 * on its first days, the month's report (design: Time; R098). Work is cut by time; the next night, or tick, goes on.
 */
import { addDays, dateAt } from '../engine/civil';
import { countAll } from '../engine/counts';
import { createRecord } from '../engine/create';
import { openDraft, setting, step, touch, look } from '../engine/draft';
import { holders } from '../engine/people';
import { figures, type Figure } from '../engine/metrics';
import { mailTo } from '../engine/tell';
import { moments } from '../engine/record-clocks';
import type { NoticeAction, Rec } from '../engine/types';
import { archiveBook, binOver } from './archive';
import { askAgainIn } from './ask-again';
import { allBooks, closure, factsOf, readFirst, type First } from './book';
import { commit, deciding } from './commit';
import { guarded } from './gone';
import { tellHealth } from './health';
import { CLOCK_COLUMNS, OUTBOX_COLUMNS, PROP, SHEET, type BookMap } from './layout';
import { dressAll } from './dress';
import { readMark } from './mark';
import type { Block, Ports, Write } from './ports';
import { importByNight } from './import';
import { proveJournal } from './proof';
import { lookIntoDirectory } from './directory';
import { restored } from './restored';
import { shareOut } from './shares';
import { sweep, wholeAreas } from './sweep';
import { announceUpgrade } from './upgrade';
import { outRows } from './effects';
import { recount } from './recount';
import { lowerNext, num, text, DAYS_AHEAD } from './write';
import { wholeMirror } from './mirror';

const BUDGET = 240_000;

export function nightly(ports: Ports): void {
  const end = ports.now() + BUDGET;
  // What this run does not come to, the tick takes once it is surely over.
  for (const book of allBooks(ports))
    if (book.key !== 'intake' && book.key !== 'setup')
      ports.props.set(PROP.archiving + book.key, String(end + 150_000));
  ports.props.set(`${PROP.alive}nightly`, String(ports.now()));
  tellHealth(ports);
  for (const book of allBooks(ports))
    if (book.key !== 'intake') guarded(ports, book.key, () => inBook(ports, book, end));
  guarded(ports, 'setup', () => shareOut(ports, ports.props.all(), true, end));
  guarded(ports, 'setup', () => lookIntoDirectory(ports));
  guarded(ports, 'setup', () => announceUpgrade(ports));
}

/** A workbook's part of the night, as far as there is time. */
function inBook(ports: Ports, book: BookMap, end: number): void {
  for (const some of together(ports, book)) {
    if (ports.now() > end) return;
    lookThrough(ports, book, some);
  }
  if (ports.now() > end) return;
  deciding(ports, 20_000, () => dressed(ports, book));
  deciding(ports, 20_000, () => recount(ports, book));
  deciding(ports, 20_000, () => compact(ports, book));
  deciding(ports, 20_000, () => monthFigures(ports, book));
  deciding(ports, 20_000, () => askAgainIn(ports, book));
  deciding(ports, 20_000, () => proveJournal(ports, book));
  archiveBook(ports, book, end);
  importByNight(ports, book, end);
}

/** Records of registers that are read in one call; a register that has more is read alone. */
const ROWS_TOGETHER = 1000;

/** A workbook's registers in the lots they are looked at in. */
function together(ports: Ports, book: BookMap): string[][] {
  const { counters } = readMark(ports, book.key);
  const out: string[][] = [];
  let room = 0;
  for (const key of Object.keys(book.registers)) {
    const rows = counters[key]?.rows ?? 0;
    if (out.length === 0 || rows > room) {
      out.push([]);
      room = ROWS_TOGETHER;
    }
    room -= rows;
    out[out.length - 1]!.push(key);
  }
  return out;
}

/** Registers looked at whole in one read, and in a new one after each commit: what was read before it is no more. */
function lookThrough(ports: Ports, book: BookMap, keys: string[]): void {
  const left = [...keys];
  let backIn = '';
  deciding(ports, 20_000, () => {
    while (left.length > 0) {
      const rows = readMark(ports, book.key).counters;
      const first = readFirst(ports, book, {
        registers: left,
        extra: left.flatMap((key) => wholeAreas(book.registers[key]!, rows[key]?.rows ?? 0)),
      });
      if (restored(ports, first, [])) return;
      for (const [i, key] of [...left].entries()) {
        const known = (rows[key]?.rows ?? 0) === (first.meta.counters[key]?.rows ?? 0);
        const blocks = known ? first.extra.slice(2 * i, 2 * i + 2) : undefined;
        const answer = lookWhole(ports, first, key, blocks, key === backIn);
        if (answer === 'columns') backIn = key;
        else left.shift();
        if (answer !== 'quiet') break;
      }
    }
  });
}

/** Unseen edits, deleted and copied rows, moved hints: judged like any edit, by nobody known (I3). */
function lookWhole(
  ports: Ports,
  first: First,
  key: string,
  blocks: Block[] | undefined,
  again: boolean,
): 'quiet' | 'changed' | 'columns' {
  if ((first.meta.counters[key]?.rows ?? 0) === 0 && !first.columns[key]) return 'quiet';
  if (first.meta.registers[key]?.frozen) return 'quiet';
  const draft = openDraft(factsOf(first, ports.now(), `n:${key}:${dateAt(ports.now(), first.ref.zone)}`));
  const also = { live: new Map(), checks: [], writes: [] as Write[] };
  const columns = first.columns[key];
  if (columns && columns.missing.length > 0 && columns.at.$number !== undefined && !again) {
    // Columns come back in a commit of their own: what follows reads the sheet as it then is.
    sweep(ports, first, draft, first.registers[key]!, { by: null, also, how: 'columns', blocks });
    commit(ports, first, draft, also);
    return 'columns';
  }
  sweep(ports, first, draft, first.registers[key]!, { by: null, also, how: 'look', limit: 200, blocks });
  return commit(ports, first, draft, also) ? 'changed' : 'quiet';
}

/** What pastes wiped from the registers' columns, given back: the sheets of a workbook are looked at together. */
function dressed(ports: Ports, book: BookMap): void {
  const keys = Object.keys(book.registers);
  const first = readFirst(ports, book, { registers: keys });
  if (restored(ports, first, [])) return;
  const draft = openDraft(factsOf(first, ports.now(), `dress:${dateAt(ports.now(), first.ref.zone)}`));
  const writes = dressAll(
    ports,
    first,
    keys.filter((key) => !first.meta.registers[key]?.frozen),
  );
  commit(ports, first, draft, { writes });
}

/** `_clocks` anew from the open records' own rows, `_outbox` rid of what is done. */
export function compact(ports: Ports, book: BookMap): void {
  const first = readFirst(ports, book, {
    registers: Object.keys(book.registers),
    extra: [
      { sheet: SHEET.clocks, row: 1, col: 0, cols: CLOCK_COLUMNS },
      { sheet: SHEET.outbox, row: 1, col: 0, cols: OUTBOX_COLUMNS },
    ],
  });
  if (restored(ports, first, [])) return;
  const draft = openDraft(factsOf(first, ports.now(), `compact:${dateAt(ports.now(), first.ref.zone)}`));
  const writes: Write[] = [];
  const now = ports.now();
  const days = setting(first.ref, 'bin.days', 90);
  const undo = setting(first.ref, 'import.undo_days', 7);
  // What can only be taken back may be so for as long as an import; a batch whose mails wait stays until somebody says so.
  const lasts: Partial<Record<NoticeAction['kind'], number>> = { 'restore-row': days, 'undo-batch': undo };
  draft.meta.notices = draft.meta.notices.filter((n) => {
    const last = n.action && lasts[n.action.kind];
    return last === undefined || !binOver(n.at, now, last, first.ref.zone);
  });
  // Finished rows go; places are never given twice, so that an old row put back is no order (S18).
  const [head] = first.meta.sizes.outbox;
  if (outRows(first.extra[1]!.cells, 1).some((r) => r.seq < head))
    writes.push({ do: 'clear', sheet: SHEET.outbox, row: 1, rows: head - 1, cols: OUTBOX_COLUMNS });
  // Clock rows: one read of each register's mirror tells what is still awaited.
  const kept: [number, string, string, number, string, string][] = [];
  for (const key of Object.keys(book.registers)) {
    const register = first.registers[key]!;
    const waits = register.clocks.length > 0 || (register.alerts ?? []).length > 0;
    if (!waits && !register.actions.some((a) => a.byItself)) continue;
    const count = first.meta.counters[key]?.rows ?? 0;
    if (count === 0) continue;
    const recs = wholeMirror(ports, book, key, count);
    if (register.clocks.length > 0) draft.meta.counts = { ...draft.meta.counts, [key]: countAll(register, recs) };
    for (const rec of recs) {
      for (const m of moments(register, rec, first.ref)) {
        if (m.due - now > DAYS_AHEAD * 86_400_000) continue;
        const related = register.fields
          .filter((f) => f.type === 'link' && f.to && typeof rec.values[f.key] === 'string')
          .map((f) => `${f.to}/${rec.values[f.key] as string}`);
        kept.push([m.due, key, rec.id, rec.rev, m.clock, [m.moment, ...related].join('|')]);
      }
    }
  }
  const there = first.extra[0]!.cells;
  const old = there.length;
  const known = new Set(there.map((c) => c.slice(0, CLOCK_COLUMNS).join('\u0001')));
  const missing = kept.some((k) => !known.has(k.join('\u0001')));
  if (kept.length < old || missing) {
    if (kept.length > 0)
      writes.push({
        do: 'cells',
        sheet: SHEET.clocks,
        row: 1,
        col: 0,
        rows: kept.map((k) => [num(k[0]), text(k[1]), text(k[2]), num(k[3]), text(k[4]), text(k[5])]),
      });
    if (old > kept.length)
      writes.push({
        do: 'clear',
        sheet: SHEET.clocks,
        row: 1 + kept.length,
        rows: old - kept.length,
        cols: CLOCK_COLUMNS,
      });
    draft.meta.sizes.clocks = [1, 1 + kept.length];
  }
  commit(ports, first, draft, { writes });
  if (missing) lowerNext(ports, book.key, Math.min(...kept.map((k) => k[0])));
}

/** This month's and last month's figures as rows of 月報數字; on the first night of a month the report to those who lead. */
function monthFigures(ports: Ports, book: BookMap): void {
  const target = Object.keys(book.registers).find((k) => /(^|_)month_figures$/.test(k));
  if (!target) return;
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  if (restored(ports, first, [])) return;
  const today = dateAt(ports.now(), first.ref.zone);
  const months = [...new Set([today.slice(0, 7), addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)])];
  const all: Figure[] = [];
  const readWhole = (key: string): Rec[] => wholeMirror(ports, book, key, first.meta.counters[key]?.rows ?? 0);
  const measured = Object.values(first.registers)
    .filter((r) => r.metrics.length > 0)
    .map((r) => r.key);
  const linked = closure(book, measured).filter((k) => !measured.includes(k) && k !== target);
  for (const key of linked)
    for (const rec of first.registers[key] ? readWhole(key) : []) first.records[`${key}/${rec.id}`] = rec;
  const draft = openDraft(factsOf(first, ports.now(), `figures:${today}`));
  for (const [key, register] of Object.entries(first.registers)) {
    if (register.metrics.length === 0) continue;
    const recs = readWhole(key);
    for (const rec of recs) draft.facts.records[`${key}/${rec.id}`] ??= rec;
    for (const month of months) all.push(...figures(draft, register, recs, month));
  }
  const register = first.registers[target]!;
  const known = readWhole(target);
  for (const rec of known) draft.facts.records[`${target}/${rec.id}`] = rec;
  for (const f of all) {
    const values = {
      month: f.month,
      register: f.register,
      figure: f.label,
      grouped: f.by,
      slice: f.group,
      value: f.value,
      counted: f.counted,
      target: f.target,
      on_target: f.met,
    };
    const mine = known.find(
      (r) =>
        r.values.month === f.month &&
        r.values.register === f.register &&
        r.values.figure === f.label &&
        r.values.grouped === f.by &&
        r.values.slice === f.group,
    );
    if (!mine) {
      createRecord(draft, register, values, {
        source: { kind: 'rule', ref: 'nightly' },
        by: null,
        quiet: true,
        state: register.states[0]!.key,
      });
      continue;
    }
    if (mine.values.value === f.value && mine.values.counted === f.counted) continue;
    const rec = touch(draft, target, mine.id);
    step(draft, rec, { action: 'figure', actor: null }, () => Object.assign(rec.values, values));
    rec.updated = { at: ports.now(), by: null };
  }
  // Once a month and workbook, remembered outside the workbook: five nights may catch up, none repeats.
  const told = `report:${book.key}`;
  const due = months[1] !== undefined && ports.props.get(told) !== months[1];
  const sent = due && report(draft, first.registers, all, months, today);
  commit(ports, first, draft, {});
  if (sent) ports.props.set(told, months[1]!);
}

/** R098: by device, model, tier, department, time and cost; to the leader and the head, once a month. */
function report(
  draft: ReturnType<typeof openDraft>,
  registers: Record<string, { key: string; accountable: string; metrics: unknown[] }>,
  all: Figure[],
  months: string[],
  today: string,
): boolean {
  const last = months[1];
  let any = false;
  if (!last || Number(today.slice(8)) > 5) return false;
  for (const register of Object.values(registers)) {
    const mine = all.filter((f) => f.register === register.key && f.month === last);
    const text_ = draft.facts.shared.mails.repair_report;
    if (mine.length === 0 || !text_ || register.key !== 'tickets') continue;
    const anchor = Object.values(draft.facts.records)
      .filter((r) => r.register === register.key)
      .pop();
    if (!anchor || !look(draft, register.key, anchor.id)) continue;
    const total = mine.find((f) => f.kind === 'count' && f.by === '');
    const lines = reportLines(mine);
    const readers = [
      ...new Set([...holders(draft.facts.ref, 'leader'), ...holders(draft.facts.ref, `${register.accountable}_head`)]),
    ];
    any = readers.length > 0;
    for (const email of readers)
      mailTo(
        draft,
        anchor,
        'repair_report',
        { email },
        {
          by: null,
          cause: `r:report:${last}`,
          params: { month: last, count: total?.value ?? 0, lines, subject: 'answer' },
        },
      );
  }
  return any;
}

export function reportLines(mine: Figure[]): string {
  const out: string[] = [];
  for (const label of [...new Set(mine.map((f) => f.label))]) {
    const whole = mine.find((f) => f.label === label && f.by === '');
    out.push(`${label}：${whole ? whole.shown : '—'}${whole?.target ? `（${whole.target}）` : ''}`);
    for (const by of [...new Set(mine.filter((f) => f.label === label && f.by !== '').map((f) => f.by))]) {
      const groups = mine
        .filter((f) => f.label === label && f.by === by && f.group !== '')
        .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
        .slice(0, 8);
      if (groups.length > 0) out.push(`\u3000${by}：${groups.map((g) => `${g.group} ${g.shown}`).join('、')}`);
    }
  }
  return out.join('\n');
}
