// A spreadsheet while a batch works on it: requests replace parts of the draft, and nobody sees it unless all succeed.

import { ServiceError } from '../errors.ts';
import type { Quotas } from '../quotas.ts';
import { boxOf, type Box } from '../store/ranges.ts';
import type { GridRange, Sheet, Spreadsheet } from '../store/state.ts';
import { withSheet } from '../store/structure.ts';
import type { Switches } from '../switches.ts';

export interface DraftOptions {
  now: number;
  user: string;
  switches: Switches;
  quotas: Quotas;
  /** A fresh id for what the request leaves unnamed. */
  newId: () => number;
}

export class Draft {
  /** Cells written, for the cost of the call. */
  cells = 0;
  constructor(
    public file: Spreadsheet,
    readonly options: DraftOptions,
  ) {}

  /** Throws as the API does when there is no such sheet. */
  sheet(sheetId: number | undefined): Sheet {
    const found = this.file.sheets.find((s) => s.sheetId === (sheetId ?? 0));
    if (!found) throw new ServiceError(`No grid with id: ${sheetId ?? 0}`);
    return found;
  }

  put(sheet: Sheet): void {
    this.file = withSheet(this.file, sheet);
  }

  /** Bounds of a range, checked against the grid. */
  box(range: GridRange): { sheet: Sheet; box: Box } {
    const sheet = this.sheet(range.sheetId);
    const box = boxOf(range, sheet);
    if (box.top < 0 || box.left < 0 || box.top >= box.bottom || box.left >= box.right) {
      throw new ServiceError(`range (${JSON.stringify(range)}) is empty or reversed`);
    }
    if (box.bottom > sheet.rowCount || box.right > sheet.colCount) {
      throw new ServiceError(
        `range ends at row ${box.bottom}, column ${box.right}, beyond the grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.colCount}`,
      );
    }
    return { sheet, box };
  }

  /** Hard protection refuses whoever is neither owner nor editor (PRT-1). */
  guard(sheet: Sheet, box: Box): void {
    if (!mayEdit(this.file, sheet, box, this.options.user)) {
      throw new ServiceError(
        'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
      );
    }
  }
}

/** Whether a person may change the cells of a box. Warning-only protection stops nobody. */
export function mayEdit(file: Spreadsheet, sheet: Sheet, box: Box, user: string): boolean {
  return protectionsOver(sheet, box).every(
    (p) =>
      p.warningOnly ||
      user === file.owner ||
      p.editors?.users?.includes(user) ||
      p.editors?.domainUsersCanEdit === true,
  );
}

/** Protections that cover a part of a box. */
export function protectionsOver(sheet: Sheet, box: Box): Sheet['protectedRanges'][number][] {
  return Object.values(sheet.protectedRanges).filter((p) => {
    const b = boxOf(p.range, sheet);
    const hit = b.top < box.bottom && box.top < b.bottom && b.left < box.right && box.left < b.right;
    const open = (p.unprotectedRanges ?? []).some((range) => {
      const u = boxOf(range, sheet);
      return u.top <= box.top && u.bottom >= box.bottom && u.left <= box.left && u.right >= box.right;
    });
    return hit && !open;
  });
}
