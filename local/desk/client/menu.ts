// Menus of a row number and of a column letter: everything a person does with whole rows and columns.

import { act } from './act';
import { say } from './words';

let menu: HTMLUListElement | null = null;

interface Entry {
  label: string;
  run: () => void;
}

/** What a menu is for: a whole row or a whole column, 1-based. */
export interface Target {
  row?: number;
  col?: number;
  label: string;
  /** Number of the record in that row. */
  number?: string | undefined;
  /** Opens the editor of the column's header. */
  rename?: (() => void) | undefined;
}

/** The menu of a row number or a column letter of the plain table. */
export function openMenu(
  anchor: HTMLElement,
  place: { book: string; sheet: number },
  spot?: { x: number; y: number },
): void {
  const row = Number(anchor.closest('tr')?.dataset['row'] ?? 0);
  const col = Number(anchor.closest('th')?.dataset['col'] ?? 0);
  const box = anchor.getBoundingClientRect();
  const label = anchor.getAttribute('aria-label') ?? '';
  showMenu(
    col
      ? { col, label, rename: () => rename(col) }
      : { row, label, number: document.getElementById(`c${row}-1`)?.textContent?.trim() },
    place,
    spot ?? { x: box.left, y: box.bottom },
    () => anchor.focus(),
  );
}

/** Shows the menu at a point of the window; `back` takes the focus when it is left without a choice. */
export function showMenu(
  target: Target,
  place: { book: string; sheet: number },
  { x, y }: { x: number; y: number },
  back: () => void,
): void {
  closeMenu();
  if (document.querySelector('.book')?.getAttribute('data-readonly') === '1') return;
  const entries = target.col ? columnEntries(place, target.col, target.rename) : rowEntries(place, target);
  menu = document.createElement('ul');
  menu.className = 'menu';
  menu.role = 'menu';
  menu.setAttribute('aria-label', target.label);
  for (const { label, run } of entries) {
    const li = document.createElement('li');
    const button = document.createElement('button');
    li.role = 'none';
    button.role = 'menuitem';
    button.textContent = label;
    button.addEventListener('click', () => {
      closeMenu();
      run();
    });
    li.append(button);
    menu.append(li);
  }
  document.body.append(menu);
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  menu.querySelector('button')?.focus();
  menu.addEventListener('keydown', (e) => keyed(e, back));
  setTimeout(() => addEventListener('pointerdown', outside, { once: false }));
}

function outside(e: Event): void {
  if (!menu?.contains(e.target as Node)) closeMenu();
}

function closeMenu(): void {
  menu?.remove();
  menu = null;
  removeEventListener('pointerdown', outside);
}

function keyed(e: KeyboardEvent, back: () => void): void {
  const buttons = [...menu!.querySelectorAll('button')];
  const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (e.key === 'Escape' || e.key === 'Tab') {
    closeMenu();
    back();
  } else if (e.key === 'ArrowDown') buttons[(index + 1) % buttons.length]?.focus();
  else if (e.key === 'ArrowUp') buttons[(index + buttons.length - 1) % buttons.length]?.focus();
  else return;
  e.preventDefault();
}

function rowEntries(place: { book: string; sheet: number }, { row = 0, number: text = '' }: Target): Entry[] {
  const go =
    (name: string, at: number): (() => void) =>
    () =>
      void act({ act: name, ...place, row: at });
  const number = /^[A-Z]+-[\w-]+$/.exec(text)?.[0];
  return [
    ...(number
      ? [{ label: say('whyDue'), run: () => void (location.href = `/hood/clocks?id=${encodeURIComponent(number)}`) }]
      : []),
    { label: say('insertAbove'), run: go('insertRow', row) },
    { label: say('insertBelow'), run: go('insertRow', row + 1) },
    { label: say('copyRow'), run: go('copyRow', row) },
    {
      label: say('deleteRow'),
      run: () => {
        if (confirm(say('deleteRowAsk', { row }))) void act({ act: 'deleteRow', ...place, row });
      },
    },
  ];
}

function columnEntries(
  place: { book: string; sheet: number },
  col: number,
  renameHeader: () => void = () => undefined,
): Entry[] {
  const go =
    (name: string, more: object = {}): (() => void) =>
    () =>
      void act({ act: name, ...place, col, ...more });
  return [
    { label: say('renameHeader'), run: renameHeader },
    { label: say('sortAz'), run: go('sortAz') },
    { label: say('sortZa'), run: go('sortZa') },
    ...(col > 1 ? [{ label: say('moveLeft'), run: go('moveColumn', { cols: col - 1 }) }] : []),
    { label: say('moveRight'), run: go('moveColumn', { cols: col + 2 }) },
    { label: say('insertLeft'), run: go('insertColumn') },
    { label: say('insertRight'), run: () => void act({ act: 'insertColumn', ...place, col: col + 1 }) },
    { label: say('deleteColumn'), run: go('deleteColumn') },
  ];
}

/** Renaming a header is editing its cell: the grid's own editor opens there. */
function rename(col: number): void {
  const cell =
    document.querySelector<HTMLElement>(`tr.frozen:last-of-type td[id$="-${col}"]`) ??
    document.getElementById(`c1-${col}`);
  cell?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0, pointerType: 'touch' }));
  cell?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
}
