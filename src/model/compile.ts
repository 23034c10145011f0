/** The compiler: templates and office layer in, one checked model and the faults of its input out. Pure; throws nothing. */
import { checkModel } from './checks/model';
import { labelBook, reportUnused } from './labels';
import { mergeOffice, readOfficeLayer } from './merge';
import { Reading, type ReadingOptions } from './reading';
import { readHelp, readMails, readSurveys } from './parts/texts';
import { FRAGMENT_PARTS, readRegister } from './parts/register';
import { readLists, readRoles, readSettings, readWorkbooks, type WorkbookSource } from './parts/tables';
import { child, type MapNode, type SourceFile, type SourceNode } from './source';
import { withDerived } from './derived';
import { addTallies } from './tallies';
import type { Fault, Model, Register } from './types';
import { versionOf } from './version';

/** The first key of a file says what it holds. A file may hold several tables, but one register or fragment. */
const TABLES = ['workbooks', 'roles', 'lists', 'settings', 'mails', 'surveys', 'help'] as const;
type Table = (typeof TABLES)[number];

export interface Compiled {
  model: Model;
  faults: Fault[];
}

/**
 * Compiles templates, then lays the office's own values over them. With errors among the faults the model is still
 * returned, as far as it could be read; nobody may apply it then.
 */
export function compile(
  sources: readonly SourceFile[],
  officeLayer: readonly SourceFile[] = [],
  options: ReadingOptions = {},
): Compiled {
  const reading = new Reading(labelBook(sources), options);
  const files = sources.filter((file) => !file.lang);
  const tables = readTables(reading, files);
  const registers = readRegisters(reading, files, tables);
  const workbooks = Object.fromEntries(
    [...tables.workbooks.values()].map(({ key, name, editors }) => [key, { key, name, editors }]),
  );
  const draft = withDerived<Model>({ format: 1, version: '', registers, workbooks, chains: {}, ...tables.plain });
  checkModel(reading, draft);
  addTallies(reading, draft);
  reportUnused(reading, reading.book.size > 0 ? reading.labelPaths : []);
  const pack = finish(draft);
  if (officeLayer.length === 0) return { model: pack, faults: reading.faults };
  const office = mergeOffice(pack, readOfficeLayer(officeLayer));
  return { model: office.model, faults: [...reading.faults, ...office.faults] };
}

interface Tables {
  workbooks: Map<string, WorkbookSource>;
  fragments: Map<string, MapNode>;
  plain: Pick<Model, 'lists' | 'roles' | 'settings' | 'mails' | 'surveys' | 'help'>;
}

function readTables(reading: Reading, files: readonly SourceFile[]): Tables {
  const workbooks = new Map<string, WorkbookSource>();
  const fragments = new Map<string, MapNode>();
  const plain: Tables['plain'] = { lists: {}, roles: {}, settings: {}, mails: {}, surveys: {}, help: {} };
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
    const read: Record<Table, (node: SourceNode) => void> = {
      workbooks: (node) => readWorkbooks(reading, node).forEach((workbook) => workbooks.set(workbook.key, workbook)),
      roles: (node) => add(plain.roles, readRoles(reading, node), 'roles'),
      lists: (node) => add(plain.lists, readLists(reading, node), 'lists'),
      settings: (node) => add(plain.settings, readSettings(reading, node), 'settings'),
      mails: (node) => add(plain.mails, readMails(reading, node), 'mails'),
      surveys: (node) => add(plain.surveys, readSurveys(reading, node), 'surveys'),
      help: (node) => add(plain.help, readHelp(reading, node), 'help'),
    };
    if (!root.entries.some((entry) => (TABLES as readonly string[]).includes(entry.key)))
      reading.fault('unknown-file', root.where, { known: ['register', 'fragment', ...TABLES].join(', ') });
    reading.map(root, 'file', ['labels', ...TABLES]);
    for (const table of TABLES) {
      const node = child(root, table);
      if (node) read[table](node);
    }
  }
  return { workbooks, fragments, plain };
}

function readRegisters(reading: Reading, files: readonly SourceFile[], tables: Tables): Record<string, Register> {
  const context = {
    fragments: tables.fragments,
    workbooks: tables.workbooks,
    roles: new Set(Object.keys(tables.plain.roles)),
  };
  const registers: Record<string, Register> = {};
  const writtenIn = new Map<string, string>();
  for (const { path, root } of files) {
    if (root.kind !== 'map') {
      reading.fault('not-a-map', root.where, { key: path });
      continue;
    }
    const keyNode = child(root, 'register');
    if (!keyNode) continue;
    const register = readRegister(reading, root, context);
    if (!register) continue;
    const other = writtenIn.get(register.key);
    if (other !== undefined) reading.fault('twice-register', keyNode.where, { key: register.key, other });
    writtenIn.set(register.key, path);
    registers[register.key] = register;
  }
  return registers;
}

/** Drops what is undefined, so that the model is the same before and after its way through JSON, and numbers it. */
export function finish(model: Model): Model {
  const bare = JSON.parse(JSON.stringify({ ...model, version: '' })) as Model;
  return { ...bare, version: versionOf(bare) };
}
