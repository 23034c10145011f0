// A dropdown's entries below its cell: filtered while typing, chosen by arrow keys, click or touch.

import { say } from './words';

let list: HTMLUListElement | null = null;

const shown = (): HTMLLIElement[] => (list ? [...list.querySelectorAll<HTMLLIElement>('li:not([hidden])')] : []);

export const isOpen = (): boolean => list !== null;

/** Shows the entries below the cell, or above it where there is no room. */
export function openChoices(cell: HTMLElement, entries: string[], pick: (entry: string) => void): void {
  openChoicesAt(cell.getBoundingClientRect(), entries, pick);
}

/** The same for a place on the window. */
export function openChoicesAt(box: DOMRect, entries: string[], pick: (entry: string) => void): void {
  closeChoices();
  list = document.createElement('ul');
  list.className = 'choices';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', say('choose'));
  for (const entry of entries) {
    const li = document.createElement('li');
    li.role = 'option';
    li.dataset['value'] = entry;
    li.textContent = entry;
    li.setAttribute('aria-selected', 'false');
    li.addEventListener('pointerdown', (e) => {
      e.preventDefault();
      e.stopPropagation();
      pick(entry);
    });
    list.append(li);
  }
  document.body.append(list);
  list.style.minWidth = `${box.width}px`;
  const below = innerHeight - box.bottom - 12;
  const height = Math.min(list.scrollHeight, 300);
  list.style.left = `${Math.max(4, Math.min(box.left, innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${below >= height || below > box.top ? box.bottom + 2 : box.top - height - 2}px`;
  list.style.maxHeight = `${Math.min(300, Math.max(below, box.top) - 8)}px`;
}

export function closeChoices(): void {
  list?.remove();
  list = null;
}

/** Leaves what contains the typed text; all of them where nothing does, because a dropdown is never strict. */
export function filterChoices(text: string): void {
  if (!list) return;
  const typed = text.trim().toLowerCase();
  const entries = [...list.children] as HTMLLIElement[];
  const fits = (li: HTMLLIElement): boolean => li.textContent.toLowerCase().includes(typed);
  const any = entries.some(fits);
  for (const li of entries) {
    li.hidden = any && typed !== '' && !fits(li);
    li.setAttribute('aria-selected', 'false');
  }
}

/** One entry further or back, around the ends. */
export function moveChoice(by: 1 | -1): void {
  const entries = shown();
  const index = entries.findIndex((li) => li.getAttribute('aria-selected') === 'true');
  const next = entries[index < 0 ? (by > 0 ? 0 : entries.length - 1) : (index + by + entries.length) % entries.length];
  for (const li of entries) li.setAttribute('aria-selected', String(li === next));
  next?.scrollIntoView({ block: 'nearest' });
}

/** The entry the arrow keys stand on. */
export function standsOn(): string | null {
  return shown().find((li) => li.getAttribute('aria-selected') === 'true')?.dataset['value'] ?? null;
}
