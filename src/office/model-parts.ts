/** The compiled model as a workbook keeps it in `_model`: what all registers share, then a row a register; each with its own digest. */
import { canonicalJson, sha256 } from '../engine/digest';
import { knownChildren } from '../model/count-names';
import { reaches } from '../model/procedures';
import type { Shared } from '../engine/draft';
import type { Model, Register } from '../model/types';
import { chunked } from './effective';
import { SHEET, type BookMap } from './layout';
import type { Write } from './ports';

/** The version of what one workbook obeys: equal where nothing of it changed, whatever moved elsewhere. */
export function bookVersion(model: Model, registers: Register[]): string {
  return sha256(canonicalJson([bare(model), registers])).slice(0, 16);
}

const bare = (model: Model): Omit<Shared, 'version'> => ({
  roles: model.roles,
  mails: model.mails,
  surveys: model.surveys,
  settings: model.settings,
  chains: model.chains,
});

export function modelWrites(book: BookMap, model: Model, registers: Register[], version: string): Write[] {
  return [
    { do: 'cells', sheet: SHEET.model, row: 0, col: 0, rows: [chunked('*', version, { ...bare(model), version })] },
    ...registers.map((r): Write => ({
      do: 'cells',
      sheet: SHEET.model,
      row: book.registers[r.key]!.model,
      col: 0,
      rows: [chunked(r.key, sha256(canonicalJson(r)).slice(0, 12), r)],
    })),
  ];
}

/** Registers of one workbook in the order of their tabs: what has a form first, ledgers people keep next, figures last. */
export function registersOf(model: Model, book: string): Register[] {
  const tabs = model.workbooks[book]?.tabs ?? [];
  const place = (r: Register): number => {
    if (tabs.includes(r.key)) return tabs.indexOf(r.key) - tabs.length;
    return r.form ? 0 : r.fields.every((f) => f.system) ? 2 : 1;
  };
  return Object.values(model.registers)
    .filter((r) => r.workbook === book)
    .sort((a, b) => place(a) - place(b));
}

/** Registers of the same workbook that a record's decision may read or change. */
function needsOf(register: Register, all: Register[]): string[] {
  const keys = [
    ...register.fields.flatMap((f) => (f.to ? [f.to] : [])),
    ...register.rules.flatMap((r) => (r.opens ? [r.opens] : [])),
    ...knownChildren(register).map((link) => link.split('.')[0]!),
    ...register.actions.flatMap((a) => reaches(a.run)),
  ];
  return [...new Set(keys)].filter((k) => k !== register.key && all.some((r) => r.key === k));
}

/** The book map for these registers: places once given stay, also of registers that were off meanwhile. */
export function placed(known: BookMap, registers: Register[]): BookMap {
  const before = { ...(known.off ?? {}), ...known.registers };
  const taken = Object.values(before);
  let next = taken.reduce((most, place) => Math.max(most, place.live - SHEET.LIVE + 1), 0);
  const out: BookMap = { key: known.key, id: known.id, registers: {} };
  for (const r of registers) {
    const place = before[r.key] ?? { live: SHEET.LIVE + next, mirror: SHEET.MIRROR + next, model: next + 1, needs: [] };
    if (!before[r.key]) next += 1;
    out.registers[r.key] = { ...place, needs: needsOf(r, registers) };
  }
  const off = Object.entries(before).filter(([key]) => !out.registers[key]);
  if (off.length > 0) out.off = Object.fromEntries(off);
  return out;
}
