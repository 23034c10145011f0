/**
 * The effective model: pack ← region ← what the office wrote in its setup tabs. A wrong row never breaks the office: it is named,
 * and what it said when it was last right stays in force; a row that was never right is left out (configuration: Layers and the merge).
 */
import { checkModel } from '../checks/model';
import { finish } from '../compile';
import { withDerived } from '../derived';
import { makeFault } from '../faults';
import { shippedModules, switchedOn } from '../modules';
import { Reading } from '../reading';
import { REGION, regionFault, regionKey } from '../regions';
import { addTallies } from '../tallies';
import { nearest } from '../near';
import { LANGS, type Fault, type Lang, type List, type Model } from '../types';
import { mergeFields } from './fields';
import { mergeLimits } from './limits';
import { hasOwnWords, OF_ALL_ROWS, mergeChains, mergeChecks, mergeMails, mergeMetrics, mergeTexts } from './others';
import { mergeRegisters } from './registers';
import {
  entriesOf,
  labelOf,
  placeOf,
  readPlace,
  text,
  wordsOf,
  type Merging,
  type SetupRow,
  type SetupRows,
} from './rows';

export interface Effective {
  model: Model;
  /** Errors of rows, each once; `where` is `@register/id/field`. */
  faults: Fault[];
  /** The rows that count: wrong ones as they were when last right, or not at all. */
  rows: SetupRows;
}

const ROUNDS = 12;

/**
 * @param last the rows as they were last in force, for rows that are wrong now; null when nothing was ever applied
 * @param lang the sheet language of the setup workbook
 */
export function effectiveModel(pack: Model, rows: SetupRows, last: SetupRows | null, lang: Lang): Effective {
  let counting = withoutUnseen(rows, last);
  const told = new Map<string, Fault>();
  for (let round = 0; round < ROUNDS; round++) {
    const { model, faults } = mergeOnce(pack, counting, lang);
    if (faults.length === 0) return { model, faults: [...told.values()], rows: counting };
    for (const fault of faults) {
      // A cell hears one thing at a time, and the rest of a chain is not blamed for the row it lost.
      if (!told.has(fault.where) && !(OF_ALL_ROWS.includes(fault.code) && round > 0 && broken(rows, told, fault)))
        told.set(fault.where, fault);
    }
    counting = withoutWrong(counting, rows, last, faults);
  }
  // Rows that are wrong only together with what stands elsewhere: without any of them the pack stands.
  const { model } = mergeOnce(pack, { ...counting, ...nothing(counting) }, lang);
  return { model, faults: [...told.values()], rows: counting };
}

/** Has another row of this fault's matter been told already? */
function broken(rows: SetupRows, told: ReadonlyMap<string, Fault>, fault: Fault): boolean {
  const matterAt = (where: string): string | undefined => {
    const row = (rows.approval_matrix ?? []).find((one) => where.startsWith(`@approval_matrix/${one.id}/`));
    return row && text(row.values.matter);
  };
  const matter = matterAt(fault.where);
  return matter !== undefined && [...told.keys()].some((where) => matterAt(where) === matter);
}

/** Tabs whose rows shape the model; the others (people, roles, calendar) are the reference snapshot's. */
export const SHAPING = [
  'modules',
  'office_registers',
  'office_fields',
  'time_limits',
  'office_checks',
  'approval_matrix',
  'office_metrics',
  'mail_texts',
  'document_texts',
] as const;

const nothing = (rows: SetupRows): SetupRows =>
  Object.fromEntries(
    SHAPING.filter((tab) => tab !== 'modules').map((tab) => [tab, (rows[tab] ?? []).filter(isShipped)]),
  );

const isShipped = (row: SetupRow): boolean => text(row.values.origin) === 'shipped';

/** A mail with words of its own that nobody has seen as a sample counts as it last did. */
function withoutUnseen(rows: SetupRows, last: SetupRows | null): SetupRows {
  const mails = (rows.mail_texts ?? []).flatMap((row) => {
    if (!hasOwnWords(row) || row.values.seen) return [row];
    const before = (last?.mail_texts ?? []).find((one) => one.id === row.id);
    return before ? [before] : [{ ...row, values: { key: row.values.key ?? null } }];
  });
  return { ...rows, mail_texts: mails };
}

/**
 * Puts the last right version in the place of each wrong row; one that is wrong even so, or never was right, goes. A chain of approvals
 * goes back as a whole: half of it as last and half as typed would be one that nobody ever wanted.
 */
function withoutWrong(counting: SetupRows, typed: SetupRows, last: SetupRows | null, faults: Fault[]): SetupRows {
  const wrong = new Set(
    faults.map((fault) => readPlace(fault.where)).map((at) => (at ? `${at.register}/${at.id}` : '')),
  );
  const chain = (row: SetupRow): string => text(row.values.matter);
  const chains = [...(counting.approval_matrix ?? []), ...(typed.approval_matrix ?? [])];
  const spoiled = new Set(chains.filter((row) => wrong.has(`approval_matrix/${row.id}`)).map(chain));
  return Object.fromEntries(
    Object.entries(counting).map(([register, rows]) => [
      register,
      rows.flatMap((row) => {
        const before = last?.[register]?.find((one) => one.id === row.id);
        if (!wrong.has(`${register}/${row.id}`)) {
          if (register !== 'approval_matrix' || !spoiled.has(chain(row))) return [row];
          return before ? [before] : [];
        }
        const asTyped = typed[register]?.find((one) => one.id === row.id);
        const tried = before !== undefined && JSON.stringify(before.values) === JSON.stringify(row.values);
        return before && !tried && JSON.stringify(before.values) !== JSON.stringify(asTyped?.values) ? [before] : [];
      }),
    ]),
  );
}

function mergeOnce(pack: Model, rows: SetupRows, lang: Lang): { model: Model; faults: Fault[] } {
  const on = rows.modules?.length
    ? rows.modules.filter((row) => row.values.enabled === true).map((row) => text(row.values.key))
    : shippedModules(pack);
  const model = JSON.parse(JSON.stringify(switchedOn(pack, on))) as Model;
  const reading = new Reading();
  const merging: Merging = { model, reading, rows, lang, faults: [] };
  checkRegion(merging);
  mergeLists(merging);
  Object.assign(model, withDerived(model));
  mergeRegisters(merging);
  mergeFields(merging);
  mergeLimits(merging);
  mergeChecks(merging);
  mergeMetrics(merging);
  mergeMails(merging);
  mergeTexts(merging);
  Object.assign(model, withDerived(model));
  mergeChains(merging);
  checkModel(reading, model);
  addTallies(reading, model);
  const faults = [...merging.faults, ...reading.faults]
    .filter((fault) => fault.severity === 'error' && readPlace(fault.where) !== null)
    .map((fault) => (NEEDS.includes(fault.code) ? { ...fault, where: fault.where.replace(/[^/]*$/, 'list') } : fault));
  return { model: finish(model), faults };
}

/** Said of a whole field, and mended in its column 清單或登記簿. */
const NEEDS = ['needs-list', 'needs-to'];

/** The region itself is laid over the pack when it is applied; here a name nobody knows is answered. */
function checkRegion({ model, rows, faults, lang }: Merging): void {
  const row = regionRow(rows);
  const name = text(row?.values.value);
  if (row && regionKey(model, name) === undefined)
    faults.push(regionFault(model, placeOf('numbers', row, 'value'), name, lang));
}

export const isRegionRow = (tab: string, row: SetupRow): boolean => tab === 'numbers' && row.values.key === REGION;
const regionRow = (rows: SetupRows | null): SetupRow | undefined =>
  rows?.numbers?.find((row) => isRegionRow('numbers', row));

/** The region the office wants: as its row says, or as it last said when nobody knows what it says now. '' = none. */
export function wantedRegion(pack: Model, rows: SetupRows, last: SetupRows | null): string {
  const said = (from: SetupRows | null): string | undefined =>
    regionKey(pack, text(regionRow(from)?.values.value) || String(pack.settings[REGION]?.value ?? ''));
  return said(rows) ?? said(last) ?? '';
}

/** The rows with the region as it was last in force: choosing another waits to be applied. */
export function regionHeld(rows: SetupRows, last: SetupRows | null): SetupRows {
  const { numbers = [] } = rows;
  const value = regionRow(last)?.values.value ?? null;
  return {
    ...rows,
    numbers: numbers.map((row) => {
      if (!isRegionRow('numbers', row) || (row.values.value ?? null) === value) return row;
      const { value: _, in_force: __, ...rest } = row.values;
      return { ...row, values: value === null ? rest : { ...rest, value, in_force: value } };
    }),
  };
}

function mergeLists(on: Merging): void {
  if (!on.rows.lists?.length) return;
  for (const row of on.rows.lists) {
    const list = text(row.values.list);
    const known = on.model.lists[list];
    if (!known || known.fixed) {
      const open = Object.values(on.model.lists).filter((one) => !one.fixed);
      const near = nearest(list, [...open.map((one) => one.key), ...wordsOf(open, on.lang)]);
      on.faults.push(makeFault('unknown-list', placeOf('lists', row, 'list'), { name: list, near }));
    } else if (!asShipped(known, row))
      on.reading.place(`lists.${list}.${text(row.values.key)}`, placeOf('lists', row, 'zh_tw'));
  }
  for (const list of Object.values(on.model.lists))
    if (!list.fixed) list.entries = entriesOf(on, list.key).sort((a, b) => a.order - b.order);
}

/** An entry as the pack has it is never blamed for a name somebody else took: it would leave the dropdown. */
function asShipped(list: List, row: SetupRow): boolean {
  const entry = list.entries.find((one) => one.key === text(row.values.key));
  if (!entry) return false;
  const label = labelOf(row);
  return (
    LANGS.every((lang) => entry.label[lang] === undefined || entry.label[lang] === label[lang]) &&
    text(row.values.aliases) === entry.aliases.join('、')
  );
}
