// The one place that asks Univer's services: where cells lie on the window, what is selected, what an editor holds.

import {
  ICommandService,
  IUniverInstanceService,
  UniverInstanceType,
  type Injector,
  type Workbook,
  type IRange,
} from '@univerjs/core';
import {
  IEditorBridgeService,
  IRenderManagerService,
  ScrollCommand,
  ScrollToCellCommand,
  SetSelectionsOperation,
  SHEET_VIEWPORT_KEY,
  SheetScrollManagerService,
  SheetSkeletonManagerService,
  SheetsSelectionsService,
  type SpreadsheetSkeleton,
} from '@univerjs/preset-sheets-core';
import { SHEET } from './snapshot';

/** 0-based, ends included: Univer's own way. */
export type Area = Pick<IRange, 'startRow' | 'endRow' | 'startColumn' | 'endColumn'>;

/** Where a point of the window lies; a row or column of -1 is the header beside or above. */
export interface Point {
  row: number;
  col: number;
}

export class Workbench {
  unit = '';

  constructor(
    readonly injector: Injector,
    private readonly host: HTMLElement,
  ) {}

  get commands(): ICommandService {
    return this.injector.get(ICommandService);
  }

  get selections(): SheetsSelectionsService {
    return this.injector.get(SheetsSelectionsService);
  }

  get editor(): IEditorBridgeService {
    return this.injector.get(IEditorBridgeService);
  }

  isEditing(): boolean {
    return this.unit !== '' && this.editor.isVisible().visible;
  }

  sheet() {
    return this.injector
      .get(IUniverInstanceService)
      .getUnit<Workbook>(this.unit, UniverInstanceType.UNIVER_SHEET)!
      .getActiveSheet();
  }

  /** The selected area and the cell in it that typing goes to. */
  selected(): { area: Area; row: number; col: number } {
    const last = this.selections.getCurrentLastSelection();
    const area = last?.range ?? { startRow: 0, endRow: 0, startColumn: 0, endColumn: 0 };
    return {
      // A whole row or column has no bounds on its other side.
      area: {
        startRow: area.startRow || 0,
        endRow: Number.isFinite(area.endRow) ? area.endRow : this.sheet().getRowCount() - 1,
        startColumn: area.startColumn || 0,
        endColumn: Number.isFinite(area.endColumn) ? area.endColumn : this.sheet().getColumnCount() - 1,
      },
      row: last?.primary?.actualRow ?? 0,
      col: last?.primary?.actualColumn ?? 0,
    };
  }

  select(row: number, col: number): void {
    const merge = this.sheet().getMergedCell(row, col);
    const range = merge ?? { startRow: row, endRow: row, startColumn: col, endColumn: col };
    this.commands.syncExecuteCommand(SetSelectionsOperation.id, {
      unitId: this.unit,
      subUnitId: SHEET,
      selections: [
        {
          range,
          primary: { ...range, actualRow: row, actualColumn: col, isMerged: !!merge, isMergedMainCell: !!merge },
          style: null,
        },
      ],
    });
  }

  /** Where the sheet is scrolled to, to be put back after it was built anew. */
  scrolled(): () => void {
    const render = this.injector.get(IRenderManagerService).getRenderById(this.unit);
    const state = render?.with(SheetScrollManagerService).getCurrentScrollState();
    return () => {
      if (!state) return;
      const { sheetViewStartRow, sheetViewStartColumn, offsetX, offsetY } = state;
      const to = { sheetViewStartRow, sheetViewStartColumn, offsetX, offsetY };
      void this.commands.executeCommand(ScrollCommand.id, to);
    };
  }

  goTo(row: number, col: number): void {
    this.select(row, col);
    const range = { startRow: row, endRow: row, startColumn: col, endColumn: col };
    void this.commands.executeCommand(ScrollToCellCommand.id, { range });
  }

  private skeleton(): SpreadsheetSkeleton | null {
    const render = this.injector.get(IRenderManagerService).getRenderById(this.unit);
    return render?.with(SheetSkeletonManagerService).getCurrentSkeleton() ?? null;
  }

  private scale(): { x: number; y: number; scrollX: number; scrollY: number } {
    const scene = this.injector.get(IRenderManagerService).getRenderById(this.unit)!.scene;
    const main = scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
    return {
      x: scene.scaleX,
      y: scene.scaleY,
      scrollX: main?.viewportScrollX ?? 0,
      scrollY: main?.viewportScrollY ?? 0,
    };
  }

  private canvas(): DOMRect {
    const render = this.injector.get(IRenderManagerService).getRenderById(this.unit);
    return (render?.engine.getCanvasElement() ?? this.host).getBoundingClientRect();
  }

  /** The cell's place on the window. */
  boxOf(row: number, col: number): DOMRect {
    const skeleton = this.skeleton();
    const canvas = this.canvas();
    if (!skeleton) return canvas;
    const freeze = this.sheet().getFreeze();
    const { x, y, scrollX, scrollY } = this.scale();
    const { startX, startY, endX, endY } = skeleton.getCellWithCoordByIndex(row, col);
    const dx = col < freeze.startColumn ? 0 : scrollX;
    const dy = row < freeze.startRow ? 0 : scrollY;
    return new DOMRect(
      canvas.left + (startX - dx) * x,
      canvas.top + (startY - dy) * y,
      (endX - startX) * x,
      (endY - startY) * y,
    );
  }

  /** What lies under a point of the window, or null outside the cells. */
  at(clientX: number, clientY: number): Point | null {
    const skeleton = this.skeleton();
    if (!skeleton) return null;
    const canvas = this.canvas();
    const { x, y, scrollX, scrollY } = this.scale();
    const [px, py] = [clientX - canvas.left, clientY - canvas.top];
    if (px < 0 || py < 0 || px > canvas.width || py > canvas.height) return null;
    const freeze = this.sheet().getFreeze();
    const edge = skeleton.getCellWithCoordByIndex(Math.max(0, freeze.startRow), Math.max(0, freeze.startColumn));
    const scroll = {
      x: px / x < edge.startX && freeze.startColumn > 0 ? 0 : scrollX,
      y: py / y < edge.startY && freeze.startRow > 0 ? 0 : scrollY,
    };
    const { row, column } = skeleton.getCellIndexByOffset(px, py, x, y, scroll);
    const onRows = px / x < skeleton.rowHeaderWidth;
    const onColumns = py / y < skeleton.columnHeaderHeight;
    return { row: onColumns ? -1 : row, col: onRows ? -1 : column };
  }
}
