/** Conditions of a register: they parse, read what is there, call functions rightly and ask for blanks as cells hold them. */
import { comparisons, COUNTS_IN, parseCondition, type ConditionCall } from '../conditions';
import { resolvePath } from '../paths';
import type { Reading } from '../reading';
import type { FieldType, Model, Register } from '../types';

/** Types whose blank is '' (or an empty list); of all others it is null. */
const BLANK_IS_TEXT: ReadonlySet<string> = new Set<FieldType>([
  'text',
  'long text',
  'choice',
  'choices',
  'department',
  'file',
  'files',
]);

/** Every condition of a register with the path of the part it stands in. */
export function conditionsOf(register: Register): { text: string; path: string }[] {
  const { key } = register;
  const of = (text: string | undefined, path: string): { text: string; path: string }[] =>
    text === undefined ? [] : [{ text, path: `${key}.${path}` }];
  return [
    ...register.fields.flatMap((field) => [
      ...of(field.is, `fields.${field.key}.is`),
      ...of(field.where, `fields.${field.key}.where`),
    ]),
    ...register.checks.flatMap((check) => of(check.need, `checks.${check.key}.need`)),
    ...register.rules.flatMap((rule) => [
      ...of(rule.if, `rules.${rule.key}.if`),
      ...Object.entries(rule.with ?? {}).flatMap(([field, text]) => of(text, `rules.${rule.key}.with.${field}`)),
    ]),
    ...register.actions.flatMap((action) =>
      (action.gives ?? []).flatMap(({ link, values }) =>
        Object.entries(values).flatMap(([field, text]) => of(text, `actions.${action.key}.gives.${link}.${field}`)),
      ),
    ),
    ...register.actions.flatMap(({ key: verb, run }) =>
      run?.name === 'record_per_line'
        ? Object.entries(run.with).flatMap(([field, text]) => of(text, `actions.${verb}.run.with.${field}`))
        : [],
    ),
    ...(register.digests ?? []).flatMap((digest) => of(digest.if, `digests.${digest.key}.if`)),
    ...register.metrics.flatMap((metric) =>
      of(metric.if, `metrics.${metric.key}.${metric.kind === 'count' ? 'count' : 'if'}`),
    ),
  ];
}

export function checkConditions(reading: Reading, model: Model, register: Register): void {
  for (const { text, path } of conditionsOf(register)) checkCondition(reading, model, register, text, path);
  // What the words of a check name in braces can be read as its condition can.
  for (const check of register.checks)
    for (const text of new Set(Object.values(check.say).flatMap((say) => say.match(/(?<=\{)[^{}]+(?=\})/g) ?? [])))
      checkCondition(reading, model, register, text, `${register.key}.checks.${check.key}.say`);
}

export function checkCondition(reading: Reading, model: Model, register: Register, text: string, path: string): void {
  const condition = parseCondition(text);
  if (!condition.ok) {
    reading.faultAt('condition-syntax', path, { at: condition.at + 1, why: condition.message });
    return;
  }
  for (const name of condition.paths) {
    const found = resolvePath(model, register, name);
    if (!found.ok) reading.faultAt('unknown-path', path, { name, why: found.why.en, near: found.near });
  }
  for (const call of condition.calls) checkCall(reading, model, register, call, path);
  for (const { path: name, op, with: literals } of comparisons(condition.ast)) {
    const found = resolvePath(model, register, name);
    if (!found.ok) continue;
    const blankIsText = BLANK_IS_TEXT.has(found.type);
    for (const literal of literals) {
      if (literal === null && blankIsText)
        reading.faultAt('blank-null', path, {
          name,
          write: found.type === 'choices' || found.type === 'files' ? `size(${name}) ${op} 0` : `${name} ${op} ""`,
        });
      else if (literal === '' && !blankIsText)
        reading.faultAt('blank-text', path, { name, write: `${name} ${op} null` });
      else if (typeof literal === 'string' && literal !== '' && found.keys)
        reading.known('unknown-entry', path, literal, found.keys, { list: found.field?.list ?? name });
    }
  }
}

function checkCall(reading: Reading, model: Model, register: Register, call: ConditionCall, path: string): void {
  const literal = (n: number): string | undefined => {
    const value = call.args[n];
    if (typeof value === 'string') return value;
    reading.faultAt('literal-call', path, { name: call.name, n: n + 1 });
    return undefined;
  };
  if (call.name === 'setting') {
    const key = literal(0);
    if (key !== undefined) reading.known('unknown-setting', path, key, Object.keys(model.settings));
  }
  if (call.name === 'openCount' || call.name === 'related' || COUNTS_IN.includes(call.name)) {
    const key = literal(0);
    if (key !== undefined) reading.known('unknown-register', path, key, Object.keys(model.registers));
  }
  if (call.name === 'countSame') {
    const field = literal(0);
    const period = literal(1);
    const found = field === undefined ? undefined : resolvePath(model, register, field);
    if (found && !found.ok) reading.faultAt('unknown-path', path, { name: field, why: found.why.en, near: found.near });
    else if (found && found.type !== 'link') reading.faultAt('count-link', path, { name: field });
    if (period !== undefined && period !== 'month') reading.faultAt('count-period', path);
  }
}
