// What is drawn into cells beside their text: the arrow of a dropdown, a tick box, and the corner of a note.

import type { ICellCustomRender, ICellDataForSheetInterceptor, ICellRenderContext } from '@univerjs/core';
import { INTERCEPTOR_POINT, SheetInterceptorService } from '@univerjs/preset-sheets-core';
import type { Model } from './model';
import type { Workbench } from './workbench';

/** Width at the right of a cell that opens its dropdown, and side of a tick box, px. */
const ARROW = 20;
const BOX = 15;
const NOTE = { color: '#f2a600', size: 6 };

export interface MarkActs {
  open(row: number, col: number): void;
  toggle(row: number, col: number): void;
}

export function drawMarks(bench: Workbench, model: Model, acts: MarkActs): void {
  const arrow: ICellCustomRender = {
    drawWith: (ctx, { primaryWithCoord: p }) => drawArrow(ctx, p.endX - 11, (p.startY + p.endY) / 2),
    isHit: ({ x }, { primaryWithCoord: p }) => x > p.endX - ARROW,
    onPointerDown: ({ row, col }) => acts.open(row, col),
  };
  const box = (ticked: boolean): ICellCustomRender => ({
    drawWith: (ctx, { primaryWithCoord: p }) =>
      drawBox(ctx, (p.startX + p.endX - BOX) / 2, (p.startY + p.endY - BOX) / 2, ticked),
    isHit: ({ x, y }, info) => inBox(x, y, info),
    onPointerDown: ({ row, col }) => acts.toggle(row, col),
  });
  const [off, on] = [box(false), box(true)];
  bench.injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    priority: 5,
    handler(cell, { row, col, unitId }, next) {
      const ours = unitId === bench.unit ? model.cell(row, col) : null;
      if (!ours || (!ours.choices && ours.ticked === undefined && !ours.note)) return next(cell);
      const out: ICellDataForSheetInterceptor = { ...cell };
      if (ours.note) out.markers = { ...out.markers, tr: NOTE };
      if (ours.choices) {
        out.customRender = [...(out.customRender ?? []), arrow];
        out.fontRenderExtension = { ...out.fontRenderExtension, rightOffset: ARROW };
      }
      if (ours.ticked !== undefined) out.customRender = [...(out.customRender ?? []), ours.ticked ? on : off];
      return next(out);
    },
  });
}

function inBox(x: number, y: number, { primaryWithCoord: p }: ICellRenderContext): boolean {
  const reach = BOX / 2 + 3;
  return Math.abs(x - (p.startX + p.endX) / 2) < reach && Math.abs(y - (p.startY + p.endY) / 2) < reach;
}

function drawArrow(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  ctx.save();
  ctx.beginPath();
  ctx.moveTo(x - 3.5, y - 1.5);
  ctx.lineTo(x, y + 2);
  ctx.lineTo(x + 3.5, y - 1.5);
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = '#777d86';
  ctx.stroke();
  ctx.restore();
}

function drawBox(ctx: CanvasRenderingContext2D, x: number, y: number, ticked: boolean): void {
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(x, y, BOX, BOX, 3);
  ctx.fillStyle = ticked ? '#0b57d0' : '#fff';
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = ticked ? '#0b57d0' : '#5f6368';
  ctx.stroke();
  if (ticked) {
    ctx.beginPath();
    ctx.moveTo(x + 3.5, y + 7.8);
    ctx.lineTo(x + 6.3, y + 10.6);
    ctx.lineTo(x + 11.5, y + 4.8);
    ctx.lineWidth = 1.8;
    ctx.strokeStyle = '#fff';
    ctx.stroke();
  }
  ctx.restore();
}
