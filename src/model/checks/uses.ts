/** What uses the flow from outside: form, checks, rules, metrics, documents and events of a register. */
import type { Reading } from '../reading';
import { resolvePath } from '../paths';
import type { Form, Metric, Model, Register } from '../types';
import { checkEvents, typed } from './events';
import { askable, checkSets, checkTells, fieldKnown } from './flow';

const FORM_WHO = ['everyone', 'heads', 'anyone-with-the-link'];

export function checkUses(reading: Reading, model: Model, register: Register): void {
  const { key } = register;
  if (register.form) checkForm(reading, model, register, register.form);
  const steps = register.approvals.flatMap((approval) => approval.steps.map((step) => step.key));
  const moments = [...register.actions.filter((action) => !action.standing).map((action) => action.key), ...steps];
  for (const check of register.checks)
    reading.known('unknown-action', `${key}.checks.${check.key}.at`, check.at, moments);
  for (const rule of register.rules) {
    const at = `${key}.rules.${rule.key}`;
    checkTells(reading, model, register, rule.tells, at);
    checkSets(reading, model, register, rule.sets, at);
    for (const path of rule.oncePer) if (path !== 'month') pathKnown(reading, model, register, path, `${at}.once-per`);
    if (rule.does !== undefined)
      reading.known(
        'unknown-action',
        `${at}.does`,
        rule.does,
        register.actions.map((one) => one.key),
      );
    if (
      rule.opens === undefined ||
      !reading.known('unknown-register', `${at}.opens`, rule.opens, Object.keys(model.registers))
    )
      continue;
    const target = model.registers[rule.opens]!;
    if (target.workbook !== register.workbook)
      reading.faultAt('other-workbook', `${at}.opens`, { name: rule.opens, workbook: target.workbook });
    for (const field of Object.keys(rule.with ?? {})) fieldKnown(reading, target, field, `${at}.with.${field}`);
  }
  for (const metric of register.metrics) checkMetric(reading, model, register, metric);
  checkEvents(reading, model, register);
  for (const document of register.documents ?? []) {
    const at = `${key}.documents.${document.key}`;
    reading.known(
      'unknown-state',
      `${at}.at`,
      document.at,
      register.states.map((state) => state.key),
    );
    if (document.until !== undefined)
      reading.known(
        'unknown-action',
        `${at}.until`,
        document.until,
        register.actions.map((action) => action.key),
      );
    if (reading.known('unknown-text', `${at}.text`, document.text, Object.keys(model.texts ?? {}))) {
      const of = model.texts![document.text]!.register;
      if (of !== key) reading.faultAt('other-text', `${at}.text`, { name: document.text, register: of });
    }
    for (const step of document.signs) reading.known('unknown-approval', `${at}.signs`, step, steps);
  }
}

function checkForm(reading: Reading, model: Model, register: Register, form: Form): void {
  const at = `${register.key}.form`;
  if (!FORM_WHO.includes(form.who))
    reading.known('unknown-role', `${at}.who`, form.who, [...Object.keys(model.roles), ...FORM_WHO]);
  for (const field of form.asks) askable(reading, register, field, `${at}.asks`);
  for (const field of form.prefill)
    if (!form.asks.includes(field)) reading.faultAt('not-asked', `${at}.prefill`, { name: field });
  for (const field of register.fields) {
    const filled =
      form.asks.includes(field.key) ||
      field.system ||
      [field.from, field.is, field.default].some((way) => way !== undefined);
    if (field.required && !filled) reading.faultAt('form-misses', `${at}.asks`, { name: field.key });
  }
  if (!form.first) return;
  const { by, show } = form.first;
  if (!fieldKnown(reading, register, by, `${at}.first.by`)) return;
  const field = register.fields.find((candidate) => candidate.key === by)!;
  if (field.type !== 'choice')
    reading.faultAt('wrong-type', `${at}.first.by`, { name: by, is: field.type, need: 'choice' });
  if (!reading.known('unknown-help', `${at}.first.show`, show, Object.keys(model.help))) return;
  const entries = model.lists[field.list ?? '']?.entries.map((entry) => entry.key) ?? [];
  for (const entry of Object.keys(model.help[show]!.entries))
    reading.known('unknown-entry', `help.${show}.${entry}`, entry, entries, { list: field.list });
}

function checkMetric(reading: Reading, model: Model, register: Register, metric: Metric): void {
  const at = `${register.key}.metrics.${metric.key}`;
  for (const path of metric.by) pathKnown(reading, model, register, path, `${at}.by`);
  if (metric.dated !== undefined) typed(reading, register, metric.dated, 'date', `${at}.dated`);
  if (metric.of === undefined) return;
  if (metric.kind === 'share') {
    const [, clock] = /^clocks\.(\w+)\.met$/.exec(metric.of) ?? [];
    const clocks = register.clocks.map((one) => one.key);
    reading.known('unknown-clock', `${at}.share`, clock ?? metric.of, clocks);
    return;
  }
  if (!fieldKnown(reading, register, metric.of, `${at}.${metric.kind}`)) return;
  const { type } = register.fields.find((field) => field.key === metric.of)!;
  if (type !== 'number' && type !== 'money')
    reading.faultAt('wrong-type', `${at}.${metric.kind}`, { name: metric.of, is: type, need: 'number / money' });
}

function pathKnown(reading: Reading, model: Model, register: Register, path: string, at: string): void {
  const found = resolvePath(model, register, path);
  if (!found.ok) reading.faultAt('unknown-path', at, { name: path, why: found.why.en, near: found.near });
}
