// Copy and paste of blocks of cells, as text with tabs between columns.

import { act } from './act';
import { isEditing } from './editor';
import { cellAt, place, readonly, span } from './sheet';

const inGrid = (): boolean => !isEditing() && !!document.activeElement?.closest('#grid');

export function startClipboard(): void {
  document.addEventListener('copy', copied);
  document.addEventListener('paste', pasted);
}

function copied(e: ClipboardEvent): void {
  if (!inGrid()) return;
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
  if (!inGrid() || readonly()) return;
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
