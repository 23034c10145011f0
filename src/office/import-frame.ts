/** The frame of the tab 匯入: labels, the choice of the register, the tick, and what stands above the pasted columns. */
import { FRAME, FRAME_ROWS } from '../engine/import-tab';
import { labelIn } from '../engine/spelling';
import { render } from '../engine/words';
import type { Cell } from '../engine/types';
import type { Lang, Register } from '../model/types';
import { SHEET } from './layout';
import type { Put, SheetSpec, Write } from './ports';

const ROWS = 1000;
const COLUMNS = 32;

export function importSpec(lang: Lang): SheetSpec {
  return {
    sheet: SHEET.import,
    title: render({ code: 'import.tab' }, lang),
    hidden: true,
    machine: false,
    header: [],
    colours: [],
    frozenColumns: 1,
    frozenRows: FRAME_ROWS,
    columns: COLUMNS,
    rows: ROWS,
    tabColour: '#5f6368',
  };
}

/** Registers that records may enter in mid-life: what the tab offers. */
export const importable = (registers: readonly Register[]): Register[] => registers.filter((r) => r.enters);

export const text = (value: string): Put => ({ kind: 'text', value });

/** One cell of the tab, when it shows something else. */
export function cell(cells: Cell[][], row: number, col: number, put: Put): Write[] {
  return same(cells[row]?.[col] ?? '', put)
    ? []
    : [{ do: 'cells', sheet: SHEET.import, row, col, rows: [[put.value === '' ? { kind: 'blank', value: '' } : put]] }];
}

const same = (is: Cell, put: Put): boolean => is === put.value || (put.kind === 'blank' && is === '');

/** What never changes: labels, hint, choices. Written when the tab is made, and again when somebody emptied its column A. */
export function frameWrites(registers: readonly Register[], lang: Lang, cells: Cell[][] = []): Write[] {
  const say = (code: string): Put => text(render({ code }, lang));
  const names = importable(registers).map((r) => labelIn(r.name, lang, r.key));
  return [
    ...(['import.register', 'import.go', 'import.totals', 'import.fields', 'import.head'] as const).flatMap((code, i) =>
      cell(cells, i, 0, say(code)),
    ),
    ...cell(cells, FRAME.register, 2, say('import.how')),
    ...(cells[FRAME.register]?.[1] || names.length !== 1 ? [] : cell(cells, FRAME.register, 1, text(names[0]!))),
    ...(typeof cells[FRAME.go]?.[1] === 'boolean' ? [] : cell(cells, FRAME.go, 1, { kind: 'boolean', value: false })),
    { do: 'choices', sheet: SHEET.import, row: FRAME.register, col: 1, options: names },
  ];
}

/** Texts of column A by row (0-based), neighbours together. */
export function checkWrites(texts: ReadonlyMap<number, string>): Write[] {
  const out: Write[] = [];
  let run: { row: number; puts: Put[][] } | null = null;
  for (const row of [...texts.keys()].sort((a, b) => a - b)) {
    const value = texts.get(row)!;
    const put: Put = value === '' ? { kind: 'blank', value: '' } : text(value);
    if (run && row === run.row + run.puts.length) run.puts.push([put]);
    else out.push({ do: 'cells', sheet: SHEET.import, row, col: 0, rows: (run = { row, puts: [[put]] }).puts });
  }
  return out;
}
