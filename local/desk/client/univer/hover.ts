// A small card beside the cell under the pointer: its note, and where its links lead.

import type { Bridge } from './bridge';
import type { Model } from './model';
import type { Workbench } from './workbench';

export class Card {
  private readonly box = document.createElement('div');
  private shown = '';
  private leaving = 0;

  constructor(
    private readonly bridge: Bridge,
    private readonly bench: Workbench,
    private readonly model: Model,
  ) {
    this.box.className = 'cell-card';
    this.box.hidden = true;
    document.body.append(this.box);
    bridge.host.addEventListener('pointermove', (e) => this.moved(e));
    bridge.host.addEventListener('pointerleave', () => this.leave());
    bridge.host.addEventListener('pointerdown', () => this.hide());
    bridge.host.addEventListener('wheel', () => this.hide(), { passive: true });
    this.box.addEventListener('pointerenter', () => clearTimeout(this.leaving));
    this.box.addEventListener('pointerleave', () => this.leave());
  }

  hide(): void {
    clearTimeout(this.leaving);
    this.leaving = 0;
    this.shown = '';
    this.box.hidden = true;
  }

  private leave(): void {
    if (this.shown === '' || this.leaving) return;
    this.leaving = window.setTimeout(() => this.hide(), 250);
  }

  private moved(e: PointerEvent): void {
    if (e.buttons !== 0 || this.bench.isEditing()) return;
    const spot = this.bench.at(e.clientX, e.clientY);
    const cell = spot && spot.row >= 0 && spot.col >= 0 ? this.model.cell(spot.row, spot.col) : null;
    if (!cell?.note && !cell?.links) return this.leave();
    const key = `${spot!.row}:${spot!.col}`;
    clearTimeout(this.leaving);
    this.leaving = 0;
    if (this.shown === key) return;
    this.shown = key;
    this.box.replaceChildren();
    if (cell.note) {
      const p = document.createElement('p');
      p.textContent = cell.note;
      this.box.append(p);
    }
    for (const { text, path } of cell.links ?? []) {
      const a = document.createElement('a');
      a.href = path;
      a.textContent = `${this.bridge.say('cellLink')} ${text}`;
      this.box.append(a);
    }
    this.box.hidden = false;
    const at = this.bench.boxOf(spot!.row, spot!.col);
    const below = at.bottom + 2 + this.box.offsetHeight < innerHeight;
    this.box.style.left = `${Math.max(4, Math.min(at.left, innerWidth - this.box.offsetWidth - 8))}px`;
    this.box.style.top = `${below ? at.bottom + 2 : at.top - this.box.offsetHeight - 2}px`;
  }
}
