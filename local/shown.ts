// What a person sees in a cell: the value through its number format, as far as registers use formats.
import type { Cell } from './runtime/store/cells.ts';

/** Text of a cell as shown. Date serials follow their pattern; money gets its thousands; '' when blank. */
export function shownText(cell: Cell): string {
  const { v, nf } = cell;
  if (v === null || v === undefined) return '';
  if (typeof v === 'boolean') return v ? 'TRUE' : 'FALSE';
  if (typeof v === 'string') return v;
  if (nf && /[yhd]|mm/i.test(nf.replace(/"[^"]*"|\\./g, ''))) return dateText(v, nf);
  if (nf?.includes('#,##0')) return v.toLocaleString('en-US', { maximumFractionDigits: nf.includes('.') ? 2 : 0 });
  return String(v);
}

/** A serial (days since 1899-12-30, civil) in a pattern of y, m, d, h, s; `mm` after an hour is minutes. */
function dateText(serial: number, pattern: string): string {
  const at = new Date(Math.round(serial * 86_400_000) + Date.UTC(1899, 11, 30));
  let afterHour = false;
  return pattern.replace(/y+|m+|d+|h+|s+/gi, (token) => {
    const kind = token[0]!.toLowerCase();
    const part =
      kind === 'y'
        ? String(at.getUTCFullYear()).slice(token.length <= 2 ? 2 : 0)
        : kind === 'd'
          ? String(at.getUTCDate())
          : kind === 'h'
            ? String(at.getUTCHours())
            : kind === 's'
              ? String(at.getUTCSeconds())
              : afterHour
                ? String(at.getUTCMinutes())
                : String(at.getUTCMonth() + 1);
    afterHour = kind === 'h';
    return kind === 'y' ? part : part.padStart(token.length, '0');
  });
}
