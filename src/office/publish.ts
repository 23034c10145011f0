/**
 * Every workbook brought to what counts: missing sheets, `_model` and `_ref`, new columns, forms. Each step is asked for before it is
 * done, so a run that dies anywhere is finished by the next tick, and a second run changes nothing (design: plan and apply).
 */
import { canonicalJson, sha256 } from '../engine/digest';
import { openDraft } from '../engine/draft';
import type { HeaderMemory } from '../engine/meta';
import type { Ref } from '../engine/types';
import { SETUP } from '../model/derived';
import type { Effective } from '../model/office/effective';
import { REGION } from '../model/regions';
import type { Lang, Model, Register } from '../model/types';
import { accept } from './accept';
import { askAgainWhereDue } from './ask-again';
import { allBooks, bookMap, factsOf, readFirst } from './book';
import { commit, deciding } from './commit';
import { dress } from './dress';
import { guarded } from './gone';
import { noteLeaving } from './handover';
import { showWrites } from './home';
import { installForms } from './install-forms';
import { PROP, type BookMap } from './layout';
import { readMark } from './mark';
import { giveNames } from './names';
import { bookVersion, modelWrites, placed, registersOf } from './model-parts';
import type { Ports, SheetSpec, Write } from './ports';
import { buildRef, publishRef } from './ref';
import { restored } from './restored';
import { asStaged, inForce, LIVE, readSetup, type SetupState } from './setup-state';
import { machineSpecs, registerSpec } from './specs';
import { sweep } from './sweep';

/** Publishes when the setup workbook moved since the last time. One property read when nothing did. */
export function publish(ports: Ports, done: string[] = [], named = false): void {
  const mark = readMark(ports, SETUP);
  if (mark.n === 0 || Number(ports.props.get(PROP.published) ?? -1) === mark.n) return;
  if (accept(ports, { how: 'live', tabs: LIVE }) === 'busy') return;
  const state = readSetup(ports);
  if (!state?.pack || restored(ports, state.first, [])) return;
  noteLeaving(ports, state.recs.people ?? []);
  if (!named && giveNames(ports, state.first.ref, state.recs.people ?? [])) {
    publish(ports, done, true);
    return;
  }
  const effective = inForce(state);
  const { model } = effective;
  const before = readMark(ports, SETUP).n;
  let all = true;
  for (const { key } of allBooks(ports)) {
    if (key === 'intake') continue;
    // A workbook that lacks a sheet keeps what it has; the others go on.
    const one = (): boolean =>
      bringModel(ports, key, model, done) &&
      publishRef(ports, key, (language, zone) => refOf(key, state, effective, language, zone));
    all = (guarded(ports, key, one) ?? false) && all;
  }
  askAgainWhereDue(ports, ports.props.all());
  if (all) all = followForms(ports, effective, done);
  // Our own commits in the setup workbook are no news; anything beyond them is somebody's edit and waits for the next tick.
  const after = readMark(ports, SETUP).n;
  if (all && state.first.meta.commit.n === before && onlyOurs(ports, before, after))
    ports.props.set(PROP.published, String(after));
}

/** Commits of the setup workbook between two numbers were all made by publishing. */
function onlyOurs(ports: Ports, from: number, to: number): boolean {
  const mark = readMark(ports, SETUP);
  return mark.tail.filter((t) => t.n > from && t.n <= to).every((t) => OURS.some((word) => t.what.includes(word)));
}
const OURS = [' model', ' ref', ' columns-back', ' relabel', ' forms'];

// ---- sheets, `_model`, columns -----------------------------------------------------------------------

/** True when the workbook obeys the model. */
export function bringModel(ports: Ports, key: string, model: Model, done: string[]): boolean {
  const registers = registersOf(model, key);
  const known = bookMap(ports, key);
  const book = placed(known, registers);
  const moved = canonicalJson(book) !== canonicalJson(known);
  const answer = deciding(ports, 20_000, () => {
    const first = readFirst(ports, known, { registers: Object.keys(known.registers) });
    if (restored(ports, first, [])) return false;
    const version = bookVersion(model, registers);
    const stale = first.meta.versions.model !== version;
    const text = ports.props.get(PROP.columns + key);
    let owed = JSON.parse(text ?? '{}') as Fresh;
    if (!stale && !moved && text === null) return true;
    if (moved) makeSheets(ports, book, registers, first.ref, known, done);
    if (stale) {
      const draft = openDraft(factsOf(first, ports.now(), `model:${version}`));
      draft.meta.versions.model = version;
      ports.props.remove(PROP.digest + key);
      for (const r of registers) {
        draft.meta.registers[r.key] ??= { headerRow: 0, known: {}, order: [], frozen: null };
        keepNames(draft.meta.registers[r.key]!, first.registers[r.key], r, first.ref.language);
      }
      // Noted before the commit: once it stands, nothing in the workbook tells any more what is new.
      owed = freshFields(first.registers, registers, owed);
      ports.props.set(PROP.columns + key, JSON.stringify(owed));
      draft.journal.push({
        register: '',
        id: '',
        rev: 0,
        action: 'model',
        actor: ports.runsAs(),
        before: { version: first.meta.versions.model },
        after: { version },
      });
      commit(ports, first, draft, {
        writes: [...modelWrites(book, model, registers, version), ...showWrites(first.ref.language, registers)],
      });
      done.push(`~ ${key}: ${version.slice(0, 8)}`);
    }
    if (moved) ports.props.set(PROP.book + key, JSON.stringify(book));
    bringColumns(ports, book, registers, owed);
    if (stale || text !== null) dress(ports, book, Object.keys(book.registers), first.registers);
    ports.props.remove(PROP.columns + key);
    return true;
  });
  return answer === true;
}

/** Fields by register whose columns are still to be looked after. */
type Fresh = Record<string, string[]>;

/** Fields that registers which were there before now get a column for, beside those owed already. */
function freshFields(were: Record<string, Register>, registers: Register[], owed: Fresh): Fresh {
  const out: Fresh = {};
  for (const register of registers) {
    const was = were[register.key];
    const shown = register.fields.filter((f) => !f.noColumn).map((f) => f.key);
    const fresh = shown.filter(
      (key) =>
        owed[register.key]?.includes(key) || (was && !was.fields.some((old) => old.key === key && !old.noColumn)),
    );
    if (fresh.length > 0) out[register.key] = fresh;
  }
  return out;
}

/** A field that is called otherwise from now on stands under its old name on the sheet: it is known by it still. */
function keepNames(memory: HeaderMemory, was: Register | undefined, register: Register, language: Lang): void {
  for (const field of was?.fields ?? []) {
    const text = field.label[language];
    const now = register.fields.find((f) => f.key === field.key)?.label[language];
    if (text && now && text !== now) memory.known[field.key] = [...new Set([...(memory.known[field.key] ?? []), text])];
  }
}

function makeSheets(
  ports: Ports,
  book: BookMap,
  registers: Register[],
  ref: Ref,
  known: BookMap,
  done: string[],
): void {
  const places = registers.map((r) => ({ key: r.key, place: book.registers[r.key]! }));
  const specs: SheetSpec[] = [
    ...registers.map((r) => registerSpec(r, book.registers[r.key]!, ref)),
    ...machineSpecs(places).filter((spec) => places.some(({ place }) => place.mirror === spec.sheet)),
  ];
  const have = ports.structures.sheetIds(book.id).map((s) => s.sheet);
  // A tab that was there and is gone holds records: it is written back from the mirror, never made blank (rebuild).
  const before = Object.values({ ...(known.off ?? {}), ...known.registers });
  const missing = specs.filter(
    (spec) => !have.includes(spec.sheet) && !before.some((p) => p.live === spec.sheet || p.mirror === spec.sheet),
  );
  if (missing.length > 0) {
    ports.structures.shape(book.id, missing, have);
    done.push(
      `+ ${book.key}: ${missing
        .filter((s) => !s.machine)
        .map((s) => s.title)
        .join('、')}`,
    );
  }
  // Tabs of registers that went off are put away, those that came back are shown: their rows were never touched.
  const turn = (map: Record<string, unknown>, other: BookMap): number[] =>
    Object.keys(map).flatMap((key) => (other.registers[key] ? [other.registers[key].live] : []));
  const off = turn(book.off ?? {}, known).filter((sheet) => have.includes(sheet));
  const on = Object.keys(known.off ?? {})
    .filter((key) => book.registers[key] && !registers.find((r) => r.key === key)?.hidden)
    .map((key) => book.registers[key]!.live);
  if (off.length > 0) ports.structures.show(book.id, off, false);
  if (on.length > 0) ports.structures.show(book.id, on, true);
}

/** New fields get their column left of 更新, with what their records hold; a private column of that name becomes the field. */
function bringColumns(ports: Ports, book: BookMap, registers: Register[], owed: Fresh): void {
  for (const register of registers) {
    const fresh = owed[register.key];
    if (!fresh) continue;
    const first = readFirst(ports, book, { registers: [register.key] });
    const columns = first.columns[register.key];
    if (!columns || columns.at.$number === undefined) continue;
    const known = first.meta.registers[register.key]?.known;
    if (fresh.some((key) => !columns.missing.includes(key) && !known?.[key]?.length))
      ports.props.set(`${PROP.look}${book.key}:${register.key}`, '');
    const wanted = columns.missing.filter((key) => fresh.includes(key));
    if (wanted.length === 0) continue;
    const draft = openDraft(factsOf(first, ports.now(), `columns:${register.key}:${wanted.join()}`));
    const also = { live: new Map(), checks: [], writes: [] as Write[] };
    columns.missing = wanted;
    sweep(ports, first, draft, register, { by: null, also, how: 'columns' });
    for (const k of wanted) {
      const memory = draft.meta.registers[register.key]!;
      const text = register.fields.find((f) => f.key === k)?.label[first.ref.language];
      if (text) memory.known[k] = [text, ...(memory.known[k] ?? []).filter((t) => t !== text)].slice(0, 6);
    }
    commit(ports, first, draft, also);
  }
}

// ---- `_ref` ------------------------------------------------------------------------------------------

/** The snapshot of one workbook as the setup workbook's rows in force say. */
export function refOf(key: string, state: SetupState, effective: Effective, language: Lang, zone: string): Ref {
  const { model } = effective;
  const version = state.first.meta.commit.n;
  const ref = buildRef(inForceRecs(state, effective), { settings: model.settings }, version, zone, language);
  // The region that counts is the one applied, whatever the row says meanwhile.
  ref.settings[REGION] = model.region ?? '';
  // The words of the setup tabs themselves are dropdowns there and nowhere else; lists written in 欄位 are everywhere. There, what
  // waits to be applied has its name already: the fields of a new register are written before it counts.
  for (const list of Object.values((key === SETUP ? asStaged(state).model : model).lists))
    if (list.fixed ? key === SETUP : list.key.startsWith('x_')) ref.lists[list.key] = list.entries;
  return ref;
}

/** Records with the values that count: a wrong row as it was last right. */
function inForceRecs(state: SetupState, effective: Effective): SetupState['recs'] {
  return {
    ...state.recs,
    lists: (effective.rows.lists ?? []).flatMap((row) => {
      const rec = state.recs.lists?.find((one) => one.id === row.id);
      return rec ? [{ ...rec, state: row.state, values: { ...rec.values, ...row.values } }] : [];
    }),
  };
}

// ---- forms -------------------------------------------------------------------------------------------

/** Forms of the model; opened only when something they ask or offer changed. */
function followForms(ports: Ports, effective: Effective, done: string[]): boolean {
  const { model } = effective;
  const ref = readFirst(ports, bookMap(ports, firstBook(ports)), { registers: [] }).ref;
  const asked = sha256(
    canonicalJson([
      Object.values(model.registers).map((r) => [
        r.key,
        r.form ?? null,
        r.fields,
        r.actions.map((a) => a.survey ?? ''),
      ]),
      ref.lists,
      ref.departments,
    ]),
  ).slice(0, 16);
  if (ports.props.get(PROP.forms) === asked) return true;
  done.push(...installForms(ports, model, ref));
  ports.props.set(PROP.forms, asked);
  return true;
}

const firstBook = (ports: Ports): string =>
  allBooks(ports).find((book) => book.key !== 'intake' && book.key !== SETUP)?.key ?? SETUP;
