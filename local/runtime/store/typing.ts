// Typing rules of one cell: what the parser needs to know about the spreadsheet the text lands in.

import type { Switches } from '../switches.ts';
import { civilAt, serialOf } from '../zones.ts';
import { valueOf } from './cells.ts';
import { evaluate } from './formula.ts';
import { rowAt } from './grid.ts';
import type { TypingRules } from './typed.ts';
import type { Sheet, Spreadsheet } from './state.ts';

/** Value of a formula in a cell (0-based) at an instant. */
export function formulaValue(
  file: Spreadsheet,
  sheet: Sheet,
  row: number,
  col: number,
  formula: string,
  now: number,
): ReturnType<typeof evaluate> {
  return evaluate(formula, {
    at: (r, c) => valueOf(rowAt(sheet.grid, r)[c]),
    row,
    col,
    now: serialOf(file.zone, now),
  });
}

/** Rules for texts typed into a cell (0-based) of a sheet. */
export function typingRules(
  file: Spreadsheet,
  sheet: Sheet,
  row: number,
  col: number,
  now: number,
  switches: Switches,
): TypingRules {
  return {
    locale: file.locale,
    year: civilAt(file.zone, now).year,
    signStartsFormula: switches.signStartsFormula,
    formulaStaysTextInTextCell: switches.formulaStaysTextInTextCell,
    evaluate: (formula) => formulaValue(file, sheet, row, col, formula, now),
  };
}
