// A dropdown's entries beside the editor of a cell: filtered while typing, chosen by arrow keys or a click.

import {
  DOCS_NORMAL_EDITOR_UNIT_ID_KEY,
  IUniverInstanceService,
  UniverInstanceType,
  type DocumentDataModel,
} from '@univerjs/core';
import type { Bridge } from './bridge';
import type { Model } from './model';
import type { Workbench } from './workbench';

export interface DropdownActs {
  /** Sends the entry as an edit of this cell. */
  choose(row: number, col: number, entry: string): void;
  /** Closes the editor, leaving what stood there. */
  leave(): void;
}

export class Dropdown {
  private at: [number, number] | null = null;

  constructor(
    private readonly bridge: Bridge,
    private readonly bench: Workbench,
    private readonly model: Model,
    private readonly acts: DropdownActs,
  ) {
    let editing = false;
    bench.editor.visible$.subscribe(({ visible }) => {
      // Said again with every click beside an editor that is not open.
      if (visible === editing) return;
      editing = visible;
      if (!visible) return this.close();
      const state = bench.editor.getEditLocation();
      if (state) void this.open(state.row, state.column);
    });
    bench.commands.onCommandExecuted(({ id }) => {
      if (this.at && id === 'doc.mutation.rich-text-editing') bridge.choices.filter(this.typed());
    });
  }

  /** Asks for the entries only now: a sheet may hold thousands of dropdowns. */
  async open(row: number, col: number): Promise<void> {
    this.close();
    if (!this.model.cell(row, col).choices || this.bridge.readonly()) return;
    this.at = [row, col];
    const { book, sheet } = this.bridge.place();
    const answer = await fetch(`/choices/${book}/${sheet}/${row + 1}/${col + 1}`);
    const { entries } = (await answer.json()) as { entries: string[] };
    if (this.at?.[0] !== row || this.at[1] !== col || entries.length === 0) return;
    this.bridge.choices.open(this.bench.boxOf(row, col), entries, (entry) => this.choose(entry));
    const typed = this.bench.isEditing() ? this.typed() : '';
    if (typed !== this.model.cell(row, col).text) this.bridge.choices.filter(typed);
  }

  close(): void {
    this.at = null;
    this.bridge.choices.close();
  }

  private choose(entry: string): void {
    if (!this.at) return;
    const [row, col] = this.at;
    this.close();
    if (this.bench.isEditing()) this.acts.leave();
    this.acts.choose(row, col, entry);
  }

  private typed(): string {
    const doc = this.bench.injector
      .get(IUniverInstanceService)
      .getUnit<DocumentDataModel>(DOCS_NORMAL_EDITOR_UNIT_ID_KEY, UniverInstanceType.UNIVER_DOC);
    return (doc?.getBody()?.dataStream ?? '').replace(/\r\n$/, '');
  }

  /** With a list open, the arrows and Enter belong to it. True when the key was taken. */
  keyed(e: KeyboardEvent): boolean {
    const { choices } = this.bridge;
    if (!this.at || !choices.isOpen() || e.isComposing) return false;
    const entry = choices.standsOn();
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') choices.move(e.key === 'ArrowDown' ? 1 : -1);
    else if ((e.key === 'Enter' || e.key === 'Tab') && entry !== null) this.choose(entry);
    else if (e.key === 'Escape' && !this.bench.isEditing()) this.close();
    else return false;
    return true;
  }
}
