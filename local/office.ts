// The demo office in process: boots the built bundle in the local runtime once, and reads its registers for whoever asks.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootedElsewhere, leaveBooted } from './booted.ts';
import { demoPeople, readOpening } from './demo/opening.ts';
import { openingRows } from './demo/numbered.ts';
import { createRuntime, type Mail, type Runtime } from './runtime/index.ts';
import { bookView, type BookMap, type FormMap, type HomeRow, type JournalRow, type OutboxRow } from './views.ts';
import type { Meta } from '../src/engine/meta';
import type { Notice, Rec } from '../src/engine/types';
import type { Lang, Model } from '../src/model/types';

export const OWNER = 'office@demo.example';
export const ZONE = 'Asia/Taipei';

/** Where one register lies: its spreadsheet, and the sheet ids of the live sheet and of the mirror. */
export interface Place {
  book: string;
  spreadsheetId: string;
  live: number;
  mirror: number;
}
export interface MailFilter {
  to?: string;
  about?: string;
  since?: number;
}

export interface LocalOffice {
  runtime: Runtime;
  /** The pack's tables with the registers as last applied: those of modules that are off are not there. */
  readonly model: Model;
  /** Workbook key -> spreadsheet id. */
  books: Record<string, string>;
  sheet(register: string): Place;
  /** Sheet language of the register's workbook. */
  language(register: string): Lang;
  /** Committed record, read from the mirror without a service call; null when there is none. */
  record(register: string, id: string): Rec | null;
  /** All committed records, in the order of the mirror. */
  records(register: string): Rec[];
  /** Live row (1-based) by the number column; null when no row shows that number. */
  row(register: string, id: string): number | null;
  /** Live column (1-based) by header text; throws when the sheet has no such column. */
  col(register: string, key: string): number;
  /** 1-based header row. */
  headerRow(register: string): number;
  /** Shown text of a live cell; '' when blank. Throws when no row shows that number. */
  cell(register: string, id: string, key: string): string;
  /** Shown text of any live cell by row and column, 1-based. */
  text(register: string, row: number, col: number): string;
  /** 1-based row after the last one with content. */
  endRow(register: string): number;
  form(key: string): FormMap;
  journal(book: string): JournalRow[];
  outbox(book: string): OutboxRow[];
  meta(book: string): Meta;
  notices(book: string): Notice[];
  home(book: string): HomeRow[];
  /** Mails sent so far, oldest first. `about` = text of subject or body. */
  mails(filter?: MailFilter): Mail[];
  property(key: string): string | null;
  fork(): LocalOffice;
}

export interface DemoOptions {
  /** ISO with offset. */ start?: string;
  /** Of the office, its workbooks and its script; Taipei when not said. */
  zone?: string;
  /** Folder of the built engine. */ bundle?: string;
}

const booted = new Map<string, LocalOffice>();

/** The demo office at `start` (default Monday 2026-03-02 08:00 Taipei). Booted once per process and start: fork it. */
export function openDemo(options: DemoOptions = {}): LocalOffice {
  const start = options.start ?? '2026-03-02T08:00+08:00';
  const bundle = options.bundle ?? 'dist/engine';
  const zone = options.zone ?? ZONE;
  const key = `${Date.parse(start)} ${bundle}${zone === ZONE ? '' : ` ${zone}`}`;
  let office = booted.get(key);
  if (!office) booted.set(key, (office = boot(start, bundle, key, zone)));
  return office;
}

/** Files of a built project by name, as `Runtime.install` takes them. Throws when it was not built. */
export function bundleFiles(folder = 'dist/engine'): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function boot(start: string, bundle: string, key: string, zone: string): LocalOffice {
  const files = inZone(bundleFiles(bundle), zone);
  const model = modelOf(files);
  const known = bootedElsewhere(key);
  if (known) {
    known.install('engine', files);
    return view(known, model);
  }
  const opening = readOpening();
  const options = {
    start,
    zone,
    owner: OWNER,
    people: [{ email: OWNER, name: '行政辦公室' }, ...demoPeople(opening)],
  };
  const runtime = createRuntime(options);
  runtime.install('engine', files);
  const run = runtime.run('setup', [{ opening: openingRows(opening, model) }], { active: OWNER, effective: OWNER });
  if (run.error)
    throw new Error(
      `setup failed: ${run.error.name}: ${run.error.message}\n${run.error.stack ?? ''}\n${run.log.join('\n')}`,
    );
  const answer = run.result as { ok?: boolean; faults?: unknown[] } | undefined;
  if (answer?.ok === false) throw new Error(`setup refused: ${JSON.stringify(answer.faults, null, 1)}`);
  leaveBooted(key, runtime);
  return view(runtime, model);
}

/** An office's zone is its script's: a line of the manifest, changed before it is pushed. */
function inZone(files: Record<string, string>, zone: string): Record<string, string> {
  const manifest = JSON.parse(files['appsscript.json']!) as { timeZone: string };
  return manifest.timeZone === zone
    ? files
    : { ...files, 'appsscript.json': JSON.stringify({ ...manifest, timeZone: zone }) };
}

/** The compiled model as shipped with the bundle. */
export function modelOf(files: Record<string, string>): Model {
  const text = files['pack-office.html'];
  if (!text) throw new Error('the bundle holds no pack-office.html; run npm run build');
  return JSON.parse(text) as Model;
}

/** The same reading glasses over any runtime that runs the bundle. */
export function view(runtime: Runtime, model: Model): LocalOffice {
  return Object.assign(bookView(runtime, model), { fork: () => view(runtime.fork(), model) });
}

export type { BookMap, FormMap, HomeRow, JournalRow, OutboxRow };
