// The office's state cut into pieces that are written once: chunks of rows, sheets, spreadsheets, forms and entries of logs
// are immutable, so an object that was written stays written, and a change costs only what is new.

import type { Slot } from '../runtime/store/cells.ts';
import { Log } from '../runtime/store/log.ts';
import type { State } from '../runtime/store/state.ts';

export interface PieceStore {
  put(id: number, json: string): void;
  get(id: number): string;
}

type Kind = 'chunk' | 'sheet' | 'file' | 'form' | 'entry';
/** How a piece stands in the JSON of what holds it. */
interface Ref {
  $piece: number;
  $kind: Kind;
}

function kindOf(value: object): Kind | null {
  if ('rows' in value && Array.isArray(value.rows) && Object.keys(value).length === 1) return 'chunk';
  if ('grid' in value && 'sheetId' in value) return 'sheet';
  if ('sheets' in value && 'namedRanges' in value) return 'file';
  if ('items' in value && 'responses' in value) return 'form';
  return null;
}

export class Pieces {
  private ids = new WeakMap<object, number>();
  private readonly loaded = new Map<number, unknown>();

  constructor(
    private readonly store: PieceStore,
    private next: number,
  ) {}

  /** JSON of one member of the state; pieces in it that are new go to the store. */
  encode(value: State[keyof State]): string {
    return JSON.stringify(this.out(value));
  }

  private out(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Log) return { $log: value.list().map((entry: object) => this.piece(entry, 'entry')) };
    if (Array.isArray(value)) return value.map((x) => this.out(x));
    const kind = kindOf(value);
    return kind ? this.piece(value, kind) : this.members(value);
  }

  private members(value: object): unknown {
    return Object.fromEntries(Object.entries(value).map(([key, x]) => [key, this.out(x)]));
  }

  private piece(value: object, kind: Kind): Ref {
    let id = this.ids.get(value);
    if (id === undefined) {
      id = this.next++;
      this.store.put(id, JSON.stringify(kind === 'chunk' ? value : this.members(value)));
      this.ids.set(value, id);
    }
    return { $piece: id, $kind: kind };
  }

  decode(json: string): unknown {
    return this.in(JSON.parse(json));
  }

  private in(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((x) => this.in(x));
    if ('$piece' in value) return this.load(value as Ref);
    if ('$log' in value) return Log.of((value.$log as Ref[]).map((ref) => this.load(ref)));
    return Object.fromEntries(Object.entries(value).map(([key, x]) => [key, this.in(x)]));
  }

  /** Shared pieces come back as one object, so that versions keep sharing what they shared. */
  private load({ $piece: id, $kind: kind }: Ref): unknown {
    let value = this.loaded.get(id);
    if (value === undefined) {
      const raw: unknown = JSON.parse(this.store.get(id));
      value = kind === 'chunk' ? rowsBack(raw as { rows: (Slot | null)[][] }) : this.in(raw);
      this.loaded.set(id, value);
      this.ids.set(value as object, id);
    }
    return value;
  }

  /** After a transaction that failed nothing counts as written. */
  forget(): void {
    this.ids = new WeakMap();
  }

  /** Ids that were read, to tell what nobody needs any more; forgets them. */
  reached(): Set<number> {
    const ids = new Set(this.loaded.keys());
    this.loaded.clear();
    return ids;
  }
}

/** JSON has no missing array entries: a blank slot comes back as null. */
function rowsBack({ rows }: { rows: (Slot | null)[][] }): { rows: Slot[][] } {
  return { rows: rows.map((row) => row.map((slot) => slot ?? undefined)) };
}
