// One tab on the canvas: its parts put together, its keys, its editor.

import { CellValueType, LifecycleService, LifecycleStages } from '@univerjs/core';
import {
  BEFORE_CELL_EDIT,
  DeviceInputEventType,
  SetCellEditVisibleOperation,
  SheetInterceptorService,
} from '@univerjs/preset-sheets-core';
import {
  RemoveSheetFilterCommand,
  SetSheetFilterRangeCommand,
  SheetsFilterService,
} from '@univerjs/preset-sheets-filter';
import { repair } from './access';
import type { Bridge, GridHandle, Spot } from './bridge';
import { CellBar } from './cellbar';
import { Dropdown } from './dropdown';
import { watchEdits } from './edits';
import { engine } from './engine';
import { Card } from './hover';
import { drawMarks } from './marks';
import { offerMenus } from './menus';
import { Model } from './model';
import { SHEET } from './snapshot';
import { ask, Sync } from './sync';
import { Workbench } from './workbench';

export class Tab implements GridHandle {
  private readonly model = new Model();
  private sync!: Sync;
  private bench!: Workbench;
  private bar!: CellBar;
  private dropdown!: Dropdown;
  private menuHere!: () => void;
  constructor(private readonly bridge: Bridge) {}

  async open(): Promise<void> {
    const { bridge, model } = this;
    // Before Univer listens: of two listeners on the window the first one decides.
    addEventListener('keydown', (e) => this.keyed(e), true);
    const [univer, answer] = await Promise.all([engine(bridge.host, bridge.lang), ask(bridge, model)]);
    const bench = (this.bench = new Workbench(univer.__getInjector(), bridge.host));
    model.take(answer);
    const sync = (this.sync = new Sync(bridge, univer, bench, model, () => this.bar?.show()));
    sync.build();
    // Before this a click reaches nothing.
    await univer.__getInjector().get(LifecycleService).onStage(LifecycleStages.Rendered);
    const toggle = (row: number, col: number): void => this.toggle(row, col);
    watchEdits({ bridge, bench, model, send: (act, touched) => void sync.send(act, touched), toggle });
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
      if (!visible) setTimeout(() => sync.settled(), 50);
    });
    this.formulas();
    repair();
    this.goToHash();
    this.bar.show();
  }

  refresh(): Promise<void> {
    return this.sync.refresh();
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

  private write(row: number, col: number, text: string): void {
    void this.sync.send({ act: 'edit', row: row + 1, col: col + 1, text: text === '' ? null : text }, []);
  }

  private toggle(row: number, col: number): void {
    if (this.bridge.readonly()) return this.bridge.toast(this.bridge.say('readonlyHere'), true);
    const text = !this.model.cell(row, col).ticked;
    void this.sync.send({ act: 'edit', row: row + 1, col: col + 1, text }, []);
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
    this.bench.goTo(row, col);
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

  private goToHash(): void {
    const wanted = /^#?(?:range=)?([A-Z]+)(\d+)$/.exec(location.hash);
    if (!wanted) return;
    const col = [...wanted[1]!].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0);
    this.bench.goTo(Number(wanted[2]) - 1, col - 1);
  }
}
