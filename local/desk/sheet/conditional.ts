// Conditional formats as Sheets would show them: which rules of a sheet hold for a cell, and what they change in its look.

import { valueOf, type Format } from '../../runtime/store/cells.ts';
import { rowAt } from '../../runtime/store/grid.ts';
import type { GridRange, Sheet } from '../../runtime/store/state.ts';
import { displayOf } from '../../runtime/store/display.ts';
import { compileFormula, truth, Unknown, type Look } from './formula.ts';

type Rgb = { red?: number; green?: number; blue?: number };
interface ApiFormat {
  backgroundColor?: Rgb;
  backgroundColorStyle?: { rgbColor?: Rgb };
  textFormat?: {
    foregroundColor?: Rgb;
    foregroundColorStyle?: { rgbColor?: Rgb };
    bold?: boolean;
    italic?: boolean;
    strikethrough?: boolean;
  };
}
interface BooleanRule {
  condition?: { type?: string; values?: { userEnteredValue?: string }[] };
  format?: ApiFormat;
}

export interface Rule {
  ranges: readonly GridRange[];
  holds(row: number, col: number, range: GridRange): boolean;
  look: Format;
}

const warned = new Set<string>();

function hex(rgb: Rgb | undefined): string | undefined {
  if (!rgb) return undefined;
  const part = (x = 0): string =>
    Math.round(Math.min(1, Math.max(0, x)) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${part(rgb.red)}${part(rgb.green)}${part(rgb.blue)}`;
}

/** Look in the store's words from the API's. */
export function lookOf(format: ApiFormat | undefined): Format {
  const text = format?.textFormat;
  const out: Format = {};
  const bg = hex(format?.backgroundColorStyle?.rgbColor ?? format?.backgroundColor);
  const color = hex(text?.foregroundColorStyle?.rgbColor ?? text?.foregroundColor);
  if (bg) out.bg = bg;
  if (color) out.color = color;
  if (text?.bold) out.bold = true;
  if (text?.italic) out.italic = true;
  if (text?.strikethrough) out.strikethrough = true;
  return out;
}

/** Rules of a sheet in their order of precedence. A rule of an unknown kind is left out and named once on the console. */
export function rulesOf(sheet: Sheet, nowSerial: number): Rule[] {
  const value: Look = (row, col) => valueOf(rowAt(sheet.grid, row)[col]) ?? null;
  const shown = (row: number, col: number): string => displayOf(rowAt(sheet.grid, row)[col]);
  const rules: Rule[] = [];
  for (const { ranges, booleanRule } of sheet.conditionalFormats) {
    const rule = booleanRule as BooleanRule | undefined;
    const type = rule?.condition?.type ?? '';
    const given = rule?.condition?.values?.map((v) => v.userEnteredValue ?? '') ?? [];
    try {
      const holds = test(type, given, value, shown, nowSerial);
      rules.push({ ranges, holds, look: lookOf(rule?.format) });
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      const what = `${type} ${given.join(' ')}`.trim();
      if (!warned.has(what)) console.warn(`desk: conditional format not shown: ${what} (${error.message})`);
      warned.add(what);
    }
  }
  return rules;
}

function test(
  type: string,
  given: string[],
  value: Look,
  shown: (row: number, col: number) => string,
  now: number,
): Rule['holds'] {
  const first = given[0] ?? '';
  const lower = first.toLowerCase();
  const text = (row: number, col: number): string => shown(row, col).toLowerCase();
  switch (type) {
    case 'CUSTOM_FORMULA': {
      const formula = compileFormula(first, now);
      return (row, col, range) =>
        truth(formula(value, row - (range.startRowIndex ?? 0), col - (range.startColumnIndex ?? 0)));
    }
    case 'TEXT_CONTAINS':
      return (row, col) => text(row, col).includes(lower);
    case 'TEXT_NOT_CONTAINS':
      return (row, col) => !text(row, col).includes(lower);
    case 'TEXT_STARTS_WITH':
      return (row, col) => text(row, col).startsWith(lower);
    case 'TEXT_ENDS_WITH':
      return (row, col) => text(row, col).endsWith(lower);
    case 'TEXT_EQ':
      return (row, col) => text(row, col) === lower;
    case 'BLANK':
      return (row, col) => shown(row, col) === '';
    case 'NOT_BLANK':
      return (row, col) => shown(row, col) !== '';
    case 'NUMBER_LESS':
      return (row, col) => typeof value(row, col) === 'number' && Number(value(row, col)) < Number(first);
    case 'NUMBER_GREATER':
      return (row, col) => typeof value(row, col) === 'number' && Number(value(row, col)) > Number(first);
    default:
      throw new Unknown('kind of condition');
  }
}

export function inside(range: GridRange, row: number, col: number): boolean {
  return (
    row >= (range.startRowIndex ?? 0) &&
    row < (range.endRowIndex ?? Infinity) &&
    col >= (range.startColumnIndex ?? 0) &&
    col < (range.endColumnIndex ?? Infinity)
  );
}

/** For each column the rules that may hold in it, in their order: most rules are about one column. */
export function byColumn(rules: readonly Rule[], columns: number): Rule[][] {
  return Array.from({ length: columns }, (_, c) =>
    rules.filter(({ ranges }) =>
      ranges.some((r) => c >= (r.startColumnIndex ?? 0) && c < (r.endColumnIndex ?? Infinity)),
    ),
  );
}

const PLAIN: Format = Object.freeze({});

/** The cell's own look with every holding rule over it; earlier rules win, as in Sheets. */
export function painted(rules: readonly Rule[], own: Format | undefined, row: number, col: number): Format {
  let over: Format = PLAIN;
  for (const rule of rules) {
    const range = rule.ranges.find((r) => inside(r, row, col));
    if (range && rule.holds(row, col, range)) over = { ...rule.look, ...over };
  }
  return over === PLAIN ? (own ?? PLAIN) : { ...own, ...over };
}
