// What people do in a scenario: forms, cells, verbs, pages, time.
import { PROP } from '../../src/office/layout';
import type { FaultKind } from './faults/throwing.ts';
import type { Sheet } from '../runtime/index.ts';
import { formActs } from './acts-forms.ts';
import { importActs } from './acts-import.ts';
import type { DirectoryEntry } from '../runtime/store/state.ts';
import { brokenActs } from './acts-broken.ts';
import { calendarActs } from './acts-calendar.ts';
import { documentActs } from './acts-documents.ts';
import { sheetActs } from './acts-sheet.ts';
import { ownColumn, person, rowOf, typed, typeIn, type Act } from './hands.ts';
import { details, filled, need, remember, StepFailure, type Stage } from './stage.ts';
import { answersFor, actionWords, stateWords } from './typing.ts';
import { durationMs, momentOf } from './when.ts';
import type { Step } from './scenario.ts';

export const acts: Record<string, Act> = {
  submit(stage, step) {
    const d = details(stage, step);
    const key = need(d, 'register');
    const times = Number(d.times ?? 1);
    for (let i = 0; i < times; i++) {
      const { formId, answers } = answersFor(
        stage.office,
        key,
        (d.with ?? {}) as Record<string, unknown>,
        d.raw === true,
      );
      const sent = person(stage, step).submit(formId, answers, step.as ? { email: step.as } : undefined);
      stage.memory.responseId = sent.responseId;
    }
  },
  /** Fields by key, typed as written: `set: { cost: "1,200" }`; the key `$state` takes a state's key or any text. */
  edit(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const row = rowOf(stage, register, d);
    for (const [field, value] of Object.entries((d.set ?? {}) as Record<string, unknown>)) {
      const text = field === '$state' ? stateWords(stage.office, register, String(value)) : typed(value);
      typeIn(stage, step, register, row, field, text);
    }
    // Columns of people's own, by their header: `own: { 我的備註: 問過房東 }`.
    for (const [header, value] of Object.entries((d.own ?? {}) as Record<string, unknown>)) {
      const { spreadsheetId, live } = stage.office.sheet(register);
      person(stage, step).edit(spreadsheetId, live, row, ownColumn(stage, register, header), typed(value));
    }
  },
  /** Chooses a verb in Next step. `reason` follows a colon, `typed` replaces the words. */
  next(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const words = d.typed !== undefined ? String(d.typed) : actionWords(stage.office, register, need(d, 'action'));
    typeIn(
      stage,
      step,
      register,
      rowOf(stage, register, d),
      '$next',
      d.reason === undefined ? words : `${words}：${String(d.reason)}`,
    );
  },
  open(stage, step) {
    const d = details(stage, step);
    const params = Object.fromEntries(
      Object.entries((d.params ?? {}) as Record<string, unknown>).map(([key, value]) => [key, String(value)]),
    );
    stage.page = person(stage, step).page(params);
  },
  /** One call of a page: `call: { method: …, params: … }`; the answer is kept for `expect: answer`. */
  call(stage, step) {
    const d = details(stage, step);
    stage.answer = person(stage, step).call('api', need(d, 'method'), (d.params ?? {}) as Record<string, unknown>);
  },
  /** The decision on the approval page: the case is opened, then decided with the seal it showed. */
  decide(stage, step) {
    const d = details(stage, step);
    const register = need(d, 'register');
    const id = need(d, 'id');
    const shown = stage.office.record(register, id)?.approval;
    if (!shown) throw new StepFailure(`${id} has no approval running`, undefined, undefined, { register, id });
    stage.answer = person(stage, step).call('api', 'decide', {
      register,
      id,
      approval: shown.key,
      step: shown.step,
      seal: d.seal ?? shown.seal,
      verdict: need(d, 'verdict'),
      comment: d.comment ?? '',
      to: d.to ?? '',
      typed: d.typed ?? {},
    });
  },
  wait(stage, step) {
    const what = filled(stage, step.what);
    const until = typeof what === 'object' && what !== null ? (what as { until?: string }).until : undefined;
    const ms = until === undefined ? durationMs(String(what)) : momentOf(until, stage.zone) - stage.office.runtime.now;
    if (ms < 0)
      throw new StepFailure(`that time is over; it is ${new Date(stage.office.runtime.now).toISOString()} (UTC)`);
    stage.office.runtime.wait(ms);
  },
  snapshot(stage, step) {
    const versions = Object.entries(stage.office.runtime.store.state.versions);
    stage.snapshots[String(filled(stage, step.what))] = Object.fromEntries(
      versions.flatMap(([file, list]) => (list.length ? [[file, list.at(-1)!.id]] : [])),
    );
  },
  /** Throws or kills at the nth call of a service method from now on: `fault: { at: MailApp.sendEmail, nth: 1, kind: after }`. */
  fault(stage, step) {
    const d = details(stage, step);
    stage.faults.push({ at: need(d, 'at'), nth: Number(d.nth ?? 1), kind: (d.kind ?? 'before') as FaultKind });
  },
  /** Mails the platform still lets out today: `quota: { mail: 0 }`. */
  quota(stage, step) {
    const left = Number(need(details(stage, step), 'mail'));
    const { runtime } = stage.office;
    const used = Object.entries(runtime.store.state.quotaUse)
      .filter(([name]) => name.startsWith('mail'))
      .reduce((sum, [, use]) => sum + use.used, 0);
    runtime.quotas.mailRecipientsPerDay = used + left;
  },
  /** Machine sheets as if years had passed: only `spare` blank rows are left at the end of each. */
  trim(stage, step) {
    const d = details(stage, step);
    const { store } = stage.office.runtime;
    const id = stage.office.books[need(d, 'book')]!;
    const last = (sheet: Sheet): number => Math.max(1, sheet.grid.length);
    for (const sheet of store.spreadsheet(id).sheets)
      if (sheet.title.startsWith('_') && sheet.title !== '_ref' && sheet.title !== '_meta' && sheet.title !== '_model')
        store.putSheet(id, { ...sheet, rowCount: last(sheet) + Number(d.spare ?? 0) });
  },
  /** The company's directory from now on: `directory: [{ email, name, department? }]`; `null` = the service is off. */
  directory(stage, step) {
    const listed = filled(stage, step.what) as DirectoryEntry[] | null;
    stage.office.runtime.store.set({ directory: listed ?? undefined });
  },
  /** A switch of the platform's unproven behaviour, e.g. `switch: { editUser: blank }`. */
  switch(stage, step) {
    Object.assign(stage.office.runtime.switches, filled(stage, step.what));
  },
  /** The doorbell rings once more for the form's last answer, the way Google sometimes does: `ring: tickets`. */
  ring(stage, step) {
    const map = stage.office.form(String(filled(stage, step.what)));
    const { runtime } = stage.office;
    const form = runtime.store.forms[map.id];
    const trigger = runtime.store.state.triggers.find(
      (one) => one.event === 'ON_FORM_SUBMIT' && [map.id, form?.destination?.spreadsheetId].includes(one.sourceId),
    );
    if (!form || !trigger) throw new StepFailure(`no trigger listens to the form "${map.key}"`);
    if (trigger.source === 'FORMS')
      runtime.enqueue(trigger.id, { kind: 'formSubmit', formId: map.id, responseId: form.responses.last?.id ?? '' });
    else
      runtime.enqueue(trigger.id, {
        kind: 'sheetSubmit',
        spreadsheetId: trigger.sourceId,
        sheetId: form.destination!.sheetId,
        row: form.responses.length + 1,
        values: [],
        namedValues: {},
      });
  },
  /** The office account runs `setup` once more: `setup: {}`. */
  setup(stage) {
    const { runtime } = stage.office;
    const run = runtime.run('setup', [{}], { active: runtime.owner, effective: runtime.owner });
    if (run.error) throw new StepFailure(`setup failed: ${run.error.message}`);
  },
  /** Steps done in the same moment: their events meet. */
  together(stage, step) {
    stage.together = true;
    try {
      for (const inner of step.steps) act(stage, inner);
    } finally {
      stage.together = false;
    }
  },
  /** `repeat: 30` with steps. */
  repeat(stage, step) {
    for (let i = 1; i <= Number(filled(stage, step.what)); i++) {
      stage.memory.i = i;
      for (const inner of step.steps) act(stage, inner);
    }
  },
  ...sheetActs,
  ...formActs,
  ...importActs,
  ...brokenActs,
  ...documentActs,
  ...calendarActs,
};

/** Does one act, remembers what it asks for, and lets its events run. */
export function act(stage: Stage, step: Step): void {
  const doing = acts[step.verb];
  if (!doing)
    throw new StepFailure(
      `unknown step "${step.verb}"; there are ${[...Object.keys(acts), 'expect'].sort().join(', ')}`,
    );
  const quiet = ['wait', 'snapshot', 'fault', 'repeat', 'quota', 'switch', 'trim', 'directory', 'rooms'].includes(
    step.verb,
  );
  if (!stage.together && step.verb !== 'repeat') {
    stage.callsBefore = stage.office.runtime.calls.snapshot();
    stage.mailsBefore = stage.office.mails().length;
    stage.executionsBefore = stage.office.runtime.executions.at(-1)?.id ?? '';
  }
  doing(stage, step);
  if (!stage.together && !quiet) {
    stage.office.runtime.wait(durationMs(stage.scenario.pace));
    untilAnswered(stage);
  }
  remember(stage, step.remember);
}

/** An edit that met a tick left its bell and is answered by the next one: people wait for the answer before they go on. */
function untilAnswered({ office: { runtime } }: Stage): void {
  const unanswered = (): boolean =>
    Object.keys(runtime.store.state.scriptProperties).some((key) => key.startsWith(PROP.bell));
  for (let waited = 0; waited < 22 && unanswered(); waited++) runtime.wait(30_000);
}
