// One tab on the canvas: mounted once, kept in step with the office.

import {
  CellValueType,
  IUniverInstanceService,
  LifecycleService,
  LifecycleStages,
  UniverInstanceType,
  type ICellData,
  type Univer,
} from '@univerjs/core';
import {
  BEFORE_CELL_EDIT,
  DeviceInputEventType,
  ScrollToCellCommand,
  SetCellEditVisibleOperation,
  SetRangeValuesMutation,
  SheetInterceptorService,
} from '@univerjs/preset-sheets-core';
import {
  RemoveSheetFilterCommand,
  SetSheetFilterRangeCommand,
  SheetsFilterService,
} from '@univerjs/preset-sheets-filter';
import type { GridAnswer } from '../../sheet/grid-types';
import { repair } from './access';
import type { Bridge, GridHandle, Spot } from './bridge';
import { CellBar } from './cellbar';
import { Dropdown } from './dropdown';
import { FROM_OFFICE, watchEdits } from './edits';
import { engine } from './engine';
import { Card } from './hover';
import { drawMarks } from './marks';
import { offerMenus } from './menus';
import { Model } from './model';
import { cellOf, SHEET, workbookOf } from './snapshot';
import { Workbench } from './workbench';

const GLOW = { color: '#ffe38a', ms: 2400, most: 200 };

type Place = [row: number, col: number];
const keyOf = ([row, col]: Place): string => `${row}:${col}`;
const placeOf = (key: string): Place => key.split(':').map(Number) as Place;

export class Tab implements GridHandle {
  private readonly model = new Model();
  private univer!: Univer;
  private bench!: Workbench;
  private bar!: CellBar;
  private dropdown!: Dropdown;
  private menuHere!: () => void;
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

  constructor(private readonly bridge: Bridge) {}

  async open(): Promise<void> {
    const { bridge, model } = this;
    // Before Univer listens: of two listeners on the window the first one decides.
    addEventListener('keydown', (e) => this.keyed(e), true);
    const [univer, answer] = await Promise.all([engine(bridge.host, bridge.lang), this.ask()]);
    this.univer = univer;
    const bench = (this.bench = new Workbench(univer.__getInjector(), bridge.host));
    model.take(answer);
    this.build();
    // Before this a click reaches nothing.
    await univer.__getInjector().get(LifecycleService).onStage(LifecycleStages.Rendered);
    const toggle = (row: number, col: number): void => this.toggle(row, col);
    watchEdits({ bridge, bench, model, send: (act, touched) => void this.send(act, touched), toggle });
    drawMarks(bench, model, { open: (row, col) => void this.dropdown.open(row, col), toggle });
    this.dropdown = new Dropdown(bridge, bench, model, {
      choose: (row, col, entry) => this.write(row, col, entry),
      leave: () => this.leaveEditor(),
    });
    new Card(bridge, bench, model);
    this.menuHere = offerMenus(bridge, bench, model, {
      edit: (row, col) => this.openEditor(row, col),
      focus: () => this.focus(),
    });
    this.bar = new CellBar(bridge, bench, model, (row, col, text) => this.write(row, col, text));
    bench.selections.selectionChanged$.subscribe(() => this.bar.show());
    bench.editor.visible$.subscribe(({ visible }) => {
      // After Univer itself has taken what was typed.
      if (!visible) setTimeout(() => this.settled(), 50);
    });
    this.formulas();
    repair();
    this.goToHash();
    this.bar.show();
  }

  isEditing(): boolean {
    return this.bench.isEditing();
  }

  edit({ row, col }: Spot): void {
    this.openEditor(row - 1, col - 1);
  }

  /** Filters are a person's own view: only this page's, and no edit. */
  filter(): void {
    const { bench, model } = this;
    const where = { unitId: bench.unit, subUnitId: SHEET };
    if (bench.injector.get(SheetsFilterService).getFilterModel(bench.unit, SHEET)) {
      void bench.commands.executeCommand(RemoveSheetFilterCommand.id, where);
      return;
    }
    const { rows, cols } = model.used;
    const top = Math.max(0, (model.shape?.frozenRows ?? 1) - 1);
    if (rows <= top + 1 || cols === 0) return;
    const range = { startRow: top, endRow: rows - 1, startColumn: 0, endColumn: cols - 1 };
    void bench.commands.executeCommand(SetSheetFilterRangeCommand.id, { ...where, range });
  }

  async refresh(): Promise<void> {
    this.again = true;
    if (this.asking || this.isEditing()) return;
    this.asking = true;
    try {
      while (this.again) {
        this.again = false;
        const answer = await this.ask();
        const changed = this.model.take(answer);
        // An editor was opened meanwhile: the answer is kept and shown when it is closed.
        if (changed === null && this.isEditing()) this.reshaped = true;
        else if (changed === null) this.rebuild();
        else this.show(changed);
      }
    } catch {
      // The stream's own error says that the program is gone.
    } finally {
      this.asking = false;
    }
  }

  private async ask(): Promise<GridAnswer> {
    const { book, sheet } = this.bridge.place();
    const query = this.model.token ? `?after=${encodeURIComponent(this.model.token)}` : '';
    const answer = await fetch(`/grid/${book}/${sheet}${query}`, { headers: { accept: 'application/json' } });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as GridAnswer;
  }

  private build(): void {
    const fonts = `Arial, "Liberation Sans", ${getComputedStyle(document.body).fontFamily}`;
    this.bench.unit = `tab-${++this.serial}`;
    this.univer.createUnit(UniverInstanceType.UNIVER_SHEET, workbookOf(this.model, this.bench.unit, fonts));
  }

  /** Another shape (columns, widths, frozen rows) is another workbook in the same instance. */
  private rebuild(): void {
    const { row, col } = this.bench.selected();
    const old = this.bench.unit;
    this.build();
    this.bench.injector.get(IUniverInstanceService).disposeUnit(old);
    this.goTo(Math.min(row, this.model.shape!.rows - 1), Math.min(col, this.model.shape!.cols - 1));
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
    if (this.isEditing()) return;
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
    this.bar.show();
  }

  /** What waited for an editor to be closed. */
  private settled(): void {
    if (this.isEditing()) return;
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
  private async send(act: Record<string, unknown>, touched: readonly Place[]): Promise<void> {
    const keys = touched.map(keyOf);
    for (const key of keys) this.ahead.set(key, (this.ahead.get(key) ?? 0) + 1);
    if (act['act']) await this.bridge.act({ ...act, ...this.bridge.place() });
    for (const key of keys) {
      const left = this.ahead.get(key)! - 1;
      if (left > 0) this.ahead.set(key, left);
      else this.ahead.delete(key);
      this.stale.add(key);
    }
    await this.refresh();
    this.settled();
  }

  private write(row: number, col: number, text: string): void {
    void this.send({ act: 'edit', row: row + 1, col: col + 1, text: text === '' ? null : text }, []);
  }

  private toggle(row: number, col: number): void {
    if (this.bridge.readonly()) return this.bridge.toast(this.bridge.say('readonlyHere'), true);
    const text = !this.model.cell(row, col).ticked;
    void this.send({ act: 'edit', row: row + 1, col: col + 1, text }, []);
  }

  /** Keys Univer does not know, or would take for something else. */
  private keyed(e: KeyboardEvent): void {
    if (!this.bar || !this.bridge.host.contains(document.activeElement)) return;
    if (!this.key(e)) return;
    e.preventDefault();
    e.stopImmediatePropagation();
  }

  /** True when the key was taken. */
  private key(e: KeyboardEvent): boolean {
    if (this.dropdown.keyed(e)) return true;
    if (this.isEditing()) return false;
    const { row, col } = this.bench.selected();
    if (e.key === 'F10' && e.shiftKey) this.menuHere();
    // Tab walks from cell to cell; this key leads out, to the tabs below.
    else if (e.key === 'F6') document.querySelector<HTMLElement>('.tabs a[aria-current]')?.focus();
    else if ((e.key === ' ' || e.key === 'Enter') && this.model.cell(row, col).ticked !== undefined)
      this.toggle(row, col);
    // As in Sheets; left alone, Univer would only go one row down.
    else if (e.key === 'Enter' && !e.shiftKey && !e.ctrlKey && !e.metaKey && !e.isComposing) this.openEditor(row, col);
    else return false;
    return true;
  }

  /** The editor of a formula starts with the formula, not with what the office reckoned. */
  private formulas(): void {
    const interceptors = this.bench.injector.get(SheetInterceptorService).writeCellInterceptor;
    interceptors.intercept(BEFORE_CELL_EDIT, {
      priority: 100,
      handler: (cell, { row, col }, next) => {
        const { edit } = this.model.cell(row, col);
        return next(edit === undefined ? cell : { ...cell, v: edit, t: CellValueType.STRING });
      },
    });
  }

  private openEditor(row: number, col: number): void {
    this.goTo(row, col);
    this.focus();
    this.bench.commands.syncExecuteCommand(SetCellEditVisibleOperation.id, {
      visible: true,
      eventType: DeviceInputEventType.Dblclick,
      unitId: this.bench.unit,
    });
  }

  private leaveEditor(): void {
    this.bench.commands.syncExecuteCommand(SetCellEditVisibleOperation.id, {
      visible: false,
      eventType: DeviceInputEventType.Keyboard,
      keycode: 27,
      unitId: this.bench.unit,
    });
  }

  private focus(): void {
    this.bridge.host.querySelector<HTMLElement>('[data-u-comp="editor"]')?.focus();
  }

  private goTo(row: number, col: number): void {
    this.bench.select(row, col);
    const range = { startRow: row, endRow: row, startColumn: col, endColumn: col };
    void this.bench.commands.executeCommand(ScrollToCellCommand.id, { range });
  }

  private goToHash(): void {
    const wanted = /^#?(?:range=)?([A-Z]+)(\d+)$/.exec(location.hash);
    if (!wanted) return;
    const col = [...wanted[1]!].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0);
    this.goTo(Number(wanted[2]) - 1, col - 1);
  }
}
