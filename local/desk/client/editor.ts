// Typing into a cell: opened by a letter, Enter, F2 or double click; taken by Enter, Tab or leaving; dropped by Escape.

import { act } from './act';
import { closeChoices, filterChoices, isOpen, moveChoice, openChoices, standsOn } from './choices';
import { released } from './live';
import { cellAt, chosen, field, place, readonly, select, step, textOf } from './sheet';

let editing = false;

export const isEditing = (): boolean => editing;

export function prepareEditor(): void {
  field.className = 'editor';
  field.dataset['own'] = '1';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.addEventListener('keydown', (e) => editing && keyed(e));
  // The first letter, or an input method's first stroke, opens the editor with nothing in it.
  field.addEventListener('compositionstart', () => begin());
  field.addEventListener('input', () => {
    begin();
    filterChoices(field.value);
  });
  field.addEventListener('blur', () => setTimeout(() => editing && document.activeElement !== field && commit(), 120));
}

/** Opens the editor on what stands in the cell. */
export function edit(): void {
  const cell = cellAt(chosen.at);
  if (!cell || editing || readonly() || cell.classList.contains('tick')) return;
  field.value = textOf(cell);
  begin();
  field.setSelectionRange(field.value.length, field.value.length);
}

function begin(): void {
  const cell = cellAt(chosen.at);
  if (editing || !cell) return;
  if (readonly() || cell.classList.contains('tick')) {
    field.value = '';
    return;
  }
  editing = true;
  field.dataset['was'] = textOf(cell);
  field.classList.add('on');
  if (document.activeElement !== field) field.focus({ preventScroll: true });
  if (cell.classList.contains('dd')) void offer(cell, field.value === textOf(cell));
}

function keyed(e: KeyboardEvent): void {
  e.stopPropagation();
  if (e.isComposing) return;
  if (isOpen() && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
    e.preventDefault();
    return moveChoice(e.key === 'ArrowDown' ? 1 : -1);
  }
  if (e.key === 'Escape') {
    e.preventDefault();
    close();
    return select(chosen.at);
  }
  if (e.key !== 'Enter' && e.key !== 'Tab') return;
  e.preventDefault();
  field.value = standsOn() ?? field.value;
  const from = chosen.at;
  commit();
  const back = e.shiftKey ? -1 : 1;
  step(from, e.key === 'Tab' ? [0, back] : [back, 0], false);
}

/** The dropdown's entries; loaded when needed, because a sheet may hold thousands of dropdowns. */
async function offer(cell: HTMLTableCellElement, all: boolean): Promise<void> {
  const { book, sheet } = place();
  const own = chosen.at;
  const answer = await fetch(`/choices/${book}/${sheet}/${own.row}/${own.col}`);
  const { entries } = (await answer.json()) as { entries: string[] };
  if (!editing || chosen.at !== own || entries.length === 0 || isOpen()) return;
  openChoices(cell, entries, (entry) => {
    if (!editing) return;
    field.value = entry;
    commit();
    select(chosen.at);
  });
  if (!all) filterChoices(field.value);
}

function close(): void {
  editing = false;
  field.value = '';
  field.classList.remove('on');
  closeChoices();
  released();
}

/** Sends what was typed, if it is something else than what stood there. */
export function commit(): void {
  if (!editing) return;
  const { value } = field;
  const was = field.dataset['was'] ?? '';
  const spot = chosen.at;
  const cell = cellAt(spot);
  close();
  if (value === was) return;
  const shown = cell?.querySelector('.v');
  if (shown) shown.textContent = value;
  void act({ act: 'edit', ...place(), ...spot, text: value === '' ? null : value });
}
