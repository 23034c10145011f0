// The sheet under the hands: select, move, type, choose from a dropdown, clear, copy and paste.

import { act } from './act';
import { afterMorph, held, released } from './live';
import { openMenu } from './menu';
import { say } from './words';

interface Spot {
  row: number;
  col: number;
}

let book: HTMLElement;
let table: HTMLTableElement;
let at: Spot = { row: 1, col: 1 };
/** The other corner of the selection. */
let to: Spot = { row: 1, col: 1 };
/** Always in the selected cell and focused there, unseen until somebody types: so that input methods for Chinese work. */
const editor = document.createElement('input');
let editing = false;
let list: HTMLUListElement | null = null;

export function place(): { book: string; sheet: number } {
  return { book: book.dataset['book'] ?? '', sheet: Number(book.dataset['sheet']) };
}

const readonly = (): boolean => book.dataset['readonly'] === '1';
const cellAt = ({ row, col }: Spot): HTMLTableCellElement | null =>
  document.getElementById(`c${row}-${col}`) as HTMLTableCellElement | null;

function spotOf(target: EventTarget | null): Spot | null {
  const cell = (target as Element | null)?.closest?.('td.cell');
  const found = /^c(\d+)-(\d+)$/.exec(cell?.id ?? '');
  return found ? { row: Number(found[1]), col: Number(found[2]) } : null;
}

function textOf(cell: HTMLTableCellElement): string {
  if (cell.dataset['edit'] !== undefined) return cell.dataset['edit'];
  const box = cell.querySelector('.box');
  return box ? (box.getAttribute('aria-checked') === 'true' ? 'TRUE' : 'FALSE') : (cell.textContent ?? '');
}

export function lettersOf(col: number): string {
  let out = '';
  for (let n = col; n > 0; n = Math.floor((n - 1) / 26)) out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
  return out;
}

export function startGrid(): void {
  const found = document.querySelector<HTMLElement>('.book');
  const grid = document.getElementById('grid') as HTMLTableElement | null;
  if (!found || !grid) return;
  book = found;
  table = grid;
  held.busy = () => editing;
  prepare();
  afterMorph.push(() => paint(false));
  table.addEventListener('pointerdown', pressed);
  table.addEventListener('dblclick', (e) => {
    if (spotOf(e.target) && !(e.target as Element).closest('a')) edit();
  });
  table.addEventListener('keydown', keyed);
  table.addEventListener('contextmenu', contexted);
  table.addEventListener('click', (e) => {
    const button = (e.target as Element).closest('th button');
    if (button) openMenu(button as HTMLElement, place());
  });
  document.addEventListener('copy', copied);
  document.addEventListener('paste', pasted);
  bar();
  const wanted = /^#?([A-Z]+)(\d+)$/.exec(location.hash.slice(1).replace(/^range=/, ''));
  const first = wanted
    ? { row: Number(wanted[2]), col: [...wanted[1]!].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) }
    : { row: 1, col: 1 };
  select(cellAt(first) ? first : { row: 1, col: 1 }, false);
  if (wanted) cellAt(first)?.scrollIntoView({ block: 'center' });
}

function select(spot: Spot, focus = true, extend = false): void {
  if (!cellAt(spot) && !extend) return;
  if (extend) to = spot;
  else at = to = spot;
  paint(focus);
}

function paint(focus: boolean): void {
  table = document.getElementById('grid') as HTMLTableElement;
  for (const old of table.querySelectorAll('.selected, .anchor')) old.classList.remove('selected', 'anchor');
  for (const cell of cells()) cell.classList.add('selected');
  const cell = cellAt(at);
  if (!cell) return;
  cell.classList.add('anchor');
  const focused = document.activeElement === editor;
  if (editor.parentElement !== cell) cell.append(editor);
  editor.setAttribute('aria-label', `${say('cellOf', { cell: `${lettersOf(at.col)}${at.row}` })} ${textOf(cell)}`);
  if (focused && !focus) editor.focus({ preventScroll: true });
  document.getElementById('cell-name')!.textContent = `${lettersOf(at.col)}${at.row}`;
  const content = document.getElementById('cell-content') as HTMLInputElement;
  if (document.activeElement !== content) content.value = textOf(cell);
  if (focus) {
    editor.focus({ preventScroll: true });
    reveal(cell);
  }
}

/** Scrolls so that frozen rows and columns do not cover the cell. */
function reveal(cell: HTMLElement): void {
  const box = document.getElementById('gridbox')!;
  const c = cell.getBoundingClientRect();
  const b = box.getBoundingClientRect();
  const sticky = [...table.querySelectorAll<HTMLElement>('thead th.stick, thead th.corner')].reduce(
    (w, th) => w + th.offsetWidth,
    0,
  );
  const top =
    table.tHead!.offsetHeight +
    [...table.querySelectorAll<HTMLElement>('tr.frozen')].reduce((h, tr) => h + tr.offsetHeight, 0);
  if (!cell.classList.contains('stick')) {
    if (c.left < b.left + sticky) box.scrollLeft -= b.left + sticky - c.left;
    else if (c.right > b.left + box.clientWidth)
      box.scrollLeft += Math.min(c.right - b.left - box.clientWidth, c.left - b.left - sticky);
  }
  if (!cell.closest('tr.frozen')) {
    if (c.top < b.top + top) box.scrollTop -= b.top + top - c.top;
    else if (c.bottom > b.top + box.clientHeight) box.scrollTop += c.bottom - b.top - box.clientHeight;
  }
}

function span(): { row: number; col: number; rows: number; cols: number } {
  const row = Math.min(at.row, to.row);
  const col = Math.min(at.col, to.col);
  return { row, col, rows: Math.abs(at.row - to.row) + 1, cols: Math.abs(at.col - to.col) + 1 };
}

function cells(): HTMLTableCellElement[] {
  const { row, col, rows, cols } = span();
  const out: HTMLTableCellElement[] = [];
  for (let r = row; r < row + rows; r++)
    for (let c = col; c < col + cols; c++) {
      const cell = cellAt({ row: r, col: c });
      if (cell) out.push(cell);
    }
  return out;
}

function pressed(e: PointerEvent): void {
  const spot = spotOf(e.target);
  if (!spot || e.button !== 0) return;
  if (editing && editor.parentElement === cellAt(spot)) return;
  if ((e.target as Element).closest('.choices')) return;
  commit();
  if ((e.target as Element).closest('a')) return;
  select(spot, true, e.shiftKey);
  e.preventDefault();
  if (e.shiftKey) return;
  const cell = cellAt(spot)!;
  if (cell.classList.contains('tick')) return void toggle();
  if (cell.classList.contains('dd') && e.offsetX > 0 && e.clientX > cell.getBoundingClientRect().right - 24)
    return edit();
  if (e.pointerType === 'touch') return;
  const drag = (move: PointerEvent): void => {
    const over = spotOf(document.elementFromPoint(move.clientX, move.clientY));
    if (over) select(over, false, true);
  };
  addEventListener('pointermove', drag);
  addEventListener('pointerup', () => removeEventListener('pointermove', drag), { once: true });
}

function contexted(e: MouseEvent): void {
  const spot = spotOf(e.target);
  const head = (e.target as Element).closest('th');
  if (!spot && !head) return;
  e.preventDefault();
  const anchor =
    head?.querySelector('button') ?? table.querySelector<HTMLElement>(`tr[data-row="${spot!.row}"] th button`);
  if (spot) select(spot);
  if (anchor) openMenu(anchor as HTMLElement, place(), { x: e.clientX, y: e.clientY });
}

const MOVES: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function keyed(e: KeyboardEvent): void {
  if (editing || e.isComposing || (e.target as Element).closest('th')) return;
  const move = MOVES[e.key];
  if (move) {
    e.preventDefault();
    const from = e.shiftKey ? to : at;
    return step(from, move, e.shiftKey);
  }
  if (e.key === 'Tab') {
    const next = { row: at.row, col: at.col + (e.shiftKey ? -1 : 1) };
    if (!cellAt(next)) return;
    e.preventDefault();
    return select(next);
  }
  if (e.key === 'Home') return (e.preventDefault(), select({ row: at.row, col: 1 }));
  if (e.key === 'F10' && e.shiftKey) {
    e.preventDefault();
    // On the header it is the column's menu, below it the row's.
    const header = cellAt(at)?.closest('tr.frozen');
    const anchor = table.querySelector<HTMLElement>(
      header ? `thead th[data-col="${at.col}"] button` : `tr[data-row="${at.row}"] th button`,
    );
    if (anchor) openMenu(anchor, place());
    return;
  }
  if (e.key === ' ' && cellAt(at)?.classList.contains('tick')) return (e.preventDefault(), void toggle());
  if (e.key === 'Enter' || e.key === 'F2') return (e.preventDefault(), edit());
  if (e.key === 'Delete' || e.key === 'Backspace') return (e.preventDefault(), clear());
}

/** The next cell that is shown; rows in between may be on another page. */
function step(from: Spot, [dr, dc]: [number, number], extend: boolean): void {
  let next = { row: from.row + dr, col: from.col + dc };
  if (!cellAt(next) && dr !== 0) {
    const rows = [...table.tBodies[0]!.rows].map((r) => Number(r.dataset['row']));
    const index = rows.indexOf(from.row) + dr;
    if (rows[index] === undefined) return;
    next = { row: rows[index], col: from.col };
  }
  if (cellAt(next)) select(next, true, extend);
}

function toggle(): void {
  if (readonly()) return;
  const on = cellAt(at)?.querySelector('.box')?.getAttribute('aria-checked') === 'true';
  void act({ act: 'edit', ...place(), ...at, text: !on });
}

function clear(): void {
  if (readonly()) return;
  const area = span();
  if (area.rows * area.cols === 1) void act({ act: 'edit', ...place(), row: area.row, col: area.col, text: null });
  else void act({ act: 'clear', ...place(), ...area });
}

function prepare(): void {
  editor.className = 'editor';
  editor.dataset['own'] = '1';
  editor.autocomplete = 'off';
  editor.spellcheck = false;
  editor.addEventListener('keydown', (e) => editing && editorKeyed(e));
  // The first letter, or an input method's first stroke, opens the editor with nothing in it.
  editor.addEventListener('compositionstart', () => begin());
  editor.addEventListener('input', () => {
    begin();
    filter();
  });
  editor.addEventListener('blur', () =>
    setTimeout(() => editing && document.activeElement !== editor && commit(), 120),
  );
}

/** Opens the editor on what stands in the cell. */
export function edit(): void {
  const cell = cellAt(at);
  if (!cell || editing || readonly() || cell.classList.contains('tick')) return;
  editor.value = textOf(cell);
  begin();
  editor.setSelectionRange(editor.value.length, editor.value.length);
}

function begin(): void {
  const cell = cellAt(at);
  if (editing || !cell) return;
  if (readonly() || cell.classList.contains('tick')) {
    editor.value = '';
    return;
  }
  editing = true;
  editor.dataset['was'] = textOf(cell);
  editor.classList.add('on');
  if (document.activeElement !== editor) editor.focus({ preventScroll: true });
  if (cell.classList.contains('dd')) void offer(cell, editor.value === textOf(cell));
}

function editorKeyed(e: KeyboardEvent): void {
  e.stopPropagation();
  if (e.isComposing) return;
  const shown = list ? [...list.querySelectorAll<HTMLLIElement>('li:not([hidden])')] : [];
  if (list && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
    e.preventDefault();
    const index = shown.findIndex((li) => li.getAttribute('aria-selected') === 'true');
    const next =
      shown[
        (index + (e.key === 'ArrowDown' ? 1 : shown.length - 1) + (index < 0 && e.key === 'ArrowUp' ? 1 : 0)) %
          shown.length
      ];
    for (const li of shown) li.setAttribute('aria-selected', String(li === next));
    next?.scrollIntoView({ block: 'nearest' });
    return;
  }
  if (e.key === 'Escape') return (e.preventDefault(), close(), select(at));
  if (e.key !== 'Enter' && e.key !== 'Tab') return;
  e.preventDefault();
  const chosen = shown.find((li) => li.getAttribute('aria-selected') === 'true');
  if (chosen) editor.value = chosen.dataset['value'] ?? '';
  const from = at;
  commit();
  step(from, e.key === 'Tab' ? [0, e.shiftKey ? -1 : 1] : [e.shiftKey ? -1 : 1, 0], false);
}

/** The dropdown's entries below the cell; loaded when needed, because a sheet may hold thousands of dropdowns. */
async function offer(cell: HTMLTableCellElement, all: boolean): Promise<void> {
  const { book: id, sheet } = place();
  const own = at;
  const answer = await fetch(`/choices/${id}/${sheet}/${at.row}/${at.col}`);
  const { entries } = (await answer.json()) as { entries: string[] };
  if (!editing || at !== own || entries.length === 0 || list) return;
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
      if (!editing) return;
      editor.value = entry;
      commit();
      select(at);
    });
    list.append(li);
  }
  document.body.append(list);
  const box = cell.getBoundingClientRect();
  list.style.minWidth = `${box.width}px`;
  const below = innerHeight - box.bottom - 12;
  const height = Math.min(list.scrollHeight, 300);
  list.style.left = `${Math.max(4, Math.min(box.left, innerWidth - list.offsetWidth - 8))}px`;
  if (below >= height || below > box.top) list.style.top = `${box.bottom + 2}px`;
  else list.style.top = `${box.top - height - 2}px`;
  list.style.maxHeight = `${Math.min(300, Math.max(below, box.top) - 8)}px`;
  if (!all) filter();
}

function filter(): void {
  if (!list || !editing) return;
  const typed = editor.value.trim().toLowerCase();
  const entries = [...list.children] as HTMLLIElement[];
  const any = entries.some((li) => li.textContent!.toLowerCase().includes(typed));
  for (const li of entries) {
    li.hidden = any && typed !== '' && !li.textContent!.toLowerCase().includes(typed);
    li.setAttribute('aria-selected', 'false');
  }
}

function close(): void {
  editing = false;
  editor.value = '';
  editor.classList.remove('on');
  list?.remove();
  list = null;
  released();
}

/** Sends what was typed, if it is something else than what stood there. */
function commit(): void {
  if (!editing) return;
  const { value } = editor;
  const was = editor.dataset['was'] ?? '';
  const spot = at;
  const cell = cellAt(spot);
  close();
  if (value === was) return;
  const shown = cell?.querySelector('.v');
  if (shown) shown.textContent = value;
  void act({ act: 'edit', ...place(), ...spot, text: value === '' ? null : value });
}

function copied(e: ClipboardEvent): void {
  if (editing || !document.activeElement?.closest('#grid')) return;
  const { row, col, rows, cols } = span();
  const lines: string[] = [];
  for (let r = row; r < row + rows; r++) {
    const line: string[] = [];
    for (let c = col; c < col + cols; c++)
      line.push((cellAt({ row: r, col: c })?.textContent ?? '').replace(/[\t\n]/g, ' '));
    lines.push(line.join('\t'));
  }
  e.clipboardData?.setData('text/plain', lines.join('\n'));
  e.preventDefault();
}

function pasted(e: ClipboardEvent): void {
  if (editing || readonly() || !document.activeElement?.closest('#grid')) return;
  const text = e.clipboardData?.getData('text/plain') ?? '';
  if (!text) return;
  e.preventDefault();
  const block = text
    .replace(/\r/g, '')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
  const area = span();
  // One value over a larger selection fills it, as in Sheets.
  const texts =
    block.length === 1 && block[0]!.length === 1
      ? Array.from({ length: area.rows }, () => Array<string>(area.cols).fill(block[0]![0]!))
      : block;
  void act({ act: 'paste', ...place(), row: area.row, col: area.col, texts });
}

/** The line above the grid edits the selected cell as well. */
function bar(): void {
  const content = document.getElementById('cell-content') as HTMLInputElement;
  content.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') {
      content.value = textOf(cellAt(at)!);
      return select(at);
    }
    if (e.key !== 'Enter' || e.isComposing) return;
    e.preventDefault();
    const cell = cellAt(at);
    if (cell && content.value !== textOf(cell))
      void act({ act: 'edit', ...place(), ...at, text: content.value === '' ? null : content.value });
    select(at);
  });
}
