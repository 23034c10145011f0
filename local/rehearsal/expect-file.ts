// Expectations on a spreadsheet of the office that is no workbook of registers: an archive, a shared slice.
import { rowsBetween } from '../runtime/store/grid.ts';
import { cellOf } from '../runtime/store/cells.ts';
import { shownText } from '../shown.ts';
import { countMatches, textMatches } from './match.ts';
import { need, StepFailure, type Stage } from './stage.ts';

type Fields = Record<string, unknown>;

/**
 * `{ name, tab?, header?, rows?, count?, not?, viewers? }`: the newest file of that name. A wanted row is a map of header to text
 * and must be the only one that fits; `not` = texts that stand nowhere in the tab; `count` = rows below the header.
 */
export function expectFile(stage: Stage, wanted: unknown): void {
  const w = wanted as Fields;
  const name = need(w, 'name');
  const files = Object.values(stage.office.runtime.store.spreadsheets);
  const file = files.findLast((one) => textMatches(name, one.name));
  if (w.exists === false) {
    if (file) throw new StepFailure(`file "${name}"`, 'no such file', file.name);
    return;
  }
  if (!file) throw new StepFailure('no such file', name, files.map((one) => one.name).join('、'));
  if (w.viewers !== undefined) {
    const found = [...(file.viewers ?? [])].sort();
    if (JSON.stringify(found) !== JSON.stringify([...(w.viewers as string[])].sort()))
      throw new StepFailure(`${file.name}: viewers`, w.viewers, found);
  }
  const sheet = w.tab === undefined ? file.sheets[0]! : file.sheets.find((one) => one.title === w.tab);
  if (!sheet) throw new StepFailure(`${file.name}: tabs`, w.tab, file.sheets.map((one) => one.title).join('、'));
  const table = rowsBetween(sheet.grid, 0, sheet.grid.length).map((row) =>
    Array.from(row, (slot) => shownText(cellOf(slot))),
  );
  const header = table[0] ?? [];
  const rows = table.slice(1).filter((row) => row.some((text) => text !== ''));
  if (w.header !== undefined && JSON.stringify(header.filter(Boolean)) !== JSON.stringify(w.header))
    throw new StepFailure(`${file.name}: header`, w.header, header);
  if (w.count !== undefined && !countMatches(w.count, rows.length))
    throw new StepFailure(`${file.name}: rows`, w.count, rows.map((row) => row.join(' | ')).join('\n'));
  for (const one of [w.rows ?? []].flat() as Fields[]) {
    const fits = rows.filter((row) =>
      Object.entries(one).every(([head, text]) => textMatches(text, row[header.indexOf(head)] ?? '')),
    );
    if (fits.length !== 1)
      throw new StepFailure(
        `${file.name}: a row ${JSON.stringify(one)}`,
        'exactly one',
        [header, ...rows].map((row) => row.join(' | ')).join('\n'),
      );
  }
  for (const text of [w.not ?? []].flat() as unknown[])
    if (table.some((row) => row.some((cell) => cell.includes(String(text)))))
      throw new StepFailure(
        `${file.name} shows`,
        `not ${String(text)}`,
        table.map((row) => row.join(' | ')).join('\n'),
      );
}
