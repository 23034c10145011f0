/**
 * Plan and apply: installing, upgrading and changing are one mechanism. What is there is kept, what is missing is made, a second
 * apply changes nothing (design: Templates and the office layer). Run by the office account.
 */
import { openDraft } from '../engine/draft';
import { createRecord } from '../engine/create';
import { pick } from '../engine/project';
import type { Meta } from '../engine/meta';
import type { Ref, Value } from '../engine/types';
import { SETUP } from '../model/derived';
import { exportOffice, type ExportedFile } from '../model/export';
import { effectiveModel } from '../model/office/effective';
import { regionFault, regionKey, withRegion } from '../model/regions';
import type { Lang, Model, Register } from '../model/types';
import { accept } from './accept';
import { bookMap, factsOf, readFirst, type First } from './book';
import { commit } from './commit';
import { columnsOf, dropdownWrites } from './dropdowns';
import { refRows } from './effective';
import { homeWrites, showWrites } from './home';
import { frameWrites, importSpec } from './import-frame';
import { judgeSetup } from './judge-setup';
import { makeKeys } from './keys';
import { META_ROW, PROP, SHEET, type BookMap } from './layout';
import { readMark, writeMark } from './mark';
import { bookVersion, modelWrites, placed, registersOf } from './model-parts';
import { planOffice } from './plan';
import type { Ports, SheetSpec, TriggerSpec, Write } from './ports';
import { publish, refOf } from './publish';
import { buildRef } from './ref';
import { inForce, readSetup, type SetupState } from './setup-state';
import { shippedTabs } from './shipped';
import { homeSpec, machineSpecs, registerSpec } from './specs';
import { recOf } from './mirror';

/** Rows by register and field key; keys of lists, e-mails of people, ids or names of links. */
export type Opening = Record<string, Record<string, string | number | boolean | null>[]>;
export interface SetupOptions {
  opening?: Opening;
  language?: Lang;
  /** Key of the region to be in (`taiwan`, `mainland`; '' = none); absent = as the tab 數字 says. */
  region?: string;
  /** Say what would be done, and do nothing. */
  plan?: boolean;
  /** Write the office's own layer as files of the template schema, and do nothing. */
  export?: boolean;
}
export interface SetupAnswer {
  ok: boolean;
  books: Record<string, string>;
  done: string[];
  /** With `export`: files for `offices/<office>/`, read back by the build (configuration: Layers and the merge). */
  files?: ExportedFile[];
}

export const HOME: Record<Lang, string> = { 'zh-TW': '首頁', 'zh-CN': '首页', en: 'Home' };

export function setupOffice(ports: Ports, options: SetupOptions = {}): SetupAnswer {
  // A page's visitor could call this too: only the office account itself, signed in, may (S4).
  if (ports.caller().toLowerCase() !== ports.runsAs().toLowerCase()) throw new Error('wrong-account');
  const owner = ports.props.get(PROP.owner);
  if (owner && owner.toLowerCase() !== ports.runsAs().toLowerCase()) throw new Error('wrong-account');
  const region = regionAsked(JSON.parse(ports.pack()) as Model, options.region);
  if (options.plan) return { ok: true, books: {}, done: planOffice(ports, options.language ?? 'zh-TW', region) };
  if (options.export) {
    const state = readSetup(ports);
    const files = state?.pack ? exportOffice(state.bare ?? state.pack, asWritten(state)) : [];
    return { ok: true, books: {}, done: files.map(({ path }) => path), files };
  }
  if (!owner) ports.props.set(PROP.owner, ports.runsAs());
  makeKeys(ports);
  const installed = install(ports, { ...options, region });
  if (!installed) throw new Error('busy');
  const { books, done } = installed;
  done.push(...ports.structures.ensureTriggers(triggers(books, ports)));
  return { ok: true, books: Object.fromEntries([...books, bookMap(ports, 'intake')].map((b) => [b.key, b.id])), done };
}

/**
 * Everything but keys and triggers, which no trigger may make: the same for a first set-up, an upgrade, and one ticked on 首頁. Null
 * when somebody holds the lock; a second run finishes what a first one left.
 */
export function install(
  ports: Ports,
  options: SetupOptions & { by?: string | null },
): { books: BookMap[]; done: string[] } | null {
  const { opening = {}, by = ports.runsAs(), region } = options;
  const pack = JSON.parse(ports.pack()) as Model;
  const done: string[] = [];
  const state = readSetup(ports);
  const known = state?.pack ?? null;
  const language = options.language ?? state?.first.meta.office.language ?? 'zh-TW';
  const { model } = effectiveModel(withRegion(pack, region ?? ''), {}, null, language);
  for (const key of [SETUP, ...Object.keys(model.workbooks).filter((k) => k !== SETUP)])
    applyBook(ports, model, key, firstRef(model, opening, ports.zone(), language, key), done);
  intakeBook(ports, language, done);
  const accepted = accept(ports, { how: known ? 'upgraded' : 'first', by, pack, region });
  if (accepted === 'busy') return null;
  if (accepted) done.push(known ? '~ pack' : '+ pack');
  for (const key of [SETUP, ...Object.keys(model.workbooks).filter((k) => k !== SETUP)])
    openingRows(ports, model, key, opening, done);
  publish(ports, done);
  judgeSetup(ports);
  // What judging wrote is ours: the next run finds nothing new.
  publish(ports, done);
  return { books: Object.keys(model.workbooks).map((k) => bookMap(ports, k)), done };
}

/** What counts with the numbers as the office has them: these are the snapshot's, not the model's. */
function asWritten(state: SetupState): Model {
  const effective = inForce(state);
  const { language, zone } = state.first.meta.office;
  const { settings } = refOf(SETUP, state, effective, language, zone);
  const { model } = effective;
  const values = Object.entries(model.settings).map(([key, one]) => [
    key,
    { ...one, value: settings[key] ?? one.value },
  ]);
  return { ...model, settings: Object.fromEntries(values) as Model['settings'] };
}

/** @throws Error naming the regions there are, before anything is touched. */
function regionAsked(pack: Model, written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const key = regionKey(pack, written);
  if (key === undefined) throw new Error(`unknown-region: ${regionFault(pack, '', written).words.en}`);
  return key;
}

/** Every trigger the office needs. */
export function triggers(books: BookMap[], ports: Ports): TriggerSpec[] {
  return [
    ...books.map((b): TriggerSpec => ({ handler: 'onEdit_', on: 'edit', book: b.id })),
    { handler: 'onSubmit_', on: 'submit', book: bookMap(ports, 'intake').id },
    { handler: 'tick_', on: 'minutes', every: 10 },
    { handler: 'nightly_', on: 'day', hour: 2 },
    { handler: 'heartbeat_', on: 'hours', every: 6 },
    { handler: 'onCalendar_', on: 'calendar' },
  ];
}

/** Before the setup workbook has records: shipped numbers and lists, people of the opening. */
function firstRef(model: Model, opening: Opening, zone: string, language: Lang, book: string): Ref {
  const rec = (register: string) => (values: Record<string, unknown>) =>
    ({ register, state: 'active', deleted: null, values, extra: {} }) as never;
  const shipped = shippedTabs(model, [], language).find((tab) => tab.register === 'lists')?.rows ?? [];
  const ref = buildRef(
    {
      people: (opening.people ?? []).map(rec('people')),
      departments: (opening.departments ?? []).map(rec('departments')),
      roles: (opening.roles ?? []).map(rec('roles')),
      calendar: (opening.calendar ?? []).map(rec('calendar')),
      numbers: [],
      lists: shipped.map((row) => rec('lists')(row.values)),
    },
    model,
    0,
    zone,
    language,
  );
  if (book === SETUP) for (const list of Object.values(model.lists)) if (list.fixed) ref.lists[list.key] = list.entries;
  return { ...ref, columns: columnsOf(ref, null) };
}

/** One workbook made, also one a new pack brings; of one that is there, sheets that are gone are made again. */
function applyBook(ports: Ports, model: Model, key: string, ref: Ref, done: string[]): void {
  const text = ports.props.get(PROP.book + key);
  if (text) {
    const book = JSON.parse(text) as BookMap;
    const have = ports.structures.sheetIds(book.id).map((s) => s.sheet);
    const wanted = [
      homeSpec(HOME[ref.language]),
      importSpec(ref.language),
      ...machineSpecs(placesOf(book), key === SETUP),
    ];
    const missing = wanted.filter((s) => !have.includes(s.sheet));
    if (missing.length > 0) {
      ports.structures.shape(book.id, missing, have);
      if (missing.some((s) => s.sheet === SHEET.import)) frameImport(ports, book);
      done.push(`+ ${key}: ${missing.map((s) => s.title).join('、')}`);
    }
    return;
  }
  const registers = registersOf(model, key);
  const book = placed({ key, id: '', registers: {} }, registers);
  const specs: SheetSpec[] = [
    homeSpec(HOME[ref.language]),
    ...registers.map((r) => registerSpec(r, book.registers[r.key]!, ref)),
    importSpec(ref.language),
    ...machineSpecs(placesOf(book), key === SETUP),
  ];
  book.id = ports.structures.create(pick(model.workbooks[key]!.name, ref.language), ref.language, ref.zone, specs);
  ports.props.set(PROP.book + key, JSON.stringify(book));
  seed(ports, book, model, registers, ref);
  done.push(`+ ${key}`);
}

/** The tab 匯入 of a workbook that had none: its frame, and the box on 首頁 that shows it. */
function frameImport(ports: Ports, book: BookMap): void {
  const first = readFirst(ports, book, { registers: Object.keys(book.registers) });
  const draft = openDraft(factsOf(first, ports.now(), 'import:frame'));
  const { language } = first.ref;
  commit(ports, first, draft, {
    writes: [
      ...frameWrites(Object.values(first.registers), language),
      ...showWrites(language, Object.values(first.registers)),
    ],
  });
}

const placesOf = (book: BookMap): { key: string; place: BookMap['registers'][string] }[] =>
  Object.entries(book.registers).map(([key, place]) => ({ key, place }));

/** First commit of a new workbook: `_meta`, `_ref`, `_model`, 首頁. */
function seed(ports: Ports, book: BookMap, model: Model, registers: Register[], ref: Ref): void {
  const now = ports.now();
  const version = bookVersion(model, registers);
  const meta: Meta = {
    commit: { n: 1, key: `seed:${book.key}`, digest: '', at: now, views: [1] },
    counters: {},
    versions: { model: version, ref: 0 },
    registers: {},
    sizes: { journal: 0, head: '', outbox: [1, 1], clocks: [1, 1], intake: 0 },
    counts: {},
    digests: {},
    notices: [],
    pending: [],
    held: null,
    office: { workbook: book.key, language: ref.language, zone: ref.zone },
  };
  for (const r of registers) meta.registers[r.key] = { headerRow: 0, known: {}, order: [], frozen: null };
  const rows = (Object.keys(META_ROW) as (keyof typeof META_ROW)[])
    .sort((a, b) => META_ROW[a] - META_ROW[b])
    .map((k) => [
      { kind: 'text' as const, value: k },
      { kind: 'text' as const, value: JSON.stringify(meta[k]) },
    ]);
  ports.books.commit(book.id, {
    fence: 1,
    drop: 0,
    check: [],
    writes: [
      { do: 'cells', sheet: SHEET.meta, row: 0, col: 0, rows },
      { do: 'cells', sheet: SHEET.ref, row: 0, col: 0, rows: refRows(ref) },
      ...dropdownWrites(ref),
      ...modelWrites(book, model, registers, version),
      ...homeTitle(pick(model.workbooks[book.key]?.name, ref.language), ref),
      ...homeWrites(meta, ref),
      ...frameWrites(registers, ref.language),
      ...showWrites(ref.language, registers),
    ],
  });
  writeMark(
    ports,
    book.key,
    readMark(ports, book.key),
    meta,
    Object.fromEntries(registers.map((r) => [r.key, r.number])),
    'setup',
    [],
  );
}

const HOME_HINT: Record<Lang, string> = {
  'zh-TW': '這裡說系統想讓大家知道的事；要做的，打勾就好。',
  'zh-CN': '这里说系统想让大家知道的事；要做的，打勾就好。',
  en: 'What everybody should know; what can be done has a tick box.',
};
export function homeTitle(name: string, ref: Ref): Write[] {
  return [
    {
      do: 'cells',
      sheet: SHEET.home,
      row: 0,
      col: 0,
      rows: [
        [
          { kind: 'text', value: '' },
          { kind: 'text', value: `${ref.office}\u3000${name}` },
        ],
        [
          { kind: 'text', value: '' },
          { kind: 'text', value: HOME_HINT[ref.language] },
        ],
      ],
    },
  ];
}

function intakeBook(ports: Ports, language: Lang, done: string[]): void {
  if (ports.props.get(`${PROP.book}intake`)) return;
  const names: Record<Lang, string> = { 'zh-TW': '表單回覆', 'zh-CN': '表单回复', en: 'Form answers' };
  const id = ports.structures.create(names[language], language, ports.zone(), []);
  ports.props.set(`${PROP.book}intake`, JSON.stringify({ key: 'intake', id, registers: {} } satisfies BookMap));
  done.push('+ intake');
}

/** Opening balance and shipped rows, once: a register that has ever given a number is left alone. No approvals, no mails. */
function openingRows(ports: Ports, model: Model, key: string, opening: Opening, done: string[]): void {
  const book = bookMap(ports, key);
  for (const register of linkedFirst(Object.values(model.registers).filter((r) => r.workbook === key))) {
    const rows = opening[register.key] ?? [];
    if (rows.length === 0) continue;
    const first = readFirst(ports, book, { registers: [register.key] });
    if ((first.meta.counters[register.key]?.rows ?? 0) > 0) continue;
    for (const link of register.fields.filter((f) => f.to && model.registers[f.to]?.workbook === key))
      readAll(ports, first, link.to!);
    const draft = openDraft(factsOf(first, ports.now(), `opening:${register.key}`));
    for (const row of rows) {
      const { state, ...rest } = row;
      const values: Record<string, Value> = {};
      for (const field of register.fields)
        if (rest[field.key] !== undefined)
          values[field.key] =
            field.type === 'link'
              ? linked(first, field.to!, rest[field.key])
              : field.type === 'choices' && typeof rest[field.key] === 'string'
                ? String(rest[field.key]).split(/[、,]/)
                : (rest[field.key] as Value);
      const rec = createRecord(draft, register, values, {
        source: { kind: 'import', ref: 'opening-balance' },
        by: null,
        quiet: true,
        state: typeof state === 'string' ? state : (register.states[0]?.key ?? 'active'),
      });
      rec.check = [{ sign: '✓', words: { code: 'new.imported' }, at: ports.now() }];
    }
    commit(ports, first, draft, {});
    done.push(`+ ${register.key}: ${rows.length}`);
  }
}

/** Registers others point at come first, so that their links find them. */
function linkedFirst(registers: Register[]): Register[] {
  const out: Register[] = [];
  const visit = (r: Register, seen: string[]): void => {
    if (out.includes(r) || seen.includes(r.key)) return;
    for (const f of r.fields) {
      const to = registers.find((x) => x.key === f.to);
      if (to) visit(to, [...seen, r.key]);
    }
    out.push(r);
  };
  registers.forEach((r) => visit(r, []));
  return out;
}

function readAll(ports: Ports, first: First, register: string): void {
  const place = first.book.registers[register];
  if (!place) return;
  const cells = ports.books.read(first.book.id, [{ sheet: place.mirror, row: 1, col: 0, cols: 5 }])[0]!.cells;
  for (const c of cells) if (c[0]) first.records[`${register}/${String(c[0])}`] = recOf(c);
}

/** A link of an opening row: an id, or the linked record's name, key or serial. */
function linked(first: First, register: string, typed: unknown): string | null {
  const wanted = String(typed);
  for (const rec of Object.values(first.records)) {
    if (rec.register !== register) continue;
    if (
      rec.id === wanted ||
      ['name', 'key', 'serial', 'other_number', 'model'].some((k) => String(rec.values[k] ?? '') === wanted)
    )
      return rec.id;
  }
  return null;
}
