// The grid kept in step with the office: what it shows follows the model, what a person does runs ahead until it is answered.

import { IUniverInstanceService, UniverInstanceType, type ICellData, type Univer } from '@univerjs/core';
import { SetRangeValuesMutation } from '@univerjs/preset-sheets-core';
import type { GridAnswer } from '../../sheet/grid-types';
import type { Bridge } from './bridge';
import { FROM_OFFICE } from './edits';
import type { Model } from './model';
import { cellOf, SHEET, workbookOf } from './snapshot';
import type { Workbench } from './workbench';

const GLOW = { color: '#ffe38a', ms: 2400, most: 200 };

type Place = [row: number, col: number];
const keyOf = ([row, col]: Place): string => `${row}:${col}`;
const placeOf = (key: string): Place => key.split(':').map(Number) as Place;

/** Asks the office for the tab: everything at first, then what changed since. */
export async function ask(bridge: Bridge, model: Model): Promise<GridAnswer> {
  const { book, sheet } = bridge.place();
  const query = model.token ? `?after=${encodeURIComponent(model.token)}` : '';
  const answer = await fetch(`/grid/${book}/${sheet}${query}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as GridAnswer;
}

export class Sync {
  private serial = 0;
  /** Cells the grid shows ahead of the office, by how many acts on their way touch them. */
  private readonly ahead = new Map<string, number>();
  /** Cells to be shown again as the office has them. */
  private readonly stale = new Set<string>();
  /** Those of them that others changed, and that have not glowed yet. */
  private readonly news = new Set<string>();
  /** The tab has another shape than what is shown. */
  private reshaped = false;
  private asking = false;
  private again = false;
  /** Acts one after the other: an undo must not overtake the edit it takes back. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly bridge: Bridge,
    private readonly univer: Univer,
    private readonly bench: Workbench,
    private readonly model: Model,
    /** The cells shown have changed. */
    private readonly shown: () => void,
  ) {}

  build(): void {
    const fonts = `Arial, "Liberation Sans", ${getComputedStyle(document.body).fontFamily}`;
    this.bench.unit = `tab-${++this.serial}`;
    this.univer.createUnit(UniverInstanceType.UNIVER_SHEET, workbookOf(this.model, this.bench.unit, fonts));
  }

  async refresh(): Promise<void> {
    this.again = true;
    if (this.asking || this.bench.isEditing()) return;
    this.asking = true;
    try {
      while (this.again) {
        this.again = false;
        const answer = await ask(this.bridge, this.model);
        const changed = this.model.take(answer);
        // An editor was opened meanwhile: the answer is kept and shown when it is closed.
        if (changed === null && this.bench.isEditing()) this.reshaped = true;
        else if (changed === null) this.rebuild();
        else this.show(changed);
      }
    } catch {
      // The stream's own error says that the program is gone.
    } finally {
      this.asking = false;
    }
  }

  /** Another shape (columns, widths, frozen rows) is another workbook in the same instance. */
  private rebuild(): void {
    const { row, col } = this.bench.selected();
    const scrollBack = this.bench.scrolled();
    const old = this.bench.unit;
    this.build();
    this.bench.injector.get(IUniverInstanceService).disposeUnit(old);
    this.bench.select(Math.min(row, this.model.shape!.rows - 1), Math.min(col, this.model.shape!.cols - 1));
    scrollBack();
    this.stale.clear();
    this.news.clear();
    this.reshaped = false;
  }

  /** Shows what the office has in these cells, and lets what others changed glow. */
  private show(changed: readonly Place[]): void {
    for (const place of changed) {
      this.stale.add(keyOf(place));
      // A sorted sheet that glows all over says nothing.
      if (changed.length <= GLOW.most) this.news.add(keyOf(place));
    }
    if (this.bench.isEditing()) return;
    const now = [...this.stale].filter((key) => !this.ahead.has(key));
    for (const key of now) this.stale.delete(key);
    const fresh = new Set(now.filter((key) => this.news.delete(key)));
    this.put(now.map(placeOf), (key) => (fresh.has(key) ? GLOW.color : undefined));
    if (fresh.size > 0) {
      this.bridge.host.dataset['glow'] = [...fresh].join(' ');
      setTimeout(() => {
        for (const key of fresh) this.stale.add(key);
        delete this.bridge.host.dataset['glow'];
        this.settled();
      }, GLOW.ms);
    }
    this.shown();
  }

  /** What waited for an editor to be closed. */
  settled(): void {
    if (this.bench.isEditing()) return;
    if (this.reshaped) this.rebuild();
    if (this.stale.size > 0) this.show([]);
    this.bridge.released();
    if (this.again) void this.refresh();
  }

  private put(places: readonly Place[], glow: (key: string) => string | undefined): void {
    if (places.length === 0) return;
    const cells = this.bench.sheet().getCellMatrix();
    const cellValue: Record<number, Record<number, ICellData>> = {};
    for (const [row, col] of places) {
      // Univer merges looks; an old colour would shine through.
      cells.realDeleteValue(row, col);
      (cellValue[row] ??= {})[col] = cellOf(this.model, row, col, glow(keyOf([row, col]))) ?? { v: null };
    }
    const params = { unitId: this.bench.unit, subUnitId: SHEET, cellValue };
    this.bench.commands.syncExecuteCommand(SetRangeValuesMutation.id, params, FROM_OFFICE);
  }

  /** One act; until the answer is there these cells stay as the person left them. */
  async send(act: Record<string, unknown>, touched: readonly Place[]): Promise<void> {
    const keys = touched.map(keyOf);
    for (const key of keys) this.ahead.set(key, (this.ahead.get(key) ?? 0) + 1);
    if (act['act']) await (this.turn = this.turn.then(() => this.bridge.act({ ...act, ...this.bridge.place() })));
    for (const key of keys) {
      const left = this.ahead.get(key)! - 1;
      if (left > 0) this.ahead.set(key, left);
      else this.ahead.delete(key);
      this.stale.add(key);
    }
    await this.refresh();
    this.settled();
  }
}
