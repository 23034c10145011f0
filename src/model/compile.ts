/** The compiler: templates and office layer in, one checked model and the faults of its input out. Pure; throws nothing. */
import { conditionsOf } from './checks/conditions';
import { checkModel } from './checks/model';
import { parseCondition } from './conditions';
import { labelBook, reportUnused } from './labels';
import { mergeOffice, readOfficeLayer } from './merge';
import { REGION, regionKey, withRegion } from './regions';
import { Reading, type ReadingOptions } from './reading';
import { checkRegions, readRegion } from './parts/regions';
import { readHelp, readMails, readSurveys } from './parts/texts';
import { PATTERN_KEYS, treeOf, withPattern } from './expand';
import { complete, FRAGMENT_PARTS, PATTERNS, readRegister, type RegisterContext } from './parts/register';
import { readChains, readLists, readModules, readRoles, readSettings, readTexts, readWorkbooks } from './parts/tables';
import { child, nodeOf, plain, type MapNode, type SourceFile, type SourceNode } from './source';
import { withDerived } from './derived';
import { withNeeded } from './modules';
import { leadsAway } from './resting';
import { layRegister, overlaid, type Overlaid } from './overlay';
import { addTallies } from './tallies';
import type { Fault, Model, Module, Register, Workbook } from './types';
import { giveTexts } from './document-texts';
import { versionOf } from './version';

/** The first key of a file says what it holds. A file may hold several tables, but one register or fragment. */
const TABLES = [
  'workbooks',
  'roles',
  'lists',
  'settings',
  'mails',
  'surveys',
  'help',
  'modules',
  'chains',
  'texts',
] as const;
type Table = (typeof TABLES)[number];

export interface Compiled {
  model: Model;
  faults: Fault[];
}

/**
 * Compiles templates, then lays the office's own values over them. With errors among the faults the model is still
 * returned, as far as it could be read; nobody may apply it then. `ship`: the whole is a pack for other offices, in which
 * nothing is anybody's own.
 */
export function compile(
  sources: readonly SourceFile[],
  officeLayer: readonly SourceFile[] = [],
  { ship = false, ...options }: ReadingOptions & { ship?: boolean } = {},
): Compiled {
  const reading = new Reading(labelBook(sources), options);
  const laid = overlaid(sources, officeLayer);
  const files = laid.sources.filter((file) => !file.lang);
  const tables = readTables(reading, files);
  const registers = readRegisters(reading, files, tables, laid);
  reading.faults.push(...laid.faults);
  if (!ship) markOwn(laid.own, registers);
  assignModules(reading, tables.plain.modules, registers);
  const workbooks = Object.fromEntries(tables.workbooks);
  const patterns = Object.fromEntries([...tables.patterns].map(([key, root]) => [key, plain(root)]));
  const draft = withDerived<Model>({
    format: 1,
    version: '',
    registers,
    workbooks,
    patterns,
    ...tables.plain,
  });
  checkRegions(reading, draft);
  checkModel(reading, { ...draft, registers: { ...registers, ...readPatterns(reading, tables, registers) } });
  addTallies(reading, draft);
  reportUnused(reading, reading.book.size > 0 ? reading.labelPaths : []);
  const pack = finish(draft);
  if (officeLayer.length === 0) return { model: pack, faults: reading.faults };
  const layer = readOfficeLayer(officeLayer);
  const chosen = layer.numbers.filter((row) => row.key === REGION).pop()?.value;
  const office = mergeOffice(withRegion(pack, regionKey(pack, String(chosen ?? '')) ?? ''), layer);
  return { model: office.model, faults: [...reading.faults, ...office.faults] };
}

interface Tables {
  workbooks: Map<string, Workbook>;
  fragments: Map<string, MapNode>;
  patterns: Map<string, MapNode>;
  plain: Pick<
    Model,
    'lists' | 'roles' | 'settings' | 'mails' | 'surveys' | 'help' | 'modules' | 'chains' | 'texts' | 'regions'
  >;
}

function readTables(reading: Reading, files: readonly SourceFile[]): Tables {
  const workbooks = new Map<string, Workbook>();
  const fragments = new Map<string, MapNode>();
  const patterns = new Map<string, MapNode>();
  const plain: Tables['plain'] = {
    lists: {},
    roles: {},
    settings: {},
    mails: {},
    surveys: {},
    help: {},
    modules: {},
    chains: {},
  };
  const add = <T extends { key: string }>(into: Record<string, T>, items: T[], path: string): void => {
    for (const item of items) {
      if (into[item.key]) reading.faultAt('twice-key', `${path}.${item.key}`, { key: item.key });
      into[item.key] = item;
    }
  };
  for (const { root } of files) {
    if (root.kind !== 'map' || child(root, 'register')) continue;
    reading.readLanguages(root);
    if (child(root, 'fragment')) {
      reading.map(root, 'fragment', ['fragment', 'labels', ...FRAGMENT_PARTS]);
      const key = reading.text(root, 'fragment');
      if (key !== undefined) fragments.set(key, root);
      continue;
    }
    if (root.entries[0]?.key === 'pattern') {
      reading.map(root, 'pattern', PATTERN_KEYS);
      const key = reading.oneOf(root, 'pattern', PATTERNS);
      if (key !== undefined) patterns.set(key, root);
      continue;
    }
    if (child(root, 'region')) {
      const region = readRegion(reading, root);
      if (region) add((plain.regions ??= {}), [region], 'regions');
      continue;
    }
    const read: Record<Table, (node: SourceNode) => void> = {
      workbooks: (node) => readWorkbooks(reading, node).forEach((workbook) => workbooks.set(workbook.key, workbook)),
      roles: (node) => add(plain.roles, readRoles(reading, node), 'roles'),
      lists: (node) => add(plain.lists, readLists(reading, node), 'lists'),
      settings: (node) => add(plain.settings, readSettings(reading, node), 'settings'),
      mails: (node) => add(plain.mails, readMails(reading, node), 'mails'),
      surveys: (node) => add(plain.surveys, readSurveys(reading, node), 'surveys'),
      help: (node) => add(plain.help, readHelp(reading, node), 'help'),
      chains: (node) => void Object.assign(plain.chains, readChains(reading, node)),
      texts: (node) => add((plain.texts ??= {}), readTexts(reading, node), 'texts'),
      modules: (node) => add(plain.modules, readModules(reading, node), 'modules'),
    };
    if (!root.entries.some((entry) => (TABLES as readonly string[]).includes(entry.key)))
      reading.fault('unknown-file', root.where, {
        known: ['register', 'fragment', 'pattern', 'region', ...TABLES].join(', '),
      });
    reading.map(root, 'file', ['labels', ...TABLES]);
    for (const table of TABLES) {
      const node = child(root, table);
      if (node) read[table](node);
    }
  }
  return { workbooks, fragments, patterns, plain };
}

function readRegisters(
  reading: Reading,
  files: readonly SourceFile[],
  tables: Tables,
  laid: Overlaid,
): Record<string, Register> {
  const context = contextOf(tables);
  const registers: Record<string, Register> = {};
  const writtenIn = new Map<string, string>();
  for (const { path, root } of files) {
    if (root.kind !== 'map') {
      reading.fault('not-a-map', root.where, { key: path });
      continue;
    }
    const keyNode = child(root, 'register');
    if (!keyNode) continue;
    const register = readRegister(reading, asWritten(reading, tables, laid, root), context);
    if (!register) continue;
    const other = writtenIn.get(register.key);
    if (other !== undefined) reading.fault('twice-register', keyNode.where, { key: register.key, other });
    writtenIn.set(register.key, path);
    registers[register.key] = register;
  }
  return registers;
}

const contextOf = (tables: Tables): RegisterContext => ({
  fragments: tables.fragments,
  workbooks: tables.workbooks,
  roles: new Set(Object.keys(tables.plain.roles)),
});

/** A register's template with its pattern in it, and what the office wrote about it over that. */
function asWritten(reading: Reading, tables: Tables, laid: Overlaid, root: MapNode): MapNode {
  const whole = byPattern(reading, tables, root);
  const key = reading.text(root, 'register') ?? '';
  const own = laid.registers.get(key);
  return own
    ? own.reduce((base, layer) => layRegister(laid, base, layer), complete(reading, whole, key, tables.fragments))
    : whole;
}

/**
 * `uses: [log]` beside `pattern: log` brings the pattern's flow. Its part stands at the line that names the pattern: that is
 * where a reader of this template can do something about it.
 */
function byPattern(reading: Reading, tables: Tables, root: MapNode): MapNode {
  const named = child(root, 'pattern');
  const key = reading.text(root, 'pattern') ?? '';
  const pattern = tables.patterns.get(key);
  const uses = reading.words(root, 'uses');
  if (!pattern || !named || !uses.includes(key)) return root;
  const rest = nodeOf(
    uses.filter((name) => name !== key),
    child(root, 'uses')!.where,
  );
  const entries = root.entries.map((entry) => (entry.key === 'uses' ? { ...entry, node: rest } : entry));
  return withPattern(treeOf(plain(pattern), named.where), { ...root, entries });
}

/** Every pattern as a register nobody sees, so that a fault in it is answered in its own file. */
function readPatterns(reading: Reading, tables: Tables, registers: Record<string, Register>): Record<string, Register> {
  const [role = ''] = Object.keys(tables.plain.roles);
  const [workbook = ''] = tables.workbooks.keys();
  const read: Record<string, Register> = {};
  for (const [pattern, root] of tables.patterns) {
    const key = `pattern_${pattern}`;
    const own = { register: key, workbook, accountable: role, number: `${key}-{0}` };
    reading.readLanguages(root);
    const entries = Object.entries(own).map(([word, value]) => ({
      key: word,
      where: root.where,
      node: nodeOf(value, root.where),
    }));
    reading.label(child(root, 'label'), `patterns.${pattern}`);
    const name = { key: 'name', where: root.where, node: nodeOf({ 'zh-TW': key, 'zh-CN': key, en: key }, root.where) };
    const title = { key: 'title', where: root.where, node: name.node };
    const parts = withPattern(root, { kind: 'map', where: root.where, entries: [...entries, name] }).entries.map(
      (entry) =>
        entry.key === 'form' && entry.node.kind === 'map'
          ? { ...entry, node: { ...entry.node, entries: [title, ...entry.node.entries] } }
          : entry,
    );
    const named = parts.filter((entry) => entry.key !== 'label' && entry.key !== 'help');
    const register = registers[key]
      ? null
      : readRegister(
          reading,
          {
            kind: 'map',
            where: root.where,
            entries: [...named, ...root.entries.filter((entry) => ['pattern', 'labels'].includes(entry.key))],
          },
          contextOf(tables),
        );
    if (register) read[key] = register;
  }
  return read;
}

/** What an office added is known by it: a pack never takes it away, its columns stand left of 更新. */
function markOwn(own: ReadonlySet<string>, registers: Record<string, Register>): void {
  for (const register of Object.values(registers)) {
    if (own.has(register.key)) register.office = true;
    for (const field of register.fields) if (own.has(`${register.key}.${field.key}`)) field.office = true;
  }
}

/** Each register belongs to one module at most, and links to nothing that could be off while it is on. */
function assignModules(reading: Reading, modules: Record<string, Module>, registers: Record<string, Register>): void {
  for (const module of Object.values(modules)) {
    for (const key of module.needs ?? [])
      reading.known('unknown-module', `modules.${module.key}.needs`, key, Object.keys(modules));
    for (const key of module.registers) {
      const at = `modules.${module.key}.registers`;
      if (!reading.known('unknown-register', at, key, Object.keys(registers))) continue;
      const register = registers[key]!;
      if (register.module === undefined) register.module = module.key;
      else reading.faultAt('other-module', at, { name: key, module: register.module });
    }
  }
  for (const register of Object.values(registers)) {
    // A rule may open what is not there, and a field may link there (both rest meanwhile); what is required, a count and a condition may not.
    const links = register.fields
      .filter((field) => field.required)
      .map((field) => ({ to: field.to, at: `${register.key}.fields.${field.key}.to` }));
    const mine = withNeeded(modules, register.module === undefined ? [] : [register.module]);
    const sure = ({ module }: Register): boolean => module === undefined || mine.includes(module);
    for (const { to, at } of [...links, ...countedBy(register)]) {
      const other = registers[to ?? ''];
      if (other && !sure(other)) reading.faultAt('other-module', at, { name: to, module: other.module });
    }
    const there = new Map(Object.entries(registers).filter(([, other]) => sure(other)));
    for (const { text, path } of conditionsOf(register)) {
      const read = parseCondition(text);
      for (const name of read.ok ? read.paths : [])
        if (!path.includes('.gives.') && leadsAway(there, register, name, registers))
          reading.faultAt('other-module', path, { name, module: registers[toOf(register, name)]?.module ?? name });
    }
  }
}

const toOf = (register: Register, path: string): string =>
  register.fields.find((field) => field.key === path.split('.')[0])?.to ?? '';

/** Registers that conditions look into: `openCount("tickets", asset)`. */
function countedBy(register: Register): { to: string; at: string }[] {
  return conditionsOf(register).flatMap(({ text, path }) => {
    const read = parseCondition(text);
    const calls = read.ok ? read.calls.filter(({ name }) => name === 'openCount' || name === 'related') : [];
    return calls.flatMap(({ args: [to] }) => (typeof to === 'string' ? [{ to, at: path }] : []));
  });
}

/** Drops what is undefined, so that the model is the same before and after its way through JSON, and numbers it. */
export function finish(model: Model): Model {
  giveTexts(model);
  const bare = JSON.parse(JSON.stringify({ ...model, version: '' })) as Model;
  return { ...bare, version: versionOf(bare) };
}
