// An office in which every text a person may give is one of these: what reporters are called, what they report, what things are
// called, what a paper gives as its reason. The same office with plain texts is what its views are compared with.

import { openDemo, type LocalOffice } from '../../../local/office.ts';
import { applyModules } from '../../../local/rehearsal/modules.ts';
import type { Stage } from '../../../local/rehearsal/stage.ts';
import { answersFor } from '../../../local/rehearsal/typing.ts';
import { FORMULAS, MARKUP } from '../../security/payloads.ts';

export const HOSTILE = [
  ...FORMULAS,
  ...MARKUP,
  '</script><script>window.ran = 1</script>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
];
/** As many as it takes to have one of everything. */
export const PLAIN = ['一般的文字 10', '一般的文字 11', '一般的文字 12', '一般的文字 13'];

export const WU = 'wu@demo.example';
const CHOU = 'chou@demo.example';
const MANAGER = 'manager@demo.example';
/** Approves a transfer, and is asked for another one. */
export const HEAD = 'facilities-head@demo.example';
const MINUTE = 60_000;
/** Texts are long, papers many: what one approval says all of them in. */
const all = (texts: readonly string[]): string => texts.join('\n');

/** The reporter with the name of this number. */
export const reporter = (i: number): string => `r${String(i + 10)}@demo.example`;

export function officeOf(texts: readonly string[]): LocalOffice {
  const office = openDemo({ start: '2026-03-02T09:00+08:00' }).fork();
  applyModules({ office } as Stage, ['assets_life']);
  paste(office, MANAGER, 'people', ['name', 'email', 'department'], (text, i) => [text, reporter(i), '業務部'], texts);
  // Things keep what is typed in each of their texts.
  const fields = ['name', 'serial', 'spec', 'other_number'];
  paste(office, CHOU, 'assets', [...fields, 'category'], (text) => [...fields.map(() => text), '印表機'], texts);
  office.runtime.wait(25 * MINUTE);
  for (const [i, text] of texts.entries()) report(office, text, i);
  const loan = answersFor(office, 'loans', { asset: '備用筆電', purpose: all(texts), due_back: '2026-04-02' }, true);
  office.runtime.person(reporter(0)).submit(loan.formId, loan.answers);
  approved(office, transfer(office, texts, texts.length - 1), texts);
  transfer(office, texts, texts.length - 2);
  // Lists, warnings, breaches and what is late all go out.
  office.runtime.wait(5 * 60 * MINUTE);
  return office;
}

/** Rows below the last one, every text typed as a text. */
function paste(
  office: LocalOffice,
  who: string,
  register: string,
  fields: string[],
  row: (text: string, i: number) => string[],
  texts: readonly string[],
): void {
  const { spreadsheetId, live } = office.sheet(register);
  const cols = fields.map((field) => office.col(register, field));
  const first = Math.min(...cols);
  const block = texts.map((text, i) => {
    const cells: (string | null)[] = Array.from({ length: Math.max(...cols) - first + 1 }, () => null);
    row(text, i).forEach((cell, c) => (cells[cols[c]! - first] = cell === '印表機' ? cell : `'${cell}`));
    return cells;
  });
  office.runtime.person(who).paste(spreadsheetId, live, office.endRow(register), first, block);
}

/** The repair form with the text in each question that takes one. */
function report(office: LocalOffice, text: string, i: number): void {
  const asked = { place: 'print_corner_3f', category: 'printer', fault: text };
  const { formId, answers } = answersFor(office, 'tickets', asked, false);
  for (const item of office.runtime.store.forms[formId]!.items)
    if (item.type === 'TEXT' || item.type === 'PARAGRAPH_TEXT') answers[String(item.id)] = text;
  office.runtime.person(reporter(i)).submit(formId, answers, { email: reporter(i) });
  if (i % 9 === 8) office.runtime.wait(30_000);
}

/** A thing with a text for a name is to go to somebody else, all texts being the reason; waits for its yes. Gives its number. */
function transfer(office: LocalOffice, texts: readonly string[], nth: number): string {
  const thing = office.records('assets').slice(-texts.length)[nth]!;
  const known = new Set(office.records('transfers').map((rec) => rec.id));
  const wants = { asset: thing.id, user: 'kevin@demo.example', department: '研發部', place: '倉庫', why: all(texts) };
  const { formId, answers } = answersFor(office, 'transfers', wants, true);
  office.runtime.person('lin@demo.example').submit(formId, answers);
  office.runtime.wait(2 * MINUTE);
  const made = office.records('transfers').find((rec) => !known.has(rec.id));
  if (!made) throw new Error('the transfer was not taken in');
  const { spreadsheetId, live } = office.sheet('transfers');
  const row = office.row('transfers', made.id)!;
  office.runtime.person(CHOU).edit(spreadsheetId, live, row, office.col('transfers', '$next'), '送簽');
  office.runtime.wait(10_000);
  const asked = office.record('transfers', made.id)!;
  if (!asked.approval) throw new Error(`no approval: ${JSON.stringify([asked.check, asked.held])}`);
  return made.id;
}

/** The yes, with texts for a comment; its paper says who, what and why. */
function approved(office: LocalOffice, id: string, texts: readonly string[]): void {
  const said = office.runtime.person(HEAD).call('api', 'decide', {
    register: 'transfers',
    id,
    seal: office.record('transfers', id)!.approval!.seal,
    verdict: 'approve',
    comment: all(texts).slice(0, 400),
  });
  if (!(said as { ok: boolean }).ok) throw new Error(JSON.stringify(said));
  office.runtime.wait(25 * MINUTE);
}
