// What an office made for itself travels: written as files of the template schema, compiled into a pack by the build, it is a shipped
// part of another office, which may change it like the rest.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateFiles } from '../../build/pack.mjs';
import { bundleFiles, openDemo, type LocalOffice } from '../../local/office';
import { answersFor } from '../../local/rehearsal/typing';
import { SHEET } from '../../src/office/layout';
import type { ExportedFile } from '../../src/model/export';
import { buildPacks } from '../../src/model/pack-build';
import { MANAGER, MINUTE, OWNER, TICK } from './hands';

const START = '2026-03-02T09:00+08:00';

function fill(office: LocalOffice, register: string, at: number, set: Record<string, string>): void {
  const { spreadsheetId, live } = office.sheet(register);
  for (const [key, text] of Object.entries(set))
    office.runtime.person(MANAGER).edit(spreadsheetId, live, at, office.col(register, key), text);
}
const rowOf = (office: LocalOffice, register: string, key: string): number =>
  office.row(register, office.records(register).find((rec) => rec.values.key === key)!.id)!;

function made(): { office: LocalOffice; key: string; files: ExportedFile[] } {
  const office = openDemo({ start: START }).fork();
  fill(office, 'numbers', rowOf(office, 'numbers', 'ticket.solve_hours'), { value: '8' });
  fill(office, 'office_registers', office.endRow('office_registers'), {
    zh_tw: '投書',
    pattern: '進出',
    pattern_no: 'LET-{year}-{000}',
    accountable: '總務',
    form_for: '同仁',
  });
  office.runtime.wait(14 * MINUTE);
  const rows = office.home('setup');
  const box = rows.findIndex(({ texts }) => texts.join().includes('等套用'));
  const apply = rows.slice(box).find(({ texts, boxes }) => boxes.length > 0 && texts.includes('套用'))!;
  office.runtime.person(MANAGER).edit(office.books.setup!, SHEET.home, apply.row, apply.boxes[0]!, true);
  office.runtime.wait(2 * TICK);
  const key = String(office.records('office_registers')[0]!.values.key);
  const before = office.meta('setup').commit.n;
  const run = office.runtime.run('setup', [{ export: true }], { active: OWNER, effective: OWNER });
  expect(office.meta('setup').commit.n).toBe(before);
  return { office, key, files: (run.result as { files: ExportedFile[] }).files };
}

test('a register made by rows and a number, exported and built into a pack, are a part of another office', () => {
  const { key, files } = made();
  expect(files.map(({ path }) => path).sort()).toEqual([`registers/${key}.yaml`, 'settings.yaml']);
  expect(files.find(({ path }) => path === 'settings.yaml')!.text).toContain('ticket.solve_hours: { value: 8 }');

  const [pack] = buildPacks(templateFiles(), files);
  const folder = mkdtempSync(join(tmpdir(), 'chancery-travels-'));
  try {
    for (const [name, text] of Object.entries({ ...bundleFiles(), 'pack-office.html': pack!.json }))
      writeFileSync(join(folder, name), text);
    const other = openDemo({ start: START, bundle: folder }).fork();
    const solve = other.records('numbers').find((rec) => rec.values.key === 'ticket.solve_hours')!;
    expect(solve.values).toMatchObject({ shipped: '8', value: null });
    // Its form takes an answer, its columns are rows of 欄位 that this office may name otherwise.
    const { formId, answers } = answersFor(
      other,
      key,
      { visitor: '訪客甲', whom: 'lin@demo.example', purpose: '送件' },
      false,
    );
    other.runtime.person(MANAGER).submit(formId, answers, { email: MANAGER });
    other.runtime.wait(MINUTE);
    expect(other.records(key).map((rec) => rec.values.visitor)).toEqual(['訪客甲']);
    const field = other
      .records('office_fields')
      .find((rec) => rec.values.register === key && rec.values.key === 'visitor')!;
    expect(field.values.origin).toBe('shipped');
    // Nothing of it is a change of this office.
    const again = other.runtime.run('setup', [{ export: true }], { active: OWNER, effective: OWNER });
    expect((again.result as { files: ExportedFile[] }).files).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
