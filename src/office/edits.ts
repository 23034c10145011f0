/**
 * What people did to a workbook's sheets: all bells of it in one commit, then look again (design: The commit). Two reads.
 */
import { keyOf, notice, openDraft, type Draft } from '../engine/draft';
import { bellsOf, silence, type Bell } from './bells';
import { factsOf, readFirst, type First } from './book';
import { again, commit } from './commit';
import { askImport } from './import-state';
import { MACHINE_TITLES, PROP, SHEET, type BookMap } from './layout';
import { mendForms } from './mend-forms';
import type { Area, Ports } from './ports';
import { rebuildOrdered } from './rebuild';
import { restored } from './restored';
import { HOME_COLS } from './home';
import { tickHome } from './home-act';
import type { Also, LiveRows } from './write';
import { settleHeaders, stopped } from './headers';
import { noteRevert } from './todo';
import { cellsOf, judgeRows, type Touched } from './rows';

/** Commits of one workbook start at least this far apart, so that typing is gathered (ms). */
export const APART = 4000;
const BUDGET = 270_000;

/** Drains a workbook's bells under the lock, looks again after releasing. `busy` when somebody else holds it. */
export function drainBells(ports: Ports, book: BookMap, waitMs: number): 'done' | 'busy' {
  const end = ports.now() + BUDGET;
  let home = false;
  for (let round = 0; round < 40 && ports.now() < end; round++) {
    const bells = bellsOf(ports, book.id);
    if (bells.length === 0) {
      if (home) mendForms(ports);
      return 'done';
    }
    home ||= bells.some((b) => b.sheet === SHEET.home);
    const answer = ports.locked(waitMs, () => {
      spread(ports, book);
      const all = bellsOf(ports, book.id);
      if (all.length === 0) return 'done' as const;
      return editCycle(ports, book, all);
    });
    if (answer === 'busy') return 'busy';
    rebuildOrdered(ports, [book]);
    if (answer === 'held') return 'done';
  }
  return 'done';
}

/** Waits until the last commit is APART ago: what people type meanwhile comes along. */
export function spread(ports: Ports, book: BookMap): void {
  const mark = ports.props.get(`mark:${book.key}`);
  const at = mark ? Number((JSON.parse(mark) as { at: number }).at) : 0;
  const wait = at + APART - ports.now();
  if (wait > 0) ports.sleep(Math.min(wait, APART));
}

export function editCycle(ports: Ports, book: BookMap, bells: Bell[]): 'done' | 'held' {
  const answer = again(() => judge(ports, book, bells), 'held');
  if (answer !== 'held') silence(ports, bells);
  return answer;
}

/** Registers by live sheet id. */
export const bySheet = (book: BookMap): Record<number, string> =>
  Object.fromEntries(Object.entries(book.registers).map(([k, p]) => [p.live, k]));

/** Sheets nobody but the engine writes: `_meta` to `_intake`, and the mirrors. */
const isMachine = (book: BookMap, sheet: number): boolean =>
  Object.keys(MACHINE_TITLES).some((key) => SHEET[key as keyof typeof MACHINE_TITLES] === sheet) ||
  Object.values(book.registers).some((place) => place.mirror === sheet);

function judge(ports: Ports, book: BookMap, bells: Bell[]): 'done' | 'held' {
  const registers = bySheet(book);
  const mine = bells.filter((b) => registers[b.sheet]);
  const home = bells.filter((b) => b.sheet === SHEET.home);
  const machine = bells.filter((b) => isMachine(book, b.sheet));
  const pasted = bells.filter((b) => b.sheet === SHEET.import);
  if (pasted.length > 0) askImport(ports, book, pasted);
  if (mine.length === 0 && home.length === 0 && machine.length === 0) return 'done';
  const areas: Area[] = mine.map((b) => ({ sheet: b.sheet, row: b.r0 - 1, rows: Math.min(b.r1 - b.r0 + 1, 2000) }));
  if (home.length > 0) areas.push({ sheet: SHEET.home, row: 0, rows: 70, col: 0, cols: HOME_COLS });
  const keys = [...new Set(mine.map((b) => registers[b.sheet]!))];
  const first = readFirst(ports, book, {
    registers: home.length > 0 ? Object.keys(book.registers) : keys,
    extra: areas,
  });
  const held = restored(ports, first, home);
  if (held) return held === 'held' ? 'held' : 'done';
  const draft = openDraft(factsOf(first, ports.now(), `b:${bells.map((b) => b.key.slice(-8)).join(',')}`));
  if (machine.length > 0)
    notice(draft, {
      key: 'machine',
      at: ports.now(),
      words: { code: 'notice.machine-sheet', params: { who: machine[0]!.who ?? '' } },
      action: { kind: 'dismiss' },
    });
  const live: LiveRows = new Map();
  const also: Omit<Also, 'chainKey' | 'webUrl'> = { live, checks: [], writes: [] };

  settleHeaders(
    ports,
    first,
    draft,
    mine
      .filter((b) => b.r0 <= (first.columns[registers[b.sheet]!]?.headerRow ?? 0) + 1)
      .map((b) => registers[b.sheet]!),
  );
  const touched: Touched[] = [];
  mine.forEach((b, i) => {
    const register = registers[b.sheet]!;
    const columns = first.columns[register];
    const block = first.extra[i]!;
    if (!columns || columns.at.$number === undefined) {
      stopped(draft, register, ports.now());
      return;
    }
    for (let k = 0; k <= b.r1 - b.r0; k++) {
      const row = b.r0 + k;
      if (row - 1 <= columns.headerRow) continue;
      const raw = block.cells[k] ?? [];
      const last = touched.find((t) => t.register === register && t.row === row);
      const part = { by: b.who, from: b.c0 - 1, to: b.c1 - 1, at: b.at };
      if (last) {
        last.parts!.push(part);
        last.by = b.who ?? last.by;
        last.at = b.at;
        continue;
      }
      const rows = b.r1 - b.r0 + 1;
      touched.push({ register, row, raw, by: b.who, at: b.at, rows, cells: cellsOf(columns.at, raw), parts: [part] });
    }
  });
  judgeRows(ports, first, draft, touched, also);
  missed(
    ports,
    first,
    draft,
    touched,
    mine.map((b) => ({ ...b, register: registers[b.sheet]! })),
  );
  if (home.length > 0) tickHome(ports, first, draft, first.extra[areas.length - 1]!.cells, home[0]!.who, also);
  noteRevert(ports, draft);
  commit(ports, first, draft, also);
  return 'done';
}

/**
 * A bell whose rows show nothing: somebody sorted between the edit and this look, so the edit stands in another row. The register
 * is looked at whole by the next tick, in the name of who rang (I3). A row judged after the bell was left answers it.
 */
function missed(
  ports: Ports,
  first: First,
  draft: Draft,
  touched: Touched[],
  bells: (Bell & { register: string })[],
): void {
  for (const bell of bells) {
    const rows = touched.filter((t) => t.register === bell.register && t.row >= bell.r0 && t.row <= bell.r1);
    if (rows.length === 0 || first.meta.registers[bell.register]?.frozen) continue;
    const answered = rows.some((t) => {
      const id = String(t.cells.$number ?? '');
      const rec = first.records[keyOf(bell.register, id)];
      return !id || !rec || draft.records.has(keyOf(bell.register, id)) || rec.updated.at >= bell.at;
    });
    if (!answered) ports.props.set(`${PROP.look}${first.book.key}:${bell.register}`, bell.who ?? '');
  }
}
