// The line above the grid: name of the selected cell, and its content, which may be edited there.

import type { Bridge } from './bridge';
import { lettersOf } from './menus';
import type { Model } from './model';
import type { Workbench } from './workbench';

export class CellBar {
  private readonly name = document.getElementById('cell-name')!;
  private readonly content = document.getElementById('cell-content') as HTMLInputElement;

  constructor(
    private readonly bridge: Bridge,
    private readonly bench: Workbench,
    private readonly model: Model,
    private readonly edit: (row: number, col: number, text: string) => void,
  ) {
    this.content.addEventListener('keydown', (e) => this.keyed(e));
  }

  show(): void {
    const { row, col } = this.bench.selected();
    this.name.textContent = `${lettersOf(col + 1)}${row + 1}`;
    if (document.activeElement !== this.content) this.content.value = this.text(row, col);
    // The hidden field Univer types into is what a screen reader stands on.
    const field = this.bridge.host.querySelector('[data-u-comp="editor"]');
    field?.setAttribute('role', 'textbox');
    const name = this.bridge.say('cellOf', { cell: this.name.textContent });
    const { note } = this.model.cell(row, col);
    field?.setAttribute('aria-label', [name, this.text(row, col), note].filter(Boolean).join(' '));
  }

  private text(row: number, col: number): string {
    const cell = this.model.cell(row, col);
    return cell.edit ?? cell.text;
  }

  private keyed(e: KeyboardEvent): void {
    // Univer listens on the window; what is typed here is not for it.
    e.stopPropagation();
    const { row, col } = this.bench.selected();
    if (e.key === 'Escape') {
      this.content.value = this.text(row, col);
      this.content.blur();
    }
    if (e.key !== 'Enter' || e.isComposing || this.bridge.readonly()) return;
    e.preventDefault();
    if (this.content.value !== this.text(row, col)) this.edit(row, col, this.content.value);
    this.content.blur();
  }
}
