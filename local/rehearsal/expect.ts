// What a scenario may expect, one function a word. Each throws StepFailure with what it wanted and what it found.
import { containsAll, countMatches, subsetMiss, textMatches } from './match.ts';
import { expectEvent, expectEvents } from './expect-event.ts';
import { expectDocument } from './expect-document.ts';
import { expectFile } from './expect-file.ts';
import { expectMails } from './expect-mail.ts';
import { ownColumn } from './hands.ts';
import { importTab } from './import-tab.ts';
import { details, filled, need, StepFailure, type Stage } from './stage.ts';
import { civilText, momentOf } from './when.ts';
import type { Step } from './scenario.ts';

export type Expectation = (stage: Stage, wanted: unknown, all: Record<string, unknown>) => void;
type Fields = Record<string, unknown>;

export const expectations: Record<string, Expectation> = {
  /** `{ register, id }` with `has`, `check`, `cells`, `held`, `waiting`, `row` beside it. */
  record(stage, wanted, all) {
    const { register, id } = ids(wanted);
    const found = stage.office.record(register, id);
    if (!found) throw new StepFailure(`no record ${id} in "${register}"`);
    const about = { register, id };
    const miss = all.has === undefined ? null : subsetMiss(all.has, flat(found));
    if (miss) throw new StepFailure(`${id}: ${miss.path}`, miss.expected, miss.found, about);
    if (all.check !== undefined) sameText(`${id} Check`, all.check, stage.office.cell(register, id, '$check'), about);
    for (const [key, text] of Object.entries((all.cells ?? {}) as Fields))
      sameText(`${id} cell ${key}`, text, stage.office.cell(register, id, key), about);
  },
  /** Number of records of a register with these values: `{ register, where?, count }`. */
  records(stage, wanted) {
    const w = wanted as Fields;
    const register = need(w, 'register');
    const found = stage.office
      .records(register)
      .filter(
        (rec) =>
          (w.deleted === true ? rec.deleted : !rec.deleted) &&
          (w.where === undefined || !subsetMiss(w.where, flat(rec))),
      );
    if (!countMatches(w.count ?? 1, found.length))
      throw new StepFailure(
        `records of "${register}" ${JSON.stringify(w.where ?? {})}`,
        w.count ?? 1,
        `${found.length}: ${found.map((rec) => `${rec.id} ${rec.state}`).join(', ')}`,
      );
  },
  /** Shown texts of one live row without an id (`row: new` is not there yet): `{ register, row, cells }`. */
  row(stage, wanted) {
    const w = wanted as Fields;
    const register = need(w, 'register');
    for (const [key, text] of Object.entries((w.cells ?? {}) as Fields))
      sameText(
        `row ${String(w.row)} cell ${key}`,
        text,
        stage.office.text(register, Number(w.row), stage.office.col(register, key)),
      );
  },
  /** A live row by number is there or not: `{ register, id, there }`. */
  onSheet(stage, wanted) {
    const w = wanted as Fields;
    const { register, id } = ids(wanted);
    const there = stage.office.row(register, id) !== null;
    if (there !== (w.there ?? true)) throw new StepFailure(`${id} on the sheet`, w.there ?? true, there);
  },
  /** What stands in a column of people's own: `{ register, id, header, text }`. */
  own(stage, wanted) {
    const w = wanted as Fields;
    const { register, id } = ids(wanted);
    const row = stage.office.row(register, id);
    if (row === null) throw new StepFailure(`no row shows ${id}`);
    const header = need(w, 'header');
    sameText(`${id} ${header}`, w.text, stage.office.text(register, row, ownColumn(stage, register, header)));
  },
  file: expectFile,
  document: expectDocument,
  event: expectEvent,
  events: expectEvents,
  mail: expectMails,
  mails: (stage, wanted) => (wanted as unknown[]).forEach((one) => expectMails(stage, one)),
  /** Journal entries of a workbook: `{ register, id?, action?, actor?, count? }`; at least one unless counted. */
  journal(stage, wanted) {
    const w = wanted as Fields;
    const register = need(w, 'register');
    const all = stage.office.journal(stage.office.sheet(register).book);
    const found = all.filter(
      (entry) =>
        entry.register === register &&
        ['id', 'action', 'actor'].every((key) => w[key] === undefined || textMatches(w[key], entry[key as 'id'])) &&
        (w.payload === undefined || !subsetMiss(w.payload, entry.payload)),
    );
    const last = all
      .slice(-6)
      .map((entry) => `${entry.n} ${entry.id} ${entry.action} ${entry.actor}`)
      .join('\n');
    if (!countMatches(w.count ?? { gte: 1 }, found.length))
      throw new StepFailure(
        `journal entries ${JSON.stringify(w)}`,
        w.count ?? 'at least 1',
        `${found.length}; the last ones are\n${last}`,
      );
  },
  /** Waiting effects of a workbook: `{ book, kind?, about?, count }`. */
  outbox(stage, wanted) {
    const w = wanted as Fields;
    const found = stage.office
      .outbox(need(w, 'book'))
      .filter(
        (row) =>
          !row.done &&
          (w.kind === undefined || row.kind === w.kind) &&
          (w.about === undefined || JSON.stringify(row).includes(String(w.about))),
      );
    if (!countMatches(w.count ?? { gte: 1 }, found.length))
      throw new StepFailure(
        'effects waiting',
        w.count ?? 'at least 1',
        found.map((row) => `${row.key} ${row.kind}`),
      );
  },
  /** What the home sheet of a workbook says: `{ book, says }`, or `not` for what it must not say. */
  home(stage, wanted) {
    const w = wanted as Fields;
    const text = stage.office
      .home(need(w, 'book'))
      .map((row) => row.texts.join(' '))
      .join('\n');
    const missing = w.says === undefined ? null : containsAll(w.says, text);
    if (missing !== null) throw new StepFailure('the home sheet does not say', missing, text);
    if (w.not !== undefined && containsAll(w.not, text) === null)
      throw new StepFailure('the home sheet says', `not ${String(w.not)}`, text);
  },
  /**
   * The tab 匯入 of a workbook: `{ book, says, fields: { header: label }, totals: { header: text }, rows: { row: Check }, checks: { text: n } }`;
   * `checks` counts the rows whose Check holds a text.
   */
  import(stage, wanted) {
    const w = wanted as Fields;
    const tab = importTab(stage.office, need(w, 'book'));
    const missing = w.says === undefined ? null : containsAll(w.says, tab.says);
    if (missing !== null) throw new StepFailure('the tab does not say', missing, tab.says);
    const by = (texts: string[]): Fields =>
      Object.fromEntries(tab.headers.map((header, i) => [header, texts[i] ?? '']));
    for (const [what, texts] of [
      ['fields', by(tab.fields)],
      ['totals', by(tab.totals)],
      ['rows', Object.fromEntries(tab.rows.map((r) => [String(r.row), r.check]))],
    ] as const)
      for (const [key, text] of Object.entries((w[what] ?? {}) as Fields))
        sameText(`${what} of the tab, ${key}`, text, String(texts[key] ?? ''));
    for (const [text, n] of Object.entries((w.checks ?? {}) as Fields)) {
      const found = tab.rows.filter((r) => r.check.includes(text));
      if (!countMatches(n, found.length))
        throw new StepFailure(`rows of the tab with "${text}"`, n, `${found.length}\n${listed(tab.rows)}`);
    }
    if (w.ticked !== undefined && w.ticked !== tab.ticked)
      throw new StepFailure('the tick of the tab', w.ticked, tab.ticked);
  },
  /** What the thread of a record tells: `{ register, id, says, not, as }`; as an office manager unless said otherwise. */
  trace(stage, wanted) {
    const w = wanted as Fields;
    const { register, id } = ids(wanted);
    const person = stage.office.runtime.person(String(w.as ?? 'manager@demo.example'));
    const { html } = person.page({ p: 'trace', r: register, id });
    const shown = html.replace(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>|<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    const missing = w.says === undefined ? null : containsAll(w.says, shown);
    if (missing) throw new StepFailure(`the thread of ${id} does not say`, missing, shown.slice(0, 3000));
    for (const word of ([] as unknown[]).concat(w.not ?? []))
      if (containsAll(word, shown) === null) throw new StepFailure(`the thread of ${id} says`, `not ${String(word)}`);
  },
  /** The page somebody opened last: `{ says, not, title }`. */
  page(stage, wanted) {
    const w = wanted as Fields;
    if (!stage.page) throw new StepFailure('nobody opened a page yet');
    const missing = w.says === undefined ? null : containsAll(w.says, stage.page.html);
    if (missing !== null)
      throw new StepFailure(
        'the page does not say',
        missing,
        stage.page.html.replace(/<style[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '').slice(0, 1500),
      );
    for (const word of [w.not ?? []].flat())
      if (containsAll(word, stage.page.html) === null)
        throw new StepFailure('the page says', `not ${String(word)}`, 'it does');
  },
  /** The answer of the last `call` or `decide`, as a subset. */
  answer(stage, wanted) {
    const miss = subsetMiss(wanted, stage.answer);
    if (miss) throw new StepFailure(`answer ${miss.path}`, miss.expected, JSON.stringify(stage.answer).slice(0, 800));
  },
  /** Service calls since the last act: `{ Sheets.Spreadsheets.batchUpdate: 1 }`; methods not named are not judged. */
  calls(stage, wanted) {
    const { methods } = stage.office.runtime.calls.since(stage.callsBefore);
    for (const [method, n] of Object.entries(wanted as Fields)) {
      const found = Object.entries(methods)
        .filter(([key]) => key === method || key.endsWith(`.${method}`))
        .reduce((sum, [, count]) => sum + count, 0);
      if (!countMatches(n, found)) throw new StepFailure(`calls of ${method}`, n, methods);
    }
  },
  /** A clock of a record: `{ register, id, clock, due?, warn?, paused?, met?, stopped? }`; times are civil. */
  clock(stage, wanted) {
    const w = wanted as Fields;
    const { register, id } = ids(wanted);
    const clock = stage.office.record(register, id)?.clocks[need(w, 'clock')];
    if (!clock) throw new StepFailure(`${id} has no clock "${String(w.clock)}"`);
    const about = { register, id };
    for (const key of ['due', 'warn', 'started', 'stopped'] as const) {
      if (w[key] === undefined) continue;
      const found = clock[key] === null ? null : civilText(Math.floor(clock[key] / 60_000) * 60_000, stage.zone);
      const expected = w[key] === null ? null : civilText(momentOf(String(w[key]), stage.zone), stage.zone);
      if (found !== expected) throw new StepFailure(`${id} clock ${String(w.clock)}: ${key}`, expected, found, about);
    }
    const paused = clock.pauses.at(-1)?.to === null;
    if (w.paused !== undefined && w.paused !== paused)
      throw new StepFailure(`${id} clock ${String(w.clock)}: paused`, w.paused, paused, about);
    for (const key of ['met', 'warned', 'breached'] as const)
      if (w[key] !== undefined && (clock[key] ?? false) !== w[key])
        throw new StepFailure(`${id} clock ${String(w.clock)}: ${key}`, w[key], clock[key], about);
  },
  /** A form as its page shows it: `{ form, titles: […], choices: { field: […] }, lacks: { field: choice }, title }`; titles in this order, others between. */
  form(stage, wanted) {
    const w = wanted as Fields;
    const map = stage.office.form(need(w, 'form'));
    const form = stage.office.runtime.store.forms[map.id];
    if (!form) throw new StepFailure(`the form ${map.id} is gone`);
    const shown = form.items.map((item) => item.title);
    if (w.title !== undefined) sameText('title of the form', w.title, form.title);
    let at = -1;
    for (const title of (w.titles ?? []) as string[]) {
      at = shown.indexOf(title, at + 1);
      if (at < 0) throw new StepFailure('questions of the form', w.titles, shown);
    }
    for (const title of [w.not ?? []].flat())
      if (shown.includes(String(title))) throw new StepFailure('questions of the form', `not ${String(title)}`, shown);
    const choicesOf = (field: string): string[] =>
      (form.items.find((one) => map.items[String(one.id)] === field || one.title === field)?.choices ?? []).map(
        (choice) => choice.value,
      );
    for (const [field, choice] of Object.entries((w.lacks ?? {}) as Fields))
      if (choicesOf(field).length === 0 || choicesOf(field).includes(String(choice)))
        throw new StepFailure(`choices of "${field}"`, `not ${String(choice)}`, choicesOf(field));
    for (const [field, choices] of Object.entries((w.choices ?? {}) as Fields)) {
      const found = choicesOf(field);
      const miss = subsetMiss(choices, found);
      if (miss || (choices as unknown[]).length !== found.length)
        throw new StepFailure(`choices of "${field}"`, choices, found);
    }
  },
  /** Formulas anywhere in the office's workbooks: `formulas: 0`. */
  formulas(stage, wanted) {
    const found: string[] = [];
    for (const file of Object.values(stage.office.runtime.store.spreadsheets)) {
      for (const sheet of file.sheets)
        for (const chunk of sheet.grid.chunks)
          for (const row of chunk.rows)
            for (const slot of row)
              if (slot && typeof slot === 'object' && slot.f) found.push(`${file.name}/${sheet.title}: ${slot.f}`);
    }
    if (!countMatches(wanted, found.length)) throw new StepFailure('formulas in the workbooks', wanted, found);
  },
  /** Executions that failed since the last act: `errors: 0`. */
  errors(stage, wanted) {
    const found = failed(stage);
    if (!countMatches(wanted, found.length)) throw new StepFailure('executions with an error', wanted, found);
  },
  /** Is a register's tab to be seen: `{ register, shown }`. */
  tab(stage, wanted) {
    const w = wanted as Fields;
    const register = need(w, 'register');
    const { spreadsheetId, live } = stage.office.sheet(register);
    const shown = !stage.office.runtime.store.sheet(spreadsheetId, live).hidden;
    if (shown !== (w.shown ?? true)) throw new StepFailure(`the tab of "${register}" is shown`, w.shown ?? true, shown);
  },
  /** Headers of a live sheet, in order: `{ register, has: […] }` (texts in this order, others between). */
  headers(stage, wanted) {
    const w = wanted as Fields;
    const register = need(w, 'register');
    const row = stage.office.headerRow(register);
    const { spreadsheetId, live } = stage.office.sheet(register);
    const texts = Array.from({ length: stage.office.runtime.store.sheet(spreadsheetId, live).colCount }, (_, i) =>
      stage.office.text(register, row, i + 1),
    );
    let at = -1;
    for (const text of (w.has ?? []) as string[]) {
      const next = texts.indexOf(text, at + 1);
      if (next < 0) throw new StepFailure(`headers of "${register}"`, w.has, texts.filter(Boolean));
      at = next;
    }
  },
};

/** Runs every word of one `expect`. */
export function expectAll(stage: Stage, step: Step): void {
  const what = details(stage, step);
  const wanted = filled(stage, step.what) as Record<string, unknown>;
  const all = { ...what };
  let known = 0;
  for (const [word, value] of Object.entries(wanted)) {
    const check = expectations[word];
    if (check) {
      check(stage, value, all);
      known++;
    } else if (!['has', 'check', 'cells', 'count'].includes(word)) {
      throw new StepFailure(`nothing is called "${word}" here; there are ${Object.keys(expectations).join(', ')}`);
    }
  }
  if (known === 0) throw new StepFailure('this expect says nothing that could fail');
}

/** Errors of executions since the last act, newest last. */
export function failed(stage: Stage): string[] {
  const { executions } = stage.office.runtime;
  const from = executions.findLastIndex((execution) => execution.id === stage.executionsBefore) + 1;
  return executions
    .slice(from)
    .filter((execution) => execution.error)
    .map((execution) => `${execution.fn}: ${execution.error!.name}: ${execution.error!.message}`);
}

/** What is wrong in the tab, for a failure. */
const listed = (rows: { row: number; check: string }[]): string =>
  rows
    .filter((r) => r.check.startsWith('✗'))
    .map((r) => `${r.row} ${r.check}`)
    .join('\n');

function ids(wanted: unknown): { register: string; id: string } {
  const w = wanted as Fields;
  return { register: need(w, 'register'), id: need(w, 'id') };
}

function sameText(what: string, expected: unknown, found: string, about?: { register: string; id: string }): void {
  if (!textMatches(expected, found)) throw new StepFailure(what, expected, found, about);
}

/** A record with its values lifted to the top, so that `has: { cost: 1200, state: solved }` reads simply. */
function flat(record: unknown): Record<string, unknown> {
  const rec = record as { values: Record<string, unknown> };
  return { ...rec.values, ...(record as Record<string, unknown>) };
}
