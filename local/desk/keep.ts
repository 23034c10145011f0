// The office between two starts: libsql under .office/, one transaction an act or execution, so that a kill loses nothing.

import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { bundleFiles, modelOf, openDemo, OWNER, view, ZONE, type LocalOffice } from '../office.ts';
import { Runtime } from '../runtime/index.ts';
import type { State } from '../runtime/store/state.ts';
import { Pieces } from './pieces.ts';

/** CHANCERY_DESK names another folder, for a second office beside the usual one. */
export const DATABASE = `${process.env['CHANCERY_DESK'] ?? '.office'}/desk.db`;
/** Raised when the shape of what is kept changes: an older office is then opened anew. */
const FORMAT = 1;
const START = '2026-03-02T09:00+08:00';

type Db = InstanceType<typeof Database>;

/** Files that are open, by path: one is closed before it is forgotten. */
const opened = new Map<string, Db>();

/** Lets go of the kept office; what is kept stays. */
export function shut(path = DATABASE): void {
  opened.get(path)?.close();
  opened.delete(path);
}

/** Forgets the kept office. */
export function forget(path = DATABASE): void {
  shut(path);
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}

/** The office as it was left, or a new demo office; from now on every change is kept. Throws when set-up fails. */
export function openKept(
  path = DATABASE,
  bundle = 'dist/engine',
  fresh: () => LocalOffice = () => openDemo({ bundle, start: START }).fork(),
): LocalOffice {
  mkdirSync(dirname(path), { recursive: true });
  const db = open(path);
  opened.set(path, db);
  const files = bundleFiles(bundle);
  const digest = createHash('sha256').update(JSON.stringify(files)).digest('hex');
  const pieces = piecesOf(db);
  const state = load(db, pieces);
  const office = state ? view(new Runtime({ start: START, zone: ZONE, owner: OWNER }, state), modelOf(files)) : fresh();
  office.runtime.install('engine', files);
  office.runtime.onState((before, after) => save(db, pieces, before, after));
  if (!state) {
    save(db, pieces, null, office.runtime.store.state);
    db.prepare('INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)').run('since', String(office.runtime.now));
  }
  // A newer bundle brings its own sheets, forms and triggers; a second set-up of the same one changes nothing.
  if (state && fact(db, 'bundle') !== digest) {
    const { error } = office.runtime.run('setup', [], { active: OWNER, effective: OWNER });
    if (error) throw new Error(`the kept office does not take the new script: ${error.name}: ${error.message}`);
  }
  db.prepare('INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)').run('bundle', digest);
  return office;
}

/** The moment of the office (epoch ms) at which the kept one was moved into; 0 when nobody knows. */
export function keptSince(path = DATABASE): number {
  const db = opened.get(path);
  return db ? Number(fact(db, 'since') ?? 0) : 0;
}

function open(path: string): Db {
  let db = new Database(path);
  prepare(db);
  const format = fact(db, 'format');
  if (format !== undefined && format !== String(FORMAT)) {
    db.close();
    forget(path);
    db = new Database(path);
    prepare(db);
  }
  db.prepare('INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)').run('format', String(FORMAT));
  return db;
}

function prepare(db: Db): void {
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS member (key TEXT PRIMARY KEY, json TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS piece (id INTEGER PRIMARY KEY, json TEXT NOT NULL);`);
}

function fact(db: Db, key: string): string | undefined {
  return (db.prepare('SELECT value FROM fact WHERE key = ?').get(key) as { value: string } | undefined)?.value;
}

function piecesOf(db: Db): Pieces {
  const put = db.prepare('INSERT INTO piece (id, json) VALUES (?, ?)');
  const get = db.prepare('SELECT json FROM piece WHERE id = ?');
  const { last } = db.prepare('SELECT coalesce(max(id), 0) AS last FROM piece').get() as { last: number };
  return new Pieces(
    { put: (id, json) => void put.run(id, json), get: (id) => (get.get(id) as { json: string }).json },
    last + 1,
  );
}

/** The kept state, or null for a new file. Pieces nobody refers to any more are swept here. */
function load(db: Db, pieces: Pieces): State | null {
  const members = db.prepare('SELECT key, json FROM member').all() as { key: string; json: string }[];
  if (members.length === 0) return null;
  const state = Object.fromEntries(members.map(({ key, json }) => [key, pieces.decode(json)])) as unknown as State;
  const reached = pieces.reached();
  const sweep = db.prepare('DELETE FROM piece WHERE id = ?');
  const gone = (db.prepare('SELECT id FROM piece').all() as { id: number }[]).filter(({ id }) => !reached.has(id));
  db.transaction(() => gone.forEach(({ id }) => sweep.run(id)))();
  return state;
}

/** Members that are other objects than before, and the new pieces in them, in one transaction. */
function save(db: Db, pieces: Pieces, before: State | null, after: State): void {
  const keys = (Object.keys(after) as (keyof State)[]).filter((key) => !before || before[key] !== after[key]);
  if (keys.length === 0) return;
  const put = db.prepare('INSERT OR REPLACE INTO member (key, json) VALUES (?, ?)');
  try {
    db.transaction(() => {
      for (const key of keys) put.run(key, pieces.encode(after[key]));
    })();
  } catch (error) {
    pieces.forget();
    throw error;
  }
}
