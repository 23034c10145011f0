/**
 * A deleted machine sheet that follows from others, made and filled in one commit: `_ref` and `_model` from the setup workbook,
 * `_clocks` and `_intake` from the mirrors. The others hold what is written nowhere else: the file's version history brings them back.
 */
import { openDraft } from '../engine/draft';
import { SETUP } from '../model/derived';
import { factsOf, readMeta, type First } from './book';
import { commit, deciding } from './commit';
import { dress } from './dress';
import { columnsOf, dropdownWrites } from './dropdowns';
import { offices, refRows } from './effective';
import { META_ROWS, MIRROR_COLUMNS, PROP, SHEET, type BookMap } from './layout';
import { readMark } from './mark';
import { compact } from './nightly';
import type { Ports, Put, Write } from './ports';
import { bookVersion, modelWrites, registersOf } from './model-parts';
import { refOf } from './publish';
import { restored } from './restored';
import { inForce, readSetup } from './setup-state';
import { machineSpecs } from './specs';
import { lowerNext, num, text } from './write';
import { recOf } from './mirror';

/** False when somebody else was working: nothing was changed. */
export function remake(ports: Ports, book: BookMap, sheet: number, by: string | null): boolean {
  const answer = deciding(ports, 20_000, () => {
    if (ports.structures.sheetIds(book.id).some((s) => s.sheet === sheet)) return true;
    const places = Object.entries(book.registers).map(([key, place]) => ({ key, place }));
    const spec = machineSpecs(places, book.key === SETUP).find((s) => s.sheet === sheet);
    const first = bare(ports, book);
    const draft = openDraft(factsOf(first, ports.now(), `remake:${sheet}:${first.meta.commit.n}`));
    const filled = spec ? contents(ports, first, draft.meta, sheet) : null;
    if (!spec || !filled) return false;
    draft.journal.push({
      register: '',
      id: '',
      rev: 0,
      action: 'sheet-back',
      actor: by,
      before: {},
      after: { sheet: spec.title },
    });
    commit(ports, first, draft, { writes: [{ do: 'sheet', sheet, spec, owner: ports.runsAs() }, ...filled] });
    return true;
  });
  if (answer !== true) return false;
  // Lists may have other columns of `_ref` now: dropdowns follow.
  if (sheet === SHEET.ref) dress(ports, book, Object.keys(book.registers));
  if (sheet === SHEET.clocks) deciding(ports, 20_000, () => compact(ports, book));
  ports.props.remove(PROP.broken + book.key);
  lowerNext(ports, book.key, ports.now());
  return true;
}

/** What a commit needs when `_ref` or `_model` cannot be read: `_meta` alone. */
function bare(ports: Ports, book: BookMap): First {
  const meta = readMeta(
    ports.books.read(book.id, [{ sheet: SHEET.meta, row: 0, rows: META_ROWS, col: 0, cols: 2 }])[0]!,
  );
  return {
    book,
    meta,
    mark: readMark(ports, book.key),
    ref: offices([], meta),
    shared: { roles: {}, mails: {}, surveys: {}, settings: {}, version: meta.versions.model },
    registers: {},
    columns: {},
    titles: {},
    records: {},
    gone: [],
    extra: [],
  };
}

function contents(ports: Ports, first: First, meta: First['meta'], sheet: number): Write[] | null {
  const { book } = first;
  if (sheet === SHEET.ref || sheet === SHEET.model) {
    const state = readSetup(ports);
    if (!state?.pack || restored(ports, state.first, [])) return null;
    const effective = inForce(state);
    if (sheet === SHEET.model) {
      const mine = registersOf(effective.model, book.key);
      meta.versions.model = bookVersion(effective.model, mine);
      return modelWrites(book, effective.model, mine, meta.versions.model);
    }
    const made = refOf(book.key, state, effective, meta.office.language, meta.office.zone);
    const ref = { ...made, columns: columnsOf(made, null) };
    meta.versions.ref = ref.version;
    return [{ do: 'cells', sheet, row: 0, col: 0, rows: refRows(ref) }, ...dropdownWrites(ref)];
  }
  if (sheet === SHEET.clocks) {
    meta.sizes.clocks = [1, 1];
    return [];
  }
  if (sheet !== SHEET.intake) return null;
  const rows = ledger(ports, first);
  meta.sizes.intake = rows.length;
  return rows.length > 0 ? [{ do: 'cells', sheet, row: 1, col: 0, rows }] : [];
}

/** The intake ledger from the records' own sources: an answer taken in once is never taken in again. */
function ledger(ports: Ports, first: First): Put[][] {
  const out: Put[][] = [];
  for (const [key, place] of Object.entries(first.book.registers)) {
    const rows = first.meta.counters[key]?.rows ?? 0;
    if (rows === 0) continue;
    const area = { sheet: place.mirror, row: 1, rows, col: 0, cols: MIRROR_COLUMNS };
    for (const c of ports.books.read(first.book.id, [area])[0]!.cells) {
      const rec = c[0] ? recOf(c) : null;
      const [, form, response] = /^r:([^:]+):(.+)$/.exec(rec?.source.ref ?? '') ?? [];
      if (!rec || !form || !response) continue;
      out.push([
        num(out.length + 1),
        text(form),
        text(response),
        text(''),
        text(`${key}/${rec.id}`),
        num(rec.created.at),
      ]);
    }
  }
  return out;
}
