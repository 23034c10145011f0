// A tab for the grid on the canvas: the painting of the plain table for all rows, as small JSON, and what changed since.

import type { Format } from '../../runtime/store/cells.ts';
import { boxOf } from '../../runtime/store/ranges.ts';
import { mayEdit } from '../../runtime/sheets-api/draft.ts';
import type { Sheet, Spreadsheet } from '../../runtime/store/state.ts';
import { localPath } from '../places.ts';
import { paintAll, type PaintedCell } from './paint.ts';
import type { GridAnswer, GridCell, GridShape } from './grid-types.ts';

/** Looks by number, for as long as the program runs: an office has a few dozen, and a number stays what it was. */
const looks: Format[] = [{}];
const numbers = new Map<string, number>([['{}', 0]]);

/** The store shares one object among equal formats. */
const byObject = new WeakMap<Format, number>();

function lookNumber(look: Format): number {
  const seen = byObject.get(look);
  if (seen !== undefined) return seen;
  const number = numberByText(look);
  byObject.set(look, number);
  return number;
}

function numberByText(look: Format): number {
  const key = JSON.stringify(look);
  let known = numbers.get(key);
  if (known === undefined) numbers.set(key, (known = looks.push(look) - 1));
  return known;
}

/** What a page was given, by the token it got with it: rows as JSON. Pages with an older one get everything. */
const given = new Map<string, readonly string[]>();
const KEPT = 16;
let tokens = 0;

/** The tab as this person sees it; of rows only those that differ from what came with `after`. */
export function gridAnswer(file: Spreadsheet, sheet: Sheet, now: number, who: string, after?: string): GridAnswer {
  const rows = rowTexts(file, sheet, now);
  const known = (after ? given.get(after) : undefined) ?? null;
  if (after) given.delete(after);
  const token = `${file.id}/${sheet.sheetId}/${++tokens}`;
  given.set(token, rows);
  for (const old of [...given.keys()].slice(0, -KEPT)) given.delete(old);
  const changed: GridAnswer['rows'] = {};
  const count = Math.max(rows.length, known?.length ?? 0);
  for (let r = 0; r < count; r++)
    if (known?.[r] !== rows[r]) changed[r] = JSON.parse(rows[r] ?? '[]') as GridAnswer['rows'][number];
  return { token, whole: known === null, shape: shapeOf(file, sheet, who), looks, rows: changed };
}

/** A sheet never changes, another one takes its place: what was painted of it at one moment serves all who look. */
const texts = new WeakMap<Sheet, { now: number; rows: readonly string[] }>();

function rowTexts(file: Spreadsheet, sheet: Sheet, now: number): readonly string[] {
  const known = texts.get(sheet);
  if (known?.now === now) return known.rows;
  const rows = paintTexts(file, sheet, now);
  texts.set(sheet, { now, rows });
  return rows;
}

function paintTexts(file: Spreadsheet, sheet: Sheet, now: number): string[] {
  const out = paintAll(file, sheet, now).rows.map(({ cells }) => {
    const row: (GridCell | string | null)[] = [];
    for (const cell of cells) {
      const small = smallCell(cell);
      if (small === null) continue;
      while (row.length < cell.col - 1) row.push(null);
      row.push(small);
    }
    return JSON.stringify(row);
  });
  while (out.at(-1) === '[]') out.pop();
  return out;
}

/** Bare text where there is nothing but text; null for a cell that shows nothing. */
function smallCell(cell: PaintedCell): GridCell | string | null {
  const look = lookNumber(cell.number && !cell.look.h ? { ...cell.look, h: 'RIGHT' } : cell.look);
  const out: GridCell = { text: cell.text };
  if (look) out.look = look;
  if (cell.edit !== cell.text) out.edit = cell.edit;
  if (cell.note) out.note = cell.note;
  if (cell.choices) out.choices = true;
  if (cell.checkbox !== null) out.ticked = cell.checkbox;
  const links = cell.pieces.flatMap(({ text, link }) => {
    const path = link ? localPath(link) : null;
    return path ? [{ text, path }] : [];
  });
  if (links.length > 0) out.links = links;
  if (Object.keys(out).length > 1) return out;
  return cell.text === '' ? null : cell.text;
}

function shapeOf(file: Spreadsheet, sheet: Sheet, who: string): GridShape {
  return {
    title: sheet.title,
    rows: sheet.rowCount,
    cols: sheet.colCount,
    frozenRows: Math.min(sheet.frozenRows, 5),
    frozenCols: Math.min(sheet.frozenCols, 3),
    widths: Object.fromEntries(
      Object.entries(sheet.cols).map(([c, p]) => [c, p.hidden ? 0 : (p.pixelSize ?? 100)] as const),
    ),
    hiddenRows: Object.entries(sheet.rows).flatMap(([r, p]) => (p.hidden ? [Number(r)] : [])),
    merges: sheet.merges.map((m) => boxOf(m, sheet)).filter((b) => (b.bottom - b.top) * (b.right - b.left) <= 10_000),
    gridlines: !sheet.hideGridlines,
    readonly: readOnly(file, sheet, who),
  };
}

/** Whether this person may edit nothing here: a machine's sheet, or one protected as a whole. */
export function readOnly(file: Spreadsheet, sheet: Sheet, who: string): boolean {
  if (sheet.title.startsWith('_')) return true;
  return Object.values(sheet.protectedRanges).some((p) => {
    if (p.unprotectedRanges?.length) return false;
    const b = boxOf(p.range, sheet);
    const all = b.top === 0 && b.left === 0 && b.bottom >= sheet.rowCount && b.right >= sheet.colCount;
    return all && !mayEdit(file, sheet, b, who);
  });
}
