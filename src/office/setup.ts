/**
 * Plan and apply: installing, upgrading and changing are one mechanism. What is there is kept, what is missing is made, a second
 * apply changes nothing (design: Templates and the office layer). Run by the office account.
 */
import { openDraft, type Shared } from '../engine/draft';
import { createRecord } from '../engine/create';
import { canonicalJson, sha256 } from '../engine/digest';
import { pick } from '../engine/project';
import type { Meta } from '../engine/meta';
import type { Ref, Value } from '../engine/types';
import { effective } from '../model/modules';
import type { Lang, Model, Register } from '../model/types';
import { bookMap, factsOf, readFirst, type First } from './book';
import { commit } from './commit';
import { dropdownWrites } from './dropdowns';
import { chunked, refRows } from './effective';
import { homeWrites } from './home';
import { installForms } from './install-forms';
import { makeKeys } from './keys';
import { META_ROW, PROP, SHEET, type BookMap } from './layout';
import { readMark, writeMark } from './mark';
import { planOffice } from './plan';
import type { Ports, SheetSpec, TriggerSpec, Write } from './ports';
import { buildRef, offerRef } from './ref';
import { homeSpec, machineSpecs, registerSpec } from './specs';

/** Rows by register and field key; keys of lists, e-mails of people, ids or names of links. */
export type Opening = Record<string, Record<string, string | number | boolean | null>[]>;
export interface SetupOptions {
  opening?: Opening;
  language?: Lang;
  /** Say what would be done, and do nothing. */
  plan?: boolean;
}
export interface SetupAnswer {
  ok: boolean;
  books: Record<string, string>;
  done: string[];
}

const HOME: Record<Lang, string> = { 'zh-TW': '首頁', 'zh-CN': '首页', en: 'Home' };

export function setupOffice(ports: Ports, options: SetupOptions = {}): SetupAnswer {
  // A page's visitor could call this too: only the office account itself, signed in, may (S4).
  if (ports.caller().toLowerCase() !== ports.runsAs().toLowerCase()) throw new Error('wrong-account');
  const owner = ports.props.get(PROP.owner);
  if (owner && owner.toLowerCase() !== ports.runsAs().toLowerCase()) throw new Error('wrong-account');
  if (options.plan) return { ok: true, books: {}, done: planOffice(ports, options.language ?? 'zh-TW') };
  if (!owner) ports.props.set(PROP.owner, ports.runsAs());
  makeKeys(ports);
  const model = effective(JSON.parse(ports.pack()) as Model);
  const language = options.language ?? 'zh-TW';
  const opening = options.opening ?? {};
  const done: string[] = [];
  const ref0 = firstRef(model, opening, ports.zone(), language);
  for (const key of ['setup', ...Object.keys(model.workbooks).filter((k) => k !== 'setup')])
    applyBook(ports, model, key, ref0, done);
  intakeBook(ports, language, done);
  for (const key of ['setup', ...Object.keys(model.workbooks).filter((k) => k !== 'setup')])
    openingRows(ports, model, key, opening, done);
  offerRef(ports);
  done.push(...installForms(ports, model, ref0));
  const books = Object.keys(model.workbooks).map((k) => bookMap(ports, k));
  done.push(...ports.structures.ensureTriggers(triggers(books, ports)));
  return { ok: true, books: Object.fromEntries([...books, bookMap(ports, 'intake')].map((b) => [b.key, b.id])), done };
}

function triggers(books: BookMap[], ports: Ports): TriggerSpec[] {
  return [
    ...books.map((b): TriggerSpec => ({ handler: 'onEdit_', on: 'edit', book: b.id })),
    { handler: 'onSubmit_', on: 'submit', book: bookMap(ports, 'intake').id },
    { handler: 'tick_', on: 'minutes', every: 10 },
    { handler: 'nightly_', on: 'day', hour: 2 },
    { handler: 'heartbeat_', on: 'hours', every: 6 },
  ];
}

/** Before the setup workbook has records: shipped numbers and lists, people of the opening. */
function firstRef(model: Model, opening: Opening, zone: string, language: Lang): Ref {
  const rec = (register: string) => (values: Record<string, unknown>) =>
    ({ register, state: 'active', deleted: null, values, extra: {} }) as never;
  return buildRef(
    {
      people: (opening.people ?? []).map(rec('people')),
      departments: (opening.departments ?? []).map(rec('departments')),
      roles: (opening.roles ?? []).map(rec('roles')),
      calendar: (opening.calendar ?? []).map(rec('calendar')),
      numbers: [],
      lists: shippedLists(model).map(rec('lists')),
    },
    model,
    0,
    zone,
    language,
  );
}

const shippedLists = (model: Model): Record<string, Value>[] =>
  Object.values(model.lists).flatMap((list) =>
    list.entries.map((e, i) => ({
      list: list.key,
      key: e.key,
      zh_tw: e.label['zh-TW'] ?? e.key,
      zh_cn: e.label['zh-CN'] ?? '',
      en: e.label.en ?? '',
      order: e.order ?? i,
      shown: e.on,
      aliases: e.aliases.join('、'),
    })),
  );

const shippedNumbers = (model: Model, lang: Lang): Record<string, Value>[] =>
  Object.values(model.settings).map((s) => ({
    does: pick(s.label, lang),
    value: null,
    unit: pick(s.unit, lang),
    shipped: String(s.value),
    in_force: String(s.value),
    used_by: s.covers.join('、'),
    key: s.key,
  }));

/** One workbook: made or brought up to the model. Registers keep the sheet ids they got first. */
function applyBook(ports: Ports, model: Model, key: string, ref: Ref, done: string[]): void {
  const workbook = model.workbooks[key]!;
  const registers = tabOrder(Object.values(model.registers).filter((r) => r.workbook === key));
  const text = ports.props.get(PROP.book + key);
  const known = text ? (JSON.parse(text) as BookMap) : null;
  const book: BookMap = { key, id: known?.id ?? '', registers: { ...(known?.registers ?? {}) } };
  let next = Object.keys(book.registers).length;
  for (const r of registers) {
    if (book.registers[r.key]) continue;
    book.registers[r.key] = { live: SHEET.LIVE + next, mirror: SHEET.MIRROR + next, model: next + 1, needs: [] };
    next += 1;
  }
  for (const r of registers) book.registers[r.key]!.needs = needsOf(r, registers);
  const places = registers.map((r) => ({ key: r.key, place: book.registers[r.key]! }));
  const specs: SheetSpec[] = [
    homeSpec(HOME[ref.language]),
    ...registers.map((r) => registerSpec(r, book.registers[r.key]!, ref)),
    ...machineSpecs(places),
  ];
  if (!known) {
    book.id = ports.structures.create(pick(workbook.name, ref.language), ref.language, ref.zone, specs);
    ports.props.set(PROP.book + key, JSON.stringify(book));
    seed(ports, book, model, registers, ref);
    done.push(`+ ${key}`);
    return;
  }
  const have = ports.structures.sheetIds(book.id).map((s) => s.sheet);
  const missing = specs.filter((s) => !have.includes(s.sheet));
  if (missing.length > 0) {
    ports.structures.shape(book.id, missing, have);
    done.push(`+ ${key}: ${missing.map((s) => s.title).join('、')}`);
  }
  if (canonicalJson(book) !== canonicalJson(known)) ports.props.set(PROP.book + key, JSON.stringify(book));
  remodel(ports, book, model, registers, done);
}

/** Tabs as they are used: what has a form first, ledgers people keep next, figures last. */
function tabOrder(registers: Register[]): Register[] {
  const place = (r: Register): number => (r.form ? 0 : r.fields.every((f) => f.system) ? 2 : 1);
  return [...registers].sort((a, b) => place(a) - place(b));
}

/** Registers of the same workbook that a record's decision may read or change. */
function needsOf(register: Register, all: Register[]): string[] {
  const keys = [
    ...register.fields.flatMap((f) => (f.to ? [f.to] : [])),
    ...register.rules.flatMap((r) => (r.opens ? [r.opens] : [])),
  ];
  return [...new Set(keys)].filter((k) => k !== register.key && all.some((r) => r.key === k));
}

const sharedOf = (model: Model): Shared => ({
  roles: model.roles,
  mails: model.mails,
  surveys: model.surveys,
  settings: model.settings,
  chains: model.chains,
  version: model.version,
});

function modelWrites(book: BookMap, model: Model, registers: Register[]): Write[] {
  return [
    { do: 'cells', sheet: SHEET.model, row: 0, col: 0, rows: [chunked('*', model.version, sharedOf(model))] },
    ...registers.map((r): Write => ({
      do: 'cells',
      sheet: SHEET.model,
      row: book.registers[r.key]!.model,
      col: 0,
      rows: [chunked(r.key, sha256(canonicalJson(r)).slice(0, 12), r)],
    })),
  ];
}

/** First commit of a new workbook: `_meta`, `_ref`, `_model`, 首頁. */
function seed(ports: Ports, book: BookMap, model: Model, registers: Register[], ref: Ref): void {
  const now = ports.now();
  const meta: Meta = {
    commit: { n: 1, key: `seed:${book.key}`, digest: '', at: now, views: [1] },
    counters: {},
    versions: { model: model.version, ref: 0 },
    registers: {},
    sizes: { journal: 0, head: '', outbox: [1, 1], clocks: [1, 1], intake: 0 },
    counts: {},
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
      ...modelWrites(book, model, registers),
      ...homeTitle(pick(model.workbooks[book.key]?.name, ref.language), ref),
      ...homeWrites(meta, ref),
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
function homeTitle(name: string, ref: Ref): Write[] {
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

/** Writes registers whose compiled form changed; nothing when the model is the one last applied. */
function remodel(ports: Ports, book: BookMap, model: Model, registers: Register[], done: string[]): void {
  const first = readFirst(ports, book, { registers: [] });
  if (first.meta.versions.model === model.version) return;
  const draft = openDraft(factsOf(first, ports.now(), `model:${model.version}`));
  draft.meta.versions.model = model.version;
  for (const r of registers) draft.meta.registers[r.key] ??= { headerRow: 0, known: {}, order: [], frozen: null };
  draft.journal.push({
    register: '',
    id: '',
    rev: 0,
    action: 'model',
    actor: ports.runsAs(),
    before: { version: first.meta.versions.model },
    after: { version: model.version },
  });
  commit(ports, first, draft, { writes: modelWrites(book, model, registers) });
  done.push(`~ ${book.key}: ${model.version.slice(0, 8)}`);
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
    const rows =
      register.shipped === 'settings'
        ? shippedNumbers(model, 'zh-TW')
        : register.shipped === 'lists'
          ? shippedLists(model)
          : (opening[register.key] ?? []);
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
        source: { kind: register.shipped ? 'setup' : 'import', ref: 'opening-balance' },
        by: null,
        quiet: true,
        state: typeof state === 'string' ? state : (register.states[0]?.key ?? 'active'),
      });
      rec.check = [
        { sign: '✓', words: { code: register.shipped ? 'new.registered' : 'new.imported' }, at: ports.now() },
      ];
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
  for (const c of cells) if (c[0]) first.records[`${register}/${String(c[0])}`] = JSON.parse(String(c[4])) as never;
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
